// The inputs of this action: what each holds. Names and defaults are those of provision/action.yml.
import {
  asIs,
  boolean,
  certificate,
  each,
  headerToken,
  key,
  oneOf,
  oneSegment,
  type Read,
  Refusal,
  url,
  whole,
  withoutWhitespace,
} from "../step/input-readers.ts"
import type { Definitions, Values } from "../step/inputs.ts"
import type { InputProblem } from "./messages/problems.ts"

const refuse = (...problem: InputProblem): never => {
  throw new Refusal(problem)
}

/** Set by this action or by the connection itself. */
const RESERVED =
  /^(authorization|host|content-.*|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect)$/

/** `Name: value`, one per line; names in lower case. */
const headers: Read<Record<string, string>> = (text, name) => {
  const given = new Set<string>()
  const read = (line: string, at: number): [name: string, value: string][] => {
    if (line.trim() === "") return []
    const [, header = "", value = ""] = /^([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*)$/.exec(line.trim()) ?? []
    const lower = header.toLowerCase()
    // RFC 9110 section 5.5: visible characters, blanks and tabs.
    if (lower === "" || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) refuse("notAHeader", name, at + 1)
    if (RESERVED.test(lower)) refuse("reservedHeader", name, header)
    if (value === "") refuse("emptyHeader", name, header)
    if (given.has(lower)) refuse("headerTwice", name, header)
    given.add(lower)
    return [[lower, value]]
  }
  return Object.fromEntries(each(text.split(/\r\n|\r|\n/), read).flat())
}

export const INPUTS = {
  manifest: { read: asIs, default: "portal.yml" },
  "api-url": { read: url },
  "access-token": { read: headerToken, secret: true },
  openapi: { read: asIs },
  headers: { read: headers },
  mode: { read: oneOf(["plan", "apply"] as const), default: "plan" },
  "plan-file": { read: asIs },
  "allow-delete": { read: boolean, default: "false" },
  "fail-on-changes": { read: boolean, default: "false" },
  "github-token": { read: headerToken, secret: true },
  "secrets-environment": { read: oneSegment(asIs) },
  "secrets-organization": { read: oneSegment(withoutWhitespace) },
  "ca-certificate": { read: certificate },
  "client-certificate": { read: certificate },
  "client-key": { read: key, secret: true },
  timeout: { read: whole(1, 300), default: "10" },
  deadline: { read: whole(1, 3600), default: "300" },
  "max-attempts": { read: whole(1, 10), default: "5" },
  "allow-http": { read: boolean, default: "false" },
  summary: { read: boolean, default: "true" },
} satisfies Definitions

export type InputName = keyof typeof INPUTS
export type Inputs = Values<typeof INPUTS>
