"""``portal schema``: the JSON Schemas for editors."""

from __future__ import annotations

import argparse

from portal.commands.project import root_of


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("schema", help="更新data/schemas里的JSON Schema", description="由程序里的定义生成JSON Schema，供VS Code在编辑时提示和检查。")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write what has changed."""
    from portal.assembly.schemas import write_schemas

    for path, changed in write_schemas(root_of(options)):
        print(f"{'已更新' if changed else '没有变化'}：{path}")
    return 0
