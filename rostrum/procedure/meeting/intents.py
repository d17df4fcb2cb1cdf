"""Intents of a meeting: what somebody asks for. One discriminated union, told apart by ``kind``."""

from collections.abc import Mapping
from dataclasses import field

from rostrum.procedure.machine import intent
from rostrum.procedure.meeting.facts import Accreditation, AgendaItem, Officer, Paper, Seat
from rostrum.procedure.words import (
    Instant,
    Level,
    QuestionAbout,
    Ruling,
    StatementForm,
    Texts,
)

# M1 — the sitting


@intent
class Convene:
    body: str
    title: Texts
    theme: Texts
    format: str
    zone: str
    opens: Instant
    languages: tuple[str, ...]
    rulebook: str
    seats: tuple[Seat, ...]
    officers: tuple[Officer, ...]
    agenda: tuple[AgendaItem, ...]
    papers: tuple[Paper, ...] = ()
    accent: str = ""
    private: bool = False
    """There for the accredited alone, until it is convened publicly."""
    changes: Mapping[str, int | None] = field(default_factory=dict[str, "int | None"])
    """What the rulebook says otherwise for this meeting (`procedure.rule_changes`)."""
    roll: tuple[Accreditation, ...] = ()
    """Everybody accredited from the beginning, the officers among them. Empty: those who follow from the seats."""


@intent
class ConvenePublicly:
    pass


@intent
class AmendNotice:
    opens: Instant
    reason: str


@intent
class CancelMeeting:
    reason: str


@intent
class AddSeat:
    """A delegation that comes to a meeting convened already."""

    seat: Seat


@intent
class OpenLobby:
    pass


@intent
class CallToOrder:
    """``waived_by``: reference of the earlier decision that waives the quorum, if any."""

    waived_by: str = ""


@intent
class CallItem:
    """Calls an item; the current one is concluded, or left open where ``leave_open`` says so."""

    number: int
    leave_open: bool = False


@intent
class Suspend:
    reason: str
    resumes_at: Instant | None = None


@intent
class ConfirmSuspension:
    """Of a suspension that began by itself."""

    resumes_at: Instant | None = None


@intent
class Resume:
    pass


@intent
class Adjourn:
    to: Instant
    reason: str


@intent
class Close:
    pass


@intent
class HandOverChair:
    """The presiding officer designates another officer to preside."""

    to: str


@intent
class ReturnToChair:
    """An officer who precedes the acting chair in the order of designation presides again."""


@intent
class AssumeChair:
    """The clock: the presiding officer's line stayed lost; the next officer present presides."""

    person: str


@intent
class Freeze:
    reason: str


@intent
class Unfreeze:
    pass


@intent
class LoseHall:
    """The hall says of itself that it is away."""


@intent
class RestoreHall:
    pass


@intent
class ReturnHouse:
    """The house was started again; ``since`` is when it was last known to be alive, UTC ms."""

    since: Instant


@intent
class ShowOut:
    """A person out of the hall, until readmitted; ``reason`` is recorded, and told to them."""

    person: str
    reason: str


@intent
class Readmit:
    person: str


# The roll


@intent
class Accredit:
    accreditation: Accreditation


@intent
class ChangeAccreditation:
    """The person named in ``accreditation`` is from now on what it says."""

    accreditation: Accreditation
    reason: str


@intent
class WithdrawAccreditation:
    person: str
    reason: str


# Presence (the hall, for a person)


@intent
class EnterHall:
    """A person without a seat came into the hall."""

    person: str


@intent
class LeaveHall:
    person: str


@intent
class TakeSeat:
    seat: str
    person: str


@intent
class LeaveSeat:
    seat: str
    person: str


@intent
class LoseLine:
    seat: str
    person: str


@intent
class RestoreLine:
    seat: str
    person: str


@intent
class ReportLineCheck:
    verdict: str
    round_trip_ms: int
    loss_per_mille: int
    microphone: bool
    camera: bool


@intent
class ChangeLevel:
    """``correction``: the delegation's request that this answers. ``style`` and ``person`` only as they were given."""

    seat: str
    level: Level
    title: Texts
    reason: str
    correction: str = ""
    style: Texts = field(default_factory=dict[str, str])
    person: Texts = field(default_factory=dict[str, str])


@intent
class RequestCorrection:
    """The name or title under which one's delegation appears is wrong; ``words`` say what it should be."""

    words: str


@intent
class DeclineCorrection:
    correction: str
    reason: str


# M2 — the floor


@intent
class OfferFloor:
    """Give the floor. ``entry`` is the place on the list; empty when the chair calls a seat outside it."""

    seat: str
    entry: str = ""
    limit_s: int | None = None


@intent
class TakeFloor:
    language: str


@intent
class StartRecordedStatement:
    seat: str


@intent
class LapseOffer:
    """The grace of an offer has run out (the clock), or the chair does not wait for it."""

    seat: str


@intent
class HoldFloor:
    cause: str


@intent
class ResumeFloor:
    pass


@intent
class ExtendFloor:
    seconds: int


@intent
class CallSpeakerToOrder:
    ground: str
    words: str = ""


@intent
class EndStatement:
    """The speaker concludes."""


@intent
class TakeBackFloor:
    """The chair ends the statement: an explicit act with its reason."""

    reason: str


@intent
class PassOver:
    """A held speaker is passed over: the next speaks, the entry returns to the list as its next but one."""


@intent
class TakeAsText:
    """A held statement, or that of an ``entry`` that waits or was absent, is taken as delivered in writing."""

    entry: str = ""


# M2a — the speakers' list


@intent
class OpenList:
    pass


@intent
class RequestFloor:
    form: StatementForm = StatementForm.LIVE


@intent
class InscribeSpeaker:
    """The clerk or the chair inscribes a seat (by request, or on its behalf)."""

    seat: str
    entry: str = ""
    form: StatementForm = StatementForm.LIVE
    reason: str = ""


@intent
class DeclineRequest:
    entry: str
    reason: str


@intent
class WithdrawRequest:
    entry: str


@intent
class MoveSpeaker:
    entry: str
    before: str = ""
    reason: str


@intent
class ProposeSwap:
    entry: str
    other: str


@intent
class AcceptSwap:
    entry: str
    other: str


@intent
class AnnounceClosing:
    closes_at: Instant


@intent
class ReopenList:
    reason: str


# M3 — points of order


@intent
class RaisePoint:
    pass


@intent
class WithdrawPoint:
    point: str


@intent
class HearPoint:
    point: str


@intent
class BeginPoint:
    point: str


@intent
class StatePoint:
    point: str
    words: str = ""


@intent
class RulePoint:
    point: str
    ruling: Ruling
    rule: str
    words: str = ""


@intent
class AppealRuling:
    point: str


@intent
class DecideAppeal:
    """``in_favour`` and ``against`` count votes on the appeal; zero where it is not put to a vote."""

    point: str
    stands: bool
    in_favour: int = 0
    against: int = 0


# M5, short form — a question put


@intent
class PutQuestion:
    about: QuestionAbout
    paper: str = ""
    text: Texts | None = None


@intent
class PutElection:
    """Asks the meeting to elect the seat's State to an office of the body by acclamation, until a date or without."""

    office: str
    seat: str
    until: str = ""
    text: Texts | None = None


@intent
class Object:
    question: str
    words: str = ""
    proposed: str = ""


@intent
class RecordObjection:
    """An objection made by voice, recorded for the seat that made it."""

    question: str
    seat: str
    words: str = ""


@intent
class WithdrawObjection:
    question: str


@intent
class Gavel:
    question: str


@intent
class DeclareAdopted:
    """The form of 2020: the text was agreed beforehand and is therefore considered adopted."""

    paper: str


@intent
class GoToConsultation:
    question: str


@intent
class WithdrawQuestion:
    question: str
    reason: str


@intent
class StatePosition:
    decision: str
    kind_of_position: str
    text: str


INTENTS: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        Convene, ConvenePublicly,
        AmendNotice, CancelMeeting, OpenLobby, CallToOrder, CallItem, Suspend, Resume, Adjourn,
        Close, HandOverChair, ReturnToChair, AssumeChair, Freeze, Unfreeze, TakeSeat, LeaveSeat, LoseLine,
        RestoreLine, ReportLineCheck, ChangeLevel, OfferFloor, TakeFloor, StartRecordedStatement, LapseOffer,
        HoldFloor, ResumeFloor, ExtendFloor, CallSpeakerToOrder, EndStatement, TakeBackFloor, PassOver,
        TakeAsText, OpenList, RequestFloor, InscribeSpeaker, DeclineRequest, WithdrawRequest, MoveSpeaker,
        ProposeSwap, AcceptSwap, AnnounceClosing, ReopenList, RaisePoint, WithdrawPoint, HearPoint,
        StatePoint, RulePoint, AppealRuling, DecideAppeal, PutQuestion, Object, WithdrawObjection, Gavel,
        DeclareAdopted, GoToConsultation, WithdrawQuestion, StatePosition, ConfirmSuspension, LoseHall,
        RestoreHall, ReturnHouse, RequestCorrection, DeclineCorrection, RecordObjection,
        PutElection, BeginPoint, ShowOut, Readmit,
        AddSeat, Accredit, ChangeAccreditation, WithdrawAccreditation, EnterHall, LeaveHall,
    )
}  # fmt: skip
