"""MkDocs' side of a build: the only module of the package that imports MkDocs."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from portal.assembly.build import Build
from portal.assembly.shell import BODY, HEAD, SCRIPTS, Shell, ShellKey
from portal.assembly.summary import Summary
from portal.errors import PortalError
from portal.pages.chrome import navigation, police_number
from portal.pages.links import base
from portal.pages.metatags import head_html
from portal.pages.page import Page
from portal.pages.prose import CONFIGS, STANDARD, Heading, PortalExtension
from portal.pages.review_notes import review_note
from portal.pages.template_faults import template_fault
from portal.review.gate import PREVIEW, PUBLISH
from portal.review.report import counts

T = TypeVar("T")
_KEY = "portal"


@dataclass
class _Run:
    """What this process builds: the stage, the build that MkDocs is to go on with, None when it begins one, and the one that it works on."""

    stage: str = PUBLISH
    build: Build | None = None
    current: Build | None = None


_running = _Run()  # MkDocs tells its command once a process, and reads its configuration anew for every build


def startup(command: str) -> None:
    """Take note of what MkDocs was called for: ``serve`` shows previews, everything else publishes."""
    _running.stage = PREVIEW if command == "serve" else PUBLISH


def begin(config: MkDocsConfig) -> None:
    """Start a build: review content and data, send MkDocs' own output to staging.

    Raises:
        PluginError: the content is blocked or the set-up broken; MkDocs prints the text and stops.
    """
    try:
        build = _running.build or Build.begin(Path(config.config_file_path).parent, Path(config.site_dir), os.environ, _running.stage)
    except PortalError as error:
        raise PluginError(str(error)) from error
    _running.build, _running.current = None, build
    config.extra[_KEY] = build
    config.site_dir = str(build.staging)
    config.theme.static_templates.clear()
    config.theme.dirs.clear()  # ``remember`` says where templates come from; MkDocs would look at each of the theme's 14,000 files
    extensions: list[Any] = config.markdown_extensions  # MkDocs types them as names, Python-Markdown takes instances too
    extensions += [*STANDARD, PortalExtension(build.kitchen.context.env, build.site)]
    config.mdx_configs.update(CONFIGS)


def abandon(error: Exception) -> None:
    """Let go of a build that broke off: ``serve`` begins another one in this process, and the store is for one at a time.

    Raises:
        PluginError: it broke off for a fault that a person can mend; MkDocs prints the text and stops.
    """
    if _running.current:
        _running.current.close()
        _running.current = None
    fault = error if isinstance(error, PortalError) else template_fault(error)
    if fault:
        raise PluginError(str(fault)) from fault


def keep_own_files(files: Files, config: MkDocsConfig) -> Files:
    """Only the Markdown pages that may be shown; pictures come with the articles that show them."""
    build: Build = config.extra[_KEY]
    build.kitchen.recorder.start()
    assert all(build.site.pages.values())  # whatever MkDocs makes rests on these texts
    return Files([file for file in files if file.is_documentation_page() and f"content/pages/{file.src_uri}" in build.site.pages])


def remember(env: jinja2.Environment, nav: Navigation, files: Files, config: MkDocsConfig) -> None:
    """Keep what rendering a shell needs until the end of the build; MkDocs' templates come from where ours do."""
    build: Build = config.extra[_KEY]
    env.loader = build.kitchen.context.env.loader
    for file in files.documentation_pages():
        if file.page is not None:
            file.page.meta.pop("template", None)  # a page may not choose what is printed round it
    config.extra[f"{_KEY}_shell"] = (env, nav, files)


def page_context(context: Any, page: MkDocsPage, config: MkDocsConfig) -> Any:
    """Template variables of one of MkDocs' own pages."""
    build: Build = config.extra[_KEY]
    title = str(page.title)
    headings = tuple(Heading(level, item.id, item.title) for level, item in _toc(page))
    own = Page(
        address=page.url,
        section="",
        title=title,
        description=str(page.meta.get("description", "")),
        body=build.kitchen.context.body(
            "pages/plain.html",
            page.url,
            title=title,
            html=page.content,
            sections=headings if len(headings) >= 4 else (),
            review=review_note(build.site, f"content/pages/{page.file.src_uri}"),
        ),
    )
    build.own_pages.append(own)
    context[_KEY] = _variables(build, ShellKey("", base(page.url)), head_html(build.kitchen.context.env, build.site, own), own.body, "")
    return context


def _toc(page: MkDocsPage) -> Iterable[tuple[int, Any]]:
    for item in page.toc:
        yield 2, item
        for child in item.children:
            yield 3, child


def _variables(build: Build, key: ShellKey, head: str, body: str, scripts: str) -> dict[str, Any]:
    return {
        "base": key.base,
        "section": key.section,
        "styles": build.assets.styles,
        "assets": build.assets.scripts,
        "site": build.site,
        "navigation": navigation(build.site),
        "police": police_number(build.site.bureau.police),
        "head": head,
        "body": body,
        "scripts": scripts,
    }


def finish(config: MkDocsConfig) -> Summary:
    """Make and write the site.

    Raises:
        PluginError: the finished site fails its checks.
    """
    build: Build = config.extra[_KEY]
    env, nav, files = config.extra.pop(f"{_KEY}_shell")
    template = env.get_template("main.html")
    made: dict[ShellKey, Shell] = {}

    def shell(key: ShellKey) -> Shell:
        if key not in made:
            list(build.site.pages)  # MkDocs' navigation is made of them
            context = get_context(nav, files, config, base_url=key.base)
            html = template.render({**context, _KEY: _variables(build, key, HEAD, BODY, SCRIPTS)})
            made[key] = Shell.cut(html)
        return made[key]

    try:
        summary = build.finish(shell)
    except PortalError as error:
        raise PluginError(str(error)) from error
    else:
        if _running.stage == PREVIEW:
            print(f"预览已更新：{summary.pages}个页面。{counts(list(summary.findings))}", file=sys.stderr, flush=True)
        return summary
    finally:
        config.site_dir = str(build.site_dir)
        build.close()


def render(build: Build) -> None:
    """Let MkDocs run a build that has begun; its summary is then set.

    Raises:
        PortalError: the finished site fails its checks, or the set-up is broken.
    """
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    try:
        config = load_config(config_file=str(build.desk.root / "mkdocs.yml"), site_dir=str(build.site_dir))
        _running.build = build
        mkdocs_build(config)
    except (Abort, MkDocsException) as error:
        raise _cause(error) from error


def _cause(error: BaseException) -> PortalError:
    """The error of ours that MkDocs wrapped, else its own text."""
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, PortalError):
            return found
        found = found.__cause__ or found.__context__
    return PortalError(str(error), do="检查mkdocs.yml")
