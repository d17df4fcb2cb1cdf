"""A server that cannot start says so in a sentence."""

import resource
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rostrum.__main__ import main
from rostrum.app import codec
from rostrum.record.checkpoint import KEY_FILE, Signer
from rostrum.record.sqlite import FILE, open_record

Start = Callable[..., tuple[int, str]]


@pytest.fixture
def start(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Start:
    """``start(room)``: starts a server on the folder, where a file may grow to so many bytes; its code and words.

    In this process: what is asked is said before any loop runs, and an interpreter of its own costs two seconds.
    """

    def started(room: int = resource.RLIM_INFINITY) -> tuple[int, str]:
        words = ["serve", "--hall", "silent", "--data", str(tmp_path), "--port", "18999"]
        monkeypatch.setattr(sys, "argv", ["rostrum", *words])
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        said = capsys.readouterr()
        assert said.out == ""
        return int(str(ended.value.code)), said.err

    return started


@pytest.mark.parametrize("before", [False, True])
def test_a_full_disk_at_start_is_a_sentence(tmp_path: Path, start: Start, before: bool) -> None:
    if before:
        open_record(tmp_path, codec()).close()
    code, said = start(0)
    assert "Traceback" not in said
    assert (code, said.count("\n")) == (1, 1)
    assert "disk is full" in said


def test_what_is_no_record_is_a_sentence(tmp_path: Path, start: Start) -> None:
    (tmp_path / FILE).write_bytes(b"not a database " * 100)
    code, said = start()
    assert (code, said.count("\n")) == (1, 1)
    assert "rostrum restore" in said


def test_a_damaged_key_is_put_aside_and_another_made(tmp_path: Path) -> None:
    first = Signer.at(tmp_path)
    text = (tmp_path / KEY_FILE).read_text()
    (tmp_path / KEY_FILE).write_text(text[:-4] + "AAA\n")
    assert str(Signer.at(tmp_path).verifier) != str(first.verifier)
    assert (tmp_path / f"{KEY_FILE}.damaged").exists()
