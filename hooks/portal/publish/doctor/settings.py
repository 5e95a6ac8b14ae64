"""Whether the settings are those of a bureau that publishes in earnest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from portal.model.publishing import PATH, Publishing
from portal.model.signoff import REVIEWERS, Policy, Reviewer
from portal.publish.doctor.diagnosis import HINT, Diagnosis, judged

_SOON = dt.timedelta(days=30)


def look(publishing: Publishing, policy: Policy, reviewers: tuple[Reviewer, ...], domain: str, today: dt.date) -> Iterator[Diagnosis]:
    """Look at who may sign what.

    Args:
        publishing: places and signers.
        policy: of the review.
        reviewers: those who may sign content.
        domain: of the site.
        today: for keys that run out.
    """
    yield judged(not domain.endswith(".example"), f"网址是{domain}", f"网址{domain}是假的", "在mkdocs.yml的site_url写真的网址", HINT)
    yield judged(bool(publishing.signers), f"有{len(publishing.signers)}个发布签名人", "没有登记发布签名人，不能发布", f"在{PATH}的signers里登记公钥")
    for signer in publishing.signers:
        days = [key.valid_until for key in signer.keys if key.valid_until and key.holds_on(today)]
        holds = any(key.holds_on(today) for key in signer.keys)
        yield judged(holds, f"{signer.name}的公钥今天有效", f"{signer.name}没有今天有效的公钥", "登记新的公钥")
        if days and max(days) - today < _SOON:
            yield Diagnosis(HINT, f"{signer.name}的公钥{max(days)}到期", "先登记下一把，再停用这一把")
    demo = [one.name for one in reviewers if one.demo]
    yield judged(not demo, "审核人都是真人", f"审核人里有演示用的假人：{'、'.join(demo)}", f"在{REVIEWERS}换成真人和他们的公钥", HINT)
    yield judged(policy.signatures, "审核要数字签名", "审核不要求数字签名，谁都能冒名写记录", "真人都有公钥以后，把signatures改成true", HINT)
    yield judged(not policy.same_person, "一个人不能签两审", "一个人可以签两审", "改成same_person: false")
