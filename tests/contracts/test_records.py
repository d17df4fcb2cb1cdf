"""What every record does. A new kind of record joins by adding its opener to OPENERS."""

import multiprocessing
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Event
from time import monotonic, sleep

import pytest

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.acts import ACTS, ItemCalled, SeatTaken
from rostrum.procedure.words import Capacity, Visibility
from rostrum.record.checkpoint import Checkpoint, Signer
from rostrum.record.codec import Codec, NotAnAct, UnknownAct
from rostrum.record.entry import GENESIS
from rostrum.record.memory import MemoryRecord
from rostrum.record.port import (
    REFUSALS_KEPT,
    REFUSALS_KEPT_MS,
    AlreadyDone,
    CommandKey,
    Draft,
    Head,
    KeyReused,
    Record,
    RecordUnavailable,
    RememberedRefusal,
    StoredOutcome,
    WrongVersion,
)
from rostrum.record.sqlite import open_record
from tests.patience import LONG

Opener = Callable[[Path], Record]
CODEC = Codec(ACTS)


def _in_memory(data: Path) -> Record:
    return MemoryRecord(CODEC)


def _in_sqlite(data: Path) -> Record:
    return open_record(data, CODEC)


OPENERS: dict[str, Opener] = {"memory": _in_memory, "sqlite": _in_sqlite}
DURABLE = [name for name in OPENERS if name != "memory"]
CHAIR = Actor(person="chair", capacity=Capacity.CHAIR, seat="AZE")
BODY, OTHER = sha256(b"body").hexdigest(), sha256(b"other").hexdigest()


def called(number: int, by: Actor = CHAIR) -> Draft:
    return Draft(1_588_590_000_000 + number, by, ItemCalled(number=number), Visibility.PUBLIC)


def command(key: str, body: str = BODY, person: str = "chair") -> CommandKey:
    return CommandKey(person, key, body)


@pytest.fixture(params=OPENERS)
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    opened = OPENERS[request.param](tmp_path)
    yield opened
    opened.close()


@pytest.fixture(params=DURABLE)
def opener(request: pytest.FixtureRequest) -> Opener:
    return OPENERS[request.param]


# Order and versions


def test_a_book_begins_empty(record: Record) -> None:
    assert record.head("b") == Head(0, GENESIS)
    assert list(record.entries("b")) == []
    assert record.books() == []


def test_entries_come_back_as_written_and_in_order(record: Record) -> None:
    staff = Actor(person="sec", capacity=Capacity.SECRETARY)
    first = record.append("b", 0, [called(1), called(2, staff)])
    second = record.append("b", 2, [Draft(5, CHAIR, SeatTaken(seat="CUB", person="é"), Visibility.BUREAU)])
    assert list(record.entries("b")) == first + second
    assert [entry.version for entry in first + second] == [1, 2, 3]
    assert first[0].by == CHAIR
    assert first[1].by == staff
    assert second[0].act == SeatTaken(seat="CUB", person="é")
    assert second[0].visibility is Visibility.BUREAU
    assert record.head("b") == second[0].head


def test_each_entry_carries_the_hash_of_the_one_before(record: Record) -> None:
    record.append("b", 0, [called(1), called(2)])
    record.append("b", 2, [called(3)])
    prev = GENESIS
    for entry in record.entries("b"):
        assert entry.prev == prev
        assert entry.hash == sha256(entry.bytes).hexdigest()
        assert f'"prev":"{prev}"'.encode() in entry.bytes
        prev = entry.hash


def test_the_same_acts_in_another_book_have_other_hashes(record: Record) -> None:
    (here,) = record.append("b", 0, [called(1)])
    (there,) = record.append("c", 0, [called(1)])
    assert here.hash != there.hash
    assert record.books() == ["b", "c"]


def test_reading_from_the_middle(record: Record) -> None:
    record.append("b", 0, [called(number) for number in range(1, 1202)])
    assert [entry.version for entry in record.entries("b", after=1199)] == [1200, 1201]
    assert [entry.version for entry in record.entries("b", after=3, limit=2)] == [4, 5]
    assert list(record.entries("b", after=1201)) == []
    assert list(record.entries("b", limit=0)) == []
    assert len(list(record.stored("b"))) == 1201
    assert len(list(record.stored("b", limit=1100))) == 1100


def test_readers_may_write_between_two_entries(record: Record) -> None:
    record.append("b", 0, [called(1), called(2)])
    reading = record.entries("b")
    assert next(reading).version == 1
    record.append("b", 2, [called(3)])
    assert next(reading).version == 2


@pytest.mark.parametrize("expected", [0, 1, 3, -1])
def test_a_wrong_version_writes_nothing(record: Record, expected: int) -> None:
    record.append("b", 0, [called(1), called(2)])
    with pytest.raises(WrongVersion) as caught:
        record.append("b", expected, [called(3)], command("k"))
    assert caught.value.actual == 2
    assert record.head("b").version == 2
    assert record.outcome("b", "chair", "k") is None


def test_drafts_are_written_all_or_none(record: Record) -> None:
    unknown = Draft(2, CHAIR, UnknownAct("Newer", {"kind": "Newer"}, "kind"), Visibility.PUBLIC)
    with pytest.raises(NotAnAct):
        record.append("b", 0, [called(1), unknown], command("k"))
    assert record.head("b").version == 0
    assert record.outcome("b", "chair", "k") is None
    assert record.books() == []
    assert record.append("b", 0, [called(1)])[0].version == 1


@pytest.mark.parametrize("name", ["", "two words", "line\nfeed", "x" * 201])
def test_names_that_no_book_may_have(record: Record, name: str) -> None:
    with pytest.raises(ValueError, match="no name for a book"):
        record.append(name, 0, [called(1)])


# Commands are answered once (reliability I-5)


def test_the_outcome_is_stored_with_the_acts(record: Record) -> None:
    record.append("b", 0, [called(1)], command("k"), {"version": 1, "said": "é"})
    assert record.outcome("b", "chair", "k") == StoredOutcome(BODY, {"version": 1, "said": "é"})
    assert record.outcome("b", "somebody else", "k") is None
    assert record.outcome("c", "chair", "k") is None


def test_no_outcome_given_stands_for_the_version_reached(record: Record) -> None:
    record.append("b", 0, [called(1), called(2)], command("k"))
    assert record.outcome("b", "chair", "k") == StoredOutcome(BODY, {"version": 2})


@pytest.mark.parametrize("expected", [0, 1, 7])
def test_the_same_command_again_gets_the_stored_answer(record: Record, expected: int) -> None:
    record.append("b", 0, [called(1)], command("k"), {"version": 1})
    with pytest.raises(AlreadyDone) as caught:
        record.append("b", expected, [called(2)], command("k"), {"version": 9})
    assert caught.value.stored == StoredOutcome(BODY, {"version": 1})
    assert record.head("b").version == 1


def test_the_same_key_for_another_body_is_refused(record: Record) -> None:
    record.append("b", 0, [called(1)], command("k"))
    with pytest.raises(KeyReused):
        record.append("b", 1, [called(2)], command("k", OTHER))
    with pytest.raises(KeyReused):
        record.remember("b", command("k", OTHER), {"code": "x"})
    assert record.head("b").version == 1


def test_keys_belong_to_a_person_and_a_book(record: Record) -> None:
    record.append("b", 0, [called(1)], command("k"))
    record.append("b", 1, [called(2)], command("k", OTHER, "delegate"))
    record.append("c", 0, [called(1)], command("k", OTHER))
    assert record.outcome("b", "delegate", "k") == StoredOutcome(OTHER, {"version": 2})


def test_refusals_are_remembered_before_the_book_begins_and_after(record: Record) -> None:
    record.remember("b", command("early"), {"code": "not_open"})
    record.append("b", 0, [called(1)], command("done"))
    record.remember("b", command("late"), {"code": "closed"})
    assert record.outcome("b", "chair", "early") == StoredOutcome(BODY, {"code": "not_open"})
    assert record.refusals("b") == [
        RememberedRefusal("chair", "late", 1, {"code": "closed"}),
        RememberedRefusal("chair", "early", 0, {"code": "not_open"}),
    ]
    (late,) = record.refusals("b", limit=1)
    assert [line.key for line in record.refusals("b", before=late.number)] == ["early"]
    assert record.refusals("c") == []
    assert record.books() == ["b"]


def test_of_refusals_the_newest_are_kept(record: Record) -> None:
    record.append("b", 0, [called(1)], command("done"))
    for number in range(REFUSALS_KEPT + 3):
        record.remember("b", command(f"k{number}"), {"code": "x", "at": 1})
    kept = record.refusals("b", REFUSALS_KEPT + 10)
    assert [kept[-1].key, kept[0].key, len(kept)] == ["k3", f"k{REFUSALS_KEPT + 2}", REFUSALS_KEPT]
    record.remember("b", command("much later"), {"code": "x", "at": 2 + REFUSALS_KEPT_MS})
    assert {refusal.key for refusal in record.refusals("b", 2000)} & {"k3", "k4", "k50"} == set()
    assert record.outcome("b", "chair", "done") is not None
    assert record.head("b").version == 1


def test_the_first_answer_stands(record: Record) -> None:
    assert record.remember("b", command("k"), {"code": "first"}).outcome == {"code": "first"}
    assert record.remember("b", command("k"), {"code": "second"}).outcome == {"code": "first"}
    with pytest.raises(AlreadyDone):
        record.append("b", 0, [called(1)], command("k"))
    assert record.head("b").version == 0


# Several writers (reliability I-1, I-6)


def test_of_two_writers_exactly_one_succeeds(record: Record) -> None:
    rounds, writers = 20, 4
    gate = Barrier(writers)

    def race(writer: int) -> list[int]:
        won: list[int] = []
        for version in range(rounds):
            gate.wait()
            try:
                record.append("b", version, [called(writer)], command(f"{writer}.{version}"))
                won.append(version)
            except WrongVersion as wrong:
                assert wrong.actual == version + 1
        return won

    with ThreadPoolExecutor(writers) as pool:
        won = [version for versions in pool.map(race, range(writers)) for version in versions]
    assert sorted(won) == list(range(rounds))
    assert [entry.version for entry in record.entries("b")] == list(range(1, rounds + 1))


def test_a_deadline_raced_by_many_happens_once(record: Record) -> None:
    gate = Barrier(6)

    def close(_worker: int) -> bool:
        gate.wait()
        while True:
            try:
                record.append("b", record.head("b").version, [called(1)], command("close:1", person="clock"))
            except WrongVersion:
                continue
            except AlreadyDone:
                return False
            return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(close, range(6))) == 1
    assert record.head("b").version == 1


# Checkpoints (reliability I-11)


def test_checkpoints_only_grow(record: Record) -> None:
    signer = Signer(bytes(32))
    record.append("b", 0, [called(1), called(2), called(3)])
    first, last = (signer.checkpoint("b", size, bytes([size]) * 32) for size in (1, 3))
    record.add_checkpoint("b", first)
    record.add_checkpoint("b", last)
    record.add_checkpoint("b", last)
    assert record.checkpoints("b") == [first, last]
    for size in (1, 2, 3, 4):
        with pytest.raises(ValueError, match="cannot follow"):
            record.add_checkpoint("b", Checkpoint(size, bytes(32), "another"))
    assert record.checkpoints("b") == [first, last]
    assert record.checkpoints("c") == []


# Closing and opening again


def test_a_closed_record_says_so(record: Record) -> None:
    record.append("b", 0, [called(1)])
    record.close()
    with pytest.raises(RecordUnavailable, match="closed"):
        record.append("b", 1, [called(2)])
    with pytest.raises(RecordUnavailable, match="closed"):
        record.head("b")


def test_everything_is_there_after_reopening(opener: Opener, tmp_path: Path) -> None:
    record = opener(tmp_path)
    written = record.append("b", 0, [called(1), called(2)], command("k"))
    record.remember("b", command("no"), {"code": "x"})
    signed = Signer(bytes(32)).checkpoint("b", 2, bytes(32))
    record.add_checkpoint("b", signed)
    record.close()
    record = opener(tmp_path)
    assert list(record.entries("b")) == written
    assert record.outcome("b", "chair", "k") == StoredOutcome(BODY, {"version": 2})
    assert [refusal.key for refusal in record.refusals("b")] == ["no"]
    assert record.checkpoints("b") == [signed]
    assert record.append("b", 2, [called(3)])[0].prev == written[-1].hash
    record.close()


def test_two_openings_of_one_record_see_each_other(opener: Opener, tmp_path: Path) -> None:
    here, there = opener(tmp_path), opener(tmp_path)
    here.append("b", 0, [called(1)])
    there.append("b", 1, [called(2)])
    with pytest.raises(WrongVersion):
        here.append("b", 1, [called(2)])
    assert [entry.version for entry in here.entries("b")] == [1, 2]
    here.close()
    there.close()


def test_the_same_drafts_give_the_same_bytes_in_every_record(tmp_path: Path) -> None:
    hashes: set[str] = set()
    for name, opened in OPENERS.items():
        record = opened(tmp_path / name)
        record.append("b", 0, [called(1), called(2)])
        hashes.add(record.head("b").hash)
        record.close()
    assert len(hashes) == 1


# Following


class Heard:
    """What a follower was told, newest versions by book."""

    def __init__(self) -> None:
        self.versions: dict[str, int] = {}
        self._news = Event()

    def __call__(self, versions: Mapping[str, int]) -> None:
        self.versions |= versions
        self._news.set()

    def until(self, wanted: Mapping[str, int]) -> None:
        end = monotonic() + LONG
        while self.versions != wanted:
            assert monotonic() < end, self.versions
            self._news.wait(0.05)
            self._news.clear()


def test_a_follower_hears_of_what_is_appended_after_it_began(record: Record) -> None:
    record.append("old", 0, [called(1)])
    heard = Heard()
    end = record.follow(heard)
    record.append("b", 0, [called(1), called(2)])
    record.append("b", 2, [called(3)])
    heard.until({"b": 3})
    assert record.versions() == {"old": 1, "b": 3}
    end()
    record.append("b", 3, [called(4)])
    sleep(0.2)
    assert heard.versions == {"b": 3}


def test_another_opener_hears_of_it_too(opener: Opener, tmp_path: Path) -> None:
    one, two = opener(tmp_path), opener(tmp_path)
    heard = Heard()
    end = two.follow(heard)
    one.append("b", 0, [called(1)])
    heard.until({"b": 1})
    end()
    one.close()
    two.close()


def test_what_another_process_appends_is_heard_and_read(opener: Opener, tmp_path: Path) -> None:
    here, heard = opener(tmp_path), Heard()
    here.follow(heard)
    there = multiprocessing.get_context("spawn").Process(target=_append, args=(opener, tmp_path, 20))
    there.start()
    heard.until({"b": 20})
    assert [entry.version for entry in here.entries("b")] == list(range(1, 21))
    there.join(LONG)
    assert there.exitcode == 0
    here.close()


def _append(opener: Opener, data: Path, acts: int) -> None:
    record = opener(data)
    for number in range(acts):
        record.append("b", number, [called(number)])
    record.close()
