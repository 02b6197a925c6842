"""Who is told of a questioned, lowered or kept grade."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kb.records.enums import Grade
from kb.records.grade_page import sentences_of
from kb.records.models import GradeCheck, GradeCheckCause, Record
from kb.records.validators import eligible_validators
from networks.access.enums import Part
from networks.access.reading import readers_of
from networks.events.models import Event
from networks.events.registry import Subject, register_subject
from networks.notices.registry import register_notice
from networks.people.models import Expert
from networks.text.titles import english_title

Concerned = Callable[[Record], QuerySet[Expert]]
_concerned: list[Concerned] = []


@dataclass(frozen=True)
class CheckSubject(Subject):
    """A check is called by its record, and read by whoever reads the text."""

    after: str = ""


def register_concerned(find: Concerned) -> None:
    """Tell these people too when a grade is lowered, as far as they may read the record's text."""
    _concerned.append(find)


def check_subjects(ids: Collection[int]) -> dict[int, Subject]:
    """Checks by id, in one query."""
    checks = GradeCheck.objects.select_related("record__marking", "record__language").filter(pk__in=ids)
    return {each.pk: _subject(each) for each in checks}


def _subject(check: GradeCheck) -> Subject:
    record = check.record
    return CheckSubject(
        title=english_title(record),
        url=f"{record.get_absolute_url()}grade/" if check.closed_at is None else record.get_absolute_url(),
        marking_id=record.marking_id,
        part=Part.BODY,
        label=record.marking.label,
        reference=record.reference,
        after=check.after,
    )


def asked(event: Event) -> QuerySet[Expert]:
    """Validators who may decide and, where an adoption failed, read that adoption."""
    cause = GradeCheckCause.objects.filter(pk=event.data.get("cause", 0), check_opened=event.subject_id)
    found = cause.select_related("check_opened__record__marking", "adoption__marking").first()
    return _may_decide_on(found) if found else Expert.objects.none()


def still_asked(event: Event) -> QuerySet[Expert]:
    """Validators who may still decide an open check: for one of its causes at least, and not after their administration."""
    check = GradeCheck.objects.open().filter(pk=event.subject_id).first()
    if check is None:
        return Expert.objects.none()
    causes = check.causes.select_related("check_opened__record__marking", "adoption__marking")
    people = Q(pk__in=[])
    for cause in causes:
        own = Q(pk=cause.expert_id) if cause.expert_id else Q(pk__in=[])
        people |= Q(pk__in=_may_decide_on(cause).exclude(own).order_by().values("pk"))
    return Expert.objects.filter(people).exclude(administration__in=check.decisions.values("administration"))


def _may_decide_on(cause: GradeCheckCause) -> QuerySet[Expert]:
    validators = eligible_validators(cause.check_opened.record)
    if cause.adoption is None:
        return validators
    marking = cause.adoption.marking
    readers = readers_of(marking.pk, Part.BODY).values("pk")
    return validators.filter(pk__in=readers).exclude(administration=marking.administration_id)


def concerned_by(event: Event) -> QuerySet[Expert]:
    """Authors, whoever questioned the grade, and whom other rooms name."""
    check = GradeCheck.objects.select_related("record__marking").filter(pk=event.subject_id).first()
    if check is None:
        return Expert.objects.none()
    marking = check.record.marking
    people = Q(pk=marking.owner_id) | Q(contributed_markings=marking.pk) | _doubters(check)
    for find in _concerned:
        people |= Q(pk__in=find(check.record).order_by().values("pk"))
    return Expert.objects.filter(people)


def doubters(event: Event) -> QuerySet[Expert]:
    """Whoever questioned the grade."""
    check = GradeCheck.objects.filter(pk=event.subject_id).first()
    return Expert.objects.filter(_doubters(check)) if check else Expert.objects.none()


def _doubters(check: GradeCheck) -> Q:
    return Q(pk__in=check.causes.exclude(expert=None).values("expert"))


def _questioned(event: Event, subject: Subject | None) -> str:
    title = subject.title if subject else ""
    if event.actor is None:
        return _("An adoption of “%(title)s” failed: please check the grade") % {"title": title}
    names = {"who": event.actor.full_name, "title": title}
    return _("%(who)s questions the grade of “%(title)s”: please check it") % names


def _late(_event: Event, subject: Subject | None) -> str:
    title = subject.title if subject else ""
    return _("The grade check of “%(title)s” is overdue: please decide") % {"title": title}


def _lowered(_event: Event, subject: Subject | None) -> str:
    after = getattr(subject, "after", "")
    grade = str(Grade(after).label) if after else ""
    return _("The grade of “%(title)s” was lowered: %(grade)s") % {
        "title": subject.title if subject else "",
        "grade": grade,
    }


def _kept(_event: Event, subject: Subject | None) -> str:
    title = subject.title if subject else ""
    return _("Validators checked the grade of “%(title)s”. It stays as it is.") % {"title": title}


def reasons_of(events: Sequence[Event]) -> dict[int, str]:
    """The validators' own sentences, by the event's id: three queries."""
    checks = GradeCheck.objects.filter(pk__in={event.subject_id for event in events})
    written = {each.pk: sentences_of(each) for each in checks.prefetch_related("decisions__administration")}
    return {
        each.pk: "\n".join(f"{words} ({body})" for words, body in written.get(each.subject_id, ()))
        for each in events
    }


register_subject("records.gradecheck", lambda pk: check_subjects([pk]).get(pk), check_subjects)
register_notice("grade.questioned", asked, _questioned)
register_notice("grade.late", still_asked, _late)
register_notice("grade.lowered", concerned_by, _lowered, details=reasons_of)
register_notice("grade.kept", doubters, _kept, details=reasons_of)
