"""Badges: recognised while they are whole, ours, in time and not taken back."""

import base64
import json

import pytest

from rostrum.record.memory_ledger import MemoryLedger
from rostrum.secretariat.admissions import Admissions
from rostrum.secretariat.seals import BADGE_MS, Purpose, Seals
from tests.secretariat.conftest import Hands
from tests.summit import BOOK, CHAIR, CUBA


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger()


@pytest.fixture
def admissions(ledger: MemoryLedger, hands: Hands) -> Admissions:
    return admissions_of(ledger, hands)


def admissions_of(ledger: MemoryLedger, hands: Hands) -> Admissions:
    """As a process makes them that opens the ledger."""
    return Admissions(Seals(ledger, hands), ledger, hands)


def test_a_badge_says_who_one_is(admissions: Admissions) -> None:
    admitted, badge = admissions.admit(BOOK, CUBA.person)
    assert admissions.recognise(admitted.key, badge) == admitted
    assert (admitted.book, admitted.person) == (BOOK, CUBA.person)


def test_a_changed_borrowed_or_foreign_badge_is_not_recognised(admissions: Admissions, hands: Hands) -> None:
    mine, badge = admissions.admit(BOOK, CUBA.person)
    _, chairs = admissions.admit(BOOK, CHAIR.person)
    for position in range(len(badge)):
        changed = badge[:position] + chr(ord(badge[position]) ^ 1) + badge[position + 1 :]
        assert admissions.recognise(mine.key, changed) is None
    assert admissions.recognise(mine.key, chairs) is None
    assert admissions_of(MemoryLedger(), hands).recognise(mine.key, badge) is None
    assert admissions.recognise(mine.key, "") is None


def test_a_badge_ends_after_twelve_hours(admissions: Admissions, hands: Hands) -> None:
    first, badge = admissions.admit(BOOK, CUBA.person)
    hands.at += BADGE_MS
    assert admissions.recognise(first.key, badge) is None


def test_a_badge_taken_back_is_refused_by_the_next_process_too(
    admissions: Admissions, ledger: MemoryLedger, hands: Hands
) -> None:
    first, badge = admissions.admit(BOOK, CUBA.person)
    second, other = admissions.admit(BOOK, CUBA.person)
    admissions.dismiss(first)
    for process in (admissions, admissions_of(ledger, hands)):
        assert process.recognise(first.key, badge) is None
        assert process.recognise(second.key, other) == second


def test_a_badge_of_the_release_before_is_none(
    admissions: Admissions, ledger: MemoryLedger, hands: Hands
) -> None:
    """It said a capacity, a seat and a room, which nobody believes any more: its holder signs in again."""
    said = ["0123456789abcdef", BOOK, CUBA.person, "chair", "AZE", "podium", 10**15]
    body = base64.urlsafe_b64encode(json.dumps(said).encode()).decode()
    badge = f"{body}.{Seals(ledger, hands).seal(Purpose.BADGE, body.encode())}"
    assert admissions.recognise("0123456789abcdef", badge) is None
    assert admissions.claimed(badge) == ("", 0)


def test_a_badge_taken_back_elsewhere_is_refused_here_within_a_second(
    admissions: Admissions, ledger: MemoryLedger, hands: Hands
) -> None:
    first, badge = admissions.admit(BOOK, CUBA.person)
    assert admissions.good(first)
    admissions_of(ledger, hands).dismiss(first)
    hands.move(1)
    assert not admissions.good(first)
    assert admissions.recognise(first.key, badge) is None


def test_badges_go_on_over_a_change_of_keys_and_no_longer_than_their_time(
    admissions: Admissions, ledger: MemoryLedger, hands: Hands
) -> None:
    old, badge = admissions.admit(BOOK, CUBA.person)
    Seals(ledger, hands).rotate()
    hands.move(2)
    assert admissions.recognise(old.key, badge) == old
    _, fresh = admissions.admit(BOOK, CUBA.person)
    assert (badge.split(".")[1], fresh.split(".")[1]) == ("1", "2")


def test_an_old_key_that_was_copied_makes_no_badge_that_lasts(ledger: MemoryLedger, hands: Hands) -> None:
    copied = MemoryLedger()
    Seals(ledger, hands).rotate()
    copied.add_seal_key(ledger.seal_keys()[0])
    hands.at += BADGE_MS
    forged, badge = admissions_of(copied, hands).admit(BOOK, CHAIR.person)
    assert admissions_of(copied, hands).recognise(forged.key, badge) == forged
    assert admissions_of(ledger, hands).recognise(forged.key, badge) is None
