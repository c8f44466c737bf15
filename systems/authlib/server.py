"""An authorization server made with Authlib and Flask. Its clients (RFC 7591) and settings are in variables."""

import json
import os
import time

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.integrations.sqla_oauth2 import (
    OAuth2ClientMixin,
    OAuth2TokenMixin,
    create_bearer_token_validator,
    create_query_client_func,
    create_revocation_endpoint,
    create_save_token_func,
)
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from flask import Flask
from joserfc.jwk import KeySet, OctKey
from sqlalchemy import Column, Integer, create_engine
from sqlalchemy.orm import declarative_base, scoped_session, sessionmaker
from sqlalchemy.pool import StaticPool

PORT = int(os.environ["PORT"])
LIFETIME = int(os.environ["LIFETIME"])
ISSUER = f"http://127.0.0.1:{PORT}"
METHODS = os.environ["METHODS"].split()
SCOPES = ["profile", "meters", "admin"]

engine = create_engine("sqlite://", poolclass=StaticPool)
session = scoped_session(sessionmaker(engine))
Table = declarative_base()


class Client(Table, OAuth2ClientMixin):
    __tablename__ = "client"
    id = Column(Integer, primary_key=True)


class Token(Table, OAuth2TokenMixin):
    __tablename__ = "token"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer)

    def is_refresh_token_active(self):
        """Authlib's `is_revoked` is true as soon as one of the two tokens is revoked."""
        return not self.is_revoked() and time.time() < self.issued_at + 2 * self.expires_in


class User:
    """The technical user, the only one."""

    def get_user_id(self):
        return 1


class ClientCredentials(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS


class Password(grants.ResourceOwnerPasswordCredentialsGrant):
    """Gives the tests their refresh tokens."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS

    def authenticate_user(self, username, password):
        return User()


class RefreshToken(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token):
        token = session.query(Token).filter_by(refresh_token=refresh_token).first()
        return token if token and token.is_refresh_token_active() else None

    def authenticate_user(self, refresh_token):
        return User()

    def revoke_old_credential(self, refresh_token):
        refresh_token.refresh_token_revoked_at = int(time.time())
        session.commit()


class Assertion(JWTBearerClientAssertion):
    """Signed assertions; each of the two methods is used by the clients that are registered for it."""

    seen = set()

    def __init__(self, method):
        super().__init__()
        self.CLIENT_AUTH_METHOD = method

    def __call__(self, query_client, request):
        client = query_client(request.payload.client_id)
        registered = client and client.token_endpoint_auth_method
        return super().__call__(query_client, request) if registered == self.CLIENT_AUTH_METHOD else None

    def get_audiences(self):
        return [f"{ISSUER}/oauth/token"]

    def resolve_client_public_key(self, client):
        if self.CLIENT_AUTH_METHOD == "client_secret_jwt":
            return OctKey.import_key(client.client_secret)
        return KeySet.import_key_set(client.jwks)

    def validate_jti(self, claims, jti):
        is_new = jti not in self.seen
        self.seen.add(jti)
        return is_new


class Revocation(create_revocation_endpoint(session, Token)):
    CLIENT_AUTH_METHODS = METHODS


GRANTS = [ClientCredentials, Password, RefreshToken]

app = Flask(__name__)
app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
app.config["OAUTH2_SCOPES_SUPPORTED"] = SCOPES
app.config["OAUTH2_TOKEN_EXPIRES_IN"] = {grant.GRANT_TYPE: LIFETIME for grant in GRANTS}
server = AuthorizationServer(
    app,
    query_client=create_query_client_func(session, Client),
    save_token=create_save_token_func(session, Token),
)
for grant in GRANTS:
    server.register_grant(grant)
for method in ("client_secret_jwt", "private_key_jwt"):
    server.register_client_auth_method(method, Assertion(method))
server.register_endpoint(Revocation)
protect = ResourceProtector()
protect.register_token_validator(create_bearer_token_validator(session, Token)())


@app.post("/oauth/token")
def token():
    return server.create_token_response()


@app.post("/oauth/revoke")
def revoke():
    return server.create_endpoint_response(Revocation.ENDPOINT_NAME)


@app.get("/api")
@protect()
def api():
    return {}


@app.get("/.well-known/oauth-authorization-server")
def metadata():
    return {
        "issuer": ISSUER,
        "token_endpoint": f"{ISSUER}/oauth/token",
        "token_endpoint_auth_methods_supported": METHODS,
        "revocation_endpoint": f"{ISSUER}/oauth/revoke",
        "scopes_supported": SCOPES,
    }


Table.metadata.create_all(engine)
for registered in json.loads(os.environ["CLIENTS"]):
    client = Client(client_id=registered["client_id"], client_secret=registered.get("client_secret", ""))
    client.set_client_metadata(registered)
    session.add(client)
session.commit()
app.run("127.0.0.1", PORT, threaded=False)
