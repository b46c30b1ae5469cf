"""``prose``: reports in running text, read by the project's reader; processor time beside a bound, and its growth.

The text is made up: sentences as yearbooks have them, each with figures of its own, about a region and a year that
change, with sentences between them that have no figure. There is a statement for every 140 bytes or so, as in the
report that the bundled seeds began with. Its lines break where pages break them.

Two things are measured: the reader alone, from the text to its statements, and the command ``ipstats read``, which
settles what is in doubt and writes a row for each besides. Where the report lies beside the project, the command
reads that too, so often over that it is as large: it has short lines and many headings.
"""

from __future__ import annotations

import random
from pathlib import Path

from .measuring import Program, best_runs
from .programs import installed
from .report import Line, say

ROUNDS = 3

#: The sizes of the texts, in bytes; the bound is for the second.
SMALL, LARGE = 1_250_000, 5_000_000

#: Seconds of processor time, and how much more than in proportion the larger text may take.
MOST, IN_PROPORTION = 5.0, 1.15

#: The report, where it lies beside the project.
_REPORT = next(
    (
        path
        for parent in Path(__file__).resolve().parents
        if (path := parent / "shared" / "sources" / "xinjiang-2016-ip.txt").exists()
    ),
    None,
)

_REGIONS = (
    "河北省", "山西省", "辽宁省", "吉林省", "江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "四川省", "贵州省", "云南省",
    "陕西省", "甘肃省", "青海省",
)  # fmt: skip
_SENTENCES = (
    "{year}年，{region}专利申请量{a}件，比上年增长{p}%，其中发明专利申请{b}件。",
    "全年获得专利授权{a}件，同比减少{p}%，居全国第{r}位。",
    "截至{year}年底，全省有效发明专利{a}件，占有效专利总量的{p}%。",
    "按类型分，外观设计、实用新型、发明三类授权量依次是{a}件、{b}件和{c}件。",
    "各级知识产权局受理专利纠纷案件{b}件，结案{c}件，查处假冒专利案件{b}件。",
    "全省商标注册申请{m}万件，核准注册{n}万件，增幅达{p}%。",
)
_BETWEEN = (
    "知识产权工作紧紧围绕创新发展的大局，进一步完善政策体系，服务水平稳步提升。",
    "有关部门加强协作，深入开展宣传培训，社会各界的保护意识明显增强。",
    "企业的主体作用日益突出，高校和科研机构的成果加快转化，营商环境持续改善。",
)
_WIDTH = 38

_ALONE = """
import sys
from pathlib import Path
from ipstats.database import open_database
from ipstats.questions.published import vocabulary
from ipstats.sources.prose import read_prose
with open_database(sys.argv[1]) as database:
    names = vocabulary(database.reader)
read_prose(Path(sys.argv[2]).read_text("utf-8"), names)
"""


def measure(work: Path) -> list[Line]:
    """Both texts, with the reader alone and with the command."""
    ours, how = installed(work, "ipstats")
    say(f"prose: ipstats ({how}) …")
    database = work / "prose.sqlite"
    texts = {size: work / f"prose-{size}.txt" for size in (SMALL, LARGE)}
    for size, path in texts.items():
        path.write_text(text(size), "utf-8")
    best_runs(
        {"init": Program([ours, "init", "--database", database], before=lambda: database.unlink(missing_ok=True))}, 1
    )
    programs = {
        (name, size): Program(
            [ours.with_name("python"), "-c", _ALONE, database, path]
            if name == "reader"
            else [ours, "read", path, "--format", "csv", "--database", database]
        )
        for name in ("reader", "command")
        for size, path in texts.items()
    }
    if _REPORT is not None:
        whole = _REPORT.read_text("utf-8")
        path = work / "report.txt"
        path.write_text("\n".join([whole] * -(-LARGE // len(whole.encode()))), "utf-8")
        programs["report", LARGE] = Program([ours, "read", path, "--format", "csv", "--database", database])
    spent = best_runs({f"{name} {size}": program for (name, size), program in programs.items()}, ROUNDS)
    lines = []
    for name, what in (("reader", "the reader alone"), ("command", "ipstats read")):
        small, large = (spent[f"{name} {size}"].processor for size in (SMALL, LARGE))
        lines += [
            Line("prose", f"5 MB, {what}", "a bound", large, MOST, "s", 1.0),
            Line("prose", f"5 MB over 1.25 MB, {what}", "four times that", large, 4 * small, "s", IN_PROPORTION),
        ]
    if _REPORT is not None:
        report = spent[f"report {LARGE}"].processor
        lines.append(Line("prose", "5 MB of a report, ipstats read", "a bound", report, MOST, "s", 1.0))
    return lines


def text(size: int) -> str:
    """A made-up report of about so many bytes, always the same."""
    chance = random.Random(size)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        sentences = []
        for _ in range(6):
            sentences += [_sentence(chance), *chance.sample(_BETWEEN, chance.randint(2, 3))]
        whole = "".join(sentences)
        paragraphs.append("\n".join(whole[at : at + _WIDTH] for at in range(0, len(whole), _WIDTH)))
        length += len(paragraphs[-1].encode()) + 2
    return "\n\n".join(paragraphs)


def _sentence(chance: random.Random) -> str:
    return chance.choice(_SENTENCES).format(
        year=chance.randint(1990, 2023),
        region=chance.choice(_REGIONS),
        a=chance.randint(1_000, 99_999),
        b=chance.randint(100, 9_999),
        c=chance.randint(10, 999),
        p=chance.randint(10, 499) / 10,
        r=chance.randint(1, 31),
        m=chance.randint(100, 9_999) / 100,
        n=chance.randint(100, 9_999) / 100,
    )
