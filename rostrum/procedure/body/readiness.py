"""What letters, a call or a sheet lack before they leave the house: what stops them, and what may be answered for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rostrum.procedure.body.facts import Invitation, Letterhead
from rostrum.procedure.body.intents import CallMeeting
from rostrum.procedure.body.letterheads import letterhead_of
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.words import Instant, LetterForm, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing missing. ``stops``: nobody can answer for it; else it leaves with a reason on record.

    ``language`` and ``codes`` say in which letters, where it is not in all of them.
    """

    code: str
    stops: bool = False
    language: str = ""
    codes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By which the sender answers for it."""
        return f"{self.code}:{self.language}" if self.language else self.code


def languages_of(letters: Sequence[Invitation]) -> tuple[str, ...]:
    """The languages in which letters go out, in alphabetical order."""
    return tuple(sorted({letter.language for letter in letters}))


def lacks(
    state: Body, meeting: MeetingLine, letters: Sequence[Invitation], reply_by: Instant | None, at: Instant
) -> tuple[Lack, ...]:
    """All that the letters of a round lack at an instant; what stops them first."""
    found = (
        *_hours(meeting, reply_by, at),
        *_addresses(letters),
        *_signature(letterhead_of(state, meeting), letters),
        *(lack for language in languages_of(letters) for lack in _words(state, meeting, letters, language)),
    )
    return tuple(sorted(found, key=lambda lack: not lack.stops))


def _hours(meeting: MeetingLine, reply_by: Instant | None, at: Instant) -> Iterator[Lack]:
    opens = meeting.opens or 0
    if opens <= at:
        yield Lack(code="hour_past", stops=True)
    if reply_by is None:
        yield Lack(code="reply_date_missing")
    elif reply_by <= at:
        yield Lack(code="reply_date_past", stops=True)
    elif reply_by > opens:
        yield Lack(code="reply_date_after_opening", stops=True)


def _addresses(letters: Sequence[Invitation]) -> Iterator[Lack]:
    """A letter holds the key of its delegation's answer: two delegations at one address could answer for each other."""
    if without := tuple(letter.code for letter in letters if not (letter.addresses or letter.by_hand)):
        yield Lack(code="address_missing", stops=True, codes=without)
    holders: dict[str, list[str]] = {}
    for letter in letters:
        for address in dict.fromkeys(address.lower() for address in letter.addresses):
            holders.setdefault(address, []).append(letter.code)
    shared = dict.fromkeys(code for codes in holders.values() if len(codes) > 1 for code in codes)
    if shared:
        yield Lack(code="address_shared", codes=tuple(shared))


def _signature(head: Letterhead, letters: Sequence[Invitation]) -> Iterator[Lack]:
    """A letter is signed by somebody, in an office that its reader can read; a note verbale by nobody."""
    if head.form is LetterForm.NOTE:
        return
    if not head.signatory.strip():
        yield Lack(code="signatory_missing")
    for language in languages_of(letters):
        if not head.title.get(language):
            to = tuple(letter.code for letter in letters if letter.language == language)
            yield Lack(code="office_untranslated", language=language, codes=to)


def _words(state: Body, meeting: MeetingLine, letters: Sequence[Invitation], language: str) -> Iterator[Lack]:
    """What would stand in another language than the letter's own."""
    to = tuple(letter.code for letter in letters if letter.language == language)
    if not meeting.title.get(language):
        yield Lack(code="title_untranslated", language=language, codes=to)
    if any(meeting.theme.values()) and not meeting.theme.get(language):
        yield Lack(code="theme_untranslated", language=language, codes=to)
    if not state.name.get(language):
        yield Lack(code="body_untranslated", language=language, codes=to)
    named = {letter.code: letter.name for letter in letters if letter.name}
    named |= {code: state.observers[code].name for code in to if code in state.observers}
    unnamed = tuple(code for code in to if code in named and not named[code].get(language))
    if unnamed:
        yield Lack(code="addressee_untranslated", language=language, codes=unnamed)


def call_lacks(call: CallMeeting, at: Instant) -> tuple[Lack, ...]:
    """What a meeting would lack, called so at an instant: it is public from then on, in each of its languages.
    One whose hour is past is not called but recorded."""
    past = (Lack(code="hour_past", stops=True),) if call.opens <= at else ()
    if not any(text.strip() for text in call.title.values()):
        return (*past, Lack(code="title_missing", stops=True))
    texts = {
        "title": (call.title,),
        "theme": (call.theme,),
        "sitting": tuple(sitting.title for sitting in call.programme),
    }
    unsaid_in = (
        Lack(code=f"{what}_untranslated", language=language)
        for language in call.languages
        for what, found in texts.items()
        if any(unsaid(text, language) for text in found)
    )
    return (*past, *unsaid_in)


def sheet_lacks(state: Body, scheme: str, codes: Collection[str], language: str) -> tuple[Lack, ...]:
    """What would stand in another language on a sheet of these members under a scheme.

    ``codes`` of a lack of groups are keys of the scheme's; names of states that the body has none of its own for are
    the United Nations', in every language.
    """
    grouped = state.schemes[scheme]
    members = {code: state.members[code].name for code in sorted(codes) if code in state.members}
    seated = {state.members[code].groups.get(scheme) for code in members}
    groups = {key: group.name for key, group in grouped.groups.items() if key in seated}
    return tuple(
        Lack(code=f"{what}_untranslated", language=language, codes=lacking)
        for what, texts in {
            "body": {state.key: state.name},
            "scheme": {scheme: grouped.name},
            "group": groups,
            "member": members,
        }.items()
        if (lacking := tuple(key for key, text in texts.items() if unsaid(text, language)))
    )


def unsaid(text: Texts, language: str) -> bool:
    """True where a text is written, and not in the language."""
    return any(text.values()) and not text.get(language, "").strip()


def unanswered(found: Sequence[Lack], accepted: Collection[str]) -> tuple[str, ...]:
    """Keys of what is neither mended nor answered for."""
    return tuple(lack.key for lack in found if lack.stops or lack.key not in accepted)
