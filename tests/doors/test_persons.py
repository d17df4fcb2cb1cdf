"""What is held of a person can be shown and forgotten; books stay as they were."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from rostrum.__main__ import command_line
from rostrum.app import codec
from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.acts import SeatTaken
from rostrum.procedure.words import Capacity, Visibility
from rostrum.record.audit import audit_all
from rostrum.record.bundle import attest
from rostrum.record.checkpoint import Signer
from rostrum.record.ledger import Delivered, Mailbox, Note
from rostrum.record.port import CommandKey, Draft
from rostrum.record.sqlite import open_record
from rostrum.record.sqlite_ledger import open_ledger
from rostrum.record.verify import verify

BOOK, KEY, ADDRESS = "sitting", "p-7f3a", "aisha@mission.example"
PERSON = Actor(person=KEY, capacity=Capacity.HEAD, seat="CUB")
OTHER = Actor(person="p-7f3a1", capacity=Capacity.HEAD, seat="AZE")
NAMED = (
    "--name",
    "en=Aisha Alfulani",
    "--name",
    "ar=عائشة الفلاني",
    "--style",
    "H.E. Ms",
    "--address",
    ADDRESS,
)
MAIL = (
    f"From: s@house.example\r\nTo: {ADDRESS}\r\nSubject: Invitation\r\n\r\nHer Excellency Aisha Alfulani\r\n"
)
CAUGHT = "000001-0123456789ab.eml"


def rostrum(data: Path, *words: str) -> Result:
    return CliRunner().invoke(command_line(), [*words, "--data", str(data)])


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A signed book in which the person acted and was refused; a note of theirs, a letter refused, a mail caught."""
    data = tmp_path / "house"
    record, ledger = open_record(data, codec()), open_ledger(data)
    drafts = [
        Draft(5, by, SeatTaken(seat=by.seat or "", person=by.person), Visibility.PUBLIC)
        for by in (PERSON, OTHER)
    ]
    record.append(BOOK, 0, drafts)
    record.remember(BOOK, CommandKey(KEY, "k9", "0" * 64), {"code": "not_your_turn", "at": 6})
    attest(record, BOOK, Signer.at(data))
    ledger.add_note(BOOK, "d", Note(number=1, at=5, person=KEY, capacity="head", text="vote yes", key="k"))
    refused = f"{{'{ADDRESS}': (550, b'no such mailbox')}}"
    ledger.deliver([Delivered(id="x", state="refused", at=1, error=refused)])
    record.close()
    ledger.close()
    (data / "mail").mkdir()
    (data / "mail" / CAUGHT).write_bytes(MAIL.encode())
    (data / "mail" / "000002-0123456789ab.eml").write_bytes(MAIL.replace("aisha@", "other@").encode())
    assert rostrum(data, "person", "set", BOOK, KEY, *NAMED).exit_code == 0
    return data


def exported(house: Path) -> dict[str, Any]:
    answer = rostrum(house, "person", "export", BOOK, KEY)
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.output)


def test_an_export_says_all_that_is_held(house: Path) -> None:
    found = exported(house)
    assert found["named"] == {
        "book": BOOK,
        "key": KEY,
        "names": {"en": "Aisha Alfulani", "ar": "عائشة الفلاني"},
        "style": "H.E. Ms",
        "language": "",
        "addresses": [ADDRESS],
    }
    assert [note["text"] for note in found["notes"]] == ["vote yes"]
    assert [one["id"] for one in found["deliveries"]] == ["x"]
    assert [entry["version"] for entry in found["entries"]] == [1]
    assert [one["code"] for one in found["refusals"]] == ["not_your_turn"]
    assert found["caught"] == [CAUGHT]


def test_erasure_leaves_no_name_and_every_head(house: Path, tmp_path: Path) -> None:
    record = open_record(house, codec())
    before = {book: record.head(book) for book in record.books()}
    record.close()
    assert rostrum(house, "person", "erase", BOOK, KEY).exit_code == 0
    for path in (path for path in house.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if path.suffix != ".eml":
            assert b"Alfulani" not in content and "عائشة".encode() not in content, path
        assert ADDRESS.encode() not in content, path
    record = open_record(house, codec())
    assert {book: record.head(book) for book in record.books()} == before
    assert audit_all(record, Signer.at(house).verifier) == []
    record.close()
    found = exported(house)
    assert (found["named"], found["deliveries"], found["caught"]) == (None, [], [])
    assert rostrum(house, "export", BOOK, "--out", str(tmp_path / "bundle")).exit_code == 0
    assert verify((tmp_path / "bundle").read_bytes()).header.head == before[BOOK].hash


def test_a_mailbox_is_listed_exported_and_erased_by_its_key(house: Path) -> None:
    ledger = open_ledger(house)
    for book, key, to in ((BOOK, "m-1", (ADDRESS, "cub@x.example")), ("body.other", "m-2", (ADDRESS,))):
        ledger.keep_mailboxes([Mailbox(book=book, key=key, addresses=to, salt="5a17", made=3)])
    ledger.close()
    listed = rostrum(house, "person", "list", BOOK).output.splitlines()
    assert [line.split()[0] for line in listed] == [KEY, "m-1"] and "cub@x.example" in listed[1]
    assert [one["key"] for one in exported(house)["mailboxes"]] == ["m-2", "m-1"]
    assert rostrum(house, "person", "erase", BOOK, KEY).exit_code == 0
    assert rostrum(house, "person", "list", BOOK).output.split() == ["m-1", "cub@x.example"]
    assert rostrum(house, "person", "erase", BOOK, "m-1").exit_code == 0
    assert rostrum(house, "person", "list", BOOK).output == ""


def test_what_is_not_there_is_said(house: Path) -> None:
    nobody = rostrum(house, "person", "erase", BOOK, "nobody")
    assert (nobody.exit_code, "is held" in nobody.output) == (2, True)
    assert rostrum(house, "person", "export", "no-such-book", KEY).exit_code == 2
    assert rostrum(house / "elsewhere", "person", "export", BOOK, KEY).exit_code == 2
    assert rostrum(house, "person", "set", BOOK, KEY, "--name", "Aisha").exit_code == 2


def test_seals_get_a_new_key(house: Path) -> None:
    first = rostrum(house, "key")
    assert (first.exit_code, "fingerprint" in first.output) == (0, True)
    answer = rostrum(house, "key", "rotate-seals")
    assert answer.output.startswith("Key 2 seals"), answer.output
    ledger = open_ledger(house)
    assert [key.number for key in ledger.seal_keys()] == [1, 2]
    ledger.close()
    assert rostrum(house, "key").output == first.output
