"""One module a topic; ``portal.review.engine`` finds them by name.

Each exports ``check(site)`` for what concerns the site as a whole, ``check_article(site, article)`` for what concerns an article by itself, or
both. ``prepare(site)`` makes what ``check_article`` takes as its third argument, once for all articles.
"""
