"""``portal schema``: the JSON Schemas in ``data/schemas/``, generated from the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from portal.files import write_if_changed
from portal.model.article import META
from portal.model.bureau import Bureau, Calendar, Services
from portal.model.column import CaseKinds, Columns, Topics
from portal.model.formulation import Formulations
from portal.model.guide import Guide
from portal.model.json_schema import schema_of
from portal.model.mirror import Mirror
from portal.model.official import Officials
from portal.model.pack import Pack
from portal.model.public import OuterHosts, PublicNumbers
from portal.model.publishing import Publishing
from portal.model.quiz import QuizSet
from portal.model.review_settings import ReviewSettings
from portal.model.signoff import Policy, Reviewers
from portal.model.statistics import Dictionary, Year

FOLDER = Path("data/schemas")
_DATA: dict[str, tuple[type, str]] = {
    "columns": (Columns, "栏目"),
    "case_kinds": (CaseKinds, "案例类别"),
    "topics": (Topics, "标签和读者"),
    "bureau": (Bureau, "单位信息"),
    "services": (Services, "服务名录"),
    "calendar": (Calendar, "普法日历"),
    "guide": (Guide, "遇事指引"),
    "quiz": (QuizSet, "知识竞答"),
    "publish": (Publishing, "发布"),
    "mirror": (Mirror, "公众号文章"),
    "review_policy": (Policy, "审核制度"),
    "review_reviewers": (Reviewers, "审核人"),
    "statistics_metrics": (Dictionary, "统计指标"),
    "statistics_year": (Year, "年度数据"),
    "review_rules": (ReviewSettings, "审校级别"),
    "review_terms": (Pack, "词包"),
    "review_formulations": (Formulations, "固定表述"),
    "review_officials": (Officials, "领导名册"),
    "review_links": (OuterHosts, "可以链接的网站"),
    "review_public_numbers": (PublicNumbers, "公开电话"),
}
_FRONT: dict[str, str] = {"article": "文章文头", "case": "案例文头", "summary": "年度总结文头"}


def schemas() -> Iterator[tuple[Path, bytes]]:
    """Every schema: path relative to the project's root, and its text."""
    for name, (cls, title) in _DATA.items():
        yield FOLDER / f"{name}.schema.json", _text(schema_of(cls, title))
    for form, title in _FRONT.items():
        yield FOLDER / f"front_matter_{form}.schema.json", _text(schema_of(META[form], title))


def _text(schema: dict[str, object]) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def write_schemas(root: Path) -> list[tuple[Path, bool]]:
    """Write the schemas; tell for each whether it changed."""
    return [(path, write_if_changed(root / path, data)) for path, data in schemas()]
