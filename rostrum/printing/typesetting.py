"""Setting a page: a template of this room, filled with words and figures that come ready."""

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

import typst

from rostrum.printing.fonts import installed


def typeset(template: str, given: Mapping[str, Any]) -> bytes:
    """A PDF, the same bytes for the same words. ``given`` is what the template reads, in plain JSON."""
    source = resources.files("rostrum.printing").joinpath(template).read_bytes()
    told = {"given": json.dumps(given, ensure_ascii=False)}
    made = typst.compile(source, sys_inputs=told, timestamp=0, font_paths=installed())
    assert isinstance(made, bytes)
    return made
