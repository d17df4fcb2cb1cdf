"""The LiveKit hall: rooms are compared with their plans, and what differs is sent.

Facts that shape it: a permission update replaces the whole set; an empty list of sources means all of them,
so "nothing" is ``can_publish=False``; webhooks are hints; join tokens carry no right to publish: rights are
given after joining, and again after every joining.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress

import structlog

from rostrum.hall.livekit_gate import Gate, publishes
from rostrum.hall.livekit_rooms import Participant, Permission, Rooms, permission_for
from rostrum.hall.livekit_tokens import Tokens
from rostrum.hall.plan import EMPTY, Plan
from rostrum.hall.port import HallUnavailable, OnPresence, OnTurn, Pass, keeps_all, unheard, unturned
from rostrum.hall.server import LOOPBACK, LiveKitServer, ServerSettings
from rostrum.hall.server_config import is_loopback
from rostrum.hall.threshold import PUBLIC, Entrant, Threshold
from rostrum.settings import Settings

log = structlog.get_logger()

ROUND_S = 3.0
"""How often every room is compared with its plan, whatever the webhooks said."""
SIGNALLING_PATH = "/hall"
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})
OF_THEIR_OWN_WILL = frozenset({"CLIENT_INITIATED", "PARTICIPANT_REMOVED"})
STILL_THERE = frozenset({"DUPLICATE_IDENTITY", "SERVER_SHUTDOWN"})
"""The same person came in again and replaced themselves; or the server ends, which says nothing of people."""


class LiveKitHall:
    """A hall on a LiveKit server: our own child where ``server`` is given, else the one at ``url``."""

    def __init__(
        self,
        url: str,
        key: str,
        secret: str,
        *,
        server: LiveKitServer | None = None,
    ) -> None:
        self.on_presence: OnPresence = unheard
        self.on_turn: OnTurn = unturned
        self.keeps: Callable[[str], bool] = keeps_all
        self.away = server is not None
        self.threshold = Threshold()
        self._fixed_url = url
        self._server = server
        self._tokens = Tokens(key, secret)
        self._rooms = Rooms(key, secret)
        self._plans: dict[str, Plan] = {}
        self._sent: dict[str, dict[str, Permission]] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._gates: dict[Entrant, Gate] = {}
        self._overheard: dict[str, set[str]] = {}
        """Tracks that were open at the last comparison though the plan lets nobody hear them."""
        self._sessions: dict[Entrant, str] = {}
        self._notices: asyncio.Queue[tuple[Entrant, str]] = asyncio.Queue()
        self._welcoming: set[str] = set()
        self._tasks: set[asyncio.Task[object]] = set()

    @property
    def url(self) -> str:
        return self._server.url if self._server else self._fixed_url

    @property
    def upstream(self) -> str:
        return "ws" + self.url.removeprefix("http")

    @property
    def server(self) -> LiveKitServer | None:
        """Our own child, where there is one."""
        return self._server

    async def start(self) -> None:
        self._rooms.call_at(self.url)
        self._spawn(self._keep_matching())
        self._spawn(self._tell_presence())
        if self._server is not None:
            self._server.on_ready = self._server_is_back
            self._server.on_ended = lambda: self._turn(away=True)
            await self._server.start()

    def _server_is_back(self) -> None:
        """At the start, and after it died: perhaps on other ports, certainly without our rooms."""
        self._rooms.call_at(self.url)
        self._spawn(self._match_all())
        self._turn(away=False)

    def _turn(self, *, away: bool) -> None:
        if away != self.away:
            self.away = away
            log.info("hall away" if away else "hall there")
            self.on_turn()

    async def stop(self) -> None:
        self.on_turn = unturned
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._rooms.close()
        if self._server is not None:
            await self._server.stop()

    async def open(self, book: str) -> None:
        self._plans.setdefault(book, EMPTY)
        await self._rooms.create(self._tokens.room(book))

    async def close(self, book: str) -> None:
        self._plans.pop(book, None)
        self._sent.pop(book, None)
        self._overheard.pop(book, None)
        self._gates = {entrant: gate for entrant, gate in self._gates.items() if entrant.book != book}
        await self._rooms.delete(self._tokens.room(book))

    async def match(self, book: str, plan: Plan) -> None:
        """What differs from the plan before is sent at once; then the room is compared as a whole."""
        before, self._plans[book] = self._plans.get(book), plan
        self.threshold.keep_out(book, plan.out, strangers=plan.private)
        for entrant, gate in self._gates.items():
            if entrant.book == book:
                gate.allow(heard=entrant.identity in plan.heard)
        if (
            before is not None
            and before.grants == plan.grants
            and (before.out, before.private) == (plan.out, plan.private)
        ):
            return
        async with self._lock(book):
            await self._send_changes(book, before or EMPTY, plan)
            await self._reconcile(book)

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
        entrant = self._tokens.entrant_for(book, person, badge)
        self.threshold.check(entrant)
        token = self._tokens.issue(entrant, name, may_subscribe=may_subscribe, hidden=person is None)
        return Pass(url_path=SIGNALLING_PATH, token=token, identity=entrant.identity)

    def gate(self, entrant: Entrant) -> Gate:
        """The same for all lines of one person, one after the other; listeners have nothing to be remembered."""
        heard = entrant.identity in self._plans.get(entrant.book, EMPTY).heard
        return Gate(heard=heard) if entrant.public else self._gates.setdefault(entrant, Gate(heard=heard))

    def publishes(self, join_request: str) -> bool:
        return publishes(join_request)

    def entrant(self, token: str) -> Entrant | None:
        return self._tokens.read(token)

    async def present(self, book: str) -> set[str]:
        found = await self._rooms.participants(self._tokens.room(book))
        return {
            p.identity
            for p in found
            if p.active and not p.identity.startswith(PUBLIC) and not self._refused(book, p)
        }

    async def sign_out(self, book: str, person: str, badge: str) -> bool:
        """The door refuses from now on; removing alone would let the token in again."""
        self.threshold.end_badge(badge)
        there = [p for p in await self._rooms.participants(self._tokens.room(book)) if p.identity == person]
        if any(self._refused(book, p) for p in there):
            await self._show_out(book, person)
            return False
        return bool(there)

    def _refused(self, book: str, found: Participant) -> bool:
        return self.threshold.refuses(Entrant(book, found.identity, found.badge))

    async def _show_out(self, book: str, person: str) -> None:
        self._sent.get(book, {}).pop(person, None)
        await self._rooms.remove(self._tokens.room(book), person)

    async def webhook(self, body: str, token: str) -> bool:
        notice = self._tokens.notice(body, token)
        if notice is None:
            return False
        book = self._tokens.book(notice.room)
        if book is None or not notice.identity or notice.identity.startswith(PUBLIC):
            return True
        entrant = Entrant(book, notice.identity)
        if notice.event == "participant_joined":
            self._sessions[entrant] = notice.session
            self._spawn(self._welcome(book))
            self._notices.put_nowait((entrant, "joined"))
        elif notice.event == "participant_left":
            self._went(entrant, notice.session, notice.reason)
        return True

    def _went(self, entrant: Entrant, session: str, reason: str) -> None:
        if reason in STILL_THERE or self._sessions.get(entrant, session) != session:
            return
        self._sessions.pop(entrant, None)
        self._notices.put_nowait((entrant, "left" if reason in OF_THEIR_OWN_WILL else "lost"))

    async def _tell_presence(self) -> None:
        """One notice after another, in their order; a listener that fails does not stop the next."""
        while True:
            entrant, change = await self._notices.get()
            try:
                await self.on_presence(entrant.book, entrant.identity, change)
            except Exception:
                log.exception("presence not taken", book=entrant.book, change=change)

    async def _welcome(self, book: str) -> None:
        """Somebody came in: give them their rights. Those who come together are served together."""
        if book in self._welcoming:
            return
        self._welcoming.add(book)
        with suppress(HallUnavailable):
            async with self._lock(book):
                self._welcoming.discard(book)
                await self._reconcile(book)

    async def _keep_matching(self) -> None:
        while True:
            await asyncio.sleep(ROUND_S)
            answered = await self._match_all()
            if self._server is None and self._plans:  # our own child is watched by itself, and at once
                self._turn(away=not answered)

    async def _match_all(self) -> bool:
        """Compare every room with its plan; a room that is gone is made again. True where a room answered."""
        answered = False
        for book in list(self._plans):
            try:
                async with self._lock(book):
                    await self._reconcile(book)
                answered = True
            except HallUnavailable as error:
                log.warning("hall not matched", book=book, error=str(error))
        return answered

    async def _send_changes(self, book: str, before: Plan, plan: Plan) -> None:
        """The quick way: without asking first, to those there whose grant changed."""
        sent = self._sent.setdefault(book, {})
        if not self.keeps(book):
            return
        changed = [p for p in sent if before.grant(p) != plan.grant(p)]
        # All go out together, those who are to be silent first.
        changed.sort(key=lambda p: plan.grant(p).microphone)
        await self._update(book, {p: permission_for(plan.grant(p), sent[p]) for p in changed})

    async def _reconcile(self, book: str) -> None:
        """The whole way: ask who is there with which rights, send what differs."""
        plan = self._plans.get(book)
        if plan is None or not self.keeps(book):
            return
        found = await self._rooms.participants(self._tokens.room(book))
        self._sent[book] = {p.identity: p.permission for p in found}
        wanted = {p.identity: permission_for(plan.grant(p.identity), p.permission) for p in found}
        await self._update(book, {p: w for p, w in wanted.items() if w != self._sent[book][p]})
        await self._silence(book, plan, found)
        await asyncio.gather(*(self._show_out(book, p.identity) for p in found if self._refused(book, p)))

    async def _silence(self, book: str, plan: Plan, found: list[Participant]) -> None:
        """Whatever came past the gate. Twice in a row, for what the gate has just told may be under way."""
        open_ = {track: p.identity for p in found if p.identity not in plan.heard for track in p.open}
        before, self._overheard[book] = self._overheard.get(book, set()), set(open_)
        room = self._tokens.room(book)
        again = [self._rooms.mute(room, open_[track], track) for track in before & open_.keys()]
        await asyncio.gather(*again)

    async def _update(self, book: str, wanted: dict[str, Permission]) -> None:
        room = self._tokens.room(book)
        self._sent.setdefault(book, {}).update(wanted)
        done = [self._rooms.permit(room, p, w) for p, w in wanted.items()]
        failed = [e for e in await asyncio.gather(*done, return_exceptions=True) if e is not None]
        if failed:
            raise failed[0]

    def _lock(self, book: str) -> asyncio.Lock:
        return self._locks.setdefault(book, asyncio.Lock())

    def _spawn(self, work: Coroutine[None, None, object]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def embedded(settings: Settings) -> LiveKitHall:
    """The hall of the embedded shape: on a media server that is our own child."""
    own_door = LOOPBACK if settings.host in EVERYWHERE or is_loopback(settings.host) else settings.host
    server = LiveKitServer(
        ServerSettings(
            binary=settings.livekit_server,
            data=settings.data,
            webhook=f"http://{own_door}:{settings.port}/hall-webhook",
            host=settings.host,
        )
    )
    return LiveKitHall(server.url, server.key, server.secret, server=server)
