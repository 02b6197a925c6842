"""Networks and the seats in them."""

from networks.spaces.models.membership import Membership
from networks.spaces.models.network import Network
from networks.spaces.models.office import Office
from networks.spaces.models.platform import Platform
from networks.spaces.models.silent_offer import SilentOffer

__all__ = ["Membership", "Network", "Office", "Platform", "SilentOffer"]
