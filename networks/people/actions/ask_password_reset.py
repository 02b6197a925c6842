"""Somebody has forgotten their password."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from networks.events.models import Event
from networks.events.recording import record
from networks.people.models import Expert
from networks.spaces.models import Platform

KIND = "password.reset_asked"
PAUSE = timedelta(minutes=5)
AT_MOST = 3


@transaction.atomic
def ask_password_reset(email: str) -> None:
    """Send a link to the person with this address, if there is one. The same queries whether there is or not."""
    expert_id = Expert.objects.active().filter(email=email).values_list("pk", flat=True).first()
    recent = Event.objects.filter(kind=KIND, at__gte=timezone.now() - PAUSE, data__expert=expert_id or 0)
    allowed = recent.count() < AT_MOST
    record(KIND, Platform(pk=1), expert=(expert_id or 0) if allowed else 0)
