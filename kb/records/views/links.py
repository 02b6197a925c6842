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
from kb.records.enums import LinkKind
from kb.records.forms import LinkForm
from kb.records.links import Bond, links_of
from kb.records.models import Record
from kb.records.registry import register_named
from kb.records.views.pages import reference_in
from networks.access.confirming import Confirmation, ask_first
from networks.access.http import ViewerRequest
from networks.text.titles import english_title


@require_http_methods(["GET", "HEAD", "POST"])
def links_page(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """The links this author may see. `do=remove` takes one away, everything else adds one."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_edit(request.viewer, record)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        bond = _to_remove(request, record, form)
        if bond is not None and (question := ask_first(request, _removing(record, bond))) is not None:
            return question
        if _done(request, record, form, bond):
            return redirect(request.path)
    context = {
        "record": record,
        "register": record.register,
        "bonds": links_of(request.viewer, record),
        "form": form,
    }
    return render(request, "records/links.html", context, status=422 if request.method == "POST" else 200)


def _to_remove(request: ViewerRequest, record: Record, form: LinkForm) -> Bond | None:
    """The link that would go, as far as this author sees it."""
    if request.POST.get("do") != "remove":
        return None
    named = form.cleaned_data["other"].strip().upper()
    bonds = (each for each in links_of(request.viewer, record) if each.outgoing)
    return next(
        (each for each in bonds if each.kind == form.kind_chosen() and each.other.reference == named), None
    )


def _removing(record: Record, bond: Bond) -> Confirmation:
    words = {"title": english_title(bond.other), "relationship": bond.words}
    if bond.kind == LinkKind.SUPERSEDES:
        what = _("“%(title)s” will no longer be marked as superseded.")
    else:
        what = _("Readers will no longer see the relationship “%(relationship)s”.")
    return Confirmation(
        title=_("Remove the link to “%(title)s”?") % words,
        label=_("Remove link"),
        cancel_url=f"{record.get_absolute_url()}links/",
        sentences=[what % words, _("Both records are kept. You can add the link again.")],
    )


def _done(request: ViewerRequest, record: Record, form: LinkForm, bond: Bond | None) -> bool:
    removing = request.POST.get("do") == "remove"
    change = unlink if removing else link
    try:
        change(request.viewer, record, form.cleaned_data["other"], form.kind_chosen())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _said(bond) if removing else _("Link added."))
    return True


def _said(bond: Bond | None) -> str:
    if bond is None:
        return _("There is no such link any more.")
    return _("Removed the link to “%(title)s”.") % {"title": english_title(bond.other)}
