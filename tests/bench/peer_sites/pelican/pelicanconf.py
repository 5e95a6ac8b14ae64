"""Pelican with its own theme: articles, lists of twenty per category and tag, feeds; what it has read is kept for the next run."""

SITENAME = "法治资讯"
SITEURL = "https://example.org"
PATH = "content"
OUTPUT_PATH = "public"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
FEED_ALL_RSS = "feeds/all.rss.xml"
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = ""
AUTHORS_SAVE_AS = ""
FEED_MAX_ITEMS = 20
DEFAULT_PAGINATION = 20
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CHECK_MODIFIED_METHOD = "mtime"
MARKDOWN = {
    "extension_configs": {"markdown.extensions.meta": {}, "markdown.extensions.tables": {}, "markdown.extensions.toc": {"permalink": True}},
    "output_format": "html5",
}
