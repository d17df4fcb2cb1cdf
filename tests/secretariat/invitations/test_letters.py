"""Keys, invitations and letters in six languages."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from rostrum import data
from rostrum.composition import compose
from rostrum.composition.facts import request_for
from rostrum.printing import fonts, letters
from rostrum.printing.figures import figures, number
from rostrum.printing.fonts import NoFont
from rostrum.printing.letter_pages import as_html, as_pdf, as_text
from rostrum.printing.letter_words import WORDS
from rostrum.printing.letters import at_host, local, write
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Letterhead
from rostrum.procedure.body.readiness import lacks
from rostrum.procedure.body.state import Body
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Capacity, LetterForm, SeatKind
from rostrum.record.memory_ledger import MemoryLedger
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.dispatch import occasion_of
from rostrum.secretariat.editions import shipped_edition
from rostrum.secretariat.invitations import (
    Invitee,
    ReplyKeys,
    invited,
    key_sha256,
    language_for,
    reply_to,
)
from rostrum.secretariat.seals import Seals
from tests.secretariat.conftest import Hands
from tests.secretariat.invitations.conftest import (
    BOOK,
    HOUSE,
    KEYS,
    MEETING,
    OPENS,
    REPLY_BY,
    SECRETARY,
    SIX,
    newest,
    occasion,
)

SHEET = compose(request_for("turkic-council", "2020-04-10", "m49-region", 3))
OFFICE = {
    "ar": "أمينة الحركة",
    "en": "Secretary of the Movement",
    "es": "Secretaria del Movimiento",
    "fr": "Secrétaire du Mouvement",
    "ru": "Секретарь Движения",
    "zh": "运动秘书",
}

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
    assert reply_to([nam], ReplyKeys(Seals(MemoryLedger(), lambda: 1)).key(BOOK, MEETING, codes[0])) is None
    organisation = reply_to([nam], keys["united-nations"])
    assert organisation is not None and organisation.actor.capacity is Capacity.ORGANISATION
    assert nam.meetings[MEETING].invitations["united-nations"].kind is SeatKind.ORGANISATION


@pytest.mark.asyncio
async def test_nobody_is_written_to_at_a_guessed_address(nam: Body) -> None:
    nam.meetings[MEETING].invitations = {}  # as before the first round
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
@pytest.mark.parametrize("form", LetterForm)
async def test_a_letter_in_each_language(
    nam: Body, language: str, kind: letters.Kind, form: LetterForm
) -> None:
    nam.letterhead = Letterhead(form=form, number="A/1", signatory="Leyla Əliyeva", title=OFFICE)
    code = next(iter(nam.meetings[MEETING].invitations))
    letter = write(kind, occasion(nam, code, language))
    text, page = as_text(letter), Page(as_html(letter, nam.accent))
    hours = (figures(hour, language) for hour in ("15:00", "11:00"))
    common = (data.state(code).name(language), *hours, "/reply/", "A/1", HOUSE.fingerprint)
    own = ("Leyla Əliyeva", OFFICE[language]) if form is LetterForm.LETTER else (WORDS[language]["seal"],)
    for part in (*common, *own, WORDS[language]["dated"]):
        assert part in text, part
        assert part in "".join(page.heard), part
    assert (WORDS[language]["salutation"] in text) is (form is LetterForm.LETTER)
    assert ("Leyla" in text) is (form is LetterForm.LETTER), "nobody signs a note verbale"
    assert "{" not in text
    assert (page.attributes["lang"], page.attributes["dir"]) == (
        language,
        "rtl" if language == "ar" else "ltr",
    )
    assert "of" not in page.tags and "script" not in page.tags, "values are escaped"


ADDRESSED = [
    ("FRA", "fr", "ses compliments au Gouvernement de la France et"),
    ("EGY", "fr", "au Gouvernement de l’Égypte"),
    ("FJI", "fr", "au Gouvernement des Fidji"),
    ("CUB", "fr", "au Gouvernement de Cuba"),
    ("BHS", "en", "to the Government of the Bahamas and"),
    ("SLV", "es", "al Gobierno de El Salvador"),
    ("CUB", "ru", "Правительству Кубы"),
    ("EGY", "ar", "إلى حكومة مصر"),
    ("CHN", "zh", "向中国政府致意"),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("code", "language", "said"), ADDRESSED)
async def test_a_note_names_the_government_in_the_form_that_its_sentence_needs(
    nam: Body, code: str, language: str, said: str
) -> None:
    made = replace(occasion(nam, "united-nations", language), code=code)
    assert said in write("invitation", made).before[0]


@pytest.mark.asyncio
async def test_a_name_that_no_table_inflects_stays_out_of_the_sentence(nam: Body) -> None:
    code = next(code for code in nam.meetings[MEETING].invitations if code in nam.members)
    nam.members[code].name = dict.fromkeys(SIX, "Ruritania")
    letter = write("invitation", occasion(nam, code, "fr"))
    assert "à votre Gouvernement" in letter.before[0] and letter.to[1] == "Ruritania"


@pytest.mark.asyncio
async def test_letters_are_numbered_by_meeting_and_round(clerk: Clerk, nam: Body, hands: Hands) -> None:
    code = next(iter(nam.meetings[MEETING].invitations))

    def number() -> str:
        made = occasion_of(nam, newest(nam, code), KEYS, HOUSE)
        return write("invitation", made).number[1]

    assert number() == "NAM/2020/1"
    hands.move(60)
    await clerk.submit(BOOK, i.SendReminders(meeting=MEETING, codes=(code,)), SECRETARY)
    assert number() == "NAM/2020/1/2"
    mine = Letterhead(form=LetterForm.LETTER, number="other")
    await clerk.submit(BOOK, i.SetLetterhead(meeting=MEETING, letterhead=mine), SECRETARY)
    assert nam.meetings[MEETING].letterhead == replace(mine, number=""), "what was sent keeps its number"
    await clerk.submit(BOOK, i.SetLetterhead(meeting="", letterhead=mine), SECRETARY)
    assert nam.letterhead == mine


def test_every_language_has_every_sentence_of_its_own() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["en"])}
    for sentence in WORDS["en"]:
        assert len({words[sentence] for words in WORDS.values()}) >= 5, sentence


@pytest.mark.asyncio
async def test_an_organisation_is_not_called_a_government(nam: Body) -> None:
    letter = write("invitation", occasion(nam, "united-nations", "en"))
    assert "to your Organization and" in letter.before[0]
    assert WORDS["en"]["composed"] not in letter.after
    assert WORDS["en"]["local_time"] not in dict(letter.facts), "it has no capital"


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
    assert local(OPENS, "Asia/Kathmandu", "en", "Kathmandu") == "Monday, 15 June 2020 – 16:45 (Kathmandu)"
    assert local(OPENS, "UTC", "fr") == "lundi 15 juin 2020 – 11:00 (UTC)"
    assert local(OPENS, "America/St_Johns", "fr") == "lundi 15 juin 2020 – 08:30 (UTC-02:30)"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("code", "language", "said"),
    [
        ("VNM", "en", "18:00 (Ha Noi)"),
        ("CHN", "ru", "19:00 (Пекин)"),
        ("USA", "fr", "07:00 (Washington)"),
        ("BRA", "zh", "08:00 (巴西利亚)"),
        ("IND", "ar", "١٦:٣٠ (نيودلهي)"),
        ("ISR", "es", "14:00 (UTC+03:00)"),
    ],
)
async def test_the_capital_is_named_and_no_other_city_for_it(
    nam: Body, code: str, language: str, said: str
) -> None:
    made = replace(occasion(nam, "united-nations", language), code=code)
    assert dict(write("invitation", made).facts)[WORDS[language]["local_time"]].endswith(said)


@pytest.mark.asyncio
async def test_the_host_is_named_where_it_is_a_capital_and_by_its_offset_where_not(nam: Body) -> None:
    made = occasion(nam, "united-nations", "fr")
    assert at_host(made, OPENS).endswith("15:00 (Bakou)")
    line = replace(made.meeting, place="New York", zone="America/New_York")
    assert at_host(replace(made, meeting=line), OPENS).endswith("07:00 (UTC-04:00)")


def test_figures_in_arabic_are_the_same_in_sheets_and_letters() -> None:
    assert number(-1234.5, "ar", 3) == "-١٬٢٣٤٫٥٠٠"
    assert shipped_edition(SHEET, "ar").number(45.5, 2) == number(45.5, "ar", 2) == "٤٥٫٥٠"
    assert local(OPENS, "UTC", "ar") == "الاثنين، ١٥ يونيو ٢٠٢٠ – ١١:٠٠ (UTC)"
