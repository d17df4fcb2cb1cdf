"""What every request meets first: size, origin, and the headers that every answer carries."""

import json
import re
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rostrum.doors import watch
from rostrum.doors.addresses import foreign, known_host
from rostrum.doors.bounds import sound

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; media-src 'self' blob: mediastream:; connect-src 'self' ws: wss:; "
    "worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
"""Inline styles are React's style attributes; scripts are ours alone."""

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(self), microphone=(self), geolocation=()",
}
STREAMED = re.compile(r"^/api/bodies/[^/]+/meetings/[^/]+/files$")
"""Where a body is a file: it is read piece by piece by its door, which has a bound of its own."""
NO_STORE = (b"cache-control", b"no-store")


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


class Hygiene:
    """ASGI middleware. ``limit`` is the largest body in bytes, ``origin`` the address that people type."""

    def __init__(self, app: ASGIApp, limit: int, origin: str) -> None:
        self._app = app
        self._origin = origin
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(scope["path"], send)
        host = _header(scope, b"host")
        if not known_host(host, self._origin):
            watch.refused(scope, 421, "unknown_host")
            await _refuse(answer, 421, "unknown_host")
            return
        if scope["method"] not in {"GET", "HEAD", "OPTIONS"}:
            if foreign({"origin": _header(scope, b"origin"), "host": host}, self._origin):
                watch.refused(scope, 403, "foreign_origin")
                await _refuse(answer, 403, "foreign_origin")
                return
            if not (scope["method"] == "POST" and STREAMED.match(scope["path"])):
                body = await _whole(receive, self._limit)
                if body is None:
                    await _refuse(answer, 413, "too_large")
                    return
                if not sound(body):
                    await _refuse(answer, 422, "malformed")
                    return
                receive = _again(body, receive)
        try:
            await self._app(scope, receive, answer)
        except Exception:
            if not answer.begun:
                await _refuse(answer, 500, "failed")
            raise


async def _whole(receive: Receive, limit: int) -> bytes | None:
    """The body, read before anybody else sees it; None where it grows past the limit, announced or not."""
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            return None
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives the body once, then what comes after it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


class _Answer:
    """Sends on, with the headers that every answer carries. What a door says is kept by nobody on the way, unless
    that door itself says otherwise."""

    def __init__(self, path: str, send: Send) -> None:
        ancestors = "" if path.startswith("/embed/") else "; frame-ancestors 'none'"
        self._headers = [*HEADERS.items(), (b"content-security-policy", (CSP + ancestors).encode())]
        self._door = path.startswith(("/api/", "/hall"))
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            own = list(message.get("headers", []))
            kept = self._door and not any(name.lower() == b"cache-control" for name, _ in own)
            message = {**message, "headers": own + self._headers + ([NO_STORE] if kept else [])}
        await self._send(message)


async def _refuse(send: _Answer, status: int, code: str) -> None:
    content: dict[str, Any] = {"code": code, "rule": "Rostrum doors", "facts": {}}
    text = json.dumps(content).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(text)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
