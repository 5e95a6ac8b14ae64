"""The search documents."""

from __future__ import annotations

import json

from helpers import Project
from portal.search.documents import documents


def test_documents_hold_articles_and_metrics(project: Project) -> None:
    """Words of articles with their figures, and every metric, can be found."""
    found = {one["address"]: one for one in json.loads(documents(project.site()))}

    assert "120件" in found["news/2025/first.html"]["text"]
    assert found["cases/2025/loan.html"]["label"] == "情景案例"
    assert found["statistics/aid/cases.html"]["title"] == "办理法律援助案件"


def test_drafts_cannot_be_found(project: Project) -> None:
    """What isn't published isn't in the index."""
    project.replace("content/news/2025/2025-06-01-second.md", "source: 测试局", "source: 测试局\ndraft: true")

    assert "第二条" not in documents(project.site()).decode()
