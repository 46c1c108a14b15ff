"""The forms of a slice of text beside the text itself: one to search, one to show.

`Document.text` stays as it was read. Text out of PDF files breaks lines inside words, spaces
titles letter by letter, leaves HTML in table cells and has slips of character recognition; the
search form mends these, the form for showing only joins the lines and takes the markup away.
Every pattern here takes time in proportion to the length of a text, whatever it holds.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from corpus.language.hidden import letters, without_hidden
from corpus.language.markup import without_heading_marks, without_tags
from corpus.language.wrapping import JAPANESE, unwrapped

_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_GRAPH = r"(?:graph|flowchart)[ \t]+(?:LR|RL|TB|TD|BT)\b"
_DIAGRAM = re.compile(
    rf"^[ \t]*(?:```|~~~)[ \t]*(?:mermaid[ \t]*$|\n\s*+(?={_GRAPH}))", re.MULTILINE
)
_DIAGRAM_WORDS = re.compile(
    r"^[ \t]*(?:graph|flowchart)[ \t]+(?:LR|RL|TB|TD|BT)[ \t]*$|\b\w+(?=\[)|[-=.]{2,}>?"
    r"|\b[A-Z]\b(?=\s*$)|[\[\]{}]|\"",
    re.MULTILINE,
)
_RULE_ROW = re.compile(
    r"^[ \t]*+(?:\|[ \t]*+)?+(?::?-++:?[ \t]*+\|[ \t]*+)++(?::?-++:?[ \t]*+)?$\n?", re.MULTILINE
)
_BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\((?:[^()\s]|\([^()]*\))*\)")
_HEADING_MARK = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
_QUOTE_MARK = re.compile(r"^[ \t]*>[ \t]+(?=\S)", re.MULTILINE)
_ITEM_MARK = re.compile(r"^[ \t]*(?:[-*+•‣➢]|・)[ \t]*(?=\S)", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n[ \t\u3000\xa0]*(?:\n[ \t\u3000\xa0]*)+")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_SPACED = re.compile(
    rf"(?<![{JAPANESE}\w])((?:[一-鿿々ぁ-ん][ \u3000]){{1,}}[一-鿿々ぁ-ん])(?![{JAPANESE}\w])"
)
_SPACED_LATIN = re.compile(
    r"(?<![A-ZＡ-Ｚa-z] )(?<![A-Za-zＡ-Ｚ])((?:[A-ZＡ-Ｚ] ){1,}[A-ZＡ-Ｚ])(?![A-Za-zＡ-Ｚ])"
)
_GAP_IN_SENTENCE = re.compile(rf"(?<=[{JAPANESE}、。])[ \u3000](?=[{JAPANESE}])")
_GAP_IN_NUMBER = re.compile(r"(?<=\d,) (?=\d{3}\b)")

_SLIPS = {
    # Characters of other scripts in place of Japanese ones.
    "리케이션": "リケーション",
    "产": "産",
    "圈": "圏",
    "勞": "労",
    # Kangxi's supplement has no compatibility form, and PDF fonts hold it.
    "⻑": "長",
    "⻘": "青",
    "⻄": "西",
    "⻩": "黄",
    "⺠": "民",
    "⻲": "亀",
    "⻤": "鬼",
    "⻝": "食",
    "⻭": "歯",
    "⻯": "竜",
    "⻆": "角",
    # Words that recognition takes for others.
    "ケイション": "ケーション",
    "キヤッチ": "キャッチ",
    "いらっしやい": "いらっしゃい",
    "版路": "販路",
    "伴奏型": "伴走型",
}
_SLIP = re.compile("|".join(map(re.escape, sorted(_SLIPS, key=len, reverse=True))))
_KATAKANA_RUN = re.compile(
    r"[ァ-ヶ][ァ-ヶー一―]*[ァ-ヶ][ー一―]*(?![一-鿿つ\d])|[ァ-ヶ][ァ-ヶー一―]*[ァ-ヶ]"
)
_HIRAGANA_IN_KATAKANA = re.compile(r"(?<=[ァ-ヶー])[へべぺり](?=[ァ-ヶー])")
_TO_KATAKANA = str.maketrans("へべぺり", "ヘベペリ")


@lru_cache(maxsize=16)  # a question's form is asked for several times
def search_text(text: str) -> str:
    """The form of a slice that is searched: plain words in NFKC, one blank between lines.

    Markup and HTML tags are gone, words that a line's end or a column cut are whole, letter by
    letter titles are closed (「川 崎 市」 → 「川崎市」), known slips of recognition are mended.
    """
    plain = unwrapped(_mend_slips(_without_markup(text)))
    plain = plain.replace("|", "\n").replace("\t", "\n")
    plain = _HEADING_MARK.sub("", _ITEM_MARK.sub("", plain))
    lines = [_close_gaps(line) for line in plain.split("\n")]
    spaced = re.sub(r"([①-⑳⑴-⒇])", r" \1 ", letters("\n".join(lines)))
    return " ".join(unicodedata.normalize("NFKC", spaced).split())


def display_text(text: str) -> str:
    """The form of a slice that is shown: no tags, Markdown marks or rules of tables, whole lines.

    It is text, not HTML: whoever shows it in a page escapes it.
    """
    text = _HEADING_MARK.sub("", _QUOTE_MARK.sub("", _without_markup(text)))
    lines = (without_heading_marks(line, _line_end(line)) for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", unwrapped("\n".join(lines))).strip()


def _without_markup(text: str) -> str:
    """The text without its markup; marks of headings stay, since they tell where a line is new."""
    if "```" in text or "~~~" in text:
        text = _FENCE.sub("", _plain_diagrams(text))
    lines = (
        without_tags(line, _line_end(line)) if "<" in line else line for line in text.split("\n")
    )
    text = without_hidden(_CONTROL.sub("", html.unescape("\n".join(lines))))
    text = _BOLD.sub(lambda match: match[1] or match[2], _LINK.sub(r"\1", text))
    text = _RULE_ROW.sub("", text)
    return _BLANK_LINES.sub("\n\n", text).strip()


def _line_end(line: str) -> str:
    """What stands in a line for the end of one: the row of a table stays one line."""
    return " " if line.lstrip().startswith("|") or "\t" in line else "\n"


def heading_text(text: str) -> str:
    """A heading as a line of a title: marks of Markdown, table bars, blanks inside words gone."""
    line = display_text(text).replace("|", " ")
    line = _ITEM_MARK.sub("", _HEADING_MARK.sub("", line))
    joined = " ".join(line.split())
    return re.sub(r"\s*[*＊]$", "", _close_spelled(joined)).strip("—―－ ")


def _plain_diagrams(text: str) -> str:
    """The text with the labels only of its Mermaid diagrams."""
    parts = _DIAGRAM.split(text)
    plain = [parts[0]]
    for part in parts[1:]:
        diagram, fence, rest = part.partition("```")
        plain.append(re.sub(r" {2,}", " ", _DIAGRAM_WORDS.sub(" ", diagram)) + fence + rest)
    return "".join(plain)


def _mend_slips(text: str) -> str:
    text = _SLIP.sub(lambda match: _SLIPS[match[0]], text)
    text = _HIRAGANA_IN_KATAKANA.sub(lambda match: match[0].translate(_TO_KATAKANA), text)
    return _KATAKANA_RUN.sub(lambda match: re.sub("[一―]", "ー", match[0]), text)


def _close_gaps(line: str) -> str:
    """The line without the blanks that a column's edge or a spaced title left in its words."""
    line = _GAP_IN_NUMBER.sub("", _close_spelled(line))
    return _GAP_IN_SENTENCE.sub("", line) if "。" in line else line


def _close_spelled(line: str) -> str:
    line = _SPACED.sub(lambda match: re.sub(r"[ \u3000]", "", match[1]), line)
    return _SPACED_LATIN.sub(lambda match: match[1].replace(" ", ""), line)
