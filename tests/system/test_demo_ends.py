"""The demo ends cleanly, and all its children with it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
import pytest

from rostrum.doors.serve_cli import free_port
from tests.patience import LONG
from tests.system.house import Demo

pytestmark = pytest.mark.system


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_ends_with_all_its_children(tmp_path: Path, how: signal.Signals) -> None:
    house = Demo(tmp_path / "data", "--seats", "2", "--at", "opening")
    house.start()
    assert house.process is not None
    process = psutil.Process(house.process.pid)
    until = time.monotonic() + LONG
    while len(process.children(recursive=True)) < 2 and time.monotonic() < until:
        time.sleep(0.2)
    children = process.children(recursive=True)
    names = " ".join(" ".join(child.cmdline()) for child in children)
    assert "livekit-server" in names
    assert "simulate" in names
    house.process.send_signal(how)
    assert house.process.wait(timeout=LONG) == 0
    _, alive = psutil.wait_procs(children, timeout=LONG)
    house.client.close()
    assert alive == []
    assert "Traceback" not in (tmp_path / "demo.log").read_text()


def test_an_interrupt_ends_a_serving_house_without_a_word(tmp_path: Path) -> None:
    port = free_port(18400)
    words = [sys.executable, "-m", "rostrum", "serve", "--hall", "silent"]
    words += ["--data", str(tmp_path / "data"), "--port", str(port)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + LONG
    while not answers(port):
        assert process.poll() is None and time.monotonic() < until
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=LONG)
    assert (process.returncode, *told) == (0, b"", b"")


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/api/books").is_success
    except httpx.TransportError:
        return False
