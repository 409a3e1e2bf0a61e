"""Which image of a project a name or an id in a file stands for.

Captions can be imported before the pictures are there, and under ids that only annotations explain.
An image without a picture keeps such captions until the picture is known.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from sare_engine.domain import USER
from sare_engine.grounding.annotations.gathering import Annotations
from sare_engine.grounding.image_matches import ImageMatches
from sare_engine.grounding.image_names import ImageNames
from sare_engine.grounding.name_parts import plain_name
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow, NewCaption, NewImage

_ABSENT = "absent"
"""Folder in the project, never created, that stands for the place of missing pictures."""
_IDS_SETTING = "image_ids"
"""Project setting: id in the annotations → checksum of the image's file."""
_NUMBERED_SETTING = "matched_by_number"
"""Project setting: number under which captions were imported → `image`, the checksum of the image
whose file name has this number, and `models`, those of the captions. Annotations that give the
number to another image correct this."""


def absent_picture(project: Project, name: str) -> NewImage:
    """Return an image without a picture that keeps the captions of a name."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    path = project.folder.joinpath(_ABSENT, *parts)
    return NewImage(path, 0, 0, hashlib.sha256(f"{_ABSENT}/{name}".encode()).hexdigest())


def absent_names(project: Project) -> dict[int, str]:
    """Return image without a picture → the name under which its captions were imported."""
    folder = f"{_ABSENT}/"
    return {
        key: path[len(folder) :] if path.startswith(folder) else PurePath(path).name
        for key, path in project.paths_without_picture()
    }


def move_captions(project: Project, pairs: Mapping[int, int]) -> None:
    """Move everything known of images to others, and remove them; mentions are to be rejudged.

    Captions that the other image has already, in the same set, stay as they are.

    Args:
        project: the project.
        pairs: key of an image → key of the image that it turned out to be.
    """
    if not pairs:
        return
    _copy_captions(project, pairs)
    images = {image.id: image for image in project.images()}
    for old, new in pairs.items():
        before = images[old]
        if images[new].true_objects is None and before.true_objects is not None:
            project.set_true_objects(new, before.true_objects, before.decided)
    project.remove_images(pairs)


def _copy_captions(
    project: Project,
    pairs: Mapping[int, int],
    only: Collection[tuple[int, str]] | None = None,
) -> None:
    """Copy captions to other images, all or `only` those of these images and models."""
    sets = {one.id: one for one in project.caption_sets()}
    captions = [one for one in project.each_caption() if one.image_id in pairs]
    # Key of set and of image → whose captions the image has there: its own (None), or those of the
    # first of several images that turned out to be it.
    owners: dict[tuple[int, int], int | None] = dict.fromkeys(project.captioned({*pairs.values()}))
    for caption in captions:
        new, made_by = pairs[caption.image_id], sets[caption.set_id]
        if only is not None and (caption.image_id, made_by.model) not in only:
            continue
        if owners.setdefault((made_by.id, new), caption.image_id) != caption.image_id:
            continue
        mentions = project.mentions(caption.id)
        prompt = None if caption.prompt == made_by.prompt else caption.prompt
        added = NewCaption(
            new,
            caption.text,
            token_ids=caption.token_ids,
            degenerate=caption.degenerate,
            position=caption.position,
            prompt=prompt,
            shortfall=caption.shortfall,
        )
        [key] = project.add_captions(made_by.id, [added])
        for mention, copy in zip(mentions, project.add_mentions(key, mentions), strict=True):
            if mention.by == USER:
                project.override(copy, mention.verdict)


def join_absent(project: Project) -> tuple[int, list[str]]:
    """Give captions that were imported before their pictures to pictures of the same name.

    Returns:
        How many images without a picture have found it, and sentences about pictures that a person
        should check.
    """
    absent = {name: key for key, name in absent_names(project).items()}
    if not absent:
        return 0, []
    pictures = {path: key for key, path in project.image_paths(with_absent=False)}
    matches = ImageNames(absent).matches(pictures)
    by_number = set(matches.by_number)
    model_of = {one.id: one.model for one in project.caption_sets()}
    models: dict[int, list[str]] = defaultdict(list)
    for caption in project.each_caption(with_tokens=False):
        models[caption.image_id].append(model_of[caption.set_id])
    with project.transaction():
        _remember_numbers(
            project,
            {
                name: (pictures[path], models[absent[name]])
                for path, name in matches.found.items()
                if path in by_number
            },
        )
        move_captions(
            project, {absent[name]: pictures[path] for path, name in matches.found.items()}
        )
    notices = []
    if matches.ambiguous:
        notices.append(
            "Pictures that join no caption, because several pictures or several captions fit "
            f"equally well: {len(matches.ambiguous)} ({matches.ambiguous[0].name}, for example)."
        )
    return len(matches.found), notices


@dataclass(frozen=True)
class CaptionImages:
    """The images that captions are about.

    Attributes:
        ids: name in the caption file → key of the image, for the images that the project has.
        matches: how pictures were matched by name.
        replaced: key of an image without a picture → key of the picture that it turned out to be.
        numbered: number in the caption file → key of the picture that was matched by it.
    """

    ids: dict[str, int]
    matches: ImageMatches
    replaced: Mapping[int, int]
    numbered: Mapping[str, int]

    @property
    def moved(self) -> bool:
        """Whether captions of other files have found their pictures, and are to be rejudged."""
        return bool(self.replaced)

    @classmethod
    def match(
        cls, project: Project, names: Iterable[str], model: str, *, origin: Path | None = None
    ) -> CaptionImages:
        """Look up the images that a caption file names, and record what was learned.

        Args:
            project: the project.
            names: the names.
            model: which model wrote the captions.
            origin: the file; see `ImageNames`.
        """
        found = cls.find(project, names, origin=origin)
        found.record(project, model)
        return found

    def record(self, project: Project, model: str) -> None:
        """Let pictures replace images that were only known by their names; keep used numbers."""
        move_captions(project, self.replaced)
        _remember_numbers(project, {name: (key, [model]) for name, key in self.numbered.items()})

    @classmethod
    def find(
        cls, project: Project, names: Iterable[str], *, origin: Path | None = None
    ) -> CaptionImages:
        """Look up the images that a caption file names; the project stays as it is.

        A number is the id that the project's annotations give an image, if they give any. A
        picture replaces an image that was only known by its name.
        """
        images = project.images()
        stored: Mapping[str, str] = project.settings.get(_IDS_SETTING) or {}
        keys = _keys_by_checksum(images)
        known = {number: keys[one] for number, one in stored.items() if one in keys}
        names = list(names)
        ids = {name: known[number] for name in names if (number := _plain_number(name)) in known}
        identified = {*known.values()}
        # An image whose id is known has no other number.
        taken = {*ids.values()}
        pictures = {one.path: one.id for one in images if one.has_picture and one.id not in taken}
        left = ImageNames((one for one in names if one not in ids), origin=origin)
        matches = left.matches(pictures)
        wrong = {
            path
            for path in matches.by_number
            if pictures[path] in identified and matches.found[path].isdecimal()
        }
        found = {path: name for path, name in matches.found.items() if path not in wrong}
        ids.update({name: pictures[path] for path, name in found.items()})
        absent = {name: key for key, name in absent_names(project).items()}
        replaced = {absent[name]: ids[name] for name in absent if name in ids}
        rest = {
            one.path: one.id for one in images if not one.has_picture and one.id not in replaced
        }
        for path, name in left.match(rest).items():
            if name in ids:
                replaced[rest[path]] = ids[name]
            else:
                ids[name] = rest[path]
        by_number = [one for one in matches.by_number if one not in wrong]
        numbered = {found[path]: pictures[path] for path in by_number}
        elsewhere = [one for one in matches.elsewhere if one in found]
        shown = ImageMatches(found, by_number, matches.ambiguous, elsewhere=elsewhere)
        return cls(ids, shown, replaced, numbered)


def _keys_by_checksum(images: Iterable[ImageRow]) -> dict[str, int]:
    """Return checksum → key of the pictures; without those that are in the project twice."""
    groups: dict[str, list[int]] = defaultdict(list)
    for one in images:
        if one.has_picture:
            groups[one.sha256].append(one.id)
    return {checksum: keys[0] for checksum, keys in groups.items() if len(keys) == 1}


def _remember_numbers(project: Project, numbered: Mapping[str, tuple[int, Sequence[str]]]) -> None:
    """Keep which captions were matched by number: number → key of the image, and models."""
    if not numbered:
        return
    checksums = {image.id: image.sha256 for image in project.images()}
    project.settings[_NUMBERED_SETTING] = {
        **(project.settings.get(_NUMBERED_SETTING) or {}),
        **{
            _plain_number(name): {"image": checksums[key], "models": list(models)}
            for name, (key, models) in numbered.items()
        },
    }


@dataclass(frozen=True)
class AnnotatedImages:
    """The images that annotations are about.

    Attributes:
        found: key of the image → its name in the annotations.
        problems: sentences about pictures that no name certainly stands for.
        notices: sentences about matches that a person should check.
    """

    found: dict[int, str]
    ids: dict[str, int]
    moves: dict[int, int]
    problems: tuple[str, ...]
    notices: tuple[str, ...]

    @classmethod
    def match(cls, project: Project, annotations: Annotations) -> AnnotatedImages:
        """Look up the annotated images: pictures by name, images without a picture also by id."""
        names = annotations.names
        pictures = {path: key for key, path in project.image_paths(with_absent=False)}
        matches = names.matches(pictures)
        found = {pictures[path]: name for path, name in matches.found.items()}
        by_name = {name: key for key, name in found.items()}
        ids = {number: by_name[name] for number, name in annotations.ids.items() if name in by_name}
        moves: dict[int, int] = {}
        unnumbered: set[int] = set()
        for key, absent_name in absent_names(project).items():
            name = annotations.ids.get(_plain_number(absent_name))
            if name is None:
                unnumbered.add(key)
            elif name in by_name:
                moves[key] = by_name[name]
            else:
                found[key] = name
        paths = project.image_paths() if unnumbered else ()
        rest = {path: key for key, path in paths if key in unnumbered}
        absent = names.matches(rest)
        found.update({rest[path]: name for path, name in absent.found.items()})
        unclear = ImageMatches(
            ambiguous=[*matches.ambiguous, *absent.ambiguous], contradicted=matches.contradicted
        )
        certain = ImageMatches(
            {**matches.found, **absent.found},
            [*matches.by_number, *absent.by_number],
            elsewhere=matches.elsewhere,
        )
        return cls(found, ids, moves, tuple(unclear.problems()), tuple(certain.notices()))

    def join_captions(self, project: Project) -> int:
        """Move captions to the images whose id they were imported under; return how many images.

        Captions that were matched by the number in a file name are moved if the annotations give
        that number to another picture.
        """
        stored = project.settings.get(_NUMBERED_SETTING) or {}
        keys = _keys_by_checksum(project.images()) if stored else {}
        wrong = {
            number: keys[one["image"]]
            for number, one in stored.items()
            if one["image"] in keys
            and self.ids.get(number, keys[one["image"]]) != keys[one["image"]]
        }
        if wrong:
            self._correct(project, wrong, {number: stored[number]["models"] for number in wrong})
            project.settings[_NUMBERED_SETTING] = {
                number: one for number, one in stored.items() if number not in wrong
            }
        move_captions(project, self.moves)
        return len(self.moves) + len(wrong)

    def _correct(
        self, project: Project, wrong: Mapping[str, int], models: Mapping[str, Sequence[str]]
    ) -> None:
        # By way of images without a picture, since two pictures may have each other's captions.
        between = project.add_images(absent_picture(project, f"id {number}") for number in wrong)
        meant = {(key, model) for number, key in wrong.items() for model in models[number]}
        _copy_captions(project, dict(zip(wrong.values(), between, strict=True)), meant)
        for one in project.caption_sets():
            project.remove_captions(one.id, [key for key, model in meant if model == one.model])
        move_captions(
            project, {key: self.ids[number] for number, key in zip(wrong, between, strict=True)}
        )

    def remember_ids(self, project: Project) -> None:
        """Keep what the ids stand for, so that captions can be imported by them."""
        if self.ids:
            checksums = {image.id: image.sha256 for image in project.images()}
            project.settings[_IDS_SETTING] = {
                number: checksums[key] for number, key in self.ids.items()
            }


def _plain_number(name: str) -> str:
    """Return a number as JSON writes it, and anything else as it is: 000000000569 is 569."""
    return name.lstrip("0") or "0" if name.isdecimal() else name


def example_of_each(names: Sequence[str], picture: Path | None) -> str:
    """Return a sentence with a name in a file and the name of a picture, which do not fit."""
    if picture is None or not names:
        return ""
    return (
        f"The file names “{plain_name(names[0])}”, for example, and the project has "
        f"“{picture.name}”."
    )
