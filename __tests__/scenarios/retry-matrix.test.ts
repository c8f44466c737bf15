import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { type IdTokenProvider, startIdTokenProvider } from "../testbed/github/id-token.mts"
import { type Row, rows } from "../testbed/retries/faults.mts"
import { runAction } from "../testbed/runner/runner.mts"
import { application, expectFailure, technicalUser } from "../testbed/runner/scenario.mts"
import { certificates } from "../testbed/servers/certificates.mts"
import { startFaultServer } from "../testbed/servers/fault-server.mts"
import { answer } from "../testbed/servers/faults.mts"

type Values = Record<string, string>
interface Grant {
  inputs: Values
  /** The form field with the credential, and whether it is a new one in every attempt. */
  credential: string
  fresh?: boolean
  replayable: boolean
}

const attempts = 3
/** In seconds. A busy machine needs this long for an attempt; only after a 429 is the wait a share of the deadline. */
const limits = { timeout: "2", deadline: "8", "max-attempts": `${attempts}` }

let provider: IdTokenProvider
let ca: string
beforeAll(async () => {
  provider = await startIdTokenProvider()
  ca = (await certificates()).ca.cert
})
afterAll(() => provider.stop())

const grants: Record<string, Grant> = {
  "client credentials": { inputs: application, credential: "client_secret", replayable: true },
  "a refresh token": { inputs: technicalUser, credential: "refresh_token", replayable: false },
  "an ID token as assertion": {
    inputs: { ...application, "grant-type": "urn:ietf:params:oauth:grant-type:jwt-bearer" },
    credential: "assertion",
    fresh: true,
    replayable: true,
  },
  "an ID token as subject": {
    inputs: { ...application, "grant-type": "urn:ietf:params:oauth:grant-type:token-exchange" },
    credential: "subject_token",
    fresh: true,
    replayable: true,
  },
  "an ID token in place of a secret": {
    inputs: { audience: application.audience, "client-authentication": "github_id_token" },
    credential: "client_assertion",
    fresh: true,
    replayable: true,
  },
}

/** Runs the grant with the fault, after `before` refusals, and compares everything visible with the table. */
async function check(row: Row, { inputs, credential, fresh, replayable }: Grant, before: number) {
  const refusals = Array.from({ length: before }, () => answer(503, { "retry-after": "0" }))
  const server = await startFaultServer([...refusals, row.step], { https: row.https ?? false })
  const run = await runAction({
    inputs: {
      "token-endpoint": server.url(),
      ...inputs,
      ...limits,
      ...(row.https ? { "ca-certificate": ca } : {}),
    },
    env: provider.env,
  })
  await server.close()

  const isRetried = row.retried[replayable ? 0 : 1]
  const succeeds = isRetried && !row.permanent
  const retries = row.permanent ? attempts - 1 : before + (isRetried ? 1 : 0)
  const reached = server.requests.filter(({ complete }) => complete)
  expect(reached).toHaveLength(before + (row.reached ? 1 : 0) + (succeeds ? 1 : 0))

  // A credential in a refused request was not spent; after any other fault it may not be sent again.
  const sent = reached.slice(before).map(({ fields }) => new Map(fields).get(credential))
  expect(sent).not.toContain(undefined)
  if (!isRetried) expect(sent.length).toBeLessThanOrEqual(1)
  if (fresh) expect(new Set(sent).size).toBe(sent.length)

  const retryLines = run.log.match(/^.*\. Waiting \d+\.\d s before attempt \d of 3\.$/gm) ?? []
  expect(retryLines.map((line) => line.slice(-20))).toEqual(
    Array.from({ length: retries }, (_, i) => `s before attempt ${i + 2} of 3.`.slice(-20)),
  )
  if (retries > before)
    expect(retryLines.at(-1)).toContain(row.code === "timeout" ? "No answer came" : row.named)
  if (succeeds) {
    expect(run).toMatchObject({ exitCode: 0, stderr: "", outputs: { "access-token": "an-access-token" } })
    expect(run.commands).not.toContain("error")
  } else {
    expectFailure(run, row.code, row.named, ...(row.permanent ? [`${attempts} attempts were made`] : []))
    const [message = ""] = run.annotations.error
    const unclear = (row.retried[0] && !row.retried[1]) || row.code === "malformed_response"
    expect(message.includes("sending a spent refresh token again")).toBe(!replayable && unclear)
  }
}

const rowsNamed = (names: string[]) => rows.filter(({ what }) => names.includes(what))
const everyRow = ["client credentials", "a refresh token"]
/** One row of each kind: the rules are those of client credentials, but the credential is a new one each time. */
const oneOfEach = rowsNamed([
  "refused",
  "handshake aborted",
  "reset after reading",
  "no answer",
  "status 503",
])

describe.each([
  ["the first attempt", 0],
  ["the second attempt", 1],
])("a fault in %s", (_position, before) => {
  describe.each(everyRow)("with %s", (name) => {
    test.concurrent.each(rows)("$what", (row) => check(row, grants[name], before))
  })
  describe.each(Object.keys(grants).filter((name) => !everyRow.includes(name)))("with %s", (name) => {
    test.concurrent.each(oneOfEach)("$what", (row) => check(row, grants[name], before))
  })
})
