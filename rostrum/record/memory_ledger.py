"""A ledger in memory: for rehearsals and tests."""

import time
from collections.abc import Collection, Mapping
from dataclasses import replace
from threading import Lock

from rostrum.procedure.words import Instant
from rostrum.record.ledger import Delivered, Lease, Mailbox, Note, Person, SealKey, Spent, without
from rostrum.record.port import RecordUnavailable


class MemoryLedger:
    """See `rostrum.record.ledger.Ledger`."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._open = True
        self._spent: dict[tuple[Spent, str], Instant] = {}
        self._notes: dict[tuple[str, str], list[Note]] = {}
        self._deliveries: list[Delivered] = []
        self._persons: dict[tuple[str, str], Person] = {}
        self._mailboxes: dict[tuple[str, str], Mailbox] = {}
        self._keys: dict[int, SealKey] = {}
        self._leases: dict[Lease, tuple[str, int, Instant]] = {}
        """Holder, term, end."""

    @property
    def _lock(self) -> Lock:
        if not self._open:
            raise RecordUnavailable("closed")
        return self._turn

    def spend(self, what: Spent, key: str, until: Instant, now: Instant) -> bool:
        with self._lock:
            first = (what, key) not in self._spent
            self._spent = {k: end for k, end in self._spent.items() if end > now} | {(what, key): until}
            return first

    def spent(self, what: Spent) -> frozenset[str]:
        with self._lock:
            return frozenset(key for sort, key in self._spent if sort is what)

    def add_note(self, book: str, seat: str, note: Note) -> Note:
        with self._lock:
            notes = self._notes.setdefault((book, seat), [])
            before = next((n for n in notes if (n.person, n.key) == (note.person, note.key)), None)
            if before is not None:
                return before
            notes.append(replace(note, number=len(notes) + 1))
            return notes[-1]

    def notes(self, book: str, seat: str, after: int, limit: int) -> list[Note]:
        with self._lock:
            return self._notes.get((book, seat), [])[after:][-limit:]

    def last_notes(self, book: str) -> Mapping[str, int]:
        with self._lock:
            return {seat: len(notes) for (of, seat), notes in self._notes.items() if of == book}

    def notes_by(self, book: str, person: str) -> list[Note]:
        with self._lock:
            every = [note for (of, _), notes in self._notes.items() if of == book for note in notes]
        return sorted((note for note in every if note.person == person), key=lambda note: note.at)

    def forget_notes(self, book: str) -> None:
        with self._lock:
            self._notes = {where: notes for where, notes in self._notes.items() if where[0] != book}

    def deliver(self, deliveries: Collection[Delivered]) -> None:
        with self._lock:
            known = {(one.id, one.state, one.at) for one in self._deliveries}
            self._deliveries += [one for one in deliveries if (one.id, one.state, one.at) not in known]

    def deliveries(self, after: int = 0) -> list[tuple[int, Delivered]]:
        with self._lock:
            return list(enumerate(self._deliveries, 1))[after:]

    def keep_person(self, person: Person) -> None:
        with self._lock:
            self._persons[person.book, person.key] = person

    def person(self, book: str, key: str) -> Person | None:
        with self._lock:
            return self._persons.get((book, key))

    def persons(self, book: str) -> list[Person]:
        with self._lock:
            return [person for (of, _), person in sorted(self._persons.items()) if of == book]

    def erase_person(self, book: str, key: str) -> bool:
        with self._lock:
            person, mailbox = self._persons.pop((book, key), None), self._mailboxes.pop((book, key), None)
            for found in (person, mailbox):
                self._forget(found.addresses if found else ())
            return person is not None or mailbox is not None

    def _forget(self, addresses: Collection[str]) -> None:
        for address in addresses:
            self._deliveries = [
                replace(one, error="") if address in one.error else one for one in self._deliveries
            ]
        left = [without(mailbox, addresses) for mailbox in self._mailboxes.values()]
        self._mailboxes = {(one.book, one.key): one for one in left if one.addresses}

    def keep_mailboxes(self, mailboxes: Collection[Mailbox]) -> list[Mailbox]:
        with self._lock:
            return [self._mailboxes.setdefault((one.book, one.key), one) for one in mailboxes]

    def mailbox(self, book: str, key: str) -> Mailbox | None:
        with self._lock:
            return self._mailboxes.get((book, key))

    def mailboxes(self, book: str | None = None) -> list[Mailbox]:
        with self._lock:
            return [one for (of, _), one in sorted(self._mailboxes.items()) if book in (None, of)]

    def drop_mailboxes(self, book: str, keys: Collection[str]) -> None:
        with self._lock:
            for key in keys:
                self._mailboxes.pop((book, key), None)

    def seal_keys(self) -> list[SealKey]:
        with self._lock:
            return [self._keys[number] for number in sorted(self._keys)]

    def add_seal_key(self, key: SealKey) -> bool:
        with self._lock:
            fresh = key.number not in self._keys
            self._keys.setdefault(key.number, key)
            return fresh

    def hold(self, holder: str, wanted: Collection[Lease], lasts_ms: int) -> Mapping[Lease, int]:
        now = time.time_ns() // 1_000_000
        with self._lock:
            for lease in wanted:
                before, term, ends = self._leases.get(lease, ("", 0, 0))
                if before == holder or ends <= now:
                    self._leases[lease] = (holder, term + (before != holder), now + lasts_ms)
            return {lease: self._leases[lease][1] for lease in wanted if self._leases[lease][0] == holder}

    def release(self, holder: str) -> None:
        with self._lock:
            for lease, (whose, term, _) in self._leases.items():
                if whose == holder:
                    self._leases[lease] = (holder, term, 0)

    def close(self) -> None:
        self._open = False
