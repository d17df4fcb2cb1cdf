"""Forms of names: complete for every state, and the ones that follow by rule follow it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from rostrum import data

NAMES = Path(data.__file__).parent / "names"
VOWEL = re.compile(r"[AEIOUÉÈÎ]")


def table(language: str) -> dict[str, Any]:
    return json.loads((NAMES / f"{language}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "forms"),
    [("en", {"the"}), ("fr", {"the", "of", "to"}), ("es", {"the", "of", "to"}), ("ru", {"of"})],
)
def test_every_name_has_its_forms_and_the_table_its_source(language: str, forms: set[str]) -> None:
    found = table(language)
    assert found["source"]
    for state in data.states().values():
        assert set(found["names"][state.name(language)]) == forms
        assert all(found["names"][state.name(language)].values())
    days = ("2015-01-01", "2018-12-31", "2020-05-04", "2026-11-26")
    assert {s.name(language, on) for s in data.states().values() for on in days} <= set(found["names"])


def test_french_contracts_and_elides() -> None:
    for name, forms in table("fr")["names"].items():
        the = forms["the"]
        if the.startswith("le "):
            assert (forms["of"], forms["to"]) == (f"du {the[3:]}", f"au {the[3:]}"), name
        elif the.startswith("les "):
            assert (forms["of"], forms["to"]) == (f"des {the[4:]}", f"aux {the[4:]}"), name
        elif the.startswith(("la ", "l’")):
            assert (forms["of"], forms["to"]) == (f"de {the}", f"à {the}"), name
            assert the.startswith("l’") == bool(VOWEL.match(the.removeprefix("l’").removeprefix("la "))) or (
                the.startswith("l’ex-")
            ), name
        else:
            assert forms["of"] == (f"d’{the}" if re.match(r"[AEIOUÉÈÎH]", the) else f"de {the}"), name


def test_spanish_contracts_with_the_article_and_not_with_a_name() -> None:
    for name, forms in table("es")["names"].items():
        the = forms["the"]
        rest = the.removeprefix("el ")
        of, to = (f"del {rest}", f"al {rest}") if rest != the else (f"de {the}", f"a {the}")
        assert (forms["of"], forms["to"]) == (of, to), name


RUSSIAN = {
    "Куба": "Кубы",
    "Перу": "Перу",
    "Чили": "Чили",
    "Никарагуа": "Никарагуа",
    "Соединенные Штаты Америки": "Соединенных Штатов Америки",
    "Объединенные Арабские Эмираты": "Объединенных Арабских Эмиратов",
    "Иран (Исламская Республика)": "Исламской Республики Иран",
    "Филиппины": "Филиппин",
    "Коморские Острова": "Коморских Островов",
    "Беларусь": "Беларуси",
    "Израиль": "Израиля",
    "Марокко": "Марокко",
}


@pytest.mark.parametrize("name", RUSSIAN)
def test_russian_declines_and_leaves_the_indeclinable(name: str) -> None:
    assert table("ru")["names"][name]["of"] == RUSSIAN[name]


def test_russian_never_leaves_a_nominative_that_declines() -> None:
    stays = re.compile(r"[оуиеэ]$|^Бангладеш$|^Антигуа|^Никарагуа$|^Самоа$|Гвинеи-Бисау|^Кот-д'Ивуар", re.I)
    for name, forms in table("ru")["names"].items():
        if forms["of"] == name:
            assert stays.search(name), name
