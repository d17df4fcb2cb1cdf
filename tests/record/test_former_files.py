"""What the first release kept in files is taken over into the ledger, once, and over any crash."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rostrum import safe
from rostrum.record.former_files import take_over
from rostrum.record.ledger import Delivered, Ledger, Note, SealKey, Spent
from rostrum.record.port import RecordUnavailable
from rostrum.record.sqlite_ledger import FILE, SqliteLedger, open_ledger
from rostrum.secretariat.seals import Purpose, Seals

NOW = 1_000
CUBA = hashlib.sha256(b"CUB").hexdigest()[:32]
FIRST = Note(number=1, at=5, person="CUB.head", capacity="head", text="one", key="k1")
SECOND = Note(number=2, at=6, person="CUB.adviser", capacity="adviser", text="two", key="k1")
SENT = Delivered(id="body.nam/june/CUB/invitation", state="sent", at=7, sequence=1)
AGAIN = Delivered(id="body.nam/june/WHO/invitation", state="again", at=8)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder as the first release left it, two of its lines cut short by a crash."""
    (tmp_path / "spent-codes").write_text("c1 2000\nc2 900\n")
    (tmp_path / "badges-taken-back").write_text("b1 5000\n")
    (tmp_path / "notes" / "summit").mkdir(parents=True)
    notes = "".join(json.dumps(_fields(note)) + "\n" for note in (FIRST, SECOND))
    (tmp_path / "notes" / "summit" / CUBA).write_text(notes + '{"number": 3, "te')
    sent, again = (json.dumps(_fields(one)) + "\n" for one in (SENT, AGAIN))
    (tmp_path / "outbox.jsonl").write_text(sent + '{"id": "cut sh{"id"}\n' + again + '{"id": "body')
    (tmp_path / "badges.key").write_bytes(b"s" * 32)
    return tmp_path


def _fields(one: Note | Delivered) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__slots__}


@pytest.fixture
def ledger(data: Path) -> Iterator[Ledger]:
    opened = SqliteLedger(data / FILE)
    yield opened
    opened.close()


def require_all(ledger: Ledger) -> None:
    assert ledger.spent(Spent.CODE) == {"c1", "c2"}
    assert ledger.spent(Spent.BADGE) == {"b1"}
    assert ledger.notes("summit", CUBA, 0, 10) == [FIRST, SECOND]
    assert [one for _, one in ledger.deliveries()] == [SENT, AGAIN]
    assert [(key.number, key.secret) for key in ledger.seal_keys()] == [(1, b"s" * 32)]


def test_all_is_taken_over_at_opening_and_the_files_are_gone(data: Path) -> None:
    for _ in range(2):
        ledger = open_ledger(data)
        require_all(ledger)
        ledger.close()
        assert [path.name for path in data.iterdir() if not path.name.startswith(FILE)] == []


class Crash(BaseException):
    pass


@pytest.mark.parametrize("steps", range(6))
def test_a_crash_in_the_middle_is_mended_by_the_next_opening(
    data: Path, ledger: Ledger, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It falls after so many files were taken over, the last of them still there."""
    left, unlink = [steps], Path.unlink

    def crashing(path: Path, missing_ok: bool = False) -> None:
        if not left[0]:
            raise Crash
        left[0] -= 1
        unlink(path, missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", crashing)
        if steps < 5:
            with pytest.raises(Crash):
                take_over(data, ledger)
        else:
            take_over(data, ledger)
    take_over(data, ledger)
    require_all(ledger)


def test_the_reply_page_of_a_letter_already_sent_stays_open(data: Path, ledger: Ledger) -> None:
    """The first release derived its keys so."""
    take_over(data, ledger)
    seals, letter = Seals(ledger, lambda: NOW), b"body.nam\x00june\x00CUB"
    before = hmac.new(
        hmac.new(b"s" * 32, b"keys of reply pages", hashlib.sha256).digest(), letter, hashlib.sha256
    ).digest()
    assert list(seals.made(Purpose.REPLY, letter)) == [before]
    seals.rotate()
    fresh, old = seals.made(Purpose.REPLY, letter)
    assert (old, fresh != before) == (before, True)


def test_a_list_that_is_not_ours_is_not_guessed_at(data: Path, ledger: Ledger) -> None:
    (data / "spent-codes").write_text("a 2000\nb\n")
    with pytest.raises(safe.Broken, match="'b'"):
        take_over(data, ledger)


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_secret_of_another_length_is_not_taken(data: Path, ledger: Ledger, content: bytes) -> None:
    """A crash of an older version between making the file and filling it left it empty: a key known to all."""
    (data / "badges.key").write_bytes(content)
    with pytest.raises(safe.Broken, match="bytes, not 32"):
        take_over(data, ledger)
    assert ledger.seal_keys() == []


def test_the_secret_of_another_folder_is_not_taken(data: Path, ledger: Ledger) -> None:
    ledger.add_seal_key(SealKey(1, b"t" * 32, 1))
    with pytest.raises(safe.Broken, match="another folder"):
        take_over(data, ledger)


@pytest.mark.parametrize("fails", ["spend", "add_note", "deliver", "add_seal_key"])
def test_a_file_stays_until_all_that_it_held_is_kept(
    data: Path, ledger: Ledger, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full in the middle: nothing that was there is lost."""
    files = {"spend": "spent-codes", "add_note": f"notes/summit/{CUBA}", "deliver": "outbox.jsonl"}
    held = data / files.get(fails, "badges.key")

    def full(*given: object) -> None:
        raise RecordUnavailable("the disk is full")

    monkeypatch.setattr(ledger, fails, full)
    with pytest.raises(RecordUnavailable):
        take_over(data, ledger)
    assert held.exists()
