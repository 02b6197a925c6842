"""How a record bears on others: its authors add and remove links."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kb.records import queries
from kb.records.access import check_edit
from kb.records.actions.link import link, unlink
from kb.records.forms import LinkForm
from kb.records.links import links_of
from kb.records.models import Record
from kb.records.registry import register_named
from kb.records.views.pages import reference_in
from networks.access.http import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def links_page(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """The links this author may see. `do=remove` takes one away, everything else adds one."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_edit(request.viewer, record)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(request, record, form):
        return redirect(request.path)
    context = {
        "record": record,
        "register": record.register,
        "bonds": links_of(request.viewer, record),
        "form": form,
    }
    return render(request, "records/links.html", context, status=422 if request.method == "POST" else 200)


def _done(request: ViewerRequest, record: Record, form: LinkForm) -> bool:
    removing = request.POST.get("do") == "remove"
    change = unlink if removing else link
    try:
        change(request.viewer, record, form.cleaned_data["other"], form.kind_chosen())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Link removed.") if removing else _("Link added."))
    return True
