"""Keys, invitations and letters in six languages."""

from html.parser import HTMLParser

import pytest

from rostrum import data
from rostrum.composition import fonts
from rostrum.composition.fonts import NoFont
from rostrum.procedure.body.readiness import lacks
from rostrum.procedure.body.state import Body
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Capacity, SeatKind
from rostrum.secretariat import letters
from rostrum.secretariat.invitations import (
    Invitee,
    ReplyKeys,
    invited,
    key_sha256,
    language_for,
    reply_to,
)
from rostrum.secretariat.letters import WORDS, as_html, as_pdf, as_text, at_home, local, write
from tests.secretariat.invitations.conftest import BOOK, KEYS, MEETING, OPENS, REPLY_BY, SIX, occasion

# Keys and invitations


@pytest.mark.asyncio
async def test_a_key_opens_one_invitation_and_only_its_hash_is_on_record(nam: Body) -> None:
    codes = list(nam.meetings[MEETING].invitations)
    keys = {code: KEYS.key(BOOK, MEETING, code) for code in codes}
    assert len(set(keys.values())) == len(codes) == 5
    for code, key in keys.items():
        reply = reply_to([nam], key)
        assert reply is not None and reply.invitation.code == code
        assert reply.invitation.reply_sha256 == key_sha256(key) != key
    assert reply_to([nam], ReplyKeys(b"another house").key(BOOK, MEETING, codes[0])) is None
    organisation = reply_to([nam], keys["united-nations"])
    assert organisation is not None and organisation.actor.capacity is Capacity.ORGANISATION
    assert nam.meetings[MEETING].invitations["united-nations"].kind is SeatKind.ORGANISATION


@pytest.mark.asyncio
async def test_nobody_is_written_to_at_a_guessed_address(nam: Body) -> None:
    found = lacks(nam, nam.meetings[MEETING], invited(nam, MEETING, "c1", [], KEYS), REPLY_BY, OPENS - 1)
    (missing,) = [lack for lack in found if lack.code == "address_missing"]
    assert missing.stops and len(missing.codes) == 4
    with pytest.raises(OutOfOrder) as refused:
        invited(nam, MEETING, "c1", [Invitee(code="WHO", language="la")], KEYS, "x.example")
    assert refused.value.code == "not_a_language_of_the_meeting"


@pytest.mark.parametrize(
    ("code", "languages", "wanted"),
    [("DZA", SIX, "ar"), ("CUB", SIX, "es"), ("NPL", SIX, "en"), ("DZA", ("fr", "en"), "en"),
     ("CUB", ("fr",), "fr"), ("MLI", (), "fr")],
)  # fmt: skip
def test_everyone_is_written_to_in_a_language_of_the_meeting(
    code: str, languages: tuple[str, ...], wanted: str
) -> None:
    assert language_for(code, languages) == wanted


# Letters


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.heard: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "html":
            self.attributes = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.heard.append(data)


@pytest.mark.asyncio
@pytest.mark.parametrize("language", SIX)
@pytest.mark.parametrize("kind", ["invitation", "reminder"])
async def test_a_letter_in_each_language(nam: Body, language: str, kind: letters.Kind) -> None:
    code = next(iter(nam.meetings[MEETING].invitations))
    letter = write(kind, occasion(nam, code, language))
    text, page = as_text(letter), Page(as_html(letter, nam.accent))
    for part in (data.state(code).name(language), "15:00", "11:00", "/reply/", WORDS[language]["close"]):
        assert part in text
        assert part in "".join(page.heard)
    assert (page.attributes["lang"], page.attributes["dir"]) == (
        language,
        "rtl" if language == "ar" else "ltr",
    )
    assert "of" not in page.tags and "script" not in page.tags, "values are escaped"


def test_every_language_has_every_sentence_of_its_own() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["en"])}
    for sentence in WORDS["en"]:
        assert len({words[sentence] for words in WORDS.values()}) >= 5, sentence


@pytest.mark.asyncio
async def test_an_organisation_is_not_called_a_government(nam: Body) -> None:
    letter = write("invitation", occasion(nam, "united-nations", "en"))
    assert letter.before == (WORDS["en"]["invite_organisation"],)
    assert WORDS["en"]["composed"] not in letter.after


@pytest.mark.asyncio
async def test_a_page_on_paper_where_the_script_is_installed(
    nam: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = next(iter(nam.meetings[MEETING].invitations))
    assert as_pdf(write("invitation", occasion(nam, code, "fr")), nam.accent).startswith(b"%PDF")
    monkeypatch.setattr(fonts, "families", lambda: frozenset({"Libertinus Serif"}))
    with pytest.raises(NoFont):
        as_pdf(write("invitation", occasion(nam, code, "zh")), nam.accent)


def test_hours_are_said_in_the_zone_of_the_reader() -> None:
    assert local(OPENS, "Asia/Kathmandu", "en") == "Monday, 15 June 2020 – 16:45 (Kathmandu)"
    assert local(OPENS, "America/Havana", "es") == "lunes, 15 de junio de 2020 – 07:00 (La Habana)"
    assert local(OPENS, "UTC", "fr") == "lundi 15 juin 2020 – 11:00 (UTC)"


def test_no_city_is_called_a_capital_that_is_none() -> None:
    assert at_home(OPENS, "Asia/Ho_Chi_Minh", "en") == "Monday, 15 June 2020 – 18:00 (UTC+07:00)"
    assert at_home(OPENS, "America/St_Johns", "fr") == "lundi 15 juin 2020 – 08:30 (UTC-02:30)"
