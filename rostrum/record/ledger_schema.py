"""The tables in which a ledger is kept. Migrations bring a database to this shape."""

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

spent = Table(
    "spent",
    metadata,
    Column("what", String(20), nullable=False),
    Column("key", String(100), nullable=False),
    Column("until", BigInteger, nullable=False),
    PrimaryKeyConstraint("what", "key"),
)

notes = Table(
    "notes",
    metadata,
    Column("book", String(200), nullable=False),
    Column("seat", String(200), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("person", Text, nullable=False),
    Column("capacity", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("key", Text, nullable=False),
    PrimaryKeyConstraint("book", "seat", "number"),
    UniqueConstraint("book", "seat", "person", "key"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("letter", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("error", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    UniqueConstraint("letter", "state", "at"),
)

persons = Table(
    "persons",
    metadata,
    Column("book", String(200), nullable=False),
    Column("key", String(200), nullable=False),
    Column("names", Text, nullable=False),
    Column("style", Text, nullable=False),
    Column("language", String(20), nullable=False),
    Column("addresses", Text, nullable=False),
    PrimaryKeyConstraint("book", "key"),
)

mailboxes = Table(
    "mailboxes",
    metadata,
    Column("book", String(200), nullable=False),
    Column("key", String(200), nullable=False),
    Column("addresses", Text, nullable=False),
    Column("salt", String(100), nullable=False),
    Column("made", BigInteger, nullable=False),
    PrimaryKeyConstraint("book", "key"),
)

leases = Table(
    "leases",
    metadata,
    Column("duty", String(40), nullable=False),
    Column("book", String(200), nullable=False),
    Column("holder", String(100), nullable=False),
    Column("term", Integer, nullable=False),
    Column("until", BigInteger, nullable=False),
    PrimaryKeyConstraint("duty", "book"),
)

seal_keys = Table(
    "seal_keys",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("made", BigInteger, nullable=False),
)
