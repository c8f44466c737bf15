"use strict";
exports.id = 134;
exports.ids = [134];
exports.modules = {

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


/***/ })

};
;