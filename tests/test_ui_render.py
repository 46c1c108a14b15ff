"""The conversation, the cards, the chips and the panel as HTML."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.page import chips
from assistant.page.about import about_html
from assistant.page.export import markdown
from assistant.page.near import near, whose
from assistant.page.render import conversation, evidence, hint_html
from assistant.page.terminal import answer_text
from assistant.page.texts import (
    DECLINED,
    GENERAL,
    MAX_QUESTION_CHARS,
    NEAREST,
    NEXT_STEPS,
    WIDER,
    likelihood_label,
    too_long,
    years_label,
)
from assistant.page.turn import Turn, filters, history
from assistant.records import (
    About,
    Answer,
    DocumentSummary,
    Expansion,
    Filters,
    Query,
    Understanding,
)
from corpus.document import Facets
from tests.page_fake import HOSTILE, FakeService

VOID = {"br", "img", "meta", "link", "wbr", "input"}


class Outline(HTMLParser):
    """Collects tags, attributes and text, and checks that tags are closed in order."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def outline(html):
    parsed = Outline()
    parsed.feed(html)
    parsed.close()
    assert parsed.open == []
    return parsed


@pytest.fixture
def answer():
    return FakeService().ask("お店の改装を助成した件数")


def test_the_fake_answers_from_the_report(answer):
    assert [hit.passage.doc_id for hit in answer.hits][:2] == ["hanasaki/h28.md"] * 2
    assert answer.reason is None


@pytest.mark.parametrize("show", [lambda a: evidence(a), lambda a: conversation([Turn("?", a)])])
def test_a_hostile_document_stays_text(show):
    answer = FakeService().ask("助成")
    html = show(answer)
    seen = outline(html)
    assert "<script>window.__pwned = 1</script>" in seen.text
    assert set(seen.tags) <= {
        *("a", "article", "blockquote", "br", "button", "div", "footer", "h2", "h3", "header"),
        *("li", "mark", "ol", "p", "section", "span", "table", "td", "th", "tr", "ul"),
    }
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    addresses = [value for name, value in seen.attributes if name == "href"]
    assert all(re.match(r"document\?|#hit-|data:text/(csv|markdown);", a) for a in addresses)


def test_marks_of_the_latest_answer_lead_to_cards_and_older_ones_to_documents(answer):
    html = conversation([Turn("一", answer), Turn("二", answer)])
    first, second = html.split('id="latest-turn"')
    assert 'href="#hit-1"' not in first
    assert f'start={answer.quotes[0].start}&amp;end={answer.quotes[0].end}#passage"' in first
    assert 'href="#hit-1"' in second
    assert 'id="hit-1"' in evidence(answer)


def test_a_quote_from_a_cell_says_what_its_column_is_called(answer):
    assert "m-column" not in conversation([Turn("問", answer)])
    cut = replace(answer, quotes=(replace(answer.quotes[0], column="<b>29年度"),))
    html = conversation([Turn("問", cut)])
    assert html.count('<span class="m-column">表の「&lt;b&gt;29年度」の欄</span>') == 1


def test_the_greeting_the_pending_turn_and_the_notice():
    assert "おたずねください" in conversation([])
    assert "資料を調べています…" in conversation([Turn("問い")])
    notice = conversation([Turn("<b>", notice="<i>不具合</i>")])
    assert "&lt;b&gt;" in notice
    assert "&lt;i&gt;不具合&lt;/i&gt;" in notice


@pytest.mark.parametrize("reason", list(DECLINED))
def test_each_reason_is_said_with_what_to_do_next(answer, reason):
    apart = reason.startswith("other_") or reason == "filtered"
    elsewhere = answer.hits if apart else ()
    declined = Answer("問い", Query("問い"), (), answer.hits, reason, elsewhere)
    said = outline(conversation([Turn("問い", declined)])).text
    assert DECLINED[reason] in said
    assert all(step in said for step in NEXT_STEPS[reason])
    assert NEAREST[reason] in outline(evidence(declined)).text


def test_a_card_says_that_its_programme_has_ended(answer):
    first = answer.hits[0]
    facets = replace(first.passage.facets, ends="2023-10-13")
    for ended, times in ((False, 0), (True, 1)):
        hit = replace(first, passage=replace(first.passage, facets=facets), ended=ended)
        html = evidence(replace(answer, hits=(hit,), quotes=()))
        assert html.count('<p class="m-ended">2023年10月13日で終了</p>') == times


@pytest.mark.parametrize(("past", "times"), [(False, 0), (True, 1)])
def test_a_quote_says_that_its_last_day_is_past(answer, past, times):
    quotes = (replace(answer.quotes[0], past=past), *answer.quotes[1:])
    html = conversation([Turn("問い", replace(answer, quotes=quotes))])
    assert html.count('<p class="m-ended">この期日は過ぎています</p>') == times


def test_that_nothing_of_a_place_is_held_is_said(answer):
    said = "花咲市・&lt;b&gt;の資料はお預かりしていません。"
    for unheld, times in (((), 0), (("花咲市", "<b>"), 1)):
        declined = Answer("問", Query("問"), (), (), "other_place", unheld=unheld)
        for shown in (declined, replace(answer, unheld=unheld)):
            assert conversation([Turn("問", shown)]).count(said) == times


def test_words_that_nothing_quoted_holds_are_said(answer):
    said = "ご質問の「日当」「&lt;b&gt;」は、引用した箇所には見当たりません。"
    for unsaid, times in (((), 0), (("日当", "<b>"), 1)):
        assert conversation([Turn("問", replace(answer, unsaid=unsaid))]).count(said) == times


def test_what_lies_elsewhere_comes_first_and_apart(answer):
    declined = Answer("問", Query("問"), (), answer.hits[:1], "other_year", answer.hits[1:3])
    html = evidence(declined)
    assert re.findall(r'id="([a-z]+-\d)"', html) == ["elsewhere-1", "elsewhere-2", "hit-3"]
    assert re.findall(r'class="m-number"[^>]*>(\d)', html) == ["1", "2", "3"]
    assert NEAREST["other_year"] in html.split('id="elsewhere-1"')[0]


@pytest.mark.parametrize(
    ("reason", "whose"), [("other_year", "平成28年度（2016年度）"), ("other_place", "花咲市")]
)
def test_what_lies_elsewhere_tells_whose_it_is_in_place_of_a_score(answer, reason, whose):
    declined = Answer("問", Query("問"), (), (), reason, answer.hits[:1])
    card = evidence(declined)
    assert f'<p class="m-whose">{whose}</p>' in card
    assert "見込み" not in outline(card).text
    said = outline(conversation([Turn("問", declined)])).text
    assert f"いちばん近い内容は、{whose}のものです。" in said


@pytest.mark.parametrize(
    ("years", "label"),
    [
        ((2016,), "平成28年度（2016年度）"),
        # The year asked for may lie between.
        ((2016, 2018), "平成28年度（2016年度）・平成30年度（2018年度）"),
        ((), ""),
    ],
)
def test_whose_years(answer, years, label):
    passage = answer.hits[0].passage
    facets = replace(passage.facets, fiscal_years=years)
    hit = replace(answer.hits[0], passage=replace(passage, facets=facets))
    assert whose(hit, "other_year") == label


def test_quotes_that_are_of_no_city_say_so_when_one_was_asked_for(answer):
    asked = replace(answer, query=Query("問", municipalities=("月見町",)))
    hits = tuple(replace(hit, passage=replace(hit.passage, facets=Facets())) for hit in answer.hits)
    assert GENERAL not in conversation([Turn("問", replace(answer, hits=hits))])
    assert GENERAL not in conversation([Turn("問", asked)])
    assert GENERAL in conversation([Turn("問", replace(asked, hits=hits))])
    assert GENERAL in markdown(replace(asked, hits=hits))
    assert GENERAL in answer_text(replace(asked, hits=hits))


def test_quotes_of_a_prefecture_say_so_when_a_city_was_asked_for(answer):
    asked = replace(answer, query=Query("問", municipalities=("月見町",)))
    wide = Facets(prefecture="青森県")
    hits = tuple(replace(hit, passage=replace(hit.passage, facets=wide)) for hit in answer.hits)
    assert WIDER not in conversation([Turn("問", replace(answer, hits=hits))])
    assert WIDER not in conversation([Turn("問", asked)])
    assert WIDER in conversation([Turn("問", replace(asked, hits=hits))])
    assert WIDER in markdown(replace(asked, hits=hits))
    assert WIDER in answer_text(replace(asked, hits=hits))


def test_only_a_few_passages_that_come_near_are_shown_beside_a_declined_question(answer):
    scores = (0.3, 0.2, 0.1, 0.06, 0.05, 0.05, 0.01)
    found = tuple(replace(answer.hits[0], score=score) for score in scores)
    assert near(found) == found[:5]
    assert near(found[4:]) == found[4:6]
    assert evidence(Answer("問", Query("問"), (), found[6:], "nothing")) == ""


def test_no_passage_no_section():
    assert evidence(Answer("問", Query("問"), (), (), "nothing")) == ""


@pytest.mark.parametrize(
    ("score", "word", "width"),
    [(0.9, "高い", 90), (0.5, "中くらい", 50), (0.1, "低い", 10), (7.0, "高い", 100)],
)
def test_a_score_is_a_bar_with_a_word(answer, score, word, width):
    html = evidence(replace(answer, hits=(replace(answer.hits[0], score=score),), quotes=()))
    assert f'aria-label="お役に立つ見込み：{word}"' in html
    assert f'style="width:{width}%"' in html
    assert likelihood_label(score) == word


@pytest.mark.parametrize(
    ("years", "label"),
    [
        ((), ""),
        ((2016,), "平成28年度（2016年度）"),
        ((2016, 2019), "平成28年度（2016年度）・令和元年度（2019年度）"),
        ((2015, 2016, 2017), "平成27年度（2015年度）〜平成29年度（2017年度）"),
        ((2010, 2012, 2016, 2020), "2010・2012・2016・2020年度"),
        ((2010, 2011, 2016, 2017, 2018), "2010・2011・2016〜2018年度"),
        ((2010, 2011, 2012, 2013), "平成22年度（2010年度）〜平成25年度（2013年度）"),
    ],
)
def test_years(years, label):
    assert years_label(years) == label


def test_an_empty_hint_is_nothing_and_a_long_question_is_named():
    assert hint_html("") == ""
    assert hint_html("<") == '<p class="m-hint">&lt;</p>'
    assert too_long(10_000) == (
        f"ご質問が長すぎるようです（10,000文字）。{MAX_QUESTION_CHARS:,}文字までで、"
        "知りたいことを一つに絞ってお書きください。"
    )


def turn(understanding=Understanding(), follows=True, **query):  # noqa: B008
    asked = Answer("問", Query("問", **query), (), ())
    return Turn("問", asked, understanding=understanding, follows=follows)


def test_chips_say_how_the_question_was_read():
    terms = tuple(Expansion("跡取り", term, 0.5) for term in ("事業承継", "後継者", "M&A", "継承"))
    read = turn(years=(2016,), municipalities=("花咲市",), prefectures=("青森県",), subject="朝市")
    assert chips.labels(read) == {
        "years": "平成28年度（2016年度） として検索 ✕",
        "places": "花咲市 として検索 ✕",
        "schemes": None,
        "thesaurus": None,
        "subject": "「朝市」の続きとして検索 ✕",
    }
    papers = turn(papers=("花見・月見応援補助金", "花見補助金"))
    assert chips.labels(papers)["schemes"] == "「花見補助金」などの資料から検索 ✕"
    papers = turn(papers=("花見補助金",))
    assert chips.labels(papers)["schemes"] == "「花見補助金」の資料から検索 ✕"
    read = turn(prefectures=("青森県",), expansions=terms)
    assert chips.labels(read)["places"] == "青森県 として検索 ✕"
    others = chips.labels(turn(excluded=("川崎市",)))
    assert others["places"] == "川崎市 を除いて検索 ✕"
    instead = chips.labels(turn(municipalities=("墨田区",), excluded=("川崎市",)))
    assert instead["places"] == "墨田区 として 川崎市 を除いて検索 ✕"
    mail = chips.labels(turn(subject=" 朝市の\n出店" * 6))["subject"]
    assert mail == f"「{'朝市の 出店 ' * 4}朝市…」の続きとして検索 ✕"
    assert chips.labels(read)["thesaurus"] == ("事業承継・後継者・M&A など4語 も含めて検索 ✕")
    spoken = turn(read_as="お金を借りたい", expansions=terms[:1])
    assert chips.labels(spoken)["thesaurus"] == (
        "「お金を借りたい」と読んで、事業承継 も含めて検索 ✕"
    )
    long = chips.labels(turn(read_as="店を開きたい" * 6))["thesaurus"]
    assert long == f"「{'店を開きたい' * 5}…」と読んで検索 ✕"
    assert chips.labels(None) == dict.fromkeys(chips.NAMES)
    assert chips.labels(Turn("問")) == dict.fromkeys(chips.NAMES)


def test_the_reading_is_told_in_a_line_at_the_head_of_an_answer():
    read = turn(
        Understanding(use_thesaurus=False),
        years=(2016,),
        municipalities=("花咲市",),
        subject="<b>",
    )
    only = replace(read, chosen=Filters(("月見町",), (2019,), ("創業",)))
    line = (
        "平成28年度（2016年度） として、花咲市 として、ご質問の言葉だけで、"
        "「<b>」の続きとして検索しました。"
    )
    chosen = "月見町・令和元年度（2019年度）・創業 に絞って、"
    for each, said in ((read, line), (only, chosen + line), (turn(), ""), (Turn("問"), "")):
        assert chips.understood(each) == said
    html = conversation([read, only])
    assert html.count(line.replace("<b>", "&lt;b&gt;")) == 2
    # A way to the buttons, which are those of the last turn.
    assert html.count("探し方を変える") == 1
    remark = Turn("どうも", Answer("どうも", Query("どうも"), (), (), "remark"), chosen=only.chosen)
    assert chips.understood(remark) == ""


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("years", "年度や回を限らずに検索 ↩"),
        ("places", "市区町村を限らずに検索 ↩"),
        ("schemes", "制度の資料に限らずに検索 ↩"),
        ("thesaurus", "ご質問の言葉だけで検索 ↩"),
        ("subject", "前のご質問と切り離して検索 ↩"),
    ],
)
def test_a_chip_undone_can_be_redone(name, label):
    undone = chips.toggled(turn(), name)
    assert undone.answer is None
    read = replace(undone, answer=Answer("問", Query("問"), (), ()))
    assert chips.labels(read)[name] == label
    assert chips.toggled(undone, name) == Turn("問")


def test_an_empty_box_does_not_filter():
    assert filters([], [], []) == Filters()
    assert filters(["花咲市"], [2016], ["創業"]) == Filters(("花咲市",), (2016,), ("創業",))


def test_history_holds_answered_questions_only(answer):
    assert history([Turn("一", answer), Turn("二", notice="不具合"), Turn("三")]) == ("一",)


def test_about_escapes_and_gathers_the_rows_of_one_file():
    documents = tuple(
        DocumentSummary(doc_id, HOSTILE, publisher, published, 2)
        for doc_id, publisher, published in [
            ("a.csv#1", "甲市", "2020-04-01"),
            ("a.csv#2", "乙市", "2023-08-02"),
            ("b.md", "<丙>", None),
        ]
    )
    seen = outline(about_html(About("<g>", "2026-11-21", "model", 1234, documents)))
    assert "script" not in seen.tags
    assert "img" not in seen.tags
    assert seen.text.count("a.csv（2件の施策）2機関2020年4月〜2023年8月2日4件") == 1
    assert "<丙>2件" in seen.text
    assert "1,234件" in seen.text
    assert "2026年11月21日 00:00" in seen.text
    assert "<g>" in seen.text


def test_documents_of_one_title_are_told_apart(answer):
    first = answer.hits[0]
    other = replace(first, passage=replace(first.passage, doc_id="<b>2.csv"))
    declined = Answer("問", Query("問"), (), (first, other), "nothing")
    said = "同じ題名の資料がほかにもあり、内容が異なることがあります（この資料のID："
    assert said + "&lt;b&gt;2.csv）。" in evidence(declined)
    alone = Answer("問", Query("問"), (), (first, first), "nothing")
    assert said not in evidence(alone)


def test_what_nobody_sees_is_not_shown_of_titles_and_questions(answer):
    first = replace(
        answer.hits[0], title="\u202e5万円\u202cの補\u200b助", publisher="\u2067市\u2069"
    )
    asked = replace(answer, hits=(first, *answer.hits[1:]))
    for html in (evidence(asked), conversation([Turn("\u202e問い", asked)]), answer_text(asked)):
        assert not set(html) & set("\u202e\u202c\u200b\u2067\u2069")
        assert "5万円の補助" in html
