"""What people say that no passage answers: greetings, remarks on an answer, a cry for help."""

from __future__ import annotations

import re
import unicodedata

_ONLY_COURTESY = re.compile(
    r"(?:おはよう(?:ございます)?|こんにち[はわ]|こんばん[はわ]|(?:初|はじ)めまして|もしもし|どうも"
    r"|お世話に(?:なります|なって(?:おり|い)?ます)|お疲れ(?:さま|様)(?:です|でした)?|失礼します"
    r"|よろしく(?:(?:お願い|おねがい)(?:し|致し|いたし)ます|です)?"
    r"|(?:あり|有り?)(?:がとう|難う)(?:ございます|ございました)?|助かりました"
    r"|(?:分|わ)かりました|了解(?:です|しました)?|なるほど|はい|いいえ|ええ|うん|(?:そう|まだ)です(?:か|ね)?|さようなら|hello|hi|thankyou)+"
)
_MARKS = re.compile(r"[\s、。,.!?・~ー…♪]+")

# Nothing below is read in two ways (++, *+): a long line of such words must not take ages.
_NOT_UNDERSTOOD = (  # white space and marks are gone
    r"(?:ちょっと|よく|全然|まだ|意味が|内容が|それは?|これは?|もう)*+"
    r"(?:[分わ]か(?:らない|らん|らなかった|りません|りにくい|りづらい)|難しい|むずかしい"
    r"|なぜ|何故|どうして|なんで|どういう(?:こと|意味)|意味は?"
    r"|違う|違います|終わった(?:やつ|もの|制度)|古い|結構|いい|[要い]らない)"
    r"(?:です|でした|なの|なん(?!で(?!し|す))|んじゃ|でしょう?|じゃない|だ|よ(?!く)|ね|な(?![んぜ])|か|の|けど|が)*+"
)
_SIMPLER = (
    r"(?:もっと|もう少し|もうちょっと)?(?:簡単に?|手短に?|短く|やさしく|[分わ]かりやすく)?(?:言葉で)?"
    r"(?:言|話|説明|要約|まとめ)(?:し|っ)?て"
    r"(?:ください|下さい|くれ|ほしい|もらえますか|くれますか|くれませんか)?"
    r"|(?:もっと|もう少し|もうちょっと)(?:簡単に|手短に|短く|やさしく|[分わ]かりやすく)(?:お願いします)?"
)
_ONLY_REMARKS = re.compile(rf"(?:{_NOT_UNDERSTOOD}|{_SIMPLER})++")


def asks_nothing(question: str) -> bool:
    """Tell whether a question is made of greetings and thanks alone."""
    return _ONLY_COURTESY.fullmatch(_said(question)) is not None


def is_remark(question: str) -> bool:
    """Tell whether a question only speaks of the answer before: 「よくわかりません」."""
    return _ONLY_REMARKS.fullmatch(_said(question)) is not None


def _said(question: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", question).lower())


# Of the asker, never of a firm (「会社が死にそう」), a programme (「自殺対策」) or an insurance.
# 「しにたい」 also stands in 「市にたいする」.
_WISH_TO_DIE = re.compile(
    r"死にた(?:い|くな[るっり])|(?:^|もう|[\s、。])しにた(?:い(?![しす])|くな[るっり])"
    r"|死ぬしかな|死んでしまいた|死んだ(?:方|ほう)が"
    r"|消えて(?:しまいた|なくなりた)|(?<!が)消えたい|いなくなりたい"
    r"|自殺(?:したい|しよう|しか|するしか|するつもり|を考え|も考え|を図)"
    r"|首を(?:つ|吊|括|くく)[っりるろ]|(?:命|いのち)を[絶断][ちとつっ]|(?:一家|無理)心中"
    r"|生きて(?:いき?|ゆき)?(?:たくな|けな|けませ|けそうにな|られな)"
    r"|生き(?:て(?:い)?るのが|るのが|ることに|るのに)(?:もう)?(?:つら|辛|嫌|いや|苦し|疲れ)"
)


def wishes_to_die(question: str) -> bool:
    """Tell whether a question speaks of the asker's wish to die."""
    return _WISH_TO_DIE.search(unicodedata.normalize("NFKC", question)) is not None
