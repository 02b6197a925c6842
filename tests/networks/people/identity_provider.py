"""An OpenID Connect provider on loopback: discovery, keys, code with PKCE, signed answers. It checks what EU Login checks."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "limes", "known to both sides"
KEY_ID = "first"


@dataclass
class Provider:
    """The server and who is signed in at it. What it says can be bent to try the other side."""

    callback: str
    person: dict[str, Any] = field(default_factory=dict)
    bend_token: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    bend_userinfo: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    # When the person gave their password here, and by how many seconds a provider that does not ask again lies.
    signed_in_at: int = field(default_factory=lambda: int(time.time()) - 3600)
    late: int = 0
    port: int = 0

    def __post_init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """The address a browser is sent back to; the person at it consents to everything."""
        expected = {"client_id": CLIENT, "redirect_uri": self.callback, "response_type": "code"}
        wrong = [name for name, value in expected.items() if asked.get(name) != value]
        if wrong or "openid" not in asked.get("scope", "") or asked.get("code_challenge_method") != "S256":
            self.refused.append(f"authorize {wrong}")
            return (
                f"{self.callback}?{urlencode({'error': 'invalid_request', 'state': asked.get('state', '')})}"
            )
        code = secrets.token_urlsafe(16)
        self.asked.append(asked)
        if "login" in asked.get("prompt", "") or "max_age" in asked:
            self.signed_in_at = int(time.time()) - self.late
        self.codes[code] = {"challenge": asked["code_challenge"], "person": dict(self.person)}
        return f"{self.callback}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """Answers a code once, to the client it is for, with the verifier of its challenge."""
        given = self.codes.pop(sent.get("code", ""), None)
        proof = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        is_client = (sent.get("client_id"), sent.get("client_secret")) == (CLIENT, SECRET)
        if (
            not given
            or given["challenge"] != challenge
            or not is_client
            or sent.get("redirect_uri") != self.callback
        ):
            self.refused.append("token")
            return None
        access = secrets.token_urlsafe(16)
        self.tokens[access] = given["person"]
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300}
        claims |= {"auth_time": self.signed_in_at, **given["person"]}
        signed = jwt.encode(self.bend_token(claims), self.key, "RS256", headers={"kid": KEY_ID})
        return {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def userinfo(self, authorization: str) -> dict[str, Any] | None:
        person = self.tokens.get(authorization.removeprefix("Bearer "))
        return self.bend_userinfo(dict(person)) if person else None


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(_first(parts.query)))
                self.end_headers()
            elif parts.path == "/userinfo":
                self.answer(provider.userinfo(self.headers.get("Authorization", "")))
            else:
                known = {"/.well-known/openid-configuration": provider.discovery, "/keys": provider.keys}
                self.answer(known[parts.path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(provider.token(_first(body)))

        def answer(self, found: dict[str, Any] | None) -> None:
            body = json.dumps(found if found is not None else {"error": "invalid_grant"}).encode()
            self.send_response(200 if found is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Quiet."""

    return Handler


def _first(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


@contextmanager
def running(callback: str) -> Iterator[Provider]:
    """The provider on a spare port, until the end of the block."""
    provider = Provider(callback)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
