// The faults of the matrix: what happens to a request, and with which code a run ends because of it.
import { Failure } from "../../../src/failure.ts"
import type { Code } from "../../../src/provision/problem.ts"
import { type Fault, responseOf } from "../portal/engine.mts"
import type { Sent } from "./attempt.mts"

type Ending = Code | ""
type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE"

export interface MatrixFault {
  name: string
  fault: Fault
  /** The code of a run in which only one request has this fault; empty: it succeeds in spite of it. */
  ends: Record<Method, Ending>
  /** The portal has certainly not processed the request, so even a POST may be sent again. */
  refuses: boolean
  /** The requests that can have it (all). */
  fits?: (request: Sent) => boolean
}

/** POST and PATCH are never repeated blindly; PUT and DELETE are repeated after a look. */
const ends = (read: Ending, once: Ending, repeatable: Ending): MatrixFault["ends"] => ({
  GET: read,
  POST: once,
  PATCH: once,
  PUT: repeatable,
  DELETE: repeatable,
})

const always = (code: Ending) => ends(code, code, code)

const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

const isWrite = ({ method }: Sent) => method !== "GET"
/**
 * With an empty answer the model says that nobody has asked for a launch. And whether a launch was asked for again
 * cannot be seen, when the portal says so and does nothing.
 */
const canBeSeen = ({ method, path }: Sent) =>
  method === "GET" ? !path.endsWith("/launch") : path !== "/apps/app-1/launch"
const hasETag = ({ method, path }: Sent) => isWrite({ method } as Sent) && /^\/apps\/[^/]+$/.test(path)

const lost = (sent: boolean, cause: string) => new Failure("connection", { sent, cause })
const page = () => responseOf(200, { "content-type": "text/html" }, "<title>Sign in</title>")
const refusal = (status: number, headers = {}) =>
  responseOf(status, headers, { error: { code: "model", message: "the model says no" } })

type Reaction = () => Promise<ReturnType<typeof responseOf>> | ReturnType<typeof responseOf>

/** In place of an answer, and the portal has done nothing. */
const before =
  (react: Reaction): Fault =>
  async () =>
    react()

/** In place of the answer to a request that the portal has processed. */
const after =
  (react: Reaction): Fault =>
  async (_, answer) => {
    await answer()
    return react()
  }

/** While nobody knows: the portal processes it some time later. */
const later =
  (milliseconds: number, react: Reaction): Fault =>
  async (_, answer) => {
    setTimeout(() => void answer(), milliseconds)
    return react()
  }

const cut: Reaction = () => {
  throw lost(true, "ECONNRESET")
}
const hang: Reaction = () => new Promise(() => {})

/** A fault before the request is processed, and one after. It makes no difference to a read. */
const bothMoments = (name: string, react: Reaction, beforeIt: MatrixFault["ends"]): MatrixFault[] => [
  { name: `${name}, not done`, fault: before(react), ends: beforeIt, refuses: false },
  { name: `${name}, done`, fault: after(react), ends: always(""), refuses: false, fits: isWrite },
]

/** Refused for a reason that stays. */
const refused = (status: number, endings: MatrixFault["ends"] = always("api_status")): MatrixFault => ({
  name: String(status),
  fault: before(() => refusal(status)),
  ends: endings,
  refuses: true,
})

export const faults: MatrixFault[] = [
  // Certainly not processed.
  ...(["dns", "connection", "tls"] as const).map(
    (code): MatrixFault => ({
      name: `${code}, not sent`,
      fault: async () => {
        throw new Failure(code, { sent: false, cause: "it never left" })
      },
      ends: always(""),
      refuses: true,
    }),
  ),
  { name: "429", fault: before(() => refusal(429)), ends: always(""), refuses: true },
  {
    name: "429 with Retry-After",
    fault: before(() => refusal(429, { "retry-after": "2" })),
    ends: always(""),
    refuses: true,
  },
  {
    name: "503 with Retry-After",
    fault: before(() => refusal(503, { "retry-after": "2" })),
    ends: always(""),
    refuses: true,
  },

  // Nobody knows.
  ...bothMoments("cut", cut, ends("", "unknown_outcome", "")),
  ...bothMoments("hang", hang, ends("", "unknown_outcome", "")),
  ...[408, 500, 502, 503, 504].flatMap((status) =>
    bothMoments(String(status), () => refusal(status), ends("", "api_status", "")),
  ),
  ...bothMoments("501", () => refusal(501), ends("api_status", "api_status", "")),
  ...bothMoments("HTML with 200", page, ends("unexpected_answer", "unknown_outcome", "")),
  ...bothMoments(
    "half an answer",
    () => responseOf(200, {}, '{"id": "te'),
    ends("unexpected_answer", "unknown_outcome", ""),
  ),
  {
    name: "cut, done two seconds later",
    fault: later(2000, cut),
    ends: always(""),
    refuses: false,
    // A repeated PUT or DELETE is refused then, since it is done: that is another rule.
    fits: ({ method }) => ["POST", "PATCH"].includes(method),
  },

  // Accepted, or so it seems.
  {
    name: "empty 200, not done",
    fault: before(() => responseOf(200)),
    ends: ends("unexpected_answer", "not_applied", "not_applied"),
    refuses: false,
    fits: canBeSeen,
  },
  {
    name: "empty 200, done",
    fault: after(() => responseOf(200)),
    ends: always(""),
    refuses: false,
    fits: isWrite,
  },
  {
    name: "202, done two seconds later",
    fault: later(2000, () => responseOf(202)),
    ends: always(""),
    refuses: false,
    fits: (request) => isWrite(request) && canBeSeen(request),
  },
  {
    name: "late answer",
    fault: async (_, answer) => {
      await sleep(900)
      return answer()
    },
    ends: always(""),
    refuses: false,
  },

  // Refused.
  ...[302, 400, 403, 409, 422].map((status) => refused(status)),
  refused(425, { ...always("api_status"), GET: "" }),
  refused(401),
  {
    ...refused(404, { ...always("api_status"), DELETE: "not_applied" }),
    fits: canBeSeen,
  },
  { ...refused(412), fits: (request) => !hasETag(request) },
  { ...refused(412, always("plan_changed")), name: "412 to an ETag", fits: hasETag },
]

/** One of several that are alike. */
const ESSENTIAL = /^(connection|429$|503 with|cut|hang, done|500|HTML|empty|202|400|401|404|412 to)/

export const essentialFaults = faults.filter(({ name }) => ESSENTIAL.test(name))
