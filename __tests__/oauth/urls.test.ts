import { describe, expect, test } from "@jest/globals"
import { Failure, withoutQuery } from "../../src/failure.ts"
import { isPlainHttp } from "../../src/oauth/plain-http.ts"

describe("plain http beyond this machine", () => {
  test.each([
    ["https://iam.example/token", false],
    ["http://iam.example/token", true],
    ["http://localhost:8080/", false],
    ["http://iam.localhost/", false],
    ["http://localhost.example/", true],
    ["http://notlocalhost/", true],
    ["http://127.0.0.1/", false],
    ["http://127.255.0.9:1/", false],
    ["http://127.1/", false],
    ["http://127.0.0.1.example/", true],
    ["http://128.0.0.1/", true],
    ["http://[::1]:80/", false],
    ["http://[::2]/", true],
    ["http://0.0.0.0/", true],
    ["HTTP://LOCALHOST/", false],
  ])("%s: %j", (url, plain) => expect(isPlainHttp(url)).toBe(plain))
})

test.each([
  ["https://iam.example/token", "https://iam.example/token"],
  ["https://iam.example", "https://iam.example/"],
  ["https://user:secret@iam.example:8443/a/b?code=secret#secret", "https://iam.example:8443/a/b"],
  ["http://[::1]:80/token?x", "http://[::1]/token"],
])("%s is shown as %s", (url, shown) => expect(withoutQuery(url)).toBe(shown))

test("a failure that learns more stays the same failure", () => {
  const first = new Failure("timeout", { sent: true, seconds: 5 })
  const second = first.with({ seconds: 6, step: "discovery" })
  expect(second).toBeInstanceOf(Failure)
  expect(second).toMatchObject({ code: "timeout", name: "Failure", message: "timeout" })
  expect(second.evidence).toEqual({ sent: true, seconds: 6, step: "discovery" })
  expect(first.evidence).toEqual({ sent: true, seconds: 5 })
})
