"""What the account's drafts take, what is cut, and that it is said."""

from __future__ import annotations

from portal.wechat.export.limits import Size, cut, source_url
from wechat_samples import exported


def test_what_is_too_long_is_cut_and_told() -> None:
    """Title 32 and 64, author 16, digest 120 characters; the whole text stands in the warning."""
    title, author, digest = "题" * 70, "者" * 17, "摘" * 121
    made = exported("<p>甲</p>", title=title, author=author, digest=digest)

    assert (len(made.title), len(made.long_title), len(made.author), len(made.digest)) == (32, 64, 16, 120)
    assert all(one.endswith("…") for one in (made.title, made.long_title, made.author, made.digest))
    assert all(any(whole in one for one in made.warnings) for whole in (title, author, digest))


def test_what_fits_is_not_touched() -> None:
    """Exactly at the limit too."""
    made = exported("<p>甲</p>", title="题" * 32, author="者" * 16, digest="摘" * 120)

    assert (made.title, made.author, made.digest) == ("题" * 32, "者" * 16, "摘" * 120)
    assert made.warnings == ("没有题图（cover），发布前在公众号后台选一张封面",)


def test_title_for_the_editor_on_the_web_is_named() -> None:
    """It takes twice as many characters."""
    made = exported("<p>甲</p>", title="题" * 40)

    assert made.long_title == "题" * 40
    assert any("可以写到64个" in one for one in made.warnings)


def test_cut_ends_with_no_comma() -> None:
    """… after a comma looks like a mistake."""
    assert cut("甲乙丙，丁戊", 5) == "甲乙丙…"


def test_address_is_ascii_and_short() -> None:
    """At most 1 kB."""
    assert source_url("https://p.example/法") == "https://p.example/%E6%B3%95"
    assert source_url("https://p.example/" + "法" * 200) == ""
    made = exported("<p>甲</p>", address=f"news/{'法' * 200}.html")
    assert made.content_source_url == "" and not made.pictures
    assert any("网址太长" in one for one in made.warnings)


def test_size_is_told() -> None:
    """With and without markup."""
    assert list(Size(19_999, 10, 999_999).warnings()) == []
    assert "可能不收" in next(Size(20_000, 10, 10).warnings())
    assert [one[:4] for one in Size(2_000_000, 20_000, 1_000_000).warnings()] == ["正文有2", "正文有1"]
    assert any("连同标签有" in one for one in exported("<p>甲</p>" * 1_000).warnings)


def test_record_is_what_a_client_needs() -> None:
    """Plain data."""
    record = exported("<p>甲</p>").record()

    assert list(record) == ["title", "title_long", "author", "digest", "content_source_url", "cover", "pictures", "size", "warnings"]
    assert record["content_source_url"] == "https://p.example/news/2026/a.html"
    assert [one["file"] for one in record["pictures"]] == ["pictures/code-1.png"]
