"""Lots in a record: announced before they are drawn, or said not to be."""

import json
import re
import shutil
import subprocess
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from rostrum.app import codec
from rostrum.doors import verify_cli
from rostrum.doors.verify_cli import said_of
from rostrum.procedure.body.acts import CompositionProposed, LotAnnounced
from rostrum.procedure.words import Visibility
from rostrum.record.bundle import export
from rostrum.record.checkpoint import Signer
from rostrum.record.entry import Draft, Stored
from rostrum.record.lots import announcement, unannounced
from rostrum.record.memory import MemoryRecord
from tests.house.sources import ROOT
from tests.record.sitting import BEGUN, CHAIR

DRAWN = {"lot_seed": "4711", "lot_source": "State lottery, 1 June"}


def entries(*acts: dict[str, object]) -> list[Stored]:
    made = [
        json.dumps({"act": act, "at": f"2027-06-01T12:00:0{n}.000Z"}).encode() for n, act in enumerate(acts)
    ]
    return [Stored(n, one, sha256(one).hexdigest()) for n, one in enumerate(made, 1)]


def announced(known: str = "2027-06-01T11:00:00Z", source: str = DRAWN["lot_source"]) -> dict[str, object]:
    return {
        "kind": "LotAnnounced",
        "source": source,
        "known_at": round(datetime.fromisoformat(known).timestamp() * 1000),
    }


def proposed(**request: object) -> dict[str, object]:
    return {"kind": "CompositionProposed", "composition": "c1", "request": {"lot_seed": None, **request}}


def test_a_lot_of_the_rule_itself_or_announced_before_is_not_spoken_of() -> None:
    assert unannounced(entries(proposed(), announced(), proposed(**DRAWN))) == []


def test_a_lot_without_an_announcement_before_it_is_named() -> None:
    for record in (
        entries(proposed(**DRAWN), announced()),
        entries(announced(source="another"), proposed(**DRAWN)),
        entries(proposed(lot_seed="4711", lot_source=None)),
    ):
        (found,) = unannounced(record)
        assert (found.composition, found.early) == ("c1", False)
        assert said_of(found).startswith("NOT ANNOUNCED: entry ")


def test_a_lot_drawn_before_its_source_could_be_known_is_named() -> None:
    (found,) = unannounced(entries(announced("2027-06-01T13:00:00Z"), proposed(**DRAWN)))
    assert (found.entry, found.early) == (2, True)
    assert said_of(found).startswith("DRAWN EARLY: entry 2")


def test_an_entry_is_an_announcement_of_its_own_source_only() -> None:
    record = entries(proposed(), announced())
    assert announcement(record, 2, DRAWN["lot_source"])
    assert not announcement(record, 2, "another") and not announcement(record, 1, DRAWN["lot_source"])
    assert not announcement(record, 9, DRAWN["lot_source"])


def drawn(composition: str, **request: Any) -> CompositionProposed:
    return CompositionProposed(
        composition=composition,
        meeting="june",
        request={"lot_seed": None, **request},
        seats={"Africa": 1},
        members=("EGY",),
        sheet_sha256="0" * 64,
        rulebook="composition-2",
    )


ACTS: tuple[CompositionProposed | LotAnnounced, ...] = (
    drawn("c1"),
    drawn("c2", lot_seed="4711", lot_source="a draw at home"),
    LotAnnounced(source="State lottery", known_at=BEGUN + 2_000),
    drawn("c3", lot_seed="4711", lot_source="State lottery"),
    LotAnnounced(source="Another", known_at=BEGUN + 9_000_000),
    drawn("c4", lot_seed="4711", lot_source="Another"),
    drawn("c5", lot_seed="4711"),
)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A sound record in which one lot was announced, two were not, and one was drawn early."""
    record = MemoryRecord(codec())
    drafts = [Draft(BEGUN + 1000 * n, CHAIR, act, Visibility.PUBLIC) for n, act in enumerate(ACTS)]
    record.append("body.nam", 0, drafts)
    file = tmp_path / "bundle"
    file.write_bytes(export(record, "body.nam", Signer(bytes(32))))
    return file


def test_both_verifiers_say_the_same_of_lots(bundle: Path) -> None:
    node = shutil.which("node")
    assert node, "Node is needed to run the second verifier"
    command = [node, ROOT / "tools/verify.mjs", bundle]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    app = typer.Typer()
    app.callback()(lambda: None)
    verify_cli.register(app)
    ours = CliRunner().invoke(app, ["verify", str(bundle)])
    assert ours.exit_code == 0, ours.output
    named = r"(NOT ANNOUNCED|DRAWN EARLY): entry (\d+), composition (c\d)"
    wanted = [("NOT ANNOUNCED", "2", "c2"), ("DRAWN EARLY", "6", "c4"), ("NOT ANNOUNCED", "7", "c5")]
    assert re.findall(named, ours.stderr) == re.findall(named, theirs) == wanted
