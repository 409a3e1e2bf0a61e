"""How a setting is declared once, and read back, validated and stored as JSON.

Command-line help, form fields, tooltips and validation are all made from the dataclasses in
`sare_engine.config`, whose fields are declared with `setting(...)`.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import math
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from sare_engine.errors import ConfigError
from sare_engine.formatting import limit_text
from sare_engine.registry import Entry, Registry

_METADATA_KEY = "setting"


class Group(StrEnum):
    """What settings are about, in the order in which forms show them; the value is the heading."""

    OBJECTIVE = "Objective"
    WORST_CASE = "Worst case"
    DATA = "Data"
    OPTIMISER = "Optimiser"
    MEASURING = "Measuring"
    RUN = "Run and memory"


@dataclass(frozen=True)
class Setting:
    """The declaration of one field of a config.

    Attributes:
        name: the field's name, also its command-line flag with dashes.
        type: the Python type of one value (`int`, `float`, `bool`, `str`, `Path`).
        many: whether the field holds a tuple of values.
        optional: whether None is allowed.
        default: the default value; `dataclasses.MISSING` where the user must choose.
        help: one sentence for help text and tooltip.
        own_help: `help` without the sentences of its choices.
        sentences: what its choices do, by choice; empty where `help` says it.
        label: the words beside a form field.
        symbol: what the paper calls it, such as "λ_neg", or "".
        group: what it is about; None where a form has no groups.
        unit: unit of the value, or "".
        minimum: smallest allowed value, or None.
        maximum: largest allowed value, or None.
        choices: the allowed values, or ().
        numbered: those of them that may be followed by a number: "cuda" allows "cuda:1" too.
        separator: what separates several values in a form field; a line break does too.
        advanced: whether a form shows it only on request.
        affects_outcome: whether runs that differ in it differ in what they measure; False for
            where and how something is computed, and for names.
        entries: where the choices are the keys of a registry, its records by key; else empty.
    """

    name: str
    type: type
    many: bool
    optional: bool
    default: Any
    help: str
    own_help: str
    sentences: Mapping[str, str]
    label: str
    symbol: str
    group: Group | None
    unit: str
    minimum: float | None
    maximum: float | None
    choices: tuple[str, ...]
    numbered: tuple[str, ...]
    separator: str
    advanced: bool
    affects_outcome: bool
    entries: Mapping[str, Entry]

    @property
    def required(self) -> bool:
        """Whether the user must give a value."""
        return self.default is dataclasses.MISSING

    def is_choice(self, value: Any) -> bool:
        """Whether a value is among the choices, or a numbered one of them."""
        name, colon, number = str(value).partition(":")
        counted = bool(colon) and number.isascii() and number.isdecimal()
        return value in self.choices or (counted and name in self.numbered)


def setting(
    default: Any = dataclasses.MISSING,
    *,
    help: str | Callable[[], str],
    label: str = "",
    symbol: str = "",
    group: Group | None = None,
    unit: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    choices: tuple[str, ...] | Registry[Any] = (),
    numbered: tuple[str, ...] = (),
    separator: str = ",",
    also: Mapping[str, str] | None = None,
    advanced: bool = False,
    affects_outcome: bool = True,
) -> Any:
    """Declare a field of a config; see `Setting` for the meaning of the arguments.

    Where `choices` is a registry, its keys are the choices, and the help text ends with the
    sentences of its entries; both are read when they are needed, so that an entry that is
    registered later is there too. A help text that depends on a registry in another way is given
    as a function, for the same reason. `also` holds further choices that are not entries, with the
    sentence of each.
    """
    metadata = {
        _METADATA_KEY: {
            "help": help,
            "label": label,
            "symbol": symbol,
            "group": group,
            "unit": unit,
            "minimum": minimum,
            "maximum": maximum,
            "choices": choices,
            "numbered": numbered,
            "separator": separator,
            "also": also or {},
            "advanced": advanced,
            "affects_outcome": affects_outcome,
        }
    }
    return field(default=default, metadata=metadata, kw_only=True)


def same_setting(config_type: type, name: str, **changes: Any) -> Any:
    """Declare a field as another config declares it, but for the arguments of `setting` given."""
    other = next(one for one in dataclasses.fields(config_type) if one.name == name)
    return setting(**{"default": other.default, **other.metadata[_METADATA_KEY], **changes})


def settings_of(config_type: type) -> tuple[Setting, ...]:
    """Return the declarations of a config dataclass in the order forms and help texts show them.

    A job's own settings come before those it shares with other jobs: what to do before what to
    train, and that before where to compute.
    """
    return _settings_of(config_type, Registry.changes)


@functools.lru_cache(maxsize=256)
def _settings_of(config_type: type, _changes: int) -> tuple[Setting, ...]:
    """Read the declarations, once as long as no entry is registered."""
    hints = typing.get_type_hints(config_type)
    fields = {declared.name: declared for declared in dataclasses.fields(config_type)}
    names = dict.fromkeys(
        name for kind in config_type.__mro__ for name in inspect.get_annotations(kind)
    )
    return tuple(_read_setting(fields[name], hints[name]) for name in names if name in fields)


def shared_values(config: Config, other: type) -> dict[str, Any]:
    """Return the values of a config that another kind of config has settings for."""
    ours = {one.name for one in settings_of(type(config))}
    return {one.name: getattr(config, one.name) for one in settings_of(other) if one.name in ours}


def _read_setting(declared: dataclasses.Field[Any], hint: Any) -> Setting:
    arguments = typing.get_args(hint)
    optional = typing.get_origin(hint) in (typing.Union, types.UnionType) and (
        type(None) in arguments
    )
    if optional:
        hint = next(kind for kind in arguments if kind is not type(None))
    many = typing.get_origin(hint) is tuple
    if many:
        hint = typing.get_args(hint)[0]
    metadata = dict(declared.metadata[_METADATA_KEY])
    also = metadata.pop("also")
    metadata["label"] = metadata["label"] or declared.name.replace("_", " ").capitalize()
    if callable(metadata["help"]):
        metadata["help"] = metadata["help"]()
    metadata["own_help"] = metadata["help"]
    metadata["sentences"] = {}
    entries: Mapping[str, Entry] = {}
    if isinstance(metadata["choices"], Registry):
        entries = dict(metadata["choices"])
        metadata["choices"] = (*entries, *also)
        sentences = {key: entry.sentence for key, entry in entries.items()} | also
        clauses = [f"{key}: {_as_clause(text)}" for key, text in sentences.items()]
        metadata["sentences"] = sentences
        metadata["help"] = f"{metadata['help']} {'; '.join(clauses)}."
    return Setting(
        name=declared.name,
        type=hint,
        many=many,
        optional=optional,
        default=declared.default,
        entries=entries,
        **metadata,
    )


def _as_clause(sentence: str) -> str:
    """Return a sentence without its capital and full stop; a name such as EFUF keeps its own."""
    text = sentence.removesuffix(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


class Config:
    """What all configs share: validation, and a JSON form that reads back to an equal config."""

    def problems(self) -> list[tuple[str, str]]:
        """Return `(field, sentence)` for everything wrong with the values, all at once."""
        found: list[tuple[str, str]] = []
        for declared in settings_of(type(self)):
            value = getattr(self, declared.name)
            found.extend((declared.name, text) for text in _value_problems(declared, value))
        return found

    def validate(self) -> None:
        """Check every field.

        Raises:
            ConfigError: with every problem found.
        """
        problems = self.problems()
        if problems:
            raise ConfigError(problems)

    def applies(self, name: str) -> bool:
        """Whether a setting is on, and not without use for the chosen entries of registries."""
        return bool(getattr(self, name)) and name not in self.unused()

    def unused(self) -> frozenset[str]:
        """Return the settings that the chosen entries of registries have no use for.

        A choice that is itself unused counts for nothing: without an ascent, what only ascents use
        is unused too, unless the method uses it. Of an entry that this version does not know every
        setting may matter.
        """
        registries = [one for one in settings_of(type(self)) if one.entries]
        owned_by = {
            one.name: {name for entry in one.entries.values() for name in entry.uses}
            for one in registries
        }
        owned = set().union(*owned_by.values())
        used: set[str] = set()
        for one in registries:
            if one.name not in owned or one.name in used:
                value = getattr(self, one.name)
                for key in value if one.many else (value,):
                    known = one.entries.get(key)
                    used.update(owned_by[one.name] if known is None else known.uses)
        return frozenset(owned - used)

    def outcome_settings(self) -> dict[str, Any]:
        """Return the values that decide what a run measures, as JSON.

        Left out are settings that do not affect the outcome and those that the chosen entries have
        no use for. Runs whose values differ in nothing but the seed are repetitions of each other.
        """
        unused = self.unused()
        return {
            declared.name: _to_json(getattr(self, declared.name))
            for declared in settings_of(type(self))
            if declared.affects_outcome and declared.name not in unused
        }

    def to_dict(self) -> dict[str, Any]:
        """Return the values as JSON; paths become strings, tuples lists."""
        return {
            declared.name: _to_json(getattr(self, declared.name))
            for declared in settings_of(type(self))
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> typing.Self:
        """Rebuild a config from `to_dict`; fields left out keep their defaults.

        Raises:
            ConfigError: an unknown field, a missing required one, or a value of the wrong kind.
        """
        declared = {one.name: one for one in settings_of(cls)}
        problems = [(name, "is not a setting of this job.") for name in values.keys() - declared]
        problems += [
            (name, "must be given.")
            for name, one in declared.items()
            if one.required and name not in values
        ]
        converted: dict[str, Any] = {}
        for name in values.keys() & declared.keys():
            try:
                converted[name] = _from_json(declared[name], values[name])
            except (TypeError, ValueError) as error:
                problems.append((name, f"{values[name]!r} is not usable ({error})."))
        if problems:
            raise ConfigError(sorted(problems))
        return cls(**converted)

    @classmethod
    def from_stored(cls, values: Mapping[str, Any]) -> typing.Self:
        """Rebuild a config that any version stored: settings that this version lacks are ignored.

        Raises:
            ConfigError: a missing required field, or a value of the wrong kind.
        """
        known = {declared.name for declared in settings_of(cls)}
        return cls.from_dict({name: value for name, value in values.items() if name in known})


def _value_problems(declared: Setting, value: Any) -> Iterator[str]:
    if value is None:
        if not declared.optional:
            yield "must be given."
        return
    for one in value if declared.many else (value,):
        if declared.choices and not declared.is_choice(one):
            numbered = [f"{name}:0, {name}:1 …" for name in declared.numbered]
            yield f"{one!r} is not one of {', '.join((*declared.choices, *numbered))}."
        if isinstance(one, float) and not math.isfinite(one):
            yield f"{one} is not a finite number."
            continue
        if isinstance(one, (int, float)) and not isinstance(one, bool):
            if declared.minimum is not None and one < declared.minimum:
                limit = limit_text(declared.minimum, declared.unit)
                yield f"{one:g} is below the smallest allowed value, {limit}."
            if declared.maximum is not None and one > declared.maximum:
                limit = limit_text(declared.maximum, declared.unit)
                yield f"{one:g} is above the largest allowed value, {limit}."


def _to_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_to_json(one) for one in value]
    return str(value) if isinstance(value, Path) else value


def _from_json(declared: Setting, value: Any) -> Any:
    if value is None:
        return None
    if declared.many:
        if not isinstance(value, (list, tuple)):
            raise TypeError("a list is needed")
        return tuple(_one_from_json(declared.type, one) for one in value)
    return _one_from_json(declared.type, value)


def _one_from_json(kind: type, value: Any) -> Any:
    if kind is bool:
        if not isinstance(value, bool):
            raise TypeError("true or false is needed")
        return value
    if kind in (int, float) and isinstance(value, bool):
        raise TypeError("a number is needed")
    if kind is int and isinstance(value, float) and not value.is_integer():
        raise ValueError("a whole number is needed")
    return kind(value)
