"""Who may read a thing of the demo world, as its file says."""

from kb.founding.demo.world import World
from kb.founding.files import Table
from kb.records.actions.marking import MarkingChoice


def choice_of_row(world: World, row: Table) -> MarkingChoice:
    """Label, summary label, networks, further administrations and named readers of one file."""
    return MarkingChoice(
        label=row["label"],
        summary_label=row.get("summary_label", ""),
        networks=tuple(world.networks[slug] for slug in row["networks"]),
        administrations=tuple(world.administrations[code] for code in row.get("further_administrations", [])),
        recipients=tuple(world.people[email] for email in row.get("recipients", [])),
    )
