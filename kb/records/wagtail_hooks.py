"""The menu *Knowledge* of the CMS: every register, for stewards."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kb.records.cms.viewset import viewset_for
from kb.records.registry import registers


class KnowledgeGroup(SnippetViewSetGroup):
    """One entry for each register that has a list."""

    menu_label = _("Knowledge")
    menu_name = "knowledge"
    menu_icon = "folder-open-inverse"
    menu_order = 150

    def __init__(self) -> None:
        self.items = [viewset_for(register) for register in registers()]
        super().__init__()


register_snippet(KnowledgeGroup)
