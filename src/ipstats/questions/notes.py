"""Notes to an answer, in both languages: what was taken for granted, and what the numbers alone do not say."""

from __future__ import annotations

from collections.abc import Sequence

from ..names import join_names
from ..results import Cell, Column, Note


def latest(years: Sequence[str], levels: Sequence[str]) -> Note:
    """That the answer is for the latest year and the level with the most regions."""
    return Note(
        f"the latest year of each metric ({', '.join(years)}), regions of level {join_names(levels)};"
        " --region and --year choose others, --all gives everything",
        f"各指标的最新年份（{'、'.join(years)}），级别 {'、'.join(levels)}；--region、--year 另选，--all 显示全部",
    )


def latest_year(year: int) -> Note:
    """That the answer is for the latest year."""
    return Note(
        f"the latest year ({year}); --year chooses another, --all gives everything",
        f"最新年份（{year}）；--year 另选，--all 显示全部",
    )


def as_of_note(day: str, asked: int, of: int) -> Note:
    """That the answer is as of a date."""
    return Note(
        f"as of {day}: from what {asked} of {of} sources had published by then",
        f"截至 {day}：依据当时已出版的 {asked}/{of} 个来源",
    )


def sources_note(codes: Sequence[str]) -> Note:
    """That the answer rests on some sources alone."""
    return Note(f"from {join_names(codes)} alone", f"仅依据 {'、'.join(codes)}")


def left_out(metrics: Sequence[str], over: str, reason: str) -> Note:
    """That some of the metrics asked for are not summed."""
    zh = {"years": "多年", "regions": "各地区"}[over]
    return Note(
        f"left out, for it cannot be summed over {over}: {', '.join(metrics)} ({reason})",
        f"不作{zh}合计：{'、'.join(metrics)}",
    )


def parts_missing(metric: str, region: tuple[str, str], period: str, parts: Sequence[tuple[str, str]]) -> Note:
    """Which parts of a sum have no figure; ``region`` and ``parts`` are in Chinese and English."""
    return Note(
        f"{metric}, {region[1]}, {period}: no figure of {join_names([en for _, en in parts])}",
        f"{metric}，{region[0]}，{period}：缺 {'、'.join(zh for zh, _ in parts)}",
    )


def first_of(top: int) -> Note:
    """That there are more rows than were asked for."""
    return Note(f"the first {top} of more; --top gives more of them", f"仅前 {top} 行；--top 可显示更多")


def cut_after(rows: int) -> Note:
    """That free SQL gave more rows than the limit."""
    return Note(
        f"cut after {rows} row{'s' if rows != 1 else ''}; --max-rows gives more",
        f"仅前 {rows} 行；--max-rows 可显示更多",
    )


def remarks(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, contradicted: bool = True) -> list[Note]:
    """What a reader of the numbers alone would miss; ``contradicted`` growths are counted unless that is said elsewhere."""
    at = {column.id: i for i, column in enumerate(columns)}

    def seen(*names: str) -> set[Cell]:
        return {row[at[name]] for name in names if name in at for row in rows}

    notes = []
    if "I" in seen("status", "previous_status", "other_status", "whole_status"):
        notes.append(
            Note(
                "I: not printed but recovered; ipstats cite says how",
                "I：未公布，由其他公布数推算；ipstats cite 说明方法",
            )
        )
    if "break" in seen("remark") or "B" in seen("status"):
        notes.append(
            Note(
                "B: a break in the series; figures before it were counted differently",
                "B：口径中断，此前数据统计口径不同",
            )
        )
    if 1 in seen("ranked_of"):
        notes.append(Note("1 of 1: no other region of the level has a figure", "1/1：同级其他地区无数据"))
    if contradicted and "verdict" in at and (count := sum(row[at["verdict"]] == "contradicted" for row in rows)):
        notes.append(
            Note(
                f"{count} stated growth{'s are' if count > 1 else ' is'} contradicted by the figures",
                f"{count} 项公布的增长率与数据矛盾",
            )
        )
    return notes
