"""A ledger in a relational database, in SQLAlchemy Core: what SQLite and PostgreSQL have in common."""

import json
from abc import abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from rostrum.procedure.words import Instant
from rostrum.record import ledger_schema as schema
from rostrum.record.canonical import canonical
from rostrum.record.database import Database
from rostrum.record.ledger import Delivered, Lease, Mailbox, Note, Person, SealKey, Spent, without

spent, notes, deliveries, persons = schema.spent, schema.notes, schema.deliveries, schema.persons
seal_keys, mailboxes, leases = schema.seal_keys, schema.mailboxes, schema.leases

SPENT = sa.select(spent.c.key).where(spent.c.what == sa.bindparam("what"))
NOTE = sa.select(notes)
OF_SEAT = (notes.c.book == sa.bindparam("book")) & (notes.c.seat == sa.bindparam("seat"))
LAST_NOTE = sa.select(sa.func.coalesce(sa.func.max(notes.c.number), 0)).where(OF_SEAT)
PERSON = sa.select(persons).where(persons.c.book == sa.bindparam("book"))
OF_PERSON = (persons.c.book == sa.bindparam("of_book")) & (persons.c.key == sa.bindparam("of_key"))


LEASES = sa.select(leases).with_for_update()
LEASE: dict[str, sa.BindParameter[Any]] = {
    "duty": sa.bindparam("of_duty"),
    "book": sa.bindparam("of_book"),
    "holder": sa.bindparam("whose"),
    "term": sa.bindparam("number"),
    "until": sa.bindparam("end"),
}
NEW_LEASE = sa.insert(leases).values(LEASE)
RENEWED = (
    sa.update(leases)
    .where((leases.c.duty == LEASE["duty"]) & (leases.c.book == LEASE["book"]))
    .values({name: LEASE[name] for name in ("holder", "term", "until")})
)


class SqlLedger(Database):
    """See `rostrum.record.ledger.Ledger`. Subclasses make the engine and name the failures."""

    def spend(self, what: Spent, key: str, until: Instant, now: Instant) -> bool:
        same = (spent.c.what == what.value) & (spent.c.key == key)
        with self._writing() as connection:
            before = connection.execute(sa.delete(spent).where(same).returning(spent.c.key)).first()
            connection.execute(sa.delete(spent).where(spent.c.until <= now))
            connection.execute(sa.insert(spent), {"what": what.value, "key": key, "until": until})
        return before is None

    def spent(self, what: Spent) -> frozenset[str]:
        with self._reading() as connection:
            return frozenset(connection.execute(SPENT, {"what": what.value}).scalars())

    def add_note(self, book: str, seat: str, note: Note) -> Note:
        place = {"book": book, "seat": seat}
        of_writer = (notes.c.person == note.person) & (notes.c.key == note.key)
        with self._writing() as connection:
            before = connection.execute(NOTE.where(OF_SEAT, of_writer), place).first()
            if before is not None:
                return _note(before)
            kept = replace(note, number=connection.execute(LAST_NOTE, place).scalar_one() + 1)
            connection.execute(
                sa.insert(notes),
                {
                    **place,
                    "number": kept.number,
                    "at": kept.at,
                    "person": kept.person,
                    "capacity": kept.capacity,
                    "text": kept.text,
                    "key": kept.key,
                },
            )
            return kept

    def notes(self, book: str, seat: str, after: int, limit: int) -> list[Note]:
        latest = NOTE.where(OF_SEAT, notes.c.number > after).order_by(notes.c.number.desc()).limit(limit)
        with self._reading() as connection:
            found = connection.execute(latest, {"book": book, "seat": seat}).all()
        return [_note(row) for row in reversed(found)]

    def last_notes(self, book: str) -> Mapping[str, int]:
        last = sa.select(notes.c.seat, sa.func.max(notes.c.number)).where(notes.c.book == book)
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(last.group_by(notes.c.seat))}

    def notes_by(self, book: str, person: str) -> list[Note]:
        theirs = NOTE.where(notes.c.book == book, notes.c.person == person).order_by(notes.c.at)
        with self._reading() as connection:
            return [_note(row) for row in connection.execute(theirs)]

    def forget_notes(self, book: str) -> None:
        with self._writing() as connection:
            connection.execute(sa.delete(notes).where(notes.c.book == book))

    def deliver(self, deliveries: Collection[Delivered]) -> None:
        with self._writing() as connection:
            for one in deliveries:
                _deliver(connection, one)

    def deliveries(self, after: int = 0) -> list[tuple[int, Delivered]]:
        later = sa.select(deliveries).where(deliveries.c.number > after).order_by(deliveries.c.number)
        with self._reading() as connection:
            found = connection.execute(later).all()
        return [(row.number, _delivered(row)) for row in found]

    def keep_person(self, person: Person) -> None:
        where = {"of_book": person.book, "of_key": person.key}
        row = {
            "book": person.book,
            "key": person.key,
            "names": canonical(dict(person.names)).decode(),
            "style": person.style,
            "language": person.language,
            "addresses": canonical(list(person.addresses)).decode(),
        }
        with self._writing() as connection:
            connection.execute(sa.delete(persons).where(OF_PERSON), where)
            connection.execute(sa.insert(persons), row)

    def person(self, book: str, key: str) -> Person | None:
        with self._reading() as connection:
            found = connection.execute(PERSON.where(persons.c.key == key), {"book": book}).first()
        return _person(found) if found else None

    def persons(self, book: str) -> list[Person]:
        with self._reading() as connection:
            found = connection.execute(PERSON.order_by(persons.c.key), {"book": book}).all()
        return [_person(row) for row in found]

    def erase_person(self, book: str, key: str) -> bool:
        with self._writing() as connection:
            found = connection.execute(PERSON.where(persons.c.key == key), {"book": book}).first()
            mailbox = connection.execute(_mailbox_of(book, key)).first()
            if found is None and mailbox is None:
                return False
            addresses = [
                *(_person(found).addresses if found else ()),
                *(_mailbox(mailbox).addresses if mailbox else ()),
            ]
            connection.execute(sa.delete(persons).where(OF_PERSON), {"of_book": book, "of_key": key})
            _forget(connection, addresses)
        self._wipe()
        return True

    def keep_mailboxes(self, mailboxes: Collection[Mailbox]) -> list[Mailbox]:
        with self._writing() as connection:
            return [_keep_mailbox(connection, one) for one in mailboxes]

    def mailbox(self, book: str, key: str) -> Mailbox | None:
        with self._reading() as connection:
            found = connection.execute(_mailbox_of(book, key)).first()
        return _mailbox(found) if found else None

    def mailboxes(self, book: str | None = None) -> list[Mailbox]:
        of_book = sa.true() if book is None else mailboxes.c.book == book
        every = sa.select(mailboxes).where(of_book).order_by(mailboxes.c.book, mailboxes.c.key)
        with self._reading() as connection:
            return [_mailbox(row) for row in connection.execute(every)]

    def drop_mailboxes(self, book: str, keys: Collection[str]) -> None:
        with self._writing() as connection:
            for key in keys:
                connection.execute(sa.delete(mailboxes).where(*_of_mailbox(book, key)))

    def _wipe(self) -> None:
        """What was deleted is in no free page and no log any more, where the database keeps such."""

    def seal_keys(self) -> list[SealKey]:
        with self._reading() as connection:
            found = connection.execute(sa.select(seal_keys).order_by(seal_keys.c.number)).all()
        return [SealKey(row.number, row.secret, row.made) for row in found]

    def add_seal_key(self, key: SealKey) -> bool:
        with self._writing() as connection:
            same = sa.select(seal_keys.c.number).where(seal_keys.c.number == key.number)
            if connection.execute(same).first() is not None:
                return False
            row = {"number": key.number, "secret": key.secret, "made": key.made}
            connection.execute(sa.insert(seal_keys), row)
            return True

    @abstractmethod
    def _now(self, connection: sa.Connection) -> Instant:
        """UTC ms by the database's clock, which all its processes share."""

    def hold(self, holder: str, wanted: Collection[Lease], lasts_ms: int) -> Mapping[Lease, int]:
        with self._writing() as connection:
            now = self._now(connection)
            until = now + lasts_ms
            kept = {Lease(row.duty, row.book): row for row in connection.execute(LEASES)}
            fresh = [lease for lease in wanted if lease not in kept]
            free = [lease for lease in wanted if lease in kept and kept[lease].until <= now]
            own = [lease for lease in wanted if lease in kept and kept[lease].holder == holder]
            terms = dict.fromkeys(fresh, 1)
            terms |= {lease: kept[lease].term + (kept[lease].holder != holder) for lease in (*free, *own)}
            _put(connection, NEW_LEASE, fresh, terms, holder, until)
            _put(connection, RENEWED, {*free, *own}, terms, holder, until)
        return terms

    def release(self, holder: str) -> None:
        with self._writing() as connection:
            connection.execute(sa.update(leases).where(leases.c.holder == holder).values(until=0))


def _put(
    connection: sa.Connection,
    statement: sa.Executable,
    some: Collection[Lease],
    terms: Mapping[Lease, int],
    holder: str,
    until: Instant,
) -> None:
    rows = [
        {"of_duty": one.duty, "of_book": one.book, "whose": holder, "number": terms[one], "end": until}
        for one in some
    ]
    if rows:
        connection.execute(statement, rows)


def _note(row: sa.Row[Any]) -> Note:
    return Note(
        number=row.number, at=row.at, person=row.person, capacity=row.capacity, text=row.text, key=row.key
    )


def _person(row: sa.Row[Any]) -> Person:
    return Person(
        book=row.book,
        key=row.key,
        names=json.loads(row.names),
        style=row.style,
        language=row.language,
        addresses=tuple(json.loads(row.addresses)),
    )


def _of_mailbox(book: str, key: str) -> tuple[sa.ColumnElement[bool], ...]:
    return mailboxes.c.book == book, mailboxes.c.key == key


def _mailbox_of(book: str, key: str) -> sa.Select[Any]:
    return sa.select(mailboxes).where(*_of_mailbox(book, key))


def _mailbox(row: sa.Row[Any]) -> Mailbox:
    return Mailbox(
        book=row.book, key=row.key, addresses=tuple(json.loads(row.addresses)), salt=row.salt, made=row.made
    )


def _keep_mailbox(connection: sa.Connection, one: Mailbox) -> Mailbox:
    before = connection.execute(_mailbox_of(one.book, one.key)).first()
    if before is not None:
        return _mailbox(before)
    row = {"book": one.book, "key": one.key, "salt": one.salt, "made": one.made}
    connection.execute(sa.insert(mailboxes), row | {"addresses": canonical(list(one.addresses)).decode()})
    return one


def _forget(connection: sa.Connection, addresses: Collection[str]) -> None:
    """The addresses stand in no mailbox, nor in what mail servers said; a mailbox without any is none."""
    for address in addresses:
        said = deliveries.c.error.contains(address, autoescape=True)
        connection.execute(sa.update(deliveries).where(said).values(error=""))
    for row in connection.execute(sa.select(mailboxes)).all():
        before = _mailbox(row)
        left = without(before, addresses)
        if left == before:
            continue
        same = _of_mailbox(left.book, left.key)
        kept = sa.update(mailboxes).where(*same).values(addresses=canonical(list(left.addresses)).decode())
        connection.execute(kept if left.addresses else sa.delete(mailboxes).where(*same))


def _delivered(row: sa.Row[Any]) -> Delivered:
    return Delivered(id=row.letter, state=row.state, at=row.at, error=row.error, sequence=row.sequence)


def _deliver(connection: sa.Connection, one: Delivered) -> None:
    same = (deliveries.c.letter == one.id) & (deliveries.c.state == one.state) & (deliveries.c.at == one.at)
    if connection.execute(sa.select(deliveries.c.number).where(same)).first() is not None:
        return
    row = {"letter": one.id, "state": one.state, "at": one.at, "error": one.error, "sequence": one.sequence}
    connection.execute(sa.insert(deliveries), row)
