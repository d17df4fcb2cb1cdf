"""Where a request says it comes from and goes to, and whether that is this house (``--origin``)."""

from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

NEIGHBOURS = 64
"""Bits of an IPv6 address that one household or host is given: all behind it count as one."""


def foreign(headers: dict[str, str], origin: str) -> bool:
    """Whether a page of somebody else's asks. Programs name no origin.

    Ours is the address that people type, whatever name a proxy asks us by; without a proxy, the name asked for.
    """
    said, host = headers.get("origin", ""), headers.get("host", "")
    return bool(said) and said != origin and not (_netloc(said) == host and known_host(host, origin))


def known_host(host: str, origin: str) -> bool:
    """Whether a Host header may name this house: else a stranger's name pointed at this machine makes his page ours.

    Known are the origin's name, any address in figures, and names without a dot (localhost, a proxy's upstream):
    no stranger owns those.
    """
    name = _name(host)
    return not host or name == _name(_netloc(origin)) or "." not in name or _figures(name)


def household(client: tuple[str, int] | None) -> str:
    """Whom a budget counts by before anybody has said who they are: an IPv4 address, an IPv6 prefix."""
    try:
        found = ip_address(client[0]) if client else None
    except ValueError:
        return "unnamed"
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or int(found) >> (128 - NEIGHBOURS))
    return str(found)


def _netloc(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or "."
    except ValueError:
        return "."


def _figures(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False
