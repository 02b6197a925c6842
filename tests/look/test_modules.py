"""The tests of the small modules, run by node, and what holds for all of them."""

import re
import shutil
import subprocess

from tests.look.places import ROOT

MODULES = ROOT / "static" / "js"


def test_changes_of_a_topic_are_shown_once_in_order_and_complete() -> None:
    node = shutil.which("node")
    assert node, "node is missing: the front end is built with it"
    run = subprocess.run(
        [node, "--test", "tests/look/"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stdout


def test_no_module_runs_text_as_code_or_leaves_globals_behind() -> None:
    forbidden = re.compile(
        r"\beval\(|new Function|document\.write|window\.\w+\s*=[^=]|globalThis\.\w+\s*=[^=]"
    )
    assert {path.name for path in MODULES.glob("*.js") if forbidden.search(path.read_text())} == set()


def test_html_is_put_in_only_where_the_server_made_it_safe() -> None:
    assert {path.name for path in MODULES.glob("*.js") if ".innerHTML" in path.read_text()} == {
        "posts.js",
        "preview.js",
    }


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    assert {path.name for path in MODULES.glob("*.js") if len(path.read_text().splitlines()) > 300} == set()
