"""Hands each event to each handler, retries, and loses nothing when a service is away."""

import logging
import threading
from collections.abc import Sequence
from datetime import timedelta

from django.db import close_old_connections, connection, transaction
from django.db.models import F
from django.utils import timezone

from networks.events import schedule, wake
from networks.events.models import Delivery, DeliveryState
from networks.events.registry import Handler, handler_named

log = logging.getLogger("limes.events")

BATCH = 100
# While a batch is being handled it is hidden from other relays; after a crash it comes back.
LEASE = timedelta(seconds=60)
TRIES_BEFORE_GIVING_UP = 8
LONGEST_PAUSE = timedelta(minutes=10)


class NotReachable(Exception):
    """A service the handler needs is away. Tried again without limit: an outage must lose nothing."""


def run_once() -> int:
    """Handle everything that is due, one batch per handler. Returns how many deliveries were done."""
    done = 0
    for name in _handlers_with_work():
        done += _run_handler(name)
    return done


def drain() -> int:
    """Run until nothing is due. For tests, commands and the end of a seed."""
    total = 0
    while done := run_once():
        total += done
    return total


def _handlers_with_work() -> list[str]:
    due = Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=timezone.now())
    return list(due.order_by("handler").values_list("handler", flat=True).distinct())


def _run_handler(name: str) -> int:
    batch = _claim(name)
    handler = handler_named(name)
    if handler is None:
        _give_up(batch, f"No handler is called {name}.")
        return 0
    done = _handle(handler, batch)
    if done is not None:
        return done
    return sum(_handle_alone(handler, delivery) for delivery in batch)


@transaction.atomic
def _claim(name: str) -> list[Delivery]:
    due = Delivery.objects.filter(handler=name, state=DeliveryState.WAITING, due_at__lte=timezone.now())
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True, of=("self",))
    batch = list(due.select_related("event", "event__actor").order_by("event_id")[:BATCH])
    Delivery.objects.filter(pk__in=[each.pk for each in batch]).update(due_at=timezone.now() + LEASE)
    return batch


def _handle(handler: Handler, batch: Sequence[Delivery]) -> int | None:
    """The whole batch at once. None when it has to be tried one by one, so that one bad event stops no others."""
    try:
        handler.handle([each.event for each in batch])
    except NotReachable as reason:
        _try_later(batch, reason)
        return 0
    except Exception:
        log.exception("handler %s failed on a batch of %s", handler.name, len(batch))
        return None
    _done(batch)
    return len(batch)


def _handle_alone(handler: Handler, delivery: Delivery) -> int:
    try:
        handler.handle([delivery.event])
    except NotReachable as reason:
        _try_later([delivery], reason)
        return 0
    except Exception as reason:
        log.exception("handler %s failed on event %s", handler.name, delivery.event_id)
        if delivery.tries + 1 >= TRIES_BEFORE_GIVING_UP:
            _give_up([delivery], repr(reason))
        else:
            _try_later([delivery], reason)
        return 0
    _done([delivery])
    return 1


def _done(batch: Sequence[Delivery]) -> None:
    Delivery.objects.filter(pk__in=[each.pk for each in batch]).update(
        state=DeliveryState.DONE, tries=F("tries") + 1, reason=""
    )


def _give_up(batch: Sequence[Delivery], reason: str) -> None:
    Delivery.objects.filter(pk__in=[each.pk for each in batch]).update(
        state=DeliveryState.FAILED, tries=F("tries") + 1, reason=reason[:500]
    )


def _try_later(batch: Sequence[Delivery], reason: Exception) -> None:
    tries = max((each.tries for each in batch), default=0)
    pause = min(timedelta(seconds=2 ** min(tries, 10)), LONGEST_PAUSE)
    if isinstance(reason, NotReachable):
        pause = min(pause, timedelta(seconds=5))
    Delivery.objects.filter(pk__in=[each.pk for each in batch]).update(
        tries=F("tries") + 1, due_at=timezone.now() + pause, reason=repr(reason)[:500]
    )


def run_forever(stop: threading.Event) -> None:
    """Relay until told to stop: the thread under `make run`, the loop of `run_worker`."""
    while not stop.is_set():
        close_old_connections()
        try:
            busy = run_once() + schedule.run_due()
        except Exception:
            log.exception("the relay could not run; it tries again in a second")
            busy = 0
        if not busy:
            wake.wait(1)


def start_thread() -> threading.Thread:
    """The relay of a process that serves pages as well."""
    thread = threading.Thread(target=run_forever, args=(threading.Event(),), name="relay", daemon=True)
    thread.start()
    return thread
