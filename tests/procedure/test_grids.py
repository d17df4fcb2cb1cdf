"""Grids: for every stage of a meeting, what the rules answer to whom — acts, or the code of a refusal.

A row is an intent, who asks, and one answer for each stage in the grid's head (one alone: the same at all).
Acts are joined by ``+``; a code stands behind ``!``.
"""

from typing import Any

import pytest

from rostrum.procedure.actor import CLOCK, HALL, HOUSE, Actor
from rostrum.procedure.meeting import intents as i
from rostrum.procedure.words import Level, QuestionAbout, Ruling, StatementForm
from tests.procedure.chamber import (
    ADVISER,
    BEGUN,
    CHAIR,
    CLERK,
    CLOSING,
    OPENING,
    SECRETARY,
    TECHNICIAN,
    VICE,
    Chamber,
    convening,
    delegate,
    head,
    plain,
)

Row = tuple[Any, Actor, str]

# M1: phases of the sitting

SITTING_STAGES = "planned convened lobby opened suspended adjourned closed cancelled"

SITTING: tuple[Row, ...] = (
    (
        convening(),
        SECRETARY,
        "MeetingConvened !wrong_phase !wrong_phase !wrong_phase !wrong_phase !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (
        convening(),
        CHAIR,
        "MeetingConvened !wrong_phase !wrong_phase !wrong_phase !wrong_phase !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (convening(), head("CUB"), "!capacity_not_entitled"),
    (
        i.AmendNotice(opens=BEGUN * 2, reason="health"),
        CHAIR,
        "!wrong_phase NoticeAmended !wrong_phase !wrong_phase !wrong_phase !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (
        i.CancelMeeting(reason="health"),
        SECRETARY,
        "!wrong_phase MeetingCancelled MeetingCancelled !wrong_phase !wrong_phase !wrong_phase "
        "!wrong_phase !wrong_phase",
    ),
    (
        i.OpenLobby(),
        SECRETARY,
        "!wrong_phase LobbyOpened !wrong_phase !wrong_phase !wrong_phase LobbyOpened !wrong_phase "
        "!wrong_phase",
    ),
    (i.OpenLobby(), head("CUB"), "!capacity_not_entitled"),
    (
        i.CallToOrder(),
        CHAIR,
        "!wrong_phase !wrong_phase SittingOpened+ItemCalled !wrong_phase !wrong_phase !wrong_phase "
        "!wrong_phase !wrong_phase",
    ),
    (
        i.CallToOrder(),
        VICE,
        "!wrong_phase !not_presiding !not_presiding !not_presiding !not_presiding !not_presiding "
        "!not_presiding !not_presiding",
    ),
    (i.CallToOrder(), SECRETARY, "!capacity_not_entitled"),
    (
        i.CallItem(number=OPENING),
        CHAIR,
        "!wrong_phase !wrong_phase !wrong_phase !agenda_not_adopted !wrong_phase !wrong_phase "
        "!wrong_phase !wrong_phase",
    ),
    (
        i.Suspend(reason="ceremony"),
        CHAIR,
        "!wrong_phase !wrong_phase !wrong_phase SittingSuspended !wrong_phase !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (
        i.Suspend(reason="technical"),
        HALL,
        "!wrong_phase !wrong_phase !wrong_phase !hall_in_grace !wrong_phase !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (
        i.ConfirmSuspension(),
        CHAIR,
        "!wrong_phase !wrong_phase !wrong_phase !wrong_phase !nothing_to_confirm !wrong_phase "
        "!wrong_phase !wrong_phase",
    ),
    (i.ConfirmSuspension(), SECRETARY, "!capacity_not_entitled"),
    (
        i.LoseHall(),
        HALL,
        "!wrong_phase !wrong_phase HallFailed HallFailed HallFailed !wrong_phase !wrong_phase !wrong_phase",
    ),
    (i.LoseHall(), CHAIR, "!capacity_not_entitled"),
    (
        i.ReturnHouse(since=0),
        HOUSE,
        "!wrong_phase !wrong_phase HouseReturned HouseReturned HouseReturned HouseReturned HouseReturned "
        "!wrong_phase",
    ),
    (i.ReturnHouse(since=0), TECHNICIAN, "!capacity_not_entitled"),
    (i.TakeSeat(seat="CUB", person="CUB.nobody"), TECHNICIAN, "!capacity_not_entitled"),
    (i.LeaveSeat(seat="CUB", person="CUB.head"), TECHNICIAN, "!capacity_not_entitled"),
    (i.LoseLine(seat="CUB", person="CUB.head"), TECHNICIAN, "!capacity_not_entitled"),
    (i.RestoreLine(seat="CUB", person="CUB.head"), TECHNICIAN, "!capacity_not_entitled"),
    (
        i.RestoreHall(),
        HALL,
        "!wrong_phase !wrong_phase !hall_there !hall_there !hall_there !hall_there !hall_there !wrong_phase",
    ),
    (
        i.RequestCorrection(words="Prime Minister"),
        ADVISER,
        "!wrong_phase CorrectionRequested CorrectionRequested CorrectionRequested CorrectionRequested "
        "CorrectionRequested !wrong_phase !wrong_phase",
    ),
    (
        i.RequestCorrection(words="Vice-President"),
        VICE,
        "!wrong_phase CorrectionRequested CorrectionRequested CorrectionRequested CorrectionRequested "
        "CorrectionRequested !wrong_phase !wrong_phase",
    ),
    (i.RequestCorrection(words="x"), SECRETARY, "!capacity_not_entitled"),
    (
        i.DeclineCorrection(correction="c1", reason="x"),
        CLERK,
        "!wrong_phase !no_such_correction !no_such_correction !no_such_correction !no_such_correction "
        "!no_such_correction !wrong_phase !wrong_phase",
    ),
    (i.DeclineCorrection(correction="c1", reason="x"), head("CUB"), "!capacity_not_entitled"),
    (
        i.Resume(),
        CHAIR,
        "!wrong_phase !wrong_phase !wrong_phase !wrong_phase SittingResumed !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (
        i.Adjourn(to=BEGUN * 2, reason="hour"),
        CHAIR,
        "!wrong_phase !wrong_phase !wrong_phase SittingAdjourned SittingAdjourned !wrong_phase "
        "!wrong_phase !wrong_phase",
    ),
    (
        i.Close(),
        CHAIR,
        "!wrong_phase !wrong_phase !wrong_phase !items_ahead !wrong_phase !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (
        i.Freeze(reason="intrusion"),
        CHAIR,
        "!wrong_phase !wrong_phase !wrong_phase ChamberFrozen ChamberFrozen !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (
        i.Unfreeze(),
        CHAIR,
        "!wrong_phase !wrong_phase !wrong_phase !not_frozen !not_frozen !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (
        i.HandOverChair(to=VICE.person),
        CHAIR,
        "!wrong_phase !wrong_phase ChairChanged ChairChanged ChairChanged !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (
        i.HandOverChair(to=VICE.person),
        VICE,
        "!wrong_phase !not_presiding !not_presiding !not_presiding !not_presiding !not_presiding "
        "!not_presiding !not_presiding",
    ),
    (
        i.ReturnToChair(),
        VICE,
        "!wrong_phase !wrong_phase !not_before_in_order !not_before_in_order !not_before_in_order "
        "!wrong_phase !wrong_phase !wrong_phase",
    ),
    (
        i.ReturnToChair(),
        CHAIR,
        "!wrong_phase !wrong_phase !already_presiding !already_presiding !already_presiding "
        "!wrong_phase !wrong_phase !wrong_phase",
    ),
    (
        i.AssumeChair(person=VICE.person),
        CLOCK,
        "!wrong_phase !wrong_phase !chair_connected !chair_connected !chair_connected !wrong_phase "
        "!wrong_phase !wrong_phase",
    ),
    (
        i.AssumeChair(person=VICE.person),
        SECRETARY,
        "!wrong_phase !wrong_phase !chair_connected !chair_connected !chair_connected !wrong_phase "
        "!wrong_phase !wrong_phase",
    ),
    (
        i.TakeSeat(seat="GHA", person="GHA.delegate"),
        HALL,
        "!wrong_phase !wrong_phase SeatTaken SeatTaken SeatTaken SeatTaken SeatTaken !wrong_phase",
    ),
    (
        i.ReportLineCheck(verdict="good", round_trip_ms=80, loss_per_mille=1, microphone=True, camera=True),
        ADVISER,
        "!wrong_phase !wrong_phase LineChecked LineChecked LineChecked LineChecked LineChecked !wrong_phase",
    ),
    (
        i.ChangeLevel(seat="CUB", level=Level.MINISTER, title=plain("Minister"), reason="note"),
        CLERK,
        "!wrong_phase LevelChanged LevelChanged LevelChanged LevelChanged+SpeakerReordered "
        "LevelChanged+SpeakerReordered !wrong_phase !wrong_phase",
    ),
    (
        i.PutQuestion(about=QuestionAbout.AGENDA),
        CHAIR,
        "!wrong_phase !wrong_phase !wrong_phase QuestionPut !wrong_phase !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (
        i.RaisePoint(),
        head("CUB"),
        "!wrong_phase !wrong_phase !wrong_phase PointRaised !wrong_phase !wrong_phase !wrong_phase "
        "!wrong_phase",
    ),
    (
        i.RequestFloor(),
        head("CUB"),
        "!wrong_phase !list_not_open !list_not_open !list_not_open !already_on_list !already_on_list "
        "!wrong_phase !wrong_phase",
    ),
)

# M2: phases of the floor, Cuba (in PLAYING: Iran) having it

FLOOR_STAGES = "listed offered speaking playing held interrupted"

FLOOR: tuple[Row, ...] = (
    (
        i.OfferFloor(seat="IND"),
        CHAIR,
        "FloorOffered !floor_busy !floor_busy !floor_busy !floor_busy !point_pending",
    ),
    (i.OfferFloor(seat="IND"), VICE, "!not_presiding"),
    (i.OfferFloor(seat="IND"), SECRETARY, "!capacity_not_entitled"),
    (
        i.OfferFloor(seat="AZE"),
        CHAIR,
        "FloorOffered !floor_busy !floor_busy !floor_busy !floor_busy !point_pending",
    ),
    (
        i.TakeFloor(language="es"),
        head("CUB"),
        "!not_offered FloorTaken !not_offered !not_offered !not_offered !not_offered",
    ),
    (
        i.TakeFloor(language="es"),
        delegate("CUB"),
        "!not_offered !not_the_voice !not_offered !not_offered !not_offered !not_offered",
    ),
    (
        i.TakeFloor(language="es"),
        head("IND"),
        "!not_offered !not_your_seat !not_offered !not_offered !not_offered !not_offered",
    ),
    (i.TakeFloor(language="es"), ADVISER, "!capacity_not_entitled"),
    (
        i.TakeFloor(language="es"),
        CHAIR,
        "!not_offered !not_your_seat !not_offered !not_offered !not_offered !not_offered",
    ),
    (
        i.StartRecordedStatement(seat="CUB"),
        CHAIR,
        "!not_offered !not_a_recorded_statement !not_a_recorded_statement !not_offered "
        "!not_a_recorded_statement !not_offered",
    ),
    (i.StartRecordedStatement(seat="IRN"), TECHNICIAN, "!not_offered"),
    (
        i.LapseOffer(seat="CUB"),
        CHAIR,
        "!not_offered OfferLapsed !not_offered !not_offered !not_offered !not_offered",
    ),
    (
        i.LapseOffer(seat="CUB"),
        CLOCK,
        "!not_offered !offer_in_grace !not_offered !not_offered !not_offered !not_offered",
    ),
    (i.LapseOffer(seat="CUB"), head("CUB"), "!capacity_not_entitled"),
    (
        i.HoldFloor(cause="picture"),
        CHAIR,
        "!nobody_speaking !nobody_speaking FloorHeld FloorHeld !nobody_speaking !nobody_speaking",
    ),
    (
        i.HoldFloor(cause="picture"),
        TECHNICIAN,
        "!nobody_speaking !nobody_speaking FloorHeld FloorHeld !nobody_speaking !nobody_speaking",
    ),
    (i.ResumeFloor(), CHAIR, "!not_held !not_held !not_held !not_held !line_still_lost !not_held"),
    (
        i.ExtendFloor(seconds=60),
        CHAIR,
        "!nobody_speaking FloorExtended FloorExtended FloorExtended FloorExtended FloorExtended",
    ),
    (
        i.CallSpeakerToOrder(ground="relevance"),
        CHAIR,
        "!nobody_speaking !nobody_speaking SpeakerCalledToOrder SpeakerCalledToOrder !nobody_speaking "
        "!nobody_speaking",
    ),
    (
        i.CallSpeakerToOrder(ground="time"),
        CHAIR,
        "!nobody_speaking !nobody_speaking !within_time !within_time !nobody_speaking !nobody_speaking",
    ),
    (
        i.EndStatement(),
        head("CUB"),
        "!nobody_speaking !nobody_speaking FloorEnded !not_your_seat !nobody_speaking !nobody_speaking",
    ),
    (
        i.EndStatement(),
        head("IND"),
        "!nobody_speaking !nobody_speaking !not_your_seat !not_your_seat !nobody_speaking !nobody_speaking",
    ),
    (
        i.EndStatement(),
        CHAIR,
        "!nobody_speaking !nobody_speaking !not_your_seat FloorEnded !nobody_speaking !nobody_speaking",
    ),
    (
        i.EndStatement(),
        TECHNICIAN,
        "!nobody_speaking !nobody_speaking !no_seat FloorEnded !nobody_speaking !nobody_speaking",
    ),
    (i.EndStatement(), ADVISER, "!capacity_not_entitled"),
    (
        i.TakeBackFloor(reason="time"),
        CHAIR,
        "!nobody_speaking FloorEnded FloorEnded FloorEnded FloorEnded !nobody_speaking",
    ),
    (i.TakeBackFloor(reason="time"), SECRETARY, "!capacity_not_entitled"),
    (i.PassOver(), CHAIR, "!not_held !not_held !not_held !not_held FloorEnded !not_held"),
    (i.TakeAsText(), CHAIR, "!not_held !not_held !not_held !not_held FloorEnded !not_held"),
    (
        i.LoseHall(),
        HALL,
        "HallFailed HallFailed HallFailed+FloorHeld HallFailed+FloorHeld HallFailed HallFailed",
    ),
    (i.LoseHall(), TECHNICIAN, "!capacity_not_entitled"),
    (i.ResumeFloor(), HALL, "!not_held !not_held !not_held !not_held !line_still_lost !not_held"),
    (
        i.LoseLine(seat="CUB", person="CUB.head"),
        HALL,
        "LineLost LineLost LineLost+FloorHeld LineLost !not_present LineLost",
    ),
    (i.LoseLine(seat="IND", person="IND.head"), HALL, "LineLost"),
    (
        i.LeaveSeat(seat="CUB", person="CUB.head"),
        HALL,
        "SeatLeft SeatLeft SeatLeft+FloorHeld SeatLeft SeatLeft SeatLeft",
    ),
    (
        i.RestoreLine(seat="CUB", person="CUB.head"),
        HALL,
        "!line_not_lost !line_not_lost !line_not_lost !line_not_lost LineBack+FloorResumed !line_not_lost",
    ),
    (
        i.TakeSeat(seat="CUB", person="CUB.delegate"),
        HALL,
        "SeatTaken SeatTaken SeatTaken SeatTaken SeatTaken+FloorResumed SeatTaken",
    ),
    (i.TakeSeat(seat="CUB", person="CUB.adviser"), HALL, "SeatTaken"),
    (i.TakeSeat(seat="CUB", person="CUB.head"), head("CUB"), "!capacity_not_entitled"),
    (
        i.PutQuestion(about=QuestionAbout.ORGANISATION_OF_WORK, text=plain("x")),
        CHAIR,
        "QuestionPut !floor_busy !floor_busy !floor_busy !floor_busy !point_pending",
    ),
    (
        i.CallItem(number=5),
        CHAIR,
        "!speakers_remaining !floor_busy !floor_busy !floor_busy !floor_busy !point_pending",
    ),
    (
        i.CallItem(number=5, leave_open=True),
        CHAIR,
        "ItemConcluded+ItemCalled !floor_busy !floor_busy !floor_busy !floor_busy !point_pending",
    ),
    (i.Suspend(reason="consultation"), CHAIR, "SittingSuspended"),
    (
        i.Adjourn(to=BEGUN * 2, reason="hour"),
        CHAIR,
        "SittingAdjourned !floor_busy !floor_busy !floor_busy !floor_busy !point_pending",
    ),
    (i.Close(), CHAIR, "!items_ahead !floor_busy !floor_busy !floor_busy !floor_busy !point_pending"),
    (
        i.RaisePoint(),
        head("GHA"),
        "PointRaised PointRaised PointRaised PointRaised PointRaised !point_on_point",
    ),
    (i.RaisePoint(), ADVISER, "!capacity_not_entitled"),
    (i.RaisePoint(), head("who"), "!capacity_not_entitled"),
    (i.RequestFloor(), head("UGA"), "SpeakerInscribed"),
    (i.Freeze(reason="intrusion"), CHAIR, "ChamberFrozen"),
)

# M2a: phases of the speakers' list

LIST_STAGES = "at_statements listed announced list_closed suspended adjourned"

LIST: tuple[Row, ...] = (
    (
        i.OpenList(),
        SECRETARY,
        "ListOpened !list_already_open !list_already_open !list_already_open !list_already_open "
        "!list_already_open",
    ),
    (
        i.OpenList(),
        CHAIR,
        "ListOpened !list_already_open !list_already_open !list_already_open !list_already_open "
        "!list_already_open",
    ),
    (i.OpenList(), head("CUB"), "!capacity_not_entitled"),
    (
        i.RequestFloor(),
        head("UGA"),
        "!list_not_open SpeakerInscribed SpeakerInscribed FloorRequested SpeakerInscribed SpeakerInscribed",
    ),
    (
        i.RequestFloor(),
        delegate("UGA"),
        "!list_not_open SpeakerInscribed SpeakerInscribed FloorRequested SpeakerInscribed SpeakerInscribed",
    ),
    (
        i.RequestFloor(),
        head("CUB"),
        "!list_not_open !already_on_list !already_on_list !already_on_list !already_on_list !already_on_list",
    ),
    (i.RequestFloor(), ADVISER, "!capacity_not_entitled"),
    (
        i.RequestFloor(),
        head("BRA"),
        "!list_not_open FloorRequested FloorRequested FloorRequested FloorRequested FloorRequested",
    ),
    (i.RequestFloor(), head("who"), "!no_item_for_seat"),
    (
        i.RequestFloor(),
        VICE,
        "!list_not_open SpeakerInscribed SpeakerInscribed FloorRequested SpeakerInscribed SpeakerInscribed",
    ),
    (
        i.RequestFloor(form=StatementForm.TEXT),
        head("UGA"),
        "!list_not_open SpeakerInscribed SpeakerInscribed FloorRequested SpeakerInscribed SpeakerInscribed",
    ),
    (
        i.TakeAsText(entry="s2"),
        CHAIR,
        "!no_such_entry TextTaken TextTaken TextTaken !wrong_phase !wrong_phase",
    ),
    (i.TakeAsText(entry="s2"), SECRETARY, "!capacity_not_entitled"),
    (
        i.InscribeSpeaker(seat="UGA"),
        CLERK,
        "!list_not_open SpeakerInscribed SpeakerInscribed !list_closed SpeakerInscribed SpeakerInscribed",
    ),
    (
        i.InscribeSpeaker(seat="UGA"),
        CHAIR,
        "!list_not_open SpeakerInscribed SpeakerInscribed SpeakerInscribed SpeakerInscribed SpeakerInscribed",
    ),
    (i.InscribeSpeaker(seat="UGA"), VICE, "!not_presiding"),
    (
        i.InscribeSpeaker(seat="CUB"),
        CLERK,
        "!list_not_open !already_on_list !already_on_list !already_on_list !already_on_list !already_on_list",
    ),
    (i.InscribeSpeaker(seat="who"), SECRETARY, "!no_item_for_seat"),
    (
        i.WithdrawRequest(entry="s1"),
        head("CUB"),
        "!no_such_entry SpeakerWithdrawn SpeakerWithdrawn SpeakerWithdrawn SpeakerWithdrawn SpeakerWithdrawn",
    ),
    (
        i.WithdrawRequest(entry="s1"),
        head("IND"),
        "!no_such_entry !not_your_seat !not_your_seat !not_your_seat !not_your_seat !not_your_seat",
    ),
    (
        i.WithdrawRequest(entry="s1"),
        CLERK,
        "!no_such_entry SpeakerWithdrawn SpeakerWithdrawn SpeakerWithdrawn SpeakerWithdrawn SpeakerWithdrawn",
    ),
    (
        i.WithdrawRequest(entry="s1"),
        VICE,
        "!no_such_entry !not_your_seat !not_your_seat !not_your_seat !not_your_seat !not_your_seat",
    ),
    (
        i.MoveSpeaker(entry="s3", before="s1", reason="flight"),
        CLERK,
        "!no_such_entry SpeakerMoved SpeakerMoved SpeakerMoved SpeakerMoved SpeakerMoved",
    ),
    (i.MoveSpeaker(entry="s3", before="s1", reason="flight"), head("GHA"), "!capacity_not_entitled"),
    (
        i.ProposeSwap(entry="s1", other="s2"),
        head("CUB"),
        "!no_such_entry !swap_across_categories !swap_across_categories !swap_across_categories "
        "!swap_across_categories !swap_across_categories",
    ),
    (
        i.ChangeLevel(seat="CUB", level=Level.MINISTER, title=plain("Minister"), reason="note"),
        SECRETARY,
        "LevelChanged LevelChanged+SpeakerReordered LevelChanged+SpeakerReordered "
        "LevelChanged+SpeakerReordered LevelChanged+SpeakerReordered LevelChanged+SpeakerReordered",
    ),
    (
        i.AnnounceClosing(closes_at=BEGUN * 2),
        CHAIR,
        "!list_not_open ListClosingAnnounced !list_not_open !list_not_open !wrong_phase !wrong_phase",
    ),
    (
        i.AnnounceClosing(closes_at=BEGUN),
        CHAIR,
        "!list_not_open !closing_notice_too_short !list_not_open !list_not_open !wrong_phase !wrong_phase",
    ),
    (
        i.PutQuestion(about=QuestionAbout.CLOSE_LIST),
        CHAIR,
        "!closing_not_announced !closing_not_announced !closing_notice_running !closing_not_announced "
        "!wrong_phase !wrong_phase",
    ),
    (
        i.ReopenList(reason="late arrival"),
        CHAIR,
        "!list_not_closed !list_not_closed ListReopened ListReopened !wrong_phase !wrong_phase",
    ),
    (
        i.OfferFloor(seat="CUB"),
        CHAIR,
        "!not_on_list FloorOffered FloorOffered FloorOffered !wrong_phase !wrong_phase",
    ),
    (
        i.OfferFloor(seat="UGA"),
        CHAIR,
        "!not_on_list !not_on_list !not_on_list !not_on_list !wrong_phase !wrong_phase",
    ),
)

# M3: phases of Ghana's point of order against Cuba

POINT_STAGES = "speaking raised interrupted stating stated ruled appealed"

POINT: tuple[Row, ...] = (
    (
        i.RaisePoint(),
        head("GHA"),
        "PointRaised !point_on_point !point_on_point !point_on_point !point_on_point "
        "PointRaised !point_on_point",
    ),
    (
        i.RaisePoint(),
        head("IND"),
        "PointRaised PointRaised !point_on_point !point_on_point !point_on_point PointRaised !point_on_point",
    ),
    (i.RaisePoint(), head("BRA"), "!capacity_not_entitled"),
    (
        i.WithdrawPoint(point="p1"),
        head("GHA"),
        "!no_such_point PointWithdrawn PointWithdrawn+FloorResumed "
        "PointWithdrawn+FloorResumed PointWithdrawn+FloorResumed !point_phase "
        "!point_phase",
    ),
    (
        i.WithdrawPoint(point="p1"),
        head("IND"),
        "!no_such_point !not_your_seat !not_your_seat !not_your_seat !not_your_seat "
        "!point_phase !point_phase",
    ),
    (
        i.HearPoint(point="p1"),
        CHAIR,
        "!no_such_point PointHeard !point_phase !point_phase !point_phase !point_phase !point_phase",
    ),
    (i.HearPoint(point="p1"), VICE, "!not_presiding"),
    (
        i.BeginPoint(point="p1"),
        head("GHA"),
        "!no_such_point !point_phase PointBegun !point_phase !point_phase !point_phase !point_phase",
    ),
    (
        i.BeginPoint(point="p1"),
        head("IND"),
        "!no_such_point !point_phase !not_your_seat !point_phase !point_phase !point_phase !point_phase",
    ),
    (i.BeginPoint(point="p1"), CHAIR, "!capacity_not_entitled"),
    (
        i.StatePoint(point="p1", words="x"),
        head("GHA"),
        "!no_such_point !point_phase PointStated PointStated !point_phase !point_phase !point_phase",
    ),
    (
        i.StatePoint(point="p1", words="x"),
        head("IND"),
        "!no_such_point !point_phase !not_your_seat !not_your_seat !point_phase !point_phase !point_phase",
    ),
    (
        i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule=""),
        CHAIR,
        "!no_such_point !point_phase PointRuled+FloorResumed PointRuled+FloorResumed "
        "PointRuled+FloorResumed !point_phase !point_phase",
    ),
    (i.RulePoint(point="p1", ruling=Ruling.UPHELD, rule=""), SECRETARY, "!capacity_not_entitled"),
    (
        i.AppealRuling(point="p1"),
        head("IND"),
        "!no_such_point !point_phase !point_phase !point_phase !point_phase RulingAppealed !point_phase",
    ),
    (i.AppealRuling(point="p1"), head("who"), "!capacity_not_entitled"),
    (
        i.DecideAppeal(point="p1", stands=True),
        CHAIR,
        "!no_such_point !point_phase !point_phase !point_phase !point_phase !point_phase "
        "AppealDecided+FloorResumed",
    ),
    (
        i.DecideAppeal(point="p1", stands=False),
        CHAIR,
        "!no_such_point !point_phase !point_phase !point_phase !point_phase !point_phase "
        "AppealDecided+FloorResumed",
    ),
    (
        i.DecideAppeal(point="p1", stands=True, against=3),
        CHAIR,
        "!no_such_point !point_phase !point_phase !point_phase !point_phase !point_phase !figures_disagree",
    ),
    (
        i.EndStatement(),
        head("CUB"),
        "FloorEnded FloorEnded !nobody_speaking !nobody_speaking !nobody_speaking "
        "FloorEnded !nobody_speaking",
    ),
    (
        i.OfferFloor(seat="IND"),
        CHAIR,
        "!floor_busy !point_pending !point_pending !point_pending !point_pending !floor_busy !point_pending",
    ),
    (i.Suspend(reason="order"), CHAIR, "SittingSuspended"),
)

# M5: phases of a question, Cuba having objected

QUESTION_STAGES = "at_adoption question_put window_over objected consulting decided"

QUESTION: tuple[Row, ...] = (
    (
        i.PutQuestion(about=QuestionAbout.PAPER, paper="draft"),
        CHAIR,
        "QuestionPut !question_open !question_open !question_open !objection_standing !paper_already_adopted",
    ),
    (i.PutQuestion(about=QuestionAbout.PAPER, paper="draft"), VICE, "!not_presiding"),
    (
        i.PutQuestion(about=QuestionAbout.PAPER, paper="decl"),
        CHAIR,
        "QuestionPut !question_open !question_open !question_open !question_open QuestionPut",
    ),
    (
        i.PutElection(office="chair", seat="UGA", until="2027"),
        CHAIR,
        "QuestionPut+CandidatePut !question_open !question_open !question_open !question_open "
        "QuestionPut+CandidatePut",
    ),
    (i.PutElection(office="chair", seat="UGA"), SECRETARY, "!capacity_not_entitled"),
    (i.PutElection(office="chair", seat="UGA"), head("UGA"), "!capacity_not_entitled"),
    (
        i.DeclareAdopted(paper="decl"),
        CHAIR,
        "DecisionTaken !question_open !question_open !question_open !question_open DecisionTaken",
    ),
    (
        i.DeclareAdopted(paper="draft"),
        CHAIR,
        "!not_agreed_before !question_open !question_open !question_open !question_open "
        "!paper_already_adopted",
    ),
    (i.DeclareAdopted(paper="decl"), SECRETARY, "!capacity_not_entitled"),
    (
        i.Object(question="q2"),
        head("IRN"),
        "!no_such_question ObjectionMade ObjectionMade ObjectionMade !question_not_put !no_such_question",
    ),
    (
        i.Object(question="q2"),
        delegate("IRN"),
        "!no_such_question ObjectionMade ObjectionMade ObjectionMade !question_not_put !no_such_question",
    ),
    (
        i.Object(question="q2"),
        head("CUB"),
        "!no_such_question ObjectionMade ObjectionMade !already_objected !question_not_put !no_such_question",
    ),
    (i.Object(question="q2"), ADVISER, "!capacity_not_entitled"),
    (i.Object(question="q2"), head("who"), "!capacity_not_entitled"),
    (i.Object(question="q2"), CHAIR, "!capacity_not_entitled"),
    (i.Object(question="q1"), head("IRN"), "!no_such_question"),
    (
        i.WithdrawObjection(question="q2"),
        head("CUB"),
        "!no_such_question !question_not_put !question_not_put ObjectionWithdrawn ObjectionWithdrawn "
        "!no_such_question",
    ),
    (
        i.WithdrawObjection(question="q2"),
        head("IRN"),
        "!no_such_question !question_not_put !question_not_put !no_objection_of_yours "
        "!no_objection_of_yours !no_such_question",
    ),
    (
        i.Gavel(question="q2"),
        CHAIR,
        "!no_such_question !window_running DecisionTaken !objection_standing !objection_standing "
        "!no_such_question",
    ),
    (i.Gavel(question="q2"), VICE, "!not_presiding"),
    (i.Gavel(question="q2"), CLOCK, "!capacity_not_entitled"),
    (
        i.GoToConsultation(question="q2"),
        CHAIR,
        "!no_such_question !no_objection !no_objection QuestionToConsultation !question_not_put "
        "!no_such_question",
    ),
    (
        i.WithdrawQuestion(question="q2", reason="no consensus"),
        CHAIR,
        "!no_such_question QuestionWithdrawn QuestionWithdrawn QuestionWithdrawn QuestionWithdrawn "
        "!no_such_question",
    ),
    (
        i.StatePosition(decision="d2", kind_of_position="reservation", text="…"),
        head("IRN"),
        "!no_such_decision !no_such_decision !no_such_decision !no_such_decision !no_such_decision "
        "PositionStated",
    ),
    (
        i.StatePosition(decision="d1", kind_of_position="reservation", text="…"),
        head("IRN"),
        "PositionStated",
    ),
    (
        i.StatePosition(decision="d1", kind_of_position="reservation", text="…"),
        head("who"),
        "!capacity_not_entitled",
    ),
    (
        i.OfferFloor(seat="CUB"),
        CHAIR,
        "FloorOffered !question_open !question_open FloorOffered FloorOffered FloorOffered",
    ),
    (
        i.OfferFloor(seat="AZE"),
        CHAIR,
        "FloorOffered !question_open !question_open FloorOffered FloorOffered FloorOffered",
    ),
    (i.RaisePoint(), head("GHA"), "PointRaised"),
    (
        i.CallItem(number=CLOSING),
        CHAIR,
        "ItemConcluded+ItemCalled !question_open !question_open !question_open !question_open "
        "ItemConcluded+ItemCalled",
    ),
    (
        i.CallItem(number=CLOSING, leave_open=True),
        CHAIR,
        "ItemConcluded+ItemCalled !question_open !question_open !question_open ItemConcluded+ItemCalled "
        "ItemConcluded+ItemCalled",
    ),
    (
        i.Suspend(reason="consultation"),
        CHAIR,
        "SittingSuspended !question_open !question_open SittingSuspended SittingSuspended SittingSuspended",
    ),
    (
        i.Adjourn(to=BEGUN * 2, reason="hour"),
        CHAIR,
        "SittingAdjourned !question_open !question_open SittingAdjourned SittingAdjourned SittingAdjourned",
    ),
    (
        i.Close(),
        CHAIR,
        "ItemConcluded+SittingClosed !question_open !question_open !question_open !question_open "
        "ItemConcluded+SittingClosed",
    ),
)

GRIDS = (
    (SITTING_STAGES, SITTING),
    (FLOOR_STAGES, FLOOR),
    (LIST_STAGES, LIST),
    (POINT_STAGES, POINT),
    (QUESTION_STAGES, QUESTION),
)

STAGED: dict[str, Chamber] = {}


def staged(name: str) -> Chamber:
    """Each stage is played once: asking for an answer changes nothing (see the last test here)."""
    if name not in STAGED:
        STAGED[name] = Chamber().stage(name)
    return STAGED[name]


def cases() -> list[Any]:
    found: list[Any] = []
    for names, rows in GRIDS:
        stages = names.split()
        for intent, by, text in rows:
            answers = text.split()
            answers = answers * len(stages) if len(answers) == 1 else answers
            for stage, answer in zip(stages, answers, strict=True):
                case = f"{stage}-{type(intent).__name__}-{by.person}"
                found.append(pytest.param(stage, intent, by, answer, id=case))
    return found


@pytest.mark.parametrize(("stage", "intent", "by", "answer"), cases())
def test_grid(stage: str, intent: Any, by: Actor, answer: str) -> None:
    assert staged(stage).answer(intent, by) == answer


def test_asking_changes_nothing() -> None:
    """After all those questions every stage is what it was, and what its own acts fold to."""
    for name in {stage for names, _ in GRIDS for stage in names.split()}:
        assert staged(name).state == Chamber().stage(name).state
        assert staged(name).state == staged(name).replayed()
