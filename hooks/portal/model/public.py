"""What may be published about the outside: telephone numbers, and hosts that links may lead to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from portal.model.schema import Spec


@dataclass(frozen=True, kw_only=True)
class PublicNumber:
    """A telephone number that is there for everybody."""

    number: Annotated[str, Spec(doc="号码，只用数字和连字符，加引号", pattern=r"\d[\d-]{2,14}", shape="数字和连字符，加引号")]
    name: Annotated[str, Spec(doc="是什么电话，哪个单位公布的", max_length=60)]


@dataclass(frozen=True, kw_only=True)
class PublicNumbers:
    """``data/review/public_numbers.yml``."""

    numbers: Annotated[tuple[PublicNumber, ...], Spec(doc="可以公开的电话号码", min_items=1, unique=True)]


@dataclass(frozen=True, kw_only=True)
class OuterHost:
    """A site that links may lead to."""

    host: Annotated[str, Spec(doc="网站的域名，不带https://和路径", pattern=r"[a-z0-9-]+(\.[a-z0-9-]+)+", shape="小写域名，如www.gov.cn")]
    owner: Annotated[str, Spec(doc="主办单位", max_length=60)]
    since: Annotated[dt.date, Spec(doc="哪天登记的")]
    checked: Annotated[dt.date | None, Spec(doc="上次打开核对是哪天；没有核对或超过180天会提示")] = None


@dataclass(frozen=True, kw_only=True)
class OuterHosts:
    """``data/review/links.yml``."""

    hosts: Annotated[tuple[OuterHost, ...], Spec(doc="可以链接的网站", min_items=1, unique=True)]
