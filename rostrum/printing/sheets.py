"""A sheet on paper and in tables, in one of six languages: PDF by Typst, CSV for spreadsheets.

Alphabetical inside each region, by the order of that language. In English the sentences are the sheet's own, which
were signed; in other languages they are composed from the same codes and facts.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from rostrum.composition.debt import DEFAULT_SOURCE
from rostrum.composition.sheet import Sheet
from rostrum.printing.fonts import font_for
from rostrum.printing.typesetting import typeset
from rostrum.printing.wording import Wording

COLUMNS = (
    "col_region", "print_code", "col_state", "print_subregion", "print_classes", "print_seated", "print_by_rule",
    "col_debt", "print_why", "print_enters",
)  # fmt: skip
"""Headings of the CSV, as keys of messages."""
LABELS = (
    "seats_by_region", "col_region", "print_members", "print_quota", "print_range", "print_seats", "print_per_seat",
    "methods", "print_method", "gallagher", "tie", "col_state", "col_debt", "col_why", "print_why", "print_waiting",
    "print_changed", "print_check", "print_check_words", "print_lot", "print_list_hash", "print_inputs_hash",
    "print_signature", "print_key", "print_unsigned",
)  # fmt: skip
"""Words of the page that take no values."""


def to_csv(sheet: Sheet, words: Wording) -> str:
    """One row per member, RFC 4180, regions in their order and names alphabetical inside them.

    A cell that a spreadsheet would take for a formula is preceded by an apostrophe. Numbers and codes are the same
    in every language, for machines.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(words.say(key) for key in COLUMNS)
    for region in sheet.seats:
        for code, member in _of_region(sheet, region, words):
            inner = words.subregion(member["subregion"] or "")
            classes = "; ".join(words.class_of(name) for name in member["classes"])
            texts = [words.region(region), code, words.state(code), inner, classes]
            flags = [_flag(member[flag], words) for flag in ("seated", "by_rule")]
            said = [_reason(member, words), _routes(member, words)]
            writer.writerow([*map(_cell, texts), *flags, member["debt"], *map(_cell, said)])
    return out.getvalue()


def _flag(value: bool | None, words: Wording) -> str:
    """None where it cannot be told: without the chair's decisions nothing could be composed."""
    return "—" if value is None else words.say("print_yes" if value else "print_no")


def _cell(value: str) -> str:
    first = value.lstrip()[:1]
    return f"'{value}" if value[:1] in ("\t", "\r", "\n") or (first and first in "=+-@＝＋－＠|%") else value


def _of_region(sheet: Sheet, region: str, words: Wording) -> list[tuple[str, dict[str, Any]]]:
    members = sheet.document["members"]
    return [(c, members[c]) for c in words.in_order(c for c, m in members.items() if m["region"] == region)]


def _reason(member: dict[str, Any], words: Wording) -> str:
    return member["reason"] if words.language == "en" else words.reason(member["why"])


def _routes(member: dict[str, Any], words: Wording) -> str:
    found = member["would_enter_if"]
    return words.sentences(r["text"] if words.language == "en" else words.route(r) for r in found)


def to_pdf(sheet: Sheet, words: Wording, signature: str | None = None, key: str = "") -> bytes:
    """An A4 sheet: seats by region, the methods side by side, who sits and why, inputs and hash.

    `signature` is printed as given (hex of the detached Ed25519 signature), with the fingerprint of the `key` that made
    it; without one the sheet says that no house signed it. Raises NoFont where the script of the
    language is not installed.
    """
    given = {**page_of(sheet, words, signature, key), "fonts": font_for(words.language)}
    return typeset("sheet.typ", given)


def page_of(sheet: Sheet, words: Wording, signature: str | None = None, key: str = "") -> dict[str, Any]:
    """All that stands on the paper, every word and figure as the language writes it."""
    return {
        "language": words.language,
        "title": words.say("print_title", body=words.body, n=sheet.document["total"]),
        "labels": {key: words.say(key) for key in LABELS},
        "summary": _summary(sheet, words),
        "regions": [_region_row(row, words) for row in sheet.document["regions"]],
        "notes": _notes(sheet, words),
        "methods": [_method_row(row, sheet, words) for row in sheet.document["comparison"]],
        "lists": [_list_of(sheet, region, words) for region in sheet.seats],
        "overrides": [_override(row, words) for row in sheet.document["overrides"]],
        "lot": _lot(sheet, words),
        "inputs_sha256": sheet.document["inputs_sha256"],
        "sha256": sheet.sha256,
        "signature": signature,
        "key": key,
    }


def _lot(sheet: Sheet, words: Wording) -> dict[str, str]:
    lot = sheet.document["lot"]
    source = words.say("print_default_seed") if lot["source"] == DEFAULT_SOURCE else lot["source"]
    said = {"seed": lot["seed"], "source": source, "list_sha256": lot["list_sha256"], "announced": ""}
    inputs = sheet.document["inputs"]
    if inputs["lot_seed"] is not None:
        entry = inputs.get("lot_announced")
        key = "print_lot_announced" if entry else "print_lot_unannounced"
        said["announced"] = words.say(key, **({"entry": entry} if entry else {}))
    return said


def _summary(sheet: Sheet, words: Wording) -> str:
    doc = sheet.document
    return words.say(
        "print_summary",
        n=doc["total"],
        method=words.method(doc["method"]),
        scheme=words.scheme,
        date=words.date(doc["on"]),
        rulebook=doc["rulebook"],
    )


def _region_row(row: dict[str, Any], words: Wording) -> list[str]:
    low, high = (words.number(n) for n in row["range"])
    per_seat = row["members_per_seat"]
    return [
        words.region(row["region"]),
        words.number(row["members"]),
        words.number(row["quota"], 3),
        f"{low}–{high}",
        words.number(row["seats"]),
        "–" if per_seat is None else words.number(per_seat, 3),
    ]


def _notes(sheet: Sheet, words: Wording) -> list[str]:
    """Disproportion, the last seat and the first missed, calm sizes, and what is to be remarked."""
    doc = sheet.document
    last, missed = doc["last_seat"], doc["first_missed"]
    found = [words.say("gallagher_is", value=words.number(doc["gallagher"], 2))]
    if last is not None:
        by = None if missed is None else missed["by"]
        found.append(
            words.say(
                "last_and_missed",
                last=_seat(last, words),
                missed="—" if missed is None else _seat(missed, words),
                by="—" if by is None else words.number(by, 3),
            )
        )
    if doc["calm_sizes"]:
        found.append(words.say("print_calm", sizes=words.list(map(words.number, doc["calm_sizes"]))))
    return found + [words.remark(one) for one in doc["remarks"]]


def _seat(step: dict[str, Any], words: Wording) -> str:
    return words.say("seat_of", region=words.region(step["region"]), n=step["seat"])


def _method_row(row: dict[str, Any], sheet: Sheet, words: Wording) -> dict[str, Any]:
    return {
        "chosen": row["method"] == sheet.document["method"],
        "name": words.method(row["method"]),
        "seats": [words.number(row["seats"][region]) for region in sheet.seats],
        "gallagher": words.number(row["gallagher"], 2),
        "tied": bool(row["ties"]),
    }


def _list_of(sheet: Sheet, region: str, words: Wording) -> dict[str, Any]:
    rows: dict[bool, list[list[str]]] = {True: [], False: []}
    for code, member in _of_region(sheet, region, words):
        why = [_reason(member, words), _routes(member, words)]
        debt = words.number(member["debt"], 3, signed=True)
        rows[member["seated"]].append([words.state(code), debt, *why])
    title = words.say("print_who_sits", region=words.region(region))
    return {"title": title, "seated": rows[True], "waiting": rows[False]}


def _override(row: dict[str, Any], words: Wording) -> list[str]:
    key = "chair_seated" if row["seat"] else "chair_unseated"
    said = words.say(key, state=words.state(row["state"]), by=row["by"], reason=row["reason"])
    if row["effect"] is None:
        return [said, words.say("print_effect_needed")]
    effect = {
        move: words.list(words.state(code) for code in words.in_order(row["effect"][move])) or "—"
        for move in ("enters", "leaves")
    }
    return [said, words.say("print_effect", **effect)]
