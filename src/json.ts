// Parses JSON from other systems without quoting it in an error, and narrows it to an object.

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

/** The object or list that a text begins with; undefined when there is none, or when it does not end. */
export function leadingJson(text: string): string | undefined {
  const start = text.search(/\S/)
  if (!"{[".includes(text.charAt(start) || " ")) return undefined
  let depth = 0
  let inString = false
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at)
    if (inString) {
      if (character === "\\") at++
      else inString = character !== '"'
    } else if (character === '"') inString = true
    else if ("{[".includes(character)) depth++
    else if ("}]".includes(character) && --depth === 0) return text.slice(start, at + 1)
  }
  return undefined
}
