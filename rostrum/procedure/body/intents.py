"""Intents of a body's book, told apart by ``kind``. Each becomes the act of its name in the past tense."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from rostrum.procedure.body.facts import (
    Group,
    Invitation,
    Letterhead,
    NamedOfficer,
    OutcomeDocument,
    Participant,
    Particulars,
    Post,
    SittingPlan,
)
from rostrum.procedure.machine import intent
from rostrum.procedure.meeting.facts import AgendaItem, Paper
from rostrum.procedure.words import Instant, Level, SeatKind, Texts


@intent
class FoundBody:
    key: str
    name: Texts
    short: str
    founded: str
    languages: tuple[str, ...]
    rulebook: str
    accent: str = ""
    symbol_grammar: str = ""
    source: str = ""


@intent
class EstablishBody:
    """A body with all that is known of it, in one go: every step, or nothing. Steps are intents of this book."""

    steps: tuple[Any, ...]


@intent
class DeclareScheme:
    scheme: str
    name: Texts
    groups: tuple[Group, ...]
    source: str = ""
    patterns: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])


@intent
class AddGroup:
    scheme: str
    group: Group


@intent
class RenameGroup:
    scheme: str
    group: str
    name: Texts


@intent
class MergeGroups:
    """For what was counted apart by a slip of spelling."""

    scheme: str
    group: str
    into: str


@intent
class RegroupMember:
    """``group`` empty: under none of the scheme's."""

    code: str
    scheme: str
    group: str


@intent
class RenameMember:
    code: str
    name: Texts


@intent
class AdmitMember:
    code: str
    joined: str
    groups: Mapping[str, str]
    source: str = ""
    name: Texts = field(default_factory=dict[str, str])


@intent
class SuspendMember:
    code: str
    on: str
    reason: str


@intent
class ReinstateMember:
    code: str
    on: str


@intent
class RemoveMember:
    """The member leaves; what it was part of stays on the record."""

    code: str
    on: str
    reason: str


@intent
class AdmitObserver:
    code: str
    kind_of_seat: SeatKind
    name: Texts
    since: str = ""
    source: str = ""


@intent
class RemoveObserver:
    code: str
    on: str
    reason: str


@intent
class OpenTerm:
    office: str
    holder: str
    begins: str
    planned_end: str
    elected_at: str = ""
    by: str = ""
    group: str = ""
    source: str = ""
    title: Texts = field(default_factory=dict[str, str])
    holder_name: Texts = field(default_factory=dict[str, str])


@intent
class ExtendTerm:
    term: str
    until: str
    decision: str


@intent
class EndTerm:
    term: str
    on: str
    handed_over_to: str = ""


@intent
class DeclarePriorities:
    term: str
    priorities: tuple[Texts, ...]


@intent
class RecordPastMeeting:
    meeting: str
    format: str
    title: Texts
    theme: Texts
    place: str
    zone: str
    began: str
    ended: str
    participants: tuple[Participant, ...]
    outcomes: tuple[OutcomeDocument, ...] = ()
    scheme: str = ""
    source: str = ""
    by_video: bool = False
    opens: Instant | None = None


@intent
class CallMeeting:
    meeting: str
    format: str
    title: Texts
    theme: Texts
    place: str
    zone: str
    opens: Instant
    languages: tuple[str, ...]
    programme: tuple[SittingPlan, ...] = ()
    by_video: bool = True
    private: bool = False
    accepted: tuple[str, ...] = ()
    """Keys of what the call lacks that whoever calls answers for, with a ``reason``."""
    reason: str = ""


@intent
class Translate:
    """See `acts.Translated`."""

    of: str
    language: str
    text: str
    key: str = ""
    scheme: str = ""


@intent
class SetLetterhead:
    """``meeting`` empty: of the body, for every meeting that has none of its own."""

    meeting: str
    letterhead: Letterhead


@intent
class ChangeMeeting:
    """``read``: the languages in which the sender read what goes to those who were invited."""

    meeting: str
    particulars: Particulars
    reason: str
    read: tuple[str, ...] = ()


@intent
class CallOffMeeting:
    meeting: str
    reason: str


@intent
class AnnounceLot:
    source: str
    known_at: Instant


@intent
class ProposeComposition:
    meeting: str
    request: Mapping[str, Any]
    seats: Mapping[str, int]
    members: tuple[str, ...]
    sheet_sha256: str
    rulebook: str
    label: str = ""


@intent
class OverrideComposition:
    """``members``, ``seats`` and ``sheet_sha256`` are those of the sheet derived with this override."""

    composition: str
    code: str
    seated: bool
    reason: str
    members: tuple[str, ...]
    seats: Mapping[str, int]
    sheet_sha256: str


@intent
class AcceptComposition:
    composition: str
    sheet_sha256: str


@intent
class SendInvitations:
    """``read``: the languages in which the sender read a letter. ``accepted``: keys of what the letters lack that
    the sender answers for, with a ``reason``."""

    meeting: str
    composition: str
    invitations: tuple[Invitation, ...]
    reply_by: Instant | None = None
    read: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    reason: str = ""


@intent
class CorrectAddresses:
    """See `acts.AddressesCorrected`. ``digests`` are behind the salt of the invitation's own, where that is kept."""

    meeting: str
    code: str
    addresses: tuple[str, ...]
    mailbox: str
    digests: tuple[str, ...]
    reply_sha256: str
    reason: str


@intent
class AnswerInvitation:
    """By the invited delegation (capacity HEAD for its seat), or by the secretariat on its behalf."""

    meeting: str
    code: str
    answer: str
    level: Level | None = None
    title: Texts = field(default_factory=dict[str, str])
    form: str = ""
    remark: str = ""


@intent
class SendReminders:
    meeting: str
    codes: tuple[str, ...]


@intent
class NoteBurden:
    meeting: str
    start: Instant
    hours: Mapping[str, int]


@intent
class GivePost:
    post: Post


@intent
class WithdrawPost:
    person: str
    reason: str


@intent
class PrepareAgenda:
    """The whole agenda, in order."""

    meeting: str
    agenda: tuple[AgendaItem, ...]


@intent
class PreparePapers:
    meeting: str
    papers: tuple[Paper, ...]


@intent
class NameOfficers:
    """In order of designation: the first presides."""

    meeting: str
    officers: tuple[NamedOfficer, ...]


@intent
class PrepareRules:
    meeting: str
    rulebook: str
    changes: Mapping[str, int | None] = field(default_factory=dict[str, "int | None"])


@intent
class KeepSeats:
    """Delegations without an answer for which a place is kept; all of them, each time."""

    meeting: str
    codes: tuple[str, ...]


@intent
class SetPrecedence:
    """The order of protocol among those invited, each kind of seat by itself; whoever is not named follows."""

    meeting: str
    codes: tuple[str, ...]


@intent
class ConveneMeeting:
    """``book``: the name of the meeting's own book. ``accepted``: keys of what is missing that the sender answers for,
    with a ``reason``."""

    meeting: str
    book: str
    accepted: tuple[str, ...] = ()
    reason: str = ""


@intent
class RecordHeld:
    """See `acts.MeetingHeld`; by the house, from the meeting's book."""

    meeting: str
    began: str
    ended: str
    participants: tuple[Participant, ...]
    outcomes: tuple[OutcomeDocument, ...]


INTENTS: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        FoundBody, EstablishBody,
        DeclareScheme, AddGroup, RenameGroup, MergeGroups, RegroupMember, RenameMember,
        AdmitMember, SuspendMember, ReinstateMember, RemoveMember, AdmitObserver,
        RemoveObserver, OpenTerm, ExtendTerm, EndTerm, DeclarePriorities, RecordPastMeeting, CallMeeting,
        Translate, SetLetterhead, ChangeMeeting, CallOffMeeting, ProposeComposition, OverrideComposition,
        AcceptComposition, AnnounceLot, SendInvitations,
        CorrectAddresses, AnswerInvitation, SendReminders, NoteBurden,
        GivePost, WithdrawPost,
        PrepareAgenda, PreparePapers, NameOfficers, PrepareRules, KeepSeats, SetPrecedence,
        ConveneMeeting, RecordHeld,
    )
}  # fmt: skip
