"""A prefix of a bucket of S3-compatible object storage, through boto3; nothing here knows of releases.

Credentials come from boto3's default chain (environment, ``~/.aws``), never from the project. With ``endpoint`` boto3 puts the bucket into
the path; ``addressing_style = virtual`` in ``~/.aws/config`` changes that for services that want it in the host's name.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from portal.errors import PortalError
from portal.model.publishing import PATH, Place

MISSING = ""  # the ETag of an object that isn't there
_AT_ONCE = 16
_ABSENT = {"NoSuchKey", "404", "NotFound"}
_CONFLICTS = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409", "NoSuchKey"}
_DO = "检查网络、endpoint、bucket和凭据（环境变量AWS_ACCESS_KEY_ID和AWS_SECRET_ACCESS_KEY），再来一次"


class Conflict(Exception):
    """An object isn't as the condition of a write demands: somebody else has written it."""


@dataclass(frozen=True)
class Object:
    """An object: bytes, ETag, and how many seconds ago it was written, by the clock of the service."""

    data: bytes
    etag: str
    age: float


@dataclass(frozen=True)
class Heading:
    """What is sent before the bytes: media type and ``Cache-Control``."""

    type: str
    cache: str

    @property
    def words(self) -> dict[str, str]:
        """As boto3 takes it."""
        return {"ContentType": self.type, "CacheControl": self.cache}


class Bucket:
    """A prefix of a bucket.

    Args:
        place: its settings.

    Raises:
        PortalError: they are incomplete, or boto3 isn't installed.
    """

    def __init__(self, place: Place) -> None:
        if not place.bucket:
            raise PortalError(f"“{place.id}”没有写全", do="s3要写bucket；不是亚马逊的还要写endpoint", path=PATH)
        prefix = place.path.strip("/")
        self._bucket, self._prefix = place.bucket, f"{prefix}/" if prefix else ""
        self.name = f"s3://{place.bucket}/{self._prefix}"
        self._client = _client(place)

    def get(self, key: str) -> Object | None:
        """An object; None when it isn't there."""
        with self._told():
            try:
                answer = self._client.get_object(Bucket=self._bucket, Key=self._prefix + key)
                data = answer["Body"].read()
            except self._client.exceptions.NoSuchKey:
                return None
        now = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
        age = (parsedate_to_datetime(now) - answer["LastModified"]).total_seconds() if now else 0.0
        return Object(data, answer["ETag"], age)

    def put(self, key: str, data: bytes, heading: Heading, seen: str | None = None) -> str:
        """Write an object; its new ETag.

        Args:
            key: below the prefix.
            data: the bytes.
            heading: sent with them.
            seen: only when the object still has this ETag (RFC 9110, ``If-Match``), or isn't there (``MISSING``).

        Raises:
            Conflict: it is another one, with other bytes. The same bytes are our own: the answer to an earlier attempt was lost on the way.
        """
        condition = {} if seen is None else {"IfNoneMatch": "*"} if seen == MISSING else {"IfMatch": seen}
        check = b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode("ascii")  # every service refuses bytes that were damaged on the way
        try:
            with self._told(conditional=seen is not None):
                answer = self._client.put_object(Bucket=self._bucket, Key=self._prefix + key, Body=data, ContentMD5=check, **heading.words, **condition)
        except Conflict:
            found = self.get(key)
            if found is None or found.data != data:
                raise
            return found.etag
        return str(answer["ETag"])

    def copy(self, key: str, to: str, heading: Heading) -> None:
        """Copy an object within the service."""
        with self._told():
            self._client.copy_object(
                Bucket=self._bucket,
                Key=self._prefix + to,
                CopySource={"Bucket": self._bucket, "Key": self._prefix + key},
                MetadataDirective="REPLACE",
                **heading.words,
            )

    def delete(self, key: str) -> None:
        """Delete an object; nothing happens when it isn't there."""
        with self._told():
            self._client.delete_object(Bucket=self._bucket, Key=self._prefix + key)

    def etags(self, below: str = "") -> dict[str, str]:
        """ETags of all objects whose key begins so, by key."""
        with self._told():
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix + below)
            return {one["Key"][len(self._prefix) :]: one["ETag"] for page in pages for one in page.get("Contents", ())}

    @contextmanager
    def _told(self, conditional: bool = False) -> Iterator[None]:
        from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]  # no stubs

        try:
            yield
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if conditional and code in _CONFLICTS:
                raise Conflict(code) from error
            if code in _ABSENT:
                raise PortalError(f"对象存储里有东西不见了：{error}", do="再发布一次；反复出现就查是谁删去的", path=self.name) from error
            raise PortalError(f"对象存储不接受：{error}", do=_DO, path=self.name) from error
        except BotoCoreError as error:
            raise PortalError(f"连不上对象存储：{error}", do=_DO, path=self.name) from error


def all_of(work: Callable[[str], object], keys: Iterable[str]) -> Iterator[str]:
    """Do something for every key, many at a time; yields each when it is done.

    Raises:
        PortalError: as the work does; what hasn't begun isn't done.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = [(key, pool.submit(work, key)) for key in keys]
        try:
            for key, one in waiting:
                one.result()
                yield key
        finally:
            pool.shutdown(cancel_futures=True)


def _client(place: Place) -> Any:
    try:
        import boto3  # type: ignore[import-untyped]  # no stubs
        from botocore.config import Config  # type: ignore[import-untyped]  # no stubs
    except ModuleNotFoundError as error:
        raise PortalError("没有安装boto3，不能发布到对象存储", do='运行pip install "portal[s3]"，或者pip install "boto3>=1.36"') from error
    from botocore.exceptions import BotoCoreError

    # Newer check sums by trailer are unknown to many services; ours is Content-MD5.
    config = Config(
        retries={"mode": "standard", "max_attempts": 5},
        connect_timeout=20,
        read_timeout=120,
        max_pool_connections=_AT_ONCE,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    try:
        return boto3.session.Session().client("s3", endpoint_url=place.endpoint or None, region_name=place.region or None, config=config)
    except (BotoCoreError, ValueError) as error:
        raise PortalError(f"对象存储的设置不能用：{error}", do="检查endpoint和region", path=PATH) from error
