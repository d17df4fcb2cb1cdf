"""A record is compared with its checkpoints, the key and the log when it is opened; what does not fit is named."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest

from rostrum.record import wal
from rostrum.record.audit import Finding, audit, audit_all
from rostrum.record.bundle import attest
from rostrum.record.checkpoint import Signer
from rostrum.record.codec import Codec
from rostrum.record.entry import Entry
from rostrum.record.memory import MemoryRecord
from rostrum.record.sqlite import FILE, SqliteRecord, open_record
from tests.record.sitting import draft

LOG = FILE + "-wal"
SIZE = 24


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory, codec: Codec, signer: Signer) -> Path:
    """A folder as a server that was killed leaves it: two books, checkpoints, and acts that are only in the log."""
    folder, left = tmp_path_factory.mktemp("house"), tmp_path_factory.mktemp("killed") / "house"
    record = open_record(folder, codec)
    for book in ("a", "b"):
        for number in range(SIZE):
            record.append(book, number, [draft(number)])
            if number == SIZE // 2:
                attest(record, book, signer)
    shutil.copytree(folder, left)
    record.close()
    return left


@pytest.fixture
def house(killed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(killed, tmp_path / "house")


def findings(folder: Path, signer: Signer, codec: Codec) -> list[Finding]:
    record = open_record(folder, codec)
    try:
        return audit_all(record, signer.verifier)
    finally:
        record.close()


def changed(folder: Path, *statements: str) -> None:
    """As somebody with the file and a tool would: the triggers are no obstacle."""
    with sqlite3.connect(folder / FILE) as database:
        for table, change in product(("entries", "checkpoints"), ("update", "delete")):
            database.execute(f"DROP TRIGGER {table}_no_{change}")
        for statement in statements:
            database.execute(statement)
    database.close()


def test_what_a_kill_leaves_is_whole(house: Path, signer: Signer, codec: Codec) -> None:
    assert (house / LOG).stat().st_size > 0
    assert findings(house, signer, codec) == []
    assert findings(house, signer, codec) == []


OF_B = "book = (SELECT id FROM books WHERE name = 'b')"
OTHERWISE = "CAST(replace(CAST(bytes AS TEXT), 'CUB', 'DZA') AS BLOB)"
"""An act that says something else, in its place and in good order."""


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (f"DELETE FROM entries WHERE {OF_B} AND version > 5", "cut_short"),
        (f"DELETE FROM entries WHERE {OF_B} AND version > {SIZE - 1}", "cut_short"),
        (f"DELETE FROM entries WHERE {OF_B} AND version = 7", "broken"),
        (f"DELETE FROM entries WHERE {OF_B}", "cut_short"),
        (f"UPDATE entries SET bytes = replace(bytes, 'CUB', 'DZA') WHERE {OF_B} AND version = 9", "broken"),
        (f"UPDATE entries SET bytes = {OTHERWISE} WHERE {OF_B} AND version = 9", "broken"),
        (f"UPDATE entries SET bytes = {OTHERWISE} WHERE {OF_B} AND version = {SIZE}", "broken"),
        (f"UPDATE entries SET hash = 'x' || substr(hash, 2) WHERE {OF_B} AND version = 9", "broken"),
        (f"UPDATE checkpoints SET root = zeroblob(32) WHERE {OF_B}", "rewritten"),
        (f"UPDATE checkpoints SET note = replace(note, 'rostrum/b', 'rostrum/a') WHERE {OF_B}", "other_key"),
    ],
)
def test_a_change_behind_its_back_is_named_and_the_other_book_is_not(
    house: Path, signer: Signer, codec: Codec, statement: str, what: str
) -> None:
    changed(house, statement)
    found = findings(house, signer, codec)
    assert [(finding.book, finding.what) for finding in found] == [("b", what)]


def test_another_history_does_not_fit_what_was_signed(
    recorded: Callable[..., MemoryRecord], signer: Signer
) -> None:
    honest, forged = recorded(6, (4,)), recorded(0)
    for number in range(6):
        forged.append("sitting", number, [draft(number + 1)])
    forged.add_checkpoint("sitting", honest.checkpoints("sitting")[0])
    found = audit(forged, "sitting", signer.verifier)
    assert found is not None
    assert (found.what, found.sound) == ("rewritten", 6)


def test_another_key(house: Path, codec: Codec) -> None:
    found = findings(house, Signer(bytes(32)), codec)
    assert {(finding.book, finding.what) for finding in found} == {("a", "other_key"), ("b", "other_key")}


def test_no_bit_of_the_log_can_turn_unnoticed(
    killed: Path, tmp_path: Path, signer: Signer, codec: Codec
) -> None:
    """Either every acknowledged act is there, or the book that lacks some is named. Nothing is raised."""
    chance = random.Random(9)
    whole = (killed / LOG).read_bytes()
    missed = 0
    for turn in range(24):
        place = turn if turn < 12 else chance.randrange(len(whole))
        house = shutil.copytree(killed, tmp_path / str(turn))
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        (house / LOG).write_bytes(flipped)
        record = open_record(house, codec)
        found = {finding.book for finding in audit_all(record, signer.verifier)}
        short = {book for book in ("a", "b") if record.head(book).version < SIZE}
        record.close()
        assert short <= found, place
        missed += bool(short)
    assert missed > 5


def test_a_damaged_log_is_kept_and_named(house: Path, codec: Codec) -> None:
    whole = bytearray((house / LOG).read_bytes())
    whole[32 + 24 + 10] ^= 1
    (house / LOG).write_bytes(whole)
    record = open_record(house, codec)
    assert "frame 1 " in record.damage()
    assert (house / (LOG + ".damaged")).read_bytes() == bytes(whole)
    record.close()


def test_a_transaction_that_was_never_finished_is_no_damage(house: Path) -> None:
    """The tail of a log may be torn by a kill or a loss of power: it was not acknowledged."""
    whole = (house / LOG).read_bytes()
    page = int.from_bytes(whole[8:12]) + 24
    for cut in (1, page - 1, page // 2, 24):
        (house / LOG).write_bytes(whole[:-cut])
        assert wal.damage(house / LOG) == ""


def test_marks_that_are_unreadable_or_missing_stop_nothing(house: Path, signer: Signer, codec: Codec) -> None:
    first, second = sorted((house / "heads").iterdir())
    first.write_bytes(b"\x00" * 80)
    second.unlink()
    assert findings(house, signer, codec) == []


def test_one_bad_page_costs_one_book(house: Path, signer: Signer, codec: Codec) -> None:
    open_record(house, codec).close()
    raw = bytearray((house / FILE).read_bytes())
    place = raw.rindex(b'"version":20,"visibility"')
    raw[place + 11] ^= 1
    (house / FILE).write_bytes(raw)
    assert len(findings(house, signer, codec)) == 1


def test_a_book_that_is_gone_altogether_is_named(house: Path, signer: Signer, codec: Codec) -> None:
    changed(house, f"DELETE FROM entries WHERE {OF_B}", f"DELETE FROM checkpoints WHERE {OF_B}")
    assert [(f.book, f.what, f.sound) for f in findings(house, signer, codec)] == [("b", "cut_short", 0)]


def test_opening_is_cheap_after_an_orderly_end(house: Path, codec: Codec) -> None:
    opened = SqliteRecord(house / FILE, codec)
    opened.close()
    assert not (house / LOG).exists()
    assert wal.damage(house / LOG) == ""


def test_who_reads_along_is_handed_every_entry_in_the_same_pass(
    recorded: Callable[..., MemoryRecord], signer: Signer
) -> None:
    record, read = recorded(6, (4,)), list[int]()
    assert audit(record, "sitting", signer.verifier, along=lambda one: read.append(one.version)) is None
    assert read == [1, 2, 3, 4, 5, 6]


def test_what_reads_as_no_entry_though_its_hash_is_good_is_named(
    house: Path, signer: Signer, codec: Codec
) -> None:
    """As a tool would leave it that hashes anew what it changed, in the last entry, with its mark."""
    record = open_record(house, codec)
    last = list(record.stored("b"))[-1]
    raw = last.bytes.replace(b'"visibility":"public"', b'"visibility":"everybody"')
    assert raw != last.bytes
    changed(
        house,
        f"UPDATE entries SET bytes = x'{raw.hex()}', hash = '{sha256(raw).hexdigest()}' "
        f"WHERE {OF_B} AND version = {SIZE}",
    )
    found = audit(record, "b", signer.verifier, along=lambda one: read_nothing(record.opened(one)))
    record.close()
    assert found is not None
    assert (found.what, found.sound) == ("broken", SIZE - 1)
    assert "no entry" in found.why


def read_nothing(entry: Entry) -> None:
    assert entry.book == "b"
