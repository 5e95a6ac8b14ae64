"""The Jinja environment of page bodies: escaping on, undefined names are errors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jinja2
from markupsafe import Markup

from portal.times import chinese_day


def environment(folders: Sequence[Path]) -> jinja2.Environment:
    """Templates from ``folders``, the first that has a name wins.

    Text from content and data is untrusted: everything is escaped unless a template marks it ``|safe``, which only HTML made by
    this package gets.
    """
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}  # a third of the bytes in Chinese
    env.filters["chinese_day"] = chinese_day
    env.globals["icon"] = lambda name: Markup(env.get_template(f".icons/{name}.svg").render())  # noqa: S704 - the theme's own icon
    return env
