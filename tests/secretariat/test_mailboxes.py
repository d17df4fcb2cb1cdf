"""Where letters go is kept beside the record, from before the act that names it until it is dropped or forgotten."""

from dataclasses import replace

import pytest

from rostrum.procedure.body.facts import Invitation
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import SeatKind
from rostrum.record.memory_ledger import MemoryLedger
from rostrum.record.port import KeyReused
from rostrum.secretariat.mailboxes import HOUR_MS, Mailboxes, digests
from tests.procedure.body.assembly import accepted, inviting

BOOK = "body.nam"
CUBA = Invitation(
    code="CUB", kind=SeatKind.MEMBER, language="en", reply_sha256="ab" * 32, addresses=("cub@x.example",)
)
NOBODY = replace(CUBA, code="DZA", addresses=())


def test_a_letter_is_given_a_key_and_digests_and_one_without_address_none() -> None:
    ledger = MemoryLedger()
    with Mailboxes(ledger).keeping(BOOK, "secretary", "k1", [CUBA, NOBODY], 5) as (cuba, nobody):
        (box,) = ledger.mailboxes()
        assert (cuba.mailbox, cuba.digests) == (box.key, digests(box.salt, CUBA.addresses))
        assert nobody == NOBODY
    assert (box.addresses, box.made) == (CUBA.addresses, 5)
    assert digests("another salt", CUBA.addresses) != cuba.digests


def test_a_repeat_finds_the_mailbox_of_the_first_time_and_other_addresses_are_another_wish() -> None:
    mailboxes = Mailboxes(MemoryLedger())
    with mailboxes.keeping(BOOK, "secretary", "k1", [CUBA], 5) as first:
        pass
    with pytest.raises(OutOfOrder), mailboxes.keeping(BOOK, "secretary", "k1", [CUBA], 9) as again:
        assert again == first
        raise OutOfOrder("already_invited", "M10")
    assert mailboxes.addresses(BOOK, first[0]) == CUBA.addresses, "what was kept before is not dropped"
    other = replace(CUBA, addresses=("other@x.example",))
    with pytest.raises(KeyReused), mailboxes.keeping(BOOK, "secretary", "k1", [other], 9):
        pytest.fail("it was let in")


def test_what_is_refused_is_not_kept() -> None:
    ledger = MemoryLedger()
    with pytest.raises(OutOfOrder), Mailboxes(ledger).keeping(BOOK, "secretary", "k1", [CUBA], 5):
        raise OutOfOrder("already_invited", "M10")
    assert ledger.mailboxes() == []


def test_what_a_crash_left_behind_is_dropped_in_time() -> None:
    ledger, assembly = MemoryLedger(), accepted()
    mailboxes = Mailboxes(ledger)
    with mailboxes.keeping(BOOK, "secretary", "k1", inviting("CUB", "DZA").invitations, 5) as letters:
        assembly.do(inviting("CUB", "DZA", invitations=letters))
    with pytest.raises(OSError), mailboxes.keeping(BOOK, "secretary", "k2", [CUBA], 6):
        raise OSError("the disk went away: nobody knows whether the act is on record")
    assert len(ledger.mailboxes()) == 3
    mailboxes.tidy(assembly.state, 6 + HOUR_MS)
    assert len(ledger.mailboxes()) == 3
    mailboxes.tidy(assembly.state, 7 + HOUR_MS)
    assert {one.key for one in ledger.mailboxes()} == {letter.mailbox for letter in letters}
