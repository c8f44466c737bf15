"use strict";
exports.id = 289;
exports.ids = [289];
exports.modules = {

/***/ 289:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rotating: () => (/* binding */ rotating)
});

// EXTERNAL MODULE: ./build/failure.js
var failure = __webpack_require__(961);
// EXTERNAL MODULE: ./build/json.js
var build_json = __webpack_require__(657);
// EXTERNAL MODULE: ./build/oauth/server-words.js + 1 modules
var server_words = __webpack_require__(544);
;// CONCATENATED MODULE: ./build/github/rest.js
// Calls GitHub's REST API: its headers, its retries, and its refusals as failures of rotation.



/**
 * The JSON object that was asked for; empty after a write.
 * @param path starts with a slash
 * @throws Failure `rotation_failed` with status and GitHub's words, or with the name of the network error
 */
async function call(rest, method, path, body) {
    const { attempts, send, secrets, baseUrl, token } = rest;
    const url = `${baseUrl.replace(/\/$/, "")}${path}`;
    const headers = {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "x-github-api-version": "2022-11-28",
        ...(body ? { "content-type": "application/json" } : {}),
    };
    const request = { method, url, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    // Every call may be repeated: to write a secret twice is to write it once.
    return attempts.run({ replayable: true }, async (signal) => {
        const response = await send(request, signal);
        // Not any 2xx will do: a gateway's page would pass for a token that was stored, or for an empty list.
        if (method === "PUT" && WRITTEN.includes(response.status))
            return {};
        const json = method === "GET" && response.status === 200 ? (0,build_json/* parseJsonObject */.d)(response.body) : undefined;
        if (json)
            return json;
        throw refusal(response, url, secrets).with(response.status < 300 ? { reason: "unexpected" } : {});
    });
}
/** Created, updated. */
const WRITTEN = [201, 204];
/** GitHub answers 403 to those who are too fast, too: such a refusal passes, and counts as a 429. */
function refusal({ headers, ...response }, url, secrets) {
    const tooFast = headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0";
    const status = response.status === 403 && tooFast ? 429 : response.status;
    return new failure/* Failure */.H("rotation_failed", (0,server_words/* evidenceIn */.nM)({ ...response, status, headers }, url, secrets));
}
/** A repository or a job may take 20 kB, and a body 1 MiB. */
const PAGE = 30;
/**
 * All items of a paged list.
 * @throws Failure `rotation_failed` also when there are not as many as GitHub says
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
            throw new failure/* Failure */.H("rotation_failed", { reason: "unexpected" });
    }
}

;// CONCATENATED MODULE: ./build/github/run-age.js
// Finds out when this run read its secrets, by GitHub's own clock: what was written later it cannot have seen.


/**
 * Milliseconds since the epoch, or undefined when GitHub does not tell this token (it lacks Actions: read).
 * Repository and organisation secrets are read when the run is queued, and a re-run replays what its first attempt
 * read; environment secrets are read when the job starts.
 */
async function secretsReadAt(rest, place, env) {
    const { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt = "1", RUNNER_NAME: runner } = env;
    if (!id)
        return undefined;
    const run = `/repos/${place.repository}/actions/runs/${id}`;
    try {
        if (!place.environment)
            return moment((await call(rest, "GET", run)).created_at);
        const jobs = await listAll(rest, `${run}/attempts/${attempt}/jobs`, "jobs");
        return startOf(jobs, runner);
    }
    catch (error) {
        if (error instanceof failure/* Failure */.H && [403, 404].includes(error.evidence.status ?? 0))
            return undefined;
        throw error;
    }
}
/** A runner works on one job at a time; if several seem to be its own, nothing is known. */
function startOf(jobs, runner) {
    const own = jobs.filter((job) => job.runner_name === runner && job.status === "in_progress");
    return own.length === 1 ? moment(own[0]?.started_at) : undefined;
}
const moment = (date) => Date.parse(String(date)) || undefined;

;// CONCATENATED MODULE: ./build/github/secret-store.js
// The Actions secret that holds the refresh token: looks at it, and writes a new value sealed to its place's key.
// https://docs.github.com/rest/actions/secrets


/** The path of all secrets of the place, without a slash at its end. */
function secretsPath({ repository, environment, organization }) {
    if (organization)
        return `/orgs/${encodeURIComponent(organization)}/actions/secrets`;
    if (environment)
        return `/repos/${repository}/environments/${encodeURIComponent(environment)}/secrets`;
    return `/repos/${repository}/actions/secrets`;
}
const secretPath = (place) => `${secretsPath(place)}/${place.name}`;
/** @throws Failure `rotation_failed`, with reason `no_place` or `no_secret` where GitHub answers 404 */
async function look(rest, place) {
    const key = await publicKey(rest, place);
    const secret = await call(rest, "GET", secretPath(place)).catch(because("no_secret"));
    const updatedAt = Date.parse(String(secret.updated_at));
    if (Number.isNaN(updatedAt))
        throw new failure/* Failure */.H("rotation_failed", { reason: "no_date" });
    return { key, updatedAt, kept: place.organization ? await sharing(rest, place, secret) : {} };
}
async function publicKey(rest, place) {
    const { key_id: id, key: value } = await call(rest, "GET", `${secretsPath(place)}/public-key`).catch(because("no_place"));
    if (typeof id !== "string" || typeof value !== "string" || !(await seals(value)))
        throw new failure/* Failure */.H("rotation_failed", { reason: "no_key" });
    return { id, value };
}
/** Tried before anything is spent: a value that cannot be sealed could be neither written nor shown. */
async function seals(key) {
    const { seal } = await Promise.all(/* import() */[__webpack_require__.e(235), __webpack_require__.e(947)]).then(__webpack_require__.bind(__webpack_require__, 947));
    try {
        return seal("", key) !== "";
    }
    catch {
        return false;
    }
}
async function sharing(rest, place, { visibility }) {
    if (typeof visibility !== "string")
        throw new failure/* Failure */.H("rotation_failed", { reason: "unexpected" });
    if (visibility !== "selected")
        return { visibility };
    const repositories = await listAll(rest, `${secretPath(place)}/repositories`, "repositories");
    return { visibility, selected_repository_ids: repositories.map(({ id }) => Number(id)) };
}
/** Seals a value for its place. The primitives are loaded only here: most runs never rotate. */
async function prepareWrite(value, place, { key, kept }) {
    const { seal } = await Promise.all(/* import() */[__webpack_require__.e(235), __webpack_require__.e(947)]).then(__webpack_require__.bind(__webpack_require__, 947));
    return {
        path: secretPath(place),
        body: { encrypted_value: seal(value, key.value), key_id: key.id, ...kept },
    };
}
/** @throws Failure `rotation_failed`; status 422 when the place's key has changed in between */
async function write(rest, { path, body }) {
    await call(rest, "PUT", path, body);
}
const because = (reason) => (error) => {
    throw error instanceof failure/* Failure */.H && error.evidence.status === 404 ? error.with({ reason }) : error;
};

;// CONCATENATED MODULE: ./build/github/rotation.js
// Writes a rotated refresh token back to the Actions secret it came from, in an order that loses nothing.



/**
 * Looks at the secret before the refresh token is sent: it must exist, its key must be had, and it must not be newer
 * than what this run can have read.
 * @param unknownAge told when the age of the run cannot be known
 * @throws Failure `rotation_failed` or `stale_refresh_token`; the refresh token has not been sent
 */
async function prepareRotation(rest, place, { env, unknownAge }) {
    try {
        const stored = await look(rest, place);
        const readAt = await secretsReadAt(rest, place, env);
        if (readAt === undefined)
            unknownAge();
        else if (stored.updatedAt > readAt)
            throw new failure/* Failure */.H("stale_refresh_token", { dates: [stored.updatedAt, readAt] });
        return { stored, place };
    }
    catch (error) {
        throw asRotationFailure(error).with({ step: "rotation", sent: false });
    }
}
/**
 * @param ready told the write as soon as it is sealed, so that it can be shown if the process must end
 * @throws Failure `rotation_failed`, after all attempts; the last write told to `ready` still finishes the work
 */
async function keepRefreshToken(rest, refreshToken, { place, stored }, ready) {
    const sealFor = async (secret) => {
        let sealed = await prepareWrite(refreshToken, place, secret);
        // By chance a short secret occurs in the value, and masking would spoil the command: another sealing has another value.
        while (rest.secrets.redact(sealed.body.encrypted_value) !== sealed.body.encrypted_value) {
            sealed = await prepareWrite(refreshToken, place, secret);
        }
        ready(sealed);
        return sealed;
    };
    try {
        const sealed = await sealFor(stored);
        await write(rest, sealed).catch(async (error) => {
            if (!(error instanceof failure/* Failure */.H) || error.evidence.status !== 422)
                throw error;
            // The place's key was changed since it was asked for.
            await write(rest, await sealFor({ ...stored, key: await publicKey(rest, place) }));
        });
    }
    catch (error) {
        throw asRotationFailure(error).with({ step: "rotation", sent: true });
    }
}
/** What happened on the way to GitHub is a failure of rotation, whatever it was; the cause stays in the evidence. */
function asRotationFailure(error) {
    if (!(error instanceof failure/* Failure */.H))
        throw error;
    const { code, evidence } = error;
    return ["rotation_failed", "stale_refresh_token", "cancelled"].includes(code)
        ? error
        : new failure/* Failure */.H("rotation_failed", { ...evidence, reason: code });
}

// EXTERNAL MODULE: ./build/http/attempts.js + 1 modules
var attempts = __webpack_require__(161);
// EXTERNAL MODULE: ./build/http/client.js + 6 modules
var client = __webpack_require__(87);
;// CONCATENATED MODULE: ./build/action/messages/gh-command.js
const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
/**
 * A line for any POSIX shell. The value in it is sealed to GitHub's key, so it may be shown.
 * @param serverUrl `GITHUB_SERVER_URL`; another than github.com is named in the command
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

// EXTERNAL MODULE: ./build/action/messages/log-lines.js
var log_lines = __webpack_require__(607);
// EXTERNAL MODULE: ./build/action/messages/summary-text.js
var summary_text = __webpack_require__(643);
// EXTERNAL MODULE: ./build/action/publish.js
var publish = __webpack_require__(421);
// EXTERNAL MODULE: ./build/action/trace.js
var trace = __webpack_require__(335);
// EXTERNAL MODULE: ./build/action/transport.js + 1 modules
var transport = __webpack_require__(596);
;// CONCATENATED MODULE: ./build/action/rotate.js
// Has a rotated refresh token stored while it is exchanged, and shows how to finish by hand if that fails for good.









/** Of their own, whatever is left of the exchange's: a write given up is a token to be saved by hand. */
const LIMITS = { timeout: 10, deadline: 60, maxAttempts: 10 };
/**
 * Runs `exchange` between the look at the secret and the write to it.
 * @param exchange calls its argument with a new refresh token before anything else can fail
 * @throws Failure `rotation_failed`, `stale_refresh_token`, `cancelled`, or what `exchange` throws
 */
async function rotating({ place, token }, { env, secrets, log, cancel }, exchange) {
    const sender = (0,client/* createSender */.a)(transport/* USER_AGENT */._);
    const github = (begin) => ({
        baseUrl: env.GITHUB_API_URL || "https://api.github.com",
        token,
        send: (0,trace/* traced */.m)(sender.send, log, secrets),
        attempts: (0,attempts/* createAttempts */.z_)(LIMITS, { begin, finish: begin }, (retry) => log.info(log_lines/* lines */.Mn.retry(retry))),
        secrets,
    });
    let unsaved;
    try {
        const unknownAge = () => log.info(log_lines/* lines */.Mn.unknownAge);
        const rotation = await prepareRotation(github(cancel.asked), place, { env, unknownAge });
        return await exchange(async (refreshToken) => {
            await keepRefreshToken(github(cancel.late), refreshToken, rotation, (sealed) => {
                unsaved = sealed;
            });
            unsaved = undefined;
            log.info(log_lines/* lines */.Mn.stored(place));
        });
    }
    catch (error) {
        if (unsaved) {
            const command = ghCommand(unsaved, env.GITHUB_SERVER_URL);
            log.info(log_lines/* lines */.Mn.unsaved(place, command));
            await (0,publish/* writeSummary */.Sy)(() => (0,summary_text/* unsavedSummary */.R)(place, command)).catch(() => log.warning(log_lines/* lines */.Mn.unsavedTitle));
        }
        throw error;
    }
    finally {
        sender.close();
    }
}


/***/ })

};
;