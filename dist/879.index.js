"use strict";
exports.id = 879;
exports.ids = [879,373];
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

/***/ 1879:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openRotation: () => (/* binding */ openRotation)
});

// UNUSED EXPORTS: inspectBeforeExchange, storeRotated

// EXTERNAL MODULE: ./build/failure.js
var failure = __webpack_require__(5961);
// EXTERNAL MODULE: ./build/http/client.js + 3 modules
var client = __webpack_require__(7553);
// EXTERNAL MODULE: ./build/http/evidence.js + 1 modules
var http_evidence = __webpack_require__(2373);
// EXTERNAL MODULE: ./build/http/json-request.js
var json_request = __webpack_require__(6032);
// EXTERNAL MODULE: ./build/json.js
var build_json = __webpack_require__(7657);
;// CONCATENATED MODULE: ./build/github/rest.js
// Calls GitHub's REST API: its headers, its retries, and lists page by page.





/**
 * The JSON object that was requested; empty after a write.
 * @param path starts with a slash
 * @throws Failure `http_status`, `unexpected_answer`, or what happened before there was an answer
 */
async function call({ attempts, send, secrets, baseUrl, token }, method, path, body) {
    const url = `${baseUrl.replace(/\/$/, "")}${path}`;
    const headers = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" };
    const request = (0,json_request/* jsonRequest */.U)({ method, url, bearer: token, headers, body });
    // Every call may be repeated: writing a secret twice has the same result as writing it once.
    return attempts.run({ replayable: true }, async (signal) => {
        const response = await send(request, signal);
        // Not every 2xx counts: otherwise a gateway's page would look like a stored secret, or like an empty list.
        if (method === "PUT" && WRITTEN.includes(response.status))
            return {};
        const json = method === "GET" && response.status === 200 ? (0,build_json/* asObject */.eB)(response.json) : undefined;
        if (json)
            return json;
        throw refusal(response, url, secrets);
    });
}
/** Created, updated. */
const WRITTEN = [201, 204];
/** GitHub answers 403 when its rate limit is exceeded, too. Such a refusal is transient and counts as a 429. */
function refusal({ headers, ...response }, url, secrets) {
    const rateLimited = headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0";
    const status = response.status === 403 && rateLimited ? 429 : response.status;
    const evidence = (0,http_evidence.evidenceOf)({ ...response, status, headers }, url, secrets);
    return (0,client/* isSuccess */.o)(status)
        ? new failure/* Failure */.HR("unexpected_answer", { ...evidence, reason: "unexpected" })
        : new failure/* Failure */.HR("http_status", evidence);
}
/** Items on one page. A repository or a job can have 20 kB, and at most 1 MiB of an answer is read. */
const PAGE = 30;
/**
 * All items of a paged list.
 * @throws Failure as {@link call}; `unexpected_answer` also when there are not as many as GitHub says
 */
async function listAll(rest, path, property) {
    const items = [];
    for (let page = 1;; page++) {
        const answer = await call(rest, "GET", `${path}?per_page=${PAGE}&page=${page}`);
        const list = Array.isArray(answer[property]) ? answer[property] : [];
        items.push(...list);
        if (items.length === answer.total_count)
            return items;
        if (list.length === 0)
            throw new failure/* Failure */.HR("unexpected_answer", { reason: "unexpected" });
    }
}

;// CONCATENATED MODULE: ./build/github/run-age.js
// When this run read its secrets, by GitHub's own clock. It cannot have read a value that was written later.


/** Milliseconds. The list of jobs lags a little behind the runner. */
const LAG = 1000;
/**
 * Milliseconds since the epoch. Repository and organisation secrets are read when the run is queued, and a re-run gets
 * the values of its first attempt; environment secrets are read when the job starts.
 * @throws Failure as {@link call}
 */
async function secretsReadAt(rest, place, env) {
    const { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt = "1", RUNNER_NAME: runner } = env;
    if (!id)
        return "not_told";
    const run = `/repos/${place.repository}/actions/runs/${id}`;
    const startOfJob = async () => startOf(await listAll(rest, `${run}/attempts/${attempt}/jobs`, "jobs"), runner);
    try {
        if (!place.environment)
            return milliseconds((await call(rest, "GET", run)).created_at) ?? "not_told";
        return (await startOfJob()) ?? (await wait(LAG).then(startOfJob)) ?? "not_told";
    }
    catch (error) {
        const { status = 0 } = error instanceof failure/* Failure */.HR ? error.evidence : {};
        if ([403, 404].includes(status))
            return "not_permitted";
        throw error;
    }
}
/** A runner runs one job at a time. When several jobs seem to be on this one, the start is not known. */
function startOf(jobs, runner) {
    const own = jobs.filter((job) => job.runner_name === runner && job.status !== "completed");
    return own.length === 1 ? milliseconds(own[0]?.started_at) : undefined;
}
const milliseconds = (date) => Date.parse(String(date)) || undefined;
const wait = (delay) => new Promise((done) => setTimeout(done, delay));

;// CONCATENATED MODULE: ./build/github/secret-store.js
// Actions secrets: inspects one, and stores a new value sealed to the public key of its place.
// https://docs.github.com/rest/actions/secrets


/** The path of all secrets of a place, without a slash at its end. */
function secretsPath({ repository, environment, organization }) {
    if (organization)
        return `/orgs/${encodeURIComponent(organization)}/actions/secrets`;
    if (environment)
        return `/repos/${repository}/environments/${encodeURIComponent(environment)}/secrets`;
    return `/repos/${repository}/actions/secrets`;
}
const secretPath = (place) => `${secretsPath(place)}/${place.name}`;
/** @throws Failure as {@link call}, with reason `no_place` or `no_secret` where GitHub answers 404 */
async function inspectSecret(rest, place) {
    const key = await publicKey(rest, place);
    return stored(rest, place, { key, ...(await secretAt(rest, place)) });
}
/**
 * What is needed to write a secret that may not exist yet. A new one of an organisation is for one repository only.
 * @throws Failure as {@link inspectSecret}, except for `no_secret`
 */
async function prepareSecret(rest, place, repositoryId) {
    const key = await publicKey(rest, place);
    const known = await secretAt(rest, place).catch((error) => {
        if (!(error instanceof Failure) || error.evidence.reason !== "no_secret")
            throw error;
    });
    if (known)
        return { secret: await stored(rest, place, { key, ...known }), exists: true };
    const kept = place.organization ? { visibility: "selected", selected_repository_ids: [repositoryId] } : {};
    return { secret: { key, updatedAt: 0, kept }, exists: false };
}
const stored = async (rest, place, { key, updatedAt, secret }) => ({
    key,
    updatedAt,
    kept: place.organization ? await sharing(rest, place, secret) : {},
});
/** When a secret was last written, in milliseconds since the epoch. @throws Failure as {@link inspectSecret} */
const updateOf = async (rest, place) => (await secretAt(rest, place)).updatedAt;
async function secretAt(rest, place) {
    const secret = await call(rest, "GET", secretPath(place)).catch(throwOnNotFound("no_secret"));
    const updatedAt = Date.parse(String(secret.updated_at));
    if (Number.isNaN(updatedAt))
        throw new failure/* Failure */.HR("unexpected_answer", { reason: "no_date" });
    return { secret, updatedAt };
}
async function publicKey(rest, place) {
    const { key_id: id, key: value } = await call(rest, "GET", `${secretsPath(place)}/public-key`).catch(throwOnNotFound("no_place"));
    if (typeof id !== "string" || typeof value !== "string" || !(await isUsable(value)))
        throw new failure/* Failure */.HR("unexpected_answer", { reason: "no_key" });
    return { id, value };
}
/** Tested before any credential is sent: a value that cannot be sealed could be neither stored nor shown. */
async function isUsable(key) {
    const { seal } = await Promise.all(/* import() */[__webpack_require__.e(93), __webpack_require__.e(947)]).then(__webpack_require__.bind(__webpack_require__, 9947));
    try {
        return seal("", key) !== "";
    }
    catch {
        return false;
    }
}
async function sharing(rest, place, { visibility }) {
    if (typeof visibility !== "string")
        throw new failure/* Failure */.HR("unexpected_answer", { reason: "unexpected" });
    if (visibility !== "selected")
        return { visibility };
    const repositories = await listAll(rest, `${secretPath(place)}/repositories`, "repositories");
    return { visibility, selected_repository_ids: repositories.map(({ id }) => Number(id)) };
}
/**
 * Seals a value and stores it.
 * @param ready gets each write as soon as it is sealed, so that it can be shown if it never arrives
 * @throws Failure as {@link call}, after all attempts; the last write given to `ready` would still store the value
 */
async function storeSecret(rest, { value, place, secret }, ready) {
    const write = async (key) => {
        const sealed = await sealedWrite(rest, { value, place, secret: { ...secret, key } });
        ready(sealed);
        await call(rest, "PUT", sealed.path, sealed.body);
    };
    await write(secret.key).catch(async (error) => {
        if (!(error instanceof failure/* Failure */.HR) || error.evidence.status !== 422)
            throw error;
        // The key of the place has changed since it was read.
        await write(await publicKey(rest, place));
    });
}
/** The cryptography is loaded only here, since most runs store nothing. */
async function sealedWrite({ secrets }, { value, place, secret }) {
    const { seal } = await Promise.all(/* import() */[__webpack_require__.e(93), __webpack_require__.e(947)]).then(__webpack_require__.bind(__webpack_require__, 9947));
    // A short secret may occur in the sealed value by chance, and masking would break the command. Each seal is different.
    let sealed = seal(value, secret.key.value);
    while (secrets.redact(sealed) !== sealed)
        sealed = seal(value, secret.key.value);
    return { path: secretPath(place), body: { encrypted_value: sealed, key_id: secret.key.id, ...secret.kept } };
}
/** Throws the error again, with this reason if GitHub answered 404. */
const throwOnNotFound = (reason) => (error) => {
    throw error instanceof failure/* Failure */.HR && error.evidence.status === 404 ? error.with({ reason }) : error;
};

// EXTERNAL MODULE: ./build/http/attempts.js + 2 modules
var attempts = __webpack_require__(3299);
// EXTERNAL MODULE: ./build/step/context.js
var context = __webpack_require__(5949);
// EXTERNAL MODULE: ./build/step/messages/lines.js
var lines = __webpack_require__(3812);
// EXTERNAL MODULE: ./build/step/messages/unsaved.js
var unsaved = __webpack_require__(9037);
;// CONCATENATED MODULE: ./build/github/gh-command.js
const shellQuote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
/** The host of a URL, with or without its scheme; github.com when there is none. */
const hostOf = (serverUrl = "") => /^(?:https?:\/\/)?((?:[\w-]+(?:\.[\w-]+)+|localhost)(?::\d+)?)(?:\/|$)/i.exec(serverUrl.trim())?.[1] ??
    "github.com";
/**
 * One line for any POSIX shell. The value in it is sealed to GitHub's key, so it may be shown.
 * @param serverUrl `GITHUB_SERVER_URL`; any host but github.com is named in the command
 */
function ghCommand({ path, body }, serverUrl) {
    const { encrypted_value, key_id, visibility, selected_repository_ids } = body;
    const host = hostOf(serverUrl);
    return [
        "gh api --method PUT",
        ...(host === "github.com" ? [] : [`--hostname ${shellQuote(host)}`]),
        // Git Bash takes a leading slash for a folder of Windows; gh needs none.
        shellQuote(path.replace(/^\//, "")),
        // -f sends a string; -F would make a number of the key id.
        `-f ${shellQuote(`encrypted_value=${encrypted_value}`)}`,
        `-f ${shellQuote(`key_id=${key_id}`)}`,
        ...(visibility === undefined ? [] : [`-f ${shellQuote(`visibility=${visibility}`)}`]),
        ...(selected_repository_ids ?? []).map((id) => `-F ${shellQuote(`selected_repository_ids[]=${id}`)}`),
    ].join(" ");
}

;// CONCATENATED MODULE: ./build/step/secret-keeper.js
// Stores values in GitHub secrets so that none is lost: if a write fails or may not finish, a command that stores the value is shown.


/**
 * @param late aborted when this process will be killed soon; then the command is shown at once
 * @param serverUrl `GITHUB_SERVER_URL`
 */
function createKeeper(rest, { late, serverUrl, tell }) {
    return {
        async store(storing) {
            const { place } = storing;
            let sealed;
            let shown;
            const show = () => {
                if (!sealed || sealed === shown)
                    return;
                shown = sealed;
                tell.unsaved(place, ghCommand(sealed, serverUrl));
            };
            late.addEventListener("abort", show);
            try {
                await storeSecret(rest, storing, (write) => {
                    sealed = write;
                    if (late.aborted)
                        show();
                });
                if (shown)
                    tell.storedAfterAll(place);
                else
                    tell.stored(place);
            }
            catch (error) {
                show();
                throw error;
            }
            finally {
                late.removeEventListener("abort", show);
            }
        },
    };
}

// EXTERNAL MODULE: ./build/step/summary.js
var summary = __webpack_require__(7326);
// EXTERNAL MODULE: ./build/step/trace.js
var trace = __webpack_require__(9743);
;// CONCATENATED MODULE: ./build/step/github-secrets.js








/** Separate from those of other requests: a write that is given up means a value to be stored by hand. */
const LIMITS = { timeout: 10, deadline: 60, maxAttempts: 10 };
/** @param words for log and summary, when a value is stored and when it is not */
function connectToSecrets(token, words, { env, secrets, log, cancel }) {
    const sender = (0,client/* createSender */.a)(context/* USER_AGENT */._);
    const rest = (stop) => ({
        baseUrl: env.GITHUB_API_URL || "https://api.github.com",
        token,
        send: (0,trace/* traced */.m)(sender.send, log, secrets),
        attempts: (0,attempts/* createAttempts */.z_)(LIMITS, { begin: stop, finish: stop }, (retry) => log.info(lines/* stepLines */.m.retry(retry))),
        secrets,
    });
    const summarize = (markdown) => {
        try {
            (0,summary/* writeSummary */.S)(markdown, env);
        }
        catch {
            log.warning(words.unsavedTitle);
        }
    };
    const tell = {
        stored: (place) => log.info(words.stored(place)),
        unsaved: (place, command) => {
            log.info((0,unsaved/* unsavedText */.Yc)(words, place, command));
            summarize((0,unsaved/* unsavedSummary */.RN)(words, place, command));
        },
        storedAfterAll: (place) => {
            log.info(words.storedAfterAll(place));
            summarize((0,unsaved/* storedAfterAllSummary */.rF)(words, place));
        },
    };
    const { late, over } = cancel;
    return {
        reading: () => rest(cancel.asked),
        keeper: {
            store: (storing) => createKeeper(rest(over), { late, serverUrl: env.GITHUB_SERVER_URL, tell }).store(storing),
        },
        close: sender.close,
    };
}

// EXTERNAL MODULE: ./build/token/messages/log-lines.js + 1 modules
var log_lines = __webpack_require__(7801);
;// CONCATENATED MODULE: ./build/token/rotation.js
// Stores a rotated refresh token in the Actions secret it came from, in an order that loses nothing.





/** Milliseconds for which what was seen of the secret counts. Waiting for another attempt may take longer. */
const FRESH = 2000;
/**
 * Inspects the secret before the refresh token is sent.
 * @throws Failure `rotation_failed`, `stale_refresh_token` or `cancelled`; the refresh token has not been sent
 */
async function openRotation({ place, token }, context) {
    const { env, log } = context;
    const github = connectToSecrets(token, log_lines/* lines */.M, context);
    if (place.organization)
        log.info(log_lines/* lines */.M.sharedByRepositories);
    const secret = await inspectBeforeExchange(github.reading(), place, { env, log }).catch((error) => {
        github.close();
        throw error;
    });
    let inspectedAt = Date.now();
    return {
        async beforeSending() {
            if (Date.now() - inspectedAt < FRESH)
                return;
            await throwIfWritten(github.reading(), place, { secret, inspectedAt });
            inspectedAt = Date.now();
        },
        store: (value) => storeRotated(github.keeper, { value, place, secret }),
        close: github.close,
    };
}
/**
 * The secret must exist, the public key of its place must be readable, and it must not be newer than what this run
 * can have read.
 * @throws Failure as {@link openRotation}
 */
async function inspectBeforeExchange(rest, place, { env, log }) {
    try {
        const secret = await inspectSecret(rest, place);
        const readAt = await secretsReadAt(rest, place, env);
        if (typeof readAt === "string")
            log.info(log_lines/* lines */.M.unknownAge[readAt]);
        else if (secret.updatedAt > readAt)
            throw new failure/* Failure */.HR("stale_refresh_token", { dates: [secret.updatedAt, readAt] });
        return secret;
    }
    catch (error) {
        throw asRotationFailure(error, false);
    }
}
/** @throws Failure `stale_refresh_token` when the secret was written since it was inspected; as {@link openRotation} */
async function throwIfWritten(rest, place, { secret, inspectedAt }) {
    try {
        const written = await updateOf(rest, place);
        if (written === secret.updatedAt)
            return;
        throw new failure/* Failure */.HR("stale_refresh_token", { dates: [written, inspectedAt] });
    }
    catch (error) {
        throw asRotationFailure(error, false);
    }
}
/** @throws Failure `rotation_failed`, after all attempts */
const storeRotated = (keeper, storing) => keeper.store(storing).catch((error) => {
    throw asRotationFailure(error, true);
});
/** Whatever happens on the way to GitHub is a failure of the rotation. The evidence keeps its cause. */
function asRotationFailure(error, sent) {
    if (!(error instanceof failure/* Failure */.HR))
        return error;
    const { code, evidence } = error;
    if (code === "stale_refresh_token" || code === "cancelled")
        return error.with({ step: "rotation", sent });
    const reason = (0,failure/* isNetworkCode */.OU)(code) ? code : evidence.reason;
    return new failure/* Failure */.HR("rotation_failed", { ...evidence, step: "rotation", sent, reason });
}


/***/ })

};
;