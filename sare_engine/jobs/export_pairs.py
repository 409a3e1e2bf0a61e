"""Writing a project's verdicts as preference pairs, for training with other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sare_engine.config import EraseConfig, ExportPairsConfig
from sare_engine.config.export_pairs import ALL_SPLITS
from sare_engine.control import Control
from sare_engine.domain import GROUNDED, HALLUCINATED, CaptionSet, JudgedCaption
from sare_engine.erasure.pairs import truthful_pair
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, Notice
from sare_engine.exporting.pair_formats import PAIR_FORMATS
from sare_engine.exporting.pair_formats.record import PairFormat, PreferencePair
from sare_engine.exporting.pair_pictures import PICTURES_FOLDER, copies_of, copy_picture, path_text
from sare_engine.files import atomic_folder, atomic_write_text, require_free_folder
from sare_engine.formatting import count_text
from sare_engine.jobs.judged import judged_captions_of_set
from sare_engine.jobs.opening import chosen_captions
from sare_engine.jobs.runner import job
from sare_engine.progress import PhaseProgress
from sare_engine.workspace.locks import require_unchanging
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow

_WHY_SKIPPED = {
    "other_split": "of images that are not used",
    "degenerate": "empty, or repeating themselves",
    "not_hallucinated": "without a hallucinated mention of the objects",
    "no_picture": "of images without a file",
    "reserved_text": "with a text that the format gives another meaning",
    "nothing_left": "of which nothing would remain",
    "repeated": "the same as an earlier caption of the image",
}
"""Why a caption gives no pair, in the order in which it is found out."""


@dataclass(frozen=True)
class _Pair:
    """A pair before the path of its picture is written; the question is "" if it isn't known."""

    image: Path
    question: str
    chosen: str
    rejected: str


@job
def export_pairs(config: ExportPairsConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Write a project's verdicts as preference pairs, for training with other programs.

    Rejected is a caption as the model wrote it. Chosen is what an erasure by DPO prefers to it: the
    same caption without its hallucinated sub-sentences, see `erasure.pairs.truthful_pair`. All of
    them are cut, also those about other objects than the chosen ones, since many programs train on
    the chosen caption by itself too. A caption gives a pair only if it hallucinates one of the
    objects; unsure mentions neither make a pair nor are cut by themselves.

    Images that have no split yet get the one that an erasure would give them, so that those in
    the pairs never become held-out images later.

    `Finished.result` has the number of `pairs` and of the `images` in them; `captions_of`, the name
    of the set, and how many `captions` it has; the `concepts`; how many captions were `skipped`, by
    reason: `other_split`, `degenerate`, `not_hallucinated`, `no_picture`, `reserved_text`,
    `nothing_left` and `repeated`; the `folder`, and the names of the `files` in it. Each caption is
    a pair or skipped.
    """
    control = control or Control()
    require_free_folder(config.out)
    entry = PAIR_FORMATS[config.format]
    with Project.open(config.project) as project:
        require_unchanging(project.folder)
        chosen = _captions(project, config.captions_of)
        captions = _read(project, chosen, control)
        concepts = _concepts(config, project, captions)
        if config.split != ALL_SPLITS:
            _assign_missing_splits(project)
        used = {image.id for image in project.images() if config.split in (ALL_SPLITS, image.split)}
    yield from _warn_of_concepts(concepts, captions)
    skipped: Counter[str] = Counter(dict.fromkeys(_WHY_SKIPPED, 0))
    pairs = list(_pairs(captions, concepts, used, entry, skipped, control))
    if not pairs:
        raise DataError(
            "There are no pairs to write.",
            "All captions were skipped: "
            + "; ".join(f"{count} {_WHY_SKIPPED[why]}" for why, count in skipped.items() if count)
            + ".",
            "Choose other objects (--concepts, --all-concepts) or images (--split), or test more "
            "images.",
        )
    if unknown := sum(not one.question for one in pairs):
        yield Notice(
            "warning",
            f"Pairs of captions whose question isn't known: {unknown}. They ask “{config.prompt}”.",
            "Give the question that the model was asked, with --prompt.",
        )
    if missing := skipped["no_picture"]:
        yield Notice(
            "warning",
            f"Skipped, because the file of the image doesn't exist: "
            f"{count_text(missing, 'captions')}.",
            "Restore the files, or add the images from where they are now (sare add).",
        )
    files = yield from _write(config, entry, pairs, control)
    yield Finished(
        "done",
        {
            "pairs": len(pairs),
            "images": len({one.image for one in pairs}),
            "captions_of": chosen.name,
            "captions": len(captions),
            "concepts": sorted(concepts),
            "skipped": dict(skipped),
            "folder": str(config.out),
            "files": files,
        },
    )


def _captions(project: Project, name: str) -> CaptionSet:
    """Return the caption set to use.

    Raises:
        DataError: there is none, or none of this name.
    """
    chosen = chosen_captions(project, name)
    if chosen is None:
        raise DataError(
            "There are no pairs to write.",
            "The project holds no captions.",
            "Test images (sare probe), or import captions (sare import).",
        )
    return chosen


def _assign_missing_splits(project: Project) -> None:
    """Put images that have no split yet into "train" or "held_out", by the share used before."""
    if any(not image.split for image in project.images()):
        used = project.settings.get("split") or {}
        default = EraseConfig(project=project.folder).held_out
        project.assign_splits(used.get("held_out_share", default), used.get("seed", 0))


def _read(
    project: Project, chosen: CaptionSet, control: Control
) -> list[tuple[ImageRow, JudgedCaption]]:
    """Return the captions of a set with their verdicts.

    Raises:
        DataError: nothing was judged.
    """
    captions = []
    images = {image.id: image for image in project.images()}
    for one in judged_captions_of_set(project, chosen, images):
        control.poll()
        captions.append(one)
    if not any(m.verdict in (GROUNDED, HALLUCINATED) for _, one in captions for m in one.mentions):
        raise DataError(
            "There are no pairs to write.",
            f"There is no verdict on the captions “{chosen.name}”: no source has decided about an "
            "object that they mention.",
            "Add annotations (sare annotate), or test the images with another source of evidence "
            "(sare probe).",
        )
    return captions


def _concepts(
    config: ExportPairsConfig,
    project: Project,
    captions: Sequence[tuple[ImageRow, JudgedCaption]],
) -> frozenset[str]:
    """Return the objects whose hallucinations give pairs.

    Raises:
        DataError: none is chosen, or none of them is hallucinated.
    """
    found = _hallucinated(captions)
    concepts = frozenset(
        found if config.all_concepts else config.concepts or project.chosen_concepts()
    )
    if not found:
        raise DataError(
            "There are no pairs to write.",
            "No mention in these captions is hallucinated.",
            "Choose other captions (--captions-of), or test more images.",
        )
    if not concepts:
        raise DataError(
            "There are no pairs to write.",
            "No concept is chosen.",
            "Mark concepts first (sare concepts --choose), or give --concepts or --all-concepts.",
        )
    if concepts.isdisjoint(found):
        raise DataError(
            "There are no pairs to write.",
            f"No caption holds a hallucinated mention of {', '.join(sorted(concepts))}.",
            f"Choose among: {', '.join(sorted(found))}.",
        )
    return concepts


def _hallucinated(captions: Sequence[tuple[ImageRow, JudgedCaption]]) -> set[str]:
    return {
        mention.concept
        for _, one in captions
        for mention in one.mentions
        if mention.verdict == HALLUCINATED and not mention.negated
    }


def _warn_of_concepts(
    concepts: Collection[str], captions: Sequence[tuple[ImageRow, JudgedCaption]]
) -> Iterator[Event]:
    """Warn about objects that are hallucinated nowhere, if there are any."""
    never = sorted(set(concepts) - _hallucinated(captions))
    if never:
        yield Notice(
            "warning",
            f"No caption holds a hallucinated mention of {', '.join(never)}.",
            "Check the names, or test more images.",
        )


def _pairs(
    captions: Sequence[tuple[ImageRow, JudgedCaption]],
    concepts: frozenset[str],
    used: Collection[int],
    entry: PairFormat,
    skipped: Counter[str],
    control: Control,
) -> Iterator[_Pair]:
    """Yield the pairs of the used images, and count in `skipped` why other captions give none."""
    known: set[_Pair] = set()
    for image, caption in captions:
        control.poll()
        found: _Pair | str = (
            _pair_or_reason(image, caption, concepts, entry) if image.id in used else "other_split"
        )
        if isinstance(found, _Pair) and found in known:
            found = "repeated"
        if isinstance(found, str):
            skipped[found] += 1
            continue
        known.add(found)
        yield found


def _pair_or_reason(
    image: ImageRow, caption: JudgedCaption, concepts: frozenset[str], entry: PairFormat
) -> _Pair | str:
    """Return the pair of a caption, or why it has none, as a key of `_WHY_SKIPPED`."""
    if caption.degenerate:
        return "degenerate"
    if concepts.isdisjoint(_hallucinated([(image, caption)])):
        return "not_hallucinated"
    if not image.has_picture or not image.path.is_file():
        return "no_picture"
    if any(text in caption.caption for text in entry.reserved):
        return "reserved_text"
    pair = truthful_pair(caption)
    if pair is None:
        return "nothing_left"
    question = caption.prompt
    for text in entry.reserved:
        if text in question:
            question = question.replace(text, "").strip()
    return _Pair(image.path, question, *pair)


def _write(
    config: ExportPairsConfig, entry: PairFormat, pairs: Sequence[_Pair], control: Control
) -> Generator[Event, None, list[str]]:
    """Write the files of the pairs; return their names.

    Raises:
        StorageError: something cannot be written or copied.
    """
    pictures = list(dict.fromkeys(one.image for one in pairs))
    copies = copies_of(pictures) if config.copy_images else {}
    paths = {
        one: copies[one] if copies else path_text(one, config.out, relative=config.relative)
        for one in pictures
    }
    contents = entry.files(
        [
            PreferencePair(
                one.question or config.prompt, paths[one.image], one.chosen, one.rejected
            )
            for one in pairs
        ]
    )
    with atomic_folder(config.out) as folder:
        if copies:
            phase = PhaseProgress("copy", "Copying images", len(copies), "images")
            yield phase.started()
            for source, place in copies.items():
                control.poll()
                copy_picture(source, folder / place)
                yield phase.advance()
        for name, text in contents.items():
            atomic_write_text(folder / name, text)
    return [*contents, *([f"{PICTURES_FOLDER}/"] if copies else ())]
