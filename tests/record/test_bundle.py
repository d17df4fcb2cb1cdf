"""Bundles stand alone: the same record gives the same bytes, and no byte can be changed unnoticed."""

import base64
import json
import random
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from rostrum.doors import record_cli, verify_cli
from rostrum.record.bundle import Header, NoSuchBook, Scope, attest, export, header_bytes, line, sealed
from rostrum.record.checkpoint import Signer, Verifier
from rostrum.record.codec import Codec
from rostrum.record.memory import MemoryRecord
from rostrum.record.sqlite import open_record
from rostrum.record.verify import BadBundle, verify
from tests.breadth import tried
from tests.record.mutations import Change, applied, flips, forged, lines_moved, spans
from tests.record.sitting import draft

Recorded = Callable[..., MemoryRecord]
VERIFIER = Path(__file__).parents[2] / "tools" / "verify.mjs"


@pytest.fixture(scope="module")
def small(recorded: Recorded, signer: Signer) -> bytes:
    return export(recorded(5, (2, 3)), "sitting", signer)


@pytest.fixture(scope="module")
def public(recorded: Recorded, signer: Signer) -> bytes:
    return export(recorded(8, (4,)), "sitting", signer, Scope.PUBLIC)


@pytest.fixture(scope="module")
def large(recorded: Recorded, signer: Signer) -> bytes:
    return export(recorded(300, (7, 128, 255)), "sitting", signer)


EVERY = tried(7, nightly=1)
"""Every so manieth byte is tried; a prime, so that no field of a line is left out for long."""


def place(data: bytes) -> str:
    """Where the bundle is wrong; empty when it is sound."""
    try:
        verify(data)
    except BadBundle as bad:
        return bad.place
    return ""


def expected_place(data: bytes, offset: int, entries: int) -> str:
    """The line in which the byte lies; the line feed before the seal belongs to the seal, which it begins."""
    number = data.count(b"\n", 0, offset) + 1
    if offset >= spans(data)[-1][0] - 1:
        return "seal"
    if number <= 2:
        return "header"
    return f"entry {number - 2}" if number <= 2 + entries else f"checkpoint {number - 2 - entries}"


# What it holds


def test_a_bundle_holds_the_book(small: bytes, recorded: Recorded, codec: Codec, signer: Signer) -> None:
    record = recorded(5, (2, 3))
    found = verify(small, str(signer.verifier))
    assert found.decoded(codec) == list(record.entries("sitting"))
    assert list(found.entries) == list(record.stored("sitting"))
    assert found.header == Header("sitting", 5, record.head("sitting").hash, str(signer.verifier), Scope.ALL)
    assert [checkpoint.size for checkpoint in found.checkpoints] == [2, 3, 5]
    assert list(found.checkpoints)[:2] == record.checkpoints("sitting")


def test_the_same_record_gives_the_same_bytes(
    small: bytes, recorded: Recorded, codec: Codec, signer: Signer, tmp_path: Path
) -> None:
    record = open_record(tmp_path, codec)
    record.append("sitting", 0, [draft(number) for number in range(5)])
    for checkpoint in recorded(5, (2, 3)).checkpoints("sitting"):
        record.add_checkpoint("sitting", checkpoint)
    assert export(record, "sitting", signer) == small
    record.close()


def test_a_checkpoint_at_the_head_is_not_doubled(recorded: Recorded, signer: Signer) -> None:
    assert export(recorded(4, (4,)), "sitting", signer) == export(recorded(4), "sitting", signer)


def test_checkpoints_of_another_key_stay_at_home(recorded: Recorded) -> None:
    found = verify(export(recorded(4, (2,)), "sitting", Signer(bytes(32))))
    assert [checkpoint.size for checkpoint in found.checkpoints] == [4]


def test_the_public_bundle_withholds_and_still_verifies(public: bytes, small: bytes, codec: Codec) -> None:
    found = verify(public)
    assert found.withheld == 2
    assert [entry.version for entry in found.decoded(codec)] == [1, 2, 4, 5, 6, 8]
    assert b"LineChecked" in small
    assert b"LineChecked" not in public


def test_a_book_that_is_not_there(recorded: Recorded, signer: Signer) -> None:
    with pytest.raises(NoSuchBook):
        export(recorded(1), "another", signer)


def test_a_bundle_of_another_house_is_told_by_its_key(small: bytes) -> None:
    with pytest.raises(BadBundle) as caught:
        verify(small, str(Signer(bytes(32)).verifier))
    assert caught.value.place == "key"


# What is noticed


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80])
def test_every_byte_is_covered_and_its_place_named(small: bytes, mask: int) -> None:
    for change in flips(small, range(0, len(small), EVERY), mask):
        assert place(applied(small, change)) == expected_place(small, change[0], 5), change


def test_every_byte_of_a_public_bundle_is_covered(public: bytes) -> None:
    for change in flips(public, range(0, len(public), EVERY), 0x01):
        assert place(applied(public, change)) == expected_place(public, change[0], 8), change


def test_a_byte_of_every_line_of_a_large_bundle(large: bytes) -> None:
    """Its 300 entries, checkpoints and the seal, each by its own name (every tenth line; all in the nightly run)."""
    chance = random.Random(2020)
    places = [chance.randrange(start, end) for start, end in spans(large)][:: tried(10, nightly=1)]
    assert len(places) > 30
    for change in flips(large, places, 0x04):
        assert place(applied(large, change)) == expected_place(large, change[0], 300), change


def test_every_truncation_is_noticed(small: bytes) -> None:
    assert all(place(small[:length]) for length in range(0, len(small), EVERY))


def test_lines_and_bytes_added_taken_out_or_moved_are_noticed(small: bytes) -> None:
    assert all(place(applied(small, change)) for change in lines_moved(small))


def test_forged_digests_are_noticed(small: bytes, public: bytes) -> None:
    for data in (small, public):
        changed = [applied(data, change) for change in forged(data, 4, 600)]
        assert all(place(bundle) for bundle in changed if bundle != data)


def relined(data: bytes, number: int, old: bytes, new: bytes) -> bytes:
    """Line ``number`` says something else, under a digest that fits."""
    start, end = spans(data)[number - 1]
    word, _, rest = data[start : end - 1].split(b" ", 2)
    assert old in rest
    return applied(data, (start, end - 1, line(word, rest.replace(old, new))))


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
def test_a_forged_entry_is_named_itself_and_not_the_one_after(small: bytes, version: int) -> None:
    forgery = relined(small, 2 + version, b'"at":"2020', b'"at":"2021')
    assert place(forgery) == (f"entry {version}" if version < 5 else "head")


def test_a_forged_link_is_named_where_it_is(small: bytes) -> None:
    _, _, rest = small.split(b"\n")[4].split(b" ", 2)
    prev = json.loads(rest)["prev"].encode()
    assert place(relined(small, 5, prev, b"0" * 64)) == "entry 3"


@pytest.mark.parametrize(
    ("number", "old", "new", "named"),
    [
        (2, b"sitting", b"meeting", "entry 1"),
        (2, b'"count":5', b'"count":4', "checkpoint 1"),
        (2, b'"count":5', b'"count":0', "header"),
        (2, b'"count":5', b'"count":true', "header"),
        (2, b'"scope":"all"', b'"scope":"public"', "entry 3"),
        (2, b'"head":"', b'"head":"0', "head"),
        (2, b"rostrum+", b"rostrun+", "header"),
        (2, b'"note":"One', b'"note":"Two', "seal"),
        (3, b'"version":1', b'"version":2', "entry 1"),
        (3, b'"version":1', b'"version":true', "entry 1"),
        (3, b'"act":{', b'"act": {', "entry 1"),
        (3, b'"seat":null', b'"seat":1', "entry 1"),
        (3, b'"seat":null', b'"seat":1.5', "entry 1"),
        (8, b"\\n2\\n", b"\\n1\\n", "checkpoint 1"),
        (9, b"rostrum/sitting", b"rostrum/another", "checkpoint 2"),
    ],
)  # fmt: skip
def test_what_else_may_be_said_falsely(small: bytes, number: int, old: bytes, new: bytes, named: str) -> None:
    assert place(relined(small, number, old, new)) == named


def rebuilt(data: bytes, signer: Signer, change: Callable[[list[bytes]], Iterable[bytes]]) -> bytes:
    """Other lines, sealed by whoever holds the key."""
    return sealed(change(data.split(b"\n")[:-2]), signer)


def test_even_with_the_key_what_was_signed_cannot_be_rewritten(
    small: bytes, signer: Signer, codec: Codec
) -> None:
    """The chain made anew from entry 3 on, head and seal too: the checkpoint at 3 says what stood there."""
    other = MemoryRecord(codec)
    other.append("sitting", 0, [draft(number) for number in (0, 1, 3, 3, 4)])
    signed = verify(small).checkpoints
    for checkpoint in signed[:2]:
        other.add_checkpoint("sitting", checkpoint)
    assert place(export(other, "sitting", signer)) == "checkpoint 2"


def test_checkpoints_are_in_order_and_reach_the_end(small: bytes, signer: Signer) -> None:
    assert place(rebuilt(small, signer, lambda lines: lines)) == ""
    assert place(rebuilt(small, signer, lambda lines: lines[:-1])) == "checkpoint 3"
    assert place(rebuilt(small, signer, lambda lines: lines[:-3])) == "checkpoint 1"
    assert place(rebuilt(small, signer, lambda lines: [*lines, lines[-1]])) == "checkpoint 4"
    assert place(rebuilt(small, signer, lambda lines: [*lines[:-2], lines[-1], lines[-2]])) == "checkpoint 3"


def test_nothing_is_withheld_from_a_whole_bundle(small: bytes, signer: Signer) -> None:
    def withhold(lines: list[bytes]) -> list[bytes]:
        return [*lines[:3], line(b"withheld", lines[3].split(b" ")[1]), *lines[4:]]

    assert place(rebuilt(small, signer, withhold)) == "entry 2"


def test_a_record_that_was_tampered_with_yields_a_bundle_that_says_so(
    recorded: Recorded, codec: Codec, signer: Signer, tmp_path: Path
) -> None:
    record = open_record(tmp_path, codec)
    record.append("sitting", 0, [draft(number) for number in range(6)])
    with record.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER entries_no_update")
        connection.exec_driver_sql(
            "UPDATE entries SET bytes = CAST(replace(bytes, 'AZE', 'CUB') AS BLOB) WHERE version = 4"
        )
    assert place(export(record, "sitting", signer)) == "entry 4"
    record.close()


# The second implementation (reliability H3)

DRIVER = """
import { readFileSync } from "node:fs";
const { verify, Bad } = await import(process.argv[1]);
const { data, changes } = JSON.parse(readFileSync(0, "utf8"));
const bytes = Buffer.from(data, "base64");
const place = (changed) => {
  try { verify(changed); return ""; } catch (bad) { if (bad instanceof Bad) return bad.place; throw bad; }
};
console.log(JSON.stringify(changes.map(([start, end, text]) =>
  place(Buffer.concat([bytes.subarray(0, start), Buffer.from(text, "base64"), bytes.subarray(end)])))));
"""


def node() -> str:
    found = shutil.which("node")
    assert found, "Node is needed to run the second verifier"
    return found


def second_opinion(data: bytes, changes: list[Change]) -> list[str]:
    asked = {
        "data": base64.b64encode(data).decode(),
        "changes": [(start, end, base64.b64encode(new).decode()) for start, end, new in changes],
    }
    command = [node(), "--input-type=module", "-e", DRIVER, VERIFIER.as_uri()]
    said = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


@pytest.mark.parametrize("which", ["small", "public", "large"])
def test_both_verifiers_agree(which: str, request: pytest.FixtureRequest) -> None:
    data: bytes = request.getfixturevalue(which)
    chance = random.Random(which)
    moved = list(lines_moved(data)) if which != "large" else []
    many = tried(100, nightly=1000) if which != "large" else tried(20, nightly=120)  # each is read by both
    flipped = flips(data, chance.choices(range(len(data)), k=many), chance.randrange(1, 256))
    changes: list[Change] = [(0, 0, b""), *moved, *flipped, *forged(data, len(data), many)]
    ours = [place(applied(data, change)) for change in changes]
    assert ours[0] == ""
    assert second_opinion(data, changes) == ours


def test_both_verifiers_know_the_digest_of_every_text(signer: Signer, small: bytes) -> None:
    """Text that JSON writers disagree about: both accept what is canonical."""
    odd = '\x00\x1f\x7f\u2028\ufeff"\\/é𝄞\ufb33'

    def with_note(lines: list[bytes]) -> list[bytes]:
        plain = json.loads(lines[1].split(b" ", 2)[2])
        header = Header(plain["book"], 5, plain["head"], plain["key"], Scope.ALL)
        assert lines[1] == line(b"header", header_bytes(header))
        rest = json.dumps(plain | {"note": odd}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return [lines[0], line(b"header", rest.encode()), *lines[2:]]

    changed = rebuilt(small, signer, with_note)
    assert place(changed) == ""
    assert second_opinion(changed, [(0, 0, b"")]) == [""]


def test_the_second_verifier_on_the_command_line(small: bytes, tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(small)
    bad.write_bytes(relined(small, 6, b"CUB", b"DZA"))
    runs = [
        subprocess.run([node(), VERIFIER, file], capture_output=True, text=True, check=False)
        for file in (good, bad, tmp_path / "none")
    ]
    assert [run.returncode for run in runs] == [0, 1, 2]
    assert "consistent with itself: sitting, 5 entries" in runs[0].stdout
    assert "NOT CHECKED: whose key" in runs[0].stderr
    assert runs[1].stderr.startswith("bad: entry 4")


# The commands


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    record_cli.register(made)
    verify_cli.register(made)
    return made


def test_export_and_verify(app: typer.Typer, codec: Codec, tmp_path: Path) -> None:
    data, out = tmp_path / "var", tmp_path / "sitting.bundle"
    record = open_record(data, codec)
    record.append("sitting", 0, [draft(number) for number in range(5)])
    head = record.head("sitting").hash
    record.close()
    run = CliRunner().invoke
    exported = run(app, ["export", "sitting", "--out", str(out), "--data", str(data)])
    assert exported.exit_code == 0, exported.output
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["sitting.bundle"]
    verified = run(app, ["verify", str(out), "--key", str(Signer.at(data).verifier)])
    assert verified.exit_code == 0, verified.output
    assert head in verified.output
    assert "entries      5" in verified.output
    out.write_bytes(relined(out.read_bytes(), 5, b"LineChecked", b"LineChequed"))
    bad = run(app, ["verify", str(out)])
    assert bad.exit_code == 1
    assert bad.output.startswith("bad: entry 3")


def test_the_public_export(app: typer.Typer, codec: Codec, tmp_path: Path) -> None:
    record = open_record(tmp_path, codec)
    record.append("sitting", 0, [draft(number) for number in range(5)])
    record.close()
    out = tmp_path / "public.bundle"
    arguments = ["export", "sitting", "--out", str(out), "--data", str(tmp_path), "--visibility", "public"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert b"LineChecked" not in out.read_bytes()
    assert "5, 1 withheld" in CliRunner().invoke(app, ["verify", str(out)]).output


def test_what_cannot_be_exported_or_read(app: typer.Typer, codec: Codec, tmp_path: Path) -> None:
    run, out = CliRunner().invoke, str(tmp_path / "out")
    nowhere = run(app, ["export", "b", "--out", out, "--data", str(tmp_path / "var")])
    open_record(tmp_path, codec).close()
    nothing = run(app, ["export", "b", "--out", out, "--data", str(tmp_path)])
    missing = run(app, ["verify", str(tmp_path / "none")])
    assert [result.exit_code for result in (nowhere, nothing, missing)] == [2, 2, 2]
    assert "no record" in nowhere.output
    assert "no book b" in nothing.output
    assert not (tmp_path / "var").exists()
    assert not Path(out).exists()


def test_the_digest_in_the_header_line_is_that_of_its_rest(small: bytes) -> None:
    word, digest, rest = small.split(b"\n")[1].split(b" ", 2)
    assert (word, digest.decode()) == (b"header", sha256(rest).hexdigest())


# Whose key, since when, and keys that bind nobody


def command_lines(app: typer.Typer, *words: str) -> list[tuple[int, str]]:
    """Exit code and all output of both verifiers; the second takes its key as a bare word."""
    ours = CliRunner().invoke(app, ["verify", *words])
    bare = [word for word in words if word != "--key"]
    theirs = subprocess.run([node(), VERIFIER, *bare], capture_output=True, text=True, check=False)
    return [(ours.exit_code, ours.output), (theirs.returncode, theirs.stdout + theirs.stderr)]


def test_a_forgery_under_another_key_is_never_called_verified(
    app: typer.Typer, recorded: Recorded, signer: Signer, tmp_path: Path
) -> None:
    forged = tmp_path / "forged"
    forged.write_bytes(export(recorded(4), "sitting", Signer(bytes(32))))
    for code, said in command_lines(app, str(forged)):
        assert (code, "verified" in said, "NOT CHECKED: whose key" in said) == (0, False, True)
    for code, said in command_lines(app, str(forged), "--key", str(signer.verifier)):
        assert (code, "bad: key" in said) == (1, True)
    for code, said in command_lines(app, str(forged), "--key", str(Signer(bytes(32)).verifier)):
        assert (code, "verified" in said, "NOT CHECKED" in said) == (0, True, False)


def test_a_bundle_goes_on_from_an_older_one_or_not(
    app: typer.Typer, recorded: Recorded, signer: Signer, codec: Codec, tmp_path: Path
) -> None:
    other = MemoryRecord(codec)
    for number in range(8):
        other.append("sitting", number, [draft(number if number != 2 else 3)])
    elsewhere = MemoryRecord(codec)
    elsewhere.append("elsewhere", 0, [draft(0)])
    bundles = {
        "older": export(recorded(5), "sitting", signer, Scope.PUBLIC),
        "newer": export(recorded(8), "sitting", signer),
        "rewritten": export(other, "sitting", signer),
        "strange": export(recorded(5), "sitting", Signer(bytes(32))),
        "empty elsewhere": export(elsewhere, "elsewhere", signer),
    }
    for name, data in bundles.items():
        (tmp_path / name).write_bytes(data)
    expected = {
        ("newer", "older"): "",
        ("newer", "newer"): "",
        ("older", "newer"): "bad: since",
        ("rewritten", "older"): "bad: entry 3",
        ("newer", "strange"): "bad: since",
        ("newer", "empty elsewhere"): "another book",
    }
    for (newer, older), why in expected.items():
        for code, said in command_lines(app, str(tmp_path / newer), "--since", str(tmp_path / older)):
            assert (code, why in said) == (1 if why else 0, True), (newer, older, said)


def test_time_does_not_run_backwards(signer: Signer, codec: Codec) -> None:
    record = MemoryRecord(codec)
    for number in (0, 5, 5, 4):
        record.append("sitting", record.head("sitting").version, [draft(number)])
    data = export(record, "sitting", signer)
    assert place(data) == "entry 4"
    assert second_opinion(data, [(0, 0, b"")]) == ["entry 4"]


def test_keys_under_which_anything_could_be_signed_are_refused(small: bytes, signer: Signer) -> None:
    order_8 = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
    bad = [bytes(32), bytes([1, *[0] * 31]), bytes([0xEC, *[0xFF] * 30, 0x7F]), bytes.fromhex(order_8)]
    bad += [bytes([0xED, *[0xFF] * 30, 0x7F]), bytes([*[0] * 31, 0x80]), b"\xff" * 32]
    head = Header("sitting", 5, json.loads(small.split(b"\n")[1].split(b" ", 2)[2])["head"], "", Scope.ALL)
    for point in bad:
        key = str(Verifier("rostrum", point))
        lines = small.split(b"\n")[:-2]
        lines[1] = line(b"header", header_bytes(replace(head, key=key)))
        data = sealed(lines, signer)
        assert place(data) == "header", point.hex()
        assert second_opinion(data, [(0, 0, b"")]) == ["header"], point.hex()


def test_the_house_s_key_is_shown_and_never_made_by_showing(app: typer.Typer, tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["key", "--data", str(tmp_path)]).exit_code == 2
    assert list(tmp_path.iterdir()) == []
    verifier = Signer.at(tmp_path).verifier
    said = CliRunner().invoke(app, ["key", "--data", str(tmp_path)]).output
    assert said.split() == [str(verifier), "fingerprint", *verifier.fingerprint.split()]
    assert verifier.fingerprint.replace(" ", "").startswith(verifier.id.hex())


def test_what_does_not_fit_is_not_signed_anew(app: typer.Typer, codec: Codec, tmp_path: Path) -> None:
    record = open_record(tmp_path, codec)
    record.append("sitting", 0, [draft(number) for number in range(5)])
    attest(record, "sitting", Signer.at(tmp_path))
    record.close()
    (tmp_path / "record.key").unlink()
    out = tmp_path / "out"
    refused = CliRunner().invoke(app, ["export", "sitting", "--out", str(out), "--data", str(tmp_path)])
    assert (refused.exit_code, out.exists()) == (1, False)
    assert "signature is not of this key" in refused.output
