/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ 571:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ asFailure)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(961);
// Makes a failure of whatever was thrown.

/** A defect of ours becomes its name for everyone, and where it happened for those who debug: its message may quote a value. */
function asFailure(error, log) {
    if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H)
        return error;
    const { name = "Error", stack = "" } = error instanceof Error ? error : {};
    const places = stack.split("\n").filter((line) => /^\s+at /.test(line));
    log.debug(places.join("\n"));
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H("internal", { cause: name });
}


/***/ }),

/***/ 361:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  j: () => (/* binding */ configure)
});

// EXTERNAL MODULE: ./build/failure.js
var failure = __nccwpck_require__(961);
// EXTERNAL MODULE: ./build/json.js
var json = __nccwpck_require__(657);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
// EXTERNAL MODULE: ./build/oauth/plain-http.js
var plain_http = __nccwpck_require__(836);
// EXTERNAL MODULE: ./build/oauth/signing-key.js
var signing_key = __nccwpck_require__(706);
// EXTERNAL MODULE: ./build/action/inputs.js + 2 modules
var action_inputs = __nccwpck_require__(275);
// EXTERNAL MODULE: ./build/action/messages/input-problems.js + 1 modules
var input_problems = __nccwpck_require__(750);
;// CONCATENATED MODULE: ./build/action/contradictions.js
// What the inputs say together: the things one needs of another, and those that exclude each other.





const contradictions = (given) => RULES.flatMap((rule) => rule(given)).flatMap((found) => typeof found === "string" ? { sentence: found } : found || []);
/** The inputs without which a client authentication method cannot work, and those that contradict it. */
const METHODS = {
    client_secret_post: { needs: ["client-secret"] },
    client_secret_basic: { needs: ["client-secret"] },
    client_secret_jwt: { needs: ["client-secret"] },
    private_key_jwt: { needs: ["private-key"] },
    tls_client_auth: { needs: ["client-certificate", "client-key"] },
    github_id_token: { needs: [] },
    none: { needs: [], excludes: ["client-secret", "private-key"] },
};
const missing = (name, sentence) => ({ sentence, missing: name });
const lacks = ({ inputs, reported }, name) => !inputs[name] && !reported(name);
const endpointIsKnown = (given) => [
    lacks(given, "token-endpoint") && lacks(given, "issuer") && input_problems/* problems */.B.noEndpoint(),
];
const clientIsNamed = (given) => [
    given.clientAuthentication !== "github_id_token" &&
        !given.reported("client-authentication") &&
        lacks(given, "client-id") &&
        input_problems/* problems */.B.noClientId(),
];
const clientHasItsProof = (given) => {
    const { inputs, clientAuthentication: method } = given;
    const { needs, excludes = [] } = METHODS[method];
    const asked = inputs["client-authentication"] !== undefined;
    if (given.reported("client-authentication") || (!asked && given.reported("private-key")))
        return [];
    return [
        ...needs.map((name) => lacks(given, name) && missing(name, asked ? input_problems/* problems */.B.needs(method, name) : input_problems/* problems */.B.noClientSecret())),
        ...excludes.map((name) => inputs[name] !== undefined && input_problems/* problems */.B.contradicts(method, name)),
        !asked && inputs["client-secret"] !== undefined && inputs["private-key"] && input_problems/* problems */.B.twoProofs(),
    ];
};
const certificateIsWhole = (given) => {
    const { "client-certificate": certificate, "client-key": key } = given.inputs;
    return [
        certificate && lacks(given, "client-key")
            ? missing("client-key", input_problems/* problems */.B.halfCertificate("client-certificate", "client-key"))
            : undefined,
        key && lacks(given, "client-certificate")
            ? input_problems/* problems */.B.halfCertificate("client-key", "client-certificate")
            : undefined,
        certificate && key && !new external_node_crypto_.X509Certificate(certificate).checkPrivateKey((0,external_node_crypto_.createPrivateKey)(key))
            ? input_problems/* problems */.B.certificateMisfit()
            : undefined,
    ];
};
const algorithmFits = ({ inputs, clientAuthentication }) => {
    const algorithm = inputs["signing-algorithm"];
    if (!algorithm)
        return [];
    const fitting = {
        client_secret_jwt: signing_key/* MACS */.le,
        private_key_jwt: (0,signing_key/* readSigningKey */.jy)(inputs["private-key"] ?? "")?.algorithms ?? [algorithm],
    };
    const allowed = fitting[clientAuthentication];
    return [allowed && !allowed.includes(algorithm) && input_problems/* problems */.B.algorithmMisfit(algorithm, allowed)];
};
const grantIsClear = (given) => {
    const { inputs, grantType, reported } = given;
    if (grantType)
        return [
            grantType === "refresh_token" &&
                lacks(given, "refresh-token") &&
                missing("refresh-token", input_problems/* problems */.B.noRefreshToken()),
        ];
    const unreadable = ["refresh-token", "grant-type", "audience", "resource", "scope", "client-authentication"].some(reported);
    return [
        !unreadable && (inputs["refresh-token"] ? input_problems/* problems */.B.twoGrants() : missing("refresh-token", input_problems/* problems */.B.noGrant())),
    ];
};
const revocationIsPossible = ({ inputs }) => [
    inputs.revoke === "always" && !inputs["revocation-endpoint"] && !inputs.issuer && input_problems/* problems */.B.nothingToRevoke(),
];
const rotationIsPossible = (given) => {
    const { inputs, grantType } = given;
    const { "rotate-secret": secret, "rotate-environment": environment, "rotate-organization": organization, } = inputs;
    const places = ["rotate-environment", "rotate-organization"].filter((name) => inputs[name]);
    if (!secret)
        return lacks(given, "rotate-secret") ? places.map(input_problems/* problems */.B.rotatesNothing) : [];
    return [
        environment && organization ? input_problems/* problems */.B.twoPlaces() : undefined,
        lacks(given, "github-token") && missing("github-token", input_problems/* problems */.B.noGithubToken()),
        grantType && grantType !== "refresh_token" && input_problems/* problems */.B.rotatesOtherGrant(grantType),
    ];
};
const urlsAreEncrypted = ({ inputs }) => action_inputs/* URL_INPUTS */.mb.map((name) => {
    const url = inputs[name];
    return url && !inputs["allow-http"] && (0,plain_http/* isPlainHttp */.f)(url) ? input_problems/* problems */.B.plainHttp(name) : undefined;
});
const RULES = [
    endpointIsKnown,
    urlsAreEncrypted,
    clientIsNamed,
    clientHasItsProof,
    algorithmFits,
    certificateIsWhole,
    grantIsClear,
    revocationIsPossible,
    rotationIsPossible,
];

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: ./build/action/empty-secret.js
// Finds out why a secret is empty in this very run.


/** GitHub withholds secrets from forks and Dependabot; anything else is a mistake in the workflow or the settings. */
function emptySecretReason(env) {
    if (env.GITHUB_ACTOR === "dependabot[bot]")
        return input_problems/* emptySecretReasons */.h.dependabot;
    if (isFork(env))
        return input_problems/* emptySecretReasons */.h.fork;
    // Nothing else tells a step that its job is in a called workflow, so our own workflow says it.
    return env.DEVPORTAL_CALLED_WORKFLOW ? input_problems/* emptySecretReasons */.h.calledWorkflow : input_problems/* emptySecretReasons */.h.unknown;
}
/** A run of `pull_request_target` gets secrets, fork or not. A deleted fork has no repository any more. */
function isFork(env) {
    const head = env.GITHUB_EVENT_NAME?.startsWith("pull_request")
        ? readEvent(env.GITHUB_EVENT_PATH)?.pull_request?.head
        : undefined;
    return (head !== undefined &&
        env.GITHUB_EVENT_NAME !== "pull_request_target" &&
        head.repo?.full_name !== env.GITHUB_REPOSITORY);
}
function readEvent(path) {
    try {
        return JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(path ?? "", "utf8"));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/action/configuration.js
// Makes one consistent configuration of the inputs: what was left out is inferred, what contradicts is refused.






/**
 * @throws Failure `invalid_input` with every problem of the inputs, alone and together
 */
function configure(reading, env) {
    const { inputs } = reading;
    const clientAuthentication = inputs["client-authentication"] ?? inferredAuthentication(inputs);
    const grantType = inputs["grant-type"] ?? inferredGrant(inputs, clientAuthentication);
    const unreadable = [
        ...reading.problems,
        ...reading.blank.map((name) => ({ name, sentence: input_problems/* problems */.B.blank(name) })),
    ];
    // A value that cannot be read has been reported; what follows from its absence would only be noise.
    const reported = (name) => unreadable.some((problem) => problem.name === name);
    const contradicting = contradictions({ inputs, clientAuthentication, grantType, reported });
    const empty = (0,action_inputs/* emptySecrets */.dF)(env);
    const absent = [...reading.blank, ...contradicting.map(({ missing }) => missing)];
    const problems = [
        ...[...unreadable, ...contradicting].map(({ sentence }) => sentence),
        // An empty secret has its reason in the run itself. Said once, however many are empty.
        ...(absent.some((name) => name && empty.includes(name)) ? [emptySecretReason(env)] : []),
    ];
    if (problems.length > 0)
        throw new failure/* Failure */.H("invalid_input", { problems });
    return {
        request: {
            grantType: grantType,
            client: {
                id: inputs["client-id"] ?? "",
                ...(0,json/* optional */.l)("secret", inputs["client-secret"]),
                ...(0,json/* optional */.l)("privateKey", inputs["private-key"]),
                ...(0,json/* optional */.l)("keyId", inputs["key-id"]),
                ...(0,json/* optional */.l)("algorithm", inputs["signing-algorithm"]),
            },
            clientAuthentication,
            audience: inputs.audience ?? [],
            resource: inputs.resource ?? [],
            scope: inputs.scope ?? [],
            extraParameters: inputs["extra-parameters"] ?? [],
            ...(0,json/* optional */.l)("refreshToken", grantType === "refresh_token" ? inputs["refresh-token"] : undefined),
        },
        ...(0,json/* optional */.l)("tokenEndpoint", inputs["token-endpoint"]),
        ...(0,json/* optional */.l)("revocationEndpoint", inputs["revocation-endpoint"]),
        ...(0,json/* optional */.l)("issuer", inputs.issuer),
        ...(0,json/* optional */.l)("idTokenAudience", inputs["id-token-audience"]),
        requirements: {
            audience: inputs["required-audience"] ?? [],
            scope: inputs["required-scope"] ?? [],
            minLifetime: inputs["min-lifetime"] ?? 0,
        },
        limits: {
            timeout: inputs.timeout,
            deadline: inputs.deadline,
            maxAttempts: inputs["max-attempts"],
        },
        tls: {
            ...(0,json/* optional */.l)("ca", inputs["ca-certificate"]),
            ...(0,json/* optional */.l)("certificate", inputs["client-certificate"]),
            ...(0,json/* optional */.l)("key", inputs["client-key"]),
        },
        allowHttp: inputs["allow-http"],
        revoke: inputs.revoke,
        ...(0,json/* optional */.l)("rotation", rotationOf(inputs, env)),
        ...(0,json/* optional */.l)("envName", inputs["env-name"]),
        summary: inputs.summary,
    };
}
const inferredAuthentication = (inputs) => inputs["private-key"] && !inputs["client-secret"] ? "private_key_jwt" : "client_secret_post";
/** Undefined when the inputs do not say, or say two things. */
function inferredGrant(inputs, authentication) {
    if (inputs["refresh-token"])
        return inputs.audience ? undefined : "refresh_token";
    const asked = inputs.audience || inputs.resource || inputs.scope || authentication === "github_id_token";
    return asked ? "client_credentials" : undefined;
}
function rotationOf(inputs, { GITHUB_REPOSITORY: repository = "" }) {
    const { "rotate-secret": name, "github-token": token } = inputs;
    if (!name || !token)
        return undefined;
    const place = {
        name,
        repository,
        ...(0,json/* optional */.l)("environment", inputs["rotate-environment"]),
        ...(0,json/* optional */.l)("organization", inputs["rotate-organization"]),
    };
    return { place, token };
}


/***/ }),

/***/ 275:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  mb: () => (/* binding */ URL_INPUTS),
  dF: () => (/* binding */ emptySecrets),
  lS: () => (/* binding */ raw),
  Ko: () => (/* binding */ readInputs),
  _y: () => (/* binding */ secretInputs)
});

// UNUSED EXPORTS: INPUTS

// EXTERNAL MODULE: ./build/oauth/client-authentication/index.js + 7 modules
var client_authentication = __nccwpck_require__(841);
// EXTERNAL MODULE: ./build/oauth/grants.js
var grants = __nccwpck_require__(48);
// EXTERNAL MODULE: ./build/oauth/signing-key.js
var signing_key = __nccwpck_require__(706);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
;// CONCATENATED MODULE: ./build/action/environment-name.js
// Says which environment variable names may carry the token: valid ones that nothing else obeys.
const VALID = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Names that programs, the shell, the runner or a toolchain obey; matched without regard to case, as Windows does. */
const OBEYED = [
    /^(PATH|PATHEXT|HOME|USERPROFILE|SHELL|COMSPEC|IFS|ENV|BASH_ENV|BASHOPTS|SHELLOPTS|PROMPT_COMMAND|PS[0-4]|CDPATH|TMPDIR|TEMP|TMP|USER|CI)$/,
    /^(LD|DYLD|NODE|NPM_CONFIG|GIT|SSH|GITHUB|RUNNER|ACTIONS|INPUT|STATE|DOTNET|MSBUILD|COMPLUS|BUNDLE|GEM|CARGO|RUSTC|MAVEN|GRADLE|DOCKER|OPENSSL|SSL|LC|TF_CLI)_/,
    /^(PYTHON|PERL5|RUBY|BASH_FUNC|GLIBC)/,
    /^(_?JAVA_(TOOL_)?OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH|GOFLAGS|GOPROXY|PSMODULEPATH|SYSTEMROOT|WINDIR|EDITOR|VISUAL|PAGER|LESSOPEN|LESSCLOSE|LANG)$/,
    /^(MAKEFLAGS|GNUMAKEFLAGS|MFLAGS|RUSTFLAGS|RUSTDOCFLAGS|GOPATH|GOROOT|GOENV|JAVA_HOME|ZDOTDIR|PERLLIB|LUA_PATH|LUA_CPATH|LUA_INIT|PIP_CONFIG_FILE|PIP_INDEX_URL|PIP_EXTRA_INDEX_URL|CURL_HOME|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|KUBECONFIG|AWS_CONFIG_FILE|AWS_SHARED_CREDENTIALS_FILE|AWS_CA_BUNDLE)$/,
    /_PROXY$/,
];
const isValidName = (name) => VALID.test(name);
const isObeyed = (name) => OBEYED.some((pattern) => pattern.test(name.toUpperCase()));

// EXTERNAL MODULE: ./build/action/messages/input-problems.js + 1 modules
var input_problems = __nccwpck_require__(750);
;// CONCATENATED MODULE: ./build/action/input-readers.js
// How the text of an input becomes a value, or a sentence that says what is wrong with it.




/** What is wrong with an input, as a sentence that names it and says what to do. */
class Problem extends Error {
}
const refuse = (sentence) => {
    throw new Problem(sentence);
};
const asIs = (text) => text;
const word = (text, name) => /\s/.test(text) ? refuse(input_problems/* problems */.B.whitespaceInside(name)) : text;
/** What may stand in a header. */
const headerToken = (text, name) => /^[\x21-\x7e]*$/.test(word(text, name)) ? text : refuse(input_problems/* problems */.B.notATokenText(name));
const lines = (text) => text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);
const words = (text) => text.split(/\s+/);
const url = (text, name) => {
    if (/\s/.test(text))
        refuse(input_problems/* problems */.B.whitespaceInside(name));
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
        refuse(input_problems/* problems */.B.notAUrl(name));
    const { username, password, hash } = new URL(text);
    if (username || password)
        refuse(input_problems/* problems */.B.urlWithCredentials(name));
    if (hash)
        refuse(input_problems/* problems */.B.urlWithFragment(name));
    return text;
};
const resources = (text, name) => lines(text, name).map((uri) => URL.canParse(uri) && !/[#\s]/.test(uri) ? uri : refuse(input_problems/* problems */.B.notAResource(name)));
const whole = (least, most = Number.MAX_SAFE_INTEGER) => (text, name) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : refuse(input_problems/* problems */.B.notANumber(name, text, least, most));
};
const oneOf = (values) => (text, name) => values.find((value) => value === text) ?? refuse(input_problems/* problems */.B.unknownValue(name, text, values));
const input_readers_boolean = (text, name) => oneOf(["true", "false"])(text.toLowerCase(), name) === "true";
const environmentName = (text, name) => {
    if (!isValidName(text))
        refuse(input_problems/* problems */.B.invalidEnvironmentName(name, text));
    return isObeyed(text) ? refuse(input_problems/* problems */.B.obeyedEnvironmentName(name, text)) : text;
};
/** https://docs.github.com/actions/reference/secrets-reference#naming-your-secrets */
const secretName = (text, name) => /^[A-Za-z_]\w*$/.test(text) && !/^GITHUB_/i.test(text)
    ? text
    : refuse(input_problems/* problems */.B.invalidSecretName(name, text));
const OURS = "client_id client_secret grant_type refresh_token audience resource scope assertion client_assertion client_assertion_type subject_token subject_token_type".split(" ");
const parameters = (text, name) => lines(text, name).map((line) => {
    const at = line.indexOf("=");
    const parameter = line.slice(0, at).trim();
    if (at < 0 || !/^\S+$/.test(parameter))
        refuse(input_problems/* problems */.B.notAParameter(name));
    if (OURS.includes(parameter))
        refuse(input_problems/* problems */.B.reservedParameter(name, parameter));
    return [parameter, line.slice(at + 1).trim()];
});
/** Reads a text only to see that it can be read: the parser's own message may quote it. */
const readable = (parse, label) => (text, name) => {
    try {
        parse(text);
        return text;
    }
    catch {
        return refuse(input_problems/* problems */.B.unreadable(name, label));
    }
};
const certificate = readable((pem) => new external_node_crypto_.X509Certificate(pem), "CERTIFICATE");
const key = readable(external_node_crypto_.createPrivateKey, "PRIVATE KEY");
const signingKey = (text, name) => (0,signing_key/* readSigningKey */.jy)(text) ? text : refuse(input_problems/* problems */.B.noSigningKey(name));

;// CONCATENATED MODULE: ./build/action/inputs.js
// The inputs of action.yml: what each holds, and how all are read from the runner's variables.




const input = (read, more = {}) => ({ read, ...more });
/** Every input by its name in action.yml. Defaults stand in action.yml too, for its readers. */
const INPUTS = {
    "token-endpoint": input(url),
    issuer: input(url),
    "client-id": input(word),
    "client-secret": input(asIs, { secret: true }),
    "refresh-token": input(word, { secret: true }),
    audience: input(lines),
    resource: input(resources),
    scope: input(words),
    "grant-type": input(oneOf(Object.keys(grants/* grants */.g))),
    "client-authentication": input(oneOf(Object.keys(client_authentication/* clientAuthentications */.f))),
    "private-key": input(signingKey, { secret: true }),
    "key-id": input(asIs),
    "signing-algorithm": input(oneOf([...signing_key/* SIGNATURES */.eh, ...signing_key/* MACS */.le])),
    "id-token-audience": input(asIs),
    "extra-parameters": input(parameters),
    "env-name": input(environmentName, { default: "DEVPORTAL_ACCESS_TOKEN" }),
    "required-audience": input(lines),
    "required-scope": input(words),
    "min-lifetime": input(whole(0)),
    revoke: input(oneOf(["auto", "always", "never"]), { default: "auto" }),
    "revocation-endpoint": input(url),
    "rotate-secret": input(secretName),
    "rotate-environment": input(asIs),
    "rotate-organization": input(word),
    "github-token": input(headerToken, { secret: true }),
    "ca-certificate": input(certificate),
    "client-certificate": input(certificate),
    "client-key": input(key, { secret: true }),
    timeout: input(whole(1, 300), { default: "10" }),
    deadline: input(whole(1, 3600), { default: "60" }),
    "max-attempts": input(whole(1, 10), { default: "5" }),
    "allow-http": input(input_readers_boolean, { default: "false" }),
    summary: input(input_readers_boolean, { default: "true" }),
};
const NAMES = Object.keys(INPUTS);
const URL_INPUTS = ["token-endpoint", "issuer", "revocation-endpoint"];
/** The text the runner was given for an input: its variable is in upper case, dashes kept. */
const raw = (env, name) => env[`INPUT_${name.toUpperCase()}`];
const SECRETS = NAMES.filter((name) => INPUTS[name].secret);
/** The values of all secret inputs, before any of them is looked at. */
const secretInputs = (env) => SECRETS.map((name) => [name, raw(env, name) ?? ""]).filter(([, value]) => value.trim() !== "");
/** The secret inputs that hold nothing, or nothing but whitespace. */
const emptySecrets = (env) => SECRETS.filter((name) => !raw(env, name)?.trim());
/** Reads all inputs and finds everything that is wrong with each alone. */
function readInputs(env) {
    const reading = { inputs: {}, problems: [], trimmed: [], blank: [] };
    const values = reading.inputs;
    for (const name of NAMES) {
        const { read, default: otherwise } = INPUTS[name];
        const given = raw(env, name);
        // An empty `env-name` means "none"; every other empty input counts as not given.
        const text = given === "" && name !== "env-name" ? otherwise : (given ?? otherwise);
        if (!text)
            continue;
        const trimmed = text.trim();
        if (trimmed === "") {
            reading.blank.push(name);
            continue;
        }
        if (trimmed !== text)
            reading.trimmed.push(name);
        try {
            values[name] = read(trimmed, name);
        }
        catch (error) {
            if (!(error instanceof Problem))
                throw error;
            reading.problems.push({ name, sentence: error.message });
        }
    }
    return reading;
}


/***/ }),

/***/ 224:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ createLog)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(705);
/* harmony import */ var _oauth_harmless_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(900);
// The one door to the workflow log: everything printed has its secrets redacted and holds no runner command.


/** The runner shows about this many characters of an annotation. */
const LONGEST_MESSAGE = 4000;
function createLog(secrets) {
    const through = (print) => (text) => print(withoutCommands(secrets.redact(text)));
    // Shortened last, since a secret cut in two is not recognised any more.
    const annotating = (print) => through((text) => print((0,_oauth_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .ml)(text, LONGEST_MESSAGE)));
    return {
        info: through(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq),
        notice: annotating(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm),
        warning: annotating(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e),
        debug: through(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz),
        fail: annotating(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setFailed */ .C1),
    };
}
/** The runner reads `::name::` at the start of a line and `##[name]` anywhere in one. */
const withoutCommands = (text) => text.replace(/^(\s*):(?=:)/gm, "$1: ").replace(/#(?=#\[)/g, "# ");


/***/ }),

/***/ 712:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ maskInputs)
/* harmony export */ });
/* harmony import */ var _oauth_secrets_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(530);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(275);
/* harmony import */ var _proxy_variables_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(610);
// Masks every secret the step was given, in every form, before anything else can print.



/** @returns the names of inputs too short to be masked */
function maskInputs(env, secrets) {
    const inputs = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .secretInputs */ ._y)(env);
    secrets.protect(...inputs.map(([, value]) => value));
    const id = ((0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .raw */ .lS)(env, "client-id") ?? "").trim();
    const secret = ((0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .raw */ .lS)(env, "client-secret") ?? "").trim();
    if (secret)
        secrets.protect((0,_oauth_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .basicPayload */ .PL)(id, secret), Buffer.from(`${id}:${secret}`).toString("base64"));
    // A password in a URL is refused or used up by the proxy; either way it must not be seen.
    const urls = [..._proxy_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .PROXY_VARIABLES */ .b.map((name) => env[name]), ..._inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .URL_INPUTS */ .mb.map((name) => (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .raw */ .lS)(env, name))];
    secrets.protect(...urls.flatMap((url = "") => passwordsIn(url)));
    return inputs.filter(([, value]) => value.trim().length < _oauth_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .SHORTEST_MASK */ .SE).map(([name]) => name);
}
/** The password of a URL, as written and decoded, and the payload a proxy is sent. */
function passwordsIn(text) {
    const [, user = "", password = ""] = /^(?:\w+:\/\/)?([^/@:]*):([^/?#]*)@/.exec(text.trim()) ?? [];
    if (!password)
        return [];
    const decoded = decode(password);
    return [password, decoded, Buffer.from(`${decode(user)}:${decoded}`).toString("base64")];
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}


/***/ }),

/***/ 750:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  h: () => (/* binding */ emptySecretReasons),
  B: () => (/* binding */ problems)
});

;// CONCATENATED MODULE: ./build/action/messages/nearest.js
// Finds the value a person probably meant.
/** Number of single-character edits between two words (Levenshtein). */
function distance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const cost = a[i - 1] === b[j - 1] ? 0 : 1;
            next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + cost);
        }
        row = next;
    }
    return row[b.length];
}
/** The candidate most like `word`, if more of it is right than wrong. */
function nearest(word, candidates) {
    const plain = word.slice(0, 100).toLowerCase().replaceAll("-", "_");
    const [best] = candidates
        .map((candidate) => ({ candidate, edits: distance(plain, candidate.replaceAll("-", "_")) }))
        .sort((a, b) => a.edits - b.edits);
    return best && best.edits <= best.candidate.length / 2 ? best.candidate : undefined;
}

;// CONCATENATED MODULE: ./build/action/messages/input-problems.js
// What is wrong with the inputs, in sentences: each names the input in quotes and ends with what to do.

/** A value as the message shows it: whole or not at all, since half a secret could not be recognised as one. */
const quote = (value) => value.length > 60 || /[\p{C}\p{Zl}\p{Zp}]/u.test(value)
    ? `a value of ${value.length} characters`
    : `"${value}"`;
const problems = {
    whitespaceInside: (name) => `"${name}" has whitespace or a line break inside: copy the value again, in one piece.`,
    notAUrl: (name) => `"${name}" is not a URL: write it in full, starting with https://.`,
    urlWithCredentials: (name) => `"${name}" holds a user name or password before the host: remove it and give the credentials in "client-id" and "client-secret".`,
    urlWithFragment: (name) => `"${name}" ends in a #fragment, which no endpoint has: remove it.`,
    plainHttp: (name) => `"${name}" is a plain http URL, so anyone on the way could read the credentials: use https, or set "allow-http: true" for a test server.`,
    notAResource: (name) => `"${name}" must hold absolute URIs without a #fragment, one a line (RFC 8707): correct the line that is none.`,
    notANumber: (name, value, least, most) => `"${name}" is ${quote(value)}: give a whole number ${most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`}.`,
    unknownValue: (name, value, values) => {
        const meant = nearest(value, values);
        return `"${name}" does not know ${quote(value)}: ${meant ? `did you mean "${meant}"? It` : "it"} takes ${list(values)}.`;
    },
    invalidEnvironmentName: (name, value) => `"${name}" is ${quote(value)}, which is no name for an environment variable: use letters, digits and underscores, and no digit first.`,
    obeyedEnvironmentName: (name, value) => `"${name}" is ${quote(value)}, a variable that changes how the runner or later programs work: choose another name, such as PORTAL_TOKEN.`,
    notAParameter: (name) => `"${name}" has a line that is not name=value: write one parameter a line.`,
    reservedParameter: (name, parameter) => `"${name}" sets ${quote(parameter)}, which this action sets itself: remove that line and use the input made for it.`,
    unreadable: (name, label) => `"${name}" cannot be read as PEM: paste the whole text from -----BEGIN ${label}----- to the END line, with its line breaks and not encrypted.`,
    noSigningKey: (name) => `"${name}" is no private key that can sign an assertion: give PEM (PKCS#8, PKCS#1 or SEC1, not encrypted) or a JWK, of type RSA (2048 bits or more), EC (P-256, P-384, P-521) or Ed25519, with its line breaks.`,
    blank: (name) => `"${name}" holds nothing but whitespace: give it a value, or remove the input.`,
    noEndpoint: () => '"token-endpoint" is missing: give the full URL, such as https://iam.example.com/auth/realms/wallis/protocol/openid-connect/token, or give "issuer" to have it looked up.',
    noClientId: () => '"client-id" is missing: the portal shows it in the settings of your technical user.',
    noClientSecret: () => '"client-secret" is empty. For a public client, which has none, ask for "client-authentication: none".',
    noRefreshToken: () => '"refresh-token" is empty, but the grant type refresh_token needs one.',
    noGrant: () => 'Nothing says which token to ask for: set "refresh-token" (is its secret empty?), or one of "audience", "resource" and "scope" for client credentials.',
    twoGrants: () => '"refresh-token" and "audience" are both set, so the grant type is not clear: set "grant-type" to "refresh_token" or "client_credentials".',
    needs: (method, name) => `"client-authentication" is ${quote(method)}, which needs "${name}": set it, or choose another method.`,
    contradicts: (method, name) => `"client-authentication" is ${quote(method)}, but "${name}" is set: remove one of them.`,
    twoProofs: () => '"client-secret" and "private-key" are both set, so the client authentication is not clear: remove one, or set "client-authentication".',
    algorithmMisfit: (algorithm, fitting) => `"signing-algorithm" is ${quote(algorithm)}, which does not fit the key: use ${list(fitting)}, or remove the input.`,
    nothingToRevoke: () => '"revoke" is "always", but there is no revocation endpoint: set "revocation-endpoint", or "issuer" to have it looked up.',
    invalidSecretName: (name, value) => `"${name}" is ${quote(value)}, which is no name of a GitHub secret: give the NAME of the secret that holds the refresh token, with letters, digits and underscores, not beginning with GITHUB_ or a digit.`,
    rotatesNothing: (name) => `"${name}" is set without "rotate-secret": add the name of the secret, or remove "${name}".`,
    noGithubToken: () => '"github-token" is empty, but "rotate-secret" needs a token that may write the secret: a GitHub App token or a fine-grained personal access token; GITHUB_TOKEN never may.',
    rotatesOtherGrant: (grant) => `"rotate-secret" is for refresh tokens, but the grant type is ${quote(grant)}: remove it.`,
    twoPlaces: () => '"rotate-environment" and "rotate-organization" are both set: a secret lives in one place, so remove one of them.',
    certificateMisfit: () => '"client-key" is not the private key of "client-certificate": give the two that belong together, the certificate of the client first in its file.',
    notATokenText: (name) => `"${name}" has a character that no token has, perhaps an invisible one: copy the value again, in one piece.`,
    halfCertificate: (present, absent) => `"${present}" is set without "${absent}": mutual TLS needs both.`,
};
const list = (values) => {
    const quoted = values.map((value) => `"${value}"`);
    return quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}` : quoted.join("");
};
/** Why a secret may be empty in this run. */
const emptySecretReasons = {
    fork: "This run is for a pull request from a fork, and GitHub gives such runs no secrets. Run this job on push, or only when the pull request comes from this repository.",
    dependabot: "This run was started by Dependabot, which sees only Dependabot secrets. Add the secret under Settings > Secrets and variables > Dependabot, or skip this job for dependabot[bot].",
    calledWorkflow: 'A called workflow has only the secrets that the calling job passes to it. Add the secret under "secrets:" of that job, such as "client-secret: ${{ secrets.MY_CLIENT_SECRET }}", and check its spelling in Settings > Secrets and variables > Actions. One that belongs to an environment must have the name that the workflow knows, such as DEVPORTAL_CLIENT_SECRET, and be passed by that name, with "environment" set.',
    unknown: 'Likely the secret does not exist under the name the workflow uses. Check its spelling in Settings > Secrets and variables > Actions; if it belongs to an environment, the job must name that "environment:"; in a reusable workflow the caller must pass it (by name, or with "secrets: inherit").',
};


/***/ }),

/***/ 607:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   e8: () => (/* binding */ inUtc),
/* harmony export */   r4: () => (/* binding */ inWords)
/* harmony export */ });
/* unused harmony exports validity, placeName */
/* harmony import */ var _oauth_secrets_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(530);

const named = (items) => items.map((item) => `"${item}"`).join(", ");
/** Seconds as a person says them: "2 hours", "1 hour 30 minutes", "45 seconds". */
function inWords(seconds) {
    const units = [
        ["day", 86_400],
        ["hour", 3600],
        ["minute", 60],
        ["second", 1],
    ];
    const parts = [];
    let rest = seconds;
    for (const [unit, size] of units) {
        const count = Math.floor(rest / size);
        rest -= count * size;
        if (count > 0)
            parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
        else if (parts.length > 0)
            break;
    }
    return parts.slice(0, 2).join(" ") || "0 seconds";
}
/** A moment in UTC as a person reads it. */
const inUtc = (milliseconds) => `${new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ")} UTC`;
const validity = ({ expiresAt, expiresIn }) => expiresAt === undefined
    ? "it does not tell how long it is valid"
    : `valid for ${inWords(expiresIn ?? 0)}, until ${inUtc(expiresAt)}`;
/** Where a secret lives, as a person finds it in the settings. */
function placeName({ name, repository, environment, organization }) {
    if (organization)
        return `the secret "${name}" of the organisation ${organization}`;
    return environment
        ? `the secret "${name}" of the environment "${environment}" in ${repository}`
        : `the secret "${name}" of ${repository}`;
}
const FAULTS = {
    dns: (host) => `The name of ${host} could not be resolved`,
    connection: (host) => `The connection to ${host} failed`,
    tls: (host) => `The TLS handshake with ${host} failed`,
    timeout: (host) => `No answer came from ${host} in time`,
};
const lines = {
    trimmed: (names) => `Removed whitespace around the value of ${named(names)}; store it without to be rid of this line.`,
    tooShort: (names) => `${named(names)} ${names.length === 1 ? "is" : "are"} shorter than ${_oauth_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .SHORTEST_MASK */ .SE} characters and cannot be masked in the log: use a longer value.`,
    unreadableProxies: (names) => `No proxy can be read from ${names.join(" and ")}, so none is used: write it as a URL, http://host:port.`,
    asking: ({ endpoint, grantType, clientAuthentication, client, }) => `Asking ${endpoint} for an access token${client.id ? ` as client ${client.id}` : ""} (grant type ${grantType}, client authentication ${clientAuthentication}).`,
    retry: ({ failure, delay, attempt, maxAttempts }) => {
        const { endpoint = "", status, error, cause, reason } = failure.evidence;
        const host = reason === "proxy" ? "the proxy" : new URL(endpoint).host;
        const what = status
            ? `${host} answered ${status}${error ? ` (${error})` : ""}`
            : `${FAULTS[failure.code](host)}${cause ? ` (${cause})` : ""}`;
        return `${what}: waiting ${(delay / 1000).toFixed(1)} s, then attempt ${attempt} of ${maxAttempts}.`;
    },
    granted: (token, type) => `Got an access token of type ${type}: ${validity(token)}.`,
    published: (envName) => `The token is in the output "access-token"${envName ? ` and in the environment variable ${envName} of the next steps` : ""}.`,
    audienceIgnored: (audience) => `The token is not meant for ${named(audience)}, though "audience" asked for it. Keycloak ignores the parameter: there a client scope with an audience mapper decides. Set "required-audience" to make this an error.`,
    scopeNarrowed: (scope) => `The server did not grant the scope ${named(scope)}. Set "required-scope" to make this an error.`,
    otherType: (type) => `The server calls the token type "${type}"; the output "authorization" says Bearer all the same.`,
    newRefreshToken: 'The server returned a new refresh token (output "refresh-token"). If it accepts each refresh token only once, the stored one is spent: set "rotate-secret" to have the new one stored, see docs/rotation.md.',
    unknownAge: 'Could not find out when this run read its secrets, so it is not known whether "refresh-token" is still the newest: give "github-token" the permission Actions: read to have this checked.',
    stored: (place) => `The server rotated the refresh token; the new one is stored in ${placeName(place)}.`,
    unsavedTitle: "The rotated refresh token is not stored yet",
    unsavedMeaning: (place) => `The server rotated the refresh token, and the new one could not be written to ${placeName(place)}. It is not lost: run this command with a login that may write the secret. The value is sealed with GitHub's public key, so it may be shown.`,
    unsaved: (place, command) => `${lines.unsavedMeaning(place)}\n${command}`,
    alreadyExpired: "The access token has expired by itself; there is nothing to revoke.",
    nothingToRevokeAt: 'The access token was not revoked: the issuer names no revocation endpoint. Set "revocation-endpoint", or "revoke: auto".',
    revoked: (endpoint) => `Asked ${endpoint} to revoke the access token.`,
    summaryFailed: "The job summary could not be written; the token is not affected.",
};


/***/ }),

/***/ 643:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ unsavedSummary),
/* harmony export */   W: () => (/* binding */ tokenSummary)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(961);
/* harmony import */ var _oauth_encodings_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(217);
/* harmony import */ var _oauth_harmless_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(900);
/* harmony import */ var _log_lines_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(607);
// The job summary: one small table about the token, with nothing secret and nothing that renders but ours.




/** @param secrets every value goes through it, since a server may put anything into a claim */
function tokenSummary(token, request, secrets) {
    const show = (text) => (0,_oauth_encodings_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeHtml */ .ZD)((0,_oauth_harmless_js__WEBPACK_IMPORTED_MODULE_3__/* .harmless */ .Is)(text, secrets, 200));
    const code = (text) => (text ? `<code>${show(text)}</code>` : "");
    const { claims, expiresAt, expiresIn = 0 } = token;
    const rows = [
        ["Token endpoint", code((0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutQuery */ .j)(request.endpoint))],
        ["Client", code(request.client.id)],
        ["Grant type", code(request.grantType)],
        ["Token type", code(token.tokenType)],
        ["Scope", code(token.scope)],
        [
            "Audience",
            some(claims?.audience ?? [])
                .map(code)
                .join("<br>"),
        ],
        ["Subject", code(claims?.subject)],
        ["Expires", expiresAt === undefined ? "not told" : `in ${(0,_log_lines_js__WEBPACK_IMPORTED_MODULE_2__/* .inWords */ .r4)(expiresIn)}, at ${(0,_log_lines_js__WEBPACK_IMPORTED_MODULE_2__/* .inUtc */ .e8)(expiresAt)}`],
        [
            "Refresh token",
            token.refreshToken === undefined || request.refreshToken === undefined
                ? ""
                : (0,_oauth_encodings_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeHtml */ .ZD)(request.rotation ? _log_lines_js__WEBPACK_IMPORTED_MODULE_2__/* .lines */ .Mn.stored(request.rotation.place) : _log_lines_js__WEBPACK_IMPORTED_MODULE_2__/* .lines */ .Mn.newRefreshToken),
        ],
    ];
    const table = rows
        .filter(([, value]) => value)
        .map(([name, value]) => `<tr><th align="left">${name}</th><td>${value}</td></tr>`);
    return `### Access token\n\n<table>\n${table.join("\n")}\n</table>\n`;
}
/** The first of them: a server may name any number. */
const some = (items) => items.length > MOST_AUDIENCES ? [...items.slice(0, MOST_AUDIENCES), _oauth_harmless_js__WEBPACK_IMPORTED_MODULE_3__/* .ELLIPSIS */ .Gr] : items;
const MOST_AUDIENCES = 20;
/** The command that saves a refresh token which could not be stored. */
const unsavedSummary = (place, command) => `### ${_log_lines_js__WEBPACK_IMPORTED_MODULE_2__/* .lines */ .Mn.unsavedTitle}\n\n${(0,_oauth_encodings_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeHtml */ .ZD)(_log_lines_js__WEBPACK_IMPORTED_MODULE_2__/* .lines */ .Mn.unsavedMeaning(place))}\n\n<pre><code>${(0,_oauth_encodings_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeHtml */ .ZD)(command)}</code></pre>\n`;


/***/ }),

/***/ 94:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ saveState),
/* harmony export */   u: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(705);
// What the main step leaves for the post step. The runner keeps it in memory, and prints it masked when debugging.

function saveState({ accessToken, expiresAt }, { token, revocation }) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ("access-token", accessToken);
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ("expires-at", expiresAt ?? "");
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ("token-endpoint", token);
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ("revocation-endpoint", revocation ?? "");
}
/** Undefined when the main step got no token. */
function readState() {
    const accessToken = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu("access-token");
    if (!accessToken)
        return undefined;
    const expiresAt = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu("expires-at");
    const revocationEndpoint = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu("revocation-endpoint");
    return {
        accessToken,
        tokenEndpoint: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu("token-endpoint"),
        ...(expiresAt ? { expiresAt: Number(expiresAt) } : {}),
        ...(revocationEndpoint ? { revocationEndpoint } : {}),
    };
}


/***/ }),

/***/ 610:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ unreadableProxies),
/* harmony export */   b: () => (/* binding */ PROXY_VARIABLES)
/* harmony export */ });
// The environment variables that name proxies, and which of them the toolkit does not understand.
const PROXY_VARIABLES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];
/**
 * The variables that are set but that no proxy can be read from: the toolkit goes without, or fails.
 * To it `host:port` is a URL of the scheme `host:` unless the host is a number.
 */
const unreadableProxies = (env) => PROXY_VARIABLES.filter((name) => env[name] && !namesHost(env[name]));
const namesHost = (proxy) => URL.canParse(proxy)
    ? new URL(proxy).hostname !== ""
    : !/^https?:\/\//.test(proxy) && URL.canParse(`http://${proxy}`);


/***/ }),

/***/ 421:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Sy: () => (/* binding */ writeSummary),
/* harmony export */   mk: () => (/* binding */ publish),
/* harmony export */   yX: () => (/* binding */ publishFailure)
/* harmony export */ });
/* unused harmony export outputsOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(705);
// Hands the result on: outputs and environment variable to later steps, the summary to its readers. All secrets are masked by now.


/** The outputs of a successful step, by their names in action.yml. */
function outputsOf(token) {
    const { accessToken, claims, expiresAt, expiresIn, refreshToken } = token;
    return {
        "access-token": accessToken,
        "token-type": token.tokenType,
        authorization: `Bearer ${accessToken}`,
        "expires-in": expiresIn === undefined ? "" : String(expiresIn),
        "expires-at": expiresAt === undefined ? "" : new Date(expiresAt).toISOString(),
        scope: token.scope ?? "",
        "refresh-token": refreshToken ?? "",
        rotated: String(refreshToken !== undefined),
        subject: claims?.subject ?? "",
        "token-issuer": claims?.issuer ?? "",
        "token-audience": claims?.audience.join("\n") ?? "",
        "token-sha256": (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(accessToken).digest("hex"),
    };
}
function publish(token, envName) {
    for (const [name, value] of Object.entries(outputsOf(token)))
        _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setOutput */ .uH(name, value);
    if (envName)
        _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .exportVariable */ .dN(envName, token.accessToken);
}
/** The only outputs of a failed step. */
function publishFailure({ code, evidence }) {
    _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setOutput */ .uH("error-code", code);
    _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setOutput */ .uH("error", evidence.error ?? "");
    _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setOutput */ .uH("error-description", evidence.description ?? "");
}
/** @param markdown makes a text that holds nothing secret; rejects also when that fails, as the token matters more */
async function writeSummary(markdown) {
    await _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .summary */ .z.addRaw(markdown()).write();
}


/***/ }),

/***/ 335:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ traced)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(705);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(961);
/* harmony import */ var _oauth_harmless_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(900);
/* harmony import */ var _oauth_server_words_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(544);
// For step debug logging: what was sent by parameter name, what came back by status and safe headers, and how long it took.




/** Headers that help and never carry a credential. */
const SAFE_HEADERS = [
    "content-type",
    "content-length",
    "date",
    "server",
    "via",
    "retry-after",
    "x-request-id",
    "x-correlation-id",
];
const parameterNames = ({ headers, body }) => headers["content-type"] === "application/x-www-form-urlencoded" ? [...new URLSearchParams(body).keys()] : [];
/** @returns the same sender, telling the debug log of every request if there is one */
function traced(send, log, secrets) {
    if (!_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .isDebug */ ._o())
        return send;
    return async (request, signal) => {
        const parameters = parameterNames(request).join(", ");
        log.debug(`${request.method} ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutQuery */ .j)(request.url)}${parameters ? ` with ${parameters}` : ""}`);
        const start = Date.now();
        const took = () => `after ${Date.now() - start} ms`;
        try {
            const response = await send(request, signal);
            const headers = SAFE_HEADERS.filter((name) => name in response.headers).map((name) => `${name}: ${(0,_oauth_harmless_js__WEBPACK_IMPORTED_MODULE_3__/* .harmless */ .Is)((0,_oauth_server_words_js__WEBPACK_IMPORTED_MODULE_2__/* .headerText */ .TK)(response.headers[name]), secrets, 100)}`);
            log.debug(`${response.status} ${took()}; ${[...headers, `${response.body.length} characters`].join("; ")}`);
            return response;
        }
        catch (error) {
            log.debug(`no answer ${took()}`);
            throw error;
        }
    };
}


/***/ }),

/***/ 596:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  _: () => (/* binding */ USER_AGENT),
  q: () => (/* binding */ withTransport)
});

// EXTERNAL MODULE: ./build/failure.js
var failure = __nccwpck_require__(961);
// EXTERNAL MODULE: ./build/json.js
var json = __nccwpck_require__(657);
// EXTERNAL MODULE: ./build/oauth/server-words.js + 1 modules
var server_words = __nccwpck_require__(544);
;// CONCATENATED MODULE: ./build/github/id-token.js
// Asks GitHub for an ID token of this job (https://docs.github.com/actions/reference/openid-connect-reference).



/** @throws Failure `id_token_unavailable` when the job may not have ID tokens */
function idTokenSource(env) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
    if (!url || !bearer || !URL.canParse(url))
        throw new failure/* Failure */.H("id_token_unavailable", { step: "id_token", reason: "permission" });
    return { url, bearer };
}
/**
 * A fresh ID token, protected.
 * @throws Failure `id_token_unavailable`, or a network failure; in either case the credential itself was not sent
 */
async function requestIdToken({ url, bearer }, audience, { send, signal, secrets }) {
    const target = new URL(url);
    target.searchParams.set("audience", audience);
    secrets.protect(bearer);
    try {
        const headers = { accept: "application/json", authorization: `Bearer ${bearer}` };
        const response = await send({ method: "GET", url: target.href, headers }, signal);
        const token = (0,json/* parseJsonObject */.d)(response.body)?.value;
        if (response.status === 200 && typeof token === "string" && token) {
            secrets.protect(token);
            return token;
        }
        throw new failure/* Failure */.H("id_token_unavailable", (0,server_words/* evidenceIn */.nM)(response, target.href, secrets));
    }
    catch (error) {
        throw error instanceof failure/* Failure */.H ? error.with({ step: "id_token", sent: false }) : error;
    }
}

// EXTERNAL MODULE: ./build/http/attempts.js + 1 modules
var attempts = __nccwpck_require__(161);
// EXTERNAL MODULE: ./build/http/client.js + 6 modules
var client = __nccwpck_require__(87);
// EXTERNAL MODULE: ./build/oauth/harmless.js
var harmless = __nccwpck_require__(900);
// EXTERNAL MODULE: ./build/oauth/jwt.js
var jwt = __nccwpck_require__(506);
// EXTERNAL MODULE: ./build/action/messages/log-lines.js
var log_lines = __nccwpck_require__(607);
// EXTERNAL MODULE: ./build/action/trace.js
var trace = __nccwpck_require__(335);
;// CONCATENATED MODULE: ./build/action/transport.js
// The ways out of the runner: to the authorization server, and to GitHub for an ID token.








const USER_AGENT = "devportal-token-action";
/**
 * Runs `work` with open connections and closes them, so that the process can end.
 * @throws Failure what `work` throws, with the claims of the ID token that was refused; `id_token_unavailable`
 */
async function withTransport(settings, context, work) {
    const { secrets, log, cancel } = context;
    const source = needsIdToken(settings) ? idTokenSource(context.env) : undefined;
    const server = (0,client/* createSender */.a)(USER_AGENT, settings.tls);
    // GitHub is neither shown the client certificate nor trusted by the private CA.
    const github = (0,client/* createSender */.a)(USER_AGENT);
    let presented;
    try {
        return await work({
            send: (0,trace/* traced */.m)(server.send, log, secrets),
            attempts: (0,attempts/* createAttempts */.z_)(settings.limits, stopping(settings, cancel), (retry) => log.info(log_lines/* lines */.Mn.retry(retry))),
            secrets,
            async idToken(signal) {
                // Until it is here nothing has been sent, so it need not be waited for.
                const unlessCancelled = AbortSignal.any([signal, cancel.asked]);
                const toGitHub = { send: (0,trace/* traced */.m)(github.send, log, secrets), signal: unlessCancelled, secrets };
                presented = await requestIdToken(source, idTokenAudience(settings), toGitHub);
                return presented;
            },
        });
    }
    catch (error) {
        if (presented === undefined || !(error instanceof failure/* Failure */.H) || error.evidence.step === "id_token")
            throw error;
        throw error.with({ identity: identityIn(presented, secrets) });
    }
    finally {
        server.close();
        github.close();
    }
}
/** A refresh whose result is to be stored is not cut off: the server may have spent the token already. */
const stopping = ({ rotation }, { asked, late }) => ({
    begin: asked,
    finish: rotation ? late : asked,
});
/** Either the client proves itself with an ID token, or the grant carries one. */
const needsIdToken = ({ request: { clientAuthentication, grantType } }) => clientAuthentication === "github_id_token" || grantType.startsWith("urn:");
/** Keycloak wants its realm URL, which its token endpoint begins with; others take the token endpoint (RFC 7523 section 3). */
function idTokenAudience({ idTokenAudience, issuer, tokenEndpoint = "" }) {
    const [realm] = /^https?:\/\/.*\/realms\/[^/]+(?=\/protocol\/openid-connect\/token$)/.exec(tokenEndpoint) ?? [];
    return idTokenAudience ?? issuer ?? realm ?? tokenEndpoint;
}
/** What an administrator needs to register this job at the server. */
function identityIn(idToken, secrets) {
    const { issuer = "", subject = "", audience = [] } = (0,jwt/* readClaims */.I)(idToken) ?? {};
    return {
        issuer: (0,harmless/* harmless */.Is)(issuer, secrets),
        subject: (0,harmless/* harmless */.Is)(subject, secrets),
        audience: (0,harmless/* harmless */.Is)(audience.join(" "), secrets),
    };
}


/***/ }),

/***/ 961:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ Failure),
/* harmony export */   j: () => (/* binding */ withoutQuery)
/* harmony export */ });
// The one error class of this project: a code to branch on and the evidence a message is made of, never a secret.
class Failure extends Error {
    code;
    evidence;
    constructor(code, evidence = {}) {
        super(code);
        this.name = "Failure";
        this.code = code;
        this.evidence = evidence;
    }
    /** The same failure with more known about it. */
    with(evidence) {
        return new Failure(this.code, { ...this.evidence, ...evidence });
    }
}
/** A URL fit for messages: no user info, query or fragment, any of which may hold a secret. */
function withoutQuery(url) {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
}


/***/ }),

/***/ 161:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  z_: () => (/* binding */ createAttempts),
  WE: () => (/* binding */ passes)
});

// UNUSED EXPORTS: mayRetry

// EXTERNAL MODULE: ./build/failure.js
var build_failure = __nccwpck_require__(961);
;// CONCATENATED MODULE: ./build/http/backoff.js
/** Milliseconds: full jitter below 0.5, 1, 2, 4 and then 8 seconds. */
const FIRST_CEILING = 500;
const HIGHEST_CEILING = 8000;
/** Milliseconds to assume when a 429 does not say how long to wait. */
const RATE_LIMIT_WAIT = 1000;
/**
 * A rate limit is met by a whole matrix at once, so the runs spread over a share of the time they have left.
 * Measured in docs/performance.md.
 */
const RATE_LIMIT_SPREAD = { secondAttempt: 0.3, later: 0.5 };
/** Milliseconds; only a deadline beyond the default lets the share grow larger. */
const WIDEST_SPREAD = 30_000;
/**
 * Milliseconds to wait before the given attempt (from 2); never less than the server asked for.
 * @param remaining milliseconds until the deadline
 */
function delayBefore(attempt, failure, remaining) {
    const { status, retryAfter } = failure.evidence;
    if (status === 429) {
        const wait = retryAfter ?? RATE_LIMIT_WAIT;
        const share = attempt === 2 ? RATE_LIMIT_SPREAD.secondAttempt : RATE_LIMIT_SPREAD.later;
        return wait + Math.random() * Math.min(WIDEST_SPREAD, share * Math.max(0, remaining - wait));
    }
    return (retryAfter ?? 0) + Math.random() * Math.min(HIGHEST_CEILING, FIRST_CEILING * 2 ** (attempt - 2));
}

;// CONCATENATED MODULE: ./build/http/attempts.js
// Tries again what may be tried again, within one deadline, and stops at once when waiting makes no sense.


/** Refused before processing, whatever the body says. */
const NOT_PROCESSED = [429, 503];
const TRANSIENT = [408, 425, 500, 502, 504];
const NETWORK = ["dns", "connection", "tls", "timeout"];
/** Whether a server that answers so may answer otherwise soon. */
const passes = (status) => NOT_PROCESSED.includes(status) || TRANSIENT.includes(status);
/**
 * Whether a fault passes, and a credential that cannot be spent twice is not at risk. An OAuth error is an answer,
 * whatever its status: Auth0 sends 500 with `access_denied`.
 */
function mayRetry({ code, evidence: { status = 0, sent } }, replayable) {
    if (NOT_PROCESSED.includes(status))
        return true;
    const transient = NETWORK.includes(code) || (TRANSIENT.includes(status) && code !== "oauth_error");
    return transient && (replayable || !sent);
}
/** Whether the server may have done what was asked, although no answer tells its result. */
const mayBeProcessed = ({ code, evidence: { status = 0, sent } }) => sent === true && (TRANSIENT.includes(status) || NETWORK.includes(code) || code === "malformed_response");
/** Milliseconds that must be left to begin what may be sent only once: its answer, cut off, would be lost. */
const SAFE_START = 1000;
/** Starts the clock of the deadline. */
function createAttempts(limits, stop, onRetry) {
    const { deadline, maxAttempts, timeout } = limits;
    const end = Date.now() + deadline * 1000;
    const remaining = () => Math.max(0, end - Date.now());
    const neededFor = (replayable) => (replayable ? 0 : Math.min(SAFE_START, deadline * 250));
    /** @throws Failure when it is too late to begin an attempt */
    const begin = ({ previous, replayable }) => {
        if (stop.begin.aborted)
            throw new build_failure/* Failure */.H("cancelled");
        if (remaining() > neededFor(replayable))
            return;
        throw (previous?.with({ stoppedBy: "deadline" }) ??
            new build_failure/* Failure */.H("timeout", { seconds: deadline, reason: "no_time" }));
    };
    /**
     * @returns milliseconds to wait before the next attempt
     * @throws Failure when there must not be one
     */
    const judge = (failure, { attempt, previous, replayable }) => {
        const spent = !replayable && mayBeProcessed(failure) ? { stoppedBy: "spent" } : {};
        if (stop.begin.aborted)
            throw new build_failure/* Failure */.H("cancelled", { ...sentBy(failure), ...spent });
        if (!mayRetry(failure, true))
            throw failure.with(spent);
        const left = remaining();
        // What the deadline cut short says less than what failed before it.
        if (left === 0)
            throw (previous ?? failure).with({
                ...sentBy(failure),
                ...(attempt > 1 ? { attempts: attempt } : {}),
                stoppedBy: "deadline",
                ...spent,
            });
        if (!mayRetry(failure, replayable))
            throw failure.with(spent);
        const { retryAfter = 0 } = failure.evidence;
        if (retryAfter >= left)
            throw failure.with({ stoppedBy: "retry-after" });
        if (attempt === maxAttempts)
            throw failure;
        const time = left - neededFor(replayable);
        const delay = delayBefore(attempt + 1, failure, time);
        if (delay < time)
            return delay;
        throw failure.with({ stoppedBy: "deadline" });
    };
    return {
        async run({ replayable }, operation) {
            const cut = replayable ? stop.begin : stop.finish;
            let previous;
            for (let attempt = 1;; attempt++) {
                begin({ attempt, replayable, previous });
                try {
                    return await within(Math.min(timeout * 1000, remaining()), cut, operation);
                }
                catch (error) {
                    if (!(error instanceof build_failure/* Failure */.H))
                        throw error;
                    const failure = error.with(attempt > 1 ? { attempts: attempt } : {});
                    const delay = judge(failure, { attempt, replayable, previous });
                    onRetry({ failure, delay, attempt: attempt + 1, maxAttempts });
                    await pause(delay, stop.begin);
                    previous = failure;
                }
            }
        },
    };
}
const sentBy = ({ evidence }) => ({ sent: evidence.sent === true });
/** Runs one attempt and ends it when its time is over. */
async function within(milliseconds, cancel, operation) {
    const attempt = new AbortController();
    const end = () => attempt.abort();
    const timer = setTimeout(end, milliseconds);
    cancel.addEventListener("abort", end);
    try {
        return await operation(attempt.signal);
    }
    catch (error) {
        throw error instanceof build_failure/* Failure */.H && error.code === "timeout"
            ? error.with({ seconds: Math.ceil(milliseconds / 1000) })
            : error;
    }
    finally {
        clearTimeout(timer);
        cancel.removeEventListener("abort", end);
    }
}
/** By hand, since most runs never wait and need not load `node:timers/promises`. */
const pause = (milliseconds, cancel) => new Promise((done, fail) => {
    const timer = setTimeout(done, milliseconds);
    const stop = () => {
        clearTimeout(timer);
        fail(new build_failure/* Failure */.H("cancelled"));
    };
    cancel.addEventListener("abort", stop, { once: true });
});


/***/ }),

/***/ 87:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ createSender),
  o: () => (/* binding */ isSuccess)
});

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = require("node:http");
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = require("node:https");
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = require("node:net");
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(905);
// EXTERNAL MODULE: ./vendor/tunnel/index.js
var tunnel = __nccwpck_require__(722);
// EXTERNAL MODULE: ./build/failure.js
var build_failure = __nccwpck_require__(961);
;// CONCATENATED MODULE: ./build/http/network-failure.js
// Tells from Node's error what really went wrong on the way: name resolution, connection, TLS, or a refusing proxy.

const CODES = [
    [/^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/, "dns"],
    [
        /CERT|^(ERR_SSL_\w+|ERR_TLS_\w+|EPROTO|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_PURPOSE|INVALID_CA|PATH_LENGTH_EXCEEDED)$/,
        "tls",
    ],
    [/^(ETIMEDOUT|ABORT_ERR)$/, "timeout"],
];
/**
 * @param error what Node's http, https or the tunnelling agent reported
 * @param handshaking whether it ended a TLS handshake; Node reports that as a plain reset
 * @returns a failure with the error's name as `cause`; the error itself is dropped, since it may quote what was sent
 */
function networkFailure(error, handshaking) {
    const { code = "", message = "" } = error;
    const proxyStatus = /tunneling socket could not be established, statusCode=(\d{3})/.exec(message);
    if (proxyStatus)
        return new build_failure/* Failure */.H("http_status", { status: Number(proxyStatus[1]), reason: "proxy" });
    // Every URL of a request has been read before; that of a proxy has not.
    if (code === "ERR_INVALID_URL")
        return new build_failure/* Failure */.H("connection", { cause: code, reason: "proxy" });
    if (message.startsWith("tunneling socket"))
        return new build_failure/* Failure */.H(/certificate/i.test(message) ? "tls" : "connection", {
            cause: tunnelCause(message),
            reason: "proxy",
        });
    const known = CODES.find(([pattern]) => pattern.test(code))?.[1];
    if (!known && handshaking)
        return new build_failure/* Failure */.H("tls", { cause: "handshake aborted" });
    return new build_failure/* Failure */.H(known ?? "connection", {
        cause: code === "EPROTO" ? reasonOf(message) : code || "closed",
    });
}
/** OpenSSL's reason, one of a fixed list, such as "wrong version number". */
const reasonOf = (message) => {
    const [, reason] = /:SSL routines:[^:]*:([a-z\d ]+):/.exec(message) ?? [];
    return reason ? `EPROTO, ${reason}` : "EPROTO";
};
/** The tunnelling agent hides the name of the error in a sentence. */
const tunnelCause = (message) => /\b(E[A-Z_]{4,}|certificate)\b/.exec(message)?.[1] ?? "proxy closed the connection";

;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
;// CONCATENATED MODULE: ./build/http/tls.js
// What a TLS connection trusts and shows: the usual roots plus a private CA, and a client certificate.

/** Node's `ca` replaces the roots it would use, so they are named again (Node 22.15). */
const trusting = ({ ca, certificate, key }) => ({
    ...(ca ? { ca: [...(0,external_node_tls_namespaceObject.getCACertificates)("default"), ca] } : {}),
    ...(certificate && key ? { cert: certificate, key } : {}),
});

;// CONCATENATED MODULE: ./build/http/client.js
// Sends one HTTP request with the limits a credential needs: no redirect, at most 1 MiB back, and a record of whether it was sent.








/** Bytes of a response body that are read; a token response has a few kB. */
const LARGEST_BODY = 1024 * 1024;
/** 2xx. */
const isSuccess = (status) => status >= 200 && status < 300;
function createSender(userAgent, tls = {}) {
    // One client per origin, since a client keeps the agent of the first protocol it saw.
    const clients = new Map();
    const close = () => {
        for (const client of clients.values())
            client.dispose();
        clients.clear();
    };
    const send = async (request, signal) => {
        const url = new URL(request.url);
        const client = clients.get(url.origin) ?? new lib/* HttpClient */.Qq(userAgent, [], { keepAlive: true });
        clients.set(url.origin, client);
        const exchange = { sent: false, handshaking: false };
        try {
            const message = await client_open(client, url, request, { signal, exchange, tls });
            const response = await read(message);
            // A pause may follow; a server that closes an idle connection then would look like a lost request.
            if (response.status >= 400)
                close();
            return response;
        }
        catch (error) {
            close();
            const failure = signal.aborted ? new build_failure/* Failure */.H("timeout") : networkFailure(error, exchange.handshaking);
            throw failure.with({ sent: exchange.sent, endpoint: (0,build_failure/* withoutQuery */.j)(request.url) });
        }
    };
    return { send, close };
}
async function client_open(client, url, request, context) {
    const { signal, exchange, tls } = context;
    if ((0,lib/* getProxyUrl */.s_)(url.href))
        await (0,tunnel/* load */.Hh)();
    const agent = client.getAgent(url.href);
    Object.assign(agent.options, trusting(tls));
    if (agent.proxyOptions)
        Object.assign(agent.proxyOptions, { signal, ...toProxy(agent.proxyOptions.host, tls) });
    // It also uses `new Buffer` for the proxy's password, of which Node would warn in the log.
    if (agent.proxyOptions?.proxyAuth)
        process.noDeprecation = true;
    const protocol = url.protocol === "https:" ? external_node_https_namespaceObject : external_node_http_namespaceObject;
    const response = await client.requestRaw({
        parsedUrl: url,
        options: {
            agent,
            signal,
            method: request.method,
            host: url.hostname.replace(/^\[|\]$/g, ""),
            port: url.port || (url.protocol === "https:" ? 443 : 80),
            path: url.pathname + url.search,
            // Without a word on encodings a server may compress (RFC 9110 section 12.5.3), and nobody here would undo it.
            headers: { "user-agent": client.userAgent, "accept-encoding": "identity", ...request.headers },
        },
        httpModule: {
            request: (options, onResponse) => {
                const sending = protocol.request(options, onResponse);
                sending.once("socket", (socket) => noteWhenOpen(socket, exchange));
                return sending;
            },
        },
    }, request.body ?? "");
    return response.message;
}
/** The CONNECT request has options of its own. An https proxy would be expected to bear the target's name. */
const toProxy = (host, { ca = "" }) => ({
    servername: (0,external_node_net_namespaceObject.isIP)(host) ? "" : host,
    ...trusting({ ca }),
});
/** A request leaves with the opening of its connection: before that the server cannot have seen it. */
function noteWhenOpen(socket, exchange) {
    const { encrypted = false, _secureEstablished = false } = socket;
    const secure = !encrypted || _secureEstablished;
    const opened = () => {
        exchange.sent = secure;
        exchange.handshaking = !secure;
    };
    if (socket.connecting)
        socket.once("connect", opened);
    else
        opened();
    if (secure)
        return;
    socket.once("secureConnect", () => {
        exchange.sent = true;
        exchange.handshaking = false;
    });
}
/** Reads a body by its events, which start up quicker than an async iterator. */
const read = (message) => new Promise((done, fail) => {
    const { headers } = message;
    const status = Number(message.statusCode);
    const chunks = [];
    let size = 0;
    const finish = () => {
        const tooLarge = size > LARGEST_BODY;
        done({ status, headers, body: tooLarge ? "" : Buffer.concat(chunks).toString("utf8"), tooLarge });
    };
    message.on("data", (chunk) => {
        size += chunk.length;
        if (size <= LARGEST_BODY)
            chunks.push(chunk);
        else {
            finish();
            message.destroy();
        }
    });
    message.on("end", finish);
    // The status has come and decides alone, unless it promised a token.
    message.on("error", (error) => (isSuccess(status) ? fail(error) : finish()));
});


/***/ }),

/***/ 657:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ parseJsonObject),
/* harmony export */   l: () => (/* binding */ optional)
/* harmony export */ });
// JSON objects: read from text that may be anything, and made of members that may be absent.
/** The object in a JSON text, or undefined: the parser's own message quotes the text, so it is dropped. */
function parseJsonObject(text) {
    try {
        const value = JSON.parse(text.replace(/^\ufeff/, ""));
        return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
/** An object with one member, or none when there is no value: absent is not the same as undefined. */
const optional = (key, value) => value === undefined ? {} : { [key]: value };


/***/ }),

/***/ 183:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ authenticatedForm)
/* harmony export */ });
/* harmony import */ var _client_authentication_index_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(841);

async function authenticatedForm(url, fields, { client, clientAuthentication, assertionAudience }, credentials) {
    const authenticate = _client_authentication_index_js__WEBPACK_IMPORTED_MODULE_0__/* .clientAuthentications */ .f[clientAuthentication];
    const authentication = await authenticate({ client, audience: assertionAudience, ...credentials });
    return {
        method: "POST",
        url,
        headers: {
            "content-type": "application/x-www-form-urlencoded",
            accept: "application/json",
            ...authentication.headers,
        },
        body: new URLSearchParams([...authentication.fields, ...fields]).toString(),
    };
}


/***/ }),

/***/ 841:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  f: () => (/* binding */ clientAuthentications)
});

// EXTERNAL MODULE: ./build/oauth/secrets.js
var secrets = __nccwpck_require__(530);
;// CONCATENATED MODULE: ./build/oauth/client-authentication/client-secret-basic.js
// client_secret_basic: an Authorization header, both halves form-encoded first (RFC 6749 section 2.3.1).

const clientSecretBasic = ({ client }) => ({
    fields: [],
    headers: { authorization: `Basic ${(0,secrets/* basicPayload */.PL)(client.id, client.secret ?? "")}` },
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
;// CONCATENATED MODULE: ./build/oauth/client-authentication/assertion.js
// What all assertions share: the claims of RFC 7523 section 3, and the form parameters that carry one (section 2.2).

/** Seconds. Keycloak accepts at most 60. */
const LIFETIME = 60;
/** The parameters that present an assertion; without a client id the assertion alone names the client. */
const assertionFields = (clientId, assertion) => [
    ...(clientId ? [["client_id", clientId]] : []),
    ["client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
    ["client_assertion", assertion],
];
/** A JWT in which the client speaks for itself, good once and for a minute. */
async function signAssertion({ client, audience, protect }, signature) {
    const { SignJWT } = await __nccwpck_require__.e(/* import() */ 734).then(__nccwpck_require__.bind(__nccwpck_require__, 734));
    const now = Math.floor(Date.now() / 1000);
    const assertion = await new SignJWT()
        .setProtectedHeader({
        alg: signature.algorithm,
        typ: "JWT",
        ...(signature.keyId ? { kid: signature.keyId } : {}),
    })
        .setIssuer(client.id)
        .setSubject(client.id)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + LIFETIME)
        .setJti((0,external_node_crypto_.randomUUID)())
        .sign(signature.key);
    protect(assertion);
    return assertion;
}

;// CONCATENATED MODULE: ./build/oauth/client-authentication/client-secret-jwt.js
// client_secret_jwt: an assertion keyed with the client secret, which itself stays here (OpenID Connect Core section 9).

const clientSecretJwt = async (context) => {
    const { id, secret = "", algorithm = "HS256" } = context.client;
    return {
        fields: assertionFields(id, await signAssertion(context, { key: Buffer.from(secret), algorithm })),
    };
};

;// CONCATENATED MODULE: ./build/oauth/client-authentication/client-secret-post.js
const clientSecretPost = ({ client }) => ({
    fields: [
        ["client_id", client.id],
        ["client_secret", client.secret ?? ""],
    ],
});

;// CONCATENATED MODULE: ./build/oauth/client-authentication/github-id-token.js
// github_id_token: GitHub's ID token is the assertion, so that no secret is stored anywhere (RFC 7523 section 2.2).

const githubIdToken = async ({ client, idToken }) => ({
    fields: assertionFields(client.id, await idToken()),
});

;// CONCATENATED MODULE: ./build/oauth/client-authentication/identified-only.js
const identifiedOnly = ({ client }) => ({ fields: [["client_id", client.id]] });

// EXTERNAL MODULE: ./build/oauth/signing-key.js
var signing_key = __nccwpck_require__(706);
;// CONCATENATED MODULE: ./build/oauth/client-authentication/private-key-jwt.js
// private_key_jwt: an assertion signed with the client's private key (RFC 7523, OpenID Connect Core section 9).


const privateKeyJwt = async (context) => {
    const { client } = context;
    const signing = (0,signing_key/* readSigningKey */.jy)(client.privateKey ?? "");
    if (!signing)
        throw new TypeError("not a private key");
    const keyId = client.keyId ?? signing.id;
    const assertion = await signAssertion(context, {
        key: signing.key,
        algorithm: client.algorithm ?? signing.algorithms[0],
        ...(keyId ? { keyId } : {}),
    });
    return { fields: assertionFields(client.id, assertion) };
};

;// CONCATENATED MODULE: ./build/oauth/client-authentication/index.js
// The client authentication methods: how each proves to the authorization server which client is asking.






/** By their names in the IANA registry of OAuth token endpoint authentication methods, but for GitHub's own. */
const clientAuthentications = {
    client_secret_post: clientSecretPost,
    client_secret_basic: clientSecretBasic,
    client_secret_jwt: clientSecretJwt,
    private_key_jwt: privateKeyJwt,
    tls_client_auth: identifiedOnly,
    github_id_token: githubIdToken,
    none: identifiedOnly,
};


/***/ }),

/***/ 217:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JC: () => (/* binding */ ENCODINGS),
/* harmony export */   ZD: () => (/* binding */ escapeHtml),
/* harmony export */   pm: () => (/* binding */ formEncode)
/* harmony export */ });
// The ways in which text is escaped between here and a server, or by a server that says it back.
/** application/x-www-form-urlencoded, as RFC 6749 appendix B sends every parameter. */
const formEncode = (text) => new URLSearchParams([["", text]]).toString().slice(1);
// RFC 3986 leaves !'()* reserved, encodeURIComponent does not encode them: servers and runners differ.
const percentEncode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
// RFC 3986 section 2.1 prefers upper case, which not every server does.
const lowerCase = (encoded) => encoded.replace(/%[\dA-F]{2}/g, (octet) => octet.toLowerCase());
const jsonEscape = (text) => JSON.stringify(text).slice(1, -1);
const unicodeEscape = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
const ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};
/** The text with what HTML would act on as entities. */
const escapeHtml = (text) => text.replace(/[&<>"']/g, (c) => ENTITIES[c]);
/** Plain text first. */
const ENCODINGS = [
    (text) => text,
    formEncode,
    encodeURIComponent,
    percentEncode,
    (text) => lowerCase(formEncode(text)),
    (text) => lowerCase(percentEncode(text)),
    (text) => Buffer.from(text).toString("base64"),
    (text) => Buffer.from(text).toString("base64").replace(/=+$/, ""),
    (text) => Buffer.from(text).toString("base64url"),
    (text) => Buffer.from(`${text}\n`).toString("base64"),
    jsonEscape,
    (text) => jsonEscape(text).replaceAll("/", "\\/"),
    (text) => jsonEscape(text).replace(/[\x7f-\uffff]/g, unicodeEscape),
    escapeHtml,
];


/***/ }),

/***/ 48:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ grants)
/* harmony export */ });
// Hydra takes a list in one parameter, Keycloak refuses a repeated one.
const joined = (audiences) => (audiences.length ? [["audience", audiences.join(" ")]] : []);
// RFC 8693 section 2.1 repeats the parameter.
const repeated = (audiences) => audiences.map((audience) => ["audience", audience]);
const grants = {
    /** RFC 6749 section 6. */
    refresh_token: {
        credential: ({ refreshToken = "" }) => [["refresh_token", refreshToken]],
        audience: joined,
        replayable: false,
    },
    /** RFC 6749 section 4.4. */
    client_credentials: { credential: () => [], audience: joined, replayable: true },
    /** RFC 7523 section 2.1, with an ID token as assertion. */
    "urn:ietf:params:oauth:grant-type:jwt-bearer": {
        credential: async (_, idToken) => [["assertion", await idToken()]],
        audience: joined,
        replayable: true,
    },
    /** RFC 8693 section 2.1, with an ID token as subject. */
    "urn:ietf:params:oauth:grant-type:token-exchange": {
        credential: async (_, idToken) => [
            ["subject_token", await idToken()],
            ["subject_token_type", "urn:ietf:params:oauth:token-type:id_token"],
        ],
        audience: repeated,
        replayable: true,
    },
};


/***/ }),

/***/ 900:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gr: () => (/* binding */ ELLIPSIS),
/* harmony export */   Is: () => (/* binding */ harmless),
/* harmony export */   ml: () => (/* binding */ shorten)
/* harmony export */ });
/** Longest text of a server that a message quotes, in characters. */
const LONGEST_QUOTE = 500;
// CSI, OSC and other ANSI sequences; then all that is left of control, bidirectional and invisible characters.
const ESCAPE_SEQUENCES = /(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]+/gu;
/** What most values are: printable ASCII with nothing to change. The other expressions take milliseconds to compile. */
const PLAIN = /^(?!.*(?:eyJ|::|##\[))(?:[!-~]+(?: [!-~]+)*)?$/;
// Server text may hold a token this run has never seen, such as one of another client in a trace.
const JWT_LIKE = /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g;
/**
 * The runner reads `::name::` at the start of a line and `##[name]` anywhere as commands. A plain space breaks
 * them; an invisible character would not, since the runner's culture-aware comparison skips those.
 */
const breakCommands = (text) => text.replace(/:(?=:)/g, ": ").replace(/#(?=#\[)/g, "# ");
/**
 * One line of plain text that says the same as `text`.
 * @param secrets are redacted first, since flattened or shortened text no longer matches a secret
 */
function harmless(text, secrets, longest = LONGEST_QUOTE) {
    const redact = (part) => secrets.redact(part);
    if (PLAIN.test(text) && text.length <= longest)
        return redact(text);
    // What an escape sequence had split may be a secret again once it is gone.
    const plain = redact(redact(text).replace(ESCAPE_SEQUENCES, ""));
    const line = redact(plain.replace(INVISIBLE, " ").replace(/\s+/g, " ").trim());
    const shown = breakCommands(line.replace(JWT_LIKE, "***"));
    return shorten(shown, longest);
}
/** At most so many characters, of which the last is an ellipsis when something had to go. */
const shorten = (text, longest) => text.length > longest ? text.slice(0, longest - 1).toWellFormed() + ELLIPSIS : text;
/** Escaped: one character beyond Latin-1 doubles what the whole bundle takes in memory, and slows its start. */
const ELLIPSIS = "\u2026";


/***/ }),

/***/ 506:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ readClaims)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(657);
// Reads the claims of a JSON Web Token without checking its signature: that is for the API that gets the token.

/** The claims of a JWT (RFC 7519), or undefined for an opaque token, which is just as good. */
function readClaims(token) {
    const parts = token.split(".");
    if (parts.length !== 3)
        return undefined;
    const [header, payload] = parts.map(parsePart);
    if (!header || !payload)
        return undefined;
    return {
        ...(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .l)("issuer", text(payload.iss)),
        ...(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .l)("subject", text(payload.sub)),
        ...(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .l)("expiry", typeof payload.exp === "number" ? payload.exp : undefined),
        ...(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .l)("scope", words(payload.scope) || words(payload.scp)),
        ...(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .l)("type", text(payload.typ)),
        audience: strings(payload.aud),
    };
}
const text = (value) => (typeof value === "string" ? value : undefined);
const strings = (value) => [value].flat().filter((item) => typeof item === "string");
const words = (value) => value === undefined || value === null ? undefined : strings(value).join(" ");
const parsePart = (part) => (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJsonObject */ .d)(Buffer.from(part, "base64url").toString());


/***/ }),

/***/ 836:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ isPlainHttp)
/* harmony export */ });
// Says which URLs would show credentials to anyone on the way.
/** Whether a URL is plain http beyond this machine; to the machine itself it is safe (RFC 8252 section 8.3). */
function isPlainHttp(url) {
    const { protocol, hostname } = new URL(url);
    return protocol !== "https:" && !/^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}


/***/ }),

/***/ 530:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   PL: () => (/* binding */ basicPayload),
/* harmony export */   SE: () => (/* binding */ SHORTEST_MASK),
/* harmony export */   Sb: () => (/* binding */ Secrets)
/* harmony export */ });
/* unused harmony export formsOf */
/* harmony import */ var _encodings_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(217);
// Knows every secret of this run, and every form in which one is sent or could come back.

/** Shorter values would shred the log when masked (the runner has no minimum of its own). */
const SHORTEST_MASK = 4;
const LINE_BREAK = /\r\n|\r|\n/;
/** The payload of an `Authorization: Basic` header: both halves form-encoded first (RFC 6749 section 2.3.1). */
const basicPayload = (id, secret) => Buffer.from(`${(0,_encodings_js__WEBPACK_IMPORTED_MODULE_0__/* .formEncode */ .pm)(id)}:${(0,_encodings_js__WEBPACK_IMPORTED_MODULE_0__/* .formEncode */ .pm)(secret)}`).toString("base64");
/** White space to the runner's .NET, and to either it or JavaScript, which has U+FEFF for it and not U+0085. */
const RUNNER_BLANK = /(?!\ufeff)[\s\x85]/;
const ANY_BLANK = /[\s\x85]/;
/** In linear time, whatever a server sends: an expression for the end would take a long run of blanks over and over. */
function trim(text, blank = ANY_BLANK) {
    let [start, end] = [0, text.length];
    while (start < end && blank.test(text.charAt(start)))
        start++;
    while (start < end && blank.test(text.charAt(end - 1)))
        end--;
    return text.slice(start, end);
}
/** The text with lone surrogates replaced, as it goes over the wire; encodeURIComponent throws on them. */
const wellFormed = (text) => text.toWellFormed();
/**
 * Every form of a secret that must not be seen: the value, its lines, and each in the encodings of encodings.ts.
 * Forms shorter than {@link SHORTEST_MASK} are left out.
 */
function formsOf(secret) {
    const lines = secret.split(LINE_BREAK).map((line) => trim(line));
    const texts = new Set([secret, trim(secret), ...lines].map(wellFormed));
    const forms = [...texts].flatMap((text) => _encodings_js__WEBPACK_IMPORTED_MODULE_0__/* .ENCODINGS */ .JC.map((encode) => encode(text)));
    return [...new Set(forms)].filter((form) => form.length >= SHORTEST_MASK && trim(form) !== "");
}
/**
 * The forms a runner may be told. It splits a multi-line mask and registers each line, however short, so a
 * value with a short line is registered by its longer lines and its one-line encodings only.
 */
function registrable(forms) {
    const isLong = (line) => line === "" || line.length >= SHORTEST_MASK;
    return forms.filter((form) => form.split(LINE_BREAK).every((line) => isLong(trim(line, RUNNER_BLANK))));
}
/** The secrets of one run. `announce` is told each form once, before the secret can be used or printed. */
class Secrets {
    #announce;
    #forms = new Set();
    constructor(announce) {
        this.#announce = announce;
    }
    protect(...secrets) {
        const fresh = secrets.flatMap(formsOf).filter((form) => !this.#forms.has(form));
        for (const form of fresh)
            this.#forms.add(form);
        for (const form of new Set(registrable(fresh)))
            this.#announce(form);
    }
    /** The text, well-formed, with every occurrence of every form replaced; overlapping occurrences become one `***`. */
    redact(original) {
        const text = wellFormed(original);
        let shown = "";
        let at = 0;
        for (const [start, end] of ranges(text, this.#forms)) {
            shown += `${text.slice(at, start)}***`;
            at = end;
        }
        return shown + text.slice(at);
    }
}
/** Where any of the forms occurs in the text, as sorted ranges that neither touch nor overlap. */
function ranges(text, forms) {
    const found = [];
    for (const form of forms) {
        for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
            found.push([at, at + form.length]);
    }
    found.sort(([a], [b]) => a - b);
    const merged = [];
    for (const [start, end] of found) {
        const last = merged.at(-1);
        if (last && start <= last[1])
            last[1] = Math.max(last[1], end);
        else
            merged.push([start, end]);
    }
    return merged;
}


/***/ }),

/***/ 544:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  nM: () => (/* binding */ evidenceIn),
  JD: () => (/* binding */ hasError),
  TK: () => (/* binding */ headerText),
  Gx: () => (/* binding */ protectTokens)
});

// EXTERNAL MODULE: ./build/failure.js
var failure = __nccwpck_require__(961);
;// CONCATENATED MODULE: ./build/http/retry-after.js
/** Date.parse alone finds a date in almost anything, such as a number. */
const TIME_OF_DAY = /\d\d:\d\d/;
/**
 * Milliseconds until the server wants to be asked again, or undefined when it does not say.
 * `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3), else Auth0's `x-ratelimit-reset` in epoch
 * seconds; dates are measured by the server's own clock, when it sends one.
 */
function requestedWait({ status, headers, }) {
    if (status !== 429 && status !== 503)
        return undefined;
    const retryAfter = headers["retry-after"];
    // Some send a fraction.
    if (retryAfter !== undefined && /^\d+(\.\d+)?$/.test(retryAfter))
        return Math.ceil(Number(retryAfter) * 1000);
    // GitHub sends the reset with every answer; it counts only when nothing is left.
    const spent = (headers["x-ratelimit-remaining"] ?? "0") === "0";
    const reset = spent ? ([headers["x-ratelimit-reset"]].flat()[0] ?? "") : "";
    const date = retryAfter !== undefined
        ? Date.parse(TIME_OF_DAY.test(retryAfter) ? retryAfter : "")
        : /^\d+$/.test(reset)
            ? Number(reset) * 1000
            : Number.NaN;
    const now = Date.parse(headers.date ?? "") || Date.now();
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

// EXTERNAL MODULE: ./build/json.js
var build_json = __nccwpck_require__(657);
// EXTERNAL MODULE: ./build/oauth/harmless.js
var harmless = __nccwpck_require__(900);
;// CONCATENATED MODULE: ./build/oauth/server-words.js
// Finds what a server says about a failure, whatever its dialect, and makes it harmless.




/** Members beside the OAuth ones that help an administrator: Okta, Entra, RFC 9457 and common gateways. */
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
/** Whether there is an `error` member that says something. */
const hasError = (json) => Boolean(json?.error);
/** Members that hold credentials, whoever sends them. */
const TOKENS = ["access_token", "refresh_token", "id_token"];
function protectTokens(json, secrets) {
    secrets.protect(...TOKENS.map((name) => json?.[name]).filter((value) => typeof value === "string"));
}
/** What the response says about itself, redacted and in one line each. */
function evidenceIn(response, endpoint, secrets) {
    const say = (value, longest) => {
        return (0,harmless/* harmless */.Is)(words(value), secrets, longest) || undefined;
    };
    const json = (0,build_json/* parseJsonObject */.d)(response.body);
    protectTokens(json, secrets);
    const { error, description } = errorIn(json);
    // What is cut out of a text is redacted before, or left out: half a secret is not recognised any more.
    const redact = (text) => secrets.redact(text);
    const holdsSecret = redact(response.body) !== response.body;
    const header = (name) => redact(headerText(response.headers[name]));
    const details = [
        ...DETAILS.map((name) => [name, say(json?.[name], 200)]),
        ["WWW-Authenticate", response.status === 401 ? say(header("www-authenticate"), 200) : undefined],
    ];
    return {
        endpoint: (0,failure/* withoutQuery */.j)(endpoint),
        status: response.status,
        sent: true,
        ...(0,build_json/* optional */.l)("retryAfter", requestedWait(response)),
        ...(0,build_json/* optional */.l)("error", say(error, 100)),
        ...(0,build_json/* optional */.l)("description", say(description)),
        ...(0,build_json/* optional */.l)("details", details
            .filter(([, words]) => words)
            .map((detail) => detail.join(": "))
            .join(", ") || undefined),
        ...(0,build_json/* optional */.l)("title", json || holdsSecret ? undefined : say(titleOf(response.body), 150)),
        ...(0,build_json/* optional */.l)("contentType", say(header("content-type").split(";")[0], 80)),
        ...(0,build_json/* optional */.l)("location", say(redirectTarget(header("location"), endpoint), 200)),
    };
}
/** How deep lists and objects are followed. */
const DEEPEST = 3;
/** The text of a JSON value, of a list or an object that of its members: JSON's escapes would disguise a secret in it. */
function words(value, depth = 0) {
    if (typeof value !== "object")
        return value === undefined ? "" : String(value);
    if (value === null || depth === DEEPEST)
        return "";
    return Object.values(value)
        .map((member) => words(member, depth + 1))
        .join(", ");
}
/** RFC 6749 section 5.2 has a string; some gateways send a list, or nest an object of their own. */
function errorIn(json) {
    if (!json || !hasError(json))
        return {};
    if (typeof json.error !== "object" || Array.isArray(json.error))
        return { error: json.error, description: json.error_description };
    const { status, code, message } = json.error;
    return { error: status ?? code ?? "error", description: message };
}
/** Node takes a header's bytes for Latin-1; what is UTF-8 among them, as most servers mean it, is read as that. */
const headerText = (value) => [value ?? ""]
    .flat()
    .join(", ")
    .replace(/[\xc2-\xf4][\x80-\xbf]+/g, (bytes) => {
    try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, "latin1"));
    }
    catch {
        return bytes;
    }
});
/** The title of an HTML page, or its first heading. The bounds keep hostile pages from costing time. */
function titleOf(body) {
    const [, title] = /<title[^<>]{0,200}>([^<]+)/i.exec(body) ?? /<h1[^<>]{0,200}>([^<]+)/i.exec(body) ?? [];
    return title?.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (entity, decimal, hex, name) => name
        ? NAMED_ENTITIES[name.toLowerCase()]
        : character(Number.parseInt(decimal ?? hex, decimal ? 10 : 16), entity));
}
const NAMED_ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const character = (code, otherwise) => code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
/** Decoded, since a secret in a path may be encoded in a way of its own. */
function redirectTarget(location, endpoint) {
    if (location === "" || !URL.canParse(location, endpoint))
        return undefined;
    const target = (0,failure/* withoutQuery */.j)(new URL(location, endpoint).href);
    return target.replace(/(?:%[\da-f]{2})+/gi, (octets) => Buffer.from(octets.replaceAll("%", ""), "hex").toString());
}


/***/ }),

/***/ 706:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   eh: () => (/* binding */ SIGNATURES),
/* harmony export */   jy: () => (/* binding */ readSigningKey),
/* harmony export */   le: () => (/* binding */ MACS)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
// Reads a private key and finds the algorithm it signs with, or refuses the pair.

const SIGNATURES = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
];
const MACS = ["HS256", "HS384", "HS512"];
const RSA = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];
const CURVES = {
    prime256v1: ["ES256"],
    secp384r1: ["ES384"],
    secp521r1: ["ES512"],
};
/** RFC 7518 section 3.3. */
const SHORTEST_RSA_KEY = 2048;
/**
 * @param text PEM (PKCS#8, PKCS#1, SEC1) or a JWK
 * @returns undefined when it is neither, or a key no JWT algorithm can use
 */
function readSigningKey(text) {
    try {
        const jwk = text.startsWith("{") ? JSON.parse(text) : undefined;
        const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(jwk ? { key: jwk, format: "jwk" } : text);
        const algorithms = algorithmsOf(key);
        if (algorithms.length === 0)
            return undefined;
        return typeof jwk?.kid === "string" ? { key, algorithms, id: jwk.kid } : { key, algorithms };
    }
    catch {
        // The parser's message may quote the key.
        return undefined;
    }
}
function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }) {
    const { modulusLength = 0, namedCurve = "" } = asymmetricKeyDetails;
    const longEnough = modulusLength >= SHORTEST_RSA_KEY;
    if (asymmetricKeyType === "rsa")
        return longEnough ? RSA : [];
    if (asymmetricKeyType === "ec")
        return CURVES[namedCurve] ?? [];
    return asymmetricKeyType === "ed25519" ? ["EdDSA"] : [];
}


/***/ }),

/***/ 43:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  O: () => (/* binding */ credentialsFor),
  F: () => (/* binding */ requestToken)
});

// EXTERNAL MODULE: ./build/oauth/authenticated-form.js
var authenticated_form = __nccwpck_require__(183);
// EXTERNAL MODULE: ./build/oauth/grants.js
var grants = __nccwpck_require__(48);
// EXTERNAL MODULE: ./build/failure.js
var build_failure = __nccwpck_require__(961);
// EXTERNAL MODULE: ./build/http/client.js + 6 modules
var client = __nccwpck_require__(87);
// EXTERNAL MODULE: ./build/json.js
var build_json = __nccwpck_require__(657);
// EXTERNAL MODULE: ./build/oauth/jwt.js
var jwt = __nccwpck_require__(506);
// EXTERNAL MODULE: ./build/oauth/server-words.js + 1 modules
var server_words = __nccwpck_require__(544);
;// CONCATENATED MODULE: ./build/oauth/token-response.js
// Reads a token endpoint's answer: status first, then JSON, then an OAuth error, then the token (RFC 6749 section 5).





/**
 * The JSON object of a 2xx answer, every token in it protected.
 * @throws Failure `http_status`, `oauth_error` (a non-2xx answer with an `error` member) or `malformed_response`
 */
function readAnswer(response, endpoint, secrets) {
    const json = (0,build_json/* parseJsonObject */.d)(response.body);
    (0,server_words/* protectTokens */.Gx)(json, secrets);
    const failure = (code, reason) => new build_failure/* Failure */.H(code, {
        ...(0,server_words/* evidenceIn */.nM)(response, endpoint, secrets),
        ...(0,build_json/* optional */.l)("reason", reason),
    });
    if (!(0,client/* isSuccess */.o)(response.status))
        throw failure((0,server_words/* hasError */.JD)(json) ? "oauth_error" : "http_status");
    if (!json)
        throw failure("malformed_response", unreadable(response));
    const renewed = json.refresh_token;
    // Whatever it looks like, the server may take no other from now on.
    const kept = typeof renewed === "string" && renewed.trim() !== "" ? renewed : undefined;
    return { json, failure, ...(0,build_json/* optional */.l)("refreshToken", kept) };
}
/** Why a 2xx body is no JSON object. */
function unreadable({ body, tooLarge }) {
    if (tooLarge)
        return "too_large";
    if (body.trim() === "")
        return "empty";
    return /^\s*</.test(body) ? "html" : "not_json";
}
/**
 * The token in an answer.
 * @param renewed the refresh token of the answer when it differs from the one sent
 * @throws Failure `oauth_error`, since some servers send errors with status 200, or `malformed_response`
 */
function tokenIn(answer, asked, renewed) {
    const { json, failure } = answer;
    if ((0,server_words/* hasError */.JD)(json))
        throw failure("oauth_error");
    if (json.access_token === undefined)
        throw failure("malformed_response", "no_token");
    if (!usable(json.access_token))
        throw failure("malformed_response", "unusable_token");
    const claims = (0,jwt/* readClaims */.I)(json.access_token);
    const scope = typeof json.scope === "string" ? json.scope : (claims?.scope ?? (asked.scope.join(" ") || undefined));
    return {
        accessToken: json.access_token,
        tokenType: typeof json.token_type === "string" && json.token_type.trim() ? json.token_type : "Bearer",
        ...expiry(json.expires_in, claims?.expiry),
        ...(0,build_json/* optional */.l)("scope", scope),
        ...(0,build_json/* optional */.l)("refreshToken", renewed),
        ...(0,build_json/* optional */.l)("claims", claims),
    };
}
/** Some characters, none of them one that would break a header or a line. */
const usable = (token) => typeof token === "string" && token.trim() !== "" && !/[\u0000-\u001f\u007f]/.test(token);
/** From `expires_in`, a number or a string of digits (Entra v1), else from the `exp` claim. */
function expiry(expiresIn, exp) {
    const now = Date.now();
    const told = typeof expiresIn === "string" && /^\d+$/.test(expiresIn) ? Number(expiresIn) : expiresIn;
    const claimed = exp === undefined ? Number.NaN : exp * 1000;
    const granted = typeof told === "number" && told >= 0 ? now + Math.floor(told) * 1000 : Number.NaN;
    const expiresAt = Number.isNaN(new Date(granted).getTime()) ? claimed : granted;
    // No date for NaN, nor for what is beyond the years of a Date.
    if (Number.isNaN(new Date(expiresAt).getTime()))
        return {};
    return { expiresAt, expiresIn: Math.max(0, Math.floor((expiresAt - now) / 1000)) };
}

;// CONCATENATED MODULE: ./build/oauth/token-request.js



/**
 * The token a server grants for this request (RFC 6749 section 5.1).
 * @param keep awaited with a new refresh token before anything about the answer can fail
 * @throws Failure for everything that can go wrong on the way
 */
async function requestToken(request, transport, keep) {
    const { attempts, secrets, send } = transport;
    const grant = grants/* grants */.g[request.grantType];
    const answer = await attempts.run(grant, async (signal) => {
        const credentials = credentialsFor(transport, signal);
        const form = await fields(request, grant, credentials);
        const response = await send(await (0,authenticated_form/* authenticatedForm */.c)(request.endpoint, form, request, credentials), signal);
        return readAnswer(response, request.endpoint, secrets);
    });
    const renewed = answer.refreshToken !== request.refreshToken ? answer.refreshToken : undefined;
    if (renewed !== undefined)
        await keep(renewed);
    return tokenIn(answer, request, renewed);
}
/** The credentials of one attempt. */
const credentialsFor = ({ idToken, secrets }, signal) => ({
    idToken: () => idToken(signal),
    protect: (secret) => secrets.protect(secret),
});
/** In the order in which the documentation of the Wallis portal and of Usage Engine shows them. */
const fields = async (request, grant, { idToken }) => [
    ...(await grant.credential(request, idToken)),
    ["grant_type", request.grantType],
    ...grant.audience(request.audience),
    ...request.resource.map((resource) => ["resource", resource]),
    ...(request.scope.length ? [["scope", request.scope.join(" ")]] : []),
    ...request.extraParameters,
];


/***/ }),

/***/ 722:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

// @actions/http-client imports tunnel at its top, and tunnel imports assert: together 5 % of the time of a run that
// uses no proxy. The real package, under the name tunnel-agents, is a chunk of its own, which load() brings in.
let agents
exports.Hh = async () => {
  agents = (await __nccwpck_require__.e(/* import() */ 591).then(__nccwpck_require__.t.bind(__nccwpck_require__, 591, 19))).default
}

const later = (name) => (options) => {
  if (agents) return agents[name](options)
  throw new Error("tunnel is not loaded: await load() before the first request through a proxy")
}

exports.xj = later("httpOverHttp")
exports.I9 = later("httpsOverHttp")
exports.aQ = later("httpOverHttps")
exports.vX = later("httpsOverHttps")


/***/ }),

/***/ 613:
/***/ ((module) => {

"use strict";
module.exports = require("assert");

/***/ }),

/***/ 434:
/***/ ((module) => {

"use strict";
module.exports = require("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

"use strict";
module.exports = require("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

"use strict";
module.exports = require("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

"use strict";
module.exports = require("net");

/***/ }),

/***/ 598:
/***/ ((module) => {

"use strict";
module.exports = require("node:crypto");

/***/ }),

/***/ 756:
/***/ ((module) => {

"use strict";
module.exports = require("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

"use strict";
module.exports = require("util");

/***/ }),

/***/ 705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Yz: () => (/* binding */ core_debug),
  dN: () => (/* binding */ exportVariable),
  Gu: () => (/* binding */ getState),
  pq: () => (/* binding */ info),
  _o: () => (/* binding */ isDebug),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  C1: () => (/* binding */ setFailed),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ core_setSecret),
  z: () => (/* reexport */ summary),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, endGroup, error, getBooleanInput, getIDToken, getInput, getMultilineInput, group, markdownSummary, platform, setCommandEcho, startGroup, toPlatformPath, toPosixPath, toWin32Path

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = require("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = require("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = require("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = require("path");
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(905);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return file_command_issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    command_issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 905:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Qq: () => (/* binding */ HttpClient),
  s_: () => (/* binding */ lib_getProxyUrl)
});

// UNUSED EXPORTS: Headers, HttpClientError, HttpClientResponse, HttpCodes, MediaTypes, isHttps

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./vendor/tunnel/index.js
var tunnel = __nccwpck_require__(722);
;// CONCATENATED MODULE: ./vendor/undici/index.js
// @actions/http-client imports undici for getAgentDispatcher(), which this action never calls. The
// real package is 1 MB and half of the start-up time, so the bundle holds this instead.
class ProxyAgent {
  constructor() {
    throw new Error("undici is left out of this bundle: use HttpClient.getAgent(), not getAgentDispatcher()")
  }
}

;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel/* httpsOverHttps */.vX : tunnel/* httpsOverHttp */.I9;
            }
            else {
                tunnelAgent = overHttps ? tunnel/* httpOverHttps */.aQ : tunnel/* httpOverHttp */.xj;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map

/***/ })

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/******/ 	// expose the modules object (__webpack_modules__)
/******/ 	__nccwpck_require__.m = __webpack_modules__;
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/******/ 	/* webpack/runtime/compat get default export */
/******/ 	(() => {
/******/ 		// getDefaultExport function for compatibility with non-harmony modules
/******/ 		__nccwpck_require__.n = (module) => {
/******/ 			var getter = module && module.__esModule ?
/******/ 				() => (module['default']) :
/******/ 				() => (module);
/******/ 			__nccwpck_require__.d(getter, { a: getter });
/******/ 			return getter;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/create fake namespace object */
/******/ 	(() => {
/******/ 		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 		var leafPrototypes;
/******/ 		// create a fake namespace object
/******/ 		// mode & 1: value is a module id, require it
/******/ 		// mode & 2: merge all properties of value into the ns
/******/ 		// mode & 4: return value when already ns object
/******/ 		// mode & 16: return value when it's Promise-like
/******/ 		// mode & 8|1: behave like require
/******/ 		__nccwpck_require__.t = function(value, mode) {
/******/ 			if(mode & 1) value = this(value);
/******/ 			if(mode & 8) return value;
/******/ 			if(typeof value === 'object' && value) {
/******/ 				if((mode & 4) && value.__esModule) return value;
/******/ 				if((mode & 16) && typeof value.then === 'function') return value;
/******/ 			}
/******/ 			var ns = Object.create(null);
/******/ 			__nccwpck_require__.r(ns);
/******/ 			var def = {};
/******/ 			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 			for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 				Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 			}
/******/ 			def['default'] = () => (value);
/******/ 			__nccwpck_require__.d(ns, def);
/******/ 			return ns;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/ensure chunk */
/******/ 	(() => {
/******/ 		__nccwpck_require__.f = {};
/******/ 		// This file contains only the entry chunk.
/******/ 		// The chunk loading function for additional chunks
/******/ 		__nccwpck_require__.e = (chunkId) => {
/******/ 			return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 				__nccwpck_require__.f[key](chunkId, promises);
/******/ 				return promises;
/******/ 			}, []));
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/get javascript chunk filename */
/******/ 	(() => {
/******/ 		// This function allow to reference async chunks
/******/ 		__nccwpck_require__.u = (chunkId) => {
/******/ 			// return url for filenames based on template
/******/ 			return "" + chunkId + ".index.js";
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/require chunk loading */
/******/ 	(() => {
/******/ 		// no baseURI
/******/ 		
/******/ 		// object to store loaded chunks
/******/ 		// "1" means "loaded", otherwise not loaded yet
/******/ 		var installedChunks = {
/******/ 			792: 1
/******/ 		};
/******/ 		
/******/ 		// no on chunks loaded
/******/ 		
/******/ 		var installChunk = (chunk) => {
/******/ 			var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
/******/ 			for(var moduleId in moreModules) {
/******/ 				if(__nccwpck_require__.o(moreModules, moduleId)) {
/******/ 					__nccwpck_require__.m[moduleId] = moreModules[moduleId];
/******/ 				}
/******/ 			}
/******/ 			if(runtime) runtime(__nccwpck_require__);
/******/ 			for(var i = 0; i < chunkIds.length; i++)
/******/ 				installedChunks[chunkIds[i]] = 1;
/******/ 		
/******/ 		};
/******/ 		
/******/ 		// require() chunk loading for javascript
/******/ 		__nccwpck_require__.f.require = (chunkId, promises) => {
/******/ 			// "1" is the signal for "already loaded"
/******/ 			if(!installedChunks[chunkId]) {
/******/ 				if(true) { // all chunks have JS
/******/ 					installChunk(require("./" + __nccwpck_require__.u(chunkId)));
/******/ 				} else installedChunks[chunkId] = 1;
/******/ 			}
/******/ 		};
/******/ 		
/******/ 		// no external install chunk
/******/ 		
/******/ 		// no HMR
/******/ 		
/******/ 		// no HMR manifest
/******/ 	})();
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};
// This entry need to be wrapped in an IIFE because it need to be in strict mode.
(() => {
"use strict";
// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  main: () => (/* reexport */ main),
  post: () => (/* reexport */ post)
});

;// CONCATENATED MODULE: ./build/action/cancellation.js
// Hears that the job is being cancelled. The runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that.
/** Milliseconds after the first signal at which even work that should be finished is given up. */
const LAST_CALL = 6000;
function onCancel() {
    const asked = new AbortController();
    const late = new AbortController();
    const cancel = () => {
        if (asked.signal.aborted)
            return;
        asked.abort();
        setTimeout(() => late.abort(), LAST_CALL).unref();
    };
    for (const signal of ["SIGINT", "SIGTERM"])
        process.on(signal, cancel);
    return { asked: asked.signal, late: late.signal };
}

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 12 modules
var core = __nccwpck_require__(705);
// EXTERNAL MODULE: ./build/failure.js
var failure = __nccwpck_require__(961);
// EXTERNAL MODULE: ./build/json.js
var json = __nccwpck_require__(657);
// EXTERNAL MODULE: ./build/oauth/harmless.js
var harmless = __nccwpck_require__(900);
// EXTERNAL MODULE: ./build/oauth/secrets.js
var oauth_secrets = __nccwpck_require__(530);
// EXTERNAL MODULE: ./build/oauth/token-request.js + 1 modules
var token_request = __nccwpck_require__(43);
;// CONCATENATED MODULE: ./build/oauth/verification.js
// Checks what came back against what the next steps need, and notes where it differs from what was asked.


const words = (text = "") => text.split(/\s+/);
const lacking = (wanted, present) => wanted.filter((item) => !present.includes(item));
/**
 * @throws Failure `verification_failed` when the token lacks something required, or when that cannot be known
 */
function verify(token, requirements) {
    const { claims, expiresIn, scope } = token;
    const demand = (met, reason, quoted) => {
        if (!met)
            throw new failure/* Failure */.H("verification_failed", {
                reason,
                ...(0,json/* optional */.l)("quoted", quoted),
                ...(0,json/* optional */.l)("seconds", expiresIn),
            });
    };
    const audience = lacking(requirements.audience, claims?.audience ?? []);
    demand(audience.length === 0 || claims !== undefined, "audience_unknown", audience);
    demand(audience.length === 0, "audience_missing", audience);
    const scopes = lacking(requirements.scope, words(scope));
    demand(scopes.length === 0 || scope !== undefined, "scope_unknown", scopes);
    demand(scopes.length === 0, "scope_missing", scopes);
    demand(requirements.minLifetime === 0 || expiresIn !== undefined, "lifetime_unknown");
    demand(expiresIn === undefined || expiresIn >= requirements.minLifetime, "lifetime_short");
}
/** Keycloak ignores `audience`; any server may narrow a scope (RFC 6749 section 3.3). An opaque token hides its audience. */
function shortfallOf(token, request) {
    return {
        audience: token.claims ? lacking(request.audience, token.claims.audience) : [],
        scope: token.scope === undefined ? [] : lacking(request.scope, words(token.scope)),
    };
}

// EXTERNAL MODULE: ./build/action/as-failure.js
var as_failure = __nccwpck_require__(571);
// EXTERNAL MODULE: ./build/action/configuration.js + 3 modules
var configuration = __nccwpck_require__(361);
// EXTERNAL MODULE: ./build/action/inputs.js + 2 modules
var inputs = __nccwpck_require__(275);
// EXTERNAL MODULE: ./build/action/log.js
var action_log = __nccwpck_require__(224);
// EXTERNAL MODULE: ./build/action/mask-inputs.js
var mask_inputs = __nccwpck_require__(712);
// EXTERNAL MODULE: ./build/action/messages/log-lines.js
var log_lines = __nccwpck_require__(607);
// EXTERNAL MODULE: ./build/action/messages/summary-text.js
var summary_text = __nccwpck_require__(643);
// EXTERNAL MODULE: ./build/action/post-state.js
var post_state = __nccwpck_require__(94);
// EXTERNAL MODULE: ./build/action/proxy-variables.js
var proxy_variables = __nccwpck_require__(610);
// EXTERNAL MODULE: ./build/action/publish.js
var publish = __nccwpck_require__(421);
// EXTERNAL MODULE: ./build/action/transport.js + 1 modules
var transport = __nccwpck_require__(596);
;// CONCATENATED MODULE: ./build/action/get-token.js
// The main step: from the inputs to a masked access token in the hands of the next steps.


















/** Never rejects: a failure becomes the step's one error annotation and exit code 1. */
async function getToken(env, cancel) {
    const secrets = new oauth_secrets/* Secrets */.Sb(core/* setSecret */.Pq);
    const log = (0,action_log/* createLog */.h)(secrets);
    let facts = {};
    try {
        const configuration = configurationOf(env, secrets, log);
        const { tokenEndpoint, issuer = "" } = configuration;
        const { grantType, clientAuthentication } = configuration.request;
        facts = { grantType, clientAuthentication, endpoint: (0,failure/* withoutQuery */.j)(tokenEndpoint ?? issuer) };
        const context = { env, secrets, log, cancel };
        const result = await obtain(configuration, context);
        if (cancel.asked.aborted)
            throw new failure/* Failure */.H("cancelled");
        await handOver(result, configuration, context);
    }
    catch (error) {
        const failure = (0,as_failure/* asFailure */.h)(error, log);
        try {
            (0,publish/* publishFailure */.yX)(failure);
        }
        catch {
            // The runner's files cannot be written; the message still can.
        }
        const { failureMessage } = await __nccwpck_require__.e(/* import() */ 232).then(__nccwpck_require__.bind(__nccwpck_require__, 232));
        log.fail(failureMessage(failure, facts));
    }
}
/** Masks first, reads second, complains last. */
function configurationOf(env, secrets, log) {
    const tooShort = (0,mask_inputs/* maskInputs */.a)(env, secrets);
    if (tooShort.length)
        log.warning(log_lines/* lines */.Mn.tooShort(tooShort));
    const unreadable = (0,proxy_variables/* unreadableProxies */.G)(env);
    if (unreadable.length)
        log.warning(log_lines/* lines */.Mn.unreadableProxies(unreadable));
    const reading = (0,inputs/* readInputs */.Ko)(env);
    if (reading.trimmed.length)
        log.info(log_lines/* lines */.Mn.trimmed(reading.trimmed));
    return (0,configuration/* configure */.j)(reading, env);
}
/** Asks for the token, and has a rotated refresh token stored in the same breath. */
async function obtain(configuration, context) {
    const exchange = (keep) => (0,transport/* withTransport */.q)(configuration, context, async (transport) => {
        const endpoints = await endpointsOf(configuration, transport);
        const request = {
            ...configuration.request,
            endpoint: endpoints.token,
            assertionAudience: configuration.issuer ?? endpoints.token,
        };
        context.log.info(log_lines/* lines */.Mn.asking({ ...request, endpoint: (0,failure/* withoutQuery */.j)(request.endpoint) }));
        return { request, endpoints, token: await (0,token_request/* requestToken */.F)(request, transport, keep) };
    });
    const { rotation } = configuration;
    if (!rotation)
        return exchange(ignored);
    // The look at the secret comes before the exchange, so that it takes nothing of the deadline.
    const { rotating } = await __nccwpck_require__.e(/* import() */ 289).then(__nccwpck_require__.bind(__nccwpck_require__, 289));
    return rotating(rotation, context, exchange);
}
const ignored = async () => { };
/** A given endpoint costs no request; an issuer's are looked up. */
async function endpointsOf(configuration, transport) {
    const { tokenEndpoint, revocationEndpoint, issuer = "", allowHttp, revoke } = configuration;
    const given = revocationEndpoint ? { revocation: revocationEndpoint } : {};
    if (tokenEndpoint)
        return { token: tokenEndpoint, ...given };
    const { discover } = await __nccwpck_require__.e(/* import() */ 753).then(__nccwpck_require__.bind(__nccwpck_require__, 753));
    const endpoints = { ...(await discover({ issuer, allowHttp }, transport)), ...given };
    if (revoke === "always" && !endpoints.revocation) {
        throw new failure/* Failure */.H("discovery_failed", {
            step: "discovery",
            endpoint: (0,failure/* withoutQuery */.j)(issuer),
            reason: "no_revocation_endpoint",
        });
    }
    return endpoints;
}
/** Checks the token and gives it to the next steps, to the post step and to the reader of the summary. */
async function handOver({ request, endpoints, token }, configuration, { secrets, log }) {
    const { envName, requirements, rotation, summary } = configuration;
    const tokenType = (0,harmless/* harmless */.Is)(token.tokenType, secrets, 200);
    log.info(log_lines/* lines */.Mn.granted(token, tokenType));
    if (request.refreshToken !== undefined && token.refreshToken !== undefined && !rotation)
        log.info(log_lines/* lines */.Mn.newRefreshToken);
    verify(token, requirements);
    // Where it differs from what was asked for, it is usable all the same.
    const { audience, scope } = shortfallOf(token, request);
    if (audience.length)
        log.notice(log_lines/* lines */.Mn.audienceIgnored(audience));
    if (scope.length)
        log.notice(log_lines/* lines */.Mn.scopeNarrowed(scope));
    if (token.tokenType.toLowerCase() !== "bearer")
        log.notice(log_lines/* lines */.Mn.otherType(tokenType));
    (0,publish/* publish */.mk)(token, envName);
    (0,post_state/* saveState */.L)(token, endpoints);
    log.info(log_lines/* lines */.Mn.published(envName));
    if (!summary)
        return;
    await (0,publish/* writeSummary */.Sy)(() => (0,summary_text/* tokenSummary */.W)(token, { ...request, ...(0,json/* optional */.l)("rotation", rotation) }, secrets)).catch(() => log.warning(log_lines/* lines */.Mn.summaryFailed));
}

;// CONCATENATED MODULE: ./build/main.js
// Entry of the main step.


const main = () => getToken(process.env, onCancel());

;// CONCATENATED MODULE: ./build/post.js
// Entry of the post step, loaded only when the job ends.

async function post() {
    const { revokeToken } = await __nccwpck_require__.e(/* import() */ 128).then(__nccwpck_require__.bind(__nccwpck_require__, 128));
    await revokeToken(process.env, onCancel());
}

;// CONCATENATED MODULE: ./build/index.js
// Both steps in one bundle, so that a runner downloads every module once.



})();

module.exports = __webpack_exports__;
/******/ })()
;