"""Where the work on batches is done: here, in processes of this machine, or on a cluster.

Whatever runs the batches is a `concurrent.futures.Executor`; results come back in the order of the tasks,
and only so many tasks are given out as are needed to keep everyone busy, so that memory stays bounded.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from importlib import import_module
from typing import Final, TypeVar

from communique.errors import CommuniqueError, UsageError

Task = TypeVar("Task")
Done = TypeVar("Done")

# Seconds until a scheduler answers, and until the first of its workers has come: these start later.
_PATIENCE: Final = 20
_WORKERS: Final = 60
_RETRIES: Final = 2
# How many tasks each worker has waiting besides the one it is at.
_WAITING: Final = 2


class WorkerLostError(CommuniqueError):
    """A process that worked on a batch ended before its time."""


def cores() -> int:
    """How many processes can run at a time here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Does tasks, at most `jobs` at a time; without an executor in this process.

    `jobs` may be asked again and again: workers of a cluster come and go.
    """

    def __init__(self, jobs: int | Callable[[], int], executor: Executor | None = None) -> None:
        self._jobs = jobs
        self._executor = executor

    @property
    def jobs(self) -> int:
        """How many tasks are done at a time, now."""
        return self._jobs if isinstance(self._jobs, int) else self._jobs()

    def each(self, work: Callable[[Task], Done], tasks: Iterable[Task]) -> Iterator[Done]:
        """What comes of each task, in the order of the tasks."""
        if self._executor is None:
            yield from map(work, tasks)
            return
        waiting: deque[Future[Done]] = deque()
        try:
            for task in tasks:
                waiting.append(self._executor.submit(work, task))
                if len(waiting) > self.jobs * _WAITING:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenExecutor as error:
            raise WorkerLostError("a process of this build was killed, perhaps for want of memory") from error
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def workers(jobs: int, scheduler: str = "", forks: bool = True) -> Iterator[Workers]:
    """Workers in processes of this machine, which end with the block; or those of a Dask `scheduler`.

    Where the system can, they are `forks` of this process unless that is not to be.
    `UsageError` where Dask is not installed or the scheduler does not answer.
    """
    if scheduler:
        yield from _cluster(scheduler)
        return
    if jobs <= 1:
        yield Workers(1)
        return
    yield from _processes(jobs, forks)


def _processes(jobs: int, forks: bool) -> Iterator[Workers]:
    # Imported here: a build of a few texts needs neither.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Forked processes have what this one has loaded already.
    way = "fork" if forks and "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(os.getpid(),))
    try:
        yield Workers(jobs, pool)
    finally:
        pool.shutdown(cancel_futures=True)


def _cluster(scheduler: str) -> Iterator[Workers]:
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise UsageError("--scheduler needs Dask: pip install communique[cluster]") from error
    try:
        client = distributed.Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise UsageError(f"no scheduler answers at {scheduler}: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_WORKERS)
        except TimeoutError as error:
            raise UsageError(f"the scheduler at {scheduler} has no workers") from error

        def threads() -> int:
            return sum(client.nthreads().values())

        lost = import_module("distributed.scheduler")
        try:
            # Each task gives the same whenever it is done: one whose worker is lost is done again elsewhere.
            yield Workers(threads, client.get_executor(pure=False, retries=_RETRIES))
        except CancelledError as error:
            raise WorkerLostError(f"the scheduler at {scheduler} ended") from error
        except (lost.KilledWorker, lost.NoWorkerError) as error:
            reason = f"the workers of {scheduler} were lost, perhaps for want of memory"
            raise WorkerLostError(reason) from error


def _begin(parent: int) -> None:
    """A worker leaves Ctrl-C to the process that it works for, and ends where that one is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
