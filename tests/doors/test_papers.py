"""Papers as files: sent while a meeting is prepared, carried over at the convening, taken along by its readers."""

import asyncio
import os
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
import pytest_asyncio

from rostrum.secretariat.bodies import found
from rostrum.secretariat.papers import FILE_MOST
from tests.doors.conftest import served
from tests.doors.movement import MEETING, staffed
from tests.doors.test_convening import BOOK, CONVENE, KEY, OF_ANOTHER, PAPER, SECRETARY, Preparing

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
NAME = "Проект декларации.pdf"
FILES = f"{MEETING}/files"


class Filing(Preparing):
    async def send(
        self, content: Any, name: str = NAME, who: str = "secretary", at: str = FILES
    ) -> httpx.Response:
        headers = await self.headers(who) | {"content-type": "application/octet-stream"}
        return await self.house.client.post(at, content=content, params={"name": name}, headers=headers)

    async def keep(self, **paper: Any) -> httpx.Response:
        return await self.act(kind="PreparePapers", meeting=KEY, papers=[PAPER | paper])

    async def filed(self, content: bytes = PDF, **paper: Any) -> dict[str, Any]:
        """The file is the paper's in English; its answer."""
        kept = (await self.send(content)).json()
        answer = await self.keep(files={"en": {"sha256": kept["sha256"], "name": NAME}}, **paper)
        assert answer.status_code == 200, answer.text
        return kept

    @property
    def folder(self) -> Path:
        return self.house.office.papers.shelf.folder


@pytest_asyncio.fixture
async def filing(tmp_path: Path) -> AsyncIterator[Filing]:
    async with served(tmp_path) as house:
        await house.office.clerk.submit(OF_ANOTHER, CONVENE, SECRETARY)
        await found(house.office.clerk, "nam")
        await staffed(house)
        yield Filing(house)


@pytest.mark.asyncio
async def test_a_file_goes_with_its_paper_from_the_preparation_to_whoever_reads_it(filing: Filing) -> None:
    await filing.prepared()
    kept = await filing.filed()
    assert kept == {
        "sha256": sha256(PDF).hexdigest(),
        "name": NAME,
        "media": "application/pdf",
        "size": len(PDF),
    }
    (paper,) = (await filing.get(f"{MEETING}/preparation")).json()["papers"]
    assert paper["files"] == {"en": kept} and paper["sha256"]["en"] != kept["sha256"], (
        "the text is what is tabled"
    )
    early = await filing.get(f"{FILES}/{kept['sha256']}")
    assert early.content == PDF
    wanted = {"accepted": await filing.lacking(), "reason": "They are expected."}
    assert (await filing.post(f"{MEETING}/convening", wanted)).status_code == 200
    (paper,) = (await filing.get(f"/api/books/{BOOK}/papers", "")).json()
    assert paper["files"] == {"en": kept}
    answer = await filing.get(f"/api/books/{BOOK}/papers/declaration/files/en", "")
    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'; sandbox" in answer.headers.get_list("content-security-policy")[0]
    said_of = answer.headers["content-disposition"]
    assert said_of.startswith('attachment; filename="declaration-en.pdf"') and unquote(said_of).endswith(NAME)
    for unknown in ("declaration/files/fr", "other/files/en"):
        assert (await filing.get(f"/api/books/{BOOK}/papers/{unknown}", "")).json()[
            "code"
        ] == "unknown_address"
    late = await filing.send(PDF)
    assert (late.status_code, late.json()["code"]) == (409, "already_convened")


@pytest.mark.asyncio
async def test_a_file_is_replaced_and_withdrawn_until_the_meeting_is_convened(filing: Filing) -> None:
    await filing.prepared()
    first, second = await filing.filed(), await filing.filed(PDF + b"\n")
    assert (await filing.get(f"{FILES}/{first['sha256']}")).status_code == 404
    assert (await filing.get(f"{FILES}/{second['sha256']}")).content == PDF + b"\n"
    assert (await filing.keep(files={})).status_code == 200
    assert (await filing.get(f"{FILES}/{second['sha256']}")).status_code == 404


@pytest.mark.asyncio
async def test_what_is_no_paper_is_not_taken(filing: Filing) -> None:
    await filing.accepted()
    page = await filing.send(b"<html><script>alert(1)</script></html>", "draft.pdf")
    assert (page.status_code, page.json()["code"]) == (415, "file_kind_unknown")

    async def endless(size: int) -> AsyncIterator[bytes]:
        yield PDF
        for _ in range(size >> 16):
            yield bytes(1 << 16)

    announced = await filing.send(PDF.ljust(FILE_MOST + 1))
    streamed = await filing.send(endless(FILE_MOST))
    for answer in (announced, streamed):
        assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
    assert not filing.folder.exists() or list(filing.folder.iterdir()) == []
    gone = await filing.keep(files={"en": {"sha256": "ab" * 32, "name": NAME}})
    assert (gone.status_code, gone.json()["code"]) == (409, "file_not_kept")
    for who, status in (("", 401), ("CUB.head", 403)):
        assert (await filing.send(PDF, who=who)).status_code == status
    other = await filing.send(PDF, at="/api/bodies/nam/meetings/nowhere/files")
    assert (other.status_code, other.json()["code"]) == (409, "unknown_meeting")


@pytest.mark.asyncio
async def test_a_file_that_is_gone_or_altered_is_said_to_be_so_and_not_given_out(filing: Filing) -> None:
    await filing.prepared()
    kept = await filing.filed()
    file = filing.folder / kept["sha256"]
    file.write_bytes(PDF.replace(b"1.7", b"1.6"))
    answer = await filing.get(f"{FILES}/{kept['sha256']}")
    assert (answer.status_code, answer.json()["code"], answer.json()["facts"]) == (
        503,
        "file_altered",
        {"name": NAME},
    )
    file.unlink()
    assert (await filing.get(f"{FILES}/{kept['sha256']}")).json()["code"] == "file_missing"
    again = await filing.keep(files={"en": {"sha256": kept["sha256"], "name": NAME}})
    assert again.json()["code"] == "file_not_kept"


@pytest.mark.asyncio
async def test_a_paper_without_text_is_adopted_by_the_digest_of_its_file(filing: Filing) -> None:
    await filing.prepared()
    kept = await filing.filed(text={})
    wanted = {"accepted": await filing.lacking(), "reason": "They are expected."}
    assert "paper_untranslated:fr" in wanted["accepted"]
    assert (await filing.post(f"{MEETING}/convening", wanted)).status_code == 200
    meeting = await filing.meeting()
    paper = meeting.papers["declaration"]
    assert (paper.text, paper.sha256) == ({}, {"en": kept["sha256"]})


@pytest.mark.asyncio
async def test_the_files_of_a_private_meeting_are_there_for_the_accredited_alone(filing: Filing) -> None:
    chair, _, _ = await filing.prepared()
    await filing.filed()
    wanted = {"accepted": await filing.lacking(), "reason": "They are expected."}
    assert (await filing.post(f"{MEETING}/convening", wanted)).status_code == 200
    meeting = await filing.meeting()
    meeting.private = True  # as it is convened where it was called so
    client, file = filing.house.client, "papers/declaration/files/en"
    client.cookies.clear()
    there = await client.get(f"/api/books/{BOOK}/{file}")
    nowhere = await client.get(f"/api/books/{'x' * len(BOOK)}/{file}")
    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)
    assert there.json()["code"] == "unknown_book"
    head = next(one.person for one in meeting.people.values() if one.seat == chair and one.capacity == "head")
    code = filing.house.office.codes.make(BOOK, head)
    assert (await client.post("/api/sign-in", json={"code": code})).status_code == 200
    assert (await client.get(f"/api/books/{BOOK}/{file}")).content == PDF


@pytest.mark.asyncio
async def test_files_outlive_the_sweep_while_a_paper_names_them(filing: Filing) -> None:
    await filing.prepared()
    kept = await filing.filed()
    papers = filing.house.office.papers
    await asyncio.to_thread(os.utime, filing.folder / kept["sha256"], (1, 1))
    assert (await filing.send(PDF + b"\n")).status_code == 200
    with papers.opened(kept["sha256"]) as file:
        assert file.read() == PDF
