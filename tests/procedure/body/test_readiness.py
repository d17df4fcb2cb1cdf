"""What letters lack before they leave: each lack is found, and only what nobody can answer for stops them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pytest

from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Group, Invitation, SittingPlan
from rostrum.procedure.body.readiness import Lack, call_lacks, lacks, sheet_lacks, unanswered
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import SeatKind
from tests.procedure.body import assembly as bodies
from tests.procedure.body.assembly import NOON, accepted, call, founded, invitation

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


def test_a_call_lacks_what_is_written_in_one_of_its_languages_and_not_in_another() -> None:
    sitting = SittingPlan(date="2020-06-15", begins="15:00", ends="18:00", title={"en": "Debate"})
    said = {"en": "June", "fr": "Juin"}
    whole = call(title=said, languages=("en", "fr"), programme=())
    assert call_lacks(whole, NOON - 1) == ()
    half = replace(whole, theme={"fr": "Reprise"}, title={"en": "June", "fr": " "}, programme=(sitting,))
    assert [lack.key for lack in call_lacks(half, NOON - 1)] == [
        "theme_untranslated:en", "title_untranslated:fr", "sitting_untranslated:fr",
    ]  # fmt: skip
    (none,) = call_lacks(replace(whole, title={"en": " "}), NOON - 1)
    assert (none.key, none.stops) == ("title_missing", True)


def test_a_meeting_is_called_for_an_hour_to_come_and_one_of_the_past_is_recorded() -> None:
    (late,) = call_lacks(call(programme=()), NOON)
    assert (late.key, late.stops) == ("hour_past", True)
    assembly = founded()
    with pytest.raises(OutOfOrder) as refused:
        assembly.do(call(meeting="july", opens=assembly.at))
    assert (refused.value.code, refused.value.facts["lacking"]) == ("meeting_lacking", ["hour_past"])
    assembly.do(bodies.past(meeting="april", opens=assembly.at - 1))
    assert assembly.state.meetings["april"].past


def test_a_sheet_lacks_the_names_that_would_stand_on_it_in_another_language() -> None:
    body = accepted().state
    scheme = body.schemes["region"]
    scheme.name = {"en": "Region"}
    scheme.groups = {key: Group(key=key, name={"en": key}) for key in (*scheme.groups, "Oceania")}
    body.members["CUB"].name = {"en": "Cuba, Republic of"}
    found = {lack.key: lack.codes for lack in sheet_lacks(body, "region", ("DZA", "CUB"), "fr")}
    assert found == {
        "body_untranslated:fr": (body.key,),
        "scheme_untranslated:fr": ("region",),
        "group_untranslated:fr": ("Africa", "Asia"),
        "member_untranslated:fr": ("CUB",),
    }, "Oceania has nobody on the sheet; Algeria is called by the United Nations' forms"


TEXTS: dict[tuple[str, str, str], Callable[[Body], Mapping[str, str]]] = {
    ("title", "june", ""): lambda body: body.meetings["june"].title,
    ("theme", "june", ""): lambda body: body.meetings["june"].theme,
    ("body", "", ""): lambda body: body.name,
    ("observer", "SRB", ""): lambda body: body.observers["SRB"].name,
    ("member", "CUB", ""): lambda body: body.members["CUB"].name,
    ("scheme", "region", ""): lambda body: body.schemes["region"].name,
    ("group", "Asia", "region"): lambda body: body.schemes["region"].groups["Asia"].name,
}


@pytest.mark.parametrize("where", TEXTS)
def test_a_translation_is_an_act_and_stands_beside_the_other_languages(where: tuple[str, str, str]) -> None:
    of, key, scheme = where
    it = accepted().do(i.RenameMember(code="CUB", name={"en": "Cuba"}))
    before = dict(TEXTS[where](it.state))
    it.do(i.Translate(of=of, key=key, scheme=scheme, language="fr", text=" Juin "))
    assert dict(TEXTS[where](it.state)) == {**before, "fr": "Juin"}
    assert type(it.acts[-1][0]).__name__ == "Translated"
