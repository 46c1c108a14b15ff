"""What people say at a counter that no passage answers: greetings, thanks, and a cry for help."""

from __future__ import annotations

import re
import unicodedata

_ONLY_COURTESY = re.compile(
    r"(?:おはよう(?:ございます)?|こんにち[はわ]|こんばん[はわ]|(?:初|はじ)めまして|もしもし|どうも"
    r"|お世話に(?:なります|なって(?:おり|い)?ます)|お疲れ(?:さま|様)(?:です|でした)?|失礼します"
    r"|よろしく(?:(?:お願い|おねがい)(?:し|致し|いたし)ます|です)?"
    r"|(?:あり|有り?)(?:がとう|難う)(?:ございます|ございました)?|助かりました"
    r"|(?:分|わ)かりました|了解(?:です|しました)?|なるほど|さようなら|hello|hi|thankyou)+"
)
_MARKS = re.compile(r"[\s、。,.!?・~ー…♪]+")


def asks_nothing(question: str) -> bool:
    """Tell whether a question is made of greetings and thanks alone."""
    said = _MARKS.sub("", unicodedata.normalize("NFKC", question).lower())
    return _ONLY_COURTESY.fullmatch(said) is not None


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
