"""A small body for tests: four members in two schemes, an observer, a chair, a meeting called and composed."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Group, Invitation, NamedOfficer, SittingPlan
from rostrum.procedure.body.machine import BODY
from rostrum.procedure.body.state import Body
from rostrum.procedure.meeting.facts import AgendaItem, Paper, PaperFile
from rostrum.procedure.words import Capacity, ItemKind, Level, SeatKind

SECRETARY = Actor(person="secretary", capacity=Capacity.SECRETARY)
CHAIR = Actor(person="AZE.chair", capacity=Capacity.CHAIR, seat="AZE")
CUBA = Actor(person="CUB.head", capacity=Capacity.HEAD, seat="CUB")
NOON = 1_592_218_800_000
"""2020-06-15T11:00:00Z in ms."""
DIGEST = "ab" * 32


def text(english: str) -> dict[str, str]:
    return {"en": english}


def founding(**changes: Any) -> i.FoundBody:
    facts: dict[str, Any] = {
        "key": "nam",
        "name": text("Movement"),
        "short": "NAM",
        "founded": "1961",
        "languages": ("en", "ar"),
        "rulebook": "nam",
    }
    return i.FoundBody(**(facts | changes))


def scheme(key: str = "region", groups: tuple[str, ...] = ("Africa", "Asia")) -> i.DeclareScheme:
    return i.DeclareScheme(
        scheme=key, name=text(key), groups=tuple(Group(key=g, name=text(g)) for g in groups)
    )


def member(code: str, group: str = "Africa", joined: str = "1961") -> i.AdmitMember:
    return i.AdmitMember(code=code, joined=joined, groups={"region": group})


def call(**changes: Any) -> i.CallMeeting:
    facts: dict[str, Any] = {
        "meeting": "june",
        "format": "contact-group",
        "title": text("June"),
        "theme": {},
        "place": "Baku",
        "zone": "Asia/Baku",
        "opens": NOON,
        "languages": ("en",),
        "programme": (SittingPlan(date="2020-06-15", begins="15:00", ends="18:00", title={}),),
    }
    return i.CallMeeting(**(facts | changes))


def past(**changes: Any) -> i.RecordPastMeeting:
    facts: dict[str, Any] = {
        "meeting": "may",
        "format": "contact-group",
        "title": text("May"),
        "theme": {},
        "place": "Baku",
        "zone": "Asia/Baku",
        "began": "2020-05-04",
        "ended": "2020-05-04",
        "participants": (),
    }
    return i.RecordPastMeeting(**(facts | changes))


def proposing(*members: str, **changes: Any) -> i.ProposeComposition:
    facts: dict[str, Any] = {
        "meeting": "june",
        "request": {"on": "2020-06-15", "scheme": "region", "seats": len(members), "method": "webster"},
        "seats": {"Africa": len(members)},
        "members": members,
        "sheet_sha256": DIGEST,
        "rulebook": "composition-1",
    }
    return i.ProposeComposition(**(facts | changes))


def overriding(code: str, seated: bool, *members: str, **changes: Any) -> i.OverrideComposition:
    facts: dict[str, Any] = {
        "composition": "c1",
        "code": code,
        "seated": seated,
        "reason": "asked by the region",
        "members": members,
        "seats": {"Africa": len(members)},
        "sheet_sha256": "cd" * 32,
    }
    return i.OverrideComposition(**(facts | changes))


def invitation(code: str, kind: SeatKind = SeatKind.MEMBER) -> Invitation:
    return Invitation(
        code=code,
        kind=kind,
        language="en",
        reply_sha256=DIGEST,
        mailbox=f"m-{code}",
        digests=behind_salt(f"{code.lower()}@x.invalid"),
        addresses=(f"{code.lower()}@x.invalid",),
    )


def behind_salt(*addresses: str) -> tuple[str, ...]:
    return tuple(sha256(f"salt{address}".encode()).hexdigest() for address in addresses)


def inviting(*codes: str, **changes: Any) -> i.SendInvitations:
    facts: dict[str, Any] = {
        "meeting": "june",
        "composition": "c1",
        "invitations": tuple(invitation(code) for code in codes),
        "reply_by": NOON - 1_000_000,
        "read": ("en",),
    }
    return i.SendInvitations(**(facts | changes))


class Assembly:
    """A body whose intents are carried out at once, with a clock that goes on by a second each."""

    def __init__(self) -> None:
        self.state = Body("body.nam")
        self.acts: list[tuple[Any, Actor, int]] = []
        self.at = NOON - 3_600_000

    def do(self, *intents: Any, by: Actor = SECRETARY) -> "Assembly":
        for intent in intents:
            self.at += 1000
            for act in BODY.decide(self.state, intent, by, self.at):
                BODY.fold(self.state, act, by, self.at)
                self.acts.append((act, by, self.at))
        return self

    def again(self) -> Body:
        """The state folded anew from the acts."""
        found = Body("body.nam")
        for act, by, at in self.acts:
            BODY.fold(found, act, by, at)
        return found


def founded() -> Assembly:
    members = [member("DZA"), member("EGY"), member("CUB", "Asia"), member("AZE", "Asia", "2011-05-25")]
    observer = i.AdmitObserver(code="SRB", kind_of_seat=SeatKind.OBSERVER_STATE, name=text("Serbia"))
    chair = i.OpenTerm(office="chair", holder="AZE", begins="2019-10-25", planned_end="2022")
    return Assembly().do(founding(), scheme(), *members, observer, chair, past(), call())


def composed() -> Assembly:
    return founded().do(proposing("DZA", "CUB"))


def accepted() -> Assembly:
    return composed().do(i.AcceptComposition(composition="c1", sheet_sha256=DIGEST))


def invited() -> Assembly:
    return accepted().do(inviting("DZA", "CUB"))


def item(number: int = 1, kind: ItemKind = ItemKind.AGENDA) -> AgendaItem:
    return AgendaItem(number=number, kind=kind, title=text("Agenda"), speakers=())


def paper(key: str = "draft") -> Paper:
    return Paper(key=key, symbol="NAM/1", title=text("Draft"), text=text("Words."), sha256=text(DIGEST))


def filed(size: int) -> Paper:
    """A paper that is a file in English and has no text."""
    file = PaperFile(sha256=DIGEST, name="Draft.pdf", media="application/pdf", size=size)
    return replace(paper(), text={}, files={"en": file})


def naming(*seats: str) -> i.NameOfficers:
    officers = tuple(NamedOfficer(seat=seat, title=text("Chair")) for seat in seats)
    return i.NameOfficers(meeting="june", officers=officers)


def convening(**changes: Any) -> i.ConveneMeeting:
    facts: dict[str, Any] = {"meeting": "june", "book": "june"}
    return i.ConveneMeeting(**(facts | changes))


def held(**changes: Any) -> i.RecordHeld:
    facts: dict[str, Any] = {
        "meeting": "june", "began": "2020-06-15", "ended": "2020-06-15", "participants": (), "outcomes": (),
    }  # fmt: skip
    return i.RecordHeld(**(facts | changes))


def prepared() -> Assembly:
    """Invited; the first has accepted and presides; there is an agenda."""
    assembly = invited()
    first = next(iter(assembly.state.meetings["june"].invitations))
    return (
        assembly.do(
            i.AnswerInvitation(
                meeting="june", code=first, answer="accepted", level=Level.MINISTER, title=text("Minister")
            )
        )
        .do(i.PrepareAgenda(meeting="june", agenda=(item(),)))
        .do(naming(first))
    )


def convened() -> Assembly:
    return prepared().do(convening(accepted=("silent",), reason="They are expected."))


def in_place_of(code: str, gone: str) -> i.SendInvitations:
    one = replace(invitation(code), replaces=gone)
    return replace(inviting(), invitations=(one,))


def correcting(code: str, *addresses: str, reason: str = "misspelt") -> i.CorrectAddresses:
    return i.CorrectAddresses(
        meeting="june",
        code=code,
        addresses=addresses,
        mailbox=f"m-{code}-2",
        digests=behind_salt(*addresses),
        reply_sha256="ef" * 32,
        reason=reason,
    )
