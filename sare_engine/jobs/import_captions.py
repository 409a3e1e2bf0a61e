"""Importing captions that a model wrote elsewhere, with or without the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from sare_engine.config import ImportCaptionsConfig
from sare_engine.domain import CaptionSet
from sare_engine.errors import ConfigError
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.caption_file import captions_by_image, read_caption_file
from sare_engine.jobs.collecting import no_collection
from sare_engine.jobs.image_places import CaptionImages, absent_picture, example_of_each
from sare_engine.jobs.judge import rejudge
from sare_engine.jobs.opening import project_vocabulary, remember_vocabulary
from sare_engine.models.degenerate import is_degenerate
from sare_engine.workspace.caption_names import FILE, IMPORTED
from sare_engine.workspace.locks import changing
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewCaption


@no_collection()
def import_captions(config: ImportCaptionsConfig) -> dict[str, Any]:
    """Import captions that a model wrote elsewhere; the project is created if it is missing.

    They become a caption set with the file's name; importing the file again replaces the captions
    of its images, while another file of the same name makes a set of its own. Images that the
    project does not have are listed without a picture; their captions still count in tables and
    metrics, and join the picture when it is added.

    Returns:
        The number of `captions` imported, of images `without_picture`, and of `unusable_lines` and
        `repeated_images` skipped, the latter because they repeat a caption of the same image;
        `captions_of`: the name of the set; `notices` as sentences, if there are any; and how many
        `mentions` the captions have, how many of them are `grounded`, `hallucinated` and `unsure`,
        and how many verdicts `changed`.

    Raises:
        EngineError: the file cannot be read, or holds no caption of an image.
        ConfigError: a model is given to check the captions, as `import_own_captions` does.
    """
    config.validate()
    if config.model is not None:
        raise ConfigError([("model", "is used by import_own_captions, not by import_captions.")])
    read = read_caption_file(config.captions, config.questions)
    given = None
    if config.vocabulary is not None:  # If it cannot be read, no project is created.
        given = Vocabulary.from_file(config.vocabulary)
    with (
        Project.open_or_create(config.project) as project,
        changing(project.folder, "importing captions"),
        project.transaction(),
    ):
        if given is not None:
            remember_vocabulary(project, config.vocabulary, given)
        vocabulary = project_vocabulary(project)
        picture = project.first_picture()
        wanted = _set_of_file(project, config.captions, read.prompt)
        images = CaptionImages.match(project, read.captions, wanted.model, origin=config.captions)
        ids = images.ids
        missing = [name for name in read.captions if name not in ids]
        placed = project.add_images(absent_picture(project, name) for name in missing)
        ids.update(zip(missing, placed, strict=True))
        chosen = project.open_caption_set(wanted)
        by_image = captions_by_image(read.captions, ids)
        before = project.count_captions(chosen.id)
        project.remove_captions(chosen.id, by_image)
        replaced = before - project.count_captions(chosen.id)
        added = project.add_captions(chosen.id, _new_captions(by_image, vocabulary, chosen.prompt))
        project.show_set(chosen.name)
        judged = rejudge(project, sets=None if images.moved else [chosen.id])
        notices = images.matches.notices()
        several = sum(len(captions) > 1 for captions in by_image.values())
        repeated = read.repeated + sum(map(len, read.captions.values())) - len(added)
        if replaced:
            notices.append(f"Captions of “{chosen.name}” that this file replaces: {replaced}.")
        if several:
            notices.append(f"Images with several captions, all of which count: {several}.")
        if len(missing) == len(read.captions) and (example := example_of_each(missing, picture)):
            notices.append(f"No caption is of a picture in the project. {example}")
        return {
            "captions": len(added),
            "without_picture": project.count_without_picture(by_image),
            "unusable_lines": read.unusable,
            "repeated_images": repeated,
            **({"notices": notices} if notices else {}),
            **judged[chosen.id],
            "captions_of": chosen.name,
        }


def _set_of_file(project: Project, path: Path, prompt: str) -> CaptionSet:
    """Return the set that a file's captions belong to, which may not be in the project yet.

    A set of which no file is known, as of an older version, is taken for that of its name.
    """
    file = str(path.resolve())
    sets = {one.model: one for one in project.caption_sets() if one.imported}
    same = [model for model, one in sets.items() if one.generation.get(FILE) == file]
    names = (path.stem if number == 1 else f"{path.stem} ({number})" for number in count(1))
    free = (
        model
        for model in (IMPORTED + name for name in names)
        if model not in sets or FILE not in sets[model].generation
    )
    model = same[0] if same else next(free)
    return CaptionSet(path.stem, model, prompt, generation={FILE: file}, imported=True)


def _new_captions(
    captions: Mapping[int, Sequence[tuple[str, str]]], vocabulary: Vocabulary, prompt: str
) -> Iterator[NewCaption]:
    for image_id, said in captions.items():
        for position, (text, asked) in enumerate(said):
            yield NewCaption(
                image_id,
                text,
                find_mentions(text, vocabulary),
                degenerate=is_degenerate(text),
                position=position,
                prompt=None if asked == prompt else asked,
            )
