"""Words that stand nowhere, or only with a reason."""

from collections.abc import Callable, Iterable

import pytest
from django.conf import settings

from tests.architecture import forbidden
from tests.architecture.source import Finding, Module, told, written
from tests.architecture.test_shape import templates


@pytest.mark.parametrize("check", forbidden.CHECKS_OF_CODE, ids=lambda each: each.__name__)
def test_the_product_has_no(check: Callable[[Iterable[Module]], list[Finding]]) -> None:
    found = check(written())
    assert not found, told(found)


def test_templates_escape_everything() -> None:
    found = forbidden.unescaped_templates(templates())
    assert not found, told(found)


def test_every_reason_for_unescaped_text_is_still_needed() -> None:
    assert not forbidden.stale_reasons(written())


def test_no_anonymous_person_stands_in_the_tables() -> None:
    assert settings.ANONYMOUS_USER_NAME is None
