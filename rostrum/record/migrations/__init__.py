"""Brings the tables of a record or a ledger to the shape that this version knows, in one transaction."""

from dataclasses import dataclass
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, String, column, inspect, select
from sqlalchemy import table as sql_table

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Steps:
    """The folder of the steps, the last of them, and the table in which stands how far a database has come."""

    folder: Path
    latest: str
    table: str


RECORD = Steps(HERE, "0001", "alembic_version")
LEDGER = Steps(HERE / "ledger", "0003", "ledger_version")


class NewerSchema(Exception):
    """The database was last opened by a newer version, whose tables this one does not know."""


def migrate(connection: Connection, wanted: Steps) -> None:
    """Runs what is missing; ``connection`` is in a transaction that holds the write lock.

    Raises `NewerSchema`; an interrupted migration leaves nothing behind.
    """
    found = _revision(connection, wanted.table)
    if found == wanted.latest:
        return
    config = Config()
    config.set_main_option("script_location", str(wanted.folder))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise NewerSchema(found)

    def steps(revision: tuple[str, ...], _context: MigrationContext) -> list[object]:
        return scripts._upgrade_revs(wanted.latest, revision)  # pyright: ignore

    with EnvironmentContext(config, scripts, fn=steps) as environment:  # pyright: ignore
        environment.configure(connection=connection, transactional_ddl=True, version_table=wanted.table)
        with Operations.context(environment.get_context()):
            environment.run_migrations()


def _revision(connection: Connection, table: str) -> str | None:
    if not inspect(connection).has_table(table):
        return None
    return connection.execute(select(column("version_num", String)).select_from(sql_table(table))).scalar()
