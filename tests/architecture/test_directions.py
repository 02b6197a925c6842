"""Knowledge runs one way: config -> search -> kb -> networks."""

from tests.architecture import directions as held
from tests.architecture.source import product, told, written


def test_imports_run_from_config_to_search_to_kb_to_networks() -> None:
    found = held.upward_imports(product())
    assert not found, told(found)


def test_migrations_wait_for_rooms_below_only() -> None:
    found = held.upward_migrations(product(), held.app_labels(product()))
    assert not found, told(found)


def test_models_of_people_and_spaces_lie_at_the_bottom() -> None:
    found = held.models_that_know_too_much(written())
    assert not found, told(found)


def test_live_and_notices_are_told_and_never_called() -> None:
    found = held.visits_to_quiet_rooms(written())
    assert not found, told(found)


def test_guardian_has_one_door() -> None:
    found = held.doors_to_guardian(written())
    assert not found, told(found)


def test_rooms_that_know_each_other_are_few_and_each_has_its_reason() -> None:
    found = held.mutual_acquaintances(written())
    new = {pair: each for pair, each in found.items() if pair not in held.MUTUAL}
    assert not new, (
        f"two rooms begin to know each other: turn one import round, or give the reason in MUTUAL: {new}"
    )
    gone = set(held.MUTUAL) - set(found)
    assert not gone, f"these know each other no more; take them out of MUTUAL: {sorted(map(sorted, gone))}"


def test_no_modules_of_different_rooms_load_each_other_in_a_circle() -> None:
    found = held.circles(held.module_graph(written()))
    assert not found, f"break the circle by moving what both need to the lower one: {found}"
