"""A Record is to a register what a Page is to a page tree: the concrete base every subject extends."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.models.specific import SpecificMixin
from wagtail.query import SpecificQuerySetMixin

from kb.records.enums import LISTED_STATES, Grade, State, Vocabulary
from kb.records.models.pointer import PointerMixin
from kb.records.models.publishing import PublishingMixin
from kb.records.models.term import Term
from networks.access.models import Marking
from networks.discussions.actions.open_record_topic import open_record_topic
from networks.library.showing import show_files
from networks.people.models import Country, Language
from networks.people.references import new_reference
from networks.spaces.models import Network
from networks.text.fields import FoldedField
from networks.text.titles import Title, language_of, title_of


class RecordQuerySet(SpecificQuerySetMixin, models.QuerySet["Record"]):
    """Sentences about records. Who may read them is asked of networks.access."""

    def of_model(self, model: type["Record"]) -> "RecordQuerySet":
        """Records of one subject, asked of the base table with its index."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def listed(self) -> "RecordQuerySet":
        """What lists show: published, also when its review is overdue."""
        return self.filter(state__in=LISTED_STATES)

    def without_open_network(self) -> "RecordQuerySet":
        """Those whose networks have all been closed; what was withdrawn needs none."""
        open_ones = Network.objects.open().values("pk")
        closed = Network.objects.exclude(pk__in=open_ones).values("pk")
        were_in_one = Marking.objects.filter(networks__in=closed)
        are_in_one = Marking.objects.filter(networks__in=open_ones)
        lost = self.filter(marking__in=were_in_one.values("pk")).exclude(marking__in=are_in_one.values("pk"))
        return lost.exclude(state=State.WITHDRAWN)

    def newest_first(self) -> "RecordQuerySet":
        """Order of every list without words."""
        return self.order_by("-updated_at", "-pk")


class Record(
    PublishingMixin,
    PointerMixin,
    SpecificMixin,
    PreviewableMixin,
    DraftStateMixin,
    RevisionMixin,
    ClusterableModel,
):
    """Text (kept in revisions) and row (ROW_FIELDS, never in revisions) of something an expert shares."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, editable=False, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    creation_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    marking = models.OneToOneField(Marking, on_delete=models.PROTECT, related_name="record", editable=False)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT, editable=False)
    grade = models.CharField(max_length=20, choices=Grade.choices, blank=True, editable=False)
    review_due = models.DateField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_because = models.CharField(max_length=500, blank=True, editable=False)

    title = models.CharField(_("title"), max_length=200, blank=True)
    summary = models.TextField(
        _("summary"),
        max_length=600,
        blank=True,
        help_text=_("Two or three sentences. They can be shown to more people than the text."),
    )
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary_en = models.TextField(_("summary in English"), max_length=600, blank=True)
    # As they are searched in lists of the CMS and by the hint at like titles, whatever the accents.
    folded_title = FoldedField(of=("title", "title_en"))
    folded_summary = FoldedField(of=("summary", "summary_en"))
    body = models.TextField(_("text"), blank=True, max_length=100_000)
    language = models.ForeignKey(
        Language,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("language"),
        related_name="+",
    )
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, editable=False, related_name="translations"
    )
    countries = ParentalManyToManyField(
        Country, blank=True, verbose_name=_("countries"), related_name="records"
    )
    topics = ParentalManyToManyField(
        Term,
        blank=True,
        verbose_name=_("topics"),
        related_name="records",
        limit_choices_to={"vocabulary": Vocabulary.TOPIC, "active": True},
    )

    objects = models.Manager.from_queryset(RecordQuerySet)()

    # Wagtail's reference index costs 360 queries for a record with 50 child rows and is read by nothing here.
    wagtail_reference_index_ignore = True
    # What one reader is shown instead of the title, set by `kb.records.titles.entitle`.
    shown_title: Title | None = None
    # What one reader is told beside the title, set there too.
    row_words: str = ""
    # Networks that the form of a new record begins with, set by a register's `prefill`.
    starting_networks: tuple[Network, ...] = ()
    # The row's own facts: a revision carries old copies of them, the row's count.
    ROW_FIELDS = (
        "content_type_id",
        "reference",
        "creation_key",
        "marking_id",
        "state",
        "grade",
        "review_due",
        "updated_at",
        "created_at",
        "withdrawn_because",
        "translation_of_id",
        "last_published_at",
        "live_revision_id",
    )

    class Meta:
        indexes = [
            # With what decides whether a row is listed: a list reads the index alone.
            models.Index(
                fields=["content_type", "-updated_at", "-id", "state", "marking"], name="record_newest"
            ),
            models.Index(fields=["state", "review_due"], name="record_review_due"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.pk and not self.content_type_id:
            self.content_type = ContentType.objects.get_for_model(self)

    def __str__(self) -> str:
        return self.title or self.reference

    @property
    def draft_title(self) -> Title:
        """As the newest version has it, for lists of what somebody writes; needs the newest revision and the language."""
        newest = self.latest_revision.content if self.latest_revision else {}
        if not newest.get("title"):
            return title_of(self) if self.title else Title("")
        return Title(newest["title"], language_of(self), newest.get("title_en", ""))

    def as_record(self) -> "Record":
        """This record as an instance of the base: events and other rows point at the base."""
        return self if type(self) is Record else self.record_ptr

    def show_files_of_published_text(self) -> None:
        """Files named in the published text are read with its BODY, files named only in drafts with the DRAFT."""
        named = set(self.attachments.values_list("file_reference", flat=True))
        show_files(self.marking_id, named)

    def open_discussion(self) -> None:
        """Give a published record its topic, once."""
        ties = apps.get_model("records", "RecordTopic").objects
        if not ties.filter(record=self.pk).exists():
            topic = open_record_topic(self.marking, self.title, self.marking.owner)
            ties.create(record=self.as_record(), topic=topic)

    def get_absolute_url(self) -> str:
        """The canonical address: the reference alone."""
        return f"{self.register.url}{self.reference}/"

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """Stewards preview a record in the site's own template."""
        return "records/detail.html"
