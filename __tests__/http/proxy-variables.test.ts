import { HttpClient } from "@actions/http-client"
import { describe, expect, test } from "@jest/globals"
import { PROXY_VARIABLES, proxyFor, unreadableProxies } from "../../src/http/proxy.ts"

/** Whether the toolkit would use this proxy. Its `tunnel` package is a stand-in that throws, in the tests too. */
function toolkitUses(proxy: string): boolean {
  process.env.https_proxy = proxy
  try {
    new HttpClient().getAgent("https://iam.example/token")
    return false
  } catch (error) {
    return (error as Error).message.startsWith("tunnel is left out")
  } finally {
    delete process.env.https_proxy
  }
}

function weUse(proxy: string): boolean {
  process.env.https_proxy = proxy
  try {
    return proxyFor(new URL("https://iam.example/token")) !== undefined
  } catch {
    return false
  } finally {
    delete process.env.https_proxy
  }
}

describe("the URL of a proxy", () => {
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
  ])("%j is usable, for the toolkit and for us: %s", (value, readable) => {
    expect(unreadableProxies({ https_proxy: value })).toEqual(readable ? [] : ["https_proxy"])
    expect(toolkitUses(value)).toBe(readable)
    expect(weUse(value)).toBe(readable)
  })

  test("is reported when unreadable, in any of the variables, unless it is empty", () => {
    const env = Object.fromEntries(PROXY_VARIABLES.map((name) => [name, "a b"]))
    expect(unreadableProxies({ ...env, http_proxy: "", NO_PROXY: "a b" })).toEqual([
      "https_proxy",
      "HTTPS_PROXY",
      "HTTP_PROXY",
    ])
  })
})
