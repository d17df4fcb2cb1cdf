"""Where letters to those invited go: no address stands in an act any more."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("book", sa.String(200), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("addresses", sa.Text, nullable=False),
        sa.Column("salt", sa.String(100), nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("book", "key"),
    )
