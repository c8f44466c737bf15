"use strict";
exports.id = 232;
exports.ids = [232];
exports.modules = {

/***/ 232:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  failureMessage: () => (/* binding */ failureMessage)
});

// EXTERNAL MODULE: ./build/action/messages/log-lines.js
var log_lines = __webpack_require__(607);
;// CONCATENATED MODULE: ./build/action/messages/came-back.js

const list = (items = []) => items.map((item) => `"${item}"`).join(", ");
const inBrackets = (words) => (words ? ` (${words})` : "");
/** Status, OAuth error and the server's own words, as far as there are any. */
function answered({ status, error, description, details, title, contentType, location }) {
    const what = error
        ? ` with the OAuth error "${error}"${description ? `: "${description}"` : ""}`
        : location
            ? ` and pointed to ${location}`
            : title
                ? ` with a page titled "${title}"`
                : contentType && !details
                    ? ` with ${contentType}`
                    : "";
    return `answered ${status}${what}${inBrackets(details)}`;
}
const UNREADABLE = {
    html: ({ title }) => `sent an HTML page${title ? ` "${title}"` : ""} instead of JSON`,
    empty: () => "sent an empty body",
    not_json: ({ contentType }) => `sent something that is not a JSON object${inBrackets(contentType)}`,
    too_large: () => "sent more than 1 MiB",
    no_token: () => "sent JSON without an access_token",
    unusable_token: () => "sent an access_token that is empty or not printable text",
};
const UNVERIFIED = {
    audience_missing: ({ quoted }) => `it is not meant for ${list(quoted)}, which "required-audience" demands`,
    audience_unknown: ({ quoted }) => `it is opaque, so its audience cannot be compared with ${list(quoted)} of "required-audience"`,
    scope_missing: ({ quoted }) => `it lacks the scope ${list(quoted)}, which "required-scope" demands`,
    scope_unknown: ({ quoted }) => `nothing tells its scope, so ${list(quoted)} of "required-scope" cannot be checked`,
    lifetime_short: ({ seconds }) => `it is valid for only ${seconds} s, less than "min-lifetime" demands`,
    lifetime_unknown: () => 'nothing tells how long it is valid, so "min-lifetime" cannot be checked',
};
const UNDISCOVERED = {
    no_document: (evidence) => `no metadata was found at either of its two places; at the first the server ${answered(evidence)}`,
    issuer_mismatch: ({ quoted }) => quoted ? `the metadata is that of the issuer ${list(quoted)}` : "the metadata names no issuer",
    no_token_endpoint: () => "the metadata names no token endpoint",
    insecure_endpoint: ({ quoted }) => `${list(quoted)} in the metadata is not an https URL`,
    no_revocation_endpoint: () => "the metadata names no revocation endpoint",
};
const UNWRITTEN = {
    dns: ({ cause }) => `GitHub's host name could not be resolved${inBrackets(cause)}`,
    connection: ({ cause }) => `the connection to GitHub failed${inBrackets(cause)}`,
    tls: ({ cause }) => `no trusted TLS connection to GitHub could be made${inBrackets(cause)}`,
    timeout: ({ seconds }) => `GitHub did not answer within ${seconds} s`,
    http_status: ({ status }) => `the proxy answered ${status} and did not connect us to GitHub`,
    no_key: () => "GitHub's answer holds no public key",
    no_date: () => "GitHub's answer does not tell when the secret was written",
    unexpected: ({ title }) => `GitHub's answer${title ? `, a page titled "${title}",` : ""} is not what its documentation describes`,
};
/** The row of a failure's `reason`. */
const byReason = (rows, evidence) => (evidence.reason && rows[evidence.reason]?.(evidence)) ?? "";
const cameBack = {
    dns: ({ cause }) => `the host name could not be resolved${inBrackets(cause)}`,
    connection: ({ cause, sent, reason }) => reason === "proxy"
        ? `the proxy could not be reached or closed the connection${inBrackets(cause)}`
        : `the connection ${sent ? "was closed before a complete answer came" : "could not be made"}${inBrackets(cause)}`,
    tls: ({ cause, reason }) => `no trusted TLS connection ${reason === "proxy" ? "to the proxy " : ""}could be made${inBrackets(cause)}`,
    timeout: ({ seconds, sent, reason }) => reason === "no_time"
        ? `what came before it took nearly all of the ${seconds} s that all requests have together`
        : `no ${sent ? "complete answer came" : "connection could be made"} within ${seconds} s`,
    http_status: (evidence) => evidence.reason === "proxy"
        ? `the proxy answered ${evidence.status} and did not connect us`
        : `the server ${answered(evidence)}`,
    oauth_error: (evidence) => `the server ${answered(evidence)}`,
    malformed_response: (evidence) => `the server answered ${evidence.status} but ${byReason(UNREADABLE, evidence)}`,
    verification_failed: (evidence) => `the server granted a token, but ${byReason(UNVERIFIED, evidence)}`,
    stale_refresh_token: ({ dates: [written, read] = [0, 0] }) => `the secret was written at ${(0,log_lines/* inUtc */.e8)(written)}, after this run had read it at ${(0,log_lines/* inUtc */.e8)(read)}; the refresh token has not been sent`,
    rotation_failed: (evidence) => (byReason(UNWRITTEN, evidence) || `GitHub ${answered(evidence)}`) +
        (evidence.sent ? "" : "; the refresh token has not been sent"),
    id_token_unavailable: (evidence) => evidence.reason === "permission" ? "this job may not ask for ID tokens" : `GitHub ${answered(evidence)}`,
    discovery_failed: (evidence) => byReason(UNDISCOVERED, evidence),
    cancelled: ({ sent }) => sent ? "the run was cancelled while a request was under way" : "the run was cancelled",
    internal: ({ cause }) => `an error of this action itself occurred${inBrackets(cause)}`,
};

;// CONCATENATED MODULE: ./build/action/messages/hints/answers.js
const answer = (...reasons) => (fact) => fact.code === "malformed_response" && fact.reason !== undefined && reasons.includes(fact.reason);
const answerHints = [
    {
        id: "html",
        matches: answer("html"),
        cause: "a login page, a captive portal or a company proxy answered in the server's place, or the URL is that of a web page.",
        remedy: 'check "token-endpoint", and whether this runner must go through a proxy or be allowed at the server.',
    },
    {
        id: "not-json",
        matches: answer("not_json", "empty", "too_large"),
        cause: "this URL is not a token endpoint, or something between the runner and the server changed the answer.",
        remedy: 'check "token-endpoint"; if it is right, look at what stands before the server.',
    },
    {
        id: "no-token",
        matches: answer("no_token"),
        cause: "this URL answers with JSON but is not a token endpoint, or the server uses names of its own.",
        remedy: 'check "token-endpoint": it often ends in /token. The discovery document and introspection answer with JSON too.',
    },
    {
        id: "unusable-token",
        matches: answer("unusable_token"),
        cause: "the server, or something before it, has a defect: such a token fits into no header.",
        remedy: "ask the operator of the server, with time and endpoint.",
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/rotation.js
const refused = (status, reason) => (fact) => fact.code === "rotation_failed" &&
    fact.status === status &&
    (reason === undefined || fact.reason === reason);
const PERMISSIONS = "Secrets: write for a repository, Environments: write for an environment, Organization secrets: write for an organisation; GITHUB_TOKEN never may";
/** Until the new token is stored, another run would send the spent one. */
const COMMAND_FIRST = "Before that run the command in the log: the stored token is spent.";
const commandFirst = ({ sent }) => (sent ? COMMAND_FIRST : undefined);
const rows = [
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
        remedy: "store a new refresh token by hand if the command fails too.",
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
        remedy: "look at githubstatus.com and at the runner's network, then run the job again.",
    },
];
const rotationHints = rows.map((hint) => ({ ...hint, suggest: commandFirst }));

;// CONCATENATED MODULE: ./build/action/messages/hints/checks.js

const found = (code, reason) => (fact) => fact.code === code && (reason === undefined || reason === fact.reason);
const checkHints = [
    {
        id: "required-audience",
        matches: found("verification_failed", "audience_missing"),
        cause: 'the server does not put that audience into this client\'s tokens. Keycloak ignores the "audience" parameter: there a client scope with an audience mapper decides.',
        remedy: 'have the audience added for this client at the server, or correct "required-audience" (a trailing slash counts).',
    },
    {
        id: "required-scope",
        matches: found("verification_failed", "scope_missing"),
        cause: "the server did not grant that scope to this client.",
        remedy: 'ask for it in "scope", and have it granted to the client at the server.',
    },
    {
        id: "lifetime",
        matches: found("verification_failed", "lifetime_short"),
        cause: "the server gives short tokens, or gave one that had been made earlier.",
        remedy: 'lower "min-lifetime", or have the access token lifespan of this client raised.',
    },
    {
        id: "not-checkable",
        matches: found("verification_failed"),
        cause: "the server's tokens do not show what was to be checked.",
        remedy: "remove the requirement, or have the server issue JWT access tokens and send expires_in and scope.",
    },
    {
        id: "id-token-permission",
        matches: found("id_token_unavailable", "permission"),
        cause: 'the job lacks the permission "id-token: write"; a pull request from a fork never has it.',
        remedy: 'add "permissions: id-token: write" to the job. In a reusable workflow the job that calls it must grant the permission too.',
    },
    {
        id: "id-token",
        matches: found("id_token_unavailable"),
        cause: "GitHub's ID token service has trouble, or refused the audience.",
        remedy: 'run the job again; if it stays, check "id-token-audience" and githubstatus.com.',
    },
    {
        id: "issuer-mismatch",
        matches: found("discovery_failed", "issuer_mismatch"),
        cause: "the URL differs from the issuer the server calls itself, by a trailing slash, host name, port or http instead of https.",
        remedy: 'give "issuer" exactly as the server\'s metadata has it, or give "token-endpoint" instead.',
    },
    {
        id: "insecure-endpoint",
        matches: found("discovery_failed", "insecure_endpoint"),
        cause: "the server does not know that it is reached by https, or the metadata was changed on the way.",
        remedy: "have the server's public URL corrected; credentials are not sent there.",
    },
    {
        id: "no-revocation-endpoint",
        matches: found("discovery_failed", "no_revocation_endpoint"),
        cause: 'the server does not offer revocation, and "revoke: always" demands it.',
        remedy: 'set "revocation-endpoint" if there is one, or "revoke: auto".',
    },
    {
        id: "no-metadata",
        matches: found("discovery_failed"),
        cause: "the URL is not an issuer: it may be the server's address without the path of the realm or tenant.",
        remedy: 'open the issuer followed by /.well-known/openid-configuration in a browser and correct "issuer", or give "token-endpoint" instead.',
    },
    {
        id: "cancelled",
        matches: found("cancelled"),
        cause: "someone, a timeout or a concurrency group cancelled the run.",
        remedy: "run it again if it is still wanted.",
        suggest: ({ grantType, sent, step }) => {
            if (step === "rotation" && sent)
                return COMMAND_FIRST;
            return grantType === "refresh_token" && sent
                ? "If the server accepts each refresh token only once, the stored one may be spent now: see docs/rotation.md."
                : undefined;
        },
    },
    {
        id: "internal",
        matches: found("internal"),
        cause: "a defect of this action.",
        remedy: "please report it, with this message and the version you use; a re-run with debug logging shows where it happened.",
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/hint.js
const caseOf = (facts) => ({
    status: 0,
    error: "",
    description: "",
    details: "",
    cause: "",
    endpoint: "",
    location: "",
    ...facts,
});

;// CONCATENATED MODULE: ./build/action/messages/hints/keycloak.js
/** An OAuth error whose description has these words. */
const says = (words, error = /^/) => (fact) => fact.code === "oauth_error" && words.test(fact.description) && error.test(fact.error);
const credentialsError = (error) => says(/invalid client or invalid client credentials/i, error);
const usesIdToken = ({ clientAuthentication }) => clientAuthentication === "github_id_token";
const usesSecret = ({ clientAuthentication = "client_secret_post" }) => /^client_secret_(post|basic)$/.test(clientAuthentication);
const REALM_PATH = /\/realms\/[^/]+/;
const WRONG_REALM = /^realm does not exist/i;
/** The same URL with the `/auth` prefix put in, or taken out. */
function otherPrefix({ endpoint }) {
    const { origin, pathname } = new URL(endpoint);
    const path = pathname.startsWith("/auth/") ? pathname.slice("/auth".length) : `/auth${pathname}`;
    return `Try ${origin}${path}.`;
}
const keycloakHints = [
    {
        id: "keycloak-realm",
        matches: ({ error }) => WRONG_REALM.test(error),
        cause: "the server has no realm of the name that follows /realms/ in the URL.",
        remedy: "correct the realm in the URL; upper and lower case count. The portal shows it in the settings of the technical user.",
    },
    {
        id: "keycloak-prefix",
        matches: ({ code, status, endpoint }) => ["http_status", "discovery_failed"].includes(code) && status === 404 && REALM_PATH.test(endpoint),
        cause: "this Keycloak serves its realms under another path: before version 17 all had the prefix /auth, later ones have what their operator chose.",
        remedy: "correct the path.",
        suggest: otherPrefix,
    },
    {
        id: "keycloak-path",
        matches: (fact) => fact.code === "oauth_error" && fact.status === 405,
        cause: "this is a URL of the server, but not its token endpoint.",
        remedy: 'give the whole URL in "token-endpoint": at Keycloak it ends in /realms/REALM/protocol/openid-connect/token.',
    },
    {
        id: "keycloak-client-secret",
        matches: (fact) => credentialsError(/^unauthorized_client$/)(fact) && usesSecret(fact),
        cause: "the client secret is wrong: misspelt, cut off, with quotation marks around it, replaced by a newer one, or that of another client.",
        remedy: 'store the right value in the secret that "client-secret" reads. If the portal shows it no more, create a new one there.',
        suggest: ({ clientAuthentication }) => clientAuthentication === "client_secret_basic"
            ? 'If it is right: Keycloak before 20 misreads special characters sent in a header, so try "client-authentication: client_secret_post".'
            : undefined,
    },
    {
        id: "keycloak-unknown-client",
        matches: (fact) => credentialsError(/^invalid_client$/)(fact) &&
            !usesIdToken(fact) &&
            fact.clientAuthentication !== "tls_client_auth",
        cause: "this realm has no enabled client of that id.",
        remedy: 'check "client-id" and the realm in the URL against the settings of the technical user.',
    },
    {
        id: "keycloak-service-account",
        matches: says(/service account|public client not allowed|bearer.only/i),
        cause: "the client may not use client credentials: its service account is off, or it is a public or bearer-only client.",
        remedy: 'have "Client authentication" and "Service accounts roles" switched on for this client in Keycloak, or use a refresh token.',
    },
    {
        id: "keycloak-expects-assertion",
        matches: says(/parameter client_assertion(_type)? is missing/i),
        cause: "the client is registered for a signed assertion, and a client secret was sent.",
        remedy: 'give "private-key" instead of "client-secret", or have the client authenticator set to "Client Id and Secret" in Keycloak.',
    },
    {
        id: "keycloak-basic",
        matches: says(/unexpected error when authenticating client/i),
        cause: "Keycloak could not decode the client id or secret, or failed while it checked them.",
        remedy: 'use "client-authentication: client_secret_post", which every version understands; if that fails too, look at the server\'s log at this time.',
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/keycloak-grants.js

const usesAssertion = (fact) => fact.clientAuthentication === "github_id_token" || fact.clientAuthentication?.endsWith("_jwt") === true;
const presentsIdToken = ({ grantType }) => grantType === "urn:ietf:params:oauth:grant-type:jwt-bearer";
const NEW_REFRESH_TOKEN = 'create a new refresh token for the technical user at the portal, and store it as the secret that "refresh-token" reads.';
const OFFLINE = "An offline token (scope offline_access) lives longer.";
const keycloakGrantHints = [
    {
        id: "keycloak-other-client",
        matches: says(/unmatching clients|token client and authorized client/i),
        cause: 'the token belongs to another client than the one in "client-id".',
        remedy: "use client id, client secret and refresh token of the same technical user.",
    },
    {
        id: "keycloak-replayed",
        matches: says(/stale token|maximum allowed refresh token reuse/i),
        cause: "the refresh token was used before, and this server accepts each only once (it rotates them). The replay may have ended the session, so that the newest token is lost too.",
        remedy: `${NEW_REFRESH_TOKEN} Then let this action store each new one, with "rotate-secret": see docs/rotation.md.`,
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
        cause: "the offline session is gone: unused for longer than the server allows (30 days by default), revoked, its user deleted, or lost in a restart of the server.",
        remedy: `run the job once more, since the token was not spent; if the answer stays, ${NEW_REFRESH_TOKEN} A job that runs at least monthly keeps it alive.`,
    },
    {
        id: "keycloak-session",
        matches: says(/session not active/i),
        cause: "the user session behind this refresh token has ended: logged out, or idle for too long.",
        remedy: `${NEW_REFRESH_TOKEN} ${OFFLINE}`,
    },
    {
        id: "keycloak-assertion-time",
        matches: (fact) => (usesAssertion(fact) || presentsIdToken(fact)) &&
            says(/token is not active|issued too far in the past|expired/i, /^invalid_(client|grant)$/)(fact),
        cause: "by the server's clock the assertion is too old or not valid yet, though it was made just now.",
        remedy: "compare the clocks of the runner and of the server; Keycloak tolerates a few seconds.",
    },
    {
        id: "keycloak-unlinked-user",
        matches: (fact) => presentsIdToken(fact) && says(/user not found/i)(fact),
        cause: "no user of the realm is linked to the subject of this run's ID token.",
        remedy: "have a user linked to it in Keycloak (Users > the user > Identity provider links, with the subject above as user ID).",
    },
    {
        id: "keycloak-authorization-grant",
        matches: says(/jwt authorization grant is not (supported|enabled)/i),
        cause: "this client, or the identity provider, is not set up for ID tokens as authorization grant.",
        remedy: 'have "JWT Authorization Grant" switched on for the client and for the identity provider in Keycloak, and the identity provider allowed for the client.',
    },
    {
        id: "keycloak-expired",
        matches: says(/token is not active/i),
        cause: "the refresh token has expired, or the clock of the server is wrong.",
        remedy: `${NEW_REFRESH_TOKEN} ${OFFLINE}`,
    },
    {
        id: "keycloak-not-a-refresh-token",
        matches: says(/^invalid refresh token/i, /^invalid_grant$/),
        cause: "this realm did not issue it as a refresh token: often an ACCESS token was stored by mistake, or the token is of another realm, or the server's public URL has changed.",
        remedy: 'store the refresh token, which the portal shows beside the client secret, in the secret that "refresh-token" reads, and compare the realm in "token-endpoint".',
    },
    {
        id: "keycloak-user",
        matches: says(/user.*disabled|unknown user|account is not fully set up/i),
        cause: "the user behind this technical user or service account is disabled, deleted or incomplete.",
        remedy: "have an administrator of the organisation enable it, or create a new technical user.",
    },
    {
        id: "keycloak-consent",
        matches: says(/no longer has requested consent/i),
        cause: "the consent this client had was withdrawn.",
        remedy: `have it granted again, or ${NEW_REFRESH_TOKEN}`,
    },
    {
        id: "keycloak-certificate-bound",
        matches: says(/certificate.*(missing|thumbprint)/i),
        cause: "the refresh token is bound to a client certificate (mutual TLS), and this request showed another or none.",
        remedy: 'give in "client-certificate" and "client-key" those with which the refresh token was obtained, and use the endpoint made for mutual TLS.',
    },
    {
        id: "keycloak-https",
        matches: says(/https required/i),
        cause: "the realm accepts https only.",
        remedy: 'write https:// in "token-endpoint"; if it is there, the server stands behind a proxy and must be told that the outside is https (X-Forwarded-Proto).',
    },
    {
        id: "keycloak-realm-disabled",
        matches: says(/realm not enabled/i),
        cause: "the realm is switched off.",
        remedy: "ask the operator of the server.",
    },
    {
        id: "keycloak-duplicated",
        matches: says(/duplicated parameter/i),
        cause: "Keycloak takes each parameter only once.",
        remedy: 'give one "resource" at most, and each name once in "extra-parameters".',
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
        matches: says(/unable to load public key|signature on jwt token failed|unsupported.*algorithm|invalid signature algorithm/i),
        cause: "the server does not have the public half of this key under the key id that was sent, or expects another algorithm.",
        remedy: 'register the public key for this client, and make "key-id" and "signing-algorithm" agree with it.',
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/network.js
const network = (code, cause = /^/) => (fact) => fact.code === code && cause.test(fact.cause);
const networkHints = [
    {
        id: "github-unreachable",
        matches: ({ step, code }) => step === "id_token" && ["dns", "connection", "tls", "timeout"].includes(code),
        cause: "this runner cannot reach GitHub's ID token service, or the service has trouble.",
        remedy: "run the job again, and look at githubstatus.com; on a self-hosted runner, have its network, proxy and TLS inspection let https through to *.actions.githubusercontent.com.",
    },
    {
        id: "revocation-slow",
        matches: ({ step, code, sent, reason }) => step === "revocation" && code === "timeout" && (sent === true || reason === "no_time"),
        cause: "the server took longer than the few seconds it is given at the end of a job.",
        remedy: 'nothing has to be done: the token ends when it expires. If the server is always that slow, set "revoke: never".',
    },
    {
        id: "no-time",
        matches: (fact) => fact.code === "timeout" && fact.reason === "no_time",
        cause: "the server is slow, or discovery needed several attempts.",
        remedy: 'raise "deadline"; give "token-endpoint" instead of "issuer", which saves the look-up.',
    },
    {
        id: "dns",
        matches: network("dns"),
        cause: "the host name is misspelt, or it is known only inside a network this runner is not in.",
        remedy: "compare the host name above with the one the portal shows; for an internal host use a self-hosted runner in that network.",
    },
    {
        id: "proxy-unreachable",
        matches: (fact) => fact.code === "connection" && fact.reason === "proxy",
        cause: "the proxy named by HTTPS_PROXY or HTTP_PROXY does not answer, or ended the connection.",
        remedy: "check the proxy's address in the runner's environment, or name the host in NO_PROXY if it needs no proxy.",
    },
    {
        id: "proxy-tls",
        matches: (fact) => fact.code === "tls" && fact.reason === "proxy",
        cause: "the proxy named by HTTPS_PROXY speaks TLS itself, with a certificate this runner does not trust.",
        remedy: "write the proxy's address with http:// (what goes through it is encrypted all the same), or have its CA added to NODE_EXTRA_CA_CERTS on the runner.",
    },
    {
        id: "refused",
        matches: network("connection", /ECONNREFUSED/),
        cause: "nothing listens at that host and port, or a firewall turns this runner away.",
        remedy: "check the port in the URL, whether the server is up, and whether it accepts connections from this runner's network.",
    },
    {
        id: "unreachable",
        matches: network("connection", /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/),
        cause: "this runner has no route to the server.",
        remedy: "use a runner in the server's network, or connect the runner to it.",
    },
    {
        id: "not-http",
        matches: network("connection", /^HPE_/),
        cause: "what listens at that host and port does not speak HTTP, or not at this port without TLS.",
        remedy: "check the port, and https:// or http:// at the beginning of the URL.",
    },
    {
        id: "reset",
        matches: network("connection"),
        cause: "the server, a load balancer or a firewall closed the connection in the middle.",
        remedy: "run the job again; if it stays, look at the logs of the server, and of what stands before it, at this time.",
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
        id: "tls-not-spoken",
        matches: network("tls", /wrong.version.number|packet.length.too.long|http.request/i),
        cause: "what listens at that port does not speak TLS, so the port is likely one for plain http.",
        remedy: "check the port in the https URL; the usual one is 443, which need not be written.",
    },
    {
        id: "tls-client-certificate",
        matches: network("tls", /certificate.required|alert.(bad.certificate|unknown.ca|certificate|handshake)/i),
        cause: "the server demands a client certificate, or does not accept the one it was shown.",
        remedy: 'give "client-certificate" and "client-key" as they are registered at the server, with the intermediate certificates in "client-certificate".',
    },
    {
        id: "tls-handshake",
        matches: network("tls"),
        cause: "the server, or something before it, ended the TLS handshake: it speaks other versions of TLS, does not know this host name, or is no https server.",
        remedy: "check host and port in the URL, and the TLS settings of the server and of what stands before it.",
    },
    {
        id: "timeout-connecting",
        matches: (fact) => fact.code === "timeout" && !fact.sent,
        cause: "a firewall drops the packets of this runner without a word, or the server is down.",
        remedy: "check that this runner's network may reach the server: an allow list, a VPN, a proxy in HTTPS_PROXY. For an internal server use a self-hosted runner in its network.",
    },
    {
        id: "timeout",
        matches: network("timeout"),
        cause: "the server is slow or overloaded: it took the request and did not answer in time.",
        remedy: 'run the job again; if the server is always slow, raise "timeout" (and "deadline").',
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/oauth.js
const error = (codes, words = /^/) => (fact) => fact.code === "oauth_error" && codes.test(fact.error) && words.test(fact.description);
/** The codes with which servers refuse a client's proof of who it is. */
const CLIENT_REFUSED = /^(invalid_client|unauthorized_client|incorrect_client_credentials)$/;
const RATE_LIMIT = {
    cause: "more token requests came than the server allows for this client, often from a matrix.",
    remedy: 'raise "deadline" and "max-attempts", lower "max-parallel" of the matrix, or get one token in an earlier step of the same job.',
};
const OTHER_WAY = {
    client_secret_post: "client_secret_basic",
    client_secret_basic: "client_secret_post",
};
/** Some servers take the secret in the form only, some in the header only. */
function otherWay({ clientAuthentication }) {
    const method = clientAuthentication && OTHER_WAY[clientAuthentication];
    return method && `If they are right, try "client-authentication: ${method}".`;
}
const oauthHints = [
    {
        id: "too-many-requests",
        matches: (fact) => fact.code === "oauth_error" &&
            (fact.status === 429 || /^(too_many_requests|slow_down)$/.test(fact.error)),
        ...RATE_LIMIT,
    },
    {
        id: "id-token-refused",
        matches: (fact) => fact.clientAuthentication === "github_id_token"
            ? error(/^(invalid_client|unauthorized_client|invalid_grant|access_denied)$/)(fact)
            : error(/^invalid_grant$/)(fact) && fact.grantType?.startsWith("urn:") === true,
        cause: "the server does not accept GitHub's ID token of this run for this client.",
        remedy: 'compare the issuer, subject and audience above with what is registered at the server; the subject changes with the branch, the environment and the kind of event. "client-id" must be the client\'s id or empty, never the subject.',
    },
    {
        id: "assertion-refused",
        matches: (fact) => error(CLIENT_REFUSED)(fact) && fact.clientAuthentication?.endsWith("_jwt") === true,
        cause: "the server could not verify the signed assertion: another client, key, key id, algorithm or audience than it expects, or clocks that differ by more than a minute.",
        remedy: 'compare "client-id", the key, "key-id" and "signing-algorithm" with what is registered for this client; give "issuer" if the server expects its issuer URL as audience.',
    },
    {
        id: "certificate-refused",
        matches: (fact) => error(CLIENT_REFUSED)(fact) && fact.clientAuthentication === "tls_client_auth",
        cause: "the server does not know this client certificate for that client, or a proxy before it ended the TLS connection.",
        remedy: 'compare the subject of "client-certificate" with the one registered for the client, and use the endpoint made for mutual TLS.',
    },
    {
        id: "public-client-refused",
        matches: (fact) => error(CLIENT_REFUSED)(fact) && fact.clientAuthentication === "none",
        cause: 'the server knows no client of that id, or wants it to prove itself, which "none" does not do.',
        remedy: 'check "client-id", or give the "client-secret" and leave "client-authentication" out.',
    },
    {
        id: "grant-type-not-allowed",
        matches: error(/^unauthorized_client$/, /grant/i),
        cause: "this client may not use this grant type.",
        remedy: "have the grant type allowed for the client at the server.",
    },
    {
        id: "invalid-client",
        matches: error(CLIENT_REFUSED),
        cause: "client id or client secret is wrong, or the server wants the client to authenticate in another way.",
        remedy: "compare both with the server's settings; a secret that has expired there must be replaced.",
        suggest: otherWay,
    },
    {
        id: "refresh-token-invalid",
        matches: (fact) => error(/^(invalid_grant|bad_refresh_token|token_inactive)$/)(fact) && fact.grantType === "refresh_token",
        cause: "the refresh token has expired, was revoked, was used before (on a server that rotates them), or belongs to another client.",
        remedy: 'create a new refresh token and store it as the secret that "refresh-token" reads. If the server rotates refresh tokens, set "rotate-secret": see docs/rotation.md.',
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
        matches: (fact) => error(/^(invalid_target|invalid_audience|invalid_resource)$/)(fact) ||
            error(/^(invalid_request|access_denied)$/, /audience|resource/i)(fact),
        cause: "the server does not know the audience or resource, or the client has no grant for it.",
        remedy: 'compare "audience" and "resource" with the API\'s identifier, letter by letter: a missing trailing slash makes another one. Have the client authorized for it.',
    },
    {
        id: "server-trouble",
        matches: (fact) => fact.code === "oauth_error" &&
            (fact.status >= 500 || /^(temporarily_unavailable|server_error)$/.test(fact.error)),
        cause: "the server has trouble of its own.",
        remedy: "run the job again later; if it stays, ask the operator of the server, with the words above.",
    },
    {
        id: "access-denied",
        matches: error(/^access_denied$/),
        cause: "the server refuses this client by a rule of its own, such as a missing grant for the API.",
        remedy: "check that the client is authorized for the API; else ask the operator of the server, with the words above.",
    },
    {
        id: "invalid-request",
        matches: error(/^invalid_request$/),
        cause: "the server misses a parameter or does not accept one; or something before it changed the request on its way.",
        remedy: 'read the server\'s words above; parameters it needs can be added in "extra-parameters".',
    },
    {
        id: "oauth-error",
        matches: (fact) => fact.code === "oauth_error",
        cause: "the server refused the request for a reason of its own.",
        remedy: "look the error up in the server's documentation, or ask its operator, with the words above.",
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/status.js

const status_status = (from, to = from) => ({ code, status }) => code === "http_status" && status >= from && status <= to;
const LOGIN = /\b(log-?in|sign[-_]?in|sso|saml2?|authorize)\b/i;
/** A redirect to the same host tells the URL that was meant: with https, with or without a slash. */
function sameHost({ endpoint, location }) {
    if (!URL.canParse(endpoint) || !URL.canParse(location))
        return undefined;
    return new URL(endpoint).hostname === new URL(location).hostname
        ? `The final URL is likely ${location}.`
        : undefined;
}
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
        id: "redirect-to-login",
        matches: (fact) => status_status(300, 399)(fact) && LOGIN.test(fact.location),
        cause: "a login page stands before this URL: it is one for browsers, or an access gateway guards it.",
        remedy: 'check "token-endpoint"; if it is right, have the gateway let token requests of this runner through. Credentials are never sent on to where a redirect points.',
    },
    {
        id: "redirect",
        matches: status_status(300, 399),
        cause: "the URL is not the token endpoint itself: http instead of https, another host, or a slash too many or too few.",
        remedy: 'put the final URL into "token-endpoint"; credentials are never sent on to where a redirect points.',
        suggest: sameHost,
    },
    {
        id: "unauthorized",
        matches: status_status(401),
        cause: "client id or secret is wrong, or something before the server wants a login.",
        remedy: 'check "client-id", "client-secret" and the URL.',
        suggest: otherWay,
    },
    {
        id: "forbidden",
        matches: (fact) => status_status(403)(fact) || status_status(451)(fact),
        cause: "a firewall, gateway or IP allow list before the server turned this runner away.",
        remedy: "have this runner's addresses allowed, or use a self-hosted runner inside the network.",
    },
    {
        id: "not-found",
        matches: (fact) => status_status(404)(fact) || status_status(410)(fact),
        cause: "there is no token endpoint at this path.",
        remedy: 'compare "token-endpoint" with the URL in the server\'s documentation or settings, letter by letter.',
    },
    {
        id: "not-a-token-endpoint",
        matches: (fact) => status_status(405)(fact) || status_status(415)(fact) || status_status(501)(fact),
        cause: "this URL does not take a form by POST, so it is not a token endpoint.",
        remedy: 'check "token-endpoint": the authorization endpoint and the discovery document are other URLs.',
    },
    { id: "rate-limit", matches: status_status(429), ...RATE_LIMIT },
    {
        id: "gateway",
        matches: status_status(502, 504),
        cause: "the server is down, restarting or too slow, and a gateway answered in its place.",
        remedy: "run the job again in a few minutes; if it stays, ask the operator of the server.",
    },
    {
        id: "server-error",
        matches: status_status(500, 599),
        cause: "the server, or a gateway before it, failed while it worked on the request.",
        remedy: "run the job again later; if it stays, ask the operator of the server, with time and status.",
    },
    {
        id: "status",
        matches: (fact) => fact.code === "http_status",
        cause: "the server, or something before it, did not accept the request, and did not say why in OAuth's terms.",
        remedy: 'check that "token-endpoint" is the right URL, and look at the logs of the server, and of what stands before it, at this time.',
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/vendors.js
/** Words in the description or in the details, which hold members beside the OAuth ones. */
const vendors_says = (words, error = /^/) => (fact) => ["oauth_error", "http_status"].includes(fact.code) &&
    error.test(fact.error) &&
    words.test(`${fact.description} ${fact.details}`);
const vendorHints = [
    {
        id: "entra-secret",
        matches: vendors_says(/AADSTS70002(15|22)/),
        cause: "the client secret is wrong or has expired (Microsoft Entra; often the secret's ID was copied instead of its value).",
        remedy: 'create a new client secret for the app registration and store its VALUE in the secret that "client-secret" reads.',
    },
    {
        id: "entra-app",
        matches: vendors_says(/AADSTS70001[16]|AADSTS90002/),
        cause: "there is no such tenant, or it has no application of that id (Microsoft Entra).",
        remedy: 'check "client-id" and the tenant in the URL.',
    },
    {
        id: "entra-federated",
        matches: vendors_says(/AADSTS70021|AADSTS700213/),
        cause: "no federated credential of the app registration matches the ID token of this run (Microsoft Entra).",
        remedy: 'make issuer, subject and audience of the federated credential those shown above; Entra mostly expects "id-token-audience: api://AzureADTokenExchange".',
    },
    {
        id: "entra-scope",
        matches: vendors_says(/AADSTS(1002012|70011|500011)/),
        cause: "Microsoft Entra wants one scope: the API's identifier followed by /.default, and no audience.",
        remedy: 'set "scope" like "api://APPLICATION-ID/.default", and no "audience".',
    },
    {
        id: "okta-private-key",
        matches: vendors_says(/must use the private_key_jwt/i),
        cause: "Okta's org authorization server takes client credentials only with a signed assertion.",
        remedy: 'register a public key for the service app and give "private-key", or use a custom authorization server (/oauth2/ID/v1/token).',
    },
    {
        id: "okta-client",
        matches: vendors_says(/errorCode: (invalid_client|E0000011)\b/),
        cause: "Okta does not know this client, or its secret is wrong.",
        remedy: 'check "client-id", "client-secret" and the host in the URL: each Okta org has its own clients.',
    },
    {
        id: "okta-endpoint",
        matches: vendors_says(/errorCode: (E0000007|E0000022)\b/),
        cause: "Okta has no token endpoint at this URL.",
        remedy: "compare it with /oauth2/v1/token (org authorization server) or /oauth2/ID/v1/token (custom one; the first is called default).",
    },
    {
        id: "no-scope",
        matches: vendors_says(/default scopes?.*must be provided|scope.*(is )?required/i, /^invalid_scope$/),
        cause: "the server has no default scope for this client, and none was asked for.",
        remedy: 'ask for one in "scope".',
    },
    {
        id: "no-audience",
        matches: vendors_says(/no audience parameter|audience.*(required|missing)/i),
        cause: "the server must be told for which API the token is, and has no default.",
        remedy: 'set "audience" to the identifier of the API, such as https://api.digitalroute.io/.',
    },
    {
        id: "unknown-audience",
        matches: vendors_says(/service not (found|enabled)|audience.*(whitelisted|not (found|allowed|valid))/i),
        cause: "the server knows no API of that identifier, or this client may not ask for it.",
        remedy: 'compare "audience" with the identifier of the API letter by letter: with or without a slash at its end, they are two.',
    },
    {
        id: "no-grant",
        matches: vendors_says(/(client )?is not authorized to access/i),
        cause: "the API is known, but this client has not been granted access to it.",
        remedy: "have the client authorized for the API at the server (Auth0: the API's Machine to Machine Applications).",
    },
    {
        id: "global-limit",
        matches: vendors_says(/global limit/i),
        cause: "the whole tenant has asked for more tokens than the server allows.",
        remedy: 'run the job again a little later, with a longer "deadline"; get one token a job, and lower "max-parallel" of a matrix.',
    },
    {
        id: "bad-credentials",
        matches: (fact) => fact.status === 401 &&
            vendors_says(/^ *(unauthorized|bad credentials)\b/i, /^(access_denied|unauthorized)$/)(fact),
        cause: "client id or client secret is wrong.",
        remedy: 'compare "client-id" and "client-secret" with the server\'s settings for this client.',
    },
];

;// CONCATENATED MODULE: ./build/action/messages/hints/index.js
// The hints, one row a case: the first that matches a failure gives its likely cause and what to do.










/** From the specific to the general; titles are those of the troubleshooting page. */
const hintGroups = [
    { title: "Rotation", hints: rotationHints },
    { title: "On the way: names, connections, TLS, time", hints: networkHints },
    { title: "Keycloak", hints: [...keycloakHints, ...keycloakGrantHints] },
    { title: "Entra, Okta, Auth0 and Usage Engine", hints: vendorHints },
    { title: "OAuth errors of any server", hints: oauthHints },
    { title: "HTTP statuses without an OAuth error", hints: statusHints },
    { title: "Answers that hold no token", hints: answerHints },
    { title: "Checks, ID tokens, discovery and the run itself", hints: checkHints },
];
/** Cause and remedy of the first row that matches, its suggestion included. */
function hintFor(facts) {
    const fact = caseOf(facts);
    const hint = hintGroups.flatMap(({ hints }) => hints).find(({ matches }) => matches(fact));
    const more = hint?.suggest?.(fact);
    return hint && more ? { ...hint, remedy: `${hint.remedy} ${more}` } : hint;
}

;// CONCATENATED MODULE: ./build/action/messages/failure-message.js



/** Followed by the endpoint. */
const TRIED = {
    token: () => ["Getting an access token", "from"],
    discovery: () => ["Reading the authorization server's metadata", "of"],
    id_token: () => ["Getting GitHub's ID token", "from"],
    revocation: () => ["Revoking the access token", "at"],
    rotation: ({ sent }) => [
        sent ? "Storing the rotated refresh token" : "Making sure that a rotated refresh token can be stored",
        "at",
    ],
};
/** What limits the time of a step, where it is not the input. */
const LIMIT = {
    rotation: "The minute for this",
    revocation: "The few seconds for this at the end of a job",
};
const STOPPED = {
    deadline: ({ step = "token" }) => `${LIMIT[step] ?? 'The "deadline"'} left no time for another attempt.`,
    "retry-after": ({ retryAfter = 0, step = "token" }) => `The server wants to be asked again at ${(0,log_lines/* inUtc */.e8)(Date.now() + Math.min(retryAfter, 1e12))} at the earliest. ${LIMIT[step] ?? 'The "deadline"'} ends before that.`,
    spent: () => "The request was not repeated: it may have been processed, and sending a spent refresh token again can end the technical user's session. The stored one may be spent now: see docs/rotation.md.",
};
/** The text of the step's one error annotation. */
function failureMessage(failure, request = {}) {
    const { code, evidence } = failure;
    if (code === "invalid_input")
        return configurationMessage(evidence.problems ?? []);
    const { step = "token" } = evidence;
    const [tried, preposition] = TRIED[step](evidence);
    const where = evidence.endpoint ?? (step === "token" ? request.endpoint : undefined);
    const hint = hintFor({ ...request, ...evidence, code });
    return [
        `${tried}${where ? ` ${preposition} ${where}` : ""} failed: ${cameBack[code](evidence)}. [${code}]`,
        circumstances(evidence),
        ...(hint ? [`Likely cause: ${hint.cause}`, `What to do: ${hint.remedy}`] : []),
    ]
        .filter(Boolean)
        .join("\n");
}
/** What else is known: how often it was tried, why not again, and who the job said it was. */
function circumstances({ attempts, stoppedBy, identity, ...evidence }) {
    const unsaved = evidence.step === "rotation" && evidence.sent;
    return [
        unsaved ? "The new refresh token is not lost: log and summary show a command that stores it." : "",
        attempts ? `${attempts} attempts were made.` : "",
        stoppedBy ? STOPPED[stoppedBy](evidence) : "",
        identity
            ? `The ID token of this job said: issuer "${identity.issuer}", subject "${identity.subject}", audience "${identity.audience}".`
            : "",
    ]
        .filter(Boolean)
        .join(" ");
}
function configurationMessage(problems) {
    const opening = "The inputs are not right, so nothing was sent.";
    return problems.length === 1
        ? `${opening} ${problems[0]} [invalid_input]`
        : [`${opening} [invalid_input]`, ...problems.map((problem) => `- ${problem}`)].join("\n");
}


/***/ })

};
;