"""Brings the tables of a record to the shape that this version knows, in one transaction."""

from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

LATEST = "0001"


class NewerSchema(Exception):
    """The database was last opened by a newer version, whose tables this one does not know."""


def migrate(connection: Connection) -> None:
    """Runs what is missing; ``connection`` is in a transaction that holds the write lock.

    Raises `NewerSchema`; an interrupted migration leaves nothing behind.
    """
    found = _revision(connection)
    if found == LATEST:
        return
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise NewerSchema(found)

    def steps(revision: tuple[str, ...], _context: MigrationContext) -> list[object]:
        return scripts._upgrade_revs(LATEST, revision)  # pyright: ignore

    with EnvironmentContext(config, scripts, fn=steps) as environment:  # pyright: ignore
        environment.configure(connection=connection, transactional_ddl=True)
        with Operations.context(environment.get_context()):
            environment.run_migrations()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
