"""What is written in one language and wanted in another: added to the body's own texts, by an act."""

from collections.abc import Iterable
from typing import Any

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import acts as a
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Group
from rostrum.procedure.body.groups import check_group, scheme_of
from rostrum.procedure.body.membership import check_name, member
from rostrum.procedure.body.refusals import refuse
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.words import Instant, Texts

LANGUAGES = frozenset({"ar", "en", "es", "fr", "ru", "zh"})
"""Those of the United Nations: in these the house can write letters."""


def check_languages(languages: Iterable[str]) -> None:
    """Known, and each once."""
    seen: set[str] = set()
    for language in languages:
        if language not in LANGUAGES or language in seen:
            refuse("unknown_language", language=language)
        seen.add(language)


def meeting_of(state: Body, key: str) -> MeetingLine:
    found = state.meetings.get(key)
    if found is None:
        refuse("unknown_meeting", meeting=key)
    return found


def _check_text(state: Body, intent: i.Translate) -> None:
    """There must be such a text, and letters that carry it must not have left: they are shown as they were sent."""
    match intent.of:
        case "title" | "theme":
            if meeting_of(state, intent.key).invitations:
                refuse("already_invited", meeting=intent.key)
        case "body":
            pass
        case "observer":
            if intent.key not in state.observers:
                refuse("unknown_observer", code=intent.key)
        case "member":
            own = member(state, intent.key).name
            if not own:  # called as the United Nations call it, in every language
                refuse("unknown_text", of=intent.of)
            check_name(state, intent.key, {**own, intent.language: intent.text})
        case "scheme":
            scheme_of(state, intent.key)
        case "group":
            check_group(state, intent.scheme, intent.key)
        case _:
            refuse("unknown_text", of=intent.of)


def translate(state: Body, intent: i.Translate, by: Actor, at: Instant) -> list[Any]:
    check_languages((intent.language,))
    _check_text(state, intent)
    if not intent.text.strip():
        refuse("name_required", of=intent.key or intent.of)
    return [
        a.Translated(
            of=intent.of,
            key=intent.key,
            scheme=intent.scheme if intent.of == "group" else "",
            language=intent.language,
            text=intent.text.strip(),
        )
    ]


def fold_translated(state: Body, act: a.Translated, by: Actor, at: Instant) -> None:
    def put(text: Texts) -> Texts:
        return {**text, act.language: act.text}

    match act.of:
        case "title":
            meeting = state.meetings[act.key]
            meeting.title = put(meeting.title)
        case "theme":
            meeting = state.meetings[act.key]
            meeting.theme = put(meeting.theme)
        case "body":
            state.name = put(state.name)
        case "observer":
            observer = state.observers[act.key]
            observer.name = put(observer.name)
        case "member":
            found = state.members[act.key]
            found.name = put(found.name)
        case "scheme":
            scheme = state.schemes[act.key]
            scheme.name = put(scheme.name)
        case _:
            groups = state.schemes[act.scheme].groups
            groups[act.key] = Group(key=act.key, name=put(groups[act.key].name))


DECIDERS: dict[type[Any], Any] = {i.Translate: translate}
FOLDERS: dict[type[Any], Any] = {a.Translated: fold_translated}
