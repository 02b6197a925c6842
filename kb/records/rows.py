"""Child rows in a form.

The page sends all of them each time and no ids, so nothing can be forged, doubled by an autosave, or lost.
"""

from functools import lru_cache
from typing import Any

from django import forms
from modelcluster.models import get_all_child_relations

from kb.records.choices import call_by_name, held_by
from kb.records.models import Record
from kb.records.row_rules import RowForm, refuse_repeated

MOST_ROWS = 40


class ChildRows(forms.BaseFormSet):
    """A formset over one child relation whose rows replace the ones that were there."""

    relation: str
    model: type
    title: str

    def __init__(self, data: Any = None, *, instance: Record) -> None:
        initial = (
            None if data is not None else [_values(row, self.form) for row in _rows(instance, self.relation)]
        )
        super().__init__(data, prefix=self.relation, initial=initial)
        # What a refused submission says about the rows as a whole.
        self.lacking: list[str] = []

    def initial_form_count(self) -> int:
        """None when bound: every row that was sent counts as new."""
        return 0 if self.is_bound else super().initial_form_count()

    def clean(self) -> None:
        """No row says again what may stand once."""
        sent = [form for form in self.forms if form.has_changed() and form.is_valid()]
        refuse_repeated(self.model, [form for form in sent if form not in self.deleted_forms])

    def apply_to(self, record: Record) -> None:
        """Put the rows that were sent in place of the record's own."""
        kept = [form for form in self.forms if form.has_changed() and form not in self.deleted_forms]
        rows = [form.save(commit=False) for form in kept]
        for position, row in enumerate(rows):
            if hasattr(row, "sort_order"):
                row.sort_order = position
        setattr(record, self.relation, rows)


def _rows(instance: Record, relation: str) -> list[Any]:
    return list(getattr(instance, relation).all())


def _values(row: Any, form: type[forms.ModelForm]) -> dict[str, Any]:
    return forms.model_to_dict(row, fields=form._meta.fields) | held_by(row, form)


@lru_cache
def rows_class(model: type[Record], relation: str) -> type[ChildRows]:
    """The formset of one child relation of a record's model."""
    rel = next(each for each in get_all_child_relations(model) if each.get_accessor_name() == relation)
    child = rel.related_model
    left_out = {rel.field.name, "id", "sort_order"}
    names = [field.name for field in child._meta.fields if field.name not in left_out]
    form = forms.modelform_factory(child, form=RowForm, fields=names, widgets=_widgets(child, names))
    call_by_name(form)
    factory = forms.formset_factory(
        form, formset=ChildRows, extra=1, can_delete=True, max_num=MOST_ROWS, validate_max=True
    )
    return type("Rows", (factory,), {"relation": relation, "model": child})


def _widgets(child: type, names: list[str]) -> dict[str, forms.Widget]:
    kinds = {name: child._meta.get_field(name).get_internal_type() for name in names}
    dates = {
        name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        for name, kind in kinds.items()
        if kind == "DateField"
    }
    texts = {name: forms.Textarea(attrs={"rows": 3}) for name, kind in kinds.items() if kind == "TextField"}
    return dates | texts
