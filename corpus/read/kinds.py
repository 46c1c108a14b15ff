"""What kind of file the bytes are, whatever the file's name says."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePath

from corpus.read.source import Limits, Source, UnreadableError

_BY_SUFFIX = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".csv": "csv",
    ".tsv": "csv",
}
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError)
"""What the zip module lets through, at any entry, when a file is damaged.

NotImplementedError is its word for a compression that it does not know, as a damaged entry names.
"""

_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old or password protected Office file; save it as .docx or .xlsx"),
    (b"\x89PNG", "a picture; give it as text"),
    (b"\xff\xd8\xff", "a picture; give it as text"),
    (b"GIF8", "a picture; give it as text"),
    (b"\x1f\x8b", "a compressed file; unpack it"),
    (b"7z\xbc\xaf", "a compressed file; unpack it"),
    (b"Rar!", "a compressed file; unpack it"),
    (b"{\\rtf", "an RTF file; save it as .docx"),
)
_READ = ".txt, .md, .html, .pdf, .docx, .xlsx and .csv are read"
_ENTRIES = 10_000  # files inside a docx or xlsx file; long reports with pictures have hundreds


def kind_of(source: Source) -> str:
    """`pdf`, `docx`, `xlsx`, `html`, `markdown`, `csv` or `text`.

    Raises:
        UnreadableError: A kind that is not read, a broken or oversized container, no bytes.
    """
    data, suffix = source.data, PurePath(source.path.name).suffix.lower()
    if not data:
        raise UnreadableError("empty file (0 bytes)")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data, source.limits)
    for magic, reason in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableError(reason)
    if suffix in (".pdf", ".docx", ".xlsx"):
        raise UnreadableError(f"named {suffix}, but not such a file inside; get it again")
    kind = _BY_SUFFIX.get(suffix)
    if kind is None:
        raise UnreadableError(f"a {suffix} file; {_READ}")
    starts = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if starts.startswith((b"<!doctype html", b"<html")) else kind


def _kind_of_zip(data: bytes, limits: Limits) -> str:
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError) as error:
        raise UnreadableError("a damaged .docx, .xlsx or zip file; get it again") from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_bytes or len(entries) > _ENTRIES:
        raise UnreadableError(
            f"unpacks to {unpacked:,} bytes in {len(entries):,} files, "
            f"{limits.unpacked_bytes:,} in {_ENTRIES:,} at most; split it"
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("protected by a password; save it without one")
    names = {entry.filename for entry in entries}
    for part, kind in _PARTS.items():
        if part in names:
            return kind
    raise UnreadableError("a zip file; unpack it")
