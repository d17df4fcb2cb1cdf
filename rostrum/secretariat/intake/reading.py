"""A file of members, read: the body whole, or what is wrong with it and what is asked back, line by line.

CSV and XLSX: one row a member, with a column of codes or of names, perhaps one of dates, and a column for each grouping
scheme. JSON: a list of rows with the same columns, or an object ``{"name", "short", "founded", "languages", "rulebook",
"accent", "members": [rows]}`` whose rows may hold the schemes in ``"groups"``. Nothing is guessed that the preview does
not show, and nothing in doubt is taken.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rostrum import data
from rostrum.procedure.body import intents as i
from rostrum.procedure.likeness import clusters, composed, tidy, twins
from rostrum.procedure.words import Texts
from rostrum.secretariat.intake import dates, states
from rostrum.secretariat.intake.cells import LONGEST, BadCell, BadFile, Choices, Question, Row, Sheet
from rostrum.secretariat.intake.founding import Founding, Member, body, language_of, wrong_about
from rostrum.secretariat.intake.headings import Headings, headings_of, wrong_headings
from rostrum.secretariat.intake.objects import from_json
from rostrum.secretariat.intake.tables import decoded, from_csv, from_xlsx, is_workbook, too_large

KEY = re.compile(r"^[a-z0-9][a-z0-9-]{0,39}$")
SHOWN = 6
"""How many examples a question carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file as it would be taken. ``whole`` is None while there are errors or questions."""

    form: str
    encoding: str
    separator: str
    members: tuple[Member, ...]
    schemes: Mapping[str, Mapping[str, int]]
    """Members by group, by scheme."""
    dates: str
    """In which order days and months were read, where the column holds dates that can be read in two."""
    questions: tuple[Question, ...]
    errors: tuple[BadCell, ...]
    whole: i.EstablishBody | None


@dataclass(slots=True)
class _Reading:
    """What gathers while rows are read."""

    sheet: Sheet
    headings: Headings
    choices: Choices
    language: str
    errors: list[BadCell] = field(default_factory=list[BadCell])
    questions: list[Question] = field(default_factory=list[Question])
    order: str = ""


def read_body(
    content: bytes, key: str, choices: Choices | None = None, founding: Founding | None = None
) -> i.EstablishBody:
    """The body that a file describes; raises BadFile with all its errors, questions that stand open among them."""
    draft = read_draft(content, founding or Founding(key=key), choices or Choices())
    if draft.whole is None:
        raise BadFile([*draft.errors, *map(_as_error, draft.questions)])
    return draft.whole


def _as_error(question: Question) -> BadCell:
    return BadCell(
        question.line, question.column, f"{question.about}_open", ", ".join(question.written)[:120]
    )


def read_draft(content: bytes, founding: Founding, choices: Choices) -> Draft:
    """The file as it would be taken; raises BadFile where it cannot even be taken apart."""
    if not KEY.match(founding.key):
        raise BadFile([BadCell(1, "--name", "key_wrong", founding.key[:60])])
    sheet = taken_apart(content, choices.encoding)
    language = language_of(sheet.about, founding)
    read = _Reading(sheet, headings_of(sheet.columns, language), choices, language)
    read.errors += [*sheet.errors, *wrong_headings(read.headings), *wrong_about(sheet.about, founding)]
    if not sheet.rows:
        read.errors.append(BadCell(1, "", "no_members"))
    groups = _groups(read)
    members = tuple(_members(read, groups))
    counted = {scheme: Counter(groups[scheme].values()) for scheme in read.headings.schemes}
    schemes = {scheme: {g: n for g, n in count.items() if g} for scheme, count in counted.items()}
    done = not read.errors and not read.questions
    return Draft(
        form=sheet.form,
        encoding=sheet.encoding,
        separator=sheet.separator,
        members=members,
        schemes=schemes,
        dates=read.order,
        questions=tuple(read.questions),
        errors=tuple(sorted(set(read.errors))),
        whole=body(sheet.about, founding, language, schemes, members) if done else None,
    )


def taken_apart(content: bytes, encoding: str = "") -> Sheet:
    if too_large(content):
        raise BadFile([BadCell(1, "", "too_large", about=str(len(content) // 10**6))])
    if is_workbook(content):
        return from_xlsx(content)
    if decoded(content[:80], encoding)[0].lstrip()[:1] in ("{", "["):
        return from_json(decoded(content, encoding)[0])
    return from_csv(content, encoding)


# Groups


def _groups(read: _Reading) -> dict[str, dict[int, str]]:
    """By scheme, the group of each row by its place, empty for none; asks where spellings may be of one group."""
    found: dict[str, dict[int, str]] = {}
    for scheme in read.headings.schemes:
        answers = {composed(one): tidy(to) for one, to in read.choices.groups.get(scheme, {}).items()}
        cells = {place: composed(row.cells[scheme]) for place, row in enumerate(read.sheet.rows)}
        settled = {place: answers.get(cell, cell) for place, cell in cells.items()}
        kept = {one for one, to in answers.items() if one == to}
        asked = list(_unsettled(read, scheme, settled, kept))
        read.questions += asked
        open_yet = {spelling for question in asked for spelling in question.written}
        found[scheme] = {place: cell if cell in open_yet else tidy(cell) for place, cell in settled.items()}
        read.errors += _wrong_groups(read, found[scheme], scheme)
    return found


def _unsettled(read: _Reading, scheme: str, cells: Mapping[int, str], kept: set[str]) -> Iterator[Question]:
    counts = Counter(cell for cell in cells.values() if cell)
    for spellings in clusters(counts):
        unseen = twins(spellings) is not None
        if not unseen and kept.issuperset(spellings):
            continue
        ordered = sorted(spellings, key=lambda one: -counts[one])
        yield Question(
            about="groups",
            line=next(read.sheet.rows[place].line for place, cell in cells.items() if cell in spellings),
            column=scheme,
            written=tuple(ordered),
            options=tuple(dict.fromkeys(map(tidy, ordered))),
            counts=tuple(counts[one] for one in ordered),
            unseen=unseen,
        )


def _wrong_groups(read: _Reading, cells: Mapping[int, str], scheme: str) -> Iterator[BadCell]:
    """A column that names one group only is a class to which members belong or not (LDC): cells may be empty."""
    is_class = len(set(cells.values()) - {""}) == 1
    for place, cell in cells.items():
        line = read.sheet.rows[place].line
        if not cell and not is_class:
            yield BadCell(line, scheme, "group_missing")
        elif len(cell) > LONGEST:
            yield BadCell(line, scheme, "too_long", about=str(LONGEST))


# Members


def _members(read: _Reading, groups: Mapping[str, Mapping[int, str]]) -> Iterator[Member]:
    joined = _joined(read)
    first: dict[str, int] = {}
    for place, row in enumerate(read.sheet.rows):
        names = _names(read, row)
        code = _code(read, row, names)
        if code in first:
            where = read.headings.code or next(iter(read.headings.names.values()), "code")
            read.errors.append(BadCell(row.line, where, "member_twice", code, str(first[code])))
            continue
        if code:
            first[code] = row.line
        own = {scheme: groups[scheme][place] for scheme in read.headings.schemes}
        kept = {scheme: group for scheme, group in own.items() if group}
        yield Member(line=row.line, code=code, name=_own_name(code, names), joined=joined[place], groups=kept)


def _names(read: _Reading, row: Row) -> dict[str, str]:
    found: dict[str, str] = {}
    for language, column in read.headings.names.items():
        name = tidy(row.cells[column])
        if len(name) > LONGEST:
            read.errors.append(BadCell(row.line, column, "too_long", about=str(LONGEST)))
        if name:
            found[language] = name[:LONGEST]
    return found


def _code(read: _Reading, row: Row, names: Mapping[str, str]) -> str:
    """Whom a row means; what is wrong or in doubt is noted, and the code is empty."""
    column = read.headings.code
    written = row.cells[column] if column else ""
    if not written:
        return _by_name(read, row, names)
    code = states.code_of(written)
    if not code:
        read.errors.append(BadCell(row.line, column, "no_code", written[:40]))
        return ""
    for language, name in names.items():
        meant = states.named(name)
        if meant and code not in meant:
            whose = f"{', '.join(sorted(meant))}, not of {code}"
            read.errors.append(
                BadCell(row.line, read.headings.names[language], "name_of_another", name, whose)
            )
    if not names and code not in data.states():
        where = next(iter(read.headings.names.values()), column)
        read.errors.append(BadCell(row.line, where, "name_missing"))
    return code


def _by_name(read: _Reading, row: Row, names: Mapping[str, str]) -> str:
    if not names:
        where = read.headings.code or next(iter(read.headings.names.values()), "code")
        read.errors.append(BadCell(row.line, where, "code_or_name_missing"))
        return ""
    language, name = next(iter(names.items()))
    chosen = states.code_of(read.choices.states.get(name, ""))
    meant = [found for one in names.values() if (found := states.named(one))]
    common = set(meant[0]).intersection(*meant) if meant else set[str]()
    if chosen or len(common) == 1:
        return chosen or next(iter(common))
    column, options = read.headings.names[language], tuple(sorted(set[str]().union(*meant)))
    options = options or states.near(name)
    if options:
        asked = Question(about="state", line=row.line, column=column, written=(name,), options=options)
        read.questions.append(asked)
    else:
        read.errors.append(BadCell(row.line, column, "no_such_state", name[:60]))
    return ""


def _own_name(code: str, names: Mapping[str, str]) -> Texts:
    """What the body calls a member. Where it is a name the state goes by, the United Nations' forms serve better."""
    known = data.states().get(code)
    own = {language: name for language, name in names.items() if code not in states.named(name)}
    if known is None:
        return dict(names)
    return {**known.names, **own} if own else {}


def _joined(read: _Reading) -> dict[int, str]:
    """ISO dates by the place of the row, empty for none."""
    column, rows = read.headings.joined, read.sheet.rows
    cells = {place: row.cells[column] if column else "" for place, row in enumerate(rows)}
    found = {place: dates.readings(cell) for place, cell in cells.items() if cell}
    doubtful = [place for place, readings in found.items() if len(readings) > 1]
    order = read.choices.dates or dates.order_of(found.values()) or ""
    read.order = order if doubtful else ""
    for place, readings in found.items():
        if not readings:
            read.errors.append(BadCell(rows[place].line, column, "date_impossible", cells[place][:40]))
    if doubtful and not order:
        read.questions.append(
            Question(
                about="dates",
                line=rows[doubtful[0]].line,
                column=column,
                written=tuple(dict.fromkeys(cells[place] for place in doubtful))[:SHOWN],
                options=("day", "month"),
            )
        )
    return {place: dates.settled(found.get(place, {}), order) for place in cells}
