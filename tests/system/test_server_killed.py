"""The server dies at any moment: nothing acknowledged is lost, and the sitting goes on with its clock right."""

import random
import signal
import threading
import time
from pathlib import Path

import httpx
import pytest

from rostrum.record.verify import verify
from tests.system.house import BOOK, Demo, demo

pytestmark = pytest.mark.system

ROUNDS = 6
PULSE_MS = 1500
"""What may be lost of a speech: the time since the last beat of the pulse."""


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
        time.sleep(5)  # the absence itself: what is measured below
        house.start()
        seats = [line["person"] for line in house.client.get("/api/session").json()["admissions"]]
        assert "AZE.chair" in seats
        ended = house.act(chair, "TakeBackFloor", reason="the house was away")
        assert ended.status_code == 200, ended.text
        entry = next(e for e in reversed(house.entries()) if e["kind"] == "FloorEnded")
        taken = next(e for e in reversed(house.entries()) if e["kind"] == "FloorTaken")
        assert entry["act"]["net_ms"] + PULSE_MS >= 1000 and entry["act"]["net_ms"] < 5000
        assert taken["version"] < entry["version"]


def test_a_question_put_before_the_death_has_its_whole_window_after_it(tmp_path: Path) -> None:
    """Killed a second after it was put and away for longer than the window: the gavel is not free."""
    with demo(tmp_path, "--hall", "silent", "--seats", "0", "--at", "opening") as house:
        chair, secretary = house.sign_in("AZE.chair"), house.sign_in("secretary")
        assert house.act(chair, "CallToOrder").status_code == 200
        put = house.act(chair, "PutQuestion", about="agenda")
        assert put.status_code == 200, put.text
        time.sleep(1)
        house.kill()
        time.sleep(12)
        house.start()
        _wait_until_heard(house)
        refused = house.act(chair, "Gavel", question="q1")
        assert (refused.status_code, refused.json()["code"]) == (409, "window_running")
        since = [e["kind"] for e in house.entries(secretary)]
        since = since[since.index("QuestionPut") + 1 :]
        assert since[:3] == ["HouseReturned", "HallRestored", "WindowReopened"]
        assert "LineLost" not in since


def _wait_until_heard(house: Demo) -> None:
    until = time.monotonic() + 20
    while not any(e["kind"] == "HallRestored" for e in house.entries()):
        assert time.monotonic() < until
        time.sleep(0.1)


def test_a_house_that_was_stopped_and_goes_on_costs_the_question_nothing(tmp_path: Path) -> None:
    """A laptop that slept, a process that was stopped: the press that waited finds the window whole."""
    with demo(tmp_path, "--hall", "silent", "--seats", "0", "--at", "opening") as house:
        chair, secretary = house.sign_in("AZE.chair"), house.sign_in("secretary")
        assert house.act(chair, "CallToOrder").status_code == 200
        assert house.act(chair, "PutQuestion", about="agenda").status_code == 200
        assert house.process is not None
        house.process.send_signal(signal.SIGSTOP)
        time.sleep(13)  # the window, and more than makes an absence
        house.process.send_signal(signal.SIGCONT)
        refused = house.act(chair, "Gavel", question="q1")
        assert (refused.status_code, refused.json().get("code")) in (
            (409, "window_running"),
            (409, "hall_away"),
        )
        since = [e["kind"] for e in house.entries(secretary)]
        assert since[since.index("QuestionPut") + 1] == "HouseReturned"
        assert "LineLost" not in since
