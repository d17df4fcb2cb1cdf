"""The doors of a body: from a what-if to three answers and a reminder, and who is turned away where."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import typer
from icalendar import Calendar
from typer.testing import CliRunner

from rostrum.app import schema
from rostrum.doors import compose_cli, verify_cli
from rostrum.doors.compose_cli import register
from rostrum.printing import fonts
from rostrum.record.bundle import export
from rostrum.record.checkpoint import Verifier
from rostrum.secretariat.bodies import found
from rostrum.secretariat.dispatch import WITHHELD
from tests.doors.conftest import House, served
from tests.doors.movement import CALL, FEW, MEETING, OPENS, WISH, Bodies, staffed
from tests.patience import LONG
from tests.summit import BOOK, CONVENE, SECRETARY


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def founded(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """Two bodies on record; for tests that change nothing."""
    async with served(tmp_path_factory.mktemp("founded")) as house:
        await house.office.clerk.submit(BOOK, CONVENE, SECRETARY)
        for key in ("nam", "turkic-council"):
            await found(house.office.clerk, key)
        await staffed(house)
        yield house


@pytest_asyncio.fixture(loop_scope="module")
async def nam(founded: House) -> Bodies:
    founded.client.cookies.clear()
    founded.admissions.clear()
    return Bodies(founded)


@pytest_asyncio.fixture
async def bodies(tmp_path: Path) -> AsyncIterator[Bodies]:
    async with served(tmp_path) as house:
        await house.office.clerk.submit(BOOK, CONVENE, SECRETARY)
        await found(house.office.clerk, "nam")
        await staffed(house)
        yield Bodies(house)


@pytest.mark.asyncio
async def test_the_page_is_public_and_has_the_body_on_a_day(bodies: Bodies) -> None:
    (line,) = (await bodies.get("/api/bodies", "")).json()
    assert (line["key"], line["short"]) == ("nam", "NAM")
    page = (await bodies.get("/api/bodies/nam?on=2020-05-04", "")).json()
    assert (len(page["members"]), page["may_change"], page["compositions"]) == (120, False, [])
    assert len((await bodies.get("/api/bodies/nam?on=2024-02-01", "")).json()["members"]) == 121
    assert [t["holder"] for t in page["terms"] if t["running"]] == ["AZE", "ZAF"]
    assert page["troika"] == ["AZE", "VEN", "ZAF"]
    assert [s["key"] for s in page["schemes"] if s["whole"]] == [
        "nam-region", "un-group", "m49-subregion", "m49-region",
    ]  # fmt: skip


@pytest.mark.asyncio(loop_scope="module")
async def test_the_past_weighs_and_shows(nam: Bodies) -> None:
    """The third of 26 members of Latin America and the Caribbean sat in 2020: a visible debt."""
    page = (await nam.get("/api/bodies/nam?on=2020-06-15", "")).json()
    assert page["debts"]["groups"]["Latin America and the Caribbean"] > 4
    column = page["heat"]["meetings"].index("contact-group-2020")
    marks = {row["code"]: row["cells"][column]["mark"] for row in page["heat"]["rows"]}
    assert (marks["NIC"], marks["JAM"]) == ("present", "not_named")


@pytest.mark.asyncio(loop_scope="module")
async def test_a_what_if_answers_everything_the_page_draws(nam: Bodies) -> None:
    answer = await nam.post("/api/bodies/nam/compose", {**WISH, "on": "2020-05-04"})
    assert answer.status_code == 200, answer.text
    said = answer.json()
    assert said["seats"] == {
        "Africa": 20,
        "Asia-Pacific": 14,
        "Latin America and the Caribbean": 10,
        "Europe": 1,
    }
    assert len(said["methods"]) == 9
    assert (said["calm_sizes"], len(said["sizes"])) == ([41, 43, 46, 47, 48, 50], 11)
    assert said["regions"][0]["name"]["fr"] == "Afrique"
    cuba = said["members"]["CUB"]
    assert cuba["seated"] is False and cuba["why"]["code"] and cuba["would_enter_if"][0]["kind"]
    assert sum(m["seated"] for m in said["members"].values()) == 45


@pytest.mark.asyncio(loop_scope="module")
async def test_two_wishes_are_compared(nam: Bodies) -> None:
    both = {"before": WISH, "after": {**WISH, "seats": 46}}
    change = (await nam.post("/api/bodies/nam/compare", both)).json()
    assert (change["seats"], change["leaves"], len(change["enters"])) == ({"Asia-Pacific": 1}, [], 1)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"seats": 0}, "no_seats"),
        ({"seats": 500}, "more_seats_than_members"),
        ({"scheme": "caucus"}, "unknown_scheme"),
        ({"scheme": "LDC"}, "members_without_group"),
        ({"method": "fair"}, "unknown_method"),
        ({"decay": "2"}, "bad_decay"),
        ({"on": "2020-02-31"}, "bad_date"),
        ({"declined": ["XXX"]}, "unknown_states"),
        ({"caps": {"Atlantis": 3}}, "unknown_regions"),
        ({"must_haves": [{"code": c, "ground": "g"} for c in ("AZE", "BLR")]}, "must_haves_exceed_region"),
    ],
)
async def test_a_conflict_is_named(nam: Bodies, wish: dict[str, Any], code: str) -> None:
    answer = await nam.post("/api/bodies/nam/compose", {**WISH, **wish})
    assert (answer.status_code, answer.json()["code"]) == (409, code), answer.text


@pytest.mark.asyncio
async def test_an_overridden_composition_has_a_signed_sheet_that_verifies(
    bodies: Bodies, tmp_path: Path
) -> None:
    assert (await bodies.act(**CALL)).status_code == 200
    forged = {
        "kind": "ProposeComposition",
        "meeting": "contact-group-june",
        "request": WISH,
        "members": ["CUB"],
    }
    assert (await bodies.act(**forged)).status_code == 200
    (line,) = (await bodies.get("/api/bodies/nam")).json()["compositions"]
    assert len(line["members"]) == 45, "the server computed it, whatever the client said"
    waiting = next(c for c in ("JAM", "CUB", "BRB") if c not in line["members"])
    silent = {
        "kind": "OverrideComposition",
        "composition": "c1",
        "code": waiting,
        "seated": True,
        "reason": " ",
    }
    assert (await bodies.act(**silent)).json()["code"] == "reason_required"
    assert (await bodies.act("AZE.chair", **{**silent, "reason": "asked by the region"})).status_code == 200
    (line,) = (await bodies.get("/api/bodies/nam")).json()["compositions"]
    assert waiting in line["members"] and waiting not in line["by_rule"] and len(line["members"]) == 45
    assert line["overrides"][0] | {"by": "AZE.chair"} == line["overrides"][0]
    old = {"kind": "AcceptComposition", "composition": "c1", "sheet_sha256": "0" * 64}
    assert (await bodies.act(**old)).json()["code"] == "sheet_differs"
    sheet = await bodies.get("/api/bodies/nam/compositions/c1/sheet.json")
    key = Verifier.parse(sheet.headers["rostrum-key"])
    assert key.holds(bytes.fromhex(sheet.headers["rostrum-signature"]), sheet.content)
    assert sheet.headers["rostrum-sheet-sha256"] == line["sheet_sha256"]
    file = tmp_path / "sheet.json"
    file.write_bytes(sheet.content)
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    checked = CliRunner().invoke(app, ["compose", "--check", str(file), "--json"])
    assert json.loads(checked.stdout) == {
        "verified": True,
        "sha256": line["sheet_sha256"],
        "lot": "by-rule",
    }
    assert (await bodies.get("/api/bodies/nam/compositions/c1/sheet.pdf")).content.startswith(b"%PDF")
    table = await bodies.get("/api/bodies/nam/compositions/c1/sheet.csv")
    assert table.content.decode("utf-8-sig").startswith("Region,Code,")
    assert (await bodies.get("/api/bodies/nam/compositions/c1/sheet.exe")).status_code == 404
    assert (await bodies.get("/api/bodies/nam/compositions/c9/sheet.json")).json()[
        "code"
    ] == "unknown_composition"


@pytest.mark.asyncio
async def test_three_delegations_answer_and_the_silent_one_is_reminded(bodies: Bodies) -> None:
    line = await bodies.invited()
    first, second, third = line["members"][:3]
    yes = {"answer": "accepted", "level": "head_of_state", "title": {"en": "President"}, "form": "live"}
    token = await bodies.token(first)
    page = (await bodies.get(f"/api/reply/{token}", "")).json()
    assert (page["code"], page["answer"], page["opens"], page["body"]) == (first, "none", OPENS, "nam")
    without = await bodies.post(f"/api/reply/{token}", {"answer": "accepted"}, "")
    assert without.json()["code"] == "level_required"
    assert (await bodies.post(f"/api/reply/{token}", yes, "")).status_code == 200
    no = {"answer": "declined", "remark": "Elections on that day."}
    assert (await bodies.post(f"/api/reply/{await bodies.token(second)}", no, "")).status_code == 200
    lines = {one["code"]: one for one in (await bodies.get(f"{MEETING}/invitations")).json()}
    assert (lines[first]["answer"], lines[first]["level"]) == ("accepted", "head_of_state")
    assert (lines[second]["answer"], lines[second]["remark"]) == ("declined", "Elections on that day.")
    assert (lines[third]["answer"], lines[third]["delivery"]) == ("none", "sent")
    reminded = await bodies.post(f"{MEETING}/remind", {"codes": [first, third]})
    assert reminded.json()["letters"] == 1
    caught = await bodies.mails(FEW + 1)
    assert caught[0]["to"] == f"{third.lower()}@missions.example"
    reminder = (await bodies.get(f"/api/demo/mail/{caught[0]['id']}", "")).json()
    assert "/reply/" in reminder["text"] and reminder["parts"][:1] == ["invitation.ics"]
    assert (await bodies.get("/api/bodies/nam", "")).json()["meetings"][-1]["tally"] == {
        "invited": FEW, "accepted": 1, "declined": 1, "silent": FEW - 2,
    }  # fmt: skip


@pytest.mark.asyncio
async def test_a_lot_is_announced_before_it_is_drawn_and_whoever_checks_is_told(
    bodies: Bodies, tmp_path: Path
) -> None:
    await bodies.act(**CALL)
    known = bodies.house.office.now() + 60_000
    source = "State lottery, 1 June 2027"
    assert (await bodies.act(kind="AnnounceLot", source=source, known_at=known)).status_code == 200
    (shown,) = (await bodies.get("/api/bodies/nam", "")).json()["lots"]
    assert (shown["source"], shown["known_at"]) == (source, known), "everybody sees it"
    record = tmp_path / "record"
    for number, named in enumerate((source, "a friend"), 1):
        wish = WISH | {"seats": FEW, "lot_seed": "4711", "lot_source": named}
        made = await bodies.act(kind="ProposeComposition", meeting=CALL["meeting"], request=wish)
        assert made.status_code == 200, made.text
        sheet = tmp_path / f"{number}.json"
        sheet.write_bytes((await bodies.get(f"/api/bodies/nam/compositions/c{number}/sheet.json")).content)
    record.write_bytes(export(bodies.house.office.record, "body.nam", bodies.house.office.signer))
    asked = ["compose", "--record", str(record), "--check"]
    first, second = (CliRunner().invoke(line_of(), [*asked, str(tmp_path / f"{n}.json")]) for n in (1, 2))
    assert f"announced before by entry body.nam/{shown['entry']}" in first.output, first.output
    assert first.exit_code == 0 and "NOT ANNOUNCED" not in first.output
    assert second.exit_code == 0 and "NOT ANNOUNCED: the lot was drawn from 'a friend'" in second.output
    said = CliRunner().invoke(line_of(), ["verify", str(record)])
    assert "DRAWN EARLY" in said.output and "composition c1" in said.output
    assert "NOT ANNOUNCED" in said.output and "composition c2" in said.output
    denied = json.loads((tmp_path / "1.json").read_bytes())
    wrong = next(n for n in (1, 2, 3) if n != shown["entry"])
    text = (
        (tmp_path / "1.json")
        .read_bytes()
        .replace(denied["inputs"]["lot_announced"].encode(), f"body.nam/{wrong}".encode())
    )
    (tmp_path / "3.json").write_bytes(text)
    assert CliRunner().invoke(line_of(), [*asked, str(tmp_path / "3.json")]).exit_code != 0


def line_of() -> typer.Typer:
    made = typer.Typer()
    compose_cli.register(made)
    verify_cli.register(made)
    return made


@pytest.mark.asyncio
async def test_a_change_is_read_then_made_and_written_to_everyone_and_answers_stay(bodies: Bodies) -> None:
    line = await bodies.invited()
    code = line["members"][0]
    token = await bodies.token(code)
    no = {"answer": "declined", "remark": ""}
    assert (await bodies.post(f"/api/reply/{token}", no, "")).status_code == 200
    now = {part: CALL[part] for part in ("title", "theme", "zone")}
    now |= {"place": "Ganja", "opens": OPENS + 3_600_000, "reply_by": None}
    drafted = await bodies.post(f"{MEETING}/letters/{code}/change", {"particulars": now, "language": "en"})
    assert "What has changed" in drafted.json()["text"] and "Ganja" in drafted.json()["text"]
    assert (await bodies.get(f"/api/reply/{token}", "")).json()["place"] == "Baku", "reading changes nothing"
    change: dict[str, Any] = {
        "kind": "ChangeMeeting",
        "meeting": CALL["meeting"],
        "particulars": now,
        "reason": "A flood.",
        "read": CALL["languages"],
    }
    nowhere: dict[str, Any] = change | {"particulars": now | {"zone": "Asia/Nowhere"}}
    assert (await bodies.act(**nowhere)).json()["code"] == "unknown_zone"
    assert (await bodies.act(**change)).status_code == 200
    mails = await bodies.mails(2 * FEW)
    assert {mail["to"] for mail in mails[:FEW]} == {mail["to"] for mail in mails[FEW:]}
    page = (await bodies.get(f"/api/reply/{token}", "")).json()
    assert (page["answer"], page["place"], page["opens"]) == ("declined", "Ganja", OPENS + 3_600_000)
    (event,) = Calendar.from_ical((await bodies.get(f"/api/reply/{token}/invitation.ics", "")).content).walk(
        "VEVENT"
    )
    assert event["sequence"] == 1 and event.decoded("dtstart").astimezone(UTC).hour == 12
    shown = (await bodies.get("/api/bodies/nam")).json()["meetings"][-1]
    assert shown["changed_at"] is not None and shown["place"] == "Ganja"


@pytest.mark.asyncio
async def test_the_calendar_entry_has_the_right_instants(bodies: Bodies) -> None:
    line = await bodies.invited()
    code = line["members"][0]
    content = (await bodies.get(f"/api/reply/{await bodies.token(code)}/invitation.ics", "")).content
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert calendar["method"] == "REQUEST"
    assert event["dtstart"].params["TZID"] == "Asia/Baku"
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2020, 6, 15, 11, 0, tzinfo=UTC)
    assert event.decoded("dtstart").utcoffset().total_seconds() == 4 * 3600
    assert (event.decoded("dtend") - event.decoded("dtstart")).total_seconds() == 3 * 3600
    assert "15:00" in str(event["description"]) and "11:00 (UTC)" in str(event["description"])
    assert io.BytesIO(content).read().count(b"BEGIN:VTIMEZONE") == 1


@pytest.mark.asyncio
async def test_the_letter_is_read_before_it_is_sent_and_is_the_one_that_goes_out(bodies: Bodies) -> None:
    line = await bodies.accepted(seats=FEW)
    code = line["members"][0]
    draft = (await bodies.get(f"{MEETING}/letters/{code}/draft")).json()
    assert WITHHELD in draft["text"] and draft["languages"] == CALL["languages"]
    french = (await bodies.get(f"{MEETING}/letters/{code}/draft?language=fr")).json()
    assert "au Gouvernement de" in french["text"] and french["language"] == "fr"
    paper = await bodies.get(f"{MEETING}/letters/{code}/draft.pdf?language=fr")
    assert paper.content.startswith(b"%PDF-")
    signed = {
        "form": "letter",
        "number": "",
        "signatory": "I. Aliyev",
        "title": {"fr": "Président du Mouvement"},
    }
    await bodies.act(kind="SetLetterhead", meeting=MEETING.rsplit("/", 1)[1], letterhead=signed)
    french = (await bodies.get(f"{MEETING}/letters/{code}/draft?language=fr")).json()
    assert "Excellence" in french["text"] and "I. Aliyev\nPrésident du Mouvement" in french["text"]
    ready = (await bodies.post(f"{MEETING}/readiness", await bodies.whole(line))).json()["lacks"]
    assert "signatory_missing" not in {lack["key"] for lack in ready}
    shown = (await bodies.get("/api/bodies/nam")).json()["meetings"][-1]["letterhead"]
    assert (shown["form"], shown["signatory"]) == ("letter", "I. Aliyev")
    assert (await bodies.get("/api/bodies/nam", "")).json()["meetings"][-1]["letterhead"] is None
    reminder = (await bodies.get(f"{MEETING}/letters/{code}/draft?language=en&kind=reminder")).json()
    assert reminder["subject"].startswith("Reminder of an invitation")
    assert (await bodies.get(f"{MEETING}/letters/united-nations/draft")).status_code == 200
    assert (await bodies.get(f"{MEETING}/invitations")).json() == [], "reading sends nothing"
    draft = (await bodies.get(f"{MEETING}/letters/{code}/draft?reply_by={OPENS - 86_400_000}")).json()
    await bodies.post(f"{MEETING}/invite", await bodies.whole(line))
    token = await bodies.token(code)
    (mail,) = [m for m in await bodies.mails(FEW) if m["to"] == f"{code.lower()}@missions.example"]
    sent = (await bodies.get(f"/api/demo/mail/{mail['id']}", "")).json()
    assert sent["text"].replace("\r\n", "\n").rstrip() == draft["text"].replace(WITHHELD, token).rstrip()
    assert (sent["subject"], sent["language"]) == (draft["subject"], draft["language"])
    again = (await bodies.get(f"{MEETING}/letters/{code}/draft")).json()
    assert token not in again["text"]
    shown = [(await bodies.get(f"{MEETING}/letters/{code}{form}")).content for form in (".pdf", "/draft.pdf")]
    theirs = (await bodies.get(f"/api/reply/{token}/letter.pdf", "")).content
    assert shown[0] == shown[1] != theirs, "the key of the reply page is in the delegation's letter alone"


@pytest.mark.asyncio
async def test_no_letter_leaves_that_lacks_something_unless_its_sender_answers_for_it(bodies: Bodies) -> None:
    line = await bodies.accepted()
    whole = await bodies.whole(line)
    ready = (await bodies.post(f"{MEETING}/readiness", whole)).json()
    found = {lack["key"]: lack for lack in ready["lacks"]}
    assert ready["letters"] == 45 == sum(map(len, ready["languages"].values()))
    assert found["title_untranslated:ar"]["codes"] == ready["languages"]["ar"]
    assert "title_untranslated:fr" not in found and not any(lack["stops"] for lack in found.values())
    for part, code in (
        ("accepted", "letters_lacking"),
        ("read", "letters_unread"),
        ("reason", "lack_without_reason"),
    ):
        refused = await bodies.post(f"{MEETING}/invite", whole | {part: [] if part != "reason" else " "})
        assert (refused.status_code, refused.json()["code"]) == (409, code), refused.text
    shared = {"invitees": [{"code": code, "addresses": ["one@post.example"]} for code in line["members"][:2]]}
    told = (await bodies.post(f"{MEETING}/readiness", whole | shared)).json()["lacks"]
    assert line["members"][:2] in [lack["codes"] for lack in told if lack["code"] == "address_shared"]
    late = await bodies.post(f"{MEETING}/invite", whole | {"reply_by": OPENS + 1})
    assert late.json()["facts"]["lacking"] == ["reply_date_after_opening"]
    assert (await bodies.get(f"{MEETING}/invitations")).json() == [], "nothing has left"
    assert (await bodies.post(f"{MEETING}/invite", whole)).status_code == 200


@pytest.mark.asyncio
async def test_a_missing_title_is_translated_where_it_is_missed_and_read_in_the_letter(
    bodies: Bodies,
) -> None:
    line = await bodies.accepted(seats=FEW)
    whole = await bodies.whole(line)
    arabic = "الاجتماع الثاني لفريق الاتصال"
    before = (await bodies.post(f"{MEETING}/readiness", whole)).json()
    added = {
        "kind": "Translate",
        "of": "title",
        "key": "contact-group-june",
        "language": "ar",
        "text": arabic,
    }
    assert (await bodies.act("CUB.head", **added)).status_code == 403, (
        "an act of the secretariat or the chair"
    )
    assert (await bodies.act(**added)).status_code == 200
    after = (await bodies.post(f"{MEETING}/readiness", whole)).json()
    gone = {lack["key"] for lack in before["lacks"]} - {lack["key"] for lack in after["lacks"]}
    assert gone <= {"title_untranslated:ar"} and after["version"] == before["version"] + 1
    code = line["members"][0]
    draft = (await bodies.get(f"{MEETING}/letters/{code}/draft?language=ar")).json()
    assert arabic in draft["subject"] and arabic in draft["text"]
    headers = {**await bodies.headers("secretary"), "If-Match": str(before["version"])}
    stale = await bodies.house.client.post(f"{MEETING}/invite", json=whole, headers=headers)
    assert stale.status_code == 409, "what was read is no longer what would leave"
    headers = {**await bodies.headers("secretary"), "If-Match": str(after["version"])}
    sent = await bodies.house.client.post(f"{MEETING}/invite", json=whole, headers=headers)
    assert sent.status_code == 200, sent.text
    assert (await bodies.act(**added)).json()["code"] == "already_invited"


@pytest.mark.asyncio
async def test_a_call_and_a_sheet_say_what_they_lack_before_they_are_public(bodies: Bodies) -> None:
    bare = {**CALL, "accepted": [], "reason": ""}
    asked = (await bodies.post("/api/bodies/nam/call/readiness", bare)).json()["lacks"]
    assert sorted(lack["key"] for lack in asked) == sorted(CALL["accepted"])
    refused = await bodies.act(**bare)
    assert (refused.status_code, refused.json()["code"]) == (409, "meeting_lacking")
    line = await bodies.accepted(seats=FEW)
    at = f"/api/bodies/nam/compositions/{line['composition']}"
    assert (await bodies.get(f"{at}/readiness?language=fr")).json() == {"lacks": []}
    await bodies.act(kind="RenameMember", code=line["members"][0], name={"en": "Another Name"})
    (lack,) = (await bodies.get(f"{at}/readiness?language=fr")).json()["lacks"]
    assert (lack["key"], lack["codes"]) == ("member_untranslated:fr", [line["members"][0]])
    unread = await bodies.get(f"{at}/sheet.csv?language=fr")
    assert (unread.status_code, unread.json()["code"]) == (409, "sheet_lacking")
    assert (await bodies.get(f"{at}/sheet.csv?language=fr&as_it_is=true")).status_code == 200
    assert (await bodies.get(f"{at}/sheet.json?language=fr")).status_code == 200, (
        "what is signed has no language"
    )


@pytest.mark.asyncio
async def test_no_letter_is_drafted_to_whom_none_will_go(bodies: Bodies) -> None:
    await bodies.act(**CALL)
    early = await bodies.get(f"{MEETING}/letters/CUB/draft")
    assert (early.status_code, early.json()["code"]) == (409, "composition_not_accepted")
    line = await bodies.accepted(called=True)
    out = next(c for c in ("CUB", "JAM", "NIC", "PAN") if c not in line["members"])
    refused = await bodies.get(f"{MEETING}/letters/{out}/draft")
    assert refused.json()["code"] == "not_in_composition"
    member = line["members"][0]
    chinese = await bodies.get(f"{MEETING}/letters/{member}/draft?language=zh")
    assert chinese.json()["code"] == "not_a_language_of_the_meeting"
    past = await bodies.get("/api/bodies/nam/meetings/contact-group-2020/letters/CUB/draft")
    assert past.status_code == 409
    for path in ("", "?language=french", "?kind=verdict"):
        answer = await bodies.get(f"{MEETING}/letters/{member}/draft{path}")
        assert answer.status_code == (422 if path else 200)


@pytest.mark.asyncio(loop_scope="module")
async def test_bounds_of_regions_and_sub_regions_reach_the_composition(nam: Bodies) -> None:
    wish = {
        **WISH,
        "minima": {"Latin America and the Caribbean": 12},
        "caps": {"Africa": 18},
        "subregion_floors": {"Caribbean": 6},
        "subregion_ceilings": {"Asia-Pacific: Western Asia": 3},
    }
    said = (await nam.post("/api/bodies/nam/compose", wish)).json()
    assert (said["seats"]["Latin America and the Caribbean"], said["seats"]["Africa"]) == (12, 18)
    rows = {row["subregion"]: row for row in said["spread"]}
    caribbean, west = rows["Caribbean"], rows["Asia-Pacific: Western Asia"]
    assert caribbean["floor"] == 6 <= caribbean["seated"]
    assert west["ceiling"] == 3 >= west["seated"]


@pytest.mark.asyncio
async def test_a_sheet_is_printed_in_the_language_asked_for_and_signed_in_none(
    bodies: Bodies, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = await bodies.accepted()
    at = f"/api/bodies/nam/compositions/{line['composition']}/sheet"
    arabic = (await bodies.get(f"{at}.csv?language=ar")).content.decode("utf-8-sig")
    assert arabic.startswith("المنطقة,") and "يجلس" in arabic and "Seated" not in arabic
    assert (await bodies.get(f"{at}.csv")).content.decode("utf-8-sig").startswith("Region,Code,State")
    for language in ("ar", "fr"):
        assert (await bodies.get(f"{at}.pdf?language={language}")).content.startswith(b"%PDF-")
    assert (await bodies.get(f"{at}.json?language=ar")).content == (await bodies.get(f"{at}.json")).content
    assert (await bodies.get(f"{at}.pdf?language=la")).status_code == 422
    monkeypatch.setattr(fonts, "families", lambda: frozenset({fonts.EVERYWHERE}))
    refused = await bodies.get(f"{at}.pdf?language=zh")
    assert (refused.status_code, refused.json()["code"]) == (503, "no_font")


@pytest.mark.asyncio(loop_scope="module")
async def test_slots_score_the_hours_of_all(nam: Bodies) -> None:
    answer = (await nam.post("/api/bodies/nam/slots", {"day": "2020-06-15", "codes": ["FJI", "CUB"]})).json()
    assert answer["slots"][0]["score"] <= answer["slots"][-1]["score"]
    noon = next(s for s in answer["slots"] if datetime.fromtimestamp(s["start"] / 1000, UTC).hour == 12)
    assert noon["hours"] == {"CUB": 8, "FJI": 0} and noon["at_night"] == ["FJI"]
    bad = await nam.post("/api/bodies/nam/slots", {"day": "2020-06-15", "codes": ["XXX"]})
    assert (bad.status_code, bad.json()["code"]) == (409, "unknown_states")


@pytest.mark.asyncio
async def test_the_burden_of_a_start_is_noted_from_the_members_own_hours(bodies: Bodies) -> None:
    await bodies.act(**CALL)
    noted = await bodies.act(kind="NoteBurden", meeting="contact-group-june", start=OPENS)
    assert noted.status_code == 200, noted.text
    page = (await bodies.get("/api/bodies/nam", "")).json()
    assert page["meetings"][-1]["hours"]["FJI"] == 23
    slots = (await bodies.post("/api/bodies/nam/slots", {"day": "2020-06-16", "best": 1})).json()
    assert slots["carried"]["FJI"] == 7 + 0  # 23:00 weighs 7; Fiji is not named in May 2020


@pytest.mark.asyncio
async def test_who_bore_the_night_weighs_more_the_next_time_until_the_meeting_is_called_off(
    bodies: Bodies,
) -> None:
    """Fiji sat at three in the morning once: a start at its night costs more than before, one at its noon does not."""
    night = int(
        datetime(2020, 6, 15, 15, 0, tzinfo=UTC).timestamp() * 1000
    )  # 03:00 in Suva, 10:00 in Kingston
    wish = {"day": "2020-06-16", "codes": ["FJI", "JAM"], "best": 48}

    async def scores() -> dict[int, float]:
        found = (await bodies.post("/api/bodies/nam/slots", wish)).json()["slots"]
        return {datetime.fromtimestamp(one["start"] / 1000, UTC).hour: one["score"] for one in found}

    await bodies.act(**CALL)
    before = await scores()
    await bodies.act(kind="NoteBurden", meeting="contact-group-june", start=night)
    after = await scores()
    assert after[15] == pytest.approx(before[15] * 2, abs=0.01), "at its night again: weight 1 + 10/10"
    assert after[0] == before[0] > 0, "at its noon Fiji bears nothing; Jamaica has borne nothing before"
    await bodies.act(kind="CallOffMeeting", meeting="contact-group-june", reason="postponed")
    assert await scores() == before


@pytest.mark.asyncio(loop_scope="module")
async def test_local_hours_follow_the_clocks_of_the_day(nam: Bodies) -> None:
    """Egypt's clocks stood at UTC+2 in June 2020 and at UTC+3 in June 2023, when summer time had come back."""

    async def cairo(day: str) -> int:
        found = (await nam.post("/api/bodies/nam/slots", {"day": day, "codes": ["EGY"]})).json()
        noon = [s for s in found["slots"] if datetime.fromtimestamp(s["start"] / 1000, UTC).hour == 12]
        return noon[0]["hours"]["EGY"]

    assert [await cairo("2020-06-15"), await cairo("2023-06-15"), await cairo("2023-12-15")] == [14, 15, 14]


STRANGERS: dict[tuple[str, str], int] = {
    ("GET", "/api/bodies"): 200,
    ("GET", "/api/bodies/{key}"): 200,
    ("GET", "/api/bodies/{key}/meetings"): 200,
    ("GET", "/api/bodies/{key}/compositions"): 401,
    ("POST", "/api/bodies/{key}/compose"): 401,
    ("POST", "/api/bodies/{key}/compare"): 401,
    ("POST", "/api/bodies/{key}/intents"): 401,
    ("POST", "/api/bodies/{key}/call/readiness"): 401,
    ("POST", "/api/bodies/{key}/slots"): 401,
    ("GET", "/api/bodies/{key}/compositions/{composition}"): 401,
    ("GET", "/api/bodies/{key}/compositions/{composition}/readiness"): 401,
    ("GET", "/api/bodies/{key}/compositions/{composition}/sheet.{form}"): 401,
    ("POST", "/api/bodies/{key}/meetings/{meeting}/invite"): 401,
    ("POST", "/api/bodies/{key}/meetings/{meeting}/readiness"): 401,
    ("POST", "/api/bodies/{key}/meetings/{meeting}/remind"): 401,
    ("POST", "/api/bodies/{key}/meetings/{meeting}/again"): 401,
    ("POST", "/api/bodies/{key}/meetings/{meeting}/invitations/{code}/addresses"): 401,
    ("POST", "/api/bodies/{key}/meetings/{meeting}/letters/{code}/change"): 401,
    ("GET", "/api/bodies/{key}/meetings/{meeting}/invitations"): 401,
    ("GET", "/api/bodies/{key}/meetings/{meeting}/letters/{code}.pdf"): 401,
    ("GET", "/api/bodies/{key}/meetings/{meeting}/letters/{code}/draft"): 401,
    ("GET", "/api/bodies/{key}/meetings/{meeting}/letters/{code}/draft.pdf"): 401,
    ("GET", "/api/bodies/{key}/meetings/{meeting}/preparation"): 401,
    ("POST", "/api/bodies/{key}/meetings/{meeting}/files"): 401,
    ("GET", "/api/bodies/{key}/meetings/{meeting}/files/{sha256}"): 401,
    ("GET", "/api/bodies/{key}/meetings/{meeting}/convening/readiness"): 401,
    ("POST", "/api/bodies/{key}/meetings/{meeting}/convening"): 401,
    ("GET", "/api/bodies/{key}/meetings/{meeting}/persons"): 401,
    ("POST", "/api/bodies/{key}/meetings/{meeting}/persons/{person}/code"): 401,
    ("GET", "/api/bodies/{key}/meetings/{meeting}/participants"): 409,
    ("GET", "/api/bodies/{key}/meetings/{meeting}/participants.{form}"): 409,
    ("POST", "/api/reply/{token}/entry"): 404,
    ("GET", "/api/reply/{token}"): 404,
    ("POST", "/api/reply/{token}"): 404,
    ("GET", "/api/reply/{token}/invitation.ics"): 404,
    ("GET", "/api/reply/{token}/letter.pdf"): 404,
    ("GET", "/api/demo/mail"): 200,
    ("GET", "/api/demo/mail/{name}"): 404,
}
"""What somebody without a badge is answered; 404 where a key or a name is guessed."""
PLACES = {
    "key": "nam", "composition": "c1", "form": "json", "meeting": "contact-group-june", "code": "CUB",
    "person": "p1", "sha256": "ab" * 32, "token": "x" * 43, "name": "000001-0123456789ab",
}  # fmt: skip
BODIES: dict[str, Any] = {
    "compose": WISH,
    "compare": {"before": WISH, "after": WISH},
    "intents": CALL,
    "slots": {"day": "2020-06-15"},
    "invite": {"composition": "c1"},
    "readiness": {"composition": "c1"} | CALL,
    "remind": {},
    "addresses": {"addresses": ["cuba@missions.example"], "reason": "misspelt"},
    "convening": {"reason": "They are expected."},
    "change": {"particulars": {part: CALL[part] for part in ("title", "theme", "place", "zone", "opens")}},
    "{token}": {"answer": "declined"},
}


def test_every_route_is_in_the_table() -> None:
    routes = {
        (method.upper(), path)
        for path, methods in schema()["paths"].items()
        if path.startswith(("/api/bodies", "/api/reply", "/api/demo/mail"))
        for method in methods
    }
    assert routes == set(STRANGERS)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("method", "path"), sorted(STRANGERS))
async def test_strangers_and_wrong_roles(nam: Bodies, method: str, path: str) -> None:
    """Without a badge, with a post of another kind, with a badge of a meeting alone, and in another body."""
    address, body = path.format(**PLACES), BODIES.get(path.rsplit("/", 1)[1])
    expected = STRANGERS[method, path]
    for who in ("", "CUB.head", "technician"):
        send = nam.get(address, who) if method == "GET" else nam.post(address, body, who)
        answer = await send
        refused = 403 if who == "CUB.head" and expected == 401 else expected
        assert answer.status_code == refused, (who, answer.text)
    if expected == 401:
        other = path.format(**{**PLACES, "key": "turkic-council"})
        answer = await (nam.get(other) if method == "GET" else nam.post(other, body))
        assert answer.status_code == 401, "a badge of the Movement opens no door of another body"


@pytest.mark.asyncio
async def test_a_delegation_answers_for_itself_only_and_by_its_badge_too(bodies: Bodies) -> None:
    await bodies.invited()
    lines = (await bodies.get(f"{MEETING}/invitations")).json()
    answer = {"kind": "AnswerInvitation", "meeting": "contact-group-june", "answer": "declined"}
    other = next(one["code"] for one in lines if one["code"] != "CUB")
    refused = await bodies.act("CUB.head", **answer, code=other)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_seat")
    assert (await bodies.act(**answer, code=other)).status_code == 200
    itself = next(one["code"] for one in lines if one["code"] != other)
    own = await bodies.post(f"/api/reply/{await bodies.token(itself)}", {"answer": "declined"}, "")
    assert own.status_code == 200
    after = {one["code"]: one for one in (await bodies.get(f"{MEETING}/invitations")).json()}
    assert after[other]["on_behalf"] and not after[itself]["on_behalf"], "whose word it is, stands on record"


@pytest.mark.asyncio(loop_scope="module")
async def test_unknown_bodies_and_meetings(nam: Bodies) -> None:
    assert (await nam.get("/api/bodies/atlantis", "")).status_code == 404
    assert (await nam.get("/api/bodies/nam/meetings/x/invitations")).json()["code"] == "unknown_meeting"
    assert (await nam.post("/api/bodies/nam/meetings/x/remind", {})).json()["code"] == "unknown_meeting"
    gone = await nam.post("/api/bodies/nam/meetings/x/invite", {"composition": "c1"})
    assert gone.json()["code"] == "unknown_meeting"
    assert (await nam.get("/api/bodies/nam?on=2020-02-31", "")).status_code == 422


@pytest.mark.asyncio
async def test_a_body_is_no_meeting(bodies: Bodies) -> None:
    """The doors of meetings do not open on a body's book; of its entries strangers read the public ones."""
    client = bodies.house.client
    assert [line["book"] for line in (await client.get("/api/books")).json()] == [BOOK]
    assert (await client.get("/api/books/body.nam/stream?as=gallery")).status_code == 403, (
        "no audience of a body"
    )
    assert (await client.get("/api/demo/cards?book=body.nam")).status_code == 404
    sign_in = {"book": "body.nam", "person": "secretary"}
    assert (await client.post("/api/demo/sign-in", json=sign_in)).status_code == 404
    await bodies.invited()
    for admission in ("", bodies.house.admissions["secretary"]):
        entries = (await client.get(f"/api/books/body.nam/entries?after=190&a={admission}")).json()
        assert {entry["visibility"] for entry in entries} == {"public"}


@pytest.mark.asyncio
async def test_without_the_demo_there_is_no_mail_to_read_and_none_is_invented(tmp_path: Path) -> None:
    async with served(tmp_path, demo=False) as house:
        assert (await house.client.get("/api/demo/mail")).json()["code"] == "unknown_address"


@pytest.mark.asyncio
async def test_a_letter_that_went_astray_goes_to_the_right_address_and_its_key_opens_nothing(
    bodies: Bodies,
) -> None:
    await bodies.invited()
    lines = (await bodies.get(f"{MEETING}/invitations")).json()
    code = lines[0]["code"]
    before, sent = await bodies.token(code), len(await bodies.mails(FEW))
    wanted = {"addresses": ["protocol@mfa.example"], "reason": "The first was misspelt."}
    answer = await bodies.post(f"{MEETING}/invitations/{code}/addresses", wanted)
    assert answer.status_code == 200, answer.text
    (again,) = [mail for mail in await bodies.mails(sent + 1) if mail["to"] == "protocol@mfa.example"]
    text = (await bodies.get(f"/api/demo/mail/{again['id']}", "")).json()["text"]
    (link,) = [line.rsplit("/", 1)[1] for line in text.splitlines() if "/reply/" in line]
    no = {"answer": "declined", "remark": ""}
    assert (await bodies.post(f"/api/reply/{before}", no, "")).status_code == 404
    assert (await bodies.post(f"/api/reply/{link}", no, "")).status_code == 200
    (line,) = [one for one in (await bodies.get(f"{MEETING}/invitations")).json() if one["code"] == code]
    assert (line["addresses"], line["delivery"], line["answer"]) == (wanted["addresses"], "sent", "declined")
    bad = await bodies.post(f"{MEETING}/invitations/{code}/addresses", wanted | {"addresses": ["nobody"]})
    assert bad.status_code == 422
    same = await bodies.post(f"{MEETING}/invitations/{code}/addresses", wanted)
    assert (same.status_code, same.json()["code"]) == (409, "addresses_unchanged")
    assert mailboxes(bodies)[line["mailbox"]] == ("protocol@mfa.example",)
    assert len(mailboxes(bodies)) == len(lines), "the one before is dropped, and that of the refused wish too"
    assert_no_address_on_record(bodies)


def mailboxes(bodies: Bodies) -> dict[str, tuple[str, ...]]:
    return {one.key: one.addresses for one in bodies.house.office.ledger.mailboxes("body.nam")}


def assert_no_address_on_record(bodies: Bodies) -> None:
    record = bodies.house.office.record
    for book in record.books():
        for entry in record.stored(book):
            assert b"@" not in entry.bytes, entry.bytes


@pytest.mark.asyncio
async def test_a_round_that_is_refused_leaves_no_address_behind(bodies: Bodies) -> None:
    line = await bodies.accepted(seats=FEW)
    wanted = await bodies.whole(line) | {"reason": ""}
    assert (await bodies.post(f"{MEETING}/invite", wanted)).status_code == 409
    assert mailboxes(bodies) == {}


@pytest.mark.asyncio
async def test_an_address_that_was_forgotten_is_written_to_no_more_and_another_can_be_given(
    bodies: Bodies,
) -> None:
    await bodies.invited()
    line = (await bodies.get(f"{MEETING}/invitations")).json()[0]
    code, token = line["code"], await bodies.token(line["code"])
    assert line["forgotten"] is False
    heads = {book: bodies.house.office.record.head(book) for book in bodies.house.office.record.books()}
    assert bodies.house.office.ledger.erase_person("body.nam", line["mailbox"])
    assert {book: bodies.house.office.record.head(book) for book in heads} == heads
    assert (await bodies.post(f"{MEETING}/remind", {"codes": [code]})).status_code == 200
    found = await delivered(bodies, code)
    assert (found["delivery"], found["delivery_error"]) == ("refused", "address_forgotten")
    assert (found["addresses"], found["forgotten"]) == ([], True)
    entry = (await bodies.get(f"/api/reply/{token}/invitation.ics", "")).text
    assert "BEGIN:VEVENT" in entry and "ATTENDEE" not in entry
    wanted = {"addresses": line["addresses"], "reason": "They ask to be written to again."}
    answer = await bodies.post(f"{MEETING}/invitations/{code}/addresses", wanted)
    assert answer.status_code == 200, answer.text
    assert (await delivered(bodies, code))["delivery"] == "sent"


async def delivered(bodies: Bodies, code: str) -> dict[str, Any]:
    """The line of an invitation once its newest letter waits no more."""
    async with asyncio.timeout(LONG):
        while True:
            lines = (await bodies.get(f"{MEETING}/invitations")).json()
            (line,) = [one for one in lines if one["code"] == code]
            if line["delivery"] != "waiting":
                return line
            await asyncio.sleep(0.05)
