"""Texts that a command is given once in each language."""

import typer


def texts(given: list[str] | None, option: str) -> dict[str, str]:
    """``en=Chair`` and its like, by language."""
    found: dict[str, str] = {}
    for one in given or ():
        language, mark, text = one.partition("=")
        if not mark or not text.strip():
            raise typer.BadParameter(f"{one!r} is not LANGUAGE=TEXT", param_hint=option)
        found[language] = text.strip()
    return found
