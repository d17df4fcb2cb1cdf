"""One connection over which requests follow each other: as little of a client as HTTP allows, so that what is measured
is the server."""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Wire:
    """To ``port`` of this machine. Opens itself anew where the other side has closed it."""

    port: int
    headers: dict[str, str] = field(default_factory=dict[str, str])
    _open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, content: Any = None, **headers: str) -> tuple[int, bytes]:
        """Status and body. Raises OSError, asyncio.IncompleteReadError where no answer comes."""
        reader, writer = self._open or await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        self._open = None
        body = b"" if content is None else json.dumps(content).encode()
        own = {"host": "127.0.0.1", "content-length": str(len(body)), **self.headers, **headers}
        if body:
            own["content-type"] = "application/json"
        told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in own.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{told}\r\n".encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        status, fields = int(head[9:12]), _fields(head)
        answer = await reader.readexactly(int(fields.get("content-length", "0")))
        if cookie := fields.get("set-cookie"):
            self.headers["cookie"] = cookie.partition(";")[0]
        if fields.get("connection") == "close":
            writer.close()
        else:
            self._open = (reader, writer)
        return status, answer

    async def sign_in(self, book: str, person: str) -> None:
        """At the door of a demonstration; what is asked from here on is asked as that person."""
        status, answer = await self.ask("POST", "/api/demo/sign-in", {"book": book, "person": person})
        if status != 200:
            raise OSError(f"{person} was not let in: {status} {answer[:200]!r}")
        self.headers["rostrum-admission"] = json.loads(answer)["key"]

    def close(self) -> None:
        if self._open is not None:
            with contextlib.suppress(OSError):
                self._open[1].close()
            self._open = None


def _fields(head: bytes) -> dict[str, str]:
    lines = head.decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines) if name}
