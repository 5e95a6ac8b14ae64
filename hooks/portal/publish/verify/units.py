"""Unit files for systemd that verify a place again and again.

Source: systemd.exec(5), systemd.timer(5), systemd.syntax(7) for quoting.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_SERVICE = """\
# /etc/systemd/system/{name}.service
# 退出码1（不一致）和2（没有核验成）都算失败，systemctl status和journalctl -u {name}看得到；
# 要发通知，把OnFailure=指到发通知的单元。
[Unit]
Description=Verify the published site {place}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={user}
WorkingDirectory={root}
ExecStart={command}
TimeoutStartSec=1h
Nice=10
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={writable}
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictNamespaces=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
CapabilityBoundingSet=
UMask=0077
"""
_TIMER = """\
# /etc/systemd/system/{name}.timer
# 启用：systemctl daemon-reload && systemctl enable --now {name}.timer
[Unit]
Description=Verify the published site {place} again and again

[Timer]
OnBootSec=2min
OnUnitInactiveSec={seconds}s
RandomizedDelaySec=30s

[Install]
WantedBy=timers.target
"""


def unit_files(place: str, root: Path, command: Sequence[str], writable: Sequence[Path], user: str, seconds: int) -> str:
    """The service and its timer, each headed by the path that it belongs at.

    Args:
        place: id of the place.
        root: folder of the project.
        command: the program and its words.
        writable: folders that the program writes to.
        user: who runs it.
        seconds: from the end of one verification to the next.
    """
    values = {
        "name": f"portal-verify-{place}",
        "place": place,
        "user": user,
        "root": _escaped(str(root)),
        "command": " ".join(_quoted(word) for word in command),
        "writable": " ".join(_quoted(str(one)) for one in writable),
        "seconds": str(seconds),
    }
    return f"{_SERVICE.format(**values)}\n{_TIMER.format(**values)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    tidy = _escaped(text).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{tidy}"' if tidy != text or " " in text else text
