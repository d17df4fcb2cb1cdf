"""The printed sheet in six languages: the words, their order, and the same facts in all of them."""

import csv
import io
import json
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from rostrum import data
from rostrum.composition import Sheet, compose
from rostrum.composition.english import route, sentence
from rostrum.composition.facts import request_for
from rostrum.doors.compose_cli import register
from rostrum.printing import fonts, sheets
from rostrum.printing.collation import PINYIN, order_of
from rostrum.printing.fonts import NoFont
from rostrum.printing.sheets import page_of, to_csv, to_pdf
from rostrum.printing.wording import VALUE, Wording, messages
from rostrum.record.checkpoint import Signer
from rostrum.secretariat.editions import shipped_edition
from tests.breadth import tried

SHEET = compose(request_for("nam", "2020-05-04", "nam-region", 45))
SIX = data.LANGUAGES
TWICE = SIX if tried(0, nightly=1) else ("ar",)
"""Languages whose paper is made a second time."""


def words(language: str, sheet: Sheet = SHEET) -> Wording:
    return shipped_edition(sheet, language)


@pytest.mark.parametrize("value", ["=1+1", " =1", "＝1", "\r=1", "|calc", "@x", "-1", "\t1"])
def test_no_cell_is_taken_for_a_formula(value: str) -> None:
    assert sheets._cell(value) == f"'{value}"  # pyright: ignore[reportPrivateUsage]


def test_messages_take_plain_values_only_and_the_same_in_every_language() -> None:
    """The composer here knows no plural and no quoting of ICU: a message that needs them must not be added."""
    files = {path.name for path in resources.files("rostrum.printing").joinpath("words").iterdir()}
    assert files == {f"{language}.json" for language in SIX}
    english = messages("en")
    for language in SIX:
        assert set(messages(language)) == set(english)
        for key, text in messages(language).items():
            assert not re.search(r"[{}']", VALUE.sub("", text)), (language, key)
            assert set(VALUE.findall(text)) == set(VALUE.findall(english[key])), (language, key)


def test_every_code_of_the_english_sentences_has_a_message() -> None:
    source = Path(sentence.__code__.co_filename).read_text(encoding="utf-8")
    reasons, routes = source.split("def route")
    codes = [*re.findall(r'case "([a-z-]+)":', reasons), *re.findall(r'case "([a-z-]+)":', routes)]
    known = messages("en")
    assert len(codes) >= 26
    assert [c for c in codes if f"why_{c}" not in known and f"route_{c}" not in known] == []
    with pytest.raises(ValueError, match="unheard"):
        route({"kind": "unheard"}, {})


FIRST: dict[str, tuple[str, str, str]] = {
    "en": ("Algeria", "Angola", "Benin"),
    "fr": ("Afrique du Sud", "Algérie", "Angola"),
    "es": ("Angola", "Argelia", "Benin"),
    "ru": ("Алжир", "Ангола", "Бенин"),
    "ar": ("إثيوبيا", "إريتريا", "إسواتيني"),
    "zh": ("阿尔及利亚", "埃及", "埃塞俄比亚"),
}


@pytest.mark.parametrize("language", SIX)
def test_names_stand_in_the_order_of_their_language(language: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(SHEET, words(language)))))
    assert tuple(row[2] for row in rows[1:4]) == FIRST[language]
    assert len(rows) == 121
    assert rows[0][2] == words(language).say("col_state")
    seated = {row[1] for row in rows[1:] if row[5] == words(language).say("print_yes")}
    assert seated == SHEET.seated
    assert not [cell for row in rows[1:] for cell in row if cell[:1] in ("=", "+", "@")]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fr", ["Égypte", "El Salvador", "Émirats", "Équateur", "Érythrée", "Espagne"]),
        ("es", ["Nueva", "Ñandú", "Omán", "Óptica", "Países"]),
        ("ru", ["Ёж", "Иордания", "Ирак", "Йемен", "Кабо"]),
        ("ar", ["آيسلندا", "إثيوبيا", "أذربيجان", "الجزائر", "تونس"]),
        ("zh", ["阿富汗", "巴西", "古巴", "中国"]),
    ],
)
def test_the_order_of_letters(language: str, names: list[str]) -> None:
    assert sorted(sorted(names), key=order_of(language)) == names


def test_a_name_that_a_spreadsheet_would_compute_is_text() -> None:
    named = Wording(language="en", body="", scheme="", states={"CUB": "=1+1"})
    assert "'=1+1" in to_csv(SHEET, named)


def test_every_character_of_a_states_name_has_its_sound() -> None:
    used = {c for s in data.states().values() for c in s.name("zh") if "\u4e00" <= c <= "\u9fff"}
    assert used <= set(PINYIN)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            "Siège de droit\u00a0: préside depuis\u00a0: 25 octobre 2019. "
            "Compté sur les sièges de la région Europe (1).",
        ),
        ("ar", "يجلس بحكم الحق: الرئاسة منذ ٢٥ أكتوبر ٢٠١٩. يُحسب من مقاعد أوروبا (١)."),
        ("zh", "当然入席：2019年10月25日起任主席。计入欧洲的1席。没有这一条也会入席。其次区域唯一候选国。"),
        ("ru", "Заседает по праву: Председатель с 25 октября 2019"),
    ],
)
def test_a_reason_is_composed_of_its_code_and_facts(language: str, said: str) -> None:
    assert words(language).reason(SHEET.document["members"]["AZE"]["why"]).startswith(said)


def test_english_prints_the_sentences_that_were_signed() -> None:
    page = page_of(SHEET, words("en"))
    printed = {row[2] for one in page["lists"] for row in [*one["seated"], *one["waiting"]]}
    assert printed == {member["reason"] for member in SHEET.document["members"].values()}


@pytest.mark.parametrize("language", SIX)
def test_the_page_says_the_same_in_every_language(language: str) -> None:
    page = page_of(SHEET, words(language), "ab" * 64)
    assert [len(one["seated"]) for one in page["lists"]] == list(SHEET.seats.values())
    assert (page["sha256"], page["signature"], len(page["methods"])) == (SHEET.sha256, "ab" * 64, 9)
    text = json.dumps(page, ensure_ascii=False)
    if language != "en":
        assert not re.search(r"Seated|Would enter|rotation debt|Chair since", text)
    assert ("٤٥" in page["title"]) == (language == "ar")


@pytest.mark.parametrize("language", SIX)
def test_it_is_put_on_paper_the_same_each_time(language: str) -> None:
    first = to_pdf(SHEET, words(language), "ab" * 64)
    assert first.startswith(b"%PDF-")
    if language in TWICE:
        assert to_pdf(SHEET, words(language), "ab" * 64) == first


def test_without_a_font_for_the_script_nothing_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "families", lambda: frozenset({fonts.EVERYWHERE}))
    assert to_pdf(SHEET, words("fr")).startswith(b"%PDF-")
    for language in ("ar", "zh"):
        with pytest.raises(NoFont):
            to_pdf(SHEET, words(language))


def test_dates_are_as_precise_as_they_are_given() -> None:
    french = words("fr")
    said = [french.date(iso) for iso in ("1961", "2020-02", "2019-10-25", "before 1970")]
    assert said == ["1961", "février 2020", "25 octobre 2019", "before 1970"]


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.callback()(lambda: None)
    register(made)
    return made


def run(app: typer.Typer, *arguments: str) -> Any:
    return CliRunner().invoke(app, ["compose", *arguments])


def test_the_command_prints_in_a_language(app: typer.Typer, tmp_path: Path) -> None:
    table, paper = tmp_path / "sheet.csv", tmp_path / "sheet.pdf"
    done = run(app, "--language", "ar", "--csv", str(table), "--pdf", str(paper))
    assert done.exit_code == 0, done.output
    assert paper.read_bytes().startswith(b"%PDF-")
    assert table.read_text(encoding="utf-8-sig").startswith("المنطقة,")
    assert run(app, "--language", "la").exit_code == 2


def test_the_command_says_where_a_font_is_missing(
    app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "families", lambda: frozenset({fonts.EVERYWHERE}))
    done = run(app, "--language", "zh", "--pdf", str(tmp_path / "sheet.pdf"))
    assert (done.exit_code, (tmp_path / "sheet.pdf").exists()) == (5, False)


def test_a_printed_sheet_bears_the_fingerprint_of_its_house_or_says_that_none_signed_it(
    app: typer.Typer, tmp_path: Path
) -> None:
    assert "announced" not in str(page_of(SHEET, words("fr"))["lot"]["announced"])
    page = page_of(SHEET, words("fr"), "ab" * 64, "rostrum 0123 4567")
    assert (page["key"], page["labels"]["print_key"]) == (
        "rostrum 0123 4567",
        "Empreinte de la clé de la maison",
    )
    paper, house = tmp_path / "sheet.pdf", tmp_path / "house"
    house.mkdir()
    assert run(app, "--pdf", str(paper), "--house", str(house)).exit_code == 2
    Signer.at(house)
    assert run(app, "--pdf", str(paper), "--house", str(house)).exit_code == 0
    signed = paper.read_bytes()
    assert run(app, "--pdf", str(paper)).exit_code == 0
    assert paper.read_bytes() != signed


def test_the_page_says_whether_the_source_of_the_lot_was_announced() -> None:
    def said(**lot: str) -> str:
        request = request_for(
            "turkic-council", "2020-04-10", "m49-region", 3, lot_seed="4711", lot_source="draw"
        )
        sheet = compose(replace(request, **lot))
        return page_of(sheet, words("en", sheet))["lot"]["announced"]

    assert said() == "The source was not announced before the lot was drawn."
    assert said(lot_announced="body.x/57") == "The source was announced before: entry body.x/57."
