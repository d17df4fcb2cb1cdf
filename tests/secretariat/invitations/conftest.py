"""A body whose contact group is invited: five of them, an organisation among them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest_asyncio

from rostrum.app import codec
from rostrum.printing import letters
from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Invitation, SittingPlan
from rostrum.procedure.body.state import Body
from rostrum.procedure.words import Capacity
from rostrum.record.memory import MemoryRecord
from rostrum.record.memory_ledger import MemoryLedger
from rostrum.record.sqlite_ledger import open_ledger
from rostrum.secretariat.bodies import ComposeRequest, found, proposal
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.dispatch import Due, House, due, occasion_of
from rostrum.secretariat.invitations import (
    Invitee,
    ReplyKeys,
    invited,
)
from rostrum.secretariat.kinds import machine_of
from rostrum.secretariat.mailboxes import Mailboxes
from rostrum.secretariat.seals import Seals
from tests.secretariat.conftest import Hands

BOOK, MEETING = "body.nam", "june"
SECRETARY = Actor(person="secretary", capacity=Capacity.SECRETARY)
OPENS = int(datetime(2020, 6, 15, 11, 0, tzinfo=UTC).timestamp() * 1000)
REPLY_BY = OPENS - 86_400_000
KEYS = ReplyKeys(Seals(MemoryLedger(), lambda: 1))
SIX = ("ar", "en", "es", "fr", "ru", "zh")
ORIGIN = "https://summit.example"
HOUSE = House(origin=ORIGIN, fingerprint="0123 4567 89ab cdef")


@pytest_asyncio.fixture
async def clerk(hands: Hands) -> AsyncIterator[Clerk]:
    clerk = Clerk(MemoryRecord(codec()), machine_of, hands)
    await found(clerk, "nam")
    await clerk.submit(
        BOOK,
        i.CallMeeting(
            meeting=MEETING,
            format="contact-group",
            title={"en": "Second meeting <of> the Contact Group"},
            theme={"en": "Recovery"},
            place="Baku",
            zone="Asia/Baku",
            opens=OPENS,
            languages=SIX,
            programme=(SittingPlan(date="2020-06-15", begins="22:00", ends="01:30", title={}),),
            accepted=tuple(f"{what}_untranslated:{tag}" for what in ("title", "theme") for tag in SIX),
            reason="Translations follow.",
        ),
        SECRETARY,
    )
    yield clerk
    await clerk.close()


PROPOSALS: list[i.ProposeComposition] = []


def proposed(state: Body) -> i.ProposeComposition:
    """The proposal of every test: the body is the same each time, and to compose it is most of what a test costs."""
    if not PROPOSALS:
        wish = ComposeRequest(on="2020-06-15", scheme="nam-region", seats=4)
        PROPOSALS.append(proposal(state, MEETING, wish, "", "secretary"))
    return PROPOSALS[0]


@pytest_asyncio.fixture
async def nam(clerk: Clerk, tmp_path: Path, hands: Hands) -> Body:
    """Five are invited, an organisation among them; their mailboxes are in the folder's ledger."""
    state: Body = await clerk.state(BOOK)
    made = proposed(state)
    await clerk.submit(BOOK, made, SECRETARY)
    await clerk.submit(BOOK, i.AcceptComposition(composition="c1", sheet_sha256=made.sheet_sha256), SECRETARY)
    wishes = [Invitee(code="united-nations")]
    drafts = invited(state, MEETING, "c1", wishes, KEYS, "missions.example")
    ledger = open_ledger(tmp_path)
    with Mailboxes(ledger).keeping(BOOK, "secretary", "round-1", drafts, hands()) as sent:
        await clerk.submit(BOOK, round_of(sent), SECRETARY)
    ledger.close()
    return state


def round_of(sent: tuple[Invitation, ...]) -> i.SendInvitations:
    return i.SendInvitations(
        meeting=MEETING,
        composition="c1",
        invitations=sent,
        reply_by=REPLY_BY,
        read=SIX,
        accepted=tuple(f"{what}_untranslated:{tag}" for what in ("title", "theme", "body") for tag in SIX),
        reason="The title is to be read in English.",
    )


def newest(state: Body, code: str) -> Due:
    """The letter that was written last to somebody who was invited."""
    return [one for one in due(state) if one.code == code][-1]


def occasion(state: Body, code: str, language: str = "") -> letters.Occasion:
    made = occasion_of(state, newest(state, code), KEYS, HOUSE)
    return replace(made, language=language or made.language, reply_by=None)
