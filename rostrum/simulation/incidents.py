"""Incidents of a script: when their occasion is there, and what is then asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from rostrum.simulation.script import Incident, Script
from rostrum.simulation.wording import intent_of
from rostrum.views.documents import Views

OCCASIONS: dict[str, Callable[[Views], Any]] = {
    "phase": lambda v: v.meeting.phase if v.meeting else None,
    "floor": lambda v: v.stage.phase if v.stage else None,
    "speaker": lambda v: v.stage.seat if v.stage else None,
    "item": lambda v: v.stage.item if v.stage else None,
    "awaited": lambda v: v.stage.awaited if v.stage else None,
    "point": lambda v: v.stage.point.phase if v.stage and v.stage.point else None,
    "question": lambda v: v.question.question.phase if v.question and v.question.question else None,
    "list": lambda v: v.speakers.phase if v.speakers else None,
    "decided": lambda v: len(v.decisions.decisions) if v.decisions else 0,
}
"""What an incident may wait for: words of the documents, compared as they stand."""


def holds(when: Mapping[str, Any], views: Views) -> bool:
    """Whether everything that ``when`` names is so. Raises KeyError for a word that is not an occasion."""
    return all(OCCASIONS[word](views) == wanted for word, wanted in when.items())


def intended(incident: Incident, views: Views, script: Script) -> Any:
    """The incident's intent, with the keys filled in that are known only now."""
    return intent_of({name: _filled(value, views, script) for name, value in incident.intent.items()})


def _filled(value: Any, views: Views, script: Script) -> Any:
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    stage, question = views.stage, views.question
    word, _, more = value[1:].partition(":")
    match word:
        case "question":
            return question.question.key if question and question.question else "none"
        case "point":
            return stage.point.key if stage and stage.point else "none"
        case "entry":
            lines = views.speakers.order if views.speakers else []
            return next((line.entry for line in lines if line.seat == more), "none")
        case "opens":
            return script.instant(float(more or 0))
        case _:
            raise ValueError(f"{value} stands for nothing")
