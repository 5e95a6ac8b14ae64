"""Names of leaders beside their titles, compared with the bureau's roster."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.late import late
from portal.model.official import Official
from portal.pinyin import sounds_alike
from portal.review.segmenting import words

_RANK = "书记|主席|主任|委员长|检察长|审计长|局长|县长|市长|区长|镇长|乡长|省长|厅长|部长|院长|处长|科长|股长|所长|行长|校长|组长|秘书长|政委|队长"
_POST = late(rf"(?:常务)?副?(?:{_RANK})")
_ORGAN_END = "司法局|公安局|检察院|法院|政府|市委|县委|区委|政法委|人大常委会|人大|政协|纪委监委|纪委|监委|[\u4e00-\u9fff][局委院厅]"
_ORGAN = late(rf"[\u4e00-\u9fff]{{1,10}}?(?:{_ORGAN_END})")
_BEFORE_NAME = late(rf"(?P<title>(?:[\u4e00-\u9fff]{{0,16}}?(?:{_RANK})、)*[\u4e00-\u9fff]{{0,16}}?(?:{_RANK}))(?:（主持工作）|同志)?$")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤易喻欧晏柳"
)
_AFTER_NAME = r"(?=[，、。；：（）“\s]|$|出席|主持|参加|指出|强调|表示|介绍|带队|率|到|在|讲|致辞|作|为|同志|深入|要求|宣布|调研|走访|慰问|说|担任|一行|等)"
_STRANGER = late(rf"(?:{_RANK})(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?){_AFTER_NAME}")
_RANK_END = late(rf"(?:{_RANK})(?=[\u4e00-\u9fff]{{2}})")
_REACH = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """A name with the title in front of it: offsets of the name, the name, and the title as written."""

    start: int
    end: int
    name: str
    title: str


def known_mentions(text: str, names: Iterable[str]) -> Iterator[Mention]:
    """Names of the roster with a title directly in front of them."""
    for name in sorted(set(names)):
        for match in re.finditer(re.escape(name), text):
            before = _BEFORE_NAME.search(_clause(text, match.start()))
            if before:
                yield Mention(*match.span(), name, before["title"])


def strange_mentions(text: str, known: frozenset[str]) -> Iterator[Mention]:
    """What looks like a personal name behind a title and isn't in the roster."""
    for match in _STRANGER.finditer(text):
        name = match["name"]
        if not any(one.startswith(name) or name.startswith(one) for one in known) and _no_word(name):
            yield Mention(match.start("name"), match.end("name"), name, _title_before(text, match.start("name")))


def misspelt_mentions(text: str, officials: Iterable[Official]) -> Iterator[tuple[Mention, Official]]:
    """What stands behind a title of an official and is almost that person's name."""
    held = list(officials)
    names = {one.name for one in held}
    for match in _RANK_END.finditer(text):
        for one in held:
            given = text[match.end() : match.end() + len(one.name)]
            if given not in names and _almost(given, one.name) and fits(title := _title_before(text, match.end()), [one]):
                yield Mention(match.end(), match.end() + len(given), given, title), one
                break


def _almost(given: str, name: str) -> bool:
    same = sum(left == right for left, right in zip(given, name, strict=False))
    if len(given) != len(name) or not same:
        return False
    return (same == len(name) - 1 and len(name) > 2) or sounds_alike(given, name)


def _title_before(text: str, end: int) -> str:
    match = _BEFORE_NAME.search(_clause(text, end))
    return match["title"] if match else ""


def _no_word(name: str) -> bool:
    # A word of the language that begins like a surname (任务, 高度, 方面) falls into one piece without guessing, a name doesn't.
    return len(words(name)) > 1


def _clause(text: str, end: int) -> str:
    left = max(text.rfind(sign, max(0, end - _REACH), end) for sign in "，。；：！？（）“”\n\ue000")
    return text[max(left + 1, end - _REACH) : end]


def posts(title: str) -> frozenset[str]:
    """The posts that a title names: ``党组书记、局长`` has 书记 and 局长."""
    return frozenset(match[0].removeprefix("常务") for match in _POST.finditer(title))


def organ(title: str) -> str:
    """The organ that a title names, empty without one."""
    match = _ORGAN.search(title)
    return match[0] if match else ""


def fits(title: str, officials: Iterable[Official]) -> bool:
    """Whether a title as written may stand for one of the posts: same post, and no other organ."""
    written, wanted = organ(title), posts(title)
    held = list(officials)
    return wanted <= frozenset(post for one in held for post in posts(one.title)) and (not written or any(_same_organ(written, one.title) for one in held))


def _same_organ(written: str, title: str) -> bool:
    own = organ(title)
    return not own or own.endswith(written[-3:]) or written.endswith(own[-3:])


def in_office(officials: Iterable[Official], name: str, day: dt.date) -> list[Official]:
    """The posts that a person holds on a day."""
    return [one for one in officials if one.name == name and one.holds_on(day)]
