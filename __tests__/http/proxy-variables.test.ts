import { HttpClient } from "@actions/http-client"
import { beforeAll, describe, expect, test } from "@jest/globals"
import { load } from "tunnel"
import { PROXY_VARIABLES, unreadableProxies } from "../../src/http/proxy.ts"

beforeAll(load)

function toolkitUses(proxy: string): boolean {
  process.env.https_proxy = proxy
  try {
    return "proxyOptions" in new HttpClient().getAgent("https://iam.example/token")
  } catch {
    return false
  } finally {
    delete process.env.https_proxy
  }
}

describe("a proxy", () => {
  test.each([
    ["http://proxy.example:3128", true],
    ["https://user:password@proxy.example", true],
    ["127.0.0.1:3128", true],
    ["[::1]:3128", true],
    ["proxy.example", true],
    ["user:password@proxy.example:3128", false],
    ["proxy.example:3128", false],
    ["http://proxy.example:port", false],
    ["http://%%%", false],
    ["http://", false],
    ["a b", false],
    [" ", false],
  ])("as %j can be read, as the toolkit sees it and as we do: %s", (value, readable) => {
    expect(unreadableProxies({ https_proxy: value })).toEqual(readable ? [] : ["https_proxy"])
    expect(toolkitUses(value)).toBe(readable)
  })

  test("in any of the variables, and none that is empty", () => {
    const env = Object.fromEntries(PROXY_VARIABLES.map((name) => [name, "a b"]))
    expect(unreadableProxies({ ...env, http_proxy: "", NO_PROXY: "a b" })).toEqual([
      "https_proxy",
      "HTTPS_PROXY",
      "HTTP_PROXY",
    ])
  })
})
