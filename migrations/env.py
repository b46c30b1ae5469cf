"""Alembic's entry: migrate the connection that ipstats hands over, or the database that the user has."""

from alembic import context

from ipstats.store.location import locate
from ipstats.store.migrating import define_views, drop_views, writing_engine
from ipstats.store.schema import metadata


def run(connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, compare_type=False)
    with context.begin_transaction():
        context.run_migrations()


if (handed := context.config.attributes.get("connection")) is not None:
    run(handed)
else:
    with writing_engine(locate()).begin() as own:
        drop_views(own)
        run(own)
        define_views(own)
