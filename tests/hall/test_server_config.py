"""What the media server listens at: a house on loopback is reached from this machine alone."""

import json

import pytest

from rostrum.hall.server_config import Ports, render


@pytest.mark.parametrize(("loopback", "tcp"), [(True, 0), (False, 7881)])
def test_media_over_tcp_is_offered_only_where_others_come(loopback: bool, tcp: int) -> None:
    """livekit-server binds its port for media over TCP to every address, and has no setting for it."""
    said = json.loads(render(Ports(7880, 7881, 7882), "key", "http://127.0.0.1:8080/x", loopback=loopback))
    assert said["rtc"]["tcp_port"] == tcp
    assert said["bind_addresses"] == ["127.0.0.1"]
