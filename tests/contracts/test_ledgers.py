"""What every ledger does. A new kind of ledger joins by adding its opener to OPENERS."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from time import sleep

import pytest

from rostrum.record.ledger import Delivered, Lease, Ledger, Mailbox, Note, Person, SealKey, Spent
from rostrum.record.memory_ledger import MemoryLedger
from rostrum.record.port import RecordUnavailable
from rostrum.record.sqlite_ledger import open_ledger

Opener = Callable[[Path], Ledger]
OPENERS: dict[str, Opener] = {"memory": lambda _data: MemoryLedger(), "sqlite": open_ledger}
DURABLE = [name for name in OPENERS if name != "memory"]
AISHA = Person(
    book="body.nam",
    key="p-7f3a",
    names={"ar": "عائشة الفلاني", "en": "Aisha Alfulani"},
    style="H.E. Ms",
    language="ar",
    addresses=("aisha@mission.example", "protocol@mission.example"),
)


def note(text: str, key: str, person: str = "CUB.head", at: int = 5) -> Note:
    return Note(number=1, at=at, person=person, capacity="head", text=text, key=key)


def sent(letter: str, at: int = 1, error: str = "") -> Delivered:
    return Delivered(id=letter, state="sent", at=at, error=error, sequence=2)


@pytest.fixture(params=OPENERS)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    opened = OPENERS[request.param](tmp_path)
    yield opened
    opened.close()


@pytest.fixture(params=DURABLE)
def opener(request: pytest.FixtureRequest) -> Opener:
    return OPENERS[request.param]


# What holds no longer


def test_a_key_is_spent_once_and_of_its_own_sort(ledger: Ledger) -> None:
    assert "a" not in ledger.spent(Spent.CODE)
    assert ledger.spend(Spent.CODE, "a", until=100, now=1)
    assert not ledger.spend(Spent.CODE, "a", until=100, now=2)
    assert ledger.spent(Spent.CODE) == {"a"}
    assert "a" not in ledger.spent(Spent.BADGE)


def test_what_would_be_refused_anyway_is_dropped(ledger: Ledger) -> None:
    ledger.spend(Spent.BADGE, "a", until=100, now=1)
    ledger.spend(Spent.BADGE, "b", until=300, now=2)
    ledger.spend(Spent.BADGE, "c", until=300, now=100)
    assert ledger.spent(Spent.BADGE) == {"b", "c"}


def test_of_many_that_spend_a_key_at_once_one_is_first(ledger: Ledger) -> None:
    together = Barrier(4)

    def spend(_: int) -> bool:
        together.wait()
        return ledger.spend(Spent.CODE, "a", until=100, now=1)

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(spend, range(4))) == [False, False, False, True]


# Notes


def test_notes_are_counted_within_their_seat(ledger: Ledger) -> None:
    first = ledger.add_note("b", "CUB", note("one", "k1"))
    ledger.add_note("b", "AZE", note("other", "k1"))
    second = ledger.add_note("b", "CUB", note("two", "k2"))
    assert (first.number, second.number) == (1, 2)
    assert ledger.last_notes("b") == {"CUB": 2, "AZE": 1}
    assert ledger.notes("b", "CUB", 0, 10) == [first, second]
    assert ledger.notes("b", "CUB", 1, 10) == [second]
    assert ledger.notes("b", "CUB", 0, 1) == [second]
    assert ledger.notes("b", "NOR", 0, 10) == []
    assert ledger.last_notes("c") == {}


def test_a_note_sent_twice_is_one(ledger: Ledger) -> None:
    first = ledger.add_note("b", "CUB", note("one", "k1"))
    assert ledger.add_note("b", "CUB", note("again", "k1")) == first
    assert ledger.add_note("b", "CUB", note("mine", "k1", person="CUB.adviser")).number == 2


def test_what_a_person_wrote_is_found_and_forgotten_with_the_book(ledger: Ledger) -> None:
    later = ledger.add_note("b", "CUB", note("one", "k1", at=9))
    earlier = ledger.add_note("b", "AZE", note("two", "k2", at=3))
    ledger.add_note("b", "CUB", note("not theirs", "k3", person="other"))
    ledger.add_note("c", "CUB", note("elsewhere", "k1"))
    assert ledger.notes_by("b", "CUB.head") == [earlier, later]
    ledger.forget_notes("b")
    assert (ledger.last_notes("b"), ledger.last_notes("c")) == ({}, {"CUB": 1})


# Deliveries


def test_deliveries_come_back_in_order_and_each_once(ledger: Ledger) -> None:
    refused = Delivered(id="x", state="refused", at=1, error="no such mailbox")
    again = Delivered(id="x", state="again", at=2)
    ledger.deliver([refused, again])
    ledger.deliver([again, sent("y")])
    kept = ledger.deliveries()
    assert [one for _, one in kept] == [refused, again, sent("y")]
    numbers = [number for number, _ in kept]
    assert numbers == sorted(set(numbers))
    assert ledger.deliveries(numbers[1]) == kept[2:]


# Persons


def test_a_person_is_kept_by_book_and_key(ledger: Ledger) -> None:
    other = Person(book="body.nam", key="p-0001", names={"en": "A. N. Other"})
    ledger.keep_person(AISHA)
    ledger.keep_person(other)
    ledger.keep_person(replace(other, book="summit"))
    assert ledger.person("body.nam", AISHA.key) == AISHA
    assert ledger.persons("body.nam") == [other, AISHA]
    married = replace(AISHA, names={"en": "Aisha Someone"}, addresses=())
    ledger.keep_person(married)
    assert ledger.person("body.nam", AISHA.key) == married
    assert ledger.person("body.nam", "nobody") is None


def test_of_an_erased_person_nothing_is_left(ledger: Ledger) -> None:
    ledger.keep_person(AISHA)
    ledger.keep_person(replace(AISHA, book="summit"))
    ledger.deliver(
        [sent("x", error="{'aisha@mission.example': (550, b'no')}"), sent("y", error="busy: a@b.example")]
    )
    assert ledger.erase_person("body.nam", AISHA.key)
    assert not ledger.erase_person("body.nam", AISHA.key)
    assert ledger.person("body.nam", AISHA.key) is None
    assert ledger.person("summit", AISHA.key) is not None
    assert [one.error for _, one in ledger.deliveries()] == ["", "busy: a@b.example"]


def test_an_erased_name_is_in_no_file_of_the_folder(opener: Opener, tmp_path: Path) -> None:
    kept = opener(tmp_path)
    kept.keep_person(AISHA)
    kept.keep_mailboxes([box("m-1", *AISHA.addresses)])
    kept.deliver([sent("x", error="aisha@mission.example: 550")])
    assert any(b"Alfulani" in path.read_bytes() for path in tmp_path.iterdir())
    kept.erase_person(AISHA.book, AISHA.key)
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert b"Alfulani" not in content and "عائشة".encode() not in content, path
        assert b"aisha@" not in content and b"protocol@" not in content and b"5a17" not in content, path
    kept.close()


# Mailboxes


def box(key: str, *addresses: str, book: str = "body.nam") -> Mailbox:
    return Mailbox(book=book, key=key, addresses=addresses, salt="5a17", made=7)


def test_a_mailbox_is_kept_once_and_found_by_its_key(ledger: Ledger) -> None:
    first, other = box("m-1", "cub@x.example"), box("m-1", "cub@x.example", book="body.other")
    assert ledger.keep_mailboxes([first, other]) == [first, other]
    assert ledger.keep_mailboxes([box("m-1", "late@x.example")]) == [first]
    assert ledger.mailbox("body.nam", "m-1") == first and ledger.mailbox("body.nam", "m-2") is None
    assert ledger.mailboxes("body.nam") == [first] and ledger.mailboxes() == [first, other]
    ledger.drop_mailboxes("body.nam", ["m-1", "nobody's"])
    assert ledger.mailboxes() == [other]


def test_with_a_person_their_addresses_leave_every_mailbox(ledger: Ledger) -> None:
    shared = box("m-2", "Aisha@Mission.example", "cub@x.example", book="body.other")
    ledger.keep_mailboxes([box("m-1", *AISHA.addresses), shared, box("m-3", "x@x.example")])
    ledger.keep_person(AISHA)
    assert ledger.erase_person(AISHA.book, AISHA.key)
    assert {one.key: one.addresses for one in ledger.mailboxes()} == {
        "m-2": ("cub@x.example",),
        "m-3": ("x@x.example",),
    }


def test_a_mailbox_is_erased_as_a_person_is(ledger: Ledger) -> None:
    ledger.keep_mailboxes([box("m-1", "cub@x.example"), box("m-2", "cub@x.example")])
    ledger.deliver([sent("x", error="{'cub@x.example': (550, b'no')}")])
    assert ledger.erase_person("body.nam", "m-1") and not ledger.erase_person("body.nam", "m-1")
    assert ledger.mailboxes() == []
    assert [one.error for _, one in ledger.deliveries()] == [""]


# Keys of seals


def test_a_key_of_a_number_is_kept_once(ledger: Ledger) -> None:
    first, second = SealKey(1, b"a" * 32, 10), SealKey(2, b"b" * 32, 20)
    assert ledger.seal_keys() == []
    assert ledger.add_seal_key(second)
    assert ledger.add_seal_key(first)
    assert not ledger.add_seal_key(SealKey(1, b"c" * 32, 30))
    assert not ledger.add_seal_key(first)
    assert ledger.seal_keys() == [first, second]
    assert "aaaa" not in repr(first)


# Durability


def test_all_outlives_the_process(opener: Opener, tmp_path: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(target=_fill, args=(opener, tmp_path))
    child.start()
    child.join(30)
    assert child.exitcode == 0
    again = opener(tmp_path)
    assert again.spent(Spent.CODE) == {"a"}
    assert [one.text for one in again.notes("b", "CUB", 0, 9)] == ["one"]
    assert [one for _, one in again.deliveries()] == [sent("x")]
    assert again.person(AISHA.book, AISHA.key) == AISHA
    assert again.mailboxes() == [box("m-1", "cub@x.example")]
    assert again.seal_keys() == [SealKey(1, b"s", 1)]
    again.close()


def _fill(opener: Opener, data: Path) -> None:
    ledger = opener(data)
    ledger.spend(Spent.CODE, "a", 100, 1)
    ledger.add_note("b", "CUB", note("one", "k1"))
    ledger.deliver([sent("x")])
    ledger.keep_person(AISHA)
    ledger.keep_mailboxes([box("m-1", "cub@x.example")])
    ledger.add_seal_key(SealKey(1, b"s", 1))


def test_two_openers_see_one_another(opener: Opener, tmp_path: Path) -> None:
    one, two = opener(tmp_path), opener(tmp_path)
    assert one.spend(Spent.CODE, "a", 100, 1)
    assert not two.spend(Spent.CODE, "a", 100, 1)
    one.close()
    two.close()


def test_the_files_are_their_owners_alone(opener: Opener, tmp_path: Path) -> None:
    kept = opener(tmp_path / "data")
    kept.keep_person(AISHA)
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
    assert [path for path in (tmp_path / "data").iterdir() if path.stat().st_mode & 0o077] == []
    kept.close()


def test_a_closed_ledger_says_so(ledger: Ledger) -> None:
    ledger.close()
    with pytest.raises(RecordUnavailable, match="closed"):
        ledger.spent(Spent.CODE)
    with pytest.raises(RecordUnavailable, match="closed"):
        ledger.keep_person(AISHA)


# Leases

CLOCK, MAIL = Lease("clock", "summit"), Lease("dispatch", "body.nam")
LONG_MS = 3_600_000


def test_a_lease_is_one_holders_until_it_ends(ledger: Ledger) -> None:
    assert ledger.hold("a", [CLOCK], LONG_MS) == {CLOCK: 1}
    assert ledger.hold("b", [CLOCK, MAIL], LONG_MS) == {MAIL: 1}
    assert ledger.hold("a", [CLOCK, MAIL], 0) == {CLOCK: 1}, (
        "renewed under the same term, and to its end at once"
    )
    assert ledger.hold("b", [CLOCK, MAIL], LONG_MS) == {CLOCK: 2, MAIL: 1}
    assert ledger.hold("a", [CLOCK, MAIL], LONG_MS) == {}


def test_what_is_released_is_the_next_ones_at_once(ledger: Ledger) -> None:
    ledger.hold("a", [CLOCK, MAIL], LONG_MS)
    ledger.release("nobody")
    assert ledger.hold("b", [CLOCK], LONG_MS) == {}
    ledger.release("a")
    assert ledger.hold("b", [CLOCK], LONG_MS) == {CLOCK: 2}
    assert ledger.hold("a", [CLOCK, MAIL], LONG_MS) == {MAIL: 1}


def test_a_lease_ends_by_the_ledgers_own_clock(ledger: Ledger) -> None:
    ledger.hold("a", [CLOCK], 300)
    assert ledger.hold("b", [CLOCK], LONG_MS) == {}
    sleep(0.4)
    assert ledger.hold("b", [CLOCK], LONG_MS) == {CLOCK: 2}


def test_of_two_that_ask_at_once_one_has_it(opener: Opener, tmp_path: Path) -> None:
    ledgers = [opener(tmp_path) for _ in range(4)]
    begin = Barrier(4)

    def ask(number: int) -> int:
        begin.wait()
        return len(ledgers[number].hold(str(number), [CLOCK, MAIL], LONG_MS))

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ask, range(4))) == [0, 0, 0, 2]
    for ledger in ledgers:
        ledger.close()


def test_the_lease_of_a_process_that_ended_is_held_until_its_time(opener: Opener, tmp_path: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(target=_hold, args=(opener, tmp_path))
    child.start()
    child.join(60)
    here = opener(tmp_path)
    assert here.hold("here", [CLOCK, MAIL], LONG_MS) == {MAIL: 1}
    here.close()


def _hold(opener: Opener, data: Path) -> None:
    opener(data).hold("there", [CLOCK], LONG_MS)
    os._exit(0)  # as one that is killed: nothing is released
