"""What records offer to search: summary and text kept apart, the text of a register's own fields with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Max, Model

from kb.records.enums import LISTED_STATES
from kb.records.export import with_everything
from kb.records.models import Record, RecordAttachment
from kb.records.presentation import ELSEWHERE
from kb.records.register import Register
from kb.records.registry import register_of, registers
from kb.records.titles import titles_of
from networks.access.enums import Part
from networks.access.models import MarkingToken
from networks.events.models import Event
from networks.events.searchable import Entry, Source, register_source
from networks.library.models import StoredFile
from networks.prose import plain

RECORD, MARKING, PERSON = "records.record", "access.marking", "people.expert"
BATCH = 300


def ids_of(events: Sequence[Event]) -> set[int]:
    """Records these events may have changed: by themselves, through their marking, or as the work of a person."""
    records = {each.subject_id for each in events if each.subject_type == RECORD}
    markings = {each.subject_id for each in events if each.subject_type == MARKING}
    if markings:
        records |= set(Record.objects.filter(marking__in=markings).values_list("pk", flat=True))
    people = {each.subject_id for each in events if each.subject_type == PERSON}
    if people:
        records |= set(Record.objects.filter(marking__owner__in=people).values_list("pk", flat=True))
    return records


def load(ids: Collection[int]) -> list[Entry]:
    """Entries of those of the records that lists show: what was superseded or archived is in neither. Constant queries."""
    base = Record.objects.filter(pk__in=ids, state__in=LISTED_STATES)
    by_type: dict[int, list[int]] = defaultdict(list)
    for pk, content_type in base.values_list("pk", "content_type"):
        by_type[content_type].append(pk)
    return [entry for kind, found in by_type.items() for entry in _of_register(register_of(kind), found)]


def _of_register(register: Register, ids: list[int]) -> list[Entry]:
    records = list(with_everything(register).select_related("marking__owner").filter(pk__in=ids))
    tokens = _tokens([record.marking_id for record in records])
    versions = _versions(records)
    files = _files(records)
    return [
        _entry(register, record, tokens[record.marking_id], versions[record.pk], files[record.pk])
        for record in records
    ]


def _files(records: list[Record]) -> dict[int, list[str]]:
    """Names of the files each published text names."""
    named = list(
        RecordAttachment.objects.filter(record__in=records).values_list("record_id", "file_reference")
    )
    references = {reference for _record, reference in named}
    stored = StoredFile.objects.filter(reference__in=references).exclude(part=Part.DRAFT)
    by_reference = {each.reference: each for each in stored.only("reference", "marking_id", "name")}
    markings = {record.pk: record.marking_id for record in records}
    found: dict[int, list[str]] = defaultdict(list)
    for record, reference in named:
        file = by_reference.get(reference)
        if file is not None and file.marking_id == markings[record]:
            found[record].append(file.name)
    return found


def _entry(
    register: Register, record: Record, tokens: dict[str, set[str]], version: int, files: list[str]
) -> Entry:
    foreign = record.language is not None and record.language.code != "en"
    return Entry(
        source="records",
        pk=record.pk,
        version=version,
        kind=register.slug,
        reference=record.reference,
        url=record.get_absolute_url(),
        language=record.language.code if record.language else "en",
        title=record.title,
        summary=record.summary,
        title_en=record.title_en if foreign else "",
        summary_en=record.summary_en if foreign else "",
        body="\n".join([body_of(record, register), *files]),
        labels=in_languages([*record.topics.all(), *record.countries.all()]),
        body_labels=_body_labels(record, register),
        people=(record.marking.owner.full_name,) if record.marking.owner else (),
        marking_id=record.marking_id,
        summary_tokens=frozenset(tokens.get(Part.SUMMARY, set())),
        body_tokens=frozenset(tokens.get(Part.BODY, set())),
        label=record.marking.label,
        networks=tuple(each.slug for each in record.marking.networks.all()),
        countries=tuple(each.code for each in record.countries.all()),
        topics=tuple(each.code for each in record.topics.all()),
        grade=record.grade,
        pointer=record.is_pointer,
        held_by=record.holder,
        year=record.first_published_at.year if record.first_published_at else None,
        updated_at=record.updated_at,
    )


def body_of(record: Record, register: Register) -> str:
    """Every word of the published text outside the summary, as plain text. Of a pointer: who holds it, how to ask."""
    if record.is_pointer:
        told = (record.holder, record.contact_address, plain(record.how_to_ask))
        return "\n".join(word for word in told if word)
    words = [_words(record, register, name) for name in register.form_fields if name not in ELSEWHERE]
    words += [_row_words(row) for name in register.children for row in getattr(record, name).all()]
    return "\n".join(word for word in words if word)


def _body_labels(record: Record, register: Register) -> dict[str, str]:
    """Names of networks, and of terms in other languages than the one the body has them in."""
    if record.is_pointer:
        return in_languages(record.marking.networks.all())
    many = {field.name for field in record._meta.many_to_many if field.name not in ELSEWHERE}
    terms = [term for name in register.form_fields if name in many for term in getattr(record, name).all()]
    return in_languages([*record.marking.networks.all(), *terms])


def in_languages(things: Iterable[Any]) -> dict[str, str]:
    """What things are called, by language; English for those that have one name only."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in things:
        for language, name in {"en": getattr(each, "name", str(each)), **getattr(each, "names", {})}.items():
            found[language].append(name)
    return {language: ", ".join(dict.fromkeys(names)) for language, names in sorted(found.items())}


def _words(record: Record, register: Register, name: str) -> str:
    field = record._meta.get_field(name)
    value = getattr(record, name)
    if field.many_to_many:
        return ", ".join(str(each) for each in value.all())
    if field.choices:
        return str(getattr(record, f"get_{name}_display")())
    if name in register.prose:
        return plain(value)
    return str(value or "")


def _row_words(row: Model) -> str:
    text = getattr(row, "text", "")
    return f"{row}\n{plain(text)}" if text else str(row)


def _tokens(markings: list[int]) -> dict[int, dict[str, set[str]]]:
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = MarkingToken.objects.filter(marking__in=markings, part__in=(Part.SUMMARY, Part.BODY))
    for marking, part, token in rows.values_list("marking_id", "part", "token"):
        found[marking][part].add(token)
    return found


def _versions(records: list[Record]) -> dict[int, int]:
    of_records = _newest(RECORD, {each.pk for each in records})
    of_markings = _newest(MARKING, {each.marking_id for each in records})
    return {each.pk: max(of_records.get(each.pk, 0), of_markings.get(each.marking_id, 0)) for each in records}


def _newest(kind: str, ids: set[int]) -> dict[int, int]:
    events = Event.objects.filter(subject_type=kind, subject_id__in=ids).order_by()
    return dict(events.values("subject_id").annotate(newest=Max("pk")).values_list("subject_id", "newest"))


def all_ids() -> Iterator[list[int]]:
    """Every record's id, ascending, in batches."""
    last = 0
    while batch := list(
        Record.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield batch
        last = batch[-1]


def markings_of(ids: Collection[int]) -> Mapping[int, int]:
    """Marking by record, of those that lists show: what becomes of a withdrawn one is nobody's news."""
    return dict(Record.objects.listed().filter(pk__in=ids).values_list("pk", "marking_id"))


register_source(
    Source(
        name="records",
        events=("record.*", "marking.*", "person.edited"),
        ids_of=ids_of,
        load=load,
        all_ids=all_ids,
        markings_of=markings_of,
        titles=titles_of,
        kind_names=lambda: {register.slug: str(register.label_plural) for register in registers()},
    )
)
