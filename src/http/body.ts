// Reads the body of an answer. An incomplete body is used as far as possible, since a token in it would be lost otherwise.
import type { IncomingHttpHeaders, IncomingMessage } from "node:http"
import { leadingJson, parseJson } from "../json.ts"

export interface Body {
  /** Empty when it was larger than the limit. */
  text: string
  tooLarge: boolean
  /** The value of a body that begins with a complete JSON object or list, or is JSON otherwise. */
  json: unknown
}

/** Bytes on their way, and whether the end of the body was seen. */
interface Received {
  bytes: Buffer
  complete: boolean
  error?: unknown
}

/**
 * @param largest bytes that are read, before and after decompression
 * @param required whether the body is needed: an error status says enough without one
 * @throws what ended the connection, when an incomplete body is required
 */
export async function readBody(
  message: IncomingMessage,
  { largest, required }: { largest: number; required: boolean },
): Promise<Body> {
  const { bytes, complete, error } = await receive(message, largest)
  const { headers } = message
  const { content, tooLarge } = await decompressed(bytes, headers, largest)
  if (tooLarge || bytes.length > largest) return { text: "", tooLarge: true, json: undefined }
  const text = content.toString("utf8")
  const json = parseJson(text) ?? parseJson(leadingJson(text) ?? "")
  if (required && json === undefined && (!complete || isUnclosed(text))) throw error ?? new Error("closed")
  return { text, tooLarge: false, json }
}

/**
 * Whether a text is the beginning of a JSON object or list. The connection may have ended too early where nothing else marks
 * the end of the body (RFC 9112 section 6.3), or a server may have counted characters for bytes in Content-Length.
 */
const isUnclosed = (text: string): boolean => /^\s*[[{]/.test(text) && leadingJson(text) === undefined

/** Reads by events, which start faster than an async iterator. */
const receive = (message: IncomingMessage, largest: number): Promise<Received> =>
  new Promise((done) => {
    const chunks: Buffer[] = []
    let size = 0
    const finish = (complete: boolean, error?: unknown) =>
      done({ bytes: Buffer.concat(chunks), complete, error })
    message.on("data", (chunk: Buffer) => {
      size += chunk.length
      chunks.push(chunk)
      if (size <= largest) return
      finish(false)
      message.destroy()
    })
    message.on("end", () => finish(true))
    message.on("error", (error) => finish(false, error))
    message.on("close", () => finish(false))
  })

/** Encodings that leave the bytes as they are, and the one that Node undoes. */
const PLAIN = ["identity", "chunked"]

type Decompress = (bytes: Buffer, options: object) => Buffer

/** Decompresses what has arrived. No compression was requested, so `node:zlib` is loaded only when it is needed. */
async function decompressed(
  bytes: Buffer,
  headers: IncomingHttpHeaders,
  largest: number,
): Promise<{ content: Buffer; tooLarge: boolean }> {
  const encodings = `${headers["content-encoding"] ?? ""},${headers["transfer-encoding"] ?? ""}`
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((name) => name && !PLAIN.includes(name))
  if (encodings.length === 0) return { content: bytes, tooLarge: false }
  const zlib = await import("node:zlib")
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants
  const inflate: Decompress = (data, options) => {
    // "deflate" is the zlib format (RFC 9110 section 8.4.1.2); some servers send the raw one.
    const [first = 0] = data
    const isZlib = (first & 0x0f) === 8 && data.readUInt16BE(0) % 31 === 0
    return (isZlib ? zlib.inflateSync : zlib.inflateRawSync)(data, { ...options, finishFlush: Z_SYNC_FLUSH })
  }
  const gunzip: Decompress = (data, options) => {
    const settings = { ...options, finishFlush: Z_SYNC_FLUSH }
    try {
      return zlib.gunzipSync(data, settings)
    } catch (error) {
      // Here bytes after the end are an error, unlike in the format inside. Before that there is a header of 10 bytes,
      // or more if the fourth is not 0 (RFC 1952 section 2.3).
      if (data.toString("hex", 0, 4) !== "1f8b0800") throw error
      return zlib.inflateRawSync(data.subarray(10), settings)
    }
  }
  const decoders: Record<string, Decompress> = {
    gzip: gunzip,
    "x-gzip": gunzip,
    deflate: inflate,
    br: (data, options) =>
      zlib.brotliDecompressSync(data, { ...options, finishFlush: BROTLI_OPERATION_FLUSH }),
    zstd: zlib.zstdDecompressSync,
  }
  try {
    const content = encodings
      .reverse()
      .reduce((data, name) => decoders[name]?.(data, { maxOutputLength: largest }) ?? data, bytes)
    return { content: content.length > 0 ? content : bytes, tooLarge: false }
  } catch (error) {
    const tooLarge = (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE"
    return { content: bytes, tooLarge }
  }
}
