"""Posts held in a body: its secretariat, its chair, group chairs, members' representatives, its administrator.

What somebody may do in a body follows from the post they hold there, never from a badge of one of its meetings.
"""

from collections.abc import Sequence
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import acts as a
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Post
from rostrum.procedure.body.meetings import DELEGATION
from rostrum.procedure.body.refusals import refuse, unseated
from rostrum.procedure.body.state import Body
from rostrum.procedure.keys import is_person
from rostrum.procedure.words import Capacity, Instant

C = Capacity
OFFICERS = frozenset({C.CHAIR, C.VICE_CHAIR})
SERVING = frozenset({C.SECRETARY, C.DOCUMENTS, C.PROTOCOL, C.LEGAL, C.ADMINISTRATOR})
SOLE = frozenset({C.CHAIR, C.GROUP_CHAIR, C.HEAD})
"""Posts that one person holds at a time: the chair, a group's chair, a member's head of delegation."""
GIVING = frozenset({C.ADMINISTRATOR, C.SYSTEM, C.SECRETARY, C.CHAIR})
OF_ADMINISTRATORS = frozenset({C.ADMINISTRATOR, C.SYSTEM})
"""Who makes administrators, and ends them."""


def require_as_held(state: Body, by: Actor) -> None:
    """Whoever has or had a post acts as what they are now. Who has none is the house, or its operator."""
    if by.person in state.withdrawn:
        unseated("post_withdrawn", person=by.person)
    post = state.posts.get(by.person)
    if post is not None and (by.capacity, by.seat or "") != (post.capacity, post.code):
        unseated("not_in_this_post", person=by.person, capacity=post.capacity, code=post.code)


def give(state: Body, intent: i.GivePost, by: Actor, at: Instant) -> Sequence[Any]:
    post = intent.post
    _require_may(post.capacity, by)
    before = state.posts.get(post.person)
    if before is not None:
        _require_may(before.capacity, by)
    _require_fit(state, post)
    if before == post:
        refuse("post_unchanged", person=post.person)
    for other in state.posts.values() if post.capacity in SOLE else ():
        alike = (other.capacity, other.group, other.scheme) == (post.capacity, post.group, post.scheme)
        of_one = post.capacity is not C.HEAD or other.code == post.code
        if alike and of_one and other.person != post.person:
            refuse("post_held", capacity=post.capacity, person=other.person)
    return [a.PostGiven(post=post)]


def _require_may(capacity: Capacity, by: Actor) -> None:
    if capacity is C.ADMINISTRATOR and by.capacity not in OF_ADMINISTRATORS:
        unseated("not_yours_to_give", capacity=capacity)


def _require_fit(state: Body, post: Post) -> None:
    """A code that is a member's or an observer's for who stands for one, a group that exists for who chairs it."""
    if not is_person(post.person):
        refuse("bad_person", person=post.person[:80])
    scheme = state.schemes.get(post.scheme)
    known = post.code in state.members or post.code in state.observers
    fits = {
        **dict.fromkeys(DELEGATION, known and not post.group),
        **dict.fromkeys(OFFICERS, (known or not post.code) and not post.group),
        **dict.fromkeys(SERVING, not post.code and not post.group),
        C.GROUP_CHAIR: scheme is not None and post.group in scheme.groups and (known or not post.code),
    }
    if not fits.get(post.capacity, False):
        refuse("post_of_capacity", capacity=post.capacity, code=post.code, group=post.group)


def withdraw(state: Body, intent: i.WithdrawPost, by: Actor, at: Instant) -> Sequence[Any]:
    post = state.posts.get(intent.person)
    if post is None:
        refuse("no_post", person=intent.person[:80])
    _require_may(post.capacity, by)
    if not intent.reason.strip():
        refuse("reason_required", code=intent.person)
    return [a.PostWithdrawn(person=intent.person, reason=intent.reason.strip())]


def given(state: Body, act: a.PostGiven, by: Actor, at: Instant) -> None:
    state.posts[act.post.person] = act.post
    state.withdrawn.pop(act.post.person, None)


def withdrawn(state: Body, act: a.PostWithdrawn, by: Actor, at: Instant) -> None:
    del state.posts[act.person]
    state.withdrawn[act.person] = act.reason


DECIDERS: dict[type[Any], Any] = {i.GivePost: give, i.WithdrawPost: withdraw}
FOLDERS: dict[type[Any], Any] = {a.PostGiven: given, a.PostWithdrawn: withdrawn}
