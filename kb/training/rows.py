"""What stands beside a trainer in lists."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from kb.records.queries import readable_bodies
from kb.training.models import Trainer
from networks.access.viewer import Viewer


def words_of_trainers(viewer: Viewer, ids: Collection[int]) -> dict[int, str]:
    """Topics and languages: the topics of everybody in the list, the languages of those whose text the viewer may read."""
    trainers = list(
        Trainer.objects.filter(pk__in=ids).prefetch_related("topics", "teaching_languages__language")
    )
    readable = readable_bodies(viewer, trainers)
    return {each.pk: _words(each, each.pk in readable) for each in trainers}


def _words(trainer: Trainer, names_languages: bool) -> str:
    topics = ", ".join(str(each) for each in trainer.topics.all())
    languages = ", ".join(str(each.language) for each in trainer.teaching_languages.all())
    if not names_languages or not languages:
        return topics
    teaches = _("teaches in %(languages)s") % {"languages": languages}
    return f"{topics} · {teaches}" if topics else teaches
