"use strict";
exports.id = 707;
exports.ids = [707];
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

/***/ 7707:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openIdTokens: () => (/* binding */ openIdTokens)
});

// EXTERNAL MODULE: ./build/failure.js
var failure = __webpack_require__(5961);
// EXTERNAL MODULE: ./build/http/json-request.js
var json_request = __webpack_require__(6032);
// EXTERNAL MODULE: ./build/json.js
var json = __webpack_require__(7657);
;// CONCATENATED MODULE: ./build/github/id-token.js
// Asks GitHub for an ID token of this job (https://docs.github.com/actions/reference/openid-connect-reference).



/** @throws Failure `id_token_unavailable` when the job may not have ID tokens */
function idTokenSource(env) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
    if (!url || !bearer || !URL.canParse(url))
        throw new failure/* Failure */.HR("id_token_unavailable", { step: "id_token", reason: "permission" });
    return { url, bearer };
}
/**
 * A new ID token, protected.
 * @throws Failure `id_token_unavailable`, or a network failure; in either case the credential itself was not sent
 */
async function requestIdToken({ url, bearer }, audience, { send, signal, secrets }) {
    const target = new URL(url);
    target.searchParams.set("audience", audience);
    secrets.protect(bearer);
    try {
        const response = await send((0,json_request/* jsonRequest */.U)({ method: "GET", url: target.href, bearer }), signal);
        const token = (0,json/* asObject */.eB)(response.json)?.value;
        if (response.status === 200 && typeof token === "string" && token) {
            secrets.protect(token);
            return token;
        }
        const { evidenceOf } = await __webpack_require__.e(/* import() */ 373).then(__webpack_require__.bind(__webpack_require__, 2373));
        throw new failure/* Failure */.HR("id_token_unavailable", evidenceOf(response, target.href, secrets));
    }
    catch (error) {
        throw error instanceof failure/* Failure */.HR ? error.with({ step: "id_token", sent: false }) : error;
    }
}

// EXTERNAL MODULE: ./build/http/client.js + 3 modules
var client = __webpack_require__(7553);
// EXTERNAL MODULE: ./build/oauth/jwt.js
var jwt = __webpack_require__(2506);
// EXTERNAL MODULE: ./build/secrets/harmless.js
var harmless = __webpack_require__(9626);
// EXTERNAL MODULE: ./build/step/context.js
var context = __webpack_require__(5949);
// EXTERNAL MODULE: ./build/step/trace.js
var trace = __webpack_require__(9743);
;// CONCATENATED MODULE: ./build/token/id-tokens.js
// ID tokens of this job: requests a new one for every attempt, and remembers the claims of the last one for a message.







/** @throws Failure `id_token_unavailable` when the job may not have ID tokens */
function openIdTokens(settings, { env, secrets, log, cancel }) {
    const source = idTokenSource(env);
    // GitHub is not shown the client certificate, and the private CA is not trusted for it.
    const { send, close } = (0,client/* createSender */.a)(context/* USER_AGENT */._);
    let presented;
    return {
        async request(signal) {
            // The token request has not been sent yet, so a cancelled run need not wait for this one.
            const unlessCancelled = AbortSignal.any([signal, cancel.asked]);
            const toGitHub = { send: (0,trace/* traced */.m)(send, log, secrets), signal: unlessCancelled, secrets };
            presented = await requestIdToken(source, audienceOf(settings), toGitHub);
            return presented;
        },
        identified: (error) => presented !== undefined && error instanceof failure/* Failure */.HR && error.evidence.step !== "id_token"
            ? error.with({ identity: identityIn(presented, secrets) })
            : error,
        close,
    };
}
/** Keycloak expects its realm URL, which its token endpoint begins with; others the token endpoint (RFC 7523 section 3). */
function audienceOf({ idTokenAudience, issuer, tokenEndpoint = "" }) {
    const [realm] = /^https?:\/\/.*\/realms\/[^/]+(?=\/protocol\/openid-connect\/token$)/.exec(tokenEndpoint) ?? [];
    return idTokenAudience ?? issuer ?? realm ?? tokenEndpoint;
}
/** The claims that an administrator needs to register this job at the server. */
function identityIn(idToken, secrets) {
    const { issuer = "", subject = "", audience = [] } = (0,jwt/* readClaims */.I)(idToken) ?? {};
    return {
        issuer: (0,harmless/* harmless */.Is)(issuer, secrets),
        subject: (0,harmless/* harmless */.Is)(subject, secrets),
        audience: (0,harmless/* harmless */.Is)(audience.join(" "), secrets),
    };
}


/***/ })

};
;