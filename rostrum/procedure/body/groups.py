"""Schemes and their groups: declared, and mended where a spelling counted one group as two."""

from collections.abc import Iterable, Mapping
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import acts as a
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Group
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import Body, Scheme
from rostrum.procedure.likeness import twins
from rostrum.procedure.words import Instant


def scheme_of(state: Body, key: str) -> Scheme:
    found = state.schemes.get(key)
    if found is None:
        refuse("unknown_scheme", scheme=key)
    return found


def check_group(state: Body, scheme: str, group: str) -> None:
    if group not in scheme_of(state, scheme).groups:
        refuse("unknown_group", scheme=scheme, group=group)


def _check_groups(scheme: str, keys: Iterable[str]) -> None:
    if pair := twins(keys):
        refuse("groups_alike", scheme=scheme, groups=list(pair))


def declare_scheme(state: Body, intent: i.DeclareScheme, by: Actor, at: Instant) -> list[Any]:
    if intent.scheme in state.schemes:
        refuse("scheme_exists", scheme=intent.scheme)
    _check_groups(intent.scheme, (group.key for group in intent.groups))
    return [
        a.SchemeDeclared(
            scheme=intent.scheme,
            name=intent.name,
            groups=intent.groups,
            source=intent.source,
            patterns=intent.patterns,
        )
    ]


def add_group(state: Body, intent: i.AddGroup, by: Actor, at: Instant) -> list[Any]:
    key = intent.group.key
    groups = scheme_of(state, intent.scheme).groups
    if key in groups:
        refuse("group_exists", scheme=intent.scheme, group=key)
    if not key.strip():
        refuse("name_required", of=intent.scheme)
    _check_groups(intent.scheme, (*groups, key))
    return [a.GroupAdded(scheme=intent.scheme, group=intent.group)]


def rename_group(state: Body, intent: i.RenameGroup, by: Actor, at: Instant) -> list[Any]:
    check_group(state, intent.scheme, intent.group)
    if not any(text.strip() for text in intent.name.values()):
        refuse("name_required", of=intent.group)
    return [a.GroupRenamed(scheme=intent.scheme, group=intent.group, name=intent.name)]


def merge_groups(state: Body, intent: i.MergeGroups, by: Actor, at: Instant) -> list[Any]:
    for group in (intent.group, intent.into):
        check_group(state, intent.scheme, group)
    if intent.group == intent.into:
        refuse("group_exists", scheme=intent.scheme, group=intent.into)
    return [a.GroupsMerged(scheme=intent.scheme, group=intent.group, into=intent.into)]


def fold_scheme(state: Body, act: a.SchemeDeclared, by: Actor, at: Instant) -> None:
    groups = {group.key: group for group in act.groups}
    state.schemes[act.scheme] = Scheme(
        key=act.scheme, name=act.name, groups=groups, source=act.source, patterns=act.patterns
    )


def fold_group(state: Body, act: a.GroupAdded, by: Actor, at: Instant) -> None:
    state.schemes[act.scheme].groups[act.group.key] = act.group


def fold_group_renamed(state: Body, act: a.GroupRenamed, by: Actor, at: Instant) -> None:
    state.schemes[act.scheme].groups[act.group] = Group(key=act.group, name=act.name)


def fold_merged(state: Body, act: a.GroupsMerged, by: Actor, at: Instant) -> None:
    """Seats that a decision of the past gave to the one are the other's too."""
    scheme = state.schemes[act.scheme]
    del scheme.groups[act.group]
    for found in (*state.members.values(), *state.former):
        if found.groups.get(act.scheme) == act.group:
            found.groups[act.scheme] = act.into
    scheme.patterns = {name: _moved(seats, act) for name, seats in scheme.patterns.items()}


def _moved(seats: Mapping[str, int], act: a.GroupsMerged) -> dict[str, int]:
    kept = {group: n for group, n in seats.items() if group != act.group}
    return kept | ({act.into: kept.get(act.into, 0) + seats[act.group]} if act.group in seats else {})


DECIDERS: dict[type[Any], Any] = {
    i.DeclareScheme: declare_scheme,
    i.AddGroup: add_group,
    i.RenameGroup: rename_group,
    i.MergeGroups: merge_groups,
}
FOLDERS: dict[type[Any], Any] = {
    a.SchemeDeclared: fold_scheme,
    a.GroupAdded: fold_group,
    a.GroupRenamed: fold_group_renamed,
    a.GroupsMerged: fold_merged,
}
