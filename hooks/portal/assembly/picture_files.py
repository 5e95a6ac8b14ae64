"""The picture files of a site: made once, on all cores, then kept in the store for as long as the picture is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.assembly.crew import spread
from portal.assembly.desk import Desk
from portal.assembly.making import Made
from portal.assembly.picture_encoding import Order, encode, source_bytes
from portal.errors import DamagedError, PortalError
from portal.model.beside import Picture
from portal.model.site import Site
from portal.pages.pictures import address_of, is_encoded, smaller
from portal.review.gate import PREVIEW
from portal.store import Shelf

WHOLE = 0


@dataclass(frozen=True)
class PictureFile:
    """A file that a page shows or links to: of which picture, and how wide; ``WHOLE`` is the picture in its own format."""

    picture: Picture
    width: int

    @property
    def key(self) -> str:
        """Equal for files with equal bytes; the same bytes under another ending become another format."""
        return f"{self.picture.digest}{self.picture.path.rpartition('.')[2].lower()}{self.width}"


class PictureFiles:
    """All picture files of a build.

    Args:
        desk: the run.
        stage: of the build; a preview shows what can't be read as it is.

    Attributes:
        encoded: how many files were made in this build.
    """

    def __init__(self, desk: Desk, stage: str) -> None:
        self._desk, self._stage = desk, stage
        self._shelf: Shelf[int] = desk.store.shelf(f"picture-{stage}", desk.version)
        self._files: dict[str, PictureFile] = {}
        self.encoded = 0

    def prepare(self, site: Site, pages: Iterable[Made]) -> None:
        """Make the files that pages show or link to; those of drafts stay unpublished with them.

        Raises:
            PortalError: a picture can't be read, so nobody knows what it gives away.
        """
        shown = {target for page in pages for target in page.shown}
        self._files = {name: file for picture in site.pictures.values() for name, file in _files(picture) if name in shown}
        wanted = {file.key: file for file in self._files.values() if self._is_made(file.picture)}
        known = self._shelf.everything
        missing = [file for key, file in wanted.items() if key not in known]
        orders = [Order(path, digest, tuple(widths)) for (path, digest), widths in _by_picture(missing).items()]
        for order, made in zip(orders, spread(encode, str(self._desk.root), orders, "处理图片", chunk=1, crew=self._desk.crew), strict=True):
            for width, data in zip(order.widths, made, strict=True):
                key = PictureFile(Picture(path=order.path, size=0, digest=order.digest), width).key
                self._shelf.put_blob(key, data)
                self._shelf.put(key, len(data))
                self.encoded += 1
        if len(self._shelf.everything) > len(wanted):
            self._shelf.keep(wanted)
            self._shelf.keep_blobs(wanted)

    def _is_made(self, picture: Picture) -> bool:
        if not is_encoded(picture):
            return False
        if picture.width and not picture.too_many_pixels:
            return True
        if self._stage == PREVIEW:
            return False
        raise PortalError("图片打不开，看不出里面有没有位置、作者等信息", do="用看图软件另存一份，替换原来的文件", path=picture.path)

    @property
    def made_of(self) -> dict[str, str]:
        """Digest of what each file is made of, by address."""
        salt = self._desk.version
        return {name: f"{file.key}{salt if self._is_made(file.picture) else ''}" for name, file in self._files.items()}

    def size(self, picture: Picture) -> int:
        """Bytes of a picture's file in its own format."""
        found = self._shelf.get(PictureFile(picture, WHOLE).key)
        return picture.size if found is None else found

    def data(self, name: str) -> bytes:
        """A file's bytes.

        Raises:
            DamagedError: the store has lost them.
            PortalError: the picture has changed since it was looked at.
        """
        file = self._files[name]
        if not self._is_made(file.picture):
            return source_bytes(self._desk.root, file.picture.path, file.picture.digest)
        found = self._shelf.blob(file.key)
        if found is None:
            raise DamagedError(f"仓库里缺了图片“{name}”", do="删去.portal文件夹，再运行一次", path=".portal")
        return found


def _files(picture: Picture) -> Iterator[tuple[str, PictureFile]]:
    yield address_of(picture), PictureFile(picture, WHOLE)
    for address, width in smaller(picture):
        yield address, PictureFile(picture, width)


def _by_picture(files: Iterable[PictureFile]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for file in files:
        found.setdefault((file.picture.path, file.picture.digest), []).append(file.width)
    return found
