"""Reading a body from a file: all errors at once with their places, or the body whole."""

import io
import json
import string
import zipfile
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from rostrum.app import codec
from rostrum.doors.body_cli import BAD_FILE, REFUSED, register
from rostrum.procedure.body.facts import Group
from rostrum.procedure.body.intents import (
    AddGroup,
    AdmitMember,
    DeclareScheme,
    EstablishBody,
    MergeGroups,
    RegroupMember,
    RenameGroup,
)
from rostrum.procedure.body.machine import BODY
from rostrum.record.sqlite import FILE, open_record
from rostrum.secretariat.bodies import LIBRARIAN, ComposeRequest, composed
from rostrum.secretariat.intake import BadFile, Choices, Draft, Founding, read_body, read_draft
from rostrum.secretariat.intake.dates import readings
from rostrum.secretariat.library import is_code
from tests.breadth import tried

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
    "line 3, column code: no ISO 3166 code of a state ('XQZ')",
    "line 4, column name_en: the name of AUT, not of NPL ('Austria')",
    "line 4, column region: a group is missing",
    "line 5: cells here, and in the head: 3/4",
    "line 6, column code: the same member as in line 2 ('AUT')",
    "line 6, column joined: an impossible date ('20x')",
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
    assert (dict(austria.name), dict(sahrawi.name)) == ({}, {"en": "Sahrawi Republic"})
    assert nepal.groups["LDC"] == "LDC" and "LDC" not in austria.groups
    schemes = [step.scheme for step in whole.steps if isinstance(step, DeclareScheme)]
    assert schemes == ["region", "LDC", "un-group", "m49-subregion", "m49-region", "LLDC"]


def test_all_errors_are_named_at_once() -> None:
    assert errors(BAD) == WRONG


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1, column code: a column of codes or of names is missing"),
        (b"code,name_en,joined\n", "line 1: no members"),
        (
            b"code,name_en,joined,joined\nAUT,Austria,,\n",
            "line 1, column joined: the column stands there twice",
        ),
        (b"code,name_en,,joined\nAUT,Austria,x,\n", "line 1: no name for a grouping scheme"),
        (
            b"code,name_en,joined\nAUT,\xff,\n,Oz,\n",
            "line 3, column name_en: no state goes by this name ('Oz')",
        ),
        (b'code,name_en,joined\nAUT,"Austria,\n', "line 2: not CSV: unexpected end of data"),
        (
            b"code,name_en,Region,region,joined\nAUT,Austria,x,x,\n",
            "line 1, column region: a heading that looks like 'Region'",
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
        "line 5, column code: a code or a name is missing",
        "line 5, column groups: an object of scheme and group is wanted",
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


# As spreadsheets and ministries write it

CASES = Path(__file__).parent.parent / "cases"
THREE = [("CUB", "1961"), ("EGY", "1961"), ("DZA", "1961")]


def draft(content: str | bytes, **choices: Any) -> Draft:
    whole = content if isinstance(content, bytes) else content.encode()
    return read_draft(whole, Founding(key="club"), Choices(**choices))


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("bom-crlf", "utf-8"), ("empty-columns", "utf-8"), ("excel-semicolons", "utf-8"), ("excel-sep-line", "utf-8"),
        ("excel-tabs-utf16", "utf-16-le"), ("old-mac-cr", "utf-8"),
    ],
)  # fmt: skip
def test_a_table_is_read_as_spreadsheets_write_it(name: str, encoding: str) -> None:
    found = draft((CASES / f"{name}.csv").read_bytes())
    assert [(m.code, m.joined) for m in found.members] == THREE
    assert (found.encoding, found.schemes) == (encoding, {"region": {"Americas": 1, "Africa": 2}})
    assert found.whole is not None


def test_alphabets_of_old_are_told_by_the_names_in_them() -> None:
    assert draft((CASES / "excel-ansi.csv").read_bytes()).schemes == {"region": {"Amérique": 1}}
    for page, text in (
        ("cp1251", "страна;группа\nЕгипет;Африка\nКуба;Америка\n"),
        ("cp1256", "الدولة;المجموعة\nمصر;أفريقيا\nكوبا;أمريكا\n"),
        ("gb18030", "国家,区域\n埃及,非洲\n古巴,美洲\n"),
        ("cp1252", "Pays;Région\nÉgypte;Afrique\nCuba;Amérique\n"),
    ):
        found = draft(text.encode(page))
        assert (found.encoding, [m.code for m in found.members]) == (page, ["EGY", "CUB"])


def test_composed_and_decomposed_letters_are_one_group() -> None:
    found = draft((CASES / "groups-nfc-nfd.csv").read_bytes())
    assert found.schemes == {"region": {"Amérique": 4, "Afrique": 4}} and found.whole is not None


def test_dates_in_doubt_are_asked_back() -> None:
    content = (CASES / "dates-by-excel.csv").read_bytes()
    (asked,) = draft(content).questions
    assert (asked.about, asked.written, asked.options) == ("dates", ("01/09/1961",), ("day", "month"))
    assert draft(content).whole is None
    for order, cuba in (("day", "1961-09-01"), ("month", "1961-01-09")):
        found = draft(content, dates=order)
        assert [m.joined for m in found.members] == [cuba, "1961-09-01", "1961-09-01"]
    certain = draft("code,joined\nCUB,01/09/1961\nEGY,13/09/1961\n")
    assert (certain.dates, certain.members[0].joined, certain.questions) == ("day", "1961-09-01", ())


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("1.9.1961", "1961-09-01"), ("1er septembre 1961", "1961-09-01"), ("1961年9月1日", "1961-09-01"),
        ("1 de septiembre de 1961", "1961-09-01"), ("сентябрь 1961", "1961-09"), ("١٩٦١", "1961"),
        ("09/1961", "1961-09"), ("31.02.1961", ""), ("01-09-61", ""),
    ],
)  # fmt: skip
def test_dates_as_they_are_written(written: str, wanted: str) -> None:
    assert dict(readings(written)) == ({"": wanted} if wanted else {})


def test_names_without_codes_in_any_of_the_six_languages() -> None:
    for name, code in (
        ("Bolivia", "BOL"), ("Россия", "RUS"), ("埃及", "EGY"), ("مصر", "EGY"), ("Côte d'Ivoire", "CIV"),
        ("Países Bajos", "NLD"), ("les États-Unis", "USA"), ("Swaziland", "SWZ"), ("Vietnam", "VNM"),
    ):  # fmt: skip
        assert [m.code for m in draft(f"name,joined\n{name},\n").members] == [code], name
    assert [m.code for m in draft("iso2,name\nde,Germany\ngb,\nfra,France\n").members] == [
        "DEU",
        "GBR",
        "FRA",
    ]


def test_a_name_of_no_one_state_is_asked_back() -> None:
    (asked,) = draft("name\nKorea\n").questions
    assert (asked.about, asked.written, asked.options) == ("state", ("Korea",), ("KOR", "PRK"))
    assert [m.code for m in draft("name\nKorea\n", states={"Korea": "KOR"}).members] == ["KOR"]


def test_spellings_that_may_be_one_group_are_asked_about_before_anything_is_taken() -> None:
    table = 'code,region\nCUB,Western\nEGY,western\nDZA,"Latin\nAmerica"\nNPL,Latin America\nAUT,Western\n'
    seen = {asked.written: asked for asked in draft(table).questions}
    assert set(seen) == {("Western", "western"), ("Latin\nAmerica", "Latin America")}
    assert seen["Western", "western"].counts == (2, 1) and not seen["Western", "western"].unseen
    assert seen["Latin\nAmerica", "Latin America"].unseen
    with pytest.raises(BadFile, match="2 errors"):
        read_body(table.encode(), "club")
    apart = {"Western": "Western", "western": "western"}
    one = {"Latin\nAmerica": "Latin America"}
    found = draft(table, groups={"region": apart | one})
    assert found.schemes == {"region": {"Western": 2, "western": 1, "Latin America": 2}}
    assert found.whole is not None
    twins = "code,region\nCUB,Asia\nEGY,\u0410sia\n"
    kept = {"region": {"Asia": "Asia", "\u0410sia": "\u0410sia"}}
    assert len(draft(twins, groups=kept).questions) == 1, "no eye could tell them apart"


def test_a_workbook_is_read_with_its_dates(tmp_path: Path) -> None:
    found = draft(
        workbook(
            [["Pays", "Région", "Adhésion"], ["Cuba", "Amérique", 22525.0], ["Égypte", "Afrique", 1961.0]]
        )
    )
    assert (found.form, [(m.code, m.joined) for m in found.members]) == (
        "XLSX",
        [("CUB", "1961-09-01"), ("EGY", "1961")],
    )
    assert errors(b"PK\x03\x04 and no more") == ["line 1: no workbook that can be read: BadZipFile"]


def workbook(rows: list[list[str | float]]) -> bytes:
    """The least that a spreadsheet program takes for a workbook: strings inline."""
    cells = "".join(
        "<row>"
        + "".join(
            f"<c><v>{c}</v></c>" if isinstance(c, float) else f'<c t="inlineStr"><is><t>{c}</t></is></c>'
            for c in row
        )
        + "</row>"
        for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    link = f'<Relationship Id="r1" Type="{office}/{{0}}" Target="{{1}}"/>'
    sheets = '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
    relations = f'<Relationships xmlns="{package}/relationships">'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f"{relations}{link.format('officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/_rels/workbook.xml.rels": f"{relations}{link.format('worksheet', 'worksheets/sheet1.xml')}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{sheets}</workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return kept.getvalue()


def test_a_name_that_is_the_bodys_own_is_kept_on_record() -> None:
    whole = read_body(GOOD.encode(), "club", founding=Founding(key="club", name="Le Club", language="fr"))
    state = BODY.begin("body.club")
    for act in BODY.decide(state, whole, LIBRARIAN, 0):
        BODY.fold(state, act, LIBRARIAN, 0)
    assert state.members["ESH"].name == {"en": "Sahrawi Republic"}
    assert (state.name, state.languages) == ({"fr": "Le Club"}, ("fr",))


def test_groups_are_mended_afterwards() -> None:
    state = BODY.begin("body.club")
    steps = [
        read_body(b"code,region\nCUB,West\nEGY,Wset\nNPL,East\n", "club"),
        MergeGroups(scheme="region", group="Wset", into="West"),
        RegroupMember(code="NPL", scheme="region", group="West"),
        RenameGroup(scheme="region", group="East", name={"en": "Orient"}),
        AddGroup(scheme="region", group=Group(key="Ame\u0301rique", name={})),
    ]
    for step in steps:
        for act in BODY.decide(state, step, LIBRARIAN, 0):
            BODY.fold(state, act, LIBRARIAN, 0)
    assert {m.groups["region"] for m in state.members.values()} == {"West"}
    groups = state.schemes["region"].groups
    assert list(groups) == ["West", "East", "Amérique"] and groups["East"].name == {"en": "Orient"}


@pytest.mark.parametrize(
    "content",
    [
        b"code\n" + b"CUB\n" * 400_000,
        b"code\r" + b"C\r" * 400_000,
        b"[" + b'{"code":"CU"},' * 300_000 + b"1]",
    ],
)
def test_a_file_of_400_000_rows_is_refused_before_it_is_taken_apart(content: bytes) -> None:
    assert errors(content) == ["line 1: more than 5000 members"]


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
    assert done.stderr.splitlines()[-1] == "7 errors. Nothing was changed."
    assert entries(tmp_path / "data") == 0


def test_the_command_asks_back_and_takes_the_answers(app: typer.Typer, tmp_path: Path) -> None:
    file, data = tmp_path / "club.csv", str(tmp_path / "data")
    file.write_text("name;région;adhésion\nKorea;Asie;01/02/1990\nCuba;asie;01/02/1990\n")
    words = ["import", str(file), "--name", "club", "--data", data]
    asked = run(app, *words)
    assert asked.exit_code == BAD_FILE and "3 questions are open" in asked.stderr
    assert all(part in asked.stdout for part in ("--dates day", "--state", "'Asie' 1, 'asie' 1"))
    answers = ["--dates", "day", "--state", "Korea=KOR", "--group", "région:asie=Asie"]
    shown = run(app, *words, *answers, "--preview")
    assert shown.exit_code == 0 and "région: 'Asie' 2" in shown.stdout and entries(tmp_path / "data") == 0
    assert run(app, *words, *answers).exit_code == 0
    assert "Asie 2" in run(app, "show", "club", "--data", data).stdout


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


@settings(max_examples=tried(100, nightly=5000), deadline=None)
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
