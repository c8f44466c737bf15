// JSON objects: read from text that may be anything, and made of members that may be absent.

export type Json = Record<string, unknown>

/** The object in a JSON text, or undefined: the parser's own message quotes the text, so it is dropped. */
export function parseJsonObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""))
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

/** An object with one member, or none when there is no value: absent is not the same as undefined. */
export const optional = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>)
