import codecs

import pytest

from corpus.read.encoding import decode
from corpus.read.source import UnreadableError

TEXTS = [
    "補助金",
    "店を開く人へ",
    "登録票の検認",
    "コロナ借換保証",
    "朝市\r\n① 山川市（海側）",
    "Ｑ１",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "iso2022_jp_ext"])
def test_short_japanese_texts(text, encoding):
    if encoding == "iso2022_jp_ext" and "①" in text:
        text = text.replace("①", "一")
    if encoding == "euc_jp":
        text = text.replace("①", "一")
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_byte_order_marks_tell_and_are_no_text(mark, encoding):
    text = "朝市 2026\n山川市\n"
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("text", [*TEXTS, "Loan 2026\n", "B0D0", "朝市は、" * 300])
@pytest.mark.parametrize("place", [0, 1.0])
@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_a_zero_byte_gone_astray_is_passed_over(text, place, encoding):
    data = text.encode(encoding)
    cut = int(place * len(data))
    assert decode(data[:cut] + b"\0" + data[cut:]) == text


@pytest.mark.parametrize("text", ["あさいち\n", "朝市\n", "A\n", "Loan 2026\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_short_texts_in_utf_16(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_a_download_cut_in_a_character_is_read():
    data = ("朝市を開く。" * 100).encode()[:-1]
    assert decode(data) == "朝市を開く。" * 99 + "朝市を開く\ufffd"


BINARY = "binary content, not text; export it as text, PDF or .docx"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(256)) * 4, BINARY),
        (b"\x01\x02\x03 text \x04\x05", BINARY),
        (b"\x00" * 64, BINARY),
        (
            bytes([0xE9, 0x20, 0xFC, 0x20, 0xE4, 0x2E] * 20),
            "neither UTF-8, UTF-16, Shift_JIS nor EUC-JP; save it as UTF-8",
        ),
    ],
)
def test_what_is_no_text_is_refused(data, reason):
    with pytest.raises(UnreadableError) as refused:
        decode(data)
    assert str(refused.value) == reason
