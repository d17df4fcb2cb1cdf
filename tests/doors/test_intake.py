"""A file of members by the doors: read, asked back about, taken whole or not at all, by the secretariat alone."""

import base64
from typing import Any

import httpx
import pytest

from rostrum.doors.intake import MOST
from rostrum.secretariat.intake.cells import REASONS
from tests.doors.conftest import House
from tests.doors.test_bodies import Bodies, founded, nam

__all__ = ["founded", "nam"]

DOUBTFUL = """Pays;Adhésion;Région
Autriche;01/02/1999;Ouest
Népal;03/04/2001;ouest
Corée;05/06/2003;Ouest
"""


def sent(text: str | bytes, key: str = "club", **more: Any) -> dict[str, Any]:
    content = text if isinstance(text, bytes) else text.encode()
    return {"file": base64.b64encode(content).decode(), "key": key, "language": "fr", **more}


async def preview(nam: Bodies, wanted: dict[str, Any], who: str = "secretary") -> httpx.Response:
    return await nam.post("/api/intake/preview", wanted, who)


@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_in_doubt_is_asked_back_and_then_taken_whole(nam: Bodies, founded: House) -> None:
    first = (await preview(nam, sent(DOUBTFUL))).json()
    asked = {one["about"]: one for one in first["questions"]}
    assert sorted(asked) == ["dates", "groups", "state"] and not first["whole"] and not first["errors"]
    assert asked["state"]["written"] == ["Corée"]
    assert asked["state"]["names"]["KOR"]["fr"] == "République de Corée"
    assert (await nam.post("/api/intake", sent(DOUBTFUL))).json()["code"] == "file_not_whole"
    answers = {
        "dates": "day",
        "states": {"Corée": "KOR"},
        "groups": {"Région": {"Ouest": "Ouest", "ouest": "Ouest"}},
    }
    whole = (await preview(nam, sent(DOUBTFUL, **answers))).json()
    assert whole["whole"] and not whole["exists"] and whole["schemes"]["Région"] == {"Ouest": 3}
    assert [(m["code"], m["joined"]) for m in whole["members"]][:2] == [
        ("AUT", "1999-02-01"), ("NPL", "2001-04-03"),
    ]  # fmt: skip
    taken = await nam.post("/api/intake", sent(DOUBTFUL, **answers))
    assert (taken.status_code, taken.json()["members"]) == (200, 3), taken.text
    page = (await nam.get("/api/bodies/club?on=2020-01-01", "")).json()
    assert [member["code"] for member in page["members"]] == ["AUT", "KOR", "NPL"]
    assert (await preview(nam, sent(DOUBTFUL, **answers))).json()["exists"]
    again = await nam.post("/api/intake", sent(DOUBTFUL, **answers))
    assert (again.status_code, again.json()["code"]) == (409, "body_exists")


@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_wrong_is_listed_by_code_and_nothing_is_refused(nam: Bodies) -> None:
    wrong = (await preview(nam, sent("code,Région\nXQZ,A\nAUT,B\nNPL,\n"))).json()
    codes = {error["code"] for error in wrong["errors"]}
    assert {"no_code", "group_missing"} <= codes <= set(REASONS) and not wrong["whole"]
    apart = (await preview(nam, sent(b"PK\x03\x04 no workbook"))).json()
    assert [error["code"] for error in apart["errors"]] == ["not_workbook"] and apart["members"] == []


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"file": "no base64 *"}, 422),
        ({"file": "é==="}, 422),
        ({"key": "No Key"}, 422),
        ({"language": "de"}, 422),
        ({"file": "A" * (MOST * 2)}, 413),
    ],
)
async def test_what_is_no_file_of_members_is_refused_at_the_door(
    nam: Bodies, change: dict[str, Any], status: int
) -> None:
    assert (await preview(nam, sent(DOUBTFUL) | change)).status_code == status


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("path", ["/api/intake", "/api/intake/preview"])
async def test_strangers_and_delegations_take_no_body(nam: Bodies, path: str) -> None:
    assert (await nam.post(path, sent(DOUBTFUL), "")).status_code == 401
    assert (await nam.post(path, sent(DOUBTFUL), "CUB.head")).status_code == 403
