"""State diagrams of the procedure, drawn from its transition tables: `python -m rostrum.procedure.diagrams`.

Rewrites the part of docs/procedure.md between its two marks; `--check` only says whether it is current.
"""

import sys
from pathlib import Path

from rostrum.procedure.meeting.agenda import ITEM_MOVES
from rostrum.procedure.meeting.corrections import CORRECTION_MOVES
from rostrum.procedure.meeting.floor import FLOOR_MOVES
from rostrum.procedure.meeting.moves import Move
from rostrum.procedure.meeting.points import POINT_MOVES
from rostrum.procedure.meeting.presence import PRESENCE_MOVES
from rostrum.procedure.meeting.questions import QUESTION_MOVES
from rostrum.procedure.meeting.refusals import REFUSALS
from rostrum.procedure.meeting.sitting import SITTING_MOVES
from rostrum.procedure.meeting.speakers import ENTRY_MOVES, LIST_MOVES

DIAGRAMS: dict[str, tuple[Move, ...]] = {
    "M1 Sitting": SITTING_MOVES,
    "M1 Item of the agenda": ITEM_MOVES,
    "M2 Floor": FLOOR_MOVES,
    "M2a Speakers' list": LIST_MOVES,
    "M2a Entry of the list": ENTRY_MOVES,
    "M3 Point of order": POINT_MOVES,
    "M5 Question put, short form": QUESTION_MOVES,
    "Presence of a person": PRESENCE_MOVES,
    "Correction of a name or title": CORRECTION_MOVES,
}

BEGIN = "<!-- drawn from the tables: python -m rostrum.procedure.diagrams -->"
END = "<!-- end of what is drawn -->"
PAGE = Path(__file__).parents[2] / "docs" / "procedure.md"


def diagram(moves: tuple[Move, ...]) -> str:
    """One Mermaid state diagram; acts between the same two phases share an arrow."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for move in moves:
        arrows.setdefault((move.before or "[*]", move.after), []).append(move.act)
    lines = [f"    {before} --> {after}: {', '.join(acts)}" for (before, after), acts in arrows.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def refusals() -> str:
    rows = [f"| `{code}` | {rule} | {', '.join(facts)} |" for code, (rule, facts) in REFUSALS.items()]
    return "\n".join(["| code | rule | facts |", "|---|---|---|", *rows])


def drawn() -> str:
    parts = [f"### {title}\n\n{diagram(moves)}" for title, moves in DIAGRAMS.items()]
    return "\n\n".join([BEGIN, *parts, f"### Refusals\n\n{refusals()}", END])


def page_with(text: str) -> str:
    """The page with its drawn part renewed. Raises ValueError where a mark is missing."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return before + drawn() + after


def main(arguments: list[str]) -> int:
    text = PAGE.read_text()
    renewed = page_with(text)
    if "--check" in arguments:
        print("The diagrams are current." if text == renewed else "The diagrams are stale.")
        return int(text != renewed)
    PAGE.write_text(renewed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
