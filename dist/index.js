/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ 5961:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HR: () => (/* binding */ Failure),
/* harmony export */   OU: () => (/* binding */ isNetworkCode),
/* harmony export */   j$: () => (/* binding */ withoutQuery)
/* harmony export */ });
// The one error class of this project: a code to branch on, and the evidence from which a message is made. Never a secret.
const isNetworkCode = (code) => ["dns", "connection", "tls", "timeout"].includes(code);
class Failure extends Error {
    code;
    evidence;
    constructor(code, evidence = {}) {
        super(code);
        this.name = "Failure";
        this.code = code;
        this.evidence = evidence;
    }
    /** The same failure with more evidence. */
    with(evidence) {
        return new Failure(this.code, { ...this.evidence, ...evidence });
    }
}
/** A URL fit for messages: without user info, query and fragment, any of which may hold a secret. */
function withoutQuery(url) {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
}


/***/ }),

/***/ 3299:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  z_: () => (/* binding */ createAttempts),
  dg: () => (/* binding */ isTransient)
});

// UNUSED EXPORTS: mayRetry

// EXTERNAL MODULE: ./build/failure.js
var build_failure = __nccwpck_require__(5961);
;// CONCATENATED MODULE: ./build/http/backoff.js
/** Milliseconds: full jitter up to 0.5, 1, 2, 4 and then 8 seconds. */
const FIRST_CEILING = 500;
const HIGHEST_CEILING = 8000;
/** Milliseconds to assume when a 429 does not say how long to wait. */
const RATE_LIMIT_WAIT = 1000;
/**
 * All jobs of a matrix reach a rate limit at the same time, so their next attempts are spread over a share of the time
 * that is left.
 * Measured in docs/performance.md.
 */
const RATE_LIMIT_SPREAD = { secondAttempt: 0.3, later: 0.5 };
/** Milliseconds. Reached only with a deadline longer than the default. */
const WIDEST_SPREAD = 30_000;
/**
 * Milliseconds to wait before an attempt; never less than the server asked for.
 * @param attempt from 2
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

;// CONCATENATED MODULE: ./build/http/pause.js
// Waits, but not longer than a cancelled run may.

/**
 * Most runs never wait, so this does without `node:timers/promises`, which would have to be loaded.
 * @throws Failure `cancelled` as soon as `cancel` is aborted
 */
const pause = (milliseconds, cancel) => new Promise((done, fail) => {
    const stop = () => {
        clearTimeout(timer);
        fail(new build_failure/* Failure */.HR("cancelled"));
    };
    const timer = setTimeout(() => {
        cancel.removeEventListener("abort", stop);
        done();
    }, milliseconds);
    if (cancel.aborted)
        stop();
    else
        cancel.addEventListener("abort", stop, { once: true });
});

;// CONCATENATED MODULE: ./build/http/attempts.js
// Repeats requests that failed for a transient reason, within one deadline, and stops at once when waiting makes no sense.



/** Statuses of a server that may soon answer the same request in another way. */
const isTransient = (status) => [408, 425, 429, 500, 502, 503, 504].includes(status);
/**
 * Whether the server refused the request before processing it. A bare 503 is no such refusal: Envoy sends it when the
 * server crashed after it received the request (https://github.com/envoyproxy/envoy/issues/10007).
 */
const isRefused = ({ code, evidence: { status, retryAfter } }) => status === 429 || (status === 503 && (retryAfter !== undefined || code === "oauth_error"));
/** Any other OAuth error is an answer, whatever its status: Auth0 sends 500 with `access_denied`. */
const isFault = ({ code, evidence: { status = 0 } }) => (0,build_failure/* isNetworkCode */.OU)(code) || (isTransient(status) && code !== "oauth_error");
/** Whether the failure is transient, and no credential that may be spent only once is at risk. */
const mayRetry = (failure, replayable) => isRefused(failure) || (isFault(failure) && (replayable || !failure.evidence.sent));
/** Whether the server may have processed the request although no answer shows the result. */
const mayBeProcessed = (failure) => failure.evidence.sent === true &&
    !isRefused(failure) &&
    (isFault(failure) || failure.code === "malformed_response" || failure.evidence.status === 101);
/** Milliseconds that must be left to start a request that may be sent only once: its answer, cut off, would be lost. */
const SAFE_START = 1000;
/** Starts the clock of the deadline. */
function createAttempts(limits, stop, onRetry) {
    const { deadline, maxAttempts, timeout } = limits;
    const end = Date.now() + deadline * 1000;
    const remaining = () => Math.max(0, end - Date.now());
    const neededFor = (replayable) => (replayable ? 0 : Math.min(SAFE_START, deadline * 250));
    const throwIfTooLate = ({ previous, replayable }) => {
        if (stop.begin.aborted)
            throw new build_failure/* Failure */.HR("cancelled");
        if (remaining() > neededFor(replayable))
            return;
        throw (previous?.with({ stoppedBy: "deadline" }) ??
            new build_failure/* Failure */.HR("timeout", { seconds: deadline, reason: "no_time" }));
    };
    /** Milliseconds to wait before the next attempt; throws the failure when there must not be one. */
    const delayOrThrow = (failure, { attempt, previous, replayable }) => {
        const spent = !replayable && mayBeProcessed(failure) ? { stoppedBy: "spent" } : {};
        if (stop.begin.aborted)
            throw new build_failure/* Failure */.HR("cancelled", { ...sentBy(failure), ...spent });
        if (!mayRetry(failure, true))
            throw failure.with(spent);
        const left = remaining();
        // The failure before an attempt that the deadline cut short says more about the cause.
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
        async run({ replayable, prepare }, operation) {
            const cutOff = replayable ? stop.begin : stop.finish;
            let previous;
            for (let attempt = 1;; attempt++) {
                const series = { attempt, replayable, previous };
                await prepare?.().catch((error) => {
                    throw error instanceof build_failure/* Failure */.HR ? counted(error, attempt) : error;
                });
                throwIfTooLate(series);
                try {
                    return await within(Math.min(timeout * 1000, remaining()), cutOff, operation);
                }
                catch (error) {
                    if (!(error instanceof build_failure/* Failure */.HR))
                        throw error;
                    const failure = counted(error, attempt);
                    const delay = delayOrThrow(failure, series);
                    onRetry({ failure, delay, attempt: attempt + 1, maxAttempts });
                    await pause(delay, stop.begin);
                    previous = failure;
                }
            }
        },
    };
}
const counted = (failure, attempt) => failure.with(attempt > 1 ? { attempts: attempt } : {});
const sentBy = ({ evidence }) => ({ sent: evidence.sent === true });
/** Milliseconds that an aborted attempt has to report what it knows, such as whether the request was sent. */
const GRACE = 100;
/** Runs one attempt and aborts it when its time is over. Shortly after that it fails, even if the operation does not end. */
async function within(milliseconds, cancel, operation) {
    const attempt = new AbortController();
    const abort = () => attempt.abort();
    const timers = [setTimeout(abort, milliseconds)];
    cancel.addEventListener("abort", abort);
    const overdue = new Promise((_, fail) => {
        const giveUp = () => fail(new build_failure/* Failure */.HR("timeout", { sent: true }));
        attempt.signal.addEventListener("abort", () => timers.push(setTimeout(giveUp, GRACE)));
    });
    try {
        return await Promise.race([operation(attempt.signal), overdue]);
    }
    catch (error) {
        throw error instanceof build_failure/* Failure */.HR && error.code === "timeout"
            ? error.with({ seconds: Math.ceil(milliseconds / 1000) })
            : error;
    }
    finally {
        for (const timer of timers)
            clearTimeout(timer);
        cancel.removeEventListener("abort", abort);
    }
}


/***/ }),

/***/ 7553:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ createSender),
  o: () => (/* binding */ isSuccess)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = require("node:https");
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
// EXTERNAL MODULE: ./build/node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(7082);
// EXTERNAL MODULE: ./build/failure.js
var build_failure = __nccwpck_require__(5961);
// EXTERNAL MODULE: ./build/json.js
var build_json = __nccwpck_require__(7657);
;// CONCATENATED MODULE: ./build/http/body.js

/**
 * @param largest bytes that are read, before and after decompression
 * @param required whether the body is needed: an error status says enough without one
 * @throws what ended the connection, when an incomplete body is required
 */
async function readBody(message, { largest, required }) {
    const { bytes, complete, error } = await receive(message, largest);
    const { headers } = message;
    const { content, tooLarge } = await decompressed(bytes, headers, largest);
    if (tooLarge || bytes.length > largest)
        return { text: "", tooLarge: true, json: undefined };
    const text = content.toString("utf8");
    const json = (0,build_json/* parseJson */.qF)(text) ?? (0,build_json/* parseJson */.qF)((0,build_json/* leadingJson */.Dm)(text) ?? "");
    if (required && json === undefined && (!complete || isUnclosed(text)))
        throw error ?? new Error("closed");
    return { text, tooLarge: false, json };
}
/**
 * Whether a text is the beginning of a JSON object or list. The connection may have ended too early where nothing else marks
 * the end of the body (RFC 9112 section 6.3), or a server may have counted characters for bytes in Content-Length.
 */
const isUnclosed = (text) => /^\s*[[{]/.test(text) && (0,build_json/* leadingJson */.Dm)(text) === undefined;
/** Reads by events, which start faster than an async iterator. */
const receive = (message, largest) => new Promise((done) => {
    const chunks = [];
    let size = 0;
    const finish = (complete, error) => done({ bytes: Buffer.concat(chunks), complete, error });
    message.on("data", (chunk) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size <= largest)
            return;
        finish(false);
        message.destroy();
    });
    message.on("end", () => finish(true));
    message.on("error", (error) => finish(false, error));
    message.on("close", () => finish(false));
});
/** Encodings that leave the bytes as they are, and the one that Node undoes. */
const PLAIN = ["identity", "chunked"];
/** Decompresses what has arrived. No compression was requested, so `node:zlib` is loaded only when it is needed. */
async function decompressed(bytes, headers, largest) {
    const encodings = `${headers["content-encoding"] ?? ""},${headers["transfer-encoding"] ?? ""}`
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((name) => name && !PLAIN.includes(name));
    if (encodings.length === 0)
        return { content: bytes, tooLarge: false };
    const zlib = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8522, 23));
    const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants;
    const inflate = (data, options) => {
        // "deflate" is the zlib format (RFC 9110 section 8.4.1.2); some servers send the raw one.
        const [first = 0] = data;
        const isZlib = (first & 0x0f) === 8 && data.readUInt16BE(0) % 31 === 0;
        return (isZlib ? zlib.inflateSync : zlib.inflateRawSync)(data, { ...options, finishFlush: Z_SYNC_FLUSH });
    };
    const gunzip = (data, options) => {
        const settings = { ...options, finishFlush: Z_SYNC_FLUSH };
        try {
            return zlib.gunzipSync(data, settings);
        }
        catch (error) {
            // Here bytes after the end are an error, unlike in the format inside. Before that there is a header of 10 bytes,
            // or more if the fourth is not 0 (RFC 1952 section 2.3).
            if (data.toString("hex", 0, 4) !== "1f8b0800")
                throw error;
            return zlib.inflateRawSync(data.subarray(10), settings);
        }
    };
    const decoders = {
        gzip: gunzip,
        "x-gzip": gunzip,
        deflate: inflate,
        br: (data, options) => zlib.brotliDecompressSync(data, { ...options, finishFlush: BROTLI_OPERATION_FLUSH }),
        zstd: zlib.zstdDecompressSync,
    };
    try {
        const content = encodings
            .reverse()
            .reduce((data, name) => decoders[name]?.(data, { maxOutputLength: largest }) ?? data, bytes);
        return { content: content.length > 0 ? content : bytes, tooLarge: false };
    }
    catch (error) {
        const tooLarge = error.code === "ERR_BUFFER_TOO_LARGE";
        return { content: bytes, tooLarge };
    }
}

;// CONCATENATED MODULE: ./build/http/network-failure.js
// Tells what really went wrong before an answer: name resolution, connection, TLS, or a proxy that refused.

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
 * @param handshaking whether a TLS handshake was under way; Node reports its failure as a connection reset
 * @returns a failure with the error's name as `cause`. The error itself is dropped: it may quote what was sent
 */
function networkFailure(error, handshaking) {
    const { code = "", message = "" } = error;
    const proxyStatus = /tunneling socket could not be established, statusCode=(\d{3})/.exec(message);
    if (proxyStatus)
        return new build_failure/* Failure */.HR("http_status", { status: Number(proxyStatus[1]), reason: "proxy" });
    // The URL of the request has been checked earlier, but not the URL of the proxy.
    if (code === "ERR_INVALID_URL")
        return new build_failure/* Failure */.HR("connection", { cause: code, reason: "proxy" });
    if (message.startsWith("tunneling socket"))
        return new build_failure/* Failure */.HR(/certificate/i.test(message) ? "tls" : "connection", {
            cause: tunnelCause(message),
            reason: "proxy",
        });
    const known = CODES.find(([pattern]) => pattern.test(code))?.[1];
    if (!known && handshaking)
        return new build_failure/* Failure */.HR("tls", { cause: "handshake aborted" });
    return new build_failure/* Failure */.HR(known ?? "connection", {
        cause: code === "EPROTO" ? reasonOf(message) : code || "closed",
    });
}
/** OpenSSL's reason, one of a fixed list, such as "wrong version number". */
const reasonOf = (message) => {
    const [, reason] = /:SSL routines:[^:]*:([a-z\d ]+):/.exec(message) ?? [];
    return reason ? `EPROTO, ${reason}` : "EPROTO";
};
/** The tunnelling agent puts the name of the error into a sentence. */
const tunnelCause = (message) => /\b(E[A-Z_]{4,}|certificate)\b/.exec(message)?.[1] ?? "proxy closed the connection";

// EXTERNAL MODULE: ./build/http/proxy.js
var http_proxy = __nccwpck_require__(4300);
// EXTERNAL MODULE: ./build/http/tls.js + 1 modules
var http_tls = __nccwpck_require__(9528);
;// CONCATENATED MODULE: ./build/http/client.js
// Sends one HTTP request with the limits a credential needs: no redirect, a limit to what is read, and a record of whether it was sent.









/** Bytes of a response body that are read; a token response has a few kB. */
const LARGEST_BODY = 1024 * 1024;
/** Bytes of all headers of a response. Node's default of 16 kB is less than some gateways send. */
const LARGEST_HEAD = 64 * 1024;
/** Another protocol was not requested, and what follows this status is not HTTP. */
const SWITCHING_PROTOCOLS = 101;
const NO_BODY = { text: "", tooLarge: false, json: undefined };
/** 2xx. */
const isSuccess = (status) => status >= 200 && status < 300;
/**
 * Node tests with a long regular expression whether a host is an IP address. V8 interprets it the first time and compiles
 * it the second time, which takes 3.2 ms. For a text of 1,000 characters V8 compiles it immediately, in 0.8 ms.
 */
const compileAddressTest = () => (0,external_node_net_.isIP)("x".repeat(1000));
function createSender(userAgent, tls = {}) {
    compileAddressTest();
    const client = new lib/* HttpClient */.Qq(userAgent);
    const agents = new Map();
    const close = () => {
        for (const agent of agents.values())
            agent.destroy();
        agents.clear();
    };
    /** Connections of other requests under way stay open. */
    const closeIdle = () => {
        for (const { freeSockets } of agents.values())
            for (const socket of Object.values(freeSockets).flat())
                socket?.destroy();
    };
    const directAgent = ({ protocol }) => {
        const { Agent } = protocol === "https:" ? external_node_https_namespaceObject : external_node_http_;
        const agent = agents.get(protocol) ?? new Agent({ keepAlive: true, ...(0,http_tls/* trusting */.h)(tls) });
        agents.set(protocol, agent);
        return agent;
    };
    const send = async (request, signal) => {
        const url = new URL(request.url);
        const exchange = { sent: false, handshaking: false };
        try {
            const proxy = (0,http_proxy/* proxyFor */.iJ)(url);
            const agent = proxy ? await (0,http_proxy/* proxyAgent */.QT)(url, proxy, { tls, signal }) : directAgent(url);
            const message = await client_open(client, request, { url, agent, signal, exchange });
            const { headers } = message;
            const status = Number(message.statusCode);
            const { text, ...body } = status === SWITCHING_PROTOCOLS
                ? NO_BODY
                : await readBody(message, {
                    largest: request.largest ?? LARGEST_BODY,
                    required: isSuccess(status),
                });
            // If the server closed the idle connection during a pause before a retry, that would look like a lost request.
            if (status >= 400)
                closeIdle();
            return { status, headers, body: text, ...body };
        }
        catch (error) {
            closeIdle();
            const failure = signal.aborted ? new build_failure/* Failure */.HR("timeout") : networkFailure(error, exchange.handshaking);
            throw failure.with({ sent: exchange.sent, endpoint: (0,build_failure/* withoutQuery */.j$)(request.url) });
        }
    };
    return { send, close };
}
/** Also rejects when the connection is closed without an answer, which the toolkit's client does not report. */
function client_open(client, request, { url, agent, signal, exchange }) {
    const protocol = url.protocol === "https:" ? external_node_https_namespaceObject : external_node_http_;
    return new Promise((done, fail) => {
        const options = {
            agent,
            signal,
            method: request.method,
            host: url.hostname.replace(/^\[|\]$/g, ""),
            port: url.port || (url.protocol === "https:" ? 443 : 80),
            path: url.pathname + url.search,
            maxHeaderSize: LARGEST_HEAD,
            // Without this header a server may compress its answer (RFC 9110 section 12.5.3).
            headers: { "user-agent": client.userAgent, "accept-encoding": "identity", ...request.headers },
        };
        const httpModule = {
            request(settings, onResponse) {
                const sending = protocol.request(settings, onResponse);
                sending.once("socket", (socket) => noteWhenOpen(socket, exchange));
                sending.once("upgrade", (message, socket) => {
                    onResponse(message);
                    socket.destroy();
                });
                // An error comes first, if there is one.
                sending.once("close", () => setImmediate(() => fail(new Error("closed"))));
                return sending;
            },
        };
        client
            .requestRaw({ parsedUrl: url, options, httpModule: httpModule }, request.body ?? "")
            .then(({ message }) => done(message), fail);
    });
}
/** A request is sent as soon as its connection is open: before that the server cannot have seen it. */
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


/***/ }),

/***/ 6907:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ headerText)
/* harmony export */ });
// A header as text.
/** Node reads a header's bytes as Latin-1; those that are UTF-8, as most servers mean them, are read as that. */
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


/***/ }),

/***/ 2509:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ isPlainHttp)
/* harmony export */ });
// Whether a URL would show credentials to anyone on the network.
/** Whether a URL is plain http to another machine; to this machine it is safe (RFC 8252 section 8.3). */
function isPlainHttp(url) {
    const { protocol, hostname } = new URL(url);
    return protocol !== "https:" && !/^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}


/***/ }),

/***/ 4300:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   GX: () => (/* binding */ unreadableProxies),
/* harmony export */   QT: () => (/* binding */ proxyAgent),
/* harmony export */   bD: () => (/* binding */ PROXY_VARIABLES),
/* harmony export */   iJ: () => (/* binding */ proxyFor)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _actions_http_client__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7082);
/* harmony import */ var _tls_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9528);



const PROXY_VARIABLES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];
/**
 * The variables that are set but do not name a host: the toolkit then uses no proxy, or throws.
 * It reads `host:port` as a URL with the scheme `host:`, unless the host is a number.
 */
const unreadableProxies = (env) => PROXY_VARIABLES.filter((name) => env[name] && !namesHost(env[name]));
const namesHost = (proxy) => URL.canParse(proxy)
    ? new URL(proxy).hostname !== ""
    : !/^https?:\/\//.test(proxy) && URL.canParse(`http://${proxy}`);
/** The proxy for a URL, or undefined: HTTPS_PROXY, HTTP_PROXY and NO_PROXY as the toolkit reads them. */
function proxyFor(url) {
    const text = (0,_actions_http_client__WEBPACK_IMPORTED_MODULE_1__/* .getProxyUrl */ .s_)(url.href);
    const proxy = text ? new URL(text) : undefined;
    return proxy?.hostname ? proxy : undefined;
}
/**
 * An agent for one request, which opens its connection by CONNECT.
 *
 * It is made by `tunnel`, the toolkit's own choice, and not by Node's `Agent({ proxyEnv })`. That one exists from
 * Node 24.5 only, takes no CA for an https proxy, sends http requests to the proxy itself, whose refusals then look
 * like the server's, and leaves a CONNECT that hangs open after its request was aborted.
 * @param signal ends the CONNECT request too
 */
async function proxyAgent(target, proxy, { tls, signal }) {
    const tunnels = (await __nccwpck_require__.e(/* import() */ 38).then(__nccwpck_require__.t.bind(__nccwpck_require__, 3038, 19))).default;
    const open = target.protocol === "https:"
        ? { "https:": tunnels.httpsOverHttps, "http:": tunnels.httpsOverHttp }
        : { "https:": tunnels.httpOverHttps, "http:": tunnels.httpOverHttp };
    const { hostname, port } = proxy;
    const [user, password] = [proxy.username, proxy.password].map(decodeURIComponent);
    // It uses `new Buffer` for the credentials, and Node's warning about that would be in the log.
    if (user || password)
        process.noDeprecation = true;
    const options = {
        ...(0,_tls_js__WEBPACK_IMPORTED_MODULE_2__/* .trusting */ .h)(tls),
        proxy: {
            host: hostname,
            port: Number(port),
            // The default is the name of the target, for which an https proxy's certificate is not valid.
            servername: (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(hostname) ? "" : hostname,
            ...(0,_tls_js__WEBPACK_IMPORTED_MODULE_2__/* .trusting */ .h)({ ca: tls.ca }),
            ...(user || password ? { proxyAuth: `${user}:${password}` } : {}),
            signal,
        },
    };
    return open[proxy.protocol === "https:" ? "https:" : "http:"](options);
}


/***/ }),

/***/ 9528:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  h: () => (/* binding */ trusting)
});

;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
;// CONCATENATED MODULE: ./build/http/tls.js
// The TLS settings of a connection: the usual root certificates and a private CA, and a client certificate.

/** Node's `ca` option replaces its own root certificates, so they are listed again (Node 22.15). */
const trusting = ({ ca, certificate, key }) => ({
    ...(ca ? { ca: [...(0,external_node_tls_namespaceObject.getCACertificates)("default"), ca] } : {}),
    ...(certificate && key ? { cert: certificate, key } : {}),
});


/***/ }),

/***/ 7657:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dm: () => (/* binding */ leadingJson),
/* harmony export */   eB: () => (/* binding */ asObject),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
// Parses JSON from other systems without quoting it in an error, and narrows it to an object.
/** The value of a JSON text, or undefined if it is none. The parser's error quotes the text, so it is dropped. */
function parseJson(text) {
    try {
        return JSON.parse(text.replace(/^\ufeff/, ""));
    }
    catch {
        return undefined;
    }
}
/** The value if it is an object, but not a list. */
const asObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
/** The object or list that a text begins with; undefined when there is none, or when it does not end. */
function leadingJson(text) {
    const start = text.search(/\S/);
    if (!"{[".includes(text.charAt(start) || " "))
        return undefined;
    let depth = 0;
    let inString = false;
    for (let at = start; at < text.length; at++) {
        const character = text.charAt(at);
        if (inString) {
            if (character === "\\")
                at++;
            else
                inString = character !== '"';
        }
        else if (character === '"')
            inString = true;
        else if ("{[".includes(character))
            depth++;
        else if ("}]".includes(character) && --depth === 0)
            return text.slice(start, at + 1);
    }
    return undefined;
}


/***/ }),

/***/ 2183:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ postForm)
/* harmony export */ });
/* harmony import */ var _client_authentication_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(232);

/** @throws Failure what `read` throws, or what happened before there was an answer */
function postForm({ endpoint, from, fields, read, replayable, prepare }, { attempts, idToken, secrets, send }) {
    return attempts.run({ replayable, prepare }, async (signal) => {
        const credentials = {
            idToken: () => idToken(signal),
            protect: (secret) => secrets.protect(secret),
        };
        const { authenticate } = (0,_client_authentication_js__WEBPACK_IMPORTED_MODULE_0__/* .methodOf */ .N)(from.clientAuthentication);
        const parameters = await fields(credentials);
        const authentication = await authenticate({
            client: from.client,
            audience: from.assertionAudience,
            ...credentials,
        });
        const request = {
            method: "POST",
            url: endpoint,
            headers: {
                "content-type": "application/x-www-form-urlencoded",
                accept: "application/json",
                ...authentication.headers,
            },
            body: new URLSearchParams([...authentication.fields, ...parameters]).toString(),
        };
        return read(await send(request, signal));
    });
}


/***/ }),

/***/ 232:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  f: () => (/* binding */ clientAuthentications),
  N: () => (/* binding */ methodOf)
});

// EXTERNAL MODULE: ./build/secrets/encodings.js
var encodings = __nccwpck_require__(8807);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: ./build/oauth/signing-key.js
var signing_key = __nccwpck_require__(3706);
;// CONCATENATED MODULE: ./build/oauth/assertion.js
// JWTs with which a client authenticates: their claims (RFC 7523 section 3), signature and form parameters (section 2.2).


/** Seconds. Keycloak accepts at most 60. */
const LIFETIME = 60;
/** The parameters that present an assertion. Without a client id the assertion alone identifies the client. */
const assertionFields = (clientId, assertion) => [
    ...(clientId ? [["client_id", clientId]] : []),
    ["client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
    ["client_assertion", assertion],
];
/** An assertion authenticated with the client secret, which itself is not sent (OpenID Connect Core section 9). */
async function secretAssertion(context) {
    const { id, secret = "", algorithm = "HS256" } = context.client;
    return assertionFields(id, await signAssertion(context, { key: Buffer.from(secret), algorithm }));
}
/** An assertion signed with the client's private key (RFC 7523, OpenID Connect Core section 9). */
async function privateKeyAssertion(context) {
    const { id, privateKey = "", keyId, algorithm } = context.client;
    const signing = (0,signing_key/* readSigningKey */.jy)(privateKey);
    if (!signing)
        throw new TypeError("not a private key");
    const signature = {
        key: signing.key,
        algorithm: algorithm ?? signing.algorithms[0],
        keyId: keyId ?? signing.id,
    };
    return assertionFields(id, await signAssertion(context, signature));
}
/** A JWT issued by the client about itself, for one use within a minute. */
async function signAssertion({ client, audience, protect }, { key, algorithm, keyId }) {
    const { SignJWT } = await __nccwpck_require__.e(/* import() */ 377).then(__nccwpck_require__.bind(__nccwpck_require__, 2377));
    const now = Math.floor(Date.now() / 1000);
    const assertion = await new SignJWT()
        .setProtectedHeader({ alg: algorithm, typ: "JWT", ...(keyId ? { kid: keyId } : {}) })
        .setIssuer(client.id)
        .setSubject(client.id)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + LIFETIME)
        .setJti((0,external_node_crypto_.randomUUID)())
        .sign(key);
    protect(assertion);
    return assertion;
}

;// CONCATENATED MODULE: ./build/oauth/client-authentication.js
// The client authentication methods: how a client proves its identity to the authorization server.


/** The request contains only the client id. A certificate, if there is one, is sent in the TLS handshake (RFC 8705). */
const identifyOnly = { authenticate: ({ client }) => ({ fields: [["client_id", client.id]] }) };
/** By their names in the IANA registry of OAuth token endpoint authentication methods, except for GitHub's. */
const clientAuthentications = {
    /** RFC 6749 section 2.3.1, as form parameters: every server understands them. */
    client_secret_post: {
        authenticate: ({ client }) => ({
            fields: [
                ["client_id", client.id],
                ["client_secret", client.secret ?? ""],
            ],
        }),
    },
    /** RFC 6749 section 2.3.1, as a header. */
    client_secret_basic: {
        authenticate: ({ client }) => ({
            fields: [],
            headers: { authorization: `Basic ${(0,encodings/* basicPayload */.PL)(client.id, client.secret ?? "")}` },
        }),
    },
    client_secret_jwt: { authenticate: async (context) => ({ fields: await secretAssertion(context) }) },
    private_key_jwt: { authenticate: async (context) => ({ fields: await privateKeyAssertion(context) }) },
    tls_client_auth: identifyOnly,
    /** The platform's ID token is the assertion, so that no secret is stored anywhere (RFC 7523 section 2.2). */
    github_id_token: {
        authenticate: async ({ client, idToken }) => ({ fields: assertionFields(client.id, await idToken()) }),
        needsIdToken: true,
    },
    none: identifyOnly,
};
/** The entry of a method. */
const methodOf = (name) => clientAuthentications[name];


/***/ }),

/***/ 9048:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ grants),
/* harmony export */   o: () => (/* binding */ grantOf)
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
        needsIdToken: true,
    },
    /** RFC 8693 section 2.1, with an ID token as subject. */
    "urn:ietf:params:oauth:grant-type:token-exchange": {
        credential: async (_, idToken) => [
            ["subject_token", await idToken()],
            ["subject_token_type", "urn:ietf:params:oauth:token-type:id_token"],
        ],
        audience: repeated,
        replayable: true,
        needsIdToken: true,
    },
};
/** The entry of a grant type. */
const grantOf = (name) => grants[name];


/***/ }),

/***/ 2506:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ readClaims)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7657);
// Reads the claims of a JSON Web Token. The signature is not verified here: the API that receives the token does that.

/** The claims of a JWT (RFC 7519), or undefined for an opaque token. */
function readClaims(token) {
    const parts = token.split(".");
    if (parts.length !== 3)
        return undefined;
    const [header, payload] = parts.map(parsePart);
    if (!header || !payload)
        return undefined;
    return {
        issuer: text(payload.iss),
        subject: text(payload.sub),
        expiry: typeof payload.exp === "number" ? payload.exp : undefined,
        scope: joined(payload.scope) || joined(payload.scp),
        type: text(payload.typ),
        audience: strings(payload.aud),
    };
}
const text = (value) => (typeof value === "string" ? value : undefined);
const strings = (value) => [value].flat().filter((item) => typeof item === "string");
const joined = (value) => value === undefined || value === null ? undefined : strings(value).join(" ");
const parsePart = (part) => (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qF)(Buffer.from(part, "base64url").toString()));


/***/ }),

/***/ 4156:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ isOAuthError)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7553);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7657);
// An answer of an authorization server, and whether it is an OAuth error (RFC 6749 section 5.2).



/**
 * Some servers send errors with status 200, so there any `error` member counts. With an error status the member must be
 * a text, and not that of a framework: Spring Boot and Rails repeat the status in `status`, and they and others send its
 * reason phrase, such as "Not Found".
 */
function isOAuthError({ status, json }) {
    const { error, status: repeated } = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .eB)(json) ?? {};
    if (!error)
        return false;
    if ((0,_http_client_js__WEBPACK_IMPORTED_MODULE_1__/* .isSuccess */ .o)(status))
        return true;
    if (typeof error !== "string" || Number(repeated) === status)
        return false;
    return OAUTH_CODE.test(error) || error.toLowerCase() !== node_http__WEBPACK_IMPORTED_MODULE_0__.STATUS_CODES[status]?.toLowerCase();
}
/** As all registered codes are written; SAP XSUAA sends "unauthorized" with status 401. */
const OAUTH_CODE = /^[a-z\d_]+$/;


/***/ }),

/***/ 3706:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   eh: () => (/* binding */ SIGNATURES),
/* harmony export */   jy: () => (/* binding */ readSigningKey),
/* harmony export */   le: () => (/* binding */ MACS)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
// Reads a private key, and finds the algorithms with which it can sign.

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
        return algorithms && { key, algorithms, id: typeof jwk?.kid === "string" ? jwk.kid : undefined };
    }
    catch {
        // The parser's message may quote the key.
        return undefined;
    }
}
function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }) {
    const { modulusLength = 0, namedCurve = "" } = asymmetricKeyDetails ?? {};
    if (asymmetricKeyType === "rsa")
        return modulusLength >= SHORTEST_RSA_KEY ? RSA : undefined;
    if (asymmetricKeyType === "ec")
        return CURVES[namedCurve];
    return asymmetricKeyType === "ed25519" ? ["EdDSA"] : undefined;
}


/***/ }),

/***/ 5043:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ withoutNamed),
/* harmony export */   W: () => (/* binding */ credentialsIn)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7657);
// Credentials that this run has never seen, known by the name in front of them.

/** How names of credentials end; compared without case and punctuation. */
const NAME = /(?:token|secret|assertion|password|passphrase|credential|apikey|privatekey|jwt)s?$/;
/** In running text: a name, a separator, and a value. */
const NAMED = /((?:access|refresh|id|subject|actor|auth|session|bearer)[_-]?token|client[_-]?(?:secret|assertion)|assertion|password|passphrase|(?:api|private)[_-]?key)(\\*["']?\s*[:=]\s*\\*["']?)([^\s"'&,;<>{}\\]{8,})/gi;
/** The text with every value that follows the name of a credential replaced, unless it is a word such as "required". */
const withoutNamed = (text) => text.replace(NAMED, (all, name, between, value) => (/^[a-z]+$/.test(value) ? all : `${name}${between}***`));
/** Limits of the search: a hostile answer may have any depth and size. */
const DEEPEST = 8;
const MOST_VALUES = 10_000;
/** The values of all members that are named like a credential, in lists and in JSON inside a text too. */
function credentialsIn(json) {
    const found = [];
    let left = MOST_VALUES;
    const search = (value, name, depth) => {
        if (depth > DEEPEST || left-- <= 0)
            return;
        if (typeof value === "string") {
            if (NAME.test(name.replace(/[^a-z]/gi, "").toLowerCase()))
                found.push(value);
            else if (/^\s*[[{]/.test(value))
                search((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qF)(value), name, depth + 1);
        }
        else if (Array.isArray(value))
            for (const item of value)
                search(item, name, depth + 1);
        else if (typeof value === "object" && value !== null)
            for (const [key, member] of Object.entries(value))
                search(member, key, depth + 1);
    };
    search(json, "", 0);
    return found;
}


/***/ }),

/***/ 8807:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   PL: () => (/* binding */ basicPayload),
/* harmony export */   ZD: () => (/* binding */ escapeHtml),
/* harmony export */   dS: () => (/* binding */ encoded),
/* harmony export */   pm: () => (/* binding */ formEncode)
/* harmony export */ });
/* unused harmony exports ESCAPES, PLAIN */
// The encodings in which a secret may be sent to a server, or may come back in an answer.
/** application/x-www-form-urlencoded, as RFC 6749 appendix B prescribes for every parameter. */
const formEncode = (text) => new URLSearchParams([["", text]]).toString().slice(1);
/**
 * The payload of an `Authorization: Basic` header: both halves are form-encoded first (RFC 6749 section 2.3.1). A blank
 * is sent as %20, since some servers decode only that.
 */
const basicPayload = (id, secret) => {
    const [user, password] = [id, secret].map((half) => formEncode(half).replaceAll("+", "%20"));
    return Buffer.from(`${user}:${password}`).toString("base64");
};
// encodeURIComponent leaves !'()* as they are; RFC 3986 reserves them, so some servers and the runner encode them.
const percentEncode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
// RFC 3986 section 2.1 recommends upper case; not every server follows.
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
/** The text with HTML's special characters replaced by entities. */
const escapeHtml = (text) => text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
/** They change special characters only. */
const ESCAPES = [
    formEncode,
    encodeURIComponent,
    percentEncode,
    (text) => lowerCase(formEncode(text)),
    (text) => lowerCase(percentEncode(text)),
    jsonEscape,
    (text) => jsonEscape(text).replaceAll("/", "\\/"),
    (text) => jsonEscape(text).replace(/[\x7f-\uffff]/g, unicodeEscape),
    escapeHtml,
];
/** They change every text. */
const BASE64 = [
    (text) => Buffer.from(text).toString("base64"),
    (text) => Buffer.from(text).toString("base64").replace(/=+$/, ""),
    (text) => Buffer.from(text).toString("base64url"),
    (text) => Buffer.from(`${text}\n`).toString("base64"),
];
/** No special characters: each of {@link ESCAPES} leaves the text as it is. Most secrets and tokens are like this. */
const PLAIN = /^[\w.-]*$/;
/** The text itself, and then in every encoding. */
const encoded = (text) => [(same) => same, ...(PLAIN.test(text) ? [] : ESCAPES), ...BASE64].map((encode) => encode(text));


/***/ }),

/***/ 9626:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gr: () => (/* binding */ ELLIPSIS),
/* harmony export */   Is: () => (/* binding */ harmless),
/* harmony export */   ml: () => (/* binding */ shorten)
/* harmony export */ });
/* unused harmony export cleaned */
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5043);
// Makes text from a server safe to print: no secret, line break, escape sequence or runner command, and not too long.

/** Longest text of a server that a message quotes, in characters. */
const LONGEST_QUOTE = 500;
/** Characters of a longer text, of which nothing is quoted: it was made to take long. */
const LONGEST_TEXT = 64 * 1024;
// CSI, OSC and other ANSI sequences; then every other control, bidirectional or invisible character.
const ESCAPE_SEQUENCES = /(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g;
/** Created when first used: V8 builds the character sets of such classes while it parses a file (1 ms), and most runs need none. */
const invisible = () => (madeInvisible ??= /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]+/gu);
let madeInvisible;
// Text from a server may hold a token that this run has never seen, such as another client's.
const JWT_LIKE = /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g;
/**
 * Text that the steps below would not change: most values. The other expressions take milliseconds to compile.
 * A property test holds this to what the steps do.
 */
const isUnchanged = (text) => PLAIN.test(text) && !SUSPICIOUS.test(text);
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;
const SUSPICIOUS = /eyJ|::|##\[|(?:token|assertion|secret|password|passphrase|key)["'\\\s]*[:=]/i;
/**
 * The runner reads `::name::` at the start of a line and `##[name]` anywhere as commands. A plain space breaks
 * them; an invisible character would not, since the runner's culture-aware comparison skips it.
 */
const breakCommands = (text) => text.replace(/:(?=:)/g, ": ").replace(/#(?=#\[)/g, "# ");
/**
 * The text as one line of plain characters.
 * @param secrets are redacted first: a secret in text that was flattened or shortened is no longer recognised
 */
function harmless(text, secrets, longest = LONGEST_QUOTE) {
    const redact = (part) => secrets.redactQuote(part);
    if (text.length > LONGEST_TEXT)
        return ELLIPSIS;
    if (text.length <= longest && isUnchanged(text))
        return redact(text);
    return shorten(cleaned(text, redact), longest);
}
/** All steps, in their order. */
function cleaned(text, redact) {
    // Removing an escape sequence may join the two halves of a secret, so each step is followed by a redaction.
    const plain = redact(redact(text).replace(ESCAPE_SEQUENCES, ""));
    const line = redact(plain.replace(invisible(), " ").replace(/\s+/g, " ").trim());
    return breakCommands((0,_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutNamed */ .M)(line.replace(JWT_LIKE, "***")));
}
/** At most this many characters; a shortened text ends in an ellipsis. */
const shorten = (text, longest) => text.length > longest ? text.slice(0, longest - 1).toWellFormed() + ELLIPSIS : text;
/** Written as an escape: one character beyond Latin-1 doubles the memory of the whole bundle and slows its start. */
const ELLIPSIS = "\u2026";


/***/ }),

/***/ 9077:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  SE: () => (/* binding */ SHORTEST_MASK),
  Sb: () => (/* binding */ Secrets)
});

// UNUSED EXPORTS: formsOf

;// CONCATENATED MODULE: ./build/secrets/decoded.js
// Decodes the escapes that servers, frameworks and gateways put into text, and keeps the original position of each character.
/** Names in HTML and XML, each with its character. Those of punctuation are HTML 5's. */
const ENTITIES = Object.fromEntries('amp& lt< gt> quot" apos\' nbsp\u00a0 AMP& LT< GT> QUOT" plus+ sol/ equals= colon: num# excl! dollar$ percnt% period. commat@ comma, lowbar_ ast* lpar( rpar) semi; quest? bsol\\ lsqb[ lbrack[ rsqb] rbrack] lcub{ lbrace{ rcub} rbrace} Hat^ grave` verbar| vert| Tab\t NewLine\n'
    .split(" ")
    .map((entity) => [entity.slice(0, -1), entity.slice(-1)]));
/**
 * Percent-encoding, also as JavaScript's `escape` writes it; the escapes of JSON, JavaScript, C and Python, and a
 * backslash before punctuation; entities of HTML and XML. However many of them one text mixes.
 */
const makeEscape = () => new RegExp([
    "(?:%[\\da-fA-F]{2})+|%u[\\da-fA-F]{4}",
    "\\\\(?:u[\\da-fA-F]{4}|u\\{[\\da-fA-F]{1,6}\\}|U[\\da-fA-F]{8}|x[\\da-fA-F]{2}|[0-3][0-7]{2}|[bfnrt!-/:-@[-`{-~])",
    `&(?:#0*\\d{1,7}|#[xX]0*[\\da-fA-F]{1,6}|${Object.keys(ENTITIES).join("|")});?`,
].join("|"), "g");
/** Made when first used: it takes V8 half a millisecond, and most texts have no escape. */
let madeEscape;
const BEGINNING = /[%\\&]/;
const CONTROLS = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const character = (digits, radix) => {
    const code = Number.parseInt(digits, radix);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
};
/** What an escape stands for, each character with its distance from the beginning of the escape. */
function unescaped(written) {
    if (/^%[^u]/.test(written))
        return percentDecoded(written);
    const body = written.slice(1);
    return [[written.startsWith("&") ? entity(body.replace(";", "")) : unquoted(body), 0]];
}
function entity(name) {
    const [, hex, decimal = ""] = /^#(?:x(.*)|(.*))/i.exec(name) ?? [];
    return ENTITIES[name] ?? (hex ? character(hex, 16) : character(decimal, 10));
}
/** What follows a backslash; or the `u` and its digits after a percent sign. */
function unquoted(body) {
    const [, hex] = /^[ux]\{?([\da-f]+)/i.exec(body) ?? [];
    if (hex)
        return character(hex, 16);
    return /^\d/.test(body) ? character(body, 8) : (CONTROLS[body] ?? body);
}
/** The characters of a run of octets, as UTF-8. */
function percentDecoded(run) {
    const octets = Buffer.from(run.replaceAll("%", ""), "hex");
    const decoded = [];
    for (let at = 0; at < octets.length;) {
        const length = Math.max(1, [0xc0, 0xe0, 0xf0].filter((lead) => octets.readUInt8(at) >= lead).length + 1);
        const text = octets.subarray(at, at + length).toString();
        decoded.push([text, at * 3]);
        at += length;
    }
    return decoded;
}
/** The text without its escapes; undefined when it has none. */
function decodeOnce({ text, origin }) {
    if (!BEGINNING.test(text))
        return undefined;
    madeEscape ??= makeEscape();
    const parts = [];
    const origins = [];
    let at = 0;
    const copy = (end) => {
        parts.push(text.slice(at, end));
        for (; at < end; at++)
            origins.push(origin(at));
    };
    for (const { 0: written, index } of text.matchAll(madeEscape)) {
        copy(index);
        for (const [decoded, offset] of unescaped(written)) {
            parts.push(decoded);
            for (let i = 0; i < decoded.length; i++)
                origins.push(origin(index + offset));
        }
        at = index + written.length;
    }
    if (at === 0)
        return undefined;
    copy(text.length);
    origins.push(origin(text.length));
    return { text: parts.join(""), origin: (index) => origins[index] };
}
/** How many times a text is decoded: a proxy may encode what a server has encoded already. */
const ROUNDS = 3;
/** The text as it is and after each round of decoding; then the same with `+` for a blank, as in forms. */
function* readings(original) {
    const spaced = original.replaceAll("+", " ");
    for (const text of spaced === original ? [original] : [original, spaced]) {
        let reading = { text, origin: (index) => index };
        for (let round = 0; reading && round <= ROUNDS; round++) {
            yield reading;
            reading = decodeOnce(reading);
        }
    }
}

// EXTERNAL MODULE: ./build/secrets/encodings.js
var encodings = __nccwpck_require__(8807);
;// CONCATENATED MODULE: ./build/secrets/secrets.js
// The secrets of one run: every form in which each may appear, and text with all of them replaced.


/** Shorter values are not masked: that would make the log unreadable, and the runner itself has no minimum. */
const SHORTEST_MASK = 4;
const LINE_BREAK = /\r\n|\r|\n/;
/** White space to the runner's .NET. */
const RUNNER_BLANK = /(?!\ufeff)[\s\x85]/;
/** White space to either .NET or JavaScript: the first knows U+0085, the second U+FEFF. */
const ANY_BLANK = /[\s\x85]/;
/** Takes linear time. An expression anchored at the end would rescan a long run of blanks again and again. */
function trim(text, blank = ANY_BLANK) {
    let [start, end] = [0, text.length];
    while (start < end && blank.test(text.charAt(start)))
        start++;
    while (start < end && blank.test(text.charAt(end - 1)))
        end--;
    return text.slice(start, end);
}
/** Lone surrogates are replaced, as they are when sent; encodeURIComponent throws on them. */
const wellFormed = (text) => text.toWellFormed();
/**
 * Every form of a secret that must not be seen: the value and each of its lines, in all encodings of encodings.ts.
 * Forms shorter than {@link SHORTEST_MASK} are left out.
 */
function formsOf(secret) {
    const lines = secret.split(LINE_BREAK).map((line) => trim(line));
    // Not the empty line at the end of a key: its encodings occur everywhere.
    const texts = new Set([secret, trim(secret), ...lines].map(wellFormed).filter((text) => trim(text) !== ""));
    const forms = [...texts].flatMap(encodings/* encoded */.dS);
    return [...new Set(forms)].filter((form) => form.length >= SHORTEST_MASK);
}
/**
 * The forms that the runner may be given. It splits a multi-line mask and masks each line, however short. So of a
 * value with a short line it gets only the longer lines and the encodings without line breaks.
 */
function registrable(forms) {
    const isLong = (line) => line === "" || line.length >= SHORTEST_MASK;
    return forms.filter((form) => form.split(LINE_BREAK).every((line) => isLong(trim(line, RUNNER_BLANK))));
}
/** Characters that a search compares for each character of the text. More are needed only where a text was made so. */
const MOST_COMPARED = 200;
/** The same for all of a short text. */
const LEAST_COMPARED = 1_000_000;
/** What looking at one known text costs, in characters compared. */
const LOOK = 4;
/** Finds any of many texts in another. */
class Index {
    /** By their first characters, since none is shorter. */
    #byPrefix = new Map();
    /** @returns whether it is new */
    add(text) {
        const prefix = text.slice(0, SHORTEST_MASK);
        const known = this.#byPrefix.get(prefix) ?? new Set();
        this.#byPrefix.set(prefix, known);
        const isNew = !known.has(text);
        known.add(text);
        return isNew;
    }
    /** The ranges do not touch. When the search would take too long, the whole text is one. */
    *findIn(text) {
        let left = Math.max(LEAST_COMPARED, text.length * MOST_COMPARED);
        let [start, end] = [0, 0];
        for (let at = 0; at + SHORTEST_MASK <= text.length; at++)
            for (const known of this.#byPrefix.get(text.slice(at, at + SHORTEST_MASK)) ?? []) {
                const last = at + known.length;
                const isCandidate = last > end && last <= text.length && text[last - 1] === known.at(-1);
                left -= isCandidate ? known.length : LOOK;
                if (left < 0)
                    return yield [0, text.length];
                if (!isCandidate || !text.startsWith(known, at))
                    continue;
                if (at > end) {
                    if (end > 0)
                        yield [start, end];
                    start = at;
                }
                end = last;
            }
        if (end > 0)
            yield [start, end];
    }
}
/** Characters of all hidden values together. More of them are no values but an attempt to take long. */
const MOST_HIDDEN = 64 * 1024;
/** The secrets of one run. `announce` gets each form once, before the secret can be used or printed. */
class Secrets {
    #announce;
    #protected = new Index();
    #hidden = new Index();
    #hiddenSize = 0;
    constructor(announce) {
        this.#announce = announce;
    }
    /** From now on these are replaced in everything that is printed, by this action and by the runner. */
    protect(...secrets) {
        const fresh = [...new Set(secrets)].flatMap(formsOf).filter((form) => this.#protected.add(form));
        for (const form of new Set(registrable(fresh)))
            this.#announce(form);
    }
    /**
     * From now on these are replaced in what a server says, and nowhere else. For values that may be secret or may be a
     * common word, and for those that a server chooses: masking them would spoil our own messages and the job's log.
     * After too many of them nothing that a server says is shown.
     */
    hide(...values) {
        for (const value of new Set(values))
            this.#hiddenSize += value.length;
        if (this.#hiddenSize > MOST_HIDDEN)
            return;
        for (const form of values.flatMap(formsOf))
            this.#hidden.add(form);
    }
    /** The text, well-formed, with every protected secret replaced by `***`, however it is encoded. */
    redact(text) {
        return replaced(text, [this.#protected]);
    }
    /** The same for text from a server, in which hidden values are replaced too. */
    redactQuote(text) {
        if (this.#hiddenSize > MOST_HIDDEN)
            return text && "***";
        return replaced(text, [this.#protected, this.#hidden]);
    }
}
/** Replaces by `***` what the indexes know; ranges that touch or overlap become one. */
function replaced(original, indexes) {
    const text = wellFormed(original);
    let shown = "";
    let at = 0;
    for (const [start, end] of merged(rangesIn(text, indexes))) {
        shown += `${text.slice(at, start)}***`;
        at = end;
    }
    return shown + text.slice(at);
}
/** Where the text, in any of its readings, contains what the indexes know. */
function rangesIn(text, indexes) {
    const found = [];
    for (const { text: reading, origin } of readings(text))
        for (const index of indexes)
            for (const [start, end] of index.findIn(reading))
                found.push([origin(start), origin(end)]);
    return found;
}
function merged(ranges) {
    const apart = [];
    for (const [start, end] of ranges.sort(([a], [b]) => a - b)) {
        const last = apart.at(-1);
        if (last && start <= last[1])
            last[1] = Math.max(last[1], end);
        else
            apart.push([start, end]);
    }
    return apart;
}


/***/ }),

/***/ 7627:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ asFailure)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5961);
// Turns anything that was thrown into a failure.

/**
 * Of an internal error only the name is kept, and its stack goes to the debug log. Its message is dropped, since it may
 * quote a value.
 */
function asFailure(error, log) {
    if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return error;
    const { name = "Error", stack = "" } = error instanceof Error ? error : {};
    const places = stack.split("\n").filter((line) => /^\s+at /.test(line));
    log.debug(places.join("\n"));
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR("internal", { cause: name });
}


/***/ }),

/***/ 5949:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ USER_AGENT)
/* harmony export */ });
const USER_AGENT = "devportal-token-action";


/***/ }),

/***/ 3315:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ warnOfEnvironment)
/* harmony export */ });
/* harmony import */ var _http_proxy_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4300);
/* harmony import */ var _messages_lines_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3812);
// Warns about network settings of the runner's environment that are ignored.


/** Warns about proxies that cannot be read, and keeps the verification of certificates switched on. */
function warnOfEnvironment(env, log) {
    const unreadable = (0,_http_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadableProxies */ .GX)(env);
    if (unreadable.length)
        log.warning(_messages_lines_js__WEBPACK_IMPORTED_MODULE_1__/* .stepLines */ .m.unreadableProxies(unreadable));
    if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0")
        log.warning(_messages_lines_js__WEBPACK_IMPORTED_MODULE_1__/* .stepLines */ .m.verificationStaysOn);
    // Node reads it for every connection, and prints its own warning.
    delete env.NODE_TLS_REJECT_UNAUTHORIZED;
}


/***/ }),

/***/ 6363:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ asIs),
/* harmony export */   Eb: () => (/* binding */ key),
/* harmony export */   Mh: () => (/* binding */ oneSegment),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   OK: () => (/* binding */ certificate),
/* harmony export */   OM: () => (/* binding */ spaceSeparated),
/* harmony export */   OZ: () => (/* binding */ url),
/* harmony export */   P_: () => (/* binding */ Refusal),
/* harmony export */   WQ: () => (/* binding */ whole),
/* harmony export */   Wb: () => (/* binding */ withoutWhitespace),
/* harmony export */   __: () => (/* binding */ each),
/* harmony export */   d6: () => (/* binding */ headerToken),
/* harmony export */   yL: () => (/* binding */ oneOf),
/* harmony export */   zM: () => (/* binding */ boolean)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
// Turn the text of an input into a value, or refuse it.

/** Everything that is wrong with an input. */
class Refusal extends Error {
    problems;
    constructor(...problems) {
        super("refused");
        this.problems = problems;
    }
}
const refuse = (...problem) => {
    throw new Refusal(problem);
};
/** Reads each of several items. @throws Refusal with the problems of all of them, each once */
function each(items, read) {
    const problems = new Map();
    const values = items.flatMap((item, at) => {
        try {
            return [read(item, at)];
        }
        catch (error) {
            if (!(error instanceof Refusal))
                throw error;
            for (const problem of error.problems)
                problems.set(JSON.stringify(problem), problem);
            return [];
        }
    });
    if (problems.size > 0)
        throw new Refusal(...problems.values());
    return values;
}
const asIs = (text) => text;
const withoutWhitespace = (text, name) => /\s/.test(text) ? refuse("whitespaceInside", name) : text;
/** Text that is allowed in a header. */
const headerToken = (text, name) => /^[\x21-\x7e]*$/.test(withoutWhitespace(text, name)) ? text : refuse("notAToken", name);
const lines = (text) => text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);
const spaceSeparated = (text) => text.split(/\s+/);
const url = (text, name) => {
    if (/\s/.test(text))
        refuse("whitespaceInside", name);
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
        refuse("notAUrl", name);
    const { username, password, hash } = new URL(text);
    if (username || password)
        refuse("urlWithCredentials", name);
    if (hash)
        refuse("urlWithFragment", name);
    return text;
};
/** A whole number. */
const whole = (least, most = Number.MAX_SAFE_INTEGER) => (text, name) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : refuse("notANumber", name, text, least, most);
};
const oneOf = (values) => (text, name) => values.find((value) => value === text) ?? refuse("unknownValue", name, text, values);
/** A name that does not change the path into which it is put. */
const oneSegment = (read) => (text, name) => /^\.\.?$/.test(text) ? refuse("notAName", name, text) : read(text, name);
const boolean = (text, name) => oneOf(["true", "false"])(text.toLowerCase(), name) === "true";
/** Accepts a text that the parser can read. The parser's own message is not shown, since it may quote the text. */
const readable = (parse, label) => (text, name) => {
    try {
        parse(text);
        return text;
    }
    catch {
        return refuse("notPem", name, label);
    }
};
const certificate = readable((pem) => new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(pem), "CERTIFICATE");
const key = readable(node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey, "PRIVATE KEY");


/***/ }),

/***/ 5305:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   XG: () => (/* binding */ secretNames),
/* harmony export */   dF: () => (/* binding */ emptySecrets),
/* harmony export */   lS: () => (/* binding */ raw),
/* harmony export */   sQ: () => (/* binding */ urlNames)
/* harmony export */ });
/* harmony import */ var _input_readers_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6363);

/** The value of an input as the runner was given it. Its variable is in upper case and keeps dashes. */
const raw = (env, name) => env[`INPUT_${name.toUpperCase()}`];
const namesWhere = (definitions, wanted) => Object.entries(definitions).flatMap(([name, input]) => (wanted(input) ? [name] : []));
const secretNames = (definitions) => namesWhere(definitions, ({ secret }) => secret === true);
const urlNames = (definitions) => namesWhere(definitions, ({ read }) => read === _input_readers_js__WEBPACK_IMPORTED_MODULE_0__/* .url */ .OZ);
/** The secret inputs that hold nothing, or only whitespace. */
const emptySecrets = (definitions, env) => secretNames(definitions).filter((name) => !raw(env, name)?.trim());
/** Reads all inputs and finds everything that is wrong with each of them alone. */
function readInputs(definitions, env) {
    const values = {};
    const reading = { inputs: values, problems: [], trimmed: [], blank: [] };
    for (const [name, { read, default: otherwise, emptyMeansNone, secret }] of Object.entries(definitions)) {
        const fallback = otherwise === undefined ? undefined : read(otherwise, name);
        const text = raw(env, name);
        const trimmed = text?.trim() ?? "";
        if (text === undefined || (text === "" && !emptyMeansNone))
            values[name] = fallback;
        else if (text === "")
            values[name] = undefined;
        else if (trimmed === "") {
            reading.blank.push(name);
            values[name] = fallback;
        }
        else {
            // A text of several lines in YAML (`|`) ends in a line break. In a secret it is a mistake to correct.
            if (trimmed !== (secret ? text : text.replace(/\r?\n$/, "")))
                reading.trimmed.push(name);
            try {
                values[name] = read(trimmed, name);
            }
            catch (error) {
                if (!(error instanceof _input_readers_js__WEBPACK_IMPORTED_MODULE_0__/* .Refusal */ .P_))
                    throw error;
                for (const problem of error.problems)
                    reading.problems.push({ name, problem });
                values[name] = fallback;
            }
        }
    }
    return reading;
}


/***/ }),

/***/ 3064:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ createLog)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5760);
/* harmony import */ var _secrets_harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9626);
// The only way to the workflow log: everything printed has its secrets redacted and holds no runner command.


/** Characters. The runner shows about this many of an annotation. */
const LONGEST_MESSAGE = 4000;
function createLog(secrets) {
    const safely = (print) => (text) => print(withoutCommands(secrets.redact(text)));
    // Shortened last, since a part of a secret would not be recognised.
    const annotate = (print) => safely((text) => print((0,_secrets_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)(text, LONGEST_MESSAGE)));
    return {
        info: safely(_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq),
        notice: annotate(_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .notice */ .lm),
        warning: annotate(_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .warning */ .$e),
        debug: safely(_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .debug */ .Yz),
        fail: annotate(_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setFailed */ .C1),
        error: (text, properties) => annotate((shown) => _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .error */ .z3(shown, properties))(text),
    };
}
/** The runner reads `::name::` at the start of a line, and `##[name]` anywhere, as a command. */
const withoutCommands = (text) => text.replace(/^(\s*):(?=:)/gm, "$1: ").replace(/#(?=#\[)/g, "# ");


/***/ }),

/***/ 8328:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   jW: () => (/* binding */ aboutCode),
/* harmony export */   mN: () => (/* binding */ docs)
/* harmony export */ });
/* unused harmony export MAJOR_VERSION */
// Links to the documents of this repository, for messages: they work from any log, and lead to the version that runs.
/** The tag under which users call the actions; it moves with every release of this major version. */
const MAJOR_VERSION = "v1";
/** @param heading its anchor on the page */
const docs = (page, heading) => `https://github.com/org/devportal-token-action/blob/${MAJOR_VERSION}/docs/${page}#${heading}`;
/** What a code means, and what to do. */
const aboutCode = (page, code) => `About ${code}: ${docs(page, code)}`;


/***/ }),

/***/ 1735:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Pg: () => (/* binding */ inputsMessage),
/* harmony export */   aN: () => (/* binding */ noOutcome),
/* harmony export */   qz: () => (/* binding */ tell)
/* harmony export */ });
/** For a process that ended before its step did. */
const noOutcome = "The step ended without a result. [internal]\nLikely cause: a defect of this action.\nWhat to do: run the job again; if the problem persists, please report it, with the log of a run with debug logging.";
/** The text of an error annotation. */
const tell = ({ code, tried, cameBack, circumstances, hint }) => [
    `${tried} failed: ${cameBack}. [${code}]`,
    circumstances,
    ...(hint ? [`Likely cause: ${hint.cause}`, `What to do: ${hint.remedy}`] : []),
]
    .filter(Boolean)
    .join("\n");
/** The message for inputs that are refused. @param rows the table that the problems refer to */
function inputsMessage(problems, rows) {
    const opening = "The inputs are not valid, so nothing was sent.";
    const sentences = problems.map(([row, ...values]) => rows[row](...values));
    return sentences.length === 1
        ? `${opening} ${sentences[0]} [invalid_input]`
        : [`${opening} [invalid_input]`, ...sentences.map((sentence) => `- ${sentence}`)].join("\n");
}


/***/ }),

/***/ 3812:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ stepLines)
/* harmony export */ });
/* harmony import */ var _secrets_secrets_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9077);
/* harmony import */ var _quoting_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(376);


const FAULTS = {
    dns: (host) => `The host name ${host} could not be resolved`,
    connection: (host) => `The connection to ${host} failed`,
    tls: (host) => `The TLS handshake with ${host} failed`,
    timeout: (host) => `No answer came from ${host} in time`,
};
const stepLines = {
    trimmed: (names) => `Whitespace around the value of ${(0,_quoting_js__WEBPACK_IMPORTED_MODULE_1__/* .listed */ .KE)(names)} was removed. Store the value without it and this line will disappear.`,
    tooShort: (names) => `${(0,_quoting_js__WEBPACK_IMPORTED_MODULE_1__/* .listed */ .KE)(names)} ${names.length === 1 ? "is" : "are"} shorter than ${_secrets_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .SHORTEST_MASK */ .SE} characters and cannot be masked in the log. Use a longer value.`,
    unreadableProxies: (names) => `${names.join(" and ")} cannot be read as the address of a proxy, so no proxy is used. Write it as a URL: http://host:port.`,
    verificationStaysOn: 'NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored: without verification anyone on the network could read the credentials. To trust a private CA, give its certificate in "ca-certificate".',
    retry: ({ failure, delay, attempt, maxAttempts }) => {
        const { endpoint = "", status, error, cause, reason } = failure.evidence;
        const isProxy = reason === "proxy";
        const host = isProxy ? "the proxy" : new URL(endpoint).host;
        const what = status
            ? `${isProxy ? "The proxy" : host} answered ${status}${error ? ` (${error})` : ""}`
            : `${FAULTS[failure.code](host)}${cause ? ` (${cause})` : ""}`;
        return `${what}. Waiting ${(delay / 1000).toFixed(1)} s before attempt ${attempt} of ${maxAttempts}.`;
    },
};


/***/ }),

/***/ 376:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   Vo: () => (/* binding */ alternatives),
/* harmony export */   hD: () => (/* binding */ quote)
/* harmony export */ });
// Values in messages.
/** A value as a message shows it: whole or not at all, since half a secret could not be recognised as one. */
const quote = (value) => 
// As text, since V8 would build the sets while it parses the file.
value.length > 60 || /[\p{C}\p{Zl}\p{Zp}]/u.test(value)
    ? `a value of ${value.length} characters`
    : `"${value}"`;
/** "a", "b" or "c". */
const alternatives = (values) => {
    const quoted = values.map((value) => `"${value}"`);
    return quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}` : quoted.join("");
};
/** "a", "b", "c". */
const listed = (values) => values.map((value) => `"${String(value)}"`).join(", ");


/***/ }),

/***/ 1686:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ inUtc),
/* harmony export */   r: () => (/* binding */ inWords)
/* harmony export */ });
// Times and durations as people read them.
/** A duration in seconds, in words: "2 hours", "1 hour 30 minutes", "45 seconds". */
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
/** A time in UTC, from milliseconds since the epoch. */
const inUtc = (milliseconds) => `${new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ")} UTC`;


/***/ }),

/***/ 9037:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Kr: () => (/* binding */ sealedCommand),
/* harmony export */   RN: () => (/* binding */ unsavedSummary),
/* harmony export */   Yc: () => (/* binding */ unsavedText),
/* harmony export */   rF: () => (/* binding */ storedAfterAllSummary)
/* harmony export */ });
/* harmony import */ var _secrets_encodings_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8807);

/** @param otherwise what to do when the command cannot work */
const sealedCommand = (otherwise) => `It is not lost: run this command with a login that may write the secret. The value is sealed with GitHub's public key, so it may be shown. If *** appears in it, a short secret of this job has masked a part of it, and the command cannot work: ${otherwise}`;
const unsavedText = (words, place, command) => `${words.unsavedMeaning(place)}\n${command}`;
const unsavedSummary = (words, place, command) => `### ${words.unsavedTitle}\n\n${(0,_secrets_encodings_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeHtml */ .ZD)(words.unsavedMeaning(place))}\n\n<pre><code>${(0,_secrets_encodings_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeHtml */ .ZD)(command)}</code></pre>\n`;
/** What becomes of that command when the write succeeded in the end. */
const storedAfterAllSummary = (words, place) => `\n${(0,_secrets_encodings_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeHtml */ .ZD)(words.storedAfterAll(place))}\n`;


/***/ }),

/***/ 7326:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ writeSummary)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
// The job summary: a Markdown file of the runner's.

/**
 * Appends to the summary. Not by the toolkit's `summary`, whose `fs.promises` costs every run 1.6 ms.
 * @throws Error when the runner names no file, or it cannot be written
 */
function writeSummary(markdown, { GITHUB_STEP_SUMMARY: file = "" }) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(file, markdown);
}


/***/ }),

/***/ 9743:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ traced)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5961);
/* harmony import */ var _http_header_text_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6907);
/* harmony import */ var _secrets_harmless_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9626);
// For step debug logging: what was sent, by parameter name; what came back, by status and safe headers; and how long it took.




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
/** The same sender. With debug logging, it reports every request to the log. */
function traced(send, log, secrets) {
    if (!_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .isDebug */ ._o())
        return send;
    return async (request, signal) => {
        const parameters = parameterNames(request).join(", ");
        log.debug(`${request.method} ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutQuery */ .j$)(request.url)}${parameters ? ` with ${parameters}` : ""}`);
        const start = Date.now();
        const took = () => `after ${Date.now() - start} ms`;
        try {
            const response = await send(request, signal);
            const headers = SAFE_HEADERS.filter((name) => name in response.headers).map((name) => `${name}: ${(0,_secrets_harmless_js__WEBPACK_IMPORTED_MODULE_2__/* .harmless */ .Is)((0,_http_header_text_js__WEBPACK_IMPORTED_MODULE_3__/* .headerText */ .T)(response.headers[name]), secrets, 100)}`);
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

/***/ 1170:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ assertionAudienceOf),
  j: () => (/* binding */ configure)
});

// EXTERNAL MODULE: ./build/failure.js
var failure = __nccwpck_require__(5961);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./build/step/fork.js
// Whether a run is for a fork, and whether it has secrets.

/** Whether the event is about a commit of a fork. A deleted fork has no repository any more. */
function isForFork(env) {
    const { GITHUB_EVENT_NAME: name = "", GITHUB_REPOSITORY: repository, GITHUB_EVENT_PATH: path } = env;
    const event = readEvent(path);
    if (name.startsWith("pull_request") && event?.pull_request?.head)
        return event.pull_request.head.repo?.full_name !== repository;
    if (name === "workflow_run" && event?.workflow_run)
        return event.workflow_run.head_repository?.full_name !== repository;
    return false;
}
/** GitHub starts these with the secrets of the repository, whoever wrote the code. */
const WITH_SECRETS = ["pull_request_target", "workflow_run"];
/** Whether GitHub withholds secrets from the run because the commit is of a fork. */
const hasNoSecrets = (env) => isForFork(env) && !startsWithSecrets(env);
const startsWithSecrets = ({ GITHUB_EVENT_NAME: name = "" }) => WITH_SECRETS.includes(name);
function readEvent(path) {
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path ?? "", "utf8"));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/step/empty-secret.js
// Finds out why a secret is empty in this very run.

/** GitHub withholds secrets from forks and Dependabot. Anything else is a mistake in the workflow or in the settings. */
function emptySecretReason(env) {
    if (env.GITHUB_ACTOR === "dependabot[bot]")
        return ["noSecretsForDependabot"];
    if (hasNoSecrets(env))
        return ["noSecretsForForks"];
    // A step cannot see otherwise that its job is in a called workflow, so our own workflows set this variable.
    return [env.DEVPORTAL_CALLED_WORKFLOW ? "noSecretsPassed" : "noSuchSecret"];
}

// EXTERNAL MODULE: ./build/step/inputs.js
var step_inputs = __nccwpck_require__(5305);
// EXTERNAL MODULE: ./build/http/plain-http.js
var plain_http = __nccwpck_require__(2509);
// EXTERNAL MODULE: ./build/oauth/signing-key.js
var signing_key = __nccwpck_require__(3706);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./build/step/client-certificate.js
// A client certificate and its key: both or neither, and they belong together.

/** What is wrong with the two inputs together. Each can be read by itself. */
function certificateProblem(certificate, key) {
    if (certificate && !key)
        return ["halfCertificate", "client-certificate", "client-key"];
    if (key && !certificate)
        return ["halfCertificate", "client-key", "client-certificate"];
    if (!certificate || !key)
        return undefined;
    return new external_node_crypto_.X509Certificate(certificate).checkPrivateKey((0,external_node_crypto_.createPrivateKey)(key))
        ? undefined
        : ["certificateMisfit"];
}

// EXTERNAL MODULE: ./build/token/inputs.js + 2 modules
var token_inputs = __nccwpck_require__(5884);
;// CONCATENATED MODULE: ./build/token/contradictions.js
// What is wrong with several inputs together: one needs another, or excludes it.





const contradictions = (given) => RULES.flatMap((rule) => rule(given)).filter((found) => typeof found === "object");
const wrong = (...problem) => ({ problem });
const missing = (name, ...problem) => ({ problem, missing: name });
/** The inputs that a client authentication method needs, and those that contradict it. */
const METHODS = {
    client_secret_post: { needs: ["client-secret"] },
    client_secret_basic: { needs: ["client-secret"] },
    client_secret_jwt: { needs: ["client-secret"] },
    private_key_jwt: { needs: ["private-key"] },
    tls_client_auth: { needs: ["client-certificate", "client-key"] },
    github_id_token: { needs: [] },
    none: { needs: [], excludes: ["client-secret", "private-key"] },
};
const lacks = ({ inputs, reported }, name) => !inputs[name] && !reported(name);
const endpointIsKnown = (given) => [
    lacks(given, "token-endpoint") && lacks(given, "issuer") && wrong("noEndpoint"),
];
const clientIsNamed = (given) => [
    given.clientAuthentication !== "github_id_token" &&
        !given.reported("client-authentication") &&
        lacks(given, "client-id") &&
        wrong("noClientId"),
];
const clientHasCredentials = (given) => {
    const { inputs, clientAuthentication: method } = given;
    const { needs, excludes = [] } = METHODS[method];
    const asked = inputs["client-authentication"] !== undefined;
    if (given.reported("client-authentication") || (!asked && given.reported("private-key")))
        return [];
    return [
        ...needs.map((name) => lacks(given, name) &&
            (asked ? missing(name, "needs", method, name) : missing(name, "noClientSecret"))),
        ...excludes.map((name) => inputs[name] !== undefined && wrong("contradicts", method, name)),
        !asked && inputs["client-secret"] !== undefined && inputs["private-key"] && wrong("twoCredentials"),
    ];
};
const certificateIsComplete = (given) => {
    const { "client-certificate": certificate, "client-key": key } = given.inputs;
    const problem = certificateProblem(certificate, key);
    if (!problem)
        return [];
    if (problem[0] === "certificateMisfit")
        return [{ problem }];
    const absent = problem[2];
    return [lacks(given, absent) && { problem, missing: absent }];
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
    return [allowed && !allowed.includes(algorithm) && wrong("algorithmMisfit", algorithm, allowed)];
};
const grantIsClear = (given) => {
    const { inputs, grantType, reported } = given;
    if (grantType)
        return [
            grantType === "refresh_token" &&
                lacks(given, "refresh-token") &&
                missing("refresh-token", "noRefreshToken"),
        ];
    const unreadable = ["refresh-token", "grant-type", "audience", "resource", "scope", "client-authentication"].some(reported);
    return [!unreadable && (inputs["refresh-token"] ? wrong("twoGrants") : missing("refresh-token", "noGrant"))];
};
const revocationIsPossible = ({ inputs }) => [
    inputs.revoke === "always" && !inputs["revocation-endpoint"] && !inputs.issuer && wrong("nothingToRevoke"),
];
const rotationIsPossible = (given) => {
    const { inputs, grantType } = given;
    const { "rotate-secret": secret, "rotate-environment": environment, "rotate-organization": organization, } = inputs;
    const places = ["rotate-environment", "rotate-organization"].filter((name) => inputs[name]);
    if (!secret)
        return lacks(given, "rotate-secret") ? places.map((name) => wrong("rotatesNothing", name)) : [];
    return [
        environment && organization ? wrong("twoPlaces") : undefined,
        lacks(given, "github-token") && missing("github-token", "noGithubToken"),
        grantType && grantType !== "refresh_token" && wrong("rotatesOtherGrant", grantType),
    ];
};
const urlsAreEncrypted = ({ inputs }) => (0,step_inputs/* urlNames */.sQ)(token_inputs/* INPUTS */.m).map((name) => {
    const url = inputs[name];
    return url && !inputs["allow-http"] && (0,plain_http/* isPlainHttp */.f)(String(url)) ? wrong("plainHttp", name) : undefined;
});
const RULES = [
    endpointIsKnown,
    urlsAreEncrypted,
    clientIsNamed,
    clientHasCredentials,
    algorithmFits,
    certificateIsComplete,
    grantIsClear,
    revocationIsPossible,
    rotationIsPossible,
];

;// CONCATENATED MODULE: ./build/token/configuration.js
// Turns the inputs into one consistent configuration: what was left out is inferred, contradictions are refused.





/**
 * @throws Failure `invalid_input` with every problem of the inputs, alone and together
 */
function configure({ inputs, ...reading }, env) {
    const clientAuthentication = inputs["client-authentication"] ?? inferredAuthentication(inputs);
    const grantType = inputs["grant-type"] ?? inferredGrant(inputs, clientAuthentication);
    const unreadable = [
        ...reading.problems,
        ...reading.blank.map((name) => ({ name, problem: ["blank", name] })),
    ];
    const reported = (name) => unreadable.some((problem) => problem.name === name);
    const contradicting = contradictions({ inputs, clientAuthentication, grantType, reported });
    const empty = (0,step_inputs/* emptySecrets */.dF)(token_inputs/* INPUTS */.m, env);
    const absent = [...reading.blank, ...contradicting.map(({ missing }) => missing)];
    const problems = [
        ...[...unreadable, ...contradicting].map(({ problem }) => problem),
        // Secrets are empty for a reason that lies in the run. It is given once, however many are empty.
        ...(absent.some((name) => name && empty.includes(name)) ? [emptySecretReason(env)] : []),
    ];
    if (problems.length > 0 || !grantType)
        throw new failure/* Failure */.HR("invalid_input", { problems });
    return {
        request: {
            grantType,
            client: {
                id: inputs["client-id"] ?? "",
                secret: inputs["client-secret"],
                privateKey: inputs["private-key"],
                keyId: inputs["key-id"],
                algorithm: inputs["signing-algorithm"],
            },
            clientAuthentication,
            audience: inputs.audience ?? [],
            resource: inputs.resource ?? [],
            scope: inputs.scope ?? [],
            extraParameters: inputs["extra-parameters"] ?? [],
            refreshToken: grantType === "refresh_token" ? inputs["refresh-token"] : undefined,
        },
        tokenEndpoint: inputs["token-endpoint"],
        revocationEndpoint: inputs["revocation-endpoint"],
        issuer: inputs.issuer,
        assertionAudience: inputs["assertion-audience"],
        idTokenAudience: inputs["id-token-audience"],
        requirements: {
            audience: inputs["required-audience"] ?? [],
            scope: inputs["required-scope"] ?? [],
            minLifetime: inputs["min-lifetime"] ?? 0,
        },
        limits: { timeout: inputs.timeout, deadline: inputs.deadline, maxAttempts: inputs["max-attempts"] },
        tls: {
            ca: inputs["ca-certificate"],
            certificate: inputs["client-certificate"],
            key: inputs["client-key"],
        },
        allowHttp: inputs["allow-http"],
        revoke: inputs.revoke,
        rotation: rotationOf(inputs, env),
        envName: inputs["env-name"],
        summary: inputs.summary,
    };
}
const inferredAuthentication = (inputs) => inputs["private-key"] && !inputs["client-secret"] ? "private_key_jwt" : "client_secret_post";
/** Undefined when the inputs name no grant type, or two. */
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
        environment: inputs["rotate-environment"],
        organization: inputs["rotate-organization"],
    };
    return { place, token };
}
/** `aud` of the client's assertions: as given, else the issuer, else the token endpoint (RFC 7523 section 3). */
const assertionAudienceOf = ({ assertionAudience, issuer }, tokenEndpoint) => assertionAudience ?? issuer ?? tokenEndpoint;


/***/ }),

/***/ 5884:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ INPUTS)
});

;// CONCATENATED MODULE: ./build/github/secret-name.js
// The names that GitHub allows for secrets.
/** https://docs.github.com/actions/reference/secrets-reference#naming-your-secrets; without flags, for a JSON Schema. */
const SECRET_NAME = /^(?![Gg][Ii][Tt][Hh][Uu][Bb]_)[A-Za-z_]\w*$/;
const isSecretName = (name) => SECRET_NAME.test(name);

// EXTERNAL MODULE: ./build/oauth/client-authentication.js + 1 modules
var client_authentication = __nccwpck_require__(232);
// EXTERNAL MODULE: ./build/oauth/grants.js
var grants = __nccwpck_require__(9048);
// EXTERNAL MODULE: ./build/oauth/signing-key.js
var signing_key = __nccwpck_require__(3706);
// EXTERNAL MODULE: ./build/step/input-readers.js
var input_readers = __nccwpck_require__(6363);
;// CONCATENATED MODULE: ./build/token/environment-name.js
// Which environment variables may hold the token: valid names that nothing else reads.
const VALID = /^[A-Za-z_][A-Za-z0-9_]*$/;
// Names that programs, the shell, the runner or a toolchain read. They are lists, since V8 takes half a millisecond to
// compile the expressions that would say the same.
const NAMES = new Set([
    "PATH PATHEXT HOME USERPROFILE SHELL COMSPEC IFS ENV BASH_ENV BASHOPTS SHELLOPTS PROMPT_COMMAND CDPATH TMPDIR TEMP TMP",
    "PS0 PS1 PS2 PS3 PS4 USER CI LANG CLASSPATH JAVA_OPTIONS _JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_TOOL_OPTIONS",
    "JDK_JAVA_OPTIONS JAVA_HOME GOFLAGS GOPROXY GOPATH GOROOT GOENV PSMODULEPATH SYSTEMROOT WINDIR EDITOR VISUAL PAGER",
    "LESSOPEN LESSCLOSE MAKEFLAGS GNUMAKEFLAGS MFLAGS RUSTFLAGS RUSTDOCFLAGS ZDOTDIR PERLLIB LUA_PATH LUA_CPATH LUA_INIT",
    "PIP_CONFIG_FILE PIP_INDEX_URL PIP_EXTRA_INDEX_URL CURL_HOME CURL_CA_BUNDLE REQUESTS_CA_BUNDLE KUBECONFIG",
    "AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE AWS_CA_BUNDLE",
].flatMap((line) => line.split(" ")));
const BEGINNINGS = [
    "LD_ DYLD_ NODE_ NPM_CONFIG_ GIT_ SSH_ GITHUB_ RUNNER_ ACTIONS_ INPUT_ STATE_ DOTNET_ MSBUILD_ COMPLUS_ BUNDLE_ GEM_",
    "CARGO_ RUSTC_ MAVEN_ GRADLE_ DOCKER_ OPENSSL_ SSL_ LC_ TF_CLI_ PYTHON PERL5 RUBY BASH_FUNC GLIBC",
].flatMap((line) => line.split(" "));
const ENDING = "_PROXY";
const isValidName = (name) => VALID.test(name);
/** Case is ignored, as on Windows. */
function isReserved(name) {
    const upper = name.toUpperCase();
    return (NAMES.has(upper) || BEGINNINGS.some((beginning) => upper.startsWith(beginning)) || upper.endsWith(ENDING));
}

;// CONCATENATED MODULE: ./build/token/inputs.js
// The inputs of this action: what each holds. Names and defaults are those of action.yml.






const refuse = (...problem) => {
    throw new input_readers/* Refusal */.P_(problem);
};
const resources = (text, name) => (0,input_readers/* each */.__)((0,input_readers/* lines */.Mn)(text, name), (uri) => URL.canParse(uri) && !/[#\s]/.test(uri) ? uri : refuse("notAResource", name));
const environmentName = (text, name) => {
    if (!isValidName(text))
        refuse("invalidEnvironmentName", name, text);
    return isReserved(text) ? refuse("reservedEnvironmentName", name, text) : text;
};
const secretName = (text, name) => isSecretName(text) ? text : refuse("invalidSecretName", name, text);
/** RFC 6749 appendix A.1 allows blanks inside. */
const clientId = (text, name) => (/[^\S ]/.test(text) ? refuse("lineBreakInside", name) : text);
const signingKey = (text, name) => ((0,signing_key/* readSigningKey */.jy)(text) ? text : refuse("noSigningKey", name));
/** Parameters that have their own inputs, or that this action sets itself. */
const RESERVED = "client_id client_secret grant_type refresh_token audience resource scope assertion client_assertion client_assertion_type subject_token subject_token_type".split(" ");
const parameters = (text, name) => (0,input_readers/* each */.__)((0,input_readers/* lines */.Mn)(text, name), (line) => {
    const at = line.indexOf("=");
    const parameter = line.slice(0, at).trim();
    if (at < 0 || !/^\S+$/.test(parameter))
        refuse("notAParameter", name);
    if (RESERVED.includes(parameter))
        refuse("reservedParameter", name, parameter);
    return [parameter, line.slice(at + 1).trim()];
});
const INPUTS = {
    "token-endpoint": { read: input_readers/* url */.OZ },
    issuer: { read: input_readers/* url */.OZ },
    "client-id": { read: clientId },
    "client-secret": { read: input_readers/* asIs */.$B, secret: true },
    "refresh-token": { read: input_readers/* withoutWhitespace */.Wb, secret: true },
    audience: { read: input_readers/* lines */.Mn },
    resource: { read: resources },
    scope: { read: input_readers/* spaceSeparated */.OM },
    "grant-type": { read: (0,input_readers/* oneOf */.yL)(Object.keys(grants/* grants */.g)) },
    "client-authentication": { read: (0,input_readers/* oneOf */.yL)(Object.keys(client_authentication/* clientAuthentications */.f)) },
    "private-key": { read: signingKey, secret: true },
    "key-id": { read: input_readers/* asIs */.$B },
    "signing-algorithm": { read: (0,input_readers/* oneOf */.yL)([...signing_key/* SIGNATURES */.eh, ...signing_key/* MACS */.le]) },
    "assertion-audience": { read: input_readers/* asIs */.$B },
    "id-token-audience": { read: input_readers/* asIs */.$B },
    "extra-parameters": { read: parameters },
    "env-name": { read: environmentName, default: "DEVPORTAL_ACCESS_TOKEN", emptyMeansNone: true },
    "required-audience": { read: input_readers/* lines */.Mn },
    "required-scope": { read: input_readers/* spaceSeparated */.OM },
    "min-lifetime": { read: (0,input_readers/* whole */.WQ)(0) },
    revoke: { read: (0,input_readers/* oneOf */.yL)(["auto", "always", "never"]), default: "auto" },
    "revocation-endpoint": { read: input_readers/* url */.OZ },
    "rotate-secret": { read: secretName },
    "rotate-environment": { read: (0,input_readers/* oneSegment */.Mh)(input_readers/* asIs */.$B) },
    "rotate-organization": { read: (0,input_readers/* oneSegment */.Mh)(input_readers/* withoutWhitespace */.Wb) },
    "github-token": { read: input_readers/* headerToken */.d6, secret: true },
    "ca-certificate": { read: input_readers/* certificate */.OK },
    "client-certificate": { read: input_readers/* certificate */.OK },
    "client-key": { read: input_readers/* key */.Eb, secret: true },
    timeout: { read: (0,input_readers/* whole */.WQ)(1, 300), default: "10" },
    deadline: { read: (0,input_readers/* whole */.WQ)(1, 3600), default: "60" },
    "max-attempts": { read: (0,input_readers/* whole */.WQ)(1, 10), default: "5" },
    "allow-http": { read: input_readers/* boolean */.zM, default: "false" },
    summary: { read: input_readers/* boolean */.zM, default: "true" },
};


/***/ }),

/***/ 3951:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  B: () => (/* binding */ maskCredentials)
});

// EXTERNAL MODULE: ./build/secrets/encodings.js
var encodings = __nccwpck_require__(8807);
// EXTERNAL MODULE: ./build/step/inputs.js
var step_inputs = __nccwpck_require__(5305);
// EXTERNAL MODULE: ./build/http/proxy.js
var proxy = __nccwpck_require__(4300);
// EXTERNAL MODULE: ./build/secrets/secrets.js + 1 modules
var secrets_secrets = __nccwpck_require__(9077);
;// CONCATENATED MODULE: ./build/step/mask-inputs.js
// Masks every secret the step was given, in every form, before anything else can print.



/** @returns the names of secret inputs that are too short to be masked */
function maskInputs(definitions, env, secrets) {
    const inputs = (0,step_inputs/* secretNames */.XG)(definitions)
        .map((name) => [name, (0,step_inputs/* raw */.lS)(env, name) ?? ""])
        .filter(([, value]) => value.trim() !== "");
    secrets.protect(...inputs.map(([, value]) => value));
    // A password in a URL is refused, or meant for the proxy. In both cases it must be masked.
    const urls = [
        ...proxy/* PROXY_VARIABLES */.bD.map((name) => env[name]),
        ...(0,step_inputs/* urlNames */.sQ)(definitions).map((name) => (0,step_inputs/* raw */.lS)(env, name)),
    ];
    secrets.protect(...urls.flatMap((url = "") => passwordsIn(url)));
    return inputs.filter(([, value]) => value.trim().length < secrets_secrets/* SHORTEST_MASK */.SE).map(([name]) => name);
}
/** The password of a URL as written and decoded, and the payload sent to a proxy. */
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

// EXTERNAL MODULE: ./build/token/inputs.js + 2 modules
var inputs = __nccwpck_require__(5884);
;// CONCATENATED MODULE: ./build/token/mask-credentials.js
// Masks the secret inputs, the forms in which this action sends them, and parameters that may be secrets.




/** @returns the names of secret inputs that are too short to be masked */
function maskCredentials(env, secrets) {
    const tooShort = maskInputs(inputs/* INPUTS */.m, env, secrets);
    const id = ((0,step_inputs/* raw */.lS)(env, "client-id") ?? "").trim();
    const secret = ((0,step_inputs/* raw */.lS)(env, "client-secret") ?? "").trim();
    // As this action sends it; form-encoded, as RFC 6749 has it; and plain, as many servers and tools do.
    if (secret)
        secrets.protect((0,encodings/* basicPayload */.PL)(id, secret), base64(`${(0,encodings/* formEncode */.pm)(id)}:${(0,encodings/* formEncode */.pm)(secret)}`), base64(`${id}:${secret}`));
    for (const value of parameterValues((0,step_inputs/* raw */.lS)(env, "extra-parameters"))) {
        secrets.hide(value);
        if (looksRandom(value))
            secrets.protect(value);
    }
    return tooShort;
}
const base64 = (text) => Buffer.from(text).toString("base64");
const parameterValues = (text = "") => text.split(/[\r\n]+/).map((line) => line.slice(line.indexOf("=") + 1).trim());
/** Neither short nor common: a mask for a common word or a URL would hide it in the whole log of the job. */
const looksRandom = (value) => value.length >= 16 && /\d/.test(value) && /[A-Za-z]/.test(value) && !/[\s/:]/.test(value);


/***/ }),

/***/ 7801:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  M: () => (/* binding */ lines)
});

// EXTERNAL MODULE: ./build/step/messages/docs.js
var docs = __nccwpck_require__(8328);
;// CONCATENATED MODULE: ./build/step/messages/place-name.js
/** Where a secret lives, as a person finds it in the settings. */
function placeName({ name, repository, environment, organization }) {
    if (organization)
        return `the secret "${name}" of the organisation ${organization}`;
    return environment
        ? `the secret "${name}" of the environment "${environment}" in ${repository}`
        : `the secret "${name}" of ${repository}`;
}

// EXTERNAL MODULE: ./build/step/messages/quoting.js
var quoting = __nccwpck_require__(376);
// EXTERNAL MODULE: ./build/step/messages/time.js
var time = __nccwpck_require__(1686);
// EXTERNAL MODULE: ./build/step/messages/unsaved.js
var unsaved = __nccwpck_require__(9037);
;// CONCATENATED MODULE: ./build/token/messages/log-lines.js





const validity = ({ expiresAt, expiresIn = 0 }) => expiresAt === undefined
    ? "The server does not tell how long it is valid."
    : `It is valid for ${(0,time/* inWords */.r)(expiresIn)}, until ${(0,time/* inUtc */.e)(expiresAt)}.`;
/** The path of Keycloak's endpoints, and of no other server's. */
const isKeycloak = (endpoint) => /\/realms\/[^/]+\/protocol\/openid-connect\//.test(endpoint);
const lines = {
    requesting: ({ endpoint, grantType, clientAuthentication, client }) => `Requesting an access token from ${endpoint}${client.id ? ` as client ${client.id}` : ""} (grant type ${grantType}, client authentication ${clientAuthentication}).`,
    granted: (token, type) => `The server granted an access token of type ${type}. ${validity(token)}`,
    published: (envName) => `The token is in the output "access-token"${envName ? ` and, for the next steps, in the environment variable ${envName}` : ""}.`,
    audienceIgnored: (audience, endpoint) => `The audience of the token does not include ${(0,quoting/* listed */.KE)(audience)}, which "audience" requested.${isKeycloak(endpoint) ? " Keycloak ignores this parameter; there an audience mapper in a client scope decides." : ""} Set "required-audience" to make this an error.`,
    scopeNarrowed: (scope) => `The server did not grant the scope ${(0,quoting/* listed */.KE)(scope)}. Set "required-scope" to make this an error.`,
    otherType: (type) => `The server calls the token type "${type}"; the output "authorization" still uses Bearer.`,
    newRefreshToken: `The server returned a new refresh token (output "refresh-token"). If it accepts each refresh token only once, the stored one is spent: set "rotate-secret" to have the new one stored, see ${(0,docs/* docs */.mN)("rotation.md", "first-check-whether-you-can-avoid-rotation")}.`,
    unknownAge: {
        not_permitted: 'It could not be determined when this run read its secrets, so it could not be checked whether "refresh-token" is still the newest. Give "github-token" the permission Actions: read to have this checked.',
        not_told: 'GitHub does not tell when this run read its secrets, so it could not be checked whether "refresh-token" is still the newest.',
    },
    sharedByRepositories: `The refresh token is kept in a secret of the organisation. Concurrency groups are per repository, so runs of two repositories can use it at the same time, which may end the technical user's session. Let one repository, or better an environment, own it: see ${(0,docs/* docs */.mN)("rotation.md", "a-secret-of-an-organisation")}.`,
    stored: (place) => `The server rotated the refresh token; the new one is stored in ${placeName(place)}.`,
    storedAfterAll: (place) => `The new refresh token is stored in ${placeName(place)} after all; the command above is no longer needed.`,
    unsavedTitle: "The rotated refresh token is not stored yet",
    unsavedMeaning: (place) => `The server rotated the refresh token, and the new one could not be stored in ${placeName(place)}. ${(0,unsaved/* sealedCommand */.Kr)("create a new refresh token then.")}`,
    revocationMayEndSession: '"revoke" is "always" and the grant is refresh_token: many servers (Ory Hydra, Authlib, Doorkeeper and GitLab, django-oauth-toolkit) end the whole grant when its access token is revoked. Then the stored refresh token is invalid in the next run. Set "revoke: auto" unless your server is known to keep it.',
    alreadyExpired: "The access token has already expired; there is nothing to revoke.",
    noRevocationEndpoint: 'The access token was not revoked: the issuer names no revocation endpoint. Set "revocation-endpoint", or "revoke: auto".',
    revoked: (endpoint) => `The access token was sent to ${endpoint} to be revoked.`,
    summaryFailed: "The job summary could not be written. The token is not affected.",
};


/***/ }),

/***/ 1899:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ saveState),
/* harmony export */   u: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5760);
// What the main step saves for the post step. The runner keeps it in memory, and prints it masked when debugging.

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
    return {
        accessToken,
        tokenEndpoint: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu("token-endpoint"),
        expiresAt: expiresAt ? Number(expiresAt) : undefined,
        revocationEndpoint: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu("revocation-endpoint") || undefined,
    };
}


/***/ }),

/***/ 8518:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ factsOf)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5961);
// What a message needs to know about the request, in addition to its failure.

const factsOf = ({ request, tls, tokenEndpoint, issuer = "" }) => ({
    grantType: request.grantType,
    clientAuthentication: request.clientAuthentication,
    endpoint: (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutQuery */ .j$)(tokenEndpoint ?? issuer),
    hasCa: tls.ca !== undefined,
    hasScope: request.scope.length > 0,
});


/***/ }),

/***/ 7905:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ revocationOf)
/* harmony export */ });
/**
 * A server may end the whole grant together with its access token (RFC 7009 section 2.1), and Hydra, Authlib, Doorkeeper
 * and django-oauth-toolkit do. The stored refresh token would be invalid in the next run, so only `always` revokes then.
 * @param endpoint the revocation endpoint, as far as it is known
 */
function revocationOf({ revoke, request }, endpoint) {
    if (revoke === "never")
        return "never";
    if (revoke === "always")
        return "end_of_job";
    if (request.grantType === "refresh_token")
        return "refresh_token";
    return endpoint ? "end_of_job" : "no_endpoint";
}


/***/ }),

/***/ 8612:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ withTransport)
/* harmony export */ });
/* harmony import */ var _http_attempts_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3299);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7553);
/* harmony import */ var _oauth_client_authentication_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(232);
/* harmony import */ var _oauth_grants_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9048);
/* harmony import */ var _step_context_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(5949);
/* harmony import */ var _step_messages_lines_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3812);
/* harmony import */ var _step_trace_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9743);
// Connects a step to the authorization server.







/**
 * Runs `work` with open connections and closes them, so that the process can end.
 * @throws Failure what `work` throws, with the claims of the ID token that was presented; `id_token_unavailable`
 */
async function withTransport(settings, context, work) {
    const { secrets, log, cancel } = context;
    const idTokens = needsIdToken(settings) ? await open(settings, context) : undefined;
    const server = (0,_http_client_js__WEBPACK_IMPORTED_MODULE_1__/* .createSender */ .a)(_step_context_js__WEBPACK_IMPORTED_MODULE_6__/* .USER_AGENT */ ._, settings.tls);
    try {
        return await work({
            send: (0,_step_trace_js__WEBPACK_IMPORTED_MODULE_5__/* .traced */ .m)(server.send, log, secrets),
            attempts: (0,_http_attempts_js__WEBPACK_IMPORTED_MODULE_0__/* .createAttempts */ .z_)(settings.limits, stopping(settings, cancel), (retry) => log.info(_step_messages_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .stepLines */ .m.retry(retry))),
            secrets,
            idToken: idTokens?.request ?? neverNeeded,
        });
    }
    catch (error) {
        throw idTokens ? idTokens.identified(error) : error;
    }
    finally {
        server.close();
        idTokens?.close();
    }
}
async function open(settings, context) {
    const { openIdTokens } = await __nccwpck_require__.e(/* import() */ 707).then(__nccwpck_require__.bind(__nccwpck_require__, 7707));
    return openIdTokens(settings, context);
}
const neverNeeded = () => Promise.reject(new TypeError("this request needs no ID token"));
/** A refresh whose result is to be stored is not cut off: the server may have spent the token already. */
const stopping = ({ rotation }, { asked, over }) => ({
    begin: asked,
    finish: rotation ? over : asked,
});
/** Whether the client authenticates with an ID token, or the grant exchanges one. */
const needsIdToken = ({ request: { clientAuthentication, grantType } }) => [(0,_oauth_client_authentication_js__WEBPACK_IMPORTED_MODULE_2__/* .methodOf */ .N)(clientAuthentication), (0,_oauth_grants_js__WEBPACK_IMPORTED_MODULE_3__/* .grantOf */ .o)(grantType)].some(({ needsIdToken }) => needsIdToken);


/***/ }),

/***/ 2722:
/***/ ((__unused_webpack_module, exports) => {

// @actions/http-client imports tunnel for the agents of getAgent(), which this action never calls: src/http/proxy.ts
// loads the real package when there is a proxy. tunnel and the assert that it imports are 5 % of the time of a run.
const leftOut = () => {
  throw new Error(
    "tunnel is left out of this bundle: pass an agent of your own, not that of HttpClient.getAgent()",
  )
}

exports.xj = leftOut
exports.I9 = leftOut
exports.aQ = leftOut
exports.vX = leftOut


/***/ }),

/***/ 2613:
/***/ ((module) => {

"use strict";
module.exports = require("assert");

/***/ }),

/***/ 4434:
/***/ ((module) => {

"use strict";
module.exports = require("events");

/***/ }),

/***/ 8611:
/***/ ((module) => {

"use strict";
module.exports = require("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

"use strict";
module.exports = require("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

"use strict";
module.exports = require("net");

/***/ }),

/***/ 7598:
/***/ ((module) => {

"use strict";
module.exports = require("node:crypto");

/***/ }),

/***/ 3024:
/***/ ((module) => {

"use strict";
module.exports = require("node:fs");

/***/ }),

/***/ 7067:
/***/ ((module) => {

"use strict";
module.exports = require("node:http");

/***/ }),

/***/ 7030:
/***/ ((module) => {

"use strict";
module.exports = require("node:net");

/***/ }),

/***/ 8522:
/***/ ((module) => {

"use strict";
module.exports = require("node:zlib");

/***/ }),

/***/ 4756:
/***/ ((module) => {

"use strict";
module.exports = require("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

"use strict";
module.exports = require("util");

/***/ }),

/***/ 5760:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Yz: () => (/* binding */ debug),
  z3: () => (/* binding */ error),
  dN: () => (/* binding */ exportVariable),
  Gu: () => (/* binding */ getState),
  pq: () => (/* binding */ info),
  _o: () => (/* binding */ isDebug),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  C1: () => (/* binding */ setFailed),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ setSecret),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, endGroup, getBooleanInput, getIDToken, getInput, getMultilineInput, group, markdownSummary, platform, setCommandEcho, startGroup, summary, toPlatformPath, toPosixPath, toWin32Path

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = require("os");
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/utils.js
 
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
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
 
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/command.js


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
 
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = require("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = require("fs");
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/file-command.js
 




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
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
 
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = require("path");
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






var ExitCode;
(function (ExitCode) {
    ExitCode[ExitCode["Success"] = 0] = "Success";
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return file_command_issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    command_issueCommand('set-env', { name }, convertedVal);
}
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
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
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
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
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, toCommandValue(value));
}
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
function debug(message) {
    command_issueCommand('debug', {}, message);
}
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
function startGroup(name) {
    issue('group', name);
}
function endGroup() {
    issue('endgroup');
}
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
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
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, toCommandValue(value));
}
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}




 

/***/ }),

/***/ 7082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Qq: () => (/* binding */ HttpClient),
  s_: () => (/* binding */ lib_getProxyUrl)
});

// UNUSED EXPORTS: Headers, HttpClientError, HttpClientResponse, HttpCodes, MediaTypes, isHttps

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(8611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(5692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./build/node_modules/@actions/http-client/lib/proxy.js
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
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
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
 
// EXTERNAL MODULE: ./vendor/tunnel/index.js
var tunnel = __nccwpck_require__(2722);
;// CONCATENATED MODULE: ./vendor/undici/index.js
// @actions/http-client imports undici for getAgentDispatcher(), which this action never calls. The
// real package is 1 MB and half of the start-up time, so the bundle holds this instead.
class ProxyAgent {
  constructor() {
    throw new Error("undici is left out of this bundle: use HttpClient.getAgent(), not getAgentDispatcher()")
  }
}

;// CONCATENATED MODULE: ./build/node_modules/@actions/http-client/lib/index.js
 
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
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
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
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    yield response.readBody();
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
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
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
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
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
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
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
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
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
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
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
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
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
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
                }
                if (statusCode > 299) {
                    let msg;
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
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
  main: () => (/* binding */ main),
  post: () => (/* binding */ post)
});

;// CONCATENATED MODULE: ./build/step/cancellation.js
// Cancellation of the job. The runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that.
/** Milliseconds after the first signal. */
const LATE = 6000;
const OVER = 9200;
/** Listens for the runner's signals, which otherwise end the process at once. */
function onCancel() {
    const [asked, late, over] = [new AbortController(), new AbortController(), new AbortController()];
    const cancel = () => {
        if (asked.signal.aborted)
            return;
        asked.abort();
        setTimeout(() => late.abort(), LATE).unref();
        setTimeout(() => over.abort(), OVER).unref();
    };
    for (const signal of ["SIGINT", "SIGTERM"])
        process.on(signal, cancel);
    return { asked: asked.signal, late: late.signal, over: over.signal };
}

// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/core.js + 7 modules
var core = __nccwpck_require__(5760);
// EXTERNAL MODULE: ./build/step/messages/failure-message.js
var failure_message = __nccwpck_require__(1735);
;// CONCATENATED MODULE: ./build/step/outcome.js
// The exit code of a main step: 0 only once the step has succeeded.


/**
 * Runs a step. Node ends with exit code 0 when nothing is left to wait for, even if a promise never settled. Here
 * such a run fails, and says so.
 * @param step resolves to whether it succeeded; never rejects
 */
async function withOutcome(step) {
    process.exitCode = 1;
    // If the runner is gone, nobody reads the log. What has been started must still be finished.
    process.stdout.on("error", () => { });
    const reportNoOutcome = () => (0,core/* setFailed */.C1)(failure_message/* noOutcome */.aN);
    process.once("beforeExit", reportNoOutcome);
    const succeeded = await step();
    process.off("beforeExit", reportNoOutcome);
    if (succeeded)
        process.exitCode = 0;
    endWhenPrinted();
}
/**
 * Node takes 1.4 ms to find out that nothing is left to do. What was printed before has left the process when this
 * write is through.
 */
const endWhenPrinted = () => process.stdout.write("", () => process.exit());

// EXTERNAL MODULE: ./build/failure.js
var failure = __nccwpck_require__(5961);
// EXTERNAL MODULE: ./build/oauth/authenticated-form.js
var authenticated_form = __nccwpck_require__(2183);
// EXTERNAL MODULE: ./build/oauth/grants.js
var grants = __nccwpck_require__(9048);
// EXTERNAL MODULE: ./build/http/client.js + 3 modules
var client = __nccwpck_require__(7553);
// EXTERNAL MODULE: ./build/json.js
var build_json = __nccwpck_require__(7657);
// EXTERNAL MODULE: ./build/oauth/jwt.js
var jwt = __nccwpck_require__(2506);
// EXTERNAL MODULE: ./build/oauth/received.js
var oauth_received = __nccwpck_require__(4156);
;// CONCATENATED MODULE: ./build/oauth/token-response.js




/**
 * Accepts an answer if it is a 2xx with a JSON object, and protects the tokens in it.
 * @throws Failure `http_status`, `oauth_error` (not a 2xx, with an `error` member) or `malformed_response`
 */
async function acceptAnswer(received, secrets) {
    const { response } = received;
    const json = (0,build_json/* asObject */.eB)(response.json);
    if (!(0,client/* isSuccess */.o)(response.status))
        throw await refused(received, secrets);
    if (!json)
        throw await malformed(received, unreadable(response), secrets);
    const { access_token, refresh_token, id_token } = json;
    // In an error, only a refresh token becomes a secret of this run, since it will be stored. The others are only hidden
    // in the message of the failure.
    const granted = (0,oauth_received/* isOAuthError */.Q)(response) ? [refresh_token] : [access_token, refresh_token, id_token];
    secrets.protect(...granted.filter(isMaskable));
    // A refresh token is stored even if the rest of the answer is an error: the server may accept no other from now on.
    return { ...received, json, refreshToken: isToken(refresh_token) ? refresh_token : undefined };
}
// The code that makes a failure of an answer is loaded only when there is one.
const refused = async (received, secrets) => (await __nccwpck_require__.e(/* import() */ 259).then(__nccwpck_require__.bind(__nccwpck_require__, 4259))).refusal(received, secrets);
const malformed = async (received, reason, secrets) => (await __nccwpck_require__.e(/* import() */ 259).then(__nccwpck_require__.bind(__nccwpck_require__, 4259))).malformed(received, reason, secrets);
/** Why a 2xx body is not a JSON object. */
function unreadable({ body, tooLarge }) {
    if (tooLarge)
        return "too_large";
    if (body.trim() === "")
        return "empty";
    return /^\s*</.test(body) ? "html" : "not_json";
}
/**
 * The token in an answer.
 * @param asked the scope of the request, and the refresh token of the answer if it differs from the one sent
 * @throws Failure `oauth_error`, since some servers send errors with status 200, or `malformed_response`
 */
async function tokenIn(answer, asked, secrets) {
    const { json } = answer;
    if ((0,oauth_received/* isOAuthError */.Q)(answer.response))
        throw await refused(answer, secrets);
    if (json.access_token === undefined)
        throw await malformed(answer, "no_token", secrets);
    if (!isUsable(json.access_token))
        throw await malformed(answer, "unusable_token", secrets);
    const claims = (0,jwt/* readClaims */.I)(json.access_token);
    return {
        accessToken: json.access_token,
        tokenType: typeof json.token_type === "string" && json.token_type.trim() ? json.token_type : "Bearer",
        ...expiry(json.expires_in, claims?.expiry),
        scope: typeof json.scope === "string" ? json.scope : (claims?.scope ?? (asked.scope.join(" ") || undefined)),
        refreshToken: asked.renewed,
        claims,
    };
}
/** Characters of a token. GitHub accepts secrets of up to 48 kB, and Node by default headers of up to 16 kB. */
const LONGEST_TOKEN = 64 * 1024;
const isText = (value) => typeof value === "string";
/** A text on one line, of limited length. */
const isToken = (token) => isText(token) && token.trim() !== "" && token.length <= LONGEST_TOKEN && !/[\r\n]/.test(token);
/** Lines of a token that a server has broken into lines. More of them are an attempt to mask whatever the job prints. */
const MOST_LINES = 100;
/** What nobody may see, although a token with a line break cannot be used. */
const isMaskable = (token) => isText(token) && token.length <= LONGEST_TOKEN && token.split(/[\r\n]+/).length <= MOST_LINES;
/** A token that is allowed in a header. */
const isUsable = (token) => isToken(token) && !/[\u0000-\u001f\u007f]/.test(token);
/** From `expires_in`, a number or a string of digits (Entra v1), else from the `exp` claim. */
function expiry(expiresIn, exp) {
    const now = Date.now();
    const seconds = typeof expiresIn === "string" && /^\d+$/.test(expiresIn) ? Number(expiresIn) : expiresIn;
    const claimed = exp === undefined ? Number.NaN : exp * 1000;
    const granted = typeof seconds === "number" && seconds >= 0 ? now + Math.floor(seconds) * 1000 : Number.NaN;
    const expiresAt = Number.isNaN(new Date(granted).getTime()) ? claimed : granted;
    // NaN, or a year that is too large for a Date.
    if (Number.isNaN(new Date(expiresAt).getTime()))
        return {};
    return { expiresAt, expiresIn: Math.max(0, Math.floor((expiresAt - now) / 1000)) };
}

;// CONCATENATED MODULE: ./build/oauth/token-request.js
// Requests an access token from a token endpoint.



/** For tokens that nobody stores. */
const notStored = { beforeSending: async () => { }, store: async () => { } };
/**
 * The token that a server grants for this request (RFC 6749 section 5.1).
 * @throws Failure for everything that can go wrong on the way
 */
async function requestToken(request, transport, { beforeSending, store }) {
    const { endpoint } = request;
    const { secrets } = transport;
    const grant = (0,grants/* grantOf */.o)(request.grantType);
    const answer = await (0,authenticated_form/* postForm */.j)({
        endpoint,
        from: request,
        replayable: grant.replayable,
        prepare: beforeSending,
        fields: ({ idToken }) => fieldsOf(request, grant, idToken),
        read: (response) => acceptAnswer({ response, endpoint }, secrets),
    }, transport);
    const renewed = answer.refreshToken !== request.refreshToken ? answer.refreshToken : undefined;
    if (renewed !== undefined)
        await store(renewed);
    return tokenIn(answer, { scope: request.scope, renewed }, secrets);
}
/** In the order in which the documentation of the Wallis portal and of Usage Engine shows them. */
const fieldsOf = async (request, grant, idToken) => [
    ...(await grant.credential(request, idToken)),
    ["grant_type", request.grantType],
    ...grant.audience(request.audience),
    ...request.resource.map((resource) => ["resource", resource]),
    ...(request.scope.length ? [["scope", request.scope.join(" ")]] : []),
    ...request.extraParameters,
];

;// CONCATENATED MODULE: ./build/oauth/verification.js
// Checks a token against what the next steps require, and against what was requested.

const scopesIn = (scope = "") => scope.split(/\s+/);
const lacking = (wanted, present) => wanted.filter((item) => !present.includes(item));
/**
 * @throws Failure `verification_failed` when the token lacks something required, or when that cannot be checked
 */
function verify(token, requirements) {
    const { claims, expiresIn, scope } = token;
    const demand = (met, reason, quoted) => {
        if (!met)
            throw new failure/* Failure */.HR("verification_failed", { reason, quoted, seconds: expiresIn });
    };
    const audience = lacking(requirements.audience, claims?.audience ?? []);
    demand(audience.length === 0 || claims !== undefined, "audience_unknown", audience);
    demand(audience.length === 0, "audience_missing", audience);
    const scopes = lacking(requirements.scope, scopesIn(scope));
    demand(scopes.length === 0 || scope !== undefined, "scope_unknown", scopes);
    demand(scopes.length === 0, "scope_missing", scopes);
    demand(requirements.minLifetime === 0 || expiresIn !== undefined, "lifetime_unknown");
    demand(expiresIn === undefined || expiresIn >= requirements.minLifetime, "lifetime_short");
}
/** Keycloak ignores `audience`; any server may narrow a scope (RFC 6749 section 3.3). An opaque token hides its audience. */
function shortfallOf(token, request) {
    return {
        audience: token.claims ? lacking(request.audience, token.claims.audience) : [],
        scope: token.scope === undefined ? [] : lacking(request.scope, scopesIn(token.scope)),
    };
}

// EXTERNAL MODULE: ./build/secrets/harmless.js
var harmless = __nccwpck_require__(9626);
// EXTERNAL MODULE: ./build/secrets/secrets.js + 1 modules
var secrets_secrets = __nccwpck_require__(9077);
// EXTERNAL MODULE: ./build/step/as-failure.js
var as_failure = __nccwpck_require__(7627);
// EXTERNAL MODULE: ./build/step/environment.js
var environment = __nccwpck_require__(3315);
// EXTERNAL MODULE: ./build/step/inputs.js
var inputs = __nccwpck_require__(5305);
// EXTERNAL MODULE: ./build/step/log.js
var step_log = __nccwpck_require__(3064);
// EXTERNAL MODULE: ./build/step/messages/lines.js
var lines = __nccwpck_require__(3812);
// EXTERNAL MODULE: ./build/step/summary.js
var step_summary = __nccwpck_require__(7326);
// EXTERNAL MODULE: ./build/token/configuration.js + 4 modules
var token_configuration = __nccwpck_require__(1170);
// EXTERNAL MODULE: ./build/token/inputs.js + 2 modules
var token_inputs = __nccwpck_require__(5884);
// EXTERNAL MODULE: ./build/token/mask-credentials.js + 1 modules
var mask_credentials = __nccwpck_require__(3951);
// EXTERNAL MODULE: ./build/token/messages/log-lines.js + 1 modules
var log_lines = __nccwpck_require__(7801);
// EXTERNAL MODULE: ./build/secrets/encodings.js
var encodings = __nccwpck_require__(8807);
// EXTERNAL MODULE: ./build/step/messages/time.js
var time = __nccwpck_require__(1686);
;// CONCATENATED MODULE: ./build/token/messages/summary-text.js
// The job summary: one small table about the token, with nothing secret in it and no markup but ours.





/** @param secrets every value goes through it, since a server may put anything into a claim */
function tokenSummary(token, request, secrets) {
    const show = (text) => (0,encodings/* escapeHtml */.ZD)((0,harmless/* harmless */.Is)(text, secrets, 200));
    const code = (text) => (text ? `<code>${show(text)}</code>` : "");
    const { claims, expiresAt, expiresIn = 0 } = token;
    const rows = [
        ["Token endpoint", code((0,failure/* withoutQuery */.j$)(request.endpoint))],
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
        ["Revocation", REVOCATION[request.revocation]],
        ["Expires", expiresAt === undefined ? "not known" : `in ${(0,time/* inWords */.r)(expiresIn)}, at ${(0,time/* inUtc */.e)(expiresAt)}`],
        [
            "Refresh token",
            token.refreshToken === undefined || request.refreshToken === undefined
                ? ""
                : (0,encodings/* escapeHtml */.ZD)(request.rotation ? log_lines/* lines */.M.stored(request.rotation.place) : log_lines/* lines */.M.newRefreshToken),
        ],
    ];
    const table = rows
        .filter(([, value]) => value)
        .map(([name, value]) => `<tr><th align="left">${name}</th><td>${value}</td></tr>`);
    return `### Access token\n\n<table>\n${table.join("\n")}\n</table>\n`;
}
const REVOCATION = {
    end_of_job: "at the end of the job",
    never: "no, as <code>revoke</code> says",
    no_endpoint: "no, since no revocation endpoint is known",
    refresh_token: "no, since the server may invalidate the refresh token too",
};
const MOST_AUDIENCES = 20;
/** The first of them: a server may name any number. */
const some = (items) => items.length > MOST_AUDIENCES ? [...items.slice(0, MOST_AUDIENCES), harmless/* ELLIPSIS */.Gr] : items;

// EXTERNAL MODULE: ./build/token/post-state.js
var post_state = __nccwpck_require__(1899);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./build/token/publish.js
// Sets the outputs and the environment variable. All secrets are masked by now.


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
        "token-sha256": (0,external_node_crypto_.createHash)("sha256").update(accessToken).digest("hex"),
    };
}
function publish(token, envName) {
    for (const [name, value] of Object.entries(outputsOf(token)))
        core/* setOutput */.uH(name, value);
    if (envName)
        core/* exportVariable */.dN(envName, token.accessToken);
}
/** The only outputs of a failed step. */
function publishFailure({ code, evidence }) {
    core/* setOutput */.uH("error-code", code);
    core/* setOutput */.uH("error", evidence.error ?? "");
    core/* setOutput */.uH("error-description", evidence.description ?? "");
}

// EXTERNAL MODULE: ./build/token/request-facts.js
var request_facts = __nccwpck_require__(8518);
// EXTERNAL MODULE: ./build/token/revocation-plan.js
var revocation_plan = __nccwpck_require__(7905);
// EXTERNAL MODULE: ./build/token/transport.js
var transport = __nccwpck_require__(8612);
;// CONCATENATED MODULE: ./build/token/get-token.js
// The main step: from the inputs to a masked access token for the next steps.






















/**
 * Never rejects: a failure becomes the step's one error annotation.
 * @returns whether there is a token
 */
async function getToken(env, cancel) {
    const secrets = new secrets_secrets/* Secrets */.Sb(core/* setSecret */.Pq);
    const log = (0,step_log/* createLog */.h)(secrets);
    const context = { env, secrets, log, cancel };
    let facts = {};
    try {
        const configuration = readConfiguration(context);
        facts = (0,request_facts/* factsOf */.x)(configuration);
        const granted = await obtain(configuration, context);
        if (cancel.asked.aborted)
            throw new failure/* Failure */.HR("cancelled");
        handOver(granted, configuration, context);
        return true;
    }
    catch (error) {
        const failure = (0,as_failure/* asFailure */.h)(error, log);
        try {
            publishFailure(failure);
        }
        catch {
            // The runner's files cannot be written. The message can still be printed.
        }
        const { failureMessage } = await __nccwpck_require__.e(/* import() */ 386).then(__nccwpck_require__.bind(__nccwpck_require__, 5386));
        log.fail(failureMessage(failure, facts));
        return false;
    }
}
/** Masks all secrets before it reads the inputs and reports on them. */
function readConfiguration({ env, secrets, log }) {
    const tooShort = (0,mask_credentials/* maskCredentials */.B)(env, secrets);
    if (tooShort.length)
        log.warning(lines/* stepLines */.m.tooShort(tooShort));
    (0,environment/* warnOfEnvironment */.N)(env, log);
    const reading = (0,inputs/* readInputs */.Ko)(token_inputs/* INPUTS */.m, env);
    if (reading.trimmed.length)
        log.info(lines/* stepLines */.m.trimmed(reading.trimmed));
    const configuration = (0,token_configuration/* configure */.j)(reading, env);
    if (configuration.revoke === "always" && configuration.request.grantType === "refresh_token")
        log.warning(log_lines/* lines */.M.revocationMayEndSession);
    return configuration;
}
/** Requests the token. A rotated refresh token is stored before anything else can fail. */
async function obtain(configuration, context) {
    if (!configuration.rotation)
        return exchange(configuration, context, notStored);
    const { openRotation } = await __nccwpck_require__.e(/* import() */ 879).then(__nccwpck_require__.bind(__nccwpck_require__, 1879));
    // Before the exchange, so that it takes nothing of its deadline.
    const rotation = await openRotation(configuration.rotation, context);
    try {
        return await exchange(configuration, context, rotation);
    }
    finally {
        rotation.close();
    }
}
const exchange = (configuration, context, hooks) => (0,transport/* withTransport */.q)(configuration, context, async (transport) => {
    const endpoints = await endpointsOf(configuration, transport);
    const request = {
        ...configuration.request,
        endpoint: endpoints.token,
        assertionAudience: (0,token_configuration/* assertionAudienceOf */.Y)(configuration, endpoints.token),
    };
    context.log.info(log_lines/* lines */.M.requesting({ ...request, endpoint: (0,failure/* withoutQuery */.j$)(request.endpoint) }));
    return { request, endpoints, token: await requestToken(request, transport, hooks) };
});
/** A given endpoint costs no request; those of an issuer are discovered. */
async function endpointsOf(configuration, transport) {
    const { tokenEndpoint, revocationEndpoint, issuer = "", allowHttp, revoke } = configuration;
    if (tokenEndpoint)
        return { token: tokenEndpoint, revocation: revocationEndpoint };
    const { discover } = await __nccwpck_require__.e(/* import() */ 753).then(__nccwpck_require__.bind(__nccwpck_require__, 4753));
    const discovered = await discover({ issuer, allowHttp }, transport);
    const revocation = revocationEndpoint ?? discovered.revocation;
    if (revoke === "always" && !revocation) {
        throw new failure/* Failure */.HR("discovery_failed", {
            step: "discovery",
            endpoint: (0,failure/* withoutQuery */.j$)(issuer),
            reason: "no_revocation_endpoint",
        });
    }
    return { token: discovered.token, revocation };
}
/** Verifies the token and gives it to the next steps and to the post step. */
function handOver({ request, endpoints, token }, configuration, { env, secrets, log }) {
    const { envName, requirements, rotation, summary } = configuration;
    const tokenType = (0,harmless/* harmless */.Is)(token.tokenType, secrets, 200);
    log.info(log_lines/* lines */.M.granted(token, tokenType));
    if (request.refreshToken !== undefined && token.refreshToken !== undefined && !rotation)
        log.info(log_lines/* lines */.M.newRefreshToken);
    verify(token, requirements);
    const { audience, scope } = shortfallOf(token, request);
    if (audience.length)
        log.notice(log_lines/* lines */.M.audienceIgnored(audience, request.endpoint));
    if (scope.length)
        log.notice(log_lines/* lines */.M.scopeNarrowed(scope));
    if (token.tokenType.toLowerCase() !== "bearer")
        log.notice(log_lines/* lines */.M.otherType(tokenType));
    publish(token, envName);
    (0,post_state/* saveState */.L)(token, endpoints);
    log.info(log_lines/* lines */.M.published(envName));
    if (!summary)
        return;
    try {
        const revocation = (0,revocation_plan/* revocationOf */.E)(configuration, endpoints.revocation);
        (0,step_summary/* writeSummary */.S)(tokenSummary(token, { ...request, rotation, revocation }, secrets), env);
    }
    catch {
        // The token was published, so the step must not fail.
        log.warning(log_lines/* lines */.M.summaryFailed);
    }
}

;// CONCATENATED MODULE: ./build/token/index.js
// The two steps of the action, in one bundle, so that a runner downloads every module once.



const main = () => withOutcome(() => getToken(process.env, onCancel()));
async function post() {
    // Not needed by the main step.
    const { revokeToken } = await __nccwpck_require__.e(/* import() */ 543).then(__nccwpck_require__.bind(__nccwpck_require__, 3543));
    await revokeToken(process.env, onCancel());
}

})();

module.exports = __webpack_exports__;
/******/ })()
;