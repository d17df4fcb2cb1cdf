"""One server a folder; the lock goes with the process, and the folder is its owner's only."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rostrum.__main__ import command_line
from rostrum.premises import FILE, Occupied, keep_short, make, occupied, private_log

HOLDER = """
import sys, time
from pathlib import Path
from rostrum.premises import occupied
with occupied(Path(sys.argv[1])):
    print("in", flush=True)
    time.sleep(600)
"""


def test_a_second_server_is_told_which_and_what_to_do(tmp_path: Path) -> None:
    with occupied(tmp_path), pytest.raises(Occupied) as caught, occupied(tmp_path, 0):
        pass
    assert str(os.getpid()) in str(caught.value) and "--data" in str(caught.value)
    with occupied(tmp_path, 0):
        pass


def test_a_killed_server_leaves_no_lock_behind(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"in\n"
    with pytest.raises(Occupied), occupied(tmp_path, 0):
        pass
    served = CliRunner().invoke(
        command_line(), ["serve", "--data", str(tmp_path), "--hall", "silent", "--port", "0"]
    )
    assert (served.exit_code, served.output.count("\n")) == (1, 1)
    assert f"process {holder.pid}" in served.output
    holder.send_signal(signal.SIGKILL)
    with occupied(tmp_path):  # at once: it waits for a process that is still going
        assert (tmp_path / FILE).read_text() == f"{os.getpid()}\n"
    holder.wait()
    holder.stdout.close()


def test_a_folder_that_others_could_read_is_closed(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "open" / "record.sqlite").touch()
    make(tmp_path / "open")
    make(tmp_path / "new")
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in ("open", "new")} == {0o700}


def test_a_folder_that_is_no_record_s_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_logs_are_private_and_put_aside_when_long(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_bytes(b"x" * 100)
    log.chmod(0o644)
    os.close(private_log(log, 100))
    assert log.stat().st_mode & 0o777 == 0o600
    os.close(private_log(log, 99))
    assert (log.stat().st_size, (tmp_path / "a.old.log").stat().st_size) == (0, 100)


def test_a_log_that_a_child_writes_is_shortened_in_place(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    handle = private_log(log)
    os.write(handle, b"a" * 400 + b"b" * 100)
    keep_short(log, 400)
    os.write(handle, b"on")
    os.close(handle)
    assert log.read_bytes() == b"on"
    assert (tmp_path / "a.old.log").read_bytes() == b"b" * 100
