"""The JSON Schemas are current and agree with the loader."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
import yaml

from helpers import ROOT
from portal.assembly.schemas import FOLDER, schemas

DATA = {
    "columns": "data/columns.yml",
    "case_kinds": "data/case_kinds.yml",
    "topics": "data/topics.yml",
    "bureau": "data/bureau.yml",
    "services": "data/services.yml",
    "calendar": "data/calendar.yml",
    "guide": "data/guides/unpaid-wages.yml",
    "quiz": "data/quiz/family.yml",
    "review_formulations": "data/review/formulations.yml",
    "review_officials": "data/review/officials.yml",
    "review_links": "data/review/links.yml",
    "review_public_numbers": "data/review/public_numbers.yml",
    "review_policy": "data/review/policy.yml",
    "review_reviewers": "data/review/reviewers.yml",
    "statistics_metrics": "data/statistics/metrics.yml",
    "statistics_year": "data/statistics/2025.yml",
}


class TextDates(yaml.SafeLoader):
    """YAML as editors read it: dates stay text."""


TextDates.yaml_implicit_resolvers = {
    key: [one for one in found if one[0] != "tag:yaml.org,2002:timestamp"] for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((ROOT / FOLDER / f"{name}.schema.json").read_text("utf-8"))
    return found


def test_schemas_in_the_repository_are_current() -> None:
    """``portal schema`` would change nothing."""
    for path, data in schemas():
        assert (ROOT / path).read_bytes() == data, f"run portal schema: {path}"


def test_schemas_are_valid_themselves() -> None:
    """They keep draft 2020-12."""
    for _, data in schemas():
        jsonschema.Draft202012Validator.check_schema(json.loads(data))


@pytest.mark.parametrize("name", DATA)
def test_shipped_data_keeps_its_schema(name: str) -> None:
    """What the loader accepts, an editor's validator accepts too."""
    value = yaml.load((ROOT / DATA[name]).read_text("utf-8"), TextDates)

    jsonschema.validate(value, schema(name))


def test_shipped_front_matter_keeps_its_schema() -> None:
    """Every article's front matter is valid for an independent validator."""
    forms = {"cases": "case", "summaries": "summary"}
    for path in sorted((ROOT / "content").glob("*/*/*.md")):
        front = re.match(r"---\n(.*?)\n---\n", path.read_text("utf-8"), re.DOTALL)
        assert front, path
        form = forms.get(path.relative_to(ROOT / "content").parts[0], "article")
        jsonschema.validate(yaml.load(front[1], TextDates), schema(f"front_matter_{form}"))


@pytest.mark.parametrize(
    ("name", "change"),
    [("bureau", {"icp": "ICP123"}), ("bureau", {"unknown": 1}), ("bureau", {"hotline": 12348}), ("front_matter_article", {"tags": "一个"})],
)
def test_schemas_refuse_what_the_loader_refuses(name: str, change: dict[str, object]) -> None:
    """A wrong value is underlined while the editor types."""
    valid = {
        "bureau": {"name": "局", "account": "号", "motto": "话", "hotline": "12348", "area": "市"},
        "front_matter_article": {"title": "题", "date": "2025-01-05"},
    }[name]
    jsonschema.validate(valid, schema(name))

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**valid, **change}, schema(name))
