"""The networks with which a platform begins."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from networks.spaces.enums import Area
from networks.spaces.models import Network


@transaction.atomic
def open_seven_networks(path: Path) -> list[Network]:
    """One network for each priority area, without people. A network that stands is left as its lead keeps it."""
    return [each for each in open_networks(path) if each.slug in Area.values]


@transaction.atomic
def open_networks(path: Path, *, areas_only: bool = True) -> list[Network]:
    """The networks described in the file, in its order, made where they are missing."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["network"]
    wanted = [row for row in rows if row["slug"] in Area.values or not areas_only]
    return [_open(row, order) for order, row in enumerate(wanted, start=1)]


def _open(row: dict[str, Any], order: int) -> Network:
    facts = {name: value for name, value in row.items() if name != "slug"}
    mandate = facts["mandate"].strip()
    network, _made = Network.objects.get_or_create(
        slug=row["slug"], defaults={**facts, "mandate": mandate, "order": order}
    )
    return network
