"""What belongs to a configuration but stands in other files of the server; printed as comments for the administrator."""

from __future__ import annotations

KEPT_DAYS = 200  # 网络安全法第二十一条第三项：网络日志留存不少于六个月
RELOAD = """每次发布以后要重新读旧网址和撤下的内容。没有重新读的时候，旧网址仍有页面引到新网址，撤下的内容仍显示撤下的说明，只是状态不是301和410。
让系统自动重新读：另存成下面两个文件，再systemctl enable --now portal-reload.path

/etc/systemd/system/portal-reload.path
[Path]
PathChanged={folder}
[Install]
WantedBy=multi-user.target

/etc/systemd/system/portal-reload.service
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'sleep 2; {command}'"""


def rotation(files: str, reopen: str) -> str:
    """A ``logrotate`` snippet that keeps more than half a year.

    Args:
        files: the logs.
        reopen: lets the server write to new files.
    """
    return f"""访问记录至少留六个月（网络安全法第二十一条）。另存成/etc/logrotate.d/portal

{files} {{
    daily
    rotate {KEPT_DAYS}
    maxage {KEPT_DAYS}
    missingok
    notifempty
    compress
    delaycompress
    create 0640 www-data adm
    sharedscripts
    postrotate
        {reopen}
    endscript
}}"""


def commented(text: str) -> list[str]:
    """Lines as comments."""
    return [f"# {line}".rstrip() for line in text.split("\n")]
