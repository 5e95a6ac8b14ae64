"""Whether the repository keeps what may not be lost, and only that."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.errors import PortalError
from portal.publish.doctor.diagnosis import BAD, HINT, Diagnosis, judged

Git = Callable[..., str]


def look(git: Git) -> Iterator[Diagnosis]:
    """Look at the repository.

    Args:
        git: runs git in the project and gives what it prints.
    """
    try:
        branch = git("rev-parse", "--abbrev-ref", "HEAD").strip()
    except PortalError:
        yield Diagnosis(BAD, "这里不是git版本库，没有历史，谁改了什么查不出来", "git init，提交全部内容")
        return
    yield judged(True, f"是git版本库，现在在{branch}", "", "")
    tracked = git("ls-files", "--", ".portal", "site").split("\n")
    yield judged(tracked == [""], "没有把生成的东西提交进去", f"提交了不该提交的：{tracked[0]}", "git rm -r --cached .portal site，写进.gitignore")
    changed = git("status", "--porcelain").splitlines()
    yield judged(not changed, "改动都提交了", f"有{len(changed)}处改动没有提交", "提交以后才能发布", HINT)
    shallow = git("rev-parse", "--is-shallow-repository").strip() == "true"
    yield judged(not shallow, "历史是全的", "历史不全（浅克隆），查不了发布日期和审核记录", "git fetch --unshallow；流水线里写fetch-depth: 0", HINT)
    remotes = git("remote").split()
    yield judged(bool(remotes), f"有远程仓库{'、'.join(remotes)}", "没有远程仓库，只有这一份", "推送到另一台机器，或者天天portal backup", HINT)
    signing = git("log", "-1", "--format=%G?").strip()
    yield judged(signing in ("G", "U"), "最近的提交有签名", "提交没有签名，提交人可以冒名", "git config commit.gpgsign true（可用SSH密钥）", HINT)
