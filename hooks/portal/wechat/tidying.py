"""Runs of a line made orderly: white space folded as Chinese text needs it, equal neighbours joined, lines split into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from portal.wechat.blocks import BREAK, Run
from portal.wechat.dom import clean

_SPACES = re.compile(r"[ \t\n\r\f\v\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_UNSEEN = re.compile(r"[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]|(?<![\u2190-\u3299\ufe0f\U0001f000-\U0001faff\U0001f3fb-\U0001f3ff])\u200d")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·]")
_INDENT = re.compile(r"^[\xa0\u3000 ]*\u3000|^\xa0{2}")


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Runs without unseen characters and superfluous white space; line breaks stand alone."""
    found: list[Run] = []
    for run in runs:
        if run.text == "\n" and not run.code:
            found.append(run)
            continue
        text = _UNSEEN.sub("", clean(run.text))
        indented = bool(_INDENT.match(text)) and bool(found) and found[-1].text == "\n"
        text = _SPACES.sub(lambda match: _space(match), text)
        if indented:
            found.append(BREAK)  # an indented line after a break is a paragraph
        if text:
            found.append(replace(run, text=text))
    return _merged(_outside(_trimmed(found)))


def _space(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    is_break = "\n" in match[0] or "\r" in match[0]
    return "" if is_break and _WIDE.match(before or " ") and _WIDE.match(after or " ") else " "


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without white space at the ends of lines, and no two spaces in a row."""
    found: list[Run] = []
    for run in runs:
        text, last = run.text, found[-1] if found else BREAK
        if text != "\n" and (last.text == "\n" or last.text.endswith(" ")):
            text = text.lstrip(" ")
        if text == "\n":
            _strip_end(found)
        if text:
            found.append(replace(run, text=text) if text != run.text else run)
    _strip_end(found)
    return found


def _strip_end(found: list[Run]) -> None:
    while found and found[-1].text != "\n" and not found[-1].text.strip(" "):
        found.pop()
    if found and found[-1].text != "\n":
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))


def _outside(runs: list[Run]) -> list[Run]:
    """Spaces at the edges of stressed or linked pieces stand outside of them."""
    found: list[Run] = []
    for run in runs:
        core = run.text.strip(" ")
        if not (run.bold or run.href or run.code) or core == run.text:
            found.append(run)
            continue
        start = run.text.index(core) if core else len(run.text)
        lead, tail = run.text[:start], run.text[start + len(core) :] if core else ""
        parts = (Run(lead, size=run.size) if lead else None, replace(run, text=core) if core else None, Run(tail, size=run.size) if tail else None)
        found += [part for part in parts if part]
    return found


def _merged(runs: list[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and last.text != "\n" and run.text != "\n" and not (last.mark or run.mark) and replace(last, text="", size=0) == replace(run, text="", size=0):
            bigger = last if len(last.text) >= len(run.text) else run
            found[-1] = replace(last, text=last.text + run.text, size=bigger.size)
        else:
            found.append(run)
    return found


def paragraphs(runs: list[Run]) -> Iterator[tuple[Run, ...]]:
    """Runs of each paragraph: two line breaks in a row end one."""
    line: list[Run] = []
    for number, run in enumerate(runs):
        if run.text == "\n":
            doubled = (number + 1 < len(runs) and runs[number + 1].text == "\n") or not line
            if doubled:
                if line:
                    yield tuple(line)
                line = []
            elif number + 1 < len(runs):
                line.append(BREAK)
        else:
            line.append(run)
    while line and line[-1].text == "\n":
        line.pop()
    if line:
        yield tuple(line)
