"""How a record of the demo world came to be: written, sent back once, cleared, validated, published; each on its day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from kb.founding.demo import past
from kb.founding.demo.past import Past
from kb.founding.demo.world import World, at, workdays_before
from kb.founding.files import DEMO, Table, read
from kb.records.actions.clear import clear, publish_reviewed, return_for_changes
from kb.records.actions.draft import create_draft, save_draft, version_of
from kb.records.actions.marking import MarkingChoice
from kb.records.actions.submit import submit
from kb.records.actions.validate import validate
from kb.records.actions.withdraw import confirm, withdraw
from kb.records.enums import HIGHEST_FIRST, Grade, Stage, State
from kb.records.models import Record, Review
from kb.records.register import Register
from networks.access.viewer import Viewer
from networks.discussions.models import Topic


@dataclass(frozen=True)
class Days:
    """The calendar of one record, each some working days before the next."""

    begun: date
    returned: date
    sent: date
    cleared: date
    validated: date
    out: date


def days_until(out: date) -> Days:
    """Counted back from the day of publication."""
    validated = workdays_before(out, 2)
    cleared = workdays_before(validated, 4)
    sent = workdays_before(cleared, 2)
    returned = workdays_before(sent, 3)
    return Days(workdays_before(returned, 6), returned, sent, cleared, validated, out)


class Lives:
    """Leads records through the real actions, so that nothing stands in the demo world that the rules forbid."""

    def __init__(self, world: World, moments: Past) -> None:
        self.world = world
        self.past = moments
        remarks = read(DEMO / "remarks.toml")
        self._returned = cycle(remarks["returned"])
        self._corrected = cycle(remarks["corrected"])
        self._validated: dict[str, Iterator[str]] = {
            grade: cycle(texts) for grade, texts in remarks["validated"].items()
        }

    def begin(self, register: Register, text: Record, row: Table, choice: MarkingChoice, day: date) -> Record:
        """A draft of its owner, written on this day."""
        record = create_draft(self.world.viewer(row["owner"]), register, text, choice).record
        past.move_version(record, at(day, 8, 15))
        self.past.happened(at(day, 8, 15))
        Record.objects.filter(pk=record.pk).update(created_at=at(day, 8, 15), updated_at=at(day, 8, 15))
        return record

    def rewrite(self, record: Record, row: Table, text: Record, day: date) -> None:
        """The next version of the text."""
        current = Record.objects.get(pk=record.pk)
        save_draft(self.world.viewer(row["owner"]), text, version_of(current))
        past.move_version(record, at(day, 10, 40))
        self.past.happened(at(day, 10, 40))
        Record.objects.filter(pk=record.pk, live=False).update(updated_at=at(day, 10, 40))

    def send(self, record: Record, row: Table, day: date, note: str = "") -> Review | None:
        """Sent for clearance; None where it is published at once."""
        current = Record.objects.get(pk=record.pk)
        review = submit(self.world.viewer(row["owner"]), record, version_of(current), note)
        self.past.happened(at(day, 11, 5))
        if review is not None:
            past.move_start(review, at(day, 11, 5))
        return review

    def send_back(self, review: Review, row: Table, day: date) -> None:
        """The contact point asks for changes."""
        return_for_changes(self._contact_point(row), review, next(self._returned))
        past.move_decision(review, at(day, 9, 30))
        past.move_end(review, at(day, 9, 30))
        self.past.happened(at(day, 9, 30))

    def correction_note(self) -> str:
        """What an author says has changed."""
        return next(self._corrected)

    def clear(self, review: Review, row: Table, day: date) -> Review:
        """The contact point clears; without validators named in the file the text is published ungraded."""
        viewer = self._contact_point(row)
        cleared = clear(viewer, review)
        if cleared.stage == Stage.VALIDATION and row["state"] != "cleared" and not row.get("validators"):
            self.past.forget("record.validation_opened")
            publish_reviewed(viewer, cleared)
        past.move_decision(cleared, at(day, 13, 20))
        past.move_stage(cleared, at(day, 13, 20))
        if cleared.stage == Stage.CLOSED:
            past.move_end(cleared, at(day, 13, 20))
        self.past.happened(at(day, 13, 20))
        return cleared

    def validate(self, review: Review, row: Table, days: Days) -> None:
        """Two validators; the lower of their grades is the one in the file."""
        final = Grade.SUPPORTED if row["grade"] == Grade.WITHDRAWN else Grade(row["grade"])
        moments = (at(days.validated, 12, 10), at(days.out, 9, 45))
        for email, grade, moment in zip(row["validators"], grades_of(final), moments, strict=True):
            validate(self.world.viewer(email), review, grade, next(self._validated[grade]))
            past.move_decision(review, moment)
            self.past.happened(moment)
        past.move_end(review, at(days.out, 9, 45))

    def date_publication(self, record: Record, out: date) -> None:
        """Dates of the row and of its discussion, as they would stand had it been published then."""
        moment = at(out, 9, 45)
        due = record.register.next_review(out)
        Record.objects.filter(pk=record.pk).update(
            first_published_at=moment, last_published_at=moment, updated_at=moment, review_due=due
        )
        Topic.objects.filter(about_record__record=record.pk).update(started_at=moment, last_activity=moment)

    def keep_current(self, record: Record, row: Table) -> None:
        """Whoever was asked has confirmed it, except where the file says that nobody did."""
        stored = Record.objects.get(pk=record.pk)
        if not stored.review_due or stored.review_due > self.world.today:
            return
        if row["state"] == State.UNCONFIRMED:
            Record.objects.filter(pk=record.pk).update(state=State.UNCONFIRMED)
            return
        day = stored.review_due - timedelta(days=3)
        confirm(self.world.viewer(row["owner"]), stored)
        Record.objects.filter(pk=record.pk).update(review_due=stored.register.next_review(day))
        self.past.happened(at(day, 7, 50))

    def withdraw(self, record: Record, row: Table, day: date, reason: str) -> None:
        """Taken out by its owner."""
        withdraw(self.world.viewer(row["owner"]), Record.objects.get(pk=record.pk), reason)
        Record.objects.filter(pk=record.pk).update(updated_at=at(day, 14, 5))
        self.past.happened(at(day, 14, 5))

    def _contact_point(self, row: Table) -> Viewer:
        return self.world.viewer(self.world.contact_point(self.world.people[row["owner"]]))


def grades_of(final: Grade) -> tuple[Grade, Grade]:
    """Two grades of which the lower is this one: the first validator is a step more convinced, where there is a step."""
    place = HIGHEST_FIRST.index(final)
    return HIGHEST_FIRST[max(place - 1, 0)], final
