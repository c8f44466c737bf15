import { beforeEach, describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import type { HttpRequest, Send } from "../../src/http/client.ts"
import { Secrets } from "../../src/secrets/secrets.ts"
import { createLog } from "../../src/step/log.ts"
import { traced } from "../../src/step/trace.ts"
import { maskCredentials } from "../../src/token/mask-credentials.ts"
import { parseCommand } from "../testbed/runner/commands.mts"
import { response, secretsWith } from "../testbed/units/exchanges.mts"
import { events, eventsOf } from "../testbed/units/fake-core.mts"

beforeEach(() => {
  events.length = 0
})

describe("the log", () => {
  test.each(["info", "notice", "warning", "debug"] as const)("hides secrets in %s", (level) => {
    createLog(secretsWith("s3cret"))[level]("a s3cret b")
    expect(events).toEqual([[level, "a *** b"]])
  })

  test("hides secrets in the message that fails the step", () => {
    createLog(secretsWith("s3cret")).fail("a s3cret b")
    expect(events).toEqual([["failed", "a *** b"]])
  })

  test("shortens a message that is too long for an annotation, after hiding secrets", () => {
    createLog(secretsWith("s3cret-at-the-end")).fail(`${"x".repeat(3990)}s3cret-at-the-end${"y".repeat(100)}`)
    const [[text]] = eventsOf("failed") as [[string]]
    expect(text).toHaveLength(4000)
    expect(text).toMatch(/x\*\*\*y+…$/)
  })

  test("shows 4,000 characters in full", () => {
    createLog(secretsWith()).fail("x".repeat(4000))
    expect(events).toEqual([["failed", "x".repeat(4000)]])
  })

  test.each([
    ["::error::x", ": :error::x"],
    ["a\n  ::warning::x", "a\n  : :warning::x"],
    ["std::vector # not ##, ##x", "std::vector # not ##, ##x"],
    ["a ##[group]b", "a # #[group]b"],
  ])("changes in %j only what the runner would take for a command", (text, shown) => {
    createLog(secretsWith()).info(text)
    expect(events).toEqual([["info", shown]])
  })

  test("keeps line breaks, and no line is a command", () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("::", "##[", "error", "]", "\n", " ", "::error::x", "##[error]x", "text")),
        (parts) => {
          events.length = 0
          createLog(secretsWith()).info(parts.join(""))
          const [[text]] = eventsOf("info") as [[string]]
          expect(text.split("\n")).toHaveLength(parts.filter((part) => part === "\n").length + 1)
          for (const line of text.split("\n")) expect(parseCommand(line)).toBeUndefined()
        },
      ),
    ))
})

describe("masking the inputs", () => {
  const mask = (env: NodeJS.ProcessEnv) => {
    const masked: string[] = []
    return { tooShort: maskCredentials(env, new Secrets((form) => masked.push(form))), masked }
  }
  const base64 = (text: string) => Buffer.from(text).toString("base64")

  test("masks each secret, also in the encodings in which it is sent", () => {
    const { masked, tooShort } = mask({
      "INPUT_CLIENT-ID": " my client ",
      "INPUT_CLIENT-SECRET": "  s3c+ret\n",
      "INPUT_REFRESH-TOKEN": "r3fresh",
      "INPUT_GITHUB-TOKEN": "ghs_t0ken",
    })
    const basic = ["my%20client:s3c%2Bret", "my+client:s3c%2Bret", "my client:s3c+ret"].map(base64)
    expect(masked).toEqual(expect.arrayContaining(["s3c+ret", "s3c%2Bret", "r3fresh", "ghs_t0ken", ...basic]))
    expect(tooShort).toEqual([])
    expect(masked.filter((form) => form.includes("my client"))).toEqual([])
  })

  test("names the inputs that are too short to mask", () =>
    expect(mask({ "INPUT_CLIENT-SECRET": " abc ", "INPUT_REFRESH-TOKEN": "abcd" }).tooShort).toEqual([
      "client-secret",
    ]))

  test.each([
    ["https_proxy", "http://user:p%40ss-word@proxy.example:3128"],
    ["HTTPS_PROXY", "http://user:p%40ss-word@proxy.example:3128"],
    ["http_proxy", "user:p%40ss-word@proxy.example"],
    ["HTTP_PROXY", "http://user:p%40ss-word@proxy.example"],
    ["INPUT_TOKEN-ENDPOINT", " https://user:p%40ss-word@iam.example/token"],
  ])("masks the password in %s, as written, decoded and sent", (name, url) =>
    expect(mask({ [name]: url }).masked).toEqual(
      expect.arrayContaining(["p%40ss-word", "p@ss-word", base64("user:p@ss-word")]),
    ),
  )

  test("masks a password that cannot be decoded as it is written", () =>
    expect(mask({ HTTPS_PROXY: "http://u:100%@p" }).masked).toContain("100%"))

  test.each(["http://proxy.example:3128", "http://user@proxy.example", "http://proxy.example/a:b@c", ""])(
    "finds no password in %s",
    (url) => expect(mask({ HTTPS_PROXY: url }).masked).toEqual([]),
  )
})

describe("tracing", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" }
  const request: HttpRequest = {
    method: "POST",
    url: "https://iam.example/token?key=s3cret",
    headers: form,
    body: "client_id=a&client_secret=s3cret",
  }
  const answer = response({
    headers: {
      "content-type": "application/json",
      "set-cookie": ["s3cret=1"],
      "x-request-id": "1\n##[error]s3cret",
    },
    body: "12345",
  })
  const trace = async (send: Send, changes: Partial<HttpRequest> = {}, debug = "1") => {
    process.env.RUNNER_DEBUG = debug
    const secrets = secretsWith("s3cret")
    const sending = traced(send, createLog(secrets), secrets)
    delete process.env.RUNNER_DEBUG
    return sending({ ...request, ...changes }, new AbortController().signal)
  }

  test("logs field names, status, time and safe headers, but no secret", async () => {
    expect(await trace(async () => answer)).toBe(answer)
    expect(eventsOf("debug")).toEqual([
      ["POST https://iam.example/token with client_id, client_secret"],
      [
        expect.stringMatching(
          /^200 after \d+ ms; content-type: application\/json; x-request-id: 1 .*\*\*\*; 5 characters$/,
        ),
      ],
    ])
    expect(JSON.stringify(events)).not.toMatch(/s3cret|##\[|cookie/)
  })

  test("logs no field names when the body is not a form", async () => {
    await trace(async () => answer, { method: "PUT", headers: {}, body: '{"encrypted_value":"x"}' })
    expect(eventsOf("debug")[0]).toEqual(["PUT https://iam.example/token"])
  })

  test("logs that no answer came, and passes the error on", async () => {
    const error = new Error("x")
    await expect(trace(() => Promise.reject(error))).rejects.toBe(error)
    expect(eventsOf("debug")[1]).toEqual([expect.stringMatching(/^no answer after \d+ ms$/)])
  })

  test("logs nothing when debugging is off", async () => {
    await trace(async () => answer, {}, "0")
    expect(events).toEqual([])
  })
})
