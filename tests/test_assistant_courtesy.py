"""Greetings, thanks and a cry for help are no questions."""

import pytest

from assistant.question.courtesy import asks_nothing, is_remark, wishes_to_die

NOTHING = [
    "こんにちは",
    "こんにちわ！",
    "おはようございます。",
    "はじめまして、よろしくお願いします。",
    "お世話になっております、こんにちは",
    "どうもありがとうございました",
    "わかりました。助かりました。 ありがとう!",
    "Hello",
    "Thank\u3000you!!",
    "もしもし？",
    "はい、そうです",
    "いいえ、まだです。",
    "すみません、",
    "お願いします",
    "ありがとう、また来ます",
    # Of the machine, the day or a sum.
    "AIですか",
    "あなたは誰ですか",
    "使い方を教えてください",
    "どんなことが聞けるの",
    "ここでは何を聞けばいいですか",
    "今日は何日？",
    "明日の天気は",
    "12かける34は",
    "1+1は？",
    "30万円の3分の2はいくら",
    "200万円の半分は？",
    "7万円×6人は？",
    "8万円の2/3です",
    "とても勉強になりました",
    "参考になりました、ありがとうございました",
    "お手数かけました",
]
SOMETHING = [
    "",
    "？",
    "相談",
    "はい、補助金です",
    "こんにちは、補助金はありますか",
    "わかりました、申請します",
    "ありがとう祭り",
    "どうも売れない",
    "すみません、川崎の間違いでした",
    "AIを使いたい",
    "AIは対象ですか",
    "補助金の使い方を教えて",
    "名前は？",
    "何ができるの",
    "何をしてくれるの",
    "2016+2017年度の予算は",
    "明日の説明会は何時から",
    "天気に左右される商売です",
    "12か月は？",
    "30万円は出ますか",
    "30万円の機械はいくら出る",
    "30万円の3分の2は補助されますか",
    "7万円×6人の給付金は",
    "勉強になる講座は",
]


REMARKS = [
    ("もういいです。なんで？", True),
    # Long lines that could be read in very many ways: an answer must come at once.
    ("いい" + "なの" * 400 + "x", False),
    ("意味が" * 400 + "x", False),
    ("人人" * 400 + "x", False),
    ("えっと" * 400 + "x", False),
    # what is said, whether it only speaks of the answer before
    ("よくわかりません", True),
    ("ちょっと 難しいです…", True),
    ("なぜですか？", True),
    ("どうして", True),
    ("それはどういう意味ですか", True),
    ("それは終わったやつでしょ", True),
    ("もういいです", True),
    ("もっと簡単に説明して", True),
    ("もう少しわかりやすくお願いします", True),
    ("要約してください", True),
    ("答えになってない", True),
    ("全然役に立たないですね", True),
    ("バカ！", True),
    ("同じことばかり言わないで", True),
    ("それは古い情報でしょう", True),
    ("本当ですか？", True),
    ("えっ？", True),
    ("もう一回お願いします", True),
    ("なんで川崎が出てくるの", True),
    ("担当者につないで", True),
    ("人間と話したいです", True),
    ("オペレーターお願いします", True),
    ("職員さんに代わってもらえますか", True),
    ("何を言っているのかわからない", True),
    ("もうちょっときちんと説明してください", True),
    ("さっきから同じ話ばかりですね", True),
    ("話が違うじゃん", True),
    ("やっぱりいらないです", True),
    ("使えないなあ", True),
    ("使えないね", True),
    ("お役所の文章は難しすぎる", True),
    ("それって本当に合ってますか？", True),
    ("これは最新のデータですか", True),
    ("使えないですか？", False),
    ("使えないよね？", False),
    ("最新のは？", False),
    ("最新の情報はどこ", False),
    ("役所の手続きは難しい", False),
    ("ちゃんと払える給料", False),
    ("担当者の連絡先は", False),
    ("担当者はどこですか", False),
    ("人を呼びたい", False),
    ("誰かに店を譲りたい", False),
    ("もう一回申請できる？", False),
    ("同じことで困っている", False),
    ("なんで川崎市の補助が出ないの", False),
    ("役に立つ補助金は", False),
    ("間違って申請した", False),
    ("表にして出す書類は", False),
    ("わかりやすい資料はありますか", False),
    ("申請書の書き方がわからない", False),
    ("難しい手続きはありますか", False),
    ("なぜ川口市はないのですか", False),
    ("終わった制度を教えて", False),
    ("古い機械を入れ替えたい", False),
    ("簡単に申請できますか", False),
    ("説明会はいつですか", False),
    ("", False),
]


@pytest.mark.parametrize(("said", "remark"), REMARKS)
def test_a_remark_on_an_answer(said, remark):
    assert is_remark(said) is remark


@pytest.mark.parametrize("question", NOTHING)
def test_courtesy(question):
    assert asks_nothing(question)


@pytest.mark.parametrize("question", SOMETHING)
def test_a_question(question):
    assert not asks_nothing(question)


DISTRESS = [
    "死にたい",
    "もうしにたいです",
    "借金が返せず死にたくなった",
    "死ぬしかない",
    "死んでしまいたい",
    "死んだほうがいい",
    "消えてしまいたい",
    "消えたい",
    "いなくなりたい",
    "自殺したい",
    "自殺を考えています",
    "首を吊ろうと思う",
    "命を絶ちたい",
    "一家心中しかない",
    "もう生きていけない",
    "生きていたくない",
    "会社がつぶれたら生きていられない",
    "生きるのがつらい",
    "生きることに疲れました",
]
NO_DISTRESS = [
    "会社をたたみたい",
    "倒産しそう",
    "死亡したときの共済",
    "自殺対策の補助金",
    "死ぬほど忙しい。人を雇いたい",
    "会社が死にそう",
    "死にたくない",
    "市にたいする申請",
    "経営者が死んだとき",
    "看板の文字が消えたので直したい",
    "借金が消えたい",
    "首を切るときの手続き",
    "心中お察しします",
    "生きた商店街にしたい",
]


@pytest.mark.parametrize("question", DISTRESS)
def test_a_cry_for_help(question):
    assert wishes_to_die(question)


@pytest.mark.parametrize("question", NO_DISTRESS)
def test_no_cry_for_help(question):
    assert not wishes_to_die(question)
