"""The Jinja environment of page bodies: escaping on, undefined names are errors."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from portal.errors import PortalError
from portal.pages.template_faults import no_template, template_fault
from portal.times import chinese_day


def environment(folders: Sequence[Path], compiled: jinja2.BytecodeCache | None = None) -> jinja2.Environment:
    """Templates from ``folders``, the first that has a name wins; what is wrong with one is a ``PortalError``.

    Text from content and data is untrusted: everything is escaped unless a template marks it ``|safe``, which only HTML made by
    this package gets.

    Args:
        folders: where templates lie, the project's own first.
        compiled: keeps them compiled.
    """
    env = _Environment(
        loader=jinja2.ChoiceLoader([_Own(folders[0]), jinja2.FileSystemLoader(folders[1:])]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}  # a third of the bytes in Chinese
    env.filters["chinese_day"] = chinese_day
    env.globals["icon"] = _icon
    return env


@jinja2.pass_context
def _icon(context: Context, name: str) -> Markup:
    return Markup(context.environment.get_template(f".icons/{name}.svg", context.name).render())  # noqa: S704 - the theme's own icon


class _Own(jinja2.FileSystemLoader):
    """The project's templates. Hidden files and links are none: nobody would notice that one has changed, and pages would stay as they are."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            found = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            raise PortalError("模板不是UTF-8编码", do="用编辑器另存为UTF-8", path=f"overrides/{template}") from error
        place = Path(self.searchpath[0])
        for part in template.split("/"):
            place /= part
            if part.startswith(".") or place.is_symlink():
                raise jinja2.TemplateNotFound(template)
        return found


class _Environment(jinja2.Environment):
    """Tells faults of templates in plain words, which a worker can hand on as they are."""

    def get_template(
        self, name: str | jinja2.Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> jinja2.Template:
        try:
            return super().get_template(name, parent, globals)
        except jinja2.TemplateNotFound as error:
            if parent is None:
                raise no_template(str(name)) from error
            raise

    def handle_exception(self, source: str | None = None) -> NoReturn:
        try:
            super().handle_exception(source)
        except PortalError:
            raise
        except Exception as error:
            fault = template_fault(error)
            if fault:
                raise fault from error
            raise
