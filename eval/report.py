"""A result as one HTML page that opens without a network; for people, so in Japanese."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape

from eval.bootstrap import Figure
from eval.outcome import Found, Outcome
from eval.plots import recall_plot, slice_plot
from eval.result import Evaluation, Figures
from eval.table import shown_measures

WORST = 30
"""Questions listed under each heading."""

_LONGEST_TEXT = 400  # characters of a text from a document
_TASKS = {
    "beir": "BEIR 形式の評価データ",
    "counter": "窓口の質問",
    "own": "同梱の文書についての質問",
}
_REASONS = {
    "nothing_asked": "挨拶などで、質問ではない",
    "remark": "前の回答への感想で、質問ではない",
    "distress": "つらさの訴えで、相談先を案内",
    "nothing": "該当する箇所が見つからない",
    "other_year": "別の年度の情報しかない",
    "other_edition": "別の回・年版の情報しかない",
    "other_place": "別の自治体の情報しかない",
    "filtered": "絞り込みの外にしかない",
    "words_apart": "質問の言葉が別々の箇所にしかない",
    "no_figure": "尋ねられた数字が見つからない",
}
_MEANINGS = {
    "ndcg@10": "上位10件の並びの良さ。1 が最良です。",
    "mrr@10": "最初の正解の順位の逆数（10位まで）。1 が最良です。",
    "recall@k": "正解とされた箇所のうち、上位 k 件に入ったものの割合。",
    "hit@k": "上位 k 件に正解が一つでもある質問の割合。",
    "answer@…c": "上位から順に読んで、その字数までに正解が一つでも現れる質問の割合。",
    "wrong-year@5": "年度を指定した質問で、上位5件に占める別の年度だけの箇所の割合。0 が最良です。",
    "wrong-city@5": "自治体を指定した質問で、上位5件に占める指定外の箇所の割合。0 が最良です。",
    "declined": "回答を控えた割合。none（文書に答えがない質問）では 1、ほかでは 0 が最良です。",
}
_STYLE = """
body { font-family: "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", sans-serif;
  margin: 2rem auto; max-width: 66rem; padding: 0 1rem; line-height: 1.7; color: #222; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem;
  border-bottom: 2px solid #0b5394; }
dl.setting { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1.2rem; }
dt { font-weight: bold; } dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .78rem; }
th, td { border-bottom: 1px solid #ccc; padding: .2rem .4rem; text-align: right;
  white-space: nowrap; } th:first-child { text-align: left; } td small { color: #555; }
svg { max-width: 100%; height: auto; }
details { border: 1px solid #ccc; border-radius: .4rem; margin: .6rem 0; padding: .5rem .9rem; }
summary { cursor: pointer; font-weight: bold; overflow-wrap: anywhere; }
summary span { font-weight: normal; color: #555; }
ul, ol { padding-left: 1.5rem; } li { margin: .3rem 0; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9rem; background: #f6f6f6;
  padding: .4rem .7rem; margin: .2rem 0; } .mark { color: #38761d; font-weight: bold; }
"""


def to_html(evaluation: Evaluation) -> str:
    """The whole page; every text of a question or a document in it is escaped."""
    setting = evaluation.setting
    title = f"検索の評価: {_TASKS[setting.task]} {setting.name}"
    return f"""<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{escape(title)}</h1>
{_setting(evaluation)}
<h2>結果のまとめ</h2>
<p>平均と 95 % 信頼区間（ブートストラップ法）です。n は質問の数です。回答を控えた質問の順位は、
参考として示した箇所で数えています。</p>
{_table(evaluation.figures)}
<dl class="setting">{_definitions(_MEANINGS)}</dl>
{_plots(evaluation.figures)}
<h2>正解が上位に来なかった質問</h2>
{_questions(_worst(evaluation.outcomes))}
<h2>答えがあるのに回答を控えた質問</h2>
{_questions(_declined(evaluation.outcomes))}
<h2>答えがないのに回答した質問</h2>
{_questions(_answered(evaluation.outcomes))}
</body>
</html>
"""


def _plots(figures: Figures) -> str:
    """Both plots, or nothing where no question has an answer to be ranked."""
    if "all" not in figures:
        return ""
    return (
        f"<h2>読む件数と再現率</h2>{recall_plot(figures)}"
        f"<h2>質問の種類ごとの nDCG@10</h2>{slice_plot(figures, 'ndcg@10')}"
    )


def _setting(evaluation: Evaluation) -> str:
    setting = evaluation.setting
    versions = "、".join(f"{name} {number}" for name, number in setting.versions.items())
    return (
        '<dl class="setting">'
        + _definitions(
            {
                "日時": setting.date,
                "質問": f"{len(evaluation.outcomes)} 件",
                "索引の世代": setting.generation,
                "埋め込みモデル": setting.model,
                "取り出した箇所": f"1問につき {setting.depth} 件まで",
                "設定": json.dumps(setting.options, ensure_ascii=False),
                "バージョン": versions,
                "注記": " / ".join(setting.notes) or "なし",
            }
        )
        + "</dl>"
    )


def _definitions(entries: dict[str, str]) -> str:
    return "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in entries.items()
    )


def _table(figures: Figures) -> str:
    measures = shown_measures(figures)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in ("", "n", *measures))
    rows = []
    for name, values in figures.items():
        n = max(figure.n for figure in values.values())
        cells = "".join(f"<td>{_cell(values.get(measure))}</td>" for measure in measures)
        rows.append(f'<tr><th scope="row">{escape(name)}</th><td>{n}</td>{cells}</tr>')
    return (
        f'<div class="wide"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    return f"{figure.mean:.3f}<br><small>{figure.low:.3f}–{figure.high:.3f}</small>"


def _worst(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Answerable questions without a perfect ranking, the lowest nDCG first."""
    flawed = [o for o in outcomes if o.answerable and o.values["ndcg@10"] < 1]
    return sorted(flawed, key=lambda o: (o.values["ndcg@10"], o.values["recall@20"]))


def _declined(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [o for o in outcomes if o.answerable and o.reason is not None]


def _answered(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [o for o in outcomes if not o.answerable and o.reason is None]


def _questions(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return "<p>ありません。</p>"
    left = len(outcomes) - WORST
    count = f"{len(outcomes)} 件" + (f"のうち {WORST} 件を示します。" if left > 0 else "です。")
    return f"<p>{count}</p>" + "\n".join(_question(outcome) for outcome in outcomes[:WORST])


def _question(outcome: Outcome) -> str:
    notes = [outcome.question_id, *filter(None, (outcome.type, outcome.hard))]
    if outcome.answerable:
        notes.append(f"nDCG@10 {outcome.values['ndcg@10']:.3f}")
    if outcome.reason is not None:
        notes.append(f"回答を控えた理由: {_REASONS.get(outcome.reason, outcome.reason)}")
    expected = "".join(
        f'<li><div class="text">{_clip(text)}</div></li>' for text in outcome.expected
    )
    found = "".join(_found(passage) for passage in outcome.found)
    return (
        f"<details><summary>{escape(outcome.question)} <span>{escape(' / '.join(notes))}</span>"
        f"</summary><p>正解とされた箇所</p><ul>{expected or '<li>ありません</li>'}</ul>"
        f"<p>見つかった箇所（上位）</p><ol>{found or '<li>ありません</li>'}</ol></details>"
    )


def _found(passage: Found) -> str:
    mark = ' <span class="mark">正解</span>' if passage.relevant else ""
    return (
        f"<li>{escape(passage.title)} <small>{escape(passage.place)}</small>{mark}"
        f'<div class="text">{_clip(passage.text)}</div></li>'
    )


def _clip(text: str) -> str:
    return escape(text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…")
