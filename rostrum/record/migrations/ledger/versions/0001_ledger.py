"""Keys spent, notes, deliveries of mail, persons and keys of seals."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "spent",
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("what", "key"),
    )
    op.create_table(
        "notes",
        sa.Column("book", sa.String(200), nullable=False),
        sa.Column("seat", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("capacity", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("book", "seat", "number"),
        sa.UniqueConstraint("book", "seat", "person", "key"),
    )
    op.create_table(
        "deliveries",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("letter", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.UniqueConstraint("letter", "state", "at"),
    )
    op.create_table(
        "persons",
        sa.Column("book", sa.String(200), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("names", sa.Text, nullable=False),
        sa.Column("style", sa.Text, nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("addresses", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("book", "key"),
    )
    op.create_table(
        "seal_keys",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
    )
