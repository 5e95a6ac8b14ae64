"""What is wrong with a template, as the person can see it who changed it: the file, the line, what to do."""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Mapping
from typing import Any

import jinja2

from portal.errors import PortalError

DO = "改正overrides里的这个模板；没有动过模板的，从版本库里恢复它"
_UNDEFINED = re.compile(r"'(?P<name>[^']+)' is undefined")
_ATTRIBUTE = re.compile(r".* has no (?:attribute|element) '?(?P<name>[^']+)'?")
_OVERRIDES = f"{os.sep}overrides{os.sep}"


def template_fault(error: Exception) -> PortalError | None:
    """The fault of a template behind an error that Jinja has traced back to it.

    Args:
        error: as ``jinja2.Environment.handle_exception`` raises it: its traceback names the lines of templates.

    Returns:
        The message, None when the error is the program's own and not a template's.
    """
    frames = [(frame.f_code.co_filename, line, frame.f_globals) for frame, line in traceback.walk_tb(error.__traceback__)]
    within = [(file, line) for file, line, names in frames if _is_template(names)]
    if not within or not (isinstance(error, jinja2.TemplateError) or _is_jinja(frames[-1][2])):
        return None
    file, line = within[-1]
    return PortalError(_what(error), do=DO, path=shown(file), line=line)


def no_template(name: str) -> PortalError:
    """A template that nobody has."""
    return PortalError(f"没有模板“{name}”", do=f"{DO}（隐藏文件和链接不算模板）", path="overrides")


def shown(file: str) -> str:
    """A template's file as the project calls it; the theme's with its whole path."""
    return file[file.rfind(_OVERRIDES) + 1 :] if _OVERRIDES in file else file


def _is_template(names: Mapping[str, Any]) -> bool:
    return "__jinja_exception__" in names  # set by jinja2.debug.fake_traceback


def _is_jinja(names: Mapping[str, Any]) -> bool:
    return _is_template(names) or str(names.get("__name__", "")).startswith("jinja2.")


def _what(error: Exception) -> str:
    text = str(error)
    if isinstance(error, jinja2.TemplateNotFound):
        return f"没有模板“{error.name}”（隐藏文件和链接不算模板）"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"模板写法不对：{error.message}"
    if match := _UNDEFINED.fullmatch(text):
        return f"“{match['name']}”没有定义"
    if match := _ATTRIBUTE.fullmatch(text):
        return f"这里没有“{match['name']}”"
    return f"模板运行出错：{text}"
