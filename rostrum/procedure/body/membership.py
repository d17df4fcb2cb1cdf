"""Founding, members and observers."""

from typing import Any

from rostrum.procedure import dates
from rostrum.procedure.actor import Actor
from rostrum.procedure.body import acts as a
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.groups import check_group, scheme_of
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import Body, Membership, Observership
from rostrum.procedure.likeness import look
from rostrum.procedure.words import Instant, Texts


def check_date(field: str, value: str) -> None:
    """ISO 8601: a year, a month or a day that exists."""
    if not dates.exists(value):
        refuse("impossible_date", field=field, value=value)


def check_order(earlier: str, later: str) -> None:
    """Dates as precise as their sources: compared as far as both say."""
    shared = min(len(earlier), len(later))
    if later[:shared] < earlier[:shared]:
        refuse("dates_reversed", earlier=earlier, later=later)


def member(state: Body, code: str) -> Membership:
    found = state.members.get(code)
    if found is None:
        refuse("unknown_member", code=code)
    return found


def found_body(state: Body, intent: i.FoundBody, by: Actor, at: Instant) -> list[Any]:
    if state.key:
        refuse("body_exists", body=state.key)
    if intent.founded:
        check_date("founded", intent.founded)
    return [
        a.BodyFounded(
            key=intent.key,
            name=intent.name,
            short=intent.short,
            founded=intent.founded,
            languages=intent.languages,
            rulebook=intent.rulebook,
            accent=intent.accent,
            symbol_grammar=intent.symbol_grammar,
            source=intent.source,
        )
    ]


def check_name(state: Body, code: str, name: Texts) -> None:
    """No two that belong to the body have codes or names of one look."""
    looks = {look(text) for text in name.values()}
    for other in (*state.members.values(), *(o for o in state.observers.values() if not o.left)):
        if other.code == code:
            continue
        same_code = other.code.casefold() == code.casefold()
        if same_code or not looks.isdisjoint(look(text) for text in other.name.values()):
            refuse("names_alike", code=code, other=other.code)


def regroup_member(state: Body, intent: i.RegroupMember, by: Actor, at: Instant) -> list[Any]:
    member(state, intent.code)
    if intent.group:
        check_group(state, intent.scheme, intent.group)
    else:
        scheme_of(state, intent.scheme)
    return [a.MemberRegrouped(code=intent.code, scheme=intent.scheme, group=intent.group)]


def rename_member(state: Body, intent: i.RenameMember, by: Actor, at: Instant) -> list[Any]:
    member(state, intent.code)
    check_name(state, intent.code, intent.name)
    return [a.MemberRenamed(code=intent.code, name=intent.name)]


def admit_member(state: Body, intent: i.AdmitMember, by: Actor, at: Instant) -> list[Any]:
    if intent.code in state.members:
        refuse("already_member", code=intent.code)
    if intent.joined:
        check_date("joined", intent.joined)
    for scheme, group in intent.groups.items():
        check_group(state, scheme, group)
    check_name(state, intent.code, intent.name)
    return [
        a.MemberAdmitted(
            code=intent.code,
            joined=intent.joined,
            groups=intent.groups,
            source=intent.source,
            name=intent.name,
        )
    ]


def suspend_member(state: Body, intent: i.SuspendMember, by: Actor, at: Instant) -> list[Any]:
    found = member(state, intent.code)
    check_date("on", intent.on)
    if found.suspended:
        refuse("already_suspended", code=intent.code, since=found.suspended)
    return [a.MemberSuspended(code=intent.code, on=intent.on, reason=intent.reason)]


def reinstate_member(state: Body, intent: i.ReinstateMember, by: Actor, at: Instant) -> list[Any]:
    found = member(state, intent.code)
    check_date("on", intent.on)
    if not found.suspended:
        refuse("not_suspended", code=intent.code)
    check_order(found.suspended, intent.on)
    return [a.MemberReinstated(code=intent.code, on=intent.on)]


def remove_member(state: Body, intent: i.RemoveMember, by: Actor, at: Instant) -> list[Any]:
    found = member(state, intent.code)
    check_date("on", intent.on)
    if found.joined:
        check_order(found.joined, intent.on)
    return [a.MemberLeft(code=intent.code, on=intent.on, reason=intent.reason)]


def admit_observer(state: Body, intent: i.AdmitObserver, by: Actor, at: Instant) -> list[Any]:
    known = state.observers.get(intent.code)
    if known is not None and not known.left:
        refuse("already_observer", code=intent.code)
    if intent.since:
        check_date("since", intent.since)
    check_name(state, intent.code, intent.name)
    return [
        a.ObserverAdmitted(
            code=intent.code,
            kind=intent.kind_of_seat,
            name=intent.name,
            since=intent.since,
            source=intent.source,
        )
    ]


def remove_observer(state: Body, intent: i.RemoveObserver, by: Actor, at: Instant) -> list[Any]:
    known = state.observers.get(intent.code)
    if known is None or known.left:
        refuse("unknown_observer", code=intent.code)
    check_date("on", intent.on)
    return [a.ObserverLeft(code=intent.code, on=intent.on, reason=intent.reason)]


def fold_founded(state: Body, act: a.BodyFounded, by: Actor, at: Instant) -> None:
    state.key, state.name, state.short, state.founded = act.key, act.name, act.short, act.founded
    state.languages, state.rulebook = act.languages, act.rulebook
    state.accent, state.symbol_grammar, state.source = act.accent, act.symbol_grammar, act.source


def fold_regrouped(state: Body, act: a.MemberRegrouped, by: Actor, at: Instant) -> None:
    groups = state.members[act.code].groups
    groups.pop(act.scheme, None)
    if act.group:
        groups[act.scheme] = act.group


def fold_renamed(state: Body, act: a.MemberRenamed, by: Actor, at: Instant) -> None:
    state.members[act.code].name = act.name


def fold_admitted(state: Body, act: a.MemberAdmitted, by: Actor, at: Instant) -> None:
    state.members[act.code] = Membership(
        code=act.code, joined=act.joined, groups=dict(act.groups), source=act.source, name=act.name
    )


def fold_suspended(state: Body, act: a.MemberSuspended, by: Actor, at: Instant) -> None:
    state.members[act.code].suspended = act.on


def fold_reinstated(state: Body, act: a.MemberReinstated, by: Actor, at: Instant) -> None:
    state.members[act.code].suspended = ""


def fold_left(state: Body, act: a.MemberLeft, by: Actor, at: Instant) -> None:
    """A member that leaves keeps its history."""
    gone = state.members.pop(act.code)
    gone.left, gone.reason = act.on, act.reason
    state.former.append(gone)


def fold_observer(state: Body, act: a.ObserverAdmitted, by: Actor, at: Instant) -> None:
    state.observers[act.code] = Observership(
        code=act.code, kind=act.kind, name=act.name, since=act.since, source=act.source
    )


def fold_observer_left(state: Body, act: a.ObserverLeft, by: Actor, at: Instant) -> None:
    state.observers[act.code].left = act.on


DECIDERS: dict[type[Any], Any] = {
    i.FoundBody: found_body,
    i.RegroupMember: regroup_member,
    i.RenameMember: rename_member,
    i.AdmitMember: admit_member,
    i.SuspendMember: suspend_member,
    i.ReinstateMember: reinstate_member,
    i.RemoveMember: remove_member,
    i.AdmitObserver: admit_observer,
    i.RemoveObserver: remove_observer,
}
FOLDERS: dict[type[Any], Any] = {
    a.BodyFounded: fold_founded,
    a.MemberRegrouped: fold_regrouped,
    a.MemberRenamed: fold_renamed,
    a.MemberAdmitted: fold_admitted,
    a.MemberSuspended: fold_suspended,
    a.MemberReinstated: fold_reinstated,
    a.MemberLeft: fold_left,
    a.ObserverAdmitted: fold_observer,
    a.ObserverLeft: fold_observer_left,
}
