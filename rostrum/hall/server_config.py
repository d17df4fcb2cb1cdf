"""The media server's configuration file, as tried with livekit-server 1.13.5. Unknown keys are errors."""

import ipaddress
import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ports:
    """Signalling and media over TCP, media over UDP."""

    signalling: int
    media_tcp: int
    media_udp: int

    def as_facts(self) -> dict[str, int]:
        return asdict(self)


LOOPBACK_ICE: dict[str, Any] = {
    "node_ip": "127.0.0.1",
    "enable_loopback_candidate": True,
    "ips": {"includes": ["127.0.0.0/8"]},
}
"""Loopback is offered to clients only when all three say so."""


def render(ports: Ports, key: str, webhook: str, *, loopback: bool) -> str:
    """The file's text. JSON is YAML; the secret is not in it but in the environment."""
    rtc: dict[str, Any] = {
        "use_external_ip": False,
        "udp_port": ports.media_udp,
        # It would listen at every address of the machine, whatever is said of hosts; on loopback UDP always passes.
        "tcp_port": 0 if loopback else ports.media_tcp,
        # Some entry must stand here, else clients are told to ask public servers. Nobody answers at this one.
        "stun_servers": ["127.0.0.1:3478"],
        **(LOOPBACK_ICE if loopback else {}),
    }
    return json.dumps(
        {
            "port": ports.signalling,
            "bind_addresses": ["127.0.0.1"],  # signalling goes through our own door
            "rtc": rtc,
            # Rooms are made by whoever comes first, so that those who re-join need not wait for us.
            "room": {"auto_create": True, "empty_timeout": 300, "departure_timeout": 60},
            "webhook": {"api_key": key, "urls": [webhook]},
            "logging": {"level": "info", "json": True},
        },
        indent=2,
    )


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
