"""The server dies at any moment: nothing acknowledged is lost, and the sitting goes on with its clock right."""

import random
import threading
import time
from pathlib import Path

import httpx
import pytest

from rostrum.record.verify import verify
from tests.system.house import BOOK, Demo, demo

pytestmark = [pytest.mark.system, pytest.mark.timeout(180)]

ROUNDS = 6


def _acknowledged_until_death(house: Demo, chair: str, seconds: float) -> tuple[int, int]:
    """Acts as fast as the rules of pace allow until the server is killed: (acknowledged version, acts)."""
    killer = threading.Timer(seconds, house.kill)
    killer.start()
    version, acts = 0, 0
    while True:
        try:
            answer = house.act(chair, "Freeze" if acts % 2 == 0 else "Unfreeze", reason="kill test")
        except httpx.TransportError:
            killer.join()
            return version, acts
        if answer.status_code == 200:
            version, acts = answer.json()["version"], acts + 1
        elif answer.status_code == 409:
            acts += 1
        time.sleep(0.03)


def test_killing_the_server_loses_no_acknowledged_act(tmp_path: Path) -> None:
    dice = random.Random(20200504)
    with demo(tmp_path, "--hall", "silent", "--seats", "0", "--at", "speeches") as house:
        chair, secretary = house.sign_in("AZE.chair"), house.sign_in("secretary")
        total = 0
        for _ in range(ROUNDS):
            version, acts = _acknowledged_until_death(house, chair, dice.uniform(0.3, 1.5))
            total += acts
            house.start()
            entries = house.entries(secretary)
            assert [entry["version"] for entry in entries] == list(range(1, len(entries) + 1))
            assert len(entries) >= version
            bundle = house.client.get(f"/api/books/{BOOK}/bundle", params={"a": secretary}).content
            assert verify(bundle).header.count >= version
        assert total > ROUNDS


def test_a_speech_goes_on_with_its_clock_right(tmp_path: Path) -> None:
    """Time spoken before the death counts; a badge outlives the server, so a reload finds the same seat."""
    with demo(tmp_path, "--hall", "silent", "--seats", "0", "--at", "opening") as house:
        chair = house.sign_in("AZE.chair")
        assert house.act(chair, "CallToOrder").status_code == 200
        assert house.act(chair, "OfferFloor", seat="AZE").status_code == 200
        assert house.act(chair, "TakeFloor", language="en").status_code == 200
        time.sleep(1.0)
        house.kill()
        house.start()
        seats = [line["person"] for line in house.client.get("/api/session").json()["admissions"]]
        assert "AZE.chair" in seats
        ended = house.act(chair, "EndStatement")
        assert ended.status_code == 200, ended.text
        entry = next(e for e in reversed(house.entries()) if e["kind"] == "FloorEnded")
        taken = next(e for e in reversed(house.entries()) if e["kind"] == "FloorTaken")
        assert entry["act"]["net_ms"] >= 1000
        assert taken["version"] < entry["version"]
