"""Other bodies are further instances: the African Union, the United Nations, the fixed seats of ECOSOC."""

from __future__ import annotations

from rostrum import data
from rostrum.composition import Member, Request, Rules, check, compose, groups_of
from rostrum.composition.facts import request_for

AFRICAN_UNION = {
    "Central": "BDI CMR CAF TCD COD COG GNQ GAB STP",
    "Eastern": "COM DJI ERI ETH KEN MDG MUS RWA SYC SOM SSD SDN TZA UGA",
    "Northern": "DZA EGY LBY MRT MAR ESH TUN",
    "Southern": "AGO BWA SWZ LSO MWI MOZ NAM ZAF ZMB ZWE",
    "Western": "BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI NER NGA SEN SLE TGO",
}
ECOSOC = {"African": 14, "Asia-Pacific": 11, "EEG": 6, "GRULAC": 10, "WEOG": 13}


def test_the_peace_and_security_council_of_fifteen_from_55_members_in_five_regions() -> None:
    members = groups_of({region: codes.split() for region, codes in AFRICAN_UNION.items()})
    assert len(members) == 55
    sheet = compose(Request("au", "2020-05-04", "au-region", 15, "webster", members))
    assert dict(sheet.seats) == {"Central": 2, "Eastern": 4, "Northern": 2, "Southern": 3, "Western": 4}
    assert check(sheet.bytes).seated == sheet.seated


def united_nations() -> tuple[Member, ...]:
    return tuple(
        Member(s.iso3, s.name(), s.un_group or "", s.m49_subregion, s.classes_on("2020-05-04"))
        for s in data.states().values()
        if s.un == "member"
    )


def test_the_united_nations_of_193_with_ecosocs_fixed_54() -> None:
    members = united_nations()
    assert len(members) == 193
    rules = Rules(minima=ECOSOC, caps=ECOSOC, class_floors={"LDC": 10, "SIDS": 8})
    sheet = compose(Request("un", "2020-05-04", "un-group", 54, "webster", members, rules))
    assert dict(sheet.seats) == {r: ECOSOC[r] for r in sheet.seats}
    rows = sheet.document["members"]
    assert sum("LDC" in rows[c]["classes"] for c in sheet.seated) >= 10
    assert sum("SIDS" in rows[c]["classes"] for c in sheet.seated) >= 8


def test_proportional_54_differs_from_the_fixed_one() -> None:
    sheet = compose(Request("un", "2020-05-04", "un-group", 54, "webster", united_nations()))
    assert {r: sheet.seats[r] for r in ECOSOC} != ECOSOC
    assert sum(sheet.seats.values()) == 54


def test_the_movement_under_the_other_schemes() -> None:
    for scheme in ("un-group", "m49-region", "m49-subregion"):
        sheet = compose(request_for("nam", "2020-05-04", scheme, 45))
        assert sum(sheet.seats.values()) == 45
        assert "bureau-1976" not in [c["method"] for c in sheet.document["comparison"]]


def test_the_turkic_council_sits_whole() -> None:
    sheet = compose(request_for("turkic-council", "2020-04-10", "m49-region", 5))
    assert sheet.seated == {"AZE", "KAZ", "KGZ", "TUR", "UZB"}
