"""The field's own words, as enumerations whose values are what the record and the wire carry."""

from collections.abc import Mapping
from enum import StrEnum

Instant = int
"""Milliseconds since 1970-01-01T00:00:00Z, UTC."""

Texts = Mapping[str, str]
"""One text in several languages, by BCP 47 tag: ``{"en": "Cuba", "fr": "Cuba"}``."""


class SeatKind(StrEnum):
    MEMBER = "member"
    OBSERVER_STATE = "observer_state"
    ORGANISATION = "organisation"
    GUEST = "guest"


class LetterForm(StrEnum):
    """How states are written to: a *note verbale* in the third person, or a letter in the first, with a signature."""

    NOTE = "note"
    LETTER = "letter"


class Level(StrEnum):
    """Rank of a head of delegation, as announced for UN general debates (GA/12257)."""

    HEAD_OF_STATE = "head_of_state"
    VICE_PRESIDENT = "vice_president"
    HEAD_OF_GOVERNMENT = "head_of_government"
    DEPUTY_HEAD_OF_GOVERNMENT = "deputy_head_of_government"
    MINISTER = "minister"
    VICE_MINISTER = "vice_minister"
    AMBASSADOR = "ambassador"
    HEAD_OF_ORGANISATION = "head_of_organisation"


class Capacity(StrEnum):
    """In what capacity a person acts; recorded with every act."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    """Does what the chair may while presiding, and nothing of it before."""
    SECRETARY = "secretary"
    CLERK = "clerk"
    """Keeps the list of speakers."""
    TECHNICIAN = "technician"
    DOCUMENTS = "documents"
    PROTOCOL = "protocol"
    """Sees to who is accredited, and to order and titles."""
    LEGAL = "legal"
    """Legal adviser beside whoever presides."""
    GROUP_CHAIR = "group_chair"
    """Chairs a regional group of a body."""
    ADMINISTRATOR = "administrator"
    """Sees to the house itself: bodies, and who holds its posts."""
    HEAD = "head"
    ALTERNATE = "alternate"
    DELEGATE = "delegate"
    ADVISER = "adviser"
    ORGANISATION = "organisation"
    OBSERVER = "observer"
    INTERPRETER = "interpreter"
    PRESS = "press"
    PUBLIC = "public"
    SYSTEM = "system"


class Visibility(StrEnum):
    """Who may read an act before the record is published."""

    PUBLIC = "public"
    DELEGATIONS = "delegations"
    BUREAU = "bureau"
    SECRETARIAT = "secretariat"


class SittingPhase(StrEnum):
    PLANNED = "planned"
    CONVENED = "convened"
    LOBBY = "lobby"
    OPEN = "open"
    SUSPENDED = "suspended"
    ADJOURNED = "adjourned"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class FloorPhase(StrEnum):
    IDLE = "idle"
    OFFERED = "offered"
    SPEAKING = "speaking"
    PLAYING = "playing"
    HELD = "held"
    INTERRUPTED = "interrupted"


class FloorEnd(StrEnum):
    """Why a statement ended."""

    CONCLUDED = "concluded"
    TAKEN_BACK = "taken_back"
    PASSED_OVER = "passed_over"
    TEXT_TAKEN = "text_taken"
    SITTING_ROSE = "sitting_rose"
    NOT_ACCREDITED = "not_accredited"
    """The accreditation of whoever spoke was withdrawn, or no longer makes them the voice of the seat."""


class ListPhase(StrEnum):
    NOT_OPEN = "not_open"
    OPEN = "open"
    CLOSING_ANNOUNCED = "closing_announced"
    CLOSED = "closed"


class Segment(StrEnum):
    """First sort key of a speakers' list, in this order unless the rulebook says otherwise."""

    CHAIR = "chair"
    GUESTS = "guests"
    MEMBERS = "members"
    OBSERVER_STATES = "observer_states"
    ORGANISATIONS = "organisations"
    OTHERS = "others"


class EntryPhase(StrEnum):
    REQUESTED = "requested"
    INSCRIBED = "inscribed"
    CALLED = "called"
    SPOKEN = "spoken"
    TRUNCATED = "truncated"
    ABSENT = "absent"
    TEXT_ONLY = "text_only"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    LAPSED = "lapsed"
    """Never spoken, never decided: its item was concluded without it."""


class StatementForm(StrEnum):
    LIVE = "live"
    RECORDED = "recorded"
    TEXT = "text"


class TieRule(StrEnum):
    INSCRIPTION = "inscription"
    LOT = "lot"
    PROTOCOL = "protocol"
    REGIONS = "regions"
    """The regions take turns: the first inscribed of each, then the second of each."""


class PointPhase(StrEnum):
    RAISED = "raised"
    HEARING = "hearing"
    """Called by the chair, and not yet begun."""
    STATING = "stating"
    STATED = "stated"
    RULED = "ruled"
    APPEALED = "appealed"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


class StageRole(StrEnum):
    """In what capacity somebody stands on the stage."""

    PRESIDING = "presiding"
    SPEAKER = "speaker"
    RAISER = "raiser"
    """Of a point of order."""


class Ruling(StrEnum):
    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"
    NOT_A_POINT_OF_ORDER = "not_a_point_of_order"


class QuestionPhase(StrEnum):
    PUT = "put"
    OBJECTED = "objected"
    CONSULTING = "consulting"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"


class QuestionAbout(StrEnum):
    AGENDA = "agenda"
    PAPER = "paper"
    CLOSE_LIST = "close_list"
    ORGANISATION_OF_WORK = "organisation_of_work"
    ELECTION = "election"


class CorrectionPhase(StrEnum):
    OPEN = "open"
    MADE = "made"
    DECLINED = "declined"


class ItemKind(StrEnum):
    """What an item of the agenda is for; decides which button the podium offers next."""

    AGENDA = "agenda"
    OPENING = "opening"
    GUESTS = "guests"
    STATEMENTS = "statements"
    ADOPTION = "adoption"
    CLOSING = "closing"


class ItemPhase(StrEnum):
    AHEAD = "ahead"
    CURRENT = "current"
    CONCLUDED = "concluded"
    LEFT_OPEN = "left_open"


class Presence(StrEnum):
    ABSENT = "absent"
    PRESENT = "present"
    LOST = "lost"
    """The line dropped and is in automatic reconnection."""
