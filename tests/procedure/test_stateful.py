"""Whatever people ask, in whatever order: one voice at a time, nobody twice on the list, no adoption over a
standing objection, every step a transition of the tables, and a replay that equals the live state.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rostrum.procedure.actor import CLOCK, HALL, HOUSE, Actor
from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.agenda import ITEM_MOVES
from rostrum.procedure.meeting.conduct import forecast, next_step
from rostrum.procedure.meeting.corrections import CORRECTION_MOVES
from rostrum.procedure.meeting.deadlines import deadlines
from rostrum.procedure.meeting.facts import Accreditation
from rostrum.procedure.meeting.floor import FLOOR_MOVES
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.meeting.moves import Move
from rostrum.procedure.meeting.points import POINT_MOVES
from rostrum.procedure.meeting.presence import PRESENCE_MOVES
from rostrum.procedure.meeting.questions import QUESTION_MOVES
from rostrum.procedure.meeting.refusals import REFUSALS
from rostrum.procedure.meeting.roles import OF_OWN_SEAT, PRESIDING, ROLES, as_accredited
from rostrum.procedure.meeting.roll import post_of
from rostrum.procedure.meeting.sitting import SITTING_MOVES
from rostrum.procedure.meeting.speakers import ENTRY_MOVES, LIST_MOVES
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.refusal import Refused
from rostrum.procedure.words import (
    Capacity,
    EntryPhase,
    FloorPhase,
    Level,
    Presence,
    QuestionAbout,
    QuestionPhase,
    Ruling,
    SittingPhase,
    StatementForm,
)
from tests.breadth import tried
from tests.procedure.chamber import (
    CHAIR,
    CLERK,
    MEMBERS,
    OTHERS,
    SECRETARY,
    TECHNICIAN,
    VICE,
    Chamber,
    delegate,
    head,
    plain,
)

Phases = Callable[[Meeting], dict[str, str]]

TRACKED: dict[str, tuple[Phases, tuple[Move, ...]]] = {
    "sitting": (lambda s: {"": s.phase}, SITTING_MOVES),
    "floor": (lambda s: {"": s.floor.phase}, FLOOR_MOVES),
    "list": (lambda s: {"": s.speakers.phase}, LIST_MOVES),
    "entry": (lambda s: {k: e.phase for k, e in s.speakers.entries.items()}, ENTRY_MOVES),
    "item": (lambda s: {str(n): item.phase for n, item in s.agenda.items()}, ITEM_MOVES),
    "point": (lambda s: {k: p.phase for k, p in s.points.items()}, POINT_MOVES),
    "correction": (lambda s: {k: c.phase for k, c in s.corrections.items()}, CORRECTION_MOVES),
    "question": (lambda s: {k: q.phase for k, q in s.questions.items()}, QUESTION_MOVES),
    "person": (
        lambda s: {key: person.presence for key, person in s.people.items()},
        PRESENCE_MOVES,
    ),
}
"""Everything that has phases: how to read them all, and the table of its transitions."""

FIRST = {"person": "absent", "item": "ahead"}
SEATS = (*MEMBERS, *OTHERS)
STAFF = (CHAIR, VICE, SECRETARY, CLERK, TECHNICIAN, HALL, CLOCK)
STAGES = (
    "lobby",
    "listed",
    "listed",
    "playing",
    "held",
    "raised",
    "stated",
    "ruled",
    "objected",
    "announced",
)
CALM = st.integers(0, 20_000)

seats = st.sampled_from(SEATS)
members = st.sampled_from(MEMBERS)
people = st.sampled_from((*STAFF, *map(head, SEATS), *map(delegate, MEMBERS)))
entries = st.integers(1, 12).map(lambda n: f"s{n}")
points = st.integers(1, 5).map(lambda n: f"p{n}")
questions = st.integers(1, 6).map(lambda n: f"q{n}")
on_roll = st.sampled_from(
    (
        "CUB.head",
        "CUB.delegate",
        "GHA.head",
        "IND.sim",
        "booth.fr",
        "press.one",
        "technician",
        "uga.chair",
        "CUB.new",
    )
)
lines = st.builds(
    Accreditation,
    person=on_roll,
    capacity=st.sampled_from(Capacity),
    seat=st.sampled_from(("", "CUB", "GHA", "UGA")),
    booth=st.sampled_from(("", "", "", "fr")),
    speaks=st.booleans(),
)
reasons = st.sampled_from(("x", ""))
chosen = st.sampled_from

ANYTHING = st.one_of(
    st.builds(i.CallItem, number=st.integers(1, 6), leave_open=st.booleans()),
    st.builds(i.Suspend, reason=reasons),
    st.builds(i.Adjourn, to=st.just(10**14), reason=reasons),
    st.builds(i.HandOverChair, to=chosen((CHAIR.person, VICE.person))),
    st.builds(i.AssumeChair, person=chosen((CHAIR.person, VICE.person))),
    st.builds(i.Freeze, reason=reasons),
    st.builds(i.ChangeLevel, seat=seats, level=chosen(Level), title=st.just(plain("…")), reason=reasons),
    st.builds(i.OfferFloor, seat=seats, entry=st.one_of(st.just(""), entries)),
    st.builds(i.TakeFloor, language=chosen(("es", ""))),
    st.builds(i.StartRecordedStatement, seat=seats),
    st.builds(i.LapseOffer, seat=seats),
    st.builds(i.HoldFloor, cause=reasons),
    st.builds(i.ExtendFloor, seconds=st.integers(-1, 100)),
    st.builds(i.CallSpeakerToOrder, ground=chosen(("time", "relevance", ""))),
    st.builds(i.TakeBackFloor, reason=reasons),
    st.builds(i.RequestFloor, form=chosen(StatementForm)),
    st.builds(i.InscribeSpeaker, seat=seats, entry=st.one_of(st.just(""), entries), reason=reasons),
    st.builds(i.DeclineRequest, entry=entries, reason=reasons),
    st.builds(i.WithdrawRequest, entry=entries),
    st.builds(i.MoveSpeaker, entry=entries, before=st.one_of(st.just(""), entries), reason=reasons),
    st.builds(i.ProposeSwap, entry=entries, other=entries),
    st.builds(i.AcceptSwap, entry=entries, other=entries),
    st.builds(i.AnnounceClosing, closes_at=st.just(10**14)),
    st.builds(i.ReopenList, reason=reasons),
    st.builds(i.HearPoint, point=points),
    st.builds(i.WithdrawPoint, point=points),
    st.builds(i.BeginPoint, point=points),
    st.builds(i.StatePoint, point=points),
    st.builds(i.RulePoint, point=points, ruling=chosen(Ruling), rule=st.just("")),
    st.builds(i.AppealRuling, point=points),
    st.builds(i.DecideAppeal, point=points, stands=st.booleans()),
    st.builds(
        i.PutQuestion,
        about=chosen(QuestionAbout),
        paper=chosen(("", "decl", "draft")),
        text=chosen((None, plain("…"))),
    ),
    st.builds(i.PutElection, office=chosen(("chair", "")), seat=seats, until=chosen(("", "2027", "soon"))),
    st.builds(i.Object, question=questions),
    st.builds(i.RecordObjection, question=questions, seat=seats),
    st.builds(i.TakeAsText, entry=entries),
    st.builds(i.RequestCorrection, words=reasons),
    st.builds(i.DeclineCorrection, correction=chosen(("c1", "c2")), reason=reasons),
    st.builds(i.WithdrawObjection, question=questions),
    st.builds(i.Gavel, question=questions),
    st.builds(i.DeclareAdopted, paper=chosen(("decl", "draft"))),
    st.builds(i.GoToConsultation, question=questions),
    st.builds(i.WithdrawQuestion, question=questions, reason=reasons),
    chosen(
        (
            i.OpenLobby(), i.CallToOrder(), i.Resume(), i.Close(), i.ReturnToChair(), i.Unfreeze(),
            i.ResumeFloor(), i.EndStatement(), i.PassOver(), i.TakeAsText(), i.OpenList(), i.RaisePoint(),
            i.ConfirmSuspension(),
        )
    ),
)  # fmt: skip


class Procedure(RuleBasedStateMachine):
    """People ask; what is refused changes nothing, what is in order is folded and checked at once."""

    @initialize(rulebook=chosen(("nam", "un-ga", "small-council")), stage=chosen(STAGES))
    def convene(self, rulebook: str, stage: str) -> None:
        self.chamber = Chamber()
        self.taken: set[tuple[str, str, str, str]] = set()
        if stage == "listed":
            self.chamber.listed("CUB", "IRN", "IND", "GHA", rulebook=rulebook)
        else:
            self.chamber.stage(stage)

    def ask(self, intent: Any, by: Actor, after_ms: int) -> None:
        at = self.chamber.now + after_ms
        try:
            acts = MEETING.decide(self.chamber.state, intent, by, at)
        except Refused as refusal:
            assert tuple(refusal.facts) == REFUSALS[refusal.code].facts
            return
        assert acts, "an intent in order is answered by acts"
        self.chamber.now = at
        for act in acts:
            self.fold(act, by, at)

    def fold(self, act: Any, by: Actor, at: int) -> None:
        state = self.chamber.state
        before = {name: phases(state) for name, (phases, _) in TRACKED.items()}
        version, question = state.version, state.questions.get(getattr(act, "question", ""))
        if isinstance(act, a.DecisionTaken) and question:
            assert question.standing == [], "adopted over a standing objection"
            assert question.phase is QuestionPhase.PUT
        MEETING.fold(state, act, by, at)
        self.chamber.log.append((act, by, at))
        assert (state.version, state.at) == (version + 1, at)
        for name, (phases, moves) in TRACKED.items():
            for key, after in phases(state).items():
                was = before[name].get(key, FIRST.get(name, ""))
                move = (str(was), type(act).__name__, str(after))
                assert was == after or move in moves, f"{name}: {move}"
                self.taken.add((name, *move))

    @rule(intent=ANYTHING, by=people, after_ms=CALM)
    def anybody_asks_anything(self, intent: Any, by: Actor, after_ms: int) -> None:
        self.ask(intent, by, after_ms)

    @rule(intent=ANYTHING, number=st.integers(0, 99), after_ms=CALM)
    def who_may_asks_about_what_there_is(self, intent: Any, number: int, after_ms: int) -> None:
        aimed = self.aimed(intent, number)
        self.ask(aimed, self.natural(aimed, number), after_ms)

    def aimed(self, intent: Any, number: int) -> Any:
        """The same intent, about a point, question, entry or seat that is there now."""
        state = self.chamber.state
        there = {
            "point": state.open_points or [state.appealable],
            "question": [state.question],
            "entry": [*state.speakers.order, *state.speakers.requests, state.floor.entry],
            "other": state.speakers.order or [""],
            "seat": [state.floor.seat or state.chair_seat],
        }
        kept = ("seat",) if isinstance(intent, i.OfferFloor | i.InscribeSpeaker) else ()
        kept += ("entry",) if isinstance(intent, i.OfferFloor) else ()
        names = {field.name for field in fields(intent)} & set(there)
        return replace(intent, **{n: there[n][number % len(there[n])] for n in names if n not in kept})

    def natural(self, intent: Any, number: int) -> Actor:
        """Who would ask this: the presiding officer, or the delegation that it is about."""
        state = self.chamber.state
        kind = type(intent)
        if Capacity.CHAIR in ROLES[kind] and kind not in OF_OWN_SEAT:
            return self.presiding()
        objectors = [o.seat for q in state.questions.values() for o in q.standing]
        entry = state.speakers.entries.get(getattr(intent, "entry", ""))
        point = state.points.get(getattr(intent, "point", ""))
        seat = MEMBERS[number % len(MEMBERS)]
        if kind is i.WithdrawObjection and objectors:
            seat = objectors[number % len(objectors)]
        elif kind is i.AcceptSwap and entry:
            seat = state.speakers.entries[intent.other].seat if intent.other else seat
        elif point and kind is not i.AppealRuling:
            seat = point.seat
        elif entry or kind in (i.TakeFloor, i.EndStatement, i.StartRecordedStatement):
            seat = entry.seat if entry else state.floor.seat or seat
        return as_accredited(state, state.seats[seat].voice or f"{seat}.head")

    @rule()
    def the_chair_does_what_the_rules_call_for(self) -> None:
        step = next_step(self.chamber.state)
        if step.intent is None:
            return
        ready = max(0, (step.ready_at or 0) - self.chamber.now)
        by = SECRETARY if step.kind == "OpenLobby" else self.presiding()
        before = self.chamber.state.version
        self.ask(step.intent, by, ready)
        own = step.kind in ("TakeFloor", "EndStatement")
        assert own or self.chamber.state.version > before, f"{step} was refused"

    def presiding(self) -> Actor:
        state = self.chamber.state
        return as_accredited(state, state.presiding) if state.people else CHAIR

    @rule(seat=members, after_ms=CALM)
    def a_member_asks_for_the_floor(self, seat: str, after_ms: int) -> None:
        self.ask(i.RequestFloor(), head(seat), after_ms)

    @rule(after_ms=CALM)
    def the_speaker_begins_or_ends(self, after_ms: int) -> None:
        seat = self.chamber.state.floor.seat
        if seat:
            offered = self.chamber.floor is FloorPhase.OFFERED
            by = as_accredited(self.chamber.state, self.chamber.state.seats[seat].voice or f"{seat}.head")
            self.ask(i.TakeFloor(language="es") if offered else i.EndStatement(), by, after_ms)

    @rule(seat=members, what=chosen((i.RaisePoint, i.Object, i.WithdrawObjection)), after_ms=CALM)
    def a_member_intervenes(self, seat: str, what: Any, after_ms: int) -> None:
        question = {} if what is i.RaisePoint else {"question": self.chamber.state.question}
        self.ask(what(**question), head(seat), after_ms)

    @rule(
        seat=seats,
        who=chosen(("head", "delegate", "adviser", "chair")),
        what=chosen((i.TakeSeat, i.TakeSeat, i.LeaveSeat, i.LoseLine, i.RestoreLine, i.RestoreLine)),
        after_ms=CALM,
    )
    def somebody_comes_or_goes(self, seat: str, who: str, what: Any, after_ms: int) -> None:
        person = f"{seat.lower() if who == 'chair' else seat}.{who}"
        self.ask(what(seat=seat, person=person), HALL, after_ms)

    @rule(person=on_roll, what=chosen((i.EnterHall, i.LeaveHall)), after_ms=CALM)
    def somebody_without_a_seat_comes_or_goes(self, person: str, what: Any, after_ms: int) -> None:
        self.ask(what(person=person), HALL, after_ms)

    @rule(wanted=lines, by=chosen((SECRETARY, SECRETARY, CHAIR, head("CUB"))), after_ms=CALM)
    def somebody_is_accredited_or_changed(self, wanted: Accreditation, by: Actor, after_ms: int) -> None:
        person = self.chamber.state.people.get(wanted.person)
        new = person is None or person.withdrawn
        change = i.ChangeAccreditation(accreditation=wanted, reason="note verbale")
        self.ask(i.Accredit(accreditation=wanted) if new else change, by, after_ms)

    @rule(person=on_roll, by=chosen((SECRETARY, SECRETARY, CHAIR, head("CUB"))), after_ms=CALM)
    def somebody_is_withdrawn(self, person: str, by: Actor, after_ms: int) -> None:
        self.ask(i.WithdrawAccreditation(person=person, reason="note verbale"), by, after_ms)

    @rule(after_ms=CALM)
    def the_hall_fails_or_is_back(self, after_ms: int) -> None:
        away = self.chamber.state.hall_lost_at is not None
        self.ask(i.RestoreHall() if away else i.LoseHall(), HALL, after_ms)

    @rule(after_ms=CALM)
    def the_house_is_started_again(self, after_ms: int) -> None:
        self.ask(i.ReturnHouse(since=self.chamber.now), HOUSE, after_ms)

    @rule()
    def the_clock_strikes(self) -> None:
        for due in deadlines(self.chamber.state)[:1]:
            before = self.chamber.state.version
            self.ask(due.intent, due.by, max(0, due.at - self.chamber.now))
            assert self.chamber.state.version > before, f"{due} was refused"

    @invariant()
    def one_voice_at_a_time(self) -> None:
        state = self.chamber.state
        floor = state.floor
        assert (floor.phase is FloorPhase.IDLE) == (floor.seat == "")
        running = floor.running_since is not None
        assert not running or floor.phase in (FloorPhase.SPEAKING, FloorPhase.PLAYING)
        assert not running or state.phase is SittingPhase.OPEN
        assert not running or state.hall_lost_at is None, "nobody is heard while the hall is away"
        called = [e for e in state.speakers.entries.values() if e.phase is EntryPhase.CALLED]
        assert [e.key for e in called] == ([floor.entry] if floor.entry else [])
        heard = [p for p in state.points.values() if p.phase in ("hearing", "stating", "stated", "appealed")]
        assert len(heard) <= 1

    @invariant()
    def nobody_twice_on_the_list(self) -> None:
        speakers = self.chamber.state.speakers
        waiting = ("requested", "inscribed", "called", "absent")
        live = [(e.seat, e.item) for e in speakers.entries.values() if e.phase in waiting]
        assert len(live) == len(set(live))
        assert set(live) == set(speakers.live)
        standing = [k for k, e in speakers.entries.items() if e.phase in ("inscribed", "absent")]
        assert sorted(standing) == sorted(speakers.order)
        items = [speakers.entries[key].item for key in speakers.order]
        assert items == sorted(items)

    @invariant()
    def questions_and_points_open_are_those_named(self) -> None:
        state = self.chamber.state
        still = ("put", "objected", "consulting")
        assert [q.key for q in state.questions.values() if q.phase in still] == [
            key for key in (state.question,) if key
        ]
        waiting = ("raised", "hearing", "stating", "stated", "appealed")
        assert {p.key for p in state.points.values() if p.phase in waiting} == set(state.open_points)

    @invariant()
    def a_forecast_never_runs_backwards(self) -> None:
        waits = list(forecast(self.chamber.state).values())
        assert waits == sorted(waits)
        assert all(wait >= 0 for wait in waits)

    @invariant()
    def the_voice_is_in_the_hall(self) -> None:
        for seat in self.chamber.state.seats.values():
            assert not seat.voice or self.chamber.state.people[seat.voice].speaks
            assert not seat.voice or seat.people[seat.voice] is not Presence.ABSENT

    @invariant()
    def the_roll_says_who_is_there(self) -> None:
        state = self.chamber.state
        for key, seat in state.seats.items():
            assert all(
                one.seat == key for one in seat.persons.values() if one.presence is not Presence.ABSENT
            )
        there = {key for key, one in state.people.items() if one.presence is not Presence.ABSENT}
        assert not any(state.people[key].withdrawn for key in there)
        sitting = {
            key for seat in state.seats.values() for key, one in seat.people.items() if one != "absent"
        }
        assert sitting == {key for key in there if state.people[key].seat}
        posts = [post for one in state.people.values() if not one.withdrawn and (post := post_of(one))]
        assert len(posts) == len(set(posts))
        assert not state.presiding or state.people[state.presiding].capacity in PRESIDING

    def teardown(self) -> None:
        times = [at for _, _, at in self.chamber.log]
        assert times == sorted(times)
        assert self.chamber.replayed() == self.chamber.state


TestProcedure = Procedure.TestCase
TestProcedure.settings = settings(
    max_examples=tried(30, nightly=600),
    stateful_step_count=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
