"""What the twin worlds are asked: places, what is known, and words in every form at every door that takes some."""

import random
from collections.abc import Iterator

from tests.access.planted_records import COMMON
from tests.access.small_stage import SmallStage

# Words that come into the world with its secrets; one of them is likelier for a slip than the open word.
SECRET = ("zirconium", "kestrelwore", "undercover")
PIECES = (
    COMMON,
    COMMON[:4] + "*",
    COMMON[:-1] + "x",
    COMMON[:3] + COMMON[4:],
    f'"{COMMON}"',
    f'"{COMMON} other"',
    f"{COMMON} OR {SECRET[0]}",
    "kestrels",
    "records",
    "-kestrels",
    f"-{SECRET[2]}",
    f"{SECRET[0][:4]}*",
    f"{SECRET[1][:-1]}",
    *SECRET,
)
FILTERS = (
    "label=TLP%3ARED", "label=TLP%3AGREEN", "label=TLP%3AAMBER", "network=matrix", "country=PL", "country=MT", "language=pl",
    "kind=practices", "year=2026", "topic=kestrel", "exact=1",
)  # fmt: skip
PLACES = (
    "/", "/kb/", "/kb/practices/", "/kb/trainers/", "/networks/", "/networks/matrix/", "/networks/matrix/discussions/",
    "/networks/matrix/members/", "/people/", "/workspace/", "/workspace/notices/", "/news/", "/sitemap.xml", "/api/v1/",
    "/api/v1/practices/", "/kb/practices/export.csv", "/kb/practices/export.xlsx", "/kb/practices/export.json",
    "/readyz", "/healthz",
    "/kb/practices/ZZZZZ/", "/kb/practices/new/", "/files/ZZZZZZZZ/x.txt",
)  # fmt: skip
SEARCH, FEED = "/search/?q=", "/kb/practices/feed.xml?own&q="
# Every door that takes words. The page of results comes most often: it tells most.
DOORS = (
    SEARCH,
    "/kb/practices/?q=",
    "/search/suggest/?q=",
    SEARCH,
    FEED,
    "/api/v1/practices/?q=",
    SEARCH,
    "/kb/practices/export.csv?q=",
    "/kb/practices/similar/?title=",
    "/kb/trainers/?q=",
)
PAGES = (1, 1, 2, 1, 9)


def questions(small: SmallStage, number: int) -> Iterator[str]:
    """The same for the same number: places and what is known in any order, then words and choices in any mixture."""
    chance = random.Random(number)
    known = [
        f"{small.record(name).get_absolute_url()}{below}"
        for name in small.things
        # Not the log of readers: it holds when one looked oneself.
        for below in ("", "history/", "links/", "edit/")
    ]
    fixed = [*PLACES, *known]
    chance.shuffle(fixed)
    fixed = fixed[: number // 3]
    yield from fixed
    for place in range(number - len(fixed)):
        words = " ".join(chance.choice(PIECES) for _word in range(chance.randint(1, 2)))
        chosen = "&".join(chance.sample(FILTERS, chance.randint(0, 2)))
        yield f"{DOORS[place % len(DOORS)]}{words}&{chosen}&page={PAGES[place % len(PAGES)]}"
