"""What a reader can do on the page of a record: one primary action, and a menu of the rest in a fixed order."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kb.records.access import is_author, is_keeper, may_clear, may_edit, may_keep, may_print, why_not_validate
from kb.records.actions.release import may_request_release
from kb.records.copies import PRINTED, hours_in_words
from kb.records.enums import CONFIRMED_STATES, READABLE_STATES, Stage, State
from kb.records.models import Record, Review
from networks.access.enums import Part
from networks.access.viewer import Viewer


@dataclass(frozen=True)
class Action:
    """A link, or a form that posts. `script`: what only a script can do, `print` or `keep`; hidden without one."""

    label: str
    url: str = ""
    post: bool = False
    script: str = ""


@dataclass(frozen=True)
class PageActions:
    """The one next thing, if there is one for this reader, and everything else."""

    primary: Action | None
    menu: list[Action]

    @property
    def keeps(self) -> bool:
        """Whether a copy can be kept on a device, so that the page says which one is."""
        return any(each.script == "keep" for each in self.menu)


def page_actions(
    viewer: Viewer,
    record: Record,
    parts: frozenset[Part],
    review: Review | None,
    offered: Action | None = None,
) -> PageActions:
    """`offered`: what the register asks of readers. Who decides decides, authors edit, readers do what is offered."""
    edit = Action(_("Edit"), f"{record.get_absolute_url()}edit/") if may_edit(viewer, record) else None
    decide = _decision(viewer, record, review)
    primary = decide or (None if edit and is_author(viewer, record) else offered) or edit
    first = [edit] if edit and edit != primary else []
    return PageActions(primary, [*first, *_menu(viewer, record, parts, review)])


def _decision(viewer: Viewer, record: Record, review: Review | None) -> Action | None:
    if review is None or is_author(viewer, record) or review.submitted_by_id == viewer.expert_id:
        return None
    clears = review.stage == Stage.CLEARANCE and may_clear(viewer, record)
    decides = clears or (review.stage == Stage.VALIDATION and not why_not_validate(viewer, review))
    return Action(_("Review and decide"), f"{record.get_absolute_url()}review/#decide") if decides else None


def _menu(viewer: Viewer, record: Record, parts: frozenset[Part], review: Review | None) -> Iterator[Action]:
    base, keeper, writes = record.get_absolute_url(), is_keeper(viewer, record), may_edit(viewer, record)
    if keeper and record.state in CONFIRMED_STATES:
        yield Action(_("Confirm it is still correct"), f"{base}confirm/", post=True)
    if Part.DRAFT in parts:
        yield Action(_("History"), f"{base}history/")
    if writes:
        yield Action(_("Related records"), f"{base}links/")
    if keeper and record.state != State.WITHDRAWN:
        yield Action(_("Change who can read it"), f"{base}marking/")
        yield Action(_("See who read it"), f"{base}readers-log/")
    if may_request_release(viewer, record):
        yield Action(_("Request release"), f"{base}release/")
    if Part.BODY in parts:
        yield from _copies(viewer, record)
    if keeper and record.state in READABLE_STATES:
        yield Action(_("Withdraw"), f"{base}withdraw/")
    if writes and not record.live and not review:
        yield Action(_("Delete draft"), f"{base}delete/")


def _copies(viewer: Viewer, record: Record) -> Iterator[Action]:
    if may_print(viewer, record):
        yield Action(_("Print with your name on it"), f"{record.get_absolute_url()}print/", post=True)
    elif record.marking.label not in PRINTED:
        yield Action(_("Print"), script="print")
    if may_keep(viewer, record):
        words = _("Keep offline for %(hours)s") % {"hours": hours_in_words(record)}
        yield Action(words, f"{record.get_absolute_url()}copy/", script="keep")
