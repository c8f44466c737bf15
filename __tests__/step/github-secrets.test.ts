import { afterEach, expect, jest, test } from "@jest/globals"
import { prepareSecret } from "../../src/github/secret-store.ts"
import { Secrets } from "../../src/secrets/secrets.ts"
import { connectToSecrets } from "../../src/step/github-secrets.ts"
import type { StoringWords } from "../../src/step/messages/unsaved.ts"
import { type Connected, connect, token } from "../testbed/github/rest.mts"
import * as fault from "../testbed/servers/faults.mts"

const place = { name: "PORTAL_KEY", repository: "octo-org/portal" }
const words: StoringWords = {
  stored: ({ name }) => `stored ${name}`,
  unsavedTitle: "not stored",
  unsavedMeaning: ({ name }) => `${name} is not stored`,
  storedAfterAll: ({ name }) => `stored ${name} after all`,
}

let connected: Connected
let close = () => {}
afterEach(async () => {
  jest.restoreAllMocks()
  close()
  await connected.close()
})

async function open(...script: fault.Step[]) {
  connected = await connect(script)
  const never = new AbortController().signal
  const lines: string[] = []
  const info = (text: string) => void lines.push(text)
  const log = { info, notice: info, warning: info, debug: () => {}, fail: info, error: info }
  const github = connectToSecrets(token, words, {
    env: { GITHUB_API_URL: connected.server.url("") },
    secrets: new Secrets(() => {}),
    log,
    cancel: { asked: never, late: never, over: never },
  })
  close = github.close
  const { secret } = await prepareSecret(github.reading(), place, 1)
  return { keep: () => github.keeper.store({ value: "the-value", place, secret }), lines }
}

test("however long the run took before, a write has its whole time", async () => {
  const { keep, lines } = await open()
  const now = Date.now()
  jest.spyOn(Date, "now").mockImplementation(() => now + 3_600_000)
  await keep()
  expect(connected.github.stored("repository", "PORTAL_KEY")?.value).toBe("the-value")
  expect(lines).toEqual(["stored PORTAL_KEY"])
})

test("without a job summary, a value that is not stored is told by the log, and a warning", async () => {
  const { keep, lines } = await open(fault.healthy(), fault.healthy(), fault.answer(403))
  await expect(keep()).rejects.toMatchObject({ code: "http_status" })
  expect(lines).toEqual([expect.stringMatching(/^PORTAL_KEY is not stored\ngh api /), "not stored"])
})
