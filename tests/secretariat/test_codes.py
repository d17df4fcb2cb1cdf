"""Entry codes: for one person, for a quarter of an hour, once."""

from pathlib import Path

import pytest

from rostrum.secretariat.codes import LIFETIME_MS, BadCode, EntryCodes
from tests.secretariat.conftest import Hands


@pytest.fixture
def codes(tmp_path: Path, hands: Hands) -> EntryCodes:
    return EntryCodes(b"secret", tmp_path / "spent", hands)


def test_a_code_admits_its_person_once(codes: EntryCodes, tmp_path: Path, hands: Hands) -> None:
    code = codes.make("summit", "CUB.head")
    assert codes.redeem(code.lower()) == ("summit", "CUB.head")
    for again in (codes, EntryCodes(b"secret", tmp_path / "spent", hands)):
        with pytest.raises(BadCode):
            again.redeem(code)


def test_a_code_read_aloud_in_groups_is_good(codes: EntryCodes) -> None:
    code = codes.make("summit", "CUB.head")
    grouped = " ".join(code[n : n + 4] for n in range(0, len(code), 4))
    assert codes.redeem(grouped)[1] == "CUB.head"


def test_a_code_ends_after_a_quarter_of_an_hour(codes: EntryCodes, hands: Hands) -> None:
    code = codes.make("summit", "CUB.head")
    hands.at += LIFETIME_MS
    with pytest.raises(BadCode):
        codes.redeem(code)


def test_no_changed_or_foreign_code_is_good(codes: EntryCodes, tmp_path: Path, hands: Hands) -> None:
    code = codes.make("summit", "CUB.head")
    foreign = EntryCodes(b"other", tmp_path / "other", hands).make("summit", "CUB.head")
    changed = [code[:n] + ("A" if code[n] != "A" else "B") + code[n + 1 :] for n in range(len(code) - 1)]
    for bad in (*changed, foreign, "", "ÄÖ", "A" * 5000):
        with pytest.raises(BadCode):
            codes.redeem(bad)
    assert codes.redeem(code) == ("summit", "CUB.head")
