"""How long it takes to verify and judge 10,000 articles with three signed stages each: seconds, first and again in the same process."""

from __future__ import annotations

import base64
import hashlib
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "hooks")]

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402 - needs the path above
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: E402

from helpers import NOW, Project  # noqa: E402
from portal.assembly.judging import Bench, rules_version  # noqa: E402
from portal.sshsig import namespace  # noqa: E402
from portal.load.signoffs import record_bytes, record_name  # noqa: E402
from portal.load.site import load_site  # noqa: E402
from portal.model.signoff import Record  # noqa: E402
from portal.model.unit import units  # noqa: E402
from signoff_samples import POLICY  # noqa: E402

SIZE = 10_000
TEXT = "---\ntitle: 第{number}条\ndate: 2025-01-01\nsource: 测试局\nsummary: 摘要。\n---\n{body}办理{{{{ stat:aid.cases@2024|unit }}}}。\n"
PEOPLE = (("first", "一审", "ed"), ("second", "二审", "chief"), ("third", "三审", "lead"))


def packed(*parts: bytes) -> bytes:
    """SSH strings."""
    return b"".join(len(one).to_bytes(4, "big") + one for one in parts)


def signature(key: Ed25519PrivateKey, data: bytes, space: str) -> str:
    """What ``ssh-keygen -Y sign`` would write; 30,000 processes would take an hour."""
    public = packed(b"ssh-ed25519", key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
    raw = key.sign(b"SSHSIG" + packed(space.encode(), b"", b"sha512", hashlib.sha512(data).digest()))
    blob = b"SSHSIG\0\0\0\1" + packed(public, space.encode(), b"", b"sha512", packed(b"ssh-ed25519", raw))
    return f"-----BEGIN SSH SIGNATURE-----\n{base64.b64encode(blob).decode()}\n-----END SSH SIGNATURE-----\n"


def main() -> None:
    """Make the project, then measure."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder) / "project")
        keys = {who: Ed25519PrivateKey.generate() for _, _, who in PEOPLE}
        lines = [
            f'  - {{id: {who}, name: {who}, stages: [{stage}], keys: [{{public: "{key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()}"}}]}}\n'
            for (_, stage, who), key in zip(PEOPLE, keys.values(), strict=True)
        ]
        project.write("data/review/reviewers.yml", "reviewers:\n" + "".join(lines)).write("data/review/policy.yml", POLICY.format(signatures="true"))
        for number in range(SIZE):
            project.write(f"content/news/2025/2025-01-01-number-{number}.md", TEXT.format(number=number, body="普法宣传走进乡村和社区。" * 50))
        bench = bench_of(project)
        space = namespace(bench.site.identity.domain)
        for unit in bench.units.values():
            after: tuple[str, ...] = ()
            for stage_id, stage, who in PEOPLE if unit.kind == "article" else ():
                record = Record(unit=unit.path, digest=unit.digest, action="sign", stage=stage, reviewer=who, time=NOW, rules=bench.rules, after=after)
                data = record_bytes(record)
                name = record_name(replace(record, id=""), stage_id, data)
                project.write(name, data).write(f"{name}.sig", signature(keys[who], data, space))
                after = (hashlib.sha256(data).hexdigest(),)
        for what in ("first", "again"):
            start = time.perf_counter()
            bench = bench_of(project)
            read = time.perf_counter()
            verdicts = bench.verdicts()
            done = time.perf_counter()
            public = sum(one.publishable and one.kind == "article" for one in verdicts.values())
            print(f"{what}: read {read - start:.1f} s, verified and judged {done - read:.1f} s, {public} articles may be published", flush=True)


def bench_of(project: Project) -> Bench:
    """The project, read but not reviewed."""
    site, findings = load_site(project.root, NOW)
    assert site is not None, findings
    return Bench.of(site, findings, units(site), rules_version(project.root))


if __name__ == "__main__":
    main()
