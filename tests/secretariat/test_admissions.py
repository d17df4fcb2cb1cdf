"""Badges: recognised while they are whole, ours, in time and not taken back."""

import base64
import hashlib
import hmac
import json
from pathlib import Path

import pytest

from rostrum.secretariat.admissions import HOURS_12, Admissions, signing_secret
from tests.secretariat.conftest import Hands
from tests.summit import BOOK, CHAIR, CUBA


@pytest.fixture
def admissions(tmp_path: Path, hands: Hands) -> Admissions:
    return Admissions(b"secret", tmp_path / "taken-back", hands)


def test_a_badge_says_who_one_is(admissions: Admissions) -> None:
    admitted, badge = admissions.admit(BOOK, CUBA.person)
    assert admissions.recognise(admitted.key, badge) == admitted
    assert (admitted.book, admitted.person) == (BOOK, CUBA.person)


def test_a_changed_borrowed_or_foreign_badge_is_not_recognised(
    admissions: Admissions, tmp_path: Path, hands: Hands
) -> None:
    mine, badge = admissions.admit(BOOK, CUBA.person)
    _, chairs = admissions.admit(BOOK, CHAIR.person)
    for position in range(len(badge)):
        changed = badge[:position] + chr(ord(badge[position]) ^ 1) + badge[position + 1 :]
        assert admissions.recognise(mine.key, changed) is None
    assert admissions.recognise(mine.key, chairs) is None
    assert Admissions(b"other", tmp_path / "other", hands).recognise(mine.key, badge) is None
    assert admissions.recognise(mine.key, "") is None


def test_a_badge_ends_after_twelve_hours(admissions: Admissions, hands: Hands) -> None:
    first, badge = admissions.admit(BOOK, CUBA.person)
    hands.at += HOURS_12
    assert admissions.recognise(first.key, badge) is None


def test_a_badge_taken_back_is_refused_by_the_next_process_too(
    admissions: Admissions, tmp_path: Path, hands: Hands
) -> None:
    first, badge = admissions.admit(BOOK, CUBA.person)
    second, other = admissions.admit(BOOK, CUBA.person)
    admissions.dismiss(first)
    for process in (admissions, Admissions(b"secret", tmp_path / "taken-back", hands)):
        assert process.recognise(first.key, badge) is None
        assert process.recognise(second.key, other) == second


def test_a_badge_of_the_release_before_is_none(admissions: Admissions) -> None:
    """It said a capacity, a seat and a room, which nobody believes any more: its holder signs in again."""
    said = ["0123456789abcdef", BOOK, CUBA.person, "chair", "AZE", "podium", 10**15]
    body = base64.urlsafe_b64encode(json.dumps(said).encode()).decode()
    badge = f"{body}.{hmac.new(b'secret', body.encode(), hashlib.sha256).hexdigest()}"
    assert admissions.recognise("0123456789abcdef", badge) is None
    assert admissions.claimed(badge) == ("", 0)


def test_the_signing_secret_has_32_bytes_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "data" / "badges.key"
    assert len(signing_secret(path)) == 32
    assert signing_secret(path) == signing_secret(path)
