import { describe, expect, test } from "@jest/globals"
import { findLeaks } from "../testbed/leaks/leaks.mts"
import { application, exchange, expectFailure, grants, opaque } from "../testbed/runner/scenario.mts"
import { answer } from "../testbed/servers/faults.mts"

const json = { "content-type": "application/json" }
const token = "tOk3n-of-another-client-9f2c"

describe("credentials in an error answer are not shown, wherever they are", () => {
  test.each<[where: string, body: object]>([
    ["below the top level", { error: "invalid_grant", detail: { access_token: token } }],
    ["in a list", { errorSummary: [{ refresh_token: token }], errorCode: "E1" }],
    ["in JSON inside a text", { message: JSON.stringify({ id_token: token }) }],
    ["echoed in another member", { client_secret: token, error: "x", error_description: `not ${token}` }],
    ["named in running text", { error: "x", error_description: `bad refresh_token=${token}&x=1` }],
    ["named and percent-encoded", { error: "x", error_description: `bad ${token}`, access_token: token }],
  ])("%s", async (_where, body) => {
    const { run } = await exchange([answer(400, json, body)], {}, { debug: true })
    expect(run.exitCode).toBe(1)
    expect(findLeaks(run, [token])).toEqual([])
    expect(run.annotations.error[0]).toContain("***")
  })
})

test("a server that names words of ours as tokens of an error cannot hide them", async () => {
  const words = { access_token: "What to do", refresh_token: "Likely cause", id_token: "failed" }
  const { run } = await exchange([answer(400, json, { error: "invalid_request", ...words })])
  expectFailure(run, "oauth_error", "What to do: ", "Likely cause: ", "failed: ")
  expect(run.masks).not.toContain("What to do")
})

test("a token of many lines is malformed, and costs no time", async () => {
  const access_token = Array.from({ length: 60_000 }, (_, i) => `l${i}`).join("\n")
  const { run } = await exchange([grants({ access_token, refresh_token: access_token })])
  expectFailure(run, "malformed_response", "longer than 64 kB")
  expect(run.masks.length).toBeLessThan(100)
})

describe("values of extra-parameters", () => {
  const inputs = {
    "extra-parameters": "organization=acme\napi_secret=9fKx2LmQ77TzWv01bR\nresource_set=default",
  }
  const echo = { error: "invalid_request", error_description: "acme default 9fKx2LmQ77TzWv01bR" }

  test("are not shown when the server echoes them", async () => {
    const { run } = await exchange([answer(400, json, echo)], inputs)
    expectFailure(run, "oauth_error", '"*** *** ***"')
  })

  test("are masked in the whole job only when they are neither short nor common", async () => {
    const { run } = await exchange([grants(opaque)], inputs)
    expect(run.masks).toContain("9fKx2LmQ77TzWv01bR")
    expect(run.masks).not.toContain("acme")
    expect(run.masks).not.toContain("default")
  })
})

describe("an encoding of a secret that no list has is not shown either", () => {
  const secret = application["client-secret"]
  const encoders: Record<string, (text: string) => string> = {
    "Python's quote": (text) => text.replace(/[^A-Za-z]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
    "System.Text.Json": (text) =>
      text.replace(/\d/g, (c) => `\\u00${c.charCodeAt(0).toString(16).toUpperCase()}`),
    "html/template": (text) => text.replace(/\d/g, (c) => `&#${c.charCodeAt(0)};`),
    Handlebars: (text) => text.replace(/\d/g, (c) => `&#x${c.charCodeAt(0).toString(16)};`),
    "half of it percent-encoded": (text) => text.replace(/[A-M]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
  }
  test.each(Object.entries(encoders))("%s", async (_encoder, encode) => {
    const error_description = `for ${encode(secret)}!`
    const { run } = await exchange([answer(400, json, { error: "x", error_description })])
    expectFailure(run, "oauth_error", '"for ***!"')
    expect(run.outputs["error-description"]).toBe("for ***!")
  })
})
