import { describe, expect, test } from "@jest/globals"
import { isPlainHttp } from "../../src/http/plain-http.ts"

describe("whether a URL uses plain http to another machine", () => {
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
