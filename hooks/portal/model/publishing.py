"""Where the site is published, and whose signature makes a release: ``data/publish.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from portal.model.patterns import SLUG, SLUG_SHAPE, URL, URL_SHAPE
from portal.model.schema import Spec
from portal.model.signoff import Key

PATH = "data/publish.yml"
KINDS = ("folder", "rsync", "s3", "git")
UNCOMPRESSED = ("s3", "git")  # kinds whose hosts compress by themselves and never serve our compressed files
STAGES = ("publish", "preview")


@dataclass(frozen=True, kw_only=True)
class Signer:
    """A person or a pipeline whose signature makes a release."""

    id: Annotated[str, Spec(doc="英文代号，写进发布日志", pattern=SLUG, shape=SLUG_SHAPE)]
    name: Annotated[str, Spec(doc="名称，如“发布流水线”", max_length=20)]
    keys: Annotated[tuple[Key, ...], Spec(doc="SSH公钥", min_items=1)]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place that the site is published to."""

    id: Annotated[str, Spec(doc="英文代号，如public，用在命令里", pattern=SLUG, shape=SLUG_SHAPE)]
    kind: Annotated[str, Spec(doc="folder本机文件夹，rsync用SSH连的服务器，s3对象存储，git托管网页的分支", choices=KINDS)]
    path: Annotated[str, Spec(doc="文件夹（相对项目）、服务器上的绝对路径，或对象存储里的前缀")] = ""
    stage: Annotated[str, Spec(doc="publish正式，preview预览", choices=STAGES)] = "publish"
    url: Annotated[str, Spec(doc="读者打开的网址，核验时用", pattern=URL, shape=URL_SHAPE)] = ""
    keep: Annotated[int, Spec(doc="留几个旧的发布，可以退回", minimum=2, maximum=1000)] = 10
    compressed: Annotated[bool, Spec(doc="一起放上压缩好的.gz和.br")] = True
    host: Annotated[str, Spec(doc="rsync：服务器", pattern=r"[A-Za-z0-9.:_-]+", shape="主机名或IP")] = ""
    port: Annotated[int, Spec(doc="rsync：SSH端口", minimum=1, maximum=65535)] = 22
    user: Annotated[str, Spec(doc="rsync：用户", pattern=r"[a-z_][a-z0-9_-]*", shape="小写字母、数字、-和_")] = ""
    identity: Annotated[str, Spec(doc="rsync：登录用的私钥文件，不写就用SSH自己的设置")] = ""
    known_hosts: Annotated[str, Spec(doc="rsync：known_hosts文件，不写就用SSH自己的")] = ""
    bucket: Annotated[str, Spec(doc="s3：桶")] = ""
    endpoint: Annotated[str, Spec(doc="s3：服务地址", pattern=URL, shape=URL_SHAPE)] = ""
    region: Annotated[str, Spec(doc="s3：地域")] = ""
    grace_hours: Annotated[int, Spec(doc="s3：去掉的页面几小时以后才删", minimum=0)] = 24
    repository: Annotated[str, Spec(doc="git：仓库的地址或文件夹")] = ""
    branch: Annotated[str, Spec(doc="git：分支", pattern=r"[A-Za-z0-9][A-Za-z0-9._/-]*", shape="分支名")] = "gh-pages"


@dataclass(frozen=True, kw_only=True)
class Publishing:
    """``data/publish.yml``."""

    places: Annotated[tuple[Place, ...], Spec(doc="发布到哪里")] = ()
    signers: Annotated[tuple[Signer, ...], Spec(doc="谁的签名算数；一个都没有就不能发布")] = ()

    def place(self, name: str) -> Place | None:
        """A place by id."""
        return next((one for one in self.places if one.id == name), None)
