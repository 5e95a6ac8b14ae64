"""Papers made with LibreOffice Writer, and what must come out of them.

The files in ``papers/`` were saved by LibreOffice itself. To make them anew (apt package ``libreoffice-writer-nogui``)::

    python tests/wechat/libreoffice.py
"""

from __future__ import annotations

import base64
import subprocess
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

PAPERS = Path(__file__).parent / "papers"
LONG = "为深入学习宣传宪法，弘扬宪法精神，推动全社会形成尊法学法守法用法的良好氛围，现将有关事项通知如下。"
_SPACES = ["office", "text", "style", "fo", "table", "draw", "xlink", "svg", "dc"]
_URLS = {
    **{name: f"urn:oasis:names:tc:opendocument:xmlns:{'drawing' if name == 'draw' else name}:1.0" for name in _SPACES},
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_FACES = {
    "title": ("方正小标宋简体", 22, ' fo:text-align="center"'),
    "black": ("黑体", 16, ' fo:text-indent="32pt"'),
    "script": ("楷体_GB2312", 16, ' fo:text-indent="32pt"'),
    "body": ("仿宋_GB2312", 16, ' fo:text-indent="32pt"'),
    "flush": ("仿宋_GB2312", 16, ""),
    "right": ("仿宋_GB2312", 16, ' fo:text-align="end"'),
    "small": ("楷体_GB2312", 12, ' fo:text-align="center"'),
    "red": ("方正小标宋简体", 48, ' fo:text-align="center"'),
}


@dataclass(frozen=True)
class Paper:
    """A paper.

    Attributes:
        body: of a flat OpenDocument text.
        title: for the front matter.
        text: everything that must come out, in order, without white space.
        headings: level and text of each.
        pictures, tables: how many.
        has, lacks: pieces of the Markdown.
        notes: pieces of what is reported.
        changes: tracked changes.
    """

    body: str
    title: str
    text: str
    headings: tuple[tuple[int, str], ...] = ()
    pictures: int = 0
    tables: int = 0
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    changes: str = ""


def _p(text: str, style: str = "body") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def _h(text: str, level: int) -> str:
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text}</text:h>'


def _bold(text: str) -> str:
    return f'<text:span text:style-name="bold">{text}</text:span>'


def _cell(text: str, columns: int = 1, rows: int = 1) -> str:
    spans = f' table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"' if columns * rows > 1 else ""
    return f'<table:table-cell office:value-type="string"{spans}>{_p(text, "flush")}</table:table-cell>'


_COVERED = "<table:covered-table-cell/>"


def _table(columns: int, *rows: str) -> str:
    return f'<table:table table:name="T"><table:table-column table:number-columns-repeated="{columns}"/>{"".join(f"<table:table-row>{row}</table:table-row>" for row in rows)}</table:table>'


def _picture(colour: str) -> str:
    out = BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    data = base64.b64encode(out.getvalue()).decode()
    return f'<draw:frame text:anchor-type="as-char" svg:width="4cm" svg:height="3cm"><draw:image><office:binary-data>{data}</office:binary-data></draw:image></draw:frame>'


def _note(number: int, text: str, kind: str = "footnote") -> str:
    return f'<text:note text:id="n{number}{kind}" text:note-class="{kind}"><text:note-citation>{number}</text:note-citation><text:note-body>{_p(text, "flush")}</text:note-body></text:note>'


def _changed(number: int, kind: str, text: str = "") -> str:
    inner = _p(text, "flush") if text else ""
    info = "<office:change-info><dc:creator>某甲</dc:creator><dc:date>2026-01-05T09:00:00</dc:date></office:change-info>"
    return f'<text:changed-region text:id="c{number}"><text:{kind}>{info}{inner}</text:{kind}></text:changed-region>'


SAMPLES = {
    "official": Paper(
        _p("汨罗市司法局文件", "red") + _p("汨司发〔2026〕1号", "small") + _p("关于开展“宪法宣传周”活动的通知", "title") + _p("各司法所，局机关各股室：", "flush")
        + _p(LONG) + _p("一、总体要求", "black") + _p("（一）指导思想", "script") + _p(LONG) + _p("1.坚持以人民为中心。") + _p("二、有关安排", "black")
        + _p('<text:span text:style-name="kai">（一）时间安排。</text:span>十二月第一周。') + _p("附件：1.活动方案") + _p("汨罗市司法局", "right") + _p("2026年1月5日", "right") + _p("（此件公开发布）"),
        "关于开展“宪法宣传周”活动的通知",
        "汨罗市司法局文件汨司发〔2026〕1号各司法所，局机关各股室：" + LONG + "一、总体要求（一）指导思想" + LONG
        + "1.坚持以人民为中心。二、有关安排（一）时间安排。十二月第一周。附件：1.活动方案汨罗市司法局2026年1月5日（此件公开发布）",
        ((2, "一、总体要求"), (3, "（一）指导思想"), (2, "二、有关安排")),
        notes=("发文字号：汨司发〔2026〕1号",),
    ),
    "merged_table": Paper(
        _p("法律援助情况统计", "title") + _p(LONG) + _p("表1 各镇情况", "small")
        + _table(4, _cell("单位", rows=2) + _cell("案件", columns=2) + _COVERED + _cell("备注", rows=2), _COVERED + _cell("刑事") + _cell("民事") + _COVERED,
                 _cell("测试镇") + _cell("12") + _cell("30") + _cell(""), _cell("测试乡") + _cell("8") + _cell("21") + _cell("含咨询"), _cell("合计") + _cell("71", columns=2) + _COVERED + _cell(""))
        + _p("特此报告。"),
        "法律援助情况统计",
        LONG + "表1各镇情况单位案件备注刑事民事测试镇1230测试乡821含咨询合计71特此报告。",
        tables=1, has=("| 单位 | 案件 |  | 备注 |", "|  | 刑事 | 民事 |  |", "| 合计 | 71 |  |  |"),
    ),
    "notes": Paper(
        _p("民法典宣传提纲", "title") + _p("民法典" + _note(1, "2021年1月1日起施行。") + "是社会生活的百科全书。") + _p("见" + _note(2, "第二条注，<text:span text:style-name=\"bold\">重要</text:span>。") + "第二条。")
        + _p('详情看<text:a xlink:type="simple" xlink:href="https://www.gov.cn/">中国政府网</text:a>，<text:tab/>制表<text:s text:c="3"/>空格<text:line-break/>换行，' + _bold("重点") + "。"),
        "民法典宣传提纲",
        "民法典〔注1〕是社会生活的百科全书。见〔注2〕第二条。详情看中国政府网，制表空格换行，重点。〔注1〕2021年1月1日起施行。〔注2〕第二条注，重要。",
        has=("[中国政府网](https://www.gov.cn/)", "2021年1月1日起施行。", "**重点**"),
    ),
    "tracked": Paper(
        _p("活动方案（征求意见稿）", "title") + _p('全年开展<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>二十<text:change-end text:change-id="c2"/>场讲座，<office:annotation><dc:creator>某乙</dc:creator>' + _p("批注里的话", "flush") + "</office:annotation>形式多样。") + _p(LONG),
        "活动方案（征求意见稿）",
        "全年开展二十场讲座，形式多样。" + LONG,
        lacks=("十五", "批注里的话"), notes=("接受插入1处（“二十”）", "去掉删除1处（“十五”）", "有1条批注"),
        changes=_changed(1, "deletion", "十五") + _changed(2, "insertion"),
    ),
    "pictures": Paper(
        _p("司法所开展普法进校园活动", "title") + _p(LONG) + _p(_picture("red"), "small") + _p("图为活动现场", "small") + _p(LONG) + _p(_picture("blue") + _picture("green"), "small") + _p("（供稿：测试司法所 编辑：某丙）"),
        "司法所开展普法进校园活动",
        LONG + "图为活动现场" + LONG + "（供稿：测试司法所编辑：某丙）",
        pictures=3, has=('"图为活动现场")',),
    ),
    "styles": Paper(
        _h("年度工作总结", 1) + _p(LONG) + _h("主要工作", 2) + _p(LONG) + _h("普法宣传", 3)
        + '<text:list text:style-name="numbers"><text:list-item>' + _p("组织宣讲；", "flush") + "</text:list-item><text:list-item>" + _p("发放资料。", "flush") + "</text:list-item></text:list>"
        + '<text:list text:style-name="dots"><text:list-item>' + _p("校园；", "flush") + "</text:list-item><text:list-item>" + _p("乡村。", "flush") + "</text:list-item></text:list>"
        + _h("下一步打算", 2) + _p(LONG),
        "年度工作总结",
        LONG + "主要工作" + LONG + "普法宣传1.组织宣讲；2.发放资料。校园；乡村。下一步打算" + LONG,
        ((2, "主要工作"), (3, "普法宣传"), (2, "下一步打算")), has=("组织宣讲；", "发放资料。", "- 校园；\n- 乡村。"),
    ),
}  # fmt: skip


def flat(one: Paper) -> str:
    """A paper as a flat OpenDocument text."""
    faces = "".join(
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties{more}/>'
        f'<style:text-properties fo:font-family="Times New Roman" style:font-family-asian="{face}" fo:font-size="{size}pt" style:font-size-asian="{size}pt"/></style:style>'
        for name, (face, size, more) in _FACES.items()
    )
    spans = (
        '<style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>'
        '<style:style style:name="kai" style:family="text"><style:text-properties style:font-family-asian="楷体_GB2312"/></style:style>'
    )
    lists = (
        '<text:list-style style:name="numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'
        '<text:list-style style:name="dots"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
    )
    names = " ".join(f'xmlns:{name}="{url}"' for name, url in _URLS.items())
    changes = f"<text:tracked-changes>{one.changes}</text:tracked-changes>" if one.changes else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{faces}{spans}{lists}</office:automatic-styles><office:body><office:text>{changes}{one.body}</office:text></office:body></office:document>"
    )


def make() -> None:
    """Let LibreOffice save every paper."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, one in SAMPLES.items():
            file = Path(folder, f"{name}.fodt")
            file.write_text(flat(one), encoding="utf-8")
            files.append(str(file))
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx", "--outdir", str(PAPERS), *files], check=True)


if __name__ == "__main__":
    make()
