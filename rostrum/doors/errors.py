"""How refusals and failures are answered: typed bodies, never a stack or prose."""

import asyncio
import errno
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from rostrum.doors import watch
from rostrum.procedure.refusal import NotSeated, Refused
from rostrum.record.port import KeyReused, RecordUnavailable
from rostrum.secretariat.clerk import Quarantined, ReadOnly, UnknownBook, VersionMoved
from rostrum.views.plain import plain

log = structlog.get_logger()
HELD_S = 0.5
"""Who is too quick waits for that answer, so that asking again at once costs the others next to nothing."""


class Refusal(Exception):
    """A refusal of the doors themselves (not of the rules)."""

    def __init__(self, status: int, code: str, facts: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.facts = facts or {}


def body(status: int, code: str, rule: str, facts: dict[str, Any]) -> JSONResponse:
    return JSONResponse({"code": code, "rule": rule, "facts": plain(facts)}, status_code=status)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    return body(403 if isinstance(error, NotSeated) else 409, error.code, error.rule, error.facts)


async def _door(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)
    if error.status in {401, 403, 429}:
        watch.refused(request.scope, error.status, error.code)
    if error.status == 429:
        await asyncio.sleep(HELD_S)
    return body(error.status, error.code, "Rostrum doors", error.facts)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    where = [".".join(str(part) for part in found["loc"]) for found in error.errors()[:5]]
    return body(422, "malformed", "Rostrum doors", {"where": where})


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    known = {404: "unknown_address", 405: "wrong_method"}
    return body(error.status_code, known.get(error.status_code, "malformed"), "Rostrum doors", {})


async def _unknown(request: Request, error: Exception) -> JSONResponse:
    return body(404, "unknown_book", "Rostrum doors", {})


async def _moved(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, VersionMoved)
    return body(409, "version_moved", "Rostrum doors", {"version": error.version})


async def _reused(request: Request, error: Exception) -> JSONResponse:
    return body(422, "key_reused", "Rostrum doors", {})


async def _read_only(request: Request, error: Exception) -> JSONResponse:
    return body(503, "record_read_only", "Rostrum doors", {"act": str(error)})


async def _quarantined(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Quarantined)
    found = error.finding
    return body(503, "book_quarantined", "Rostrum doors", {"what": found.what, "sound": found.sound})


async def _unavailable(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RecordUnavailable)
    log.error("record unavailable", reason=error.reason)
    return body(503, "record_unavailable", "Rostrum doors", {"reason": error.reason})


DISK = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "read_only",
    errno.EIO: "disk_error",
}
"""Why a file beside the record (badges, codes, notes) could not be written: said as the record says it."""


async def _disk(request: Request, error: Exception) -> JSONResponse:
    reason = DISK.get(error.errno or 0) if isinstance(error, OSError) else None
    if reason is None:
        raise error
    return await _unavailable(request, RecordUnavailable(reason))


def install(app: FastAPI) -> None:
    """Register all of them."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Refusal, _door)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(UnknownBook, _unknown)
    app.add_exception_handler(VersionMoved, _moved)
    app.add_exception_handler(KeyReused, _reused)
    app.add_exception_handler(Quarantined, _quarantined)
    app.add_exception_handler(ReadOnly, _read_only)
    app.add_exception_handler(RecordUnavailable, _unavailable)
    app.add_exception_handler(OSError, _disk)
