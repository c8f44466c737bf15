import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals"
import { findLeaks } from "../testbed/leaks/leaks.mts"
import { application, exchange, grants, jwt, opaque, technicalUser } from "../testbed/runner/scenario.mts"

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "order-"))
})
afterEach(() => rm(folder, { recursive: true }))

const oneFile = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STATE", "GITHUB_STEP_SUMMARY"]

/** Everything that the step writes, in order: all command files are the same file. */
async function written(step: ReturnType<typeof grants>, inputs = {}): Promise<string> {
  const file = join(folder, "all")
  await writeFile(file, "")
  await exchange([step], inputs, { env: Object.fromEntries(oneFile.map((name) => [name, file])) })
  return readFile(file, "utf8")
}

const names = (text: string) => [...text.matchAll(/^([\w-]+)<<ghadelimiter_/gm)].map(([, name]) => name)

describe("the command files get", () => {
  test("the outputs, then the variable, then the state, then the summary", async () => {
    const text = await written(grants(opaque))
    expect(names(text)).toEqual([
      "access-token",
      "token-type",
      "authorization",
      "expires-in",
      "expires-at",
      "scope",
      "refresh-token",
      "rotated",
      "subject",
      "token-issuer",
      "token-audience",
      "token-sha256",
      "DEVPORTAL_ACCESS_TOKEN",
      "access-token",
      "expires-at",
      "token-endpoint",
      "revocation-endpoint",
    ])
    expect(text.indexOf("### Access token")).toBeGreaterThan(text.lastIndexOf("<<ghadelimiter_"))
  })

  test("only the three outputs of a failure after a failed check", async () => {
    const text = await written(grants(opaque), { "required-audience": "x" })
    expect(names(text)).toEqual(["error-code", "error", "error-description"])
    expect(text).not.toContain(opaque.access_token)
  })
})

describe("the log shows", () => {
  test("first the masks of the inputs, then the request, then the masks of the answer", async () => {
    const answer = { ...opaque, refresh_token: "Nt4bV7cX1zL9kJ3hG6fD", id_token: jwt({ sub: "someone" }) }
    const { run } = await exchange([grants(answer)], { ...technicalUser, audience: "" })
    const lines = run.stdout.split("\n")
    const masks = (secret: string) => lines.indexOf(`::add-mask::${secret}`)
    const requesting = lines.findIndex((line) => line.startsWith("Requesting an access token from "))
    const granted = lines.findIndex((line) => line.startsWith("The server granted an access token"))
    for (const name of ["client-secret", "refresh-token"] as const) {
      expect(masks(technicalUser[name])).toBeGreaterThanOrEqual(0)
      expect(masks(technicalUser[name])).toBeLessThan(requesting)
    }
    for (const token of [answer.access_token, answer.refresh_token, answer.id_token]) {
      expect(masks(token)).toBeGreaterThan(requesting)
      expect(masks(token)).toBeLessThan(granted)
    }
    expect(lines.slice(0, requesting).every((line) => line.startsWith("::add-mask::"))).toBe(true)
  })

  test("nothing before the masks, even when inputs are invalid", async () => {
    const { run } = await exchange([], { timeout: "x", deadline: " 5 " })
    const lines = run.stdout.split("\n")
    const first = lines.findIndex((line) => !line.startsWith("::add-mask::"))
    expect(first).toBeGreaterThan(5)
    expect(lines.slice(0, first)).toContain(`::add-mask::${application["client-secret"]}`)
  })

  test("one error and nothing after it", async () => {
    const { run } = await exchange([grants({})])
    expect(run.stdout.trimEnd().split("\n").at(-1)).toMatch(/^::error::/)
  })

  test("with debugging the names of the parameters that were sent, and the status that came back", async () => {
    const { run, server } = await exchange([grants(opaque)], {}, { debug: true })
    expect(run.log).toContain(
      `##[debug]POST ${server.url()} with client_id, client_secret, grant_type, audience`,
    )
    expect(run.log).toMatch(
      /##\[debug\]200 after \d+ ms; content-type: application\/json; content-length: \d+/,
    )
    expect(run.log).toContain("##[debug]Set output access-token = ***")
    expect(findLeaks(run, [application["client-secret"], opaque.access_token])).toEqual([])
  })
})
