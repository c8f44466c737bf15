import { expect, test } from "@jest/globals"
import { Failure, withoutQuery } from "../src/failure.ts"

test.each([
  ["https://iam.example/token", "https://iam.example/token"],
  ["https://iam.example", "https://iam.example/"],
  ["https://user:secret@iam.example:8443/a/b?code=secret#secret", "https://iam.example:8443/a/b"],
  ["http://[::1]:80/token?x", "http://[::1]/token"],
])("%s is shown as %s", (url, shown) => expect(withoutQuery(url)).toBe(shown))

test("adding evidence makes a new failure with the same code, and does not change the first one", () => {
  const first = new Failure("timeout", { sent: true, seconds: 5 })
  const second = first.with({ seconds: 6, step: "discovery" })
  expect(second).toBeInstanceOf(Failure)
  expect(second).toMatchObject({ code: "timeout", name: "Failure", message: "timeout" })
  expect(second.evidence).toEqual({ sent: true, seconds: 6, step: "discovery" })
  expect(first.evidence).toEqual({ sent: true, seconds: 5 })
})
