"""The port through which a clerk runs any book: a body's or a meeting's."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar, dataclass_transform

from rostrum.procedure.actor import CLOCK, Actor
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Instant, Visibility

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def act(cls: type[T]) -> type[T]:
    """Declare an act: what happened, in the past tense; frozen, keyword-only, JSON-plain fields."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def intent(cls: type[T]) -> type[T]:
    """Declare an intent: what somebody asks for, imperative; frozen, its class's name as its ``kind``."""
    annotations: dict[str, Any] = inspect.get_annotations(cls)
    cls.__annotations__ = {"kind": Literal[cls.__name__], **annotations}  # pyright: ignore[reportGeneralTypeIssues]
    cls.kind = cls.__name__  # pyright: ignore[reportAttributeAccessIssue]
    return dataclass(frozen=True, kw_only=True)(cls)


class State(Protocol):
    """What every folded state has: the version of its book, and the instant of its last act."""

    version: int
    at: Instant


S = TypeVar("S", bound=State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something the clock must do when its instant comes. ``key`` is unique, so that it happens once; ``by`` is
    in whose name it is done."""

    at: Instant
    key: str
    intent: Any
    by: Actor = CLOCK


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine(Generic[S]):
    """One kind of book.

    ``decide(state, intent, by, at)`` returns acts or raises a refusal and never changes ``state``;
    ``fold(state, act, by, at)`` changes ``state`` in place and raises the version by one;
    ``visibility(state, act)`` says who may read an act that is about to be recorded;
    ``changed(state, intent)`` is the version at which what the intent rests on last changed.
    """

    kind: str
    begin: Callable[[str], S]
    decide: Callable[[S, Any, Actor, Instant], Sequence[Any]]
    fold: Callable[[S, Any, Actor, Instant], None]
    deadlines: Callable[[S], Sequence[Deadline]]
    changed: Callable[[S, Any], int]
    acts: Mapping[str, type[Any]]
    intents: Mapping[str, type[Any]]
    visibility: Callable[[S, Any], Visibility]


def require_as_shown(machine: Machine[Any], state: Any, intent: Any, shown: int) -> None:
    """The press is on what is shown: refuses where that has changed since the version ``shown`` (ADR 0018)."""
    at = machine.changed(state, intent)
    if at > shown:
        raise OutOfOrder("situation_changed", "a press is on what is shown", {"shown": shown, "changed": at})
