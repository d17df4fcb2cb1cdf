"""The door before the hall: signalling passes here to the media server, and its notices come in.

The media server accepts any origin and never revokes a token; foreign origins and expelled persons are
therefore refused here. A token comes in the query string, because browsers can put it nowhere else: from here on
it goes in a header, and it is struck out of every log line.
"""

import asyncio
import logging
import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

import httpx
import structlog
from fastapi import APIRouter, Request, Response, WebSocket
from starlette.types import Scope
from starlette.websockets import WebSocketDisconnect
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from rostrum.doors.addresses import foreign
from rostrum.hall.port import Gate, Hall
from rostrum.hall.threshold import Entrant

log = structlog.get_logger()

PATHS = frozenset({"rtc", "rtc/v1"})
VALIDATIONS = frozenset({"rtc/validate", "rtc/v1/validate"})
TOKEN = re.compile(r"(access_token=|join_request=)[^&\s\"']+")
LOGGERS = ("uvicorn.error", "uvicorn.access", "httpx", "websockets.client", "websockets.server")
REFUSAL_MISTAKEN = "ASGI callable returned without completing handshake."
FRAME_LIMIT = 1 << 20
OPEN_WITHIN_S = 5.0
SHOWN_OUT, SERVER_GONE = 4403, 1013
"""Close codes: the entrant was shown out or signed out; the media server went, try again."""


@dataclass(frozen=True, slots=True)
class Knock:
    """What somebody at the door asks for; ``query`` without the token, ``refusal`` an HTTP status or 0."""

    entrant: Entrant | None
    token: str
    query: str
    refusal: int


class Scrubber(logging.Filter):
    """Strikes tokens out of log lines, their arguments included.

    One line is dropped: uvicorn calls a refusal by status, which it offers, an error of the application.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if said == REFUSAL_MISTAKEN:
            return False
        clean = TOKEN.sub(r"\1…", said)
        if clean != said:
            record.msg, record.args = clean, ()
        return True


def signalling_router(hall: Hall, origin: str) -> APIRouter:
    """Doors of the hall: ``/hall/rtc…`` and ``/hall-webhook``. ``origin`` is the address that people type."""
    router = APIRouter(include_in_schema=False)
    scrub_logs()

    @router.websocket("/hall/{path:path}")
    async def signalling(path: str, socket: WebSocket) -> None:
        await _Line(hall, socket).carry(path, knock(hall, origin, socket.scope))

    @router.get("/hall/{path:path}")
    async def validate(path: str, request: Request) -> Response:
        if path not in VALIDATIONS:
            return Response(status_code=404)
        asked = knock(hall, origin, request.scope)
        return Response(status_code=asked.refusal) if asked.refusal else await _validated(hall, path, asked)

    @router.post("/hall-webhook")
    async def webhook(request: Request) -> Response:
        body = (await request.body()).decode("utf-8", "replace")
        good = await hall.webhook(body, request.headers.get("authorization", ""))
        return Response(status_code=204 if good else 401)

    return router


def scrub_logs() -> None:
    """Once for every logger that might print an address."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(found, Scrubber) for found in logger.filters):
            logger.addFilter(Scrubber())


def knock(hall: Hall, origin: str, scope: Scope) -> Knock:
    """Who asks, and the refusal: 403 foreign origin or out, 400 tracks that would come in with it, 401 no good token,
    503 no media."""
    headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
    fields = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    query = urlencode([field for field in fields if field[0] != "access_token"])
    token = dict(fields).get("access_token", "") or headers.get("authorization", "").removeprefix("Bearer ")
    entrant = hall.entrant(token)
    if entrant is not None and hall.threshold.conceals(entrant):
        entrant = None
    if foreign(headers, origin) or (entrant is not None and hall.threshold.refuses(entrant)):
        return Knock(entrant, token, query, 403)
    if any(name == "join_request" and hall.publishes(value) for name, value in fields):
        return Knock(entrant, token, query, 400)
    refusal = 401 if entrant is None else 0 if hall.upstream else 503
    return Knock(entrant, token, query, refusal)


async def _validated(hall: Hall, path: str, asked: Knock) -> Response:
    """The media server's own reason for refusing a token, as its client asks for after a failure."""
    address = f"{hall.upstream.replace('ws', 'http', 1)}/{path}?{asked.query}"
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=OPEN_WITHIN_S) as client:
            said = await client.get(address, headers={"authorization": f"Bearer {asked.token}"})
    except httpx.HTTPError:
        return Response(status_code=503)
    return Response(said.content, status_code=said.status_code, media_type="text/plain")


class _Line:
    """One signalling line, from a browser to the media server and back."""

    def __init__(self, hall: Hall, socket: WebSocket) -> None:
        self._hall = hall
        self._socket = socket

    async def carry(self, path: str, asked: Knock) -> None:
        """Open the line, and keep it until either end closes or the entrant is shown out."""
        refusal = asked.refusal if path in PATHS else 404
        if refusal or asked.entrant is None:
            await self._deny(refusal)
            return
        try:
            async with self._upstream(path, asked) as server:
                await self._socket.accept()
                gate = self._hall.gate(asked.entrant)
                with self._hall.threshold.line(asked.entrant) as shown_out:
                    await self._pass(server, gate, shown_out)
        except InvalidStatus as error:
            await self._deny(error.response.status_code)
        except (OSError, TimeoutError, WebSocketException) as error:
            log.warning("signalling not carried", book=asked.entrant.book, error=type(error).__name__)
            await self._deny(503)

    def _upstream(self, path: str, asked: Knock) -> connect:
        return connect(
            f"{self._hall.upstream}/{path}?{asked.query}",
            additional_headers={"Authorization": f"Bearer {asked.token}"},
            user_agent_header=self._socket.headers.get("user-agent"),
            proxy=None,
            compression=None,
            max_size=FRAME_LIMIT,
            open_timeout=OPEN_WITHIN_S,
            close_timeout=1.0,
        )

    async def _deny(self, status: int) -> None:
        with suppress(RuntimeError):  # the line may have closed meanwhile
            await self._socket.send_denial_response(Response(status_code=status))

    async def _pass(self, server: ClientConnection, gate: Gate, shown_out: asyncio.Event) -> None:
        """Frames both ways, and what the plan has to say, until one of them ends first."""
        works = (self._down(server, gate), self._up(server, gate), self._hold(server, gate), shown_out.wait())
        tasks = [asyncio.ensure_future(work) for work in works]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.close()
        code = SHOWN_OUT if shown_out.is_set() else _close_code(server)
        with suppress(RuntimeError, WebSocketDisconnect):
            await self._socket.close(code)

    async def _hold(self, server: ClientConnection, gate: Gate) -> None:
        wake = gate.open_line()
        with suppress(ConnectionClosed):
            while True:
                await wake.wait()
                for frame in gate.due():
                    await server.send(frame)

    async def _down(self, server: ClientConnection, gate: Gate) -> None:
        with suppress(ConnectionClosed, RuntimeError, WebSocketDisconnect):
            async for frame in server:
                if isinstance(frame, str):
                    await self._socket.send_text(frame)
                else:
                    gate.down(frame)
                    await self._socket.send_bytes(frame)

    async def _up(self, server: ClientConnection, gate: Gate) -> None:
        """Binary frames alone: the media server takes JSON too, and nobody who comes here speaks it."""
        with suppress(ConnectionClosed):
            while True:
                frame = await self._socket.receive()
                if frame["type"] != "websocket.receive":
                    return
                passed = gate.up(frame["bytes"]) if frame.get("bytes") else None
                if passed is not None:
                    await server.send(passed)


def _close_code(server: ClientConnection) -> int:
    """The server's own code where it may be sent on; 1006 and the like may not."""
    code = server.close_code
    return code if code is not None and (code == 1000 or 3000 <= code < 5000) else SERVER_GONE
