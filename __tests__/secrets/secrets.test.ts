import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import { basicPayload, escapeHtml, formEncode } from "../../src/secrets/encodings.ts"
import { formsOf, Secrets } from "../../src/secrets/secrets.ts"

const base64 = (text: string) => Buffer.from(text).toString("base64")

/** Secrets that know these, and what they announced. */
function knowing(...secrets: string[]): { secrets: Secrets; announced: string[] } {
  const announced: string[] = []
  const known = new Secrets((form) => announced.push(form))
  known.protect(...secrets)
  return { secrets: known, announced }
}

describe("the forms of a secret", () => {
  test.each([
    ["the value", "s3cr&t +~", "s3cr&t +~"],
    ["form-urlencoded", "s3cr&t +~", "s3cr%26t+%2B%7E"],
    ["percent-encoded as JavaScript does", "a(b)'c'!*", "a(b)'c'!*"],
    ["percent-encoded to the letter", "a(b)'c'!*", "a%28b%29%27c%27%21%2A"],
    ["percent-encoded, with %20 for a blank", "s3cr t~", "s3cr%20t~"],
    ["base64", "s3cr>t?", base64("s3cr>t?")],
    ["base64 without padding", "s3cret>>t?", "czNjcmV0Pj50Pw"],
    ["base64url", "s3cr>t?~", "czNjcj50P34"],
    ["base64 with a line break, as echo makes it", "s3cret", base64("s3cret\n")],
    ["JSON-escaped", 'a"b\\c\td', 'a\\"b\\\\c\\td'],
    ["JSON-escaped, with slashes as PHP does", "a/b/c", "a\\/b\\/c"],
    ["percent-encoded in lower case", "a/b+c~", "a%2fb%2bc~"],
    ["form-urlencoded in lower case", "a b/c~", "a+b%2fc%7e"],
    ["JSON-escaped to plain ASCII", "sécret", "s\\u00e9cret"],
    ["HTML-escaped", "a<b>&'c\"", "a&lt;b&gt;&amp;&#39;c&quot;"],
    ["a line of it", "first line\r\nsecond line\rthird line", "second line"],
    ["a line of it, trimmed", "first line\n   second line  ", "second line"],
    ["a line of it, encoded", "first line\nsecond line", base64("second line")],
    ["without whitespace around", "  padded  ", "padded"],
  ])("hold %s", (_what, secret, form) => expect(formsOf(secret)).toContain(form))

  test.each(["", " ", "abc", "\n\n", "    ", "a\nb\nc"])("of %j are none that are short or blank", (secret) =>
    expect(formsOf(secret).filter((form) => form.length < 4 || form.trim() === "")).toEqual([]),
  )

  test("a lone surrogate is no reason to throw", () =>
    expect(formsOf("abc\ud800def")).toContain("abc\ufffddef"))

  test("are each named once", () => {
    const forms = formsOf("plain-secret")
    expect(new Set(forms).size).toBe(forms.length)
  })
})

test("a secret and its lines are trimmed of what either JavaScript or .NET calls white space", () => {
  const forms = formsOf("\u0085\ufeff one\u00a0 \n\u0085::two::\ufeff\n")
  expect(forms).toEqual(expect.arrayContaining(["one\u00a0 \n\u0085::two::", "::two::"]))
})

test("long runs of blanks cost no time", () => {
  const start = performance.now()
  formsOf(`x${"\u0085".repeat(200_000)}x${" ".repeat(200_000)}x`)
  expect(performance.now() - start).toBeLessThan(2000)
})

describe("protecting", () => {
  test("announces every form, once", () => {
    const { secrets, announced } = knowing("one-secret")
    secrets.protect("one-secret")
    expect(announced.toSorted()).toEqual(formsOf("one-secret").toSorted())
  })

  test("announces nothing the runner would split into lines that shred the log", () => {
    const { announced } = knowing("ab\nlong enough\n}")
    expect(announced).toContain("long enough")
    expect(announced).toContain("ab%0Along+enough%0A%7D")
    expect(announced.filter((form) => /\n/.test(form))).toEqual([])
  })

  test("announces four characters of which JavaScript alone calls one blank", () =>
    expect(knowing("\ufeff%2G").announced).toContain("\ufeff%2G"))

  test("announces a multi-line value whole when all its lines are long enough", () =>
    expect(knowing("line one\nline two").announced).toContain("line one\nline two"))

  test("hides from our own texts what the runner is not told", () =>
    expect(knowing("ab\ncdefg").secrets.redact("a b: ab\ncdefg.")).toBe("a b: ***."))
})

describe("redacting", () => {
  test.each([
    ["leaves text without secrets alone", "nothing here", "nothing here"],
    ["replaces every occurrence", "s3cret and s3cret", "*** and ***"],
    ["replaces at both ends", "s3cret-s3cret", "***-***"],
    ["makes one of those that touch", "s3crets3cret!", "***!"],
    ["makes one of those that overlap", "s3cret-tail!", "***!"],
    ["hides the longer of two that begin together", "s3cret-long", "***"],
    ["hides encoded ones", `x=${base64("s3cret")};`, "x=***;"],
  ])("%s", (_what, text, shown) => {
    const { secrets } = knowing("s3cret", "s3cret-long", "cret-tail")
    expect(secrets.redact(text)).toBe(shown)
  })

  // An asterisk in a secret could meet those that stand for another one.
  const secretText = fc
    .string({ unit: "grapheme", minLength: 4, maxLength: 40 })
    .filter((s) => !s.includes("*"))

  test("never leaves a form of any secret", () =>
    fc.assert(
      fc.property(
        fc.array(secretText, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        (all, pick) => {
          const { secrets } = knowing(...all)
          const forms = all.flatMap(formsOf)
          fc.pre(forms.length > 0)
          const text = [...pick.take(6)].map((n) => forms[n % forms.length] + "-".repeat(n % 3)).join("")
          const shown = secrets.redact(text)
          for (const form of forms) expect(shown).not.toContain(form)
        },
      ),
    ))

  test("shows all that is not part of a form", () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("x", "y", " ") }), (text) => {
        expect(knowing("a-secret").secrets.redact(`${text}a-secret${text}`)).toBe(`${text}***${text}`)
      }),
    ))
})

test.each([
  ["a b", "a+b"],
  ["ä&=+%", "%C3%A4%26%3D%2B%25"],
  ["~*-._", "%7E*-._"],
])("%j is form-encoded as %j", (text, encoded) => expect(formEncode(text)).toBe(encoded))

test.each([
  ["what HTML acts on", `<a href="x" title='y'>&`, "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;"],
  ["and nothing else", "plain: ünïcode/`*_", "plain: ünïcode/`*_"],
])("HTML escaping turns %s", (_what, text, escaped) => expect(escapeHtml(text)).toBe(escaped))

test("form encoding can be undone, whatever the value", () =>
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(new URLSearchParams(`v=${formEncode(text)}`).get("v")).toBe(text.toWellFormed())
    }),
  ))

test("the Basic payload has both halves form-encoded, so that a colon in the id does not end it", () =>
  expect(Buffer.from(basicPayload("my:id", "s+cr%t ü"), "base64").toString()).toBe(
    "my%3Aid:s%2Bcr%25t+%C3%BC",
  ))
