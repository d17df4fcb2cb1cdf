"""The sheet: canonical, the same everywhere, derivable again, signed, and printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rostrum.composition import Override, Rules, SheetDiffers, check, compose, sign, verify_signature
from rostrum.composition.facts import request_for
from rostrum.composition.sheet import RULEBOOK, request_from
from tests.breadth import tried

REQUEST = request_for(
    "nam",
    "2023-06-01",
    "nam-region",
    45,
    "dhondt",
    Rules(class_floors={"LDC": 5}, caps={"Africa": 21}),
    declined=["GHA"],
    must_haves={"CUB": "=host, of 2006"},
    overrides=(Override("NGA", True, "asked for", "the Chair"),),
    lot_seed="block 628832",
)
SHEET = compose(REQUEST)


def test_bytes_are_canonical_and_hold_what_is_promised() -> None:
    document = json.loads(SHEET.bytes)
    assert rfc8785.dumps(document) == SHEET.bytes
    assert {"seats", "ties", "gallagher", "last_seat", "first_missed", "members"} <= document.keys()
    for member in document["members"].values():
        assert {"seated", "reason", "would_enter_if"} <= member.keys()


def test_the_sheet_carries_its_whole_request() -> None:
    again = request_from(json.loads(SHEET.bytes)["inputs"])
    assert compose(again).bytes == SHEET.bytes
    assert check(SHEET.bytes).sha256 == SHEET.sha256


def test_another_process_with_another_hash_seed_makes_the_same_bytes() -> None:
    code = (
        "import hashlib,sys;"
        "from rostrum.composition import compose;from rostrum.composition.facts import request_for;"
        "print(hashlib.sha256(compose(request_for('nam','2023-06-01','nam-region',45)).bytes).hexdigest())"
    )
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    other = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout == compose(request_for("nam", "2023-06-01", "nam-region", 45)).sha256 + "\n"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("seats", "Africa"), 19),
        (("members", "GHA", "seated"), True),
        (("members", "GHA", "reason"), "Seated."),
        (("inputs", "lot_seed"), "block 628833"),
        (("inputs", "seats"), 46),
        (("inputs_sha256",), "0" * 64),
        (("lot", "list_sha256"), "0" * 64),
        (("gallagher",), 1.14),
    ],
)
def test_any_change_is_found(path: tuple[str, ...], value: object) -> None:
    document = json.loads(SHEET.bytes)
    place = document
    for key in path[:-1]:
        place = place[key]
    assert place[path[-1]] != value
    place[path[-1]] = value
    with pytest.raises(SheetDiffers):
        check(rfc8785.dumps(document))


def test_a_flipped_byte_anywhere_is_found() -> None:
    data = SHEET.bytes
    for at in range(11, len(data), len(data) // tried(4, nightly=100)):
        with pytest.raises(SheetDiffers):
            check(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def test_what_is_no_sheet_or_not_canonical_is_told_apart() -> None:
    with pytest.raises(SheetDiffers, match="form"):
        check(b'{"kind":"other"}')
    with pytest.raises(SheetDiffers, match="bytes"):
        check(json.dumps(json.loads(SHEET.bytes), indent=1).encode())


def test_a_sheet_by_another_rulebook_is_told_from_one_that_does_not_follow() -> None:
    with pytest.raises(SheetDiffers, match="rulebook"):
        check(SHEET.bytes.replace(RULEBOOK.encode(), b"composition-1"))


def test_the_difference_is_named_by_its_path() -> None:
    document = json.loads(SHEET.bytes)
    document["members"]["GHA"]["seated"] = True
    with pytest.raises(SheetDiffers) as differs:
        check(rfc8785.dumps(document))
    assert differs.value.where == "/members/GHA/seated"


def test_detached_signature() -> None:
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    signature = sign(SHEET, key)
    assert verify_signature(SHEET.bytes, signature, key.public_key())
    assert not verify_signature(SHEET.bytes + b" ", signature, key.public_key())
    assert not verify_signature(SHEET.bytes, signature, other.public_key())


def test_circulated_lists_are_alphabetical_inside_the_region() -> None:
    for region, codes in SHEET.document["circulated"].items():
        names = [SHEET.document["members"][c]["name"] for c in codes]
        assert names == sorted(names, key=lambda n: n.replace("ô", "o").casefold())
        assert len(codes) == SHEET.seats[region]
