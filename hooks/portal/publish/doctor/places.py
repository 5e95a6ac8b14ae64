"""Whether a place can be reached, and what is there."""

from __future__ import annotations

from collections.abc import Iterator

from portal.errors import PortalError
from portal.model.publishing import Place
from portal.publish.doctor.diagnosis import BAD, HINT, Diagnosis, judged
from portal.publish.log import read_log
from portal.publish.manifest import LOG
from portal.publish.publishing import served
from portal.publish.targets.target import Owner, Target


def look(place: Place, target: Target, owner: Owner) -> Iterator[Diagnosis]:
    """Look at a place; takes and gives back its lock, and changes nothing else.

    Args:
        place: its settings.
        target: the place.
        owner: who asks.
    """
    name = place.id
    try:
        with target.lock(owner):
            log = read_log(target.log(), LOG)
            manifest = served(target)
    except PortalError as error:
        yield Diagnosis(BAD, f"{name}：{error.what}", error.args[0].partition("怎么改：")[2])
        return
    yield judged(True, f"{name}连得上，发布日志{len(log.lines)}行，前后相接", "", "")
    yield judged(manifest is not None, f"{name}现在是{target.current()}", f"{name}还没有发布过", f"portal publish {name}", HINT)
    if manifest is not None:
        yield judged(log.holds(manifest), f"{name}的清单记在日志里", f"{name}现在的清单没有记在日志里", f"portal verify {name}")
        yield judged(len(target.releases()) > 1, f"{name}可以退回", f"{name}只有一个发布，没有可以退回的", "再发布一次就有了", HINT)
    yield judged(bool(place.url), f"{name}的网址是{place.url}", f"{name}没有写读者打开的网址，不能从外面核验", "在data/publish.yml写上url", HINT)
