"""How the house is built: what may know what, what an answer imports, what the project never says."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "ipstats"

#: Each part, and the parts that it may import. Everything may import errors and results.
MAY_IMPORT = {
    "errors": set(),
    "results": {"render"},
    "numbers": set(),
    "sharpness": {"numbers"},
    "names": set(),
    "periods": set(),
    "render": set(),
    "audit": {"numbers", "periods", "sharpness"},
    "sources": {"numbers", "names", "periods"},
    "store": {"numbers", "names", "periods", "sources", "audit", "sharpness"},
    "questions": {"numbers", "names", "periods", "sources", "store", "audit", "sharpness"},
    "database": {"questions", "store"},
    "cli": {"database", "questions", "sources", "store", "render", "names"},
    "__init__": {"database"},
    "__main__": {"cli"},
}


def modules():
    """Every module with its part of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE)
        yield path, relative.parts[0].removesuffix(".py")


def imported_parts(path: Path) -> set[str]:
    """The parts of ipstats that a module imports, wherever in it."""
    depth = len(path.relative_to(PACKAGE).parts)
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            if node.level == depth and node.module:
                found.add(node.module.split(".")[0])
            elif node.level == depth:
                found |= {
                    name.name
                    for name in node.names
                    if (PACKAGE / name.name).exists() or (PACKAGE / f"{name.name}.py").exists()
                }
            assert not (node.module or "").startswith("ipstats"), f"{path}: import relatively"
    return found


@pytest.mark.parametrize(("path", "part"), list(modules()), ids=lambda item: str(item))
def test_dependencies_point_one_way(path, part):
    assert imported_parts(path) - {part, "errors", "results"} <= MAY_IMPORT[part]


def run_and_list_modules(*arguments: str | Path) -> set[str]:
    """Run the command line in a fresh process; the modules that it imported."""
    script = (
        "import sys; sys.argv[:] = ['ipstats', *sys.argv[1:]]\n"
        "from ipstats.cli.console import run\n"
        "code = run()\n"
        "print('\\n'.join(['MODULES', *sys.modules]), file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stderr.partition("MODULES\n")[2].split()}


HEAVY = {"sqlalchemy", "alembic", "pydantic", "pandas", "psycopg", "hypothesis", "mako"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "growth", "--metric", "invention", "--format", "csv"),
        ("query", "ranking", "--format", "json"),
        ("cite", "--metric", "grants", "--format", "ndjson"),
        ("sql", "SELECT 1", "--format", "markdown"),
        ("list", "questions", "--format", "csv"),
        ("status", "--format", "csv"),
        ("--help",),
        ("query", "growth", "--help"),
        ("--version",),
    ],
)
def test_an_answer_imports_nothing_that_it_does_not_need(seeded, arguments, monkeypatch):
    monkeypatch.setenv("IPSTATS_DATABASE", str(seeded))
    assert run_and_list_modules(*arguments) & (HEAVY | {"rich"}) == set()


def test_a_table_needs_rich_and_nothing_heavier(seeded, monkeypatch):
    monkeypatch.setenv("IPSTATS_DATABASE", str(seeded))
    found = run_and_list_modules("query", "growth")
    assert "rich" in found
    assert found & HEAVY == set()


def test_completion_does_not_import_sqlalchemy(seeded, monkeypatch):
    for name, value in (
        ("_IPSTATS_COMPLETE", "complete_bash"),
        ("COMP_WORDS", "ipstats query growth --region Xin"),
        ("COMP_CWORD", "4"),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("IPSTATS_DATABASE", str(seeded))
    assert run_and_list_modules() & {"sqlalchemy", "alembic", "rich"} == set()


def sources_of_the_project():
    """The text files that are kept in the project."""
    for folder in ("src", "tests", "docs", "seeds", "migrations", "benchmarks"):
        yield from (
            path
            for path in (ROOT / folder).rglob("*")
            if path.suffix in {".py", ".md", ".csv", ".toml", ".sql", ".ini", ".mako"}
        )
    yield from (path for path in ROOT.glob("*") if path.suffix in {".md", ".toml", ".ini"})


def test_no_figure_passes_through_float():
    for path, _ in modules():
        tree = ast.parse(path.read_text("utf-8"))
        calls = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
        ]
        assert calls == [], path


def test_sql_stands_in_its_files_and_not_in_f_strings():
    words = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE)\b.*\b(FROM|INTO|SET)\b", re.DOTALL)
    for path, _ in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                assert not words.search(ast.unparse(node)), f"{path}:{node.lineno}"


def test_no_module_and_no_function_holds_two_ideas():
    for path, _ in modules():
        text = path.read_text("utf-8")
        assert text.count("\n") <= 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{path}:{node.lineno}"


def test_no_path_of_a_machine_stands_in_the_project():
    here = str(ROOT.parent) + "/"
    for path in sources_of_the_project():
        assert here not in path.read_text("utf-8"), path


def test_the_wheel_carries_seeds_and_migrations():
    import tomllib

    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(built["force-include"]) == {"seeds", "migrations"}
