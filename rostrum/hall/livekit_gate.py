"""The gate of one participant: what they tell the media server about their tracks, held to the plan (ADR 0025).

A microphone that the plan lets nobody hear is muted in the media server, which then forwards none of it to anybody,
whatever its holder's page or program says. Muting and unmuting is a frame of signalling, and all signalling passes our
door: the gate keeps what the holder *wishes*, and lets the server know the wish and the plan together. Nothing is
negotiated when the plan changes, so taking the floor is as quick as unmuting is.
"""

import asyncio
import base64
import binascii
import zlib

from google.protobuf.message import DecodeError
from livekit.protocol.models import Encryption, TrackSource, TrackType
from livekit.protocol.rtc import (
    JoinRequest,
    MuteTrackRequest,
    SignalRequest,
    SignalResponse,
    WrappedJoinRequest,
)

REFUSED = frozenset(
    {
        "subscription_permission", "simulate", "update_metadata", "publish_data_track_request",
        "unpublish_data_track_request", "update_data_subscription", "store_data_blob_request",
        "get_data_blob_request",
    }
)  # fmt: skip
"""What no participant of ours has to say: who may hear whom is the plan's, and nobody sends data."""

SOUND = "TR_A"
"""Keys of audio tracks begin so, whatever source they claim (livekit-server, ``setTrackID``)."""
WATCHED = ("join", "reconnect", "track_published", "track_unpublished", "mute")
TAGS = frozenset((SignalResponse.DESCRIPTOR.fields_by_name[name].number << 3) | 2 for name in WATCHED)
"""First byte of the answers of the media server that say how a participant's own tracks stand."""
JOIN_LIMIT = 1 << 20
GZIP = 16 + zlib.MAX_WBITS


class Gate:
    """Kept for as long as the hall: lines break and are taken up again, tracks and wishes stay."""

    def __init__(self, *, heard: bool) -> None:
        self._wake = asyncio.Event()
        self._heard = heard
        self._asked: dict[str, bool] = {}
        """By the client's own key of a track that is not published yet: whether it is wished open."""
        self._wish: dict[str, bool] = {}
        self._open: dict[str, bool | None] = {}
        """By the server's key: what the server was last told, or said; None where that may have been lost."""

    def open_line(self) -> asyncio.Event:
        """Set from now on when something is due: what is due goes by the newest line, for an older may be dead."""
        self._wake = asyncio.Event()
        self._look()
        return self._wake

    def allow(self, *, heard: bool) -> None:
        """The plan's word on whether this person is heard."""
        self._heard = heard
        self._look()

    def up(self, frame: bytes) -> bytes | None:
        """What goes on to the media server instead of this frame; None where nothing does."""
        try:
            said = SignalRequest.FromString(frame)
        except DecodeError:
            return None
        kind = said.WhichOneof("message")
        if kind is None or kind in REFUSED:
            return None
        if kind == "add_track":
            return self._published(said)
        if kind == "mute" and said.mute.sid.startswith(SOUND):
            return self._muted(said)
        return frame

    def down(self, frame: bytes) -> None:
        """An answer of the media server on its way to the participant."""
        if not frame or frame[0] not in TAGS:
            return
        said = SignalResponse.FromString(frame)
        kind = said.WhichOneof("message")
        if kind == "join":
            self._asked, self._wish, self._open = {}, {}, {}
        elif kind == "track_published":
            self._named(said)
        elif kind == "track_unpublished":
            self._wish.pop(said.track_unpublished.track_sid, None)
            self._open.pop(said.track_unpublished.track_sid, None)
        elif kind == "mute" and said.mute.sid in self._open:
            self._open[said.mute.sid] = not said.mute.muted
        elif kind == "reconnect":
            self._open = dict.fromkeys(self._open)
        self._look()

    def due(self) -> list[bytes]:
        """Frames that make the media server match wishes and plan; what is to be silent first."""
        self._wake.clear()
        found = sorted(self._unsettled(), key=lambda sid: self._wish[sid] and self._heard)
        frames: list[bytes] = []
        for sid in found:
            now = self._open[sid] = self._wish[sid] and self._heard
            mute = MuteTrackRequest(sid=sid, muted=not now)
            frames.append(SignalRequest(mute=mute).SerializeToString())
        return frames

    def _look(self) -> None:
        if self._unsettled():
            self._wake.set()

    def _unsettled(self) -> list[str]:
        return [sid for sid, open_ in self._open.items() if open_ != (self._wish[sid] and self._heard)]

    def _published(self, said: SignalRequest) -> bytes | None:
        """A track is of its own kind, not encrypted with a key that nobody has, and muted where nobody may hear it."""
        track = said.add_track
        source = TrackSource.MICROPHONE if track.type == TrackType.AUDIO else TrackSource.CAMERA
        if track.source != source or track.encryption != Encryption.NONE:
            return None
        if track.type == TrackType.AUDIO:
            self._asked[track.cid] = not track.muted
            track.muted = track.muted or not self._heard
        return said.SerializeToString()

    def _named(self, said: SignalResponse) -> None:
        published = said.track_published
        sid = published.track.sid
        if sid.startswith(SOUND):
            self._wish[sid] = self._asked.pop(published.cid, False)
            self._open[sid] = not published.track.muted

    def _muted(self, said: SignalRequest) -> bytes | None:
        """A wish; the server is told where it changes anything there."""
        sid = said.mute.sid
        self._wish[sid] = not said.mute.muted
        now = self._wish[sid] and self._heard
        if self._open.get(sid) == now:
            return None
        self._open[sid] = now
        said.mute.muted = not now
        return said.SerializeToString()


def publishes(join_request: str) -> bool:
    """Whether a request to join carries tracks with it, past the gate. True too where it cannot be read."""
    try:
        wrapped = WrappedJoinRequest.FromString(base64.urlsafe_b64decode(join_request))
        content = wrapped.join_request
        if wrapped.compression == WrappedJoinRequest.GZIP:
            content = zlib.decompressobj(GZIP).decompress(content, JOIN_LIMIT + 1)
        return len(content) > JOIN_LIMIT or bool(JoinRequest.FromString(content).add_track_requests)
    except (binascii.Error, ValueError, zlib.error, DecodeError):
        return True
