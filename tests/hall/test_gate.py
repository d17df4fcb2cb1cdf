"""The gate of one participant, by itself: wishes and plan together, frame by frame."""

import base64
import gzip

import pytest
from google.protobuf.message import Message
from livekit.protocol.models import Encryption, TrackInfo, TrackSource, TrackType
from livekit.protocol.rtc import (
    AddTrackRequest,
    JoinRequest,
    JoinResponse,
    MuteTrackRequest,
    Ping,
    ReconnectResponse,
    SignalRequest,
    SignalResponse,
    SimulateScenario,
    SubscriptionPermission,
    TrackPublishedResponse,
    WrappedJoinRequest,
)

from rostrum.hall.livekit_gate import Gate, publishes

SID, CAMERA = "TR_AM1", "TR_VC1"


def add(**facts: object) -> SignalRequest:
    how = {"cid": "c", "type": TrackType.AUDIO, "source": TrackSource.MICROPHONE} | facts
    return SignalRequest(add_track=AddTrackRequest(**how))  # pyright: ignore[reportArgumentType]


def mute(sid: str, muted: bool) -> SignalRequest:
    return SignalRequest(mute=MuteTrackRequest(sid=sid, muted=muted))


def passes(gate: Gate, said: Message) -> SignalRequest | None:
    passed = gate.up(said.SerializeToString())
    return SignalRequest.FromString(passed) if passed is not None else None


def published(gate: Gate, *, open_: bool) -> None:
    """The media server names the track, muted as it was told."""
    asked = passes(gate, add(muted=not open_))
    assert asked is not None
    track = TrackInfo(sid=SID, muted=asked.add_track.muted)
    answer = SignalResponse(track_published=TrackPublishedResponse(cid="c", track=track))
    gate.down(answer.SerializeToString())


def due(gate: Gate) -> list[tuple[str, bool]]:
    return [(said.mute.sid, said.mute.muted) for said in map(SignalRequest.FromString, gate.due())]


def test_an_open_microphone_that_is_not_heard_reaches_the_server_muted() -> None:
    asked = passes(Gate(heard=False), add(muted=False))
    assert asked is not None and asked.add_track.muted
    asked = passes(Gate(heard=True), add(muted=False))
    assert asked is not None and not asked.add_track.muted


def test_the_wish_is_served_when_the_plan_allows_it_and_ends_with_it() -> None:
    gate = Gate(heard=False)
    published(gate, open_=True)
    assert due(gate) == []
    wake = gate.open_line()
    gate.allow(heard=True)
    assert wake.is_set() and due(gate) == [(SID, False)]
    gate.allow(heard=False)
    assert due(gate) == [(SID, True)]
    assert passes(gate, mute(SID, False)) is None, "nothing changes at the server, so it is told nothing"
    assert passes(gate, mute(SID, True)) is None
    gate.allow(heard=True)
    assert due(gate) == [], "the holder muted it meanwhile"


def test_a_plan_that_changed_while_a_track_was_under_way_is_caught_up_with() -> None:
    gate = Gate(heard=True)
    asked = passes(gate, add(muted=False))
    assert asked is not None and not asked.add_track.muted
    gate.allow(heard=False)
    answer = TrackPublishedResponse(cid="c", track=TrackInfo(sid=SID, muted=False))
    gate.down(SignalResponse(track_published=answer).SerializeToString())
    assert due(gate) == [(SID, True)]


def test_whoever_is_heard_mutes_and_unmutes_at_will() -> None:
    gate = Gate(heard=True)
    published(gate, open_=True)
    for muted in (True, False):
        said = passes(gate, mute(SID, muted))
        assert said is not None and said.mute.muted is muted


def test_pictures_and_what_else_there_is_pass_as_they_are() -> None:
    gate = Gate(heard=False)
    for said in (mute(CAMERA, False), SignalRequest(ping_req=Ping(timestamp=1))):
        assert passes(gate, said) == said


@pytest.mark.parametrize(
    "said",
    [
        add(source=TrackSource.CAMERA),
        add(source=TrackSource.UNKNOWN),
        add(type=TrackType.VIDEO, source=TrackSource.MICROPHONE),
        add(encryption=Encryption.GCM),
        SignalRequest(subscription_permission=SubscriptionPermission(all_participants=False)),
        SignalRequest(simulate=SimulateScenario(migration=True)),
        SignalRequest(),
    ],
)
def test_nothing_disguises_a_sound_nor_chooses_its_hearers(said: SignalRequest) -> None:
    assert passes(Gate(heard=True), said) is None


def test_what_cannot_be_read_goes_nowhere() -> None:
    assert Gate(heard=True).up(b"\xff\xff") is None


def test_a_new_session_forgets_the_tracks_of_the_old() -> None:
    gate = Gate(heard=True)
    published(gate, open_=True)
    gate.down(SignalResponse(join=JoinResponse()).SerializeToString())
    gate.allow(heard=False)
    assert due(gate) == []


def test_a_line_taken_up_again_is_told_anew_what_the_dead_one_may_not_have_carried() -> None:
    gate = Gate(heard=True)
    dead = gate.open_line()
    published(gate, open_=True)
    new = gate.open_line()
    gate.allow(heard=False)
    assert new.is_set() and not dead.is_set()
    assert due(gate) == [(SID, True)]
    gate.down(SignalResponse(reconnect=ReconnectResponse()).SerializeToString())
    assert due(gate) == [(SID, True)]


def _wrapped(request: JoinRequest, *, zipped: bool) -> str:
    content = request.SerializeToString()
    kind = WrappedJoinRequest.GZIP if zipped else WrappedJoinRequest.NONE
    body = gzip.compress(content) if zipped else content
    whole = WrappedJoinRequest(compression=kind, join_request=body)
    return base64.urlsafe_b64encode(whole.SerializeToString()).decode()


@pytest.mark.parametrize("zipped", [False, True])
def test_nobody_publishes_by_joining(zipped: bool) -> None:
    assert publishes(_wrapped(JoinRequest(add_track_requests=[add().add_track]), zipped=zipped))
    assert not publishes(_wrapped(JoinRequest(metadata=""), zipped=zipped))
    assert publishes("not base64 at all!")


def test_what_became_due_before_the_line_was_listened_to_goes_by_it() -> None:
    gate = Gate(heard=True)
    gate.open_line()
    published(gate, open_=True)
    gate.down(SignalResponse(reconnect=ReconnectResponse()).SerializeToString())
    assert gate.open_line().is_set()
    assert due(gate) == [(SID, False)]
