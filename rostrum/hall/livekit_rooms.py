"""LiveKit's room service in our own words: participants, permissions, rooms."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass

import aiohttp
from livekit import api
from livekit.protocol.models import ParticipantInfo, ParticipantPermission, TrackSource, TrackType

from rostrum.hall.plan import Grant
from rostrum.hall.port import HallUnavailable

TIMEOUT_S = 2.0
TRIES = 2
EMPTY_TIMEOUT_S = 24 * 3600
"""A room of ours stays while nobody is in it: a sitting may be suspended over night."""
GONE = "not_found"
CAMERA, MICROPHONE = TrackSource.CAMERA, TrackSource.MICROPHONE


@dataclass(frozen=True, slots=True)
class Permission:
    """Rights of a participant as LiveKit holds them. ``beyond``: may publish what no plan ever grants."""

    camera: bool
    microphone: bool
    subscribe: bool
    hidden: bool
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    identity: str
    active: bool
    permission: Permission
    badge: str = ""
    open: tuple[str, ...] = ()
    """Keys of audio tracks that are published and not muted."""


def permission_for(grant: Grant, now: Permission) -> Permission:
    """The rights that a grant calls for; whether one listens and is seen was decided by the token."""
    return Permission(grant.camera, grant.microphone, now.subscribe, now.hidden)


def read_permission(said: ParticipantPermission) -> Permission:
    """An empty list of sources beside ``can_publish`` means every source."""
    sources = set(said.can_publish_sources) if said.can_publish else set[int]()
    everything = bool(said.can_publish) and not sources
    return Permission(
        camera=everything or CAMERA in sources,
        microphone=everything or MICROPHONE in sources,
        subscribe=bool(said.can_subscribe),
        hidden=bool(said.hidden),
        beyond=everything or bool(sources - {CAMERA, MICROPHONE}) or bool(said.can_publish_data),
    )


def written_permission(wanted: Permission) -> ParticipantPermission:
    """The whole set, for an update replaces it; "nothing" is ``can_publish=False``."""
    sources = [s for s, may in ((CAMERA, wanted.camera), (MICROPHONE, wanted.microphone)) if may]
    return ParticipantPermission(
        can_subscribe=wanted.subscribe,
        can_publish=bool(sources),
        can_publish_sources=sources,
        can_publish_data=False,
        hidden=wanted.hidden,
    )


class Rooms:
    """Calls to the room service. Each is tried twice, then raises HallUnavailable."""

    def __init__(self, key: str, secret: str) -> None:
        self._key = key
        self._secret = secret
        self._session: aiohttp.ClientSession | None = None
        self._service: api.LiveKitAPI | None = None

    def call_at(self, url: str) -> None:
        """Use the server at this address from now on. Must be called while the event loop runs."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        self._service = api.LiveKitAPI(url, self._key, self._secret, session=self._session, failover=False)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
        self._session = self._service = None

    async def create(self, room: str) -> None:
        request = api.CreateRoomRequest(
            name=room, empty_timeout=EMPTY_TIMEOUT_S, departure_timeout=EMPTY_TIMEOUT_S
        )
        await self._call("create_room", request)

    async def delete(self, room: str) -> None:
        await self._call("delete_room", api.DeleteRoomRequest(room=room))

    async def participants(self, room: str) -> list[Participant]:
        """Everybody in the room, connecting or connected; none where there is no such room."""
        found = await self._call("list_participants", api.ListParticipantsRequest(room=room))
        return [_participant(info) for info in found.participants] if found is not None else []

    async def permit(self, room: str, identity: str, wanted: Permission) -> None:
        """Does nothing where the participant has gone meanwhile."""
        request = api.UpdateParticipantRequest(
            room=room, identity=identity, permission=written_permission(wanted)
        )
        await self._call("update_participant", request)

    async def remove(self, room: str, identity: str) -> None:
        await self._call("remove_participant", api.RoomParticipantIdentity(room=room, identity=identity))

    async def mute(self, room: str, identity: str, track: str) -> None:
        request = api.MuteRoomTrackRequest(room=room, identity=identity, track_sid=track, muted=True)
        await self._call("mute_published_track", request)

    async def _call(self, name: str, request: object) -> "api.ListParticipantsResponse | None":
        """The answer, or None where LiveKit knows no such room or participant."""
        for last in (False,) * (TRIES - 1) + (True,):
            if self._service is None:
                raise HallUnavailable("the hall was not started")
            work: Awaitable[api.ListParticipantsResponse] = getattr(self._service.room, name)(request)
            try:
                async with asyncio.timeout(TIMEOUT_S):
                    return await work
            except api.ServerError as error:
                if error.code == GONE:
                    return None
                if last:
                    raise HallUnavailable(f"{name}: {error.code}") from error
            except (aiohttp.ClientError, TimeoutError) as error:
                if last:
                    raise HallUnavailable(f"{name}: {type(error).__name__}") from error
            await asyncio.sleep(0.05)
        raise AssertionError("unreachable")


def _participant(info: ParticipantInfo) -> Participant:
    active = info.state == ParticipantInfo.ACTIVE
    open_ = tuple(t.sid for t in info.tracks if t.type == TrackType.AUDIO and not t.muted)
    return Participant(info.identity, active, read_permission(info.permission), info.metadata, open_)
