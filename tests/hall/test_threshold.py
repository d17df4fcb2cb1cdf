"""The threshold remembers a badge for as long as anything that was given for it can open a door, and no longer."""

import pytest

from rostrum.hall.threshold import KEPT_S, Entrant, Threshold
from rostrum.procedure.refusal import NotSeated

SIGNED_OUT = Entrant("b", "CUB.head", "gone")
LISTENER = Entrant("b", "public.1", "head's")


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def kept(threshold: Threshold) -> int:
    """How many badges it holds anything of."""
    held = (threshold._ended, threshold._holders, threshold._seen)  # pyright: ignore[reportPrivateUsage]
    return len({badge for one in held for badge in one})


def test_badges_without_end_leave_no_trace_of_those_long_gone() -> None:
    clock = Clock()
    threshold = Threshold(clock)
    for number in range(500):
        clock.at += KEPT_S / 10
        threshold.vouch(f"v{number}", "CUB.head")
        threshold.end_badge(f"e{number}")
    assert kept(threshold) <= 2 * 11


def test_a_badge_that_ended_opens_nothing_while_a_token_of_it_may_live() -> None:
    clock = Clock()
    threshold = Threshold(clock)
    threshold.end_badge(SIGNED_OUT.badge)
    clock.at = KEPT_S - 1
    threshold.end_badge("another")
    with pytest.raises(NotSeated):
        threshold.check(SIGNED_OUT)


def test_who_is_vouched_for_stays_so_while_their_line_stands_and_as_long_after_it() -> None:
    """A line may stand for a sitting, its token renewed by the media server all the while."""
    clock = Clock()
    threshold = Threshold(clock)
    threshold.vouch(LISTENER.badge, "CUB.head")
    threshold.keep_out("b", frozenset(), strangers=True)
    with threshold.line(LISTENER) as over:
        clock.at = 10 * KEPT_S
        threshold.vouch("another", "EGY.head")
        assert not threshold.refuses(LISTENER) and not over.is_set()
    clock.at += KEPT_S - 1
    threshold.vouch("a third", "EGY.head")
    assert not threshold.refuses(LISTENER)
    threshold.keep_out("b", frozenset({"CUB.head"}))
    assert threshold.refuses(LISTENER)
