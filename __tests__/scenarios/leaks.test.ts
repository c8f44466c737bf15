import { describe, expect, test } from "@jest/globals"
import { findLeaks, placesOf } from "../testbed/leaks/leaks.mts"
import { Masker } from "../testbed/runner/masker.mts"
import type { RunResult } from "../testbed/runner/runner.mts"

const clean: RunResult = {
  exitCode: 0,
  header: "",
  log: "Requested a token.",
  stdout: "",
  stderr: "",
  annotations: { error: [], warning: [], notice: [] },
  located: [],
  commands: [],
  outputs: {},
  env: {},
  state: {},
  path: [],
  summary: "",
  rawSummary: "",
  masks: [],
  masker: new Masker(),
  argv: ["node", "main.js"],
  files: {},
  durationMs: 0,
  options: { inputs: { "client-id": "portal id" } },
}
const base64 = (text: string) => Buffer.from(text).toString("base64")
const forms = (secret: string, log: string, allowed?: string[]) =>
  findLeaks({ ...clean, log }, [secret], allowed).map(({ form }) => form)

describe("a secret is found in the form", () => {
  test.each<[form: string, secret: string, log: string]>([
    ["raw", "s3cr", "the s3cr."],
    ["a line of it", "first\r\n  second ", "> second"],
    ["form-urlencoded", "a b~c*d", "s=a+b%7Ec*d"],
    ["encodeURIComponent", "a b!(c)", "a%20b!(c)"],
    ["percent-encoded", "a b!(c)", "a%20b%21%28c%29"],
    ["base64", "a>b?c>d", base64("a>b?c>d")],
    ["base64url", "a>b?c>d", "YT5iP2M-ZA"],
    ["base64 with a line break", "s3cret!", base64("s3cret!\n")],
    ["JSON-escaped", 'a"\tb', String.raw`{"s":"a\"\tb"}`],
    ["Basic payload", "s+cret", `Basic ${base64("portal+id:s%2Bcret")}`],
    ["form-urlencoded in lower case", "a b~c*d", "s=a+b%7ec*d"],
    ["percent-encoded in lower case", "a b!(c/d)", "a%20b%21%28c%2fd%29"],
    ["JSON-escaped with slashes", 'a/b"c', String.raw`{"s":"a\/b\"c"}`],
    ["JSON-escaped in ASCII", "pässword", String.raw`{"s":"p\u00e4ssword"}`],
    ["HTML-escaped", "<it's>", "&lt;it&#39;s&gt;"],
    ["a piece of it: cdefghij", "abcdefghijklmnop", 'Unexpected token, "cdefghijkl"...'],
  ])("%s", (form, secret, log) => expect(forms(secret, log)).toContain(form))
})

describe("a secret is found in the place", () => {
  test.each<[place: string, part: Partial<RunResult>]>([
    ["log", { log: "##[debug]s3cret" }],
    ["summary", { summary: "| s3cret |" }],
    ["annotations", { annotations: { error: [], warning: [], notice: ["s3cret"] } }],
    ["header of later steps", { env: { TOKEN: "s3cret" } }],
    ["argv", { argv: ["node", "--key=s3cret"] }],
    ["file key.pem", { files: { "key.pem": "s3cret" } }],
  ])("%s", (place, part) =>
    expect(findLeaks({ ...clean, ...part }, ["s3cret"])).toEqual([{ secret: "s3cret", form: "raw", place }]),
  )

  test("but not in outputs, state or unmasked originals, which are not visible", () => {
    const hidden = {
      stdout: "::add-mask::s3cret",
      rawSummary: "s3cret",
      outputs: { a: "s3cret" },
      state: { b: "s3cret" },
    }
    expect(findLeaks({ ...clean, ...hidden }, ["s3cret"])).toEqual([])
  })

  test("but not in an exported value that is masked in later steps", () => {
    const masker = new Masker()
    masker.addMask("s3cret")
    expect(findLeaks({ ...clean, masker, env: { TOKEN: "s3cret" } }, ["s3cret"])).toEqual([])
  })
})

describe("there is no false alarm", () => {
  test("when nothing leaked", () => expect(forms("s3cret", "***")).toEqual([]))
  test("for values under four characters", () => expect(forms("tok", "token")).toEqual([]))
  test("for values that are four characters only with blanks around them", () =>
    expect(forms(" ab ", "x ab x")).toEqual([]))
  test("for lines under four characters", () => expect(forms("the\nmultiline", "the")).toEqual([]))
  test("for pieces of a short secret", () => expect(forms("abcdefghijkl", "abcdefghijk")).toEqual([]))
  test("for pieces of few characters", () => expect(forms("-".repeat(40), "-".repeat(20))).toEqual([]))
  test("for text that also occurs in allowed text", () => {
    expect(forms("token", "Requested a token.", ["Requested a token."])).toEqual([])
    expect(forms("https://a.example/secret", "at https://a.example/", ["https://a.example/"])).toEqual([])
  })
  test("for text that a run without the secret shows, too", () =>
    expect(findLeaks(clean, ["main"], Object.values(placesOf(clean)))).toEqual([]))
})

test("every secret is searched for in every place", () => {
  const leaks = findLeaks({ ...clean, log: "first", summary: "second first" }, ["first", "second"])
  expect(leaks.map(({ secret, place }) => `${secret} in ${place}`)).toEqual([
    "first in log",
    "first in summary",
    "second in summary",
  ])
})
