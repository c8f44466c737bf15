// The faults of the rotation matrix: what happens to one call, and whether the server has processed it by then.

import { secondaryLimit } from "../github/faults.mts"
import * as fault from "../servers/faults.mts"
import type { RotatingOptions } from "./server.mts"

/** A request for a token, a request to GitHub that only reads, or the one that writes the secret. */
export type Kind = "token" | "read" | "write"

export interface Fault {
  name: string
  step: () => fault.Step
  /** The kinds of calls that have the fault, before and after the server has processed them. */
  before: Kind[]
  after: Kind[]
  /** Affects the connection before any request is read. */
  unread?: true
  /** The complete answer arrives. */
  benign?: true
  /** Ends only through a time limit, so the case takes seconds. */
  slow?: true
  /** Seconds of the token endpoint's `timeout`. */
  timeout?: number
  /** Changes to the token endpoint, and to the inputs. */
  server?: RotatingOptions
  inputs?: Record<string, string>
}

const everywhere: Kind[] = ["token", "read", "write"]
/** Reading changes nothing, so it makes no difference whether it was processed. */
const changing: Kind[] = ["token", "write"]

const json = { "content-type": "application/json" }
const status = (code: number, headers: Record<string, string> = {}) => ({
  name: `${code}`,
  step: () => fault.answer(code, { ...json, ...headers }, { message: "refused by the model" }),
})
/** Answers correctly, but only after `milliseconds`. */
const late = (milliseconds: number): fault.Step =>
  fault.meanwhile(() => new Promise((done) => setTimeout(done, milliseconds)))

export const faults: Fault[] = [
  { name: "none", step: fault.healthy, before: everywhere, after: changing, benign: true },
  { name: "late", step: () => late(400), before: everywhere, after: changing, benign: true },
  {
    name: "drip",
    step: () => fault.drip(20, 40),
    before: ["token", "read"],
    after: [],
    benign: true,
    slow: true,
  },

  {
    name: "an answer without an access token",
    step: fault.healthy,
    before: ["token"],
    after: [],
    benign: true,
    server: { amend: ({ access_token: _, ...rest }) => rest },
  },
  {
    name: "a token that lacks the required audience",
    step: fault.healthy,
    before: ["token"],
    after: [],
    benign: true,
    inputs: { "required-audience": "urn:other" },
  },

  {
    name: "reset before reading",
    step: fault.resetBeforeReading,
    before: everywhere,
    after: [],
    unread: true,
  },
  {
    name: "close before reading",
    step: fault.closeBeforeReading,
    before: everywhere,
    after: [],
    unread: true,
  },
  { name: "reset", step: fault.resetAfterReading, before: everywhere, after: changing },
  { name: "close", step: fault.closeAfterReading, before: everywhere, after: changing },
  { name: "hang", step: fault.hangAfterReading, before: everywhere, after: changing, slow: true, timeout: 1 },
  {
    name: "hang before reading",
    step: fault.hangBeforeReading,
    before: everywhere,
    after: [],
    unread: true,
    slow: true,
    timeout: 1,
  },
  // These always process the request, and answer incompletely or too slowly.
  {
    name: "hang after headers",
    step: fault.hangAfterHeaders,
    before: ["read"],
    after: changing,
    slow: true,
    timeout: 1,
  },
  { name: "half a body", step: fault.halfBody, before: ["read"], after: changing },
  { name: "half a body and reset", step: fault.halfBodyThenReset, before: ["read"], after: changing },
  { name: "chunks cut short", step: fault.chunksCutShort, before: ["read"], after: changing },
  {
    name: "drip without end",
    step: () => fault.drip(50),
    before: ["read"],
    after: changing,
    slow: true,
    timeout: 1,
  },

  { ...status(500), before: everywhere, after: changing },
  { ...status(502), before: everywhere, after: changing },
  { ...status(504), before: everywhere, after: changing },
  // A token endpoint that answers with one of these statuses has not processed the request.
  { ...status(503), before: everywhere, after: ["write"] },
  { ...status(429, { "retry-after": "1" }), before: everywhere, after: ["write"] },
  { ...status(401), before: everywhere, after: ["write"] },
  { ...status(403), before: everywhere, after: ["write"] },
  { ...status(404), before: everywhere, after: ["write"] },
  { ...status(422), before: everywhere, after: ["write"] },
  { ...status(302, { location: "/login" }), before: everywhere, after: ["write"] },
  { name: "secondary limit", step: () => secondaryLimit(1), before: ["read", "write"], after: ["write"] },
  {
    name: "limit beyond the deadline",
    step: () => secondaryLimit(3600),
    before: ["read", "write"],
    after: ["write"],
  },

  { name: "login page", step: fault.captivePortal, before: everywhere, after: changing },
  {
    name: "another object",
    step: () => fault.answer(200, json, { hello: "world" }),
    before: ["read", "write"],
    after: ["write"],
  },
  { name: "oversized", step: fault.oversized, before: everywhere, after: changing },
  { name: "not HTTP", step: fault.notHttp, before: everywhere, after: changing },
]
