"""A hall without media, in memory: for tests, and for reading without a media server."""

import itertools
from collections.abc import Callable

from rostrum.hall.plan import EMPTY, Grant, Plan
from rostrum.hall.port import Gate, HallUnavailable, OnPresence, OnTurn, Pass, keeps_all, unheard, unturned
from rostrum.hall.threshold import PUBLIC, Entrant, Threshold


class SilentHall:
    """Keeps plans and presence as the real hall does. People come and go by ``enter`` and ``leave``."""

    upstream = ""

    def __init__(self) -> None:
        self.on_presence: OnPresence = unheard
        self.on_turn: OnTurn = unturned
        self.keeps: Callable[[str], bool] = keeps_all
        self.away = False
        self.threshold = Threshold()
        self._plans: dict[str, Plan] = {}
        self._there: dict[str, set[str]] = {}
        self._badges: dict[Entrant, str] = {}
        self._tokens: dict[str, Entrant] = {}
        self._numbers = itertools.count(1)

    async def start(self) -> None:
        """Nothing to start."""

    async def stop(self) -> None:
        self._there.clear()

    async def open(self, book: str) -> None:
        self._require_there()
        self._there.setdefault(book, set())

    def fail(self) -> None:
        """The hall goes away with everybody in it, and tells of nobody."""
        self.away = True
        for people in self._there.values():
            people.clear()
        self.on_turn()

    def recover(self) -> None:
        self.away = False
        self.on_turn()

    def _require_there(self) -> None:
        if self.away:
            raise HallUnavailable("the hall is away")

    async def close(self, book: str) -> None:
        self._plans.pop(book, None)
        for person in self._there.pop(book, set()):
            await self.on_presence(book, person, "lost")

    async def match(self, book: str, plan: Plan) -> None:
        self._there.setdefault(book, set())
        self._plans[book] = plan
        self.threshold.keep_out(book, plan.out, strangers=plan.private)
        for person in plan.out:
            await self.leave(book, person)
        self._require_there()

    def granted(self, book: str, person: str) -> Grant:
        """What a person who is there may publish."""
        there = person in self._there.get(book, ())
        return self._plans.get(book, EMPTY).grant(person if there else "")

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
        if holder:
            self.threshold.vouch(badge, holder)
        number = next(self._numbers)
        entrant = Entrant(book, f"{PUBLIC}{number}" if person is None else person, badge)
        self.threshold.check(entrant)
        token = f"silent.{number}"
        self._tokens[token] = entrant
        return Pass(url_path="", token=token, identity=entrant.identity)

    def gate(self, entrant: Entrant) -> Gate:
        raise HallUnavailable("this hall has no media")

    def publishes(self, join_request: str) -> bool:
        return False

    def entrant(self, token: str) -> Entrant | None:
        return self._tokens.get(token)

    async def enter(self, book: str, token: str) -> bool:
        """Whoever holds the token comes in; False where the door refuses them."""
        entrant = self.entrant(token)
        if self.away or entrant is None or entrant.book != book or self.threshold.refuses(entrant):
            return False
        await self.open(book)
        self._there[book].add(entrant.identity)
        self._badges[entrant] = entrant.badge
        if not entrant.public:
            await self.on_presence(book, entrant.identity, "joined")
        return True

    async def leave(self, book: str, person: str, change: str = "left") -> None:
        """The person goes, of their own will (``left``) or not (``lost``)."""
        if person in self._there.get(book, ()):
            self._there[book].discard(person)
            await self.on_presence(book, person, change)

    async def present(self, book: str) -> set[str]:
        self._require_there()
        return {person for person in self._there.get(book, ()) if not person.startswith(PUBLIC)}

    async def sign_out(self, book: str, person: str, badge: str) -> bool:
        self.threshold.end_badge(badge)
        self._require_there()
        if self._badges.get(Entrant(book, person)) == badge:
            await self.leave(book, person)
        return person in self._there.get(book, ())

    async def webhook(self, body: str, token: str) -> bool:
        """No media server, so no notice is good."""
        return False
