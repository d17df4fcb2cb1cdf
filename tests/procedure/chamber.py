"""A small contact group to try the rules on: six members, an observer state and two organisations."""

from dataclasses import dataclass, field, replace
from typing import Any

from rostrum.procedure.actor import HALL, Actor
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.facts import Accreditation, AgendaItem, Officer, Paper, Seat
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import (
    Capacity,
    FloorPhase,
    ItemKind,
    Level,
    QuestionAbout,
    Ruling,
    SeatKind,
    StatementForm,
)

BEGUN = 1_588_590_000_000
MEMBERS = ("AZE", "UGA", "CUB", "IRN", "IND", "GHA")
LEVELS = {"IND": Level.HEAD_OF_GOVERNMENT, "GHA": Level.MINISTER}
OTHERS = {"BRA": SeatKind.OBSERVER_STATE, "un": SeatKind.ORGANISATION, "who": SeatKind.ORGANISATION}
GUESTS = (SeatKind.ORGANISATION, SeatKind.GUEST)
HEARD = (SeatKind.MEMBER, SeatKind.OBSERVER_STATE)

CHAIR = Actor(person="aze.chair", capacity=Capacity.CHAIR, seat="AZE")
VICE = Actor(person="uga.chair", capacity=Capacity.VICE_CHAIR, seat="UGA")
SECRETARY = Actor(person="secretary", capacity=Capacity.SECRETARY)
CLERK = Actor(person="clerk", capacity=Capacity.CLERK)
ADVISER = Actor(person="CUB.adviser", capacity=Capacity.ADVISER, seat="CUB")
TECHNICIAN = Actor(person="technician", capacity=Capacity.TECHNICIAN)

AGENDA, OPENING, GUESTS_HEARD, STATEMENTS, ADOPTION, CLOSING = range(1, 7)


def plain(text: str) -> dict[str, str]:
    return {"en": text}


def head(seat: str) -> Actor:
    return Actor(person=f"{seat}.head", capacity=capacity_of(seat), seat=seat)


def delegate(seat: str) -> Actor:
    return Actor(person=f"{seat}.delegate", capacity=Capacity.DELEGATE, seat=seat)


def capacity_of(seat: str) -> Capacity:
    kind = OTHERS.get(seat)
    if kind is SeatKind.ORGANISATION:
        return Capacity.ORGANISATION
    return Capacity.OBSERVER if kind is SeatKind.OBSERVER_STATE else Capacity.HEAD


def seats() -> tuple[Seat, ...]:
    kinds = dict.fromkeys(MEMBERS, SeatKind.MEMBER) | OTHERS
    return tuple(
        Seat(
            key=key,
            kind=kind,
            name=plain(key),
            level=LEVELS.get(key, Level.HEAD_OF_STATE),
            title=plain("Head of delegation"),
            protocol_rank=rank,
            form=StatementForm.RECORDED if key in ("un", "IRN") else StatementForm.LIVE,
        )
        for rank, (key, kind) in enumerate(kinds.items(), 1)
    )


def agenda() -> tuple[AgendaItem, ...]:
    return (
        AgendaItem(number=AGENDA, kind=ItemKind.AGENDA, title=plain("Agenda")),
        AgendaItem(number=OPENING, kind=ItemKind.OPENING, title=plain("Opening")),
        AgendaItem(number=GUESTS_HEARD, kind=ItemKind.GUESTS, title=plain("Guests"), speakers=GUESTS),
        AgendaItem(number=STATEMENTS, kind=ItemKind.STATEMENTS, title=plain("Statements"), speakers=HEARD),
        AgendaItem(number=ADOPTION, kind=ItemKind.ADOPTION, title=plain("Adoption"), paper=""),
        AgendaItem(number=CLOSING, kind=ItemKind.CLOSING, title=plain("Closing")),
    )


def papers() -> tuple[Paper, ...]:
    hashes = plain("0" * 64)
    return (
        Paper(
            key="decl",
            symbol="NAM 2020/CG/Doc.1",
            title=plain("Declaration"),
            text=plain("…"),
            sha256=hashes,
            agreed_by=plain("Coordinating Bureau"),
        ),
        Paper(key="draft", symbol="NAM 2020/CG/L.1", title=plain("Draft"), text=plain("…"), sha256=hashes),
    )


def convening(**changed: Any) -> i.Convene:
    facts: dict[str, Any] = {
        "body": "nam",
        "title": plain("Summit"),
        "theme": plain("United against COVID-19"),
        "format": "contact_group",
        "zone": "Asia/Baku",
        "opens": BEGUN + 3_600_000,
        "languages": ("en", "fr"),
        "rulebook": "nam",
        "seats": seats(),
        "officers": (
            Officer(person=CHAIR.person, seat="AZE", title=plain("Chair")),
            Officer(person=VICE.person, seat="UGA", title=plain("Vice-Chair")),
        ),
        "agenda": agenda(),
        "papers": papers(),
    }
    return i.Convene(**(facts | changed))


def line(actor: Actor, **more: Any) -> Accreditation:
    """The actor's line on the roll."""
    facts: dict[str, Any] = {"speaks": actor.capacity is not Capacity.ADVISER} | more
    return Accreditation(person=actor.person, capacity=actor.capacity, seat=actor.seat or "", **facts)


def roll(wanted: i.Convene) -> tuple[Accreditation, ...]:
    """Officers and staff, and of each seat a head, a delegate, an adviser and an understudy."""
    officers = [
        line(Actor(person=one.person, capacity=Capacity.VICE_CHAIR if n else Capacity.CHAIR, seat=one.seat))
        for n, one in enumerate(wanted.officers)
    ]
    found = [*officers, *map(line, (SECRETARY, CLERK, TECHNICIAN))]
    for seat in wanted.seats:
        adviser = Actor(person=f"{seat.key}.adviser", capacity=Capacity.ADVISER, seat=seat.key)
        understudy = Actor(person=f"{seat.key}.sim", capacity=capacity_of(seat.key), seat=seat.key)
        found += map(line, (head(seat.key), delegate(seat.key), adviser))
        found.append(line(understudy, simulated=True))
    return tuple(found)


@dataclass
class Chamber:
    """A meeting, its acts so far, and its clock. Every stage below is reached by the rules alone."""

    state: Meeting = field(default_factory=lambda: MEETING.begin("nam-2020"))
    log: list[tuple[Any, Actor, int]] = field(default_factory=list[tuple[Any, Actor, int]])
    now: int = BEGUN

    def do(self, intent: Any, by: Actor, after_ms: int = 1000) -> list[Any]:
        """The acts that answer the intent, folded; raises what the rules raise."""
        at = self.now + after_ms
        acts = list(MEETING.decide(self.state, intent, by, at))
        self.now = at
        for act in acts:
            MEETING.fold(self.state, act, by, at)
            self.log.append((act, by, at))
        return acts

    def answer(self, intent: Any, by: Actor, after_ms: int = 1000) -> str:
        """Names of the acts that would answer, joined by ``+``, or ``!`` and the code; nothing is folded."""
        try:
            acts = MEETING.decide(self.state, intent, by, self.now + after_ms)
        except Refused as refusal:
            return f"!{refusal.code}"
        return "+".join(type(act).__name__ for act in acts)

    def replayed(self) -> Meeting:
        state = MEETING.begin(self.state.book)
        for act, by, at in self.log:
            MEETING.fold(state, act, by, at)
        return state

    # Stages

    def stage(self, name: str) -> "Chamber":
        """Brought to the stage of this name; a stage is a method of no argument below."""
        return getattr(self, name)()

    def planned(self) -> "Chamber":
        return self

    def convened(self, **changed: Any) -> "Chamber":
        wanted = convening(**changed)
        self.do(replace(wanted, roll=wanted.roll or roll(wanted)), SECRETARY)
        return self

    def lobby(self, *there: str, **changed: Any) -> "Chamber":
        """All members' heads in the hall, or those named; the chair and the vice-chair with them."""
        self.convened(**changed).do(i.OpenLobby(), SECRETARY)
        for seat in there or MEMBERS:
            self.enter(seat)
        return self

    def enter(self, seat: str, person: str = "") -> None:
        officers = {"AZE": CHAIR.person, "UGA": VICE.person}
        who = person or officers.get(seat, f"{seat}.head")
        self.do(i.TakeSeat(seat=seat, person=who), HALL)

    def opened(self, **changed: Any) -> "Chamber":
        self.lobby(**changed).do(i.CallToOrder(), CHAIR)
        return self

    def agreed(self, **changed: Any) -> "Chamber":
        """The agenda adopted."""
        self.opened(**changed).put(QuestionAbout.AGENDA)
        self.gavel()
        return self

    def at_item(self, number: int, **changed: Any) -> "Chamber":
        if self.state.version == 0:
            self.agreed(**changed)
        for item in range(OPENING, number + 1):
            self.do(i.CallItem(number=item), CHAIR)
        return self

    def listed(self, *on_list: str, **changed: Any) -> "Chamber":
        """Statements called, the list open, and on it Cuba, India and Ghana, or those named."""
        self.at_item(STATEMENTS, **changed).do(i.OpenList(), SECRETARY)
        for seat in on_list or ("CUB", "IND", "GHA"):
            self.do(i.RequestFloor(), head(seat))
        return self

    def offered(self, seat: str = "CUB") -> "Chamber":
        self.listed(*({seat, "IND", "GHA"} if seat != "CUB" else ())).do(i.OfferFloor(seat=seat), CHAIR)
        return self

    def speaking(self) -> "Chamber":
        self.offered().do(i.TakeFloor(language="es"), head("CUB"))
        return self

    def playing(self) -> "Chamber":
        self.offered("IRN").do(i.StartRecordedStatement(seat="IRN"), TECHNICIAN)
        return self

    def held(self) -> "Chamber":
        self.speaking().do(i.LoseLine(seat="CUB", person="CUB.head"), HALL, 60_000)
        return self

    def interrupted(self) -> "Chamber":
        self.speaking().do(i.RaisePoint(), head("GHA"), 60_000)
        self.do(i.HearPoint(point="p1"), CHAIR)
        return self

    def put(self, about: QuestionAbout = QuestionAbout.PAPER, paper: str = "") -> "Chamber":
        self.do(i.PutQuestion(about=about, paper=paper), CHAIR)
        return self

    def gavel(self) -> None:
        wait = self.state.questions[self.state.question].closes_at - self.now
        self.do(i.Gavel(question=self.state.question), CHAIR, wait)

    def question_put(self) -> "Chamber":
        return self.at_item(ADOPTION).put(paper="draft")

    def question_put_under(self, rulebook: str) -> "Chamber":
        return self.at_item(ADOPTION, rulebook=rulebook).put(paper="draft")

    def objected(self) -> "Chamber":
        self.question_put().do(i.Object(question="q2", words="not so"), head("CUB"))
        return self

    def consulting(self) -> "Chamber":
        self.objected().do(i.GoToConsultation(question="q2"), CHAIR)
        return self

    def decided(self) -> "Chamber":
        self.question_put().gavel()
        return self

    def at_adoption(self) -> "Chamber":
        return self.at_item(ADOPTION)

    def window_over(self) -> "Chamber":
        self.question_put().now += 60_000
        return self

    def at_statements(self) -> "Chamber":
        return self.at_item(STATEMENTS)

    def announced(self) -> "Chamber":
        self.listed().do(i.AnnounceClosing(closes_at=self.now + 301_000), CHAIR)
        return self

    def list_closed(self) -> "Chamber":
        self.announced().now += 301_000
        self.put(QuestionAbout.CLOSE_LIST).gavel()
        return self

    def raised(self) -> "Chamber":
        self.speaking().do(i.RaisePoint(), head("GHA"))
        return self

    def stating(self) -> "Chamber":
        self.interrupted().do(i.BeginPoint(point="p1"), head("GHA"))
        return self

    def stated(self) -> "Chamber":
        self.stating().do(i.StatePoint(point="p1", words="not the subject"), head("GHA"))
        return self

    def ruled(self) -> "Chamber":
        self.stated().do(i.RulePoint(point="p1", ruling=Ruling.NOT_UPHELD, rule="UNGA rule 71"), CHAIR)
        return self

    def appealed(self) -> "Chamber":
        self.ruled().do(i.AppealRuling(point="p1"), head("IND"))
        return self

    def suspended(self) -> "Chamber":
        self.listed().do(i.Suspend(reason="consultation"), CHAIR)
        return self

    def adjourned(self) -> "Chamber":
        self.listed().do(i.Adjourn(to=self.now + 86_400_000, reason="hour"), CHAIR)
        return self

    def closed(self) -> "Chamber":
        self.at_item(CLOSING).do(i.Close(), CHAIR)
        return self

    def cancelled(self) -> "Chamber":
        self.convened().do(i.CancelMeeting(reason="postponed"), SECRETARY)
        return self

    @property
    def floor(self) -> FloorPhase:
        return self.state.floor.phase
