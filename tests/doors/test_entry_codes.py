"""An entry code is handed out by whoever may accredit its person, and admits once."""

import pytest

from tests.doors.conftest import House
from tests.summit import BOOK

pytestmark = pytest.mark.asyncio


async def asked(house: House, who: str, person: str) -> tuple[int, dict[str, str]]:
    headers = {"Rostrum-Admission": house.admissions.get(who) or await house.sign_in(who)}
    answer = await house.client.post(f"/api/books/{BOOK}/persons/{person}/code", headers=headers)
    return answer.status_code, answer.json()


async def test_whoever_is_accredited_comes_in_by_the_code_of_the_secretary_once(house: House) -> None:
    line = {"person": "p-7f3a", "capacity": "adviser", "seat": "CUB", "speaks": False}
    assert (await house.act("secretary", "Accredit", accreditation=line)).status_code == 200
    async with house.stream("secretariat", house.admissions["secretary"]) as events:
        listed = (await anext(events))["views"]["roll"]["people"]
    assert [one["capacity"] for one in listed if one["person"] == "p-7f3a"] == ["adviser"]
    assert not any(one["person"].endswith(".sim") for one in listed), "understudies are the machine's"
    status, made = await asked(house, "secretary", "p-7f3a")
    assert status == 200
    entered = await house.client.post("/api/sign-in", json={"code": made["code"]})
    assert (entered.status_code, entered.json()["person"]) == (200, "p-7f3a")
    again = await house.client.post("/api/sign-in", json={"code": made["code"]})
    assert (again.status_code, again.json()["code"]) == (403, "bad_code")


async def test_a_head_has_the_codes_of_the_own_advisers_alone(house: House) -> None:
    assert (await asked(house, "CUB.head", "CUB.adviser"))[0] == 200
    for person in ("EGY.adviser", "AZE.chair", "secretary"):
        status, refused = await asked(house, "CUB.head", person)
        assert (status, refused["code"]) == (403, "may_not_accredit"), person


@pytest.mark.parametrize("who", ["clerk", "technician", "CUB.adviser"])
async def test_others_have_none(house: House, who: str) -> None:
    status, refused = await asked(house, who, "CUB.adviser")
    assert (status, refused["code"]) == (403, "not_seated")


async def test_who_is_withdrawn_or_unknown_has_no_code(house: House) -> None:
    await house.act("secretary", "WithdrawAccreditation", person="CUB.adviser", reason="Recalled.")
    for person in ("CUB.adviser", "nobody"):
        status, refused = await asked(house, "secretary", person)
        assert (status, refused["code"]) == (409, "not_accredited"), person
