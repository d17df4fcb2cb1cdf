"""The source of a lot is announced before it is drawn: which public value, and when it becomes known."""

from collections.abc import Sequence
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import acts as a
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import AnnouncedLot, Body
from rostrum.procedure.words import Instant

YEAR_2200 = 7_258_118_400_000


def announce(state: Body, intent: i.AnnounceLot, by: Actor, at: Instant) -> Sequence[Any]:
    source = intent.source.strip()
    if not source:
        refuse("lot_without_source")
    if source in state.lots:
        refuse("lot_announced_already", source=source)
    if not at < intent.known_at < YEAR_2200:
        refuse("lot_known_already", source=source)
    return [a.LotAnnounced(source=source, known_at=intent.known_at)]


def fold_announced(state: Body, act: a.LotAnnounced, by: Actor, at: Instant) -> None:
    entry = state.version + 1
    state.lots[act.source] = AnnouncedLot(source=act.source, known_at=act.known_at, at=at, entry=entry)


DECIDERS: dict[type[Any], Any] = {i.AnnounceLot: announce}
FOLDERS: dict[type[Any], Any] = {a.LotAnnounced: fold_announced}
