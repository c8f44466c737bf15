"use strict";
exports.id = 753;
exports.ids = [753,259,134,373];
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

/***/ 6032:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ jsonRequest)
/* harmony export */ });
const jsonRequest = ({ method, url, bearer, headers, body }) => ({
    method,
    url,
    headers: {
        accept: "application/json",
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});


/***/ }),

/***/ 4753:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   discover: () => (/* binding */ discover)
/* harmony export */ });
/* unused harmony export metadataUrls */
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5961);
/* harmony import */ var _http_attempts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3299);
/* harmony import */ var _http_json_request_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6032);
/* harmony import */ var _http_plain_http_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2509);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7657);
/* harmony import */ var _secrets_harmless_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9626);
/* harmony import */ var _oauth_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4259);
// Finds the endpoints of an issuer: OpenID Connect Discovery 1.0 section 4 first, then RFC 8414 section 3.







/** Where an issuer's metadata may be. OpenID Connect appends its path; RFC 8414 puts its own before the issuer's. */
function metadataUrls(issuer) {
    const { origin, pathname } = new URL(issuer);
    const path = pathname.replace(/\/$/, "");
    return [
        `${origin}${path}/.well-known/openid-configuration`,
        `${origin}/.well-known/oauth-authorization-server${path}`,
    ];
}
/**
 * @throws Failure `discovery_failed` for a missing or wrong document; for transient faults what the exchange throws
 */
async function discover(given, transport) {
    const { secrets } = transport;
    let first;
    for (const url of metadataUrls(given.issuer)) {
        const response = await metadataAt(url, transport);
        const json = response.status === 200 ? (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .asObject */ .eB)(response.json) : undefined;
        if (json)
            return endpointsIn(json, given, secrets);
        first ??= (0,_oauth_error_js__WEBPACK_IMPORTED_MODULE_2__.oauthEvidence)({ response, endpoint: url }, secrets);
    }
    throw failed(given.issuer, "no_document", first);
}
const metadataAt = (url, { send, attempts, secrets }) => attempts
    .run({ replayable: true }, async (signal) => {
    const response = await send((0,_http_json_request_js__WEBPACK_IMPORTED_MODULE_4__/* .jsonRequest */ .U)({ method: "GET", url }), signal);
    // A server that is having problems says nothing about its metadata, so the second place is not tried.
    if ((0,_http_attempts_js__WEBPACK_IMPORTED_MODULE_1__/* .isTransient */ .dg)(response.status) || response.status >= 500)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR("http_status", (0,_oauth_error_js__WEBPACK_IMPORTED_MODULE_2__.oauthEvidence)({ response, endpoint: url }, secrets));
    return response;
})
    .catch((error) => {
    throw error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR ? error.with({ step: "discovery" }) : error;
});
function endpointsIn(json, { issuer, allowHttp }, secrets) {
    const { protocol } = new URL(issuer);
    // An https issuer that names a plain endpoint was tampered with or is misconfigured, loopback or not.
    const isSecure = (url) => /^https:/i.test(url) || (protocol === "http:" && /^http:/i.test(url) && (allowHttp || !(0,_http_plain_http_js__WEBPACK_IMPORTED_MODULE_5__/* .isPlainHttp */ .f)(url)));
    const endpoint = (name) => {
        const url = json[name] ?? undefined;
        if (url === undefined)
            return undefined;
        if (typeof url !== "string" || !URL.canParse(url) || !isSecure(url))
            throw failed(issuer, "insecure_endpoint", { quoted: [name] });
        return url;
    };
    if (json.issuer !== issuer)
        throw failed(issuer, "issuer_mismatch", {
            quoted: typeof json.issuer === "string" ? [(0,_secrets_harmless_js__WEBPACK_IMPORTED_MODULE_6__/* .harmless */ .Is)(json.issuer, secrets)] : undefined,
        });
    const token = endpoint("token_endpoint");
    if (token === undefined)
        throw failed(issuer, "no_token_endpoint");
    return { token, revocation: endpoint("revocation_endpoint") };
}
/** The issuer is shown exactly as given, since a slash at its end makes a difference. */
const failed = (issuer, reason, evidence = {}) => new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR("discovery_failed", {
    ...evidence,
    step: "discovery",
    endpoint: issuer.replace(/\?.*/s, ""),
    reason,
});


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


/***/ })

};
;