import { describe, expect, test } from "@jest/globals"
import { onCall } from "../testbed/github/faults.mts"
import { findLeaks } from "../testbed/leaks/leaks.mts"
import { expectUnsaved } from "../testbed/rotation/expect.mts"
import { type RotationRun, rotate, secretName } from "../testbed/rotation/rotation.mts"
import * as fault from "../testbed/servers/faults.mts"

const writes = ({ calls }: RotationRun) => calls.filter(({ method }) => method === "PUT")
const storedIn = ({ github, place }: RotationRun) => github.stored(place, secretName)?.value

describe("nothing is written", () => {
  test.each(["same", "none"] as const)(
    "when the answer has the same refresh token, or none (%s)",
    async (rotation) => {
      const result = await rotate({ server: { rotation } })
      expect(result.run).toMatchObject({ exitCode: 0, outputs: { rotated: "false", "refresh-token": "" } })
      expect(writes(result)).toEqual([])
      expect(storedIn(result)).toBe(result.model.firstToken)
      expect(result.run.log).not.toContain("rotated the refresh token")
      expect(result.run.summary).not.toContain("Refresh token")
    },
  )

  test.each([
    ["null", null],
    ["empty", ""],
    ["a number", 7],
    ["blank", " \n"],
  ])("when the refresh token of the answer is %s", async (_what, refresh_token) => {
    const result = await rotate({
      server: { rotation: "same", amend: (body) => ({ ...body, refresh_token }) },
    })
    expect(result.run).toMatchObject({ exitCode: 0, outputs: { rotated: "false" } })
    expect(writes(result)).toEqual([])
  })

  test("when the server refuses the token", async () => {
    const error = { error: "invalid_grant", error_description: "Session not active" }
    const result = await rotate({ token: [fault.answer(400, {}, error)] })
    expect(result.run.outputs).toMatchObject({ "error-code": "oauth_error", error: "invalid_grant" })
    expect(writes(result)).toEqual([])
  })
})

describe("a new refresh token is stored", () => {
  test.each<[what: string, amend: (body: Record<string, unknown>) => object, code: string]>([
    ["without an access token", ({ access_token: _, ...rest }) => rest, "malformed_response"],
    ["with an unusable access token", (body) => ({ ...body, access_token: "" }), "malformed_response"],
    [
      "with an error besides the token",
      (body) => ({ ...body, error: "temporarily_unavailable" }),
      "oauth_error",
    ],
  ])("although the step fails because the answer came %s", async (_what, amend, code) => {
    const result = await rotate({ server: { amend } })
    expect(result.run).toMatchObject({ exitCode: 1, env: {}, outputs: { "error-code": code } })
    expect(storedIn(result)).toBe(result.model.newestToken)
    expect(result.run.log).toContain("the new one is stored")
    expect(result.run.outputs).not.toHaveProperty("refresh-token")
    expect(findLeaks(result.run, [result.model.newestToken])).toEqual([])
  })

  test.each(["a\tb-of-some-length", " surrounded by blanks "])(
    "even with unusual characters: %j",
    async (refresh_token) => {
      const result = await rotate({ server: { amend: (body) => ({ ...body, refresh_token }) } })
      expect(result.run.outputs.rotated).toBe("true")
      expect(storedIn(result)).toBe(refresh_token)
    },
  )

  test.each<[what: string, inputs: Record<string, string>, words: string]>([
    [
      "the required audience",
      { "required-audience": "urn:other" },
      'its audience does not include "urn:other"',
    ],
    ["the required scope", { "required-scope": "openid admin" }, 'it lacks the scope "admin"'],
    ["the required lifetime", { "min-lifetime": "3600" }, 'less than "min-lifetime" requires'],
  ])("although the step fails because the token lacks %s", async (_what, inputs, words) => {
    const result = await rotate({ inputs })
    expect(result.run).toMatchObject({
      exitCode: 1,
      env: {},
      outputs: { "error-code": "verification_failed" },
    })
    expect(result.run.annotations.error[0]).toContain(words)
    expect(storedIn(result)).toBe(result.model.newestToken)
    expect(result.run.log).toContain("the new one is stored")
    expect(result.model).toMatchObject({ sessionAlive: true, counts: { refreshed: 1 } })
  })

  test("or shown sealed, if it could not be stored either", async () => {
    const result = await rotate({
      server: { amend: ({ access_token: _, ...rest }) => rest },
      github: [onCall("write", fault.answer(403))],
    })
    expectUnsaved(result, "rotation_failed")
  })
})

describe("after a lost answer the refresh is not repeated, and the message says that the token may be spent:", () => {
  test.each<[what: string, step: fault.Step, code: string]>([
    ["a reset", fault.resetAfterReading(), "connection"],
    ["half an answer", fault.halfBody(), "connection"],
    ["no answer", fault.hangAfterReading(), "timeout"],
    ["status 502", fault.answer(502), "http_status"],
    ["a login page", fault.captivePortal(), "malformed_response"],
  ])("%s", async (_what, step, code) => {
    const result = await rotate({ token: [fault.processed(step)], inputs: { timeout: "1" } })
    const { run, model, requests } = result
    expect(run.outputs["error-code"]).toBe(code)
    expect(run.annotations.error[0]).toContain(
      "it may have been processed, and sending a spent refresh token again can end the technical user's session",
    )
    expect(requests).toHaveLength(1)
    expect(model).toMatchObject({ sessionAlive: true, counts: { refreshed: 1, replayed: 0 } })
    expect(writes(result)).toEqual([])
  })
})

describe('without "rotate-secret"', () => {
  const off = { "rotate-secret": "", "rotate-environment": "", "github-token": "" }
  const line =
    'The server returned a new refresh token (output "refresh-token"). If it accepts each refresh token only once, the stored one is spent: set "rotate-secret"'

  test("a new refresh token is reported in one line of log and summary, and nothing is sent to GitHub", async () => {
    const { run, model, calls } = await rotate({ inputs: off })
    expect(run).toMatchObject({ exitCode: 0, annotations: { error: [], warning: [], notice: [] } })
    expect(run.outputs).toMatchObject({ rotated: "true", "refresh-token": model.newestToken })
    expect(run.log.split("\n").filter((each) => each.startsWith(line))).toHaveLength(1)
    expect(run.summary.match(/rotate-secret/g)).toHaveLength(1)
    expect(calls).toEqual([])
    expect(findLeaks(run, [model.firstToken, model.newestToken])).toEqual([])
  })

  test("nothing is reported when none came back", async () => {
    const { run } = await rotate({ inputs: off, server: { rotation: "none" } })
    expect(run.log + run.summary).not.toContain("rotate-secret")
  })
})

test("a refresh whose answer the deadline would cut off is not started", async () => {
  const { run, requests, model } = await rotate({
    token: [fault.answer(503, { "retry-after": "4" })],
    inputs: { deadline: "5" },
  })
  expect(run.outputs["error-code"]).toBe("http_status")
  expect(run.annotations.error[0]).toContain('The "deadline" left no time for another attempt.')
  expect(requests).toHaveLength(1)
  expect(model.counts.refreshed).toBe(0)
})
