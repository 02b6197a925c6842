"""Words for networks and membership."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Area(models.TextChoices):
    """The seven priority areas of cooperation."""

    RISK = "risk-management", _("Risk management")
    PROCUREMENT = "procurement", _("Procurement")
    INTEGRITY = "resilience-and-integrity", _("Resilience and integrity")
    INNOVATION = "innovation", _("Innovation")
    TRAINING = "training", _("Training")
    COOPERATION = "cooperation", _("Cooperation")
    COMMUNICATION = "communication", _("Communication")


class Joining(models.TextChoices):
    """How a network takes members."""

    REQUEST = "request", _("Members may ask to join")
    INVITATION = "invitation", _("By invitation only")


class NetworkRole(models.TextChoices):
    """What a member does in a network. networks.access.roles says which permissions each has."""

    MEMBER = "member", _("Member")
    CONTRIBUTOR = "contributor", _("Contributor")
    VALIDATOR = "validator", _("Validator")
    LEAD = "lead", _("Lead")
    DEPUTY = "deputy", _("Deputy lead")
    STEWARD = "steward", _("Steward")
    COORDINATOR = "coordinator", _("Training coordinator")


class Capacity(models.TextChoices):
    """In which capacity somebody sits in a network (the founding texts name the first three)."""

    MANAGER = "manager", _("BCP manager")
    ORGANISER = "organiser", _("Secretariat")
    EXPERT = "expert", _("National expert")
    OBSERVER = "observer", _("Observer")


class MembershipState(models.TextChoices):
    """How far a membership has come."""

    REQUESTED = "requested", _("Asked to join")
    INVITED = "invited", _("Invited")
    ACTIVE = "active", _("Active")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")
    LAPSED = "lapsed", _("Invitation expired")


class EndKind(models.TextChoices):
    """How a seat ended. A stopped account ends no seat: it counts for nothing until the account works again."""

    REMOVED = "removed", _("Removed")
    LEFT = "left", _("Left the network")
    RAN_OUT = "ran_out", _("Expired")
    MANDATE = "mandate", _("End of the mandate")
    MOVED = "moved", _("Moved to another administration")
    DEPARTED = "departed", _("Left the administration")


OPEN_STATES = (MembershipState.REQUESTED, MembershipState.INVITED, MembershipState.ACTIVE)


class OfficeRole(models.TextChoices):
    """Offices outside networks: in an administration, or on the platform."""

    NCP = "ncp", _("National contact point")
    DEPUTY_NCP = "deputy_ncp", _("Deputy national contact point")
    COMMUNICATIONS_EDITOR = "communications_editor", _("Communications editor")
    PLATFORM_ADMINISTRATOR = "platform_administrator", _("Platform administrator")
    AUDITOR = "auditor", _("Auditor")
    BOARD_MEMBER = "board_member", _("Board member")


ADMINISTRATION_OFFICES = (OfficeRole.NCP, OfficeRole.DEPUTY_NCP)
