"""Captions that a server writes, and that the model on this computer checks as its own words."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sare_engine.config import ProbeConfig
from sare_engine.control import Control
from sare_engine.domain import CaptionSet
from sare_engine.errors import DataError, EngineError
from sare_engine.events import Event, Notice
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.captioning import refresh_mentions
from sare_engine.jobs.judge import rejudge
from sare_engine.jobs.judged import warn_of_missing_files
from sare_engine.jobs.own_words_check import AT_ONCE, OwnWordsChecker, draw_sample
from sare_engine.jobs.own_words_record import OwnWordsRecord
from sare_engine.jobs.received_captions import ReceivedCaptions
from sare_engine.jobs.served_store import ServedStore
from sare_engine.models.serving.answers import ServedAnswer
from sare_engine.models.serving.client import ServedModel
from sare_engine.progress import PhaseProgress
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow, ServedCaption
from sare_engine.workspace.served_captions import Confirmed

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

Stored = tuple[ImageRow, ServedCaption]

_COMMIT_COUNT = 16
"""Captions written to the project together."""


class ServerCaptions:
    """Asks a server for the captions that a project lacks, and has a model check them."""

    def __init__(self, project: Project, config: ProbeConfig, server: ServedModel) -> None:
        """Ask nothing yet.

        Args:
            project: whose images.
            config: the settings.
            server: the server, entered.
        """
        self._project = project
        self._config = config
        self._server = server
        self._received = ReceivedCaptions(config.max_new_tokens)

    def reach(self, checker: CaptionSet | None, control: Control) -> Iterator[Event]:
        """Check that the server has the model, unless it has written all captions already.

        Args:
            checker: a set as the model that will check the captions has; None without a model.
            control: stop.

        Raises:
            ServerError: the server cannot be used.
        """
        server = self._server
        given = self._config.server_model
        for name in [given] if given else self._project.served_models(server.address):
            if not self._lacking(self.store(name, checker)):
                server.name = name
                return
        server.reach(control)
        if not given:
            yield Notice("info", f"The server has one model, “{server.name}”.")
        if not server.is_local:
            yield Notice("info", f"The pictures are sent to {server.host}.")
        if server.sends_key_openly:
            yield Notice(
                "warning",
                f"The key is sent to {server.host} without encryption.",
                "Use an https:// address, or a tunnel (ssh -L).",
            )

    def store(self, served_model: str, checker: CaptionSet | None) -> ServedStore:
        """Return where the captions of a served model are kept; see `ServedStore`."""
        address = self._server.address
        return ServedStore(self._project, self._config, address, served_model, checker)

    def caption(
        self,
        loaded: LoadedModel | None,
        checker: CaptionSet | None,
        words: Vocabulary,
        control: Control,
    ) -> Generator[Event, None, tuple[CaptionSet, dict[str, Any]]]:
        """Ask for captions and check them; return their set, and counts with the outcome.

        Args:
            loaded: the model that checks the captions; None leaves them unchecked.
            checker: the set for captions that it confirms, which need not be in the project.
            words: the vocabulary that captions are searched for.
            control: pause and stop.

        Raises:
            DataError: the captions are not the model's own words.
            ServerError: the server cannot be used.
            Stopped: the control was stopped; captions that were received are kept.
        """
        store = self.store(self._server.name, checker)
        finished, unchecked = store.finished(), store.unchecked()
        last_before = self._project.last_caption_id()
        images = [one for one in self._project.images() if one.has_picture]
        todo = [one for one in images if one.id not in finished]
        yield from warn_of_missing_files(todo)
        todo = [one for one in todo if one.path.is_file()]
        done = sum(one.id in finished for one in images)
        phase = PhaseProgress(
            "caption",
            "Captioning images on the server" if loaded is None else "Captioning and checking",
            len(todo) + done,
            "images",
            done=done,
        )
        yield phase.started()
        own_words: dict[str, Any] = {}
        if loaded is None:
            with contextlib.closing(self._ask(todo, store, words, control)) as batches:
                for batch in batches:
                    yield batch if isinstance(batch, Notice) else phase.advance(len(batch))
        else:
            own_words = yield from self._check(
                loaded, todo, unchecked, store, words, phase, control
            )
        store.finish()
        chosen = store.chosen
        if chosen is None:
            raise self._received.nothing()
        yield from self._received.report()
        known = self._project.each_caption(chosen.id, with_tokens=False)
        refresh_mentions(self._project, (one for one in known if one.id <= last_before), words)
        if store.unconfirmed is not None and store.unconfirmed != chosen:
            rejudge(self._project, sets=[store.unconfirmed.id])
        if loaded is None:
            yield Notice(
                "info",
                f"No model on this computer has confirmed the captions “{chosen.name}”: they can "
                "be measured, but not erased.",
                "Test again with the model that the server has (--model): it checks them, and "
                "captions that are there are not asked for again.",
            )
        return chosen, {
            "server": self._server.address,
            "served_model": self._server.name,
            **self._received.counts(),
            **own_words,
        }

    def _lacking(self, store: ServedStore) -> bool:
        """Whether the server must be asked for any caption."""
        there = store.finished() | store.unchecked().keys()
        return any(
            one.has_picture and one.id not in there and one.path.is_file()
            for one in self._project.images()
        )

    def _ask(
        self,
        images: Sequence[ImageRow],
        store: ServedStore,
        words: Vocabulary,
        control: Control,
    ) -> Generator[Notice | list[Stored], None, None]:
        """Ask for captions and store them; yield them as they are stored."""
        config, server = self._config, self._server
        answers = server.captions(
            [one.path for one in images], config.prompt, config.max_new_tokens, control
        )
        waiting: list[tuple[ImageRow, ServedAnswer]] = []

        def receive(answer: ServedAnswer) -> None:
            image = images[answer.index]
            if self._received.add(image.path.name, answer):
                waiting.append((image, answer))

        try:
            with contextlib.closing(answers):
                for answer in answers:
                    yield from (Notice("info", text) for text in server.take_notices())
                    if answer is not None:
                        receive(answer)
                    # While a server is slow, nothing waits for others to be stored with it.
                    if waiting and (answer is None or len(waiting) >= _COMMIT_COUNT):
                        batch = store.add(waiting, words)
                        waiting.clear()
                        yield batch
        except BaseException:
            # What was received is not asked for again, whatever has happened.
            with contextlib.suppress(EngineError):
                for answer in server.finished():
                    receive(answer)
            store.add(waiting, words)
            raise
        yield store.add(waiting, words)

    def _check(
        self,
        loaded: LoadedModel,
        images: Sequence[ImageRow],
        unchecked: Mapping[int, ServedCaption],
        store: ServedStore,
        words: Vocabulary,
        phase: PhaseProgress,
        control: Control,
    ) -> Generator[Event, None, dict[str, Any]]:
        """Ask for the captions that are not there, and check all, a random sample first."""
        config = self._config
        checker = OwnWordsChecker(loaded, config.max_shortfall, config.batch_size, control)
        table = []
        sample, rest = draw_sample(images, config.sample)
        for part in (sample, rest):
            record = OwnWordsRecord(config.max_shortfall, config.max_failing)
            held: list[_Checked] = []
            parts = self._parts(part, unchecked, store, words, control)
            with contextlib.closing(parts):
                for batch in parts:
                    if isinstance(batch, Notice):
                        yield batch
                        continue
                    found = self._checked(batch, checker, record)
                    if part is sample:
                        held.append(found)
                    else:
                        store.settle(found.confirmed, found.refused)
                    yield phase.advance(len(batch))
            if part is sample:
                self._settle_sample(held, record, store)
                table.append(_row("sample", record))
            if record.failed:
                yield Notice(
                    "warning",
                    f"Captions that are not the model's own words, not accepted: {record.failed} "
                    f"of {record.checked}. The worst is {record.worst}.",
                )
        accepted, worst = store.count_accepted()
        refused, worst_refused = store.count_refused()
        shortfalls = [one for one in (worst, worst_refused) if one is not None]
        table.append(
            {
                "captions": "all",
                "checked": accepted + refused,
                "accepted": accepted,
                "refused": refused,
                "worst_shortfall": max(shortfalls, default=None),
            }
        )
        return {"own_words": table}

    def _parts(
        self,
        images: Sequence[ImageRow],
        unchecked: Mapping[int, ServedCaption],
        store: ServedStore,
        words: Vocabulary,
        control: Control,
    ) -> Generator[Notice | list[Stored], None, None]:
        """Yield stored captions as many at a time as are checked together; ask for the missing."""
        there = [(one, unchecked[one.id]) for one in images if one.id in unchecked]
        yield from (there[at : at + AT_ONCE] for at in range(0, len(there), AT_ONCE))
        missing = [one for one in images if one.id not in unchecked]
        pending: list[Stored] = []
        with contextlib.closing(self._ask(missing, store, words, control)) as batches:
            for batch in batches:
                if isinstance(batch, Notice):
                    yield batch
                    continue
                pending += batch
                while len(pending) >= AT_ONCE:
                    now, pending = pending[:AT_ONCE], pending[AT_ONCE:]
                    yield now
        if pending:
            yield pending

    def _checked(
        self, batch: Sequence[Stored], checker: OwnWordsChecker, record: OwnWordsRecord
    ) -> _Checked:
        """Have the model check stored captions."""
        from sare_engine.models.own_words import WrittenCaption

        written = [
            WrittenCaption(image.path, self._config.prompt, one.text, ended=one.finish == "stop")
            for image, one in batch
        ]
        found = _Checked([], {})
        for (_, one), (check, own) in zip(batch, checker.check(written, record), strict=True):
            if own:
                found.confirmed.append(Confirmed(one.id, check.token_ids, check.shortfall))
            else:
                found.refused[one.id] = check.shortfall
        return found

    def _settle_sample(
        self, held: Sequence[_Checked], record: OwnWordsRecord, store: ServedStore
    ) -> None:
        """Accept what the model confirms, unless the sample shows that the source is another's.

        Raises:
            DataError: the source is refused; all of its captions stay unconfirmed.
        """
        accepted = refused = 0
        if record.checked < self._config.sample:
            # Too few to speak for themselves: they count with those that were checked before.
            (accepted, _), (refused, _) = store.count_accepted(), store.count_refused()
        try:
            if record.checked or not accepted:
                record.require_own(
                    *self._refusal(store), accepted_before=accepted, failed_before=refused
                )
        except DataError:
            for one in held:
                store.settle([], one.refused)
            raise
        for one in held:
            store.settle(one.confirmed, one.refused)

    def _refusal(self, store: ServedStore) -> tuple[str, str]:
        """Return what did not work and what can be done, where a source is refused."""
        kept = store.unconfirmed
        fix = (
            "Serve the same weights, adapter and number format as the model on this computer, and "
            "check the prompt. Served in 4 bits, a model writes other captions."
        )
        if kept is not None:
            command = f"sare sets {shlex.quote(str(self._project.folder))} --remove "
            fix += (
                f" The captions are kept as “{kept.name}”: they can be measured, but not erased. "
                f"To ask for them again: {command}{shlex.quote(kept.name)}"
            )
        return "The server's captions are not this model's own words.", fix


class _Checked(NamedTuple):
    """Captions that the model has confirmed, and the shortfalls of the others by key."""

    confirmed: list[Confirmed]
    refused: dict[int, float]


def _row(title: str, record: OwnWordsRecord) -> dict[str, Any]:
    return {
        "captions": title,
        "checked": record.checked,
        "accepted": record.checked - record.failed,
        "refused": record.failed,
        "worst_shortfall": record.worst_shortfall,
    }
