"""Entry codes: for one person, for a quarter of an hour, once."""

import pytest

from rostrum.record.memory_ledger import MemoryLedger
from rostrum.secretariat.codes import BadCode, EntryCodes
from rostrum.secretariat.seals import CODE_MS, Seals
from tests.secretariat.conftest import Hands


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger()


@pytest.fixture
def codes(ledger: MemoryLedger, hands: Hands) -> EntryCodes:
    return codes_of(ledger, hands)


def codes_of(ledger: MemoryLedger, hands: Hands) -> EntryCodes:
    """As a process makes them that opens the ledger."""
    return EntryCodes(Seals(ledger, hands), ledger, hands)


def test_a_code_admits_its_person_once(codes: EntryCodes, ledger: MemoryLedger, hands: Hands) -> None:
    code = codes.make("summit", "CUB.head")
    assert codes.redeem(code.lower()) == ("summit", "CUB.head")
    for again in (codes, codes_of(ledger, hands)):
        with pytest.raises(BadCode):
            again.redeem(code)


def test_a_code_read_aloud_in_groups_is_good(codes: EntryCodes) -> None:
    code = codes.make("summit", "CUB.head")
    grouped = " ".join(code[n : n + 4] for n in range(0, len(code), 4))
    assert codes.redeem(grouped)[1] == "CUB.head"


def test_a_code_ends_after_a_quarter_of_an_hour(codes: EntryCodes, hands: Hands) -> None:
    code = codes.make("summit", "CUB.head")
    hands.at += CODE_MS
    with pytest.raises(BadCode):
        codes.redeem(code)


def test_no_changed_or_foreign_code_is_good(codes: EntryCodes, hands: Hands) -> None:
    code = codes.make("summit", "CUB.head")
    foreign = codes_of(MemoryLedger(), hands).make("summit", "CUB.head")
    changed = [code[:n] + ("A" if code[n] != "A" else "B") + code[n + 1 :] for n in range(len(code) - 1)]
    for bad in (*changed, foreign, "", "ÄÖ", "A" * 5000):
        with pytest.raises(BadCode):
            codes.redeem(bad)
    assert codes.redeem(code) == ("summit", "CUB.head")


def test_a_code_made_before_a_change_of_keys_is_good_for_its_time(
    codes: EntryCodes, ledger: MemoryLedger, hands: Hands
) -> None:
    code = codes.make("summit", "CUB.head")
    Seals(ledger, hands).rotate()
    assert codes_of(ledger, hands).redeem(code) == ("summit", "CUB.head")
