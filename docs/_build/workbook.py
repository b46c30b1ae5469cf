"""The example workbook of the page on reading: a table of made-up figures as a yearbook would print it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

#: Its name in the folder of examples.
NAME = "grants-2018.xlsx"

#: The cells, row by row. 古林 is a misprint, and one figure is left blank.
_ROWS: Sequence[Sequence[str | int]] = (
    ("二、知识产权",),
    ("2-3  分地区专利授权数（2018年）",),
    ("Patents Granted by Region (2018)",),
    ("", "", "", "", "单位：件 (piece)"),
    ("地    区", "合计", "其中：发明", "实用新型", "外观设计"),
    ("Region", "Total", "Invention", "Utility Model", "Design"),
    ("内蒙古 Inner Mongolia", 900, 150, 600, 150),
    ("辽  宁 Liaoning", "2,500", 600, 1500, 400),
    ("古  林 Jilin", 1100, 250, 650, 200),
    ("黑龙江 Heilongjiang①", 1600, 500, "", 300),
    ("注：① 数字为虚构。",),
)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LINKS = "application/vnd.openxmlformats-package.relationships+xml"

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{_LINKS}"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook() -> bytes:
    """The workbook; the same bytes each time, because its parts bear no date and are not compressed."""
    rows = "".join(
        f'<row r="{row}">' + "".join(_cell(row, "ABCDE"[column], cell) for column, cell in enumerate(cells)) + "</row>"
        for row, cells in enumerate(_ROWS, 1)
    )
    merged = '<mergeCells><mergeCell ref="A2:E2"/><mergeCell ref="A3:E3"/></mergeCells>'
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{merged}</worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            info = zipfile.ZipInfo(name, (2018, 1, 1, 0, 0, 0))
            info.create_system = 0
            archive.writestr(info, f'<?xml version="1.0" encoding="UTF-8"?>\n{part}')
    return out.getvalue()


def _cell(row: int, column: str, cell: str | int) -> str:
    if cell == "":
        return ""
    if isinstance(cell, int):
        return f'<c r="{column}{row}"><v>{cell}</v></c>'
    return f'<c r="{column}{row}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
