"""The scripts: facts of the sittings, complete in every language, with their sources and assumptions."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from rostrum import data
from rostrum.procedure.words import ItemKind, Level, SeatKind, StatementForm
from rostrum.simulation.script import LANGUAGES, BadScript, Script, load, names

NAM = load("nam-2020-05-04")
PRESIDENTS = [
    "AZE",
    "AFG",
    "DZA",
    "CUB",
    "EGY",
    "IDN",
    "IRN",
    "MRT",
    "NIC",
    "NGA",
    "PAK",
    "PSE",
    "ZAF",
    "LKA",
    "SDN",
    "TGO",
    "TKM",
    "VEN",
    "ZWE",
]
PRIME_MINISTERS = ["BLR", "ETH", "IND", "MYS", "NPL", "VNM"]
FOREIGN_MINISTERS = ["BGD", "GMB", "MAR", "SAU"]
LEVEL_UNKNOWN = ["NAM", "BHR", "QAT", "GHA", "KWT", "MDV", "MUS", "UGA", "JOR"]


def members(script: Script) -> list[str]:
    return [part.seat.key for part in script.parts if part.seat.kind is SeatKind.MEMBER]


def test_38_members_are_named_in_the_order_of_the_account() -> None:
    assert members(NAM) == PRESIDENTS + PRIME_MINISTERS + FOREIGN_MINISTERS + LEVEL_UNKNOWN
    assert len(members(NAM)) == 38


def test_regions_are_those_of_the_movement() -> None:
    regions = Counter(part.seat.region for part in NAM.parts if part.seat.kind is SeatKind.MEMBER)
    assert regions == {"Africa": 15, "Asia-Pacific": 18, "Latin America and the Caribbean": 3, "Europe": 2}


def test_participants_and_levels_agree_with_the_facts_of_the_body() -> None:
    meeting = next(m for m in data.body("nam")["meetings"] if m["key"] == "contact-group-2020")
    known = {p["code"]: p["level"] for p in meeting["participants"]}
    assert set(members(NAM)) == set(known)
    for part in NAM.parts:
        level = known.get(part.seat.key)
        if level is not None:
            assert part.seat.level.value == level, part.seat.key


def test_levels_that_no_source_gives_are_marked_as_assumed() -> None:
    assert [p.seat.key for p in NAM.parts if "not found" in p.assumed] == LEVEL_UNKNOWN
    assert {p.seat.level for p in NAM.parts if p.assumed} == {Level.MINISTER}
    assert {p.seat.title["en"] for p in NAM.parts if p.assumed} == {"Head of delegation"}


def test_five_guests_two_of_them_recorded_in_the_order_they_spoke() -> None:
    guests = [part.seat for part in NAM.parts if part.seat.kind is SeatKind.GUEST]
    assert [g.key for g in guests] == ["UNGA", "UN", "WHO", "AUC", "EU"]
    assert [g.key for g in guests if g.form is StatementForm.RECORDED] == ["UN", "EU"]
    assert [g.protocol_rank for g in guests] == [1, 2, 3, 4, 5]


def test_the_agenda_is_that_of_the_sitting() -> None:
    assert [item.kind for item in NAM.agenda] == [
        ItemKind.AGENDA, ItemKind.OPENING, ItemKind.GUESTS,
        ItemKind.STATEMENTS, ItemKind.ADOPTION, ItemKind.CLOSING,
    ]  # fmt: skip


def test_it_opens_at_15_hours_in_baku() -> None:
    assert NAM.opens == 1588590000000
    assert NAM.zone == "Asia/Baku"


@pytest.mark.parametrize("name", names())
def test_every_text_is_there_in_every_language(name: str) -> None:
    script = load(name)
    texts = [script.title, script.theme]
    texts += [text for part in script.parts for text in (part.seat.name, part.seat.title)]
    texts += [officer.title for officer in script.officers] + [item.title for item in script.agenda]
    texts += [text for paper in script.papers for text in (paper.title, paper.text, paper.agreed_by)]
    assert set(script.languages) == set(LANGUAGES)
    for text in texts:
        assert set(text) == set(LANGUAGES)
        assert all(words.strip() for words in text.values())


@pytest.mark.parametrize("name", names())
def test_texts_are_in_the_script_of_their_language(name: str) -> None:
    letters = {"ar": (0x0600, 0x06FF), "zh": (0x4E00, 0x9FFF), "ru": (0x0400, 0x04FF)}
    script = load(name)
    for text in [script.title, script.theme, *(part.seat.title for part in script.parts)]:
        for tag, (first, last) in letters.items():
            assert any(first <= ord(letter) <= last for letter in text[tag]), (tag, text[tag])


def test_papers_are_hashed_as_they_stand() -> None:
    paper = NAM.papers[0]
    assert paper.sha256 == {
        tag: hashlib.sha256(text.encode()).hexdigest() for tag, text in paper.text.items()
    }


@pytest.mark.parametrize("name", names())
def test_people_are_named_by_office_alone(name: str) -> None:
    text = (load(name).folder / "scenario.toml").read_text(encoding="utf-8")
    for family_name in (
        "Aliyev",
        "Guterres",
        "Tedros",
        "Borrell",
        "Faki",
        "Muhammad-Bande",
        "Modi",
        "Rouhani",
    ):
        assert family_name not in text


def test_incidents_stay_out_of_history() -> None:
    assert not NAM.incidents
    rehearsed = load("nam-2020-05-04-incidents")
    assert len(rehearsed.incidents) > 20
    assert rehearsed.parts == NAM.parts


def test_another_day_moves_the_hour_and_nothing_else() -> None:
    moved = NAM.opening_at(NAM.opens + 86_400_000)
    assert moved.instant(-60) - NAM.instant(-60) == 86_400_000
    assert moved.parts == NAM.parts


def test_a_scenario_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(BadScript, match="nam-2020-05-04"):
        load("yalta-1945")


def test_an_incomplete_text_is_refused(tmp_path: Path) -> None:
    source = NAM.folder
    for table in ("offices.toml", "organisations.toml"):
        (tmp_path / table).write_text((source.parent / table).read_text(encoding="utf-8"), encoding="utf-8")
    folder = tmp_path / NAM.name
    folder.mkdir()
    script = (source / "scenario.toml").read_text(encoding="utf-8")
    (folder / "scenario.toml").write_text(
        script.replace('ru = "Вместе против COVID-19"', 'ru = ""'), encoding="utf-8"
    )
    with pytest.raises(BadScript, match="theme is missing in ru"):
        load(NAM.name, tmp_path)
