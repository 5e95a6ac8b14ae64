"""What the interface answers when it refuses, in words that an editor can act on.

Source: developers.weixin.qq.com, documentation of the calls used here, as of 2026-08.
"""

from __future__ import annotations

from portal.errors import PortalError

_ADMIN = "请公众号管理员登录后台查看"
FAULTS: dict[int, tuple[str, str]] = {
    -1: ("微信那边忙", "过几分钟再试"),
    40001: ("AppSecret不对，或者令牌已经被换掉", "核对PORTAL_WECHAT_SECRET；别的程序也在用同一个号的，都改用稳定版令牌"),
    40005: ("图片的格式不收", "换成jpg或png"),
    40007: ("素材编号不对", "封面要用永久素材，重新上传一次"),
    40009: ("图片太大", "正文图片要小于1MB，永久图片要小于10MB"),
    40013: ("AppID不对", "核对PORTAL_WECHAT_APPID"),
    40125: ("AppSecret不对", "在后台重置以后更新PORTAL_WECHAT_SECRET"),
    40137: ("图片的格式不收", "换成jpg或png"),
    40164: ("这台机器的IP不在白名单里", "在公众号后台“IP白名单”加上它；要用固定IP的机器"),
    41005: ("没有收到文件", "重新导出，检查pictures文件夹"),
    42001: ("令牌过期了", "再运行一次"),
    44003: ("图文是空的", "重新导出这篇文章"),
    45001: ("文件太大", "图片要小于10MB"),
    45002: ("正文太长", "少于2万字符、小于1MB；表格多的改成图片"),
    45003: ("标题太长", "不超过32个字"),
    45004: ("摘要太长", "不超过120个字"),
    45009: ("今天的调用次数用完了", "明天再试"),
    45011: ("调用得太快", "过一分钟再试"),
    45110: ("作者太长", "不超过16个字"),
    45166: ("正文里有不收的内容，或者太长", "检查外部链接和表格，重新导出"),
    47001: ("数据的写法不对", "升级本程序再试"),
    48001: ("这个公众号没有这个接口的权限", f"没有认证，或者年审过期；{_ADMIN}"),
    48004: ("这个接口被封了", _ADMIN),
    50002: ("公众号被限制了", _ADMIN),
    53402: ("封面裁不了", "换一张封面"),
    53404: ("公众号的这项能力被限制了", _ADMIN),
    53405: ("公众号的这项能力被限制了", _ADMIN),
    53406: ("公众号的这项能力被限制了", _ADMIN),
    61004: ("这台机器的IP没有登记", "在公众号后台“IP白名单”加上它"),
    89503: ("这个IP要管理员确认", "请管理员在手机上点确认，再试"),
    89506: ("管理员拒绝了这个IP", "请管理员同意以后，24小时后再试"),
    89507: ("管理员拒绝了这个IP", "请管理员同意以后，1小时后再试"),
}


def fault(code: int, said: str) -> PortalError:
    """What to say about an error code.

    Args:
        code: ``errcode`` of the answer.
        said: ``errmsg`` of the answer; shown only for codes that nobody has documented.
    """
    what, do = FAULTS.get(code, (f"微信拒绝了：{said[:200]}", "按错误码在微信开放文档里查"))
    return PortalError(f"{what}（{code}）", do=do, path="api.weixin.qq.com")
