"""A page that a real browser has run and saved: scripts have shown the text, loaded pictures and filled components."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import making as m
import pytest
from importing import run
from making import Fake

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

LINK = "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"
CARD = '<section class="mp_profile_iframe_wrp"><mp-common-profile class="js_uneditable" data-nickname="测试普法"></mp-common-profile></section>'
BODY = (
    f'<p style="text-indent:2em">　　第一段，<strong>“重点”</strong>。<br></p><p><img class="rich_pages wxw-img" data-src="{m.address(1)}" data-w="900"></p>{CARD}'
    f'<table><tbody><tr><td>项目</td><td>数量</td></tr><tr><td>资料</td><td>200</td></tr></tbody></table><p><img class="rich_pages" data-src="{m.address(2)}"></p>'
    '<section><iframe class="video_iframe rich_pages" data-mpvid="wxv_1" data-src="https://mp.weixin.qq.com/mp/readtemplate?t=pages/video_player_tmpl"></iframe></section>'
)
# what the platform's own scripts do, as far as it shows in a saved page
LIVE = """<script>
const content = document.getElementById('js_content');
content.removeAttribute('style');
for (const one of content.querySelectorAll('img[data-src]')) { one.src = one.dataset.src + '&tp=webp&wxfrom=5&wx_lazy=1'; one.style = 'width: 677px !important; visibility: visible !important'; }
document.getElementById('publish_time').textContent = '2025年11月11日 12:09';
for (const one of content.querySelectorAll('mp-common-profile')) one.attachShadow({mode: 'open'}).innerHTML = '<div>测试普法</div><span>12篇原创内容</span>';
for (const one of content.querySelectorAll('iframe')) { const box = document.createElement('span'); box.className = 'video_iframe rich_pages'; box.dataset.mpvid = 'wxv_1'; box.innerHTML = '<div>已关注</div><div>重播</div>'; one.replaceWith(box); }
</script>"""


@pytest.fixture(scope="module")
def saved(browser: Browser) -> dict[str, bytes]:
    """The page as it arrives, as a browser's DOM, and as the archive that Chromium saves."""
    fake = Fake(body=BODY, link=LINK)
    raw = m.frame(fake, m.content(BODY), m.variables(fake) + m.cgi(fake) + LIVE)

    def answer(route: Route) -> None:
        if route.request.url == LINK:
            route.fulfill(body=raw, content_type="text/html; charset=utf-8")
        elif "mmbiz.qpic.cn" in route.request.url:
            route.fulfill(body=m.picture("WEBP", 90, 60, 9 if "0001/" in route.request.url else 200), content_type="image/webp")
        else:
            route.abort()

    page = browser.new_page()
    page.route("**/*", answer)
    page.goto(LINK)
    page.wait_for_function("[...document.images].every(one => one.complete && one.naturalWidth)")
    archive = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    return {"raw.html": raw.encode(), "dom.html": page.content().encode(), "page.mhtml": archive.encode()}


@pytest.mark.parametrize("name", ["raw.html", "dom.html", "page.mhtml"])
def test_each_way_of_saving_gives_the_same_article(name: str, saved: dict[str, bytes], tmp_path: Path) -> None:
    """Text, title, account, link, pictures, table and components are those of the page; an archive brings its pictures."""
    (one,) = run(tmp_path / "out", m.saved(tmp_path, name, saved[name]))

    assert one.status == "imported" and one.fidelity is not None and one.fidelity.is_equal, one.reason
    assert (one.facts.title, one.facts.account, one.facts.url) == ("测试标题", m.ACCOUNT, LINK)
    assert one.facts.published in (m.CT, m.CT - m.CT % 60)
    assert (one.images, dict(one.components)) == (2, {"公众号名片": 1, "视频": 1})
    text = (tmp_path / "out" / one.path).read_text("utf-8")
    assert "第一段，**“重点”**。" in text and "| 资料 | 200 |" in text
    assert not [word for word in ("重播", "已关注", "篇原创") if word in text]
    assert len(one.missing) == (0 if name == "page.mhtml" else 2)


def test_another_way_of_saving_is_no_change_of_the_account(saved: dict[str, bytes], tmp_path: Path) -> None:
    """What scripts have written into components isn't the account's text; an edited article stays as it is, nothing is recorded."""
    first = run(tmp_path / "out", m.saved(tmp_path, "raw.html", saved["raw.html"]))[0]
    file = tmp_path / "out" / first.path
    file.write_text(file.read_text("utf-8") + "编辑加的一句。\n", "utf-8")

    again = [run(tmp_path / "out", m.saved(tmp_path, name, saved[name]))[0] for name in ("dom.html", "page.mhtml")]

    assert [one.status for one in again] == ["unchanged", "unchanged"], [one.reason for one in again]
    assert not (tmp_path / "out/data/mirror.yml").exists()
