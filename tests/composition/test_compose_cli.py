"""`rostrum compose` through its own door."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from rostrum.doors.compose_cli import DIFFERS, REFUSED, register, solver_aside
from rostrum.record.checkpoint import Signer


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return app


ISSUE = (
    "compose --body nam --on 2020-05-04 --scheme nam-region --seats 45 --method webster --minimum 1 --json"
)


def run(app: typer.Typer, line: str, code: int = 0) -> bytes:
    result = CliRunner().invoke(app, line.split())
    assert result.exit_code == code, result.output
    return result.stdout_bytes


def test_the_command_of_the_issue_prints_canonical_json(app: typer.Typer) -> None:
    said = run(app, ISSUE)
    document = json.loads(said)
    assert document["seats"] == {
        "Africa": 20,
        "Asia-Pacific": 14,
        "Latin America and the Caribbean": 10,
        "Europe": 1,
    }
    assert (document["ties"], document["gallagher"]) == ([], 1.15)
    assert (document["last_seat"]["region"], document["first_missed"]["region"]) == ("Africa", "Asia-Pacific")
    assert sum(m["seated"] for m in document["members"].values()) == 45
    assert run(app, ISSUE) == said


def test_options_reach_the_request(app: typer.Typer) -> None:
    line = (
        "compose --seats 45 --method cambridge --base 1 --cap Africa=18 --lot seed "
        "--must-have CUB=host --declined GHA --override +NGA=asked "
        "--floor LDC=3 --floor Melanesia=2 --decay 0.9 --no-offices --json"
    )
    inputs = json.loads(run(app, line))["inputs"]
    assert inputs["must_haves"] == [["CUB", "host", False]]
    assert inputs["availability"] == {"GHA": "declined"}
    assert inputs["overrides"] == [["NGA", True, "asked", "the Chair"]]
    assert inputs["lot_seed"] == "seed"
    rules = inputs["rules"]
    assert (rules["caps"], rules["class_floors"], rules["subregion_floors"], rules["decay"]) == (
        {"Africa": 18},
        {"LDC": 3},
        {"Melanesia": 2},
        "9/10",
    )


def test_compare_gives_all_nine(app: typer.Typer) -> None:
    methods = json.loads(run(app, "compose --compare --json"))["methods"]
    assert len(methods) == 9
    assert len(methods["dhondt"]["ties"]) == 2
    assert b"huntington-hill" in run(app, "compose --compare")


def test_check_verifies_and_finds_a_change(app: typer.Typer, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.json"
    sheet.write_bytes(run(app, ISSUE))
    assert json.loads(run(app, f"compose --check {sheet} --json"))["verified"] is True
    sheet.write_bytes(sheet.read_bytes().replace(b'"gallagher":1.15', b'"gallagher":1.14', 1))
    assert (
        json.loads(run(app, f"compose --check {sheet} --json", DIFFERS).split(b"\n")[0])["verified"] is False
    )


def test_a_refusal_is_typed(app: typer.Typer) -> None:
    said = json.loads(run(app, "compose --declined AZE --declined BLR --json", REFUSED).split(b"\n")[0])
    assert said["refused"]["code"] == "region-short-of-willing"


@pytest.mark.parametrize(
    "bad",
    [
        "--cap Africa",
        "--cap Africa=x",
        "--decay 2",
        "--decay 1/0",
        "--decay NaN",
        "--decay 1e999999999",
        "--override CUB=x",
        "--must-have CUB",
    ],
)
def test_malformed_options_are_usage_errors(app: typer.Typer, bad: str) -> None:
    run(app, f"compose {bad}", 2)


def test_pdf_and_csv_are_written(app: typer.Typer, tmp_path: Path) -> None:
    said = run(app, f"compose --pdf {tmp_path / 'a.pdf'} --csv {tmp_path / 'a.csv'}")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "a.csv").read_bytes().count(b"\r\n") == 121
    assert b"Azerbaijan" in said


def test_what_the_solver_prints_is_no_part_of_the_answer(capfd: pytest.CaptureFixture[str]) -> None:
    with solver_aside():
        os.write(1, b"HiGHS has something to say")
    print("the answer")
    assert capfd.readouterr() == ("the answer\n", "HiGHS has something to say")


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        (b'"decay":"1"', b'"decay":"1/0"'),
        (b'"decay":"1"', b'"decay":"1e999999999"'),
        (b'"decay":"1"', b'"decay":' + b"[" * 100_000 + b"]" * 100_000),
        (b'"decay":"1"', b'"decay":NaN'),
        (b'"decay":"1"', b'"decay":1e400'),
        (b'"decay":"1"', b'"decay":"\\ud800"'),
        (b'"gallagher":1.15', b'"gallagher":' + b"9" * 400),
        (b'"seats":45', b'"seats":-45'),
        (b'"seats":45', b'"seats":"45"'),
    ],
)
def test_no_sheet_however_malformed_ends_in_a_stack(
    app: typer.Typer, tmp_path: Path, said: bytes, instead: bytes
) -> None:
    sheet = tmp_path / "sheet.json"
    whole = run(app, ISSUE)
    assert said in whole
    sheet.write_bytes(whole.replace(said, instead, 1))
    result = CliRunner().invoke(app, ["compose", "--check", str(sheet)])
    assert (result.exit_code, type(result.exception)) == (DIFFERS, SystemExit), result.output


def test_a_sheet_s_signature_is_checked(app: typer.Typer, tmp_path: Path) -> None:
    house, other = Signer(bytes(32)), Signer(bytes([1]) * 32)
    sheet, signature = tmp_path / "sheet.json", tmp_path / "sheet.sig"
    content = run(app, ISSUE)
    sheet.write_bytes(content)
    digest = hashlib.sha256(content.rstrip(b"\n")).hexdigest()
    signature.write_text(f"{house.verifier}\n{digest}\n{house.sign(content.rstrip()).hex()}\n")
    line = f"compose --check {sheet} --signature {signature}"
    pinned = CliRunner().invoke(app, [*line.split(), "--key", str(house.verifier)])
    assert (pinned.exit_code, "NOT CHECKED" in pinned.output) == (0, False)
    assert house.verifier.fingerprint in pinned.output
    assert "NOT CHECKED" in CliRunner().invoke(app, line.split()).output
    run(app, f"{line} --key {other.verifier}", DIFFERS)
    signature.write_text(f"{house.verifier}\n{digest}\n{other.sign(content.rstrip()).hex()}\n")
    run(app, line, DIFFERS)
    signature.write_text("none")
    run(app, line, DIFFERS)
