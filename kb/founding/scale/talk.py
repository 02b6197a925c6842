"""Many discussions for load tests: topics of networks, and posts in them and about practices."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from uuid import UUID

from kb.founding.demo.finished import tie
from kb.founding.demo.world import World, at, reference_of
from kb.founding.files import Table
from kb.founding.rows import insert
from kb.founding.scale.crowd import Crowd
from networks.access import tokens
from networks.access.actions.mark import mark_in_bulk
from networks.access.enums import Exposure, Label, Part, Shape
from networks.access.models import Marking
from networks.discussions.enums import ChangeKind, TopicKind
from networks.discussions.models import Change, Post, Topic
from networks.people.models import Expert
from networks.prose import render

# How many different posts there are: rendering is what costs.
DIFFERENT = 600
YEARS = 2 * 365


class Talk:
    """Posts made of those that were written, so that there is much to read and little to compute."""

    def __init__(self, world: World, crowd: Crowd, rows: list[Table], dice: Random) -> None:
        self.world, self.crowd, self.rows, self.dice = world, crowd, rows, dice
        written = [post["body"].strip() for row in rows for post in row["posts"]]
        bodies = [*written, *("\n\n".join(dice.sample(written, 2)) for _each in range(DIFFERENT))]
        self._texts = [(body, str(render(body, prefix="p"))) for body in bodies]

    def topics(self, count: int) -> list[Topic]:
        """Topics of networks, with their markings, empty as yet."""
        owned = [self._owner() for _each in range(count)]
        markings = [
            Marking(
                shape=Shape.PLAIN,
                label=Label.AMBER,
                owner=owner,
                administration=owner.administration,
                exposure=Exposure.PUBLISHED,
                changed_at=at(self.world.today),
            )
            for owner, _network in owned
        ]
        insert(Marking, markings)
        tie(
            Marking,
            "networks",
            ((made.pk, [network]) for made, (_who, network) in zip(markings, owned, strict=True)),
        )
        mark_in_bulk(
            (made.pk, _facts(made, network)) for made, (_who, network) in zip(markings, owned, strict=True)
        )
        topics = [
            self._topic(place, made, *each)
            for place, (made, each) in enumerate(zip(markings, owned, strict=True))
        ]
        insert(Topic, topics)
        return topics

    def _owner(self) -> tuple[Expert, int]:
        network = self.dice.choice(sorted(self.crowd.contributors))
        return self.crowd.people[self.dice.choice(self.crowd.contributors[network])], network

    def _topic(self, place: int, marking: Marking, owner: Expert, network: int) -> Topic:
        row = self.dice.choice(self.rows)
        begun = at(self.world.today - timedelta(days=self.dice.randint(1, YEARS)), self.dice.randint(6, 17))
        return Topic(
            reference=reference_of(f"scaled-topic/{place}", 12),
            network_id=network,
            marking=marking,
            part=Part.BODY,
            title=row["title"],
            kind=TopicKind(row["type"]),
            started_by=owner,
            started_at=begun,
            last_activity=begun,
        )

    def posts(self, topics: Sequence[Topic], networks: Sequence[int], count: int) -> None:
        """So many posts, spread over these topics; `networks`: for each topic one whose members talk in it."""
        lengths = [0] * len(topics)
        for _each in range(count):
            lengths[min(int(self.dice.expovariate(3 / len(topics))), len(topics) - 1)] += 1
        found = [
            post
            for topic, network, length in zip(topics, networks, lengths, strict=True)
            for post in self._posts(topic, network, length)
        ]
        insert(Post, found)
        insert(
            Change,
            [Change(topic_id=each.topic_id, seq=each.seq, kind=ChangeKind.POST, post=each) for each in found],
        )
        Topic.objects.bulk_update(topics, ["last_seq", "last_activity"], batch_size=300)

    def _posts(self, topic: Topic, network: int, length: int) -> list[Post]:
        authors = self.crowd.contributors[network]
        moment = topic.started_at
        made = []
        for seq in range(1, length + 1):
            body, html = self.dice.choice(self._texts)
            moment = min(moment + timedelta(minutes=self.dice.randint(5, 900)), at(self.world.today))
            made.append(
                Post(
                    topic=topic,
                    seq=seq,
                    author_id=self.dice.choice(authors),
                    key=UUID(int=self.dice.getrandbits(128), version=4),
                    body=body,
                    html=html,
                    created_at=moment,
                )
            )
        topic.last_seq, topic.last_activity = length, moment
        return made


def _facts(marking: Marking, network: int) -> tokens.Facts:
    return tokens.Facts(
        shape=marking.shape,
        label=marking.label,
        owner=marking.owner_id,
        administration=marking.administration_id,
        networks=frozenset({network}),
        exposure=marking.exposure,
    )
