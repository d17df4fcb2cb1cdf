"""The one place of wiring: settings in, a running Rostrum out."""

import os
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import structlog
from fastapi import FastAPI

from rostrum import premises
from rostrum.doors import errors
from rostrum.doors.bodies import BodyDesk, bodies_router
from rostrum.doors.books import books_router
from rostrum.doors.convening import attendance_router, convening_router
from rostrum.doors.entry_codes import entry_codes_router
from rostrum.doors.hygiene import Hygiene
from rostrum.doors.intake import intake_router
from rostrum.doors.invitations import invitations_router, mail_router, reply_router
from rostrum.doors.journal import keep_journal
from rostrum.doors.letters import letters_router
from rostrum.doors.notes import notes_router
from rostrum.doors.pages import key_router, pages_router
from rostrum.doors.papers import circulated_router, files_router
from rostrum.doors.reading import reading_router
from rostrum.doors.seating import Seating
from rostrum.doors.sign_in import demo_router, session_router
from rostrum.doors.signalling import signalling_router
from rostrum.doors.streams import streams_router
from rostrum.hall.port import Hall
from rostrum.hall.silent import SilentHall
from rostrum.procedure.words import Instant
from rostrum.record.checkpoint import KEY_FILE, Signer
from rostrum.record.codec import Codec
from rostrum.record.memory import MemoryRecord
from rostrum.record.memory_ledger import MemoryLedger
from rostrum.record.port import Record
from rostrum.record.sqlite import open_record
from rostrum.record.sqlite_ledger import open_ledger
from rostrum.secretariat.catcher import Catcher
from rostrum.secretariat.dispatch import Dispatch, House
from rostrum.secretariat.duties import Doing
from rostrum.secretariat.kinds import ACTS, Duty
from rostrum.secretariat.mailing import MailSettings
from rostrum.secretariat.office import Office
from rostrum.secretariat.timepiece import Timepiece
from rostrum.settings import Settings

log = structlog.get_logger()


def now() -> Instant:
    """The machine's clock, UTC ms."""
    return time.time_ns() // 1_000_000


@cache
def codec() -> Codec:
    """The codec of every kind of book this version knows."""
    return Codec(ACTS)


def make_hall(settings: Settings) -> Hall:
    if settings.hall == "silent":
        return SilentHall()
    from rostrum.hall.livekit import embedded

    return embedded(settings)


def make_office(settings: Settings, record: Record | None = None, hall: Hall | None = None) -> Office:
    """The office over the data directory of ``settings``, unless it is given its record or hall."""
    premises.make(settings.data)
    kept = record if record is not None else open_record(settings.data, codec())
    ledger = open_ledger(settings.data)
    signer = _signer(settings.data, bool(kept.books()))
    timepiece = Timepiece(now)
    office = Office(
        kept, hall if hall is not None else make_hall(settings), signer, ledger, settings.data, timepiece
    )
    office.timepiece = timepiece
    return office


def _signer(data: Path, recorded: bool) -> Signer:
    """The house's key. Where there is a record and its key is gone, that a new one is made is said."""
    before = (data / KEY_FILE).read_bytes() if (data / KEY_FILE).exists() else b""
    signer = Signer.at(data)
    if recorded and before.strip() != signer.private_text().strip().encode():
        log.error("record.key was missing or damaged: a new key was made", key=str(signer.verifier))
    return signer


def make_dispatch(settings: Settings, office: Office) -> Dispatch:
    """Mail through the server that the environment names; in the demo, else, through a catcher of its own."""
    mail = MailSettings.from_environment(os.environ)
    catcher = Catcher(settings.data / "mail") if settings.demo and mail is None else None
    dispatch = Dispatch(
        office.clerk,
        office.reply_keys,
        office.ledger,
        House(origin=settings.origin, fingerprint=office.signer.verifier.fingerprint),
        office.now,
        mail,
        catcher,
    )
    dispatch.sends = lambda book: office.duties.does(Duty.DISPATCH, book)
    office.duties.doings[Duty.DISPATCH] = Doing(take=dispatch.take)
    return dispatch


def make_app(settings: Settings, office: Office) -> FastAPI:
    """The doors over an office; opening and closing the office goes with the application's life."""

    keep_journal()
    dispatch = make_dispatch(settings, office)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncGenerator[None]:
        await office.open()
        await dispatch.open()
        try:
            yield
        finally:
            await dispatch.close()
            await office.close()

    app = FastAPI(title="Rostrum", version="0.1.0", lifespan=life, docs_url=None, redoc_url=None)
    app.state.origin = settings.origin
    app.state.part = office.noticeboard.part
    errors.install(app)
    seating = Seating(settings.streams_of_a_household)
    desk = BodyDesk(office, settings)
    routers = [
        books_router(office, settings, seating),
        streams_router(office, settings, seating),
        notes_router(office, settings),
        entry_codes_router(office, settings),
        reading_router(office),
        circulated_router(office),
        bodies_router(desk),
        invitations_router(desk, dispatch),
        letters_router(desk, dispatch),
        convening_router(desk),
        attendance_router(desk),
        files_router(desk),
        intake_router(desk),
        reply_router(desk, dispatch),
        session_router(office, demo=settings.demo),
        *([demo_router(office), mail_router(settings.data / "mail")] if settings.demo else []),
        signalling_router(office.hall, settings.origin),
        key_router(office.signer.verifier),
        pages_router(settings.web),
    ]
    for router in routers:  # as they are: what is included is built a second time, at its first request
        app.router.routes.extend(router.routes)
    app.add_middleware(Hygiene, limit=settings.body_limit, origin=settings.origin)
    return app


def serve(settings: Settings) -> FastAPI:
    """A whole Rostrum over the data directory."""
    return make_app(settings, make_office(settings))


def schema() -> dict[str, Any]:
    """OpenAPI of all doors, the demo's included: what the web's types are generated from."""
    settings = Settings(demo=True, hall="silent", data=Path("nowhere"))
    office = Office(
        MemoryRecord(codec()), SilentHall(), Signer(bytes(32)), MemoryLedger(), settings.data, now
    )
    return make_app(settings, office).openapi()
