// The only way to the workflow log: everything printed has its secrets redacted and holds no runner command.
import * as core from "@actions/core"
import { shorten } from "../secrets/harmless.ts"
import type { Secrets } from "../secrets/secrets.ts"

/** Characters. The runner shows about this many of an annotation. */
const LONGEST_MESSAGE = 4000

export interface Log {
  info: (text: string) => void
  notice: (text: string) => void
  warning: (text: string) => void
  /** Shown only with step debug logging. */
  debug: (text: string) => void
  /** The step's one error annotation. The step ends with exit code 1. */
  fail: (text: string) => void
  /** One of several, at a place in a file if there is one. */
  error: (text: string, properties: core.AnnotationProperties) => void
}

export function createLog(secrets: Secrets): Log {
  const safely = (print: (text: string) => void) => (text: string) =>
    print(withoutCommands(secrets.redact(text)))
  // Shortened last, since a part of a secret would not be recognised.
  const annotate = (print: (text: string) => void) => safely((text) => print(shorten(text, LONGEST_MESSAGE)))
  return {
    info: safely(core.info),
    notice: annotate(core.notice),
    warning: annotate(core.warning),
    debug: safely(core.debug),
    fail: annotate(core.setFailed),
    error: (text, properties) => annotate((shown) => core.error(shown, properties))(text),
  }
}

/** The runner reads `::name::` at the start of a line, and `##[name]` anywhere, as a command. */
const withoutCommands = (text: string): string =>
  text.replace(/^(\s*):(?=:)/gm, "$1: ").replace(/#(?=#\[)/g, "# ")
