"""Made-up documents: sentences of a fixed stock, chosen by a seeded generator."""

from __future__ import annotations

import random
from dataclasses import replace

from portal.model.law import to_chinese
from portal.search.document import Document

_PLACES = ("东湖镇", "西山乡", "南河街道", "北岭村", "青石社区", "白塘镇", "长桥乡", "红枫村")
_DOERS = ("司法所", "人民调解委员会", "法律援助中心", "公证处", "妇女联合会", "派出所", "法律明白人")
_DEEDS = ("调解邻里纠纷", "办理赡养协议公证", "受理劳动报酬争议", "宣讲防范诈骗知识", "走访留守老人", "核查社区矫正对象", "追讨拖欠工资", "解答彩礼返还问题")
_ENDS = ("当事人表示满意", "双方握手言和", "为群众挽回损失", "受到村民好评", "推动问题当场解决")
_LAWS = ("民法典", "反家庭暴力法", "法律援助法", "人民调解法")
_KINDS = ("", "", "普法", "公证")
_READERS = ("社会公众", "老年人", "农村居民", "企业职工")


def sentence(chance: random.Random) -> str:
    """One sentence; some hold figures, some a citation."""
    which = chance.randrange(4)
    if which == 0:
        return f"根据《{chance.choice(_LAWS)}》第{to_chinese(chance.randint(1, 1260))}条第{to_chinese(chance.randint(1, 3))}款，{chance.choice(_ENDS)}。"
    if which == 1:
        return f"{chance.randint(2019, 2026)}年，{chance.choice(_PLACES)}{chance.choice(_DOERS)}共{chance.choice(_DEEDS)}{chance.randint(2, 4000)}件，{chance.choice(_ENDS)}；"
    if which == 2:
        return f"{chance.choice(_DOERS)}在{chance.choice(_PLACES)}{chance.choice(_DEEDS)}（第{chance.randint(1, 90)}期），App办理率{chance.randint(10, 99)}.{chance.randint(0, 9)}％。"
    return f"“{chance.choice(_DEEDS)}”与“{chance.choice(_DEEDS)}”同步开展，{chance.choice(_ENDS)}！"


def sample(seed: int) -> Document:
    """The document of a seed."""
    chance = random.Random(seed)
    year, column = chance.randint(2020, 2026), chance.choice(("news", "cases", "learn"))
    title = f"{chance.choice(_PLACES)}{chance.choice(_DOERS)}{chance.choice(_DEEDS)}，{chance.choice(_ENDS)}"
    return Document(
        address=f"{column}/{year}/article-{seed}.html",
        title=title,
        label="情景案例" if column == "cases" else "工作动态",
        names=(f"第{seed}号服务",) if seed % 40 == 0 else (),
        headings=tuple(chance.sample(("基本情况", "主要做法", "法律依据", "下一步打算"), 2)),
        summary=sentence(chance),
        body=" ".join(sentence(chance) for _ in range(chance.randint(3, 18))),
        column=column,
        year=year,
        kind=chance.choice(_KINDS),
        audiences=tuple(sorted(chance.sample(_READERS, chance.randint(1, 2)))),
        tags=(chance.choice(("民法典", "法律援助", "公证")),),
        date=f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
    )


def rewritten(document: Document, seed: int) -> Document:
    """The same page with another text, at times another date, name or title."""
    chance = random.Random(seed)
    fresh = sample(seed + 50_000)
    changes: list[dict[str, object]] = [
        {"body": fresh.body},
        {"title": fresh.title, "summary": fresh.summary},
        {"date": fresh.date},
        {"names": (f"第{seed}号窗口",)},
        {"names": (), "tags": fresh.tags, "audiences": fresh.audiences},
    ]
    return replace(document, **chance.choice(changes))  # type: ignore[arg-type]  # fields of the same class


def some_queries(documents: list[Document], count: int, seed: int) -> list[tuple[str, dict[str, str]]]:
    """Random queries with filters: stretches of texts, two words, what can't be found, initials."""
    chance, found = random.Random(seed), []
    for _ in range(count):
        document = chance.choice(documents)
        text = chance.choice((document.title, document.body, document.summary))
        size, start = chance.randint(1, 8), chance.randrange(max(len(text) - 8, 1))
        query = chance.choice((text[start : start + size], f"{text[start:start + 2]} {document.title[:3]}", chance.choice(("xsr", "民法典第12条", "没有这个词", "sfs"))))
        filters = chance.choice(({}, {}, {"column": document.column}, {"year": str(document.year)}, {"audience": document.audiences[0]}))
        found.append((query, filters))
    return found
