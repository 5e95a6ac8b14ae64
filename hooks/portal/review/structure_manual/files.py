"""Files that can't be read as they stand: encoding, YAML, keys and values, file names."""

from __future__ import annotations

from portal.review.structure_manual.entry import ERROR, WARNING, structural

_ENCODING = structural(
    "结构",
    (
        ("encoding", ERROR, "文件不是UTF-8编码", "用编辑器“另存为”，编码选UTF-8。", "用GBK编码保存的2026-01-05-xuan-chuan.md"),
        ("encoding-bom", ERROR, "文件开头有BOM标记", "用编辑器“另存为”，编码选UTF-8（不带BOM）。", "Windows记事本存成“UTF-8（带BOM）”的文件"),
        ("file-too-large", ERROR, "文件太大", "拆成几个文件；图片另存为文件，放在文章旁边。", "把图片的编码贴进正文，文件有3MB"),
        ("control-character", ERROR, "有看不见的字符", "删去它；多半是从Word或微信粘贴来的。", "title: 普法[U+200B]宣传"),
        ("empty-file", ERROR, "数据文件是空的", "从版本库里恢复这个文件。", "内容被清空的data/topics.yml"),
    ),
)

_YAML = structural(
    "结构",
    (
        ("yaml-syntax", ERROR, "YAML读不下去", "看这一行和上一行的冒号、引号、缩进；冒号用半角，后面空一格，引号成对。", "title：普法宣传"),
        ("yaml-tab", ERROR, "行首用制表符缩进", "改用空格，每层两个。", "\ttitle: 普法宣传"),
        ("yaml-depth", ERROR, "YAML嵌套太深", "减少层次，最多20层。", "[[[[[[[[[[[[[[[[[[[[[甲]]]]]]]]]]]]]]]]]]]]]"),
        ("yaml-anchor", ERROR, "用锚点引用别处的内容", "把内容直接写出来；以&或*开头的值加引号。", "source: *shared"),
        ("yaml-key", ERROR, "键不是一个简单的词", "写成“键: 值”，键用一个词。", "[甲, 乙]: 值"),
        ("yaml-duplicate-key", ERROR, "同一个键写了两次", "删去一个，只留正确的值。", "title: 普法宣传\ntitle: 宣传活动"),
        ("yaml-tag", ERROR, "值的前面有感叹号标记", "去掉感叹号标记，直接写值；以!开头的文字加引号。", "title: !str 普法宣传"),
        ("yaml-hash", ERROR, "空格加#后面的字会被丢掉", "要这些字就给整个值加引号；确是注释就在#后面空一格。", "title: 法治 #宣传周"),
        ("yaml-boolean", ERROR, "是非写成yes、no、on、off", "是非写true或false；要当文字就加引号。", "draft: yes"),
        ("yaml-octal", ERROR, "数以0开头", "要数值就去掉0；要文字就加引号。", "aid.cases: 0120"),
        ("yaml-sexagesimal", ERROR, "时间没有加引号", "给时间加引号。", "hours: 12:30"),
        ("yaml-full-width", ERROR, "数用全角数字写", "改成半角数字。", "aid.cases: １２０"),
        ("yaml-grouped", ERROR, "数带了千分位逗号", "去掉逗号。", "aid.cases: 1,200"),
    ),
)

_RECORDS = structural(
    "结构",
    (
        ("not-a-mapping", ERROR, "该写“键: 值”的地方写了别的", "每行写一个“键: 值”，下一层多缩进两个空格。", "tags:\n  - 普法: 宣传"),
        ("not-a-list", ERROR, "该写列表的地方只写了一个值", "写成[甲, 乙]，只有一个也要方括号。", "tags: 普法"),
        ("not-a-scalar", ERROR, "只能写一个值的地方写了几个", "去掉多余的括号和下一层的键。", "title: [普法, 宣传]"),
        ("unknown-key", ERROR, "不认识的键", "照提示改正拼写；没有用处的删去。", "titel: 普法宣传"),
        ("missing-key", ERROR, "缺少必填的键，或键后面没有值", "补上这个键和它的值。", "title:"),
        ("key-shape", ERROR, "键的写法不合规定", "照提示的样子改键，多半要用小写英文。", "metrics:\n  案件数: {label: 案件}"),
        ("wrong-type", ERROR, "值的类型不对", "要文字就加引号，要数就不带单位、逗号和引号，日期写成2026-01-05。", "date: 2026年1月5日"),
        ("wrong-value", ERROR, "值不在允许的范围里", "照提示从可以写的值里选，或改短、改大、改小。", "basis: 真实"),
        ("list-length", ERROR, "列表的项数不对", "照提示增减到规定的项数。", "range: [0]"),
        ("list-repeats", ERROR, "列表里同一项写了两次", "删去一个。", "tags: [普法, 普法]"),
    ),
)

_NAMES = structural(
    "结构",
    (
        (
            "unknown-column",
            ERROR,
            "文章放在没有登记的栏目里",
            "放到已有栏目的文件夹；新栏目先写进data/columns.yml。",
            "content/xinwen/2026/2026-01-05-xuan-chuan.md",
        ),
        (
            "file-name",
            ERROR,
            "文章的文件名不合规定",
            "写成2026-01-05-ying-wen-ming.md：日期、连字符、小写英文或拼音；可以用portal new生成。",
            "content/news/2026/普法宣传.md",
        ),
        ("no-front-matter", ERROR, "文章开头没有文头", "第一行写---，接着写title、date等，再写一行---；可以用portal new生成。", "普法宣传活动今天举行。"),
        (
            "date-differs-from-name",
            ERROR,
            "文头的date和文件名里的日期不一致",
            "改成一致；发布过的文件不改名。",
            "2026-01-05-xuan-chuan.md里写着date: 2026-01-06",
        ),
        ("wrong-folder", ERROR, "文章没有放在它那一年的文件夹里", "移到content/栏目/年份/。", "content/news/2025/2026-01-05-xuan-chuan.md"),
        ("unread-file", WARNING, "content里有不会发布的文件", "文章存成.md文件，图片照规定改名；不发布的文件移出content。", "content/news/2026/活动方案.docx"),
    ),
)

MANUALS = (*_ENCODING, *_YAML, *_RECORDS, *_NAMES)
