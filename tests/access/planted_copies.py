"""Leaks of print-outs and offline copies, planted like those of `planted_bugs`."""

from kb.records.copies import KEPT_HOURS
from networks.access.enums import Label
from tests.access import copying
from tests.access.planted_bugs import PlantedBug
from tests.access.planting import instead, once

BUGS = (
    PlantedBug(
        "a print-out that no entry of the trail stands for",
        lambda patch: patch.setattr("kb.records.actions.take_copy.note", lambda *_args, **_more: None),
        lambda small: copying.unnoted(small, "owner", "OutRed", "print/"),
    ),
    PlantedBug(
        "an offline copy of what is for named people",
        lambda patch: patch.setitem(KEPT_HOURS, Label.RED, 24),
        lambda small: copying.handed_out(small, "named", "OutRed", "copy/"),
    ),
    PlantedBug(
        "a copy for somebody who may read the summary only",
        lambda patch: patch.setattr("kb.records.access.check_read", lambda *_args: None),
        lambda small: copying.copies(small, "stranger", "WiderAmberGreen"),
    ),
    PlantedBug(
        "a watermark that names the reader before",
        instead("networks.access.sessions.expert_of", lambda asked: once(asked, lambda _viewer: "anybody")),
        lambda small: copying.of_somebody_else(small, ("owner", "named"), "OutRed", "print/"),
    ),
    PlantedBug(
        "a print-out without its watermark",
        lambda patch: patch.setattr("kb.records.copies.Copy.mark", ""),
        lambda small: copying.of_somebody_else(small, ("owner", "named"), "OutRed", "print/"),
    ),
)
