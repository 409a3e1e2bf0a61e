"""Find a model folder's chat templates, and whether they write an image into a prompt.

Templates are in several files, by the age of the folder: chat_template.jinja, chat_template.json,
processor_config.json, tokenizer_config.json.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sare_engine.models.folder_files import read_json

_JSON_FILES = ("processor_config.json", "chat_template.json", "tokenizer_config.json")
_RAW_FILES = ("chat_template.jinja", "additional_chat_templates/default.jinja")
_LARGEST = 1_000_000
_PROMPT = "Describe the image."
_REMEMBERED = 32
"""Templates whose answer is kept: to compile one takes longer than all else a folder is asked."""


def find_templates(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (file name, chat template) in the order in which transformers reads them."""
    found = {}
    for name in _JSON_FILES:
        if (folder / name).is_file():
            template = _usual(read_json(folder / name).get("chat_template"))
            if template:
                found[name] = template
    if _JSON_FILES[0] in found:
        yield _JSON_FILES[0], found.pop(_JSON_FILES[0])
    for name in _RAW_FILES:
        path = folder / name
        if path.is_file() and path.stat().st_size <= _LARGEST:
            yield name, path.read_text(encoding="utf-8", errors="replace")
    yield from found.items()


@functools.lru_cache(_REMEMBERED)
def takes_images(template: str, signs: tuple[str, ...] = ()) -> bool:
    """Return whether a chat template writes an image's placeholder and the prompt of a turn.

    Templates for text drop images, or print the list of parts as Python writes it. The template is
    run in Jinja's sandbox, as transformers runs it.

    Args:
        template: the template's text.
        signs: the placeholders of images, any of which must be written; none if not known.
    """
    try:
        asked, plain = _rendered(template, image=True), _rendered(template, image=False)
    except Exception:  # templates are programs and raise anything
        return False
    if _PROMPT not in asked or "'type':" in asked or '"type":' in asked:
        return False
    if signs:
        return any(sign in asked for sign in signs)
    return asked != plain


def _usual(stated: Any) -> str:
    """Return the default of a stated template, of named ones, or of a list of named ones."""
    if isinstance(stated, list):
        stated = {
            str(one.get("name")): one.get("template") for one in stated if isinstance(one, dict)
        }
    if isinstance(stated, Mapping):
        stated = stated.get("default")
    return stated if isinstance(stated, str) else ""


def _rendered(template: str, *, image: bool) -> str:
    from jinja2 import nodes
    from jinja2.exceptions import TemplateError
    from jinja2.ext import Extension, loopcontrols
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Generation(Extension):
        """`{% generation %}`, by which transformers finds the tokens of an answer."""

        tags = {"generation"}  # noqa: RUF012 Jinja's own form

        def parse(self, parser: Any) -> list[nodes.Node]:
            next(parser.stream)
            body: list[nodes.Node] = parser.parse_statements(("name:endgeneration",), True)
            return body

    def refuse(text: str) -> None:
        raise TemplateError(text)

    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols]
    )
    environment.globals.update(raise_exception=refuse, strftime_now=lambda pattern: "")
    content = [{"type": "image"}] if image else []
    return environment.from_string(template).render(
        messages=[{"role": "user", "content": [*content, {"type": "text", "text": _PROMPT}]}],
        add_generation_prompt=True,
        bos_token="<s>",
        eos_token="</s>",
        tools=None,
        documents=None,
    )
