// The one door to the workflow log: everything printed has its secrets redacted and holds no runner command.
import * as core from "@actions/core"
import { shorten } from "../oauth/harmless.ts"
import type { Secrets } from "../oauth/secrets.ts"

/** The runner shows about this many characters of an annotation. */
const LONGEST_MESSAGE = 4000

export interface Log {
  info: (text: string) => void
  notice: (text: string) => void
  warning: (text: string) => void
  /** Shown only when step debug logging is on. */
  debug: (text: string) => void
  /** The step's one error annotation; ends the step with exit code 1. */
  fail: (text: string) => void
}

export function createLog(secrets: Secrets): Log {
  const through = (print: (text: string) => void) => (text: string) =>
    print(withoutCommands(secrets.redact(text)))
  // Shortened last, since a secret cut in two is not recognised any more.
  const annotating = (print: (text: string) => void) =>
    through((text) => print(shorten(text, LONGEST_MESSAGE)))
  return {
    info: through(core.info),
    notice: annotating(core.notice),
    warning: annotating(core.warning),
    debug: through(core.debug),
    fail: annotating(core.setFailed),
  }
}

/** The runner reads `::name::` at the start of a line and `##[name]` anywhere in one. */
const withoutCommands = (text: string): string =>
  text.replace(/^(\s*):(?=:)/gm, "$1: ").replace(/#(?=#\[)/g, "# ")
