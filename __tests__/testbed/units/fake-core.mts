// Stands for @actions/core in all tests of this process (package.json maps it), and for the job summary where a test says so.
// It notes what a step does, in one order.
export const events: [what: string, ...details: unknown[]][] = []

/** What happened, by its kind. */
export const happened = (what: string): unknown[][] =>
  events.filter(([event]) => event === what).map(([, ...details]) => details)

/** What is thrown once instead, by its kind. */
export const failing = new Map<string, unknown>()

const note =
  (what: string) =>
  (...details: unknown[]): void => {
    if (failing.has(what)) {
      const error = failing.get(what)
      failing.delete(what)
      throw error
    }
    events.push([what, ...details])
  }

export const setSecret = note("mask")
export const setOutput = note("output")
export const exportVariable = note("env")
export const saveState = note("state")
export const info = note("info")
export const notice = note("notice")
export const warning = note("warning")
export const debug = note("debug")
export const setFailed = note("failed")

export const isDebug = (): boolean => process.env.RUNNER_DEBUG === "1"
export const getState = (name: string): string => process.env[`STATE_${name}`] ?? ""

/** Stands for step/summary.ts. */
export const writeSummary = (markdown: string): void => note("summary")(markdown)
