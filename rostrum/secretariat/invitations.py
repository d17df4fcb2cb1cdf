"""Invitations of a body's meeting: who is written to, in which language, and the key of its reply page.

A key is derived from a key of the house's seals, so that a reminder can carry it again; on record is only its SHA-256.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field

from rostrum.procedure.actor import Actor
from rostrum.procedure.body.facts import Invitation
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Capacity, SeatKind, Texts
from rostrum.secretariat.seals import Purpose, Seals

LANGUAGE_OF: dict[str, str] = {
    code: language
    for language, codes in {
        "ar": "ARE BHR COM DJI DZA EGY IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN YEM",
        "es": "ARG BOL CHL COL CRI CUB DOM ECU ESP GNQ GTM HND MEX NIC PAN PER PRY SLV URY VEN",
        "fr": "BDI BEL BEN BFA CAF CHE CIV CMR COD COG FRA GAB GIN HTI LUX MCO MDG MLI NER SEN TCD TGO",
        "ru": "ARM BLR KAZ KGZ RUS TJK TKM UZB",
        "zh": "CHN",
    }.items()
    for code in codes.split()
}
"""In which language a state is written to unless the secretariat says otherwise: a default of this project."""
REPLYING = {SeatKind.ORGANISATION: Capacity.ORGANISATION, SeatKind.GUEST: Capacity.ORGANISATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """What is wished for one invitation; empty fields take what is usual."""

    code: str
    language: str = ""
    addresses: tuple[str, ...] = ()
    replaces: str = ""
    kind: SeatKind = SeatKind.GUEST
    """As what one is invited whom the body does not know."""
    name: Texts = field(default_factory=dict[str, str])
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a key opens: one invitation of one meeting."""

    body: Body
    meeting: MeetingLine
    invitation: Invitation

    @property
    def actor(self) -> Actor:
        """The delegation as it answers by its letter: no person is known, the seat is."""
        code, kind = self.invitation.code, self.invitation.kind
        return Actor(person=f"{code}.letter", capacity=REPLYING.get(kind, Capacity.HEAD), seat=code)


class ReplyKeys:
    """Makes the keys of reply pages from the house's seals."""

    def __init__(self, seals: Seals) -> None:
        self._seals = seals

    def key(self, book: str, meeting: str, code: str, sha256: str = "") -> str:
        """43 letters of base64url: 256 bits. With ``sha256`` the key that went out before, whatever the house seals
        with since."""
        text = "\x00".join((book, meeting, code)).encode()
        keys = [
            base64.urlsafe_b64encode(made).decode().rstrip("=")
            for made in self._seals.made(Purpose.REPLY, text)
        ]
        return next((key for key in keys if sha256 and key_sha256(key) == sha256), keys[0])


def key_sha256(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def reply_to(bodies: Iterable[Body], key: str) -> Reply | None:
    """What a key opens, None for any other text."""
    digest = key_sha256(key)
    for body in bodies:
        for meeting in body.meetings.values():
            for invitation in meeting.invitations.values():
                if hmac.compare_digest(invitation.reply_sha256, digest):
                    return Reply(body=body, meeting=meeting, invitation=invitation)
    return None


def invited(
    state: Body,
    meeting: str,
    composition: str,
    wishes: Iterable[Invitee],
    keys: ReplyKeys,
    default_domain: str = "",
) -> tuple[Invitation, ...]:
    """The invitations of those who sit in a composition and of whoever else is named, but for who has one already.

    ``default_domain``: where mail goes for those without an address (the demo's catcher).
    """
    line, chosen = state.meetings.get(meeting), state.compositions.get(composition)
    if line is None:
        refuse("unknown_meeting", meeting=meeting)
    if chosen is None:
        refuse("unknown_composition", composition=composition)
    asked = {wish.code: wish for wish in wishes}
    codes = [code for code in dict.fromkeys((*chosen.members, *asked)) if code not in line.invitations]
    return tuple(
        _invitation(state, line, asked.get(code) or Invitee(code=code), keys, default_domain)
        for code in codes
    )


def _invitation(
    state: Body, line: MeetingLine, wish: Invitee, keys: ReplyKeys, default_domain: str
) -> Invitation:
    code = wish.code
    by_default = (f"{code.lower()}@{default_domain}",) if default_domain and not wish.by_hand else ()
    known = code in state.members or kind_of(state, code) is not SeatKind.GUEST
    return Invitation(
        code=code,
        kind=kind_of(state, code) if known else wish.kind,
        language=written_in(line, code, wish.language),
        reply_sha256=key_sha256(keys.key(state.book, line.key, code)),
        addresses=wish.addresses or by_default,
        replaces=wish.replaces,
        groups=dict(state.members[code].groups) if code in state.members else {},
        name={} if known else wish.name,
        by_hand=wish.by_hand,
    )


def corrected(line: MeetingLine, book: str, code: str, keys: ReplyKeys) -> str:
    """The digest of another key for the reply page of an invitation whose addresses are corrected."""
    return key_sha256(keys.key(book, line.key, f"{code}~{line.corrected.get(code, 0) + 1}"))


def written_in(line: MeetingLine, code: str, wished: str = "") -> str:
    """The language of a letter: the one wished for, if it is the meeting's own, else the usual one."""
    if wished and wished not in line.languages:
        facts = {"code": code, "language": wished, "known": list(line.languages)}
        raise OutOfOrder("not_a_language_of_the_meeting", "M10 delegation", facts)
    return wished or language_for(code, line.languages)


def kind_of(state: Body, code: str) -> SeatKind:
    """As what a code is invited: member, observer, or (a code that the body does not know) guest."""
    if code in state.members:
        return SeatKind.MEMBER
    observer = state.observers.get(code)
    return observer.kind if observer is not None and not observer.left else SeatKind.GUEST


def language_for(code: str, languages: tuple[str, ...]) -> str:
    """The language to write in, out of the meeting's own."""
    usual = LANGUAGE_OF.get(code, "en")
    if usual in languages or not languages:
        return usual
    return "en" if "en" in languages else languages[0]
