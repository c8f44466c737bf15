"use strict";
exports.id = 17;
exports.ids = [17];
exports.modules = {

/***/ 17:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  failureMessage: () => (/* binding */ failureMessage)
});

;// CONCATENATED MODULE: ./build/action/messages/hints/answers.js
const answer = (code, ...reasons) => (fact) => fact.code === code && (reasons.length === 0 || reasons.includes(fact.reason ?? ""));
const answerHints = [
    {
        id: "html",
        matches: answer("malformed_response", "html"),
        cause: "a login page, a captive portal or a company proxy answered in the server's place, or the URL is that of a web page.",
        remedy: 'check "token-endpoint", and whether this runner must go through a proxy or be allowed at the server.',
    },
    {
        id: "not-json",
        matches: answer("malformed_response", "not_json", "empty", "too_large"),
        cause: "this URL is not a token endpoint, or something between the runner and the server changed the answer.",
        remedy: 'check "token-endpoint"; if it is right, look at what stands before the server.',
    },
    {
        id: "no-token",
        matches: answer("malformed_response"),
        cause: "this URL answers with JSON but is not a token endpoint, or the server uses names of its own.",
        remedy: 'check "token-endpoint": it often ends in /token. The discovery document and introspection answer with JSON too.',
    },
    {
        id: "required-audience",
        matches: answer("verification_failed", "audience_missing"),
        cause: 'the server does not put that audience into this client\'s tokens. Keycloak ignores the "audience" parameter: there a client scope with an audience mapper decides.',
        remedy: 'have the audience added for this client at the server, or correct "required-audience" (a trailing slash counts).',
    },
    {
        id: "required-scope",
        matches: answer("verification_failed", "scope_missing"),
        cause: "the server did not grant that scope to this client.",
        remedy: 'ask for it in "scope", and have it granted to the client at the server.',
    },
    {
        id: "lifetime",
        matches: answer("verification_failed", "lifetime_short"),
        cause: "the server gives short tokens, or gave one that had been made earlier.",
        remedy: 'lower "min-lifetime", or have the access token lifespan of this client raised.',
    },
    {
        id: "not-checkable",
        matches: answer("verification_failed"),
        cause: "the server's tokens do not show what was to be checked.",
        remedy: "remove the requirement, or have the server issue JWT access tokens and send expires_in and scope.",
    },
    {
        id: "id-token-permission",
        matches: answer("id_token_unavailable", "permission"),
        cause: 'the job lacks the permission "id-token: write"; a pull request from a fork never has it.',
        remedy: 'add "permissions: id-token: write" to the job. In a reusable workflow the job that calls it must grant the permission too.',
    },
    {
        id: "id-token",
        matches: answer("id_token_unavailable"),
        cause: "GitHub's ID token service has trouble, or refused the audience.",
        remedy: 'run the job again; if it stays, check "id-token-audience" and githubstatus.com.',
    },
    {
        id: "issuer-mismatch",
        matches: answer("discovery_failed", "issuer_mismatch"),
        cause: "the URL differs from the issuer the server calls itself, by a trailing slash, host name, port or http instead of https.",
        remedy: 'give "issuer" exactly as the server\'s metadata has it, or give "token-endpoint" instead.',
    },
    {
        id: "insecure-endpoint",
        matches: answer("discovery_failed", "insecure_endpoint"),
        cause: "the server does not know that it is reached by https, or the metadata was changed on the way.",
        remedy: "have the server's public URL corrected; credentials are not sent there.",
    },
    {
        id: "no-revocation-endpoint",
        matches: answer("discovery_failed", "no_revocation_endpoint"),
        cause: 'the server does not offer revocation, and "revoke: always" demands it.',
        remedy: 'set "revocation-endpoint" if there is one, or "revoke: auto".',
    },
    {
        id: "no-metadata",
        matches: answer("discovery_failed"),
        cause: "the URL is not an issuer: it may be the server's address without the path of the realm or tenant.",
        remedy: 'open the issuer followed by /.well-known/openid-configuration in a browser and correct "issuer", or give "token-endpoint" instead.',
    },
    {
        id: "cancelled",
        matches: answer("cancelled"),
        cause: "someone, a timeout or a concurrency group cancelled the run.",
        remedy: "run it again if it is still wanted.",
    },
    {
        id: "internal",
        matches: answer("internal"),
        cause: "a defect of this action.",
        remedy: "please report it, with this message and the version you use; RUNNER_DEBUG=1 shows where it happened.",
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/keycloak.js
/** An OAuth error whose description has these words. */
const says = (words) => (fact) => fact.code === "oauth_error" && words.test(fact.description ?? "");
const realmPath = /\/realms\/[^/]+\/protocol\/openid-connect\//;
const isKeycloak = (fact) => realmPath.test(fact.endpoint ?? "");
/** The same endpoint with the `/auth` prefix put in, or taken out. */
function otherPrefix({ endpoint = "" }) {
    const url = new URL(endpoint);
    const other = url.pathname.startsWith("/auth/")
        ? url.pathname.slice("/auth".length)
        : `/auth${url.pathname}`;
    return `Try ${url.origin}${other}.`;
}
const NEW_REFRESH_TOKEN = 'create a new refresh token for the technical user at the portal, and store it as the secret that "refresh-token" reads.';
const keycloakHints = [
    {
        id: "keycloak-realm",
        matches: (fact) => fact.code === "oauth_error" && /realm does not exist/i.test(fact.error ?? ""),
        cause: "the server has no realm of the name that follows /realms/ in the URL.",
        remedy: 'correct the realm in "token-endpoint"; names are case-sensitive. The portal shows the URL in the settings of the technical user.',
    },
    {
        id: "keycloak-prefix",
        matches: (fact) => fact.code === "http_status" && fact.status === 404 && isKeycloak(fact),
        cause: "Keycloak serves its realms under another path: older servers, and many later ones, have the prefix /auth, others do not.",
        remedy: 'correct the path in "token-endpoint".',
        suggest: otherPrefix,
    },
    {
        id: "keycloak-client-secret",
        matches: (fact) => says(/invalid client or invalid client credentials/i)(fact) &&
            fact.error === "unauthorized_client" &&
            usesSecret(fact),
        cause: "the client secret is wrong: misspelt, cut off, replaced by a newer one, or that of another client.",
        remedy: 'store the right value in the secret that "client-secret" reads. It is shown only once; if it is lost, create a new one at the portal.',
    },
    {
        id: "keycloak-unknown-client",
        matches: (fact) => says(/invalid client or invalid client credentials/i)(fact) &&
            fact.error === "invalid_client" &&
            fact.clientAuthentication !== "github_id_token",
        cause: "this realm has no enabled client of that id.",
        remedy: 'check "client-id" and the realm in "token-endpoint" against the settings of the technical user.',
    },
    {
        id: "keycloak-service-account",
        matches: says(/service account|public client not allowed|bearer.only/i),
        cause: "the client may not use client credentials: its service account is off, or it is a public client.",
        remedy: 'have "Client authentication" and "Service accounts roles" switched on for this client in Keycloak, or use a refresh token.',
    },
    {
        id: "keycloak-other-client",
        matches: says(/unmatching clients|token client and authorized client/i),
        cause: 'the refresh token belongs to another client than the one in "client-id".',
        remedy: "use client id, client secret and refresh token of the same technical user.",
    },
    {
        id: "keycloak-replayed",
        matches: says(/stale token|maximum allowed refresh token reuse/i),
        cause: "the refresh token was used before, and this server accepts each only once (it rotates them). The replay may have ended the session, the newest token included.",
        remedy: `${NEW_REFRESH_TOKEN} Then let this action store each new token, with "rotate-secret": see docs/rotation.md.`,
    },
    {
        id: "keycloak-session-detached",
        matches: says(/session doesn't have required client/i),
        cause: "the session was ended for this client, most likely because a rotated refresh token was used twice.",
        remedy: `${NEW_REFRESH_TOKEN} To keep it from happening again see docs/rotation.md.`,
    },
    {
        id: "keycloak-offline-session",
        matches: says(/offline (user )?session not (found|active)/i),
        cause: "the offline session is gone: unused for longer than the server allows (30 days by default), revoked, or lost by the server.",
        remedy: `run the job once more, since the token was not spent; if the answer stays, ${NEW_REFRESH_TOKEN}`,
    },
    {
        id: "keycloak-session",
        matches: says(/session not active/i),
        cause: "the user session behind this refresh token has ended: logged out, or idle for too long.",
        remedy: `${NEW_REFRESH_TOKEN} An offline token (scope offline_access) outlives the session.`,
    },
    {
        id: "keycloak-expired",
        matches: says(/token is not active/i),
        cause: "the refresh token has expired, or the clock of the server is wrong.",
        remedy: `${NEW_REFRESH_TOKEN} An offline token (scope offline_access) does not expire by date.`,
    },
    {
        id: "keycloak-not-a-refresh-token",
        matches: says(/invalid refresh token|refresh token.*(invalid|not valid)/i),
        cause: "this realm did not issue it as a refresh token: often an ACCESS token was stored by mistake, or the token is of another realm, or the server's public URL has changed.",
        remedy: 'store the refresh token, which the portal shows beside the client secret, in the secret that "refresh-token" reads, and compare the realm in "token-endpoint".',
    },
    {
        id: "keycloak-user",
        matches: says(/user.*disabled|unknown user|account is not fully set up/i),
        cause: "the user behind this technical user or service account is disabled or deleted.",
        remedy: "have an administrator of the organisation enable it, or create a new technical user.",
    },
    {
        id: "keycloak-consent",
        matches: says(/no longer has requested consent/i),
        cause: "the consent this client had was withdrawn.",
        remedy: NEW_REFRESH_TOKEN,
    },
    {
        id: "keycloak-https",
        matches: says(/https required/i),
        cause: "the realm accepts https only.",
        remedy: 'write https:// in "token-endpoint"; behind a proxy, the server must be told that the outside is https.',
    },
    {
        id: "keycloak-realm-disabled",
        matches: says(/realm not enabled/i),
        cause: "the realm is switched off.",
        remedy: "ask the operator of the server.",
    },
    {
        id: "keycloak-assertion-audience",
        matches: says(/invalid token audience|multiple audiences not allowed/i),
        cause: "the assertion was made out for another audience than this realm.",
        remedy: 'give the issuer URL of the realm in "issuer" (or, for GitHub\'s ID token, in "id-token-audience").',
    },
    {
        id: "keycloak-assertion-reused",
        matches: says(/token reuse detected/i),
        cause: "the server has seen this assertion before, and takes each only once.",
        remedy: "run the job again: every attempt makes a new one.",
    },
    {
        id: "keycloak-public-key",
        matches: says(/unable to load public key|unsupported.*algorithm|invalid signature algorithm/i),
        cause: "the server does not have the public half of this key under the key id that was sent, or expects another algorithm.",
        remedy: 'register the public key for this client, and make "key-id" and "signing-algorithm" agree with it.',
    },
];
function usesSecret({ clientAuthentication }) {
    return clientAuthentication === undefined || clientAuthentication.startsWith("client_secret");
}

;// CONCATENATED MODULE: ./build/action/messages/hints/network.js
const network = (code, cause = /^/) => (fact) => fact.code === code && cause.test(fact.cause ?? "");
const networkHints = [
    {
        id: "dns",
        matches: network("dns"),
        cause: "the host name is misspelt, or it is known only inside a network this runner is not in.",
        remedy: 'compare the host in "token-endpoint" with the one the portal shows; for an internal host use a self-hosted runner in that network.',
    },
    {
        id: "refused",
        matches: network("connection", /ECONNREFUSED/),
        cause: "nothing listens at that host and port, or a firewall turns this runner away.",
        remedy: "check the port in the URL, whether the server is up, and whether it accepts connections from this runner's network.",
    },
    {
        id: "proxy-unreachable",
        matches: (fact) => fact.code === "connection" && fact.reason === "proxy",
        cause: "the proxy named by HTTPS_PROXY or HTTP_PROXY does not answer, or ended the connection.",
        remedy: "check the proxy's address in the runner's environment, or name the host in NO_PROXY if it needs no proxy.",
    },
    {
        id: "unreachable",
        matches: network("connection", /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/),
        cause: "this runner has no route to the server.",
        remedy: "use a runner in the server's network, or connect the runner to it.",
    },
    {
        id: "reset",
        matches: network("connection"),
        cause: "the server, a load balancer or a firewall closed the connection in the middle.",
        remedy: "run the job again; if it stays, look at the logs of the server and of what stands before it at this time. A refresh token that the server rotates may be spent: see docs/rotation.md.",
    },
    {
        id: "tls-untrusted",
        matches: network("tls", /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|CERT_SIGNATURE|INVALID_CA/),
        cause: "the server's certificate comes from a CA this runner does not know: a private CA, a proxy that inspects TLS, or a chain without its intermediate certificate.",
        remedy: 'give the CA certificate in "ca-certificate" (PEM); if the chain is incomplete, have the server send the intermediate certificate too.',
    },
    {
        id: "tls-expired",
        matches: network("tls", /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/),
        cause: "the server's certificate has expired or is not valid yet; on a self-hosted runner the clock may be wrong.",
        remedy: "have the certificate renewed; check the clock of the runner.",
    },
    {
        id: "tls-wrong-name",
        matches: network("tls", /ALTNAME|HOSTNAME_MISMATCH/),
        cause: "the server's certificate is made out for another host name.",
        remedy: "use the host name that stands in the certificate, or have the certificate made out for this one too.",
    },
    {
        id: "tls-handshake",
        matches: network("tls"),
        cause: "the TLS handshake failed: this port may not speak https, the versions may not fit, or the server demands a client certificate.",
        remedy: 'check the port and https:// in the URL; if the server wants mutual TLS, give "client-certificate" and "client-key".',
    },
    {
        id: "timeout",
        matches: network("timeout"),
        cause: "the server is overloaded, or a firewall drops the packets of this runner without a word.",
        remedy: 'check that the server can be reached from this runner\'s network; if it is only slow, raise "timeout". A refresh token that the server rotates may be spent: see docs/rotation.md.',
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/oauth.js
const error = (codes, words = /^/) => (fact) => fact.code === "oauth_error" &&
    codes.test(fact.error ?? "") &&
    words.test(`${fact.description ?? ""} ${fact.details ?? ""}`);
const oauthHints = [
    {
        id: "entra-secret",
        matches: error(/^(invalid_client|unauthorized_client)$/, /AADSTS70002(15|22)/),
        cause: "the client secret is wrong or has expired (Microsoft Entra; often the secret's ID was copied instead of its value).",
        remedy: 'create a new client secret for the app registration and store its VALUE in the secret that "client-secret" reads.',
    },
    {
        id: "entra-app",
        matches: error(/./, /AADSTS70001[16]|AADSTS90002/),
        cause: "this tenant has no application of that id (Microsoft Entra).",
        remedy: 'check "client-id" and the tenant in "token-endpoint".',
    },
    {
        id: "entra-federated",
        matches: error(/./, /AADSTS70021|AADSTS700213/),
        cause: "no federated credential of the app registration matches the ID token of this run (Microsoft Entra).",
        remedy: "compare issuer, subject and audience of the ID token with the federated credential.",
    },
    {
        id: "id-token-refused",
        matches: (fact) => error(/^(invalid_client|unauthorized_client|invalid_grant)$/)(fact) &&
            fact.clientAuthentication === "github_id_token",
        cause: "the server does not accept GitHub's ID token of this run for any client.",
        remedy: "compare the issuer, subject and audience below with what is registered at the server; the subject changes with the branch, the environment and the kind of event.",
    },
    {
        id: "assertion-refused",
        matches: (fact) => error(/^(invalid_client|unauthorized_client)$/)(fact) && /_jwt$/.test(fact.clientAuthentication ?? ""),
        cause: "the server could not verify the signed assertion: another key, key id, algorithm or audience than it expects, or clocks that differ by more than a minute.",
        remedy: 'compare "private-key", "key-id" and "signing-algorithm" with what is registered for this client; give "issuer" if the server expects its issuer URL as audience.',
    },
    {
        id: "certificate-refused",
        matches: (fact) => error(/^(invalid_client|unauthorized_client)$/)(fact) &&
            fact.clientAuthentication === "tls_client_auth",
        cause: "the server does not know this client certificate for that client, or a proxy before it ended the TLS connection.",
        remedy: 'compare the subject of "client-certificate" with the one registered for the client, and use the endpoint made for mutual TLS.',
    },
    {
        id: "invalid-client",
        matches: error(/^invalid_client$/),
        cause: "client id or client secret is wrong, or the server wants the client to authenticate in another way.",
        remedy: 'check both against the server\'s settings; if they are right, try "client-authentication: client_secret_basic". A new secret is needed if the old one expired.',
    },
    {
        id: "refresh-token-invalid",
        matches: (fact) => error(/^invalid_grant$/)(fact) && fact.grantType === "refresh_token",
        cause: "the refresh token has expired, was revoked, was used before (on a server that rotates them), or belongs to another client.",
        remedy: 'create a new refresh token at the portal and store it as the secret that "refresh-token" reads. If the server rotates refresh tokens, set "rotate-secret": see docs/rotation.md.',
    },
    {
        id: "invalid-grant",
        matches: error(/^invalid_grant$/),
        cause: "the server does not accept what was presented: expired, revoked, or not meant for this client.",
        remedy: "compare the issuer, subject and audience of the assertion with what is registered for this client.",
    },
    {
        id: "unauthorized-client",
        matches: error(/^unauthorized_client$/),
        cause: "the client may not use this grant type, or (at Keycloak) its client secret is wrong.",
        remedy: 'check "client-secret", and have the grant type allowed for this client at the server.',
    },
    {
        id: "unsupported-grant-type",
        matches: error(/^unsupported_grant_type$/),
        cause: "this endpoint does not know the grant type.",
        remedy: 'check that "token-endpoint" is the token endpoint and not another one, and "grant-type" against the server\'s documentation.',
    },
    {
        id: "invalid-scope",
        matches: error(/^invalid_scope$/),
        cause: "the server does not know one of the scopes, or does not grant it to this client.",
        remedy: 'correct "scope", or have the scope granted to this client. On a refresh, the scope can only be narrower than before.',
    },
    {
        id: "audience-refused",
        matches: error(/^(invalid_target|invalid_audience)$|^(invalid_request|access_denied|unauthorized)$/, /^(?=.*(audience|resource|service not found))|^\s*$/i),
        cause: "the server does not know the audience or resource, or the client has no grant for it.",
        remedy: 'compare "audience" and "resource" with the API\'s identifier, letter by letter: a missing trailing slash makes another one. Have the client authorized for it.',
    },
    {
        id: "access-denied",
        matches: error(/^access_denied$/),
        cause: "the server refuses this client by a rule of its own.",
        remedy: "ask the operator of the server, with the words above; check that the client is authorized for the API.",
    },
    {
        id: "too-many-requests",
        matches: (fact) => fact.code === "oauth_error" &&
            (fact.status === 429 || /^(too_many_requests|slow_down)$/.test(fact.error ?? "")),
        cause: "more token requests came than the server allows for this client, often from a matrix.",
        remedy: 'raise "deadline" and "max-attempts", lower "max-parallel" of the matrix, or get one token in an earlier step of the same job.',
    },
    {
        id: "server-trouble",
        matches: (fact) => fact.code === "oauth_error" &&
            ((fact.status ?? 0) >= 500 || /^(temporarily_unavailable|server_error)$/.test(fact.error ?? "")),
        cause: "the server has trouble of its own.",
        remedy: "run the job again later; if it stays, ask the operator of the server, with the words above.",
    },
    {
        id: "invalid-request",
        matches: error(/^invalid_request$/),
        cause: "the server misses a parameter, or does not accept one that was sent.",
        remedy: 'read the server\'s words above; parameters it needs can be added in "extra-parameters".',
    },
    {
        id: "oauth-error",
        matches: error(/^/),
        cause: "the server refused the request for a reason of its own.",
        remedy: "look the error up in the server's documentation, or ask its operator, with the words above.",
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/rotation.js
const refused = (status, reason) => (fact) => fact.code === "rotation_failed" &&
    fact.status === status &&
    (reason === undefined || fact.reason === reason);
const PERMISSIONS = "Secrets: write for a repository, Environments: write for an environment, Organization secrets: write for an organisation; GITHUB_TOKEN never may";
const rotationHints = [
    {
        id: "stale-refresh-token",
        matches: (fact) => fact.code === "stale_refresh_token",
        cause: "another run has rotated the refresh token in the meantime, or this is a re-run, which replays the secrets of its first attempt. Sending the old one could end the technical user's session.",
        remedy: "start a new run (not a re-run). To keep runs from overtaking each other, hold the secret in an environment and give the job a concurrency group: see docs/rotation.md.",
    },
    {
        id: "rotation-token-invalid",
        matches: refused(401),
        cause: '"github-token" is not valid: expired, revoked, or of another server.',
        remedy: "create a new token, or make the GitHub App token in this very job: it lives for an hour.",
    },
    {
        id: "rotation-forbidden",
        matches: refused(403),
        cause: '"github-token" may not write that secret.',
        remedy: `give a GitHub App token or a fine-grained personal access token with the right permission (${PERMISSIONS}).`,
    },
    {
        id: "rotation-no-secret",
        matches: refused(404, "no_secret"),
        cause: 'there is no secret of that name in that place: "rotate-secret" is misspelt, or the secret lives elsewhere.',
        remedy: 'compare "rotate-secret" with the settings; set "rotate-environment" or "rotate-organization" if the secret lives there.',
    },
    {
        id: "rotation-no-place",
        matches: refused(404),
        cause: '"github-token" cannot see that repository, environment or organisation, or the name is misspelt.',
        remedy: `check "rotate-environment" or "rotate-organization", and that the token was issued for this repository with the right permission (${PERMISSIONS}).`,
    },
    {
        id: "rotation-rejected",
        matches: refused(422),
        cause: "GitHub did not accept the value: it may be too long (48 KB), or the key changed twice.",
        remedy: "run the command in the log, or store a new refresh token by hand.",
    },
    {
        id: "rotation-too-fast",
        matches: refused(429),
        cause: 'the rate limit of "github-token" is used up.',
        remedy: "wait until it is renewed, or use a GitHub App token, which has a limit of its own.",
    },
    {
        id: "rotation-failed",
        matches: (fact) => fact.code === "rotation_failed",
        cause: "GitHub has trouble, or this runner cannot reach it.",
        remedy: "look at githubstatus.com and at the runner's network, then run the job again; if the log holds a command that stores the token, run that first.",
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/status.js
const status_status = (...statuses) => (fact) => fact.code === "http_status" && statuses.includes(fact.status ?? 0);
const statusHints = [
    {
        id: "proxy-authentication",
        matches: status_status(407),
        cause: "the proxy wants a user name and password, or does not accept those it got.",
        remedy: "write them into HTTPS_PROXY or HTTP_PROXY, percent-encoded (http://user:password@host:port), from a secret.",
    },
    {
        id: "proxy-refused",
        matches: (fact) => fact.code === "http_status" && fact.reason === "proxy",
        cause: "the proxy named by HTTPS_PROXY or HTTP_PROXY does not let this runner reach the server, or cannot reach it itself.",
        remedy: "have the host allowed at the proxy, or name it in NO_PROXY if it needs no proxy.",
    },
    {
        id: "redirect",
        matches: (fact) => fact.code === "http_status" && (fact.status ?? 0) >= 300 && (fact.status ?? 0) < 400,
        cause: "the URL is not the token endpoint itself: http instead of https, another host, a slash too many, or a login page before it.",
        remedy: 'put the final URL into "token-endpoint". Credentials are never sent on to where a redirect points.',
    },
    {
        id: "unauthorized",
        matches: status_status(401),
        cause: "client id or secret are wrong, or something before the server wants a login.",
        remedy: 'check "client-id", "client-secret" and the URL; if they are right, try "client-authentication: client_secret_basic".',
    },
    {
        id: "forbidden",
        matches: status_status(403, 451),
        cause: "a firewall, gateway or IP allow list before the server turned this runner away.",
        remedy: "have this runner's addresses allowed, or use a self-hosted runner inside the network.",
    },
    {
        id: "not-found",
        matches: status_status(404, 410),
        cause: "there is no token endpoint at this path.",
        remedy: 'compare "token-endpoint" with the URL in the server\'s documentation or settings, letter by letter.',
    },
    {
        id: "not-a-token-endpoint",
        matches: status_status(405, 415, 501),
        cause: "this URL does not take a form by POST, so it is not a token endpoint.",
        remedy: 'check "token-endpoint": the authorization endpoint and the discovery document are other URLs.',
    },
    {
        id: "rate-limit",
        matches: status_status(429),
        cause: "more token requests came than the server allows for this client, often from a matrix.",
        remedy: 'raise "deadline" and "max-attempts", lower "max-parallel" of the matrix, or get one token in an earlier step of the same job.',
    },
    {
        id: "gateway",
        matches: status_status(502, 503, 504),
        cause: "the server is down or restarting, and a gateway answered in its place.",
        remedy: "run the job again in a few minutes; if it stays, ask the operator of the server.",
    },
    {
        id: "server-error",
        matches: (fact) => fact.code === "http_status" && (fact.status ?? 0) >= 500,
        cause: "the server failed while it worked on the request.",
        remedy: "run the job again later; if it stays, ask the operator of the server, with time and status.",
    },
    {
        id: "status",
        matches: (fact) => fact.code === "http_status",
        cause: "the server did not accept the request, and did not say why in OAuth's terms.",
        remedy: 'check that "token-endpoint" is the right URL, and the server\'s logs at this time.',
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/index.js






/** From the specific to the general. */
const hints = [
    ...rotationHints,
    ...networkHints,
    ...keycloakHints,
    ...oauthHints,
    ...statusHints,
    ...answerHints,
];

// EXTERNAL MODULE: ./build/action/messages/log-lines.js
var log_lines = __webpack_require__(607);
;// CONCATENATED MODULE: ./build/action/messages/failure-message.js


const TRIED = {
    token: "Getting an access token",
    discovery: "Reading the authorization server's metadata",
    id_token: "Getting GitHub's ID token",
    revocation: "Revoking the access token",
    rotation: "Storing the rotated refresh token",
};
const quoted = (text) => (text ? ` "${text}"` : "");
const page = ({ title, contentType }) => title ? ` with a page titled "${title}"` : contentType ? ` with ${contentType}` : "";
const UNREADABLE = {
    html: (evidence) => `sent an HTML page${quoted(evidence.title)} instead of JSON`,
    empty: () => "sent an empty body",
    not_json: ({ contentType }) => `sent something that is not a JSON object${contentType ? ` (${contentType})` : ""}`,
    too_large: () => "sent more than 1 MiB",
    no_token: () => "sent JSON without an access_token",
    unusable_token: () => "sent an access_token that is empty or not printable text",
};
const UNVERIFIED = {
    audience_missing: ({ missing }) => `it is not meant for ${list(missing)}, which "required-audience" demands`,
    audience_unknown: ({ missing }) => `it is opaque, so its audience cannot be compared with ${list(missing)} of "required-audience"`,
    scope_missing: ({ missing }) => `it lacks the scope ${list(missing)}, which "required-scope" demands`,
    scope_unknown: ({ missing }) => `nothing tells its scope, so ${list(missing)} of "required-scope" cannot be checked`,
    lifetime_short: ({ seconds }) => `it is valid for only ${seconds} s, less than "min-lifetime" demands`,
    lifetime_unknown: () => 'nothing tells how long it is valid, so "min-lifetime" cannot be checked',
};
const UNDISCOVERED = {
    no_document: (evidence) => `no metadata was found at either of its two places (the server answered ${evidence.status}${page(evidence)})`,
    issuer_mismatch: () => "the metadata is that of another issuer",
    no_token_endpoint: () => "the metadata names no token endpoint",
    insecure_endpoint: ({ missing }) => `${list(missing)} in the metadata is not an https URL`,
    no_revocation_endpoint: () => "the metadata names no revocation endpoint",
};
const UNWRITTEN = {
    dns: ({ cause }) => `GitHub's host name could not be resolved (${cause})`,
    connection: ({ cause }) => `the connection to GitHub failed (${cause})`,
    tls: ({ cause }) => `no trusted TLS connection to GitHub could be made (${cause})`,
    timeout: ({ seconds }) => `GitHub did not answer within ${seconds} s`,
    no_key: () => "GitHub's answer holds no public key",
    no_date: () => "GitHub's answer does not tell when the secret was written",
    unexpected: () => "GitHub's answer is not what its documentation describes",
};
const CAME_BACK = {
    invalid_input: () => "",
    dns: ({ cause }) => `the host name could not be resolved (${cause})`,
    connection: ({ cause, sent, reason }) => reason === "proxy"
        ? `the proxy could not be reached or closed the connection (${cause})`
        : `the connection ${sent ? "was closed before a complete answer came" : "could not be made"} (${cause})`,
    tls: ({ cause }) => `no trusted TLS connection could be made (${cause})`,
    timeout: ({ seconds, sent }) => `no ${sent ? "complete answer came" : "connection could be made"} within ${seconds} s`,
    http_status: (evidence) => {
        const { status, reason, location, details } = evidence;
        if (reason === "proxy")
            return `the proxy answered ${status} and did not connect us`;
        return `the server answered ${status}${location ? ` and pointed to ${location}` : page(evidence)}${details ? ` (${details})` : ""}`;
    },
    oauth_error: ({ status, error, description, details }) => `the server answered ${status} with the OAuth error "${error}"${description ? `: "${description}"` : ""}${details ? ` (${details})` : ""}`,
    malformed_response: (evidence) => `the server answered ${evidence.status} but ${UNREADABLE[evidence.reason ?? ""]?.(evidence)}`,
    verification_failed: (evidence) => `the server granted a token, but ${UNVERIFIED[evidence.reason ?? ""]?.(evidence)}`,
    stale_refresh_token: ({ dates: [written, read] = [0, 0] }) => `the secret was written at ${(0,log_lines/* inUtc */.e8)(written)}, after this run had read it at ${(0,log_lines/* inUtc */.e8)(read)}; the refresh token has not been sent`,
    rotation_failed: (evidence) => `${UNWRITTEN[evidence.reason ?? ""]?.(evidence) ?? `GitHub answered ${evidence.status}${evidence.details ? ` (${evidence.details})` : ""}`}${evidence.sent ? "" : "; the refresh token has not been sent"}`,
    id_token_unavailable: ({ reason, status, details }) => reason === "permission"
        ? "this job may not ask for ID tokens"
        : `GitHub answered ${status}${details ? ` (${details})` : ""}`,
    discovery_failed: (evidence) => UNDISCOVERED[evidence.reason ?? ""]?.(evidence) ?? "",
    cancelled: ({ sent }) => sent ? "the run was cancelled while a request was under way" : "the run was cancelled",
    internal: ({ cause }) => `an error of this action itself occurred (${cause})`,
};
const STOPPED = {
    deadline: () => 'The "deadline" left no time for another attempt.',
    "retry-after": ({ retryAfter = 0 }) => `The server wants to be asked again at ${new Date(Date.now() + Math.min(retryAfter, 1e12)).toISOString().slice(0, 19)}Z at the earliest, which is after the "deadline".`,
    spent: () => "The request was not repeated: it may have been processed, and sending a spent refresh token again can end the technical user's session.",
};
/** The text of the step's one error annotation. */
function failureMessage(failure, request = {}) {
    const { code, evidence } = failure;
    if (code === "invalid_input")
        return configurationMessage(evidence.problems ?? []);
    const { step = "token", attempts, stoppedBy } = evidence;
    const where = evidence.endpoint ?? (step === "token" ? request.endpoint : undefined);
    const from = where ? ` from ${where}` : "";
    const hint = hints.find(({ matches }) => matches({ ...request, ...evidence, code }));
    const { identity: [issuer, subject, audience] = [] } = evidence;
    const identity = subject === undefined
        ? ""
        : `The ID token of this job said: issuer "${issuer}", subject "${subject}", audience "${audience}".`;
    const endings = [
        attempts ? `${attempts} attempts were made.` : "",
        stoppedBy ? STOPPED[stoppedBy](evidence) : "",
        identity,
    ].filter(Boolean);
    return [
        `${TRIED[step]}${from} failed: ${CAME_BACK[code](evidence)}. [${code}]`,
        ...(endings.length ? [endings.join(" ")] : []),
        ...(hint
            ? [
                `Likely cause: ${hint.cause}`,
                `What to do: ${hint.remedy}${suggestion(hint.suggest, { ...request, ...evidence, code })}`,
            ]
            : []),
    ].join("\n");
}
const suggestion = (suggest, fact) => suggest ? ` ${suggest(fact)}` : "";
const configurationMessage = (problems) => {
    const [first = ""] = problems;
    return problems.length === 1
        ? `The inputs are not right, so nothing was sent. ${first} [invalid_input]`
        : [
            "The inputs are not right, so nothing was sent. [invalid_input]",
            ...problems.map((problem) => `- ${problem}`),
        ].join("\n");
};
const list = (items = []) => items.map((item) => `"${item}"`).join(", ");


/***/ })

};
;