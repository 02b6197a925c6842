"""`{% csrf_token %}` of this site: it also says who is writing, for the day the session ends before the form is sent."""

from django import template
from django.middleware.csrf import get_token
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from networks.people.interrupted_forms import FIELD, writing_in

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Two hidden fields; works inside `{% include … only %}` as well, because the request is kept there."""
    request = getattr(context, "request", None)
    token = context.get("csrf_token") or (get_token(request) if request is not None else "")
    if not token:
        return format_html("")
    hidden = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    writer = writing_in(request) if request is not None else ""
    return (
        hidden + format_html('<input type="hidden" name="{}" value="{}">', FIELD, writer)
        if writer
        else hidden
    )
