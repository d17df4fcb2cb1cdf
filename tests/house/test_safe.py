"""The safe: what is put in is whole, for its owner alone, and outlives the process."""

import os
from pathlib import Path

import pytest

from rostrum import safe


class Hands:
    at = 1_000

    def __call__(self) -> int:
        return self.at


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "key"
    first = safe.secret(path, 32)
    assert (len(first), safe.secret(path, 32)) == (32, first)
    assert path.stat().st_mode & 0o077 == 0
    assert os.listdir(path.parent) == ["key"]


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_secret_of_another_length_is_not_taken(tmp_path: Path, content: bytes) -> None:
    """A crash of an older version between making the file and filling it left it empty: a key known to all."""
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(safe.Broken, match="bytes, not 32"):
        safe.secret(tmp_path / "key", 32)


def test_a_crash_while_writing_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list"
    safe.keep(path, b"before")

    def fails(handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="disk full"):
        safe.keep(path, b"after")
    assert path.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["list"]


def test_the_first_of_two_starts_is_heard(tmp_path: Path) -> None:
    safe.keep_first(tmp_path / "key", b"first")
    safe.keep_first(tmp_path / "key", b"second")
    assert (tmp_path / "key").read_bytes() == b"first"
    assert os.listdir(tmp_path) == ["key"]


def test_what_is_void_stays_so_until_its_time_is_over(tmp_path: Path) -> None:
    hands = Hands()
    void = safe.Void(tmp_path / "void", hands)
    void.add("a", 2_000)
    void.add("b", 5_000)
    assert "a" in safe.Void(tmp_path / "void", hands)
    hands.at = 3_000
    void.add("c", 9_000)
    assert (tmp_path / "void").read_text() == "b 5000\nc 9000\n"
    assert "b" in void
    assert "d" not in void


def test_a_list_that_is_not_ours_is_not_guessed_at(tmp_path: Path) -> None:
    (tmp_path / "void").write_text("a 2000\nb\n")
    with pytest.raises(safe.Broken, match="'b'"):
        safe.Void(tmp_path / "void", Hands())
