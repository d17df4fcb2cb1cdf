"""Convening a plenary: from the order in the body's book to the meeting's own, beside a durable append in the same run.

python -m bench.convening        prints JSON
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from bench.append import append_record, timed
from rostrum.app import codec
from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Invitation, NamedOfficer
from rostrum.procedure.body.state import Body
from rostrum.procedure.meeting.facts import AgendaItem
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Capacity, ItemKind, Level, SeatKind
from rostrum.record.sqlite import open_record
from rostrum.secretariat.bodies import ComposeRequest, found, proposal
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.convening import Convening
from rostrum.secretariat.kinds import machine_of

BOOK, MEETING, SEATS = "body.nam", "plenary", 120
OPENS = 1_600_000_000_000
SECRETARY = Actor(person="secretary", capacity=Capacity.SECRETARY)
MUST_MS = 1000
ROUNDS = 3


def invitation(code: str) -> Invitation:
    return Invitation(
        code=code,
        kind=SeatKind.MEMBER,
        language="en",
        reply_sha256="ab" * 32,
        addresses=(f"{code}@x.invalid",),
    )


async def accepted(clerk: Clerk) -> None:
    """A meeting of all members, each of which has accepted; prepared but for the order."""
    await found(clerk, "nam")
    call = i.CallMeeting(
        meeting=MEETING, format="plenary", title={"en": "Summit"}, theme={}, place="Baku", zone="Asia/Baku",
        opens=OPENS, languages=("en",),
    )  # fmt: skip
    await clerk.submit(BOOK, call, SECRETARY)
    state: Body = await clerk.state(BOOK)
    made = proposal(
        state, MEETING, ComposeRequest(on="2020-06-15", scheme="nam-region", seats=SEATS), "", "secretary"
    )
    await clerk.submit(BOOK, made, SECRETARY)
    await clerk.submit(BOOK, i.AcceptComposition(composition="c1", sheet_sha256=made.sheet_sha256), SECRETARY)
    codes = state.compositions["c1"].members
    sent = i.SendInvitations(
        meeting=MEETING, composition="c1", invitations=tuple(map(invitation, codes)), read=("en",),
        accepted=("reply_date_missing",), reason="A measurement.",
    )  # fmt: skip
    chair = NamedOfficer(seat=codes[0], title={"en": "Chair"})
    agenda = AgendaItem(number=1, kind=ItemKind.AGENDA, title={"en": "Agenda"}, speakers=())
    await clerk.submit(BOOK, sent, SECRETARY)
    for code in codes:
        yes = i.AnswerInvitation(
            meeting=MEETING,
            code=code,
            answer="accepted",
            level=Level.HEAD_OF_STATE,
            title={"en": "President"},
        )
        await clerk.submit(BOOK, yes, SECRETARY)
    await clerk.submit(BOOK, i.PrepareAgenda(meeting=MEETING, agenda=(agenda,)), SECRETARY)
    await clerk.submit(BOOK, i.NameOfficers(meeting=MEETING, officers=(chair,)), SECRETARY)


async def convened(folder: Path) -> tuple[float, int, float]:
    """Milliseconds from the order to the meeting's book, its acts, and milliseconds of a durable append."""
    record = open_record(folder, codec())
    clerk = Clerk(record, machine_of, lambda: OPENS - 86_400_000)
    await accepted(clerk)
    began = time.perf_counter()
    await clerk.submit(BOOK, i.ConveneMeeting(meeting=MEETING, book=MEETING), SECRETARY)
    await Convening(clerk).catch_up(BOOK)
    took = (time.perf_counter() - began) * 1000
    meeting: Meeting = await clerk.state(MEETING)
    assert len(meeting.seats) == SEATS
    floor = median(timed(lambda number: append_record(record, number), 0, 20))
    await clerk.close()
    record.close()
    return took, meeting.version, floor


def run() -> dict[str, Any]:
    rounds: list[tuple[float, int, float]] = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(asyncio.run(convened(Path(folder))))
    took = median(one[0] for one in rounds)
    return {
        "delegations": SEATS,
        "acts": rounds[0][1],
        "convened_ms": took,
        "durable_append_ms": median(one[2] for one in rounds),
        "must_be_ms": MUST_MS,
        "reached": took <= MUST_MS,
    }


if __name__ == "__main__":
    json.dump(run(), sys.stdout, indent=2)
