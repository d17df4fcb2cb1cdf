"""From an accepted invitation to a seat: prepared, convened, entered, changed afterwards, held, and remembered."""

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from python_calamine import CalamineWorkbook

from rostrum.app import codec
from rostrum.printing.collation import order_of
from rostrum.printing.participant_words import WORDS
from rostrum.procedure.actor import HALL, Actor
from rostrum.procedure.body.intents import ConveneMeeting
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.meeting.intents import (
    CallToOrder,
    ChangeLevel,
    Close,
    Gavel,
    OpenLobby,
    PutQuestion,
    TakeSeat,
)
from rostrum.procedure.meeting.roles import as_accredited
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Capacity, Level, QuestionAbout, SittingPhase
from rostrum.record.memory import MemoryRecord
from rostrum.secretariat.bodies import found, past_of
from tests.doors.conftest import served
from tests.doors.movement import FEW, MEETING, OPENS, Bodies, staffed
from tests.patience import LONG
from tests.summit import BOOK as OF_ANOTHER
from tests.summit import CONVENE, SECRETARY

KEY, BOOK = "contact-group-june", "contact-group-june"
SECRETARY_OF_JUNE = Actor(person="secretary", capacity=Capacity.SECRETARY)
SIX = ("ar", "en", "fr", "es", "ru")


def said(text: str) -> dict[str, str]:
    return dict.fromkeys(SIX, text)


AGENDA = [
    {"number": 1, "kind": "agenda", "title": said("Adoption of the agenda"), "speakers": [], "paper": ""},
    {"number": 2, "kind": "statements", "title": said("Statements"), "speakers": ["member"], "paper": ""},
    {"number": 3, "kind": "adoption", "title": said("Declaration"), "speakers": [], "paper": "declaration"},
    {"number": 4, "kind": "closing", "title": said("Closing"), "speakers": [], "paper": ""},
]
PAPER = {
    "key": "declaration",
    "symbol": "NAM/2020/1",
    "title": said("Declaration"),
    "text": said("United we stand."),
}
YES = {"answer": "accepted", "level": "head_of_state", "title": {"en": "President"}, "form": "live"}


class Preparing(Bodies):
    """The meeting in June on its way to be convened."""

    async def state(self) -> Body:
        return await self.house.office.clerk.state("body.nam")

    async def line(self) -> MeetingLine:
        return (await self.state()).meetings[KEY]

    async def meeting(self) -> Meeting:
        await self.house.office.convening.settled()
        return await self.house.office.meeting(BOOK)

    async def answer(self, code: str, **answer: Any) -> None:
        given = await self.post(f"/api/reply/{await self.token(code)}", YES | answer, "")
        assert given.status_code == 200, given.text

    async def prepared(self, agenda: list[dict[str, Any]] = AGENDA, **changes: int) -> tuple[str, str, str]:
        """Two have accepted and one has declined; all is there that the meeting needs."""
        await self.invited()
        codes = list((await self.line()).invitations)
        chair, other, third = codes[:3]
        await self.answer(chair)
        await self.answer(
            other, level="minister", title={"en": "Minister of Health", "fr": "Ministre de la santé"}
        )
        await self.answer(third, answer="declined", level=None, title={})
        for intent in (
            {"kind": "PrepareAgenda", "agenda": agenda},
            {"kind": "PreparePapers", "papers": [PAPER]},
            {
                "kind": "NameOfficers",
                "officers": [
                    {"seat": chair, "title": said("Chair")},
                    {"seat": other, "title": said("Vice-Chair")},
                ],
            },
            {
                "kind": "PrepareRules",
                "rulebook": "nam",
                "changes": {"objection_window_s": 15, "limits.minister": None} | changes,
            },
        ):
            answer = await self.act(meeting=KEY, **intent)
            assert answer.status_code == 200, answer.text
        return chair, other, third

    async def lacking(self) -> list[str]:
        return [one["key"] for one in (await self.get(f"{MEETING}/convening/readiness")).json()["lacks"]]

    async def convened(self, agenda: list[dict[str, Any]] = AGENDA, **changes: int) -> tuple[str, str, str]:
        codes = await self.prepared(agenda, **changes)
        wanted = {"accepted": await self.lacking(), "reason": "They are expected."}
        answer = await self.post(f"{MEETING}/convening", wanted)
        assert answer.status_code == 200, answer.text
        assert answer.json()["book"] == BOOK
        return codes


@pytest_asyncio.fixture
async def preparing(tmp_path: Path) -> AsyncIterator[Preparing]:
    async with served(tmp_path) as house:
        await house.office.clerk.submit(OF_ANOTHER, CONVENE, SECRETARY)
        await found(house.office.clerk, "nam")
        await staffed(house)
        yield Preparing(house)


@pytest.mark.asyncio
async def test_the_page_says_what_will_be_convened_and_what_is_missing(preparing: Preparing) -> None:
    await preparing.invited()
    assert {"agenda_missing", "chair_missing", "nobody_seated", "silent"} <= set(await preparing.lacking())
    early = await preparing.post(f"{MEETING}/convening", {})
    assert (early.status_code, early.json()["code"]) == (409, "meeting_not_ready")
    codes = list((await preparing.line()).invitations)
    kept = await preparing.act(kind="KeepSeats", meeting=KEY, codes=codes[:1])
    assert kept.status_code == 200, kept.text
    page = (await preparing.get(f"{MEETING}/preparation")).json()
    (seat,) = page["seats"]
    assert (seat["seat"], seat["level"], seat["answer"]) == (codes[0], "ambassador", "kept")
    assert (page["kept"], len(page["silent"])) == (codes[:1], FEW - 1)


@pytest.mark.asyncio
async def test_what_a_delegation_answered_stands_on_its_nameplate(preparing: Preparing) -> None:
    chair, other, third = await preparing.convened()
    state = await preparing.meeting()
    assert list(state.seats) == [chair, other]
    assert state.seats[chair].level is Level.HEAD_OF_STATE
    assert state.seats[other].title == {"en": "Minister of Health", "fr": "Ministre de la santé"}
    assert state.rules.objection_window_s == 15
    assert state.rules.limits.minister is None
    assert state.rules.sources["limits"] == "set for this meeting"
    assert state.papers["declaration"].sha256["en"] != ""
    again = await preparing.post(f"{MEETING}/convening", {})
    assert (again.status_code, again.json()["code"]) == (409, "already_convened")
    assert third not in state.seats
    page = (await preparing.get("/api/bodies/nam")).json()
    (line,) = [one for one in page["meetings"] if one["meeting"] == KEY]
    assert (line["book"], line["stage"]) == (BOOK, "convened")


@pytest.mark.asyncio
async def test_the_head_enters_by_the_letter_and_the_chair_by_a_code_and_the_sitting_is_opened(
    preparing: Preparing,
) -> None:
    chair, other, _ = await preparing.convened()
    token = await preparing.token(other)
    assert (await preparing.get(f"/api/reply/{token}", "")).json()["convened"] is True
    entry = await preparing.post(f"/api/reply/{token}/entry", None, "")
    assert entry.status_code == 200, entry.text
    assert (entry.json()["capacity"], entry.json()["seat"], entry.json()["room"]) == ("head", other, "desk")
    answer = await preparing.get(f"{MEETING}/persons")
    assert answer.status_code == 200, answer.text
    persons = answer.json()
    admissions: dict[str, str] = {}
    for capacity in ("chair", "secretary"):
        (person,) = [one for one in persons if one["capacity"] == capacity]
        code = (await preparing.post(f"{MEETING}/persons/{person['person']}/code", None)).json()["code"]
        signed = await preparing.house.client.post("/api/sign-in", json={"code": code})
        assert signed.status_code == 200, signed.text
        assert signed.json()["seat"] == (chair if capacity == "chair" else None)
        admissions[capacity] = signed.json()["key"]
    for capacity, kind in (("secretary", "OpenLobby"), ("chair", "CallToOrder")):
        headers = {"Rostrum-Admission": admissions[capacity], "Idempotency-Key": f"{kind}-once"}
        done = await preparing.house.client.post(
            f"/api/books/{BOOK}/intents", json={"kind": kind}, headers=headers
        )
        assert done.status_code == 200, done.text
    assert (await preparing.meeting()).phase is SittingPhase.OPEN


@pytest.mark.asyncio
async def test_a_late_yes_gets_a_seat_and_a_changed_one_another_level(preparing: Preparing) -> None:
    chair, other, third = await preparing.convened()
    before = (await preparing.meeting()).version
    await preparing.answer(third, title={"en": "Prime Minister"}, level="head_of_government")
    await preparing.answer(other, level="vice_minister", title={"en": "Deputy Minister"})
    state = await preparing.meeting()
    assert state.seats[third].level is Level.HEAD_OF_GOVERNMENT
    assert [one.seat for one in state.people.values() if one.capacity is Capacity.HEAD] == [
        chair,
        other,
        third,
    ]
    assert (state.seats[other].level, state.seats[other].title) == (
        Level.VICE_MINISTER,
        {"en": "Deputy Minister"},
    )
    assert state.version == before + 3, "a seat, its head, a level: each once"
    await preparing.house.office.convening.catch_up("body.nam")
    assert (await preparing.meeting()).version == before + 3
    by_hand = ChangeLevel(seat=other, level=Level.MINISTER, title={"en": "Minister"}, reason="note verbale")
    await preparing.house.office.clerk.submit(BOOK, by_hand, await secretary_of(preparing))
    await preparing.house.office.convening.catch_up("body.nam")
    assert state.seats[other].level is Level.MINISTER, "what the secretary changed since stays"
    assert state.seats[chair].level is Level.HEAD_OF_STATE


@pytest.mark.asyncio
async def test_a_changed_hour_moves_the_meeting_and_calling_off_cancels_it(preparing: Preparing) -> None:
    await preparing.convened()
    line = await preparing.line()
    particulars = {
        "title": dict(line.title), "theme": dict(line.theme), "place": line.place, "zone": line.zone,
        "opens": OPENS + 3_600_000, "programme": [], "by_video": True, "reply_by": None,
    }  # fmt: skip
    changed = await preparing.act(
        kind="ChangeMeeting", meeting=KEY, particulars=particulars, reason="A flood.", read=list(SIX)
    )
    assert changed.status_code == 200, changed.text
    assert (await preparing.meeting()).opens == OPENS + 3_600_000
    off = await preparing.act(kind="CallOffMeeting", meeting=KEY, reason="war")
    assert off.status_code == 200, off.text
    state = await preparing.meeting()
    assert (state.phase, state.reason) == (SittingPhase.CANCELLED, "war")


@pytest.mark.asyncio
async def test_a_crash_between_the_two_books_is_made_good_when_the_house_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = MemoryRecord(codec())
    async with served(tmp_path, record=record) as house:
        await house.office.clerk.submit(OF_ANOTHER, CONVENE, SECRETARY)
        await found(house.office.clerk, "nam")
        await staffed(house)

        async def dies(body: str) -> None:
            """The order is on record; then the power fails."""

        monkeypatch.setattr(house.office.convening, "catch_up", dies)
        await Preparing(house).convened()
        assert BOOK not in await house.office.clerk.books()
    monkeypatch.undo()
    async with served(tmp_path, record=record) as house:
        async with asyncio.timeout(LONG):
            while BOOK not in await house.office.clerk.books():
                await asyncio.sleep(0.05)
        await house.office.convening.settled()
        assert len((await house.office.meeting(BOOK)).seats) == 2


@pytest.mark.asyncio
async def test_who_attended_is_remembered_and_an_answer_after_the_meeting_changes_nothing(
    preparing: Preparing,
) -> None:
    chair, other, _ = await preparing.convened([AGENDA[0]], objection_window_s=3)
    clerk, state = preparing.house.office.clerk, await preparing.meeting()
    presiding = as_accredited(state, state.presiding)
    await clerk.submit(BOOK, OpenLobby(), SECRETARY_OF_JUNE)
    await clerk.submit(BOOK, TakeSeat(seat=chair, person=state.presiding), HALL)
    for intent in (CallToOrder(), PutQuestion(about=QuestionAbout.AGENDA)):
        await clerk.submit(BOOK, intent, presiding)
    await asyncio.sleep(3.1)  # the time for objections, by the house's own clock
    await clerk.submit(BOOK, Gavel(question=state.question), presiding)
    await clerk.submit(BOOK, Close(), presiding)
    await preparing.meeting()
    line = await preparing.line()
    assert line.past
    assert [(one.code, one.level) for one in line.participants] == [(chair, Level.HEAD_OF_STATE)]
    weighs = past_of(await preparing.state(), line)
    assert other not in weighs.seated
    assert other in weighs.declined, "who stayed away had the seat in hand"
    late = await preparing.post(f"/api/reply/{await preparing.token(other)}", YES, "")
    assert (late.status_code, late.json()["code"]) == (409, "meeting_over")
    rows = (await preparing.get(f"{MEETING}/participants?language=fr")).json()
    assert {row["seat"]: row["attended"] for row in rows} == {chair: True, other: False}


@pytest.mark.asyncio
@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_the_list_of_participants_is_in_the_order_and_the_words_of_its_language(
    preparing: Preparing, language: str
) -> None:
    await preparing.convened()
    answer = await preparing.get(f"{MEETING}/participants?language={language}", "")
    names = [row["name"] for row in answer.json()]
    assert names == sorted(names, key=order_of(language))
    assert len(names) == 2
    file = await preparing.get(f"{MEETING}/participants.xlsx?language={language}", "")
    (page,) = [CalamineWorkbook.from_object(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()]
    cells = [str(cell) for row in page for cell in row]
    assert set(names) <= set(cells)
    assert WORDS[language]["level_head_of_state"] in cells
    paper = await preparing.get(f"{MEETING}/participants.pdf?language={language}", "")
    assert paper.content.startswith(b"%PDF-")


@pytest.mark.asyncio
async def test_a_second_round_of_letters_goes_to_the_new_ones_alone_and_seats_them(
    preparing: Preparing,
) -> None:
    _, _, gone = await preparing.convened()
    before = len(await preparing.mails(FEW))
    state = await preparing.state()
    scheme = state.compositions["c1"].request["scheme"]
    group = state.members[gone].groups[scheme]
    line = await preparing.line()
    instead = next(
        code
        for code, one in sorted(state.members.items())
        if one.groups[scheme] == group and code not in line.invitations
    )
    wanted: dict[str, Any] = {"composition": "c1", "invitees": [{"code": instead, "replaces": gone}]}
    ready = (await preparing.post(f"{MEETING}/readiness", wanted)).json()
    assert ready["letters"] == 1
    accepted = [lack["key"] for lack in ready["lacks"]]
    sent = await preparing.post(
        f"{MEETING}/invite",
        wanted | {"read": list(ready["languages"]), "accepted": accepted, "reason": "In its place."},
    )
    assert (sent.status_code, sent.json().get("letters")) == (200, 1), sent.text
    await preparing.mails(before + 1)
    assert (await preparing.meeting()).seats.get(instead) is None
    await preparing.answer(instead)
    assert (await preparing.meeting()).seats[instead].level is Level.HEAD_OF_STATE
    again = await preparing.post(f"{MEETING}/invite", wanted | {"read": list(ready["languages"])})
    assert (again.status_code, again.json()["code"]) == (409, "already_invited")


@pytest.mark.asyncio
async def test_what_is_under_way_is_neither_moved_nor_called_off_from_the_body(preparing: Preparing) -> None:
    await preparing.convened()
    await preparing.house.office.clerk.submit(BOOK, OpenLobby(), await secretary_of(preparing))
    line = await preparing.line()
    moved = {"title": dict(line.title), "theme": {}, "place": line.place, "zone": line.zone, "by_video": True}
    changing = {"kind": "ChangeMeeting", "meeting": KEY, "reason": "A flood.", "read": list(SIX)}
    later = moved | {"opens": OPENS + 3_600_000, "programme": [], "reply_by": None}
    refused = await preparing.act(**changing, particulars=later)
    assert (refused.status_code, refused.json()["code"]) == (409, "meeting_under_way")
    state = await preparing.meeting()
    presiding = as_accredited(state, state.presiding)
    await preparing.house.office.clerk.submit(BOOK, CallToOrder(), presiding)
    off = await preparing.act(kind="CallOffMeeting", meeting=KEY, reason="war")
    assert (off.status_code, off.json()["facts"]) == (409, {"meeting": KEY, "phase": "open"})


@pytest.mark.asyncio
async def test_a_book_ordered_by_another_body_is_not_taken_and_one_called_off_before_it_began_stops_nothing(
    preparing: Preparing,
) -> None:
    await preparing.prepared()
    office = preparing.house.office
    order = ConveneMeeting(
        meeting=KEY, book=OF_ANOTHER, accepted=tuple(await preparing.lacking()), reason="x"
    )
    await office.clerk.submit("body.nam", order, SECRETARY_OF_JUNE)
    before = (await office.clerk.state(OF_ANOTHER)).version
    (await office.clerk.state(OF_ANOTHER)).body = "another"
    await office.convening.catch_up("body.nam")
    assert (await office.clerk.state(OF_ANOTHER)).version == before
    line = await preparing.line()
    line.book, line.called_off = "never-begun", "war"
    await office.convening.catch_up("body.nam")
    assert "never-begun" not in await office.clerk.books()


async def secretary_of(preparing: Preparing) -> Actor:
    state = await preparing.meeting()
    return next(
        as_accredited(state, key) for key, one in state.people.items() if one.capacity is Capacity.SECRETARY
    )


@pytest.mark.asyncio
async def test_a_name_that_is_taken_gets_the_bodys_before_it_and_a_repeated_press_the_same_answer(
    preparing: Preparing,
) -> None:
    await preparing.prepared()
    await preparing.house.office.clerk.submit(KEY, CONVENE, SECRETARY)
    wanted = {"accepted": await preparing.lacking(), "reason": "They are expected."}
    headers = await preparing.headers("secretary")
    client = preparing.house.client
    first = await client.post(f"{MEETING}/convening", json=wanted, headers=headers)
    again = await client.post(f"{MEETING}/convening", json=wanted, headers=headers)
    assert first.status_code == 200, first.text
    assert first.json()["book"] == f"nam-{KEY}"
    assert again.json() == first.json()
    assert (await preparing.house.office.meeting(f"nam-{KEY}")).body == "nam"
