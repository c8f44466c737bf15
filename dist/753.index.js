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
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(425);
/* harmony import */ var _harmless_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(900);
/* harmony import */ var _jwt_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(506);
/* harmony import */ var _plain_http_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(836);
/* harmony import */ var _server_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(544);





/** Statuses that may pass: the exchange's retry rules apply, and no other document is asked for. */
const passing = (status) => status >= 500 || [408, 425, 429].includes(status);
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
async function discover(issuer, means) {
    let first;
    for (const url of metadataUrls(issuer)) {
        const response = await metadataAt(url, means);
        const json = response.status === 200 ? (0,_server_words_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJsonObject */ .dw)(response.body) : undefined;
        if (json)
            return endpointsIn(json, issuer, means);
        first ??= (0,_server_words_js__WEBPACK_IMPORTED_MODULE_1__/* .evidenceIn */ .nM)(response, url, means.secrets);
    }
    throw failed({ ...first, endpoint: asWritten(issuer), reason: "no_document" });
}
const metadataAt = (url, { send, attempts, secrets }) => attempts
    .run(true, async (signal) => {
    const response = await send({ method: "GET", url, headers: { accept: "application/json" } }, signal);
    if (!passing(response.status))
        return response;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H("http_status", {
        ...(0,_server_words_js__WEBPACK_IMPORTED_MODULE_1__/* .evidenceIn */ .nM)(response, url, secrets),
    });
})
    .catch((error) => {
    throw error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H ? error.with({ step: "discovery" }) : error;
});
function endpointsIn(json, issuer, { allowHttp, secrets }) {
    const redact = (text) => secrets.redact(text);
    const { protocol } = new URL(issuer);
    // An https issuer that names a plain endpoint was tampered with or is misconfigured, loopback or not.
    const isSecure = (url) => /^https:/i.test(url) || (protocol === "http:" && /^http:/i.test(url) && (allowHttp || !(0,_plain_http_js__WEBPACK_IMPORTED_MODULE_2__/* .isPlainHttp */ .f)(url)));
    const endpoint = (name) => {
        const url = json[name] ?? undefined;
        if (url === undefined)
            return undefined;
        if (typeof url !== "string" || !URL.canParse(url) || !isSecure(url))
            throw failed({ endpoint: asWritten(issuer), reason: "insecure_endpoint", missing: [name] });
        return url;
    };
    if (json.issuer !== issuer)
        throw failed({
            endpoint: asWritten(issuer),
            reason: "issuer_mismatch",
            ...(typeof json.issuer === "string" ? { missing: [(0,_harmless_js__WEBPACK_IMPORTED_MODULE_3__/* .harmless */ .Is)(json.issuer, redact)] } : {}),
        });
    const token = endpoint("token_endpoint");
    if (token === undefined)
        throw failed({ endpoint: asWritten(issuer), reason: "no_token_endpoint" });
    return { token, ...(0,_jwt_js__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .l)("revocation", endpoint("revocation_endpoint")) };
}
const failed = (evidence) => new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H("discovery_failed", { ...evidence, step: "discovery" });
/** Letter by letter, since a slash at the end makes another issuer. */
const asWritten = (issuer) => issuer.replace(/\?.*/s, "");


/***/ })

};
;