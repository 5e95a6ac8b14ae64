"""Every shipped article goes out whole: what its page says, in what the editor keeps; one of each kind stays as it is in ``golden/``."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from helpers import ROOT
from portal.pages.prose import ProseRenderer
from portal.wechat.export.nodes import bare
from wechat_samples import body_of, exporter, faults_of, paths, shipped

GOLDEN = Path(__file__).parent / "golden"
KINDS = {
    "case": "content/cases/2026/2026-11-22-unpaid-wages.md",
    "learn": "content/learn/2026/2026-11-22-valid-iou.md",
    "news": "content/news/2026/2026-11-22-mediation-2025.md",
    "notice": "content/notices/2026/2026-11-22-trial-run.md",
    "service": "content/services/2026/2026-11-22-legal-aid.md",
    "summary": "content/summaries/2026/2026-11-22-2025-annual-summary.md",
}
LONG = "content/summaries/2026/2026-11-22-2025-annual-summary.md"
_LEFT_OUT = "//svg | //*[contains(@class, 'visually-hidden')] | //*[@class='downloads'] | //*[@class='footnote-backref']"


def page_text(path: str) -> str:
    """What readers read of an article on the site, without what is drawn and what can only be fetched there."""
    article = exporter().article_at(ROOT / path)
    tree = lxml.html.fragment_fromstring(ProseRenderer(exporter().env, exporter().site).render(article.body, article.url).html, create_parent="div")
    for one in tree.xpath(_LEFT_OUT):
        one.drop_tree()
    return bare(tree.text_content())


@pytest.mark.parametrize("path", paths())
def test_article_goes_out_whole(path: str) -> None:
    """Equal text, only allowed HTML, within the limits but for the long summary, pictures that can be uploaded."""
    made = shipped(path)
    body = body_of(made)
    for label in lxml.html.fragment_fromstring(body, create_parent="div").xpath("p[span]")[:1]:
        assert label.text_content() == "情景案例" and path.startswith("content/cases/")
    tree = lxml.html.fragment_fromstring(body, create_parent="div")
    for number in [one for one in tree.iter("sup") if one.text_content().startswith("[")]:
        number.drop_tree()
    text = bare(tree.text_content())
    if path.startswith("content/cases/"):
        assert text.startswith("情景案例这是情景案例，")
        text = text.partition("所引法律条文真实有效。")[2]

    assert text == page_text(path)
    assert faults_of(made.html) == []
    assert made.size.visible < 20_000 and made.size.bytes < 1_000_000
    assert (made.size.characters < 20_000) != (path == LONG)
    assert len(made.title) <= 32 and len(made.author) <= 16 and len(made.digest) <= 120
    assert made.content_source_url.startswith("https://") and made.content_source_url.isascii()
    assert all(len(one.data) < 1_000_000 and one.words for one in made.pictures)


@pytest.mark.parametrize("kind", KINDS)
def test_export_stays_as_it_is(kind: str) -> None:
    """A change of one of these files is a change of what goes out: look at it, then write the file anew."""
    made, file = shipped(KINDS[kind]).html.replace("><", ">\n<"), GOLDEN / f"{kind}.html"

    assert file.read_text("utf-8") == f"{made}\n"
