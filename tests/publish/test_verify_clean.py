"""What is served as it was signed raises no alarm: on the disk, through nginx, through a plain server."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.publish.publishing import rollback
from publish_trial import OWNER
from verify_trial import Trial, liar, made_trial, nginx


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """A published site."""
    return made_trial(tmp_path)


def test_a_clean_site_raises_no_alarm(trial: Trial, tmp_path: Path) -> None:
    """Nothing is found anywhere, before and after another publication and a rollback; the log is remembered each time."""
    with nginx(trial, tmp_path / "prefix") as url, liar(trial.root / "current", lambda *_: None) as plain:
        for act in ("first", "publish", "rollback"):
            if act == "publish":
                trial.publisher.write("news/2026/third.html", "<title>第三篇</title>")
                trial.publish()
            if act == "rollback":
                rollback(trial.target, "", OWNER, trial.authority)
            for verdict in (trial.on_disk(), trial.from_outside(url), trial.from_outside(plain)):
                assert (verdict.deviations, verdict.code, verdict.signer) == ((), 0, "pipeline"), act
            assert trial.memory.own().log == trial.target.log()


@pytest.mark.long
def test_a_server_that_limits_readers_raises_no_alarm(trial: Trial, tmp_path: Path) -> None:
    """Our servers send whoever asks too fast away (429); verification asks again later instead of calling that tampering."""
    with nginx(trial, tmp_path / "prefix", ("rate=100r/s", "rate=20r/s"), ("burst=500", "burst=6")) as url:
        assert trial.from_outside(url).deviations == ()
    assert '" 429 ' in (tmp_path / "prefix/access.log").read_text("utf-8")
