"""Migrations: from the first revision with data in it, on both databases, and nothing is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from ipstats.database import Database, load, migrate
from ipstats.errors import DatabaseVersionError
from ipstats.store.bundled import bundled
from ipstats.store.location import parse
from ipstats.store.migrating import define_views, drop_views, upgrade, writing_engine
from ipstats.store.reading import REVISIONS
from ipstats.store.schema import metadata

ROWS = "SELECT region, metric, patent_type, period, value, low, high, published, status, locator FROM facts ORDER BY 2, 3, 1, 4"


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request, tmp_path) -> str:
    """A database of the first revision with a user's own figures in it."""
    place = str(tmp_path / "old.sqlite") if request.param == "sqlite" else request.getfixturevalue("empty_postgres")
    with writing_engine(parse(place, "test")).begin() as connection:
        upgrade(connection, REVISIONS[0])
        for table in metadata.sorted_tables:
            if table.name not in inspect(connection).get_table_names():
                continue
            for row in _rows(table.name):
                connection.execute(table.insert(), [row])
    return place


def _rows(table: str) -> list[dict[str, object]]:
    """Rows as an old version wrote them; enough for one figure and one claim."""
    return {
        "region_levels": [{"id": 1, "code": "country", "name_zh": "国家", "name_en": "country"}, {"id": 3, "code": "province", "name_zh": "省", "name_en": "province"}],
        "regions": [
            {"id": 100000, "code": "100000", "iso": "CN", "name_zh": "全国", "name_en": "China", "full_name_zh": "中国", "level_id": 1, "overlaps_parent": 0},
            {"id": 620000, "code": "620000", "iso": "CN-GS", "name_zh": "甘肃", "name_en": "Gansu", "full_name_zh": "甘肃省", "level_id": 3, "parent_id": 100000, "overlaps_parent": 0},
        ],
        "years": [{"year": 2015}, {"year": 2016}],
        "period_parts": [{"id": 0, "suffix": "", "name_zh": "全年", "name_en": "year"}],
        "units": [{"code": "件", "name_en": "items"}, {"code": "%", "name_en": "percent"}],
        "breakdown_kinds": [{"id": 0, "code": "none"}],
        "breakdowns": [{"id": 0, "kind_id": 0, "name_zh": "", "name_en": ""}],
        "metrics": [
            {
                "id": 1, "code": "pct.applications", "subject": "pct", "measure": "applications", "name_zh": "PCT", "name_en": "PCT", "unit": "件",
                "kind": "flow", "breakdown_kind": 0, "adds_over_regions": 1, "adds_over_years": 1, "divisor": 1,
            }
        ],
        "sources": [{"id": 1, "code": "own", "name_zh": "自", "name_en": "own", "edition": "", "publisher": "", "published": "2017", "language": "zh", "priority": 50}],
        "statuses": [{"code": "A", "name_zh": "正常", "name_en": "normal"}],
        "qualifiers": [{"code": "exact", "name_zh": "确数", "name_en": "exact"}],
        "claim_kinds": [{"code": "growth", "name_zh": "增长", "name_en": "growth", "unit": "%"}],
        "panels": [{"id": 1, "metric_id": 1, "year": 2016, "level_id": 3, "breakdown_id": 0, "part": 0, "figures": 1}],
        "observations": [
            {
                "metric_id": 1, "region_id": 620000, "breakdown_id": 0, "part": 0, "year": 2016, "source_id": 1, "breakdown_kind": 0, "panel_id": 1,
                "value": 24, "low": 24, "high": 24, "decimals": 0, "unit_mult": 0, "qualifier": "exact", "status": "A", "published": "24件", "locator": "p. 1",
            }
        ],
        "claims": [
            {
                "metric_id": 1, "region_id": 620000, "breakdown_id": 0, "part": 0, "year": 2016, "source_id": 1, "kind": "growth", "subject": "level",
                "breakdown_kind": 0, "base_year": 2015, "preferred": 1, "value": 200000, "low": 195000, "high": 205000, "decimals": 0, "published": "20%", "locator": "p. 1",
            }
        ],
    }.get(table, [])  # fmt: skip


def test_a_database_of_the_first_revision_keeps_everything_and_answers(old, tmp_path):
    with pytest.raises(DatabaseVersionError, match="of an older version"):
        Database(parse(old, "test"))
    assert migrate(old).startswith("brought ")
    with Database(parse(old, "test")) as database:
        # 24 at 19.5 to 20.5 % leaves 20, which the first version did not recover.
        assert database.sql(ROWS).rows == [
            ("甘肃", "pct.applications", "", "2015", 20, 20, 20, "", "I", "20% (p. 1) to 24件 (p. 1)"),
            ("甘肃", "pct.applications", "", "2016", 24, 24, 24, "24件", "A", "p. 1"),
        ]
        assert database.sql("SELECT published, low, high FROM statements").rows == [
            ("20%", exactly("19.5"), exactly("20.5"))
        ]
    assert migrate(old).endswith(f"is up to date (schema {REVISIONS[-1]})")


def exactly(number: str):
    from decimal import Decimal

    return Decimal(number)


def test_a_copy_of_an_older_file_is_kept(tmp_path):
    path = tmp_path / "old.sqlite"
    with writing_engine(parse(str(path), "test")).begin() as connection:
        upgrade(connection, REVISIONS[0])
    before = path.read_bytes()
    migrate(path)
    assert (tmp_path / "old.sqlite.before-migration").read_bytes() == before


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_migrations_make_the_tables_that_the_models_declare(kind, request, tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    place = str(tmp_path / "new.sqlite") if kind == "sqlite" else request.getfixturevalue("empty_postgres")
    with writing_engine(parse(place, "test")).begin() as connection:
        upgrade(connection)
        for column_of in metadata.sorted_tables:
            made = {column["name"] for column in inspect(connection).get_columns(column_of.name)}
            assert made == set(column_of.columns.keys())
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        checks = {
            check["name"]
            for table in metadata.sorted_tables
            for check in inspect(connection).get_check_constraints(table.name)
        }
    declared = {
        str(item.name)
        for table in metadata.sorted_tables
        for item in table.constraints
        if type(item).__name__ == "CheckConstraint"
    }
    assert checks == declared


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrations_can_be_taken_back(kind, request, tmp_path):
    from alembic import command
    from alembic.config import Config

    place = str(tmp_path / "new.sqlite") if kind == "sqlite" else request.getfixturevalue("empty_postgres")
    with writing_engine(parse(place, "test")).begin() as connection:
        upgrade(connection)
        config = Config()
        config.set_main_option("script_location", str(bundled("migrations")))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}


def test_the_revisions_that_a_reader_knows_are_those_of_the_migrations():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(bundled("migrations")))
    script = ScriptDirectory.from_config(config)
    assert tuple(revision.revision for revision in reversed(list(script.walk_revisions()))) == REVISIONS


def test_views_of_another_version_are_replaced(database):
    with writing_engine(parse(str(database), "test")).begin() as connection:
        drop_views(connection)
        connection.execute(text("CREATE VIEW facts AS SELECT 1 AS old"))
        connection.execute(text("CREATE VIEW gone AS SELECT * FROM facts"))
        define_views(connection)
    with Database(parse(str(database), "test")) as opened:
        assert len(opened.sql("SELECT * FROM facts").rows) == 49
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'gone'").fetchone() == (0,)
    connection.close()


def test_what_a_user_loaded_is_there_after_a_migration_that_fails(database, folder, monkeypatch):
    load(database, [folder(figures="region,period,metric,published\n甘肃,2016,pct.applications,24件\n")])
    with sqlite3.connect(database) as connection:
        connection.execute("DROP TABLE derivations")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    before = Path(database).read_bytes()
    monkeypatch.setattr(
        "ipstats.store.migrating.define_views",
        lambda connection: connection.execute(text("CREATE VIEW broken AS SELECT FROM")),
    )
    from ipstats.errors import IpstatsError

    with pytest.raises(IpstatsError):
        migrate(database)
    assert Path(database).read_bytes() == before


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_seeds_of_a_newer_version_come_into_a_database_that_has_some(kind, request, tmp_path, folder, reported):
    from conftest import REPORT
    from ipstats.database import initialize, open_database
    from ipstats.store.bundled import seed_folders

    own = folder(figures="region,period,metric,published\n甘肃,2030,pct.applications,24件\n")
    place = str(tmp_path / "some.sqlite") if kind == "sqlite" else request.getfixturevalue("empty_postgres")
    initialize(place, bare=True)
    load(place, [own])
    assert migrate(place).endswith(f"is up to date (schema {REVISIONS[-1]})")
    load(place, [REPORT])
    assert f"loaded {len(seed_folders()) - 1} sources that came with this version" in migrate(place)
    assert migrate(place).endswith(f"is up to date (schema {REVISIONS[-1]})")
    with open_database(place) as database:
        assert database.series("pct", region="甘肃", year=2030).to_records()[0]["value"] == 24
        assert database.ranking("pct", region="新疆", year=2016).to_records()[0]["rank"] == 24
