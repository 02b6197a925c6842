"""The plan on paper is the house that stands."""

from tests.architecture.picture import table
from tests.architecture.source import ROOT

PAGE = ROOT / "docs" / "architecture.md"


def test_the_table_of_who_knows_whom_is_the_measured_one() -> None:
    drawn = [
        line
        for line in PAGE.read_text().splitlines()
        if line.startswith(("| `config", "| `search", "| `kb", "| `networks"))
    ]
    assert drawn == table(), "put into docs/architecture.md:\n" + "\n".join(table())


def test_every_decision_is_listed() -> None:
    pages = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("0*.md"))
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text()
    assert pages and all(f"({name})" in listed for name in pages)
