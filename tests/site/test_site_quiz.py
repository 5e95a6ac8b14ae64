"""The shipped questions in a real browser: by keyboard alone, with a score, kept on the device, readable without JavaScript."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from browsing import tab
from portal.model.quiz import Question, mixed, of_day
from portal.model.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WRONG = 3  # of the questions of the first set these many, counted from the first, are answered wrongly
SHARED = "() => { window.given = []; navigator.share = async (data) => { window.given.push(data) } }"
NOBODY_SHARES = "() => { delete Navigator.prototype.share; navigator.clipboard.writeText = async (text) => { window.copied = text } }"


def focused(page: Page) -> str:
    """Name of the group, or words of the button, that has the focus."""
    return str(page.evaluate("(document.activeElement.name || document.activeElement.textContent).trim()"))


def open_set(page: Page, served: str, slug: str) -> None:
    """A set whose script has run."""
    page.goto(f"{served}quiz/{slug}.html")
    page.locator(".quiz-item button").first.wait_for()


def answer(page: Page, question: Question, choice: int) -> None:
    """Choose and hand in with the mouse."""
    item = page.locator(f"#q-{question.id}")
    item.get_by_label(question.options[choice - 1], exact=True).check()
    item.get_by_role("button", name="看对不对").click()


def test_a_whole_set_by_keyboard_alone(browser: Browser, served: str, shipped: Site) -> None:
    """Arrows choose and hand in nothing, Enter does; verdict and reason are told in words; the score and the wrong ones at the end."""
    slug, chosen = next(iter(shipped.quizzes.items()))
    with tab(browser) as (page, complaints):
        open_set(page, served, slug)
        for _ in range(80):
            page.keyboard.press("Tab")
            if focused(page).startswith("q-"):
                break
        for at, one in enumerate(chosen.questions):
            assert focused(page) == f"q-{one.id}"
            meant = one.answer % len(one.options) + 1 if at < WRONG else one.answer
            page.keyboard.press("Space")
            for _ in range(meant - 1):
                page.keyboard.press("ArrowDown")
            said = page.locator(f"#q-{one.id} [role=status]")
            assert said.inner_text() == ""
            page.keyboard.press("Enter")
            assert said.inner_text().startswith("答错了。正确答案是：" + one.options[one.answer - 1] if at < WRONG else "答对了。")
            assert one.explanation in said.inner_text() and one.basis[0] in said.inner_text()
            assert focused(page) == ("下一题" if at + 1 < len(chosen.questions) else "看成绩")
            page.keyboard.press("Enter")
        total = len(chosen.questions)
        assert focused(page) == f"成绩：{total}题答对{total - WRONG}题"
        missed = page.locator("#quiz-wrong a")
        assert [missed.nth(at).inner_text().split("　")[1] for at in range(missed.count())] == [one.question for one in chosen.questions[:WRONG]]
        missed.last.click()
        assert page.url.endswith(f"#q-{chosen.questions[WRONG - 1].id}")
    assert not complaints, "\n".join(complaints)


def test_nothing_is_handed_in_without_a_choice(browser: Browser, served: str) -> None:
    """The button without a choice asks for one, and the question stays open."""
    with tab(browser) as (page, _):
        open_set(page, served, "family")
        item = page.locator(".quiz-item").first
        item.get_by_role("button").click()
        assert item.get_by_role("status").inner_text() == "请先选一个答案。"
        assert item.locator("input").first.is_enabled()
        assert not page.locator("#quiz-result").is_visible()


def test_answers_are_kept_on_the_device_and_can_be_cleared(browser: Browser, served: str, shipped: Site) -> None:
    """After a reload the answers are there; once cleared they are gone, also after another reload; another set has its own."""
    first, second, *_ = shipped.quizzes["work"].questions
    with tab(browser) as (page, complaints):
        open_set(page, served, "work")
        answer(page, first, first.answer)
        open_set(page, served, "work")
        assert page.locator(f"#q-{first.id}").get_by_role("status").inner_text().startswith("答对了。")
        assert "答了1题，答对1题" in page.locator("#quiz-progress").inner_text()
        answer(page, second, second.answer % 3 + 1)
        page.get_by_role("button", name="再做一遍").click()
        assert focused(page) == f"q-{first.id}"
        for _ in range(2):
            assert page.locator(".quiz-item :checked, .is-right, .is-wrong").count() == 0
            open_set(page, served, "work")
        open_set(page, served, "torts")
        assert page.locator(":disabled").count() == 0
    assert not complaints, "\n".join(complaints)


def test_sharing_gives_score_and_address_only(browser: Browser, served: str, shipped: Site) -> None:
    """Where the device can share it gets a text and the address; elsewhere both are copied, or shown when that is forbidden."""
    chosen = shipped.quizzes["public"]
    with tab(browser) as (page, complaints):
        open_set(page, served, "public")
        for one in chosen.questions:
            answer(page, one, one.answer)
        text, url = f"我在“{shipped.identity.name}”做了“{chosen.title}”知识竞答，15题答对15题。", f"{served}quiz/public.html"
        share = page.get_by_role("button", name="分享成绩")
        page.evaluate(SHARED)
        share.click()
        assert page.evaluate("window.given") == [{"text": text, "url": url}]
        page.evaluate(f"delete navigator.share; ({NOBODY_SHARES})()")
        share.click()
        assert page.evaluate("window.copied") == text + url
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
        share.click()
        page.get_by_text(f"复制下面的话就能分享：{text}{url}").wait_for()
    assert not complaints, "\n".join(complaints)


def test_the_day_of_the_device_counts(browser: Browser, served: str, shipped: Site) -> None:
    """A week later the page asks that day's ten, in the same order as the program would, and its answers are that day's."""
    later = shipped.today + dt.timedelta(days=7)
    due = of_day(mixed(shipped.quizzes), (later - dt.date(1970, 1, 1)).days)
    with tab(browser, timezone_id="Asia/Shanghai") as (page, complaints):
        page.clock.set_fixed_time(dt.datetime(later.year, later.month, later.day, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=8))))
        open_set(page, served, "today")
        assert page.locator(".quiz-item").evaluate_all("found => found.map(one => one.id)") == [f"q-{one.id}" for one in due]
        assert page.locator("#quiz-date").inner_text() == f"{later.month}月{later.day}日"
        answer(page, due[0], due[0].answer)
        page.clock.set_fixed_time(dt.datetime(later.year, later.month, later.day, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=8))) + dt.timedelta(days=1))
        open_set(page, served, "today")
        assert page.locator(".is-right").count() == 0
    assert not complaints, "\n".join(complaints)


def test_answers_can_be_read_without_scripts(browser: Browser, served: str, shipped: Site) -> None:
    """From the home page to a set; a choice can be marked, and every answer folds out with reason and statute."""
    slug, chosen = next(iter(shipped.quizzes.items()))
    with tab(browser, java_script_enabled=False, viewport={"width": 360, "height": 800}) as (page, complaints):
        page.goto(served)
        page.get_by_role("region", name="民法典知识竞答").get_by_role("link", name="全部").click()
        page.locator("main").get_by_role("link", name=chosen.title).click()
        assert page.url.endswith(f"quiz/{slug}.html")
        assert page.get_by_role("button", name="看对不对").count() == 0
        for one in chosen.questions:
            item = page.locator(f"#q-{one.id}")
            item.get_by_label(one.options[0], exact=True).check()
            assert not item.get_by_text(one.explanation).is_visible()
            item.locator("summary").click()
            assert item.get_by_text(one.explanation).is_visible()
            assert item.get_by_text(f"正确答案：{one.options[one.answer - 1]}").is_visible()
        assert not page.locator("#quiz-result").is_visible()
    assert not complaints, "\n".join(complaints)


def test_everything_to_touch_is_large_enough(browser: Browser, served: str, shipped: Site) -> None:
    """Choices, buttons, ways to sets: at least 44 pixels high on a phone."""
    first = shipped.quizzes["daily"].questions[0]
    sizes = "found => found.map(one => one.getBoundingClientRect().height)"
    with tab(browser, viewport={"width": 360, "height": 800}) as (page, _):
        open_set(page, served, "daily")
        answer(page, first, first.answer)
        assert min(page.locator(".quiz label, .quiz-page button:visible, .quiz-more a").evaluate_all(sizes)) >= 44
        page.goto(f"{served}quiz/")
        assert min(page.locator(".quiz-sets a, .quiz-start a").evaluate_all(sizes)) >= 44
