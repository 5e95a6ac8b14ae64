"""The shipped site passes its own self-check."""

from __future__ import annotations

import json

from built_site import BuiltSite, run
from helpers import ROOT
from portal.times import Moment


def test_the_shipped_site_has_no_failure(built_site: BuiltSite, shipped_at: Moment) -> None:
    """The real command on what readers get: nothing fails, every page was read."""
    done = run("hooks/manage.py", "selfcheck", built_site.folder, "--format", "json", at=shipped_at, cwd=ROOT)
    found = json.loads(done.stdout)

    assert [(one["id"], one["evidence"]) for one in found["items"] if one["result"] == "fail"] == []
    assert done.returncode == 0, done.stderr
    assert found["pages"] == len(built_site.pages) and found["stage"] == "publish"
