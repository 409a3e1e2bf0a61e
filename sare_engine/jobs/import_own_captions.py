"""Importing captions that were written elsewhere as a model's own, once the model confirms it.

What a model would not say it cannot unlearn. Whether the captions are its own is therefore checked
by the model itself; see `sare_engine.models.own_words`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sare_engine.config import GenerationConfig, ImportCaptionsConfig
from sare_engine.control import Control, Stopped
from sare_engine.domain import CaptionSet
from sare_engine.errors import ConfigError, DataError
from sare_engine.events import Event, Finished, Notice
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.caption_file import captions_by_image, read_caption_file
from sare_engine.jobs.image_places import CaptionImages, example_of_each
from sare_engine.jobs.judge import Counts, rejudge
from sare_engine.jobs.judged import warn_of_missing_files
from sare_engine.jobs.opening import (
    OpenedModel,
    base_change,
    captions_of_model,
    model_config,
    project_generation,
    project_vocabulary,
    remember_vocabulary,
    show_captions_of_model,
)
from sare_engine.jobs.own_words_check import AT_ONCE, OwnWordsChecker, draw_sample
from sare_engine.jobs.own_words_record import OwnWordsRecord
from sare_engine.jobs.runner import job
from sare_engine.models.degenerate import is_degenerate
from sare_engine.progress import PhaseProgress
from sare_engine.workspace.locks import changing
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow, NewCaption

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.own_words import OwnWordsCheck


class _Written(NamedTuple):
    """A caption in the file for a picture of the project."""

    image: ImageRow
    prompt: str
    text: str


@job
def import_own_captions(
    config: ImportCaptionsConfig,
    *,
    model: LoadedModel | None = None,
    control: Control | None = None,
) -> Iterator[Event]:
    """Import captions that a model wrote elsewhere as its own, so that they can be erased.

    The model checks each caption: it is its own if each token falls short of the model's first
    choice by less than `max_shortfall`. If more than `max_failing` of a random sample fail, another
    model or another prompt wrote the file, and nothing is imported; otherwise the captions that
    fail are skipped. The others join the model's captions, with their shortfalls. The end of a
    caption does not count where a limit on its length has cut it off.

    Images that have other captions of the model keep them, and captions that are there already are
    not checked again, so that a stopped import continues where it was. Captions without a picture
    are skipped.

    `Finished.result` has the numbers of captions `checked`, `accepted`, `cut_off` and `failed`, the
    `worst_shortfall` and the `quantiles` of the shortfalls in nats, some `failures` with the token
    where they are, the number of images `already_captioned`, of those for which the file has other
    captions (`differing`, if there are any), and otherwise what `import_captions` returns.

    Args:
        config: the settings, with a model.
        model: that model, if it is loaded; it stays loaded.
        control: pause, resume and stop.
    """
    control = control or Control()
    if config.model is None:
        raise ConfigError([("model", "must be given: it checks the captions.")])
    read = read_caption_file(config.captions, config.questions)
    given = None if config.vocabulary is None else Vocabulary.from_file(config.vocabulary)
    opened = OpenedModel(model_config(config, config.model, config.adapter), model)
    with Project.open(config.project) as project, changing(project.folder, "importing captions"):
        images = CaptionImages.find(project, read.captions, origin=config.captions)
        rows = {image.id: image for image in project.images()}
        pictures = {name: key for name, key in images.ids.items() if rows[key].has_picture}
        by_image = captions_by_image(read.captions, pictures)
        yield from warn_of_missing_files(rows[key] for key in by_image)
        written = [
            _Written(rows[key], prompt, text.strip())
            for key, captions in by_image.items()
            if rows[key].path.is_file()
            for text, prompt in captions
        ]
        if not written:
            raise _no_picture(project, list(read.captions))
        base = project.base_set()
        yield from opened.load(control)
        with opened as loaded:
            written = _with_prompts(written, config, project, loaded)
            [(usual, _)] = Counter(one.prompt for one in written).most_common(1)
            wanted = captions_of_model(project, loaded, usual, {})
            store = _Store(project, config, images, wanted, given)
            todo = store.without_known(written)
            record = OwnWordsRecord(config.max_shortfall, config.max_failing)
            try:
                yield from _check(todo, loaded, config, record, store, control)
            except Stopped:
                store.judge()
                raise
        judged = store.judge()
        without_picture = len(read.captions) - len(pictures)
        yield from base_change(base, project.base_set())
        yield from _report(record, without_picture, store)
        texts = (*read.problems, *images.matches.notices())
        yield from (Notice("warning", text) for text in texts)
        yield Finished(
            "done",
            {
                "captions": store.added,
                **record.result(),
                "already_captioned": store.known,
                **({"differing": store.differing} if store.differing else {}),
                "without_picture": without_picture,
                "unusable_lines": read.unusable,
                "repeated_images": read.repeated,
                **judged,
                "captions_of": store.name,
            },
        )


class _Store:
    """Adds captions that are a model's own to its set, which is opened with the first of them.

    Attributes:
        added: number of captions added.
        known: number of images in the file that had captions of the set before.
        differing: number of those for which the file has another caption, which is not imported.
    """

    def __init__(
        self,
        project: Project,
        config: ImportCaptionsConfig,
        images: CaptionImages,
        wanted: CaptionSet,
        vocabulary: Vocabulary | None,
    ) -> None:
        self._project = project
        self._config = config
        self._images = images
        self._wanted = wanted
        self._given = vocabulary
        self._words: Vocabulary | None = None
        self._present = project.find_caption_set(wanted)
        self._free: dict[int, int] = defaultdict(int)
        """Key of the image → first position without a caption."""
        self.added = 0
        self.known = 0
        self.differing = 0

    @property
    def name(self) -> str | None:
        """Name of the set, or None if there is none."""
        return self._present.name if self._present else None

    def without_known(self, written: Sequence[_Written]) -> list[_Written]:
        """Return the captions that the set lacks, of images that have no other captions in it."""
        if self._present is None:
            return list(written)
        known: dict[int, set[str]] = defaultdict(set)
        for caption in self._project.each_caption(self._present.id, with_tokens=False):
            known[caption.image_id].add(caption.text)
            self._free[caption.image_id] = caption.position + 1
        said: dict[int, set[str]] = defaultdict(set)
        for one in written:
            said[one.image.id].add(one.text)
        self.known = len(known.keys() & said.keys())
        closed = {image for image in known.keys() & said.keys() if not known[image] <= said[image]}
        self.differing = sum(not said[image] <= known[image] for image in closed)
        return [
            one
            for one in written
            if one.text not in known.get(one.image.id, ()) and one.image.id not in closed
        ]

    def add(self, captions: Sequence[tuple[_Written, OwnWordsCheck]]) -> None:
        """Add captions that the model has confirmed."""
        if not captions:
            return
        with self._project.transaction():
            if self._words is None:
                self._words = self._open()
            assert self._present is not None
            chosen, words = self._present, self._words
            self._project.add_captions(
                chosen.id, [self._new(one, check, chosen, words) for one, check in captions]
            )
        self.added += len(captions)

    def judge(self) -> Counts:
        """Judge the mentions by what is known of the images; return the counts of the set."""
        if self._present is None:
            return {}
        sets = None if self.added and self._images.moved else [self._present.id]
        return rejudge(self._project, sets=sets)[self._present.id]

    def _open(self) -> Vocabulary:
        self._images.record(self._project, self._wanted.model)
        if self._given is not None:
            remember_vocabulary(self._project, self._config.vocabulary, self._given)
        self._present = show_captions_of_model(self._project, self._wanted)
        return project_vocabulary(self._project)

    def _new(
        self, one: _Written, check: OwnWordsCheck, chosen: CaptionSet, words: Vocabulary
    ) -> NewCaption:
        position = self._free[one.image.id]
        self._free[one.image.id] += 1
        return NewCaption(
            one.image.id,
            one.text,
            find_mentions(one.text, words),
            check.token_ids,
            is_degenerate(one.text),
            position,
            None if one.prompt == chosen.prompt else one.prompt,
            check.shortfall,
        )


def _with_prompts(
    written: Sequence[_Written], config: ImportCaptionsConfig, project: Project, loaded: LoadedModel
) -> list[_Written]:
    """Give each caption its prompt, without placeholders for the image."""
    usual = project_generation(project, loaded.fingerprint).prompt or GenerationConfig().prompt
    signs = {"<image>", str(getattr(loaded.processor, "image_token", None) or "<image>")}
    asked: dict[str, str] = {}
    for prompt in {one.prompt for one in written}:
        text = prompt
        for sign in signs:
            text = text.replace(sign, "")
        asked[prompt] = config.prompt or text.strip() or usual
    return [one._replace(prompt=asked[one.prompt]) for one in written]


def _check(
    todo: Sequence[_Written],
    loaded: LoadedModel,
    config: ImportCaptionsConfig,
    record: OwnWordsRecord,
    store: _Store,
    control: Control,
) -> Iterator[Event]:
    """Check a random sample, then the other captions; store those that are the model's own."""
    from sare_engine.models.own_words import WrittenCaption

    sample, rest = draw_sample(todo, config.sample)
    checker = OwnWordsChecker(loaded, config.max_shortfall, config.batch_size, control)
    phase = PhaseProgress("check", "Checking captions", len(todo), "captions")
    yield phase.started()
    for part in (sample, *(rest[at : at + AT_ONCE] for at in range(0, len(rest), AT_ONCE))):
        accepted: list[tuple[_Written, OwnWordsCheck]] = []
        written = [WrittenCaption(one.image.path, one.prompt, one.text) for one in part]
        for one, (check, own) in zip(part, checker.check(written, record), strict=True):
            if own:
                accepted.append((one, check))
            yield phase.advance()
        if part is sample:
            record.require_own()
        store.add(accepted)


def _report(record: OwnWordsRecord, without_picture: int, store: _Store) -> Iterator[Event]:
    if record.failed:
        yield Notice(
            "warning",
            f"Captions that are not the model's own words, skipped: {record.failed} of "
            f"{record.checked}. The worst is {record.worst}.",
        )
    if record.cut_off:
        yield Notice(
            "info",
            f"Captions that stop where the model would continue: {record.cut_off}. They count as "
            "cut off at a limit on their length.",
        )
    if without_picture:
        yield Notice(
            "warning",
            f"Images without a picture, whose captions cannot be checked: {without_picture}.",
            "Add the pictures, then import the file again.",
        )
    if store.known:
        text = f"Images that have captions of this model and keep them: {store.known}."
        if store.differing:
            text += f" The file has other captions for {store.differing} of them; not imported."
        yield Notice("warning" if store.differing else "info", text)


def _no_picture(project: Project, names: Sequence[str]) -> DataError:
    return DataError(
        "The captions cannot be checked.",
        " ".join(
            (
                "The project has no picture that they describe.",
                example_of_each(names, project.first_picture()),
            )
        ).strip(),
        "Add the pictures to the project first, then import the captions.",
    )
