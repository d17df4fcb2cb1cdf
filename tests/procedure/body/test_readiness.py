"""What letters lack before they leave: each lack is found, and only what nobody can answer for stops them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from rostrum.procedure.body.facts import Invitation
from rostrum.procedure.body.readiness import Lack, lacks, unanswered
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.words import SeatKind
from tests.procedure.body.assembly import NOON, accepted, invitation

REPLY_BY, AT = NOON - 1000, NOON - 3_600_000


@dataclass
class Round:
    """A round of letters that lacks nothing; a test takes something away."""

    body: Body
    meeting: MeetingLine
    letters: list[Invitation]
    reply_by: int | None = REPLY_BY
    at: int = AT

    def lacks(self) -> tuple[Lack, ...]:
        return lacks(self.body, self.meeting, self.letters, self.reply_by, self.at)


def whole() -> Round:
    body = accepted().state
    meeting = body.meetings["june"]
    languages = ("en", "fr")
    meeting.title = meeting.theme = body.name = dict.fromkeys(languages, "said")
    body.observers["SRB"].name = dict.fromkeys(languages, "Serbia")
    letters = [invitation("DZA"), invitation("CUB"), invitation("SRB", SeatKind.OBSERVER_STATE)]
    return Round(body, meeting, [replace(letters[0], language="fr"), *letters[1:]])


def test_a_whole_round_lacks_nothing() -> None:
    assert whole().lacks() == ()


def past(it: Round) -> None:
    it.at = (it.meeting.opens or 0) + 1
    it.reply_by = it.at + 1


def readdress(it: Round, *addresses: str) -> None:
    it.letters[1] = replace(it.letters[1], addresses=addresses)


STOPPING: dict[str, Callable[[Round], None]] = {
    "hour_past": past,
    "reply_date_past": lambda it: setattr(it, "reply_by", it.at),
    "reply_date_after_opening": lambda it: setattr(it, "reply_by", (it.meeting.opens or 0) + 1),
    "address_missing": readdress,
}
ANSWERED: dict[str, Callable[[Round], None]] = {
    "reply_date_missing": lambda it: setattr(it, "reply_by", None),
    "address_shared": lambda it: readdress(it, it.letters[0].addresses[0].upper()),
    "title_untranslated:fr": lambda it: setattr(it.meeting, "title", {"en": "said"}),
    "theme_untranslated:fr": lambda it: setattr(it.meeting, "theme", {"en": "said", "fr": ""}),
    "body_untranslated:en": lambda it: setattr(it.body, "name", {"fr": "said"}),
    "addressee_untranslated:en": lambda it: setattr(it.body.observers["SRB"], "name", {"fr": "Serbie"}),
}


@pytest.mark.parametrize("key", STOPPING)
def test_what_stops_letters_cannot_be_answered_for(key: str) -> None:
    it = whole()
    STOPPING[key](it)
    found = it.lacks()
    assert found[0].stops
    assert key in {lack.key for lack in found}
    assert key in unanswered(found, [lack.key for lack in found])


@pytest.mark.parametrize("key", ANSWERED)
def test_what_is_missing_may_be_answered_for_by_its_key_alone(key: str) -> None:
    it = whole()
    ANSWERED[key](it)
    (lack,) = it.lacks()
    assert (lack.key, lack.stops) == (key, False)
    assert unanswered([lack], ["anything"]) == (key,)
    assert unanswered([lack], [key]) == ()


def test_a_lack_names_the_letters_it_is_in() -> None:
    it = whole()
    it.meeting.title = {}
    assert {lack.language: lack.codes for lack in it.lacks()} == {"en": ("CUB", "SRB"), "fr": ("DZA",)}
    it = whole()
    it.meeting.theme = {}
    assert it.lacks() == (), "a meeting without a theme lacks none"
