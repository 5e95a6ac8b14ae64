"""Shapes of text that several records share."""

from __future__ import annotations

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
SLUG_SHAPE = "小写英文字母、数字和连字符"
METRIC = r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*"
METRIC_SHAPE = "“组.指标”，都用小写英文字母、数字和下划线"
URL = r"https?://[^\s\"'<>]+"
URL_SHAPE = "以http://或https://开头的网址"
SITE_PATH = r"/[A-Za-z0-9/._-]*"
SITE_PATH_SHAPE = "以/开头的站内地址，只用英文字母、数字和/._-"
PICTURE = r"[A-Za-z0-9][A-Za-z0-9._-]*\.(jpg|jpeg|png|webp|svg|gif)"
PICTURE_SHAPE = "英文文件名，以.jpg、.png、.webp、.gif或.svg结尾，图片放在文章旁边"
