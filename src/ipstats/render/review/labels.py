"""The words of the page in both languages."""

from __future__ import annotations

#: Each label: Chinese and English.
LABELS = {
    "title": ("核对", "Review"),
    "files": ("文件", "Files"),
    "text": ("原文", "Text"),
    "no_text": ("这是表格，没有正文可以标注。", "This is a table: there is no running text to mark."),
    "statements": ("语句", "Statements"),
    "none": ("没有读出语句。", "No statement was read."),
    "show": ("显示", "Show"),
    "all": ("全部", "all"),
    "doubt": ("存疑", "in doubt"),
    "target": ("目标、预计", "targets and forecasts"),
    "fact": ("事实", "facts"),
    "number": ("编号", "no."),
    "kind": ("类别", "kind"),
    "published": ("原文", "print"),
    "region": ("地区", "region"),
    "period": ("时期", "period"),
    "metric": ("指标", "metric"),
    "value": ("数值", "value"),
    "details": ("说明", "details"),
    "in_doubt": ("存疑", "In doubt"),
    "is_target": ("目标或预计，不是事实", "A target or a forecast, no fact"),
    "left_out": ("不入库", "Not loaded"),
    "status": ("状态", "Status"),
    "unknown_metric": ("指标库中没有这个名称", "Not among the known metrics"),
    "of_growth": ("指增长率", "Of its growth"),
    "against": ("基期", "Against"),
    "within": ("范围", "Within"),
    "note": ("备注", "Note"),
    "at": ("出处", "At"),
    "why": ("依据", "Why"),
    "open": ("未定", "open"),
    "to_text": ("到原文", "to its place in the text"),
    "skip_table": ("跳到语句表", "Skip to the table of statements"),
    "keys": (
        "Tab 或 j、k 逐条移动，回车跳到对应的行或原文，Esc 关闭提示。",
        "Tab, or j and k, go from one statement to the next; Enter goes to its row, or back to the text; Esc closes the hint.",
    ),
    "shown": ("条显示", "shown"),
}  # fmt: skip


def label(name: str, lang: str) -> str:
    """A label in a language."""
    return LABELS[name][0 if lang == "zh" else 1]
