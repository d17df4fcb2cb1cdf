"""The shipped facts: complete, consistent with each other, and each with a source."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rostrum import data


def test_all_members_of_the_united_nations_and_both_observers_are_there() -> None:
    kinds = Counter(s.un for s in data.states().values())
    assert (kinds["member"], kinds["observer"]) == (193, 2)
    groups = Counter(s.un_group for s in data.states().values() if s.un == "member")
    assert groups == {"African": 54, "Asia-Pacific": 54, "EEG": 23, "GRULAC": 33, "WEOG": 29}


def test_codes_are_unique_and_every_name_is_there_in_six_languages() -> None:
    states = list(data.states().values())
    for key in ("iso3", "iso2", "m49"):
        assert len({getattr(s, key) for s in states}) == len(states)
    for language in data.LANGUAGES:
        names = [s.names[language] for s in states]
        assert all(names) and len(set(names)) == len(names), language


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("BOL", "Bolivia (Plurinational State of)"),
        ("IRN", "Iran (Islamic Republic of)"),
        ("VNM", "Viet Nam"),
        ("PSE", "State of Palestine"),
        ("TUR", "Türkiye"),
        ("CIV", "Côte d'Ivoire"),
        ("PRK", "Democratic People's Republic of Korea"),
        ("LAO", "Lao People's Democratic Republic"),
        ("TZA", "United Republic of Tanzania"),
        ("CPV", "Cabo Verde"),
        ("SWZ", "Eswatini"),
        ("SYR", "Syrian Arab Republic"),
        ("VEN", "Venezuela (Bolivarian Republic of)"),
        ("VAT", "Holy See"),
    ],
)
def test_names_are_the_short_forms_of_the_united_nations(code: str, name: str) -> None:
    assert data.state(code).name("en") == name


@pytest.mark.parametrize(
    ("code", "language", "on", "name"),
    [
        ("TUR", "en", "2020-04-10", "Turkey"),
        ("TUR", "en", "2022-05-31", "Turkey"),
        ("TUR", "en", "2022-06-01", "Türkiye"),
        ("TUR", "ar", "2020-04-10", "تركيا"),
        ("SWZ", "es", "2018-04-18", "Swazilandia"),
        ("SWZ", "es", "2018-04-19", "Eswatini"),
        ("MKD", "en", "2019-02-13", "The former Yugoslav Republic of Macedonia"),
        ("MKD", "en", "2019-02-14", "North Macedonia"),
        ("CZE", "fr", "2016-05-16", "République tchèque"),
        ("CZE", "fr", "2016-05-17", "Tchéquie"),
        ("NLD", "ru", "2020-05-04", "Нидерланды"),
        ("NLD", "ru", "2022-12-31", "Нидерланды"),
        ("NLD", "ru", "2023-07-10", "Нидерланды (Королевство)"),
    ],
)
def test_a_state_that_was_renamed_is_called_as_it_was_then(
    code: str, language: str, on: str, name: str
) -> None:
    assert data.state(code).name(language, on) == name


def test_every_change_of_name_has_its_source() -> None:
    facts = json.loads((Path(data.__file__).parent / "states.json").read_text(encoding="utf-8"))
    renamed = {s.iso3: s.former_names for s in data.states().values() if s.former_names}
    assert set(renamed) >= {"TUR", "SWZ", "MKD", "CZE", "NLD"}
    for names in renamed.values():
        assert all(former["source"] in facts["sources"]["former_names"] for former in names)


def test_what_is_known_and_not_known_of_the_graduations_of_2026_is_said() -> None:
    facts = json.loads((Path(data.__file__).parent / "states.json").read_text(encoding="utf-8"))
    set_for = {s["iso3"] for s in facts["states"] if "set_for" in s["classes"].get("LDC", {})}
    known = facts["sources"]["graduations"]
    assert set_for == {"BGD", "LAO", "NPL"} == set(known) - {"as_of"}
    assert known["as_of"] == "2026-11-26"
    for code in set_for:
        assert "Not known" in known[code] and "LDC" in data.state(code).classes_on("2026-11-26")


def test_solomon_islands_leave_the_least_developed_in_december_2027() -> None:
    assert "LDC" in data.state("SLB").classes_on("2027-12-12")
    assert "LDC" not in data.state("SLB").classes_on("2027-12-13")


def test_the_movements_facts_are_those_of_its_own_papers() -> None:
    nam = data.body("nam")
    assert nam["schemes"]["nam-region"]["groups"][1] == "Asia-Pacific"
    meeting = next(m for m in nam["meetings"] if m["key"] == "contact-group-2020")
    assert meeting["theme"] == "United against COVID-19"
    assert data.terms_on("nam", "2026-11-26", "chair")[0]["planned_end"] == "2027"


def test_the_president_of_turkmenistan_took_part_on_10_april_2020() -> None:
    (meeting,) = data.meetings_before("turkic-council", "2020-04-11")
    guest = next(g for g in meeting["guests"] if "Turkmenistan" in g["name"])
    assert guest["name"].startswith("President of Turkmenistan") and guest["source"] == "tdh"
    assert "took part" in data.body("turkic-council")["sources"]["tdh"]


def test_the_arabic_name_of_timor_leste_has_its_spaces() -> None:
    hyphened = [s.names["ar"] for s in data.states().values() if "-" in s.names["ar"]]
    assert all(" - " in name and "- " not in name.replace(" - ", "") for name in hyphened)


def test_classes_are_those_of_the_day() -> None:
    on = "2020-05-04"
    counted = Counter(c for s in data.states().values() for c in s.classes_on(on))
    assert counted == {"LDC": 47, "LLDC": 32, "SIDS": 38}
    assert "LDC" not in data.state("BTN").classes_on("2024-01-01")
    assert {"LDC", "LLDC"} <= data.state("BTN").classes_on(on)


LISTS = {
    "LDC": """AGO BEN BFA BDI CAF TCD COM COD DJI ERI ETH GMB GIN GNB LSO LBR MDG MWI MLI MRT MOZ NER RWA STP SEN
        SLE SOM SSD SDN TZA TGO UGA ZMB AFG BGD BTN KHM LAO MMR NPL TLS YEM HTI KIR SLB TUV VUT""",
    "LLDC": """BWA BFA BDI CAF TCD ETH LSO MWI MLI NER RWA SSD SWZ UGA ZMB ZWE AFG BTN KAZ KGZ LAO MNG NPL TJK TKM
        UZB ARM AZE MKD MDA BOL PRY""",
    "SIDS": """ATG BHS BRB BLZ CPV COM CUB DMA DOM FJI GRD GNB GUY HTI JAM KIR MDV MHL MUS FSM NRU PLW PNG KNA LCA
        WSM STP SGP SYC SLB SUR TLS TON TTO TUV VCT VUT BHR""",
    "EEG": "ALB ARM AZE BLR BIH BGR HRV CZE EST GEO HUN LVA LTU MDA MNE MKD POL ROU RUS SRB SVK SVN UKR",
    "GRULAC": """ATG ARG BHS BRB BLZ BOL BRA CHL COL CRI CUB DMA DOM ECU SLV GRD GTM GUY HTI HND JAM MEX NIC PAN
        PRY PER KNA LCA VCT SUR TTO URY VEN""",
    "WEOG": """AND AUS AUT BEL CAN DNK FIN FRA DEU GRC ISL IRL ISR ITA LIE LUX MLT MCO NLD NZL NOR PRT SMR ESP SWE
        CHE TUR GBR USA""",
}
"""Written down a second time, apart from the facts: classes as in May 2020, groups of United Nations members."""


@pytest.mark.parametrize("name", LISTS)
def test_classes_and_groups_agree_state_by_state_with_a_list_written_apart(name: str) -> None:
    found = {
        code
        for code, s in data.states().items()
        if name in s.classes_on("2020-05-04") or (s.un_group == name and s.un == "member")
    }
    assert found == set(LISTS[name].split())


def test_the_african_group_is_the_members_in_africa() -> None:
    african = {code for code, s in data.states().items() if s.un_group == "African"}
    assert african == {c for c, s in data.states().items() if s.m49_region == "Africa" and s.un == "member"}


def test_who_left_a_class_was_of_it_before() -> None:
    assert "SIDS" in data.state("BHR").classes_on("2023-03-01")
    assert "SIDS" not in data.state("BHR").classes_on("2023-06-01")


def test_every_zone_is_known() -> None:
    for state in data.states().values():
        assert ZoneInfo(state.zone).key == state.zone


def test_the_movement_had_120_members_on_the_day_and_121_from_january_2024() -> None:
    then = data.members_on("nam", "2020-05-04")
    regions = Counter(row["groups"]["nam-region"] for row in then.values())
    assert regions == {"Africa": 53, "Asia-Pacific": 39, "Latin America and the Caribbean": 26, "Europe": 2}
    assert len(data.members_on("nam", "2024-02-01")) == 121
    assert "SSD" in data.members_on("nam", "2024-02-01") and "SSD" not in then


def test_membership_agrees_with_the_evidence_table() -> None:
    rows = list(csv.DictReader(io.StringIO(data.evidence("nam_members_evidence.csv"))))
    assert {r["iso3"] for r in rows} == set(data.members_on("nam", "2020-05-04"))
    for row in rows:
        member = data.members_row("nam", row["iso3"])
        if row["years_agree"] == "agree":
            assert member["joined"] == row["year_wikipedia"] == row["year_cns"]
        else:
            assert member["joined_claims"] == {"wikipedia": row["year_wikipedia"], "cns": row["year_cns"]}


def test_where_the_sources_differ_no_year_is_invented() -> None:
    blank = [r["code"] for r in data.body("nam")["members"] if r["joined"] is None]
    assert len(blank) == 24
    assert "AGO" in data.members_on("nam", "1976-12-31") and "AGO" not in data.members_on("nam", "1970-01-01")


def test_azerbaijans_term_was_extended_and_handed_over() -> None:
    (term,) = data.terms_on("nam", "2023-12-31", "chair")
    assert (term["state"], term["planned_end"], term["extensions"][0]["to"]) == ("AZE", "2022", "2023-12-31")
    assert term["handed_over"] == {"on": "2024-01-19", "place": "Kampala", "source": "handover"}
    assert data.terms_on("nam", "2024-01-19", "chair")[0]["state"] == "UGA"
    assert data.terms_on("nam", "1990-01-01", "chair")[0]["name"] == "Yugoslavia"


def test_chairs_follow_one_another_without_gap() -> None:
    chairs = [t for t in data.body("nam")["terms"] if t["office"] == "chair" and not t.get("announced")]
    assert chairs[0]["from"] == "1961"
    for one, following in pairwise(chairs):
        assert one["until"] == following["from"]


def test_38_were_named_on_4_may_2020_with_their_levels() -> None:
    meeting = next(m for m in data.body("nam")["meetings"] if m["key"] == "contact-group-2020")
    levels = Counter(p["level"] for p in meeting["participants"])
    assert levels == {"head_of_state": 19, "head_of_government": 6, "minister": 4, None: 9}
    assert {p["code"] for p in meeting["participants"]} <= set(data.members_on("nam", "2020-05-04"))
    assert all(p["sources"] for p in meeting["participants"])
    assert sum(p.get("announced_before", False) for p in meeting["participants"]) == 15


@pytest.mark.parametrize("key", data.body_keys())
def test_every_fact_of_a_body_names_a_source_that_is_listed(key: str) -> None:
    body = data.body(key)
    for part in ("members", "terms", "meetings"):
        for fact in body[part]:
            assert fact["source"] in body["sources"], fact
    for member in body["members"]:
        assert member["code"] in data.states()
    for observer in body["observers"]:
        assert observer["sources"]


def test_the_turkic_council_on_10_april_2020() -> None:
    assert set(data.members_on("turkic-council", "2020-04-10")) == {"AZE", "KAZ", "KGZ", "TUR", "UZB"}
    assert [o["code"] for o in data.body("turkic-council")["observers"]] == ["HUN"]
    (meeting,) = data.meetings_before("turkic-council", "2020-04-11")
    assert meeting["on"] == "2020-04-10" and len(meeting["participants"]) == 5


def test_what_is_not_there_is_said() -> None:
    for ask in (
        lambda: data.state("XXX"),
        lambda: data.body("xxx"),
        lambda: data.group_of("nam", "zodiac", "CUB"),
        lambda: data.members_row("nam", "FRA"),
    ):
        with pytest.raises(data.UnknownFact):
            ask()


def test_capitals_are_named_in_six_languages_and_no_zone_is_taken_for_one() -> None:
    named = {code: state.capital for code, state in data.states().items() if state.capital}
    assert set(data.states()) - set(named) == {"ISR", "PSE"}
    for capital in named.values():
        assert set(capital) == set(data.LANGUAGES) and all(capital.values())
    assert [named[code]["en"] for code in ("VNM", "USA", "CHN", "BOL")] == [
        "Ha Noi",
        "Washington, D.C.",
        "Beijing",
        "La Paz",
    ]
    alphabets = {"ar": "[ء-ي]", "ru": "[А-я]", "zh": "[一-鿿]"}
    assert all(re.search(own, c[tag]) for c in named.values() for tag, own in alphabets.items())
