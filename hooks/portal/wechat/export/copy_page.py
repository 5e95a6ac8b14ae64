"""The page to copy from: what the account will show, as wide as a phone, and a button that puts it on the clipboard."""

from __future__ import annotations

from html import escape

from portal.wechat.export.article import Exported

_SCRIPT = """(() => {
  const article = document.getElementById("article");
  const state = document.getElementById("state");
  const tell = (text) => { state.textContent = text; };
  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  const byHand = (element) => {
    select(element);
    const done = document.execCommand("copy");
    getSelection().removeAllRanges();
    return done;
  };
  const copy = async (items, element) => {
    try {
      const blobs = Object.entries(items).map(([type, text]) => [type, new Blob([text], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch {
      return byHand(element);
    }
  };
  const said = (done, name) => tell(done ? `${name}已复制，到公众号后台粘贴。` : "浏览器不让复制，请选中右边的正文，按Ctrl+C。");
  document.getElementById("copy").addEventListener("click", async () => {
    said(await copy({ "text/html": article.innerHTML, "text/plain": article.innerText }, article), "正文");
  });
  for (const button of document.querySelectorAll("[data-field]")) {
    const field = document.getElementById(button.dataset.field);
    button.addEventListener("click", async () => said(await copy({ "text/plain": field.textContent }, field), button.dataset.name));
  }
})();"""

_STYLE = """*{box-sizing:border-box}
body{margin:0;font:16px/1.6 "PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;background:#e9edf2;color:#1a2330}
main{display:flex;flex-wrap:wrap;gap:32px;justify-content:center;padding:24px}
.tools{flex:1 1 320px;max-width:480px}
h1{margin:0 0 12px;font-size:20px}
button{min-height:44px;padding:0 14px;border:1px solid #0e417f;border-radius:4px;background:#fff;color:#0e417f;font:inherit;cursor:pointer}
#copy{width:100%;min-height:52px;background:#0e417f;color:#fff;font-weight:700}
button:focus-visible{outline:3px solid #c2410c;outline-offset:2px}
dl{margin:20px 0;padding:0}
dt{font-weight:700}
dd{display:flex;gap:12px;align-items:flex-start;justify-content:space-between;margin:0 0 12px;word-break:break-all}
dd button{flex:none}
.warnings{padding:12px 14px 12px 34px;margin:0;background:#fdf3e4;border-left:4px solid #d06900}
.phone{flex:none;width:375px;max-width:100%;background:#fff;border:1px solid #9aa7b6;border-radius:16px;overflow:hidden}
.phone>h2{margin:0;padding:20px 16px 0;font-size:22px;line-height:1.4}.phone>p{margin:0;padding:8px 16px 16px;color:#535f6e;font-size:15px}
#article{padding:0 16px 24px;overflow-wrap:break-word}"""

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>复制到公众号：{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<div class="tools">
<h1>复制到公众号</h1>
<p>按下面的按钮，再到公众号后台的正文里粘贴（Ctrl+V）。图片随正文一起粘贴，粘贴后请等图片上传完，再逐张看一看。</p>
<p><button type="button" id="copy">复制到公众号</button></p>
<p id="state" role="status"></p>
<dl>
{fields}
</dl>
{warnings}
</div>
<div class="phone">
<h2>{title}</h2>
<p>{author}</p>
<div id="article">{article}</div>
</div>
</main>
<script>{script}</script>
</body>
</html>
"""
_FIELD = (
    '<dt>{name}</dt><dd><span id="field-{id}">{text}</span>'
    '<button type="button" data-field="field-{id}" data-name="{name}" aria-label="复制{name}">复制</button></dd>'
)


def copy_page(made: Exported) -> str:
    """The page as a whole document that needs nothing else, not even a server."""
    named = (("title", "标题", made.long_title), ("author", "作者", made.author), ("digest", "摘要", made.digest), ("url", "阅读原文", made.content_source_url))
    fields = "\n".join(_FIELD.format(id=name, name=label, text=escape(text)) for name, label, text in named if text)
    warnings = "".join(f"<li>{escape(one)}</li>" for one in made.warnings)
    return _PAGE.format(
        style=_STYLE,
        script=_SCRIPT,
        title=escape(made.long_title),
        author=escape(made.author),
        fields=fields,
        warnings=f'<ul class="warnings">{warnings}</ul>' if warnings else "",
        article=made.html_alone,
    )
