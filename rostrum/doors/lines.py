"""The line under a request: how large its head may be, and how long anybody may take over it.

uvicorn bounds neither: a head of 52 MB was read, and a line that sends a letter a minute, or takes nothing of what it
asked for, was kept for ever.
"""

import asyncio
import json
import socket
import struct
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from rostrum.doors.hygiene import CSP, HEADERS, NO_STORE

HEAD = 32_768
"""Bytes of a request's address and headers; sixteen badges are some six thousand."""
HEAD_WITHIN_S = 10.0
BODY_WITHIN_S = 30.0
"""For a body, or for so much of one that is longer: only files are (`hygiene.STREAMED`)."""
PIECE = 262_144
TAKEN_WITHIN_S = 30.0
"""How long what was written may lie untaken, counted from when the buffers are full."""
DROPPED = struct.pack("ii", 1, 0)
"""``SO_LINGER``: on, for no time."""
UNREADABLE, TOO_LARGE = (400, "malformed"), (431, "head_too_large")


class Line(HttpToolsProtocol):
    """One connection. Closed where a head or a body takes too long, or an answer is not taken."""

    _due: asyncio.TimerHandle | None = None
    _untaken: asyncio.TimerHandle | None = None
    _in_head = True
    _size = 0
    _counted = 0
    """Bytes that were here when the present piece of a body began."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        self._within(HEAD_WITHIN_S)

    def connection_lost(self, exc: Exception | None) -> None:
        self._within(None)
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._in_head and self._due is None:
            self._within(HEAD_WITHIN_S)
        self._size += len(data)
        super().data_received(data)
        if self._in_head and self._size > HEAD and not self.transport.is_closing():
            self._refuse(*TOO_LARGE)
        if not self._in_head and self._due is not None and self._size - self._counted >= PIECE:
            self._counted = self._size
            self._within(BODY_WITHIN_S)

    def on_message_begin(self) -> None:
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_head, self._counted = False, self._size
        self._within(BODY_WITHIN_S)
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        app: Any = self.app  # pyright: ignore[reportUnknownMemberType]
        if size > HEAD:
            self.app = _too_large
        super().on_headers_complete()
        self.app = app

    def on_message_complete(self) -> None:
        self._within(None)
        super().on_message_complete()
        self._in_head, self._size = True, 0

    def handle_websocket_upgrade(self) -> None:
        self._within(None)
        super().handle_websocket_upgrade()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._untaken = self.loop.call_later(TAKEN_WITHIN_S, self._give_up)

    def _give_up(self) -> None:
        """At once, and with what the kernel still holds of the answer: an orderly end would wait for it to be taken."""
        line: socket.socket | None = self.transport.get_extra_info("socket")
        if line is not None:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, DROPPED)
        self.transport.abort()

    def resume_writing(self) -> None:
        if self._untaken is not None:
            self._untaken.cancel()
            self._untaken = None
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        self._refuse(*UNREADABLE)

    def _within(self, seconds: float | None) -> None:
        """What comes next must be here in that time; None: nothing is due."""
        if self._due is not None:
            self._due.cancel()
        self._due = None if seconds is None else self.loop.call_later(seconds, self.transport.abort)

    def _refuse(self, status: int, code: str) -> None:
        headers, body = _answer(code)
        head = b"HTTP/1.1 %d \r\n" % status + b"".join(b"%s: %s\r\n" % header for header in headers)
        self.transport.write(head + b"\r\n" + body)
        self.transport.close()


def _answer(code: str) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """A refusal that no application gave, with the headers of those it gives."""
    body = json.dumps({"code": code, "rule": "Rostrum doors", "facts": {}}).encode()
    own = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
        (b"content-security-policy", CSP.encode()),
    ]
    return [*own, NO_STORE, *HEADERS.items()], body


async def _too_large(scope: Any, receive: Any, send: Any) -> None:
    status, code = TOO_LARGE
    headers, body = _answer(code)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
