"""The shelf gives out what was put on it, or says that it cannot."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from rostrum.record.shelf import Altered, Missing, Shelf

WORDS = b"%PDF-1.7 The declaration"


def put(shelf: Shelf, *pieces: bytes) -> str:
    with shelf.draft() as draft:
        for piece in pieces:
            draft.write(piece)
        return shelf.put(draft)


def test_a_file_is_found_by_the_digest_of_its_bytes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    digest = put(shelf, WORDS[:5], WORDS[5:])
    assert digest == sha256(WORDS).hexdigest() == put(shelf, WORDS)
    with shelf.opened(digest) as file:
        assert file.read() == WORDS
    (kept,) = shelf.folder.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600 and shelf.folder.stat().st_mode & 0o777 == 0o700


def test_what_is_not_put_is_not_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with pytest.raises(ZeroDivisionError), shelf.draft() as draft:
        draft.write(WORDS)
        raise ZeroDivisionError
    assert list(shelf.folder.iterdir()) == []


def test_a_file_that_was_altered_or_is_gone_is_not_given_out(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    digest = put(shelf, WORDS)
    (shelf.folder / digest).write_bytes(WORDS.replace(b"The", b"the"))
    with pytest.raises(Altered):
        shelf.opened(digest)
    (shelf.folder / digest).unlink()
    for name in (digest, "../record.sqlite", "", "A" * 64):
        with pytest.raises(Missing):
            shelf.opened(name)


def test_strays_are_what_nobody_names_and_what_was_never_finished(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert list(shelf.strays([])) == []
    named, stray = put(shelf, b"named"), put(shelf, b"stray")
    (shelf.folder / "0badcafe.part").write_bytes(b"half")
    (shelf.folder / "README").write_bytes(b"an operator's")
    assert {path.name for path, _ in shelf.strays([named])} == {stray, "0badcafe.part"}
    os.utime(shelf.folder / stray, (1, 1))
    shelf.touch(stray)
    assert (shelf.folder / stray).stat().st_mtime > 1_000_000
