"""Whose signature a manifest carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.model.publishing import PATH, Signer
from portal.publish.manifest import Manifest
from portal.sshsig import release_namespace, signer, ssh_sign


def signed(manifest: Manifest, key: Path, domain: str) -> str:
    """The signature of a manifest.

    Args:
        manifest: what is signed.
        key: file of the private key, or of the public one when an agent holds the private one.
        domain: of the site; part of the namespace.

    Raises:
        PortalError: ``ssh-keygen`` is missing or refuses.
    """
    return ssh_sign([manifest.data], key, release_namespace(domain))[0]


def signer_of(data: bytes, signature: str, signers: Sequence[Signer], domain: str, day: dt.date) -> Signer:
    """Who signed a manifest.

    Args:
        data: the manifest's bytes.
        signature: the text of ``release.json.sig``.
        signers: those whose signature counts.
        domain: of the site.
        day: on which it was signed.

    Raises:
        PortalError: nobody whose signature counts.
    """
    public = signer(digest_bytes(data), data, signature, release_namespace(domain))
    for one in signers if public else ():
        for key in one.keys:
            if key.material == public and key.holds_on(day):
                return one
    why = "签名验不过：清单或者签名被改动过" if not public else "签名的密钥没有登记，或者在那一天不算"
    raise PortalError(f"发布清单{why}", do=f"只认{PATH}里signers登记的密钥", path="release.json.sig")
