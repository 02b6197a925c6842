"""What people do in a topic, through the actions."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from networks.access.enums import Label
from networks.access.viewer import VISITOR
from networks.discussions import queries
from networks.discussions.actions.accept_post import accept_post
from networks.discussions.actions.close_topic import close_topic
from networks.discussions.actions.edit_post import edit_post
from networks.discussions.actions.mark_read import mark_read
from networks.discussions.actions.post import post
from networks.discussions.actions.react import react
from networks.discussions.actions.remove_post import remove_post
from networks.discussions.actions.reopen_topic import reopen_topic
from networks.discussions.actions.start_topic import Readers, start_topic
from networks.discussions.models import Change, Post, Topic
from networks.discussions.refusals import EditConflict, Refused
from networks.events.models import Event
from networks.events.registry import subject_of
from networks.people.models import Expert
from networks.spaces.enums import NetworkRole
from tests.factories import ExpertFactory
from tests.networks.discussions.world import World, new_topic, record_topic, say, seat, sees

pytestmark = pytest.mark.django_db


def changes(topic: Topic) -> list[tuple[int, str]]:
    return list(Change.objects.filter(topic=topic).values_list("seq", "kind"))


def test_a_post_gets_the_next_place_and_an_event(world: World) -> None:
    new = say(world.bert, world.topic, "With **care**.")
    assert new.seq == 2
    assert "<strong>care</strong>" in new.html
    event = Event.objects.latest("pk")
    assert (event.kind, event.data) == ("topic.posted", {"seq": 2, "post": 2})
    assert subject_of(event).title == "Lorries in the cold"


def test_every_kind_of_change_has_its_own_place_without_a_gap(world: World) -> None:
    said = say(world.bert, world.topic)
    edit_post(sees(world.bert), world.topic.reference, said.seq, body="Very slowly.", version=1)
    react(sees(world.anna), world.topic.reference, said.seq, kind="agree")
    remove_post(sees(world.bert), world.topic.reference, said.seq)
    assert changes(world.topic) == [(1, "post"), (2, "post"), (3, "changed"), (4, "reaction"), (5, "removed")]
    assert Topic.objects.get(pk=world.topic.pk).last_seq == 5


def test_the_same_key_again_gives_the_same_answer_and_no_second_post(world: World) -> None:
    key = uuid4()
    first = say(world.bert, world.topic, "Once.", key=key)
    again = say(world.bert, world.topic, "Once, sent again.", key=key)
    assert again.pk == first.pk
    assert Post.objects.filter(topic=world.topic, author=world.bert).count() == 1


def test_the_same_key_answers_the_same_after_the_topic_was_closed(world: World) -> None:
    key = uuid4()
    first = say(world.bert, world.topic, key=key)
    close_topic(sees(world.lead), world.topic.reference)
    assert say(world.bert, world.topic, key=key).pk == first.pk


def test_a_topic_form_sent_twice_starts_one_topic(world: World) -> None:
    key = uuid4()
    assert (
        new_topic(world.bert, world.network, key=key).pk == new_topic(world.bert, world.network, key=key).pk
    )


@pytest.mark.parametrize("body", ["", "   \n\t ", "\u200b\u200b", "\x00", "\ud800"])
def test_an_empty_post_is_refused_with_a_sentence(world: World, body: str) -> None:
    with pytest.raises(Refused) as refusal:
        say(world.anna, world.topic, body)
    assert "empty" in refusal.value.sentence


def test_a_post_of_twenty_thousand_characters_fits_and_one_more_does_not(world: World) -> None:
    assert say(world.anna, world.topic, "a" * 20_000).seq == 2
    with pytest.raises(Refused, match="20001"):
        say(world.anna, world.topic, "a" * 20_001)
    assert changes(world.topic) == [(1, "post"), (2, "post")]


def test_whoever_may_not_read_gets_the_answer_of_a_missing_topic(world: World) -> None:
    for viewer in (sees(world.outsider), VISITOR):
        with pytest.raises(Http404) as foreign:
            post(viewer, world.topic.reference, body="Hello", key=uuid4())
        with pytest.raises(Http404) as missing:
            post(viewer, "NOSUCHTOPIC1", body="Hello", key=uuid4())
        assert str(foreign.value) == str(missing.value)


def test_an_expert_outside_the_network_reads_a_green_topic_but_cannot_talk(world: World) -> None:
    topic = new_topic(world.anna, world.network, Label.GREEN)
    assert queries.posts_of(sees(world.outsider), topic)
    with pytest.raises(PermissionDenied, match="Only members"):
        say(world.outsider, topic)


def test_a_guest_of_the_space_takes_part(world: World) -> None:
    assert say(world.guest, world.topic).seq == 2


def test_the_talk_about_a_green_record_belongs_to_its_network(world: World) -> None:
    topic = record_topic(world.network, world.anna)
    assert say(world.bert, topic).seq == 1
    with pytest.raises(Http404):
        say(world.outsider, topic)


def test_a_red_topic_needs_a_named_reader(world: World) -> None:
    with pytest.raises(Refused, match="TLP:RED"):
        new_topic(world.anna, world.network, Label.RED)
    assert Topic.objects.count() == 1


def test_a_red_topic_is_read_by_its_starter_and_the_people_named(world: World) -> None:
    topic = start_topic(
        sees(world.anna),
        world.network,
        title="Named",
        body="Text",
        key=uuid4(),
        readers=Readers(Label.RED, recipients=[world.bert]),
    )
    assert say(world.bert, topic)
    with pytest.raises(Http404):
        say(world.lead, topic)


def test_only_a_member_starts_a_topic(world: World) -> None:
    with pytest.raises(PermissionDenied):
        new_topic(world.outsider, world.network)


def test_only_the_author_changes_words(world: World) -> None:
    said = say(world.bert, world.topic)
    with pytest.raises(PermissionDenied):
        edit_post(sees(world.lead), world.topic.reference, said.seq, body="Mine now", version=1)


def test_the_second_of_two_editors_is_shown_what_the_first_saved(world: World) -> None:
    said = say(world.bert, world.topic)
    edit_post(sees(world.bert), world.topic.reference, said.seq, body="From the office", version=1)
    with pytest.raises(EditConflict) as conflict:
        edit_post(sees(world.bert), world.topic.reference, said.seq, body="From the phone", version=1)
    assert conflict.value.post.body == "From the office"
    assert conflict.value.post.version == 2


def test_an_edit_sent_twice_is_one_edit(world: World) -> None:
    said = say(world.bert, world.topic)
    for _time in range(2):
        edit_post(sees(world.bert), world.topic.reference, said.seq, body="Better", version=1)
    assert changes(world.topic) == [(1, "post"), (2, "post"), (3, "changed")]


def test_a_removed_post_keeps_no_word_and_loses_its_reactions(world: World) -> None:
    said = say(world.bert, world.topic, "A name that should not be here")
    react(sees(world.anna), world.topic.reference, said.seq, kind="seen")
    remove_post(sees(world.bert), world.topic.reference, said.seq)
    gone = Post.objects.get(pk=said.pk)
    assert (gone.body, gone.html, gone.reactions.count()) == ("", "", 0)
    with pytest.raises(Http404):
        edit_post(sees(world.bert), world.topic.reference, said.seq, body="Back again", version=1)


def test_a_moderator_removes_with_a_reason_and_a_member_cannot(world: World) -> None:
    said = say(world.bert, world.topic)
    with pytest.raises(PermissionDenied):
        remove_post(sees(world.anna), world.topic.reference, said.seq, reason="I do not like it")
    with pytest.raises(Refused, match="reason"):
        remove_post(sees(world.lead), world.topic.reference, said.seq)
    remove_post(sees(world.lead), world.topic.reference, said.seq, reason="Names a person")
    assert Post.objects.get(pk=said.pk).removed_because == "Names a person"


def test_a_former_lead_cannot_moderate(world: World) -> None:
    said = say(world.bert, world.topic)
    world.lead.memberships.update(state="ended")
    with pytest.raises(Http404):
        remove_post(sees(world.lead), world.topic.reference, said.seq, reason="Still here")


def test_nobody_posts_in_a_closed_topic_until_it_is_opened_again(world: World) -> None:
    close_topic(sees(world.anna), world.topic.reference)
    with pytest.raises(Refused, match="closed"):
        say(world.bert, world.topic)
    with pytest.raises(PermissionDenied):
        reopen_topic(sees(world.bert), world.topic.reference)
    reopen_topic(sees(world.lead), world.topic.reference)
    assert say(world.bert, world.topic)


def test_an_answer_is_pinned_by_whoever_asked(world: World) -> None:
    said = say(world.bert, world.topic, "Like this.")
    with pytest.raises(PermissionDenied):
        accept_post(sees(world.bert), world.topic.reference, said.seq)
    topic = accept_post(sees(world.anna), world.topic.reference, said.seq)
    assert (topic.state, topic.accepted) == ("answered", said)
    remove_post(sees(world.bert), world.topic.reference, said.seq)
    topic.refresh_from_db()
    assert (topic.state, topic.accepted) == ("open", None)


def test_a_reaction_given_twice_counts_once_and_can_be_taken_back(world: World) -> None:
    for on in (True, True, False, False):
        react(sees(world.bert), world.topic.reference, 1, kind="agree", on=on)
    assert changes(world.topic) == [(1, "post"), (2, "reaction"), (3, "reaction")]
    with pytest.raises(Refused):
        react(sees(world.bert), world.topic.reference, 1, kind="explode")


def test_reading_only_grows_and_never_beyond_what_exists(world: World) -> None:
    for _number in range(3):
        say(world.anna, world.topic)
    for seq, kept in ((2, 2), (1, 2), (99, 4)):
        mark_read(sees(world.bert), world.topic.reference, seq)
        assert queries.reading_of(sees(world.bert), world.topic) == kept


def test_unread_topics_are_counted_for_what_one_may_read(world: World) -> None:
    seat(world.outsider, world.network, NetworkRole.MEMBER)
    assert queries.unread_counts(sees(world.outsider), [world.network]) == {world.network.pk: 1}
    mark_read(sees(world.outsider), world.topic.reference, 1)
    assert queries.unread_counts(sees(world.outsider), [world.network]) == {}
    say(world.anna, world.topic)
    assert list(queries.unread_topics(sees(world.outsider))) == [world.topic]


def test_an_answer_names_a_post_that_stands(world: World) -> None:
    assert say(world.bert, world.topic, reply_to=1).reply_to == 1
    with pytest.raises(Refused, match="has been removed"):
        say(world.bert, world.topic, reply_to=77)


def test_a_mention_links_only_to_people_who_sit_in_its_network(world: World) -> None:
    text = f"@{world.bert.handle} and @{world.outsider.handle}"
    html = say(world.anna, world.topic, text).html
    assert f"/people/{world.bert.handle}/" in html
    assert world.outsider.full_name not in html
    assert f"/people/{world.outsider.handle}" not in html


def test_a_guest_who_reads_along_learns_no_name_by_a_mention(world: World) -> None:
    guest = ExpertFactory(third_country=True)
    seat(guest, world.network, NetworkRole.MEMBER)
    topic = start_topic(
        sees(world.anna), world.network, title="Open", body="b", key=uuid4(), readers=Readers(Label.GREEN)
    )
    for author in (world.anna, guest):
        html = say(author, topic, f"Ask @{world.outsider.handle}").html
        assert world.outsider.full_name not in html


def test_a_mention_does_not_tell_who_else_is_named(world: World) -> None:
    other = ExpertFactory()
    seat(other, world.network, NetworkRole.MEMBER)

    def called(named: Expert) -> str:
        readers = Readers(Label.RED, recipients=[world.bert, named])
        topic = start_topic(
            sees(world.anna), world.network, title="Closed", body="b", key=uuid4(), readers=readers
        )
        return say(world.bert, topic, f"@{other.handle}").html

    assert called(other) == called(world.outsider)


def test_script_in_a_post_stays_text(world: World) -> None:
    html = say(
        world.anna, world.topic, "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=y>"
    ).html
    assert "<script" not in html
    assert "<a" not in html and "href" not in html
    assert "<img" not in html
