"""Reading in the background, one job after the other, so that a page can show how far it is."""

from __future__ import annotations

import queue
import secrets
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tashabuk.errors import TashabukError
from tashabuk.web.settings import Settings
from tashabuk.workbench.reading import ReadOptions, ReadResult, read_into

KEPT = 100
"""Finished jobs whose findings can still be looked at."""


@dataclass(slots=True)
class Job:
    """Paths to read, how, and what came of it. `folder` is thrown away at the end."""

    paths: list[str]
    options: ReadOptions
    folder: Path | None = None
    result: ReadResult = field(default_factory=ReadResult)
    state: str = "waiting"
    problem: str = ""

    def data(self) -> dict[str, Any]:
        """The job as plain data; findings name the file as the user knows it."""
        return {
            "state": self.state,
            "documents": self.result.documents,
            "statements": self.result.statements,
            "skipped": self.result.skipped,
            "findings": [self._shown(str(f)) for f in self.result.findings],
            "problem": self.problem,
        }

    def _shown(self, finding: str) -> str:
        return finding.replace(f"{self.folder}/", "") if self.folder else finding


class Jobs:
    """The jobs of one workbench."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._jobs: dict[str, Job] = {}
        self._waiting: queue.Queue[Job] = queue.Queue()
        self._started = threading.Lock()
        self._worker: threading.Thread | None = None

    def start(self, job: Job) -> str:
        """Queue a job; its id."""
        number = secrets.token_urlsafe(8)
        for old in list(self._jobs)[: max(len(self._jobs) - KEPT, 0)]:
            if self._jobs[old].state == "finished":
                del self._jobs[old]
        self._jobs[number] = job
        self._waiting.put(job)
        with self._started:
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, daemon=True, name="tashabuk-reader")
                self._worker.start()
        return number

    def get(self, number: str) -> Job | None:
        """A job by its id."""
        return self._jobs.get(number)

    def _work(self) -> None:
        while True:
            job = self._waiting.get()
            job.state = "reading"
            try:
                job.result = read_into(job.paths, job.options, on_progress=lambda result, j=job: _progress(j, result))  # type: ignore[misc]
            except TashabukError as error:
                job.problem = str(error)
            except Exception as error:  # the thread must go on with the next job
                job.problem = f"{type(error).__name__}: {error}"
            finally:
                if job.folder is not None:
                    shutil.rmtree(job.folder, ignore_errors=True)
                job.state = "finished"


def _progress(job: Job, result: ReadResult) -> None:
    job.result = result
