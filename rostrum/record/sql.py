"""A record in a relational database, in SQLAlchemy Core: what SQLite and PostgreSQL have in common.

Appends to one book are serial: the row of the book is locked (SQLite: the whole database), the head is read,
and ``UNIQUE(book, version)`` stands behind it.
"""

import json
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rostrum.record import schema
from rostrum.record.canonical import canonical
from rostrum.record.codec import Codec
from rostrum.record.database import Database
from rostrum.record.entry import Draft, Entry, Head, Stored, check_name, written
from rostrum.record.port import (
    REFUSALS_KEPT,
    REFUSALS_KEPT_MS,
    AlreadyDone,
    Checkpoint,
    CommandKey,
    KeyReused,
    Outcome,
    RememberedRefusal,
    StoredOutcome,
    WrongVersion,
)
from rostrum.record.reading import checked

PAGE = 500
"""Entries fetched at a time while reading, so that no reading transaction stays open."""

books, entries, answers, checkpoints = schema.books, schema.entries, schema.answers, schema.checkpoints
BOOK_ID = sa.select(books.c.id).where(books.c.name == sa.bindparam("name"))
LOCK_BOOK = BOOK_ID.with_for_update()
NEW_BOOK = sa.insert(books).values(name=sa.bindparam("name")).returning(books.c.id)
OF_BOOK = entries.c.book == sa.bindparam("book")
HEAD = sa.select(entries.c.version, entries.c.hash).where(OF_BOOK).order_by(entries.c.version.desc()).limit(1)
STORED = (
    sa.select(entries.c.version, entries.c.bytes, entries.c.hash)
    .where(OF_BOOK, entries.c.version > sa.bindparam("after"))
    .order_by(entries.c.version)
    .limit(sa.bindparam("count"))
)
NEW_ENTRIES = sa.insert(entries)
ANSWER = sa.select(answers.c.body_sha256, answers.c.outcome).where(
    answers.c.book == sa.bindparam("book"),
    answers.c.person == sa.bindparam("person"),
    answers.c.key == sa.bindparam("key"),
)
NEW_ANSWER = sa.insert(answers)
LAST = 2**63 - 1
REFUSALS = (
    sa.select(answers.c.person, answers.c.key, answers.c.after, answers.c.outcome, answers.c.id)
    .where(answers.c.book == sa.bindparam("book"), answers.c.refused == 1)
    .where(answers.c.id < sa.bindparam("before"))
    .order_by(answers.c.id.desc())
    .limit(sa.bindparam("count"))
)
OUTLIVED = sa.delete(answers).where(
    answers.c.book == sa.bindparam("of_book"),
    answers.c.refused == 1,
    answers.c.id
    <= sa.select(answers.c.id)
    .where(answers.c.book == sa.bindparam("of_book"), answers.c.refused == 1)
    .order_by(answers.c.id.desc())
    .offset(REFUSALS_KEPT)
    .limit(1)
    .correlate(None)
    .scalar_subquery(),
)
OLDEST = (
    sa.select(answers.c.id, answers.c.outcome)
    .where(answers.c.book == sa.bindparam("book"), answers.c.refused == 1)
    .order_by(answers.c.id)
    .limit(50)
)
BEGUN = (
    sa.select(books.c.name)
    .where(sa.exists().where(entries.c.book == books.c.id, entries.c.version == 1))
    .order_by(books.c.id)
)
VERSIONS = sa.select(
    books.c.name,
    sa.select(sa.func.max(entries.c.version))
    .where(entries.c.book == books.c.id)
    .scalar_subquery()
    .label("version"),
)
CHECKPOINTS = (
    sa.select(checkpoints.c.size, checkpoints.c.root, checkpoints.c.note)
    .where(checkpoints.c.book == sa.bindparam("book"))
    .order_by(checkpoints.c.size)
)


class SqlRecord(Database):
    """See `rostrum.record.port.Record`. Subclasses make the engine and name the failures."""

    def __init__(self, engine: sa.Engine, codec: Codec) -> None:
        super().__init__(engine)
        self._codec = codec
        self._ids: dict[str, int] = {}

    def append(
        self,
        book: str,
        expected_version: int,
        drafts: Sequence[Draft],
        command: CommandKey | None = None,
        outcome: Outcome | None = None,
    ) -> list[Entry]:
        check_name(book)
        try:
            with self._writing() as connection:
                row = self._locked(connection, book)
                _refuse_repeated(connection, row, command)
                head = _head(connection, row)
                if head.version != expected_version:
                    raise WrongVersion(head.version)
                fresh = written(book, head, drafts, self._codec)
                _insert(connection, row, fresh)
                if command:
                    reached = head.version + len(fresh)
                    answer = {"version": reached} if outcome is None else outcome
                    _insert_answer(connection, row, command, reached, False, answer)
        except IntegrityError as error:
            raise WrongVersion(self.head(book).version) from error
        self._ids[book] = row
        return fresh

    def outcome(self, book: str, person: str, key: str) -> StoredOutcome | None:
        with self._reading() as connection:
            row = self._row(connection, book)
            return _answer(connection, row, person, key) if row else None

    def remember(self, book: str, command: CommandKey, outcome: Outcome) -> StoredOutcome:
        check_name(book)
        try:
            with self._writing() as connection:
                row = self._locked(connection, book)
                _refuse_repeated(connection, row, command)
                after = _head(connection, row).version
                text = _insert_answer(connection, row, command, after, True, outcome)
                _drop_outlived(connection, row, outcome)
        except AlreadyDone as done:
            return done.stored
        return StoredOutcome(command.body_sha256, json.loads(text))

    def refusals(self, book: str, limit: int = 100, before: int | None = None) -> list[RememberedRefusal]:
        with self._reading() as connection:
            row = self._row(connection, book)
            found = connection.execute(
                REFUSALS, {"book": row, "count": limit, "before": LAST if before is None else before}
            ).all()
        return [
            RememberedRefusal(person, key, after, json.loads(outcome), number)
            for person, key, after, outcome, number in found
        ]

    def entries(self, book: str, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        return checked(book, after, self.stored(book, after, limit), self._codec)

    def stored(self, book: str, after: int = 0, limit: int | None = None) -> Iterator[Stored]:
        left = limit
        while left is None or left > 0:
            count = PAGE if left is None else min(PAGE, left)
            page = self._page(book, after, count)
            yield from page
            if len(page) < count:
                return
            after = page[-1].version
            left = None if left is None else left - count

    def opened(self, stored: Stored) -> Entry:
        return Entry.read(stored, self._codec)

    def head(self, book: str) -> Head:
        with self._reading() as connection:
            row = self._row(connection, book)
            return _head(connection, row) if row else Head()

    def books(self) -> list[str]:
        with self._reading() as connection:
            return list(connection.execute(BEGUN).scalars())

    def versions(self) -> dict[str, int]:
        with self._reading() as connection:
            return {row.name: row.version for row in connection.execute(VERSIONS) if row.version}

    def add_checkpoint(self, book: str, checkpoint: Checkpoint) -> None:
        kept = {"size": checkpoint.size, "root": checkpoint.root, "note": checkpoint.note}
        with self._writing() as connection:
            row = self._locked(connection, book)
            before = [Checkpoint(*found) for found in connection.execute(CHECKPOINTS, {"book": row})]
            if checkpoint in before:
                return
            last = before[-1].size if before else 0
            if not last < checkpoint.size <= _head(connection, row).version:
                raise ValueError(f"a checkpoint of {checkpoint.size} entries cannot follow one of {last}")
            connection.execute(sa.insert(checkpoints), {"book": row, **kept})

    def checkpoints(self, book: str) -> list[Checkpoint]:
        with self._reading() as connection:
            row = self._row(connection, book)
            return [Checkpoint(*found) for found in connection.execute(CHECKPOINTS, {"book": row})]

    def marks(self) -> dict[str, Head]:
        return {}

    def damage(self) -> str:
        return ""

    def _page(self, book: str, after: int, count: int) -> list[Stored]:
        with self._reading() as connection:
            row = self._row(connection, book)
            found = connection.execute(STORED, {"book": row, "after": after, "count": count}).all()
            return [Stored._make(one) for one in found]

    def _row(self, connection: sa.Connection, book: str) -> int | None:
        return self._ids.get(book) or connection.execute(BOOK_ID, {"name": book}).scalar()

    def _locked(self, connection: sa.Connection, book: str) -> int:
        """The id of the book, locked until the transaction ends; the row of a new book is made."""
        if book in self._ids and connection.dialect.name == "sqlite":
            return self._ids[book]
        row = connection.execute(LOCK_BOOK, {"name": book}).scalar()
        if row is None:
            row = connection.execute(NEW_BOOK, {"name": book}).scalar_one()
        return row


def _head(connection: sa.Connection, book: int) -> Head:
    found = connection.execute(HEAD, {"book": book}).first()
    return Head(*found) if found else Head()


def _insert(connection: sa.Connection, book: int, fresh: Sequence[Entry]) -> None:
    rows = [{"book": book, "version": e.version, "bytes": e.bytes, "hash": e.hash} for e in fresh]
    if rows:
        connection.execute(NEW_ENTRIES, rows)


def _answer(connection: sa.Connection, book: int, person: str, key: str) -> StoredOutcome | None:
    found = connection.execute(ANSWER, {"book": book, "person": person, "key": key}).first()
    return StoredOutcome(found[0], json.loads(found[1])) if found else None


def _refuse_repeated(connection: sa.Connection, book: int, command: CommandKey | None) -> None:
    """Raises `AlreadyDone` or `KeyReused` where the command was answered before."""
    stored = _answer(connection, book, command.person, command.key) if command else None
    if stored and command:
        if stored.body_sha256 != command.body_sha256:
            raise KeyReused(command)
        raise AlreadyDone(stored)


def _insert_answer(
    connection: sa.Connection, book: int, command: CommandKey, after: int, refused: bool, outcome: Outcome
) -> str:
    text = canonical(outcome).decode()
    row = {
        "book": book,
        "person": command.person,
        "key": command.key,
        "body_sha256": command.body_sha256,
        "after": after,
        "refused": int(refused),
        "outcome": text,
    }
    connection.execute(NEW_ANSWER, row)
    return text


def _drop_outlived(connection: sa.Connection, book: int, newest: Outcome) -> None:
    """Refusals beyond the number that is kept, and some of those past their age (the rest at the next refusals)."""
    connection.execute(OUTLIVED, {"of_book": book})
    old = newest.get("at", 0) - REFUSALS_KEPT_MS
    oldest = connection.execute(OLDEST, {"book": book}).all()
    past = [number for number, outcome in oldest if json.loads(outcome).get("at", old) < old]
    if past:
        connection.execute(sa.delete(answers).where(answers.c.id.in_(past)))
