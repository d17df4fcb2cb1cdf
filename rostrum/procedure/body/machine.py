"""The machine of a body's book: roles, deciders and folders put together."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import (
    changes,
    groups,
    letterheads,
    lots,
    meetings,
    membership,
    posts,
    preparing,
    terms,
    translations,
)
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.acts import ACTS, VISIBILITY
from rostrum.procedure.body.intents import INTENTS
from rostrum.procedure.body.refusals import refuse, unseated
from rostrum.procedure.body.state import Body
from rostrum.procedure.likeness import all_composed
from rostrum.procedure.machine import Deadline, Machine
from rostrum.procedure.words import Capacity, Instant, Visibility

FOLDERS = (
    groups.FOLDERS
    | membership.FOLDERS
    | terms.FOLDERS
    | meetings.FOLDERS
    | translations.FOLDERS
    | letterheads.FOLDERS
    | changes.FOLDERS
    | lots.FOLDERS
    | posts.FOLDERS
    | preparing.FOLDERS
)

FOUNDING = frozenset({i.FoundBody, i.EstablishBody})
STAFF = frozenset({Capacity.SECRETARY, Capacity.CHAIR, Capacity.SYSTEM})
FOUNDERS = STAFF | {Capacity.ADMINISTRATOR}
NAMING = frozenset(
    {
        i.FoundBody, i.DeclareScheme, i.AddGroup, i.RenameGroup, i.MergeGroups, i.RegroupMember, i.AdmitMember,
        i.RenameMember, i.AdmitObserver, i.OpenTerm, i.CallMeeting, i.SetLetterhead, i.ChangeMeeting,
        i.RecordPastMeeting, i.SendInvitations, i.AnswerInvitation, i.Translate,
        i.PrepareAgenda, i.PreparePapers, i.NameOfficers,
    }
)  # fmt: skip
"""What gives names or asks for them: their texts come in composed, so that one name is one text."""
CHAIR = frozenset({Capacity.CHAIR, Capacity.SECRETARY})
"""NAM has no standing secretariat: the chair country's ministry is one (procedure 1.1)."""


def establish(state: Body, intent: i.EstablishBody, by: Actor, at: Instant) -> list[Any]:
    """The acts of all steps, decided one upon the other on a state of their own; a refusal refuses the whole. Whoever
    may establish a body may take each of its steps."""
    if state.key:
        refuse("body_exists", body=state.key)
    draft = Body(state.book)
    acts: list[Any] = []
    for step in intent.steps:
        if type(step) not in DECIDERS or isinstance(step, i.EstablishBody):
            refuse("not_a_founding_step", step=type(step).__name__)
        for act in decide(draft, step, replace(by, capacity=Capacity.SYSTEM, seat=None), at):
            fold(draft, act, by, at)
            acts.append(act)
    return acts


DECIDERS: dict[type[Any], Any] = (
    groups.DECIDERS
    | membership.DECIDERS
    | terms.DECIDERS
    | meetings.DECIDERS
    | translations.DECIDERS
    | letterheads.DECIDERS
    | changes.DECIDERS
    | lots.DECIDERS
    | posts.DECIDERS
    | preparing.DECIDERS
    | {i.EstablishBody: establish}
)
ROLES: dict[type[Any], frozenset[Capacity]] = dict.fromkeys(DECIDERS, STAFF) | {
    **dict.fromkeys(FOUNDING, FOUNDERS),
    i.OverrideComposition: CHAIR,
    i.AcceptComposition: CHAIR,
    i.ConveneMeeting: CHAIR,
    i.RecordHeld: frozenset({Capacity.SYSTEM}),
    i.AnswerInvitation: STAFF | meetings.DELEGATION,
    i.GivePost: posts.GIVING,
    i.WithdrawPost: posts.GIVING,
}


def decide(state: Body, intent: Any, by: Actor, at: Instant) -> Sequence[Any]:
    """Acts, or a refusal; the state is only read."""
    kind = cast("type[Any]", type(intent))
    posts.require_as_held(state, by)
    if by.capacity not in ROLES[kind]:
        unseated("capacity_not_entitled", intent=kind.__name__, capacity=by.capacity)
    if not state.key and kind not in FOUNDING:
        refuse("body_not_founded", body=state.book)
    asked = all_composed(intent) if kind in NAMING else intent
    found: Sequence[Any] = DECIDERS[kind](state, asked, by, at)
    return found


def fold(state: Body, act: Any, by: Actor, at: Instant) -> None:
    """Changes the state in place."""
    public = visibility(state, act) is Visibility.PUBLIC
    FOLDERS[type(act)](state, act, by, at)
    state.version += 1
    if public:
        state.public_version = state.version
    state.at = at


def visibility(state: Body, act: Any) -> Visibility:
    """What concerns a meeting that was called privately is the bureau's, where it would be everybody's."""
    usual = VISIBILITY[type(act).__name__]
    return Visibility.BUREAU if usual is Visibility.PUBLIC and meetings.of_private(state, act) else usual


def deadlines(state: Body) -> Sequence[Deadline]:
    """A body's book waits for nobody by itself."""
    return ()


def changed(state: Body, intent: Any) -> int:
    """A body's book moves seldom, and what is asked of it rests on the whole."""
    return state.version


BODY = Machine(
    kind="body",
    begin=Body,
    decide=decide,
    fold=fold,
    deadlines=deadlines,
    changed=changed,
    acts=ACTS,
    intents=INTENTS,
    visibility=visibility,
)
