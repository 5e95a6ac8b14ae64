"""The OpenSearch description: browsers offer the site's search in their address bar."""

from __future__ import annotations

from html import escape

from portal.model.site import Site

ADDRESS = "opensearch.xml"
MEDIA_TYPE = "application/opensearchdescription+xml"


def description(site: Site) -> bytes:
    """``opensearch.xml`` (OpenSearch 1.1, draft 6)."""
    identity = site.identity
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(identity.name[:16])}</ShortName>\n"
        f"<Description>{escape(f'搜索{identity.name}的文章、案例、办事指南和数据')}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n<Language>zh-CN</Language>\n"
        f'<Image height="16" width="16" type="image/svg+xml">{escape(identity.url)}assets/icon.svg</Image>\n'
        f'<Url type="text/html" method="get" template="{escape(identity.url)}search/?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    ).encode()
