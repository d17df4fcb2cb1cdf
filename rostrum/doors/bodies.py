"""The doors of a body: its page, compositions asked, proposed, overridden and accepted, sheets, and slots."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Header, Query, Request, Response

from rostrum import data
from rostrum.composition import CompositionRefused, Sheet, compare, find_slots
from rostrum.composition.slots import BURDEN_BY_HOUR, Slot
from rostrum.doors import body_schemas as s
from rostrum.doors.badge import HEADER, Pace
from rostrum.doors.body_schemas import BodyIntent
from rostrum.doors.books import KEY, REFUSED
from rostrum.doors.bounds import IfMatch, require_within
from rostrum.doors.errors import Refusal
from rostrum.doors.moments import is_zone
from rostrum.doors.paging import USUAL, Limit, Place, page_after, page_before
from rostrum.doors.privacy import holder_in, private_meetings
from rostrum.doors.schemas import Accepted
from rostrum.printing.fonts import NoFont
from rostrum.printing.sheets import to_csv, to_pdf
from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Group
from rostrum.procedure.body.meetings import check_instant
from rostrum.procedure.body.readiness import Lack, call_lacks, sheet_lacks
from rostrum.procedure.body.refusals import REFUSALS, refuse
from rostrum.procedure.body.state import Body
from rostrum.procedure.meeting.facts import Paper
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Capacity
from rostrum.secretariat import bodies
from rostrum.secretariat.editions import edition_of
from rostrum.secretariat.kinds import BODIES, kind_of
from rostrum.secretariat.library import local_hours
from rostrum.secretariat.office import Office
from rostrum.secretariat.papers import NotKept, Papers, tabled
from rostrum.settings import Settings
from rostrum.views import body_documents as d
from rostrum.views.body import body_line, body_page, composition_line, meeting_line, shown_meetings

STAFF = frozenset({Capacity.SECRETARY, Capacity.CHAIR})
"""Whom the doors show what is not public: the bureau's compositions and the secretariat's invitations."""
BY_OTHERS = i.AnswerInvitation | i.GivePost | i.WithdrawPost
"""What is asked by others too: the rules say by whom."""
Language = Literal["ar", "zh", "en", "fr", "ru", "es"]
PRINTED = frozenset({"pdf", "csv"})
"""Forms of a sheet for readers of one language."""
DAY = r"^\d{4}-\d\d-\d\d$"
T = TypeVar("T")


class BodyDesk:
    """What every door of a body needs: the body's state, and who asks, by the post that they hold in it."""

    def __init__(self, office: Office, settings: Settings) -> None:
        self.office = office
        self.clerk = office.clerk
        self._acts = Pace(settings.acts_per_second, settings.acts_burst)
        self._questions = Pace(settings.acts_per_second * 2, settings.acts_burst * 4)

    async def state(self, key: str) -> Body:
        """Raises UnknownBook (404) where there is no such body."""
        return await self.clerk.state(BODIES.book(key))

    async def reader(self, request: Request, key: str, admission: str = "") -> Actor | None:
        """Who asks, by header or (for links) in the query: whoever holds a post in the body. A badge of one of its
        meetings opens nothing by itself; the same person's badge of the body, which came with it, does."""
        named = request.headers.get(HEADER, "") or admission
        holder = holder_in(self.office, request, BODIES.book(key), named)
        return holder.actor if holder is not None else None

    async def required(self, request: Request, key: str, admission: str = "") -> Actor:
        """A 401 for whoever holds no post in this body."""
        await self.state(key)
        found = await self.reader(request, key, admission)
        if found is None:
            raise Refusal(401, "not_admitted")
        return found

    async def staff(self, request: Request, key: str, admission: str = "") -> Actor:
        """The secretariat or the chair; a 403 for others."""
        found = await self.required(request, key, admission)
        if found.capacity not in STAFF:
            raise Refusal(403, "not_seated", {"capacity": found.capacity})
        return found

    def hold(self, actor: Actor) -> None:
        self._acts.hold(actor.person)

    async def asked(self, actor: Actor, work: Callable[[], T]) -> T:
        """A computation beside the loop, at a rate that a dragged control needs."""
        self._questions.hold(actor.person)
        return await asyncio.to_thread(work)

    def today(self) -> str:
        return bodies.day_of(self.office.now())


def idempotent(key: str) -> str:
    if not KEY.match(key):
        raise Refusal(422, "malformed", {"where": ["header.idempotency-key"]})
    return key


def checked_day(on: str) -> str:
    try:
        return date.fromisoformat(on).isoformat()
    except ValueError:
        raise Refusal(422, "malformed", {"where": ["on"]}) from None


def place_of(code: str) -> d.Place | None:
    """A state's facts for the page."""
    known = data.states().get(code)
    if known is None:
        return None
    return d.Place(
        name=dict(known.names),
        formal=known.formal_en,
        zone=known.zone,
        lat=known.lat,
        lon=known.lon,
        subregion=known.m49_subregion,
        classes=sorted(known.classes_on("9999")),
    )


def debts_doc(state: Body, on: str, scheme: str) -> d.Debts:
    """Empty where seats cannot be divided under the scheme."""
    try:
        owed = bodies.debts_of(state, on, scheme)
    except CompositionRefused:
        return d.Debts(on=on, scheme=scheme)
    groups: dict[str, Fraction] = dict.fromkeys(state.schemes[scheme].groups, Fraction(0))
    for code, debt in owed.items():
        groups[state.members[code].groups[scheme]] += debt
    return d.Debts(
        on=on,
        scheme=scheme,
        states={code: round(float(debt), 3) for code, debt in sorted(owed.items())},
        groups={group: round(float(debt), 3) for group, debt in groups.items()},
        greatest=round(float(max(owed.values(), default=Fraction(0))), 3),
    )


def answer_of(state: Body, sheet: Sheet) -> dict[str, Any]:
    """The sheet's document as `ComposeAnswer`, which FastAPI reads it into."""
    doc = sheet.document
    names = state.schemes[doc["scheme"]].groups
    sizes = {row["region"]: row["members"] for row in doc["regions"]}
    return {
        **doc,
        "sheet_sha256": sheet.sha256,
        "regions": [{**row, "name": group_names(names, row["region"])} for row in doc["regions"]],
        "methods": [{**row, "members_per_seat": _per_seat(row["seats"], sizes)} for row in doc["comparison"]],
        "members": dict(doc["members"]),
    }


def group_names(groups: Mapping[str, Group], key: str) -> dict[str, str]:
    """Of a group that was merged since, its key alone is known."""
    return dict(groups[key].name) if key in groups else {"en": key}


def _per_seat(seats: Mapping[str, int], sizes: Mapping[str, int]) -> dict[str, float | None]:
    return {r: round(sizes[r] / n, 3) if n else None for r, n in seats.items()}


def completed(state: Body, intent: Any, by: Actor, papers: Papers) -> Any:
    """The intent as the rules take it: what the client may not say is computed here."""
    match intent:
        case s.ProposeComposition():
            return bodies.proposal(state, intent.meeting, intent.request, intent.label, by.person)
        case s.OverrideComposition():
            return bodies.overriding(
                state, intent.composition, intent.code, intent.seated, intent.reason, by.person
            )
        case s.NoteBurden():
            check_instant("start", intent.start)
            return i.NoteBurden(
                meeting=intent.meeting,
                start=intent.start,
                hours=local_hours(intent.start, attending(state, intent.meeting)),
            )
        case s.PreparePapers():
            return i.PreparePapers(
                meeting=intent.meeting, papers=tuple(paper_of(one, papers) for one in intent.papers)
            )
        case i.CallMeeting() | i.RecordPastMeeting():
            return in_zone(intent, intent.zone)
        case i.ChangeMeeting():
            return in_zone(intent, intent.particulars.zone)
        case _:
            return intent


def paper_of(draft: s.PaperDraft, papers: Papers) -> Paper:
    """With its files as they stand on the shelf; refuses where one does not."""
    try:
        files = {tag: papers.found(file.sha256, file.name) for tag, file in draft.files.items()}
    except NotKept:
        raise Refusal(409, "file_not_kept", {"paper": draft.key}) from None
    return tabled(draft.key, draft.symbol, draft.title, draft.text, files, draft.agreed_by)


async def require_movable(office: Office, state: Body, intent: Any) -> None:
    """What is under way is not moved and not called off from the body."""
    if not isinstance(intent, i.CallOffMeeting | i.ChangeMeeting) or intent.meeting not in state.meetings:
        return
    line = state.meetings[intent.meeting]
    if isinstance(intent, i.CallOffMeeting):
        await office.convening.require_movable(line, off=True)
    elif intent.particulars.opens != line.opens:
        await office.convening.require_movable(line, off=False)


def in_zone(intent: Any, zone: str) -> Any:
    if not is_zone(zone):
        raise OutOfOrder("unknown_zone", "body: meetings", {"zone": zone[:60]})
    return intent


def attending(state: Body, meeting: str) -> list[str]:
    """Members who sit at a meeting: those of its accepted composition, else all."""
    line = state.meetings.get(meeting)
    if line is None:
        refuse("unknown_meeting", meeting=meeting)
    if line.composition:
        return list(state.compositions[line.composition].members)
    return sorted(state.members)


def carried(state: Body) -> dict[str, Fraction]:
    """The burden each member bore at starts that were noted, added up. A meeting called off burdened nobody."""
    total: dict[str, Fraction] = {}
    for line in state.meetings.values():
        if line.called_off:
            continue
        for code, hour in line.hours.items():
            total[code] = total.get(code, Fraction(0)) + BURDEN_BY_HOUR[hour]
    return total


def slots(state: Body, wish: s.SlotsRequest) -> s.SlotsAnswer:
    """Starts on a day with everyone's burden, the least burdensome first."""
    codes = wish.codes or [m.code for m in bodies.sitting_members(state, checked_day(wish.day))]
    known = data.states()
    unknown = sorted(code for code in codes if code not in known)
    if unknown and wish.codes:
        raise bodies.out_of_order(CompositionRefused("unknown-states", states=unknown))
    zones = {code: known[code].zone for code in codes if code in known}
    burdens = carried(state)
    found = find_slots(
        wish.day,
        timedelta(minutes=wish.minutes),
        zones,
        burdens,
        timedelta(minutes=wish.step),
        wish.best,
    )
    return s.SlotsAnswer(
        slots=[_slot_line(slot) for slot in found],
        carried={code: float(burdens[code]) for code in sorted(zones) if code in burdens},
    )


def _slot_line(slot: Slot) -> s.SlotLine:
    return s.SlotLine(
        start=int(slot.start.timestamp() * 1000),
        score=round(float(slot.score), 3),
        worst=round(float(slot.worst), 3),
        at_night=list(slot.at_night),
        hours={m.code: m.local.hour for m in slot.members},
        burdens={m.code: round(float(m.burden), 3) for m in slot.members},
    )


def sheet_file(office: Office, state: Body, composition: str, form: str, language: str) -> Response:
    """A sheet as canonical JSON, PDF or CSV, signed with the house's key; ``sig``: the signature by itself.

    The JSON is the same in every language: what is signed. PDF and CSV are for readers of one.
    """
    sheet = bodies.sheet_of(state, composition)
    signature = office.signer.sign(sheet.bytes).hex()
    name = f"{state.key}-{composition}"
    head = {
        "content-disposition": f'attachment; filename="{name}.{form}"',
        "rostrum-signature": signature,
        "rostrum-key": str(office.signer.verifier),
        "rostrum-sheet-sha256": sheet.sha256,
        "cache-control": "no-store",
    }
    match form:
        case "json":
            return Response(sheet.bytes, media_type="application/json", headers=head)
        case "csv":
            content = to_csv(sheet, edition_of(state, sheet, language)).encode("utf-8-sig")
            return Response(content, media_type="text/csv; charset=utf-8", headers=head)
        case "pdf":
            try:
                key = office.signer.verifier
                words, print_ = edition_of(state, sheet, language), f"{key.name} {key.fingerprint}"
                content = to_pdf(sheet, words, signature, print_)
            except NoFont:
                raise Refusal(503, "no_font", {"language": language}) from None
            return Response(content, media_type="application/pdf", headers=head)
        case "sig":
            text = f"{office.signer.verifier}\n{sheet.sha256}\n{signature}\n"
            return Response(text.encode(), media_type="text/plain; charset=utf-8", headers=head)
        case _:
            raise Refusal(404, "unknown_address")


def lack_lines(found: Sequence[Lack]) -> list[s.LackLine]:
    return [
        s.LackLine(key=one.key, code=one.code, stops=one.stops, language=one.language, codes=list(one.codes))
        for one in found
    ]


def lacks_of_sheet(state: Body, composition: str, language: str) -> tuple[Lack, ...]:
    """What the sheet of a composition would say in another language than this."""
    line = state.compositions.get(composition)
    if line is None:
        refuse("unknown_composition", composition=composition)
    return sheet_lacks(state, line.request["scheme"], line.members, language)


def bodies_router(desk: BodyDesk) -> APIRouter:
    """Routes under ``/api/bodies``, save those of letters."""
    router = APIRouter(prefix="/api/bodies", tags=["bodies"], responses=dict(REFUSED))
    office, clerk = desk.office, desk.clerk

    @router.get("")
    async def all_bodies(after: Place = "", limit: Limit = USUAL) -> list[d.BodyLine]:
        every = [book for book in await clerk.books() if kind_of(book) is BODIES]
        books = page_after(every, lambda book: book, after and BODIES.book(after), limit)
        return [body_line(await clerk.state(book), desk.today()) for book in books]

    @router.get("/{key}")
    async def page(
        key: s.Key,
        request: Request,
        a: str = "",
        on: Annotated[str, Query(pattern=DAY)] = "",
        scheme: Annotated[str, Query(max_length=40)] = "",
    ) -> d.BodyPage:
        state = await desk.state(key)
        day = checked_day(on) if on else desk.today()
        under = scheme or next(iter(state.schemes), "")
        reader = await desk.reader(request, key, a)
        troika = [must.code for must in bodies.offices_of(state, day)]
        staff = reader is not None and reader.capacity in STAFF
        private = await private_meetings(office, request, state, reader, staff=staff)
        debts = debts_doc(state, day, under)
        version = state.public_version if reader is None else state.version
        return body_page(
            state, day, place_of, debts, troika, version=version, staff=staff, private=private, most=USUAL
        )

    @router.get("/{key}/meetings")
    async def meetings(
        key: s.Key, request: Request, a: str = "", before: Place = "", limit: Limit = USUAL
    ) -> list[d.BodyMeetingLine]:
        """Those that stand before the meeting of that key on the body's page."""
        state = await desk.state(key)
        reader = await desk.reader(request, key, a)
        staff = reader is not None and reader.capacity in STAFF
        private = await private_meetings(office, request, state, reader, staff=staff)
        found = page_before(shown_meetings(state, private), lambda line: line.key, before, limit)
        return [meeting_line(state, line, line.key in private, staff=staff) for line in found]

    @router.get("/{key}/compositions")
    async def compositions(
        key: s.Key, request: Request, before: Place = "", limit: Limit = USUAL
    ) -> list[d.CompositionLine]:
        """Those that were proposed before the one of that key."""
        await desk.staff(request, key)
        every = list((await desk.state(key)).compositions.values())
        return [composition_line(one) for one in page_before(every, lambda one: one.key, before, limit)]

    @router.post("/{key}/compose", response_model=s.ComposeAnswer)
    async def ask(key: s.Key, wish: bodies.ComposeRequest, request: Request) -> Any:
        actor = await desk.staff(request, key)
        state = await desk.state(key)
        return await desk.asked(actor, lambda: answer_of(state, bodies.composed(state, wish, actor.person)))

    @router.post("/{key}/compare")
    async def difference(key: s.Key, wish: s.CompareRequest, request: Request) -> s.Difference:
        actor = await desk.staff(request, key)
        state = await desk.state(key)

        def both() -> s.Difference:
            before, after = (bodies.composed(state, one, actor.person) for one in (wish.before, wish.after))
            change = compare(before, after).document()
            return s.Difference(**change, before_sha256=before.sha256, after_sha256=after.sha256)

        return await desk.asked(actor, both)

    @router.post("/{key}/intents")
    async def intents(
        key: s.Key,
        intent: BodyIntent,
        request: Request,
        idempotency_key: Annotated[str, Header()],
        if_match: IfMatch = None,
    ) -> Accepted:
        actor = await desk.required(request, key)
        idempotent(idempotency_key)
        require_within(intent)
        desk.hold(actor)
        if not isinstance(intent, BY_OTHERS) and actor.capacity not in STAFF:
            raise Refusal(403, "not_seated", {"capacity": actor.capacity})
        state = await desk.state(key)
        await require_movable(office, state, intent)
        whole = await asyncio.to_thread(completed, state, intent, actor, office.papers)
        version = await clerk.submit(BODIES.book(key), whole, actor, key=idempotency_key, shown=if_match)
        return Accepted(version=version)

    @router.post("/{key}/call/readiness")
    async def ready_to_call(key: s.Key, call: i.CallMeeting, request: Request) -> s.Lacking:
        """What a meeting would lack, called so, by the same rules that let it be called. Changes nothing."""
        await desk.staff(request, key)
        require_within(call)
        return s.Lacking(lacks=lack_lines(call_lacks(call, office.now())))

    @router.get("/{key}/compositions/{composition}", response_model=s.ComposeAnswer)
    async def composition(key: s.Key, composition: str, request: Request) -> Any:
        actor = await desk.staff(request, key)
        state = await desk.state(key)
        return await desk.asked(actor, lambda: answer_of(state, bodies.sheet_of(state, composition)))

    @router.get("/{key}/compositions/{composition}/readiness")
    async def ready_to_print(
        key: s.Key, composition: str, request: Request, language: Language = "en"
    ) -> s.Lacking:
        """What the sheet lacks in a language, by the same rules that let it be printed."""
        await desk.staff(request, key)
        return s.Lacking(lacks=lack_lines(lacks_of_sheet(await desk.state(key), composition, language)))

    @router.get("/{key}/compositions/{composition}/sheet.{form}", response_class=Response)
    async def sheet(
        key: s.Key,
        composition: str,
        form: str,
        request: Request,
        a: str = "",
        language: Language = "en",
        as_it_is: bool = False,
    ) -> Response:
        """What is for readers of one language is printed in it whole, or ``as_it_is``, knowingly."""
        actor = await desk.staff(request, key, a)
        state = await desk.state(key)
        if form in PRINTED and not as_it_is and (found := lacks_of_sheet(state, composition, language)):
            lacking = [lack.key for lack in found]
            raise OutOfOrder("sheet_lacking", REFUSALS["meeting_lacking"][0], {"lacking": lacking})
        return await desk.asked(actor, lambda: sheet_file(office, state, composition, form, language))

    @router.post("/{key}/slots")
    async def find(key: s.Key, wish: s.SlotsRequest, request: Request) -> s.SlotsAnswer:
        actor = await desk.staff(request, key)
        state = await desk.state(key)
        return await desk.asked(actor, lambda: slots(state, wish))

    return router
