"""The Movement at the doors: a body that calls, composes, invites and is answered."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx

from rostrum.procedure.body.facts import Post
from rostrum.procedure.body.intents import GivePost
from rostrum.procedure.words import Capacity
from rostrum.secretariat.bodies import LIBRARIAN
from rostrum.secretariat.kinds import ADMINISTRATION
from tests.doors.conftest import House
from tests.patience import LONG

OPENS = int(datetime(2020, 6, 15, 11, 0, tzinfo=UTC).timestamp() * 1000)
WISH = {"on": "2020-06-15", "scheme": "nam-region", "seats": 45}
FEW = 6
"""Letters enough where it is about what becomes of one: each is typeset, and that is most of what it costs."""
CALL = {
    "kind": "CallMeeting",
    "meeting": "contact-group-june",
    "format": "contact-group",
    "title": {"en": "Second meeting of the Contact Group", "fr": "Deuxième réunion du Groupe de contact"},
    "theme": {"en": "Recovery"},
    "place": "Baku",
    "zone": "Asia/Baku",
    "opens": OPENS,
    "languages": ["ar", "en", "fr", "es", "ru"],
    "accepted": [
        *(f"title_untranslated:{tag}" for tag in ("ar", "es", "ru")),
        *(f"theme_untranslated:{tag}" for tag in ("ar", "fr", "es", "ru")),
    ],
    "reason": "Translations follow.",
}
MEETING = "/api/bodies/nam/meetings/contact-group-june"


POSTS = (
    Post(person="secretary", capacity=Capacity.SECRETARY),
    Post(person="AZE.chair", capacity=Capacity.CHAIR, code="AZE"),
    Post(person="CUB.head", capacity=Capacity.HEAD, code="CUB"),
)
"""Persons of the summit who hold a post in its body too; the demonstration's one press hands over both badges."""


async def staffed(house: House) -> None:
    """The Movement's posts given, and an administrator of the house."""
    for post in POSTS:
        await house.office.clerk.submit("body.nam", GivePost(post=post), LIBRARIAN)
    administrator = Post(person="secretary", capacity=Capacity.ADMINISTRATOR)
    await house.office.clerk.submit(ADMINISTRATION, GivePost(post=administrator), LIBRARIAN)


class Bodies:
    """A house with the Movement founded, and the secretary and the chair of its summit at the door."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.number = 0

    async def headers(self, who: str) -> dict[str, str]:
        self.number += 1
        if not who:
            return {"Idempotency-Key": f"body-key-{self.number}"}
        key = self.house.admissions.get(who) or await self.house.sign_in(who)
        return {"Rostrum-Admission": key, "Idempotency-Key": f"body-key-{self.number}"}

    async def get(self, path: str, who: str = "secretary") -> httpx.Response:
        return await self.house.client.get(path, headers=await self.headers(who))

    async def post(self, path: str, body: Any, who: str = "secretary") -> httpx.Response:
        return await self.house.client.post(path, json=body, headers=await self.headers(who))

    async def act(self, who: str = "secretary", **intent: Any) -> httpx.Response:
        return await self.post("/api/bodies/nam/intents", intent, who)

    async def accepted(self, called: bool = False, seats: int = 45) -> dict[str, Any]:
        """Called (unless it is already), composed, accepted: the composition on record."""
        assert called or (await self.act(**CALL)).status_code == 200
        proposed = await self.act(
            kind="ProposeComposition", meeting="contact-group-june", request={**WISH, "seats": seats}
        )
        assert proposed.status_code == 200, proposed.text
        (line,) = (await self.get("/api/bodies/nam")).json()["compositions"]
        accepted = await self.act(
            kind="AcceptComposition", composition=line["composition"], sheet_sha256=line["sheet_sha256"]
        )
        assert accepted.status_code == 200, accepted.text
        return line

    async def invited(self) -> dict[str, Any]:
        """Accepted, and the letters sent."""
        line = await self.accepted(seats=FEW)
        sent = await self.post(f"{MEETING}/invite", await self.whole(line))
        assert sent.status_code == 200, sent.text
        assert sent.json()["letters"] == FEW
        return line

    async def whole(self, line: dict[str, Any]) -> dict[str, Any]:
        """The round of an accepted composition, read in every language, and answered for where it lacks anything."""
        wanted = {"composition": line["composition"], "reply_by": OPENS - 86_400_000}
        ready = (await self.post(f"{MEETING}/readiness", wanted)).json()
        return wanted | {
            "read": list(ready["languages"]),
            "accepted": [lack["key"] for lack in ready["lacks"]],
            "reason": "The title is to be read in English.",
        }

    async def mails(self, wanted: int) -> list[dict[str, Any]]:
        """The catcher's list once it holds so many."""
        async with asyncio.timeout(LONG):
            while True:
                caught = (await self.get("/api/demo/mail", "")).json()
                if len(caught) >= wanted:
                    return caught
                await asyncio.sleep(0.1)

    async def token(self, code: str) -> str:
        """The key in a member's letter: nowhere else is it to be had."""
        caught = await self.mails(FEW)
        (mail,) = [m for m in caught if m["to"] == f"{code.lower()}@missions.example"]
        text = (await self.get(f"/api/demo/mail/{mail['id']}", "")).json()["text"]
        (line,) = [line for line in text.splitlines() if "/reply/" in line]
        return line.rsplit("/", 1)[1]
