"""Acts to JSON and back: every act there is, with any values; and what a newer worker may have written."""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rostrum.procedure.machine import act
from rostrum.procedure.meeting.acts import ACTS, FloorOffered, FloorTaken, PositionStated
from rostrum.procedure.meeting.machine import MEETING
from rostrum.procedure.words import Level, StatementForm
from rostrum.record.canonical import LARGEST, canonical
from rostrum.record.codec import Codec, NotAnAct, UnknownAct
from tests.breadth import tried
from tests.summit import BOOK, CONVENE, NOON, SECRETARY

CODEC = Codec(ACTS)
INTEGERS = st.integers(-LARGEST, LARGEST)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of the declared kind."""
    origin, parameters = get_origin(hint), get_args(hint)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: st.text(max_size=8), int: INTEGERS, bool: st.booleans(), type(None): st.none()
    }  # fmt: skip
    if hint in plain:
        return plain[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if is_dataclass(hint):
        return instances(hint)
    if origin in (Union, types.UnionType):
        return st.one_of([values(parameter) for parameter in parameters])
    if origin is Literal:
        return st.sampled_from(parameters)
    if origin is tuple and parameters[1:] == (Ellipsis,):
        return st.lists(values(parameters[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, parameters))
    if origin is frozenset:
        return st.frozensets(values(parameters[0]), max_size=2)
    if issubclass(origin, Mapping):
        return st.dictionaries(values(parameters[0]), values(parameters[1]), max_size=2)
    raise AssertionError(hint)


def instances(cls: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(cls)
    return st.builds(cls, **{field.name: values(hints[field.name]) for field in fields(cls)})


def test_a_rulebook_frozen_before_the_hall_had_a_grace_gets_the_usual_one() -> None:
    (convened,) = MEETING.decide(MEETING.begin(BOOK), CONVENE, SECRETARY, NOON)
    plain = CODEC.encode(convened)
    del plain["rulebook"]["hall_grace_s"]
    read = CODEC.decode(plain)
    assert read.rulebook.hall_grace_s == 10
    assert read == convened


@pytest.mark.parametrize("name", ACTS)
@settings(max_examples=tried(5, nightly=150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_act_comes_back_as_it_was(name: str, data: st.DataObject) -> None:
    happened = data.draw(instances(ACTS[name]))
    raw = canonical(CODEC.encode(happened))
    again = CODEC.decode(json.loads(raw))
    assert again == happened
    assert type(again) is ACTS[name]
    assert canonical(CODEC.encode(again)) == raw


def test_the_words_on_the_wire() -> None:
    offered = FloorOffered(seat="CUB", entry="e1", limit_s=None, grace_until=5, form=StatementForm.RECORDED)
    assert CODEC.encode(offered) == {
        "kind": "FloorOffered", "seat": "CUB", "entry": "e1", "limit_s": None, "grace_until": 5,
        "form": "recorded",
    }  # fmt: skip


def test_values_come_back_as_their_own_classes() -> None:
    plain = CODEC.encode(FloorOffered(seat="CUB", entry="e1", limit_s=None, grace_until=5))
    assert type(CODEC.decode(plain).form) is StatementForm


def test_fields_missing_take_their_defaults() -> None:
    plain = {"kind": "FloorOffered", "seat": "CUB", "entry": "e1", "limit_s": 300, "grace_until": 5}
    assert CODEC.decode(plain).form is StatementForm.LIVE


def test_a_field_called_kind_keeps_its_value() -> None:
    @act
    class Stated:
        kind: str
        shape: int

    codec = Codec({"Stated": Stated})
    plain = codec.encode(Stated(kind="reservation", shape=3))
    assert plain == {"kind": "Stated", "kind_": "reservation", "shape_": 3}
    assert codec.decode(plain) == Stated(kind="reservation", shape=3)


FLOOR_TAKEN = {"kind": "FloorTaken", "seat": "CUB", "language": "es"}


@pytest.mark.parametrize(
    "plain",
    [
        FLOOR_TAKEN | {"kind": "Teleported"},
        FLOOR_TAKEN | {"camera": "second"},
        FLOOR_TAKEN | {"shape": 2},
        {"kind": "FloorTaken", "seat": "CUB"},
        {
            "kind": "FloorOffered",
            "seat": "CUB",
            "entry": "e",
            "limit_s": 1,
            "grace_until": 1,
            "form": "hologram",
        },
        {"kind": "SittingOpened", "sitting": 1, "presiding": "p", "present": 5, "quorum": 1},
    ],
    ids=["kind", "field", "shape", "missing", "word", "type"],
)
def test_what_this_worker_cannot_read_whole_is_unknown(plain: dict[str, Any]) -> None:
    unknown = CODEC.decode(plain)
    assert isinstance(unknown, UnknownAct)
    assert unknown.kind == plain["kind"]
    assert unknown.plain == plain
    with pytest.raises(NotAnAct):
        CODEC.encode(unknown)


def test_older_shapes_are_brought_forward_when_read() -> None:
    def renamed(plain: dict[str, Any]) -> dict[str, Any]:
        return {"seat": plain["speaker"], "lang": plain["lang"]}

    def spelt(plain: dict[str, Any]) -> dict[str, Any]:
        return {"seat": plain["seat"], "language": plain["lang"]}

    codec = Codec(ACTS, {("FloorTaken", 1): renamed, ("FloorTaken", 2): spelt})
    taken = FloorTaken(seat="CUB", language="es")
    assert codec.decode({"kind": "FloorTaken", "speaker": "CUB", "lang": "es"}) == taken
    assert codec.decode({"kind": "FloorTaken", "shape": 2, "seat": "CUB", "lang": "es"}) == taken
    assert codec.encode(taken) == FLOOR_TAKEN | {"shape": 3}
    assert codec.decode(codec.encode(taken)) == taken
    assert isinstance(CODEC.decode(codec.encode(taken)), UnknownAct)


def test_an_upcaster_may_give_another_kind() -> None:
    def moved(plain: dict[str, Any]) -> dict[str, Any]:
        return {"kind": "FloorTaken", **plain}

    codec = Codec(ACTS | {"TookFloor": FloorTaken}, {("TookFloor", 1): moved, ("FloorTaken", 1): dict})
    old = {"kind": "TookFloor", "seat": "CUB", "language": "es"}
    assert codec.decode(old) == FloorTaken(seat="CUB", language="es")


@dataclass(frozen=True)
class Shapes:
    pair: tuple[int, Level]
    chosen: frozenset[str]
    ranks: Mapping[Level, tuple[int, ...]]
    word: Literal["yes", "no"]
    inner: PositionStated | None


@settings(max_examples=tried(15, nightly=400), deadline=None)
@given(instances(Shapes))
def test_every_kind_of_field(value: Shapes) -> None:
    codec = Codec({"Shapes": Shapes})
    assert codec.decode(json.loads(canonical(codec.encode(value)))) == value


@pytest.mark.parametrize("hint", [float, int | str, list[Any], bytes, Callable[[], None]])
def test_fields_that_no_record_can_keep_are_refused_at_once(hint: Any) -> None:
    cls = dataclass(type("Wrong", (), {"__annotations__": {"field": hint}}))
    with pytest.raises(TypeError):
        Codec({"Wrong": cls})
