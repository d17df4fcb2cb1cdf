"""The tables in which a record is kept. Migrations bring a database to this shape."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

books = Table(
    "books",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("book", Integer, ForeignKey("books.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("book", "version"),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("book", Integer, ForeignKey("books.id"), nullable=False),
    Column("person", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("body_sha256", String(64), nullable=False),
    Column("after", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    UniqueConstraint("book", "person", "key"),
)

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("book", Integer, ForeignKey("books.id"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("book", "size"),
)
