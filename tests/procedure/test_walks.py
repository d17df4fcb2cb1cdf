"""Long seeded walks through the whole vocabulary: every transition of the tables happens, and no other does.

Beside the stateful test, which searches and shrinks, these go far: sittings of hundreds of acts, adjourned,
opened again and closed.
"""

from dataclasses import fields, replace
from random import Random
from typing import Any

from rostrum.procedure.actor import HALL, Actor
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.conduct import next_step
from rostrum.procedure.meeting.deadlines import deadlines
from rostrum.procedure.meeting.facts import Accreditation
from rostrum.procedure.meeting.roles import OF_OWN_SEAT, ROLES
from rostrum.procedure.words import (
    Capacity,
    FloorPhase,
    ItemKind,
    Level,
    PointPhase,
    QuestionAbout,
    Ruling,
    SeatKind,
    SittingPhase,
    StatementForm,
)
from tests.breadth import tried
from tests.procedure.chamber import MEMBERS, OTHERS, SECRETARY, agenda, convening, head, plain
from tests.procedure.test_stateful import TRACKED, Procedure

SEEDS = 600
FRUITFUL = (510, 451, 6, 78, 30, 196, 154, 396, 0, 195, 221)
"""Seeds whose walks took every transition when they were last looked for (`python -m tests.procedure.test_walks`),
tried first: it saves time, no more."""
WALKS = tried(len(FRUITFUL), nightly=SEEDS)
"""At least so many walks; more where they have not taken every transition."""
STEPS = 400
STAFFED = (Capacity.SYSTEM, Capacity.SECRETARY, Capacity.CLERK, Capacity.TECHNICIAN)
COMING = (i.TakeSeat, i.TakeSeat, i.LeaveSeat, i.LoseLine, i.RestoreLine, i.RestoreLine)
RARE = (i.Convene, i.CancelMeeting, i.Close, i.Adjourn, i.Freeze, i.Suspend, i.AnnounceClosing)
ROLL = (i.Accredit, i.ChangeAccreditation, i.WithdrawAccreditation)
BESIDE = (
    i.RequestCorrection,
    i.DeclineCorrection,
    i.RecordObjection,
    i.ConfirmSuspension,
    i.RestoreHall,
    *ROLL,
)
USUAL = tuple(kind for kind in ROLES if kind not in (*RARE, *BESIDE, *COMING, i.LoseHall, i.ReturnHouse))
VALUES: dict[str, tuple[Any, ...]] = {
    "number": (2, 3, 4, 5, 6, 7),
    "leave_open": (True, False),
    "reason": ("x",),
    "cause": ("picture",),
    "to": ("aze.chair", "uga.chair"),
    "person": ("aze.chair", "uga.chair"),
    "level": tuple(Level),
    "title": (plain("…"),),
    "language": ("es",),
    "seconds": (60,),
    "ground": ("time", "relevance"),
    "words": ("",),
    "form": tuple(StatementForm),
    "ruling": tuple(Ruling),
    "rule": ("UNGA rule 71",),
    "stands": (True, False),
    "about": tuple(QuestionAbout),
    "office": ("chair",),
    "until": ("", "2027-01"),
    "text": (None, plain("…")),
    "paper": ("decl", "draft"),
    "verdict": ("good",),
    "limit_s": (None, 60),
    "kind_of_position": ("reservation",),
    "waived_by": ("", "decision 1"),
    "decision": ("d1", "d2"),
    "correction": ("",),
}


class Walk(Procedure):
    """A walk of one seed; every other one is brisk, and gets to the end of its agenda."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.random = Random(seed)
        self.brisk = seed % 2 == 0
        self.convene("nam", "planned")

    def value(self, name: str) -> Any:
        """Something that is there now where the name is of such a thing, else one of the values above."""
        state, entries = self.chamber.state, self.chamber.state.speakers.entries
        there: dict[str, tuple[Any, ...]] = {
            "seat": (*MEMBERS, *OTHERS, *[state.floor.seat] * 9) if state.floor.seat else (*MEMBERS, *OTHERS),
            "entry": (*state.speakers.order, *state.speakers.requests * 5) or ("",),
            "other": tuple(state.speakers.order) or ("",),
            "before": ("", *state.speakers.order),
            "point": (*state.open_points, state.appealable),
            "question": (state.question,),
            "opens": (self.chamber.now + 1000,),
            "closes_at": (self.chamber.now + 300_000 + 20_000,),
            "resumes_at": (None,),
            "correction": ("", *(k for k, c in state.corrections.items() if c.phase == "open")),
        }
        if name == "other" and any(e.swap_with for e in entries.values()):
            return next(e.swap_with for e in entries.values() if e.swap_with)
        return self.random.choice(there.get(name) or VALUES[name])

    def drawn(self, kind: type[Any]) -> Any:
        """An intent of this kind, each of its fields drawn by name."""
        if kind is i.Convene:
            second = agenda()[3]
            again = type(second)(number=7, kind=ItemKind.STATEMENTS, title=second.title)
            return convening(agenda=(*agenda()[:5], again, agenda()[5]))
        if kind in ROLL:
            return self.on_roll(kind)
        if kind is i.AddSeat:
            seat = convening().seats[0]
            return kind(seat=replace(seat, key=self.random.choice(("ZWE", seat.key)), kind=SeatKind.MEMBER))
        if kind in (i.EnterHall, i.LeaveHall):
            return kind(person=self.random.choice(("technician", "clerk")))
        if kind in (i.OfferFloor, i.InscribeSpeaker):
            seat = self.value("seat")
            return kind(seat=seat)
        if kind is i.RequestCorrection:
            return kind(words="President of the Republic")
        if kind is i.TakeAsText:
            waiting = self.chamber.state.speakers.order[:1] if self.random.random() < 0.1 else [""]
            return kind(entry=(*waiting, "")[0])
        if kind is i.Adjourn:
            return i.Adjourn(to=self.chamber.now + 86_400_000, reason="x")
        known = {field.name for field in fields(kind)} - {"in_favour", "against", "proposed"}
        simple = {name for name in known if name not in ("kind", "round_trip_ms", "loss_per_mille")}
        if kind is i.ChangeLevel:
            simple -= {"style", "person"}
        if kind is i.ReportLineCheck:
            return i.ReportLineCheck(
                verdict="good", round_trip_ms=1, loss_per_mille=0, microphone=True, camera=True
            )
        return kind(**{name: self.value(name) for name in sorted(simple)})

    def on_roll(self, kind: type[Any]) -> Any:
        """Somebody's line, as it was, or of another capacity; or its end. Never the end of a whole delegation."""
        seat = self.value("seat")
        capacity = self.random.choice((Capacity.DELEGATE, Capacity.ADVISER))
        new = Accreditation(
            person=f"{seat}.delegate", capacity=capacity, seat=seat, speaks=capacity is Capacity.DELEGATE
        )
        if kind is i.WithdrawAccreditation:
            return kind(person=new.person, reason="note verbale")
        reason = {} if kind is i.Accredit else {"reason": "note verbale"}
        return kind(accreditation=new, **reason)

    def asker(self, intent: Any) -> Actor:
        """Staff for what only staff may ask, else as in the stateful test."""
        kind = type(intent)
        staff = [c for c in STAFFED if c in ROLES[kind]]
        own = Capacity.CHAIR in ROLES[kind] and kind not in OF_OWN_SEAT
        if staff and (not own or self.random.random() < 0.5):
            return Actor(person="staff", capacity=self.random.choice(staff))
        if not self.chamber.state.seats:
            return SECRETARY
        return self.natural(intent, self.random.randrange(100))

    def step(self) -> None:
        chance = self.random.random()
        wait = self.random.choice((0, 0, 1000, 5_000, 20_000, 400_000))
        state, floor = self.chamber.state, self.chamber.state.floor
        if floor.phase is FloorPhase.OFFERED and state.appealable and chance < 0.5:
            self.ask(i.AppealRuling(point=state.appealable), head("IND"), 0)
        elif chance < (0.22 if self.brisk else 0.12):
            self.go_on()
        elif chance < 0.3:
            seat = self.random.choice((*MEMBERS, *[floor.seat or "CUB"] * 3))
            voice = self.chamber.state.seats[seat].voice if self.chamber.state.seats else ""
            who = voice.rpartition(".")[2] or self.random.choice(("head", "head", "chair", "delegate"))
            self.somebody_comes_or_goes(seat, who, self.random.choice(COMING), wait)
        elif chance < 0.38:
            form = self.random.choice((StatementForm.LIVE, StatementForm.LIVE, StatementForm.TEXT))
            self.ask(i.RequestFloor(form=form), head(self.random.choice((*MEMBERS, "BRA", "BRA"))), wait)
        elif chance < 0.383:
            self.ask(i.LoseHall(), HALL, wait)
        elif chance < 0.393:
            self.do_something(BESIDE, wait)
        elif chance < 0.42:
            self.the_seldom_done(wait)
        else:
            self.do_something(RARE if chance > 0.975 else USUAL, wait)

    def do_something(self, kinds: tuple[type[Any], ...], wait: int) -> None:
        """The first of forty draws that is in order; now and then one that is not."""
        for _ in range(40):
            kind = self.random.choice(kinds)
            if kind in (i.Close, i.CancelMeeting) and self.random.random() < 0.7:
                continue
            intent = self.drawn(kind)
            by = self.asker(intent)
            if self.random.random() < 0.01 or not self.chamber.answer(intent, by, wait).startswith("!"):
                self.ask(intent, by, wait)
                return

    def go_on(self) -> None:
        """What lets a sitting get somewhere: the speaker begins or ends, the chair does the next thing."""
        state = self.chamber.state
        step = next_step(state)
        if state.phase is SittingPhase.PLANNED:
            self.ask(self.drawn(i.Convene), SECRETARY, 0)
        elif state.hall_lost_at is not None:
            self.the_hall_is_waited_for()
        elif state.appealable and self.random.random() < 0.5:
            self.ask(i.AppealRuling(point=state.appealable), head("IND"), 0)
        elif state.floor.phase in (FloorPhase.OFFERED, FloorPhase.SPEAKING):
            self.the_speaker_begins_or_ends(30_000)
        elif state.open_points and state.points[state.open_points[0]].phase is not PointPhase.RAISED:
            self.ask(self.drawn(i.RulePoint), self.presiding(), 1000)
        elif step.kind not in ("Close", "CallItem") or self.random.random() < (0.9 if self.brisk else 0.2):
            self.the_chair_does_what_the_rules_call_for()

    def the_seldom_done(self, wait: int) -> None:
        """The hall lost under a question; a recording stopped and played on; who was absent passed over with the item,
        who was interrupted withdrawn; or taken as a text; an item left open called again; a list closed."""
        state, chair = self.chamber.state, self.presiding()
        if state.question:
            self.ask(i.LoseHall(), HALL, wait)
        elif state.floor.phase is FloorPhase.PLAYING:
            self.ask(i.HoldFloor(cause="picture"), chair, wait)
        elif state.floor.phase is FloorPhase.INTERRUPTED:
            speaker = state.seats[state.floor.seat].voice or "CUB.head"
            self.ask(i.WithdrawAccreditation(person=speaker, reason="note verbale"), SECRETARY, wait)
        elif state.floor.phase is FloorPhase.HELD:
            play = i.StartRecordedStatement(seat=state.floor.seat)
            self.ask(self.random.choice((play, i.ResumeFloor())), chair, wait)
        elif (absent := [e.key for e in state.speakers.entries.values() if e.phase == "absent"]) and (
            self.random.random() < 0.6
        ):
            later = [n for n in state.agenda if n > (state.item or 0)]
            going = i.CallItem(number=later[0] if later else 2)
            self.ask(self.random.choice((going, i.TakeAsText(entry=absent[0]))), chair, wait)
        elif any(item.phase == "left_open" for item in state.agenda.values()):
            left = [n for n, item in state.agenda.items() if item.phase == "left_open"]
            self.ask(i.CallItem(number=left[0]), chair, wait)
        elif state.speakers.phase == "closed":
            self.ask(i.ReopenList(reason="x"), chair, wait)
        elif state.speakers.phase == "open":
            self.ask(i.AnnounceClosing(closes_at=self.chamber.now + wait + 300_000), chair, wait)
        else:
            self.ask(i.PutQuestion(about=QuestionAbout.CLOSE_LIST), chair, 300_000)

    def the_hall_is_waited_for(self) -> None:
        """It comes back, or stays away until the sitting is suspended and the chair has confirmed it."""
        back = self.random.random() < 0.5
        if not back and deadlines(self.chamber.state):
            self.the_clock_strikes()
        elif not back and self.chamber.state.phase is SittingPhase.SUSPENDED:
            self.ask(i.ConfirmSuspension(), self.presiding(), 1000)
        else:
            self.ask(i.RestoreHall(), HALL, 1000)

    def check(self) -> None:
        self.one_voice_at_a_time()
        self.nobody_twice_on_the_list()
        self.questions_and_points_open_are_those_named()
        self.a_forecast_never_runs_backwards()
        self.the_voice_is_in_the_hall()

    def go(self, steps: int) -> None:
        for _ in range(steps):
            if self.chamber.state.phase in (SittingPhase.CLOSED, SittingPhase.CANCELLED):
                break
            self.step()
            self.check()
        self.teardown()


def transitions() -> set[tuple[str, ...]]:
    return {(name, *move) for name, (_, moves) in TRACKED.items() for move in moves}


def walked(seed: int) -> set[tuple[str, ...]]:
    """The transitions that the walk of this seed takes."""
    walk = Walk(seed)
    walk.go(STEPS)
    return walk.taken


def test_long_walks_take_every_transition_of_the_tables() -> None:
    """Those first that went far before; then as many as it takes."""
    wanted = transitions()
    for number, seed in enumerate(dict.fromkeys((*FRUITFUL, *range(SEEDS))), 1):
        wanted -= walked(seed)
        if number >= WALKS and not wanted:
            break
    assert sorted(wanted) == []


def fruitful() -> list[int]:
    """Seeds that took every transition between them, each time the one that took most of what was left."""
    took, wanted, found = {seed: walked(seed) for seed in range(SEEDS)}, transitions(), list[int]()
    while wanted:
        found.append(max(took, key=lambda seed: len(wanted & took[seed])))
        assert wanted & took[found[-1]], f"no walk takes {sorted(wanted)}"
        wanted -= took[found[-1]]
    return found


if __name__ == "__main__":
    print(fruitful())
