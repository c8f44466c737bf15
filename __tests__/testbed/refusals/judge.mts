// Runs the provisioning step in this process as far as it comes without the network: what it refuses, and where.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { provision } from "../../../src/provision/provision.ts"
import { portalModule } from "../portal/scenario.mts"
import { events, eventsOf } from "../units/fake-core.mts"
import type { Refusal } from "./refusal.mts"

export interface Judged {
  /** Code, place and message of each annotation, in their order. */
  problems: { code: string; at: string; message: string }[]
  outputs: Record<string, unknown>
  /** The lines of the log. */
  lines: string[]
}

/** A test file mocks node:url for it, since jest finds the modules of portals by their paths only. */
export async function judged({
  files,
  inputs,
  env,
  eventName,
  event,
}: Omit<Refusal, "problems" | "title">): Promise<Judged> {
  const workspace = mkdtempSync(join(tmpdir(), "refusal-"))
  try {
    const all: Record<string, string> = {
      "portal.mjs": portalModule,
      "event.json": JSON.stringify(event ?? {}),
      ...files,
    }
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true })
      writeFileSync(join(workspace, path), text)
    }
    const given = { "api-url": "https://portal.example/api", summary: "false", ...inputs }
    const variables = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
    const idle = new AbortController().signal
    events.length = 0
    await provision(
      {
        GITHUB_WORKSPACE: workspace,
        GITHUB_REPOSITORY: "octo-org/portal",
        GITHUB_EVENT_NAME: eventName ?? "push",
        GITHUB_EVENT_PATH: join(workspace, "event.json"),
        RUNNER_TEMP: workspace,
        DEVPORTAL_ACCESS_TOKEN: "Tk8wQ2zLw6TnXb41RkVyHc0sPdMa93",
        ...Object.fromEntries(variables),
        ...env,
      },
      { asked: idle, late: idle, over: idle },
    )
    return {
      problems: eventsOf("error").map(([message, properties]) => {
        const { title = "", file, startLine, startColumn } = properties as Record<string, string>
        return {
          code: title,
          at: file === undefined ? "" : `${file}:${startLine}:${startColumn}`,
          message: String(message),
        }
      }),
      outputs: Object.fromEntries(eventsOf("output")),
      lines: eventsOf("info").map(([line]) => String(line)),
    }
  } finally {
    rmSync(workspace, { recursive: true, force: true })
  }
}
