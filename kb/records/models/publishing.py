"""Publishing as one method: atomic, row locked, revision fetched afresh, cleaned, event written."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Revision

from kb.records.enums import State
from kb.records.registry import register_of
from networks.access.actions.mark import mark
from networks.access.enums import Exposure
from networks.events.recording import record as record_event
from networks.people.models import Expert

if TYPE_CHECKING:
    from kb.records.register import Register


class PublishingMixin(models.Model):
    """The cures that Wagtail's draft mixins need under a multi-table base (docs/decisions/0003-records.md)."""

    ROW_FIELDS: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @property
    def register(self) -> "Register":
        """The declaration of this record's kind."""
        return register_of(self.content_type_id)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """A revision's text on the row's own facts, so publishing an old draft never reverts state, grade or marking."""
        obj = super().with_content_json(content)
        for name in self.ROW_FIELDS:
            setattr(obj, name, getattr(self, name))
        return obj

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Only on the specific instance: on the base the subject's own fields would be lost without a word."""
        if type(self)._meta.pk.remote_field is None:
            raise TypeError("Save revisions on record.specific.")
        return super().save_revision(*args, **kwargs)

    def publish(
        self,
        revision: Revision,
        user: Expert | None = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
        confirms: bool = True,
    ) -> None:
        """Publish exactly this revision. Raises ValidationError, changing nothing, when it is not complete.

        `confirms`: whoever publishes says that it holds. A typo mended says nothing of the sort.
        """
        with transaction.atomic():
            type(self)._base_manager.select_for_update().get(pk=self.pk)
            fresh = Revision.objects.get(pk=revision.pk)
            text = fresh.as_object()
            self.register.check_complete(text)
            text.full_clean(exclude=["content_type", "marking"])
            super().publish(
                fresh,
                user=user,
                changed=changed,
                log_action=log_action,
                previous_revision=previous_revision,
                skip_permission_checks=skip_permission_checks,
            )
            self._after_publishing(user, confirms)

    def _after_publishing(self, user: Expert | None, confirms: bool) -> None:
        published = type(self)._base_manager.get(pk=self.pk).specific
        now = timezone.now()
        published.updated_at = now
        if confirms:
            # What another record has superseded stays so until that link is removed.
            if published.state != State.SUPERSEDED:
                published.state = State.PUBLISHED
            published.review_due = published.register.next_review(now.date())
        published.save(update_fields=["state", "updated_at", "review_due"])
        published.show_files_of_published_text()
        mark(published.marking, exposure=Exposure.PUBLISHED)
        published.open_discussion()
        record_event("record.published", published.as_record(), actor=user)
