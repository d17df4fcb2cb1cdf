"""Who may ask for what, and in which phase of the sitting: two tables, and the questions asked of them."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.refusals import refuse, unseated
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.words import Capacity, SeatKind, SittingPhase

C = Capacity
P = SittingPhase

PRESIDING = frozenset({C.CHAIR, C.VICE_CHAIR})
"""Capacities of the officers. A vice-chair has the chair's powers while presiding (UNGA rule 33), and none before."""
CHAIR = PRESIDING
BUREAU = PRESIDING | {C.SECRETARY, C.CLERK}
NOTICE = PRESIDING | {C.SECRETARY}
HOUSE = frozenset({C.SYSTEM})
OPERATORS = frozenset({C.SYSTEM, C.TECHNICIAN})
"""The hall, the clock and the house, which act by themselves; and with them whoever works the hall by hand."""
STATES = frozenset({C.HEAD, C.ALTERNATE, C.DELEGATE})
SPEAKERS = STATES | {C.ORGANISATION, C.OBSERVER} | PRESIDING
SEATED = frozenset({C.HEAD, C.ALTERNATE, C.DELEGATE, C.ADVISER, C.ORGANISATION, C.OBSERVER})
HEADS = frozenset({C.HEAD, C.ORGANISATION})
"""Who speaks for a whole delegation when it accredits its own people; whom, the rulebook says."""
ACCREDITING = NOTICE | {C.PROTOCOL} | HEADS

ROLES: dict[type[Any], frozenset[Capacity]] = {
    i.Convene: NOTICE | {C.SYSTEM},
    i.ConvenePublicly: NOTICE,
    i.AddSeat: NOTICE | {C.PROTOCOL, C.SYSTEM},
    i.AmendNotice: NOTICE | {C.SYSTEM},
    i.CancelMeeting: NOTICE | {C.SYSTEM},
    i.OpenLobby: NOTICE | {C.CLERK, C.SYSTEM},
    i.CallToOrder: CHAIR,
    i.CallItem: CHAIR,
    i.Suspend: CHAIR | {C.SYSTEM},
    i.ConfirmSuspension: CHAIR,
    i.Resume: CHAIR,
    i.Adjourn: CHAIR,
    i.Close: CHAIR,
    i.HandOverChair: CHAIR,
    i.ReturnToChair: CHAIR,
    i.AssumeChair: frozenset({C.SYSTEM, C.SECRETARY}),
    i.Freeze: CHAIR,
    i.Unfreeze: CHAIR,
    i.Accredit: ACCREDITING | {C.SYSTEM},
    i.ChangeAccreditation: ACCREDITING,
    i.WithdrawAccreditation: ACCREDITING,
    i.ShowOut: NOTICE,
    i.Readmit: NOTICE,
    i.LoseHall: HOUSE,
    i.RestoreHall: HOUSE,
    i.ReturnHouse: HOUSE,
    i.EnterHall: HOUSE,
    i.LeaveHall: HOUSE,
    i.TakeSeat: HOUSE,
    i.LeaveSeat: HOUSE,
    i.LoseLine: HOUSE,
    i.RestoreLine: HOUSE,
    i.ReportLineCheck: SEATED | CHAIR,
    i.ChangeLevel: BUREAU | {C.PROTOCOL, C.SYSTEM},
    i.RequestCorrection: SEATED | CHAIR,
    i.DeclineCorrection: BUREAU | {C.PROTOCOL},
    i.OfferFloor: CHAIR,
    i.TakeFloor: SPEAKERS,
    i.StartRecordedStatement: SPEAKERS | OPERATORS,
    i.LapseOffer: CHAIR | {C.SYSTEM},
    i.HoldFloor: CHAIR | {C.TECHNICIAN},
    i.ResumeFloor: CHAIR | OPERATORS,
    i.ExtendFloor: CHAIR,
    i.CallSpeakerToOrder: CHAIR,
    i.EndStatement: SPEAKERS | OPERATORS,
    i.TakeBackFloor: CHAIR,
    i.PassOver: CHAIR,
    i.TakeAsText: CHAIR,
    i.OpenList: BUREAU,
    i.RequestFloor: SPEAKERS,
    i.InscribeSpeaker: BUREAU,
    i.DeclineRequest: BUREAU,
    i.WithdrawRequest: SPEAKERS | BUREAU,
    i.MoveSpeaker: BUREAU,
    i.ProposeSwap: SPEAKERS,
    i.AcceptSwap: SPEAKERS,
    i.AnnounceClosing: CHAIR,
    i.ReopenList: CHAIR,
    i.RaisePoint: STATES,
    i.WithdrawPoint: STATES,
    i.HearPoint: CHAIR,
    i.BeginPoint: STATES,
    i.StatePoint: STATES,
    i.RulePoint: CHAIR,
    i.AppealRuling: STATES,
    i.DecideAppeal: CHAIR,
    i.PutQuestion: CHAIR,
    i.PutElection: CHAIR,
    i.Object: STATES,
    i.RecordObjection: NOTICE,
    i.WithdrawObjection: STATES,
    i.Gavel: CHAIR,
    i.DeclareAdopted: CHAIR,
    i.GoToConsultation: CHAIR,
    i.WithdrawQuestion: CHAIR,
    i.StatePosition: STATES,
}
"""Capacities that may ask. CHAIR means the presiding officer, except in ``OF_OWN_SEAT``."""

OF_THE_HOUSE: frozenset[type[Any]] = frozenset(kind for kind, may in ROLES.items() if may <= HOUSE)
"""What nobody asks for: the hall, the clock and the house say so of themselves, and no door takes it."""

OF_OWN_SEAT: frozenset[type[Any]] = frozenset(
    {
        i.ReturnToChair, i.ReportLineCheck, i.TakeFloor, i.StartRecordedStatement, i.EndStatement,
        i.RequestFloor, i.WithdrawRequest, i.ProposeSwap, i.AcceptSwap, i.RequestCorrection,
    }
)  # fmt: skip
"""What an officer may ask for the seat that he holds, whether he presides or not."""

INSCRIBING = frozenset({P.CONVENED, P.LOBBY, P.OPEN, P.SUSPENDED, P.ADJOURNED})
GATHERED = frozenset({P.LOBBY, P.OPEN, P.SUSPENDED, P.ADJOURNED, P.CLOSED})
SITTING = frozenset({P.OPEN, P.SUSPENDED})
OPEN = frozenset({P.OPEN})

PHASES: dict[type[Any], frozenset[SittingPhase]] = {
    i.Convene: frozenset({P.PLANNED}),
    i.ConvenePublicly: INSCRIBING,
    i.AmendNotice: frozenset({P.CONVENED}),
    i.CancelMeeting: frozenset({P.CONVENED, P.LOBBY}),
    i.OpenLobby: frozenset({P.CONVENED, P.ADJOURNED}),
    i.CallToOrder: frozenset({P.LOBBY}),
    i.ConfirmSuspension: frozenset({P.SUSPENDED}),
    i.Resume: frozenset({P.SUSPENDED}),
    i.Adjourn: SITTING,
    i.HandOverChair: SITTING | {P.LOBBY},
    i.ReturnToChair: SITTING | {P.LOBBY},
    i.AssumeChair: SITTING | {P.LOBBY},
    i.Freeze: SITTING,
    i.Unfreeze: SITTING,
    i.AddSeat: INSCRIBING,
    i.Accredit: INSCRIBING,
    i.ChangeAccreditation: INSCRIBING,
    i.WithdrawAccreditation: INSCRIBING,
    i.ShowOut: GATHERED,
    i.Readmit: GATHERED,
    i.LoseHall: SITTING | {P.LOBBY},
    i.RestoreHall: GATHERED,
    i.ReturnHouse: GATHERED,
    i.EnterHall: GATHERED,
    i.LeaveHall: GATHERED,
    i.TakeSeat: GATHERED,
    i.LeaveSeat: GATHERED,
    i.LoseLine: GATHERED,
    i.RestoreLine: GATHERED,
    i.ReportLineCheck: GATHERED,
    i.ChangeLevel: INSCRIBING,
    i.RequestCorrection: INSCRIBING,
    i.DeclineCorrection: INSCRIBING,
    i.OpenList: INSCRIBING,
    i.RequestFloor: INSCRIBING,
    i.InscribeSpeaker: INSCRIBING,
    i.DeclineRequest: INSCRIBING,
    i.WithdrawRequest: INSCRIBING,
    i.MoveSpeaker: INSCRIBING,
    i.ProposeSwap: INSCRIBING,
    i.AcceptSwap: INSCRIBING,
    i.WithdrawPoint: SITTING,
    i.WithdrawObjection: SITTING,
    i.WithdrawQuestion: SITTING,
    i.StatePosition: SITTING | {P.ADJOURNED, P.CLOSED},
}
"""Phases in which an intent can be in order; whatever is not named needs an open sitting."""

HEARD: frozenset[type[Any]] = frozenset(
    {
        i.CallToOrder, i.CallItem, i.Resume, i.Close, i.OfferFloor, i.TakeFloor, i.StartRecordedStatement,
        i.ResumeFloor, i.CallSpeakerToOrder, i.AnnounceClosing, i.HearPoint, i.BeginPoint, i.RulePoint,
        i.DecideAppeal, i.PutQuestion, i.PutElection, i.Gavel, i.DeclareAdopted,
    }
)  # fmt: skip
"""What the meeting must be able to hear. While the hall is away nobody would, so none of it is in order (M1)."""


def require_right(state: Meeting, kind: type[Any], by: Actor) -> None:
    """Raise NotSeated unless the actor's capacity may ask for this, presides, and has a seat where needed."""
    if by.person in state.shown_out:
        unseated("shown_out", reason=state.shown_out[by.person].reason)
    _require_as_accredited(state, by)
    if by.capacity not in ROLES[kind]:
        unseated("capacity_not_entitled", intent=kind.__name__, capacity=by.capacity)
    if (
        by.capacity in PRESIDING
        and kind not in OF_OWN_SEAT
        and state.rulebook is not None
        and not presides(state, by)
    ):
        unseated("not_presiding", person=by.person, presiding=state.presiding)
    if by.capacity in SEATED and by.seat not in state.seats and state.rulebook is not None:
        unseated("no_seat", seat=by.seat)


def _require_as_accredited(state: Meeting, by: Actor) -> None:
    """Whoever is on the roll acts as what the roll says, now. Who is not is the house itself, or its operator."""
    person = state.people.get(by.person)
    if person is None:
        return
    if person.withdrawn:
        unseated("accreditation_withdrawn", person=by.person)
    if (by.capacity, by.seat or "") != (person.capacity, person.seat):
        unseated("not_as_accredited", person=by.person, capacity=person.capacity, seat=person.seat)


def require_phase(state: Meeting, kind: type[Any]) -> None:
    allowed = PHASES.get(kind, OPEN)
    if state.phase not in allowed:
        refuse("wrong_phase", intent=kind.__name__, phase=state.phase, allowed=sorted(allowed))


def require_hall(state: Meeting, kind: type[Any]) -> None:
    """Raise OutOfOrder for what has to be heard while the hall is away."""
    if state.hall_lost_at is not None and kind in HEARD:
        refuse("hall_away", since=state.hall_lost_at)


def presides(state: Meeting, by: Actor) -> bool:
    """Whether the actor is the presiding officer, acting as such."""
    return by.capacity in PRESIDING and by.person == state.presiding


def as_accredited(state: Meeting, person: str) -> Actor:
    """Somebody of the roll, as they would act. Raises KeyError for who is not on it."""
    line = state.people[person].line
    return Actor(person=person, capacity=line.capacity, seat=line.seat or None)


def seat_of(state: Meeting, by: Actor) -> str:
    """The seat for which the actor acts. Raises NotSeated where there is none."""
    officer = state.officers.get(by.person) if by.capacity in PRESIDING else None
    seat = officer.seat if officer else by.seat
    if seat is None or seat not in state.seats:
        unseated("no_seat", seat=seat)
    return seat


def member_seat(state: Meeting, by: Actor) -> str:
    """As ``seat_of``, for rights that only members have (objections, points of order, positions)."""
    return require_member(state, seat_of(state, by))


def require_member(state: Meeting, key: str) -> str:
    """The seat, if it exists and is a member's."""
    seat = state.seats.get(key)
    if seat is None:
        refuse("no_such_seat", seat=key)
    if seat.fact.kind is not SeatKind.MEMBER:
        unseated("not_a_member", seat=key, seat_kind=seat.fact.kind)
    return key


def require_own(state: Meeting, by: Actor, seat: str) -> None:
    """Raise NotSeated unless the actor acts for this very seat."""
    yours = seat_of(state, by)
    if yours != seat:
        unseated("not_your_seat", seat=seat, yours=yours)


def require_voice(state: Meeting, by: Actor, seat: str) -> None:
    """Raise NotSeated unless the actor is who speaks for the seat, where anybody is in the hall for it."""
    require_own(state, by, seat)
    voice = state.seats[seat].voice
    if voice and voice != by.person:
        unseated("not_the_voice", seat=seat, voice=voice)


def require_reason(kind: type[Any], reason: str) -> None:
    if not reason.strip():
        refuse("reason_required", intent=kind.__name__)
