import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import { cleaned, harmless } from "../../src/secrets/harmless.ts"
import { parseCommand } from "../testbed/runner/commands.mts"

const same = { redact: (text: string) => text }

describe("text of a server becomes one line of plain text", () => {
  test.each([
    ["plain text", "Token is not active", "Token is not active"],
    ["letters of any script", "Ungültig: 無効 😀", "Ungültig: 無効 😀"],
    [
      "line breaks",
      "one\r\ntwo\rthree\nfour\u2028five\u2029six\u0085seven",
      "one two three four five six seven",
    ],
    ["blanks", "  a \t\v\f b  ", "a b"],
    ["colours", "\u001b[1;31mred\u001b[0m \u009b4mlined", "red lined"],
    ["a window title", "\u001b]0;title\u0007text\u001b]8;;http://x\u001b\\link", "textlink"],
    ["an escape that never ends", "a\u001b]0;the rest", "a"],
    ["other escapes", "\u001bcreset\u001b(B!", "reset!"],
    ["a lone escape", "a\u001b", "a"],
    ["control characters", "a\u0000b\u0008c\u007fd", "a b c d"],
    ["text that runs backwards", "a\u202eb\u2066c\u200fd", "a b c d"],
    ["invisible characters", "a\u200bb\ufeffc\u00add", "a b c d"],
    ["lone surrogates", "a\ud800b", "a b"],
    ["nothing at all", "", ""],
    ["a token of someone else", "trace: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln end", "trace: *** end"],
    ["the shortest that can be one", "a eyJ12345678 b", "a *** b"],
    ["what only looks a little like one", "eyJoke eyJ1234567", "eyJoke eyJ1234567"],
  ])("%s", (_what, text, line) => expect(harmless(text, same)).toBe(line))

  test.each([
    "::error::x",
    "a ::add-mask::x",
    ":::set-output name=a::b",
    "##[error]x",
    "a##[group]b",
    "###[x]",
  ])("%s is no command any more", (text) => {
    const line = harmless(text, same)
    expect(line).not.toMatch(/::|##\[/)
    expect(parseCommand(line)).toBeUndefined()
  })
})

describe("secrets in it", () => {
  const secrets = { redact: (text: string) => text.replaceAll("s3cret", "***") }
  test.each([
    ["are hidden", "a s3cret b", "a *** b"],
    ["are hidden before the text is shortened", `${"x".repeat(15)}s3cret`, `${"x".repeat(15)}***`],
    ["are hidden when an escape sequence splits them", "s3c\u001b[1mret", "***"],
  ])("%s", (_what, text, line) => expect(harmless(text, secrets, 20)).toBe(line))

  test("are hidden before line breaks are gone", () =>
    expect(harmless("a two\nlines b", { redact: (text) => text.replaceAll("two\nlines", "***") })).toBe(
      "a *** b",
    ))
})

describe("its length", () => {
  test.each([
    ["500 characters at most", "a".repeat(501), undefined, `${"a".repeat(499)}…`],
    ["500 are not too many", "a".repeat(500), undefined, "a".repeat(500)],
    ["nor of several words", "a ".repeat(249) + "bc", undefined, "a ".repeat(249) + "bc"],
    ["but 501 are", "a ".repeat(250) + "b", undefined, `${"a ".repeat(249)}a…`],
    ["or as few as asked for", "abcdef", 4, "abc…"],
    ["and no fewer", "abcd", 4, "abcd"],
    ["a pair of surrogates is not cut in two", "ab😀cdef", 4, "ab\ufffd…"],
  ])("%s", (_what, text, longest, line) => expect(harmless(text, same, longest)).toBe(line))
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

test("no text becomes a line break, an escape, a command, or longer than allowed", () =>
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 30 }), fc.integer({ min: 1, max: 60 }), (parts, longest) => {
      const line = harmless(parts.join(""), same, longest)
      expect(line).not.toMatch(/[\r\n\u0085\u2028\u2029\u001b]|::|##\[/)
      expect(line.length).toBeLessThanOrEqual(longest)
      expect(line.isWellFormed()).toBe(true)
      expect(parseCommand(line)).toBeUndefined()
    }),
  ))

test("plain words are never changed", () =>
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zA-Z.,()äöü]{1,8}$/), { maxLength: 20 }), (words) => {
      expect(harmless(words.join(" "), same)).toBe(words.join(" "))
    }),
  ))

test("the shortcut for plain text gives what all steps would give", () =>
  fc.assert(
    fc.property(
      fc
        .array(
          fc.oneof(
            fc.string({ maxLength: 6 }),
            fc.constantFrom(" ", "  ", "eyJ", "::", "##[", "\n", "\u00a0"),
          ),
        )
        .map((parts) => parts.join("")),
      (text) => expect(harmless(text, same, 1000)).toBe(cleaned(text, same.redact)),
    ),
    { numRuns: 1000 },
  ))
