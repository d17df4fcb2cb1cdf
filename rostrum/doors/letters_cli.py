"""Commands for a body's letters: ``rostrum body letterhead``, ``draft``, ``change`` and ``lot``."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from rostrum.doors.body_cli import REFUSED, Data, leave, with_clerk
from rostrum.doors.body_cli import now as clock
from rostrum.doors.by_language import texts
from rostrum.doors.moments import instant_of, is_zone
from rostrum.printing.letter_pages import as_pdf, as_text
from rostrum.printing.letters import Kind, write
from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.changes import particulars_of
from rostrum.procedure.body.facts import Letterhead, SittingPlan
from rostrum.procedure.body.meetings import coming
from rostrum.procedure.body.readiness import languages_of
from rostrum.procedure.body.state import Body
from rostrum.procedure.words import Capacity, LetterForm
from rostrum.record.checkpoint import Signer
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.dispatch import House, changed_draft, draft_of
from rostrum.secretariat.kinds import BODIES

OPERATOR = Actor(person="operator", capacity=Capacity.SECRETARY)
Meeting = Annotated[str, typer.Option("--meeting", help="Of this meeting alone; else of the whole body.")]
Titles = Annotated[
    list[str] | None, typer.Option("--title", help="LANGUAGE=TEXT: the signatory's office, once a language.")
]


def register(body: typer.Typer) -> None:
    """Adds the commands to ``rostrum body``."""
    body.command("letterhead")(letterhead)
    body.command("draft")(draft)
    body.command("change")(change)
    body.command("lot")(lot)


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
    with_clerk(of, lambda clerk: clerk.submit(BODIES.book(name), intent, OPERATOR))
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
        state: Body = await clerk.state(BODIES.book(name))
        if meeting not in state.meetings or state.meetings[meeting].opens is None:
            leave(f"There is no meeting {meeting} to come.", REFUSED)
        letter = write(kinds[kind], draft_of(state, meeting, code, language, house, clock()))
        typer.echo(as_text(letter), nl=False)
        if pdf is not None:
            pdf.write_bytes(as_pdf(letter, state.accent))

    with_clerk(of, drafted)


def change(
    name: Annotated[str, typer.Argument(help="The body's key.")],
    meeting: Annotated[str, typer.Argument(help="The meeting's key.")],
    reason: Annotated[str, typer.Option(help="Why, for the record.")],
    opens: Annotated[str, typer.Option(help="Another opening, ISO 8601 with its distance from UTC.")] = "",
    sitting: Annotated[
        list[str] | None, typer.Option(help="2027-06-15,15:00,18:00: all sittings anew, one by one.")
    ] = None,
    zone: Annotated[str, typer.Option(help="Another time zone, Asia/Baku.")] = "",
    place: Annotated[str, typer.Option(help="Another place.")] = "",
    title: Annotated[list[str] | None, typer.Option(help="LANGUAGE=TEXT, once a language.")] = None,
    reply_by: Annotated[str, typer.Option("--reply-by", help="Another date for answers, ISO 8601.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="The letters have been read: make the change.")] = False,
    of: Data = Path("var"),
) -> None:
    """Change a called meeting. Shows the letters; with --yes it is done, and everyone invited is written to."""

    async def changed(clerk: Clerk) -> None:
        state: Body = await clerk.state(BODIES.book(name))
        line = coming(state, meeting)
        now = particulars_of(line)
        now = replace(
            now,
            title={**now.title, **texts(title, "--title")},
            place=place or now.place,
            zone=_zone(zone or now.zone),
            opens=_instant(opens, "--opens") if opens else now.opens,
            programme=tuple(_sitting(one) for one in sitting) if sitting else now.programme,
            reply_by=_instant(reply_by, "--reply-by") if reply_by else now.reply_by,
        )
        languages = languages_of(tuple(line.invitations.values()))
        if yes:
            intent = i.ChangeMeeting(meeting=meeting, particulars=now, reason=reason, read=languages)
            await clerk.submit(BODIES.book(name), intent, OPERATOR)
            return typer.echo(f"{meeting} is changed; letters to {len(line.invitations)}.")
        for language in languages:
            code = next(one.code for one in line.invitations.values() if one.language == language)
            drafted = changed_draft(state, meeting, code, "", House(origin="", fingerprint=""), clock(), now)
            typer.echo(as_text(write("change", drafted)))
        typer.echo("Nothing was changed. When you have read the letters, add --yes.", err=True)

    with_clerk(of, changed)


def lot(
    name: Annotated[str, typer.Argument(help="The body's key.")],
    source: Annotated[str, typer.Argument(help="Which public value: a beacon's round, a lottery's draw.")],
    known: Annotated[str, typer.Option(help="When it becomes known, ISO 8601 with its distance from UTC.")],
    of: Data = Path("var"),
) -> None:
    """Announce the public value that a lot will be drawn from, before it is known."""
    intent = i.AnnounceLot(source=source, known_at=_instant(known, "--known"))
    entry = with_clerk(of, lambda clerk: clerk.submit(BODIES.book(name), intent, OPERATOR))
    typer.echo(f"Announced by entry {BODIES.book(name)}/{entry}.")


def _zone(name: str) -> str:
    if not is_zone(name):
        raise typer.BadParameter(f"{name!r} is no time zone", param_hint="--zone")
    return name


def _instant(text: str, option: str) -> int:
    try:
        return instant_of(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def _sitting(text: str) -> SittingPlan:
    day, begins, ends = (*text.split(","), "", "", "")[:3]
    return SittingPlan(date=day, begins=begins, ends=ends, title={})
