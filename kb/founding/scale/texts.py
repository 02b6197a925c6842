"""Varied texts for load tests: paragraphs of the real practices in new company, always of one language."""

from random import Random

from kb.founding.files import Table

LONGEST_TITLE, LONGEST_SUMMARY = 200, 600


class Texts:
    """The written practices, sorted by language. The same seed gives the same texts."""

    def __init__(self, rows: list[Table], dice: Random) -> None:
        self.dice = dice
        self._rows = rows
        self._by_language: dict[str, list[Table]] = {}
        for row in rows:
            self._by_language.setdefault(row["language"], []).append(row)

    def three(self) -> tuple[Table, Table, Table]:
        """One practice that leads and two more of its language."""
        leading = self.dice.choice(self._rows)
        same = self._by_language[leading["language"]]
        return leading, self.dice.choice(same), self.dice.choice(same)

    def title(self, leading: Table, other: Table) -> str:
        """The subject of one practice with a part of another."""
        return self._joined(leading["title"], other)

    def title_en(self, leading: Table, other: Table) -> str:
        """In English, where the text is in another language."""
        return self._joined(leading["title_en"], other) if leading.get("title_en") else ""

    def _joined(self, title: str, other: Table) -> str:
        blocks = other.get("building_blocks") or [{"title": other["title"]}]
        return f"{title.split(':')[0]}: {self.dice.choice(blocks)['title']}"[:LONGEST_TITLE]

    def summary(self, *rows: Table) -> str:
        """Some sentences of each."""
        sentences = [each for row in rows for each in _sentences(row["summary"])]
        chosen = self.dice.sample(sentences, min(len(sentences), 3))
        return " ".join(chosen)[:LONGEST_SUMMARY]

    def body(self, *rows: Table) -> str:
        """Some paragraphs of each."""
        paragraphs = [each for row in rows for each in row["body"].strip().split("\n\n")]
        return "\n\n".join(self.dice.sample(paragraphs, min(len(paragraphs), self.dice.randint(3, 7))))


def _sentences(text: str) -> list[str]:
    return [each.strip().rstrip(".") + "." for each in text.strip().split(". ") if each.strip()]
