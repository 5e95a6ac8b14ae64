"""How an article looks in the official account: a style for each element, and for the few parts that no element stands for.

Only what the account's editor keeps: no positions, no floats, no variables, no colour of running text, so that dark mode can choose one.
"""

from __future__ import annotations

from collections.abc import Mapping

BRAND, LINE, SOFT, SURFACE = "#0e417f", "#d6dee8", "#535f6e", "#f3f6fa"

THEME: Mapping[str, str] = {
    "p": "margin:0 0 16px",
    "h2": f"margin:28px 0 14px;padding-left:10px;border-left:4px solid {BRAND};font-size:18px;font-weight:bold;line-height:1.5;color:{BRAND}",
    "h3": f"margin:22px 0 12px;font-size:17px;font-weight:bold;line-height:1.5;color:{BRAND}",
    "h4": "margin:18px 0 10px;font-size:16px;font-weight:bold;line-height:1.5",
    "ul": "margin:0 0 16px;padding-left:24px;list-style-type:disc",
    "ol": "margin:0 0 16px;padding-left:24px;list-style-type:decimal",
    "li": "margin:0 0 6px",
    "blockquote": f"margin:0 0 16px;padding:10px 14px 1px;border-left:3px solid {LINE};background-color:{SURFACE}",
    "pre": f"margin:0 0 16px;padding:10px 12px;overflow-x:auto;background-color:{SURFACE};font-size:14px;line-height:1.6",
    "code": "font-family:Consolas,Menlo,monospace",
    "hr": f"margin:24px 0;border:0;border-top:1px solid {LINE}",
    "sup": "font-size:12px;line-height:0",
    "figure": "margin:0 0 16px;text-align:center",
    "figcaption": f"margin:8px 0 0;font-size:14px;line-height:1.6;color:{SOFT};text-align:center",
    "img": "max-width:100%;height:auto;vertical-align:middle",
    "table": "width:100%;border-collapse:collapse;font-size:14px;line-height:1.6",
    "th": f"padding:6px 8px;border:1px solid {LINE}",
    "td": f"padding:6px 8px;border:1px solid {LINE}",
    "a": f"color:{BRAND}",
}

PARTS: Mapping[str, str] = {
    "article": "font-size:16px;line-height:1.75",
    "edge": "margin:0;font-size:0;line-height:0",
    "label": "margin:0 0 10px",
    "label-text": f"padding:2px 10px;border:1px solid {BRAND};font-size:14px;color:{BRAND}",
    "notice": f"margin:0 0 20px;padding:10px 14px;background-color:{SURFACE};font-size:14px",
    "scroll": "margin:0 0 16px;overflow-x:auto",
    # Neither this nor the title of the links is bold: a short bold line is a heading for whoever reads the text back.
    "caption": f"margin:0 0 6px;font-size:14px;text-align:center;color:{BRAND}",
    "note": f"margin:0 0 6px;font-size:13px;line-height:1.6;color:{SOFT}",
    "group": "margin:0 0 20px",
    "line": "margin:0",
    "head": f";background-color:{SURFACE};text-align:left",
    "links-title": f"margin:28px 0 8px;padding-top:14px;border-top:1px solid {LINE};font-size:14px",
    "link": f"margin:0 0 6px;font-size:13px;line-height:1.6;color:{SOFT};word-break:break-all",
    "code-figure": "margin:28px 0 0;text-align:center",
    "code": "width:140px;height:auto",
}
