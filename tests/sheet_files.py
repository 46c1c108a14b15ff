"""Tables as files, and what is read of them."""

import io
from pathlib import Path

from openpyxl import Workbook

from corpus.read.sheet import read_csv
from corpus.read.source import Limits, Source


def source(data, path="t.csv", limits=Limits()):  # noqa: B008 - frozen
    return Source(Path(path), Path(path).name, data, limits)


def read(text, path="t.csv"):
    return read_csv(source(text.encode(), path)).documents


def workbook(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
