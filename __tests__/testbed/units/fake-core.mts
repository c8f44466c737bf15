// Replaces @actions/core in all tests in this process (see package.json), and the job summary in tests that mock it.
// Records what a step does, in order.
export const events: [kind: string, ...details: unknown[]][] = []

/** The details of all events of one kind. */
export const eventsOf = (kind: string): unknown[][] =>
  events.filter(([event]) => event === kind).map(([, ...details]) => details)

/** An error that is thrown once instead of recording an event of this kind. */
export const errorsToThrow = new Map<string, unknown>()

const record =
  (kind: string) =>
  (...details: unknown[]): void => {
    if (errorsToThrow.has(kind)) {
      const error = errorsToThrow.get(kind)
      errorsToThrow.delete(kind)
      throw error
    }
    events.push([kind, ...details])
  }

export const setSecret = record("mask")
export const setOutput = record("output")
export const exportVariable = record("env")
export const saveState = record("state")
export const info = record("info")
export const notice = record("notice")
export const warning = record("warning")
export const error = record("error")
export const debug = record("debug")
export const setFailed = record("failed")

export const isDebug = (): boolean => process.env.RUNNER_DEBUG === "1"
export const getState = (name: string): string => process.env[`STATE_${name}`] ?? ""

/** Replaces step/summary.ts. */
export const writeSummary = (markdown: string): void => record("summary")(markdown)
