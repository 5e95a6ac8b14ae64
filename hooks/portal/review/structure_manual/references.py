"""What an article points at: links, pictures, statutes; and the links of the finished site."""

from __future__ import annotations

from portal.review.structure_manual.entry import ERROR, INFO, WARNING, structural

_LINKS = structural(
    "链接",
    (
        ("broken-link", ERROR, "站内链接指向没有的文章", "照提示改正地址；站内链接写成/栏目/年份/英文名.html。", "[公告](/news/2026/mei-you.html)"),
        ("link-to-alias", WARNING, "链接用了旧地址", "改成文章现在的地址。", "[公告](/news/2025/old.html)"),
        ("full-width-link", ERROR, "链接的网址用了全角括号", "把网址两边的括号改成半角。", "[公告]（https://www.example.com/）"),
        ("link-host-unchecked", INFO, "登记的外部网站超过180天没有核对", "打开看过以后，改data/review/links.yml里的checked。", "checked: 2020-01-01"),
        ("dead-link", ERROR, "生成的网页里有打不开的链接", "改正链接，或补上页面。", '<a href="../mei-you.html">'),
        ("dead-anchor", ERROR, "生成的网页里有链接指向不存在的位置", "改正#后面的名字。", '<a href="#mei-you">'),
    ),
)

_PICTURES = structural(
    "图片",
    (
        ("picture-without-alt", ERROR, "图片没有文字说明", "在方括号里写明图里是什么。", "![](huo-dong.jpg)"),
        ("alt-meaningless", WARNING, "图片的说明没有说出图里是什么", "写清楚谁在哪里做什么，如“工作人员在村口讲解民法典”。", "![图片1](huo-dong.jpg)"),
        ("cover-without-alt", ERROR, "题图没有文字说明", "加一行cover_alt，用一句话写明图里是什么。", "cover: huo-dong.jpg"),
        ("picture-without-caption", INFO, "新闻图片没有图题和来源", '写成![说明](文件名 "图题。某某摄")。', "![工作人员在村口讲解民法典](huo-dong.jpg)"),
        ("remote-picture", ERROR, "图片在别的网站上", "确有权使用的，下载后放在文章旁边，改写成文件名。", "![会场](https://www.example.com/a.jpg)"),
        ("missing-picture", ERROR, "找不到图片", "把图片放到文章旁边，改正文件名。", "![会场](hui-chang.jpg)（没有这个文件）"),
        ("picture-too-large", ERROR, "图片超过5MB", "缩小到宽1600像素以内，存成.jpg或.webp。", "手机原图，8.2MB"),
        ("picture-too-many-pixels", ERROR, "图片的像素太多", "缩小到宽1600像素以内。", "宽30000像素的扫描图"),
        ("heavy-picture", WARNING, "图片超过1MB", "缩小到宽1600像素以内，存成.jpg或.webp。", "宽4000像素的照片，2.1MB"),
        ("unused-picture", INFO, "没有文章用到的图片", "不用就删去。", "content/news/2026/旁边的jiu-tu.jpg"),
    ),
)

_PRIVATE = structural(
    "隐私",
    (
        ("picture-active", ERROR, "矢量图里有脚本或外来内容", "用画图软件重新导出一份干净的SVG，或改用PNG。", "带有<script>的SVG文件"),
        ("picture-position", ERROR, "图片里带着拍摄地点", "用画图软件另存一份，或在属性里删去位置，再换上新的图片。", "手机直接拍的照片，属性里有经纬度"),
        ("picture-author", WARNING, "图片属性里写着作者或相机编号", "用画图软件另存一份，再换上新的图片。", "属性里写着“作者：张测试”的照片"),
        ("attachment-author", WARNING, "附件属性里写着作者", "在“文件—信息—检查文档”里删去作者和最后修改人，再存一份。", "属性里写着“作者：张测试”的.docx"),
        ("file-name-with-identity-number", ERROR, "文件名里有公民身份号码", "改名，换成日期和拼音。", "以身份证号码命名的照片"),
        ("file-name-with-mobile", WARNING, "文件名里像是有手机号码", "改名，换成日期和拼音。", "以手机号码命名的照片"),
    ),
)

_STATUTES = structural(
    "法律",
    (
        ("law-entry-shape", ERROR, "laws里的法律依据写法不对", "每项写一条，如《中华人民共和国民法典》第六百七十五条。", "laws: [民法典675条]"),
        ("law-not-in-body", WARNING, "laws里的法律正文没有提到", "在正文的法律依据里写明，或从laws里删去。", "laws写了民法典，正文只讲了劳动合同法"),
        (
            "law-quotation-differs",
            ERROR,
            "引用的条文和原文不同",
            "对照法律原文改正；只引大意的，去掉引号。",
            "第二百零二条规定“自然人享有生命权”（原文不是这样）",
        ),
    ),
)

MANUALS = (*_LINKS, *_PICTURES, *_PRIVATE, *_STATUTES)
