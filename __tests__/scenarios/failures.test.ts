import { describe, expect, test } from "@jest/globals"
import { application, exchange, expectFailure, grants, serve } from "../testbed/runner/scenario.mts"
import { startFaultServer } from "../testbed/servers/fault-server.mts"
import * as fault from "../testbed/servers/faults.mts"

const json = { "content-type": "application/json" }
const once = { "max-attempts": "1" }

describe("each kind of failure gives one error and exit code 1, and exports nothing", () => {
  test.each<[code: string, step: fault.Step, says: (string | RegExp)[]]>([
    ["connection", fault.refuse(), ["could not be made (ECONNREFUSED)", "no server listens"]],
    ["connection", fault.resetAfterReading(), ["(ECONNRESET)", "closed the connection"]],
    ["connection", fault.halfBody(), ["was closed before the answer was complete"]],
    ["timeout", fault.hangAfterReading(), ["no complete answer came within 1 s", '"timeout"']],
    [
      "http_status",
      fault.answer(404, {}, "nothing here"),
      ["answered 404", "no token endpoint at this path"],
    ],
    ["http_status", fault.answer(405, json, "{}"), ["answered 405", "does not accept a form by POST"]],
    [
      "http_status",
      fault.answer(502, { "content-type": "text/html" }, "<title>Bad gateway</title>"),
      ['502 with a page titled "Bad gateway"'],
    ],
    ["malformed_response", fault.captivePortal(), ['an HTML page "Guest network: sign in" instead of JSON']],
    ["malformed_response", fault.answer(200), ["sent an empty body"]],
    ["malformed_response", fault.answer(204), ["answered 204 but sent an empty body"]],
    ["connection", fault.answer(200, json, '{"access_token": "cut'), ["before the answer was complete"]],
    ["malformed_response", fault.answer(200, json, "{access_token: 'of JavaScript'}"), ["not a JSON object"]],
    ["malformed_response", grants([]), ["not a JSON object"]],
    ["malformed_response", grants({ token: "of another name" }), ["JSON without an access_token"]],
    ["malformed_response", grants({ access_token: "" }), ["empty, longer than 64 kB or not printable"]],
    ["malformed_response", grants({ access_token: null }), ["empty, longer than 64 kB or not printable"]],
    [
      "malformed_response",
      grants({ access_token: "two\nlines" }),
      ["empty, longer than 64 kB or not printable"],
    ],
  ])("%s: %#", async (code, step, says) => {
    const { run } = await exchange([step], { ...once, timeout: "1" })
    expectFailure(run, code, "Requesting an access token from http://127.0.0.1:", "What to do:", ...says)
    expect(run.outputs).toMatchObject({ error: "", "error-description": "" })
  })

  test.each<[what: string, status: number, body: object, error: string, description: string]>([
    [
      "with a description",
      400,
      { error: "invalid_grant", error_description: "Gone." },
      "invalid_grant",
      "Gone.",
    ],
    ["without a description", 401, { error: "invalid_client" }, "invalid_client", ""],
    ["with status 200", 200, { error: "bad_verification_code" }, "bad_verification_code", ""],
    ["besides a token", 200, { error: "server_error", access_token: "t0ken" }, "server_error", ""],
    ["with status 404", 404, { error: "Realm does not exist" }, "Realm does not exist", ""],
  ])("oauth_error %s", async (_what, status, body, error, description) => {
    const { run, server } = await exchange([grantsWith(status, body)])
    expectFailure(run, "oauth_error", `answered ${status} with the OAuth error "${error}"`, description)
    expect(run.outputs).toMatchObject({ error, "error-description": description })
    expect(server.requests).toHaveLength(1)
  })

  test("dns", async () => {
    const { run } = await exchange([], { ...once, "token-endpoint": "https://host.invalid/token?key=s3cret" })
    expectFailure(run, "dns", "from https://host.invalid/token failed: the host name could not be resolved")
    expect(run.log).not.toContain("s3cret")
  })

  test("tls", async () => {
    const server = await startFaultServer([], { https: true })
    const { run } = await exchange([], { ...once, "token-endpoint": server.url() })
    await server.close()
    expectFailure(run, "tls", "no trusted TLS connection could be made", '"ca-certificate"')
    expect(server.requests).toEqual([])
  })
})

const grantsWith = (status: number, body: object) => fault.answer(status, json, body)

describe("a redirect is not followed, so that credentials are not sent elsewhere", () => {
  test.each([301, 302, 303, 307, 308])("%i", async (status) => {
    const elsewhere = await serve()
    const location = `${elsewhere.url("/login")}?secret=${application["client-secret"]}`
    const { run, server } = await exchange([fault.redirect(status, location)])
    expectFailure(run, "http_status", `answered ${status} with a redirect to ${elsewhere.url("/login")}. `)
    expect(elsewhere.connections).toEqual([])
    expect(server.requests).toHaveLength(1)
  })
})

describe("at most 1 MiB is read", () => {
  const token = JSON.stringify({ access_token: "a-token-in-a-big-answer" })

  test("1 MiB is accepted", async () => {
    const { run } = await exchange([fault.answer(200, json, token.padEnd(2 ** 20))])
    expect(run.env.DEVPORTAL_ACCESS_TOKEN).toBe("a-token-in-a-big-answer")
  })

  test("one byte more is refused", async () => {
    const { run } = await exchange([fault.answer(200, json, token.padEnd(2 ** 20 + 1))])
    expectFailure(run, "malformed_response", "answered 200 but sent more than 1 MiB")
  })

  test("an endless body is cut off at once", async () => {
    const { run } = await exchange([fault.endless()])
    expectFailure(run, "malformed_response", "sent more than 1 MiB")
    expect(run.durationMs).toBeLessThan(5000)
  })

  test("also of an error page, whose status is reported", async () => {
    const { run } = await exchange([fault.answer(403, {}, "x".repeat(2 ** 20 + 1))])
    expectFailure(run, "http_status", "answered 403")
  })
})

test("a message has at most 4,000 characters, whatever the server sent", async () => {
  const long = "word ".repeat(5000)
  const details = [
    "errorCode",
    "errorSummary",
    "message",
    "detail",
    "trace_id",
    "correlation_id",
    "error_uri",
  ]
  const body = Object.fromEntries(["error", "error_description", ...details].map((name) => [name, long]))
  const { run } = await exchange([grantsWith(400, body)])
  expectFailure(run, "oauth_error")
  expect(run.annotations.error[0].length).toBeLessThanOrEqual(4000)
  expect(run.outputs["error-description"].length).toBeLessThanOrEqual(500)
})

test("text from the server is printed as plain text on one line", async () => {
  const error_description =
    "first\r\n::set-output name=access-token::forged\n##[error]forged\u001b[31mred\u0007"
  const { run } = await exchange([grantsWith(400, { error: "invalid_scope", error_description })])
  expectFailure(run, "oauth_error", "forgedred")
  expect(run.outputs["error-description"]).toMatch(/^first [^\n\r\u001b]*$/)
  expect(run.outputs["error-description"]).not.toMatch(/::|##\[/)
})
