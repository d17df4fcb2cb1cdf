"""Meetings of a body: those of the past as history, those called; compositions and invitations (M10)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import acts as a
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Invitation, SittingPlan
from rostrum.procedure.body.membership import check_date, check_order
from rostrum.procedure.body.readiness import Lack, call_lacks, lacks, languages_of, unanswered
from rostrum.procedure.body.refusals import refuse, unseated
from rostrum.procedure.body.state import Answer, Body, Composition, MeetingLine
from rostrum.procedure.body.translations import check_languages, meeting_of
from rostrum.procedure.words import Capacity, Instant

KEY = re.compile(r"^[a-z0-9][a-z0-9-]{0,79}$")
HOUR = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
YEAR_2200 = 7_258_118_400_000
DELEGATION = frozenset({Capacity.HEAD, Capacity.DELEGATE, Capacity.ORGANISATION})
ANSWERS = frozenset({"accepted", "declined"})


def coming(state: Body, key: str) -> MeetingLine:
    found = meeting_of(state, key)
    if found.past or found.called_off:
        refuse("meeting_over", meeting=key)
    return found


def _require_known(state: Body, key: str, seat: str | None) -> None:
    """A private meeting is there for the delegations that were invited."""
    found = meeting_of(state, key)
    if found.private and seat not in found.invitations:
        refuse("unknown_meeting", meeting=key)


def _composition(state: Body, key: str) -> Composition:
    found = state.compositions.get(key)
    if found is None:
        refuse("unknown_composition", composition=key)
    return found


def _open_composition(state: Body, key: str) -> Composition:
    found = _composition(state, key)
    if found.accepted:
        refuse("composition_accepted", composition=key)
    return found


def _new_key(state: Body, key: str) -> None:
    if key in state.meetings:
        refuse("meeting_exists", meeting=key)
    if not KEY.match(key):
        refuse("impossible_key", meeting=key)


def check_instant(field: str, value: Instant) -> None:
    """From 1970 to 2200: beyond it calendars disagree or end."""
    if not 0 <= value < YEAR_2200:
        refuse("impossible_date", field=field, value=value)


def check_programme(programme: Sequence[SittingPlan]) -> None:
    for sitting in programme:
        check_date("date", sitting.date)
        for field, hour in (("begins", sitting.begins), ("ends", sitting.ends)):
            if not HOUR.match(hour):
                refuse("impossible_date", field=field, value=hour)


def record_past(state: Body, intent: i.RecordPastMeeting, by: Actor, at: Instant) -> list[Any]:
    _new_key(state, intent.meeting)
    if intent.opens is not None:
        check_instant("opens", intent.opens)
    check_date("began", intent.began)
    check_date("ended", intent.ended)
    check_order(intent.began, intent.ended)
    return [
        a.PastMeetingRecorded(
            meeting=intent.meeting,
            format=intent.format,
            title=intent.title,
            theme=intent.theme,
            place=intent.place,
            zone=intent.zone,
            began=intent.began,
            ended=intent.ended,
            participants=intent.participants,
            outcomes=intent.outcomes,
            scheme=intent.scheme,
            source=intent.source,
            by_video=intent.by_video,
            opens=intent.opens,
        )
    ]


def call_meeting(state: Body, intent: i.CallMeeting, by: Actor, at: Instant) -> list[Any]:
    _new_key(state, intent.meeting)
    check_instant("opens", intent.opens)
    check_languages(intent.languages)
    check_programme(intent.programme)
    found = call_lacks(intent, at)
    if missing := unanswered(found, intent.accepted):
        refuse("meeting_lacking", lacking=list(missing))
    accepted = for_a_reason(found, intent.reason)
    return [
        a.MeetingCalled(
            meeting=intent.meeting,
            format=intent.format,
            title=intent.title,
            theme=intent.theme,
            place=intent.place,
            zone=intent.zone,
            opens=intent.opens,
            languages=intent.languages,
            programme=intent.programme,
            by_video=intent.by_video,
            accepted=accepted,
            reason=intent.reason.strip() if accepted else "",
            private=intent.private,
        )
    ]


def for_a_reason(found: Sequence[Lack], reason: str) -> tuple[str, ...]:
    """The keys of what is knowingly missing; refused where no reason is given for it."""
    keys = tuple(lack.key for lack in found)
    if keys and not reason.strip():
        refuse("lack_without_reason", lacking=list(keys))
    return keys


def call_off(state: Body, intent: i.CallOffMeeting, by: Actor, at: Instant) -> list[Any]:
    coming(state, intent.meeting)
    return [a.MeetingCalledOff(meeting=intent.meeting, reason=intent.reason)]


def _check_members(state: Body, codes: tuple[str, ...]) -> None:
    for code in codes:
        if code not in state.members:
            refuse("unknown_member", code=code)


def propose(state: Body, intent: i.ProposeComposition, by: Actor, at: Instant) -> list[Any]:
    coming(state, intent.meeting)
    _check_members(state, intent.members)
    return [
        a.CompositionProposed(
            composition=f"c{len(state.compositions) + 1}",
            meeting=intent.meeting,
            request=intent.request,
            seats=intent.seats,
            members=intent.members,
            sheet_sha256=intent.sheet_sha256,
            rulebook=intent.rulebook,
            label=intent.label,
        )
    ]


def override(state: Body, intent: i.OverrideComposition, by: Actor, at: Instant) -> list[Any]:
    composition = _open_composition(state, intent.composition)
    if not intent.reason.strip():
        refuse("reason_required", code=intent.code)
    if intent.code not in state.members:
        refuse("unknown_member", code=intent.code)
    if any(code == intent.code for code, _, _, _ in composition.overrides):
        refuse("overridden_already", code=intent.code)
    if (intent.code in composition.members) == intent.seated:
        refuse("no_change", code=intent.code, seated=intent.seated)
    _check_members(state, intent.members)
    if (intent.code in intent.members) != intent.seated:
        refuse("override_without_effect", code=intent.code, seated=intent.seated)
    return [
        a.CompositionOverridden(
            composition=intent.composition,
            code=intent.code,
            seated=intent.seated,
            by=by.person,
            reason=intent.reason,
            members=intent.members,
            seats=intent.seats,
            sheet_sha256=intent.sheet_sha256,
        )
    ]


def accept(state: Body, intent: i.AcceptComposition, by: Actor, at: Instant) -> list[Any]:
    composition = _open_composition(state, intent.composition)
    if coming(state, composition.meeting).invitations:
        refuse("already_invited", meeting=composition.meeting)
    if composition.sheet_sha256 != intent.sheet_sha256:
        refuse("sheet_differs", wanted=composition.sheet_sha256, given=intent.sheet_sha256)
    return [
        a.CompositionAccepted(
            composition=intent.composition,
            members=composition.members,
            sheet_sha256=intent.sheet_sha256,
        )
    ]


def send_invitations(state: Body, intent: i.SendInvitations, by: Actor, at: Instant) -> list[Any]:
    meeting = coming(state, intent.meeting)
    composition = _composition(state, intent.composition)
    if not composition.accepted:
        refuse("composition_not_accepted", composition=intent.composition)
    if meeting.invitations and not intent.invitations:
        refuse("already_invited", meeting=intent.meeting)
    if composition.meeting != intent.meeting or meeting.composition != intent.composition:
        refuse("composition_of_another", composition=intent.composition, meeting=intent.meeting)
    chosen = set(composition.members)
    seen: set[str] = set()
    for invitation in intent.invitations:
        if invitation.code in seen or invitation.code in meeting.invitations:
            refuse("invited_twice", code=invitation.code)
        seen.add(invitation.code)
        if invitation.replaces:
            _check_replacement(state, meeting, composition, invitation)
        elif invitation.code in state.members and invitation.code not in chosen:
            refuse("not_in_composition", code=invitation.code)
    accepted = _answered_for(state, meeting, intent, at)
    return [
        a.InvitationsSent(
            meeting=intent.meeting,
            composition=intent.composition,
            # No address enters a chain of hashes: it could not be forgotten (ADR 0045).
            invitations=tuple(replace(one, addresses=()) for one in intent.invitations),
            reply_by=intent.reply_by,
            accepted=accepted,
            reason=intent.reason.strip() if accepted else "",
        )
    ]


def _check_replacement(
    state: Body, meeting: MeetingLine, composition: Composition, invitation: Invitation
) -> None:
    """In the place of a member that declined comes another of its group, so that every group keeps its seats."""
    code, gone = invitation.code, invitation.replaces
    answer, taken = meeting.answers.get(gone), {one.replaces for one in meeting.invitations.values()}
    scheme = composition.request["scheme"]
    groups = [state.members[one].groups.get(scheme) for one in (code, gone) if one in state.members]
    same = len(groups) == 2 and groups[0] == groups[1]
    if answer is None or answer.answer != "declined" or gone in taken or not same:
        refuse("not_a_replacement", code=code, replaces=gone)


def _answered_for(
    state: Body, meeting: MeetingLine, intent: i.SendInvitations, at: Instant
) -> tuple[str, ...]:
    """What the letters lack and the sender answers for; refused where anything else is missing, or is unread."""
    found = lacks(state, meeting, intent.invitations, intent.reply_by, at)
    if missing := unanswered(found, intent.accepted):
        refuse("letters_lacking", lacking=list(missing))
    keys = for_a_reason(found, intent.reason)
    if unread := [tag for tag in languages_of(intent.invitations) if tag not in intent.read]:
        refuse("letters_unread", languages=unread)
    return keys


def correct_addresses(state: Body, intent: i.CorrectAddresses, by: Actor, at: Instant) -> list[Any]:
    """Of an invitation; its letter goes again, so the hour must still be ahead."""
    line = coming(state, intent.meeting)
    sent = line.invitations.get(intent.code)
    if sent is None:
        refuse("not_invited", code=intent.code)
    if not intent.reason.strip():
        refuse("reason_required", code=intent.code)
    if not intent.addresses or intent.digests == sent.digests or intent.addresses == sent.addresses:
        refuse("addresses_unchanged", code=intent.code)
    if line.opens is not None and line.opens <= at:
        refuse("letters_lacking", lacking=["hour_past"])
    return [
        a.AddressesCorrected(
            meeting=intent.meeting,
            code=intent.code,
            mailbox=intent.mailbox,
            digests=intent.digests,
            reply_sha256=intent.reply_sha256,
            reason=intent.reason.strip(),
        )
    ]


def answer(state: Body, intent: i.AnswerInvitation, by: Actor, at: Instant) -> list[Any]:
    if by.capacity in DELEGATION:
        _require_known(state, intent.meeting, by.seat)
    meeting = coming(state, intent.meeting)
    if by.capacity in DELEGATION and by.seat != intent.code:
        unseated("not_your_seat", seat=intent.code, yours=by.seat)
    if intent.code not in meeting.invitations:
        refuse("not_invited", code=intent.code)
    if intent.answer not in ANSWERS:
        refuse("unknown_answer", answer=intent.answer)
    if intent.answer == "accepted" and intent.level is None:
        refuse("level_required", code=intent.code)
    return [
        a.InvitationAnswered(
            meeting=intent.meeting,
            code=intent.code,
            answer=intent.answer,
            level=intent.level,
            title=intent.title,
            form=intent.form,
            remark=intent.remark,
            on_behalf=by.capacity not in DELEGATION,
        )
    ]


def remind(state: Body, intent: i.SendReminders, by: Actor, at: Instant) -> list[Any]:
    meeting = coming(state, intent.meeting)
    silent = tuple(c for c in intent.codes if c in meeting.invitations and c not in meeting.answers)
    if not silent:
        refuse("nobody_to_remind", meeting=intent.meeting)
    if meeting.opens is not None and meeting.opens <= at:
        refuse("letters_lacking", lacking=["hour_past"])
    return [a.RemindersSent(meeting=intent.meeting, codes=silent)]


def note_burden(state: Body, intent: i.NoteBurden, by: Actor, at: Instant) -> list[Any]:
    meeting_of(state, intent.meeting)
    check_instant("start", intent.start)
    for hour in intent.hours.values():
        if not 0 <= hour <= 23:
            refuse("impossible_date", field="hours", value=hour)
    return [a.BurdenNoted(meeting=intent.meeting, start=intent.start, hours=intent.hours)]


def of_private(state: Body, act: Any) -> bool:
    """Whether an act is of a meeting that was called privately."""
    if isinstance(act, a.MeetingCalled):
        return act.private
    if isinstance(act, a.Translated):
        line = state.meetings.get(act.key) if act.of in ("title", "theme") else None
        return line is not None and line.private
    composition = state.compositions.get(getattr(act, "composition", ""))
    line = state.meetings.get(composition.meeting if composition else getattr(act, "meeting", ""))
    return line is not None and line.private


def fold_past(state: Body, act: a.PastMeetingRecorded, by: Actor, at: Instant) -> None:
    state.meetings[act.meeting] = MeetingLine(
        key=act.meeting,
        format=act.format,
        title=act.title,
        theme=act.theme,
        place=act.place,
        zone=act.zone,
        past=True,
        began=act.began,
        ended=act.ended,
        participants=act.participants,
        outcomes=act.outcomes,
        scheme=act.scheme,
        source=act.source,
        by_video=act.by_video,
        opens=act.opens,
    )


def fold_called(state: Body, act: a.MeetingCalled, by: Actor, at: Instant) -> None:
    state.meetings[act.meeting] = MeetingLine(
        key=act.meeting,
        format=act.format,
        title=act.title,
        theme=act.theme,
        place=act.place,
        zone=act.zone,
        past=False,
        opens=act.opens,
        languages=act.languages,
        programme=act.programme,
        by_video=act.by_video,
        private=act.private,
    )


def fold_called_off(state: Body, act: a.MeetingCalledOff, by: Actor, at: Instant) -> None:
    meeting = state.meetings[act.meeting]
    meeting.called_off, meeting.called_off_at = act.reason, at
    meeting.rounds = [*meeting.rounds, at]


def fold_proposed(state: Body, act: a.CompositionProposed, by: Actor, at: Instant) -> None:
    state.compositions[act.composition] = Composition(
        key=act.composition,
        meeting=act.meeting,
        request=act.request,
        seats=act.seats,
        members=act.members,
        by_rule=act.members,
        sheet_sha256=act.sheet_sha256,
        rulebook=act.rulebook,
        label=act.label,
        at=at,
    )


def fold_overridden(state: Body, act: a.CompositionOverridden, by: Actor, at: Instant) -> None:
    composition = state.compositions[act.composition]
    composition.overrides.append((act.code, act.seated, act.by, act.reason))
    composition.members, composition.seats = act.members, act.seats
    composition.sheet_sha256 = act.sheet_sha256


def fold_accepted(state: Body, act: a.CompositionAccepted, by: Actor, at: Instant) -> None:
    composition = state.compositions[act.composition]
    composition.accepted = True
    state.meetings[composition.meeting].composition = act.composition


def fold_invited(state: Body, act: a.InvitationsSent, by: Actor, at: Instant) -> None:
    meeting = state.meetings[act.meeting]
    meeting.invitations = meeting.invitations | {sent.code: sent for sent in act.invitations}
    meeting.written_at = meeting.written_at | dict.fromkeys((sent.code for sent in act.invitations), at)
    meeting.invited_at = meeting.invited_at or at
    meeting.reply_by = act.reply_by or meeting.reply_by
    meeting.rounds = [*meeting.rounds, at]
    meeting.letterhead = meeting.letterhead or state.letterhead


def fold_corrected(state: Body, act: a.AddressesCorrected, by: Actor, at: Instant) -> None:
    line = state.meetings[act.meeting]
    sent = replace(
        line.invitations[act.code],
        mailbox=act.mailbox,
        digests=act.digests,
        addresses=act.addresses,
        reply_sha256=act.reply_sha256,
    )
    line.invitations = line.invitations | {act.code: sent}
    line.corrected = line.corrected | {act.code: line.corrected.get(act.code, 0) + 1}
    line.written_at = line.written_at | {act.code: at}


def fold_answered(state: Body, act: a.InvitationAnswered, by: Actor, at: Instant) -> None:
    state.meetings[act.meeting].answers[act.code] = Answer(
        answer=act.answer,
        at=at,
        level=act.level,
        title=act.title,
        form=act.form,
        remark=act.remark,
        on_behalf=act.on_behalf,
    )


def fold_reminded(state: Body, act: a.RemindersSent, by: Actor, at: Instant) -> None:
    meeting = state.meetings[act.meeting]
    meeting.reminded.update(dict.fromkeys(act.codes, at))
    meeting.rounds = [*meeting.rounds, at]


def fold_burden(state: Body, act: a.BurdenNoted, by: Actor, at: Instant) -> None:
    meeting = state.meetings[act.meeting]
    meeting.start, meeting.hours = act.start, act.hours


DECIDERS: dict[type[Any], Any] = {
    i.RecordPastMeeting: record_past,
    i.CallMeeting: call_meeting,
    i.CallOffMeeting: call_off,
    i.ProposeComposition: propose,
    i.OverrideComposition: override,
    i.AcceptComposition: accept,
    i.SendInvitations: send_invitations,
    i.CorrectAddresses: correct_addresses,
    i.AnswerInvitation: answer,
    i.SendReminders: remind,
    i.NoteBurden: note_burden,
}
FOLDERS: dict[type[Any], Any] = {
    a.PastMeetingRecorded: fold_past,
    a.MeetingCalled: fold_called,
    a.MeetingCalledOff: fold_called_off,
    a.CompositionProposed: fold_proposed,
    a.CompositionOverridden: fold_overridden,
    a.CompositionAccepted: fold_accepted,
    a.InvitationsSent: fold_invited,
    a.AddressesCorrected: fold_corrected,
    a.InvitationAnswered: fold_answered,
    a.RemindersSent: fold_reminded,
    a.BurdenNoted: fold_burden,
}
