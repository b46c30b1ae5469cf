"""Free SQL can read and do nothing else: not write, not here and not elsewhere, not forever, not without bound."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ipstats.database import Database, initialize, load, open_database
from ipstats.errors import IpstatsError, QueryError, TimeLimitError

DATA = Path(__file__).parent / "data"

#: Statements that would change the database, the connection or the disk; FILE stands for a file that is not there.
WRITES = (
    "INSERT INTO units (code, name_en) VALUES ('x', 'x')",
    "REPLACE INTO units (code, name_en) VALUES ('x', 'x')",
    "UPDATE observations SET value = 0",
    "DELETE FROM observations",
    "DELETE FROM observations RETURNING *",
    "WITH gone AS (SELECT 1) DELETE FROM observations",
    "DROP TABLE observations",
    "DROP VIEW facts",
    "ALTER TABLE units RENAME TO others",
    "CREATE TABLE mine (x)",
    "CREATE TEMP TABLE mine (x)",
    "CREATE TEMP VIEW units AS SELECT 1",
    "CREATE TRIGGER t AFTER INSERT ON units BEGIN DELETE FROM units; END",
    "CREATE VIRTUAL TABLE mine USING fts5(x)",
    "ATTACH DATABASE 'FILE' AS other",
    "DETACH DATABASE main",
    "VACUUM",
    "VACUUM INTO 'FILE'",
    "REINDEX",
    "ANALYZE",
    "PRAGMA query_only = off",
    "PRAGMA writable_schema = on",
    "PRAGMA journal_mode = WAL",
    "PRAGMA user_version = 9",
    "PRAGMA database_list",
    "SELECT * FROM pragma_database_list",
    "BEGIN EXCLUSIVE",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT s",
    "SELECT load_extension('FILE')",
    "SELECT readfile('FILE')",
    "SELECT writefile('FILE', 'x')",
    "SELECT edit('x')",
    "SELECT fts3_tokenizer('simple')",
    "SELECT 1; DELETE FROM observations",
    "SELECT 1; SELECT 2",
    "SELECT 1 /* ; */; DROP TABLE observations --",
    "-- only a comment",
    "/* SELECT 1 */ DELETE FROM observations",
    "SELECT 1 --\n; DROP TABLE observations",
    ";",
)

#: What would take the memory of the machine if it ran.
BOMBS = (
    "SELECT randomblob(2000000000)",
    "SELECT zeroblob(2147483647)",
    "SELECT hex(zeroblob(900000))",
    "SELECT replace(hex(zeroblob(400000)), '0', '000000000000')",
    "WITH RECURSIVE n(t) AS (SELECT 'xx' UNION ALL SELECT t || t FROM n) SELECT count(*) FROM n",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT zeroblob(900000) FROM n",
)

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

#: A memory that a reader of SQL may take on a bad day, in bytes.
MEMORY = 800_000_000


@pytest.fixture(scope="module")
def reader(seeded: Path) -> Iterator[Database]:
    with open_database(seeded, time_limit=5) as opened:
        yield opened


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("statement", WRITES)
def test_a_statement_that_does_more_than_read_is_refused_and_leaves_everything_as_it_was(
    reader: Database, seeded: Path, tmp_path: Path, statement: str
) -> None:
    before = contents(seeded.parent)
    with pytest.raises(QueryError) as refused:
        reader.sql(statement.replace("FILE", str(tmp_path / "stolen")))
    assert refused.value.exit_code == 2
    assert refused.value.advice
    assert contents(seeded.parent) == before
    assert list(tmp_path.iterdir()) == []
    assert reader.sql("SELECT count(*) AS n FROM observations").rows[0][0] > 0


def test_the_command_line_refuses_a_write_and_says_what_can_be_run(ipstats: Callable, database: Path) -> None:
    before = database.read_bytes()
    ran = ipstats("sql", "DELETE FROM observations", "--database", database)
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err
        == "ipstats: not allowed: not authorized\nOnly statements that read can be run: SELECT …, WITH … SELECT …\n"
    )
    assert database.read_bytes() == before


def little_memory() -> None:
    """In a child: no more address space than this, whatever the parent had."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_would_take_all_the_memory_is_stopped(seeded: Path, tmp_path: Path, bomb: str) -> None:
    command = [sys.executable, "-m", "ipstats", "sql", bomb, "--time-limit", "20", "--database", str(seeded)]

    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, preexec_fn=little_memory, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr
    assert "too big" in ran.stderr or "too large" in ran.stderr or "too long" in ran.stderr
    assert len(ran.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    "hoard",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT group_concat(hex(i)) FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n ORDER BY -i",
    ],
)
def test_a_recursion_that_remembers_every_row_ends_at_the_time_limit_and_not_with_the_memory(
    seeded: Path, hoard: str
) -> None:
    command = [sys.executable, "-m", "ipstats", "sql", hoard, "--time-limit", "1", "--database", str(seeded)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, preexec_fn=little_memory, check=False)
    assert (ran.returncode, ran.stdout) == (4, "")
    assert ran.stderr.startswith("ipstats: the time limit of 1 s was reached\n")


def test_texts_so_long_that_one_search_in_them_would_outlive_the_time_limit_are_refused(reader: Database) -> None:
    with pytest.raises(QueryError, match="too big"):
        reader.sql("SELECT instr(hex(zeroblob(900000)), hex(zeroblob(450000)) || 'b')")


def test_a_width_of_gigabytes_gives_an_empty_cell_and_no_gigabytes(reader: Database) -> None:
    assert reader.sql("SELECT printf('%2000000000d', 1) AS wide").rows == [(None,)]


def test_common_table_expressions_window_functions_and_every_view_can_be_read(reader: Database) -> None:
    numbered = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3) "
    windowed = reader.sql(numbered + "SELECT i, sum(i) OVER (ORDER BY i) AS running FROM n")
    assert windowed.rows == [(1, 1), (2, 3), (3, 6)]
    views = [row[0] for row in reader.sql("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name").rows]
    assert "facts" in views
    for view in views:
        # Every pair of years is a row there: it is asked for one.
        pair = " WHERE from_year = 2011 AND to_year = 2015" if view == "sums_over_years" else ""
        assert reader.sql(f"SELECT count(*) FROM {view}{pair}").rows[0][0] >= 0


def test_a_semicolon_at_the_end_and_comments_around_a_select_are_no_harm(reader: Database) -> None:
    assert reader.sql("-- first\nSELECT /* ; DROP TABLE x */ 1 AS one; -- last").rows == [(1,)]


def test_rows_beyond_the_limit_are_cut_and_a_note_says_so(ipstats: Callable, seeded: Path) -> None:
    statement = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    ran = ipstats("sql", statement, "--max-rows", "3", "--format", "csv", "--database", seeded)
    assert (ran.code, ran.out) == (0, "i\n1\n2\n3\n")
    assert ran.err == "note: cut after 3 rows; --max-rows gives more\n"


@pytest.mark.parametrize("number", ["0", "-1", "-7", "99999999999999999999"])
def test_a_limit_of_rows_that_is_none_is_wrong_usage(ipstats: Callable, seeded: Path, number: str) -> None:
    ran = ipstats("sql", "SELECT 1", "--max-rows", number, "--database", seeded)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"ipstats: --max-rows {number}\nAsk for at least 1")


@pytest.mark.parametrize("seconds", ["0", "-1", "nan"])
def test_a_time_limit_that_is_none_is_wrong_usage(ipstats: Callable, seeded: Path, seconds: str) -> None:
    ran = ipstats("sql", "SELECT 1", "--time-limit", seconds, "--database", seeded)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"ipstats: a time limit of {seconds} s\nGive it some seconds: --time-limit 60\n"


def test_a_statement_comes_from_an_argument_a_file_or_standard_input_alike(
    ipstats: Callable, seeded: Path, tmp_path: Path
) -> None:
    statement = "SELECT code, name_en FROM units ORDER BY code"
    file = tmp_path / "units.sql"
    file.write_text("\ufeff-- 单位\n" + statement + ";\n", "utf-8")
    argument = ipstats("sql", statement, "--database", seeded)
    assert argument.code == 0
    assert len(argument.out.splitlines()) > 3
    assert ipstats("sql", "-f", file, "--database", seeded) == argument
    assert ipstats("sql", "-", "--database", seeded, input=statement) == argument
    assert ipstats("sql", "--database", seeded, input=statement) == argument


@pytest.mark.parametrize(
    ("arguments", "given", "message"),
    [
        (("SELECT 1", "-f", "x.sql"), "", "ipstats: SQL was given twice: as an argument and with --file\n"),
        (("-f", "missing.sql"), "", "ipstats: missing.sql cannot be read: No such file or directory\n"),
        (("-f", "."), "", "ipstats: . cannot be read: Is a directory\n"),
        (("-f", "latin.sql"), "", "ipstats: latin.sql cannot be read: it is not UTF-8 text\n"),
        ((), "  \n", "ipstats: the SQL is empty\n"),
        (("SELEC 1",), "", 'ipstats: near "SELEC": syntax error\n'),
        (("SELECT :x",), "", "ipstats: You did not supply a value for binding parameter :x.\n"),
        (("SELECT nosuch FROM facts",), "", "ipstats: no such column: nosuch\n"),
        (("SELECT * FROM nosuch",), "", "ipstats: no such table: nosuch\n"),
        (("SELECT '\udcff'",), "", "ipstats: the SQL is not UTF-8 text\n"),
        (("-",), "SELECT 1\0", "ipstats: the query contains a null character\n"),
    ],
    ids=lambda value: None,
)
def test_sql_that_cannot_be_read_or_run_is_wrong_usage_and_says_what_to_do(
    ipstats: Callable, seeded: Path, tmp_path: Path, arguments: tuple[str, ...], given: str, message: str
) -> None:
    (tmp_path / "latin.sql").write_bytes(b"SELECT '\xe9'")
    ran = ipstats("sql", *arguments, "--database", seeded, input=given)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(message)
    assert len(ran.err.splitlines()) == 2, "the way out follows"


def test_a_reader_of_a_changed_authorizer_would_notice(seeded: Path, tmp_path: Path) -> None:
    """What the authorizer is for: a connection that is read-only in name still attaches, and makes, a file."""
    connection = sqlite3.connect(f"{seeded.as_uri()}?mode=ro", uri=True)
    connection.execute("ATTACH DATABASE ? AS other", (str(tmp_path / "made"),))
    connection.execute("CREATE TABLE other.t (x)")
    connection.close()
    assert (tmp_path / "made").exists()


# PostgreSQL

POSTGRES_WRITES = (
    "COPY (SELECT 1) TO PROGRAM 'touch FILE'",
    "COPY observations TO 'FILE'",
    "SET default_transaction_read_only = off",
    "SET TRANSACTION READ WRITE",
    "COMMIT; DELETE FROM observations",
    "COMMIT",
    "ROLLBACK; DELETE FROM observations; COMMIT",
    "DELETE FROM observations",
    "UPDATE observations SET value = 0",
    "INSERT INTO units (code, name_en) VALUES ('x', 'x')",
    "TRUNCATE observations CASCADE",
    "SELECT 1; DROP TABLE observations CASCADE",
    "SELECT 1; SELECT 2",
    "SELECT 1; COMMIT; DROP TABLE observations CASCADE; --",
    "WITH gone AS (DELETE FROM observations RETURNING *) SELECT * FROM gone",
    "WITH made AS (INSERT INTO units (code, name_en) VALUES ('x', 'x') RETURNING *) SELECT * FROM made",
    "DO $$ BEGIN DELETE FROM observations; END $$",
    "CALL nothing()",
    "CREATE TEMP TABLE mine (x integer)",
    "CREATE SEQUENCE mine",
    "SELECT 1 INTO mine",
    "SELECT nextval(oid::regclass) FROM pg_class WHERE relkind = 'S'",
    "SELECT * FROM units FOR UPDATE",
    "SELECT lo_creat(-1)",
    "SELECT set_config('transaction_read_only', 'off', false)",
    "SELECT set_config('transaction_read_only', 'off', true) FROM units",
    "PREPARE mine AS SELECT 1",
    "LISTEN mine",
    "LOCK TABLE observations",
    "VACUUM",
    "EXPLAIN ANALYZE DELETE FROM observations",
    "CLOSE ALL",
    "FETCH ALL FROM answer",
)


@pytest.fixture(scope="module")
def server(panel_postgres: str) -> Iterator[Database]:
    with open_database(panel_postgres, time_limit=5) as opened:
        yield opened


def counts(url: str) -> list[tuple[str, int]]:
    import psycopg
    from psycopg import sql

    with psycopg.connect(url) as connection:
        names = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'S') AND relnamespace = 'public'::regnamespace ORDER BY 1"
        ).fetchall()
        return [(name, connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()[0]) for (name,) in names]  # fmt: skip


@pytest.mark.parametrize("statement", POSTGRES_WRITES)
def test_a_server_refuses_what_does_more_than_read_and_is_left_as_it_was(
    server: Database, panel_postgres: str, tmp_path: Path, statement: str
) -> None:
    if "nextval" in statement:
        import psycopg

        with psycopg.connect(panel_postgres) as connection:
            connection.execute("CREATE SEQUENCE IF NOT EXISTS counter")
    before = counts(panel_postgres)
    with pytest.raises(QueryError) as refused:
        server.sql(statement.replace("FILE", str(tmp_path / "stolen")))
    assert refused.value.advice.startswith("Only statements that read can be run")
    assert list(tmp_path.iterdir()) == []
    assert counts(panel_postgres) == before
    assert server.sql("SELECT 1 AS one").rows == [(1,)]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT pg_sleep(60)",
        # One that would lift the limit for the rows that are fetched later.
        "SELECT set_config('statement_timeout', '0', false), pg_sleep(CASE WHEN g > 2500 THEN 60 ELSE 0 END) FROM generate_series(1, 9000) AS g",
        # No fetch is slow by itself, all together are.
        "SELECT pg_sleep(0.0002) FROM generate_series(1, 100000)",
    ],
)
def test_a_server_stops_a_query_at_the_time_limit_however_it_spends_the_time(
    panel_postgres: str, statement: str
) -> None:
    with open_database(panel_postgres, time_limit=0.5) as opened:
        with pytest.raises(TimeLimitError) as stopped:
            opened.sql(statement)
        assert stopped.value.exit_code == 4
        assert opened.sql("SELECT 1 AS one").rows == [(1,)], "and the next one has its own time"


def test_a_time_limit_below_a_millisecond_is_not_taken_for_none_on_a_server(
    panel_postgres: str, ipstats: Callable
) -> None:
    ran = ipstats("sql", "SELECT pg_sleep(30)", "--time-limit", "0.0001", "--database", panel_postgres)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("ipstats: the time limit of 0.0001 s was reached\n")


def test_a_server_runs_common_table_expressions_window_functions_and_percent_signs(server: Database) -> None:
    statement = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3) "
    assert server.sql(statement + "SELECT i, sum(i) OVER (ORDER BY i) AS running FROM n; -- end").rows == [
        (1, 1),
        (2, 3),
        (3, 6),
    ]
    assert server.sql("SELECT 'a%sb:c' AS text WHERE 'x' LIKE '%'").rows == [("a%sb:c",)]


def test_a_query_of_a_server_cannot_lift_the_protection_for_the_next_one(server: Database, panel_postgres: str) -> None:
    server.sql("SELECT set_config('default_transaction_read_only', 'off', false)")
    with pytest.raises(QueryError):
        server.sql("SELECT lo_creat(-1)")
    with pytest.raises(QueryError):
        server.sql("SELECT nothing_of_that_name")
    with pytest.raises(QueryError):
        server.sql("SELECT lo_creat(-1)")


def test_a_server_cuts_rows_beyond_the_limit_with_a_note(server: Database) -> None:
    answer = server.sql("SELECT g FROM generate_series(1, 1000000) AS g", max_rows=4500)
    assert [row[0] for row in answer.rows] == list(range(1, 4501))
    assert answer.notes == ["cut after 4500 rows; --max-rows gives more"]


PASSWORDS = (
    "postgresql://u:s3cr3t@127.0.0.1:1/x",
    "postgres://u:s3cr3t@127.0.0.1:1/x",
    "postgresql://u:s3cr3t@r3st@127.0.0.1:1/x",
    "postgresql://u:s3cr3t/x@127.0.0.1:1/x",
    "postgresql://u@127.0.0.1:1/x?password=s3cr3t",
    "postgresql://u:s3cr3t@127.0.0.1:1/x?nonsense=1",
    "postgresql://u:s3cr3t@127.0.0.1:port/x",
    "postgresql://u:s3cr3t/x",
    "postgresql+nosuchdriver://u:s3cr3t@127.0.0.1:1/x",
    "postgres:/u:s3cr3t@127.0.0.1/x",
    "mysql://u:s3cr3t@127.0.0.1/x",
    "host=127.0.0.1 port=1 password=s3cr3t",
)


@pytest.mark.parametrize("url", PASSWORDS)
def test_no_message_shows_the_password_of_a_connection_string(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str
) -> None:
    monkeypatch.chdir(tmp_path)
    of_no_server = url.startswith(("mysql", "host=", "postgres:/u")) or "@r3st" in url
    for use in (lambda: open_database(url), lambda: initialize(url), lambda: load(url, [DATA / "panel"])):
        with pytest.raises(IpstatsError) as failed:
            use()
        assert failed.value.exit_code == (2 if of_no_server else 3)
        assert "s3cr3t" not in str(failed.value)
        assert "r3st" not in str(failed.value)
        assert failed.value.advice
    assert list(tmp_path.iterdir()) == [], "nor is a file made of that name"


def test_a_server_that_is_not_there_is_a_database_that_is_not_there_and_the_password_is_masked(
    ipstats: Callable,
) -> None:
    url = "postgresql://u:s3cr3t@127.0.0.1:1/x"
    ran = ipstats("status", env={"IPSTATS_DATABASE": url})
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("ipstats: postgresql://u:***@127.0.0.1:1/x: connection failed")
    assert ran.err.endswith("\nCheck that the server runs, and the name, user and password\n")
    assert len(ran.err.splitlines()) == 2
