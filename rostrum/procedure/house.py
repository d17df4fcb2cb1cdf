"""The house's own book: who administers it. They found and import bodies, and give the posts held in them."""

from collections.abc import Sequence
from typing import Any, cast

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import posts
from rostrum.procedure.body.acts import PostGiven, PostWithdrawn
from rostrum.procedure.body.intents import GivePost, WithdrawPost
from rostrum.procedure.body.refusals import refuse, unseated
from rostrum.procedure.body.state import Body
from rostrum.procedure.machine import Machine
from rostrum.procedure.words import Capacity, Instant, Visibility


def decide(state: Body, intent: Any, by: Actor, at: Instant) -> Sequence[Any]:
    """Acts, or a refusal. The one post that there is in a house is the administrator's."""
    kind = cast("type[Any]", type(intent))
    posts.require_as_held(state, by)
    if by.capacity not in posts.OF_ADMINISTRATORS:
        unseated("capacity_not_entitled", intent=kind.__name__, capacity=by.capacity)
    if isinstance(intent, GivePost) and intent.post.capacity is not Capacity.ADMINISTRATOR:
        post = intent.post
        refuse("post_of_capacity", capacity=post.capacity, code=post.code, group=post.group)
    found: Sequence[Any] = posts.DECIDERS[kind](state, intent, by, at)
    return found


def fold(state: Body, act: Any, by: Actor, at: Instant) -> None:
    """Changes the state in place."""
    posts.FOLDERS[type(act)](state, act, by, at)
    state.version += 1
    state.at = at


HOUSE: Machine[Body] = Machine(
    kind="house",
    begin=Body,
    decide=decide,
    fold=fold,
    deadlines=lambda state: (),
    changed=lambda state, intent: state.version,
    acts={kind.__name__: kind for kind in (PostGiven, PostWithdrawn)},
    intents={kind.__name__: kind for kind in (GivePost, WithdrawPost)},
    visibility=lambda state, act: Visibility.SECRETARIAT,
)
"""A body of which nothing is known but its posts."""
