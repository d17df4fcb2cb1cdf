"""A server that cannot start says so in a sentence."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from rostrum.app import codec
from rostrum.record.checkpoint import KEY_FILE, Signer
from rostrum.record.sqlite import FILE, open_record

NO_ROOM = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2); "
SERVE = "import sys; from rostrum.__main__ import main; main()"


def start(data: Path, room: int = resource.RLIM_INFINITY) -> subprocess.CompletedProcess[str]:
    words = [
        sys.executable,
        "-c",
        NO_ROOM + SERVE,
        str(room),
        "serve",
        "--hall",
        "silent",
        "--data",
        str(data),
    ]
    return subprocess.run([*words, "--port", "18999"], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("before", [False, True])
def test_a_full_disk_at_start_is_a_sentence(tmp_path: Path, before: bool) -> None:
    if before:
        open_record(tmp_path, codec()).close()
    ended = start(tmp_path, 0)
    assert "Traceback" not in ended.stderr + ended.stdout
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "disk is full" in ended.stderr


def test_what_is_no_record_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database " * 100)
    ended = start(tmp_path)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "rostrum restore" in ended.stderr


def test_a_damaged_key_is_put_aside_and_another_made(tmp_path: Path) -> None:
    first = Signer.at(tmp_path)
    text = (tmp_path / KEY_FILE).read_text()
    (tmp_path / KEY_FILE).write_text(text[:-4] + "AAA\n")
    assert str(Signer.at(tmp_path).verifier) != str(first.verifier)
    assert (tmp_path / f"{KEY_FILE}.damaged").exists()
