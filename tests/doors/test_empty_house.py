"""From an empty folder to the opened sitting of those who accepted, where no demonstration is served: by codes, letters
that went through a mail server, and doors."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from rostrum.procedure.body.facts import Post
from rostrum.procedure.body.intents import GivePost
from rostrum.procedure.words import Capacity, SittingPhase
from rostrum.secretariat.bodies import LIBRARIAN
from rostrum.secretariat.catcher import Catcher, caught
from rostrum.secretariat.kinds import ADMINISTRATION, BODIES
from tests.doors.conftest import House, served
from tests.doors.test_intake import sent
from tests.patience import LONG

MEMBERS = "code;group\nCUB;A\nEGY;B\nNPL;C\nDZA;B\nKEN;B\nIDN;C\nVEN;A\n"
MEETING = "/api/bodies/club/meetings/june"
KEY = re.compile(r"/reply/([A-Za-z0-9_-]{43})")
OPENS = int(datetime(2030, 6, 15, 11, 0, tzinfo=UTC).timestamp() * 1000)


class Person:
    """Somebody who came in with a code."""

    numbers = count(1)

    def __init__(self, house: House, key: str) -> None:
        self._client = house.client
        self._key = key

    @classmethod
    async def comes(cls, house: House, code: str) -> "Person":
        answer = await house.client.post("/api/sign-in", json={"code": code})
        assert answer.status_code == 200, answer.text
        return cls(house, answer.json()["key"])

    def _headers(self) -> dict[str, str]:
        return {"Rostrum-Admission": self._key, "Idempotency-Key": f"empty-house-{next(self.numbers)}"}

    async def asks(self, path: str) -> Any:
        return self._whole(await self._client.get(path, headers=self._headers()))

    async def does(self, path: str, what: Any = None) -> Any:
        return self._whole(await self._client.post(path, json=what, headers=self._headers()))

    async def acts(self, **intent: Any) -> Any:
        return await self.does("/api/bodies/club/intents", {"meeting": "june", **intent})

    @staticmethod
    def _whole(answer: httpx.Response) -> Any:
        assert answer.status_code == 200, answer.text
        return answer.json()


async def appointed(house: House, book: str, capacity: Capacity) -> Person:
    """As `rostrum accredit` does on the house's own machine."""
    post = Post(person=f"p-{capacity}", capacity=capacity)
    await house.office.clerk.submit(book, GivePost(post=post), LIBRARIAN)
    return await Person.comes(house, house.office.codes.make(book, post.person))


@pytest.mark.asyncio
async def test_a_body_is_imported_and_its_meeting_called_composed_invited_convened_and_opened(
    tmp_path: Path, post: Catcher
) -> None:
    async with served(tmp_path / "house", demo=False) as house:
        administrator = await appointed(house, ADMINISTRATION, Capacity.ADMINISTRATOR)
        await administrator.does("/api/intake", sent(MEMBERS, "club"))
        secretary = await appointed(house, BODIES.book("club"), Capacity.SECRETARY)
        await secretary.acts(
            kind="CallMeeting", format="contact_group", title={"en": "June"}, theme={}, place="Nairobi",
            zone="Africa/Nairobi", opens=OPENS, languages=["en"],
        )  # fmt: skip
        wish = {"on": "2030-06-15", "scheme": "group", "seats": 3}
        await secretary.acts(kind="ProposeComposition", request=wish)
        (line,) = (await secretary.asks("/api/bodies/club"))["compositions"]
        chosen = {"composition": line["composition"], "sheet_sha256": line["sheet_sha256"]}
        await secretary.acts(kind="AcceptComposition", **chosen)
        invitees = [{"code": code, "addresses": [f"{code.lower()}@x.invalid"]} for code in line["members"]]
        round_ = {"composition": line["composition"], "invitees": invitees, "read": ["en"]}
        lacks = (await secretary.does(f"{MEETING}/readiness", round_))["lacks"]
        answered_for = {"accepted": [lack["key"] for lack in lacks], "reason": "A trial."}
        await secretary.does(f"{MEETING}/invite", round_ | answered_for)
        chair, other, _ = line["members"]
        replies = await reply_keys(post, line["members"])
        for code in (chair, other):
            said = {"answer": "accepted", "level": "minister", "title": {"en": "Minister"}, "form": "live"}
            await answered(house, f"/api/reply/{replies[code]}", said)
        item = {"number": 1, "kind": "agenda", "title": {"en": "Agenda"}, "speakers": []}
        await secretary.acts(kind="PrepareAgenda", agenda=[item])
        await secretary.acts(kind="NameOfficers", officers=[{"seat": chair, "title": {"en": "Chair"}}])
        quorum = {"quorum_to_open.numerator": 0, "quorum_to_open.more_than": 0}
        await secretary.acts(kind="PrepareRules", rulebook="small-council", changes=quorum)
        convened = await secretary.does(
            f"{MEETING}/convening", {"accepted": ["silent"], "reason": "They are expected."}
        )
        persons = {one["capacity"]: one for one in await secretary.asks(f"{MEETING}/persons")}
        assert ledgered(house, "body.club") == {f"{code.lower()}@x.invalid" for code in line["members"]}
        assert no_address_on_record(house)
        head = await answered(house, f"/api/reply/{replies[other]}/entry", None)
        assert (head["capacity"], head["seat"]) == ("head", other)
        for capacity, kind in (("secretary", "OpenLobby"), ("chair", "CallToOrder")):
            person = persons[capacity]["person"]
            code = (await secretary.does(f"{MEETING}/persons/{person}/code"))["code"]
            inside = await Person.comes(house, code)
            await inside.does(f"/api/books/{convened['book']}/intents", {"kind": kind})
        state = await house.office.meeting(convened["book"])
        assert state.phase is SittingPhase.OPEN
        assert list(state.seats) == sorted([chair, other], key=_formal(state))


@pytest_asyncio.fixture
async def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Catcher]:
    """A mail server beside the house, which its operator has named; it keeps what it is given."""
    catcher = Catcher(tmp_path / "mail")
    await catcher.start()
    monkeypatch.setenv("ROSTRUM_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("ROSTRUM_SMTP_PORT", str(catcher.port))
    monkeypatch.setenv("ROSTRUM_SMTP_STARTTLS", "no")
    yield catcher
    await catcher.stop()


async def reply_keys(post: Catcher, codes: list[str]) -> dict[str, str]:
    """The keys of reply pages, out of the letters that came: by the delegation to which each was addressed."""
    async with asyncio.timeout(LONG):
        while len(mails := caught(post.folder)) < len(codes):
            await asyncio.sleep(0.05)
    found = {one.to.partition("@")[0].upper(): KEY.search(one.body("plain")) for one in mails}
    assert set(found) == set(codes)
    return {code: match.group(1) for code, match in found.items() if match}


async def answered(house: House, path: str, what: Any) -> Any:
    """By a delegation, which holds its letter and nothing else."""
    answer = await house.client.post(path, json=what)
    assert answer.status_code == 200, answer.text
    return answer.json()


def ledgered(house: House, book: str) -> set[str]:
    return {address for one in house.office.ledger.mailboxes(book) for address in one.addresses}


def no_address_on_record(house: House) -> bool:
    """Of all that every book holds, and of all answers kept for repeats."""
    record = house.office.record
    entries = [entry for book in record.books() for entry in record.stored(book)]
    assert len(entries) > 10
    return not any(b"@" in entry.bytes for entry in entries)


def _formal(state: Any) -> Any:
    return lambda key: state.seats[key].fact.name["en"]
