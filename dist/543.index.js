"use strict";
exports.id = 543;
exports.ids = [543];
exports.modules = {

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
var client = __webpack_require__(6106);
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
        throw (0,oauth_error/* refusal */.x5)(received, secrets).with({ step: "revocation" });
}

// EXTERNAL MODULE: ./build/secrets/secrets.js
var secrets_secrets = __webpack_require__(4648);
// EXTERNAL MODULE: ./build/step/as-failure.js
var as_failure = __webpack_require__(7627);
// EXTERNAL MODULE: ./build/step/inputs.js
var inputs = __webpack_require__(5305);
// EXTERNAL MODULE: ./build/step/log.js
var step_log = __webpack_require__(3064);
// EXTERNAL MODULE: ./build/token/configuration.js + 2 modules
var token_configuration = __webpack_require__(8079);
// EXTERNAL MODULE: ./build/token/inputs.js + 2 modules
var token_inputs = __webpack_require__(5884);
// EXTERNAL MODULE: ./build/token/mask-credentials.js + 1 modules
var mask_credentials = __webpack_require__(3951);
// EXTERNAL MODULE: ./build/token/messages/log-lines.js
var log_lines = __webpack_require__(3426);
// EXTERNAL MODULE: ./build/token/post-state.js
var post_state = __webpack_require__(1899);
// EXTERNAL MODULE: ./build/token/transport.js + 1 modules
var transport = __webpack_require__(5713);
;// CONCATENATED MODULE: ./build/token/revoke-token.js
// The post step: revokes the access token at the end of the job. Whatever happens here, the job does not fail.













/** Seconds for all of it: the job is done and should not have to wait. */
const LIMITS = { timeout: 4, deadline: 8, maxAttempts: 3 };
async function revokeToken(env, cancel) {
    const secrets = new secrets_secrets/* Secrets */.Sb(core/* setSecret */.Pq);
    const log = (0,step_log/* createLog */.h)(secrets);
    try {
        (0,mask_credentials/* maskCredentials */.B)(env, secrets);
        const state = (0,post_state/* readState */.u)();
        if (!state)
            return;
        secrets.protect(state.accessToken);
        const configuration = (0,token_configuration/* configure */.j)((0,inputs/* readInputs */.Ko)(token_inputs/* INPUTS */.m, env), env);
        const known = configuration.revocationEndpoint ?? state.revocationEndpoint;
        if (configuration.revoke === "never" || (!known && configuration.revoke === "auto"))
            return;
        if (state.expiresAt !== undefined && state.expiresAt <= Date.now())
            return log.info(log_lines/* lines */.M.alreadyExpired);
        await (0,transport/* withTransport */.q)({ ...configuration, limits: LIMITS }, { env, secrets, log, cancel }, async (transport) => {
            const endpoint = known ?? (await discovered(configuration, transport));
            if (!endpoint)
                return log.warning(log_lines/* lines */.M.noRevocationEndpoint);
            const from = {
                ...configuration.request,
                assertionAudience: configuration.issuer ?? state.tokenEndpoint,
            };
            await revoke({ accessToken: state.accessToken, endpoint, from }, transport);
            log.info(log_lines/* lines */.M.revoked((0,failure/* withoutQuery */.j$)(endpoint)));
        });
    }
    catch (error) {
        const { failureMessage } = await __webpack_require__.e(/* import() */ 94).then(__webpack_require__.bind(__webpack_require__, 8094));
        log.warning(failureMessage((0,as_failure/* asFailure */.h)(error, log).with({ step: "revocation" })));
    }
}
/** Only for `revoke: always`, which is refused unless there is an endpoint or an issuer. */
async function discovered({ issuer = "", allowHttp }, transport) {
    const { discover } = await __webpack_require__.e(/* import() */ 753).then(__webpack_require__.bind(__webpack_require__, 4753));
    return (await discover({ issuer, allowHttp }, transport)).revocation;
}


/***/ })

};
;