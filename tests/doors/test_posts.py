"""Rights over a body come from posts held in it, and end with them; a house begins with its administrator alone."""

import asyncio
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer
from typer.testing import CliRunner

from rostrum.app import make_office
from rostrum.doors import accredit_cli, convene_cli
from rostrum.procedure.body.facts import Post
from rostrum.procedure.body.intents import GivePost, WithdrawPost
from rostrum.procedure.words import Capacity
from rostrum.secretariat.bodies import LIBRARIAN
from rostrum.secretariat.kinds import ADMINISTRATION
from tests.doors.conftest import House, served
from tests.doors.test_bodies import CALL, Bodies, bodies
from tests.doors.test_intake import sent

__all__ = ["bodies"]
pytestmark = pytest.mark.asyncio
MEMBERS = "Pays;Adhésion\nAutriche;1999-02-01\nNépal;2001-04-03\n"


async def _signed_in(house: House, book: str, person: str) -> dict[str, str]:
    code = house.office.codes.make(book, person)
    answer = await house.client.post("/api/sign-in", json={"code": code})
    assert answer.status_code == 200, answer.text
    return {"Rostrum-Admission": answer.json()["key"], "Idempotency-Key": "posts-key-1"}


async def test_a_badge_of_a_meeting_alone_opens_nothing_of_its_body(bodies: Bodies) -> None:
    """Not the vice-chair's, nor that of the meeting's own secretary where no post is held."""
    assert (await bodies.act("AZE.chair", **CALL)).status_code == 200
    withdrawn = WithdrawPost(person="secretary", reason="Recalled.")
    await bodies.house.office.clerk.submit("body.nam", withdrawn, LIBRARIAN)
    bodies.house.client.cookies.clear()
    bodies.house.admissions.clear()
    refused = await bodies.act("secretary", kind="CallOffMeeting", meeting="contact-group-june", reason="x")
    assert (refused.status_code, refused.json()["code"]) == (401, "not_admitted")
    page = (await bodies.get("/api/bodies/nam")).json()
    assert not page["may_change"]


async def test_what_is_withdrawn_ends_at_the_next_press(bodies: Bodies) -> None:
    assert (await bodies.act(**CALL)).status_code == 200
    withdrawn = WithdrawPost(person="secretary", reason="Recalled.")
    await bodies.house.office.clerk.submit("body.nam", withdrawn, LIBRARIAN)
    refused = await bodies.act(kind="CallOffMeeting", meeting="contact-group-june", reason="x")
    assert (refused.status_code, refused.json()["code"]) == (403, "accreditation_withdrawn")
    assert refused.json()["facts"] == {"reason": "Recalled."}


@pytest.mark.parametrize("capacity", [Capacity.VICE_CHAIR, Capacity.GROUP_CHAIR, Capacity.ADMINISTRATOR])
async def test_other_posts_may_not_do_what_is_the_chairs(bodies: Bodies, capacity: Capacity) -> None:
    """A vice-chair, a group's chair and the administrator call no meeting."""
    group = {"scheme": "nam-region", "group": "africa"} if capacity is Capacity.GROUP_CHAIR else {}
    state = await bodies.house.office.clerk.state("body.nam")
    if group:
        group["group"] = next(iter(state.schemes["nam-region"].groups))
    post = Post(person="other", capacity=capacity, **group)
    await bodies.house.office.clerk.submit("body.nam", GivePost(post=post), LIBRARIAN)
    headers = await _signed_in(bodies.house, "body.nam", "other")
    answer = await bodies.house.client.post("/api/bodies/nam/intents", json=CALL, headers=headers)
    assert answer.status_code == 403, answer.text


async def test_from_an_empty_folder_to_a_body_with_a_secretary(tmp_path: Path) -> None:
    """The operator makes an administrator, who takes a body from a file and gives its secretary the post."""
    async with served(tmp_path, demo=False) as house:
        post = Post(person="a1", capacity=Capacity.ADMINISTRATOR)
        await house.office.clerk.submit(ADMINISTRATION, GivePost(post=post), LIBRARIAN)
        headers = await _signed_in(house, ADMINISTRATION, "a1")
        taken = await house.client.post(
            "/api/intake", json=sent(MEMBERS, name="Club") | {"dates": "day"}, headers=headers
        )
        assert taken.status_code == 200, taken.text
        give: dict[str, Any] = {"kind": "GivePost", "post": {"person": "s1", "capacity": "secretary"}}
        again = headers | {"Idempotency-Key": "posts-key-2"}
        given = await house.client.post("/api/bodies/club/intents", json=give, headers=again)
        assert given.status_code == 200, given.text
        mine = (await house.client.get("/api/session")).json()["admissions"]
        assert {one["book"] for one in mine} == {ADMINISTRATION, "body.club"}
        house.client.cookies = httpx.Cookies()
        secretary = await _signed_in(house, "body.club", "s1")
        call = CALL | {"meeting": "first"}
        called = await house.client.post("/api/bodies/club/intents", json=call, headers=secretary)
        assert called.status_code == 200, called.text
        stranger = await house.client.get(f"/api/books/{ADMINISTRATION}/entries", headers={})
        assert stranger.status_code == 404, "the house's own book is there for nobody else"


async def test_nobody_but_an_administrator_makes_administrators(bodies: Bodies) -> None:
    post = {"person": "x", "capacity": "administrator"}
    refused = await bodies.act("AZE.chair", kind="GivePost", post=post)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_yours_to_give")


def _line() -> typer.Typer:
    line = typer.Typer()
    accredit_cli.register(line, make_office)
    convene_cli.register(line, make_office)
    return line


RUNNER = CliRunner()


async def test_the_operator_enters_the_first_person_under_a_key_that_names_nobody(tmp_path: Path) -> None:
    words = ["accredit", "house", "administrator", "--data", str(tmp_path / "var")]
    told = await asyncio.to_thread(RUNNER.invoke, _line(), words)
    assert told.exit_code == 0, told.output
    key, code = told.output.splitlines()[:2]
    assert re.fullmatch(r"[0-9a-f]{16}  administrator in house\.administration", key)
    assert re.fullmatch(r"([A-Z2-7]{1,4} )+[A-Z2-7]{1,4}", code)
    again = await asyncio.to_thread(RUNNER.invoke, _line(), [
        "admit", ADMINISTRATION, key.split()[0], "--data", str(tmp_path / "var"),
    ])  # fmt: skip
    assert again.exit_code == 0, again.output
    none = await asyncio.to_thread(RUNNER.invoke, _line(), [
        "accredit", "body.nam", "secretary", "--data", str(tmp_path / "var"),
    ])  # fmt: skip
    assert (none.exit_code, "There is no body.nam" in none.output) == (1, True)


async def test_the_houses_own_stream_is_there_for_its_administrators(bodies: Bodies) -> None:
    house = bodies.house
    administrator = Post(person="ada", capacity=Capacity.ADMINISTRATOR)
    await house.office.clerk.submit(ADMINISTRATION, GivePost(post=administrator), LIBRARIAN)
    key = (await _signed_in(house, ADMINISTRATION, "ada"))["Rostrum-Admission"]
    async with house.stream("body", key, ADMINISTRATION) as events:
        assert (await anext(events))["views"]["record"] == {"examined": "", "sound": 0}
