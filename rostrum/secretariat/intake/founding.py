"""The body that a file founds: what file and founder say of it, its schemes and its members, as steps of one intent."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from rostrum import data
from rostrum.procedure import dates as iso
from rostrum.procedure.body import intents as i
from rostrum.procedure.likeness import tidy
from rostrum.procedure.rulebooks import RULEBOOKS
from rostrum.procedure.words import Texts
from rostrum.secretariat.intake.cells import LONGEST, BadCell
from rostrum.secretariat.library import declared, un_groups, un_schemes

ACCENT = re.compile(r"^#[0-9A-Fa-f]{6}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What is said of the body beside its file. ``language``: in which the file's names and groups are written."""

    key: str
    name: str = ""
    short: str = ""
    language: str = "en"
    rulebook: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One row as it is understood. ``name``: by which the body calls it, where that is not the United Nations' own."""

    line: int
    code: str
    name: Texts
    joined: str
    groups: Mapping[str, str]


def language_of(about: Mapping[str, Any], founding: Founding) -> str:
    listed: Any = about.get("languages")
    first: Any = cast("list[Any]", listed)[0] if isinstance(listed, list) and listed else founding.language
    return first if first in data.LANGUAGES else "en"


def wrong_about(about: Mapping[str, Any], founding: Founding) -> Iterator[BadCell]:
    texts = _texts(about.get("name", {}), "en").values()
    if not all(isinstance(text, str) and 0 < len(text) <= LONGEST for text in texts):
        yield BadCell(1, "name", "texts_wanted")
    for name, pattern in (("accent", ACCENT), ("short", re.compile(r"^.{1,60}$"))):
        value = about.get(name, "")
        if value != "" and not (isinstance(value, str) and pattern.match(value)):
            yield BadCell(1, name, "cannot_be_taken", str(value)[:40])
    rulebook = about.get("rulebook", "") or founding.rulebook
    if rulebook != "" and (not isinstance(rulebook, str) or rulebook not in RULEBOOKS):
        yield BadCell(1, "rulebook", "rulebook_wanted", str(rulebook)[:40], ", ".join(sorted(RULEBOOKS)))
    languages: Any = about.get("languages", [founding.language])
    if not isinstance(languages, list) or not _all_known(cast("list[Any]", languages)):
        yield BadCell(1, "languages", "languages_wanted", about=", ".join(data.LANGUAGES))
    founded = about.get("founded", "")
    if not isinstance(founded, str) or (founded and not iso.exists(founded)):
        yield BadCell(1, "founded", "date_impossible", str(founded)[:40])


def _all_known(languages: Iterable[Any]) -> bool:
    return all(one in data.LANGUAGES for one in languages)


def _texts(name: Any, language: str) -> dict[str, Any]:
    """A name as texts by language; a plain text is in the language given, nothing is no text."""
    if isinstance(name, dict):
        return dict(cast("dict[str, Any]", name))
    return {language: name} if name else {}


def body(
    about: Mapping[str, Any],
    founding: Founding,
    language: str,
    schemes: Mapping[str, Mapping[str, int]],
    members: tuple[Member, ...],
) -> i.EstablishBody:
    """All steps in one; the schemes of the United Nations too, where the file has no column of that name."""
    named = [_declared(scheme, tuple(groups), language) for scheme, groups in schemes.items()]
    theirs = [one for one in un_schemes([m.code for m in members]) if one.scheme not in schemes]
    return i.EstablishBody(
        steps=(
            _founding(about, founding, language), *named, *theirs, *(_admitted(m, schemes) for m in members),
        )
    )  # fmt: skip


def _founding(about: Mapping[str, Any], founding: Founding, language: str) -> i.FoundBody:
    own = _texts(about.get("name"), language) or _texts(tidy(founding.name), language)
    return i.FoundBody(
        key=founding.key,
        name=own or {language: founding.key},
        short=about.get("short") or tidy(founding.short) or founding.key,
        founded=about.get("founded", ""),
        languages=tuple(about.get("languages") or (language,)),
        rulebook=about.get("rulebook") or founding.rulebook or "small-council",
        accent=about.get("accent", ""),
    )


def _declared(scheme: str, groups: tuple[str, ...], language: str) -> i.DeclareScheme:
    """Groups by the names that the file has for them, in its language, where no other names are known."""
    known = declared(scheme, groups)
    if language == "en":
        return known
    own = tuple(
        type(group)(key=group.key, name=group.name if len(group.name) > 1 else {language: group.key})
        for group in known.groups
    )
    name = known.name if len(known.name) > 1 else {language: scheme}
    return i.DeclareScheme(scheme=scheme, name=name, groups=own, source=known.source, patterns=known.patterns)


def _admitted(member: Member, schemes: Mapping[str, Any]) -> i.AdmitMember:
    theirs = {s: group for s, group in un_groups(member.code).items() if s not in schemes}
    groups = {**theirs, **member.groups}
    return i.AdmitMember(code=member.code, joined=member.joined, groups=groups, name=member.name)
