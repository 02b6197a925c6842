"""Forms of discussions. They bring what was typed; what may be is decided by the actions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from networks.access.enums import Label
from networks.access.viewer import Viewer
from networks.discussions.actions.start_topic import Readers
from networks.discussions.enums import TopicKind
from networks.discussions.texts import LONGEST_POST, LONGEST_TITLE
from networks.people.models import Administration, Expert
from networks.spaces.models import Membership, Network

LABELS = [
    (Label.AMBER, _("TLP:AMBER – members of this network")),
    (Label.GREEN, _("TLP:GREEN – all experts of the platform")),
    (Label.AMBER_STRICT, _("TLP:AMBER+STRICT – members of my administration and of those chosen below")),
    (Label.RED, _("TLP:RED – only the people chosen below")),
    (Label.CLEAR, _("TLP:CLEAR – everybody, including visitors")),
]


class PostForm(forms.Form):
    """What the composer sends."""

    body = forms.CharField(required=False, strip=False)
    key = forms.UUIDField()
    reply_to = forms.IntegerField(required=False, min_value=1)


class EditForm(forms.Form):
    """A post with the version its writer started from."""

    body = forms.CharField(
        label=_("Your post"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "maxlength": LONGEST_POST, "class": "form-control"}),
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class TopicForm(forms.Form):
    """A new topic with its first post."""

    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=_("Say in one line what it is about."),
    )
    kind = forms.ChoiceField(
        label=_("Type of discussion"),
        choices=[
            (TopicKind.QUESTION, _("Ask a question")),
            (TopicKind.PROPOSAL, _("Propose a decision")),
            (TopicKind.ALERT, _("Warn others")),
            (TopicKind.CHAT, _("Start a conversation")),
        ],
        initial=TopicKind.QUESTION,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    body = forms.CharField(
        label=_("First post"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST_POST, "class": "form-control"}),
        help_text=_(
            "You can use Markdown. Describe the situation so that a colleague from another Member State can reply."
        ),
    )
    label = forms.ChoiceField(
        label=_("Who can read it"),
        choices=LABELS,
        initial=Label.AMBER,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    administrations = forms.ModelMultipleChoiceField(
        label=_("Further administrations (TLP:AMBER+STRICT)"),
        queryset=Administration.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 6}),
    )
    recipients = forms.ModelMultipleChoiceField(
        label=_("People (TLP:RED)"),
        queryset=Expert.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 6}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Membership.objects.active().filter(network=network)
        members = Expert.objects.active().filter(pk__in=seats.values("expert"))
        self._among("recipients", members.exclude(pk=viewer.expert_id or 0), "handle")
        bodies = Administration.objects.filter(experts__in=members).exclude(pk=viewer.administration_id or 0)
        self._among("administrations", bodies.distinct(), "code")

    def _among(self, name: str, choices: QuerySet[Any], key: str) -> None:
        """Offer these, named in the form by a key that leaves no id."""
        field = self.fields[name]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.to_field_name = key
            field.queryset = choices

    def readers(self) -> Readers:
        """Who is to read the topic, as chosen."""
        chosen = self.cleaned_data
        return Readers(Label(chosen["label"]), tuple(chosen["administrations"]), tuple(chosen["recipients"]))
