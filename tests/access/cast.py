"""Who everybody on the stage is, in the words of the oracle: written from the specification of the roles, not from rows."""

from tests.access import oracle
from tests.access.oracle import Person, Post, Seat
from tests.access.roles import ROLES

NETWORK, OTHER, HOME = "matrix", "other", "home"

# Besides everybody else: those who have to do with a thing itself. `home` is the administration that owns it.
KEEPERS = ("owner", "contributing", "colleague", "own_ncp", "named")

_SPECIAL = {
    "visitor": None,
    "other_member": Person("other_member", seats=(Seat(OTHER, "lead"),)),
    "observer": Person("observer", oracle.COMMISSION, seats=(Seat(NETWORK, capacity="observer"),)),
    "agency_guest": Person("agency_guest", oracle.AGENCY, seats=(Seat(NETWORK),)),
    "guest": Person("guest", oracle.THIRD_COUNTRY, seats=(Seat(NETWORK),)),
    "other_guest": Person("other_guest", oracle.THIRD_COUNTRY, seats=(Seat(OTHER),)),
    "suspended": Person("suspended", suspended=True, seats=(Seat(NETWORK, "lead"),)),
    "ex_member": Person("ex_member", seats=(Seat(NETWORK, "lead", state="ended"),)),
    "administrator": Person("administrator", oracle.PLATFORM),
    "ncp": Person("ncp", administration="elsewhere", posts=(Post("ncp", "elsewhere"),)),
    "deputy_ncp": Person("deputy_ncp", administration="yonder", posts=(Post("deputy_ncp", "yonder"),)),
    "owner": Person("owner", administration=HOME, seats=(Seat(NETWORK, "contributor"),)),
    "contributing": Person("contributing", administration="afar", seats=(Seat(NETWORK, "contributor"),)),
    "colleague": Person("colleague", administration=HOME, seats=(Seat(NETWORK),)),
    "own_ncp": Person("own_ncp", administration=HOME, posts=(Post("ncp", HOME),)),
    "named": Person("named", administration="beyond", seats=(Seat(NETWORK),)),
}
_SEATED = ("member", "contributor", "validator", "lead", "steward")

CAST: dict[str, Person | None] = {
    role: _SPECIAL[role]
    if role in _SPECIAL
    else Person(role, administration=role, seats=(Seat(NETWORK, role),) if role in _SEATED else ())
    for role in (*ROLES, *KEEPERS)
}

# Those between whom the rule draws its lines, for what is asked of every role only in the long proof.
QUICK_CAST = ("visitor", "stranger", "member", "guest", "other_guest", "own_ncp")
