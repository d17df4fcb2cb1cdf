"""A sheet on paper and in tables: PDF by Typst, CSV for spreadsheets. Alphabetical inside each region."""

from __future__ import annotations

import csv
import io
import json
from importlib import resources
from typing import Any

import typst

from rostrum.composition.sheet import Sheet

COLUMNS = (
    "region",
    "code",
    "name",
    "subregion",
    "classes",
    "seated",
    "by_rule",
    "debt",
    "reason",
    "would_enter_if",
)


def to_csv(sheet: Sheet) -> str:
    """One row per member, RFC 4180, regions in their order and names alphabetical inside them.

    A cell that a spreadsheet would take for a formula is preceded by an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for region in sheet.seats:
        for code, member in _of_region(sheet, region):
            routes = " ".join(r["text"] for r in member["would_enter_if"])
            row = [region, code, member["name"], member["subregion"] or "", " ".join(member["classes"])]
            flags = ["yes" if member[flag] else "no" for flag in ("seated", "by_rule")]
            writer.writerow(
                [*(_cell(v) for v in row), *flags, member["debt"], _cell(member["reason"]), routes]
            )
    return out.getvalue()


def _cell(value: str) -> str:
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t") else value


def _of_region(sheet: Sheet, region: str) -> list[tuple[str, dict[str, Any]]]:
    rows = [(c, m) for c, m in sheet.document["members"].items() if m["region"] == region]
    return sorted(rows, key=lambda row: (row[1]["name"], row[0]))


def to_pdf(sheet: Sheet, title: str, signature: str | None = None) -> bytes:
    """An A4 sheet: seats by region, the methods side by side, who sits and why, inputs and hash.

    `signature` is printed as given (hex of the detached Ed25519 signature).
    """
    document = sheet.document
    given = {
        "title": title,
        "sheet": {k: v for k, v in document.items() if k != "inputs"},
        "members": {
            region: [m | {"code": c} for c, m in _of_region(sheet, region)] for region in sheet.seats
        },
        "sha256": sheet.sha256,
        "signature": signature,
    }
    source = resources.files("rostrum.composition").joinpath("sheet.typ").read_bytes()
    made = typst.compile(source, sys_inputs={"given": json.dumps(given, ensure_ascii=False)}, timestamp=0)
    assert isinstance(made, bytes)
    return made
