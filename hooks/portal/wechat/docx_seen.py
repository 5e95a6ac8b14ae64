"""What a reader of a Word paper comes across and a person should know of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.wechat.dom import visible

FORMULA, EMBEDDED, CHART, SYMBOL, CONTROL, CHUNK = "公式", "嵌入对象", "图表", "符号", "控件", "插入的文档"
_SHOWN = 20


@dataclass
class Seen:
    """Counts and words of what isn't taken over as it is.

    Attributes:
        inserted, deleted, hidden: texts of tracked insertions, deletions and of hidden letters.
        moved: moved pieces.
        formatted: tracked changes of layout.
        comments: comments.
        boxes: text boxes whose words stand behind their paragraph now.
        art: words of WordArt.
        components: placeholders by what they stand for.
        formulas: letters of formulas.
        lost_links: targets that a public page must not have.
        edges: words of headers and footers.
        contents: whether there is a table of contents.
        unseen_pictures: pictures that are hidden.
        numbers: kinds of numbering that are written in plain digits.
        wide_tables: tables too large for one; their cells became paragraphs.
    """

    inserted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    moved: int = 0
    formatted: int = 0
    comments: int = 0
    boxes: int = 0
    art: list[str] = field(default_factory=list)
    components: Counter[str] = field(default_factory=Counter)
    formulas: list[str] = field(default_factory=list)
    lost_links: list[str] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    contents: bool = False
    unseen_pictures: int = 0
    numbers: set[str] = field(default_factory=set)
    wide_tables: int = 0

    def notes(self) -> Iterator[str]:
        """What to tell, the most important first."""
        if any((self.inserted, self.deleted, self.moved)):
            said = [f"接受插入{len(self.inserted)}处{_words(self.inserted)}"] if self.inserted else []
            said += [f"去掉删除{len(self.deleted)}处{_words(self.deleted)}"] if self.deleted else []
            said += [f"移动{self.moved}处按移动后的位置"] if self.moved else []
            yield f"文稿里有没有处理完的修订，按“全部接受”导入：{'，'.join(said)}。请核对是不是定稿。"
        if self.formatted:
            yield f"有{self.formatted}处格式修订，不影响文字。"
        if self.comments:
            yield f"有{self.comments}条批注，没有导入。请看看批注里的意见是否都已处理。"
        if self.hidden:
            yield f"有{len(visible(''.join(self.hidden)))}个字是隐藏文字，没有导入{_words(self.hidden)}。"
        if self.unseen_pictures:
            yield f"有{self.unseen_pictures}张图片是隐藏的，没有导入。"
        if self.boxes:
            yield f"有{self.boxes}个文本框，里面的文字放在所在的段落后面，请看看位置是否合适。"
        if self.art:
            yield f"有{len(self.art)}处艺术字，已变成普通文字{_words(self.art)}。"
        for name, count in self.components.items():
            words = _words(self.formulas) if name == FORMULA else ""
            yield f"有{count}处{name}不能转换{words}，正文里留了“〔{name}〕”，请补上截图或者文字。"
        if self.edges:
            yield f"页眉、页脚没有导入{_words(self.edges)}。"
        if self.contents:
            yield "文稿里有自动目录，已按普通文字导入；网页上用不着，可以删去。"
        if self.lost_links:
            yield f"有{len(self.lost_links)}个链接指向本机文件或者打不开的地址，只留了文字：“{self.lost_links[0][:60]}”。"
        if self.numbers:
            yield f"有不认识的自动编号格式（{'、'.join(sorted(self.numbers))}），写成了阿拉伯数字，请核对。"
        if self.wide_tables:
            yield f"有{self.wide_tables}个表格太大，没有做成表格，文字都在。"


def _words(texts: list[str]) -> str:
    found = visible("".join(texts))
    return f"（“{found[:_SHOWN]}{'……' if len(found) > _SHOWN else ''}”）" if found else ""
