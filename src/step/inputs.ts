// Reads a step's inputs from the runner's variables, by a table that says what each input holds.
import type { Problem } from "../failure.ts"
import { type Read, Refusal, url } from "./input-readers.ts"

export interface Input<T> {
  read: Read<T>
  /** Masked before anything else happens. */
  secret?: true
  /** The same as in action.yml, which shows it to users. */
  default?: string
  /** An empty value means none. Elsewhere it counts as not given. */
  emptyMeansNone?: true
}

/** The inputs of an action by their names in action.yml. */
export type Definitions = Record<string, Input<unknown>>

type ValueOf<Definition> =
  Definition extends Input<infer T>
    ? Definition extends { default: string; emptyMeansNone?: never }
      ? T
      : T | undefined
    : never

/** The values by input name; undefined where an input was not given and has no default. */
export type Values<D extends Definitions> = { [Name in keyof D]: ValueOf<D[Name]> }

export interface Reading<D extends Definitions> {
  inputs: Values<D>
  /** Values that cannot be read. The default is used in their place. */
  problems: { name: keyof D; problem: Problem }[]
  /** Inputs whose value had whitespace around it. */
  trimmed: (keyof D)[]
  /** Inputs that hold only whitespace. They count as not given. */
  blank: (keyof D)[]
}

/** The value of an input as the runner was given it. Its variable is in upper case and keeps dashes. */
export const raw = (env: NodeJS.ProcessEnv, name: string): string | undefined =>
  env[`INPUT_${name.toUpperCase()}`]

const namesWhere = <D extends Definitions>(
  definitions: D,
  wanted: (input: Input<unknown>) => boolean,
): (keyof D & string)[] =>
  Object.entries(definitions).flatMap(([name, input]) => (wanted(input) ? [name] : []))

export const secretNames = <D extends Definitions>(definitions: D) =>
  namesWhere(definitions, ({ secret }) => secret === true)

export const urlNames = <D extends Definitions>(definitions: D) =>
  namesWhere(definitions, ({ read }) => read === url)

/** The secret inputs that hold nothing, or only whitespace. */
export const emptySecrets = <D extends Definitions>(definitions: D, env: NodeJS.ProcessEnv) =>
  secretNames(definitions).filter((name) => !raw(env, name)?.trim())

/** Reads all inputs and finds everything that is wrong with each of them alone. */
export function readInputs<D extends Definitions>(definitions: D, env: NodeJS.ProcessEnv): Reading<D> {
  const values: Record<string, unknown> = {}
  const reading: Reading<D> = { inputs: values as Values<D>, problems: [], trimmed: [], blank: [] }
  for (const [name, { read, default: otherwise, emptyMeansNone, secret }] of Object.entries(definitions)) {
    const fallback = otherwise === undefined ? undefined : read(otherwise, name)
    const text = raw(env, name)
    const trimmed = text?.trim() ?? ""
    if (text === undefined || (text === "" && !emptyMeansNone)) values[name] = fallback
    else if (text === "") values[name] = undefined
    else if (trimmed === "") {
      reading.blank.push(name)
      values[name] = fallback
    } else {
      // A text of several lines in YAML (`|`) ends in a line break. In a secret it is a mistake to correct.
      if (trimmed !== (secret ? text : text.replace(/\r?\n$/, ""))) reading.trimmed.push(name)
      try {
        values[name] = read(trimmed, name)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        for (const problem of error.problems) reading.problems.push({ name, problem })
        values[name] = fallback
      }
    }
  }
  return reading
}
