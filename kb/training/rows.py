"""What stands beside a trainer in lists."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from kb.records.queries import readable_bodies
from kb.training.models import Trainer
from networks.access.viewer import Viewer


def words_of_trainers(viewer: Viewer, ids: Collection[int]) -> dict[int, str]:
    """The topics of every trainer in the list; person and languages of those whose profile the viewer may read."""
    trainers = list(
        Trainer.objects.filter(pk__in=ids)
        .select_related("marking__owner")
        .prefetch_related("topics", "teaching_languages__language")
    )
    readable = readable_bodies(viewer, trainers)
    return {each.pk: _words(each, each.pk in readable) for each in trainers}


def _words(trainer: Trainer, reads_profile: bool) -> str:
    topics = ", ".join(str(each) for each in trainer.topics.all())
    if not reads_profile:
        return topics
    owner = trainer.marking.owner
    languages = ", ".join(str(each.language) for each in trainer.teaching_languages.all())
    teaches = _("teaches in %(languages)s") % {"languages": languages} if languages else ""
    return " · ".join(each for each in (owner.full_name if owner else "", topics, teaches) if each)
