"""The doors of a file of members: read and shown, asked back about, and taken, as ``rostrum body import`` does.

What is wrong with a file is no refusal: it is what the preview says. Only what is whole can be taken.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Request, Response
from pydantic import Field

from rostrum import data
from rostrum.doors.badge import HEADER, known
from rostrum.doors.bodies import BodyDesk, Language, idempotent
from rostrum.doors.body_schemas import Key
from rostrum.doors.books import REFUSED
from rostrum.doors.errors import Refusal
from rostrum.doors.privacy import holder_in
from rostrum.doors.renewal import hand_badge
from rostrum.procedure.actor import Actor
from rostrum.procedure.body.facts import Post
from rostrum.procedure.body.intents import GivePost
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Capacity
from rostrum.secretariat.intake import BadCell, BadFile, Choices, Draft, Founding, Member, read_draft
from rostrum.secretariat.kinds import ADMINISTRATION, BODIES

MOST = 180_000
"""Bytes of a file that a page may send: in base64 it passes the limit of every door. The command line takes 5 MB."""
Text = Annotated[str, Field(max_length=300)]
Texts = Annotated[dict[Text, Text], Field(max_length=500)]


@dataclass(slots=True, kw_only=True)
class FileOfMembers:
    """A file (base64), what is said of its body beside it, and what was answered (`intake.Choices`)."""

    file: Annotated[str, Field(max_length=MOST * 4 // 3 + 4)]
    key: Key
    name: Text = ""
    language: Language = "en"
    dates: Literal["", "day", "month"] = ""
    states: Texts = field(default_factory=dict[str, str])
    groups: Annotated[dict[Text, Texts], Field(max_length=60)] = field(
        default_factory=dict[str, dict[str, str]]
    )


@dataclass(slots=True, kw_only=True)
class ReadMember:
    line: int
    code: str
    name: dict[str, str]
    joined: str
    groups: dict[str, str]


@dataclass(slots=True, kw_only=True)
class Asked:
    """`intake.Question`; ``names``: of the states that its options are."""

    about: Literal["dates", "state", "groups"]
    line: int
    column: str
    written: list[str]
    options: list[str]
    counts: list[int]
    unseen: bool
    names: dict[str, dict[str, str]]


@dataclass(slots=True, kw_only=True)
class Wrong:
    """`intake.BadCell`."""

    line: int
    column: str
    code: str
    value: str
    about: str


@dataclass(slots=True, kw_only=True)
class Preview:
    """The file as it would be taken. ``whole``: nothing is wrong or open; ``exists``: such a body is on record."""

    form: str
    encoding: str
    members: list[ReadMember]
    schemes: dict[str, dict[str, int]]
    questions: list[Asked]
    errors: list[Wrong]
    whole: bool
    exists: bool


@dataclass(slots=True, kw_only=True)
class Taken:
    version: int
    members: int


def _content(wanted: FileOfMembers) -> bytes:
    try:
        return base64.b64decode(wanted.file, validate=True)
    except ValueError:  # of a letter that base64 has not, too
        raise Refusal(422, "malformed", {"where": ["body.file"]}) from None


def read(wanted: FileOfMembers) -> Draft:
    """The draft; of a file that cannot be taken apart it holds the errors alone."""
    founding = Founding(key=wanted.key, name=wanted.name, language=wanted.language)
    choices = Choices(dates=wanted.dates, states=wanted.states, groups=wanted.groups)
    try:
        return read_draft(_content(wanted), founding, choices)
    except BadFile as bad:
        return Draft(
            form="", encoding="", separator="", members=(), schemes={}, dates="", questions=(),
            errors=tuple(bad.errors), whole=None,
        )  # fmt: skip


def _names(codes: tuple[str, ...]) -> dict[str, dict[str, str]]:
    known = data.states()
    return {code: dict(known[code].names) for code in codes if code in known}


def _member(one: Member, names: Mapping[str, dict[str, str]]) -> ReadMember:
    name = dict(one.name) or names.get(one.code, {})
    return ReadMember(line=one.line, code=one.code, name=name, joined=one.joined, groups=dict(one.groups))


def _wrong(cell: BadCell) -> Wrong:
    return Wrong(line=cell.line, column=cell.column, code=cell.code, value=cell.value, about=cell.about)


def preview_of(draft: Draft, exists: bool) -> Preview:
    names = _names(tuple(member.code for member in draft.members))
    return Preview(
        form=draft.form,
        encoding=draft.encoding,
        members=[_member(one, names) for one in draft.members],
        schemes={scheme: dict(groups) for scheme, groups in draft.schemes.items()},
        questions=[
            Asked(
                about=one.about,
                line=one.line,
                column=one.column,
                written=list(one.written),
                options=list(one.options),
                counts=list(one.counts),
                unseen=one.unseen,
                names=_names(one.options) if one.about == "state" else {},
            )
            for one in draft.questions
        ],
        errors=[_wrong(cell) for cell in draft.errors],
        whole=draft.whole is not None,
        exists=exists,
    )


def intake_router(desk: BodyDesk) -> APIRouter:
    """For whoever administers the house: a body that is not there yet has no posts."""
    router = APIRouter(prefix="/api/intake", tags=["intake"], responses=dict(REFUSED))
    clerk = desk.clerk

    def staff(request: Request) -> Actor:
        key = request.headers.get(HEADER, "")
        holder = holder_in(desk.office, request, ADMINISTRATION, key)
        if holder is None:
            raise (
                Refusal(403, "not_seated")
                if known(desk.office, request, key)
                else Refusal(401, "not_admitted")
            )
        return holder.actor

    @router.post("/preview")
    async def preview(wanted: FileOfMembers, request: Request) -> Preview:
        """How the file is read. Changes nothing."""
        draft = await desk.asked(staff(request), lambda: read(wanted))
        return preview_of(draft, BODIES.book(wanted.key) in await clerk.books())

    @router.post("")
    async def take(
        wanted: FileOfMembers, request: Request, response: Response, idempotency_key: Annotated[str, Header()]
    ) -> Taken:
        """The body, whole, in a book of its own; refused while anything is wrong or open. Who took it is its
        administrator, and has a badge of it."""
        actor = staff(request)
        desk.hold(actor)
        draft = await desk.asked(actor, lambda: read(wanted))
        if draft.whole is None:
            facts = {"errors": len(draft.errors), "questions": len(draft.questions)}
            raise OutOfOrder("file_not_whole", "body: founding", facts)
        book, once = BODIES.book(wanted.key), idempotent(idempotency_key)
        version = await clerk.submit(book, draft.whole, actor, key=once)
        post = Post(person=actor.person, capacity=Capacity.ADMINISTRATOR, ground="founding")
        if await desk.office.who(book, actor.person) is None:
            version = await clerk.submit(book, GivePost(post=post), actor)
            await hand_badge(desk.office, request, response, book, actor.person)
        return Taken(version=version, members=len(draft.members))

    return router
