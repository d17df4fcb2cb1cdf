"""Reading a body from a file: all errors at once with their places, or the body whole."""

import json
import string
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from rostrum.app import codec
from rostrum.doors.body_cli import BAD_FILE, REFUSED, register
from rostrum.procedure.body.intents import AdmitMember, DeclareScheme, EstablishBody
from rostrum.procedure.body.machine import BODY
from rostrum.record.sqlite import FILE, open_record
from rostrum.secretariat.bodies import LIBRARIAN, ComposeRequest, composed
from rostrum.secretariat.intake import BadFile, read_body
from rostrum.secretariat.library import is_code

GOOD = """code,name_en,region,LDC,joined
AUT,Austria,North,,1999
ESH,Sahrawi Republic,South,,1984-02-22
NPL,Nepal,South,LDC,
"""
BAD = """code,name_en,region,joined
AUT,Austria,North,1999-02-30
XQZ,Nowhere,South,1984
NPL,Austria,,
NPL,Nepal,South
AUT,,North,20x
"""
WRONG = [
    "line 2, column joined: an impossible date ('1999-02-30')",
    "line 3, column code: no ISO 3166 alpha-3 code of a state ('XQZ')",
    "line 4, column name_en: the name of AUT, not of NPL ('Austria')",
    "line 4, column region: a group is missing",
    "line 5: 3 cells where the head has 4",
    "line 6, column code: the same member as in line 2 ('AUT')",
    "line 6, column joined: an impossible date ('20x')",
    "line 6, column name_en: a name is missing",
]


@pytest.mark.parametrize("code", ["GHA", "COK", "HKG"])
def test_states_and_territories_with_a_code_today_are_known(code: str) -> None:
    assert is_code(code)


@pytest.mark.parametrize("code", ["XXX", "QZZ", "ZZZ", "YUG", "ZAR", "GH", "gha", ""])
def test_codes_of_the_users_own_and_withdrawn_ones_are_nobodys(code: str) -> None:
    assert not is_code(code)


def errors(content: str | bytes, key: str = "club") -> list[str]:
    with pytest.raises(BadFile) as caught:
        read_body(content if isinstance(content, bytes) else content.encode(), key)
    return [str(error) for error in caught.value.errors]


def members(whole: EstablishBody) -> list[AdmitMember]:
    return [step for step in whole.steps if isinstance(step, AdmitMember)]


def test_a_good_table_is_the_body_whole() -> None:
    whole = read_body(GOOD.encode(), "club")
    assert [(m.code, m.joined) for m in members(whole)] == [
        ("AUT", "1999"), ("ESH", "1984-02-22"), ("NPL", ""),
    ]  # fmt: skip
    austria, sahrawi, nepal = members(whole)
    assert austria.groups["region"] == "North" and austria.groups["un-group"] == "WEOG"
    assert (austria.name, sahrawi.name) == ({}, {"en": "Sahrawi Republic"})
    assert nepal.groups["LDC"] == "LDC" and "LDC" not in austria.groups
    schemes = [step.scheme for step in whole.steps if isinstance(step, DeclareScheme)]
    assert schemes == ["region", "LDC", "un-group", "m49-subregion", "m49-region", "LLDC"]


def test_all_errors_are_named_at_once() -> None:
    assert errors(BAD) == WRONG


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1, column code: the column is missing"),
        (b"code,name_en,joined\n", "line 1: no members"),
        (
            b"code,name_en,joined,joined\nAUT,Austria,,\n",
            "line 1, column joined: the column stands there twice",
        ),
        (b"code,name_en,,joined\nAUT,Austria,x,\n", "line 1: no name for a grouping scheme"),
        (b"code,name_en,joined\nAUT,\xff,\n", "line 2: the file is not UTF-8"),
        (b'code,name_en,joined\nAUT,"Austria,\n', "line 2: not CSV: unexpected end of data"),
        (
            b"code,name_en,joined\naut,Austria,\n",
            "line 2, column code: no ISO 3166 alpha-3 code of a state ('aut')",
        ),
        (b"{", "line 1: not JSON: Expecting property name enclosed in double quotes"),
        (b'{"members": 3}', "line 1, column members: a list of rows is missing"),
        (b'[{"code":"AUT","name_en":"\\ud800"}]', "line 1: not JSON: UnicodeEncodeError"),
        (b"[" * 100_000, "line 1: not JSON: RecursionError"),
    ],
)
def test_a_file_that_is_none(content: bytes, said: str) -> None:
    assert said in errors(content)


def test_a_key_that_is_none() -> None:
    assert errors(GOOD, "The Club")[0].startswith("line 1, column --name: a key has letters")


def test_json_rows_have_their_own_lines() -> None:
    text = """{"name": "Club", "rulebook": "x", "founded": "19", "languages": ["la"], "members": [
 {"code": "AUT", "name_en": "Austria", "region": "N", "joined": "1999"},
 {"code": "AUT", "name_en": "Austria", "region": "N", "code": "BEL"},
 3,
 {"code": "", "name_en": 5,
  "groups": []}
]}"""
    assert errors(text) == [
        "line 1, column founded: an impossible date ('19')",
        "line 1, column languages: a list out of ar, zh, en, fr, ru, es is wanted",
        "line 1, column rulebook: one of nam, small-council, un-ga is wanted ('x')",
        "line 3, column code: the name stands there twice",
        "line 3, column name_en: the name of AUT, not of BEL ('Austria')",
        "line 4: row 3 is not an object",
        "line 5, column code: a code is missing",
        "line 5, column groups: an object of scheme and group is wanted",
        "line 5, column name_en: a name is missing",
        "line 5, column name_en: a text is wanted ('5')",
    ]


def test_json_and_csv_say_the_same() -> None:
    rows = [
        {"code": "AUT", "name_en": "Austria", "groups": {"region": "North"}, "joined": "1999"},
        {"code": "NPL", "name_en": "Nepal", "region": "South", "joined": None},
    ]
    table = "code,name_en,region,joined\nAUT,Austria,North,1999\nNPL,Nepal,South,\n"
    assert read_body(json.dumps(rows).encode(), "club") == read_body(table.encode(), "club")


def test_an_imported_body_composes() -> None:
    state = BODY.begin("body.club")
    for act in BODY.decide(state, read_body(GOOD.encode(), "club"), LIBRARIAN, 0):
        BODY.fold(state, act, LIBRARIAN, 0)
    sheet = composed(state, ComposeRequest(on="2020-01-01", scheme="region", seats=2), "chair")
    assert dict(sheet.seats) == {"North": 1, "South": 1}


# Through the command


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    register(app)
    app.callback()(lambda: None)
    return app


def run(app: typer.Typer, *words: str) -> Any:
    return CliRunner().invoke(app, ["body", *words])


def entries(folder: Path) -> int:
    if not (folder / FILE).exists():
        return 0
    record = open_record(folder, codec())
    try:
        return sum(len(list(record.entries(book))) for book in record.books())
    finally:
        record.close()


def test_the_command_imports_once_and_shows(app: typer.Typer, tmp_path: Path) -> None:
    file, folder = tmp_path / "club.csv", str(tmp_path / "data")
    file.write_text(GOOD)
    done = run(app, "import", str(file), "--name", "club", "--data", folder)
    assert (done.exit_code, done.stdout) == (0, "club: 3 members in book body.club, 10 acts.\n")
    again = run(app, "import", str(file), "--name", "club", "--data", folder)
    assert again.exit_code == REFUSED and "body_exists" in again.stderr
    assert entries(tmp_path / "data") == 10
    assert "North 1, South 2" in run(app, "show", "club", "--data", folder).stdout
    assert "body.club" in run(app, "list", "--data", folder).stdout
    assert run(app, "show", "atlantis", "--data", folder).exit_code == REFUSED


def test_a_bad_file_changes_nothing(app: typer.Typer, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(BAD)
    done = run(app, "import", str(file), "--name", "club", "--data", str(tmp_path / "data"))
    assert done.exit_code == BAD_FILE
    assert [line.split(": ", 1)[1] for line in done.stderr.splitlines()[:-1]] == WRONG
    assert done.stderr.splitlines()[-1] == "8 errors. Nothing was changed."
    assert entries(tmp_path / "data") == 0


# Fuzz

CELL = st.sampled_from(
    [
        "AUT",
        "NPL",
        "ESH",
        "Austria",
        "Nepal",
        "",
        "North",
        "1999",
        "1999-02-30",
        "x" * 201,
        'a"b',
        "\x00",
        "é",
        " ",
    ]
) | st.text(string.printable, max_size=6)
HEADS = st.permutations(["code", "name_en", "joined", "region", "LDC"]).flatmap(
    lambda names: st.integers(2, 5).map(lambda n: names[:n])
)
TABLES = st.tuples(HEADS, st.lists(st.lists(CELL, max_size=6), max_size=6)).map(
    lambda table: "\n".join(",".join(row) for row in (table[0], *table[1])).encode()
)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | CELL,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["code", "name_en", "joined", "members", "groups", "name"]) | CELL, inner
        )
    ),
    max_leaves=12,
).map(lambda value: json.dumps(value).encode())


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=60) | TABLES | JSONS)
def test_any_file_is_a_body_whole_or_a_list_of_errors(content: bytes) -> None:
    """Never a failure of another kind; and what is read can be decided, folded and written in one go."""
    try:
        whole = read_body(content, "club")
    except BadFile as bad:
        assert bad.errors and all(error.line >= 1 and error.reason for error in bad.errors)
        return
    state = BODY.begin("body.club")
    acts = BODY.decide(state, whole, LIBRARIAN, 0)
    kept = codec()
    for act in acts:
        assert kept.decode(json.loads(json.dumps(kept.encode(act)))) == act
        BODY.fold(state, act, LIBRARIAN, 0)
    assert len(state.members) == len(members(whole)) > 0
