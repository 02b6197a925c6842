"""Many published practices, trainers and adoptions for load tests."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from kb.founding.demo.finished import Finished, facts_of_published
from kb.founding.demo.world import World, at, reference_of
from kb.founding.files import Table
from kb.founding.scale.crowd import Crowd
from kb.founding.scale.texts import Texts
from kb.practices.models import Adoption, BuildingBlock, Practice
from kb.records.enums import Grade, Vocabulary
from kb.records.models import Record
from kb.training.models import TeachingLanguage, Trainer, TrainerCompetency
from networks.access import tokens
from networks.access.enums import NEVER_VALIDATED, Label
from networks.people.models import Expert

LABELS = (Label.CLEAR, Label.GREEN, Label.AMBER, Label.AMBER_STRICT, Label.RED)
SHARES = (15, 35, 42, 6, 2)
GRADES = ("", Grade.PROMISING, Grade.SUPPORTED, Grade.PROVEN, Grade.CONTESTED)
GRADE_SHARES = (15, 20, 45, 17, 3)
KEPT = (
    "volume",
    "staffing",
    "climate",
    "cost_band",
    "preconditions",
    "evidence_type",
    "legal_caveats",
    "contact",
)
YEARS = 3 * 365


class Maker:
    """Makes records in memory; `finished.write_finished` writes them. The same dice give the same records."""

    def __init__(self, world: World, crowd: Crowd, texts: Texts, dice: Random) -> None:
        self.world, self.crowd, self.texts, self.dice = world, crowd, texts, dice

    def practices(self, count: int) -> Iterator[Finished]:
        """Practices in realistic proportions of labels, grades and languages."""
        for place in range(count):
            leading, second, third = self.texts.three()
            owner = self._owner(leading["networks"])
            text = self._practice(f"scaled/{place}", leading, second, third)
            facts = self._facts(owner, leading["networks"])
            if facts.label not in NEVER_VALIDATED:
                text.grade = self.dice.choices(GRADES, GRADE_SHARES)[0]
            yield self._finished(
                text, facts, self._picks(leading, second, owner), self._blocks(leading, second)
            )

    def _practice(self, name: str, leading: Table, second: Table, third: Table) -> Practice:
        facts = {key: leading.get(key, "").strip() for key in KEPT}
        return Practice(
            reference=reference_of(name, 8),
            title=self.texts.title(leading, second),
            title_en=self.texts.title_en(leading, second),
            summary=self.texts.summary(leading, second),
            summary_en=leading.get("summary_en", "").strip(),
            body=self.texts.body(leading, second, third),
            problem=second["problem"].strip(),
            results_before=second.get("results_before", "").strip(),
            results_after=second.get("results_after", "").strip(),
            what_failed=third.get("what_failed", "").strip(),
            language=self.world.languages[leading["language"]],
            time_months=leading.get("time_months"),
            **facts,
        )

    def _picks(self, leading: Table, second: Table, owner: Expert) -> dict[str, list[int]]:
        home = owner.administration.country_id if owner.administration else None
        abroad = [self.world.countries[code].pk for code in leading["countries"][1:2]]
        topics = sorted({*leading["topics"][:2], *second["topics"][:1]})
        return {
            "countries": sorted({home, *abroad} - {None}),
            "topics": self._terms(Vocabulary.TOPIC, topics),
            "border_types": self._terms(Vocabulary.BORDER_TYPE, leading.get("border_types", [])),
            "traffic": self._terms(Vocabulary.TRAFFIC, leading.get("traffic", [])),
        }

    def _blocks(self, *rows: Table) -> list[BuildingBlock]:
        found = [self.dice.choice(row["building_blocks"]) for row in rows if row.get("building_blocks")]
        return [
            BuildingBlock(title=each["title"], text=each.get("text", ""), sort_order=order)
            for order, each in enumerate(found)
        ]

    def trainers(self, rows: list[Table], count: int) -> Iterator[Finished]:
        """Trainers with the subjects of one and the courses of another."""
        for place in range(count):
            row = self.dice.choice(rows)
            owner = self._owner(row["networks"])
            text = Trainer(
                reference=reference_of(f"scaled-trainer/{place}", 8),
                person=owner,
                title=row["title"],
                summary=row["summary"].strip(),
                title_en=row.get("title_en", ""),
                summary_en=row.get("summary_en", ""),
                body=row["body"].strip(),
                language=self.world.languages[row["language"]],
                accreditation=row["accreditation"],
                employer_release=row["employer_release"],
                costs=row["costs"],
            )
            label = Label.GREEN if self.dice.random() < 0.25 else Label.AMBER
            facts = facts_of_published(
                label, owner.pk, owner.administration_id, self._networks(row["networks"])
            )
            yield self._finished(text, facts, self._trainer_picks(row, owner), self._trainer_rows(row))

    def _trainer_picks(self, row: Table, owner: Expert) -> dict[str, list[int]]:
        home = owner.administration.country_id if owner.administration else None
        return {
            "countries": [home] if home else [],
            "topics": self._terms(Vocabulary.TOPIC, row["topics"]),
            "delivery_modes": self._terms(Vocabulary.DELIVERY_MODE, row["delivery_modes"]),
        }

    def _trainer_rows(self, row: Table) -> list[TrainerCompetency | TeachingLanguage]:
        world = self.world
        return [
            *(
                TrainerCompetency(
                    topic=world.terms(Vocabulary.TOPIC, [each["topic"]])[0], level=each["level"]
                )
                for each in row["competencies"]
            ),
            *(
                TeachingLanguage(language=world.languages[each["code"]], level=each["cefr"])
                for each in row["teaching_languages"]
            ),
        ]

    def adoptions(self, rows: list[Table], practices: list[Record], count: int) -> Iterator[Finished]:
        """Adoptions of practices that were made, with the words of written ones."""
        written = [(row, each) for row in rows for each in row.get("adoptions", [])]
        for place in range(count):
            row, words = self.dice.choice(written)
            owner = self._owner(row["networks"])
            text = Adoption(
                reference=reference_of(f"scaled-adoption/{place}", 8),
                adopted_practice=self.dice.choice(practices),
                title=words["title"],
                body=words["changes"],
                status=words["status"],
                outcome=words.get("outcome", ""),
                outcome_text=words.get("outcome_text", ""),
                language=self.world.languages[row["language"]],
            )
            facts = facts_of_published(
                Label.AMBER, owner.pk, owner.administration_id, self._networks(row["networks"])
            )
            yield self._finished(text, facts, {"topics": self._terms(Vocabulary.TOPIC, row["topics"])}, [])

    def _finished(
        self, text: Record, facts: tokens.Facts, picks: dict[str, list[int]], children: list
    ) -> Finished:
        out = self._moment()
        begun = out - timedelta(days=self.dice.randint(5, 40))
        return Finished(text=text, facts=facts, out=out, begun=begun, picks=picks, children=children)

    def _moment(self) -> datetime:
        day = self.world.today - timedelta(days=self.dice.randint(1, YEARS))
        return at(day, self.dice.randint(6, 16), self.dice.randint(0, 59))

    def _owner(self, slugs: list[str]) -> Expert:
        network = self.dice.choice(self._networks(slugs))
        return self.crowd.people[self.dice.choice(self.crowd.contributors[network])]

    def _networks(self, slugs: list[str]) -> list[int]:
        return [self.world.networks[slug].pk for slug in slugs]

    def _terms(self, vocabulary: Vocabulary, codes: list[str]) -> list[int]:
        return [term.pk for term in self.world.terms(vocabulary, codes)]

    def _facts(self, owner: Expert, slugs: list[str]) -> tokens.Facts:
        label = self.dice.choices(LABELS, SHARES)[0]
        wider = label in (Label.AMBER, Label.AMBER_STRICT) and self.dice.random() < 0.4
        networks = self._networks(slugs)
        named = self.dice.sample(self.crowd.contributors[networks[0]], 2) if label == Label.RED else []
        return facts_of_published(
            label,
            owner.pk,
            owner.administration_id,
            networks,
            summary_label=Label.GREEN if wider else "",
            recipients=frozenset(named),
            submitted=True,
        )
