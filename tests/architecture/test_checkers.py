"""Every checker finds the fault it is there for, in a small bad sample, and is content with the good one beside it."""

from collections.abc import Callable, Iterable

import pytest

from tests.architecture import directions, forbidden, shape
from tests.architecture.source import Finding, Module

Checker = Callable[[Iterable[Module]], list[Finding]]

SAMPLES: list[tuple[Checker, str, str, str]] = [
    (directions.upward_imports, "networks/people/queries.py", "import kb.records", "import networks.access"),
    (
        directions.upward_imports,
        "kb/records/queries.py",
        "from search import find",
        "from networks import access",
    ),
    (
        directions.upward_imports,
        "search/query.py",
        "from config.urls import x",
        "from kb.records import registry",
    ),
    (directions.upward_imports, "kb/records/queries.py", "from tests.factories import seat", "import json"),
    (
        directions.upward_imports,
        "networks/spaces/queries.py",
        "def f():\n    from kb.records.models import Record",
        "from networks.people.models import Expert",
    ),
    (
        directions.models_that_know_too_much,
        "networks/people/models/expert.py",
        "from networks.spaces.models import Network",
        "from networks.people.enums import Kind",
    ),
    (
        directions.models_that_know_too_much,
        "networks/spaces/models.py",
        "from networks.people.queries import found",
        "from networks.people.models import Expert",
    ),
    (
        directions.visits_to_quiet_rooms,
        "networks/discussions/actions/post.py",
        "from networks.live.hub import Hub",
        "from networks.events.recording import record",
    ),
    (
        directions.visits_to_quiet_rooms,
        "kb/records/actions/publish.py",
        "from networks.notices import actions",
        "from networks.notices.registry import register_notice",
    ),
    (
        directions.doors_to_guardian,
        "networks/access/acting.py",
        "from guardian.shortcuts import get_perms",
        "from networks.access.grants import grants_of",
    ),
    (shape.long_files, "kb/a.py", "x = 1\n" * 301, "x = 1\n" * 300),
    (shape.long_functions, "kb/a.py", "def f():\n" + "    x = 1\n" * 40, "def f():\n" + "    x = 1\n" * 39),
    (shape.silent_rooms, "kb/records/__init__.py", "x = 1", '"""What experts publish."""'),
    (
        shape.models_that_save_cleverly,
        "kb/records/models/record.py",
        "class Record:\n    def save(self): ...",
        "class Record:\n    def publish(self): ...",
    ),
    (forbidden.unescaped_code, "kb/a.py", "x = mark_safe(body)", "x = format_html('<b>{}</b>', body)"),
    (forbidden.unescaped_code, "kb/a.py", "x = safestring.SafeString(body)", "x: SafeString = render(body)"),
    (forbidden.open_forms, "kb/a.py", "@csrf_exempt\ndef f(): ...", "@require_POST\ndef f(): ..."),
    (forbidden.relative_imports, "kb/a.py", "from .models import X", "from kb.models import X"),
    (forbidden.hidden_imports, "kb/a.py", "def f():\n    import json", "import json"),
    (forbidden.naive_clocks, "kb/a.py", "x = datetime.now()", "x = timezone.now()"),
    (
        forbidden.naive_clocks,
        "kb/a.py",
        "x = dt.date.today()\ny = datetime.date.today()",
        "x = timezone.localdate()",
    ),
    (forbidden.masters_of_everything, "kb/a.py", "expert.is_superuser = True", "expert.is_superuser = False"),
    (forbidden.masters_of_everything, "kb/a.py", "f(is_superuser=True)", "f(is_superuser=False)"),
    (forbidden.masters_of_everything, "kb/a.py", "f({'is_superuser': True})", "f({'is_staff': True})"),
    (forbidden.masters_of_everything, "kb/a.py", "Expert.objects.create_superuser('x')", "create_user('x')"),
    (
        forbidden.everything_asked_in_views,
        "networks/spaces/views/home.py",
        "x = Network.objects.all()",
        "x = networks_of(request.viewer)",
    ),
]


@pytest.mark.parametrize(("check", "path", "bad", "good"), SAMPLES)
def test_a_checker_finds_the_fault_and_only_the_fault(check: Checker, path: str, bad: str, good: str) -> None:
    assert [(each.path, each.line > 0) for each in check([Module(path, bad)])] == [(path, True)]
    assert check([Module(path, good)]) == []


def test_a_migration_that_waits_for_a_room_above_is_found() -> None:
    text = "dependencies = [\n    ('records', '0001_initial'),\n    ('people', '0001_initial'),\n]"
    labels = {"records": "kb.records", "people": "networks.people", "spaces": "networks.spaces"}
    above = Module("networks/library/migrations/0001_initial.py", text)
    found = directions.upward_migrations([above], labels)
    assert [str(each) for each in found] == [
        "networks/library/migrations/0001_initial.py:2: a migration of networks.library waits for kb.records"
    ]
    bottom = Module("networks/people/migrations/0002_x.py", "dependencies = [('spaces', '0001_initial')]")
    assert len(directions.upward_migrations([bottom], labels)) == 1
    below = Module("kb/records/migrations/0001_initial.py", "dependencies = [('people', '0001_initial')]")
    assert directions.upward_migrations([below], labels) == []


def test_labels_are_read_from_the_app_configs() -> None:
    text = "class A(AppConfig):\n    name = 'kb.records'\n    label = 'records'\nclass B(AppConfig):\n    name = 'search'"
    assert directions.app_labels([Module("kb/records/apps.py", text)]) == {
        "records": "kb.records",
        "search": "search",
    }


def test_rooms_that_know_each_other_are_found() -> None:
    one = Module("networks/library/a.py", "import networks.prose.b")
    other = Module("networks/prose/b.py", "from networks.library import a")
    assert set(directions.mutual_acquaintances([one, other])) == {
        frozenset({"networks.library", "networks.prose"})
    }
    assert directions.mutual_acquaintances([one]) == {}


def test_a_circle_across_rooms_is_found_and_one_within_a_room_is_its_own_business() -> None:
    one = Module("networks/library/a.py", "from networks.prose import b")
    other = Module("networks/prose/b.py", "from networks.library.c import x")
    third = Module("networks/library/c.py", "import networks.library.a")
    graph = directions.module_graph([one, other, third])
    assert directions.circles(graph) == [["networks.library.a", "networks.library.c", "networks.prose.b"]]
    assert directions.circles({"kb.records.a": {"kb.records.b"}, "kb.records.b": {"kb.records.a"}}) == []


def test_a_package_is_loaded_with_each_of_its_modules() -> None:
    package = Module("networks/prose/__init__.py", "from networks.library.a import x")
    inside = Module("networks/prose/b.py", "")
    visitor = Module("networks/library/a.py", "from networks.prose.b import y")
    graph = directions.module_graph([package, inside, visitor])
    assert directions.circles(graph) == [["networks.library.a", "networks.prose"]]


def test_long_templates_and_unescaped_text_in_them_are_found() -> None:
    assert len(shape.long_templates([("templates/a.html", "x\n" * 80)])) == 1
    assert shape.long_templates([("templates/a.html", "x\n" * 79)]) == []
    for bad in ("{{ body|safe }}", "{{ body | safeseq }}", "{% autoescape off %}"):
        assert len(forbidden.unescaped_templates([("templates/a.html", bad)])) == 1
    assert forbidden.unescaped_templates([("templates/mails/a.txt", "{% autoescape off %}")]) == []
    assert forbidden.unescaped_templates([("templates/a.html", "{{ body|safely }} {{ safe }}")]) == []


def test_drawers_are_found_by_file_and_by_folder() -> None:
    assert (
        len(shape.drawers(["kb/utils.py", "kb/helpers/a.py", "kb/records/common.py", "static/js/misc.js"]))
        == 4
    )
    assert shape.drawers(["kb/records/queries.py"]) == []
