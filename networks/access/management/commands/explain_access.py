"""`explain_access EXPERT OBJECT`: who may read what of it or do what with it, and by which rule."""

from argparse import ArgumentParser
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from networks.access.explaining import Explanation, explain, who
from networks.access.models import Marking
from networks.access.naming import Named, things_named
from networks.access.viewer import Viewer, viewer_of
from networks.people.models import Expert


class Command(BaseCommand):
    help = "Say in words why a person may read a thing or not, what they may do in its networks, and what would change it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Somebody and something, as people name them."""
        parser.add_argument("expert", help="e-mail address or handle")
        parser.add_argument(
            "object",
            help="reference of a record, topic or file, or the address of its page; titles are not searched",
        )

    def handle(self, *args: object, **options: str) -> None:
        """Prints the explanation. CommandError for somebody or something unknown, with what can be named."""
        expert = self._expert(options["expert"].strip())
        things = things_named(options["object"])
        if not things:
            raise CommandError(
                "There is nothing of this name. Name a record, topic or file by its reference, or give its address."
            )
        viewer = viewer_of(expert)
        for line in _about(expert, viewer):
            self.stdout.write(line)
        for thing in things:
            for line in _told(expert, viewer, thing):
                self.stdout.write(line)

    def _expert(self, words: str) -> Expert:
        found = (
            Expert.objects.filter(email__iexact=words).first() or Expert.objects.filter(handle=words).first()
        )
        if found is None:
            raise CommandError(f"Nobody has the address or handle {words}.")
        return found


def _about(expert: Expert, viewer: Viewer) -> Iterator[str]:
    body = expert.administration.name if expert.administration else "no administration"
    counts = "the account counts today" if viewer.is_active else "THE ACCOUNT DOES NOT COUNT TODAY"
    yield f"{expert.full_name}, {expert.get_kind_display()}, {body}: {counts}"
    yield "brings what is read by"
    yield from (f"  - {who(token)}" for token in sorted(viewer.tokens))


def _told(expert: Expert, viewer: Viewer, thing: Named) -> Iterator[str]:
    yield ""
    yield f"{thing.what}: {thing.marking.label}{_summary_label(thing.marking)}"
    for each in explain(expert, viewer, thing.marking):
        yield from _part(each)
    acts = sorted(_acts(viewer, thing.marking))
    yield f"may do: {'; '.join(acts)}" if acts else "may do nothing in its networks or for its administration"


def _summary_label(marking: Marking) -> str:
    return f", its summary {marking.summary_label}" if marking.summary_label else ""


def _part(each: Explanation) -> Iterator[str]:
    if each.readable:
        yield f"{each.part.label}: READS IT, being among"
        yield from (f"  - {words}" for words in each.because)
    elif each.because:
        yield f"{each.part.label}: does not read it. It is for"
        yield from (f"  - {words}" for words in each.because)
        yield "  One of these would let them in:"
        yield from (f"    * {words}" for words in each.would_let_in)
    else:
        yield f"{each.part.label}: nobody reads it: this thing has no such part now"
    if not each.is_as_computed:
        yield "  FAULT: the stored readers differ from those its marking gives. Report this before anything else."


def _acts(viewer: Viewer, marking: Marking) -> Iterator[str]:
    for network in marking.networks.order_by("name"):
        held = sorted(name for name, kind, pk in viewer.grants if (kind, pk) == ("network", network.pk))
        if held:
            yield f"{', '.join(held)} in {network.name}"
    held = sorted(
        name
        for name, kind, pk in viewer.grants
        if (kind, pk) == ("administration", marking.administration_id)
    )
    if held and marking.administration:
        yield f"{', '.join(held)} for {marking.administration.name}"
