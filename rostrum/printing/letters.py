"""What a letter says: invitation, reminder, change or cancellation, as a note verbale or a letter, in six languages.

What it looks like is in `letter_pages`; its words are in `letter_words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from rostrum import data
from rostrum.printing import figures
from rostrum.printing.letter_words import WORDS
from rostrum.procedure.body.facts import Letterhead, SittingPlan
from rostrum.procedure.body.letterheads import letterhead_of, number_of
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.words import Instant, LetterForm, Texts

Kind = Literal["invitation", "reminder", "change", "cancellation"]
Rows = tuple[tuple[str, str], ...]


def name_of(state: Body, line: MeetingLine, code: str) -> Texts:
    """The name of whoever is or may be invited to a meeting, in the languages known; a State's as on the day."""
    if code in state.observers:
        return state.observers[code].name
    if code in state.members and state.members[code].name:
        return state.members[code].name
    if code in line.invitations and line.invitations[code].name:
        return line.invitations[code].name
    known = data.states().get(code)
    if known is None:
        return {"en": code}
    on = datetime.fromtimestamp(line.opens / 1000, UTC).date().isoformat() if line.opens is not None else None
    return {tag: known.name(tag, on) for tag in known.names}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One letter to be written: to whom, of which meeting, when, and the address of the reply page."""

    body: Body
    meeting: MeetingLine
    code: str
    language: str
    link: str
    at: Instant
    reply_by: Instant | None = None
    fingerprint: str = ""
    """Of the house's key; empty where no house writes."""
    told: int = 0
    """How many changes of the meeting the addressee knows of."""

    @property
    def opens(self) -> Instant:
        assert self.meeting.opens is not None, "only meetings called here are invited to"
        return self.meeting.opens

    @property
    def is_state(self) -> bool:
        return self.code in self.body.members or self.code in data.states()

    @property
    def letterhead(self) -> Letterhead:
        return letterhead_of(self.body, self.meeting)

    @property
    def name(self) -> str:
        return said(name_of(self.body, self.meeting, self.code), self.language)

    @property
    def title(self) -> str:
        return said(self.meeting.title, self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter before it has a form on a page: head, lines of facts, paragraphs, closing.

    ``salutation`` is empty in a note verbale, ``signed`` in it the place of the seal; in a letter, who signs.
    """

    language: str
    form: LetterForm
    subject: str
    heading: str
    number: tuple[str, str]
    dated: tuple[str, str]
    title: str
    to: tuple[str, str]
    salutation: str
    before: tuple[str, ...]
    changes: tuple[str, Rows] | None
    """What has changed: a heading, and lines."""
    facts: Rows
    after: tuple[str, ...]
    link: str
    """Of the reply page; empty where nothing is asked."""
    close: str
    signed: tuple[str, ...]
    key: tuple[str, str] | None
    """The fingerprint of the house's key, in words and figures."""


def said(texts: Texts, language: str) -> str:
    """A text in a language, else in English, else in whichever it is written."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def local(at: Instant, zone: str, language: str, city: str = "") -> str:
    """An instant by the clocks of a zone, as people of a language read it.

    With the city named, else the distance from UTC: zones are often named after another city (Ho Chi Minh City for
    Ha Noi, New York for Washington).
    """
    moment = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone))
    where = "UTC" if zone == "UTC" else city or figures.distance(moment, language)
    return f"{figures.day(moment.date(), language)} – {figures.hour(moment, language)} ({where})"


def capital_of(code: str, language: str) -> str:
    """The name of a state's capital in a language; empty where none is named."""
    known = data.states().get(code)
    return said(known.capital, language) if known else ""


def venue_of(meeting: MeetingLine, language: str) -> str:
    """The city of a meeting as a language calls it, where it is the capital of a state of the meeting's zone."""
    place = meeting.place.strip().casefold()
    for state in data.states().values():
        if state.zone == meeting.zone and place in {name.casefold() for name in state.capital.values()}:
            return said(state.capital, language)
    return ""


def at_host(occasion: Occasion, at: Instant) -> str:
    meeting, language = occasion.meeting, occasion.language
    return local(at, meeting.zone, language, venue_of(meeting, language))


def clocks(occasion: Occasion) -> Rows:
    """The opening at the host's, in UTC and, for a state, in its capital."""
    words, language, opens = WORDS[occasion.language], occasion.language, occasion.opens
    known = data.states().get(occasion.code)
    own = (local(opens, known.zone, language, capital_of(occasion.code, language)),) if known else ()
    return (
        (words["host_time"], at_host(occasion, opens)),
        (words["utc_time"], local(opens, "UTC", language)),
        *((words["local_time"], there) for there in own),
    )


def write(kind: Kind, occasion: Occasion) -> Letter:
    """The letter of an occasion, in its language and in the form that was chosen for its meeting."""
    words, language, head = WORDS[occasion.language], occasion.language, occasion.letterhead
    is_letter, asks = head.form is LetterForm.LETTER, kind != "cancellation"
    whom = _addressed(occasion, "the" if is_letter else "to")
    return Letter(
        language=language,
        form=head.form,
        subject=labelled(language, words[kind], occasion.title),
        heading=said(occasion.body.name, language),
        number=(words["number"], number_of(occasion.body, occasion.meeting, occasion.at)),
        dated=(words["dated"], _day(occasion)),
        title=occasion.title,
        to=(words["to"], occasion.name),
        salutation=words["salutation"] if is_letter else "",
        before=(words[f"{head.form}_{kind}"].format(whom=whom),),
        changes=(words["changes"], differences(occasion)) if kind == "change" else None,
        facts=_facts(occasion, asks),
        after=_after(kind, occasion),
        link=occasion.link if asks else "",
        close=words[f"{head.form}_close"].format(whom=whom),
        signed=_signed(head, words, language),
        key=(words["key"], occasion.fingerprint) if occasion.fingerprint else None,
    )


def _day(occasion: Occasion) -> str:
    """The day on which it is written, where the host is."""
    moment = datetime.fromtimestamp(occasion.at / 1000, UTC).astimezone(ZoneInfo(occasion.meeting.zone))
    return figures.partial_date(moment.date().isoformat(), occasion.language)


def _addressed(occasion: Occasion, form: Literal["to", "the"]) -> str:
    """The Government or Organization, by its state's name where the sentence can bear it (ADR 0019)."""
    words = WORDS[occasion.language]
    if not occasion.is_state:
        return words[f"{form}_organisation"]
    if form == "the":
        return words["the_government"]
    forms = data.forms(occasion.name, occasion.language)
    return words["to_government"].format(**forms) if forms else words["to_government_plain"]


def _after(kind: Kind, occasion: Occasion) -> tuple[str, ...]:
    words, form = WORDS[occasion.language], occasion.letterhead.form
    smaller = bool(occasion.meeting.composition) and occasion.code in occasion.body.members
    return (
        *((words["composed"],) if smaller and kind == "invitation" else ()),
        *((words[f"{form}_reply"],) if kind in ("invitation", "reminder") else ()),
        *((words["stands"],) if kind == "change" else ()),
        words["attached"],
    )


def _signed(head: Letterhead, words: dict[str, str], language: str) -> tuple[str, ...]:
    """The place of seal and initials; or the block of who signs: name, office."""
    if head.form is LetterForm.NOTE:
        return (words["seal"],)
    office = said(head.title, language) or words["chair"]
    return (head.signatory, office) if head.signatory else (office,)


def _facts(occasion: Occasion, asks: bool) -> Rows:
    meeting, language = occasion.meeting, occasion.language
    words, reply_by = WORDS[language], occasion.reply_by
    theme = said(meeting.theme, language)
    return (
        *(((words["theme"], theme),) if theme else ()),
        (words["place"], place_of(meeting, language)),
        *clocks(occasion),
        *(((words["reply_by"], at_host(occasion, reply_by)),) if asks and reply_by is not None else ()),
    )


def differences(occasion: Occasion) -> Rows:
    """What has changed since the addressee was told last, in its language, each with what stood until now."""
    line, words = occasion.meeting, WORDS[occasion.language]
    if occasion.told >= len(line.changes):
        return ()
    _, was = line.changes[occasion.told]
    earlier = replace(
        line,
        title=was.title,
        theme=was.theme,
        place=was.place,
        zone=was.zone,
        opens=was.opens,
        programme=was.programme,
        by_video=was.by_video,
    )
    before = replace(occasion, meeting=earlier, reply_by=was.reply_by)
    removed = words["removed"]
    return tuple(
        (label, words["until_now"].format(now=now or removed, before=stood or removed))
        for (label, now, fact), (_, stood, fact_before) in zip(
            _particulars(occasion), _particulars(before), strict=True
        )
        if fact != fact_before
    )


def _particulars(occasion: Occasion) -> tuple[tuple[str, str, object], ...]:
    """All that can change, a line each, empty where there is nothing, with the fact of which it speaks: an hour that
    stays is no change where it is only told by another city's name."""
    meeting, language, words = occasion.meeting, occasion.language, WORDS[occasion.language]
    title, theme, place = occasion.title, said(meeting.theme, language), place_of(meeting, language)
    sittings = "; ".join(_sitting(plan, language) for plan in meeting.programme)
    reply_by = occasion.reply_by
    host, *elsewhere = clocks(occasion)
    return (
        (words["title"], title, title),
        (words["theme"], theme, theme),
        (words["place"], place, place),
        (*host, local(occasion.opens, meeting.zone, language)),
        *((label, clock, clock) for label, clock in elsewhere),
        (words["sittings"], sittings, sittings),
        (
            words["reply_by"],
            "" if reply_by is None else at_host(occasion, reply_by),
            None if reply_by is None else local(reply_by, "UTC", language),
        ),
    )


def _sitting(plan: SittingPlan, language: str) -> str:
    hours = figures.figures(f"{plan.begins}–{plan.ends}", language)
    return listed([figures.partial_date(plan.date, language), hours], language)


def place_of(meeting: MeetingLine, language: str) -> str:
    """Where a meeting is held, and that it is held by video."""
    by_video = WORDS[language]["by_video"] if meeting.by_video else ""
    return listed(
        [part for part in (venue_of(meeting, language) or meeting.place, by_video) if part], language
    )


COLON = {"fr": "\u00a0: ", "zh": "："}
"""Where a colon is not set as in English: a no-break space before it, or one of full width."""
COMMA = {"ar": "، ", "zh": "，"}


def listed(parts: Sequence[str], language: str) -> str:
    return COMMA.get(language, ", ").join(parts)


def labelled(language: str, label: str, value: str) -> str:
    """`Langues : français`: a label and its value, with the colon as the language sets it."""
    return f"{label}{COLON.get(language, ': ')}{value}"
