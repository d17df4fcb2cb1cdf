"""Scenarios: a summit written down as a script, with its sources and with what had to be assumed.

A scenario is a folder with a ``scenario.toml``. Names of states come from the shipped facts, offices and
organisations from two tables beside the scenarios. A scenario may extend another one and say what differs.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from rostrum import data
from rostrum.procedure.body.facts import Post
from rostrum.procedure.meeting.facts import AgendaItem, Officer, Paper, Seat
from rostrum.procedure.words import Capacity, Instant, ItemKind, Level, SeatKind, StatementForm, Texts

LANGUAGES = data.LANGUAGES
FOLDER = Path(__file__).resolve().parents[2] / "scenarios"
"""Where the shipped scenarios lie in a clone."""
VARIED = 0.12
"""Share by which a delegation's statement is shorter or longer than the usual; each has its own."""
GROUND = "rehearsal"
STATES = (SeatKind.MEMBER, SeatKind.OBSERVER_STATE)


class BadScript(ValueError):
    """The scenario cannot be played as written: says where and why."""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from the hour of opening, negative before it; ``*_every_s`` from one delegation to the next."""

    convened_s: int
    lobby_s: int
    enter_from_s: int
    enter_every_s: int
    inscribe_from_s: int
    inscribe_every_s: int


@dataclass(frozen=True, slots=True)
class Manner:
    """Seconds that people take: to answer an offer, to go on in the chair, to state a point, to rule."""

    answer_s: float = 1.5
    chair_s: float = 4.0
    gavel_s: float = 1.0
    point_s: float = 20.0
    ruling_s: float = 8.0
    consultation_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Part:
    """One delegation's part: its seat, what it speaks and how long, when it enters and asks to speak."""

    seat: Seat
    speaks: str
    length_s: int
    enters_s: int
    inscribes_s: int
    assumed: str = ""
    sources: tuple[str, ...] = ()

    @property
    def person(self) -> str:
        """Key of the simulated person."""
        return f"{self.seat.key}.sim"

    @property
    def capacity(self) -> Capacity:
        return Capacity.HEAD if self.seat.kind in STATES else Capacity.ORGANISATION


@dataclass(frozen=True, slots=True)
class Incident:
    """Something out of the ordinary, tried once: ``after_s`` seconds after ``when`` first holds.

    ``when`` may name ``phase``, ``floor``, ``speaker``, ``item``, ``question``, ``point``; all must hold.
    Texts in ``intent`` that begin with ``@`` stand for keys known only then. ``refused``: code of the refusal
    that must come.
    """

    key: str
    why: str
    when: Mapping[str, Any]
    after_s: float
    person: str
    capacity: Capacity
    seat: str | None
    intent: Mapping[str, Any]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A summit to be played. ``opens`` and all that is counted from it can be moved to another day."""

    name: str
    folder: Path
    body: str
    rulebook: str
    format: str
    scheme: str
    """By which the seats of its body are divided among regions."""
    zone: str
    opens: Instant
    languages: tuple[str, ...]
    accent: str
    title: Texts
    theme: Texts
    times: Times
    demo_times: Times
    manner: Manner
    closing_s: int
    parts: tuple[Part, ...]
    officers: tuple[Officer, ...]
    agenda: tuple[AgendaItem, ...]
    papers: tuple[Paper, ...]
    incidents: tuple[Incident, ...] = ()
    assumed: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def book(self) -> str:
        return self.name

    @property
    def chair(self) -> Officer:
        """Who presides unless somebody must take over."""
        return self.officers[0]

    def part(self, seat: str) -> Part | None:
        return _parts(self).get(seat)

    def instant(self, seconds: float) -> Instant:
        """The instant so many seconds from the opening."""
        return self.opens + round(seconds * 1000)

    def opening_at(self, opens: Instant) -> "Script":
        """The same summit on another day, or at another hour."""
        return replace(self, opens=opens)

    def for_demo(self) -> "Script":
        """The same summit with a lobby of minutes instead of most of an hour."""
        return replace(self, times=self.demo_times, parts=_timed(self.parts, self.demo_times))


def _parts(script: Script) -> dict[str, Part]:
    return {part.seat.key: part for part in script.parts}


def names(folder: Path = FOLDER) -> list[str]:
    """Names of the scenarios in a folder."""
    return sorted(path.parent.name for path in folder.glob("*/scenario.toml"))


def load(name: str, folder: Path = FOLDER) -> Script:
    """Reads a scenario by its name in ``folder``, or by the path of its own folder. Raises BadScript."""
    path = Path(name) if Path(name, "scenario.toml").is_file() else folder / name
    try:
        return _Reader(path).script()
    except FileNotFoundError as error:
        raise BadScript(f"no scenario {name!r}; there are {', '.join(names(folder))}") from error
    except (KeyError, TypeError, ValueError, data.UnknownFact) as error:
        raise BadScript(f"{path.name}: {type(error).__name__}: {error}") from error


def posts(script: Script) -> tuple[Post, ...]:
    """Who holds the posts of the script's body: its secretary, and those who preside."""
    officers = [
        Post(
            person=one.person,
            capacity=Capacity.VICE_CHAIR if number else Capacity.CHAIR,
            code=one.seat,
            ground=GROUND,
        )
        for number, one in enumerate(script.officers)
    ]
    secretary = Post(person=Capacity.SECRETARY.value, capacity=Capacity.SECRETARY, ground=GROUND)
    return (secretary, *officers)


def _read(path: Path) -> dict[str, Any]:
    """The tables of a scenario, those that it extends below its own."""
    own = tomllib.loads((path / "scenario.toml").read_text(encoding="utf-8"))
    base = own.pop("extends", "")
    return {**_read(path.parent / base), **own} if base else own


def _timed(parts: tuple[Part, ...], times: Times) -> tuple[Part, ...]:
    return tuple(
        replace(
            part,
            enters_s=times.enter_from_s + n * times.enter_every_s,
            inscribes_s=times.inscribe_from_s + n * times.inscribe_every_s,
        )
        for n, part in enumerate(parts)
    )


class _Reader:
    """Makes a script of the tables of one scenario."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._doc = _read(path)
        self._day = self._doc["opens"].date().isoformat()

    @cached_property
    def _offices(self) -> dict[str, Texts]:
        return tomllib.loads((self._path.parent / "offices.toml").read_text(encoding="utf-8"))

    @cached_property
    def _organisations(self) -> dict[str, Texts]:
        return tomllib.loads((self._path.parent / "organisations.toml").read_text(encoding="utf-8"))

    @cached_property
    def _scheme(self) -> str:
        """The body's own regions, else those of the United Nations' geoscheme."""
        own = f"{self._doc['body']}-region"
        return own if own in data.body(self._doc["body"])["schemes"] else "m49-region"

    def script(self) -> Script:
        doc = self._doc
        if doc["name"] != self._path.name:
            raise ValueError(f"the folder is {self._path.name}, the script {doc['name']}")
        times = Times(**doc["times"])
        return Script(
            name=doc["name"],
            folder=self._path,
            body=doc["body"],
            rulebook=doc["rulebook"],
            format=doc["format"],
            scheme=self._scheme,
            zone=doc["zone"],
            opens=_instant(doc["opens"]),
            languages=tuple(doc["languages"]),
            accent=doc["accent"],
            title=self._texts("title", doc["title"]),
            theme=self._texts("theme", doc["theme"]),
            times=times,
            demo_times=Times(**doc.get("demo", doc["times"])),
            manner=Manner(**doc.get("manner", {})),
            closing_s=doc["lengths"]["closing"],
            parts=_timed(tuple(self._all_parts()), times),
            officers=tuple(self._officer(row) for row in doc["officer"]),
            agenda=tuple(self._item(row) for row in doc["item"]),
            papers=tuple(self._paper(row) for row in doc.get("paper", [])),
            incidents=tuple(_incident(row) for row in doc.get("incident", [])),
            assumed=tuple(doc.get("assumed", [])),
            sources=doc["sources"],
        )

    def _texts(self, where: str, texts: Mapping[str, str]) -> Texts:
        """The texts, complete in every language of the meeting. Raises ValueError."""
        missing = set(self._doc["languages"]) - {tag for tag, text in texts.items() if text.strip()}
        if missing:
            raise ValueError(f"{where} is missing in {', '.join(sorted(missing))}")
        return dict(texts)

    def _all_parts(self) -> list[Part]:
        """Members and the others are ranked apart, each in the order of the script."""
        ranks = {True: 0, False: 0}
        found: list[Part] = []
        for row in self._doc["seat"]:
            kind = SeatKind(row.get("kind", "member"))
            member = kind is SeatKind.MEMBER
            ranks[member] += 1
            found.append(self._part(row, kind, ranks[member]))
        return found

    def _part(self, row: Mapping[str, Any], kind: SeatKind, rank: int) -> Part:
        unknown = set(row.get("sources", [])) - set(self._doc["sources"])
        if unknown:
            raise ValueError(f"{row['key']} cites {', '.join(sorted(unknown))}")
        level = Level(row["level"])
        seat = Seat(
            key=row["key"],
            kind=kind,
            name=self._name(row["key"]),
            level=level,
            title=self._texts(row["office"], self._offices[row["office"]]),
            region=self._region(row["key"], kind),
            protocol_rank=rank,
            form=StatementForm(row.get("form", "live")),
        )
        length = row.get("length_s") or self._length(row["key"], kind, level)
        return Part(seat, row["speaks"], length, 0, 0, row.get("assumed", ""), tuple(row.get("sources", [])))

    def _name(self, key: str) -> Texts:
        if key not in data.states():
            return self._texts(key, self._organisations[key])
        return {tag: data.state(key).name(tag, self._day) for tag in self._doc["languages"]}

    def _region(self, key: str, kind: SeatKind) -> str:
        return data.group_of(self._doc["body"], self._scheme, key) if kind is SeatKind.MEMBER else ""

    def _length(self, key: str, kind: SeatKind, level: Level) -> int:
        lengths = self._doc["lengths"]
        if key == self._doc["officer"][0]["seat"]:
            return lengths["chair"]
        usual = lengths["guest"] if kind not in STATES else lengths[level.value]
        own = hashlib.sha256(key.encode()).digest()[1] / 255
        return round(usual * (1 - VARIED + 2 * VARIED * own))

    def _officer(self, row: Mapping[str, Any]) -> Officer:
        title = self._texts(row["office"], self._offices[row["office"]])
        return Officer(person=row["person"], seat=row["seat"], title=title)

    def _item(self, row: Mapping[str, Any]) -> AgendaItem:
        return AgendaItem(
            number=row["number"],
            kind=ItemKind(row["kind"]),
            title=self._texts(f"item {row['number']}", row["title"]),
            speakers=tuple(SeatKind(kind) for kind in row["speakers"]),
            paper=row.get("paper", ""),
        )

    def _paper(self, row: Mapping[str, Any]) -> Paper:
        text = {tag: words.strip() for tag, words in self._texts(row["key"], row["text"]).items()}
        return Paper(
            key=row["key"],
            symbol=row["symbol"],
            title=self._texts(row["key"], row["title"]),
            text=text,
            sha256={tag: hashlib.sha256(words.encode()).hexdigest() for tag, words in text.items()},
            agreed_by=row.get("agreed_by", {}),
        )


def _instant(moment: datetime) -> Instant:
    if moment.tzinfo is None:
        raise ValueError("opens has no zone")
    return round(moment.timestamp() * 1000)


def _incident(row: Mapping[str, Any]) -> Incident:
    return Incident(
        key=row["key"],
        why=row["why"],
        when=row["when"],
        after_s=row.get("after_s", 2),
        person=row["person"],
        capacity=Capacity(row["capacity"]),
        seat=row.get("seat"),
        intent=row["intent"],
        refused=row.get("refused", ""),
    )
