"""Commands for a body's letters: ``rostrum body letterhead`` and ``rostrum body draft``."""

from pathlib import Path
from typing import Annotated

import typer

from rostrum.doors.body_cli import REFUSED, Data, leave, now, with_clerk
from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Letterhead
from rostrum.procedure.body.state import Body
from rostrum.procedure.words import Capacity, LetterForm
from rostrum.record.checkpoint import Signer
from rostrum.secretariat.bodies import book_of
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.dispatch import House, draft_of
from rostrum.secretariat.letter_pages import as_pdf, as_text
from rostrum.secretariat.letters import Kind, write

OPERATOR = Actor(person="operator", capacity=Capacity.SECRETARY)
Meeting = Annotated[str, typer.Option("--meeting", help="Of this meeting alone; else of the whole body.")]
Titles = Annotated[
    list[str] | None, typer.Option("--title", help="LANGUAGE=TEXT: the signatory's office, once a language.")
]


def register(body: typer.Typer) -> None:
    """Adds the commands to ``rostrum body``."""
    body.command("letterhead")(letterhead)
    body.command("draft")(draft)


def texts(given: list[str] | None, option: str) -> dict[str, str]:
    """``en=Chair`` and its like, by language."""
    found: dict[str, str] = {}
    for one in given or ():
        language, mark, text = one.partition("=")
        if not mark or not text.strip():
            raise typer.BadParameter(f"{one!r} is not LANGUAGE=TEXT", param_hint=option)
        found[language] = text.strip()
    return found


def letterhead(
    name: Annotated[str, typer.Argument(help="The body's key.")],
    form: Annotated[
        LetterForm, typer.Option(help="A note verbale, or a letter with a signature.")
    ] = LetterForm.NOTE,
    number: Annotated[str, typer.Option(help="The number of the invitations; else the house counts.")] = "",
    signatory: Annotated[str, typer.Option(help="Who signs letters.")] = "",
    title: Titles = None,
    meeting: Meeting = "",
    of: Data = Path("var"),
) -> None:
    """Choose how letters are written from now on: form, number and who signs."""
    chosen = Letterhead(form=form, number=number, signatory=signatory, title=texts(title, "--title"))
    intent = i.SetLetterhead(meeting=meeting, letterhead=chosen)
    with_clerk(of, lambda clerk: clerk.submit(book_of(name), intent, OPERATOR))
    typer.echo(f"{meeting or name}: {form.value}, {signatory or 'without a signatory'}.")


def draft(
    name: Annotated[str, typer.Argument(help="The body's key.")],
    meeting: Annotated[str, typer.Argument(help="The meeting's key.")],
    code: Annotated[str, typer.Argument(help="To whom: CUB, united-nations …")],
    language: Annotated[str, typer.Option(help="Another language of the meeting than the usual one.")] = "",
    kind: Annotated[str, typer.Option(help="invitation, reminder or cancellation.")] = "invitation",
    pdf: Annotated[Path | None, typer.Option(help="Write it on paper too.")] = None,
    of: Data = Path("var"),
) -> None:
    """Show a letter as it would leave, dots for the key of its reply page. Changes nothing."""
    kinds: dict[str, Kind] = {
        "invitation": "invitation",
        "reminder": "reminder",
        "cancellation": "cancellation",
    }
    if kind not in kinds:
        raise typer.BadParameter(f"{kind!r} is no kind of letter", param_hint="--kind")
    signer = Signer.kept(of)
    house = House(origin="", fingerprint=signer.verifier.fingerprint if signer else "")

    async def drafted(clerk: Clerk) -> None:
        state: Body = await clerk.state(book_of(name))
        if meeting not in state.meetings or state.meetings[meeting].opens is None:
            leave(f"There is no meeting {meeting} to come.", REFUSED)
        letter = write(kinds[kind], draft_of(state, meeting, code, language, house, now()))
        typer.echo(as_text(letter), nl=False)
        if pdf is not None:
            pdf.write_bytes(as_pdf(letter, state.accent))

    with_clerk(of, drafted)
