"""The demo ends cleanly, and all its children with it."""

import signal
import time
from pathlib import Path

import psutil
import pytest

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
