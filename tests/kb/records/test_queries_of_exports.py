"""Exports, the API and search ask the database as often for many records as for few, in every register."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from kb.records import registry
from kb.records.enums import State
from kb.records.export import row_of, with_everything
from kb.records.models import Record, Term
from kb.records.register import Register
from kb.records.searchable import body_of
from networks.people.models import Country, Language
from tests.factories import ExpertFactory, marking

pytestmark = pytest.mark.django_db


def thing(model: type[models.Model], limits: dict[str, Any]) -> models.Model:
    """Something new of this kind to point at."""
    code = uuid4().hex[:8]
    if model is Term:
        return Term.objects.create(vocabulary=limits.get("vocabulary", "topic"), code=code, name=code)
    if model is Language:
        free = next(
            code for code in (a + b for a in "qwx" for b in "abcdefghijklmnopqrstuvwxyz")
            if not Language.objects.filter(code=code).exists()
        )  # fmt: skip
        return Language.objects.create(code=free, name=code)
    if model is Country:
        number = Country.objects.count()
        return Country.objects.create(code=f"{number:02}", name=code)
    if issubclass(model, Record):
        return filled(registry.register_of(model().content_type_id), rows=0)
    return ExpertFactory(given_name=code)


def values(model: type[models.Model]) -> dict[str, Any]:
    """Something in every field of a model that somebody fills in."""
    found: dict[str, Any] = {}
    for field in model._meta.local_fields:
        if field.primary_key or isinstance(field, ParentalKey):
            continue
        if field.is_relation:
            found[field.name] = thing(field.related_model, field.get_limit_choices_to())
        elif field.choices:
            found[field.name] = field.flatchoices[0][0]
        elif isinstance(field, models.DateField):
            found[field.name] = date(2026, 1, 1)
        elif isinstance(field, (models.IntegerField, models.DecimalField)):
            found[field.name] = 1
        elif isinstance(field, (models.CharField, models.TextField)):
            found[field.name] = "words"
    return found


def filled(register: Register, rows: int) -> Record:
    """A record with something in every field, and so many child rows of each kind."""
    model = register.model
    found = values(model) if model is not Record else {}
    record = model.objects.create(
        title="A title", marking=marking(), state=State.PUBLISHED, live=True, **found
    )
    for field in model._meta.many_to_many:
        getattr(record, field.name).set(
            [thing(field.related_model, field.get_limit_choices_to()) for _ in range(2)]
        )
    record.save()
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in register.children:
            child = relation.related_model
            for _row in range(rows):
                row = child.objects.create(**{relation.field.name: record}, **values(child))
                for field in child._meta.many_to_many:
                    getattr(row, field.name).add(thing(field.related_model, field.get_limit_choices_to()))
    return record


def asked(register: Register, ids: list[int]) -> int:
    """How many queries all columns and all text for the index take."""
    with CaptureQueriesContext(connection) as queries:
        found = list(with_everything(register).select_related("marking__owner").filter(pk__in=ids))
        for record in found:
            row_of(record, register.columns, True)
            body_of(record, register)
    assert len(found) == len(ids)
    return len(queries)


@pytest.mark.parametrize("register", registry.registers(), ids=lambda each: each.slug)
def test_columns_of_many_records_ask_as_often_as_those_of_two(register: Register) -> None:
    ids = [filled(register, rows=2).pk for _ in range(2)]
    few = asked(register, ids)
    ids += [filled(register, rows=4).pk for _ in range(3)]
    assert asked(register, ids) == few
    assert few <= 10 + 2 * (len(register.children) + len(register.model._meta.many_to_many))
