"""The blanks that a PDF file writes, told from those that PDFium makes of a gap.

Where a blank is written by itself, PDFium drops it and makes one of its own if the gap is wide
enough. It makes the same one where a word processor only moves 「令和 6 年」 apart, so the gap does
not tell. The file does: 「Q8 2台」 without its blank would be 82 machines.
"""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_BLANK = 32
_DEEPEST = 5  # forms inside each other


def written_blanks(page: pdfium.PdfPage, text: pdfium.PdfTextPage, chars: int) -> frozenset[int]:
    """Which of the characters that PDFium made stand for a blank of the file.

    Args:
        page: The page.
        text: Its characters.
        chars: How many of them are looked at.
    """
    made = [
        at
        for at in range(1, chars - 1)
        if pdfium_c.FPDFText_GetUnicode(text, at) == _BLANK
        and pdfium_c.FPDFText_IsGenerated(text, at) == 1
    ]
    if not made:
        return frozenset()
    order: dict[int | None, int] = {}
    blanks_before = [0]
    for piece in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST):
        order[_address(piece.raw)] = len(order)
        # PDFium finds no character in it, and counts the zero that ends a text.
        blank = pdfium_c.FPDFTextObj_GetText(piece.raw, text, None, 0) <= 2
        blanks_before.append(blanks_before[-1] + blank)
    return frozenset(
        at
        for at in made
        if (last := order.get(_piece_of(text, at - 1))) is not None
        and (next_one := order.get(_piece_of(text, at + 1))) is not None
        and blanks_before[max(last, next_one)] > blanks_before[last + 1]
    )


def _piece_of(text: pdfium.PdfTextPage, at: int) -> int | None:
    return _address(pdfium_c.FPDFText_GetTextObject(text, at))


def _address(piece: object) -> int | None:
    return ctypes.cast(piece, ctypes.c_void_p).value  # type: ignore[arg-type]
