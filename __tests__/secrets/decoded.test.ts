import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import { Secrets } from "../../src/secrets/secrets.ts"
import { secretsWith } from "../testbed/units/exchanges.mts"

const hex = (code: number, length: number) => code.toString(16).padStart(length, "0")
const octets = (character: string) => [...Buffer.from(character)]

/** Some of https://html.spec.whatwg.org/multipage/named-characters.html. */
const NAMED_ENTITIES: Record<string, string> = {
  ...{
    "+": "&plus;",
    "/": "&sol;",
    "=": "&equals;",
    '"': "&QUOT;",
    "'": "&apos;",
    "&": "&AMP;",
    "<": "&lt;",
  },
  ...{ "@": "&commat;", ",": "&comma;", "{": "&lcub;", "}": "&rcub;", "\\": "&bsol;", ";": "&semi;" },
}

/** The ways in which common libraries write one character. */
const ESCAPES: Record<string, (character: string) => string> = {
  unchanged: (c) => c,
  "percent, upper case": (c) =>
    octets(c)
      .map((octet) => `%${hex(octet, 2).toUpperCase()}`)
      .join(""),
  "percent, lower case (.NET)": (c) =>
    octets(c)
      .map((octet) => `%${hex(octet, 2)}`)
      .join(""),
  "JSON, lower case": (c) => [...Array(c.length).keys()].map((i) => `\\u${hex(c.charCodeAt(i), 4)}`).join(""),
  "JSON, upper case (System.Text.Json)": (c) =>
    [...Array(c.length).keys()].map((i) => `\\u${hex(c.charCodeAt(i), 4).toUpperCase()}`).join(""),
  "C# and Python": (c) => `\\U${hex(c.codePointAt(0)!, 8)}`,
  "Rust and JavaScript": (c) => `\\u{${hex(c.codePointAt(0)!, 1)}}`,
  "decimal entity (html/template)": (c) => `&#${c.codePointAt(0)};`,
  "hexadecimal entity (Handlebars)": (c) => `&#x${hex(c.codePointAt(0)!, 1).toUpperCase()};`,
  "entity with zeros in front": (c) => `&#${String(c.codePointAt(0)).padStart(9, "0")};`,
  "JavaScript's escape": (c) =>
    [...Array(c.length).keys()].map((i) => `%u${hex(c.charCodeAt(i), 4)}`).join(""),
  "C, octal": (c) => (c < "\x80" ? `\\${c.charCodeAt(0).toString(8).padStart(3, "0")}` : c),
  "shell, a backslash before punctuation": (c) => c.replace(/[^\w\s\x80-\u{10ffff}]/u, "\\$&"),
  "named entity (he)": (c) => NAMED_ENTITIES[c] ?? c,
}

const secret = "pä+ss/w&r d=\"😀'1<>"

describe("a secret is found when every character is written as", () => {
  test.each(Object.entries(ESCAPES))("%s", (_name, write) => {
    const text = `before ${[...secret].map(write).join("")} after`
    expect(secretsWith(secret).redact(text)).toBe("before *** after")
  })
})

test("a secret is found in any mixture of these", () =>
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", minLength: 6, maxLength: 20 }).filter((text) => text.trim().length > 5),
      fc.infiniteStream(fc.constantFrom(...Object.values(ESCAPES))),
      (value, escapes) => {
        const written = [...value].map((character) => escapes.next().value(character)).join("")
        expect(secretsWith(value).redact(`(${written})`)).toBe("(***)")
      },
    ),
  ))

test.each([
  ["twice percent-encoded", encodeURIComponent(encodeURIComponent(secret))],
  ["an entity in percent-encoding", encodeURIComponent(secret).replace("%26", "%26amp%3B")],
  ["a form in JSON", JSON.stringify(new URLSearchParams({ a: secret }).toString()).slice(3, -1)],
  ["blanks as plus signs, and plus signs encoded", new URLSearchParams([["", secret]]).toString().slice(1)],
  ["base64 in percent-encoding", encodeURIComponent(Buffer.from(secret).toString("base64"))],
])("a secret is found in nested encodings: %s", (_name, written) =>
  expect(secretsWith(secret).redact(`(${written})`)).toBe("(***)"),
)

test("only the secret itself is replaced", () =>
  expect(secretsWith("s3cret").redact("%41%20%73%33cret%21 &lt;s3&#99;ret&gt; \\u0041")).toBe(
    "%41%20***%21 &lt;***&gt; \\u0041",
  ))

test.each([
  "%",
  "%4",
  "%zz",
  "\\",
  "\\u12",
  "&#;",
  "&#99999999;",
  "&#x110000;",
  "\\u{110000}",
  "%ff%fe",
  "&bogus;",
  "+",
])("next to %j the secret is still replaced, and nothing else", (text) =>
  expect(secretsWith("s3cret").redact(`${text}s3cret${text}`)).toBe(`${text}***${text}`),
)

test("hidden values are replaced in text from a server, and nowhere else", () => {
  const announced: string[] = []
  const secrets = new Secrets((form) => announced.push(form))
  secrets.hide("common", "&amp")
  expect(secrets.redactQuote("a c%6fmmon word")).toBe("a *** word")
  expect(secrets.redact("a common word")).toBe("a common word")
  expect(announced).toEqual([])
})

// If the time grew with the square of the length, it would exceed the time limit of the test.
describe("the time for a redaction is proportional to the length of the text:", () => {
  test.each([
    ["escapes", "%41\\u0042&#43;x "],
    ["plus signs", "a+"],
    ["the beginning of a secret", "line"],
    ["backslashes", "\\"],
  ])("1 MB of %s", (_what, unit) => {
    const secrets = secretsWith(Array.from({ length: 40 }, (_, i) => `line ${i} of a private key`).join("\n"))
    const text = unit.repeat(1_000_000 / unit.length)
    expect(secrets.redact(text)).toBe(text)
  })
})

describe("a text that would take too long is hidden", () => {
  const many = Array.from({ length: 4000 }, (_, i) => `aaaa${i}`)

  test("when it repeats most of a long secret", () => {
    const secrets = secretsWith("a".repeat(60_000))
    const text = `${"a".repeat(59_999)}b`.repeat(16)
    expect(secrets.redact(text)).toBe("***")
    expect(secrets.redact("a short text")).toBe("a short text")
  })

  test("when it begins like thousands of secrets again and again", () =>
    expect(secretsWith(...many).redact("a".repeat(1_000_000))).toBe("***"))

  test("and nothing of a server is shown after it has named more than 64 kB of secrets", () => {
    const secrets = new Secrets(() => {})
    secrets.hide("a".repeat(60_000))
    expect(secrets.redactQuote("a text")).toBe("a text")
    secrets.hide("b".repeat(6_000))
    expect(secrets.redactQuote("a text")).toBe("***")
    expect(secrets.redactQuote("")).toBe("")
    expect(secrets.redact("a text")).toBe("a text")
  })
})
