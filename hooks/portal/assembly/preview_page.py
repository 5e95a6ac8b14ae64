"""What a browser gets besides the site's own pages while it shows a preview: the script that reloads, and a page while there is no site."""

from __future__ import annotations

from html import escape

SCRIPT, EVENTS, COPY = "/.preview/reload.js", "/.preview/events", "/.preview/wechat/"  # no page of a site stands there: names with a dot are nobody's

# A browser opens few connections to one host, so that only pages in view keep theirs.
RELOAD = """(() => {
  const { page, state, wechat } = document.currentScript.dataset;
  let source, box;
  const tell = (text) => {
    box?.remove();
    if (!text) return;
    box = document.createElement("pre");
    box.setAttribute("role", "alert");
    box.textContent = text;
    Object.assign(box.style, {
      position: "fixed", inset: "auto 0 0 0", zIndex: 9999, maxHeight: "50vh", overflow: "auto", margin: 0, padding: "1rem",
      font: "1rem/1.6 sans-serif", whiteSpace: "pre-wrap", color: "#fff", background: "#8a1c1c",
    });
    document.body.append(box);
  };
  const leave = () => {
    source?.close();
    source = undefined;
  };
  const join = () => {
    if (source || document.visibilityState !== "visible") return;
    source = new EventSource(`EVENTS?${new URLSearchParams({ page, state })}`);
    source.addEventListener("reload", () => location.reload());
    source.addEventListener("problem", (event) => tell(JSON.parse(event.data)));
  };
  if (wechat) {
    const link = document.createElement("a");
    Object.assign(link, { href: wechat, target: "_blank", textContent: "复制到公众号" });
    Object.assign(link.style, {
      position: "fixed", right: "1rem", bottom: "1rem", zIndex: 9998, padding: ".75rem 1rem", borderRadius: ".25rem",
      font: "1rem/1.25 sans-serif", color: "#fff", background: "#0e417f",
    });
    document.body.append(link);
  }
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? join() : leave()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", join);
  join();
})();
""".replace("EVENTS", EVENTS)

_BARE = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title></head>
<body style="font:1rem/1.6 sans-serif;margin:2rem"><h1>{title}</h1><pre style="font:inherit;white-space:pre-wrap">{text}</pre></body>
</html>
"""


def with_script(page: bytes, file: str, state: str, copy: str = "") -> bytes:
    """A page that reloads when it has changed.

    Args:
        page: its bytes as a build writes them.
        file: the file that it shows.
        state: what is known of that file; once it differs, the page is no longer what is to be seen.
        copy: address of the page to copy it to the official account from, empty for none.
    """
    more = f' data-wechat="{escape(copy)}"' if copy else ""
    tag = f'<script src="{SCRIPT}" data-page="{escape(file)}" data-state="{escape(state)}"{more} defer></script>'.encode()
    at = page.rfind(b"</body>")
    return page[:at] + tag + page[at:] if at >= 0 else page + tag


def bare_page(problem: str) -> bytes:
    """A page while there is no site: why, or that one is being made."""
    title = "预览生成不了" if problem else "正在准备预览"
    return _BARE.format(title=title, text=escape(problem or "好了以后这一页会自动刷新。")).encode()
