"""Golden scenarios: the same script, the same bytes, the same head, on any machine."""

import asyncio
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from rostrum.doors import rehearse_cli
from rostrum.record.verify import verify
from rostrum.simulation.rehearsal import golden_of, rehearse
from rostrum.simulation.script import load, names


@pytest.mark.parametrize("name", names())
def test_the_rehearsal_equals_the_golden_record(name: str) -> None:
    script = load(name)
    outcome = asyncio.run(rehearse(script))
    assert outcome.wrong == []
    assert outcome.golden() == golden_of(script), "rostrum rehearse --accept, if the change is meant"


@pytest.fixture
def command() -> typer.Typer:
    app = typer.Typer()
    rehearse_cli.register(app)
    return app


def test_rehearse_prints_acts_refusals_and_head_and_writes_the_same_bundle(
    command: typer.Typer, tmp_path: Path
) -> None:
    bundles = list[bytes]()
    for n in range(2):
        path = tmp_path / f"{n}.rostrum"
        result = CliRunner().invoke(command, ["rehearse", "nam-2020-05-04-incidents", "--out", str(path)])
        assert result.exit_code == 0, result.output
        assert "Equals the golden record" in result.output
        assert "SittingClosed" in result.output
        assert "window_running" in result.output
        bundles.append(path.read_bytes())
    assert bundles[0] == bundles[1]
    golden = golden_of(load("nam-2020-05-04-incidents"))
    assert golden is not None
    assert verify(bundles[0]).header.head == golden["head"]


def test_rehearse_fails_when_the_golden_record_differs(command: typer.Typer, tmp_path: Path) -> None:
    source = load("turkic-council-2020-04-10").folder
    for table in ("offices.toml", "organisations.toml"):
        (tmp_path / table).write_text((source.parent / table).read_text(encoding="utf-8"), encoding="utf-8")
    folder = tmp_path / source.name
    folder.mkdir()
    text = (source / "scenario.toml").read_text(encoding="utf-8")
    (folder / "scenario.toml").write_text(text.replace("closing = 120", "closing = 121"), encoding="utf-8")
    (folder / "golden.json").write_text(
        (source / "golden.json").read_text(encoding="utf-8"), encoding="utf-8"
    )
    result = CliRunner().invoke(command, ["rehearse", str(folder)])
    assert result.exit_code == 1
    assert "Differs from the golden record: head" in result.output
    assert CliRunner().invoke(command, ["rehearse", str(folder), "--accept"]).exit_code == 0
    assert CliRunner().invoke(command, ["rehearse", str(folder)]).exit_code == 0
