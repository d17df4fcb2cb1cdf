"""The port of every hall, and what its callers get and give."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from rostrum.hall.plan import Plan
from rostrum.hall.threshold import Entrant, Threshold

OnPresence = Callable[[str, str, str], Awaitable[None]]
"""``(book, person, change)``; change is ``joined``, ``left`` (of their own will) or ``lost``. Hints only."""
OnTurn = Callable[[], None]
"""The hall went away, or is back: ``away`` says which."""


def keeps_all(book: str) -> bool:
    """No other process keeps a room."""
    return True


class HallUnavailable(OSError):
    """The media server does not answer. The hall goes on trying by itself; nothing is lost by it."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a browser needs to join.

    ``url_path`` is the signalling path at our own door, empty for a hall without media. The token lives less
    than a minute and carries no right to publish. ``identity`` is the name under which one is known there.
    """

    url_path: str
    token: str
    identity: str


class Gate(Protocol):
    """What passes the door between one participant and the media server is held to the plan here."""

    def open_line(self) -> asyncio.Event:
        """Set from now on when something is due, which goes by this line as long as there is no newer."""
        ...

    def up(self, frame: bytes) -> bytes | None:
        """What goes on to the media server instead of this frame; None where nothing does."""
        ...

    def down(self, frame: bytes) -> None:
        """An answer of the media server, on its way to the participant."""
        ...

    def due(self) -> list[bytes]:
        """Frames that the media server is to be sent now, for the plan changed."""
        ...


class Hall(Protocol):
    """A place for media, one room per book, made to match plans.

    ``match`` and ``open`` raise HallUnavailable while the media server is away; the newest plan is kept all
    the same and is applied when it is back. Nothing is read from a hall as fact except ``present``, and
    whether the hall itself is there.
    """

    on_presence: OnPresence
    on_turn: OnTurn
    """Both are set by the caller before ``start``."""

    keeps: Callable[[str], bool]
    """Whether this process keeps the room of a book; of one that another keeps, only what comes to the own door is held
    to the plan. Set by the caller before ``start``."""

    @property
    def away(self) -> bool:
        """The media server is gone: nobody hears anybody, and what is known of people is of before."""
        ...

    @property
    def threshold(self) -> Threshold:
        """Who was shown out, and the signalling lines that stand open at our door."""
        ...

    @property
    def upstream(self) -> str:
        """The media server's own signalling address, ``ws://host:port``; empty when there is none."""
        ...

    async def start(self) -> None:
        """Begin to work. Returns as soon as passes can be given, media server ready or not."""
        ...

    async def open(self, book: str) -> None:
        """Prepare the room of a book. Matching a plan does so too."""
        ...

    async def match(self, book: str, plan: Plan) -> None:
        """Make the room match, and keep it so until the next plan. Whoever is ``out`` by it leaves, and the door
        refuses what they hold."""
        ...

    def admit(
        self,
        book: str,
        person: str | None,
        name: str = "",
        *,
        badge: str = "",
        may_subscribe: bool = True,
        holder: str = "",
    ) -> Pass:
        """A pass for an accredited person, or for an unnamed listener (None), who is seen by nobody; where the
        listener is accredited ``holder`` is whose badge it is.

        It is good as long as the ``badge`` for which it is given. Raises NotSeated for a person who was shown out.
        """
        ...

    async def present(self, book: str) -> set[str]:
        """The accredited persons who are connected now. Raises HallUnavailable."""
        ...

    async def sign_out(self, book: str, person: str, badge: str) -> bool:
        """End all that this badge opened. True where the person is still there by another; raises HallUnavailable."""
        ...

    async def close(self, book: str) -> None:
        """Empty the room of a book and forget its plan."""
        ...

    async def stop(self) -> None: ...

    def gate(self, entrant: Entrant) -> Gate:
        """Where all signalling of this entrant is held to the plan. Raises HallUnavailable without media."""
        ...

    def publishes(self, join_request: str) -> bool:
        """Whether somebody would publish by joining alone, past the gate."""
        ...

    def entrant(self, token: str) -> Entrant | None:
        """Whose join token this is; None where it is not ours or has expired."""
        ...

    async def webhook(self, body: str, token: str) -> bool:
        """Take a notice of the media server; False where its signature is not good."""
        ...


async def unheard(book: str, person: str, change: str) -> None:
    """The listener of a hall before anybody set one: presence is asked for again every few seconds anyway."""


def unturned() -> None:
    """As ``unheard``, for the hall's own going and coming."""
