"""``rostrum body convene``: prepared from a file, refused with what is missing, ordered once, with its book begun."""

import asyncio
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from rostrum.app import make_office
from rostrum.doors import body_cli, body_convene_cli
from rostrum.doors.body_convene_cli import OPERATOR
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Invitation, Post
from rostrum.procedure.words import Capacity, Level, SeatKind
from rostrum.secretariat.bodies import LIBRARIAN, ComposeRequest, found, proposal
from rostrum.secretariat.office import Office
from rostrum.settings import Settings

BOOK, COMING = "body.turkic-council", "summit"
PREPARED = """
rulebook = "small-council"
kept = ["KAZ", "KGZ"]
[changes]
"limits.minister" = 240
[[officers]]
seat = "AZE"
title = { en = "Chair" }
[[agenda]]
number = 1
kind = "agenda"
title = { en = "Adoption of the agenda" }
speakers = []
"""


async def _called(office: Office) -> None:
    """A meeting that is called, composed and invited to; two have accepted."""
    await found(office.clerk, "turkic-council")

    async def do(intent: object) -> None:
        await office.clerk.submit(BOOK, intent, OPERATOR)

    await do(
        i.CallMeeting(
            meeting=COMING, format="extraordinary", title={"en": "Summit"}, theme={}, place="Baku", zone="Asia/Baku",
            opens=office.now() + 86_400_000, languages=("en",),
        )
    )  # fmt: skip
    state = await office.clerk.state(BOOK)
    made = proposal(
        state, COMING, ComposeRequest(on="2024-01-01", scheme="m49-region", seats=5), "", "library"
    )
    await do(made)
    await do(i.AcceptComposition(composition="c1", sheet_sha256=made.sheet_sha256))
    letters = tuple(
        Invitation(code=code, kind=SeatKind.MEMBER, language="en", reply_sha256="ab" * 32, by_hand=True)
        for code in made.members
    )
    await do(
        i.SendInvitations(
            meeting=COMING, composition="c1", invitations=letters, read=("en",),
            accepted=("reply_date_missing",), reason="None is set.",
        )
    )  # fmt: skip
    for code in ("AZE", "TUR"):
        title = {"en": "President"}
        await do(
            i.AnswerInvitation(
                meeting=COMING, code=code, answer="accepted", level=Level.HEAD_OF_STATE, title=title
            )
        )
    administrator = Post(person="p-administrator", capacity=Capacity.ADMINISTRATOR)
    await office.clerk.submit(BOOK, i.GivePost(post=administrator), LIBRARIAN)


@pytest.fixture
def called(tmp_path: Path) -> Path:
    asyncio.run(_called(make_office(Settings(data=tmp_path, hall="silent"))))
    return tmp_path


def run(data: Path, *words: str) -> Result:
    app = typer.Typer()
    body_convene_cli.register(body_cli.register(app), make_office)
    return CliRunner().invoke(app, ["body", *words, "--data", str(data)])


def convene(data: Path, *words: str) -> Result:
    return run(data, "convene", "turkic-council", COMING, *words)


def test_it_is_prepared_from_a_file_ordered_and_its_book_is_there(called: Path, tmp_path: Path) -> None:
    file = tmp_path / "summit.toml"
    file.write_text(PREPARED, encoding="utf-8")
    refused = convene(called, "--prepare", str(file))
    assert refused.exit_code == body_cli.REFUSED
    assert "missing: silent (UZB): or --answer-for silent" in refused.output
    done = convene(called, "--answer-for", "silent", "--reason", "The Chair decided so.")
    assert done.exit_code == 0, done.output
    assert "Convened: summit." in done.output
    meeting = asyncio.run(make_office(Settings(data=called, hall="silent")).meeting("summit"))
    assert set(meeting.seats) == {"AZE", "TUR", "KAZ", "KGZ"}
    assert (meeting.rules.limits.minister, meeting.chair_seat) == (240, "AZE")
    again = convene(called)
    assert (again.exit_code, "already_convened" in again.output) == (body_cli.REFUSED, True)


def test_what_is_missing_is_said_and_what_must_be_mended_cannot_be_answered_for(called: Path) -> None:
    said = convene(called, "--answer-for", "agenda_missing", "--reason", "x")
    assert said.exit_code == body_cli.REFUSED
    assert "missing: agenda_missing: it must be mended" in said.output
    assert "missing: chair_missing: it must be mended" in said.output


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.toml", "agenda = [", "Nothing was changed"),
        ("a.toml", "papers = []", "there is no papers"),
        ("a.json", json.dumps([1]), "it holds no tables"),
        ("a.json", json.dumps({"agenda": [{"number": "one"}]}), "agenda"),
    ],
)
def test_a_file_that_is_no_preparation_changes_nothing(
    called: Path, tmp_path: Path, name: str, text: str, why: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    said = convene(called, "--prepare", str(file))
    assert (said.exit_code, why in said.output) == (body_convene_cli.BAD_FILE, True), said.output


def test_a_body_or_a_meeting_that_is_not_there_is_said_so(called: Path) -> None:
    assert "There is no book body.oz" in run(called, "convene", "oz", COMING).output
    assert "unknown_meeting" in run(called, "convene", "turkic-council", "another").output


def test_a_body_says_who_administers_it(called: Path) -> None:
    assert "administrator: p-administrator" in run(called, "show", "turkic-council").output
