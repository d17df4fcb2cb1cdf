"""Verifies a bundle offline and names the first place that is wrong. Order and places: docs/record.md.

First the frame: every line in its order, with its digest. Then what the lines say: entries and their links,
the head, the checkpoints with their tree, the seal.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast

from rostrum.record.bundle import MAGIC, SEAL, Header, Scope
from rostrum.record.canonical import LARGEST, NotCanonical, parsed
from rostrum.record.checkpoint import Checkpoint, NotACheckpoint, Verifier, unbase64
from rostrum.record.codec import Codec
from rostrum.record.entry import GENESIS, Entry, Stored
from rostrum.record.merkle import Frontier

LINE = re.compile(rb"([a-z]+) ([0-9a-f]{64}) (.*)", re.DOTALL)
HASH = re.compile(r"[0-9a-f]{64}")
AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
HEADER = {"book": str, "count": int, "head": str, "key": str, "note": str, "scope": str}
ENVELOPE = {"act", "actor", "at", "book", "capacity", "prev", "seat", "version", "visibility"}


class BadBundle(Exception):
    """``place``: ``header``, ``entry 7``, ``head``, ``checkpoint 2``, ``seal`` or ``key``."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}")
        self.place = place
        self.why = why


@dataclass(frozen=True, slots=True)
class Line:
    word: bytes
    digest: str
    rest: bytes

    @property
    def hash(self) -> str:
        """The hash of the entry that this line is, or stands for."""
        return self.digest if self.word == b"entry" else self.rest.decode("latin-1")


@dataclass(frozen=True, slots=True)
class Frame:
    """A bundle's lines, each with the digest that it declares."""

    header: Header
    entries: Sequence[Line]
    checkpoints: Sequence[Line]
    seal: Line
    body: bytes
    """All bytes before the seal's line."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a sound bundle holds. ``withheld`` counts entries of which only the hash is there."""

    header: Header
    entries: tuple[Stored, ...]
    withheld: int
    checkpoints: tuple[Checkpoint, ...]

    def decoded(self, codec: Codec) -> list[Entry]:
        """The entries that are there, for replaying."""
        return [Entry.read(stored, codec) for stored in self.entries]


def verify(data: bytes, key: str | None = None) -> Verified:
    """What the bundle holds; raises `BadBundle` at the first wrong place.

    A bundle is sound under the key that it carries: give ``key``, learnt elsewhere, to know whose it is.
    """
    frame = framed(data)
    if key is not None and key != frame.header.key:
        raise BadBundle("key", "signed by another key")
    _check_entries(frame)
    if frame.entries[-1].hash != frame.header.head:
        raise BadBundle("head", "the last entry does not have the hash that the header declares")
    checkpoints = _check_checkpoints(frame)
    _check_seal(frame)
    there = tuple(
        Stored(version, entry.rest, entry.digest)
        for version, entry in enumerate(frame.entries, 1)
        if entry.word == b"entry"
    )
    return Verified(frame.header, there, len(frame.entries) - len(there), checkpoints)


def verify_since(data: bytes, older: bytes, key: str | None = None) -> Verified:
    """As `verify`, and that the bundle goes on from an ``older`` one of the same book and key.

    Raises `BadBundle`, at ``since`` where they cannot be compared or the newer is shorter, else at the first entry
    that is another.
    """
    found = verify(data, key)
    try:
        before = verify(older, found.header.key)
    except BadBundle as bad:
        raise BadBundle("since", f"the older bundle: {bad}") from bad
    if before.header.book != found.header.book:
        raise BadBundle("since", "the older bundle is of another book")
    if before.header.count > found.header.count:
        raise BadBundle(
            "since", f"the older bundle has {before.header.count} entries, this {found.header.count}"
        )
    pairs = zip(framed(older).entries, framed(data).entries, strict=False)
    for version, (old, new) in enumerate(pairs, 1):
        if old.hash != new.hash:
            raise BadBundle(f"entry {version}", "it is not the one of the older bundle")
    return found


def framed(data: bytes) -> Frame:
    """Takes a bundle apart, checking each line's digest in order."""
    lines = data.split(b"\n")
    ended = lines.pop() == b""
    if not ended:
        lines = data.split(b"\n")
    if lines[:1] != [MAGIC]:
        raise BadBundle("header", "not a bundle of format 1")
    header = _header(_line("header", lines[1:2], b"header"))
    first, last = 2, 2 + header.count
    entries: list[Line] = []
    for version in range(1, header.count + 1):
        place = first + version - 1
        entries.append(_line(f"entry {version}", lines[place : place + 1], b"entry", b"withheld"))
    signed = [
        _line(f"checkpoint {number}", [line], b"checkpoint") for number, line in enumerate(lines[last:-1], 1)
    ]
    seal = LINE.fullmatch(lines[-1]) if len(lines) > last else None
    if not ended or seal is None or seal[1] != b"seal":
        raise BadBundle("seal", "missing or malformed")
    body = data[: len(data) - len(lines[-1]) - 1]
    return Frame(header, entries, signed, Line(seal[1], seal[2].decode(), seal[3]), body)


def _line(place: str, lines: Sequence[bytes], *words: bytes) -> Line:
    found = LINE.fullmatch(lines[0]) if lines else None
    if found is None or found[1] not in words:
        raise BadBundle(place, "missing or malformed")
    digest = found[2].decode()
    if sha256(found[3]).hexdigest() != digest:
        raise BadBundle(place, "its bytes do not have its hash")
    return Line(found[1], digest, found[3])


def _header(line: Line) -> Header:
    plain = _plain("header", line.rest, set(HEADER))
    if any(type(plain[name]) is not kind for name, kind in HEADER.items()):
        raise BadBundle("header", "a member is of the wrong kind")
    if not 1 <= plain["count"] <= LARGEST or plain["scope"] not in tuple(Scope):
        raise BadBundle("header", "no such count or scope")
    try:
        Verifier.parse(plain["key"])
    except NotACheckpoint as error:
        raise BadBundle("header", "no verifier key") from error
    return Header(plain["book"], plain["count"], plain["head"], plain["key"], Scope(plain["scope"]))


def _plain(place: str, raw: bytes, members: set[str]) -> dict[str, Any]:
    try:
        plain = parsed(raw)
    except NotCanonical as error:
        raise BadBundle(place, str(error)) from error
    if not isinstance(plain, dict) or set(cast("dict[str, Any]", plain)) != members:
        raise BadBundle(place, "not the members that belong here")
    return cast("dict[str, Any]", plain)


def _check_entries(frame: Frame) -> None:
    prev, at = GENESIS, ""
    for version, line in enumerate(frame.entries, 1):
        place = f"entry {version}"
        if line.word == b"withheld":
            if frame.header.scope is not Scope.PUBLIC or not HASH.fullmatch(line.hash):
                raise BadBundle(place, "nothing may be withheld here, or no hash stands for it")
        else:
            plain = _plain(place, line.rest, ENVELOPE)
            _check_envelope(place, plain, version, frame.header)
            if plain["prev"] != prev:
                raise BadBundle(f"entry {_blamed(frame, version)}", "the chain is broken here")
            if plain["at"] < at:
                raise BadBundle(place, "it is of an earlier time than one before it")
            at = plain["at"]
        prev = line.hash


def _check_envelope(place: str, plain: dict[str, Any], version: int, header: Header) -> None:
    act = plain["act"]
    sound = (
        plain["book"] == header.book
        and plain["version"] == version
        and type(plain["version"]) is int
        and all(isinstance(plain[name], str) for name in ("actor", "at", "capacity", "visibility", "prev"))
        and (plain["seat"] is None or isinstance(plain["seat"], str))
        and AT.fullmatch(plain["at"])
        and isinstance(act, dict)
        and isinstance(cast("dict[str, Any]", act).get("kind"), str)
    )
    if not sound:
        raise BadBundle(place, "it is not the entry that belongs here")
    if header.scope is Scope.PUBLIC and plain["visibility"] != "public":
        raise BadBundle(place, "it is not public")


def _blamed(frame: Frame, version: int) -> int:
    """Of two entries that do not join: the earlier, if what comes after vouches for the later one."""
    later = frame.entries[version - 1]
    if version == 1:
        return version
    following = frame.entries[version : version + 1]
    vouched = _declared_prev(following[0]) if following else frame.header.head
    return version - 1 if vouched == later.hash else version


def _declared_prev(line: Line) -> str | None:
    try:
        plain = parsed(line.rest)
    except NotCanonical:
        return None
    return cast("dict[str, Any]", plain).get("prev") if isinstance(plain, dict) else None


def _check_checkpoints(frame: Frame) -> tuple[Checkpoint, ...]:
    verifier, frontier = Verifier.parse(frame.header.key), Frontier()
    opened: list[Checkpoint] = []
    for number, line in enumerate(frame.checkpoints, 1):
        place = f"checkpoint {number}"
        try:
            note = parsed(line.rest)
            checkpoint = verifier.opened(note if isinstance(note, str) else "", frame.header.book)
        except (NotCanonical, NotACheckpoint) as error:
            raise BadBundle(place, str(error)) from error
        if not frontier.size < checkpoint.size <= frame.header.count:
            raise BadBundle(place, "its size is out of order")
        for entry in frame.entries[frontier.size : checkpoint.size]:
            frontier.add(bytes.fromhex(entry.hash))
        if frontier.root() != checkpoint.root:
            since = opened[-1].size + 1 if opened else 1
            raise BadBundle(place, f"entries {since} to {checkpoint.size} are not those that were signed")
        opened.append(checkpoint)
    if frontier.size != frame.header.count:
        raise BadBundle(f"checkpoint {len(opened) + 1}", "no checkpoint covers the last entry")
    return tuple(opened)


def _check_seal(frame: Frame) -> None:
    digest = frame.seal.digest
    if sha256(frame.body).hexdigest() != digest:
        raise BadBundle("seal", "the bytes before it do not have its hash")
    try:
        signature = unbase64(frame.seal.rest.decode("latin-1"))
    except NotACheckpoint as error:
        raise BadBundle("seal", str(error)) from error
    if not Verifier.parse(frame.header.key).holds(signature, SEAL + digest.encode()):
        raise BadBundle("seal", "the signature is not of this key")
