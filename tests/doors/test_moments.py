"""Hours as they are written on a command line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from rostrum.app import make_office
from rostrum.doors import convene_cli
from rostrum.doors.moments import instant_of, is_zone


def test_an_hour_is_written_with_its_distance_from_utc() -> None:
    eleven = int(datetime(2027, 6, 15, 11, tzinfo=UTC).timestamp() * 1000)
    assert instant_of("2027-06-15T15:00:00+04:00") == instant_of("2027-06-15T11:00Z") == eleven


@pytest.mark.parametrize("text", ["2027-06-15T15:00:00", "2027-06-15", "tomorrow", ""])
def test_an_hour_without_it_is_two_hours_to_two_people(text: str) -> None:
    with pytest.raises(ValueError, match=r"distance from UTC|no date and hour"):
        instant_of(text)


@pytest.mark.parametrize(
    ("name", "is_one"), [("Asia/Baku", True), ("UTC", True), ("Baku", False), ("../x", False)]
)
def test_a_zone_is_one_of_the_database(name: str, is_one: bool) -> None:
    assert is_zone(name) is is_one


def test_no_meeting_is_convened_at_an_hour_without_its_zone(tmp_path: Path) -> None:
    app = typer.Typer()
    convene_cli.register(app, make_office)
    words = ["convene", "nam-2020-05-04", "--data", str(tmp_path), "--opens", "2027-06-15T15:00:00"]
    said = CliRunner().invoke(app, words)
    assert said.exit_code == 1 and "lacks its distance from UTC" in " ".join(said.output.split())
    assert list(tmp_path.iterdir()) == []
