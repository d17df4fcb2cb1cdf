"""The doors of a Rostrum, as a program knocks at them: sign-in, intents, one stream, passes for the hall."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
from pydantic import TypeAdapter

from rostrum.views.documents import StreamEvent
from rostrum.views.plain import plain

EVENTS = TypeAdapter(StreamEvent)
PATIENCE_S = 10.0
SILENCE_S = 40.0
"""A stream that says nothing for so long, heartbeats included, is dead."""


class Shut(OSError):
    """The doors do not answer, or answer with something else than they should. Trying again later is right."""


class Rejected(Exception):
    """An intent was refused: 403 or 409 with the refusal's code, or another 4xx of the doors."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Badge:
    """One person's admission: its key, and the cookie that proves it."""

    key: str
    cookie: str

    def headers(self) -> dict[str, str]:
        return {"rostrum-admission": self.key, "cookie": f"rostrum-{self.key}={self.cookie}"}


class Door:
    """One client of the doors at ``url``, for many persons of one book."""

    def __init__(self, url: str, book: str) -> None:
        self._book = book
        self._client = httpx.AsyncClient(
            base_url=url, timeout=PATIENCE_S, trust_env=False, cookies=None,
            limits=httpx.Limits(max_connections=24, max_keepalive_connections=8),
        )  # fmt: skip
        self._url = url
        self._badges: dict[str, Badge] = {}
        self._signing = asyncio.Lock()

    async def close(self) -> None:
        await self._client.aclose()

    async def badge(self, person: str) -> Badge:
        """Signs a person in, once. Raises Shut; Rejected where there is no such person, or no demo."""
        async with self._signing:
            if person not in self._badges:
                asked = {"book": self._book, "person": person}
                answer = await self._post("/api/demo/sign-in", asked, {})
                key = answer.json()["key"]
                cookie = answer.cookies.get(f"rostrum-{key}") or ""
                self._client.cookies.clear()  # each request carries the cookie of its own person alone
                self._badges[person] = Badge(key, cookie)
            return self._badges[person]

    async def submit(self, person: str, intent: Any, key: str | None = None) -> int:
        """Posts an intent; returns the book's version. Raises Rejected, Shut."""
        badge = await self.badge(person)
        headers = badge.headers() | {"idempotency-key": key or secrets.token_hex(12)}
        try:
            answer = await self._post(f"/api/books/{self._book}/intents", plain(intent), headers)
        except Rejected as rejected:
            self._forget(person, rejected)
            raise
        return int(answer.json()["version"])

    async def hall_pass(self, person: str) -> tuple[str, str]:
        """Signalling address and join token of the hall. Raises Shut, also while there is no hall."""
        try:
            badge = await self.badge(person)
            answer = await self._post(f"/api/books/{self._book}/hall", None, badge.headers())
        except Rejected as rejected:
            self._forget(person, rejected)
            raise Shut(f"no pass for {person}: {rejected}") from rejected
        given = answer.json()
        if not given["url"]:
            raise Shut("this hall has no media")
        return _signalling(self._url, given["url"]), given["token"]

    async def stream(self, person: str, audience: str) -> AsyncIterator[StreamEvent]:
        """The views that an audience is sent, as they change; ends by raising Shut, or Rejected."""
        badge = await self.badge(person)
        path = f"/api/books/{self._book}/stream"
        timeout = httpx.Timeout(PATIENCE_S, read=SILENCE_S)
        params = {"as": audience, "a": badge.key}
        try:
            async with self._client.stream(
                "GET", path, params=params, headers=badge.headers(), timeout=timeout
            ) as answer:
                if answer.status_code != 200:
                    await answer.aread()
                    self._forget(person, rejected := _rejection(answer))
                    raise rejected
                async for line in answer.aiter_lines():
                    if line.startswith("data:"):
                        yield EVENTS.validate_json(line[5:])
        except httpx.HTTPError as error:
            raise Shut(f"the stream ended: {error!r}") from error
        raise Shut("the stream ended")

    def _forget(self, person: str, rejected: Rejected) -> None:
        """A badge that is not known any more is asked for anew (the server began again)."""
        if rejected.status == 401:
            self._badges.pop(person, None)

    async def _post(self, path: str, content: Any, headers: dict[str, str]) -> httpx.Response:
        try:
            answer = await self._client.post(path, json=content, headers=headers)
        except httpx.HTTPError as error:
            raise Shut(f"{path}: {error!r}") from error
        if answer.status_code >= 500:
            raise Shut(f"{path}: {answer.status_code}")
        if answer.status_code >= 400:
            raise _rejection(answer)
        return answer


def _rejection(answer: httpx.Response) -> Rejected:
    try:
        code = str(answer.json()["code"])
    except (ValueError, KeyError, TypeError):
        code = answer.reason_phrase
    return Rejected(answer.status_code, code)


def _signalling(url: str, path: str) -> str:
    """The WebSocket address of a signalling path at the doors; one that is an address already stays."""
    return path if "://" in path else "ws" + url.rstrip("/").removeprefix("http") + path
