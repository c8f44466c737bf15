import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import { cleaned, harmless } from "../../src/secrets/harmless.ts"
import { parseCommand } from "../testbed/runner/commands.mts"

const noSecrets = { redactQuote: (text: string) => text }

describe("text from a server becomes one line of plain text", () => {
  test.each([
    ["plain text", "Token is not active", "Token is not active"],
    ["letters of any script", "Ungültig: 無効 😀", "Ungültig: 無効 😀"],
    [
      "line breaks",
      "one\r\ntwo\rthree\nfour\u2028five\u2029six\u0085seven",
      "one two three four five six seven",
    ],
    ["runs of blanks", "  a \t\v\f b  ", "a b"],
    ["colours", "\u001b[1;31mred\u001b[0m \u009b4mlined", "red lined"],
    ["a window title", "\u001b]0;title\u0007text\u001b]8;;http://x\u001b\\link", "textlink"],
    ["an unterminated escape sequence", "a\u001b]0;the rest", "a"],
    ["other escape sequences", "\u001bcreset\u001b(B!", "reset!"],
    ["a lone escape character", "a\u001b", "a"],
    ["control characters", "a\u0000b\u0008c\u007fd", "a b c d"],
    ["bidirectional control characters", "a\u202eb\u2066c\u200fd", "a b c d"],
    ["invisible characters", "a\u200bb\ufeffc\u00add", "a b c d"],
    ["lone surrogates", "a\ud800b", "a b"],
    ["empty text", "", ""],
    ["a JWT of another client", "trace: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln end", "trace: *** end"],
    ["the shortest text that is taken for a JWT", "a eyJ12345678 b", "a *** b"],
    ["words that are too short for a JWT", "eyJoke eyJ1234567", "eyJoke eyJ1234567"],
  ])("%s", (_what, text, line) => expect(harmless(text, noSecrets)).toBe(line))

  test.each([
    "::error::x",
    "a ::add-mask::x",
    ":::set-output name=a::b",
    "##[error]x",
    "a##[group]b",
    "###[x]",
  ])("%s is no longer a command", (text) => {
    const line = harmless(text, noSecrets)
    expect(line).not.toMatch(/::|##\[/)
    expect(parseCommand(line)).toBeUndefined()
  })
})

describe("secrets in text from a server", () => {
  const secrets = { redactQuote: (text: string) => text.replaceAll("s3cret", "***") }
  test.each([
    ["are hidden", "a s3cret b", "a *** b"],
    ["are hidden before the text is shortened", `${"x".repeat(15)}s3cret`, `${"x".repeat(15)}***`],
    ["are hidden when an escape sequence splits them", "s3c\u001b[1mret", "***"],
  ])("%s", (_what, text, line) => expect(harmless(text, secrets, 20)).toBe(line))

  test("are hidden before line breaks are removed", () =>
    expect(harmless("a two\nlines b", { redactQuote: (text) => text.replaceAll("two\nlines", "***") })).toBe(
      "a *** b",
    ))
})

describe("long text", () => {
  test.each([
    ["of 501 characters is cut to 500", "a".repeat(501), undefined, `${"a".repeat(499)}…`],
    ["of 500 characters is not cut", "a".repeat(500), undefined, "a".repeat(500)],
    ["of 64 kB is cut to 500", "a".repeat(65_536), undefined, `${"a".repeat(499)}…`],
    ["of more than 64 kB is not quoted", "a".repeat(65_537), undefined, "…"],
    [
      "of 500 characters in several words is not cut",
      "a ".repeat(249) + "bc",
      undefined,
      "a ".repeat(249) + "bc",
    ],
    [
      "of 501 characters in several words is cut to 500",
      "a ".repeat(250) + "b",
      undefined,
      `${"a ".repeat(249)}a…`,
    ],
    ["is cut to the limit that is given", "abcdef", 4, "abc…"],
    ["of exactly that limit is not cut", "abcd", 4, "abcd"],
    ["that is cut inside a surrogate pair ends in a replacement character", "ab😀cdef", 4, "ab\ufffd…"],
  ])("%s", (_what, text, longest, line) => expect(harmless(text, noSecrets, longest)).toBe(line))
})

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    "::",
    ":",
    "##[",
    "#",
    "[",
    "\u001b",
    "\u001b[",
    "\u001b]",
    "\n",
    "\r",
    "\u2028",
    "error",
    "]",
  ),
)

test("whatever the text, the result has no line break, escape sequence or command, and is short enough", () =>
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 30 }), fc.integer({ min: 1, max: 60 }), (parts, longest) => {
      const line = harmless(parts.join(""), noSecrets, longest)
      expect(line).not.toMatch(/[\r\n\u0085\u2028\u2029\u001b]|::|##\[/)
      expect(line.length).toBeLessThanOrEqual(longest)
      expect(line.isWellFormed()).toBe(true)
      expect(parseCommand(line)).toBeUndefined()
    }),
  ))

test("plain words are never changed", () =>
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zA-Z.,()äöü]{1,8}$/), { maxLength: 20 }), (words) => {
      expect(harmless(words.join(" "), noSecrets)).toBe(words.join(" "))
    }),
  ))

/** A name and a value, as a server may write a credential that this run does not know. */
const credential = fc
  .tuple(
    fc.constantFrom(
      ..."access_token idToken client-secret CLIENT_ASSERTION password api_key apikey".split(" "),
    ),
    fc.constantFrom("=", ": ", '":"', " = '", '\\":\\"'),
    fc.stringMatching(/^[a-z0-9]{8,12}$/),
  )
  .map((parts) => parts.join(""))

test("the shortcut for plain text gives the same result as all steps", () =>
  fc.assert(
    fc.property(
      fc
        .array(
          fc.oneof(
            fc.string({ maxLength: 6 }),
            fc.constantFrom(" ", "  ", "eyJ", "eyJhbGciOiJI", "::", "##[", "\n", "\u00a0"),
            credential,
          ),
        )
        .map((parts) => parts.join("")),
      (text) => expect(harmless(text, noSecrets, 1000)).toBe(cleaned(text, noSecrets.redactQuote)),
    ),
    { numRuns: 1000 },
  ))
