"""Badges: recognised while they are whole, ours, in time and not taken back."""

from pathlib import Path

from rostrum.secretariat.admissions import HOURS_12, Admissions, signing_secret
from tests.secretariat.conftest import Hands
from tests.summit import BOOK, CHAIR, CUBA


def test_a_badge_says_who_one_is(hands: Hands) -> None:
    admissions = Admissions(b"secret", hands)
    admitted, badge = admissions.admit(BOOK, CUBA, "desk")
    assert admissions.recognise(admitted.key, badge) == admitted
    assert admitted.actor == CUBA


def test_a_changed_borrowed_or_foreign_badge_is_not_recognised(hands: Hands) -> None:
    admissions = Admissions(b"secret", hands)
    mine, badge = admissions.admit(BOOK, CUBA, "desk")
    _, chairs = admissions.admit(BOOK, CHAIR, "podium")
    for position in range(len(badge)):
        changed = badge[:position] + chr(ord(badge[position]) ^ 1) + badge[position + 1 :]
        assert admissions.recognise(mine.key, changed) is None
    assert admissions.recognise(mine.key, chairs) is None
    assert Admissions(b"other", hands).recognise(mine.key, badge) is None
    assert admissions.recognise(mine.key, "") is None


def test_a_badge_ends_after_twelve_hours_or_when_taken_back(hands: Hands) -> None:
    admissions = Admissions(b"secret", hands)
    first, badge = admissions.admit(BOOK, CUBA, "desk")
    second, other = admissions.admit(BOOK, CUBA, "desk")
    admissions.dismiss(second.key)
    assert admissions.recognise(second.key, other) is None
    hands.at += HOURS_12
    assert admissions.recognise(first.key, badge) is None


def test_the_secret_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "badges.key"
    secret = signing_secret(path)
    assert secret == signing_secret(path)
    assert len(secret) == 32
    assert path.stat().st_mode & 0o077 == 0
