import { describe, expect, test } from "@jest/globals"
import { Masker } from "./masker.mts"

const base64 = (text: string) => Buffer.from(text).toString("base64")

const masked = (mask: string, text: string) => {
  const masker = new Masker()
  masker.addMask(mask)
  return masker.mask(text)
}

describe("what one mask hides", () => {
  test.each<[rule: string, mask: string, text: string, shown: string]>([
    ["the value", "s3cret", "a s3cret b", "a *** b"],
    ["every occurrence", "s3cret", "s3cret, s3cret", "***, ***"],
    ["occurrences that overlap", "abab", "xababab", "x***"],
    ["occurrences that touch", "s3cret", "s3crets3cret", "***"],
    ["even one character", "s", "success", "***ucce***"],
    ["a value with line breaks", "one\ntwo", "one\ntwo", "***"],
    ["each of its lines", "one\r\ntwo", "one and two", "*** and ***"],
    ["its lines trimmed", "one\n \ttwo ", "[two]", "[***]"],
    ["blanks around a value of one line, unchanged", " s3cret ", "( s3cret )", "(***)"],
    ["no blank line", "one\n \ntwo", "three four", "three four"],
    ["nothing in a different letter case", "s3cret", "S3CRET", "S3CRET"],
    ["base64", "s3cret!", base64("s3cret!"), "***"],
    ["base64 shifted by one byte", "s3cret!", base64("3cret!"), "***"],
    ["base64 shifted by two bytes", "s3cret!", base64("cret!"), "***"],
    ["base64 inside other base64", "s3cretive", base64("id:s3cretive"), "aWQ6***"],
    ["double quotes escaped for a command line", 'a"b', String.raw`a\"b`, "***"],
    ["single quotes doubled for an expression", "a'b", "a''b", "***"],
    ["JSON escapes", 'a"\\\t\u0001b', String.raw`a\"\\\t\u0001b`, "***"],
    ["JSON escapes of line separators", "a\u0085\u2028\u2029b", String.raw`a\u0085\u2028\u2029b`, "***"],
    ["percent-encoding", "a b/c~d", "a%20b%2Fc~d", "***"],
    [
      "percent-encoding of characters that encodeURIComponent does not change",
      "a!'()*b",
      "a%21%27%28%29%2Ab",
      "***",
    ],
    ["XML entities", `<a b="c">'&`, "&lt;a b=&quot;c&quot;&gt;&apos;&amp;", "***"],
    ["a long value without its double quotes", '"1234567"', "<1234567>", "<***>"],
    ["no short value without its double quotes", '"123456"', "<123456>", "<123456>"],
    ["PowerShell's part up to the last &", "part1&part2&part3", "part1&part2&", "***"],
    ["PowerShell's part after the last &", "part1&part2&part-3", "part-3", "***"],
    ["PowerShell's part up to &+", "part1&+part2&part3", "part1&+", "***"],
    ["PowerShell's part after &+ and the next letter", "part1&+part2&part3", "art2&part3", "***"],
    ["no PowerShell part under six characters", "abcd&efghi", "abcd& efghi", "abcd& efghi"],
  ])("%s", (_rule, mask, text, shown) => expect(masked(mask, text)).toBe(shown))
})

describe("what one mask does not hide", () => {
  test.each<[form: string, mask: string, text: string]>([
    ["form-urlencoded", "a b~c", new URLSearchParams({ s: "a b~c" }).toString().slice(2)],
    ["base64url", "a>b?c>", Buffer.from("a>b?c>").toString("base64url")],
    ["base64 with a line break at the end", "s3cret!", base64("s3cret!\n")],
    ["percent-encoded in lower case", "a/b", "a%2fb"],
    ["JSON-escaped in ASCII", "pässword", String.raw`p\u00e4ssword`],
    ["HTML with numbered entities", "it's", "it&#39;s"],
    ["the Basic payload of a form-encoded secret", "s+cret", base64("id:s%2Bcret")],
    ["the parts of a JWT", "aaaa.bbbb.cccc", "bbbb"],
  ])("%s", (_form, mask, text) => expect(masked(mask, text)).toBe(text))
})

describe("several masks", () => {
  test("that overlap hide all they cover", () => {
    const masker = new Masker()
    for (const mask of ["abcdef", "defghi", "cd"]) masker.addMask(mask)
    expect(masker.mask("-abcdefghi-cd-")).toBe("-***-***-")
  })

  test("are listed once each, in order", () => {
    const masker = new Masker()
    for (const mask of ["two\nlines", "lines", "more"]) masker.addMask(mask)
    expect(masker.masks).toEqual(["two\nlines", "two", "lines", "more"])
  })

  test("of an empty value hide nothing", () => expect(masked("", "text")).toBe("text"))
})

test("a repository's secret is trimmed before it is masked", () => {
  const masker = new Masker()
  masker.addSecret(" s3cret\n")
  expect(masker.masks).toEqual(["s3cret"])
})
