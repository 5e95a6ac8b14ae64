"""The file of a Word paper: what it really is, and its parts within bounds. Nothing outside of the file is ever opened."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from portal.wechat.docx_xml import AGAIN, Node, attribute, name_of, parse_part
from portal.wechat.draft import RefusedError

MOST_BYTES = 100_000_000
_MOST_ENTRIES, _MOST_TOTAL, _MOST_XML, _MOST_MEDIA = 4_000, 400_000_000, 24_000_000, 20_000_000
_MOST_RATIO, _RATIO_FROM = 200, _MOST_XML  # smaller parts may be long tables of equal rows
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
_SAVE = "用Word或WPS打开，“文件—另存为”选“Word文档（*.docx）”，再导入。"
_OLDER = {
    ".doc": "旧版Word文稿（.doc）", ".dot": "旧版Word模板（.dot）", ".wps": "WPS文字文稿（.wps）", ".wpt": "WPS文字模板（.wpt）",
    ".rtf": "RTF文稿", ".odt": "OpenDocument文稿（.odt）", ".dotx": "Word模板（.dotx）", ".docm": "带宏的Word文稿（.docm）", ".dotm": "带宏的Word模板（.dotm）",
}  # fmt: skip
SUFFIXES = (".docx", *_OLDER)


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """A paper's parts.

    Attributes:
        path: the file.
        sizes: unpacked sizes of its parts by name.
        main: name of the part that holds the text.
    """

    path: Path
    sizes: dict[str, int]
    main: str = ""
    _kept: dict[str, Node | None] = field(default_factory=dict, compare=False, repr=False)

    def data(self, name: str, most: int = _MOST_MEDIA) -> bytes | None:
        """A part's bytes, None when there is no such part.

        Raises:
            RefusedError: it is larger than ``most`` or broken.
        """
        if name not in self.sizes:
            return None
        try:
            with zipfile.ZipFile(self.path) as opened, opened.open(name) as part:
                found = part.read(most + 1)
        except _FAULTS as error:
            raise RefusedError("docx", f"文稿里的{name}坏了，读不出。", AGAIN) from error
        if len(found) > most:
            raise RefusedError("docx", f"文稿里的{name}超过{most // 1_000_000}MB的上限。", "分成几个文稿，或者压缩图片后再导入。")
        return found

    def picture(self, name: str) -> bytes | None:
        """A picture's bytes, None when there are none that can be read."""
        try:
            return self.data(name)
        except RefusedError:
            return None

    def xml(self, name: str) -> Node | None:
        """A part as a tree, None when there is no such part.

        Raises:
            RefusedError: it can't be read.
        """
        if name not in self._kept:
            data = self.data(name, _MOST_XML)
            self._kept[name] = None if data is None else parse_part(data, name)
        return self._kept[name]

    def relations(self, name: str) -> dict[str, Relation]:
        """Where a part points, by id.

        Raises:
            RefusedError: they can't be read.
        """
        folder, _, file = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found = {}
        for one in root if root is not None else ():
            external = (one.get("TargetMode") or "").lower() == "external"
            target = one.get("Target") or ""
            kind = (one.get("Type") or "").rpartition("/")[2]
            found[one.get("Id") or ""] = Relation(kind, target if external else _inside(folder, target), external)
        return found

    def of_kind(self, kind: str) -> list[str]:
        """Names of the parts to which the text points as this kind of thing, each once."""
        targets = (one.target for one in self.relations(self.main).values() if one.kind == kind and not one.external)
        return [one for one in dict.fromkeys(targets) if one in self.sizes]


def _inside(folder: str, target: str) -> str:
    """The part's name; one that leads out of the package is the name of no part."""
    joined = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
    return joined.lstrip("/")


def open_package(path: Path) -> Package:
    """Look into a paper's file.

    Raises:
        RefusedError: it is no .docx, is protected, has macros, or is made to do harm.
        OSError: it can't be read.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise RefusedError("docx", f"文件有{size // 1_000_000}MB，超过{MOST_BYTES // 1_000_000}MB的上限。", "压缩图片，或者分成几个文稿。")
    with path.open("rb") as opened:
        head = opened.read(4096)
        _require_zip(path, head, opened.read(1_000_000) if head.startswith(_OLE) else b"")
    suffix = path.suffix.lower()
    if suffix in (".docm", ".dotm"):
        raise _macros()
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            mimetype = archive.read("mimetype")[:100] if any(one.filename == "mimetype" and one.file_size < 100 for one in entries) else b""
    except _FAULTS as error:
        raise RefusedError("docx", "文件坏了，不是完整的.docx。", AGAIN) from error
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        raise RefusedError("docx", f"这是{_OLDER['.odt']}，不能导入。", _SAVE)
    _require_bounds(entries)
    return _checked(Package(path, {one.filename: one.file_size for one in entries}))


def _require_zip(path: Path, head: bytes, rest: bytes) -> None:
    suffix = path.suffix.lower()
    if not head:
        raise RefusedError("docx", "文件是空的。", "请重新取一份文稿。")
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in head + rest:
            raise RefusedError("docx", "文稿有打开密码，读不出。", "用Word或WPS打开，去掉密码，另存为.docx，再导入。")
        raise RefusedError("docx", f"这是{_OLDER.get(suffix, '旧版Word或WPS文稿')}，不能导入。", _SAVE)
    if head.lstrip().startswith(b"{\\rtf"):
        raise RefusedError("docx", f"这是{_OLDER['.rtf']}，不能导入。", _SAVE)
    if not head.startswith(_ZIP):
        raise RefusedError("docx", f"这不是.docx文稿（{suffix or '没有后缀'}）。", _SAVE)


def _require_bounds(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _MOST_ENTRIES:
        raise RefusedError("docx", f"文稿里有{len(entries)}个部件，不是正常的文稿。", AGAIN)
    if sum(one.file_size for one in entries) > _MOST_TOTAL:
        raise RefusedError("docx", f"文稿解开以后超过{_MOST_TOTAL // 1_000_000}MB，可能是“压缩包炸弹”，没有打开。", AGAIN)
    for one in entries:
        if one.flag_bits & 1:
            raise RefusedError("docx", "文稿的压缩包有密码，读不出。", "去掉密码，另存为.docx，再导入。")
        if one.file_size > _RATIO_FROM and one.file_size > _MOST_RATIO * max(one.compress_size, 1):
            raise RefusedError("docx", f"文稿里的{one.filename[:60]}压缩得异常，可能是“压缩包炸弹”，没有打开。", AGAIN)
    if len({one.filename for one in entries}) < len(entries):
        raise RefusedError("docx", "文稿里有重名的部件，不是正常的文稿。", AGAIN)


def _checked(package: Package) -> Package:
    types = package.xml("[Content_Types].xml")
    if types is None:
        raise RefusedError("docx", "这是普通的压缩包，不是.docx文稿。", _SAVE)
    said = " ".join(one.get("ContentType") or "" for one in types)
    if "macroEnabled" in said or any(re.search(r"vbaProject\.bin$", name, re.IGNORECASE) for name in package.sizes):
        raise _macros()
    main = next((one.target for one in package.relations("").values() if one.kind == "officeDocument" and not one.external), "word/document.xml")
    root = package.xml(main)
    if root is None or name_of(root) != "w:document":
        raise RefusedError("docx", "文件里没有Word文稿的正文，可能是表格或者演示文稿。", "这里只导入文稿；表格请复制到Word文稿里再导入。")
    return Package(package.path, package.sizes, main, package._kept)


def _macros() -> RefusedError:
    return RefusedError("docx", "文稿里有宏，不能导入。", "用Word或WPS打开，另存为“Word文档（*.docx）”，宏就去掉了，再导入。")


def id_of(node: Node, *names: str) -> str:
    """The first of these attributes that points to something."""
    return next((found for found in (attribute(node, name) for name in names) if found), "")
