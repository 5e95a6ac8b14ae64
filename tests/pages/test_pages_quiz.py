"""Pages of questions, the file for other days, and where other pages lead to them."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re

from helpers import NOW, ROOT, Project
from portal.model.quiz import mixed
from portal.pages.views.quiz import QUESTIONS, TODAY, questions_file
from portal.search.documents import documents
from quiz_samples import ADDRESS, with_quizzes
from samples import context_of, page_of, plans_of


def test_the_choice_lists_sets_in_order(project: Project) -> None:
    """Every set with its number of questions and its readers; the ten of the day first."""
    body = page_of(with_quizzes(project), "quiz/").body
    assert body.index('href="today.html"') < body.index('href="elderly.html"') < body.index('href="lending.html"')
    assert "共2套7题" in body
    assert "3题，适合社会公众" in body


def test_a_set_can_be_read_without_scripts(project: Project) -> None:
    """Each question is a heading and a group of choices; the answer folds out, in words, with its reason and its statutes."""
    body = page_of(with_quizzes(project), ADDRESS).body
    assert body.count("<fieldset>") == body.count("<legend><h2>") == body.count("<details") == 3
    assert "R&amp;D也一样。" in body
    assert '<input type="radio" name="q-paper" value="2"><span>要写</span>' in body
    assert "正确答案：要写" in body
    assert '<section class="quiz-result" id="quiz-result" aria-labelledby="quiz-score" hidden>' in body


def test_citations_lead_to_pages_that_exist(project: Project) -> None:
    """A statute that articles cite is linked, one that only questions cite is plain text."""
    body = page_of(with_quizzes(project), ADDRESS).body
    assert '<a href="../laws/min-fa-dian.html">《民法典》</a>第六百七十五条；《测试办法》第一条' in body


def test_the_day_begins_where_the_day_before_stopped(project: Project) -> None:
    """The page of the day says which day it is and asks that day's questions first."""
    page = page_of(with_quizzes(project), TODAY)
    day = (NOW.day - dt.date(1970, 1, 1)).days
    asked = re.findall(r'<li class="quiz-item" id="q-([^"]+)"', page.body)
    every = [one.id for one in mixed(project.site().quizzes)]
    assert f'data-day="{day}"' in page.body and "6月30日" in page.body
    assert asked == [every[(day * 10 + at) % 7] for at in range(7)]
    assert page.scripts == ("quiz",)


def test_the_file_for_other_days(project: Project) -> None:
    """All questions in order, as they stand on the page of the day; none without sets."""
    assert questions_file(context_of(project.site())) == {}
    found = json.loads(questions_file(context_of(with_quizzes(project).site()))[QUESTIONS])
    assert [re.findall(r'id="q-([^"]+)"', one)[0] for one in found] == [one.id for one in mixed(project.site().quizzes)]
    assert all(one.strip() in page_of(project, TODAY).body for one in found)


def test_no_pages_without_sets(project: Project) -> None:
    """Neither pages nor links to them."""
    assert not [one for one in plans_of(project) if one.address.startswith("quiz")]
    assert "quiz" not in page_of(project, "").body


def test_other_pages_lead_to_the_sets(project: Project) -> None:
    """Home, the map of the site, and the page for its readers."""
    with_quizzes(project).replace("content/news/2025/2025-06-20-first.md", "source: 测试局", "source: 测试局\naudience: [老年人]")
    assert 'href="quiz/today.html"' in page_of(project, "").body
    assert 'href="quiz/"' in page_of(project, "sitemap.html").body
    body = page_of(project, "audiences/elderly.html").body
    assert 'href="../quiz/elderly.html"' in body and "lending.html" not in body


def test_sets_can_be_found(project: Project) -> None:
    """A set is found by its name and its questions; answers and explanations don't show among results."""
    found = {one.address: one for one in documents(with_quizzes(project).site())}[ADDRESS]
    assert (found.title, found.names, found.audiences) == ("借钱还钱·知识竞答", ("借钱还钱",), ("社会公众",))
    assert "谁来证明还了钱？" in found.body and "收条" not in found.body


def test_the_script_is_small() -> None:
    """Three kilobytes are enough, and nothing in it names another host."""
    data = (ROOT / "overrides/scripts/quiz.js").read_bytes()
    assert len(gzip.compress(data, 9)) <= 3072
    assert b"//" not in re.sub(rb"(?m)^\s*//.*$", b"", data)
