"use strict";
exports.id = 386;
exports.ids = [386];
exports.modules = {

/***/ 5386:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  failureMessage: () => (/* binding */ failureMessage)
});

// EXTERNAL MODULE: ./build/step/messages/docs.js
var docs = __webpack_require__(8328);
// EXTERNAL MODULE: ./build/step/messages/failure-message.js
var failure_message = __webpack_require__(1735);
;// CONCATENATED MODULE: ./build/step/messages/hint.js
const holds = (fact, wanted) => wanted instanceof RegExp ? wanted.test(String(fact ?? "")) : [wanted].flat().includes(fact);
function fits(when, facts) {
    const known = new Map(Object.entries(facts));
    known.set("words", [facts.description, facts.details, facts.title, facts.text].join(" "));
    return [when]
        .flat()
        .some((condition) => Object.entries(condition).every(([name, wanted]) => holds(known.get(name), wanted)));
}
/** Cause and remedy of the first row that fits, its suggestion included. */
function hintFor(hints, facts) {
    const hint = hints.find((row) => fits(row.when, facts));
    if (!hint)
        return undefined;
    const { id, cause, remedy } = hint;
    const suggestion = hint.suggest?.(facts);
    return { id, cause, remedy: suggestion ? `${remedy} ${suggestion}` : remedy };
}

// EXTERNAL MODULE: ./build/step/messages/time.js
var time = __webpack_require__(1686);
;// CONCATENATED MODULE: ./build/step/messages/came-back.js
/** The text in brackets, after a blank; nothing when there is none. */
const inBrackets = (text) => (text ? ` (${text})` : "");
/** Status, OAuth error and the server's own text, as far as there are any. */
function answered({ status, error, description, details, title, text, contentType, location, }) {
    const what = error
        ? ` with the OAuth error "${error}"${description ? `: "${description}"` : ""}`
        : location
            ? ` with a redirect to ${location}`
            : title
                ? ` with a page titled "${title}"`
                : text
                    ? `: "${text}"`
                    : contentType && !details
                        ? ` with ${contentType}`
                        : "";
    return `answered ${status}${what}${inBrackets(details)}`;
}
const cameBackFromNetwork = {
    dns: ({ cause }) => `the host name could not be resolved${inBrackets(cause)}`,
    connection: ({ cause, sent, reason }) => reason === "proxy"
        ? `the proxy could not be reached or closed the connection${inBrackets(cause)}`
        : `the connection ${sent ? "was closed before the answer was complete" : "could not be made"}${inBrackets(cause)}`,
    tls: ({ cause, reason }) => `no trusted TLS connection ${reason === "proxy" ? "to the proxy " : ""}could be made${inBrackets(cause)}`,
    timeout: ({ seconds, sent, reason }) => reason === "no_time"
        ? `earlier requests took nearly all of the ${seconds} s that all requests have together`
        : `no ${sent ? "complete answer came" : "connection could be made"} within ${seconds} s`,
    http_status: (evidence) => evidence.reason === "proxy"
        ? `the proxy answered ${evidence.status} and did not open a connection to the server`
        : `the server ${answered(evidence)}`,
};

;// CONCATENATED MODULE: ./build/step/messages/github.js

const answeredByGitHub = (evidence) => `GitHub ${answered(evidence)}`;
/** What came back, by the failure's reason. */
const cameBackFromGitHub = {
    dns: ({ cause }) => `GitHub's host name could not be resolved${inBrackets(cause)}`,
    connection: ({ cause }) => `the connection to GitHub failed${inBrackets(cause)}`,
    tls: ({ cause }) => `no trusted TLS connection to GitHub could be made${inBrackets(cause)}`,
    timeout: ({ seconds }) => `GitHub did not answer within ${seconds} s`,
    proxy: ({ status }) => `the proxy answered ${status} and did not open a connection to GitHub`,
    no_place: answeredByGitHub,
    no_secret: answeredByGitHub,
    no_key: () => "GitHub's answer contains no public key",
    no_date: () => "GitHub's answer does not tell when the secret was written",
    unexpected: ({ title }) => `GitHub's answer${title ? `, a page titled "${title}",` : ""} is not what its documentation describes`,
};
const PERMISSIONS = "Secrets: write for a repository, Environments: write for an environment, Organization secrets: write for an organisation; GITHUB_TOKEN cannot have them";
/** @param inputs the names of the two inputs that say where the secret lives */
const githubHints = (inputs) => [
    {
        id: "token-invalid",
        when: { status: 401 },
        cause: '"github-token" is not valid: it has expired, was revoked, or is for another server.',
        remedy: "create a new token. A GitHub App token is valid for an hour only, so create it in this job.",
    },
    {
        id: "forbidden",
        when: { status: 403 },
        cause: '"github-token" may not write that secret.',
        remedy: `give a GitHub App token or a fine-grained personal access token with the right permission (${PERMISSIONS}).`,
    },
    {
        id: "no-place",
        when: { status: 404 },
        cause: '"github-token" cannot see that repository, environment or organisation, or the name is misspelt.',
        remedy: `check "${inputs[0]}" or "${inputs[1]}", and that the token was issued for this repository with the right permission (${PERMISSIONS}).`,
    },
    {
        id: "rejected",
        when: { status: 422 },
        cause: "GitHub did not accept the value: it may be too long (48 KB), or the public key changed twice.",
        remedy: "store a new value by hand if the command fails too.",
    },
    {
        id: "too-fast",
        when: { status: 429 },
        cause: 'the rate limit of "github-token" is exceeded.',
        remedy: "wait until the limit is reset, or use a GitHub App token, which has a limit of its own.",
    },
    {
        id: "failed",
        when: {},
        cause: "GitHub is having problems, or this runner cannot reach it.",
        remedy: "look at githubstatus.com and at the runner's network, then run the job again.",
    },
];

// EXTERNAL MODULE: ./build/step/messages/quoting.js
var quoting = __webpack_require__(376);
;// CONCATENATED MODULE: ./build/token/messages/came-back.js




const UNREADABLE = {
    html: ({ title }) => `sent an HTML page${title ? ` "${title}"` : ""} instead of JSON`,
    empty: () => "sent an empty body",
    not_json: ({ contentType }) => `sent something that is not a JSON object${inBrackets(contentType)}`,
    too_large: () => "sent more than 1 MiB",
    no_token: () => "sent JSON without an access_token",
    unusable_token: () => "sent an access_token that is empty, longer than 64 kB or not printable text",
};
const UNVERIFIED = {
    audience_missing: ({ quoted = [] }) => `its audience does not include ${(0,quoting/* listed */.KE)(quoted)}, which "required-audience" requires`,
    audience_unknown: ({ quoted = [] }) => `it is opaque, so its audience cannot be compared with ${(0,quoting/* listed */.KE)(quoted)} in "required-audience"`,
    scope_missing: ({ quoted = [] }) => `it lacks the scope ${(0,quoting/* listed */.KE)(quoted)}, which "required-scope" requires`,
    scope_unknown: ({ quoted = [] }) => `its scope is not known, so ${(0,quoting/* listed */.KE)(quoted)} in "required-scope" cannot be checked`,
    lifetime_short: ({ seconds }) => `it is valid for only ${seconds} s, less than "min-lifetime" requires`,
    lifetime_unknown: () => 'it does not tell how long it is valid, so "min-lifetime" cannot be checked',
};
const UNDISCOVERED = {
    no_document: (evidence) => `no metadata was found at either of the two well-known URLs; at the first the server ${answered(evidence)}`,
    issuer_mismatch: ({ quoted }) => quoted ? `the metadata is that of the issuer ${(0,quoting/* listed */.KE)(quoted)}` : "the metadata names no issuer",
    no_token_endpoint: () => "the metadata names no token endpoint",
    insecure_endpoint: ({ quoted = [] }) => `${(0,quoting/* listed */.KE)(quoted)} in the metadata is not an https URL`,
    no_revocation_endpoint: () => "the metadata names no revocation endpoint",
};
/** The row of a failure's reason; a failure of this code always has one. */
const byReason = (rows) => (evidence) => rows[evidence.reason ?? ""]?.(evidence) ?? "";
const cameBack = {
    ...cameBackFromNetwork,
    oauth_error: (evidence) => `the server ${answered(evidence)}`,
    malformed_response: (evidence) => `the server answered ${evidence.status} but ${byReason(UNREADABLE)(evidence)}`,
    verification_failed: (evidence) => `the server granted a token, but ${byReason(UNVERIFIED)(evidence)}`,
    stale_refresh_token: ({ dates: [written, read] = [0, 0], attempts }) => `the secret was written at ${(0,time/* inUtc */.e)(written)}, after this run had read it at ${(0,time/* inUtc */.e)(read)}; the refresh token has not been sent${attempts ? " again" : ""}`,
    rotation_failed: (evidence) => (byReason(cameBackFromGitHub)(evidence) || answeredByGitHub(evidence)) +
        (evidence.sent ? "" : "; the refresh token has not been sent"),
    id_token_unavailable: (evidence) => evidence.reason === "permission" ? "this job may not request ID tokens" : answeredByGitHub(evidence),
    discovery_failed: byReason(UNDISCOVERED),
    cancelled: ({ sent }) => sent ? "the run was cancelled while a request was under way" : "the run was cancelled",
    internal: ({ cause }) => `an internal error occurred in this action${inBrackets(cause)}`,
};

;// CONCATENATED MODULE: ./build/step/messages/network-hints.js
const networkHints = [
    {
        id: "dns",
        when: { code: "dns" },
        cause: "the host name is misspelt, or it is known only inside a network that this runner is not in.",
        remedy: "compare the host name above with the one that the portal shows; for an internal host use a self-hosted runner in that network.",
    },
    {
        id: "proxy-unreachable",
        when: { code: "connection", reason: "proxy" },
        cause: "the proxy named by HTTPS_PROXY or HTTP_PROXY does not answer, or it closed the connection.",
        remedy: "check the proxy's address in the runner's environment, or add the host to NO_PROXY if it needs no proxy.",
    },
    {
        id: "proxy-tls",
        when: { code: "tls", reason: "proxy" },
        cause: "the connection to the proxy named by HTTPS_PROXY uses TLS itself, and this runner does not trust the proxy's certificate.",
        remedy: "write the proxy's address with http:// (an https request stays encrypted inside), or have the proxy's CA added to NODE_EXTRA_CA_CERTS on the runner.",
    },
    {
        id: "refused",
        when: { code: "connection", cause: /ECONNREFUSED/ },
        cause: "no server listens on that host and port, or a firewall rejects this runner.",
        remedy: "check the port in the URL, whether the server is running, and whether it accepts connections from this runner's network.",
    },
    {
        id: "unreachable",
        when: { code: "connection", cause: /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/ },
        cause: "there is no route from this runner to the server.",
        remedy: "use a runner in the server's network, or connect the runner to that network.",
    },
    {
        id: "not-http",
        when: { code: "connection", cause: /^HPE_INVALID_CONSTANT/ },
        cause: "the service on that host and port does not use HTTP, or expects TLS on this port.",
        remedy: "check the port, and whether the URL should start with https:// or http://.",
    },
    {
        id: "broken-http",
        when: { code: "connection", cause: /^HPE_/ },
        cause: "the answer breaks the rules of HTTP, for example with two lengths or with a forbidden character in a header.",
        remedy: "show the code above to the operator of the server, or of the proxy or gateway in front of it: other clients may ignore such a mistake, but this one must not.",
    },
    {
        id: "reset",
        when: { code: "connection" },
        cause: "the server, a load balancer or a firewall closed the connection before the answer was complete.",
        remedy: "run the job again; if the problem persists, look at the logs of the server, and of any proxy or gateway in front of it, for this time.",
    },
    {
        id: "tls-other-ca",
        when: {
            code: "tls",
            hasCa: true,
            cause: /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|CERT_SIGNATURE|INVALID_CA/,
        },
        cause: 'the server\'s certificate was not issued by the CA in "ca-certificate", nor by a public one; or the server does not send its intermediate certificate.',
        remedy: 'compare the issuer of the server\'s certificate with the subject of "ca-certificate", and give the whole chain of the private CA; if an intermediate certificate is missing, have the server send it.',
    },
    {
        id: "tls-untrusted",
        when: {
            code: "tls",
            cause: /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|CERT_SIGNATURE|INVALID_CA/,
        },
        cause: "the server's certificate was issued by a CA that this runner does not trust: a private CA, a proxy that inspects TLS, or a chain without its intermediate certificate.",
        remedy: 'give the CA certificate in "ca-certificate" (PEM); if the chain is incomplete, have the server send the intermediate certificate too.',
    },
    {
        id: "tls-expired",
        when: { code: "tls", cause: /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/ },
        cause: "the server's certificate has expired or is not valid yet; on a self-hosted runner the clock may be wrong.",
        remedy: "have the certificate renewed, and check the runner's clock.",
    },
    {
        id: "tls-wrong-name",
        when: { code: "tls", cause: /ALTNAME|HOSTNAME_MISMATCH/ },
        cause: "the server's certificate was issued for another host name.",
        remedy: "use a host name that is in the certificate, or have this one added to the certificate.",
    },
    {
        id: "tls-not-spoken",
        when: { code: "tls", cause: /wrong.version.number|packet.length.too.long|http.request/i },
        cause: "the service on that port does not use TLS; the port is probably one for plain http.",
        remedy: "check the port in the https URL; the usual one is 443, which can be left out.",
    },
    {
        id: "tls-client-certificate",
        when: {
            code: "tls",
            cause: /certificate.required|alert.(bad.certificate|unknown.ca|certificate|handshake)/i,
        },
        cause: "the server requires a client certificate, or does not accept the one it was sent.",
        remedy: 'give "client-certificate" and "client-key" as registered at the server, with any intermediate certificates in "client-certificate".',
    },
    {
        id: "tls-handshake",
        when: { code: "tls" },
        cause: "the server, or a proxy or gateway in front of it, ended the TLS handshake: it supports other TLS versions, does not know this host name, or is not an https server.",
        remedy: "check host and port in the URL, and the TLS settings of the server and of any proxy or gateway in front of it.",
    },
    {
        id: "timeout-connecting",
        when: { code: "timeout", sent: [false, undefined] },
        cause: "a firewall silently drops this runner's packets, or the server is down.",
        remedy: "check that this runner's network may reach the server: an allow list, a VPN, a proxy in HTTPS_PROXY. For an internal server use a self-hosted runner in its network.",
    },
    {
        id: "timeout",
        when: { code: "timeout" },
        cause: "the server is slow or overloaded: it accepted the request but did not answer in time.",
        remedy: 'run the job again; if the server is always slow, raise "timeout" (and "deadline").',
    },
];
/** Hints for a proxy that answered in the server's place. */
const proxyHints = [
    {
        id: "proxy-authentication",
        when: { code: "http_status", status: 407 },
        cause: "the proxy requires a user name and password, or does not accept those it was given.",
        remedy: "put them into HTTPS_PROXY or HTTP_PROXY, percent-encoded (http://user:password@host:port), from a secret.",
    },
    {
        id: "proxy-refused",
        when: { code: "http_status", reason: "proxy" },
        cause: "the proxy named by HTTPS_PROXY or HTTP_PROXY does not allow this runner to reach the server, or cannot reach the server itself.",
        remedy: "have the host allowed at the proxy, or add it to NO_PROXY if it needs no proxy.",
    },
];

;// CONCATENATED MODULE: ./build/token/messages/hints/answers.js
const answerHints = [
    {
        id: "html",
        when: { code: "malformed_response", reason: "html" },
        cause: "a login page, a captive portal or a company proxy answered in the server's place, or the URL is that of a web page.",
        remedy: 'check "token-endpoint", and whether this runner must use a proxy or must be allowed at the server.',
    },
    {
        id: "not-json",
        when: { code: "malformed_response", reason: ["not_json", "empty", "too_large"] },
        cause: "this URL is not a token endpoint, or something between the runner and the server changed the answer.",
        remedy: 'check "token-endpoint"; if it is right, look at any proxy or gateway in front of the server.',
    },
    {
        id: "no-token",
        when: { code: "malformed_response", reason: "no_token" },
        cause: "this URL answers with JSON but is not a token endpoint, or the server uses other member names.",
        remedy: 'check "token-endpoint": it often ends in /token. The discovery document and introspection answer with JSON too.',
    },
    {
        id: "unusable-token",
        when: { code: "malformed_response", reason: "unusable_token" },
        cause: "the server, or a gateway in front of it, has a defect: such a token does not fit into a header.",
        remedy: "ask the operator of the server, and give the time and the endpoint.",
    },
];

;// CONCATENATED MODULE: ./build/token/messages/hints/rotation.js
// Hints for a rotated refresh token that could not be stored, or must not be sent.


/** Until the new token is stored, another run would send the spent one. */
const RUN_COMMAND_FIRST = "First run the command in the log: the stored refresh token is spent.";
const runCommandFirst = ({ sent }) => (sent ? RUN_COMMAND_FIRST : undefined);
const rows = [
    {
        id: "stale-refresh-token",
        when: { code: "stale_refresh_token" },
        cause: "another run has rotated the refresh token in the meantime, or this is a re-run, which gets the secrets of its first attempt. Sending the old refresh token could end the technical user's session.",
        remedy: `start a new run (not a re-run). To keep two runs from using the same refresh token, keep the secret in an environment and give the job a concurrency group: see ${(0,docs/* docs */.mN)("rotation.md", "a-workflow-that-loses-nothing")}.`,
    },
    {
        id: "rotation-no-secret",
        when: { code: "rotation_failed", status: 404, reason: "no_secret" },
        cause: 'there is no secret of that name in that place: "rotate-secret" is misspelt, or the secret is kept elsewhere.',
        remedy: 'compare "rotate-secret" with the settings; set "rotate-environment" or "rotate-organization" if the secret is kept there.',
    },
    ...githubHints(["rotate-environment", "rotate-organization"]).map(({ id, when, ...hint }) => ({
        id: `rotation-${id}`,
        when: { ...when, code: "rotation_failed" },
        ...hint,
    })),
];
const rotationHints = rows.map((hint) => ({ ...hint, suggest: runCommandFirst }));

;// CONCATENATED MODULE: ./build/token/messages/hints/checks.js
// Hints for what the checks of this action found, for GitHub's ID token, for discovery, and for the run itself.


const checkHints = [
    {
        id: "required-audience-keycloak",
        when: {
            code: "verification_failed",
            reason: "audience_missing",
            endpoint: /\/realms\/[^/]+\/protocol\//,
        },
        cause: 'Keycloak ignores the "audience" parameter; an audience mapper in a client scope decides, and none adds that audience for this client.',
        remedy: 'have an audience mapper added for this client in Keycloak, or correct "required-audience" (a trailing slash counts).',
    },
    {
        id: "required-audience",
        when: { code: "verification_failed", reason: "audience_missing" },
        cause: "the server does not put that audience into this client's tokens.",
        remedy: 'request it in "audience", have it added for this client at the server, or correct "required-audience" (a trailing slash counts).',
    },
    {
        id: "required-scope-not-requested",
        when: { code: "verification_failed", reason: ["scope_missing", "scope_unknown"], hasScope: false },
        cause: 'the scope was not requested: "scope" is empty, and most servers then grant only a default scope, or none.',
        remedy: 'set "scope" to all scopes that the token must have.',
    },
    {
        id: "required-scope",
        when: { code: "verification_failed", reason: "scope_missing" },
        cause: "the server did not grant that scope to this client.",
        remedy: 'request it in "scope", and have it granted to the client at the server.',
    },
    {
        id: "lifetime",
        when: { code: "verification_failed", reason: "lifetime_short" },
        cause: "the server issues short-lived tokens, or returned one that it had issued earlier.",
        remedy: 'lower "min-lifetime", or have the access token lifespan of this client raised.',
    },
    {
        id: "not-checkable",
        when: { code: "verification_failed" },
        cause: "the server's tokens do not contain what is to be checked.",
        remedy: "remove the requirement, or have the server issue JWT access tokens and send expires_in and scope.",
    },
    {
        id: "id-token-permission",
        when: { code: "id_token_unavailable", reason: "permission" },
        cause: 'the job lacks the permission "id-token: write". A pull request from a fork never has this permission.',
        remedy: 'add "permissions: id-token: write" to the job. In a reusable workflow the calling job must grant the permission too.',
    },
    {
        id: "id-token",
        when: { code: "id_token_unavailable" },
        cause: "GitHub's ID token service is having problems, or it refused the audience.",
        remedy: 'run the job again; if the problem persists, check "id-token-audience" and githubstatus.com.',
    },
    {
        id: "issuer-mismatch",
        when: { code: "discovery_failed", reason: "issuer_mismatch" },
        cause: "the URL differs from the server's own issuer by a trailing slash, the host name, the port, or http instead of https.",
        remedy: 'give "issuer" exactly as it is in the server\'s metadata, or give "token-endpoint" instead.',
    },
    {
        id: "insecure-endpoint",
        when: { code: "discovery_failed", reason: "insecure_endpoint" },
        cause: "the server does not know that its clients use https, or the metadata was changed on its way here.",
        remedy: "have the server's public URL corrected. No credentials were sent there.",
    },
    {
        id: "no-revocation-endpoint",
        when: { code: "discovery_failed", reason: "no_revocation_endpoint" },
        cause: 'the server does not offer revocation, which "revoke: always" requires.',
        remedy: 'set "revocation-endpoint" if there is one, or "revoke: auto".',
    },
    {
        id: "no-metadata",
        when: { code: "discovery_failed" },
        cause: "the URL is not an issuer. It may be the server's address without the path of the realm or tenant.",
        remedy: 'open the issuer followed by /.well-known/openid-configuration in a browser and correct "issuer", or give "token-endpoint" instead.',
    },
    {
        id: "cancelled",
        when: { code: "cancelled" },
        cause: "a person, a time limit or a concurrency group cancelled the run.",
        remedy: "run it again if it is still needed.",
        suggest: ({ grantType, sent, step }) => {
            if (step === "rotation" && sent)
                return RUN_COMMAND_FIRST;
            return grantType === "refresh_token" && sent
                ? `If the server accepts each refresh token only once, the stored one may be spent now: see ${(0,docs/* docs */.mN)("rotation.md", "an-answer-that-was-lost")}.`
                : undefined;
        },
    },
    {
        id: "internal",
        when: { code: "internal" },
        cause: "a defect of this action.",
        remedy: "please report it, with this message and the version you use. A re-run with debug logging shows where it happened.",
    },
];

;// CONCATENATED MODULE: ./build/token/messages/hints/keycloak.js
const WRONG_CREDENTIALS = /invalid client or invalid client credentials/i;
/** The same URL with the `/auth` prefix added or removed. */
function otherPrefix({ endpoint = "" }) {
    const { origin, pathname } = new URL(endpoint);
    const path = pathname.startsWith("/auth/") ? pathname.slice("/auth".length) : `/auth${pathname}`;
    return `Try ${origin}${path}.`;
}
const keycloakHints = [
    {
        id: "keycloak-realm",
        when: { error: /^realm does not exist/i },
        cause: "the server has no realm of the name that follows /realms/ in the URL.",
        remedy: "correct the realm in the URL; upper and lower case count. The portal shows it in the settings of the technical user, and Keycloak in its console.",
    },
    {
        id: "keycloak-prefix",
        when: [
            { code: "http_status", status: 404, endpoint: /\/realms\/[^/]+\/protocol\/openid-connect\/token$/ },
            { code: "discovery_failed", status: 404, endpoint: /\/realms\/[^/]+/ },
        ],
        cause: "this Keycloak serves its realms at another path: before version 17 all had the prefix /auth, later ones have the prefix that their operator chose.",
        remedy: "correct the path.",
        suggest: otherPrefix,
    },
    {
        id: "keycloak-path",
        when: [
            { code: "oauth_error", status: 405 },
            { status: 404, error: /^(protocol not found|http 404)/i },
            { code: "http_status", status: 404, endpoint: /\/realms\/[^/]+/ },
            // The authorization endpoint.
            { words: /invalid parameter: redirect_uri/i },
        ],
        cause: "this is a URL of the server, but not its token endpoint.",
        remedy: 'give the whole URL in "token-endpoint": at Keycloak it ends in /realms/REALM/protocol/openid-connect/token.',
    },
    {
        id: "keycloak-client-secret",
        when: {
            code: "oauth_error",
            error: /^unauthorized_client$/,
            description: WRONG_CREDENTIALS,
            clientAuthentication: ["client_secret_post", "client_secret_basic", undefined],
        },
        cause: "the client secret is wrong: misspelt, cut off, enclosed in quotation marks, replaced by a newer one, or that of another client.",
        remedy: 'store the right value in the secret that "client-secret" reads. If the portal no longer shows it, create a new one there.',
        suggest: ({ clientAuthentication }) => clientAuthentication === "client_secret_basic"
            ? 'If it is right: Keycloak before 20 misreads special characters in a Basic header, so try "client-authentication: client_secret_post".'
            : undefined,
    },
    {
        id: "keycloak-unknown-client",
        when: {
            code: "oauth_error",
            error: /^invalid_client$/,
            description: WRONG_CREDENTIALS,
            clientAuthentication: /^(?!github_id_token|tls_client_auth)/,
        },
        cause: "this realm has no enabled client with that id.",
        remedy: 'check "client-id" and the realm in the URL against the settings of the technical user.',
    },
    {
        id: "keycloak-service-account",
        when: { code: "oauth_error", description: /service account|public client not allowed|bearer.only/i },
        cause: "the client may not use client credentials: its service account is switched off, or it is a public or bearer-only client.",
        remedy: 'have "Client authentication" and "Service accounts roles" switched on for this client in Keycloak, or use a refresh token.',
    },
    {
        id: "keycloak-expects-assertion",
        when: { code: "oauth_error", description: /parameter client_assertion(_type)? is missing/i },
        cause: "the client is registered for a signed assertion, but a client secret was sent.",
        remedy: 'give "private-key" instead of "client-secret", or have the client authenticator set to "Client Id and Secret" in Keycloak.',
    },
    {
        id: "keycloak-basic",
        when: { code: "oauth_error", description: /unexpected error when authenticating client/i },
        cause: "Keycloak could not decode the client id or secret, or failed while checking them.",
        remedy: 'use "client-authentication: client_secret_post", which every version understands; if that fails too, look at the server\'s log for this time.',
    },
];

;// CONCATENATED MODULE: ./build/token/messages/hints/keycloak-grants.js
// Hints for what Keycloak says about the refresh token or the assertion that was presented.

const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const REFUSED_BY_TIME = {
    code: "oauth_error",
    error: /^invalid_(client|grant)$/,
    // Other servers quote RFC 6749 section 5.2: "invalid, expired, revoked".
    description: /token is not active|issued too far in the past|(?<!invalid, )expired/i,
};
const NEW_REFRESH_TOKEN = 'create a new refresh token for the technical user at the portal, and store it as the secret that "refresh-token" reads.';
const OFFLINE = "An offline token (scope offline_access) lives longer.";
const keycloakGrantHints = [
    {
        id: "keycloak-other-client",
        when: { code: "oauth_error", description: /unmatching clients|token client and authorized client/i },
        cause: 'the token belongs to a client other than the one in "client-id".',
        remedy: "use the client id, client secret and refresh token of one technical user.",
    },
    {
        id: "keycloak-replayed",
        when: { code: "oauth_error", description: /stale token|maximum allowed refresh token reuse/i },
        cause: "the refresh token was used before, and this server accepts each one only once (it rotates them). The replay may have ended the session, so that the newest refresh token is invalid too.",
        remedy: `${NEW_REFRESH_TOKEN} Then set "rotate-secret", so that this action stores each new one: see ${(0,docs/* docs */.mN)("rotation.md", "a-workflow-that-loses-nothing")}.`,
    },
    {
        id: "keycloak-session-detached",
        when: { code: "oauth_error", description: /session doesn't have required client/i },
        cause: "the session has ended for this client, most likely because a rotated refresh token was used twice.",
        remedy: `${NEW_REFRESH_TOKEN} To prevent this, see ${(0,docs/* docs */.mN)("rotation.md", "a-workflow-that-loses-nothing")}.`,
    },
    {
        id: "keycloak-offline-session",
        when: { code: "oauth_error", description: /offline (user )?session not (found|active)/i },
        cause: "the offline session no longer exists: it was unused for longer than the server allows (30 days by default), it was revoked, its user was deleted, or it was lost in a restart of the server.",
        remedy: `run the job once more, since the refresh token was not spent; if the problem persists, ${NEW_REFRESH_TOKEN} A job that runs at least once a month keeps the session alive.`,
    },
    {
        id: "keycloak-session",
        when: { code: "oauth_error", description: /session not active/i },
        cause: "the user session of this refresh token has ended, by a logout or because it was idle for too long.",
        remedy: `${NEW_REFRESH_TOKEN} ${OFFLINE}`,
    },
    {
        id: "keycloak-assertion-time",
        when: [
            { ...REFUSED_BY_TIME, clientAuthentication: /^github_id_token$|_jwt$/ },
            { ...REFUSED_BY_TIME, grantType: JWT_BEARER },
        ],
        cause: "by the server's clock the assertion is too old or not valid yet, although it was created just now.",
        remedy: "compare the clocks of the runner and of the server; Keycloak tolerates a few seconds.",
    },
    {
        id: "keycloak-unlinked-user",
        when: { code: "oauth_error", grantType: JWT_BEARER, description: /user not found/i },
        cause: "no user of the realm is linked to the subject of this run's ID token.",
        remedy: "have a user linked to it in Keycloak (Users > the user > Identity provider links, with the subject above as user ID).",
    },
    {
        id: "keycloak-authorization-grant",
        when: { code: "oauth_error", description: /jwt authorization grant is not (supported|enabled)/i },
        cause: "this client, or the identity provider, is not set up to accept ID tokens as an authorization grant.",
        remedy: 'have "JWT Authorization Grant" switched on for the client and for the identity provider in Keycloak, and the identity provider allowed for the client.',
    },
    {
        id: "keycloak-expired",
        when: { code: "oauth_error", description: /token is not active/i },
        cause: "the refresh token has expired, or the clock of the server is wrong.",
        remedy: `${NEW_REFRESH_TOKEN} ${OFFLINE}`,
    },
    {
        id: "keycloak-not-a-refresh-token",
        when: { code: "oauth_error", description: /^invalid refresh token/i, error: /^invalid_grant$/ },
        cause: "this realm did not issue it as a refresh token. Often an ACCESS token was stored by mistake, or a part of the token is missing, or it was issued by another realm, or the server's public URL has changed.",
        remedy: 'store the refresh token, which the portal shows next to the client secret, in the secret that "refresh-token" reads, and compare the realm in "token-endpoint".',
    },
    {
        id: "keycloak-user",
        when: { code: "oauth_error", description: /user.*disabled|unknown user|account is not fully set up/i },
        cause: "the user of this technical user or service account is disabled, deleted or incomplete.",
        remedy: "have an administrator of the organisation enable it, or create a new technical user.",
    },
    {
        id: "keycloak-consent",
        when: { code: "oauth_error", description: /no longer has requested consent/i },
        cause: "the consent for this client was withdrawn.",
        remedy: `have it given again, or ${NEW_REFRESH_TOKEN}`,
    },
    {
        id: "keycloak-certificate-bound",
        when: { code: "oauth_error", description: /certificate.*(missing|thumbprint)/i },
        cause: "the refresh token is bound to a client certificate (mutual TLS), and this request used another one or none.",
        remedy: 'set "client-certificate" and "client-key" to those with which the refresh token was obtained, and use the endpoint for mutual TLS.',
    },
    {
        id: "keycloak-https",
        when: { code: "oauth_error", description: /https required/i },
        cause: "the realm accepts only https.",
        remedy: 'write https:// in "token-endpoint". If it is there already, a proxy in front of the server must tell it that clients use https (X-Forwarded-Proto).',
    },
    {
        id: "keycloak-realm-disabled",
        when: { code: "oauth_error", description: /realm not enabled/i },
        cause: "the realm is disabled.",
        remedy: "ask the operator of the server.",
    },
    {
        id: "keycloak-duplicated",
        when: { code: "oauth_error", description: /duplicated parameter/i },
        cause: "Keycloak accepts each parameter only once.",
        remedy: 'give at most one "resource", and each name only once in "extra-parameters".',
    },
    {
        id: "keycloak-assertion-audience",
        when: { code: "oauth_error", description: /invalid token audience|multiple audiences not allowed/i },
        cause: "the assertion's audience is not this realm.",
        remedy: 'set "assertion-audience" (for GitHub\'s ID token "id-token-audience") to the issuer URL of the realm, or give it in "issuer".',
    },
    {
        id: "keycloak-assertion-reused",
        when: { code: "oauth_error", description: /token reuse detected/i },
        cause: "the server has seen this assertion before, and accepts each one only once.",
        remedy: "run the job again: every attempt creates a new assertion.",
    },
    {
        id: "keycloak-public-key",
        when: {
            code: "oauth_error",
            clientAuthentication: /^(?!github_id_token)/,
            description: /unable to load public key|signature on jwt token failed|(unsupported|invalid) (signature )?algorithm/i,
        },
        cause: "the server does not have the public key for this private key under the key id that was sent, or expects another algorithm.",
        remedy: 'register the public key for this client, and set "key-id" and "signing-algorithm" to match it.',
    },
];

;// CONCATENATED MODULE: ./build/token/messages/hints/oauth.js

/** The codes with which servers refuse how a client authenticates. */
const CLIENT_REFUSED = /^(invalid_client|incorrect_client_credentials)$/;
/** Keycloak answers wrong credentials with a code that has another meaning in RFC 6749 section 5.2. */
const REFUSED_BY_KEYCLOAK = {
    error: /^unauthorized_client$/,
    description: /invalid client or invalid client credentials/i,
};
const RATE_LIMIT = {
    cause: "this client sent more token requests than the server allows, often from a matrix.",
    remedy: 'raise "deadline" and "max-attempts", lower "max-parallel" of the matrix, or get one token in an earlier step of the same job.',
};
const OTHER_METHOD = {
    client_secret_post: "client_secret_basic",
    client_secret_basic: "client_secret_post",
};
/** Some servers accept the secret only in the form, some only in the header. */
function otherMethod({ clientAuthentication }) {
    const method = clientAuthentication && OTHER_METHOD[clientAuthentication];
    return method && `If they are right, try "client-authentication: ${method}".`;
}
const METHODS = "client_secret_post|client_secret_basic|client_secret_jwt|private_key_jwt|tls_client_auth|none";
/** Ory Hydra names the method for which the client is registered. It may be one that Hydra itself does not support. */
const NAMED_METHOD = new RegExp(`(?<!not )supports? (?:the )?client authentication method ["'](${METHODS})["'](?!.*not supported by this server)`, "i");
const namedMethod = ({ description = "", details = "" }) => {
    const [, method] = NAMED_METHOD.exec(`${description} ${details}`) ?? [];
    return method && `Here: "client-authentication: ${method}".`;
};
/** Ory Hydra's general text names this as one of many causes, after "e.g.". */
const UNSUPPORTED_METHOD = /^(?!.*e\.g\.).*(?:unsupported|not (?:supported|allowed|enabled))|not supported by this server|not support client authentication/i;
/** Authlib lists the methods that it allows. */
const METHOD_NOT_LISTED = METHODS.split("|").map((method) => ({
    code: "oauth_error",
    clientAuthentication: method,
    description: new RegExp(`^The client cannot authenticate with methods: (?!.*'${method}')`),
}));
const oauthHints = [
    {
        id: "too-many-requests",
        when: [
            { code: "oauth_error", status: 429 },
            { code: "oauth_error", error: /^(too_many_requests|slow_down)$/ },
        ],
        ...RATE_LIMIT,
    },
    {
        id: "id-token-refused",
        when: [
            {
                code: "oauth_error",
                clientAuthentication: "github_id_token",
                error: /^(invalid_client|invalid_grant|access_denied)$/,
            },
            { code: "oauth_error", clientAuthentication: "github_id_token", ...REFUSED_BY_KEYCLOAK },
            { code: "oauth_error", grantType: /^urn:/, error: /^invalid_grant$/ },
            // RFC 8693 section 2.2.2 prescribes this code for a subject token that is not accepted.
            {
                code: "oauth_error",
                grantType: /token-exchange$/,
                error: /^invalid_request$/,
                words: /subject|token|audience/i,
            },
        ],
        cause: "the server does not accept GitHub's ID token of this run for this client.",
        remedy: 'compare the issuer, subject and audience above with what is registered at the server; the subject changes with the branch, the environment and the kind of event. Set "id-token-audience" if the server expects another audience. "client-id" must be the client\'s id or empty, never the subject.',
    },
    {
        id: "other-method",
        when: { code: "oauth_error", error: CLIENT_REFUSED, words: NAMED_METHOD },
        cause: "this client is registered for another client authentication method.",
        remedy: "use the method that the server names, or have the registration changed.",
        suggest: namedMethod,
    },
    {
        id: "unsupported-method",
        when: [
            {
                code: "oauth_error",
                error: /^(invalid_client|invalid_request|unauthorized_client|unsupported\w*)$/,
                description: /authenticat\w* method|client_assertion/i,
                words: UNSUPPORTED_METHOD,
            },
            ...METHOD_NOT_LISTED,
        ],
        cause: "the server does not support this client authentication method, or not for this client.",
        remedy: 'set "client-authentication" to a method that the server supports; its metadata lists them as token_endpoint_auth_methods_supported.',
    },
    {
        id: "assertion-key",
        when: {
            code: "oauth_error",
            clientAuthentication: /_jwt$/,
            words: /signing key|\bkid\b|key id|jwks|json web key/i,
        },
        cause: "the server has no public key for this client under the key id that was sent.",
        remedy: 'register the public key for the client at the server, and set "key-id" to the id under which it is registered.',
    },
    {
        id: "assertion-algorithm",
        when: { code: "oauth_error", clientAuthentication: /_jwt$/, error: CLIENT_REFUSED, words: /algorithm/i },
        cause: "the server expects the assertions of this client to be signed with another algorithm.",
        remedy: 'set "signing-algorithm" to the registered one, with a key that fits it: HS256 to HS512 belong to client_secret_jwt, all others to private_key_jwt. Or have the registration changed.',
    },
    {
        id: "assertion-audience",
        when: {
            code: "oauth_error",
            clientAuthentication: /_jwt$/,
            error: CLIENT_REFUSED,
            words: /audience|["'`]aud["'`]/i,
        },
        cause: "the server expects another audience in the signed assertion.",
        remedy: 'set "assertion-audience" to what the server expects: its token endpoint (Ory Hydra, Glewlwyd, Authlib) or its issuer. Without the input it is "issuer" if given, else the token endpoint.',
    },
    {
        id: "assertion-refused",
        when: [
            { code: "oauth_error", clientAuthentication: /_jwt$/, error: CLIENT_REFUSED },
            { code: "oauth_error", clientAuthentication: /_jwt$/, ...REFUSED_BY_KEYCLOAK },
        ],
        cause: "the server could not verify the signed assertion: it expects another client, key, key id, algorithm or audience, the clocks differ by more than a minute, or it does not support signed assertions at all.",
        remedy: 'compare "client-id", the key, "key-id" and "signing-algorithm" with what is registered for this client. Servers differ in the audience they expect: set "assertion-audience" to the token endpoint or to the issuer.',
    },
    {
        id: "certificate-refused",
        when: [
            { code: "oauth_error", clientAuthentication: "tls_client_auth", error: CLIENT_REFUSED },
            { code: "oauth_error", clientAuthentication: "tls_client_auth", ...REFUSED_BY_KEYCLOAK },
        ],
        cause: "this client certificate is not registered for that client, or a proxy in front of the server ended the TLS connection.",
        remedy: 'compare the subject of "client-certificate" with the one registered for the client, and use the endpoint for mutual TLS.',
    },
    {
        id: "public-client-refused",
        when: [
            { code: "oauth_error", clientAuthentication: "none", error: CLIENT_REFUSED },
            { code: "oauth_error", clientAuthentication: "none", ...REFUSED_BY_KEYCLOAK },
        ],
        cause: 'the server has no client with that id, or requires it to authenticate, which "none" does not do.',
        remedy: 'check "client-id", or give the "client-secret" and remove "client-authentication".',
    },
    {
        id: "grant-type-not-allowed",
        when: [
            { code: "oauth_error", error: /^unauthorized_client$/ },
            // Ory Hydra, for a public client.
            {
                code: "oauth_error",
                grantType: "client_credentials",
                error: /^invalid_grant$/,
                words: /not allowed to use/i,
            },
        ],
        cause: "this client may not use this grant type, or not for what was requested.",
        remedy: 'have the grant type allowed for the client at the server, or set "grant-type" to one that the client may use.',
    },
    {
        id: "invalid-client",
        when: { code: "oauth_error", error: CLIENT_REFUSED },
        cause: "client id or client secret is wrong, or the server expects another client authentication method.",
        remedy: "compare both with the server's settings; a secret that has expired there must be replaced.",
        suggest: otherMethod,
    },
    {
        id: "refresh-token-used",
        when: {
            code: "oauth_error",
            grantType: "refresh_token",
            error: /^(invalid_grant|token_inactive)$/,
            words: /already (been )?used|was used|reuse|replay/i,
        },
        cause: "the refresh token was used before, and this server accepts each one only once (it rotates them). The server may have ended the session, so that the newest refresh token is invalid too.",
        remedy: `create a new refresh token and store it as the secret that "refresh-token" reads. Then set "rotate-secret", so that this action stores each new one: see ${(0,docs/* docs */.mN)("rotation.md", "a-workflow-that-loses-nothing")}.`,
    },
    {
        id: "refresh-token-invalid",
        when: [
            {
                code: "oauth_error",
                grantType: "refresh_token",
                error: /^(invalid_grant|bad_refresh_token|token_inactive)$/,
            },
            // Dex.
            {
                code: "oauth_error",
                grantType: "refresh_token",
                error: /^invalid_request$/,
                words: /refresh token (is|has|expired)/i,
            },
        ],
        cause: "the refresh token has expired, was revoked, was used before (on a server that rotates refresh tokens), or belongs to another client.",
        remedy: `create a new refresh token and store it as the secret that "refresh-token" reads. If the server rotates refresh tokens, set "rotate-secret": see ${(0,docs/* docs */.mN)("rotation.md", "a-workflow-that-loses-nothing")}.`,
    },
    {
        id: "unsupported-grant-type",
        when: [
            { code: "oauth_error", error: /^unsupported_grant_type$/ },
            // Ory Hydra.
            {
                code: "oauth_error",
                grantType: /token-exchange$/,
                error: /^invalid_request$/,
                words: /make sure that the various parameters are correct/i,
            },
        ],
        cause: "this endpoint does not know the grant type.",
        remedy: 'check that "token-endpoint" is the token endpoint and not another one, and check "grant-type" against the server\'s documentation.',
    },
    {
        id: "invalid-scope",
        when: [
            { code: "oauth_error", error: /^invalid_scope$/ },
            // Dex.
            { code: "oauth_error", error: /^invalid_request$/, words: /\bscopes?\b/i },
        ],
        cause: "the server does not know one of the scopes, or does not grant it to this client.",
        remedy: 'correct "scope", or have the scope granted to this client. On a refresh, the scope can only be narrower than before.',
    },
    {
        id: "audience-refused",
        when: [
            { code: "oauth_error", error: /^(invalid_target|invalid_audience|invalid_resource)$/ },
            {
                code: "oauth_error",
                error: /^(invalid_request|access_denied)$/,
                description: /audience|resource/i,
            },
        ],
        cause: "the server does not know the audience or resource, or has not granted it to this client.",
        remedy: 'compare "audience" and "resource" with the API\'s identifier, character by character: a missing trailing slash makes it another one. Have the client authorized for it.',
    },
    {
        id: "server-trouble",
        when: [
            { code: "oauth_error", status: /^5/ },
            { code: "oauth_error", error: /^(temporarily_unavailable|server_error)$/ },
        ],
        cause: "the server is having problems.",
        remedy: "run the job again later; if the problem persists, ask the operator of the server, and quote the server's answer above.",
    },
    {
        id: "access-denied",
        when: { code: "oauth_error", error: /^access_denied$/ },
        cause: "a policy of the server refuses this client, for example because it may not access the API.",
        remedy: "check that the client is authorized for the API; if it is, ask the operator of the server, and quote the server's answer above.",
    },
    {
        id: "invalid-request",
        when: { code: "oauth_error", error: /^invalid_request$/ },
        cause: "a required parameter is missing or one is not accepted, this is another endpoint of the server, or a proxy or gateway in front of it changed the request.",
        remedy: 'check "token-endpoint", and read the server\'s answer above; parameters that it needs can be added in "extra-parameters".',
    },
    {
        id: "oauth-error",
        when: { code: "oauth_error" },
        cause: "the server refused the request for a reason that is not known here.",
        remedy: "look the error up in the server's documentation, or ask its operator, and quote the server's answer above.",
    },
];

;// CONCATENATED MODULE: ./build/token/messages/hints/status.js
// Hints for HTTP statuses that came without an OAuth error.


const LOGIN = /\b(log-?in|sign[-_]?in|sso|saml2?|auth(orize)?|idp)\b/i;
const PLAIN_HTTP = /plain http request was sent to https|http request to an https server|speaking plain http to an ssl/i;
/** The target of a redirect that differs only in its scheme, port or trailing slash: probably the right URL. */
function samePath({ endpoint = "", location = "" }) {
    if (!URL.canParse(endpoint) || !URL.canParse(location))
        return undefined;
    const [requested, redirected] = [new URL(endpoint), new URL(location)];
    const path = ({ pathname }) => pathname.replace(/\/$/, "");
    return requested.hostname === redirected.hostname && path(requested) === path(redirected)
        ? `The final URL is probably ${location}.`
        : undefined;
}
const statusHints = [
    ...proxyHints,
    {
        id: "plain-http",
        when: { code: "http_status", words: PLAIN_HTTP },
        cause: "this port expects https, but the URL starts with http://.",
        remedy: 'write https:// in "token-endpoint".',
    },
    {
        id: "server-only",
        when: { code: "http_status", status: /^3/, endpoint: /^https?:\/\/[^/]+\/?$/ },
        cause: "this is the address of the server, without the path of its token endpoint.",
        remedy: 'give the whole URL of the token endpoint in "token-endpoint".',
    },
    {
        id: "redirect-to-login",
        when: { code: "http_status", status: /^3/, location: LOGIN },
        cause: "there is a login page in front of this URL: it is the authorization endpoint, which is meant for browsers, or an access gateway protects it.",
        remedy: 'check "token-endpoint"; if it is right, have the gateway allow token requests from this runner. Credentials are never sent to the target of a redirect.',
    },
    {
        id: "redirect",
        when: { code: "http_status", status: /^3/ },
        cause: "the URL is not the token endpoint itself: http instead of https, another host, an extra or a missing slash, or the authorization endpoint, which sends browsers back to the client.",
        remedy: 'put the final URL of the token endpoint into "token-endpoint". Credentials are never sent to the target of a redirect.',
        suggest: samePath,
    },
    {
        id: "unauthorized",
        when: { code: "http_status", status: 401 },
        cause: "client id or secret is wrong, the server expects another client authentication method, or a proxy or gateway in front of it requires a login.",
        remedy: 'check "client-id", "client-secret" and the URL.',
        suggest: otherMethod,
    },
    {
        id: "forbidden",
        when: { code: "http_status", status: [403, 451] },
        cause: "a firewall, gateway or IP allow list in front of the server rejected this runner, the URL is that of a web page, or client id or secret is wrong: some servers answer 403 without an explanation.",
        remedy: 'have this runner\'s addresses allowed, or use a self-hosted runner inside the network. If they are allowed, check "token-endpoint", "client-id" and "client-secret".',
        suggest: otherMethod,
    },
    {
        id: "not-found",
        when: { code: "http_status", status: [404, 410] },
        cause: "there is no token endpoint at this path.",
        remedy: 'compare "token-endpoint" with the URL in the server\'s documentation or settings, character by character.',
    },
    {
        id: "not-a-token-endpoint",
        when: { code: "http_status", status: [405, 415, 501] },
        cause: "this URL does not accept a form by POST, so it is not a token endpoint.",
        remedy: 'check "token-endpoint": the authorization endpoint and the discovery document are other URLs.',
    },
    { id: "rate-limit", when: { code: "http_status", status: 429 }, ...RATE_LIMIT },
    {
        id: "gateway",
        when: { code: "http_status", status: [502, 503, 504] },
        cause: "the server is down, restarting or too slow, and a gateway answered in its place.",
        remedy: "run the job again in a few minutes; if the problem persists, ask the operator of the server.",
    },
    {
        id: "server-error",
        when: { code: "http_status", status: /^5/ },
        cause: "the server, or a gateway in front of it, failed while processing the request.",
        remedy: "run the job again later; if the problem persists, ask the operator of the server, and give the time and the status.",
    },
    {
        id: "status",
        when: { code: "http_status" },
        cause: "the server, or a proxy or gateway in front of it, did not accept the request, and gave no OAuth error as the reason.",
        remedy: 'check that "token-endpoint" is the right URL, and look at the logs of the server, and of any proxy or gateway in front of it, for this time.',
    },
];

;// CONCATENATED MODULE: ./build/token/messages/hints/steps.js

const stepHints = [
    {
        id: "github-unreachable",
        when: { step: "id_token", code: ["dns", "connection", "tls", "timeout"] },
        cause: "this runner cannot reach GitHub's ID token service, or the service is having problems.",
        remedy: "run the job again, and look at githubstatus.com; on a self-hosted runner, make sure that its network, proxy and TLS inspection allow https to *.actions.githubusercontent.com.",
    },
    {
        id: "revocation-slow",
        when: [
            { step: "revocation", code: "timeout", sent: true },
            { step: "revocation", code: "timeout", reason: "no_time" },
        ],
        cause: "the server took longer than the few seconds it has at the end of a job.",
        remedy: 'there is nothing to do: the token becomes invalid when it expires. If the server is always this slow, set "revoke: never".',
    },
    {
        id: "revocation-refused",
        when: [
            {
                step: "revocation",
                status: [400, 401, 403],
                error: /^(|invalid_client|unauthorized_client|access_denied)$/,
            },
        ],
        cause: "the revocation endpoint does not accept this client, although the token endpoint did: it may allow other client authentication methods or other clients.",
        remedy: 'nothing is broken: the token becomes invalid when it expires. Have revocation allowed for this client at the server, or set "revoke: never".',
    },
    {
        id: "revocation-not-found",
        when: { step: "revocation", code: "http_status", status: /^(3\d\d|404|405|410)$/ },
        cause: "this URL is not the revocation endpoint of the server.",
        remedy: 'nothing is broken: the token becomes invalid when it expires. Correct "revocation-endpoint"; without it, the one in the metadata of "issuer" is used.',
        suggest: samePath,
    },
    {
        id: "no-time",
        when: { code: "timeout", reason: "no_time" },
        cause: "the server is slow, or discovery needed several attempts.",
        remedy: 'raise "deadline"; or give "token-endpoint" instead of "issuer", which saves the discovery.',
    },
];

;// CONCATENATED MODULE: ./build/token/messages/hints/vendors.js
/** These servers also put their error texts into answers that are not OAuth errors. */
const REFUSED = ["oauth_error", "http_status"];
const vendorHints = [
    {
        id: "entra-secret",
        when: { code: REFUSED, words: /AADSTS70002(15|22)/ },
        cause: "the client secret is wrong or has expired (Microsoft Entra; often the secret's ID was copied instead of its value).",
        remedy: 'create a new client secret for the app registration and store its VALUE in the secret that "client-secret" reads.',
    },
    {
        id: "entra-app",
        when: { code: REFUSED, words: /AADSTS70001[16]|AADSTS90002/ },
        cause: "there is no such tenant, or it has no application with that id (Microsoft Entra).",
        remedy: 'check "client-id" and the tenant in the URL.',
    },
    {
        id: "entra-federated",
        when: { code: REFUSED, words: /AADSTS70021|AADSTS700213/ },
        cause: "no federated credential of the app registration matches the ID token of this run (Microsoft Entra).",
        remedy: 'set issuer, subject and audience of the federated credential to those shown above; Entra usually expects "id-token-audience: api://AzureADTokenExchange".',
    },
    {
        id: "entra-scope",
        when: { code: REFUSED, words: /AADSTS(1002012|70011|500011)/ },
        cause: "Microsoft Entra expects one scope, the API's identifier followed by /.default, and no audience.",
        remedy: 'set "scope" to something like "api://APPLICATION-ID/.default", and remove "audience".',
    },
    {
        id: "okta-private-key",
        when: { code: REFUSED, words: /must use the private_key_jwt/i },
        cause: "Okta's org authorization server accepts client credentials only with a signed assertion.",
        remedy: 'register a public key for the service app and give "private-key", or use a custom authorization server (/oauth2/ID/v1/token).',
    },
    {
        id: "okta-client",
        when: { code: REFUSED, words: /errorCode: (invalid_client|E0000011)\b/ },
        cause: "Okta does not know this client, or its secret is wrong.",
        remedy: 'check "client-id", "client-secret" and the host in the URL: each Okta org has its own clients.',
    },
    {
        id: "okta-endpoint",
        when: { code: REFUSED, words: /errorCode: (E0000007|E0000022)\b/ },
        cause: "Okta has no token endpoint at this URL.",
        remedy: "compare it with /oauth2/v1/token (org authorization server) or /oauth2/ID/v1/token (custom authorization server; the first one is called default).",
    },
    {
        id: "no-scope",
        when: {
            code: REFUSED,
            error: /^invalid_scope$/,
            words: /default scopes?.*must be provided|scope.*(is )?required/i,
        },
        cause: "the server has no default scope for this client, and none was requested.",
        remedy: 'request one in "scope".',
    },
    {
        id: "no-audience",
        when: { code: REFUSED, words: /no audience parameter|audience.*(required|missing)/i },
        cause: "the server must be told which API the token is for, and has no default.",
        remedy: 'set "audience" to the identifier of the API, such as https://api.digitalroute.io/.',
    },
    {
        id: "unknown-audience",
        when: {
            code: REFUSED,
            grantType: /^(?!urn:)/,
            words: /service not (found|enabled)|audience.*(whitelisted|not (found|allowed|valid))/i,
        },
        cause: "the server has no API with that identifier, or this client may not request it.",
        remedy: 'compare "audience" with the identifier of the API, character by character: with and without a slash at the end are two identifiers.',
    },
    {
        id: "no-grant",
        when: { code: REFUSED, words: /(client )?is not authorized to access/i },
        cause: "the API is known, but this client has not been granted access to it.",
        remedy: "have the client authorized for the API at the server (Auth0: the API's Machine to Machine Applications).",
    },
    {
        id: "global-limit",
        when: { code: REFUSED, words: /global limit/i },
        cause: "the whole tenant has requested more tokens than the server allows.",
        remedy: 'run the job again a little later, with a longer "deadline"; get one token per job, and lower "max-parallel" of a matrix.',
    },
    {
        id: "bad-credentials",
        when: {
            code: REFUSED,
            status: 401,
            error: /^(access_denied|unauthorized)$/,
            words: /^ *(unauthorized|bad credentials)\b/i,
        },
        cause: "client id or client secret is wrong.",
        remedy: 'compare "client-id" and "client-secret" with the server\'s settings for this client.',
    },
];

;// CONCATENATED MODULE: ./build/token/messages/hints/index.js
// All hints, in the order in which they are tried.










/** From the specific to the general. The titles are those of the troubleshooting page. */
const hintGroups = [
    { title: "Rotation", hints: rotationHints },
    { title: "Host names, connections, TLS and time", hints: [...stepHints, ...networkHints] },
    { title: "Keycloak", hints: [...keycloakHints, ...keycloakGrantHints] },
    { title: "Entra, Okta, Auth0 and Usage Engine", hints: vendorHints },
    { title: "OAuth errors of any server", hints: oauthHints },
    { title: "HTTP statuses without an OAuth error", hints: statusHints },
    { title: "Answers without a token", hints: answerHints },
    { title: "Checks, ID tokens, discovery and the run itself", hints: checkHints },
];
const hints = hintGroups.flatMap((group) => group.hints);

;// CONCATENATED MODULE: ./build/step/messages/input-problems.js
// What is wrong with an input of any action, in sentences: each names the input in quotes and ends with what to do.

const stepProblems = {
    whitespaceInside: (name) => `"${name}" contains whitespace or a line break: copy the value again, in one piece.`,
    notAUrl: (name) => `"${name}" is not a URL: write it in full, starting with https://.`,
    urlWithCredentials: (name) => `"${name}" contains a user name or password before the host: remove it and give credentials in the inputs made for them.`,
    urlWithFragment: (name) => `"${name}" ends in a #fragment, which no endpoint has: remove the fragment.`,
    plainHttp: (name) => `"${name}" is a plain http URL, so anyone on the network could read the credentials: use https, or set "allow-http: true" for a test server.`,
    notANumber: (name, value, least, most) => `"${name}" is ${(0,quoting/* quote */.hD)(value)}: give a whole number ${most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`}.`,
    unknownValue: (name, value, values) => `"${name}" is ${(0,quoting/* quote */.hD)(value)}, which is not an allowed value: use ${(0,quoting/* alternatives */.Vo)(values)}.`,
    notPem: (name, label) => `"${name}" cannot be read as PEM: paste the whole text from -----BEGIN ${label}----- to the END line, with its line breaks and not encrypted.`,
    notAName: (name, value) => `"${name}" is ${(0,quoting/* quote */.hD)(value)}, which is not a name: give the name that the settings show.`,
    notAToken: (name) => `"${name}" contains a character that no token has, perhaps an invisible one: copy the value again, in one piece.`,
    blank: (name) => `"${name}" contains only whitespace: give it a value, or remove the input.`,
    halfCertificate: (present, absent) => `"${present}" is set without "${absent}": mutual TLS needs both.`,
    certificateMisfit: () => '"client-key" is not the private key of "client-certificate": give a pair that belongs together, with the certificate of the client first in its file.',
    // Why a secret is empty in this run.
    noSecretsForForks: () => "This run is for a pull request from a fork, and GitHub gives such runs no secrets. Run this job on push, or only for pull requests from this repository.",
    noSecretsForDependabot: () => "This run was started by Dependabot, which gets only Dependabot secrets. Add the secret under Settings > Secrets and variables > Dependabot, or skip this job for dependabot[bot].",
    noSecretsPassed: () => 'A called workflow gets only the secrets that the calling job passes to it. Add the secret under "secrets:" of that job, such as "client-secret: ${{ secrets.MY_CLIENT_SECRET }}", and check its spelling in Settings > Secrets and variables > Actions. A secret of an environment must have the name that the workflow uses, such as DEVPORTAL_CLIENT_SECRET, and must be passed under that name, with "environment" set.',
    noSuchSecret: () => 'Most likely there is no secret of the name that the workflow uses. Check its spelling in Settings > Secrets and variables > Actions. If it belongs to an environment, the job must name that "environment:". In a reusable workflow, the caller must pass it (by name, or with "secrets: inherit").',
};

;// CONCATENATED MODULE: ./build/token/messages/input-problems.js
// What is wrong with the inputs of this action, in sentences: each names the input in quotes and ends with what to do.


const problems = {
    ...stepProblems,
    notAResource: (name) => `"${name}" must hold absolute URIs without a #fragment, one per line (RFC 8707): correct the line that is not one.`,
    lineBreakInside: (name) => `"${name}" contains a line break, a tab or an unusual blank: copy the value again, in one piece.`,
    invalidEnvironmentName: (name, value) => `"${name}" is ${(0,quoting/* quote */.hD)(value)}, which is not a valid name for an environment variable: use letters, digits and underscores, and do not begin with a digit.`,
    reservedEnvironmentName: (name, value) => `"${name}" is ${(0,quoting/* quote */.hD)(value)}, a variable that changes how the runner or later programs work: choose another name, such as PORTAL_TOKEN.`,
    notAParameter: (name) => `"${name}" has a line that is not name=value: write one parameter per line.`,
    reservedParameter: (name, parameter) => `"${name}" sets ${(0,quoting/* quote */.hD)(parameter)}, which this action sets itself: remove that line and use the input made for it.`,
    noSigningKey: (name) => `"${name}" is not a private key that can sign an assertion: give PEM (PKCS#8, PKCS#1 or SEC1, not encrypted) or a JWK, of type RSA (2048 bits or more), EC (P-256, P-384, P-521) or Ed25519, with its line breaks.`,
    noEndpoint: () => '"token-endpoint" is missing: give the full URL, such as https://iam.example.com/auth/realms/wallis/protocol/openid-connect/token, or give "issuer" to have it discovered.',
    noClientId: () => '"client-id" is missing: the portal shows it in the settings of your technical user.',
    noClientSecret: () => '"client-secret" is empty. If this is a public client, which has no secret, set "client-authentication: none".',
    noRefreshToken: () => '"refresh-token" is empty, but the grant type refresh_token needs one.',
    noGrant: () => 'No grant type can be inferred: set "refresh-token" (is its secret empty?), or one of "audience", "resource" and "scope" for client credentials.',
    twoGrants: () => '"refresh-token" and "audience" are both set, so the grant type is not clear: set "grant-type" to "refresh_token" or "client_credentials".',
    needs: (method, name) => `"client-authentication" is ${(0,quoting/* quote */.hD)(method)}, which needs "${name}": set it, or choose another method.`,
    contradicts: (method, name) => `"client-authentication" is ${(0,quoting/* quote */.hD)(method)}, but "${name}" is set: remove one of them.`,
    twoCredentials: () => '"client-secret" and "private-key" are both set, so the client authentication is not clear: remove one, or set "client-authentication".',
    algorithmMisfit: (algorithm, fitting) => `"signing-algorithm" is ${(0,quoting/* quote */.hD)(algorithm)}, which does not fit the key: use ${(0,quoting/* alternatives */.Vo)(fitting)}, or remove the input.`,
    nothingToRevoke: () => '"revoke" is "always", but there is no revocation endpoint: set "revocation-endpoint", or "issuer" to have it discovered.',
    invalidSecretName: (name, value) => `"${name}" is ${(0,quoting/* quote */.hD)(value)}, which GitHub does not allow as the name of a secret: give the NAME of the secret that holds the refresh token, made of letters, digits and underscores, not beginning with GITHUB_ or a digit.`,
    rotatesNothing: (name) => `"${name}" is set without "rotate-secret": add the name of the secret, or remove "${name}".`,
    noGithubToken: () => '"github-token" is empty, but "rotate-secret" needs a token that may write the secret: a GitHub App token or a fine-grained personal access token. GITHUB_TOKEN cannot write secrets.',
    rotatesOtherGrant: (grant) => `"rotate-secret" is for refresh tokens, but the grant type is ${(0,quoting/* quote */.hD)(grant)}: remove it.`,
    twoPlaces: () => '"rotate-environment" and "rotate-organization" are both set, but a secret lives in one place: remove one of them.',
};

;// CONCATENATED MODULE: ./build/token/messages/failure-message.js







/** Followed by the endpoint. */
const TRIED = {
    token: () => ["Requesting an access token", "from"],
    discovery: () => ["Reading the metadata of the authorization server", "at"],
    id_token: () => ["Requesting GitHub's ID token", "from"],
    revocation: () => ["Revoking the access token", "at"],
    rotation: ({ sent }) => [
        sent ? "Storing the rotated refresh token" : "Checking that a rotated refresh token can be stored",
        "at",
    ],
};
/** What limits the time of a step, where it is not the input. */
const LIMIT = {
    rotation: "The limit of one minute for this",
    revocation: "The limit of a few seconds for this at the end of a job",
};
const STOPPED = {
    deadline: ({ step = "token" }) => `${LIMIT[step] ?? 'The "deadline"'} left no time for another attempt.`,
    "retry-after": ({ retryAfter = 0, step = "token" }) => `The server accepts another request at ${(0,time/* inUtc */.e)(Date.now() + Math.min(retryAfter, 1e12))} at the earliest. ${LIMIT[step] ?? 'The "deadline"'} ends before that.`,
    spent: () => `The request was not repeated: it may have been processed, and sending a spent refresh token again can end the technical user's session. The stored refresh token may be spent now: see ${(0,docs/* docs */.mN)("rotation.md", "an-answer-that-was-lost")}.`,
};
/** The text of the step's one error annotation. */
const failureMessage = (failure, request = {}) => `${storyOf(failure, request)}\n${(0,docs/* aboutCode */.jW)("troubleshooting.md", failure.code)}`;
function storyOf({ code, evidence }, request) {
    if (code === "invalid_input")
        return (0,failure_message/* inputsMessage */.Pg)(evidence.problems ?? [], problems);
    const { step = "token" } = evidence;
    const [tried, preposition] = TRIED[step](evidence);
    const where = evidence.endpoint ?? (step === "token" ? request.endpoint : undefined);
    return (0,failure_message/* tell */.qz)({
        code,
        tried: `${tried}${where ? ` ${preposition} ${where}` : ""}`,
        cameBack: cameBack[code](evidence),
        circumstances: circumstances(evidence),
        hint: hintFor(hints, { ...request, ...evidence, code }),
    });
}
/** What else is known: how often it was tried, why not again, and which claims the ID token had. */
function circumstances({ attempts, stoppedBy, identity, ...evidence }) {
    const unsaved = evidence.step === "rotation" && evidence.sent;
    return [
        unsaved ? "The new refresh token is not lost: log and summary show a command that stores it." : "",
        attempts ? `${attempts} attempts were made.` : "",
        stoppedBy ? STOPPED[stoppedBy](evidence) : "",
        identity
            ? `The ID token of this job has the issuer "${identity.issuer}", the subject "${identity.subject}" and the audience "${identity.audience}".`
            : "",
    ]
        .filter(Boolean)
        .join(" ");
}


/***/ })

};
;