"""The steps that bring any older database, or an empty one, to the tables of this version."""

from pathlib import Path

from sqlalchemy import Connection

from knowledge.errors import CatalogueError


def upgrade(connection: Connection) -> None:
    """Run the missing migrations inside the caller's transaction.

    Errors: CatalogueError for a database whose schema this version does not know (made by a newer one).
    """
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    # Alembic reads the address through a configparser, where a percent sign starts a placeholder.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    found = MigrationContext.configure(connection).get_current_revision()
    if found == scripts.get_current_head():
        return
    if found and found not in {script.revision for script in scripts.walk_revisions()}:
        raise CatalogueError(f"schema {found} was made by a newer version")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
