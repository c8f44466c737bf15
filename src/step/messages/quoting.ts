// Values in messages.

/** A value as a message shows it: whole or not at all, since half a secret could not be recognised as one. */
export const quote = (value: string): string =>
  // As text, since V8 would build the sets while it parses the file.
  value.length > 60 || /[\p{C}\p{Zl}\p{Zp}]/u.test(value)
    ? `a value of ${value.length} characters`
    : `"${value}"`

/** "a", "b" or "c". */
export const alternatives = (values: readonly string[]): string => {
  const quoted = values.map((value) => `"${value}"`)
  return quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}` : quoted.join("")
}

/** "a", "b", "c". */
export const listed = (values: readonly (string | number | symbol)[]): string =>
  values.map((value) => `"${String(value)}"`).join(", ")
