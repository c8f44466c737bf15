"use strict";
exports.id = 543;
exports.ids = [543,259,373];
exports.modules = {

/***/ 2373:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  evidenceOf: () => (/* binding */ evidenceOf),
  b: () => (/* binding */ textOf)
});

// EXTERNAL MODULE: ./build/failure.js
var failure = __webpack_require__(5961);
// EXTERNAL MODULE: ./build/json.js
var build_json = __webpack_require__(7657);
// EXTERNAL MODULE: ./build/secrets/credentials.js
var credentials = __webpack_require__(5043);
// EXTERNAL MODULE: ./build/secrets/harmless.js
var harmless = __webpack_require__(9626);
// EXTERNAL MODULE: ./build/http/header-text.js
var header_text = __webpack_require__(6907);
;// CONCATENATED MODULE: ./build/http/retry-after.js
/** Date.parse alone finds a date in almost any text, such as a number. */
const TIME_OF_DAY = /\d\d:\d\d/;
/**
 * Milliseconds until the server accepts another request, or undefined when it does not say.
 * `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3); for a 429 also Auth0's `x-ratelimit-reset` in epoch
 * seconds. Dates are compared with the server's own clock, when it sends the time.
 */
function requestedWait({ status, headers, }) {
    if (status !== 429 && status !== 503)
        return undefined;
    const retryAfter = headers["retry-after"];
    // Some servers send a fraction.
    if (retryAfter !== undefined && /^\d+(\.\d+)?$/.test(retryAfter))
        return Math.ceil(Number(retryAfter) * 1000);
    const date = retryAfter !== undefined
        ? Date.parse(TIME_OF_DAY.test(retryAfter) ? retryAfter : "")
        : status === 429
            ? limitReset(headers)
            : Number.NaN;
    const now = Date.parse(headers.date ?? "") || Date.now();
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
/** Milliseconds since the epoch. GitHub sends the reset with every answer; it counts only when nothing is left. */
function limitReset(headers) {
    const isSpent = (headers["x-ratelimit-remaining"] ?? "0") === "0";
    const reset = [headers["x-ratelimit-reset"]].flat()[0] ?? "";
    return isSpent && /^\d+$/.test(reset) ? Number(reset) * 1000 : Number.NaN;
}

;// CONCATENATED MODULE: ./build/http/evidence.js
// What an answer says about a failure, in the formats of many servers, redacted and made harmless.






/** JSON members that help an administrator: Okta's, Entra's, RFC 9457's and those of common gateways. */
const DETAILS = [
    "errorCode",
    "errorSummary",
    "message",
    "detail",
    "error_codes",
    "trace_id",
    "traceId",
    "correlation_id",
    "error_uri",
];
/** Characters of a body whose title or text may be shown. An API's answer may be larger, and to redact it takes long. */
const LONGEST_PAGE = 1024 * 1024;
/** The facts of a response that a message may show, each redacted and on one line. */
function evidenceOf(response, endpoint, secrets) {
    const json = (0,build_json/* asObject */.eB)(response.json);
    secrets.hide(...(0,credentials/* credentialsIn */.W)(response.json));
    const show = (value, longest) => (0,harmless/* harmless */.Is)(textOf(value), secrets, longest) || undefined;
    // A part of a secret is not recognised. So a text is redacted before a part of it is taken, or it is left out.
    const redact = (text) => secrets.redactQuote(text);
    const isShown = !json && response.body.length <= LONGEST_PAGE && redact(response.body) === response.body;
    const header = (name) => redact((0,header_text/* headerText */.T)(response.headers[name]));
    const details = [
        ...DETAILS.map((name) => [name, show(json?.[name], 200)]),
        ["WWW-Authenticate", response.status === 401 ? show(header("www-authenticate"), 200) : undefined],
    ].filter(([, text]) => text);
    return {
        endpoint: (0,failure/* withoutQuery */.j$)(endpoint),
        status: response.status,
        sent: true,
        retryAfter: requestedWait(response),
        details: details.map((detail) => detail.join(": ")).join(", ") || undefined,
        title: isShown ? show(titleOf(response.body), 150) : undefined,
        text: isShown ? show(shortText(response), 150) : undefined,
        contentType: show(header("content-type").split(";")[0], 80),
        location: show(redirectTarget(header("location"), endpoint), 200),
    };
}
/** How deep lists and objects are followed. */
const DEEPEST = 3;
/** A JSON value as text; of a list or an object, its members. JSON's own escapes would disguise a secret. */
function textOf(value, depth = 0) {
    if (typeof value !== "object")
        return value === undefined ? "" : String(value);
    if (value === null || depth === DEEPEST)
        return "";
    return Object.values(value)
        .map((member) => textOf(member, depth + 1))
        .join(", ");
}
/** A short body of plain text, such as Envoy's "no healthy upstream". */
const shortText = ({ headers, body }) => /^text\/plain\b/i.test(headers["content-type"] ?? "") && body.trim().length <= 150 ? body : "";
/** The title of an HTML page, or its first heading. The bounds keep a hostile page from taking long. */
function titleOf(body) {
    const [, title] = /<title[^<>]{0,200}>([^<]+)/i.exec(body) ?? /<h1[^<>]{0,200}>([^<]+)/i.exec(body) ?? [];
    return title?.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (entity, decimal, hex, name) => name
        ? NAMED_ENTITIES[name.toLowerCase()]
        : character(Number.parseInt(decimal ?? hex, decimal ? 10 : 16), entity));
}
const NAMED_ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const character = (code, otherwise) => code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
/** Percent-decoded, since a secret in a path may be encoded in a way that is not known here. */
function redirectTarget(location, endpoint) {
    if (location === "" || !URL.canParse(location, endpoint))
        return undefined;
    const target = (0,failure/* withoutQuery */.j$)(new URL(location, endpoint).href);
    return target.replace(/(?:%[\da-f]{2})+/gi, (octets) => Buffer.from(octets.replaceAll("%", ""), "hex").toString());
}


/***/ }),

/***/ 4259:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   malformed: () => (/* binding */ malformed),
/* harmony export */   oauthEvidence: () => (/* binding */ oauthEvidence),
/* harmony export */   refusal: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5961);
/* harmony import */ var _http_evidence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2373);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7657);
/* harmony import */ var _secrets_harmless_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9626);
/* harmony import */ var _received_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4156);
// Makes a failure of an answer, with its OAuth error (RFC 6749 section 5.2). Loaded only when there is a failure.





/** What a response says about a failure. An `error` member that is not an OAuth error is shown as one of the details. */
function oauthEvidence({ response, endpoint }, secrets) {
    const evidence = (0,_http_evidence_js__WEBPACK_IMPORTED_MODULE_1__.evidenceOf)(response, endpoint, secrets);
    const show = (value, longest) => (0,_secrets_harmless_js__WEBPACK_IMPORTED_MODULE_3__/* .harmless */ .Is)((0,_http_evidence_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(value), secrets, longest) || undefined;
    if ((0,_received_js__WEBPACK_IMPORTED_MODULE_2__/* .isOAuthError */ .Q)(response)) {
        const { error, description } = errorIn((0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asObject */ .eB)(response.json) ?? {});
        return { ...evidence, error: show(error, 100), description: show(description) };
    }
    const other = show((0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asObject */ .eB)(response.json)?.error || undefined, 200);
    const details = [other && `error: ${other}`, evidence.details].filter(Boolean).join(", ");
    return { ...evidence, details: details || undefined };
}
/** The failure for an answer with an error status: `oauth_error` or `http_status`. */
const refusal = (received, secrets) => new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR((0,_received_js__WEBPACK_IMPORTED_MODULE_2__/* .isOAuthError */ .Q)(received.response) ? "oauth_error" : "http_status", oauthEvidence(received, secrets));
/** The failure for a 2xx answer without a usable token. */
const malformed = (received, reason, secrets) => new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR("malformed_response", { ...oauthEvidence(received, secrets), reason });
/** RFC 6749 section 5.2 has a string; with status 200 some gateways send a list, or an object of their own. */
function errorIn({ error, error_description: description }) {
    const nested = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asObject */ .eB)(error);
    if (!nested)
        return { error, description };
    return { error: nested.status ?? nested.code ?? "error", description: nested.message };
}


/***/ }),

/***/ 3543:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  revokeToken: () => (/* binding */ revokeToken)
});

// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(5760);
// EXTERNAL MODULE: ./build/failure.js
var failure = __webpack_require__(5961);
// EXTERNAL MODULE: ./build/http/client.js + 3 modules
var client = __webpack_require__(7553);
// EXTERNAL MODULE: ./build/oauth/authenticated-form.js
var authenticated_form = __webpack_require__(2183);
// EXTERNAL MODULE: ./build/oauth/oauth-error.js
var oauth_error = __webpack_require__(4259);
;// CONCATENATED MODULE: ./build/oauth/revocation.js
// Revokes an ACCESS token (RFC 7009). Never a refresh token: at Keycloak that ends the technical user's session.



/**
 * Resolves when the server has answered 2xx. That is no proof: an unknown token gets the same answer (section 2.2).
 * @throws Failure as for a token request
 */
const revoke = ({ accessToken, endpoint, from }, transport) => (0,authenticated_form/* postForm */.j)({
    endpoint,
    from,
    replayable: true,
    fields: () => [
        ["token", accessToken],
        ["token_type_hint", "access_token"],
    ],
    read: (response) => throwUnlessRevoked({ response, endpoint }, transport.secrets),
}, transport);
function throwUnlessRevoked(received, secrets) {
    if (!(0,client/* isSuccess */.o)(received.response.status))
        throw (0,oauth_error.refusal)(received, secrets).with({ step: "revocation" });
}

// EXTERNAL MODULE: ./build/secrets/secrets.js + 1 modules
var secrets_secrets = __webpack_require__(9077);
// EXTERNAL MODULE: ./build/step/as-failure.js
var as_failure = __webpack_require__(7627);
// EXTERNAL MODULE: ./build/step/environment.js
var environment = __webpack_require__(3315);
// EXTERNAL MODULE: ./build/step/inputs.js
var inputs = __webpack_require__(5305);
// EXTERNAL MODULE: ./build/step/log.js
var step_log = __webpack_require__(3064);
// EXTERNAL MODULE: ./build/token/configuration.js + 4 modules
var token_configuration = __webpack_require__(1170);
// EXTERNAL MODULE: ./build/token/inputs.js + 2 modules
var token_inputs = __webpack_require__(5884);
// EXTERNAL MODULE: ./build/token/mask-credentials.js + 1 modules
var mask_credentials = __webpack_require__(3951);
// EXTERNAL MODULE: ./build/token/messages/log-lines.js + 1 modules
var log_lines = __webpack_require__(7801);
// EXTERNAL MODULE: ./build/token/post-state.js
var post_state = __webpack_require__(1899);
// EXTERNAL MODULE: ./build/token/request-facts.js
var request_facts = __webpack_require__(8518);
// EXTERNAL MODULE: ./build/token/revocation-plan.js
var revocation_plan = __webpack_require__(7905);
// EXTERNAL MODULE: ./build/token/transport.js
var transport = __webpack_require__(8612);
;// CONCATENATED MODULE: ./build/token/revoke-token.js
// The post step: revokes the access token at the end of the job. Whatever happens here, the job does not fail.
















/** Seconds for all of it: the job is done and should not have to wait. */
const LIMITS = { timeout: 4, deadline: 8, maxAttempts: 3 };
async function revokeToken(env, cancel) {
    const secrets = new secrets_secrets/* Secrets */.Sb(core/* setSecret */.Pq);
    const log = (0,step_log/* createLog */.h)(secrets);
    let facts = {};
    try {
        (0,mask_credentials/* maskCredentials */.B)(env, secrets);
        (0,environment/* warnOfEnvironment */.N)(env, log);
        const state = (0,post_state/* readState */.u)();
        if (!state)
            return;
        secrets.protect(state.accessToken);
        const configuration = (0,token_configuration/* configure */.j)((0,inputs/* readInputs */.Ko)(token_inputs/* INPUTS */.m, env), env);
        facts = (0,request_facts/* factsOf */.x)(configuration);
        const known = configuration.revocationEndpoint ?? state.revocationEndpoint;
        if ((0,revocation_plan/* revocationOf */.E)(configuration, known) !== "end_of_job")
            return;
        if (state.expiresAt !== undefined && state.expiresAt <= Date.now())
            return log.info(log_lines/* lines */.M.alreadyExpired);
        await (0,transport/* withTransport */.q)({ ...configuration, limits: LIMITS }, { env, secrets, log, cancel }, async (transport) => {
            const endpoint = known ?? (await discovered(configuration, transport));
            if (!endpoint)
                return log.warning(log_lines/* lines */.M.noRevocationEndpoint);
            const from = {
                ...configuration.request,
                assertionAudience: (0,token_configuration/* assertionAudienceOf */.Y)(configuration, state.tokenEndpoint),
            };
            await revoke({ accessToken: state.accessToken, endpoint, from }, transport);
            log.info(log_lines/* lines */.M.revoked((0,failure/* withoutQuery */.j$)(endpoint)));
        });
    }
    catch (error) {
        const { failureMessage } = await __webpack_require__.e(/* import() */ 386).then(__webpack_require__.bind(__webpack_require__, 5386));
        log.warning(failureMessage((0,as_failure/* asFailure */.h)(error, log).with({ step: "revocation" }), facts));
    }
}
/** Only for `revoke: always`, which is refused unless there is an endpoint or an issuer. */
async function discovered({ issuer = "", allowHttp }, transport) {
    const { discover } = await __webpack_require__.e(/* import() */ 134).then(__webpack_require__.bind(__webpack_require__, 4753));
    return (await discover({ issuer, allowHttp }, transport)).revocation;
}


/***/ })

};
;