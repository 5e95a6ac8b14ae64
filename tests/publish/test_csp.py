"""The policy of a site: what its pages hold, by hash, and not a word more."""

from __future__ import annotations

import pytest

from portal.errors import PortalError
from portal.publish.serving.csp import Needs, hash_source, needs, policy


def test_policy_names_what_stands_in_pages_and_nothing_more() -> None:
    """Scripts and styles by hash, pictures in style sheets, fonts; data blocks and comments need nothing."""
    page = b'<!-- <script>x</script> --><script type="application/ld+json">{}</script><script src="a.js"></script><script>go()</script><style>p{}</style>'
    found = needs("a.html", page)
    assert found == Needs(frozenset([hash_source(b"go()")]), frozenset([hash_source(b"p{}")]))
    assert hash_source(b"") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    text = policy(found | needs("a.css", b"p{background:url(data:image/png;base64,AA)}"), ["a.html", "a.woff2"])
    assert f"script-src 'self' {hash_source(b'go()')};" in text and "img-src 'self' data:;" in text and "font-src 'self';" in text
    assert "unsafe" not in text and "data:" not in policy(Needs(), ["a.html"])


@pytest.mark.parametrize("tag", [b'<p style="color:red">', b"<a href=x onclick='go()'>", b"<img src=a onerror = go()>", b'<a href="javascript:go()">'])
def test_what_only_unsafe_could_allow_is_refused(tag: bytes) -> None:
    """A tag with style or code of its own stops the command, which says where; the same letters in words don't."""
    with pytest.raises(PortalError, match="标签直接写了样式或脚本"):
        needs("news/a.html", b"<main>" + tag + b"</main>")
    assert needs("a.html", b"<p title='a style=x onclick=y'>write style=\"x\" and onclick=go() or javascript:</p>") == Needs()
