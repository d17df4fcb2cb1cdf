"""The result sheet: canonical JSON (RFC 8785) that carries its inputs, so that anyone can derive it again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rostrum.composition.model import (
    CompositionRefused,
    Member,
    MustHave,
    Override,
    PastMeeting,
    Request,
    Rules,
)

KIND = "rostrum-composition-sheet"
RULEBOOK = "composition-2"
FRACTION = re.compile(r"[0-9]{1,40}(/[1-9][0-9]{0,39})?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished composition. `document` is the whole of it as JSON values; the bytes are canonical."""

    document: Mapping[str, Any]

    @property
    def bytes(self) -> bytes:
        """The canonical bytes: the same on any machine."""
        return rfc8785.dumps(dict(self.document))

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, hex."""
        return sha256(self.bytes).hexdigest()

    @property
    def seated(self) -> frozenset[str]:
        """The codes of those who sit."""
        return frozenset(code for code, m in self.document["members"].items() if m["seated"])

    @property
    def seats(self) -> Mapping[str, int]:
        """Seats by region."""
        return self.document["seats"]

    @property
    def request(self) -> Request:
        """The request, read back from the sheet's own inputs."""
        return request_from(self.document["inputs"])


class SheetDiffers(Exception):
    """A sheet does not say what its inputs give. `where` is the first path that differs."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def read(data: bytes) -> Sheet:
    """A sheet from its bytes.

    `SheetDiffers("form")` when it is no sheet, "rulebook" when it was made by another one (the words of reasons
    belong to it), "bytes" when they are not canonical.
    """
    try:
        document = json.loads(data)
        assert document["kind"] == KIND and isinstance(document["rulebook"], str)
    except (ValueError, KeyError, TypeError, AssertionError, RecursionError):
        raise SheetDiffers("form") from None
    if document["rulebook"] != RULEBOOK:
        raise SheetDiffers("rulebook")
    sheet = Sheet(document)
    if _canonical(sheet) != data.rstrip(b"\n"):
        raise SheetDiffers("bytes")
    return sheet


def _canonical(sheet: Sheet) -> bytes | None:
    """None where it has no canonical bytes: NaN, numbers beyond a double's, lone surrogates, a pit of brackets."""
    try:
        return sheet.bytes
    except (rfc8785.CanonicalizationError, ValueError, OverflowError, RecursionError):
        return None


def check(data: bytes) -> Sheet:
    """Derive a sheet again from its inputs; raises `SheetDiffers` at the first difference."""
    from rostrum.composition.compose import compose  # compose builds sheets, check composes: met here only

    sheet = read(data)
    try:
        again = compose(sheet.request)
    except (
        CompositionRefused,
        LookupError,
        ArithmeticError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        raise SheetDiffers("inputs") from None
    if again.bytes != sheet.bytes:
        raise SheetDiffers(_first_difference(sheet.document, json.loads(again.bytes)) or "bytes")
    return sheet


def _first_difference(said: Any, derived: Any, path: str = "") -> str | None:
    if isinstance(said, dict) and isinstance(derived, dict):
        for key in sorted(said.keys() | derived.keys()):  # type: ignore[arg-type]
            below = f"{path}/{key}"
            if key not in said or key not in derived:
                return below
            found = _first_difference(said[key], derived[key], below)
            if found:
                return found
        return None
    return None if said == derived else path or "/"


def sign(sheet: Sheet, key: Ed25519PrivateKey) -> bytes:
    """A detached Ed25519 signature over the canonical bytes (RFC 8032)."""
    return key.sign(sheet.bytes)


def verify_signature(data: bytes, signature: bytes, key: Ed25519PublicKey) -> bool:
    """True when `signature` is the key's over these bytes."""
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def inputs_of(request: Request) -> dict[str, Any]:
    """The request as JSON values: members by code, fractions as text, sets sorted."""
    rules = request.rules
    return {
        "body": request.body,
        "on": request.on,
        "scheme": request.scheme,
        "seats": request.seats,
        "method": request.method,
        "regions": list(request.regions()),
        "members": [
            [m.code, m.name, m.region, m.subregion, sorted(m.classes)]
            for m in sorted(request.members, key=lambda m: m.code)
        ],
        "rules": {
            "minimum": rules.minimum,
            "minima": dict(rules.minima),
            "caps": dict(rules.caps),
            "base": rules.base,
            "pattern": None if rules.pattern is None else dict(rules.pattern),
            "spread": rules.spread,
            "subregion_floors": dict(rules.subregion_floors),
            "subregion_ceilings": dict(rules.subregion_ceilings),
            "class_floors": dict(rules.class_floors),
            "decay": str(rules.decay),
            "must_have_weight": str(rules.must_have_weight),
        },
        "must_haves": [[m.code, m.ground, m.by_office] for m in request.must_haves],
        "availability": dict(request.availability),
        "overrides": [[o.code, o.seat, o.reason, o.by] for o in request.overrides],
        "history": [_past(h) for h in sorted(request.history, key=lambda h: (h.on, h.key))],
        "lot_seed": request.lot_seed,
        "lot_source": request.lot_source,
        **({"lot_announced": request.lot_announced} if request.lot_announced else {}),
    }


def _past(meeting: PastMeeting) -> dict[str, Any]:
    return {
        "key": meeting.key,
        "on": meeting.on,
        "seated": sorted(meeting.seated),
        "eligible": None if meeting.eligible is None else sorted(meeting.eligible),
        "declined": sorted(meeting.declined),
        "must_have": sorted(meeting.must_have),
        "due": None if meeting.due is None else dict(meeting.due),
    }


def request_from(inputs: Mapping[str, Any]) -> Request:
    """The request behind a sheet's inputs; the inverse of `inputs_of`."""
    rules = dict(inputs["rules"])
    rules["decay"] = _fraction(rules["decay"])
    rules["must_have_weight"] = _fraction(rules["must_have_weight"])
    place = {region: i for i, region in enumerate(inputs["regions"])}
    rows = sorted(inputs["members"], key=lambda row: (place[row[2]], row[0]))
    return Request(
        body=inputs["body"],
        on=inputs["on"],
        scheme=inputs["scheme"],
        seats=inputs["seats"],
        method=inputs["method"],
        members=tuple(Member(c, name, region, sub, frozenset(cl)) for c, name, region, sub, cl in rows),
        rules=Rules(**rules),
        must_haves=tuple(MustHave(*row) for row in inputs["must_haves"]),
        availability=inputs["availability"],
        overrides=tuple(Override(*row) for row in inputs["overrides"]),
        history=tuple(_past_from(h) for h in inputs["history"]),
        lot_seed=inputs["lot_seed"],
        lot_source=inputs["lot_source"],
        lot_announced=inputs.get("lot_announced"),
    )


def _fraction(text: str) -> Fraction:
    """As `inputs_of` writes it; raises ValueError for any other text, such as ``1e999999999``, which takes for ever."""
    if not FRACTION.fullmatch(text):
        raise ValueError(f"no fraction: {text[:40]!r}")
    return Fraction(text)


def _past_from(row: Mapping[str, Any]) -> PastMeeting:
    return PastMeeting(
        key=row["key"],
        on=row["on"],
        seated=frozenset(row["seated"]),
        eligible=None if row["eligible"] is None else frozenset(row["eligible"]),
        declined=frozenset(row["declined"]),
        must_have=frozenset(row["must_have"]),
        due=row["due"],
    )
