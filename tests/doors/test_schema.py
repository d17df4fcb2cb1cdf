"""Whatever fits the schema, and much that does not, is answered as the schema says and never by a failure."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from rostrum.app import schema
from tests.breadth import tried
from tests.doors.conftest import House, open_lobby, served
from tests.patience import LONG


class Inhabited:
    """A house served from a thread of its own, so that a synchronous tester can knock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ready = threading.Event()
        self._over: asyncio.Event
        self._loop: asyncio.AbstractEventLoop
        self.house: House
        self.badge: dict[str, str] = {}
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        async with served(self._folder) as self.house:
            await open_lobby(self.house)
            key = await self.house.sign_in("secretary")
            cookie = f"rostrum-{key}={self.house.client.cookies[f'rostrum-{key}']}"
            self.badge = {"Cookie": cookie, "Rostrum-Admission": key}
            self._ready.set()
            await self._over.wait()

    def __enter__(self) -> "Inhabited":
        self._thread.start()
        assert self._ready.wait(20)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(20)


@pytest.fixture(scope="module")
def inhabited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inhabited]:
    with Inhabited(tmp_path_factory.mktemp("schema")) as found:
        yield found


ENDLESS = ("/stream", "/streams")


def operations() -> dict[str, Any]:
    """Operations of the schema by label, but for the streams, which never end."""
    results = schemathesis.openapi.from_dict(schema()).get_all_operations()
    found = (result.ok() for result in results if isinstance(result, Ok))
    return {operation.label: operation for operation in found if not operation.path.endswith(ENDLESS)}


OPERATIONS = operations()
EVERY: list[HealthCheck] = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_no_request_breaks_a_door(label: str, inhabited: Inhabited) -> None:
    @settings(
        max_examples=tried(4, nightly=150), deadline=None, derandomize=True, suppress_health_check=EVERY
    )
    @given(case=OPERATIONS[label].as_strategy())
    def knock(case: schemathesis.Case) -> None:
        origin = inhabited.house.settings.origin
        case.call_and_validate(base_url=origin, headers=inhabited.badge, checks=CHECKS, timeout=LONG)

    knock()
