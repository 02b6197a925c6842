"""What a person brings, where the tables leave room for a slip."""

from datetime import timedelta

import pytest
from django.utils import timezone

from networks.access import reading
from networks.access.enums import Label, Part
from networks.access.viewer import viewer_of
from networks.spaces.enums import NetworkRole, OfficeRole
from networks.spaces.models import Platform
from tests import factories

pytestmark = pytest.mark.django_db


def yesterday() -> object:
    return timezone.localdate() - timedelta(days=1)


def test_an_office_that_ran_out_gives_nothing_although_another_office_is_held() -> None:
    expert = factories.ExpertFactory(platform=True)
    factories.office(expert, OfficeRole.AUDITOR)
    factories.office(expert, OfficeRole.PLATFORM_ADMINISTRATOR, ends_on=yesterday())
    viewer = viewer_of(expert)
    assert viewer.holds("audit", Platform.objects.get())
    assert not viewer.holds("administer", Platform.objects.get())


def test_a_contact_point_who_moved_elsewhere_reads_nothing_more_of_the_old_administration() -> None:
    expert = factories.ExpertFactory()
    held = factories.office(expert, OfficeRole.NCP)
    record = factories.marking(Label.AMBER, administration=held.administration)
    expert.administration = factories.AdministrationFactory()
    expert.save()
    viewer = viewer_of(expert)
    assert not viewer.holds("clear", held.administration)
    assert not viewer.tokens & reading.tokens_of(record, Part.BODY)
    assert expert not in reading.readers_of(record, Part.BODY)


def test_a_seat_that_ran_out_gives_nothing_although_guardian_still_holds_it() -> None:
    network = factories.NetworkFactory()
    expert = factories.ExpertFactory()
    factories.seat(network, expert, NetworkRole.LEAD, ends_on=yesterday())
    assert viewer_of(expert).grants == frozenset()


@pytest.mark.parametrize("trait", ["invited", "suspended", "expired"])
def test_whoever_is_not_active_is_a_visitor(trait: str) -> None:
    expert = factories.ExpertFactory(**{trait: True})
    factories.seat(factories.NetworkFactory(), expert, NetworkRole.LEAD)
    factories.office(expert, OfficeRole.NCP)
    assert viewer_of(expert).tokens == {"all"}
    assert viewer_of(expert).grants == frozenset()


def test_a_viewer_takes_the_same_few_queries_however_much_the_person_holds(
    django_assert_max_num_queries: object,
) -> None:
    expert = factories.ExpertFactory()
    for _number in range(5):
        factories.seat(factories.NetworkFactory(), expert, NetworkRole.VALIDATOR)
    with django_assert_max_num_queries(3):
        viewer_of(expert)
