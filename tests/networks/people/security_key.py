"""A security key in software: it holds a private key, answers challenges, and may show that a finger or a PIN was asked for."""

import hashlib
import json

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from networks.people.models import Expert

FLAG = AuthenticatorData.FLAG


class SecurityKey:
    """A passkey of this person. By itself a touch is enough (UP); a finger or PIN is shown when told (UV)."""

    def __init__(self, owner: Expert, *, alone: bool = False, host: str = "testserver") -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(owner.email.encode()).digest()
        self.rp = hashlib.sha256(host.encode()).digest()
        self.origin = f"https://{host}"
        self.owner = owner
        public = ES256.from_cryptography_key(self.private.public_key())
        made = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = AuthenticatorData.create(self.rp, FLAG.UP | FLAG.AT, 0, made)
        client = CollectedClientData.create("webauthn.create", b"x" * 32, self.origin)
        credential = {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": alone}},
            "response": {
                "clientDataJSON": websafe_encode(client),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            },
        }
        Authenticator.objects.create(
            user=owner, type="webauthn", data={"name": "Blue key", "credential": credential}
        )

    def answer(self, challenge: str, flags: FLAG = FLAG.UP) -> str:
        """What the browser sends back for a challenge (WebAuthn Level 3, 5.1.4)."""
        client = CollectedClientData.create("webauthn.get", challenge, self.origin)
        data = AuthenticatorData.create(self.rp, flags, 1)
        signed = self.private.sign(bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        handle = user_pk_to_url_str(self.owner).encode()
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {
                    "clientDataJSON": websafe_encode(client),
                    "authenticatorData": websafe_encode(data),
                    "signature": websafe_encode(signed),
                    "userHandle": websafe_encode(handle),
                },
            }
        )
