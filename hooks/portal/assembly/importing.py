"""``portal import``: saved pages of the official account become drafts, each proved against its source and reviewed at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from portal.assembly.crew import progress
from portal.assembly.import_article import Prepared, free_path, prepare
from portal.assembly.import_ledger import PAPER, Imported, Ledger, day_of, imported_of
from portal.assembly.import_outcome import IMPORTED, REFUSED, UNCHANGED, UPDATED, Outcome
from portal.assembly.import_states import States
from portal.assembly.reviewing import reviewer
from portal.assembly.theme import theme_folder
from portal.errors import PortalError, of_system
from portal.files import write_if_changed
from portal.load.site import load_site
from portal.model.finding import Finding
from portal.model.site import Site
from portal.pages.prose import ProseRenderer
from portal.pages.templates import environment
from portal.times import Moment, build_time
from portal.wechat.docx_package import SUFFIXES
from portal.wechat.docx_reading import read_paper
from portal.wechat.dom import fragment
from portal.wechat.draft import Draft, Facts, RefusedError
from portal.wechat.fidelity import Fidelity, prove
from portal.wechat.link_lists import links_in
from portal.wechat.reading import facts_only, read
from portal.wechat.sources import LISTS, PAPERS, find, read_page

_LATE = 2**62
READERS: Mapping[str, Callable[[Path], Draft]] = dict.fromkeys(SUFFIXES, read_paper)  # readers of other papers, by the end of the file's name


@dataclass(frozen=True)
class Order:
    """What is to be done.

    Attributes:
        root: the project's folder.
        paths: files and folders by the words with which they were named.
        column: id of the column that takes the drafts.
        base: the folder that holds ``content``; the project's own when None.
        update: whether untouched drafts are written anew when the account has changed.
    """

    root: Path
    paths: Mapping[str, Path]
    column: str = "news"
    base: Path | None = None
    update: bool = False


def import_all(order: Order, environ: Mapping[str, str]) -> list[Outcome]:
    """Import every source; what is wrong with one never stops the others.

    Args:
        order: what is to be done.
        environ: the environment, for ``SOURCE_DATE_EPOCH``.

    Returns:
        An outcome for each source, in the order in which they were named.

    Raises:
        PortalError: the project can't be used, there is no such column, or a path doesn't exist.
    """
    return Importer.at(order, build_time(environ)).everything()


def _time_of(path: Path) -> tuple[int, str]:
    """Older articles come first: later ones link to them. Lists come last, when all is known that is mirrored."""
    if path.suffix.lower() in (*LISTS, *PAPERS):
        return _LATE, path.name
    try:
        return facts_only(read_page(path)).published or 0, path.name
    except Exception:  # the same fault is told when the page is read
        return 0, path.name


@dataclass(frozen=True)
class Importer:
    """Everything that the import of one source needs.

    Attributes:
        order: what is to be done.
        now: the time of the run.
        site: the project.
        base: the folder that holds ``content``.
        ledger: what is mirrored below it.
        prose: renders Markdown as the site does.
        review: finds what is wrong with a text, given its path.
    """

    order: Order
    now: Moment
    site: Site
    base: Path
    ledger: Ledger
    prose: ProseRenderer
    review: Callable[[str, str], list[Finding]]

    @classmethod
    def at(cls, order: Order, now: Moment) -> Importer:
        """Read what the import rests on.

        Raises:
            PortalError: the project can't be used, or there is no such column.
        """
        site, _ = load_site(order.root, now)
        if site is None:
            raise PortalError("数据文件有错误，现在不能导入", do="先运行portal check，按提示改正")
        column = next((one for one in site.columns if one.id == order.column), None)
        if column is None:
            raise PortalError(f"没有栏目“{order.column}”", do=f"写这些之一：{'、'.join(one.id for one in site.columns)}")
        if column.form != "article":
            raise PortalError(f"栏目“{column.label}”的文头还要写案由、年份等，不能直接导入", do="先导入到news，写好文头以后再移过去")
        base = order.base or order.root
        prose = ProseRenderer(environment([order.root / "overrides", theme_folder()]), site)
        return cls(order, now, site, base, Ledger(base), prose, reviewer(order.root, now))

    @cached_property
    def states(self) -> States:
        """What pages show of articles that are here already."""
        return States(self.base, self.now.day)

    def everything(self) -> list[Outcome]:
        """An outcome for each source, in the order in which they were named.

        Raises:
            PortalError: a path doesn't exist, or nothing can be imported.
        """
        for word, path in self.order.paths.items():
            if not path.exists():
                raise PortalError(f"没有文件“{word}”", do="检查文件名", path=word)
        sources = list(find(self.order.paths))
        if not sources:
            raise PortalError("没有可以导入的文件", do="给出保存下来的网页（.html、.mhtml）、链接清单（.txt、.csv、.xlsx）或者放着它们的文件夹")
        oldest_first = sorted(sources, key=lambda one: _time_of(one[1])) if len(sources) > 1 else sources
        found = {name: self.outcome(name, path) for name, path in progress(oldest_first, len(sources), "导入")}
        return [found[name] for name, _ in sources]

    def outcome(self, name: str, path: Path) -> Outcome:
        """What becomes of one source."""
        try:
            if path.suffix.lower() in LISTS:
                return self._listed(name, path)
            return self._imported(name, self._draft(path))
        except RefusedError as error:
            return Outcome(name, REFUSED, f"{error.reason}{self._gone(error)}{error.do}", replace(error.facts, kind=error.kind))
        except OSError as error:
            return Outcome(name, REFUSED, f"{of_system(error).what}。检查文件和磁盘后再运行一次。", Facts(kind="unreadable"))
        except Exception as error:  # whatever one page holds must not stop the others
            reason = f"程序没有料到这样的网页（{type(error).__name__}）。请把文件交给维护人员。"
            return Outcome(name, REFUSED, reason, Facts(kind="unreadable"))

    def _draft(self, path: Path) -> Draft:
        suffix = path.suffix.lower()
        if suffix in READERS:
            return READERS[suffix](path)
        if suffix in PAPERS:
            raise RefusedError("docx", f"{suffix}文件现在不能导入。", "另存为网页（.html）或者.docx。")
        return read(read_page(path))

    def _listed(self, name: str, path: Path) -> Outcome:
        links = links_in(path)
        if not links:
            raise RefusedError("links", "清单里没有公众号文章的链接。", "链接以https://mp.weixin.qq.com/s开头。")
        left = [one for one in links if not self.ledger.find(one.identity, one.short)]
        if not left:
            return Outcome(name, UNCHANGED, f"清单里的{len(links)}篇都已经导入。", Facts(kind="links"))
        todo = "\n".join(f"    {one.address} {one.words}".rstrip() for one in left)
        reason = f"链接清单：{len(links)}篇里有{len(left)}篇还没有导入。请在浏览器里打开，另存为网页以后再导入：\n{todo}"
        return Outcome(name, REFUSED, reason, Facts(kind="links"))

    def _imported(self, name: str, draft: Draft) -> Outcome:
        facts = draft.facts
        known = self.ledger.known(draft)
        path = known.path if known else free_path(self.base, self.order.column, draft, self.now, self._taken(draft))
        made = prepare(draft, path, self.ledger, day_of(path, self.now), self.base)
        status, why = self._decided(known, made, draft)
        if known and facts.kind != PAPER:
            why += self.states.shown(known, draft.ledger_sha256, updated=status == UPDATED)
        said = Outcome(name, status, why, facts, draft.images, draft.text_sha256, path)
        if status == REFUSED or (status == UNCHANGED and known is not None and not known.is_untouched):
            return said
        fidelity = self.proved(draft, made)
        if status != UNCHANGED:
            self._write(made)
        findings = tuple(self.review(path, made.text)) if status != UNCHANGED else ()
        notes = [why, *draft.notes, *self._notes(draft, made, fidelity)]
        reason = "\n".join(one for one in notes if one)
        return replace(
            said, reason=reason, missing=made.missing, fidelity=fidelity, components=draft.components, findings=findings, text=made.text
        )

    def _taken(self, draft: Draft) -> frozenset[str]:
        year = (draft.date or self.now).day.year
        if self.base != self.order.root:
            return frozenset()
        return frozenset(one.slug for one in (*self.site.articles, *self.site.held) if one.column == self.order.column and one.year == year)

    def _decided(self, known: Imported | None, made: Prepared, draft: Draft) -> tuple[str, str]:
        """What to do, and why: nothing that a person has changed is ever written over."""
        if known is None:
            return IMPORTED, ""
        if known.text == made.text and not made.pictures:
            return UNCHANGED, "一致，没有变化。"
        same = known.text_sha256 == draft.ledger_sha256
        if not known.is_untouched:
            if same:
                return UNCHANGED, f"本站已改过，{draft.origin}的正文没有变，没有动本站的文件。"
            do = f"请对照着手工修改，改好以后把文头的wechat.text_sha256改成{draft.ledger_sha256}。"
            return REFUSED, f"{draft.origin}的正文变了，而本站的{known.path}已经改过。{do}"
        what = f"{draft.origin}的正文变了" if not same else "标题、图片、链接或者排版写法与上次导入的不同"
        if self.order.update:
            return UPDATED, f"{what}，已重新写过。"
        if draft.facts.kind == PAPER and not same:
            what += "；如果是同名的另一篇，请先改标题"
        return REFUSED, f"{what}。要重新写{known.path}，加上--update再运行一次。"

    def _gone(self, error: RefusedError) -> str:
        known = self.ledger.find(error.facts.identity, error.facts.url) if error.kind in ("deleted", "violation") else None
        return self.states.deleted(known) if known else ""

    def proved(self, draft: Draft, made: Prepared) -> Fidelity:
        """What readers would see, compared with the source."""
        address = f"{self.order.column}/{(draft.date or self.now).day.year}/import.html"
        html = self.prose.render(made.text[made.body_at :], address).html
        return prove(draft, fragment(html), made.written.marks, made.written.links)

    def _write(self, made: Prepared) -> None:
        folder = (self.base / made.path).parent
        for name, data in made.pictures.items():
            write_if_changed(folder / name, data)
        write_if_changed(self.base / made.path, made.text.encode("utf-8"))
        found = imported_of(made.path, made.text)
        if found:
            self.ledger.add(found)

    def _notes(self, draft: Draft, made: Prepared, fidelity: Fidelity) -> list[str]:
        notes = [] if fidelity.text else [f"正文与{draft.origin}不一致：{fidelity.difference.replace('公众号', draft.origin, 1)}。请对照着改。"]
        wrong = [("图片", fidelity.pictures), ("组件", fidelity.components), ("表格", fidelity.tables), ("链接", fidelity.links)]
        notes += [f"{name}与{draft.origin}不一致，请对照着改。" for name, good in wrong if not good]
        account, own = draft.facts.account, self.site.bureau.account
        if draft.facts.kind != PAPER and account != own:
            other = f"这一篇是公众号“{account}”的，不是本单位的“{own}”。请先弄清能不能转载。"
            notes.append(other if account else "没有找到公众号的名称，请核对是不是本单位的文章。")
        if draft.facts.kind == PAPER:
            notes.append("date暂时写导入的日期，请按发布的日期改。")
        elif draft.facts.published is None:
            notes.append("没有找到发布时间，date暂时写导入的日期，请改。")
        if draft.facts.cover and "\ncover: " not in made.text:
            notes.append("题图没有随网页保存下来，网址记在文头的wechat.cover里。")
        return [*notes, *self.ledger.alike(draft, made.path)]
