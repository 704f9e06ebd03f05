"""Grade on several machines with dask.distributed: every one has the course and the submissions under the same paths.

Each of the cluster's processes starts a warm parent of its own and confines students' code as one machine alone does.
The scheduler hands out tasks by pickle: it and its workers are staff's machines; nothing of a student's is unpickled.
"""

from __future__ import annotations

import atexit
import itertools
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from tamrin.course import Course, CourseError
from tamrin.judge.batch import Setting
from tamrin.judge.grading import Grading, Task
from tamrin.judge.verdict import Result
from tamrin.sandbox.confinement import layer_of
from tamrin.sandbox.worker import Warm, WarmGone

_gradings: dict[Setting, Grading] = {}
_one_at_a_time = threading.Lock()


class Cluster:
    """A connection to a scheduler, for example `tcp://10.0.0.1:8786`."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise CourseError("dask.distributed is not installed: `pip install tamrin[cluster]`.") from error
        try:
            self.client: Any = Client(address, timeout="10s")
        except (OSError, ValueError) as error:
            raise CourseError(f"No scheduler answers at {address}: {error}") from error

    def close(self) -> None:
        """Leave the cluster as it is."""
        self.client.close()

    def confinement(self, setting: Setting, unconfined: bool) -> str:
        """The layer that all machines can do: a result says by which it was graded."""
        found = self.client.run(_layer, setting, unconfined)
        if not found:
            raise CourseError("The cluster has no workers.")
        if len(layers := set(found.values())) > 1:
            raise CourseError(
                f"The cluster's machines confine differently ({', '.join(sorted(layers))}): grade on some."
            )
        return str(layers.pop())

    def grade_all(self, setting: Setting, tasks: Sequence[Task]) -> Iterator[Result]:
        """Grade every task and yield the results as they are ready; what no worker survives is a fault of ours."""
        from distributed import as_completed

        ahead = 4 * max(1, len(self.client.scheduler_info()["workers"]))
        queue = iter(tasks)
        futures = {self._submit(setting, task): task for task in itertools.islice(queue, ahead)}
        done = as_completed(list(futures))
        for future in done:
            task = futures.pop(future)
            if (follower := next(queue, None)) is not None:
                futures[added := self._submit(setting, follower)] = follower
                done.add(added)
            try:
                yield future.result()
            except Exception as error:  # a worker that died on it several times
                yield setting.grading().failed(task, f"the cluster lost it ({type(error).__name__})")

    def _submit(self, setting: Setting, task: Task) -> Any:
        return self.client.submit(_grade, setting, task, pure=False, retries=1)


def _layer(setting: Setting, unconfined: bool) -> str:
    with Warm(Course(setting.course).assignment(setting.assignment).meta.preload) as warm:
        return layer_of(warm, unconfined)


def _grade(setting: Setting, task: Task) -> Result:
    with _one_at_a_time:  # a worker's threads share one judge
        try:
            return _grading(setting).grade(task)
        except WarmGone:
            del _gradings[setting]
            return _grading(setting).grade(task)


def _grading(setting: Setting) -> Grading:
    if setting not in _gradings:
        warm = Warm(Course(setting.course).assignment(setting.assignment).meta.preload)
        atexit.register(warm.close)
        warm.wait()
        _gradings[setting] = replace(setting, warm_path=warm.path).grading()
    return _gradings[setting]
