// Decodes the escapes that servers, frameworks and gateways put into text, and keeps the original position of each character.

/** A text, and the position in the original at which each of its characters begins; the index after the last one gives the end. */
export interface Reading {
  text: string
  origin: (index: number) => number
}

/** Names in HTML and XML, each with its character. Those of punctuation are HTML 5's. */
const ENTITIES: Record<string, string> = Object.fromEntries(
  'amp& lt< gt> quot" apos\' nbsp\u00a0 AMP& LT< GT> QUOT" plus+ sol/ equals= colon: num# excl! dollar$ percnt% period. commat@ comma, lowbar_ ast* lpar( rpar) semi; quest? bsol\\ lsqb[ lbrack[ rsqb] rbrack] lcub{ lbrace{ rcub} rbrace} Hat^ grave` verbar| vert| Tab\t NewLine\n'
    .split(" ")
    .map((entity) => [entity.slice(0, -1), entity.slice(-1)]),
)

/**
 * Percent-encoding, also as JavaScript's `escape` writes it; the escapes of JSON, JavaScript, C and Python, and a
 * backslash before punctuation; entities of HTML and XML. However many of them one text mixes.
 */
const makeEscape = () =>
  new RegExp(
    [
      "(?:%[\\da-fA-F]{2})+|%u[\\da-fA-F]{4}",
      "\\\\(?:u[\\da-fA-F]{4}|u\\{[\\da-fA-F]{1,6}\\}|U[\\da-fA-F]{8}|x[\\da-fA-F]{2}|[0-3][0-7]{2}|[bfnrt!-/:-@[-`{-~])",
      `&(?:#0*\\d{1,7}|#[xX]0*[\\da-fA-F]{1,6}|${Object.keys(ENTITIES).join("|")});?`,
    ].join("|"),
    "g",
  )
/** Made when first used: it takes V8 half a millisecond, and most texts have no escape. */
let madeEscape: RegExp | undefined
const BEGINNING = /[%\\&]/

const CONTROLS: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" }

const character = (digits: string, radix: number): string => {
  const code = Number.parseInt(digits, radix)
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd"
}

/** What an escape stands for, each character with its distance from the beginning of the escape. */
function unescaped(written: string): [text: string, offset: number][] {
  if (/^%[^u]/.test(written)) return percentDecoded(written)
  const body = written.slice(1)
  return [[written.startsWith("&") ? entity(body.replace(";", "")) : unquoted(body), 0]]
}

function entity(name: string): string {
  const [, hex, decimal = ""] = /^#(?:x(.*)|(.*))/i.exec(name) ?? []
  return ENTITIES[name] ?? (hex ? character(hex, 16) : character(decimal, 10))
}

/** What follows a backslash; or the `u` and its digits after a percent sign. */
function unquoted(body: string): string {
  const [, hex] = /^[ux]\{?([\da-f]+)/i.exec(body) ?? []
  if (hex) return character(hex, 16)
  return /^\d/.test(body) ? character(body, 8) : (CONTROLS[body] ?? body)
}

/** The characters of a run of octets, as UTF-8. */
function percentDecoded(run: string): [text: string, offset: number][] {
  const octets = Buffer.from(run.replaceAll("%", ""), "hex")
  const decoded: [string, number][] = []
  for (let at = 0; at < octets.length; ) {
    const length = Math.max(1, [0xc0, 0xe0, 0xf0].filter((lead) => octets.readUInt8(at) >= lead).length + 1)
    const text = octets.subarray(at, at + length).toString()
    decoded.push([text, at * 3])
    at += length
  }
  return decoded
}

/** The text without its escapes; undefined when it has none. */
function decodeOnce({ text, origin }: Reading): Reading | undefined {
  if (!BEGINNING.test(text)) return undefined
  madeEscape ??= makeEscape()
  const parts: string[] = []
  const origins: number[] = []
  let at = 0
  const copy = (end: number) => {
    parts.push(text.slice(at, end))
    for (; at < end; at++) origins.push(origin(at))
  }
  for (const { 0: written, index } of text.matchAll(madeEscape)) {
    copy(index)
    for (const [decoded, offset] of unescaped(written)) {
      parts.push(decoded)
      for (let i = 0; i < decoded.length; i++) origins.push(origin(index + offset))
    }
    at = index + written.length
  }
  if (at === 0) return undefined
  copy(text.length)
  origins.push(origin(text.length))
  return { text: parts.join(""), origin: (index) => origins[index]! }
}

/** How many times a text is decoded: a proxy may encode what a server has encoded already. */
const ROUNDS = 3

/** The text as it is and after each round of decoding; then the same with `+` for a blank, as in forms. */
export function* readings(original: string): Generator<Reading> {
  const spaced = original.replaceAll("+", " ")
  for (const text of spaced === original ? [original] : [original, spaced]) {
    let reading: Reading | undefined = { text, origin: (index) => index }
    for (let round = 0; reading && round <= ROUNDS; round++) {
      yield reading
      reading = decodeOnce(reading)
    }
  }
}
