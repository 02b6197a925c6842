"""Work that is due by the clock: reminders, ends of mandates. Rooms register it in their `scheduled.py`."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from networks.events.models import ScheduledRun

log = logging.getLogger("limes.events")

Work = Callable[[], object]


@dataclass(frozen=True)
class Job:
    """Something to do again and again."""

    name: str
    every: timedelta
    work: Work


_jobs: dict[str, Job] = {}


def every(minutes: int) -> Callable[[Work], Work]:
    """Register a function to run every so many minutes, in one process at a time. It must be idempotent."""

    def register(work: Work) -> Work:
        name = f"{work.__module__}.{work.__name__}"
        _jobs[name] = Job(name, timedelta(minutes=minutes), work)
        return work

    return register


def run_due() -> int:
    """Run what is due. A job that fails is logged and comes again at its next time. Returns how many ran."""
    return sum(_run(job) for job in _jobs.values() if _claim(job))


def _claim(job: Job) -> bool:
    """Whether this process may run the job now: the row is moved on before the work, so no second one does."""
    now = timezone.now()
    run, new = ScheduledRun.objects.get_or_create(name=job.name, defaults={"due_at": now + job.every})
    if new:
        return True
    return bool(
        ScheduledRun.objects.filter(pk=run.pk, due_at=run.due_at, due_at__lte=now).update(
            due_at=now + job.every
        )
    )


def _run(job: Job) -> bool:
    try:
        job.work()
    except Exception:
        log.exception("scheduled work %s failed; it comes again at its next time", job.name)
        return False
    ScheduledRun.objects.filter(name=job.name).update(ran_at=timezone.now())
    return True
