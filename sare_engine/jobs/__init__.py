"""The verbs of the engine: each takes a config and gives events, or its answer at once.

A job is an iterator of events whose last one is `Finished` or `Failed`; it raises nothing that a
user can cause. The same iterator runs in a script, under the command line and in the window:

    for event in erase(EraseConfig(project=folder)):
        print(event)

Heavy libraries are imported when a job starts, not before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import (
    AddImagesConfig,
    AmberConfig,
    AnnotateConfig,
    AskConfig,
    CalibrateConfig,
    ChairConfig,
    CompareConfig,
    ConceptsConfig,
    DemoConfig,
    DownloadConfig,
    EraseConfig,
    EvaluateConfig,
    ExportConfig,
    ImportCaptionsConfig,
    InspectConfig,
    JudgeConfig,
    LandscapeConfig,
    ModelConfig,
    NewNounsConfig,
    PopeConfig,
    ProbeConfig,
    RelearnConfig,
    ReportConfig,
)
from sare_engine.control import Control
from sare_engine.events import Event
from sare_engine.jobs.runner import guarded

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

__all__ = [
    "add_images",
    "amber",
    "annotate",
    "ask",
    "calibrate",
    "compare",
    "concepts",
    "demo",
    "download",
    "erase",
    "evaluate",
    "example_counts",
    "export",
    "import_captions",
    "inspect",
    "judge",
    "landscape",
    "memory_needs",
    "merge_concepts",
    "new_nouns",
    "pope",
    "probe",
    "relearn",
    "report",
    "robustness_summary",
    "score_captions",
    "score_values",
    "unmerge_concept",
]


def inspect(config: InspectConfig) -> dict[str, Any]:
    """Return what is in a model folder, without loading it.

    Raises:
        EngineError: the folder is missing, no model, or damaged.
    """
    from sare_engine.models.catalog import inspect_model

    config.validate()
    return inspect_model(config.model).to_dict()


def memory_needs(config: ModelConfig | EraseConfig, *, images: int = 0) -> dict[str, Any]:
    """Return the memory that testing and erasing are estimated to take, without loading a model.

    The estimate follows device, number format and quantisation; of an `EraseConfig` also what is
    trained, how, and how much at once. Of a `ModelConfig` it is for the default settings.

    Args:
        config: the settings; an `EraseConfig` without a model is about its project's.
        images: number of images trained on, whose vision features are kept in the computer's
            memory; counted where the model is there too.

    Returns:
        `device` (whose memory it is: "cpu", "cuda" or "mps"), `probe` and `erase` in bytes, and of
        an `EraseConfig` `cheaper`: `changes` of settings, each with what `erase` would be then,
        in the order in which to try them. The last has all of them that go together.

    Raises:
        EngineError: the settings are wrong, or the model's folder is missing, no model, or damaged.
    """
    from sare_engine.jobs.memory_needs import estimate

    config.validate()
    return estimate(config, images)


def download(config: DownloadConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Download a model from the Hugging Face hub, or without a folder tell how large it is.

    Nothing else in the engine touches the network. The total size is told before the first byte
    of a file (`Notice`, and `PhaseStarted.total` in bytes). `Finished.result` has `name`,
    `revision`, `licence`, `bytes`, `files`, `left_out`, and where it was downloaded `folder` and
    `supported`. Stopped, it keeps what it has and goes on there the next time.
    """
    from sare_engine.jobs.download import downloading

    control = control or Control()
    return guarded(config, lambda: downloading(config, control))


def probe(
    config: ProbeConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Add images to a project, caption them, and judge every object mentioned.

    Images that this model has captioned with this prompt before are not captioned again, so a
    stopped probe goes on where it was.

    Args:
        config: the settings.
        model: a loaded model to use instead of loading `config.model`; it stays loaded.
        control: pause, resume and stop.
    """
    from sare_engine.jobs.probe import probing

    control = control or Control()
    return guarded(config, lambda: probing(config, model, control))


def add_images(config: AddImagesConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Add images to a project without testing them; `probe` tests them later.

    `Finished.result` counts `images` (all of the project), `added`, `known` and `failed`.
    """
    from sare_engine.jobs.add_images import adding

    control = control or Control()
    return guarded(config, lambda: adding(config, control))


def annotate(config: AnnotateConfig) -> dict[str, Any]:
    """Tell a project what its images truly show, from annotations of any known format.

    Images are matched by file name, categories named by the project's vocabulary, and all
    mentions judged anew.

    Returns:
        `format`; `matched`: images annotated now; `unmatched`: file names of the project's images
        that the annotations do not name; `missing`: how many names of theirs the project does not
        have, with the first of them in `missing_names`; `unknown_categories`; `problems` in
        words; and `mentions`, `grounded`, `hallucinated`, `unsure`, `changed` as `judge`.

    Raises:
        EngineError: no project, or annotations that cannot be read or fit none of its images.
    """
    from sare_engine.jobs.annotate import annotate_project

    config.validate()
    return annotate_project(config)


def import_captions(config: ImportCaptionsConfig) -> dict[str, Any]:
    """Bring captions into a project that a model wrote elsewhere; it is made if it is missing.

    Images that the project does not have are listed without a picture; their captions count in
    tables and metrics all the same.

    Returns:
        `captions` imported; how many are of images `without_picture`; `unusable_lines` and
        `repeated_images` left out; and the counts of `judge`.

    Raises:
        EngineError: the file cannot be read, or holds no caption of an image.
    """
    from sare_engine.jobs.import_captions import import_captions_into

    config.validate()
    return import_captions_into(config)


def ask(
    config: AskConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Ask a model a question about one image.

    `Finished.result` is `{"answer": text, "yes": P(yes) / (P(yes) + P(no)) or None}`; `yes` is
    given for questions that want yes or no.

    Args:
        config: the settings.
        model: a loaded model to use instead of loading `config.model`; it stays loaded.
        control: stop.
    """
    from sare_engine.jobs.ask import asking

    control = control or Control()
    return guarded(config, lambda: asking(config, model, control))


def concepts(config: ConceptsConfig) -> dict[str, Any]:
    """Return the table of mentioned objects, after marking concepts for erasure as asked.

    Raises:
        EngineError: no project, nothing tested, or a concept that no caption mentions.
    """
    from sare_engine.jobs.concepts import choose_concepts

    config.validate()
    return choose_concepts(config)


def judge(config: JudgeConfig) -> dict[str, Any]:
    """Judge all mentions anew with other thresholds, from the scores and answers the project keeps.

    Annotations and the user's own word count as before. Later tests with the same CLIP folder
    keep the thresholds.

    Returns:
        `t1`, `t0`, `t2` now in force; `mentions`, and how many of them are `grounded`,
        `hallucinated` and `unsure`; how many verdicts `changed`.

    Raises:
        EngineError: no project, neither scores nor answers in it, or a lower limit above an upper.
    """
    from sare_engine.jobs.judge import judge_with_thresholds

    config.validate()
    return judge_with_thresholds(config)


def calibrate(config: CalibrateConfig) -> dict[str, Any]:
    """Suggest T1, T0 and T2 from the scores of the objects of which the truth is known.

    T1 is the largest threshold that condemns at most `condemned` of the present objects, T0 the
    smallest that accepts at most `accepted` of the absent ones; T2 lies halfway from T0 to the
    median present object. Each object counts once for each image.

    Returns:
        `t1`, `t0`, `t2`; `images`, `present` and `absent` objects used; `auc` with its 95 %
        interval `auc_low`, `auc_high`; what the thresholds do to these objects, as shares:
        `present_below_t1`, `absent_above_t0`, `absent_below_t1`, `present_above_t0`, `unsure`
        (of both); `in_force`: the same of the thresholds in force, where there are any; `roc`:
        lists `thresholds` (the first is None), `false_positive_rate`, `true_positive_rate`;
        `warnings`: sentences about what is too little; `judged`: what `judge` returned, if the
        config applies the thresholds.

    Raises:
        EngineError: no project, no scores, or no object known to be there, or to be absent.
    """
    from sare_engine.jobs.calibrate import calibrate_project

    config.validate()
    return calibrate_project(config)


def score_values(project: Path, concept: str | None = None) -> dict[str, Any]:
    """Return the CLIP scores (100 x cosine) of the mentions of a concept, or of all.

    Returns:
        `grounded`, `hallucinated` and `unsure`: the scores of the mentions with that verdict at
        present, whoever gave it; `t1` and `t0` in force, None where CLIP was not used.

    Raises:
        EngineError: no project.
    """
    from sare_engine.jobs.judge import clip_scores

    return clip_scores(project, concept)


def example_counts(project: Path, concepts: Sequence[str]) -> dict[str, Any]:
    """Count what an erasure of these concepts would train on; changes nothing.

    Returns:
        `negative`, `positive` and `sentence`: targets of D_neg, D_pos and D_sent; `images` they
        come from; `warnings`: sentences about what is too little.

    Raises:
        EngineError: no project.
    """
    from sare_engine.jobs.example_counts import count_examples

    return count_examples(project, concepts)


def new_nouns(config: NewNounsConfig) -> dict[str, Any]:
    """List nouns in the captions that the vocabulary lacks; write a vocabulary with some added.

    They are found by where they stand ("a wooden bridge over"), not by a parser: a few are none.

    Returns:
        `captions` looked at; how many nouns were `found`; `nouns`, most captions first, each with
        `noun`, `captions` that use it, `count`, the usual `phrase`, an `example` and its `image`;
        `taken`: words added; `vocabulary`: the file written, or None.

    Raises:
        EngineError: no project, no captions, or words that cannot be added.
    """
    from sare_engine.jobs.new_nouns import list_new_nouns

    config.validate()
    return list_new_nouns(config)


def merge_concepts(project: Path, source: str, into: str) -> dict[str, Any]:
    """Count one concept as another from now on: in tables, verdicts, erasures and measurements.

    Returns:
        `merges` in force (concept → what it counts as) and how many `mentions` were renamed.

    Raises:
        EngineError: no project, or concepts that cannot be merged.
    """
    from sare_engine.jobs.merge_concepts import merge

    return merge(project, source, into)


def unmerge_concept(project: Path, source: str) -> dict[str, Any]:
    """Let a merged concept count for itself again; what `merge_concepts` changed comes back.

    Returns:
        As `merge_concepts`.

    Raises:
        EngineError: no project, or the concept is not merged.
    """
    from sare_engine.jobs.merge_concepts import unmerge

    return unmerge(project, source)


def erase(
    config: EraseConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Erase the chosen hallucinations, as a run in the project's folder.

    Args:
        config: the settings.
        model: a loaded model to train in place instead of loading it from its folder. It comes
            back as it was given, but for full training, after which it is unloaded.
        control: pause, resume, stop and checkpoint-now.
    """
    from sare_engine.jobs.erase import erasing

    control = control or Control()
    return guarded(config, lambda: erasing(config, model, control))


def relearn(config: RelearnConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Attack an erasure run by fine-tuning on captions with the hallucination, as a run."""
    from sare_engine.jobs.relearn import attacking

    control = control or Control()
    return guarded(config, lambda: attacking(config, control))


def compare(config: CompareConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Erase with each method and attack the outcome, over several seeds, as ordinary runs.

    A second call goes on where the first one ended: finished runs with the same settings are
    taken as they are, an erasure that was stopped is resumed from its checkpoint.
    `Finished.result` is as `robustness_summary`, of these runs alone.
    """
    from sare_engine.jobs.compare import comparing

    control = control or Control()
    return guarded(config, lambda: comparing(config, control))


def landscape(config: LandscapeConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Measure the loss around a model's merged weights, as a run of kind "landscape".

    At each point: mean cross-entropy of the held-out hallucinated spans (`ce_neg`) and of the
    held-out grounded spans (`ce_pos`), in nats. `Finished.result` has `run`, `looked_at` (the
    erasure, "" for the base model), `dimensions` (1 or 2), `offsets` along each direction, and
    `ce_neg` and `ce_pos` as lists as long as `offsets`, with two dimensions as such lists of rows:
    `ce_neg[i][j]` is at `offsets[j]` of the first and `offsets[i]` of the second direction.
    `ce_pos` is left out where there is no grounded span. Each point is also a `ProbeMetrics` with
    `x` (and `y`).
    """
    from sare_engine.jobs.landscape import surveying

    control = control or Control()
    return guarded(config, lambda: surveying(config, control))


def robustness_summary(project: Path) -> dict[str, Any]:
    """Return what the finished attacks of a project say about each method.

    Only runs with the same settings are averaged; see `sare_engine.jobs.robustness_summary`.

    Returns:
        `methods`: "base", "efuf", "sare", "sare_fine_tuning" … → `title`, `seeds` (how many),
        `steps` of relearning, and for each metric (`hallucination_rate`, `concept_recall`,
        `ce_neg` …) a list as long as
        `steps` of `{"mean", "low", "high", "n"}`, or None where it was not measured; `low` and
        `high` are the 95 % interval over the seeds, None with one seed. `step`: the step that the
        verdict tells. `verdict`: the outcome in one sentence, and `details`: further ones.
        `runs`: `{"attack", "erasure", "method", "seed"}` of the runs used.

    Raises:
        EngineError: no project.
    """
    from sare_engine.jobs.robustness_summary import project_summary

    return project_summary(project)


def evaluate(
    config: EvaluateConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Measure a model on images with known objects.

    Values of each image are written as the settings ask (`csv`, `html`).
    """
    from sare_engine.jobs.evaluate import evaluating

    control = control or Control()
    return guarded(config, lambda: evaluating(config, model, control))


def pope(
    config: PopeConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Build POPE's questions or read them, then write them, ask a model, or score answers.

    `Finished.result` has `questions` (how many), `images` (that they are about), and `pope`: set
    of questions → `accuracy`, `precision`, `recall`, `f1` and `yes_ratio` as fractions, where
    there are answers; and the paths of the files written (`questions_file`, `csv`, `html`).

    Args:
        config: the settings.
        model: a loaded model to ask instead of loading `config.model`; it stays loaded.
        control: pause, resume and stop.
    """
    from sare_engine.jobs.pope import questioning

    control = control or Control()
    return guarded(config, lambda: questioning(config, model, control))


def score_captions(config: ChairConfig) -> dict[str, Any]:
    """Measure CHAIR of a caption file against a file of true objects; no model is needed.

    Returns:
        `chair_i`, `chair_s` and `recall` as fractions, `mean_words`, `captions` (how many were
        measured), `captions_without_objects`, `notices` (sentences on what was left out), and the
        paths of the files written (`csv`, `html`).

    Raises:
        EngineError: a file cannot be used, or no caption is of an image whose objects are known.
    """
    from sare_engine.jobs.score_captions import score_chair

    config.validate()
    return score_chair(config)


def amber(
    config: AmberConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Measure AMBER's generative scores of a model, or of captions in a file.

    `Finished.result` has `chair`, `cover`, `hal` and `cog` as fractions, and `mean_words`;
    `pooled`: the same four from counts over all captions; `captions` (how many were measured),
    `captions_without_annotations`, `images_without_caption`, and the paths of the files written
    (`captions_file`, `csv`, `html`).

    Args:
        config: the settings.
        model: a loaded model to use instead of loading `config.model`; it stays loaded.
        control: pause, resume and stop.
    """
    from sare_engine.jobs.amber import amber_scoring

    control = control or Control()
    return guarded(config, lambda: amber_scoring(config, model, control))


def export(config: ExportConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Write an erasure run as adapter or merged model, reload it and compare its captions.

    `Finished.result` has the folder of each form ("adapter", "merged"), `captions_compared`,
    `captions_identical` (None where nothing was compared) and `differences`: for each form the
    images whose caption changed, with the `expected` and the `found` text and the 0-based `token`
    from which on they differ.
    """
    from sare_engine.jobs.export import delivering

    control = control or Control()
    return guarded(config, lambda: delivering(config, control))


def report(config: ReportConfig) -> Path:
    """Write the HTML report of a project and return its path.

    Raises:
        EngineError: no project, no finished run, or the file cannot be written.
    """
    from sare_engine.jobs.report import write_project_report

    config.validate()
    return write_project_report(config)


def demo(config: DemoConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Run the whole loop on the shipped demo model, on scenes drawn by seed."""
    from sare_engine.jobs.demo import demonstrating

    control = control or Control()
    return guarded(config, lambda: demonstrating(config, control))
