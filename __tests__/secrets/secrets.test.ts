import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import { basicPayload, escapeHtml, formEncode } from "../../src/secrets/encodings.ts"
import { formsOf, Secrets } from "../../src/secrets/secrets.ts"

const base64 = (text: string) => Buffer.from(text).toString("base64")

/** A `Secrets` that protects these values, and the forms it has announced. */
function withSecrets(...secrets: string[]): { secrets: Secrets; announced: string[] } {
  const announced: string[] = []
  const protectedSecrets = new Secrets((form) => announced.push(form))
  protectedSecrets.protect(...secrets)
  return { secrets: protectedSecrets, announced }
}

describe("the forms of a secret", () => {
  test.each([
    ["the value", "s3cr&t +~", "s3cr&t +~"],
    ["form-urlencoded", "s3cr&t +~", "s3cr%26t+%2B%7E"],
    ["percent-encoded as JavaScript does", "a(b)'c'!*", "a(b)'c'!*"],
    ["percent-encoded, including !'()*", "a(b)'c'!*", "a%28b%29%27c%27%21%2A"],
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
    ["one of its lines", "first line\r\nsecond line\rthird line", "second line"],
    ["one of its lines, trimmed", "first line\n   second line  ", "second line"],
    ["one of its lines, encoded", "first line\nsecond line", base64("second line")],
    ["without surrounding white space", "  padded  ", "padded"],
  ])("include: %s", (_what, secret, form) => expect(formsOf(secret)).toContain(form))

  test.each(["", " ", "abc", "\n\n", "    ", "a\nb\nc"])(
    "such as %j include none that is short or blank",
    (secret) => expect(formsOf(secret).filter((form) => form.length < 4 || form.trim() === "")).toEqual([]),
  )

  test.each(["", " \n", "first line\n\nsecond line\n"])(
    "of %j include no encoding of an empty line, which occurs in other texts, too",
    (secret) => expect(formsOf(secret)).not.toContain(base64("\n")),
  )

  test("have a replacement character for a lone surrogate", () =>
    expect(formsOf("abc\ud800def")).toContain("abc\ufffddef"))

  test("are listed once each", () => {
    const forms = formsOf("plain-secret")
    expect(new Set(forms).size).toBe(forms.length)
  })
})

test("a secret and its lines are trimmed of everything that JavaScript or .NET treats as white space", () => {
  const forms = formsOf("\u0085\ufeff one\u00a0 \n\u0085::two::\ufeff\n")
  expect(forms).toEqual(expect.arrayContaining(["one\u00a0 \n\u0085::two::", "::two::"]))
})

// Time that grows with the square of the length would exceed the limit of a test.
test("long runs of blanks take time in proportion to their length", () => {
  expect(formsOf(`x${"\u0085".repeat(200_000)}x${" ".repeat(200_000)}x`)).not.toEqual([])
})

describe("protecting", () => {
  test("announces every form once", () => {
    const { secrets, announced } = withSecrets("one-secret")
    secrets.protect("one-secret")
    expect(announced.toSorted()).toEqual(formsOf("one-secret").toSorted())
  })

  test("announces nothing that the runner would split into very short masks", () => {
    const { announced } = withSecrets("ab\nlong enough\n}")
    expect(announced).toContain("long enough")
    expect(announced).toContain("ab%0Along+enough%0A%7D")
    expect(announced.filter((form) => /\n/.test(form))).toEqual([])
  })

  test("announces four characters even if one of them is white space in JavaScript, but not in .NET", () =>
    expect(withSecrets("\ufeff%2G").announced).toContain("\ufeff%2G"))

  test("announces a multi-line value whole when all its lines are long enough", () =>
    expect(withSecrets("line one\nline two").announced).toContain("line one\nline two"))

  test("redacts forms that are not announced to the runner", () =>
    expect(withSecrets("ab\ncdefg").secrets.redact("a b: ab\ncdefg.")).toBe("a b: ***."))
})

describe("redacting", () => {
  test.each([
    ["leaves text without secrets alone", "nothing here", "nothing here"],
    ["replaces every occurrence", "s3cret and s3cret", "*** and ***"],
    ["replaces at both ends", "s3cret-s3cret", "***-***"],
    ["replaces adjacent secrets by a single ***", "s3crets3cret!", "***!"],
    ["replaces overlapping secrets by a single ***", "s3cret-tail!", "***!"],
    ["replaces the longer of two secrets that start alike", "s3cret-long", "***"],
    ["replaces encoded secrets", `x=${base64("s3cret")};`, "x=***;"],
  ])("%s", (_what, text, shown) => {
    const { secrets } = withSecrets("s3cret", "s3cret-long", "cret-tail")
    expect(secrets.redact(text)).toBe(shown)
  })

  // An asterisk in a secret could join the asterisks that replace another one.
  const secretText = fc
    .string({ unit: "grapheme", minLength: 4, maxLength: 40 })
    .filter((s) => !s.includes("*"))

  test("never leaves a form of any secret", () =>
    fc.assert(
      fc.property(
        fc.array(secretText, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        (all, pick) => {
          const { secrets } = withSecrets(...all)
          const forms = all.flatMap(formsOf)
          fc.pre(forms.length > 0)
          const text = [...pick.take(6)].map((n) => forms[n % forms.length] + "-".repeat(n % 3)).join("")
          const shown = secrets.redact(text)
          for (const form of forms) expect(shown).not.toContain(form)
        },
      ),
    ))

  test("keeps all text that is not part of a form", () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("x", "y", " ") }), (text) => {
        expect(withSecrets("a-secret").secrets.redact(`${text}a-secret${text}`)).toBe(`${text}***${text}`)
      }),
    ))
})

test.each([
  ["a b", "a+b"],
  ["ä&=+%", "%C3%A4%26%3D%2B%25"],
  ["~*-._", "%7E*-._"],
])("%j is form-encoded as %j", (text, encoded) => expect(formEncode(text)).toBe(encoded))

test.each([
  [
    "special characters are replaced",
    `<a href="x" title='y'>&`,
    "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;",
  ],
  ["other characters are unchanged", "plain: ünïcode/`*_", "plain: ünïcode/`*_"],
])("HTML escaping: %s", (_what, text, escaped) => expect(escapeHtml(text)).toBe(escaped))

test("any form-encoded value can be decoded again", () =>
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(new URLSearchParams(`v=${formEncode(text)}`).get("v")).toBe(text.toWellFormed())
    }),
  ))

test("both halves of a Basic payload are form-encoded, so that a colon in the id does not split it", () =>
  expect(Buffer.from(basicPayload("my:id", "s+cr%t ü"), "base64").toString()).toBe(
    "my%3Aid:s%2Bcr%25t%20%C3%BC",
  ))
