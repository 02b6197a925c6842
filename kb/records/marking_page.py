"""What the page *Who can read it* shows: the choice, what of it takes effect at once, and what was refused."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kb.records.access import may_clear
from kb.records.form_page import errors_of, readers_context
from kb.records.marking_form import MarkingForm
from kb.records.models import Record
from networks.access.enums import Exposure
from networks.access.viewer import Viewer
from networks.spaces.models import Network


def marking_context(viewer: Viewer, record: Record, form: MarkingForm) -> dict[str, Any]:
    """Context of `records/marking.html`."""
    return {
        "record": record,
        "register": record.register,
        "errors": [*errors_of(form), *form.non_field_errors()],
        "hint": _hint(viewer, record, form.held.networks if form.held else ()),
        **readers_context(viewer, record.register, record, form),
    }


def _hint(viewer: Viewer, record: Record, networks: tuple[Network, ...]) -> str:
    if networks and all(each.last_day for each in networks):
        return _(
            "All networks of this record have been closed. Choose another network so that people can read it again."
        )
    own = record.marking.owner_id == viewer.expert_id
    if record.marking.exposure == Exposure.HIDDEN or (may_clear(viewer, record) and not own):
        return ""
    return _("You can remove readers at once. To add readers, ask your national contact point.")


def tell_ignored(request: HttpRequest, form: MarkingForm) -> None:
    """Say which fields were filled in although the chosen label makes no use of them."""
    if names := form.ignored():
        words = _("Ignored, as it does not apply to %(label)s: %(fields)s.")
        messages.info(request, words % {"label": form.choice().label, "fields": names})


def sort_errors(form: Form, error: ValidationError) -> None:
    """Put what was refused to its fields; what belongs to none stands at the top."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
    for name, sentences in by_field.items():
        form.add_error(name if name in form.fields else None, sentences)
