"""Reads the whole project once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from portal.load.articles import load_articles, load_pages, load_pictures
from portal.load.attachments import load_attachments
from portal.load.facts import load_facts, register_of
from portal.load.guides import load_guides
from portal.load.identity import load_identity
from portal.load.mirror import load_mirror
from portal.load.publishing import load_publishing
from portal.load.quizzes import load_quizzes
from portal.load.release_records import load_release_records
from portal.load.signoffs import load_signoffs
from portal.load.source import Source
from portal.load.statistics import load_statistics
from portal.model.bureau import Bureau, Calendar, Services
from portal.model.column import CaseKinds, Columns, Topics
from portal.model.finding import Finding, Severity, Span
from portal.model.gist import Gist
from portal.model.site import Site
from portal.times import Moment


def load_site(root: Path, now: Moment, source: Source | None = None, gists: Mapping[str, Gist] | None = None) -> tuple[Site | None, list[Finding]]:
    """Read content and data.

    Args:
        root: the folder that holds ``mkdocs.yml``.
        now: the build's time; decides which articles are live.
        source: keeps the texts that are read; for callers who want them even when the site can't be used.
        gists: of articles that have been read for them already, by path.

    Returns:
        The site, None when a data file that everything rests on can't be used, and all findings.

    Raises:
        PortalError: the set-up is broken: ``mkdocs.yml`` or a data file is missing.
    """
    source = source or Source(root)
    identity = source.once("identity", lambda: load_identity(root))
    statutes = register_of(source)
    columns = source.data(Columns, "data/columns.yml")
    kinds = source.data(CaseKinds, "data/case_kinds.yml")
    topics = source.data(Topics, "data/topics.yml")
    bureau = source.data(Bureau, "data/bureau.yml")
    services = source.data(Services, "data/services.yml")
    calendar = source.data(Calendar, "data/calendar.yml")
    statistics = load_statistics(source)
    signoffs = load_signoffs(source)
    source.findings += [_misnamed(path) for folder in ("content", "data") for path in source.tree.misnamed(folder)]
    ordered = tuple(sorted(columns.columns, key=lambda one: one.order)) if columns else ()
    articles = sorted(load_articles(source, ordered), key=lambda one: one.sort_key, reverse=True) if ordered else []
    if not (columns and kinds and topics and bureau and services and calendar and statistics and signoffs):
        return None, source.findings
    site = Site(
        identity=identity,
        bureau=bureau,
        columns=ordered,
        kinds=kinds.kinds,
        tags=topics.tags,
        audiences=topics.audiences,
        articles=tuple(one for one in articles if one.is_live(now)),
        held=tuple(one for one in articles if not one.is_live(now)),
        pictures=load_pictures(source, ordered),
        attachments=load_attachments(source, ordered),
        pages=load_pages(source),
        statistics=statistics,
        services=services.services,
        days=calendar.days,
        statutes=statutes,
        now=now,
        signoffs=signoffs,
        guides=load_guides(source),
        quizzes=load_quizzes(source),
        publishing=load_publishing(source),
        releases=load_release_records(root),
        mirror=load_mirror(source),
        facts=load_facts(source, now.day),
        lines=source.lines,
        gists=gists or {},
    )
    return site, source.findings


def _misnamed(path: str) -> Finding:
    do = "改成拼音或UTF-8的文件名；多半是解压旧压缩包带来的，用新的解压软件重新解压也行"
    return Finding("unread-file", Span(path), "文件名不是UTF-8，读不出来，不会发布", do, Severity.WARNING)
