"""Leaks planted into the daily digest, and the checks that meet them."""

from tests.access import losses
from tests.access.mails import digests_of_everything, leaks_in_mails
from tests.access.planted_bugs import PlantedBug
from tests.access.planting import instead

BUGS = (
    PlantedBug(
        "a digest names to an ex-member what they no longer read",
        instead("networks.notices.digests._still_theirs", lambda _asked: lambda *each: set(each[3])),
        losses.digest_to_an_ex_member,
    ),
    PlantedBug(
        "a digest names what is closed",
        instead("networks.notices.digests.sayable", lambda _asked: lambda subject: subject),
        lambda small: leaks_in_mails(small, digests_of_everything(small, ["OutRed"])),
    ),
)
