"use strict";
exports.id = 304;
exports.ids = [304];
exports.modules = {

/***/ 9304:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openRotation: () => (/* binding */ openRotation)
});

// UNUSED EXPORTS: inspectBeforeExchange, storeRotated

// EXTERNAL MODULE: ./build/failure.js
var failure = __webpack_require__(5961);
;// CONCATENATED MODULE: ./build/github/gh-command.js
const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
/**
 * One line for any POSIX shell. The value in it is sealed to GitHub's key, so it may be shown.
 * @param serverUrl `GITHUB_SERVER_URL`; any host but github.com is named in the command
 */
function ghCommand({ path, body }, serverUrl) {
    const { encrypted_value, key_id, visibility, selected_repository_ids } = body;
    const host = new URL(serverUrl || "https://github.com").host;
    return [
        "gh api --method PUT",
        ...(host === "github.com" ? [] : [`--hostname ${quote(host)}`]),
        quote(path),
        // -f sends a string; -F would make a number of the key id.
        `-f ${quote(`encrypted_value=${encrypted_value}`)}`,
        `-f ${quote(`key_id=${key_id}`)}`,
        ...(visibility === undefined ? [] : [`-f ${quote(`visibility=${visibility}`)}`]),
        ...(selected_repository_ids ?? []).map((id) => `-F ${quote(`selected_repository_ids[]=${id}`)}`),
    ].join(" ");
}

// EXTERNAL MODULE: ./build/http/evidence.js + 1 modules
var http_evidence = __webpack_require__(2373);
// EXTERNAL MODULE: ./build/http/json-request.js
var json_request = __webpack_require__(6032);
// EXTERNAL MODULE: ./build/json.js
var build_json = __webpack_require__(7657);
;// CONCATENATED MODULE: ./build/github/rest.js
// Calls GitHub's REST API: its headers, its retries, and lists page by page.




/**
 * The JSON object that was asked for; empty after a write.
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
        // Not every 2xx counts: the page of a gateway would pass for a stored secret, or for an empty list.
        if (method === "PUT" && WRITTEN.includes(response.status))
            return {};
        const json = method === "GET" && response.status === 200 ? (0,build_json/* asObject */.e)(response.json) : undefined;
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
    const evidence = (0,http_evidence/* evidenceOf */.X1)({ ...response, status, headers }, url, secrets);
    return status < 300
        ? new failure/* Failure */.HR("unexpected_answer", { ...evidence, reason: "unexpected" })
        : new failure/* Failure */.HR("http_status", evidence);
}
/** A repository or a job may take 20 kB, and an answer is read up to 1 MiB. */
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
// When this run read its secrets, by GitHub's own clock. It cannot have seen anything written later.


/**
 * Milliseconds since the epoch, or undefined when GitHub does not tell this token (it lacks Actions: read).
 * Repository and organisation secrets are read when the run is queued, and a re-run gets the values of its first
 * attempt; environment secrets are read when the job starts.
 */
async function secretsReadAt(rest, place, env) {
    const { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt = "1", RUNNER_NAME: runner } = env;
    if (!id)
        return undefined;
    const run = `/repos/${place.repository}/actions/runs/${id}`;
    try {
        if (!place.environment)
            return milliseconds((await call(rest, "GET", run)).created_at);
        const jobs = await listAll(rest, `${run}/attempts/${attempt}/jobs`, "jobs");
        return startOf(jobs, runner);
    }
    catch (error) {
        if (error instanceof failure/* Failure */.HR && [403, 404].includes(error.evidence.status ?? 0))
            return undefined;
        throw error;
    }
}
/** A runner runs one job at a time. When several jobs seem to be on this one, the start is not known. */
function startOf(jobs, runner) {
    const own = jobs.filter((job) => job.runner_name === runner && job.status === "in_progress");
    return own.length === 1 ? milliseconds(own[0]?.started_at) : undefined;
}
const milliseconds = (date) => Date.parse(String(date)) || undefined;

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
    const secret = await call(rest, "GET", secretPath(place)).catch(because("no_secret"));
    const updatedAt = Date.parse(String(secret.updated_at));
    if (Number.isNaN(updatedAt))
        throw new failure/* Failure */.HR("unexpected_answer", { reason: "no_date" });
    return { key, updatedAt, kept: place.organization ? await sharing(rest, place, secret) : {} };
}
async function publicKey(rest, place) {
    const { key_id: id, key: value } = await call(rest, "GET", `${secretsPath(place)}/public-key`).catch(because("no_place"));
    if (typeof id !== "string" || typeof value !== "string" || !(await isUsable(value)))
        throw new failure/* Failure */.HR("unexpected_answer", { reason: "no_key" });
    return { id, value };
}
/** Tried before anything is spent: a value that cannot be sealed could be neither stored nor shown. */
async function isUsable(key) {
    const { seal } = await Promise.all(/* import() */[__webpack_require__.e(235), __webpack_require__.e(947)]).then(__webpack_require__.bind(__webpack_require__, 9947));
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
/** The primitives are loaded only here: most runs store nothing. */
async function sealedWrite({ secrets }, { value, place, secret }) {
    const { seal } = await Promise.all(/* import() */[__webpack_require__.e(235), __webpack_require__.e(947)]).then(__webpack_require__.bind(__webpack_require__, 9947));
    // A short secret may occur in the sealed value by chance, and masking would spoil the command. No two seals are alike.
    let sealed = seal(value, secret.key.value);
    while (secrets.redact(sealed) !== sealed)
        sealed = seal(value, secret.key.value);
    return { path: secretPath(place), body: { encrypted_value: sealed, key_id: secret.key.id, ...secret.kept } };
}
const because = (reason) => (error) => {
    throw error instanceof failure/* Failure */.HR && error.evidence.status === 404 ? error.with({ reason }) : error;
};

// EXTERNAL MODULE: ./build/http/attempts.js + 1 modules
var attempts = __webpack_require__(7161);
// EXTERNAL MODULE: ./build/http/client.js + 3 modules
var client = __webpack_require__(6106);
// EXTERNAL MODULE: ./build/step/context.js
var context = __webpack_require__(5949);
// EXTERNAL MODULE: ./build/step/messages/lines.js
var lines = __webpack_require__(3812);
// EXTERNAL MODULE: ./build/step/summary.js
var summary = __webpack_require__(7326);
// EXTERNAL MODULE: ./build/step/trace.js
var trace = __webpack_require__(9743);
// EXTERNAL MODULE: ./build/token/messages/log-lines.js
var log_lines = __webpack_require__(3426);
// EXTERNAL MODULE: ./build/token/messages/summary-text.js
var summary_text = __webpack_require__(5780);
;// CONCATENATED MODULE: ./build/token/rotation.js
// Stores a rotated refresh token in the Actions secret it came from, in an order that loses nothing.












/** Separate from those of the exchange: a write that is given up means a token to be stored by hand. */
const LIMITS = { timeout: 10, deadline: 60, maxAttempts: 10 };
/**
 * Inspects the secret before the refresh token is sent.
 * @throws Failure `rotation_failed`, `stale_refresh_token` or `cancelled`; the refresh token has not been sent
 */
async function openRotation({ place, token }, { env, secrets, log, cancel }) {
    const sender = (0,client/* createSender */.a)(context/* USER_AGENT */._);
    const github = (stop) => ({
        baseUrl: env.GITHUB_API_URL || "https://api.github.com",
        token,
        send: (0,trace/* traced */.m)(sender.send, log, secrets),
        attempts: (0,attempts/* createAttempts */.z_)(LIMITS, { begin: stop, finish: stop }, (retry) => log.info(lines/* stepLines */.m.retry(retry))),
        secrets,
    });
    const secret = await inspectBeforeExchange(github(cancel.asked), place, { env, log }).catch((error) => {
        sender.close();
        throw error;
    });
    let unsaved;
    return {
        async store(value) {
            await storeRotated(github(cancel.late), { value, place, secret }, (sealed) => {
                unsaved = sealed;
            });
            unsaved = undefined;
            log.info(log_lines/* lines */.M.stored(place));
        },
        showUnsaved() {
            if (!unsaved)
                return;
            const command = ghCommand(unsaved, env.GITHUB_SERVER_URL);
            log.info(log_lines/* lines */.M.unsaved(place, command));
            try {
                (0,summary/* writeSummary */.S)((0,summary_text/* unsavedSummary */.R)(place, command), env);
            }
            catch {
                log.warning(log_lines/* lines */.M.unsavedTitle);
            }
        },
        close: sender.close,
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
        if (readAt === undefined)
            log.info(log_lines/* lines */.M.unknownAge);
        else if (secret.updatedAt > readAt)
            throw new failure/* Failure */.HR("stale_refresh_token", { dates: [secret.updatedAt, readAt] });
        return secret;
    }
    catch (error) {
        throw asRotationFailure(error, false);
    }
}
/**
 * @param ready gets each write as soon as it is sealed
 * @throws Failure `rotation_failed`, after all attempts
 */
async function storeRotated(rest, storing, ready) {
    try {
        await storeSecret(rest, storing, ready);
    }
    catch (error) {
        throw asRotationFailure(error, true);
    }
}
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