// The search for leaks: finds any form of a secret, or a piece of one, wherever it could be visible after a run.
import { trim } from "../runner/masker.mts"
import type { RunResult } from "../runner/runner.mts"

export interface Leak {
  secret: string
  form: string
  place: string
}

type Places = Record<string, string>

// Shorter values cannot be masked without making the log unreadable.
const shortest = 4
// A common piece of this length is hardly a coincidence.
const pieceLength = 8

/**
 * `allowed` is text that may be visible although a secret happens to occur in it: the action's own wording, inputs
 * that are not secret, or the log of a run without these secrets. What occurs in it is not reported.
 */
export function findLeaks(result: RunResult, secrets: string[], allowed: string[] = []): Leak[] {
  const clientId = result.options.inputs?.["client-id"] ?? ""
  const isAllowed = (text: string) => allowed.some((known) => known.includes(text))

  return Object.entries(placesOf(result)).flatMap(([place, text]) => {
    const pieces = piecesOf(text)
    return secrets.flatMap((secret) => {
      const forms = formsOf(secret, clientId)
        .filter(({ form }) => trim(form).length >= shortest && text.includes(form) && !isAllowed(form))
        .map(({ name }) => name)
      const piece = [...piecesOf(secret)].find((piece) => pieces.has(piece) && !isAllowed(piece))
      if (forms.length === 0 && secret.length >= 2 * pieceLength && piece)
        forms.push(`a piece of it: ${piece}`)
      return forms.map((form) => ({ secret, form, place }))
    })
  })
}

/** Everything that could be visible, by name. */
export function placesOf(result: RunResult): Places {
  const { annotations, masker } = result
  const files = Object.entries(result.files).map(([name, text]) => [`file ${name}`, text])
  return {
    // Without what the runner puts in front of annotations, which a hostile secret may contain, too.
    log: result.log.replace(/^##\[\w+\]/gm, ""),
    summary: result.summary,
    annotations: Object.values(annotations).flat().join("\n"),
    "header of later steps": masker.mask(Object.values(result.env).join("\n")),
    argv: result.argv.join(" "),
    ...Object.fromEntries(files),
  }
}

/** Every form in which a secret is sent or could come back: each distinct one once, under the simplest of its names. */
export function formsOf(secret: string, clientId: string): { name: string; form: string }[] {
  const bytes = Buffer.from(secret)
  const uriComponent = encodeURIComponent(secret.toWellFormed())
  const percentEncoded = uriComponent.replace(/[!'()*]/g, percentEncode)
  const json = JSON.stringify(secret).slice(1, -1)
  const basic = `${formUrlencoded(clientId)}:${formUrlencoded(secret)}`
  const named: [name: string, form: string][] = [
    ["raw", secret],
    ...secret.split(/[\r\n]/).map((line): [string, string] => ["a line of it", trim(line)]),
    ["form-urlencoded", formUrlencoded(secret)],
    ["form-urlencoded in lower case", lowerHex(formUrlencoded(secret))],
    ["encodeURIComponent", uriComponent],
    ["percent-encoded", percentEncoded],
    ["percent-encoded in lower case", lowerHex(percentEncoded)],
    ["base64", bytes.toString("base64")],
    ["base64url", bytes.toString("base64url")],
    ["base64 with a line break", Buffer.from(`${secret}\n`).toString("base64")],
    ["JSON-escaped", json],
    ["JSON-escaped with slashes", json.replaceAll("/", "\\/")],
    ["JSON-escaped in ASCII", json.replace(/[\x7f-\uffff]/g, unicodeEscape)],
    ["HTML-escaped", secret.replace(/[&<>"']/g, (character) => htmlEntities[character])],
    ["Basic payload", Buffer.from(basic).toString("base64")],
  ]
  const names = new Map(named.toReversed().map(([name, form]) => [form, name]))
  return [...names].map(([form, name]) => ({ name, form }))
}

const formUrlencoded = (value: string) => new URLSearchParams({ value }).toString().slice("value=".length)
const percentEncode = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
const lowerHex = (encoded: string) => encoded.replace(/%[\dA-F]{2}/g, (octet) => octet.toLowerCase())
const unicodeEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
const htmlEntities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Every piece of eight characters of which enough are different. */
function piecesOf(text: string): Set<string> {
  const pieces = new Set<string>()
  for (let start = 0; start + pieceLength <= text.length; start++) {
    const piece = text.slice(start, start + pieceLength)
    if (new Set(piece).size > pieceLength / 2) pieces.add(piece)
  }
  return pieces
}
