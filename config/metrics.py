"""How busy and how far behind this installation is, for its operator's Prometheus.

Numbers of events, mails and sockets by state; nothing about people, records or searches. Without METRICS_TOKEN, or without
that token in the request, there is no such page.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from config import health
from networks.access.reading import not_known
from networks.events.models import Delivery, DeliveryState
from networks.live import counters
from networks.notices.enums import MailState
from networks.notices.models import Mail

NOW = {"sockets"}


def metrics(request: HttpRequest) -> HttpResponse:
    """The figures of this process and of the installation, in Prometheus' text format; the one 404 for everybody else."""
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    given = request.headers.get("Authorization", "")
    opens = bool(settings.METRICS_TOKEN) and constant_time_compare(given, wanted)
    if not opens or request.method not in ("GET", "HEAD"):
        raise not_known()
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class Installation(Collector):
    """What the services, the event log and the mails say, in three queries, and the sockets of this process."""

    def collect(self) -> Iterator[Metric]:
        """Asked anew for each answer."""
        yield _services()
        yield from _deliveries()
        yield _mails()
        yield from _sockets()

    def describe(self) -> list[Metric]:
        """Nothing is collected when the registry is made, which is before there is a database."""
        return []


def _services() -> Metric:
    up = GaugeMetricFamily(
        "limes_service_up", "Whether a service answers; unused ones are left out.", labels=["service"]
    )
    for name, state in health.states().items():
        if state != health.UNUSED:
            up.add_metric([name], float(state == health.OK))
    return up


def _deliveries() -> Iterator[Metric]:
    waiting = GaugeMetricFamily(
        "limes_events_waiting", "Events a handler still has to do.", labels=["handler"]
    )
    failed = GaugeMetricFamily("limes_events_failed", "Events a handler has given up.", labels=["handler"])
    oldest = GaugeMetricFamily(
        "limes_events_oldest_seconds", "Age of the oldest that waits.", labels=["handler"]
    )
    open_ones = Q(state=DeliveryState.WAITING)
    rows = Delivery.objects.exclude(state=DeliveryState.DONE).values_list("handler")
    for handler, waits, gave_up, since in rows.annotate(
        waits=Count("pk", filter=open_ones),
        gave_up=Count("pk", filter=Q(state=DeliveryState.FAILED)),
        since=Min("event__at", filter=open_ones),
    ):
        waiting.add_metric([handler], waits)
        failed.add_metric([handler], gave_up)
        oldest.add_metric([handler], (timezone.now() - since).total_seconds() if since else 0)
    yield from (waiting, failed, oldest)


def _mails() -> Metric:
    mails = GaugeMetricFamily("limes_mails", "Mails that have not left, by state.", labels=["state"])
    for state, many in Mail.objects.exclude(state=MailState.SENT).values_list("state").annotate(Count("pk")):
        mails.add_metric([state], many)
    return mails


def _sockets() -> Iterator[Metric]:
    for name, number in counters.figures().items():
        family = GaugeMetricFamily if name in NOW else CounterMetricFamily
        yield family(
            f"limes_live_{name}", f"{name.replace('_', ' ').capitalize()} of this process.", value=number
        )


registry = CollectorRegistry()
registry.register(Installation())
ProcessCollector(registry=registry)
