"""The LiveKit hall by itself: what its tokens carry, what it heals, how quick it is, and that it comes back."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import jwt
import psutil
import pytest
import pytest_asyncio
from livekit import api
from livekit.protocol.models import ParticipantPermission, TrackSource

from rostrum.hall.livekit_rooms import Permission, permission_for, read_permission, written_permission
from rostrum.hall.livekit_tokens import Tokens
from rostrum.hall.plan import EMPTY, Grant, Plan
from rostrum.hall.server import free_ports
from rostrum.hall.server_config import Ports, is_loopback, render
from rostrum.hall.threshold import Entrant
from rostrum.settings import Settings
from tests.hall.premises import BOOK, LivePremises, live_premises, speaker, until
from tests.patience import FACTOR, LONG

SPEAKS = Plan(
    grants={"CUB.head": Grant(camera=True, microphone=True)}, heard=("CUB.head",), stage=speaker("CUB")
)
SEEN = Plan(grants={"CUB.head": Grant(camera=True)})
SECRET = "s" * 40
CAMERA, MICROPHONE = TrackSource.CAMERA, TrackSource.MICROPHONE


@pytest_asyncio.fixture
async def live(tmp_path: Path) -> AsyncGenerator[LivePremises]:
    async with live_premises(tmp_path) as premises:
        yield premises


# Permissions and tokens, without a server

PERMISSIONS = [
    (ParticipantPermission(can_publish=True), Permission(True, True, False, False, beyond=True)),
    (
        ParticipantPermission(can_publish=False, can_publish_sources=[CAMERA]),
        Permission(False, False, False, False),
    ),
    (
        ParticipantPermission(can_publish=True, can_publish_sources=[CAMERA]),
        Permission(True, False, False, False),
    ),
    (
        ParticipantPermission(can_publish=True, can_publish_sources=[MICROPHONE]),
        Permission(False, True, False, False),
    ),
    (
        ParticipantPermission(can_publish=True, can_publish_sources=[MICROPHONE, TrackSource.SCREEN_SHARE]),
        Permission(False, True, False, False, beyond=True),
    ),
    (ParticipantPermission(can_publish_data=True), Permission(False, False, False, False, beyond=True)),
    (ParticipantPermission(can_subscribe=True, hidden=True), Permission(False, False, True, True)),
]


@pytest.mark.parametrize(("said", "means"), PERMISSIONS)
def test_what_livekit_says_is_read_as_it_means_it(said: ParticipantPermission, means: Permission) -> None:
    assert read_permission(said) == means


@pytest.mark.parametrize("grant", [Grant(), Grant(True), Grant(False, True), Grant(True, True)])
@pytest.mark.parametrize(
    "now", [Permission(True, True, True, False, beyond=True), Permission(False, False, False, True)]
)
def test_what_is_sent_reads_back_as_the_grant_and_never_as_everything(grant: Grant, now: Permission) -> None:
    wanted = permission_for(grant, now)
    sent = written_permission(wanted)
    assert read_permission(sent) == wanted
    assert (wanted.camera, wanted.microphone, wanted.beyond) == (grant.camera, grant.microphone, False)
    assert sent.can_publish == (len(sent.can_publish_sources) > 0)


@pytest.mark.parametrize("person", ["CUB.head", None])
def test_a_join_token_is_short_for_one_room_and_carries_no_right_to_publish(person: str | None) -> None:
    tokens = Tokens("key", SECRET)
    entrant = tokens.entrant_for(BOOK, person)
    token = tokens.issue(entrant, "Cuba", may_subscribe=True, hidden=person is None)
    claims = jwt.decode(token, SECRET, algorithms=["HS256"])
    video = claims["video"]
    assert claims["exp"] - time.time() <= 60
    assert video["roomJoin"]
    assert (video["canPublish"], video["canPublishData"]) == (False, False)
    assert video["canSubscribe"]
    assert video["hidden"] is (person is None)
    assert "canPublishSources" not in video and "roomAdmin" not in video
    assert BOOK not in video["room"]
    assert tokens.read(token) == entrant


def test_rooms_are_named_by_the_secret() -> None:
    assert Tokens("key", SECRET).room(BOOK) == Tokens("key", SECRET).room(BOOK)
    assert Tokens("key", SECRET).room(BOOK) != Tokens("key", "x" * 40).room(BOOK)
    assert Tokens("key", SECRET).room(BOOK) != Tokens("key", SECRET).room("other")


def test_tokens_of_another_key_are_nobodys() -> None:
    foreign = Tokens("key", "x" * 40)
    token = foreign.issue(Entrant(BOOK, "CUB.head"), "", may_subscribe=True, hidden=False)
    tokens = Tokens("key", SECRET)
    tokens.room(BOOK)
    assert tokens.read(token) is None
    assert foreign.read(token) == Entrant(BOOK, "CUB.head")


def test_notices_must_be_signed_over_their_own_body() -> None:
    tokens = Tokens("key", SECRET)
    body = json.dumps({"event": "participant_left", "participant": {"identity": "a", "disconnectReason": 1}})
    token = api.AccessToken("key", SECRET).with_sha256(_sha256(body)).to_jwt()
    notice = tokens.notice(body, token)
    assert notice is not None
    assert (notice.event, notice.identity, notice.reason) == ("participant_left", "a", "CLIENT_INITIATED")
    assert tokens.notice(body.replace("left", "join"), token) is None
    assert tokens.notice(body, "forged") is None


def _sha256(body: str) -> str:
    import base64
    import hashlib

    return base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()


def test_the_configuration_names_the_key_and_keeps_the_secret() -> None:
    text = render(Ports(1, 2, 3), "rostrumkey", "http://127.0.0.1/hall-webhook", loopback=True)
    said = json.loads(text)
    assert said["webhook"]["api_key"] == "rostrumkey"
    assert "keys" not in said
    assert said["rtc"]["stun_servers"], "none at all makes clients ask public servers"
    assert "node_ip" not in json.loads(render(Ports(1, 2, 3), "k", "", loopback=False))["rtc"]


@pytest.mark.parametrize(
    ("host", "is_it"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("a.b", False)],
)
def test_loopback_is_known(host: str, is_it: bool) -> None:
    assert is_loopback(host) is is_it


def test_ports_that_are_taken_are_replaced_and_all_differ() -> None:
    first = free_ports(Ports(0, 0, 0))
    assert len({first.signalling, first.media_tcp}) == 2
    assert free_ports(first) == first
    clash = free_ports(Ports(first.signalling, first.signalling, first.media_udp))
    assert clash.signalling == first.signalling
    assert clash.media_tcp != first.signalling


# With a media server

system = [pytest.mark.system, pytest.mark.asyncio]


class TestLive:
    pytestmark = system

    async def test_publishing_without_right_reaches_nobody(self, live: LivePremises) -> None:
        await live.hall.match(BOOK, EMPTY)
        intruder, listener = await live.person("CUB.head"), await live.person("GHA.head", listens=True)
        assert await intruder.publish(440.0) is None
        await asyncio.sleep(0.3)
        assert not listener.sees("CUB.head")
        assert listener.levels == {}

    async def test_only_the_source_that_was_granted_may_be_published(self, live: LivePremises) -> None:
        await live.hall.match(BOOK, SEEN)
        visitor = await live.person("CUB.head")
        await until(lambda: bool(visitor.room.local_participant.permissions.can_publish))
        assert not await visitor.may_speak()

    async def test_granted_is_heard_and_withdrawn_is_silent_at_once(self, live: LivePremises) -> None:
        await live.hall.match(BOOK, SEEN)
        speaker, listener = await live.person("CUB.head"), await live.person("GHA.head", listens=True)
        began = time.perf_counter()
        await live.hall.match(BOOK, SPEAKS)
        granted = time.perf_counter() - began
        assert await speaker.publish(440.0) is not None
        await until(lambda: listener.levels.get("CUB.head", 0) > 1000)
        heard = time.perf_counter() - began
        await asyncio.sleep(0.3)
        taken = time.perf_counter()
        await live.hall.match(BOOK, SEEN)
        withdrawn = time.perf_counter() - taken
        gone = await until(lambda: not listener.sees("CUB.head")) + withdrawn
        await asyncio.sleep(0.5)
        last = listener.last_sound["CUB.head"] - taken
        print(
            f"\ngrant {granted * 1000:.0f} ms, grant to sound {heard * 1000:.0f} ms,"
            f" withdrawal {withdrawn * 1000:.0f} ms, gone {gone * 1000:.0f} ms, last sound {last * 1000:.0f} ms"
        )
        assert heard < 3.0 * FACTOR
        assert gone < 1.0 * FACTOR
        assert last < 1.0 * FACTOR

    async def test_rights_beyond_the_plan_are_taken_back_by_the_round(self, live: LivePremises) -> None:
        await live.hall.match(BOOK, EMPTY)
        visitor = await live.person("CUB.head")
        room = live.hall.entrant(live.hall.admit(BOOK, "CUB.head").token)
        assert room is not None
        name = Tokens(live.server.key, live.server.secret).room(BOOK)
        async with api.LiveKitAPI(live.server.url, live.server.key, live.server.secret) as raw:
            everything = ParticipantPermission(can_publish=True, can_subscribe=True, can_publish_data=True)
            request = api.UpdateParticipantRequest(room=name, identity="CUB.head", permission=everything)
            await raw.room.update_participant(request)
        await until(lambda: bool(visitor.room.local_participant.permissions.can_publish))
        await until(lambda: not visitor.room.local_participant.permissions.can_publish)
        assert not visitor.room.local_participant.permissions.can_publish_data

    async def test_coming_in_twice_is_neither_leaving_nor_loss(self, live: LivePremises) -> None:
        await live.person("CUB.head")
        await until(lambda: len(live.changes) == 1)
        await live.person("CUB.head")
        await until(lambda: len(live.changes) == 2)
        await asyncio.sleep(0.5)
        assert [change for _, _, change in live.changes] == ["joined", "joined"]
        assert await live.hall.present(BOOK) == {"CUB.head"}

    async def test_a_killed_server_comes_back_with_the_plan(self, live: LivePremises) -> None:
        await live.hall.match(BOOK, SPEAKS)
        before = await live.person("CUB.head")
        first, ports = live.server.pid, live.server.ports
        assert first is not None
        began = time.perf_counter()
        os.kill(first, signal.SIGKILL)
        await until(lambda: live.server.pid not in (None, first))
        again = None
        while again is None and time.perf_counter() - began < LONG:
            again = await live.enter(live.hall.admit(BOOK, "GHA.head"))
            await asyncio.sleep(0.05)
        assert again is not None
        back = time.perf_counter() - began
        await before.leave()  # else the first, coming back by itself, and the second put each other out
        visitor = await live.person("CUB.head")
        await until(lambda: bool(visitor.room.local_participant.permissions.can_publish))
        assert await visitor.may_speak()
        assert live.server.ports == ports
        print(f"\nmedia server back and entered after {back * 1000:.0f} ms")

    async def test_while_it_is_away_plans_are_refused_as_unavailable_and_kept(
        self, live: LivePremises
    ) -> None:
        await live.hall.match(BOOK, EMPTY)
        first = live.server.pid
        assert first is not None
        os.kill(first, signal.SIGSTOP)
        try:
            with pytest.raises(OSError, match=r"(list_participants|update_participant): Timeout"):
                await live.hall.match(BOOK, SPEAKS)
        finally:
            os.kill(first, signal.SIGCONT)
        visitor = await live.person("CUB.head")
        await until(lambda: bool(visitor.room.local_participant.permissions.can_publish))


CHILD = """
import asyncio, sys, time
from pathlib import Path
from rostrum.hall.server import LiveKitServer, Ports, ServerSettings
async def main():
    data = Path(sys.argv[1])
    server = LiveKitServer(ServerSettings(
        binary=Path(sys.argv[2]), data=data, webhook="http://127.0.0.1:9/x", wanted=Ports(0, 0, 0)))
    await server.start()
    print(server.pid, flush=True)
    if sys.argv[3] == "stop":
        await server.stop()
    else:
        await asyncio.sleep(60)
asyncio.run(main())
"""


@pytest.mark.system
@pytest.mark.parametrize("end", ["stop", "kill"])
def test_the_media_server_never_outlives_its_parent(end: str, tmp_path: Path) -> None:
    words = [sys.executable, "-c", CHILD, str(tmp_path), str(Settings().livekit_server), end]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as parent:
        assert parent.stdout is not None
        lines = (
            [line for line in iter(parent.stdout.readline, "") if line.strip().isdigit()][:1]
            if end == "stop"
            else []
        )
        while not lines:
            line = parent.stdout.readline()
            assert line, "the parent ended before its child was ready"
            lines = [line] if line.strip().isdigit() else []
        if end == "kill":
            parent.kill()
        parent.wait(LONG)
    child = int(lines[0])
    gone = time.monotonic() + LONG
    while psutil.pid_exists(child) and psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < gone, "the media server lives on"
        time.sleep(0.02)
