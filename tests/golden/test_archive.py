"""Books that earlier releases recorded: they verify, open to the state that they were, and go on."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rostrum.app import codec
from rostrum.procedure.actor import Actor
from rostrum.procedure.body.intents import AnswerInvitation, CorrectAddresses
from rostrum.procedure.body.state import Body
from rostrum.procedure.machine import Machine
from rostrum.procedure.meeting.intents import CallToOrder
from rostrum.procedure.meeting.state import Meeting
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Capacity, SittingPhase
from rostrum.record.entry import Entry
from rostrum.record.memory_ledger import MemoryLedger
from rostrum.record.verify import verify
from rostrum.secretariat.accreditation import accredited
from rostrum.secretariat.kinds import machine_of
from rostrum.secretariat.mailboxes import Mailboxes

ARCHIVE = Path(__file__).resolve().parents[2] / "scenarios" / "archive"
BUNDLES = sorted(ARCHIVE.glob("*/*.rostrum"))


def opened(path: Path, until: str = "") -> tuple[Machine[Any], Any]:
    """The kind of the book and its state, or that before the first act of a name."""
    sound = verify(path.read_bytes())
    machine = machine_of(sound.header.book)
    state = machine.begin(sound.header.book)
    for entry in sound.decoded(codec()):
        if until and type(entry.act).__name__ == until:
            break
        fold(machine, state, entry)
    return machine, state


def fold(machine: Machine[Any], state: Any, entry: Entry) -> None:
    machine.fold(state, entry.act, entry.by, entry.at)


def facts(state: Any) -> dict[str, Any]:
    """What is compared: enough of a state to see that each kind of act was understood."""
    if isinstance(state, Body):
        line = state.meetings["june"]
        return {
            "members": len(state.members),
            "terms": sorted(state.terms),
            "meetings": sorted(state.meetings),
            "answers": {code: [one.answer, one.level] for code, one in line.answers.items()},
            "place": line.place,
            "sequence": line.sequence,
            "addresses": {code: list(one.addresses) for code, one in line.invitations.items()},
            "seated": list(state.compositions["c1"].members),
        }
    assert isinstance(state, Meeting)
    return {
        "phase": state.phase,
        "presiding": state.presiding,
        "seats": {key: seat.level for key, seat in state.seats.items()},
        "decisions": {key: one.text for key, one in state.decisions.items()},
        "statements": [[one.seat, one.net_ms, one.cause] for one in state.statements],
        "points": {key: [one.seat, one.ruling] for key, one in state.points.items()},
        "persons": {
            key: [one.actor.capacity, one.actor.seat, one.room] for key, one in accredited(state).items()
        },
    }


def known(path: Path) -> dict[str, Any]:
    return json.loads((path.parent / "facts.json").read_text(encoding="utf-8"))[path.stem]


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_book_of_an_earlier_release_verifies_and_opens_to_what_it_was(path: Path) -> None:
    _, state = opened(path)
    assert json.loads(json.dumps(facts(state))) == known(path)


def test_the_archive_holds_a_body_and_meetings_of_the_first_release() -> None:
    assert {path.stem for path in (ARCHIVE / "0.1").glob("*.rostrum")} == set(
        json.loads((ARCHIVE / "0.1" / "facts.json").read_text(encoding="utf-8"))
    )
    assert len(BUNDLES) >= 6


def test_a_meeting_of_the_first_release_is_called_to_order_today() -> None:
    machine, state = opened(ARCHIVE / "0.1" / "nam-2020-05-04-short.rostrum", until="SittingOpened")
    chair = Actor(person="AZE.chair", capacity=Capacity.CHAIR, seat="AZE")
    for act in machine.decide(state, CallToOrder(), chair, state.at + 1000):
        machine.fold(state, act, chair, state.at + 1000)
    assert state.phase is SittingPhase.OPEN


def test_addresses_that_the_first_release_wrote_into_acts_are_written_to_until_they_are_corrected() -> None:
    machine, state = opened(ARCHIVE / "0.1" / "body.nam.rostrum")
    ledger, sent = MemoryLedger(), state.meetings["june"].invitations["ZAF"]
    mailboxes, at = Mailboxes(ledger), state.at + 1000
    assert mailboxes.addresses("body.nam", sent) == ("zaf@missions.example",)
    secretary = Actor(person="secretary", capacity=Capacity.SECRETARY)

    def correct(*addresses: str) -> None:
        draft = replace(sent, addresses=addresses)
        with mailboxes.keeping("body.nam", "secretary", addresses[0], [draft], at) as (letter,):
            intent = CorrectAddresses(
                meeting="june", code="ZAF", addresses=letter.addresses, mailbox=letter.mailbox,
                digests=letter.digests, reply_sha256="ab" * 32, reason="moved",
            )  # fmt: skip
            for act in machine.decide(state, intent, secretary, at):
                machine.fold(state, act, secretary, at)

    with pytest.raises(OutOfOrder, match="addresses_unchanged"):
        correct("zaf@missions.example")
    assert ledger.mailboxes() == []
    correct("pretoria@mfa.example")
    now = state.meetings["june"].invitations["ZAF"]
    assert (now.addresses, mailboxes.addresses("body.nam", now)) == ((), ("pretoria@mfa.example",))


def test_an_invitation_of_the_first_release_is_answered_today() -> None:
    machine, state = opened(ARCHIVE / "0.1" / "body.nam.rostrum")
    head = Actor(person="ZAF.head", capacity=Capacity.HEAD, seat="ZAF")
    intent = AnswerInvitation(meeting="june", code="ZAF", answer="declined")
    for act in machine.decide(state, intent, head, state.at + 1000):
        machine.fold(state, act, head, state.at + 1000)
    assert state.meetings["june"].answers["ZAF"].answer == "declined"
