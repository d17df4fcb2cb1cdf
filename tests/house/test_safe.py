"""The safe: what is put in is whole, for its owner alone, and outlives the process."""

import os
from pathlib import Path

import pytest

from rostrum import safe


def test_a_crash_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="disk full"):
        safe.keep_first(tmp_path / "key", b"half")
    assert os.listdir(tmp_path) == []


def test_the_first_of_two_starts_is_heard(tmp_path: Path) -> None:
    safe.keep_first(tmp_path / "key", b"first")
    safe.keep_first(tmp_path / "key", b"second")
    assert (tmp_path / "key").read_bytes() == b"first"
    assert os.listdir(tmp_path) == ["key"]
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
