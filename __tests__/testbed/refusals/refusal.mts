// What is refused before anything is sent: rows that a test runs in one process, and another with the built action.

export type Files = Record<string, string>

/** One annotation. */
export interface Expected {
  code: string
  /** `FILE:LINE:COLUMN`; empty where it has no place. */
  at: string
  words: string | RegExp
}

export interface Refusal {
  title: string
  /** Besides portal.yml. A text that is bytes is given as `binary`. */
  files: Files
  inputs?: Files
  env?: Files
  eventName?: string
  event?: object
  /** In their order. */
  problems: Expected[]
}

type Row = [title: string, text: string, ...problems: Expected[]]

/** Rows of manifests for the model portal; `portal: ./portal.mjs` is their first line. */
export const manifests = (...rows: Row[]): Refusal[] =>
  rows.map(([title, text, ...problems]) => ({
    title,
    files: { "portal.yml": `portal: ./portal.mjs\n${text}` },
    problems,
  }))

/** The same with the whole text of each manifest. */
export const texts = (...rows: Row[]): Refusal[] =>
  rows.map(([title, text, ...problems]) => ({ title, files: { "portal.yml": text }, problems }))

/** The same rows with more files, inputs or variables. */
export const having = (more: Partial<Refusal>, rows: Refusal[]): Refusal[] =>
  rows.map((row) => ({ ...row, ...more, files: { ...row.files, ...more.files } }))

export const manifest = (at: string, words: string | RegExp): Expected => ({
  code: "invalid_manifest",
  at: `portal.yml:${at}`,
  words,
})

export const input = (words: string | RegExp, at = ""): Expected => ({ code: "invalid_input", at, words })

export const portal = (words: string | RegExp, at = ""): Expected => ({ code: "invalid_portal", at, words })

export const document = (words: string | RegExp, at = "api.yml:1:1"): Expected => ({
  code: "invalid_openapi",
  at,
  words,
})

type InputRow = [title: string, inputs: Files, ...problems: Expected[]]

/** Rows of inputs, with a manifest in which nothing is wrong. */
export const inputs = (...rows: InputRow[]): Refusal[] =>
  rows.map(([title, inputs, ...problems]) => ({
    title,
    files: { "portal.yml": "portal: usage-engine\n" },
    inputs,
    problems,
  }))
