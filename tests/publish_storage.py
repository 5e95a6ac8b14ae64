"""Object storage for tests: moto's server on loopback, spoken to by real HTTP."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from unittest.mock import patch

from portal.model.publishing import Place

STORAGE_ENVIRON = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}
_NUMBERS = count(1)


@contextmanager
def object_storage() -> Iterator[str]:
    """A service of its own; yields its address."""
    from moto.server import ThreadedMotoServer  # takes long to load

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def client_of(place: Place) -> Any:
    """A client that goes around our program."""
    import boto3

    with patch.dict(os.environ, STORAGE_ENVIRON):
        session = boto3.session.Session(aws_access_key_id="test", aws_secret_access_key="test")
        return session.client("s3", endpoint_url=place.endpoint, region_name=place.region)


def new_bucket(endpoint: str) -> Place:
    """A place in a bucket that nobody else uses."""
    place = Place(id="storage", kind="s3", path="www", bucket=f"bucket-{next(_NUMBERS)}", endpoint=endpoint, region="us-east-1", keep=3)
    client_of(place).create_bucket(Bucket=place.bucket)
    return place
