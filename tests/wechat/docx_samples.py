"""Papers with what must come out of them: one function a paper, written as offices really write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from wechat.docx_making import (
    BLACK,
    BODY,
    CENTRE,
    RIGHT,
    SCRIPT,
    SONG,
    add,
    box,
    count,
    dress,
    numbered,
    paper,
    picture,
    save,
    say,
    show,
    strict,
    title,
    with_relation,
)

LONG = "为深入学习宣传宪法，弘扬宪法精神，推动全社会形成尊法学法守法用法的良好氛围，现将有关事项通知如下。"
SAMPLES: dict[str, Callable[[], Sample]] = {}


@dataclass
class Sample:
    """A paper.

    Attributes:
        made: the document.
        title: as the front matter must have it.
        headings: level and text of each.
        pictures: how many.
        tables: how many.
        has: pieces of the Markdown.
        lacks: what must not be in it.
        notes: pieces of what is reported.
        parts, change: see ``save``.
        author, editor, source: of the front matter.
        simple: whether other readers must find the same text.
    """

    made: Any
    title: str
    headings: list[tuple[int, str]] = field(default_factory=list)
    pictures: int = 0
    tables: int = 0
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parts: Mapping[str, str | bytes] = field(default_factory=dict)
    change: Callable[[str, bytes], bytes] | None = None
    author: str = ""
    editor: str = ""
    source: str = ""
    simple: bool = False

    def save(self, path: Path) -> Path:
        return save(self.made, path, self.parts, self.change)


def sample(make: Callable[[], Sample]) -> Callable[[], Sample]:
    SAMPLES[make.__name__] = make
    return make


@sample
def official() -> Sample:
    """A paper with a red head, as GB/T 9704 has it."""
    made = paper()
    say(made, "汨罗市司法局文件", SONG, 48, align=CENTRE, red=True)
    say(made, "汨司发〔2026〕1号", align=CENTRE)
    title(made, "汨罗市司法局")
    title(made, "关于开展“宪法宣传周”活动的通知")
    say(made, "各司法所，局机关各股室：")
    say(made, "　　" + LONG, indent=True)
    say(made, "一、总体要求", BLACK)
    say(made, "（一）指导思想", SCRIPT)
    say(made, LONG)
    say(made, "1.坚持以人民为中心。")
    say(made, "（1）送法进村。")
    say(made, "二、有关安排", BLACK)
    one = say(made, "（一）时间安排。", SCRIPT)
    dress(one.add_run("十二月第一周。"), BODY)
    say(made, "附件：1.活动方案")
    say(made, "汨罗市司法局", align=RIGHT)
    say(made, "2026年1月5日", align=RIGHT)
    say(made, "（此件公开发布）")
    return Sample(
        made, "汨罗市司法局关于开展“宪法宣传周”活动的通知", [(2, "一、总体要求"), (3, "（一）指导思想"), (2, "二、有关安排")],
        has=("汨罗市司法局文件\n\n汨司发〔2026〕1号\n\n各司法所", "（1）送法进村。", "2026年1月5日"), lacks=("　",),
        notes=("发文字号：汨司发〔2026〕1号", "成文日期：2026年1月5日，落款：汨罗市司法局"), source="汨罗市司法局", simple=True,
    )  # fmt: skip


@sample
def report() -> Sample:
    """A news report as a 司法所 sends it: nothing but bold and centre, pictures with captions, a line of names."""
    made = paper()
    say(made, "司法所开展普法进校园活动", size=18, bold=True, align=CENTRE)
    say(made, LONG)
    show(made, "red")
    say(made, "图为活动现场", size=12, align=CENTRE)
    say(made, LONG)
    one = made.add_paragraph()
    one.add_run().add_picture(picture("blue"))
    one.add_run().add_break()
    one.add_run("图2 发放资料")
    say(made, "（供稿：古培司法所 张三 审核：李四 编辑：王五）")
    return Sample(
        made, "司法所开展普法进校园活动", pictures=2, has=('"图为活动现场")', '"图2 发放资料")', "（供稿：古培司法所 张三 审核：李四 编辑：王五）"),
        author="古培司法所 张三", editor="王五", simple=True,
    )  # fmt: skip


@sample
def styled() -> Sample:
    """Somebody who does use the styles of headings."""
    made = paper()
    made.add_paragraph("关于做好人民调解工作的意见", style="Title")
    made.add_heading("工作目标", 1)
    say(made, LONG)
    made.add_heading("组织领导", 2)
    say(made, LONG)
    made.add_heading("1.加强保障", 3)
    say(made, LONG)
    return Sample(made, "关于做好人民调解工作的意见", [(2, "工作目标"), (3, "组织领导"), (4, "1.加强保障")], simple=True)


@sample
def numbering() -> Sample:
    """Automatic numbers in the forms that offices use; they are no text in the file."""
    made = paper()
    title(made, "工作要点")
    number = numbered(made, [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    for level, text, font in ((0, "总体要求", BLACK), (1, "指导思想", SCRIPT), (2, "第一项内容。", ""), (2, "第二项内容。", ""), (1, "基本原则", SCRIPT), (2, "又从头数。", "")):
        count(say(made, text, font), number, level)
    count(say(made, "主要任务", BLACK), number, 0)
    other = numbered(made, [("japaneseCounting", "第%1条　")])
    for _ in range(12):
        count(say(made, "条文的内容。"), other)
    circled = numbered(made, [("decimalEnclosedCircleChinese", "%1")])
    count(say(made, "圈码。"), circled)
    return Sample(
        made, "工作要点", [(2, "一、总体要求"), (3, "（一）指导思想"), (3, "（二）基本原则"), (2, "二、主要任务")],
        has=("\n1\\. 第一项内容。", "\n2\\. 第二项内容。", "\n1\\. 又从头数。", "第一条 条文", "第十二条 条文", "①圈码。"),
    )  # fmt: skip


@sample
def restarted() -> Sample:
    """Lists that begin again, one that starts with 5, letters, bullets."""
    made = paper()
    title(made, "清单")
    first = numbered(made, [("decimal", "（%1）")])
    for text in ("甲。", "乙。"):
        count(say(made, text), first)
    root = made.part.numbering_part.element
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="777"><w:abstractNumId w:val="{first}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'))
    for text in ("丙。", "丁。"):
        count(say(made, text), 777)
    for text in ("苹果", "梨"):
        count(say(made, text), numbered(made, [("bullet", "\uf0b7")]) if text == "苹果" else 0)
    made.add_paragraph("带点的一项", style="List Bullet")
    made.add_paragraph("带点的二项", style="List Bullet")
    letters = numbered(made, [("upperLetter", "%1.")])
    count(say(made, "字母。"), letters)
    return Sample(made, "清单", has=("（1）甲。", "（2）乙。", "（5）丙。", "（6）丁。", "- 带点的一项\n- 带点的二项", "A. 字母。"))


@sample
def merged() -> Sample:
    """Tables with merged cells, a title over all columns, a nested table, a table that only places things."""
    made = paper()
    title(made, "统计表")
    one = made.add_table(5, 4)
    one.cell(0, 0).merge(one.cell(0, 3)).text = "2026年人民调解情况"
    for at, text in enumerate(("单位", "件数", "成功", "备注")):
        one.cell(1, at).text = text
    one.cell(2, 0).merge(one.cell(3, 0)).text = "古培镇"
    one.cell(2, 1).text, one.cell(3, 1).text = "12", "34"
    one.cell(2, 2).merge(one.cell(2, 3)).text = "全部成功"
    one.cell(4, 0).text = "两段"
    one.cell(4, 0).add_paragraph("第二段")
    inner = one.cell(4, 3).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内一", "内二"
    say(made, "下面是一格的框。")
    two = made.add_table(1, 1)
    two.cell(0, 0).text = "框里的文字。"
    three = made.add_table(2, 2)
    three.cell(0, 0).text, three.cell(0, 1).text = LONG, LONG
    three.cell(1, 0).text, three.cell(1, 1).text = "左", "右"
    return Sample(
        made, "统计表", tables=2,
        has=("2026年人民调解情况\n\n| 单位 | 件数 | 成功 | 备注 |", "| 古培镇 | 12 | 全部成功 |  |", "|  | 34 |  |  |", "| 两段 第二段 |", "内一 内二", "\n\n框里的文字。\n\n", "|  |  |\n| --- | --- |\n| 为深入"),
    )  # fmt: skip


@sample
def pictures() -> Sample:
    """Pictures beside the text, in cells, in groups, in old drawings, linked, and one that can't be shown."""
    made = paper()
    title(made, "图片")
    one = show(made, "red")
    drawing = one._p.xpath(".//wp:inline")[0]
    drawing.tag = drawing.tag.replace("inline", "anchor")
    one.add_run("浮动图片旁的文字。")
    cell = made.add_table(1, 2)
    cell.cell(0, 0).paragraphs[0].add_run().add_picture(picture("green"))
    cell.cell(0, 1).text = "表里的图"
    inside = say(made, "行内")
    inside.add_run().add_picture(picture("blue"))
    inside.add_run("图片。")
    identity, _ = made.part.get_or_add_image(picture("yellow"))
    add(say(made, "老式图片："), f'<w:r NS><w:pict><v:group><v:shape style="width:10pt"><v:imagedata r:id="{identity}"/></v:shape></v:group></w:pict></w:r>')
    add(say(made, "组合："), f'<w:r NS><w:drawing><wp:inline><wp:docPr id="9" name="组合" descr="两位调解员在田间"/><a:graphic><a:graphicData uri="g"><wpg:wgp><pic:pic><pic:blipFill><a:blip r:embed="{identity}"/></pic:blipFill></pic:pic><pic:pic><pic:blipFill><a:blip r:embed="{identity}"/></pic:blipFill></pic:pic></wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')
    add(say(made, "网上的："), '<w:r NS><w:drawing><wp:inline><a:graphic><a:graphicData uri="p"><pic:pic><pic:blipFill><a:blip r:link="rIdWeb"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')
    add(say(made, "图元："), '<w:r NS><w:drawing><wp:inline><a:graphic><a:graphicData uri="p"><pic:pic><pic:blipFill><a:blip r:embed="rIdEmf"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')
    web = '<Relationship Id="rIdWeb" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="https://example.com/a.png" TargetMode="External"/>'
    emf = with_relation("image", "media/a.emf", "rIdEmf")

    def change(name: str, data: bytes) -> bytes:
        data = emf(name, data)
        return data.replace(b"</Relationships>", web.encode() + b"</Relationships>") if name == "word/_rels/document.xml.rels" else data

    return Sample(
        made, "图片", pictures=8, tables=1, has=("![两位调解员在田间](wx-", "行内![](wx-", "〔图片7：不能转换，请补上〕", "〔图片8：不能转换，请补上〕"),
        notes=("图片8：EMF、WMF图不能转换", "图片7：不能转换，请补上。https://example.com/a.png"),
        parts={"word/media/a.emf": b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(100)}, change=change,
    )  # fmt: skip


NOTE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@sample
def footnotes() -> Sample:
    """Notes stand at the end of the text."""
    made = paper()
    title(made, "注释")
    add(say(made, "宪法"), '<w:r NS><w:footnoteReference w:id="2"/></w:r>')
    add(say(made, "民法典"), '<w:r NS><w:endnoteReference w:id="1"/></w:r>')
    say(made, "正文到此。")
    feet = f'<w:footnotes xmlns:w="{NOTE}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t> 2018年修正。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    ends = f'<w:endnotes xmlns:w="{NOTE}"><w:endnote w:id="1"><w:p><w:r><w:t>2021年施行。</w:t></w:r></w:p><w:p><w:r><w:t>第二段。</w:t></w:r></w:p></w:endnote></w:endnotes>'
    first, second = with_relation("footnotes", "footnotes.xml", "rIdF"), with_relation("endnotes", "endnotes.xml", "rIdE")
    return Sample(
        made, "注释", has=("宪法〔注1〕", "民法典〔注2〕", "正文到此。\n\n〔注1〕2018年修正。\n\n〔注2〕2021年施行。\n\n第二段。"),
        parts={"word/footnotes.xml": feet, "word/endnotes.xml": ends}, change=lambda name, data: second(name, first(name, data)), simple=False,
    )  # fmt: skip


@sample
def tracked() -> Sample:
    """Changes that nobody has accepted: a deleted end of a paragraph, a deleted row, a moved piece, comments."""
    made = paper()
    title(made, "修订")
    one = say(made, "保留")
    add(one, '<w:ins NS w:id="1" w:author="甲"><w:r><w:t>插入的</w:t></w:r></w:ins>')
    add(one, '<w:del NS w:id="2" w:author="甲"><w:r><w:delText>删掉的</w:delText></w:r></w:del>')
    add(one, "<w:r NS><w:t>文字。</w:t></w:r>")
    two = say(made, "前半句，")
    two._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="3" w:author="甲"/></w:rPr>'))
    say(made, "后半句。")
    add(say(made, "搬"), '<w:moveFrom NS w:id="4"><w:r><w:t>旧处</w:t></w:r></w:moveFrom>')
    add(say(made, "到"), '<w:moveTo NS w:id="5"><w:r><w:t>新处</w:t></w:r></w:moveTo>')
    table = made.add_table(3, 2)
    for at, text in enumerate(("列一", "列二", "删行一", "删行二", "留一", "留二")):
        table.cell(at // 2, at % 2).text = text
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="6" w:author="甲"/>'))
    run = say(made, "有批注。").runs[0]
    made.add_comment(run, text="这里要改", author="领导", initials="领")
    return Sample(
        made, "修订", tables=1, has=("保留插入的文字。", "前半句，后半句。", "到新处", "| 留一 | 留二 |"), lacks=("删掉", "旧处", "删行", "这里要改"),
        notes=("接受插入1处（“插入的”）", "去掉删除3处", "移动1处", "有1条批注"),
    )  # fmt: skip


@sample
def hidden() -> Sample:
    """Hidden letters, headers with words, page numbers."""
    made = paper()
    title(made, "隐藏")
    one = say(made, "看得见。")
    one.add_run("看不见的电话").font.hidden = True
    made.sections[0].header.paragraphs[0].text = "内部资料 注意保存"
    made.sections[0].footer.paragraphs[0].text = "— 1 —"
    return Sample(made, "隐藏", has=("看得见。",), lacks=("看不见", "内部资料"), notes=("有6个字是隐藏文字，没有导入（“看不见的电话”）", "页眉、页脚没有导入（“内部资料注意保存”）"))


@sample
def boxes() -> Sample:
    """Text boxes and WordArt: their words are kept once, and reported."""
    made = paper()
    add(made.add_paragraph(), "<w:r NS><w:pict><v:shape><v:textpath string='汨罗市司法局文件'/></v:shape></w:pict></w:r>")
    say(made, "汨司发〔2026〕2号", align=CENTRE)
    title(made, "文本框")
    add(say(made, "段落的文字。"), box("框中第一段", "框中第二段"))
    say(made, "下一段。")
    return Sample(made, "文本框", has=("汨罗市司法局文件\n\n汨司发", "段落的文字。\n\n框中第一段\n\n框中第二段\n\n下一段。"), notes=("有1个文本框", "有1处艺术字"))


@sample
def links() -> Sample:
    """Links of both kinds, breaks, tabs, soft hyphens, signs of Wingdings, boxes to tick, ruby."""
    made = paper()
    title(made, "链接")
    identity = made.part.relate_to("https://www.miluo.gov.cn/a?b=1&c=2", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True)
    local = made.part.relate_to("file:///C:/Users/me/a.docx", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True)
    one = say(made, "请看")
    add(one, f'<w:hyperlink NS r:id="{identity}"><w:r><w:t>市政府网站</w:t></w:r></w:hyperlink>')
    add(one, f'<w:hyperlink NS r:id="{local}"><w:r><w:t>本机文件</w:t></w:r></w:hyperlink>')
    two = say(made, "再看")
    for piece in ('<w:fldChar w:fldCharType="begin"/>', '<w:instrText> HYPERLINK "https://www.moj.gov.cn/" </w:instrText>', '<w:fldChar w:fldCharType="separate"/>', "<w:t>司法部</w:t>", '<w:fldChar w:fldCharType="end"/>'):
        add(two, f"<w:r NS>{piece}</w:r>")
    add(say(made, "一行"), "<w:r NS><w:br/><w:t>二行</w:t><w:tab/><w:t>制表</w:t><w:softHyphen/><w:noBreakHyphen/></w:r>")
    add(say(made, "同意"), '<w:r NS><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>反对</w:t><w:sym w:font="Wingdings" w:char="F06F"/></w:r>')
    add(say(made, "注音："), "<w:r NS><w:ruby><w:rt><w:r><w:t>mì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汨</w:t></w:r></w:rubyBase></w:ruby></w:r>")
    return Sample(
        made, "链接", has=("[市政府网站](https://www.miluo.gov.cn/a?b=1&c=2)", "[司法部](https://www.moj.gov.cn/)", "一行  \n二行 制表-", "同意☑反对□", "汨（mì）"),
        lacks=("HYPERLINK", "file:"), notes=("有1个链接指向本机文件",),
    )  # fmt: skip


@sample
def wps() -> Sample:
    """As WPS writes: its own names, content controls, fonts of the theme, styles with numbers for names."""
    made = paper()
    title(made, "金山文稿")
    body = made.element.body
    body.insert(len(body) - 1, parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="黑体"/></w:rPr><w:t>一、控件里的标题</w:t></w:r></w:p></w:sdtContent></w:sdt>'))
    add(say(made, "正文"), "<w:r NS><mc:AlternateContent><mc:Choice Requires='wpsCustomData'><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>")
    add(say(made, "智能"), "<w:smartTag NS w:uri='u' w:element='e'><w:r><w:t>标记</w:t></w:r></w:smartTag>")
    say(made, LONG)
    return Sample(made, "金山文稿", [(2, "一、控件里的标题")], has=("正文旧", "智能标记"), lacks=("新",))


@sample
def strict_file() -> Sample:
    """Strict OOXML has other names for everything."""
    made = paper()
    title(made, "严格格式")
    say(made, "一、第一部分", BLACK)
    say(made, LONG)
    show(made)
    number = numbered(made, [("chineseCounting", "（%1）")])
    count(say(made, "自动编号的内容。"), number)
    return Sample(made, "严格格式", [(2, "一、第一部分")], pictures=1, has=("（一）自动编号的内容。",), change=strict)


@sample
def objects() -> Sample:
    """Formulas, charts, embedded sheets: what can't be turned into text has its place."""
    made = paper()
    title(made, "对象")
    add(say(made, "公式"), "<m:oMath NS><m:r><m:t>S=ab</m:t></m:r></m:oMath>")
    add(say(made, "表"), "<w:r NS><w:object><v:shape><v:imagedata r:id='x'/></v:shape><o:OLEObject ProgID='Excel.Sheet.12'/></w:object></w:r>")
    add(say(made, "图"), "<w:r NS><w:drawing><wp:inline><a:graphic><a:graphicData uri='c'><c:chart xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart' r:id='y'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")
    return Sample(made, "对象", has=("公式〔公式〕", "表〔嵌入对象〕", "图〔图表〕"), notes=("有1处公式不能转换（“S=ab”）", "有1处嵌入对象", "有1处图表"))


@sample
def bare() -> Sample:
    """Nothing is set at all: a first line and paragraphs, with signs that Markdown would take for its own."""
    made = paper()
    say(made, "我市举办法治讲座")
    say(made, LONG + "*不是强调*，[不是链接](x)，<b>不是标签</b>，{{ 不是标记 }}。")
    say(made, "# 不是标题")
    say(made, "1. 不是列表")
    say(made, "- 不是列表")
    say(made, "| 不是 | 表格 |")
    return Sample(made, "我市举办法治讲座", has=("\\# 不是标题", "1\\. 不是列表"), simple=True)


@sample
def libreoffice() -> Sample:
    """As LibreOffice writes: runs in pieces, own style names, empty paragraphs, a first heading for title."""
    made = paper()
    made.add_heading("法律援助中心工作简介", 1)
    made.add_paragraph("")
    one = made.add_paragraph()
    for piece in ("法律", "援助", "是国家", "的责任。"):
        one.add_run(piece)
    add(one, '<w:bookmarkStart NS w:id="7" w:name="__RefHeading__"/>')
    add(one, "<w:proofErr NS w:type='spellStart'/>")
    made.add_heading("服务内容", 2)
    say(made, LONG)
    return Sample(made, "法律援助中心工作简介", [(2, "服务内容")], has=("法律援助是国家的责任。",), simple=True)


@sample
def briefing() -> Sample:
    """A report with photos in a table, an annex, headings with stops at their ends, a title put in the middle with spaces and a break in it."""
    made = paper()
    one = say(made, "　　　　关于法律援助工作", size=22)
    one.runs[0].add_break()
    dress(one.add_run("情况的报告"), size=22)
    say(made, "（2026年1月）", SCRIPT, align=CENTRE)
    say(made, "一、基本情况。", BLACK)
    say(made, LONG)
    table = made.add_table(2, 2)
    for at, colour in enumerate(("red", "blue")):
        table.cell(0, at).paragraphs[0].add_run().add_picture(picture(colour))
        table.cell(1, at).text = ("讲座现场", "发放手册")[at]
    say(made, "附件1", BLACK)
    say(made, "法律援助机构名单", SONG, 22, align=CENTRE)
    say(made, LONG)
    return Sample(
        made, "关于法律援助工作情况的报告", [(2, "一、基本情况。"), (2, "附件1"), (2, "法律援助机构名单")], pictures=2,
        has=("（2026年1月）", '"讲座现场")', '"发放手册")'),
    )  # fmt: skip


@sample
def boxed_article() -> Sample:
    """A whole article in one cell, as pasted from a web page; fonts only for Western letters, as some programs write."""
    made = paper()
    cell = made.add_table(1, 1).cell(0, 0)
    first = cell.paragraphs[0]
    first.alignment = CENTRE
    dress(first.add_run("以案释法"), size=20, bold=True)
    heading = cell.add_paragraph()
    run = heading.add_run("案情简介")
    run._r.get_or_add_rPr().get_or_add_rFonts().set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}ascii", "黑体")
    style = made.styles["Normal"].element.rPr.rFonts
    style.attrib.pop("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia", None)
    cell.add_paragraph(LONG)
    return Sample(made, "以案释法", [(2, "案情简介")])
