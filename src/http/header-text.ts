// A header as text.

/** Node reads a header's bytes as Latin-1; those that are UTF-8, as most servers mean them, are read as that. */
export const headerText = (value: string | string[] | undefined): string =>
  [value ?? ""]
    .flat()
    .join(", ")
    .replace(/[\xc2-\xf4][\x80-\xbf]+/g, (bytes) => {
      try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, "latin1"))
      } catch {
        return bytes
      }
    })
