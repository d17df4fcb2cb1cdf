"""``python -m rostrum``: the command line, wired to what it runs.

A command loads what it uses (ADR 0013). Until one is called for it is a name and one sentence; then its part of the
house is imported, and the commands beside it are not. While parts load, Ctrl-C ends the process without a word: there
is nothing to tidy up yet, and a stack of imports tells nobody anything.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typer


@dataclass(frozen=True, slots=True)
class Command:
    """`says` is its one sentence in the list of commands; `join` imports it and adds it to a command line."""

    says: str
    join: Callable[[typer.Typer], None]


def _body(line: typer.Typer) -> None:
    from rostrum import app
    from rostrum.doors import body_cli, body_convene_cli, letters_cli

    body = body_cli.register(line)
    letters_cli.register(body)
    body_convene_cli.register(body, app.make_office)


def _compose(line: typer.Typer) -> None:
    from rostrum.doors import compose_cli

    compose_cli.register(line)


def _convene(line: typer.Typer) -> None:
    from rostrum import app
    from rostrum.doors import convene_cli

    convene_cli.register(line, app.make_office)


def _demo(line: typer.Typer) -> None:
    from rostrum import demo
    from rostrum.doors import demo_cli

    demo_cli.register(line, demo.run)


def _doctor(line: typer.Typer) -> None:
    from rostrum.doors import doctor

    doctor.register(line)


def _export(line: typer.Typer) -> None:
    from rostrum.doors import record_cli

    record_cli.register(line)


def _person(line: typer.Typer) -> None:
    from rostrum.doors import person_cli

    person_cli.register(line)


def _rehearse(line: typer.Typer) -> None:
    from rostrum.doors import rehearse_cli

    rehearse_cli.register(line)


def _serve(line: typer.Typer) -> None:
    from rostrum import app
    from rostrum.doors import serve_cli

    serve_cli.register(line, app.serve, app.schema)


def _verify(line: typer.Typer) -> None:
    from rostrum.doors import verify_cli

    verify_cli.register(line)


def _accredit(line: typer.Typer) -> None:
    from rostrum import app
    from rostrum.doors import accredit_cli

    accredit_cli.register(line, app.make_office)


COMMANDS = {
    "demo": Command("Serve a summit on this machine alone, with simulated delegations.", _demo),
    "serve": Command("Serve the meetings of a data directory.", _serve),
    "convene": Command("Convene the meeting that a script describes.", _convene),
    "accredit": Command("Enter a person on the roll of a meeting, a body or the house.", _accredit),
    "admit": Command("Make a one-time entry code for an accredited person.", _convene),
    "body": Command("Bodies: their members, offices and meetings.", _body),
    "compose": Command("Compose a smaller group in which every region is fairly represented.", _compose),
    "export": Command("Write a book to a file that stands alone and that anyone can verify.", _export),
    "backup": Command("Write all that a data folder keeps to one file, while the house serves.", _export),
    "restore": Command("Put a backup back into a new folder, and verify it there.", _export),
    "key": Command("Print the public key under which the house signs, and its fingerprint.", _export),
    "person": Command("Keep, export or erase a person's names and addresses.", _person),
    "verify": Command("Check a bundle offline, and name the first bad entry.", _verify),
    "rehearse": Command("Play a summit from its script to its close.", _rehearse),
    "simulate": Command("Attend a meeting with simulated delegations.", _rehearse),
    "doctor": Command("Look at ports, ICE, livekit-server, database, disk and browser.", _doctor),
    "openapi": Command("Print the schema of the doors.", _serve),
}


def loaded(name: str) -> Any:
    """The command of this name, whole."""
    import typer
    from typer.main import get_group

    part = typer.Typer(rich_markup_mode=None)
    gc.disable()  # what is loaded stays: to look for garbage in it is a tenth of a start, and of each later search
    COMMANDS[name].join(part)
    gc.freeze()
    gc.enable()
    return get_group(part).commands[name]


def command_line() -> typer.Typer:
    """The commands by name; the one that is called for, and it alone, is loaded."""
    import typer
    from typer.core import TyperGroup

    class Commands(TyperGroup):
        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            if args and args[0] in COMMANDS:
                self.commands[args[0]] = loaded(args[0])
            _interrupts(signal.SIG_DFL, signal.default_int_handler)
            return super().resolve_command(ctx, args)

    # Plain help: laid out by Rich, the list of commands would take longer to print than most of them to run.
    line = typer.Typer(
        name="rostrum",
        cls=Commands,
        help="Convenes and runs summits by videoconference.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    for name, command in COMMANDS.items():
        line.command(name, short_help=command.says)(_not_loaded)
    return line


def _not_loaded() -> None:
    raise AssertionError("A command runs when it is loaded")


def _interrupts(before: Any, after: Any) -> None:
    """What Ctrl-C does from now on; where the process was told to ignore it, that stays."""
    if signal.getsignal(signal.SIGINT) is before:
        signal.signal(signal.SIGINT, after)


def main() -> None:
    _interrupts(signal.default_int_handler, signal.SIG_DFL)
    command_line()()


if __name__ == "__main__":
    main()
