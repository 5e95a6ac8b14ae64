"""``portal doctor``: says what is missing on this machine, in this repository, at the places."""

from __future__ import annotations

import argparse

from portal.commands.project import root_of

_DESCRIPTION = """体检：这台机器、这个版本库、各个发布的地方，缺什么，怎么补。什么都不改。

  portal doctor            全部
  portal doctor public     只看一个地方（以及机器和版本库）

退出码：0什么都不缺（可以有提示），1有缺的。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("doctor", help="体检：缺什么，怎么补", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", nargs="?", default="", metavar="地方", help="data/publish.yml里登记的代号")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Look everywhere and print what was found; 1 when something is missing."""
    from functools import partial

    from portal.assembly.git import git
    from portal.commands.publishing import Desk
    from portal.load.signoffs import load_signoffs
    from portal.load.source import Source
    from portal.publish.doctor import machine, places, repository, settings
    from portal.publish.doctor.diagnosis import BAD, GOOD
    from portal.publish.targets.kinds import place_of

    desk = Desk.at(root_of(options))
    signoffs = load_signoffs(Source(desk.root))
    found = {"机器": [*machine.look(desk.root, desk.publishing)], "版本库": [*repository.look(partial(git, desk.root))]}
    if signoffs:
        found["设置"] = [*settings.look(desk.publishing, signoffs.policy, signoffs.reviewers, desk.identity.domain, desk.now.day)]
    wanted = [place_of(desk.publishing, options.place)] if options.place else desk.publishing.places
    for place in wanted:
        found[f"发布到{place.id}"] = [*places.look(place, desk.target(place.id)[1], desk.owner)]
    for group, diagnoses in found.items():
        print(group)
        for one in diagnoses:
            print(f"  {one.level}　{one.what}" + (f"。怎么办：{one.do}" if one.level != GOOD and one.do else ""))
    missing = sum(one.level == BAD for group in found.values() for one in group)
    print(f"缺{missing}项。" if missing else "什么都不缺。")
    return 1 if missing else 0
