"""The documentation is complete, its examples give what it shows, and its generated pages are current."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from ipstats.database import open_database
from ipstats.errors import Exit
from ipstats.questions.lists import LISTS
from ipstats.render import FORMATS
from ipstats.store import schema
from ipstats.store.views import VIEWS

sys.path.insert(0, str(ROOT / "docs"))
import generate
from _build import blocks, pages

DOCS = ROOT / "docs"
WRITTEN = generate.written_pages()
EVERY_PAGE = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
REPORT = ROOT.parent / "shared" / "sources" / "xinjiang-2016-ip.txt"


def named(path: Path) -> str:
    """A page as the tests name it."""
    return path.relative_to(ROOT).as_posix()


@cache
def prose() -> str:
    """All pages that are written by hand."""
    return "\n".join(path.read_text("utf-8") for path in WRITTEN)


@cache
def page(name: str) -> str:
    """A page under ``docs``."""
    return (DOCS / name).read_text("utf-8")


@pytest.fixture(scope="module")
def made(seeded: Path) -> dict[str, str]:
    """The generated pages as they should be."""
    with open_database(seeded) as database:
        return pages.every_page(database)


def test_every_generated_page_is_known(made: dict[str, str]) -> None:
    """None is taken for one that is written by hand."""
    assert set(made) == set(generate.GENERATED)


@pytest.mark.parametrize("name", generate.GENERATED)
def test_a_generated_page_is_what_the_program_says(name: str, made: dict[str, str]) -> None:
    """Otherwise: ``python docs/generate.py``."""
    assert page(name) == made[name]


@pytest.mark.parametrize("path", WRITTEN, ids=named)
def test_the_examples_of_a_page_give_what_it_shows(path: Path, seeded: Path) -> None:
    """Each command ends with its exit code and prints what stands below it. Otherwise: ``python docs/generate.py``."""
    assert path.read_text("utf-8") == generate.renewed(path, seeded)


def test_there_are_examples_in_the_pages_for_users() -> None:
    """A page whose blocks are marked wrongly would pass for one without examples."""
    wanted = (
        "README.md", "getting-started.md", "ask.md", "audit.md", "cite.md", "sql.md", "load.md", "python.md", "read.md",
        "reading-prose.md", "review.md",
    )  # fmt: skip
    assert [path.name for path in WRITTEN if blocks.blocks_of(path.read_text("utf-8"))] == sorted(
        wanted, key=lambda name: (name != "README.md", name)
    )


def test_the_example_workbook_is_what_the_page_says_of_it() -> None:
    """Made anew it is the same to the byte. Otherwise: ``python docs/generate.py``."""
    path, content = generate.example()
    assert path.read_bytes() == content


def test_every_header_of_a_file_of_figures_is_named_in_read() -> None:
    """In both languages, as `ipstats load` knows them."""
    from ipstats.sources.headings import _NAMES

    headers = [header for groups in _NAMES.values() for group in groups for header in group]
    assert [header for header in headers if header not in page("read.md")] == []


def test_an_example_that_fails_is_no_example(seeded: Path) -> None:
    """An exit code other than the one that is announced stops the writing."""
    with blocks.Shell(seeded) as shell, pytest.raises(blocks.ExampleError, match="ends with 2, not with 0"):
        blocks.brought_up_to_date("```console\n$ ipstats query growth --metric gransts\n```", shell)


def test_an_example_sees_no_database_but_its_own(seeded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the writer of the pages has configured does not show in them."""
    monkeypatch.setenv("IPSTATS_DATABASE", "elsewhere.sqlite")
    with blocks.Shell(seeded) as shell:
        assert "chosen_by,default" in shell.run("ipstats status --format csv")[1]


def test_every_command_is_named_in_prose() -> None:
    """As a reader would type it."""
    every = [" ".join(("ipstats", *words)) for words, _ in pages.every_command()]
    assert [command for command in every if command not in prose()] == []


def test_every_option_is_named_in_prose() -> None:
    """In a page that says what it is good for, not only in the list of commands."""
    every = {option for _, command in pages.every_command() for item in command.params for option in item.opts}
    options = sorted(option for option in every | {"--help"} if option.startswith("-"))
    assert len(options) > 30
    assert [option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", prose())] == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_described(view: str) -> None:
    """In words in sql.md, and with its SQL in questions.md."""
    assert f"| `{view}` | " in page("sql.md")
    assert f"### {view}\n" in page("questions.md")


def test_every_table_and_column_says_what_it_holds() -> None:
    """Each has its line in the schema."""
    every = [(table.name, table.comment) for table in schema.metadata.sorted_tables]
    every += [(str(column), column.doc) for table in schema.metadata.sorted_tables for column in table.columns]
    assert [name for name, line in every if not line] == []


def test_every_file_and_column_of_a_seed_folder_is_described() -> None:
    """So is every key of source.toml."""
    from ipstats.sources.folder import _SOURCE_KEYS
    from ipstats.store.loading.folders import SEED_FILES
    from ipstats.store.loading.reference import REFERENCE_FILES

    files = [f"{name}.csv" for name in SEED_FILES]
    columns = [column for name in REFERENCE_FILES for column in REFERENCE_FILES[name]]
    wanted = [*files, *sorted(_SOURCE_KEYS), *dict.fromkeys(columns)]
    assert [word for word in wanted if word not in page("load.md")] == []


def test_every_format_and_list_is_named_in_prose() -> None:
    """By the word that is typed."""
    assert [name for name in (*FORMATS, *LISTS) if f"`{name}`" not in prose() and f"list {name}" not in prose()] == []


def test_the_exit_codes_are_all_in_ask() -> None:
    """Each once, and no other."""
    assert re.findall(r"^\| (\d+) \|", page("ask.md"), re.MULTILINE) == [str(int(code)) for code in Exit]


def test_every_dependency_and_extra_is_explained() -> None:
    """With the package or extra in the column where a reader looks for it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    needed = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    needed += [package for packages in extras.values() for package in packages]
    packages = {re.match(r"[\w-]+", package)[0] for package in needed} - {"ipstats"}  # type: ignore[index]
    text = page("dependencies.md")
    assert [name for name in sorted(packages) if not re.search(rf"(?<![\w-]){name}(?![\w-])", text)] == []
    assert [name for name in extras if f"| `{name}` |" not in text] == []


def slug(heading: str) -> str:
    """The anchor that a heading gets on GitHub."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def without_code(text: str) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def links() -> Iterator[tuple[Path, str]]:
    """Each relative link with the page that it stands in."""
    for path in EVERY_PAGE:
        for target in re.findall(r"\]\(([^)\s]+)\)", without_code(path.read_text("utf-8"))):
            if not target.startswith(("https://", "http://")):
                yield path, target


def test_every_relative_link_leads_somewhere() -> None:
    """To a file that is there, and to a heading in it."""
    broken = []
    for path, target in links():
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        headings = re.findall(r"^#+ (.+)$", without_code(file.read_text("utf-8")), re.M) if file.is_file() else []
        if not file.is_file() or (anchor and anchor not in map(slug, headings)):
            broken.append((named(path), target))
    assert broken == []


def test_the_readme_links_to_every_page() -> None:
    """A page that nothing leads to is not read."""
    linked = {target.partition("#")[0] for path, target in links() if path == ROOT / "README.md"}
    ours = [named(path) for path in EVERY_PAGE if path.name not in (*generate.NOT_OURS, "README.md")]
    assert [name for name in ours if name not in linked] == []


@pytest.mark.parametrize("path", EVERY_PAGE, ids=named)
def test_no_page_knows_the_machine_it_was_written_on(path: Path) -> None:
    """No absolute path."""
    assert (
        re.findall(r"(?<![\w.~/:])/(?:home|root|tmp|work|opt|Users|private|var|mnt)/\S*", path.read_text("utf-8")) == []
    )


@pytest.mark.skipif(not REPORT.exists(), reason="the report itself is not part of the project")
@pytest.mark.parametrize("path", EVERY_PAGE, ids=named)
def test_no_sentence_of_the_report_is_copied(path: Path) -> None:
    """No run of 16 Chinese characters stands both in a page and in the report."""
    report = "".join(REPORT.read_text("utf-8").split())
    runs = re.findall(r"[\u4e00-\u9fff，、；：（）《》“”]{16,}", path.read_text("utf-8"))
    assert [run[i : i + 16] for run in runs for i in range(len(run) - 15) if run[i : i + 16] in report] == []


def test_the_readme_begins_with_two_commands_to_paste() -> None:
    """One line each: the first ends in an answer, the second runs the tests."""
    shell = re.findall(r"^```sh\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert [block.count("\n") for block in shell] == [1, 1]
    assert shell[0].strip().endswith("ipstats query growth --metric invention")
    assert shell[1].strip().endswith("-m pytest -n auto")
