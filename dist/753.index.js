"use strict";
exports.id = 753;
exports.ids = [753];
exports.modules = {

/***/ 753:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   discover: () => (/* binding */ discover)
/* harmony export */ });
/* unused harmony export metadataUrls */
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(961);
/* harmony import */ var _http_attempts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(161);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(657);
/* harmony import */ var _harmless_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(900);
/* harmony import */ var _plain_http_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(836);
/* harmony import */ var _server_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(544);
// Finds an issuer's endpoints: OpenID Connect Discovery 1.0 section 4 first, then RFC 8414 section 3.






/** The two places of an issuer's metadata. OpenID Connect appends its path, RFC 8414 puts its own before the issuer's. */
function metadataUrls(issuer) {
    const { origin, pathname } = new URL(issuer);
    const path = pathname.replace(/\/$/, "");
    return [
        `${origin}${path}/.well-known/openid-configuration`,
        `${origin}/.well-known/oauth-authorization-server${path}`,
    ];
}
/**
 * @throws Failure `discovery_failed` for a missing or wrong document; what the exchange throws for faults that pass
 */
async function discover(given, transport) {
    let first;
    for (const url of metadataUrls(given.issuer)) {
        const response = await metadataAt(url, transport);
        const json = response.status === 200 ? (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJsonObject */ .d)(response.body) : undefined;
        if (json)
            return endpointsIn(json, given, transport.secrets);
        first ??= (0,_server_words_js__WEBPACK_IMPORTED_MODULE_2__/* .evidenceIn */ .nM)(response, url, transport.secrets);
    }
    throw failed({ ...first, endpoint: asWritten(given.issuer), reason: "no_document" });
}
const metadataAt = (url, { send, attempts, secrets }) => attempts
    .run({ replayable: true }, async (signal) => {
    const response = await send({ method: "GET", url, headers: { accept: "application/json" } }, signal);
    // A server in trouble has said nothing about its metadata, so no other document is asked for.
    if ((0,_http_attempts_js__WEBPACK_IMPORTED_MODULE_1__/* .passes */ .WE)(response.status) || response.status >= 500)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H("http_status", (0,_server_words_js__WEBPACK_IMPORTED_MODULE_2__/* .evidenceIn */ .nM)(response, url, secrets));
    return response;
})
    .catch((error) => {
    throw error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H ? error.with({ step: "discovery" }) : error;
});
function endpointsIn(json, { issuer, allowHttp }, secrets) {
    const { protocol } = new URL(issuer);
    // An https issuer that names a plain endpoint was tampered with or is misconfigured, loopback or not.
    const isSecure = (url) => /^https:/i.test(url) || (protocol === "http:" && /^http:/i.test(url) && (allowHttp || !(0,_plain_http_js__WEBPACK_IMPORTED_MODULE_4__/* .isPlainHttp */ .f)(url)));
    const endpoint = (name) => {
        const url = json[name] ?? undefined;
        if (url === undefined)
            return undefined;
        if (typeof url !== "string" || !URL.canParse(url) || !isSecure(url))
            throw failed({ endpoint: asWritten(issuer), reason: "insecure_endpoint", quoted: [name] });
        return url;
    };
    if (json.issuer !== issuer)
        throw failed({
            endpoint: asWritten(issuer),
            reason: "issuer_mismatch",
            ...(typeof json.issuer === "string" ? { quoted: [(0,_harmless_js__WEBPACK_IMPORTED_MODULE_5__/* .harmless */ .Is)(json.issuer, secrets)] } : {}),
        });
    const token = endpoint("token_endpoint");
    if (token === undefined)
        throw failed({ endpoint: asWritten(issuer), reason: "no_token_endpoint" });
    return { token, ...(0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .l)("revocation", endpoint("revocation_endpoint")) };
}
const failed = (evidence) => new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H("discovery_failed", { ...evidence, step: "discovery" });
/** Letter by letter, since a slash at the end makes another issuer. */
const asWritten = (issuer) => issuer.replace(/\?.*/s, "");


/***/ })

};
;