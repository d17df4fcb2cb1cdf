"""What every request meets first: size, origin, and the headers that every answer carries."""

import json
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def same_origin(scope: Scope) -> bool:
    """True where the request comes from our own pages, or from a program that names no origin."""
    origin = _header(scope, b"origin")
    return not origin or urlsplit(origin).netloc == _header(scope, b"host")


class Hygiene:
    """ASGI middleware. ``limit`` is the largest body in bytes."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        embeddable = scope["path"].startswith("/embed/")
        answer = _with_headers(send, embeddable)
        if scope["method"] not in {"GET", "HEAD", "OPTIONS"}:
            if not same_origin(scope):
                await _refuse(answer, 403, "foreign_origin")
                return
            body = await _whole(receive, self._limit)
            if body is None:
                await _refuse(answer, 413, "too_large")
                return
            receive = _again(body, receive)
        await self._app(scope, receive, answer)


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


def _with_headers(send: Send, embeddable: bool) -> Send:
    ancestors = "" if embeddable else "; frame-ancestors 'none'"

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            headers.extend(HEADERS.items())
            headers.append((b"content-security-policy", (CSP + ancestors).encode()))
            message = {**message, "headers": headers}
        await send(message)

    return answer


async def _refuse(send: Send, status: int, code: str) -> None:
    content: dict[str, Any] = {"code": code, "rule": "Rostrum doors", "facts": {}}
    text = json.dumps(content).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(text)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
