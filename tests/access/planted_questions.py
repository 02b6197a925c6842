"""Leaks of questions to owners and of who follows a record, planted like those of `planted_bugs`."""

from tests.access import checks
from tests.access.planted_bugs import PlantedBug
from tests.access.planting import instead, naming_followers, of_everybody

BUGS = (
    PlantedBug(
        "a question to the owner stands on the page for everybody",
        instead("kb.records.actions.ask_owner.own_questions", of_everybody),
        checks.question_to_the_owner,
    ),
    PlantedBug(
        "a contact point reads questions to the owner",
        instead("kb.records.queries.questions_about", of_everybody),
        checks.question_to_the_owner,
    ),
    PlantedBug(
        "the page of a record says who follows it",
        instead("kb.records.detail.state_line", naming_followers),
        lambda small: checks.at(small, "member", "OutAmber"),
    ),
)
