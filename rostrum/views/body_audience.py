"""Which documents of a body an audience is sent: that it changed, for whoever reads its pages to ask again."""

from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.body.state import Body
from rostrum.procedure.refusal import NotSeated
from rostrum.procedure.words import Capacity
from rostrum.views.documents import BodyMark

BUREAU = frozenset(
    {
        Capacity.SECRETARY, Capacity.CHAIR, Capacity.VICE_CHAIR, Capacity.GROUP_CHAIR, Capacity.DOCUMENTS,
        Capacity.PROTOCOL, Capacity.LEGAL,
    }
)  # fmt: skip
ROOMS: dict[str, frozenset[Capacity] | None] = {"body": None, "bureau": BUREAU}
"""Who may be which audience; None: everybody. The bureau hears of what is not public too."""


def admit(audience: str, by: Actor | None) -> str:
    """The key under which this reader shares documents. Raises NotSeated where the capacity does not open that room."""
    if audience not in ROOMS:
        raise NotSeated("unknown_audience", "Rostrum rooms", {"audience": audience})
    allowed = ROOMS[audience]
    if allowed is not None and (by is None or by.capacity not in allowed):
        raise NotSeated("not_seated", "Rostrum rooms", {"audience": audience})
    return audience


def names(key: str) -> tuple[str, ...]:
    return ("body", "record")


def slot(name: str, key: str) -> str:
    return f"{name}:{key}"


def version(state: Body, key: str) -> int:
    """Of the latest act that the reader may know of: to the public nothing says that something was done in private."""
    return state.version if key == "bureau" else state.public_version


def document(name: str, state: Body, key: str) -> Any:
    """That it changed; ``record`` is another's to build."""
    return BodyMark(version=version(state, key))
