"""A mail server for the demo and the tests: it keeps every mail as a file and sends none on."""

import asyncio
import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from functools import cached_property
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope

NAME = re.compile(r"^\d{6}-[0-9a-f]{12}$")


@dataclass(frozen=True, kw_only=True)
class Caught:
    """A mail that was caught. A list of mails reads their heads alone: bodies and papers are most of the work."""

    id: str
    content: bytes

    @cached_property
    def message(self) -> EmailMessage:
        message = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message

    @cached_property
    def _head(self) -> EmailMessage:
        head = BytesParser(policy=policy.default).parsebytes(self.content, headersonly=True)
        assert isinstance(head, EmailMessage)
        return head

    @property
    def to(self) -> str:
        return str(self._head["To"])

    @property
    def subject(self) -> str:
        return str(self._head["Subject"])

    @property
    def language(self) -> str:
        return str(self._head["Content-Language"] or "")

    @property
    def date(self) -> str:
        """ISO 8601."""
        return self._head["Date"].datetime.isoformat()

    def body(self, kind: str) -> str:
        """The ``plain`` or ``html`` text."""
        found = self.message.get_body((kind,))
        return str(found.get_content()) if found is not None else ""

    @property
    def parts(self) -> list[str]:
        return [str(part.get_filename()) for part in self.message.iter_attachments()]


class Catcher:
    """Listens on a free port of 127.0.0.1; mails are ``.eml`` files in ``folder``, numbered as they came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self._server: asyncio.Server | None = None
        self._lines: list[SMTP] = []

    async def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._line, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def _line(self) -> SMTP:
        """One connection; those that ended are forgotten."""
        self._lines = [line for line in self._lines if line.transport is not None]
        loop = asyncio.get_running_loop()
        self._lines.append(SMTP(self, hostname="rostrum.invalid", loop=loop, enable_SMTPUTF8=True))
        return self._lines[-1]

    async def stop(self) -> None:
        """Hang up on whoever still speaks, and listen no more."""
        if self._server is None:
            return
        self._server.close()
        for line in self._lines:
            if isinstance(line.transport, asyncio.WriteTransport):
                line.transport.abort()
        await self._server.wait_closed()
        await asyncio.sleep(0)
        self._lines.clear()

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        """Called by the mail server for each mail."""
        content = envelope.original_content or b""
        number = 1 + len(list(self.folder.glob("*.eml")))
        name = f"{number:06}-{hashlib.sha256(content).hexdigest()[:12]}"
        await asyncio.to_thread(_kept, self.folder / f"{name}.eml", content)
        return "250 kept"


def _kept(file: Path, content: bytes) -> None:
    """Under its name once it is whole: whoever looks meanwhile reads no half of a mail."""
    part = file.with_suffix(".part")
    part.write_bytes(content)
    part.replace(file)


def caught(folder: Path) -> list[Caught]:
    """Every mail, the newest first."""
    names = sorted((file.stem for file in folder.glob("*.eml") if NAME.match(file.stem)), reverse=True)
    return [one for name in names if (one := read(folder, name))]


def addressed_to(folder: Path, addresses: Collection[str]) -> list[Path]:
    """The files of the mails to any of these addresses."""
    wanted = {address.casefold() for address in addresses}
    return [
        folder / f"{one.id}.eml"
        for one in caught(folder)
        if wanted & {address.casefold() for _, address in getaddresses([one.to])}
    ]


def read(folder: Path, name: str) -> Caught | None:
    """One mail by its name, None for any other text."""
    file = folder / f"{name}.eml"
    if not NAME.match(name) or not file.is_file():
        return None
    return Caught(id=name, content=file.read_bytes())
