"""Import of a body of every member that can be, with its preview, and how soon a file of 400,000 rows is refused.

`python -m bench intake`. Milliseconds. The first reading of a process loads the names of states, and is the bar.
Members are those with an ISO 3166 code: fewer than the 400 that are asked for; both figures are printed.
"""

from statistics import median
from time import perf_counter
from typing import Any

from babel.core import get_global

from rostrum import data
from rostrum.procedure.body.machine import BODY
from rostrum.secretariat.bodies import LIBRARIAN
from rostrum.secretariat.intake import BadFile, Choices, Founding, read_draft
from rostrum.secretariat.library import is_code

MEMBERS, ROWS = 400, 400_000
PREVIEW, REFUSED = 300, 1000
"""Milliseconds at most."""


def table() -> bytes:
    """As many members as have a code, up to 400."""
    others = [code for code in sorted(get_global("territory_aliases")) if is_code(code)]
    codes = list(dict.fromkeys((*data.states(), *others)))[:MEMBERS]
    rows = [f"{code};{code if code not in data.states() else data.state(code).names['fr']}" for code in codes]
    return (
        "code;nom;groupe;adhésion\r\n" + "".join(f"{r};G{n % 7};13/09/1961\r\n" for n, r in enumerate(rows))
    ).encode()


def read(content: bytes) -> float:
    began = perf_counter()
    draft = read_draft(content, Founding(key="club", language="fr"), Choices())
    if draft.whole is not None:
        BODY.decide(BODY.begin("body.club"), draft.whole, LIBRARIAN, 0)
    return (perf_counter() - began) * 1000


def refused(content: bytes) -> float:
    began = perf_counter()
    try:
        read_draft(content, Founding(key="club"), Choices())
    except BadFile:
        return (perf_counter() - began) * 1000
    raise AssertionError("taken")


def run() -> dict[str, Any]:
    content = table()
    first = read(content)
    usual = median(read(content) for _ in range(9))
    late = median(refused(b"code,name\n" + b"CUB,Cuba\n" * ROWS) for _ in range(5))
    return {
        "members": content.count(b"\n") - 1,
        "preview and import, ms": {
            "first": first,
            "median": usual,
            "must be at most": PREVIEW,
            "reached": first <= PREVIEW,
        },
        "400,000 rows refused, ms": {"median": late, "must be at most": REFUSED, "reached": late <= REFUSED},
    }
