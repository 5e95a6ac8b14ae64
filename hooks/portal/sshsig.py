"""Signatures by ``ssh-keygen -Y sign``: has it make them, and checks them without starting a program for each.

Sources: OpenSSH PROTOCOL.sshsig; RFC 8709 (Ed25519), RFC 8332 (RSA with SHA-2), RFC 5656 (ECDSA).
"""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import SSHPublicKeyTypes, load_ssh_public_key

from portal.errors import PortalError
from portal.files import write_atomic

_MAGIC = b"SSHSIG"
_ARMOR = re.compile(r"\s*-----BEGIN SSH SIGNATURE-----\s+([A-Za-z0-9+/=\s]+?)\s*-----END SSH SIGNATURE-----\s*")
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_RSA: dict[bytes, HashAlgorithm] = {b"rsa-sha2-256": SHA256(), b"rsa-sha2-512": SHA512()}
_CURVES: dict[bytes, HashAlgorithm] = {b"ecdsa-sha2-nistp256": SHA256(), b"ecdsa-sha2-nistp384": SHA384(), b"ecdsa-sha2-nistp521": SHA512()}
_MIN_RSA = 2048


def namespace(domain: str) -> str:
    """Namespace of this site's sign-offs: a signature made for anything else, or for another site, is none here."""
    return f"portal-signoff@{domain}"


def release_namespace(domain: str) -> str:
    """Namespace of this site's releases; a sign-off of an article signs no release, and the other way round."""
    return f"portal-release@{domain}"


@functools.lru_cache(maxsize=100_000)
def signer(message_digest: str, message: bytes, armored: str, space: str) -> str:
    """The key that signed a message, as ``type base64``; empty when the signature is not genuine.

    Whose key that is, and whether it counts, is for the caller to say.

    Args:
        message_digest: SHA-256 of the message; with the rest it keys the cache of this process.
        message: what was signed.
        armored: the text of the signature file.
        space: the namespace that it must have been made for.
    """
    try:
        return _signer(message, armored, space.encode())
    except (ValueError, binascii.Error, InvalidSignature, UnsupportedAlgorithm):
        return ""


def _signer(message: bytes, armored: str, space: bytes) -> str:
    match = _ARMOR.fullmatch(armored)
    blob = base64.b64decode("".join(match[1].split()), validate=True) if match else b""
    if blob[:6] != _MAGIC or blob[6:10] != b"\0\0\0\1":
        raise ValueError("no SSH signature of version 1")
    key, made_for, reserved, name, signature = _fields(blob[10:], 5)
    if made_for != space or name not in _HASHES:
        raise ValueError("made for something else")
    signed = _MAGIC + b"".join(_packed(one) for one in (space, reserved, name, _HASHES[name](message).digest()))
    algorithm, raw = _fields(signature, 2)
    kind = _fields(key, 1, exact=False)[0]
    text = f"{kind.decode('ascii')} {base64.b64encode(key).decode('ascii')}"
    _verify(text, algorithm, raw, signed)
    return text


def _verify(public: str, algorithm: bytes, raw: bytes, signed: bytes) -> None:
    """Raise unless ``raw`` is the signature of ``signed`` by ``public``."""
    key = _key(public)
    if isinstance(key, Ed25519PublicKey) and algorithm == b"ssh-ed25519":
        key.verify(raw, signed)
    elif isinstance(key, RSAPublicKey) and algorithm in _RSA and key.key_size >= _MIN_RSA:
        key.verify(raw, signed, PKCS1v15(), _RSA[algorithm])
    elif isinstance(key, EllipticCurvePublicKey) and algorithm in _CURVES and public.startswith(f"{algorithm.decode()} "):
        r, s = (int.from_bytes(one, "big", signed=True) for one in _fields(raw, 2))
        key.verify(encode_dss_signature(r, s), signed, ECDSA(_CURVES[algorithm]))
    else:
        raise ValueError("a kind of key that is not taken")


@functools.lru_cache(maxsize=1_000)
def _key(public: str) -> SSHPublicKeyTypes:
    return load_ssh_public_key(public.encode("ascii"))


def _packed(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _fields(data: bytes, count: int, exact: bool = True) -> list[bytes]:
    """The strings that a blob begins with, or wholly consists of."""
    found, at = [], 0
    for _ in range(count):
        size = int.from_bytes(data[at : at + 4], "big")
        if at + 4 + size > len(data):
            raise ValueError("cut short")
        found.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    if exact and at != len(data):
        raise ValueError("something follows")
    return found


def ssh_sign(messages: Sequence[bytes], key: Path, space: str) -> list[str]:
    """Have ``ssh-keygen`` sign, all in one call: it asks for the passphrase itself, once, or asks the agent.

    Raises:
        PortalError: it is missing or refuses.
    """
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        names = [str(number) for number in range(len(messages))]
        for name, data in zip(names, messages, strict=True):
            write_atomic(Path(folder) / name, data)
        words = ["ssh-keygen", "-Y", "sign", "-n", space, "-f", str(key.resolve()), *names]
        try:
            done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - no shell, words are ours
        except FileNotFoundError as error:
            raise PortalError("没有ssh-keygen", do="安装OpenSSH（Windows在“可选功能”里，Linux是openssh-client）") from error
        signatures = [Path(folder) / f"{name}.sig" for name in names]
        if done.returncode or not all(one.is_file() for one in signatures):
            raise PortalError(f"ssh-keygen没有签成：{done.stderr.strip()}", do="检查--key写的私钥文件和口令", path=str(key))
        return [one.read_text(encoding="ascii") for one in signatures]
