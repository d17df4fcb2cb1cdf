"""Seals: ours, for their purpose, under a key that is good for it."""

import pytest

from rostrum.record.ledger import SealKey
from rostrum.record.memory_ledger import MemoryLedger
from rostrum.record.port import RecordUnavailable
from rostrum.secretariat.seals import BADGE_MS, CODE_MS, Purpose, Seals
from tests.secretariat.conftest import Hands


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger()


def test_a_seal_is_for_its_body_and_its_purpose_in_every_process(ledger: MemoryLedger, hands: Hands) -> None:
    seal = Seals(ledger, hands).seal(Purpose.BADGE, b"body")
    again = Seals(ledger, hands)
    assert again.holds(Purpose.BADGE, b"body", seal)
    assert not again.holds(Purpose.BADGE, b"other", seal)
    assert not again.holds(Purpose.CODE, b"body", seal)
    assert not Seals(MemoryLedger(), hands).holds(Purpose.BADGE, b"body", seal)
    for bad in ("", ".", "1", "1.", "7" + seal[1:], seal[2:], "ä.ö"):
        assert not again.holds(Purpose.BADGE, b"body", bad)


@pytest.mark.parametrize(("purpose", "lasts"), [(Purpose.BADGE, BADGE_MS), (Purpose.CODE, CODE_MS)])
def test_an_old_key_is_good_for_as_long_as_what_it_sealed(
    ledger: MemoryLedger, hands: Hands, purpose: Purpose, lasts: int
) -> None:
    seals = Seals(ledger, hands)
    seal = seals.seal(purpose, b"body")
    assert seals.rotate() == 2
    assert seals.seal(purpose, b"body").startswith("2.")
    hands.at += lasts - 1
    assert seals.holds(purpose, b"body", seal)
    hands.at += 1
    assert not seals.holds(purpose, b"body", seal)


def test_a_change_of_keys_reaches_a_process_that_runs_within_a_second(
    ledger: MemoryLedger, hands: Hands
) -> None:
    running = Seals(ledger, hands)
    running.seal(Purpose.BADGE, b"body")
    Seals(ledger, hands).rotate()
    hands.move(1)
    assert running.seal(Purpose.BADGE, b"body").startswith("2.")


def test_two_changes_at_once_make_two_keys(ledger: MemoryLedger, hands: Hands) -> None:
    one, two = Seals(ledger, hands), Seals(ledger, hands)
    one.seal(Purpose.BADGE, b"")
    two.seal(Purpose.BADGE, b"")
    assert (one.rotate(), two.rotate()) == (2, 3)
    assert [key.number for key in ledger.seal_keys()] == [1, 2, 3]


def test_a_ledger_that_cannot_be_read_shows_nobody_out(
    ledger: MemoryLedger, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    seals = Seals(ledger, hands)
    seal = seals.seal(Purpose.BADGE, b"body")

    def fails() -> list[SealKey]:
        raise RecordUnavailable("disk_error")

    monkeypatch.setattr(ledger, "seal_keys", fails)
    hands.move(5)
    assert seals.holds(Purpose.BADGE, b"body", seal)
    with pytest.raises(RecordUnavailable):
        Seals(ledger, hands).seal(Purpose.BADGE, b"body")
