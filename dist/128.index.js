"use strict";
exports.id = 128;
exports.ids = [128];
exports.modules = {

/***/ 128:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  revokeToken: () => (/* binding */ revokeToken)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 12 modules
var core = __webpack_require__(705);
// EXTERNAL MODULE: ./build/failure.js
var failure = __webpack_require__(961);
// EXTERNAL MODULE: ./build/http/client.js + 6 modules
var http_client = __webpack_require__(87);
// EXTERNAL MODULE: ./build/json.js
var json = __webpack_require__(657);
// EXTERNAL MODULE: ./build/oauth/authenticated-form.js
var authenticated_form = __webpack_require__(183);
// EXTERNAL MODULE: ./build/oauth/server-words.js + 1 modules
var server_words = __webpack_require__(544);
// EXTERNAL MODULE: ./build/oauth/token-request.js + 1 modules
var token_request = __webpack_require__(43);
;// CONCATENATED MODULE: ./build/oauth/revocation.js
// Takes an ACCESS token back (RFC 7009). Never a refresh token: at Keycloak that ends the technical user's session.






/**
 * Resolves when the server has answered 2xx, which is no proof: unknown tokens get that answer too (section 2.2).
 * @throws Failure as for a token request
 */
async function revoke(accessToken, endpoint, client, transport) {
    const { attempts, secrets, send } = transport;
    const fields = [
        ["token", accessToken],
        ["token_type_hint", "access_token"],
    ];
    await attempts.run({ replayable: true }, async (signal) => {
        const response = await send(await (0,authenticated_form/* authenticatedForm */.c)(endpoint, fields, client, (0,token_request/* credentialsFor */.O)(transport, signal)), signal);
        if ((0,http_client/* isSuccess */.o)(response.status))
            return;
        throw new failure/* Failure */.H((0,server_words/* hasError */.JD)((0,json/* parseJsonObject */.d)(response.body)) ? "oauth_error" : "http_status", {
            ...(0,server_words/* evidenceIn */.nM)(response, endpoint, secrets),
            step: "revocation",
        });
    });
}

// EXTERNAL MODULE: ./build/oauth/secrets.js
var oauth_secrets = __webpack_require__(530);
// EXTERNAL MODULE: ./build/action/as-failure.js
var as_failure = __webpack_require__(571);
// EXTERNAL MODULE: ./build/action/configuration.js + 3 modules
var action_configuration = __webpack_require__(361);
// EXTERNAL MODULE: ./build/action/inputs.js + 2 modules
var inputs = __webpack_require__(275);
// EXTERNAL MODULE: ./build/action/log.js
var action_log = __webpack_require__(224);
// EXTERNAL MODULE: ./build/action/mask-inputs.js
var mask_inputs = __webpack_require__(712);
// EXTERNAL MODULE: ./build/action/messages/log-lines.js
var log_lines = __webpack_require__(607);
// EXTERNAL MODULE: ./build/action/post-state.js
var post_state = __webpack_require__(94);
// EXTERNAL MODULE: ./build/action/transport.js + 1 modules
var transport = __webpack_require__(596);
;// CONCATENATED MODULE: ./build/action/revoke-token.js
// The post step: takes the access token back when the job is over. Whatever happens here, the job does not fail.












/** Seconds for all of it: the job is done and should not have to wait. */
const LIMITS = { timeout: 4, deadline: 8, maxAttempts: 3 };
async function revokeToken(env, cancel) {
    const secrets = new oauth_secrets/* Secrets */.Sb(core/* setSecret */.Pq);
    const log = (0,action_log/* createLog */.h)(secrets);
    try {
        (0,mask_inputs/* maskInputs */.a)(env, secrets);
        const state = (0,post_state/* readState */.u)();
        if (!state)
            return;
        secrets.protect(state.accessToken);
        const configuration = (0,action_configuration/* configure */.j)((0,inputs/* readInputs */.Ko)(env), env);
        const endpoint = endpointKnown(configuration, state);
        if (configuration.revoke === "never" || (!endpoint && configuration.revoke === "auto"))
            return;
        if (state.expiresAt !== undefined && state.expiresAt <= Date.now())
            return log.info(log_lines/* lines */.Mn.alreadyExpired);
        await (0,transport/* withTransport */.q)({ ...configuration, limits: LIMITS }, { env, secrets, log, cancel }, async (transport) => {
            const target = endpoint ?? (await discovered(configuration, transport));
            if (!target)
                return log.warning(log_lines/* lines */.Mn.nothingToRevokeAt);
            const client = {
                ...configuration.request,
                assertionAudience: configuration.issuer ?? state.tokenEndpoint,
            };
            await revoke(state.accessToken, target, client, transport);
            log.info(log_lines/* lines */.Mn.revoked((0,failure/* withoutQuery */.j)(target)));
        });
    }
    catch (error) {
        const { failureMessage } = await __webpack_require__.e(/* import() */ 232).then(__webpack_require__.bind(__webpack_require__, 232));
        log.warning(failureMessage((0,as_failure/* asFailure */.h)(error, log).with({ step: "revocation" })));
    }
}
const endpointKnown = ({ revocationEndpoint }, state) => revocationEndpoint ?? state.revocationEndpoint;
/** Only for `revoke: always`, which without an endpoint demands an issuer. */
async function discovered({ issuer, allowHttp }, transport) {
    const { discover } = await __webpack_require__.e(/* import() */ 753).then(__webpack_require__.bind(__webpack_require__, 753));
    return (await discover({ issuer: issuer, allowHttp }, transport)).revocation;
}


/***/ })

};
;