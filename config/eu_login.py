"""How EU Login is spoken to: OpenID Connect with authorisation code and PKCE."""

from typing import Any

NAME_IN_ADDRESSES = "eu-login"


def providers(server_url: str, name: str, client_id: str, secret: str) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS of django-allauth; empty without an address, and then there is no such door."""
    if not server_url:
        return {}
    app = {
        "provider_id": NAME_IN_ADDRESSES,
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": server_url},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
