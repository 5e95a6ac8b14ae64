"""The review's own matters: suppressions in place, ``data/review/``, and who signs what."""

from __future__ import annotations

from portal.review.structure_manual.entry import ERROR, INFO, WARNING, structural

_SUPPRESSIONS = structural(
    "结构",
    (
        (
            "suppression-unknown-rule",
            ERROR,
            "忽略里写的规则不存在",
            "规则名照抄检查结果方括号里的词，或者写规则的中文名称；全部规则见网站的“审校规则”页。",
            "<!-- 审校忽略 biao-dian 理由：引文原样 -->",
        ),
        (
            "suppression-without-reason",
            ERROR,
            "忽略没有写理由",
            "写成<!-- 审校忽略 规则名 理由：写明为什么 -->；文头里写成# 审校忽略 规则名 理由：写明为什么。",
            "<!-- 审校忽略 half-width-punctuation -->",
        ),
        (
            "suppression-expired",
            ERROR,
            "忽略的期限已过，或不是日期",
            "改正问题，或重新审查后写新的期限，如2027-01-01。",
            "<!-- 审校忽略 half-width-punctuation 理由：引文原样 期限：2020-01-01 -->",
        ),
        (
            "suppression-without-second",
            ERROR,
            "忽略隐私或废止法律的问题没有第二个人复核",
            "在理由后面写“复核：”和复核人。",
            "<!-- 审校忽略 law-repealed 理由：讲的是立法沿革 -->",
        ),
        ("suppression-unused", WARNING, "忽略没有用上", "删去这条忽略。", "<!-- 审校忽略 half-width-punctuation 理由：引文原样 -->（这里没有半角标点）"),
    ),
)

_SETTINGS = structural(
    "结构",
    (
        (
            "settings-unknown-rule",
            ERROR,
            "审校设置里的规则或栏目不存在",
            "照提示改正data/review/rules.yml里的名字，或删去这一行。",
            "rules:\n  half-with-punctuation: info",
        ),
        ("bad-pack", ERROR, "词包里有不能用的词条", "照提示改正data/review/terms/里的词条，或删去它。", "- wrong: 帐\n  right: 账\n（只有一个字）"),
        (
            "settings-privacy-lowered",
            WARNING,
            "审校设置给整个网站降低了隐私规则的级别",
            "从rules里删去这一行；个别地方确要放过，就在那里写忽略、理由和复核人。",
            "rules:\n  pii-identity: info",
        ),
    ),
)

_SIGNOFFS = structural(
    "结构",
    (
        ("signoff-altered", ERROR, "审核记录被改动过或缺少", "从版本库里恢复审核记录，不要手改。", "手工修改过的审核记录"),
        ("data-file-unreviewed", ERROR, "要审核的数据文件没有审完", "用portal sign送审，或在审核制度里写明不用审。", "改了data/bureau.yml，还没有签字"),
        ("signoff-unknown-stage", ERROR, "审核制度或审核人里的审次不存在", "改成审核制度的stages里写的审次。", "stages: [四审]"),
        ("signoff-unknown-column", ERROR, "审核制度里的栏目不存在", "改成data/columns.yml里的栏目。", "columns: [xinwen]"),
        (
            "signoff-same-person-allowed",
            INFO,
            "审核制度允许一个人签两审",
            "改成same_person: false；人手确实不够的，写明理由报分管领导同意。",
            "same_person: true",
        ),
        ("signoff-chain-broken", ERROR, "审核记录前后对不上", "从版本库里恢复原来的记录，不要手改、手删。", "中间的一份审核记录被删去了"),
        (
            "signoff-stage-without-person",
            ERROR,
            "有一审目前没有人能签",
            "在data/review/reviewers.yml里给在任的人写上这一审，要数字签名的还要登记公钥。",
            "三审的人调离了，valid_until已过，没有换人",
        ),
        (
            "reviewer-without-key",
            WARNING,
            "要数字签名，审核人却没有能用的公钥",
            "把他的公钥（.pub文件里的那一行）登记进keys。",
            "signatures: true，而keys没有写",
        ),
        ("reviewer-key-unreadable", ERROR, "登记的公钥读不出来", "把.pub文件里的一整行原样粘贴进来，不要断开。", "public: ssh-ed25519 AAAAC3Nza"),
        (
            "reviewer-private-key",
            ERROR,
            "把私钥登记成了公钥",
            "作废这把私钥，用ssh-keygen重新做一把，登记.pub文件里的那一行；版本库的历史里也会留着，删不干净。",
            "public: -----BEGIN OPENSSH PRIVATE KEY-----",
        ),
        ("reviewer-twice", ERROR, "审核人重复登记", "一个人只登记一次，一把钥匙只归一个人；同名的人在姓名后面加股室。", "两个审核人登记了同一把公钥"),
    ),
)

MANUALS = (*_SUPPRESSIONS, *_SETTINGS, *_SIGNOFFS)
