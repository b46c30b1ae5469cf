"""Builds small workbooks for tests: .xls with xlwt, .xlsx and .ods by hand, so that a test can spoil each part."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

#: A sheet: rows of cells (text, whole numbers, or ``None``); and merged ranges as (top, left, bottom, right) from 0.
Rows = Sequence[Sequence[str | int | None]]
Merges = Sequence[tuple[int, int, int, int]]


def letters(column: int) -> str:
    """The name of a column from 0."""
    return chr(65 + column) if column < 26 else letters(column // 26 - 1) + chr(65 + column % 26)


def write_workbook(path: Path, sheets: Mapping[str, Rows] | Rows, merges: Merges = ()) -> Path:
    """Write a workbook in the format of its name; ``merges`` are those of the first sheet."""
    named = sheets if isinstance(sheets, Mapping) else {"1": sheets}
    {".xls": _write_xls, ".xlsx": _write_xlsx, ".ods": _write_ods}[path.suffix](path, named, merges)
    return path


def _write_xls(path: Path, sheets: Mapping[str, Rows], merges: Merges) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for r, cells in enumerate(rows):
            for c, cell in enumerate(cells):
                if cell is not None and cell != "":
                    sheet.write(r, c, cell)
        for top, left, bottom, right in merges if name == next(iter(sheets)) else ():
            sheet.merge(top, bottom, left, right)
    book.save(str(path))


def _write_xlsx(path: Path, sheets: Mapping[str, Rows], merges: Merges) -> None:
    parts = {}
    for number, rows in enumerate(sheets.values(), 1):
        body = "".join(
            f'<row r="{r}">' + "".join(xlsx_cell(r, c, cell) for c, cell in enumerate(cells)) + "</row>"
            for r, cells in enumerate(rows, 1)
        )
        ranges = "".join(f'<mergeCell ref="{letters(b)}{a + 1}:{letters(d)}{c + 1}"/>' for a, b, c, d in merges)
        parts[f"xl/worksheets/sheet{number}.xml"] = xlsx_sheet(body, ranges if number == 1 else "")
    write_xlsx_parts(path, list(sheets), parts)


def xlsx_cell(row: int, column: int, cell: str | int | None) -> str:
    """One cell in the XML of a sheet; its row counted from 1."""
    place = f'r="{letters(column)}{row}"'
    if cell is None or cell == "":
        return ""
    if isinstance(cell, int):
        return f"<c {place}><v>{cell}</v></c>"
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'


def xlsx_sheet(body: str, ranges: str = "", head: str = "") -> str:
    """The XML of a sheet around its rows."""
    merged = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{head}<worksheet xmlns="{main}"><sheetData>{body}</sheetData>{merged}</worksheet>'


def write_xlsx_parts(path: Path, names: Sequence[str], parts: Mapping[str, str | bytes]) -> Path:
    """A workbook of sheets with these names, out of the parts given."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{types}.worksheet+xml"/>' for n in numbers
    )
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    every: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in every.items():
            archive.writestr(name, content)
    return path


def _write_ods(path: Path, sheets: Mapping[str, Rows], merges: Merges) -> None:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merges}
    covered = {(r, c) for a, b, d, e in merges for r in range(a, d + 1) for c in range(b, e + 1)} - set(spans)
    tables = []
    for name, rows in sheets.items():
        body = "".join(
            "<table:table-row>"
            + "".join(_ods_cell(cell, spans.get((r, c)), (r, c) in covered) for c, cell in enumerate(cells))
            + "</table:table-row>"
            for r, cells in enumerate(rows)
        )
        tables.append(f'<table:table table:name="{escape(name)}">{body}</table:table>')
        spans, covered = {}, set()
    write_ods_content(path, "".join(tables))


def _ods_cell(cell: str | int | None, span: tuple[int, int] | None, covered: bool) -> str:
    if covered:
        return "<table:covered-table-cell/>"
    spanned = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if cell is None or cell == "":
        return f"<table:table-cell{spanned}/>"
    value = (
        f'office:value-type="float" office:value="{cell}"' if isinstance(cell, int) else 'office:value-type="string"'
    )
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell).split("\n"))
    return f"<table:table-cell {value}{spanned}>{lines}</table:table-cell>"


def write_ods_content(path: Path, tables: str, head: str = "") -> Path:
    """An OpenDocument workbook around the XML of its tables."""
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content{names} office:version="1.3"><office:body><office:spreadsheet>'
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path
