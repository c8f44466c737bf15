// Unusual secrets, with everything that escaping, workflow commands or regular expressions could handle wrongly.
import { createPrivateKey, generateKeyPairSync } from "node:crypto"
import fc from "fast-check"

const longest = 200

const fragments = [
  ..."%&+=\"'\\/<>`|$()[]*.^{}~!:;,?# \n\r\t",
  ...["\r\n", "%0A", "%25", "%2G", "\\n", "\\u0041", "&amp;", "&#39;", "${{", "$(id)", "<b>", "]]>"],
  ...[
    "::add-mask::",
    "::error::",
    "::stop-commands::x",
    "##[error]",
    "##[add-mask]",
    "\n::set-output name=a::",
  ],
  ...[
    "\u001b[31m",
    "\u001b]0;title\u0007",
    "\u009b1m",
    "\u0085",
    "\u200b",
    "\u202e",
    "\u2028",
    "\ufeff",
    "\ufffd",
  ],
  ...["é", "ß", "漢字", "🔑", "e\u0301", "***", "Basic", "eyJ", "=&grant="],
  ...["a", "Z", "7", "pass", "S3cret-", "0123456789", "aGVsbG8", "qwertyuiopasdfghjklzxcvbnm"],
]

// Joined from single characters: fast-check's longer strings are often words of JavaScript, which occur in ordinary text.
const text = (unit: "grapheme-ascii" | "binary") =>
  fc
    .array(fc.string({ unit, minLength: 1, maxLength: 1 }), { minLength: 1, maxLength: longest })
    .map((characters) => characters.join(""))
const ascii = text("grapheme-ascii")
const unicode = text("binary")
const mixed = fc
  .array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 40 })
  .map((parts) => parts.join(""))
const random = fc.string({
  unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~.+/="),
  minLength: 20,
  maxLength: longest,
})
const lines = fc
  .tuple(
    fc.array(fc.oneof(mixed, random), { minLength: 2, maxLength: 6 }),
    fc.constantFrom("\n", "\r\n", "\r"),
  )
  .map(([parts, end]) => parts.map((part) => part.slice(0, 60)).join(end))
const json = fc
  .record({ id: ascii, key: fc.oneof(mixed, random), spaced: fc.boolean() })
  .map(({ spaced, ...content }) => JSON.stringify(content, null, spaced ? 2 : 0))
const surrogates = fc
  .array(fc.oneof(fc.integer({ min: 0xd800, max: 0xdfff }), fc.integer({ min: 0x61, max: 0x7a })), {
    minLength: 4,
  })
  .map((units) => String.fromCharCode(...units))

const notBlank = (text: string) => text.trim() !== ""

/** A secret that a server may issue: anything that JSON can carry. */
export const issuedSecret: fc.Arbitrary<string> = fc
  .oneof(random, mixed, ascii, unicode, lines, json, surrogates)
  .map((text) => text.slice(0, longest))
  .filter(notBlank)

/** A secret that a person may store: an environment variable carries neither NUL nor lone surrogates. */
export const storedSecret: fc.Arbitrary<string> = issuedSecret
  .map((text) => text.toWellFormed().replaceAll("\0", "0"))
  .filter(notBlank)

/** For inputs in which the action refuses white space: with it most runs would end before anything is sent. */
export const storedWord: fc.Arbitrary<string> = storedSecret
  .map((text) => text.replace(/\s+/gu, "_"))
  .filter(notBlank)

export const printable: fc.Arbitrary<string> = fc.oneof(random, ascii).filter(notBlank)

export const headerWord: fc.Arbitrary<string> = storedWord
  .map((text) => text.replace(/[^!-~]/g, ""))
  .filter((text) => text.length > 3)

const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey
const ed25519 = generateKeyPairSync("ed25519").privateKey
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey

/** Signing keys in each format, and text that is not a key. */
export const privateKey: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ec.export({ type: "sec1", format: "pem" }).toString(),
      rsa.export({ type: "pkcs1", format: "pem" }).toString(),
      ed25519.export({ type: "pkcs8", format: "pem" }).toString(),
      JSON.stringify(ed25519.export({ format: "jwk" })),
      JSON.stringify(
        {
          ...createPrivateKey(ec.export({ type: "sec1", format: "pem" })).export({ format: "jwk" }),
          kid: "k1",
        },
        null,
        1,
      ),
    ),
  },
  { weight: 1, arbitrary: storedSecret },
)
