"""Settings of the evaluations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import (
    CaptionsConfig,
    ComputeConfig,
    GenerationConfig,
    ModelConfig,
    ProjectConfig,
)
from sare_engine.config.probe import ProbeConfig, VocabularyConfig
from sare_engine.settings import Config, same_setting, setting


@dataclass(frozen=True)
class EvaluationFilesConfig(Config):
    """Files that an evaluation writes in addition to its result."""

    csv: Path | None = setting(
        None, label="CSV file", help="CSV file to write: a row of values for each image."
    )
    html: Path | None = setting(
        None,
        label="HTML file",
        help="HTML page to write: the results, the values they come from, and every image, in a "
        "single file that loads nothing from the network.",
    )
    keep_in: Path | None = setting(
        None,
        label="Keep in project",
        help="Also keep the result in this project folder, to compare a model before and after an "
        "erasure (sare evaluate side-effects).",
    )
    keep_as: str = setting(
        "",
        label="Keep as",
        help="Name of the model that the kept result is of: a run of the project, such as "
        "0003-sare, or base for the model before erasure. Default: found from the model.",
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of a name without a project."""
        found = super().problems()
        if self.keep_as and self.keep_in is None:
            found.append(("keep_as", "needs the project in which the result is kept."))
        return found


@dataclass(frozen=True)
class SideEffectsConfig(Config):
    """Compare every measured figure of a model before and after an erasure, worst first.

    The figures are those that the erasure measured itself, those of the captions that the project
    has of both models, and those of evaluations that were kept in the project. A figure counts as
    worse only if the 95 % interval of the difference does not hold 0.
    """

    project: Path = same_setting(ProjectConfig, "project")
    after: str = setting(
        "",
        help="Run of the erasure, or name of captions or of a kept evaluation. Default: the newest "
        "finished erasure.",
    )
    before: str = setting(
        "",
        help="Name of the captions or of a kept evaluation before. Default: the model that "
        "erasures start from.",
    )
    csv: Path | None = setting(
        None, label="CSV file", help="CSV file to write: a row for each figure."
    )


@dataclass(frozen=True)
class EvaluateConfig(
    EvaluationFilesConfig, VocabularyConfig, GenerationConfig, CaptionsConfig, ComputeConfig
):
    """Measure a model on images with known objects.

    The model captions the images; or, with a project, captions that the project holds are measured
    against its annotations, and nothing is loaded.
    """

    project: Path | None = setting(
        None, help="Project folder whose captions are measured, instead of a model."
    )
    model: Path | None = same_setting(ModelConfig, "model", default=None)
    adapter: Path | None = same_setting(ModelConfig, "adapter")
    images: tuple[Path, ...] = setting((), help="Image files or folders.")
    annotations: Path | None = same_setting(ProbeConfig, "annotations")
    concepts: tuple[str, ...] = setting(
        (), help="Erased objects: their rates are reported separately from those of other objects."
    )
    base: Path | None = setting(
        None,
        help="Folder of the model before erasure, to measure the perplexity of the captions "
        "under it.",
    )
    pope: bool = setting(True, label="POPE", help="Also ask yes/no questions about objects (POPE).")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of a missing model or project."""
        found = super().problems()
        if self.project is None:
            found += [
                (name, "must be given to measure a model.")
                for name in ("model", "images", "annotations")
                if not getattr(self, name)
            ]
            if self.captions_of:
                found.append(("captions_of", "needs the project that holds the captions."))
        elif self.model is not None:
            found.append(("project", "give either a model or a project with captions."))
        elif self.keep_in is not None:
            found.append(
                ("keep_in", "is for models; a project's own captions are always compared.")
            )
        return found


@dataclass(frozen=True)
class ChairConfig(EvaluationFilesConfig, VocabularyConfig):
    """Measure the CHAIR of captions in a file, without a model."""

    captions: Path = setting(
        help="JSON Lines file of captions: an object with image_id or file_name, and caption, on "
        "each line."
    )
    objects: Path = setting(
        help="JSON Lines file of true objects: an object with image_id or file_name, and the list "
        "objects, on each line."
    )


@dataclass(frozen=True)
class PopeConfig(EvaluationFilesConfig, VocabularyConfig, ComputeConfig):
    """Build POPE's yes/no questions, ask a model, and score the answers.

    Questions come from annotations or from a file of POPE (arXiv 2305.10355); they are written to
    a file, put to a model, or scored with answers given elsewhere.
    """

    annotations: Path | None = setting(
        None,
        help="Annotations that list the objects of each image, to build questions from; in a "
        "format of sare annotate.",
    )
    questions: Path | None = setting(
        None, help="POPE JSON Lines file of questions, instead of building them."
    )
    images: tuple[Path, ...] = setting(
        (), help="Image files or folders; questions about other images are skipped."
    )
    model: Path | None = setting(None, help="Folder of the MLLM to ask.")
    adapter: Path | None = same_setting(ModelConfig, "adapter")
    answers: Path | None = setting(
        None,
        help="JSON Lines file of answers given elsewhere: question_id and answer, or the answers "
        "alone in the order of the questions.",
    )
    write_questions: Path | None = setting(
        None, label="Write questions to", help="File to write the questions to (POPE JSON Lines)."
    )
    strategies: tuple[str, ...] = setting(
        ("random", "popular", "adversarial"),
        choices=("random", "popular", "adversarial"),
        help="How absent objects are drawn: from all, from the most frequent, or from those that "
        "most often occur together with what is in the image.",
    )
    per_image: int = setting(
        3,
        minimum=1,
        maximum=1000,
        unit="objects",
        help="Number of present objects asked about per image, and of absent objects.",
    )
    batch_size: int = same_setting(GenerationConfig, "batch_size")
    seed: int = setting(0, minimum=0, maximum=2**32 - 1, help="Seed of the random draws.")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of settings that exclude each other."""
        found = super().problems()
        if (self.annotations is None) == (self.questions is None):
            found.append(("annotations", "give either annotations or a file of questions."))
        if self.model is not None and self.answers is not None:
            found.append(("answers", "give either a model to ask or answers to score."))
        if self.model is not None and not self.images:
            found.append(("images", "must be given to ask a model."))
        if self.model is None and self.answers is None and self.write_questions is None:
            found.append(("model", "give a model to ask, answers to score, or a file to write to."))
        if not self.strategies:
            found.append(("strategies", "must name at least one."))
        return found


@dataclass(frozen=True)
class AmberConfig(EvaluationFilesConfig, GenerationConfig, ComputeConfig):
    """Measure AMBER's scores of a model, or of captions and answers in a file.

    Generative: CHAIR, Cover, Hal and Cog of captions; discriminative: accuracy, precision, recall
    and F1 of yes/no questions, for each dimension; as in arXiv 2311.07397.
    """

    captions: Path | None = setting(
        None,
        help="AMBER's JSON list of id and response, or JSON Lines with image_id and caption, "
        "instead of captions of a model. Responses to AMBER's questions in it are scored too.",
    )
    model: Path | None = setting(None, help="Folder of the MLLM that captions the images.")
    adapter: Path | None = same_setting(ModelConfig, "adapter")
    images: tuple[Path, ...] = setting((), help="Image files or folders for the model.")
    questions: Path | None = setting(
        None,
        help="AMBER's query_discriminative.json, or that of one dimension: yes/no questions that "
        "the model is asked as well. Beside answers in a file it names their images, so that the "
        "answers about an image count as one in comparisons.",
    )
    generative: bool = setting(
        True, help="Whether the model also captions the images; off with questions alone."
    )
    write_captions: Path | None = setting(
        None,
        label="Write captions to",
        help="File to write the model's captions to, in the format of AMBER's own program.",
    )
    annotations: Path = setting(
        help="AMBER's annotations.json: for each id the objects that are in the image (truth) and "
        "those that a model is likely to imagine (hallu)."
    )
    relation: Path | None = setting(
        None,
        help="AMBER's relation.json: the words that can name each object. Default: the file of "
        "that name beside the annotations, if there is one.",
    )
    safe_words: Path | None = setting(
        None,
        help="AMBER's safe_words.txt: words too ambiguous to judge. Default: the file of that "
        "name beside the annotations, if there is one.",
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of settings that exclude each other."""
        found = super().problems()
        if (self.captions is None) == (self.model is None):
            found.append(("captions", "give either a file of captions or a model."))
        if self.model is not None and not self.images:
            found.append(("images", "must be given for the model to caption."))
        if not self.generative and self.questions is None:
            found.append(("generative", "without it, give questions to ask."))
        if self.model is None and self.write_captions is not None:
            found.append(("write_captions", "needs a model, whose captions are written."))
        return found


@dataclass(frozen=True)
class HallusionConfig(EvaluationFilesConfig, ComputeConfig):
    """Measure HallusionBench of a model, or of answers in a file, without a language model.

    Accuracy by question, by question pair and by figure, and the bias to "yes" (arXiv 2310.14566).
    """

    questions: Path = setting(help="HallusionBench.json, as its authors publish it.")
    model: Path | None = setting(None, help="Folder of the MLLM to ask.")
    adapter: Path | None = same_setting(ModelConfig, "adapter")
    images: tuple[Path, ...] = setting(
        (),
        help="The folder hallusion_bench with the pictures; others of the questions are skipped.",
    )
    answers: Path | None = setting(
        None,
        help="Result file with the questions and model_prediction, instead of asking a model.",
    )
    batch_size: int = same_setting(GenerationConfig, "batch_size")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of settings that exclude each other."""
        found = super().problems()
        if (self.answers is None) == (self.model is None):
            found.append(("answers", "give either a file of answers or a model."))
        if self.model is not None and not self.images:
            found.append(("images", "must be given for the model to look at."))
        return found


@dataclass(frozen=True)
class ObjectHalbenchConfig(
    EvaluationFilesConfig, VocabularyConfig, GenerationConfig, ComputeConfig
):
    """Measure Object HalBench's CHAIR of a model on its own prompts, or of answers in a file.

    The share of answers, and of named objects, that are hallucinated (arXiv 2312.00849), with
    objects found by the word list instead of GPT.
    """

    questions: Path = setting(
        help="obj_halbench_300_with_image.jsonl: image_id, question and the picture in base64."
    )
    annotations: tuple[Path, ...] = setting(
        help="COCO's files that say what is in the pictures: instances and captions of train2014 "
        "and val2014 for the benchmark's own numbers."
    )
    model: Path | None = setting(None, help="Folder of the MLLM that answers the prompts.")
    adapter: Path | None = same_setting(ModelConfig, "adapter")
    answers: Path | None = setting(
        None,
        help="JSON Lines file of answers, with image_id and text or answer, instead of a model.",
    )
    write_answers: Path | None = setting(
        None,
        label="Write answers to",
        help="File to write the model's answers to, in the format of the benchmark's program.",
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of settings that exclude each other."""
        found = super().problems()
        if (self.answers is None) == (self.model is None):
            found.append(("answers", "give either a file of answers or a model."))
        if not self.annotations:
            found.append(("annotations", "must be given."))
        if self.model is None and self.write_answers is not None:
            found.append(("write_answers", "needs a model, whose answers are written."))
        return found
