"""``portal selfcheck`` as a person and as a machine use it: text, JSON of a fixed form, a page, a real server, real git."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from pathlib import Path

import jsonschema
import lxml.html
import pytest

from built_site import build
from helpers import NOW
from portal.assembly.asking import ask
from portal.assembly.selfchecking import commits_of
from portal.cli import main
from portal.errors import PortalError
from selfcheck.trial import sound_project
from web_server import serve

_TEXT = {"type": "string", "minLength": 1}
_ITEM = {
    "id": {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"}, "group": _TEXT, "title": _TEXT, "source": _TEXT, "do": _TEXT, "note": {"type": "string"},
    "basis": {"enum": ["official", "own", "unverified"]}, "level": {"enum": ["veto", "points", "hint"]},
    "result": {"enum": ["pass", "fail", "hint", "skipped"]}, "count": {"type": "integer", "minimum": 0},
    "evidence": {
        "type": "array", "maxItems": 10,
        "items": {"type": "object", "properties": {"place": _TEXT, "what": _TEXT}, "required": ["place", "what"], "additionalProperties": False},
    },
}  # fmt: skip
_REPORT = {
    "schema": {"const": 1}, "site": _TEXT, "name": _TEXT, "stage": {"enum": ["publish", "preview"]}, "pages": {"type": "integer", "minimum": 1}, "time": _TEXT,
    "counts": {"type": "object", "required": ["fail", "hint", "skipped", "pass"], "additionalProperties": {"type": "integer"}},
    "items": {"type": "array", "items": {"type": "object", "properties": _ITEM, "required": list(_ITEM), "additionalProperties": False}},
}  # fmt: skip
FORM = {"type": "object", "properties": _REPORT, "required": list(_REPORT), "additionalProperties": False}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound project with its site built beside it."""
    project = sound_project(tmp_path_factory.mktemp("command") / "project")
    done = build(project.root, project.root / "site", NOW)
    assert done.returncode == 0, done.stderr
    return project.root


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.at.timestamp())))


def selfcheck(root: Path, *words: str) -> int:
    return main(["--root", str(root), "selfcheck", *words])


def spoiled(root: Path, folder: Path) -> Path:
    """A copy of the built site whose home page has a dead link."""
    for path in (root / "site").rglob("*"):
        if path.is_file():
            target = folder / path.relative_to(root / "site")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    home = folder / "index.html"
    home.write_text(home.read_text("utf-8").replace("</main>", '<a href="nowhere.html">&lt;x&gt;</a></main>'), "utf-8")
    return folder


@pytest.mark.parametrize("list_of_addresses", ["[]", "null", "{", '{"addresses": {"a.html": ["b"]}}', '{"addresses": {"a.html": 1}}'])
def test_a_damaged_list_of_addresses_is_told(root: Path, tmp_path: Path, list_of_addresses: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What published.json can't say is a sentence, not a traceback."""
    (tmp_path / "published.json").write_text(list_of_addresses, "utf-8")

    assert selfcheck(root, str(tmp_path)) == 2
    assert "读不出published.json" in capsys.readouterr().err


def test_a_sound_site_exits_with_zero(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text names results, days left, what wasn't asked, and the source of every hint."""
    assert selfcheck(root) == 0
    out = capsys.readouterr().out
    assert "不通过0项" in out and "还有4天到期" in out and "没有用--url写明网址" in out
    assert out.count("依据：") == out.count("怎么办：") > 0


def test_a_failure_exits_with_one_and_says_where(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder of another site can be named; the failing item comes first with its place."""
    assert selfcheck(root, str(spoiled(root, tmp_path / "site"))) == 1
    out = capsys.readouterr().out
    assert out.index("不通过［失分］站内链接都能打开（dead-link）") < out.index("“nowhere.html”指向的nowhere.html不存在") < out.index("通过　")


def test_json_has_the_form_that_programs_rely_on(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Schema 1, for a sound and for a spoiled site; the same input gives the same text."""
    selfcheck(root, "--format", "json")
    first = capsys.readouterr().out
    jsonschema.validate(json.loads(first), FORM)
    selfcheck(root, "--format", "json")
    assert capsys.readouterr().out == first
    assert selfcheck(root, str(spoiled(root, tmp_path / "site")), "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, FORM)
    assert [one["id"] for one in found["items"] if one["result"] == "fail"] == ["dead-link"]
    assert found["counts"]["fail"] == 1 and sum(found["counts"].values()) == len(found["items"])


def test_the_page_for_editors_stays_out_of_the_site(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--html`` writes a page with every item, that nobody indexes; never into the site or the content."""
    target = tmp_path / "selfcheck.html"
    selfcheck(root, str(spoiled(root, tmp_path / "site")), "--html", str(target))
    page = lxml.html.document_fromstring(target.read_text("utf-8"))
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex,nofollow"]
    assert "nowhere.html" in page.get_element_by_id("dead-link").text_content()
    assert len(page.xpath("//section")) > 50 and not page.xpath("//script")
    assert selfcheck(root, "--html", str(root / "site/selfcheck.html")) == 2
    assert selfcheck(root, "--html", str(root / "content/selfcheck.html")) == 2
    assert "不能放进网站" in capsys.readouterr().err
    assert not (root / "site/selfcheck.html").exists()


def test_the_page_for_editors_needs_a_folder_that_is_there(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped folder is told before anything is checked, and isn't made."""
    assert selfcheck(root, "--html", str(tmp_path / "nowhere" / "x.html")) == 2
    found = capsys.readouterr()
    assert "没有这个文件夹" in found.err and not found.out
    assert not (tmp_path / "nowhere").exists()


def test_without_a_site_it_says_what_to_do(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds no built site is a broken set-up."""
    assert selfcheck(root, str(tmp_path)) == 2
    assert "先运行portal build" in capsys.readouterr().err


def test_a_real_server_is_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A real answer: the test server has a strict policy and a 404, but neither encryption nor the other headers."""
    with serve(root / "site") as address:
        assert selfcheck(root, "--url", address, "--format", "json") == 1
        reply = ask(address)
    results = {one["id"]: one["result"] for one in json.loads(capsys.readouterr().out)["items"]}
    assert {name for name, result in results.items() if result == "fail"} == {"server-https", "server-hsts", "server-nosniff", "server-referrer"}
    assert results["server-csp"] == results["server-not-found"] == results["server-framing"] == "pass"
    assert reply.status == 200 and reply.missing_status == 404


@pytest.mark.parametrize("url", ["ftp://test.example/", "test.example", "file:///etc/passwd", "http://"])
def test_only_web_addresses_are_asked(url: str) -> None:
    """Nothing else is opened."""
    with pytest.raises(PortalError, match="不是网址"):
        ask(url)


def test_a_server_that_does_not_answer_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A closed port is no crash."""
    with serve(root / "site") as address:
        pass
    assert selfcheck(root, "--url", address) == 2
    assert "打不开" in capsys.readouterr().err


def commit(root: Path, day: str) -> None:
    environ = {**os.environ, "GIT_AUTHOR_DATE": f"{day}T10:00:00+08:00", "GIT_COMMITTER_DATE": f"{day}T10:00:00+08:00"}
    identity = ("-c", "user.name=test", "-c", "user.email=test@test.example", "-c", "commit.gpgsign=false")
    for words in (("add", "-A", "content"), (*identity, "commit", "-qm", day)):
        subprocess.run(["git", *words], cwd=root, env=environ, check=True, capture_output=True)


def test_git_tells_when_a_file_first_came(tmp_path: Path) -> None:
    """A file that was renamed keeps its first day; without git nothing is known."""
    root = tmp_path / "project"
    content = root / "content/news/2025"
    content.mkdir(parents=True)
    assert commits_of(root) is None
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
    (content / "old.md").write_text("甲\n" * 20, "utf-8")
    commit(root, "2025-01-10")
    (content / "old.md").rename(content / "新名.md")
    commit(root, "2025-03-01")
    (content / "late.md").write_text("乙\n" * 20, "utf-8")
    commit(root, "2025-06-01")
    found = commits_of(root)

    assert found and found.whole and found.began == dt.date(2025, 1, 10)
    assert found.first["content/news/2025/新名.md"] == dt.date(2025, 1, 10)
    assert found.first["content/news/2025/late.md"] == dt.date(2025, 6, 1)


def test_help_tells_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    """``--help`` shows examples, levels and exit codes in Chinese."""
    with pytest.raises(SystemExit):
        main(["selfcheck", "--help"])
    out = capsys.readouterr().out
    assert all(word in out for word in ("portal selfcheck --url", "否决", "退出码", "用法："))
