"""The only file that MkDocs loads. Each event calls ``portal.assembly``; nothing is decided here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # for workers and serve: MkDocs takes this folder off the path again

from portal.assembly import mkdocs_io


def on_startup(command, **_):
    """``serve`` shows previews, everything else publishes."""
    mkdocs_io.startup(command)


def on_config(config, **_):
    """Review content and data; blocked content stops here, before a file is written."""
    mkdocs_io.begin(config)
    return config


def on_files(files, config, **_):
    """Leave out pages that may not be shown, and what is no page."""
    return mkdocs_io.keep_own_files(files, config)


def on_nav(nav, config, files, **_):
    """Keep the navigation for the shells."""
    config.extra["portal_nav"] = nav
    return nav


def on_env(env, config, files, **_):
    """Keep what rendering the shells needs."""
    mkdocs_io.remember(env, config.extra.pop("portal_nav"), files, config)
    return env


def on_page_context(context, page, config, **_):
    """Give MkDocs' own pages the same head and frame as all others."""
    return mkdocs_io.page_context(context, page, config)


def on_post_build(config, **_):
    """Make, check and write the site."""
    mkdocs_io.finish(config)


def on_build_error(error, **_):
    """Let go of what a broken build has open, and say what is wrong."""
    mkdocs_io.abandon(error)
