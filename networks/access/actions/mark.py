"""The one action that writes token rows."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction

from networks.access import tokens
from networks.access.enums import Part
from networks.access.epoch import raise_epoch
from networks.access.models import AccessEpoch, Glass, Marking, MarkingToken
from networks.events.recording import record


def facts_of(marking: Marking) -> tokens.Facts:
    """The facts of a stored marking: four small queries."""
    return tokens.Facts(
        shape=marking.shape,
        label=marking.label,
        summary_label=marking.summary_label,
        networks=frozenset(marking.networks.values_list("pk", flat=True)),
        administration=marking.administration_id,
        administrations=frozenset(marking.administrations.values_list("pk", flat=True)),
        recipients=frozenset(marking.recipients.values_list("pk", flat=True)),
        contributors=frozenset(marking.contributors.values_list("pk", flat=True)),
        owner=marking.owner_id,
        exposure=marking.exposure,
        submitted=marking.submitted,
        validating=marking.validating,
    )


def facts_for_rows(marking: Marking) -> tokens.Facts:
    """The same with what administrators have opened: what the token rows are made of. One query more."""
    opened = Glass.objects.not_closed().filter(marking=marking).values_list("expert_id", "pk")
    return replace(facts_of(marking), glasses=frozenset(opened))


def hold(marking: Marking) -> None:
    """Bring the marking up to date and keep it locked until the transaction ends.

    The row of the epoch is taken first: whoever changes rights may have to raise it, and so none of them waits for another
    who waits for them. Rows of records are locked before, never after.
    """
    AccessEpoch.objects.select_for_update().get(pk=1)
    marking.refresh_from_db(from_queryset=Marking.objects.select_for_update())


@transaction.atomic
def mark(marking: Marking, **changes: object) -> bool:
    """Change these plain fields of the marking and write the token rows its facts give.

    What is changed is the marking as it is now, not as whoever calls has read it: a label narrowed in the meantime stays
    narrow. The instance given is brought up to date. True when somebody lost a right (the epoch is raised).
    """
    hold(marking)
    for name, value in changes.items():
        setattr(marking, name, value)
    if changes:
        marking.save(update_fields=list(changes))
    wanted = _rows(tokens.of_facts(facts_for_rows(marking)))
    stored = {
        (part, token): pk
        for pk, part, token in MarkingToken.objects.filter(marking=marking).values_list("pk", "part", "token")
    }
    lost = [pk for row, pk in stored.items() if row not in wanted]
    MarkingToken.objects.filter(pk__in=lost).delete()
    new = [row for row in wanted if row not in stored]
    MarkingToken.objects.bulk_create(
        MarkingToken(marking=marking, part=part, token=token) for part, token in sorted(new)
    )
    if lost:
        raise_epoch()
    if lost or new:
        record("marking.changed", marking)
    return bool(lost)


def mark_in_bulk(facts: Iterable[tuple[int, tokens.Facts]]) -> None:
    """Write the token rows of new markings (id, facts) in bulk: for the demo world at scale."""
    MarkingToken.objects.bulk_create(
        (
            MarkingToken(marking_id=pk, part=part, token=token)
            for pk, each in facts
            for part, token in sorted(_rows(tokens.of_facts(each)))
        ),
        batch_size=2000,
    )


def _rows(by_part: tokens.Tokens) -> set[tuple[Part, str]]:
    return {(part, token) for part, found in by_part.items() for token in found}
