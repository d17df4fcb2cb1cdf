"""Acts of a body. Dates are ISO 8601, as precise as their source; instants are UTC ms."""

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
from rostrum.procedure.machine import act
from rostrum.procedure.meeting.facts import AgendaItem, Paper
from rostrum.procedure.words import Instant, Level, SeatKind, Texts, Visibility


@act
class BodyFounded:
    key: str
    name: Texts
    short: str
    founded: str
    languages: tuple[str, ...]
    rulebook: str
    accent: str
    symbol_grammar: str
    source: str = ""


@act
class SchemeDeclared:
    """A way of grouping the members; several hold at once."""

    scheme: str
    name: Texts
    groups: tuple[Group, ...]
    source: str = ""
    patterns: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])
    """Seats by group as some decision of the past had them, by the decision's name (`bureau-1976`)."""


@act
class GroupAdded:
    scheme: str
    group: Group


@act
class GroupRenamed:
    """Its key stays: what was composed under it is told by it."""

    scheme: str
    group: str
    name: Texts


@act
class GroupsMerged:
    """The members of ``group`` are counted under ``into``, and ``group`` is no more."""

    scheme: str
    group: str
    into: str


@act
class MemberRegrouped:
    """``group`` is empty where the member has none under the scheme from now on."""

    code: str
    scheme: str
    group: str


@act
class MemberRenamed:
    """By which the body calls the member from now on; empty: by the forms of the United Nations."""

    code: str
    name: Texts


@act
class MemberAdmitted:
    """``name`` is empty where the facts of states have the United Nations forms."""

    code: str
    joined: str
    groups: Mapping[str, str]
    """Group by scheme."""
    source: str = ""
    name: Texts = field(default_factory=dict[str, str])


@act
class MemberSuspended:
    code: str
    on: str
    reason: str


@act
class MemberReinstated:
    code: str
    on: str


@act
class MemberLeft:
    code: str
    on: str
    reason: str


@act
class ObserverAdmitted:
    code: str
    kind: SeatKind
    name: Texts
    since: str = ""
    source: str = ""


@act
class ObserverLeft:
    code: str
    on: str
    reason: str


@act
class TermOpened:
    """An office begins to be held. ``elected_at`` names the electing meeting, ``by`` says how."""

    term: str
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
    """Of the holder, where it is no state of today (Yugoslavia)."""


@act
class TermExtended:
    term: str
    until: str
    decision: str


@act
class TermEnded:
    term: str
    on: str
    handed_over_to: str = ""


@act
class PrioritiesDeclared:
    term: str
    priorities: tuple[Texts, ...]


@act
class PastMeetingRecorded:
    """A meeting of before Rostrum, or of elsewhere, as history."""

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
    """The instant of its opening, where a source has it."""


@act
class MeetingCalled:
    """The body is to meet. The meeting's own book begins when its sitting is convened."""

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
    """Shown to the bureau and to those invited, until it is convened publicly (ADR 0032)."""
    accepted: tuple[str, ...] = ()
    """What the call lacked (`readiness.Lack.key`), knowingly, for a ``reason``."""
    reason: str = ""


@act
class Translated:
    """A text of the body in one language, written or corrected.

    ``of``: ``title`` or ``theme`` of the meeting ``key``, ``body``, ``observer`` or ``member`` ``key``, ``scheme``
    ``key``, ``group`` ``key`` of a ``scheme``.
    """

    of: str
    key: str
    scheme: str
    language: str
    text: str


@act
class LetterheadSet:
    """How letters are written from now on: those of a meeting, or (``meeting`` empty) of the body."""

    meeting: str
    letterhead: Letterhead


@act
class MeetingChanged:
    """``particulars``: all that letters say of the meeting, as it is from now on. Answers given stay."""

    meeting: str
    particulars: Particulars
    reason: str


@act
class MeetingCalledOff:
    meeting: str
    reason: str


@act
class LotAnnounced:
    """From which public value a lot will be drawn, before it is known. ``known_at``: when it will be (UTC ms)."""

    source: str
    known_at: Instant


@act
class CompositionProposed:
    """A composition as computed. ``request`` re-derives it; ``sheet_sha256`` is over its canonical sheet."""

    composition: str
    meeting: str
    request: Mapping[str, Any]
    seats: Mapping[str, int]
    members: tuple[str, ...]
    sheet_sha256: str
    rulebook: str
    label: str = ""


@act
class CompositionOverridden:
    """The chair's change to a proposal: never silent. ``members`` and the sheet are those derived anew."""

    composition: str
    code: str
    seated: bool
    by: str
    reason: str
    members: tuple[str, ...]
    seats: Mapping[str, int]
    sheet_sha256: str


@act
class CompositionAccepted:
    composition: str
    members: tuple[str, ...]
    sheet_sha256: str


@act
class InvitationsSent:
    """``accepted``: what the letters lacked (`readiness.Lack.key`), knowingly, for a ``reason``."""

    meeting: str
    composition: str
    invitations: tuple[Invitation, ...]
    reply_by: Instant | None = None
    accepted: tuple[str, ...] = ()
    reason: str = ""


@act
class AddressesCorrected:
    """The invitation of ``code`` goes once more, to other addresses, with another key of its reply page: whoever
    had the letter before by mistake can answer no longer. ``mailbox``, ``digests``, ``addresses``: see
    `facts.Invitation`."""

    meeting: str
    code: str
    reply_sha256: str
    reason: str
    mailbox: str = ""
    digests: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@act
class InvitationAnswered:
    """``answer``: ``accepted`` or ``declined``. ``on_behalf``: recorded by the secretariat or the chair, not given by
    the delegation itself."""

    meeting: str
    code: str
    answer: str
    level: Level | None = None
    title: Texts = field(default_factory=dict[str, str])
    form: str = ""
    remark: str = ""
    on_behalf: bool = False


@act
class RemindersSent:
    meeting: str
    codes: tuple[str, ...]


@act
class BurdenNoted:
    """Local hours that a meeting's start asked of its members, remembered for the next choice of a slot."""

    meeting: str
    start: Instant
    hours: Mapping[str, int]


@act
class PostGiven:
    """The person holds this post, and none that they held before."""

    post: Post


@act
class PostWithdrawn:
    person: str
    reason: str


@act
class AgendaPrepared:
    meeting: str
    agenda: tuple[AgendaItem, ...]


@act
class PapersPrepared:
    meeting: str
    papers: tuple[Paper, ...]


@act
class OfficersNamed:
    meeting: str
    officers: tuple[NamedOfficer, ...]


@act
class RulesPrepared:
    """``changes``: what this meeting's rulebook says otherwise than the body's (`Preparation`)."""

    meeting: str
    rulebook: str
    changes: Mapping[str, int | None]


@act
class SeatsKept:
    """All delegations without an answer whose places are kept; those of an earlier act are no longer."""

    meeting: str
    codes: tuple[str, ...]


@act
class PrecedenceSet:
    """The order of protocol that the chair sets for the meeting; that of an earlier act is no longer."""

    meeting: str
    codes: tuple[str, ...]


@act
class ConveningOrdered:
    """The meeting is convened, in the book of that name. ``accepted``: what it lacked, knowingly, for a ``reason``."""

    meeting: str
    book: str
    accepted: tuple[str, ...] = ()
    reason: str = ""


@act
class MeetingHeld:
    """The convened meeting is over: who took part, by attendance, and what was decided. ``began``, ``ended``: days by
    the clocks of its place."""

    meeting: str
    began: str
    ended: str
    participants: tuple[Participant, ...]
    outcomes: tuple[OutcomeDocument, ...]


ACTS: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        BodyFounded, SchemeDeclared, GroupAdded, GroupRenamed, GroupsMerged, MemberRegrouped,
        MemberRenamed, MemberAdmitted, MemberSuspended, MemberReinstated, MemberLeft,
        ObserverAdmitted, ObserverLeft, TermOpened, TermExtended, TermEnded, PrioritiesDeclared,
        PastMeetingRecorded, LetterheadSet, MeetingCalled, Translated, MeetingChanged, MeetingCalledOff,
        LotAnnounced, CompositionProposed, CompositionOverridden,
        CompositionAccepted, InvitationsSent, AddressesCorrected, InvitationAnswered, RemindersSent, BurdenNoted,
        PostGiven, PostWithdrawn,
        AgendaPrepared, PapersPrepared, OfficersNamed, RulesPrepared, SeatsKept, PrecedenceSet,
        ConveningOrdered, MeetingHeld,
    )
}  # fmt: skip

VISIBILITY: dict[str, Visibility] = dict.fromkeys(ACTS, Visibility.PUBLIC) | {
    "CompositionProposed": Visibility.BUREAU,
    "CompositionOverridden": Visibility.BUREAU,
    "LetterheadSet": Visibility.SECRETARIAT,
    "InvitationsSent": Visibility.SECRETARIAT,
    "AddressesCorrected": Visibility.SECRETARIAT,
    "InvitationAnswered": Visibility.SECRETARIAT,
    "RemindersSent": Visibility.SECRETARIAT,
    "PostGiven": Visibility.SECRETARIAT,
    "PostWithdrawn": Visibility.SECRETARIAT,
    "AgendaPrepared": Visibility.BUREAU,
    "PapersPrepared": Visibility.BUREAU,
    "OfficersNamed": Visibility.BUREAU,
    "RulesPrepared": Visibility.BUREAU,
    "SeatsKept": Visibility.SECRETARIAT,
    "PrecedenceSet": Visibility.SECRETARIAT,
}
