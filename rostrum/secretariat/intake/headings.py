"""What the columns of a table hold, by their headings in six languages: code, names, joined; the rest are schemes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rostrum.procedure.likeness import kin
from rostrum.secretariat.intake.cells import BadCell

SCHEME = re.compile(r"^[^\W\d_][\w .&'’()-]{0,39}$")
CODES = frozenset(
    kin(word)
    for word in (
        "code", "iso", "iso2", "iso3", "iso code", "iso 3166", "iso alpha-3", "alpha-3", "alpha-2", "country code",
        "state code", "code pays", "code iso", "código", "código iso", "код", "код страны", "код iso", "代码",
        "国家代码", "الرمز", "رمز الدولة", "رمز البلد",
    )
)  # fmt: skip
JOINED = frozenset(
    kin(word)
    for word in (
        "joined", "since", "date", "member since", "admitted", "accession", "date joined", "date of accession",
        "date of admission", "adhésion", "date d’adhésion", "date d'adhésion", "admission", "depuis", "membre depuis",
        "ingreso", "fecha de ingreso", "adhesión", "fecha de adhesión", "miembro desde", "дата", "дата вступления",
        "вступление", "член с", "加入", "加入日期", "加入年份", "الانضمام", "تاريخ الانضمام", "عضو منذ",
    )
)  # fmt: skip
NAMES: Mapping[str, str] = {
    kin(word): language
    for language, words in {
        "": "name, names, member, members",
        "en": "country, state, state name, country name, member state, short name",
        "fr": "pays, état, nom, membre, état membre, nom du pays",
        "es": "país, estado, nombre, miembro, estado miembro, nombre del país",
        "ru": "страна, государство, название, член, государство-член, наименование",
        "zh": "国家, 名称, 国名, 成员, 成员国",
        "ar": "الدولة, البلد, الاسم, العضو, الدولة العضو, اسم الدولة",
    }.items()
    for word in words.split(", ")
}
"""The language of the names under a heading; empty where the heading says nothing of it."""
NAME_IN = re.compile(r"^(?:name|nom|nombre)[ _-]?(ar|zh|en|fr|ru|es)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """Columns by what they hold; ``code`` and ``joined`` are empty where there is none."""

    code: str = ""
    joined: str = ""
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Column by language."""
    schemes: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    """Columns that hold what another holds already."""


def headings_of(columns: Sequence[str], language: str) -> Headings:
    """``language``: of names whose heading does not say it."""
    code, joined, names = list[str](), list[str](), dict[str, str]()
    schemes, twice = list[str](), list[str]()
    for column in columns:
        key, tag = kin(column), _language_of(column, language)
        if key in CODES:
            code.append(column)
        elif key in JOINED:
            joined.append(column)
        elif tag and tag in names:
            twice.append(column)
        elif tag:
            names[tag] = column
        else:
            schemes.append(column)
    return Headings(
        code="".join(code[:1]),
        joined="".join(joined[:1]),
        names=names,
        schemes=tuple(schemes),
        twice=(*code[1:], *joined[1:], *twice),
    )


def _language_of(column: str, otherwise: str) -> str:
    """The language of the names in a column; empty where it holds no names."""
    if found := NAME_IN.match(column):
        return found[1].lower()
    return NAMES[kin(column)] or otherwise if kin(column) in NAMES else ""


def wrong_headings(found: Headings) -> Iterator[BadCell]:
    if not found.code and not found.names:
        yield BadCell(1, "code", "column_missing")
    for column in found.twice:
        yield BadCell(1, column, "column_twice")
    seen: dict[str, str] = {}
    for scheme in found.schemes:
        if not SCHEME.match(scheme):
            yield BadCell(1, scheme[:60], "no_scheme")
        elif seen.setdefault(kin(scheme), scheme) != scheme:
            yield BadCell(1, scheme, "heading_alike", about=repr(seen[kin(scheme)]))
