// JSON from elsewhere: parsed without quoting it in an error, and narrowed to an object.

export type Json = Record<string, unknown>

/** The value of a JSON text, or undefined if it is none. The parser's error quotes the text, so it is dropped. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""))
  } catch {
    return undefined
  }
}

/** The value if it is an object, but not a list. */
export const asObject = (value: unknown): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined
