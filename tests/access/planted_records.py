"""Records on the stage: a canary of its own in every field, in the discussion and in a file, of every state and label."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import models

from kb.practices.models import BuildingBlock, Practice
from kb.records.enums import Stage, State, Vocabulary
from kb.records.models import Record, RecordAttachment, Review, Term
from kb.training.models import Availability, CourseGiven, TeachingLanguage, Trainer
from networks.access.actions.mark import mark
from networks.access.enums import Exposure, Part
from networks.access.models import Marking
from networks.access.viewer import viewer_of
from networks.discussions.actions.post import post
from networks.discussions.actions.start_topic import start_topic
from networks.events import relay
from networks.library.actions.store_file import store_file
from networks.spaces.enums import NetworkRole, OfficeRole
from tests import factories
from tests.access import oracle
from tests.access.cast import NETWORK
from tests.access.matrix import Stage as TheStage
from tests.access.oracle import BODY, HIDDEN, PUBLISHED, TALK, WITHDRAWN
from tests.access.planted_concerns import FOLLOWER, concern
from tests.access.things import Planned, planned
from tests.access.worlds import TODAY

# Stands in every text, so that one question finds them all.
COMMON = "Kestrelword"
SUMMARY_FIELDS = ("title", "summary", "title_en", "summary_en")
# What a pointer holds in place of a text: it is of the BODY.
POINTER_WORDS = ("held_by", "contact_address", "how_to_ask")
# Every address below a record's own.
BELOW = (
    "", "draft/", "history/", "history/1/2/", "edit/", "review/", "links/", "marking/", "readers-log/", "readers/",
    "copy/", "print/",
    "question/", "questions/", "grade/", "release/", "withdraw/", "confirm/", "owner/", "delete/",
)  # fmt: skip


@dataclass
class Planted:
    """Where a record stands now."""

    plan: Planned
    record: Record
    prefix: str
    """What the names of its canaries begin with."""
    addresses: list[str] = field(default_factory=list)


def plant(
    stage: TheStage,
    models_planted: Iterable[type[Record]] = (Practice, Trainer),
    names: Collection[str] | None = None,
) -> list[Planted]:
    """Everything, of both registers; or only the plans of these names."""
    _keepers(stage)
    topic = Term.objects.create(vocabulary=Vocabulary.TOPIC, code="kestrel", name="Kestrels")
    found = [
        plant_one(stage, model, plan, topic)
        for model in models_planted
        for plan in planned()
        if _fits(model, plan) and (names is None or plan.name in names)
    ]
    _topic(stage)
    relay.drain()
    _global_doors(stage)
    return found


def _fits(model: type[Record], plan: Planned) -> bool:
    """Trainers are cleared and never offered to validators."""
    return model is Practice or not plan.thing.validating


def _keepers(stage: TheStage) -> None:
    """The people who have to do with the records themselves. Who follows them all is known to administrators only."""
    factories.ExpertFactory(invited=True, family_name=stage.plant(FOLLOWER, {"administrator"}, shown=False))
    home = factories.AdministrationFactory(name="Home administration")
    for role, at_home, seat in (
        ("owner", True, NetworkRole.CONTRIBUTOR),
        ("contributing", False, NetworkRole.CONTRIBUTOR),
        ("colleague", True, NetworkRole.MEMBER),
        ("own_ncp", True, None),
        ("named", False, NetworkRole.MEMBER),
    ):
        person = factories.ExpertFactory(**({"administration": home} if at_home else {}))
        stage.people[role] = person
        if seat:
            factories.seat(stage.network, person, seat)
        else:
            factories.office(person, OfficeRole.NCP)


def plant_one(stage: TheStage, model: type[Record], plan: Planned, topic: Term) -> Planted:
    """One thing, from its form to the state its plan asks for."""
    prefix = f"CNRY{model.__name__}{plan.name}"
    marking = _marking(stage, plan)
    text = model(marking=marking, state=State.DRAFT, live=False, language=factories.LanguageFactory())
    text.is_pointer = plan.pointer
    _fill(stage, plan, text, prefix)
    text.countries.set([factories.CountryFactory(code="PL")])
    text.topics.set([topic])
    files = [] if plan.pointer else [_file(stage, plan, text, prefix)]
    text.save()
    text.save_revision(user=stage.people["owner"], clean=False)
    record = _bring_to(stage, plan, text, prefix)
    planted = Planted(plan, record, prefix, files)
    planted.addresses += [f"{record.get_absolute_url()}{below}" for below in BELOW]
    planted.addresses.append(f"/api/v1/{record.register.slug}/{record.reference}/")
    if plan.thing.exposure == PUBLISHED:
        talk = _talk(stage, plan, record, prefix)
        planted.addresses += [talk, f"{talk}posts/1/edit/", f"{talk}posts/1/remove/"]
    return planted


def _file(stage: TheStage, plan: Planned, text: Record, prefix: str) -> str:
    kept = store_file(
        viewer_of(stage.people["owner"]),
        text.marking,
        Part.DRAFT,
        ContentFile(_in_file(stage, plan, f"{prefix}File").encode()),
        name="plan.txt",
    )
    text.attachments = [RecordAttachment(file_reference=kept.reference)]
    return kept.get_absolute_url()


def _marking(stage: TheStage, plan: Planned) -> Marking:
    thing = plan.thing
    marking = Marking.objects.create(
        shape=thing.shape,
        label=thing.label,
        summary_label=thing.summary_label,
        administration=stage.people["owner"].administration,
        owner=stage.people["owner"],
    )
    marking.networks.set([stage.network])
    marking.recipients.set(stage.people[role] for role in thing.recipients)
    marking.contributors.set(stage.people[role] for role in thing.contributors)
    mark(marking)
    return marking


def _canary(stage: TheStage, plan: Planned, name: str, *, summary: bool = False) -> str:
    """A canary of a field. What is withdrawn is shown to nobody again, but to those who read old versions."""
    shown = plan.thing.exposure != WITHDRAWN
    return stage.plant(name, plan.readers_of_field(summary=summary), shown=shown)


def _in_file(stage: TheStage, plan: Planned, name: str) -> str:
    """A file named by the published text is read with its BODY: who reads drafts only has the draft's."""
    if plan.thing.exposure == PUBLISHED:
        return stage.plant(name, plan.readers(BODY))
    return _canary(stage, plan, name)


def _fill(stage: TheStage, plan: Planned, text: Record, prefix: str) -> None:
    for name in _text_fields(text):
        canary = _canary(
            stage, plan, f"{prefix}{name.title().replace('_', '')}", summary=name in SUMMARY_FIELDS
        )
        setattr(text, name, f"{COMMON} {canary}")
    if text.is_pointer:
        return
    for child, names in _rows(text):
        for name in names:
            setattr(child, name, _canary(stage, plan, f"{prefix}Row{name.title().replace('_', '')}"))


def _text_fields(text: Record) -> Iterator[str]:
    """Fields of the form that hold free words; of a pointer those it has."""
    if text.is_pointer:
        yield from (*SUMMARY_FIELDS, *POINTER_WORDS)
        return
    for name in text.register.form_fields:
        each = text._meta.get_field(name)
        if isinstance(each, models.CharField | models.TextField) and not each.choices:
            yield name


def _rows(text: Record) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """One row of each child relation that holds words, with the names of those fields."""
    if isinstance(text, Practice):
        block = BuildingBlock()
        yield block, ("title", "text")
        text.building_blocks = [block]
    else:
        course = CourseGiven(year=2025)
        yield course, ("title", "place")
        text.courses_given = [course]
        free = Availability(begins_on=TODAY, ends_on=TODAY)
        yield free, ("note",)
        text.availability = [free]
        text.teaching_languages = [TeachingLanguage(language=factories.LanguageFactory(), level="native")]


def _bring_to(stage: TheStage, plan: Planned, text: Record, prefix: str) -> Record:
    """From a draft to the state the plan asks for, by the code that does it in earnest where there is such code."""
    thing, owner = plan.thing, stage.people["owner"]
    mark(text.marking, submitted=thing.submitted, validating=thing.validating)
    if thing.exposure == HIDDEN and thing.submitted:
        stage_now = Stage.VALIDATION if thing.validating else Stage.CLEARANCE
        note = _canary(stage, plan, f"{prefix}Note")
        Review.objects.create(
            record=text.as_record(),
            revision=text.latest_revision,
            submitted_by=owner,
            stage=stage_now,
            change_note=note,
        )
    if thing.exposure == HIDDEN:
        return text
    text.publish(text.latest_revision, user=owner, skip_permission_checks=True)
    record = type(text).objects.get(pk=text.pk)
    if thing.exposure == WITHDRAWN:
        _withdraw(record)
    if plan.redraft:
        record.body = f"{COMMON} {stage.plant(f'{prefix}Newer', plan.readers('DRAFT'))}"
        record.save_revision(user=owner, clean=False)
    if thing.exposure == PUBLISHED:
        concern(stage, plan, record, prefix)
    return record


def _withdraw(record: Record) -> None:
    record.state = State.WITHDRAWN
    record.save(update_fields=["state"])
    mark(record.marking, exposure=Exposure.WITHDRAWN)


def _talk(stage: TheStage, plan: Planned, record: Record, prefix: str) -> str:
    topic = record.discussion.topic
    canary = stage.plant(f"{prefix}Talk", plan.readers(TALK))
    post(viewer_of(stage.people["owner"]), topic.reference, body=canary, key=uuid4())
    return topic.get_absolute_url()


def _topic(stage: TheStage) -> None:
    """A discussion of the network itself."""
    plan = Planned("Topic", oracle.Thing(oracle.PLAIN, oracle.AMBER, networks=frozenset({NETWORK})))
    title, body = (stage.plant(f"CNRYPracticeTopic{name}", plan.readers(BODY)) for name in ("Title", "Body"))
    lead = viewer_of(stage.people["lead"])
    topic = start_topic(lead, stage.network, title=f"{COMMON} {title}", body=body, key=uuid4())
    stage.door(topic.get_absolute_url(), "/networks/matrix/discussions/new/")


def _global_doors(stage: TheStage) -> None:
    """Pages that gather."""
    for slug in ("practices", "trainers"):
        stage.door(
            *(
                f"/kb/{slug}/{query}"
                for query in ("", "?page=2", f"?q={COMMON}", "?label=TLP%3ARED", "?network=matrix")
            ),
            f"/kb/{slug}/export.csv",
            f"/kb/{slug}/export.xlsx",
            f"/kb/{slug}/export.json",
            f"/kb/{slug}/feed.xml",
            f"/kb/{slug}/similar/?title={COMMON}",
            f"/kb/{slug}/new/",
            f"/kb/{slug}/readers/?label=TLP%3AAMBER",
            f"/api/v1/{slug}/?limit=500",
        )
    stage.door(*(f"/search/?q={COMMON}&page={page}" for page in (1, 2, 3, 4)), f"/search/suggest/?q={COMMON}")
    stage.door(
        "/",
        "/api/v1/",
        "/api/v1/schema/",
        "/kb/",
        "/workspace/",
        "/workspace/notices/",
        "/workspace/copies/",
        "/networks/matrix/",
        "/networks/matrix/discussions/",
    )
