"""What lies beside articles: pictures, office files and PDFs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture beside an article.

    Attributes:
        path: relative to the project's root.
        size: in bytes.
        digest: SHA-256 of its bytes.
        width, height: in pixels as it is seen, 0 when unknown.
        is_active: whether a drawing holds scripts or fetches something from elsewhere.
        has_position: whether it carries coordinates.
        author: who made it, who owns the camera, or the camera's serial number; empty when it doesn't say.
        too_many_pixels: whether unpacking it would be dangerous.
    """

    path: str
    size: int
    digest: str = ""
    width: int = 0
    height: int = 0
    is_active: bool = False
    has_position: bool = False
    author: str = ""
    too_many_pixels: bool = False


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """An office file or PDF beside an article: path relative to the project's root, and who it says wrote or saved it."""

    path: str
    makers: tuple[str, ...]
