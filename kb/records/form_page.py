"""What the page of the guided form shows: groups with their fields in order, and the sentence who will read it."""

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest

from kb.records.actions.marking import MarkingChoice
from kb.records.editing import Sitting
from kb.records.forms import MarkingForm
from kb.records.register import Group, Register, Words
from kb.records.rows import ChildRows
from networks.access import tokens
from networks.access.actions.mark import facts_of
from networks.access.enums import Label, Shape
from networks.access.viewer import Viewer
from networks.access.wording import readers_sentence, summary_sentence


@dataclass(frozen=True)
class FormField:
    """One field, or the child rows of one relation."""

    bound: BoundField | None
    rows: ChildRows | None
    label: Words
    needed: bool
    preview: bool
    title: bool


@dataclass(frozen=True)
class FormGroup:
    """A group of the form; folded unless it is the one that suffices or has errors."""

    key: str
    title: Words
    why: Words
    fields: list[FormField]
    open: bool


def form_context(request: HttpRequest, sitting: Sitting) -> dict[str, Any]:
    """Context of `records/form.html`."""
    register = sitting.register
    record = sitting.record
    base = f"{record.get_absolute_url()}edit/" if record else f"{register.url}new/"
    tail = f"?{request.GET.urlencode()}" if request.GET and not record else ""
    return {
        "register": register,
        "record": record,
        "form": sitting.form,
        "marking_form": sitting.marking_form,
        "errors": [*sitting.errors, *_marking_errors(sitting.marking_form), *_row_errors(sitting)],
        "groups": [_group(sitting, group) for group in register.groups],
        "key": sitting.key,
        "version": sitting.version,
        "action": f"{base}{tail}",
        "autosave_url": "" if record and record.live else f"{base}autosave/{tail}",
        "upload_url": f"{base}files/{tail or f'?key={sitting.key}'}",
        "readers": words_for(
            sitting.viewer, register, _choice_now(sitting), record.marking if record else None
        ),
    }


def _group(sitting: Sitting, group: Group) -> FormGroup:
    fields = [_field(sitting, name) for name in group.fields]
    wrong = any(each.bound is not None and each.bound.errors for each in fields)
    first = group == sitting.register.groups[0]
    return FormGroup(group.key, group.title, group.why, fields, first or wrong)


def _field(sitting: Sitting, name: str) -> FormField:
    register = sitting.register
    if name in register.children:
        rows = sitting.form.rows_named(name)
        return FormField(
            None, rows, rows.model._meta.verbose_name_plural, name in register.suffices, False, False
        )
    bound = sitting.form[name]
    label = register.body_label if name == "body" and register.body_label else bound.label
    return FormField(bound, None, label, name in register.suffices, name in register.prose, name == "title")


def _marking_errors(form: MarkingForm) -> list[str]:
    return [
        f"{form.fields[name].label}: {errors[0]}"
        for name, errors in form.errors.items()
        if name in form.fields
    ]


def _row_errors(sitting: Sitting) -> list[str]:
    if not sitting.form.is_bound:
        return []
    found = []
    for rows in sitting.form.rows:
        found += [str(message) for message in rows.non_form_errors()]
        for form in rows.forms:
            found += [
                f"{form.fields[name].label}: {errors[0]}"
                for name, errors in form.errors.items()
                if name in form.fields
            ]
    return found


def _choice_now(sitting: Sitting) -> MarkingChoice:
    form = sitting.marking_form
    if form.is_bound and form.is_valid():
        return form.choice()
    initial = form.initial
    networks = form.fields["networks"].queryset.filter(pk__in=initial.get("networks", []))
    return MarkingChoice(initial["label"], initial.get("summary_label", ""), networks=tuple(networks))


def words_for(viewer: Viewer, register: Register, choice: MarkingChoice, marking: Any = None) -> str:
    """*Who will be able to read this* for a choice that may not be saved yet."""
    if marking is not None:
        facts = facts_of(marking)
    else:
        facts = tokens.Facts(
            shape=Shape.RECORD,
            label=Label.AMBER,
            owner=viewer.expert_id,
            administration=viewer.administration_id,
        )
    chosen = choice.facts_on(facts)
    return " ".join(filter(None, [readers_sentence(chosen), summary_sentence(chosen)]))


def words_for_sent(viewer: Viewer, register: Register, query: Any) -> str:
    """The same for what a form sent while somebody chooses."""
    form = MarkingForm(viewer, register, None, query)
    if not form.is_valid():
        return next(iter(_marking_errors(form)), "")
    return words_for(viewer, register, form.choice())
