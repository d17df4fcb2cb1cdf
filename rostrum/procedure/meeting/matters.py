"""What a press rests on (ADR 0018).

Whoever presses has seen the meeting at some version of its book. The book moves with every arrival, so its version
alone says nothing; what counts is when the *matter* last changed that the press is about. ``TOUCHES`` says which
matters an act changes, ``RESTS_ON`` on which matters an intent rests. Every act and every intent has a row, an empty
one included: what never surprises anybody rests on nothing.
"""

from typing import Any

from rostrum.procedure.meeting import acts as a
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.meeting.state import Meeting

SITTING, ITEM, FLOOR, LIST = "sitting", "item", "floor", "list"
QUESTION, WINDOW, OBJECTIONS = "question", "window", "objections"
POINT = "point"
"""Each point of order is a matter of its own, by its key."""

TOUCHES: dict[type[Any], tuple[str, ...]] = {
    **dict.fromkeys(
        (
            a.MeetingConvened, a.ConvenedPrivately, a.ConvenedPublicly,
            a.NoticeAmended, a.MeetingCancelled, a.LobbyOpened, a.SittingOpened,
            a.SittingSuspended, a.SuspensionConfirmed, a.SittingResumed, a.SittingAdjourned, a.SittingClosed,
            a.ChairChanged, a.ChamberFrozen, a.ChamberUnfrozen, a.HallFailed, a.HallRestored,
        ),
        (SITTING,),
    ),
    **dict.fromkeys((a.AgendaAdopted, a.ItemCalled, a.ItemConcluded), (ITEM,)),
    **dict.fromkeys(
        (
            a.FloorOffered, a.FloorTaken, a.RecordedStatementStarted, a.OfferLapsed, a.FloorHeld,
            a.FloorResumed, a.FloorEnded,
        ),
        (FLOOR,),
    ),
    **dict.fromkeys((a.ListOpened, a.ListClosingAnnounced, a.ListClosed, a.ListReopened), (LIST,)),
    **dict.fromkeys(
        (
            a.PointRaised, a.PointHeard, a.PointBegun, a.PointStated, a.PointRuled, a.RulingAppealed,
            a.AppealDecided, a.PointWithdrawn,
        ),
        (POINT,),
    ),
    **dict.fromkeys((a.QuestionPut, a.QuestionToConsultation, a.QuestionWithdrawn, a.DecisionTaken), (QUESTION,)),
    a.WindowReopened: (WINDOW,),
    **dict.fromkeys((a.ObjectionMade, a.ObjectionWithdrawn), (OBJECTIONS,)),
    **dict.fromkeys(
        (
            a.SeatTaken, a.SeatLeft, a.LineLost, a.LineBack, a.LineChecked, a.LevelChanged,
            a.CorrectionRequested, a.CorrectionMade, a.CorrectionDeclined, a.FloorExtended,
            a.SpeakerCalledToOrder, a.FloorRequested, a.SpeakerInscribed, a.RequestDeclined,
            a.SpeakerWithdrawn, a.TextTaken, a.SpeakerMoved, a.SwapProposed, a.SpeakersSwapped,
            a.SpeakerReordered, a.CandidatePut, a.OfficerElected, a.PositionStated, a.HouseReturned,
            a.PersonShownOut, a.PersonReadmitted, a.SeatAdded, a.PersonAccredited, a.AccreditationChanged,
            a.AccreditationWithdrawn, a.PersonEntered, a.PersonLeft,
        ),
        (),
    ),
}  # fmt: skip
"""Matters that each act changes; all of them are on the screens of whoever may act on them (tried by the tests)."""

RESTS_ON: dict[type[Any], tuple[str, ...]] = {
    **dict.fromkeys(
        (
            i.ConvenePublicly,
            i.AmendNotice, i.CancelMeeting, i.OpenLobby, i.CallToOrder, i.Suspend, i.ConfirmSuspension, i.Resume,
            i.Adjourn, i.HandOverChair, i.ReturnToChair, i.Unfreeze,
        ),
        (SITTING,),
    ),
    **dict.fromkeys((i.CallItem, i.Close, i.PutElection, i.DeclareAdopted), (SITTING, ITEM, QUESTION)),
    i.PutQuestion: (SITTING, ITEM, QUESTION, LIST),
    i.OfferFloor: (SITTING, ITEM, FLOOR),
    **dict.fromkeys(
        (
            i.TakeFloor, i.StartRecordedStatement, i.LapseOffer, i.CallSpeakerToOrder, i.TakeBackFloor,
            i.PassOver, i.TakeAsText,
        ),
        (FLOOR,),
    ),
    **dict.fromkeys((i.OpenList, i.AnnounceClosing, i.ReopenList), (LIST,)),
    **dict.fromkeys(
        (
            i.WithdrawPoint, i.HearPoint, i.BeginPoint, i.StatePoint, i.RulePoint, i.AppealRuling,
            i.DecideAppeal,
        ),
        (POINT,),
    ),
    **dict.fromkeys((i.Object, i.RecordObjection, i.WithdrawObjection, i.WithdrawQuestion), (QUESTION,)),
    i.GoToConsultation: (QUESTION, OBJECTIONS),
    i.Gavel: (QUESTION, OBJECTIONS, WINDOW),
    # What silences, what names all it means, and what the house itself says: never too late, never surprising.
    **dict.fromkeys(
        (
            i.Freeze, i.EndStatement, i.HoldFloor, i.ResumeFloor, i.ExtendFloor, i.RaisePoint, i.RequestFloor,
            i.InscribeSpeaker, i.DeclineRequest, i.WithdrawRequest, i.MoveSpeaker, i.ProposeSwap, i.AcceptSwap,
            i.StatePosition, i.ReportLineCheck, i.ChangeLevel, i.RequestCorrection, i.DeclineCorrection,
            i.Convene, i.AssumeChair, i.LoseHall, i.RestoreHall, i.TakeSeat, i.LeaveSeat, i.LoseLine,
            i.RestoreLine, i.ReturnHouse, i.ShowOut, i.Readmit, i.AddSeat, i.Accredit,
            i.ChangeAccreditation, i.WithdrawAccreditation, i.EnterHall, i.LeaveHall,
        ),
        (),
    ),
}  # fmt: skip


def _named(matter: str, about: Any) -> str:
    return f"{POINT}:{about.point}" if matter == POINT else matter


def touch(state: Meeting, act: Any) -> None:
    """Note that the matters of ``act`` changed at the state's version."""
    for matter in TOUCHES[type(act)]:
        state.changed[_named(matter, act)] = state.version


def changed(state: Meeting, intent: Any) -> int:
    """Version of the book at which what the intent rests on last changed; 0 where it rests on nothing."""
    rests = RESTS_ON[type(intent)]
    return max((state.changed.get(_named(matter, intent), 0) for matter in rests), default=0)
