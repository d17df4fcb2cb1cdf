"""Acts to plain JSON and back, read from the dataclasses themselves.

``FloorTaken(seat="CUB", language="es")`` is ``{"kind": "FloorTaken", "language": "es", "seat": "CUB"}``.
A field that is itself called ``kind`` or ``shape`` is written ``kind_`` or ``shape_``. Every field is
written; when reading, those missing take their defaults.

Stored bytes never change. When an act gets another shape, an upcaster ``(kind, shape) -> plain`` brings the
older shape one step forward when reading; acts of the first shape carry no ``shape``. Whatever this worker
cannot read whole (a newer kind, shape, field or word) becomes an `UnknownAct`: its book is then read-only.
"""

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

Plain = dict[str, Any]
Upcaster = Callable[[Plain], Plain]
Convert = Callable[[Any], Any]
RESERVED = ("kind", "shape")


@dataclass(frozen=True, slots=True)
class UnknownAct:
    """An act written by a newer worker. ``plain`` is what stands in the record; ``why`` is for operators."""

    kind: str
    plain: Mapping[str, Any]
    why: str


class NotAnAct(TypeError):
    """This codec does not know the class of what it was asked to write."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field on the wire. A converter of None means that the JSON value is the value."""

    name: str
    wire: str
    required: bool
    read: Convert | None
    write: Convert | None


class Shape:
    """How one dataclass reads and writes its fields."""

    __slots__ = ("by_wire", "cls", "fields", "required")

    def __init__(self, cls: type[Any], reserved: Iterable[str] = ()) -> None:
        hints = get_type_hints(cls)
        taken = frozenset(reserved)
        self.cls = cls
        self.fields = tuple(
            Field(
                name=field.name,
                wire=field.name + "_" if field.name in taken else field.name,
                required=field.default is MISSING and field.default_factory is MISSING,
                read=reader(hints[field.name]),
                write=writer(hints[field.name]),
            )
            for field in fields(cls)
        )
        self.by_wire = {field.wire: (field.name, field.read) for field in self.fields}

    def write(self, value: Any) -> Plain:
        return {
            f.wire: getattr(value, f.name) if f.write is None else f.write(getattr(value, f.name))
            for f in self.fields
        }

    def read(self, plain: Mapping[str, Any]) -> Any:
        """Raises KeyError for a field or word that is not known, TypeError for one that is missing."""
        by_wire = self.by_wire
        given: dict[str, Any] = {}
        for wire, value in plain.items():
            name, convert = by_wire[wire]
            given[name] = value if convert is None else convert(value)
        return self.cls(**given)


class Codec:
    """Reads and writes the acts of every kind of book, by the name of their class.

    Raises TypeError at once for an act with a field that JSON cannot hold exactly.
    """

    def __init__(
        self, acts: Mapping[str, type[Any]], upcasters: Mapping[tuple[str, int], Upcaster] | None = None
    ) -> None:
        self._upcasters = dict(upcasters or {})
        self._shapes = {name: Shape(cls, RESERVED) for name, cls in acts.items()}
        self._names = {cls: name for name, cls in acts.items()}
        self._current = {
            name: 1 + max((shape for kind, shape in self._upcasters if kind == name), default=0)
            for name in acts
        }

    def encode(self, act: Any) -> Plain:
        """Plain JSON of an act; raises `NotAnAct` for anything else, an `UnknownAct` included."""
        name = self._names.get(cast("type[Any]", type(act)))
        if name is None:
            raise NotAnAct(type(act).__name__)
        plain = {"kind": name, **self._shapes[name].write(act)}
        return plain | {"shape": self._current[name]} if self._current[name] > 1 else plain

    def decode(self, plain: Mapping[str, Any]) -> Any:
        """The act, or an `UnknownAct`. Never raises for what a newer worker may have written."""
        body = dict(plain)
        kind = body.pop("kind")
        shape = body.pop("shape", 1)
        if self._upcasters:
            kind, shape, body = self._upcast(kind, shape, body)
        known = self._shapes.get(kind)
        if known is None or shape != self._current[kind]:
            return UnknownAct(kind, plain, "kind" if known is None else "shape")
        try:
            return known.read(body)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            return UnknownAct(kind, plain, f"{type(error).__name__}: {error}")

    def _upcast(self, kind: str, shape: int, body: Plain) -> tuple[str, int, Plain]:
        while (step := self._upcasters.get((kind, shape))) is not None:
            body = step(body)
            kind, shape = body.pop("kind", kind), shape + 1
        return kind, shape, body


def reader(hint: Any) -> Convert | None:
    """From JSON to what ``hint`` declares; None where the two are the same."""
    origin, parameters = get_origin(hint), get_args(hint)
    if hint in (str, int, bool, Any, type(None)) or origin is Literal:
        return None
    if isinstance(hint, type) and issubclass(hint, Enum):
        words = {member.value: member for member in hint}
        return words.__getitem__
    if is_dataclass(cast(object, hint)):
        return Shape(cast("type[Any]", hint)).read
    if origin in (Union, types.UnionType):
        return _optional(reader(_only(hint, parameters)))
    if origin is tuple:
        return _tuple_of(hint, parameters, reader, tuple)
    if origin is frozenset:
        return _each(reader(parameters[0]), frozenset)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(reader(parameters[0]), reader(parameters[1]))
    raise TypeError(f"{hint} cannot be kept in a record")


def writer(hint: Any) -> Convert | None:
    """From what ``hint`` declares to plain JSON; None where the two are the same."""
    origin, parameters = get_origin(hint), get_args(hint)
    if hint in (str, int, bool, Any, type(None)) or origin is Literal:
        return None
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _value
    if is_dataclass(cast(object, hint)):
        return Shape(cast("type[Any]", hint)).write
    if origin in (Union, types.UnionType):
        return _optional(writer(_only(hint, parameters)))
    if origin is tuple:
        return _tuple_of(hint, parameters, writer, list)
    if origin is frozenset:
        return _each(writer(parameters[0]), sorted)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(writer(parameters[0]), writer(parameters[1])) or dict
    raise TypeError(f"{hint} cannot be kept in a record")


def _value(member: Enum) -> Any:
    return member.value


def _only(hint: Any, parameters: tuple[Any, ...]) -> Any:
    some = [parameter for parameter in parameters if parameter is not type(None)]
    if len(some) != 1:
        raise TypeError(f"{hint}: only `X | None` can be told apart when reading")
    return some[0]


def _optional(convert: Convert | None) -> Convert | None:
    if convert is None:
        return None
    return lambda value: None if value is None else convert(value)


def _each(convert: Convert | None, gather: Callable[[Iterable[Any]], Any]) -> Convert:
    return gather if convert is None else lambda value: gather(map(convert, value))


def _tuple_of(
    hint: Any,
    parameters: tuple[Any, ...],
    convert: Callable[[Any], Convert | None],
    gather: Callable[[Iterable[Any]], Any],
) -> Convert:
    if len(parameters) == 2 and parameters[1] is Ellipsis:
        return _each(convert(parameters[0]), gather)
    places = [convert(parameter) or _same for parameter in parameters]

    def each_place(value: Sequence[Any]) -> Any:
        if len(value) != len(places):
            raise ValueError(f"{hint} has {len(places)} places")
        return gather(place(item) for place, item in zip(places, value, strict=True))

    return each_place


def _same(value: Any) -> Any:
    return value


def _mapping(names: Convert | None, values: Convert | None) -> Convert | None:
    if names is None and values is None:
        return None
    name, value = names or _same, values or _same
    return lambda mapping: {name(key): value(item) for key, item in mapping.items()}
