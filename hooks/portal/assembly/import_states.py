"""What saved pages show of articles that are here already: changed or deleted in the account. Kept in ``data/mirror.yml`` for ``portal mirror status``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from portal.assembly.import_ledger import Imported
from portal.assembly.mirroring import append, recorded
from portal.errors import PortalError
from portal.model.mirror import PATH, Item, Mirror


@dataclass(frozen=True)
class States:
    """The account's side of every article.

    Attributes:
        base: the folder that holds ``data``.
        today: the day of the run.
    """

    base: Path
    today: dt.date

    @cached_property
    def _recorded(self) -> Mirror:
        return recorded(self.base)

    def deleted(self, known: Imported) -> str:
        """Note that the account has deleted an article; what to say of it."""
        said = self._noted(known, Item(deleted=self.today), lambda before: not before.deleted, "公众号已删")
        return f"本站的{known.path}就是这一篇。{said}"

    def shown(self, known: Imported, text_sha256: str, *, updated: bool) -> str:
        """Note which text the account shows now; what to say of it, nothing when it is the one that is here.

        Args:
            known: the article here.
            text_sha256: of the account's text.
            updated: whether the article has just been made anew of it.
        """
        ours = text_sha256 if updated else known.text_sha256
        said = self._noted(known, Item(text_sha256=text_sha256), lambda before: text_sha256 != (before.text_sha256 or ours), "公众号已改")
        return said if text_sha256 != ours else ""

    def _noted(self, known: Imported, seen: Item, is_new: Callable[[Item], bool], state: str) -> str:
        identity = known.identity
        item = replace(seen, mid=identity.mid, idx=identity.idx, url="" if identity.mid and identity.idx else known.url)
        try:
            if not item.keys or not is_new(self._recorded.of(item.keys)):
                return ""
            append(self.base, [item])
        except PortalError as error:
            return f"没有记进{PATH}：{error.what}。"
        return f"已在{PATH}里记为{state}。"
