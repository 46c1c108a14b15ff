"""What is asked: the years, editions and places a question names, the terms it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from assistant.records import Query, Understanding
from assistant.spelling import Spellings
from assistant.thesaurus import Thesaurus
from corpus.editions import EditionMention, find_editions
from corpus.era import YearMention, find_years
from corpus.japanese import content_lemmas, is_content, words
from corpus.places import PlaceMention, find_places_in_question

_MAX_CHARS = 2_000  # of a question are read; the rest of a longer one is left out
_FOLLOW_UP = re.compile(
    r"^(?:それ|これ(?!から)|その|この(?!まま|先|たび|度|まち|町|街|辺|へん)|そこ|そちら|こちら|そう(?:です|なる|いう)"
    r"|では|じゃあ|じゃ、|で、|もっと|あと(?:、|は|で|ど|何|いく|もう)|ちなみに|同じ)"
    r"|^(?:ほか|他|よそ)(?:に|の|は|も|市|都市|県|区|町村|自治体)(?!人)"
)
_ELSEWHERE = re.compile(
    r"(?:ほか|他|別|よそ)の?(?:市|都市|区|町|村|県|自治体|地域|ところ)|全国|よそ[はでも]"
)
# Words that ask for a detail of something named before, and name nothing themselves.
_DETAIL = frozenset(
    """
    幾ら いくら 何時 いつ 何処 どこ 誰 だれ 何件 幾つ 上限 下限 金額 額 補助率 率 期間 期限
    締め切り 締切 条件 対象 対象者 要件 申請 申し込み 申込み 申し込む 方法 手続き 書類 窓口 連絡
    先 電話 番号 問い合わせ 問合せ 予算 決算 実績 目標 使える 使う 受ける もらえる 貰える 円
    パーセント 割 年度 去年 今年 昨年 詳しい 具体 的 例 場合 件 時 幾 つ 補助 必要 費用 自己 負担
    どう どんな 遣る 年間 返す 無料 個人 法人 担当 課 他 市 自治 体
    """.split()  # noqa: SIM905
)
# Behind a year of the asker's own past: 「平成元年に開業した美容室です」.
_SINCE = re.compile(
    r"\s*(?:から|より|以来|創業|開業|開店|設立|生まれ|築"
    r"|に(?:創業|開業|開店|設立|独立|生まれ|建て|入社|脱サラ|継い|店を|会社を))"
)
_Mention: TypeAlias = YearMention | EditionMention | PlaceMention
_SHORT = 25  # characters: longer questions are taken to say what they are about


@dataclass(frozen=True, slots=True)
class QueryReader:
    """Reads questions.

    Attributes:
        thesaurus: Everyday words and what documents call them.
        spellings: What a person may mean by hiragana.
        today: What 今年度 and 昨年度 mean.
    """

    thesaurus: Thesaurus
    spellings: Spellings
    today: date

    def read(
        self, question: str, *, history: Sequence[str] = (), understanding: Understanding
    ) -> Query:
        """Return how the question is understood.

        Args:
            question: What the person wrote.
            history: The questions before it, oldest first.
            understanding: Which parts of the reading the person has undone.
        """
        (text, respelled), *earlier = [
            self._spelled(_readable(each), understanding) for each in (question, *history)
        ]
        subject = self._subject(text, [each for each, _ in earlier])
        searched = f"{subject} {text}" if subject else text
        own = len(searched) - len(text)  # where the question itself begins
        all_years = self._years(searched) if understanding.use_years else []
        all_places = find_places_in_question(searched) if understanding.use_places else ()
        all_editions = find_editions(searched) if understanding.use_years else ()
        # What a follow-up names takes the place of what its subject named.
        years = [m for m in all_years if m.start >= own] or all_years
        editions = [e for e in all_editions if e.start >= own] or list(all_editions)
        places = [p for p in all_places if p.start >= own]
        elsewhere = bool(subject and _ELSEWHERE.search(text)) and not places
        if not places and not elsewhere:
            places = list(all_places)
        named: list[_Mention] = [*years, *editions, *places]
        replaced: list[_Mention] = [
            *(m for m in all_years if m not in years),
            *(e for e in all_editions if e not in editions),
            *(p for p in all_places if p not in places),
        ]
        mentions = tuple(searched[mention.start : mention.end] for mention in named)
        expansions = (
            self.thesaurus.expand(content_lemmas(searched)) if understanding.use_thesaurus else ()
        )
        return Query(
            text=searched,
            words=_without(searched, replaced),
            named=mentions,
            years=tuple(sorted({y for m in years for y in range(m.first, m.last + 1)})),
            editions=tuple(sorted({mention.number for mention in editions})),
            municipalities=_cities(places),
            prefectures=tuple(dict.fromkeys(p.prefecture for p in places if p.prefecture)),
            excluded=_cities(all_places) if elsewhere else (),
            expansions=tuple(sorted(expansions, key=lambda e: -e.weight)),
            subject=subject,
            # A place alone is shown as the scope already.
            read_as=text if any(word not in mentions for word in respelled) else None,
        )

    def _spelled(self, text: str, understanding: Understanding) -> tuple[str, tuple[str, ...]]:
        """Return the text with hiragana as documents write it, and the words that changed."""
        if not understanding.use_thesaurus:
            return text, ()
        return self.spellings.respell(text)

    def _subject(self, question: str, history: Sequence[str]) -> str | None:
        """Return what a follow-up leaves unsaid: the last question that names something.

        Follow-ups since then may have asked the same of another year or place.
        """
        if not history or not self._is_follow_up(question):
            return None
        since: list[str] = []
        for earlier in reversed(history):
            if _has_words(earlier) and not self._is_follow_up(earlier):
                return self._moved(earlier, reversed(since)) or None
            since.append(earlier)
        return history[0] or None

    def _moved(self, subject: str, follow_ups: Iterable[str]) -> str:
        """Return a question as it reads after 「川崎市は？」 or 「ほかの市は？」."""
        for follow_up in follow_ups:
            places = find_places_in_question(follow_up)
            if places or _ELSEWHERE.search(follow_up):
                subject = _without(subject, find_places_in_question(subject))
            years = self._years(follow_up)
            if years:
                subject = _without(subject, self._years(subject))
            editions = find_editions(follow_up)
            if editions:
                subject = _without(subject, find_editions(subject))
            mentions: list[_Mention] = [*places, *years, *editions]
            named = [follow_up[mention.start : mention.end] for mention in mentions]
            if named:
                subject = " ".join([*subject.split(), *named])
        return subject

    def _is_follow_up(self, question: str) -> bool:
        """Tell whether the question only makes sense after another one.

        A year, an edition or a place alone asks the same of another one: 「平成29年度は？」.
        """
        if not _has_words(question):
            return False
        if _FOLLOW_UP.match(question):
            return True
        if len(question) > _SHORT:
            return False
        years = find_years(question, today=self.today)
        rest = _lemmas_beside(
            question, [*years, *find_editions(question), *find_places_in_question(question)]
        )
        return all(lemma in _DETAIL or lemma.isdigit() for lemma in rest)

    def _years(self, text: str) -> list[YearMention]:
        """Return the years that the question asks about.

        「今年で終わりにしたい」 and 「昭和52年から続く店」 tell when, not which year's scheme: such
        words count only as fiscal years.
        """
        return [
            mention
            for mention in find_years(text, today=self.today)
            if mention.text.endswith("年度")
            or not (mention.counts_from_today or _SINCE.match(text, mention.end))
        ]


def _cities(places: Iterable[PlaceMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.name for p in places if p.kind == "municipality"))


def _readable(question: str) -> str:
    """Return as much of a question as is read; half a surrogate pair becomes a question mark."""
    return question.strip()[:_MAX_CHARS].encode("utf-8", "replace").decode("utf-8")


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _without(text: str, named: Sequence[_Mention]) -> str:
    """Return the text with blanks in place of what is named, or all of it if no word is left.

    The particles behind go with it: at the head of what is left, 「で」 reads as a conjunction.
    """
    if not named or not _lemmas_beside(text, named):
        return text
    blanks = [(mention.start, mention.end) for mention in named]
    ends = {mention.end for mention in named}
    for word in words(text):
        if word.start in ends and word.pos in ("助詞", "助動詞"):
            blanks.append((word.start, word.end))
            ends.add(word.end)
    kept = list(text)
    for start, end in blanks:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def _lemmas_beside(text: str, named: Sequence[_Mention]) -> list[str]:
    """Return the content lemmas of a text that stand outside of what is named."""
    return [
        word.lemma
        for word in words(text)
        if is_content(word) and not any(m.start < word.end and word.start < m.end for m in named)
    ]
