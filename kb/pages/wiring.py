"""What has to be in place once all models are there."""

from kb.pages import home_blocks, receivers, subjects
from kb.pages.cms import policies
from kb.pages.hub_links import area_page_for
from kb.pages.introductions import introduction_for
from kb.records.cms import policy as records_policy
from kb.records.introductions import use_introductions
from networks.spaces.area_pages import use_area_pages


def connect_all() -> None:
    """Called once when the site starts."""
    receivers.connect()
    subjects.register()
    home_blocks.register()
    policies.register()
    records_policy.register()
    use_introductions(introduction_for)
    use_area_pages(area_page_for)
