import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import type { Token } from "../../src/oauth/token-response.ts"
import { tokenSummary } from "../../src/token/messages/summary-text.ts"
import { secretsWith } from "../testbed/units/exchanges.mts"

const token: Token = { accessToken: "acc3ss-token", tokenType: "Bearer" }
const request = {
  endpoint: "https://iam.example/token?key=1",
  grantType: "client_credentials",
  client: { id: "portal" },
}

/** The summary of a token, in a run with this secret. */
function summaryOf(more: Partial<Token>, secret = "", tokenRequest: object = request): string {
  const shownRequest = tokenRequest as Parameters<typeof tokenSummary>[1]
  return tokenSummary({ ...token, ...more }, shownRequest, secretsWith(secret))
}

const row = (name: string, value: string) => `<tr><th align="left">${name}</th><td>${value}</td></tr>`

test("a token without details has four rows and an unknown expiry", () =>
  expect(summaryOf({})).toBe(
    [
      "### Access token\n\n<table>",
      row("Token endpoint", "<code>https://iam.example/token</code>"),
      row("Client", "<code>portal</code>"),
      row("Grant type", "<code>client_credentials</code>"),
      row("Token type", "<code>Bearer</code>"),
      row("Expires", "not known"),
      "</table>\n",
    ].join("\n"),
  ))

describe("there is a row", () => {
  test.each<[what: string, more: Partial<Token>, expected: string]>([
    ["for the scope", { scope: "a b" }, row("Scope", "<code>a b</code>")],
    ["for one audience", { claims: { audience: ["a"] } }, row("Audience", "<code>a</code>")],
    [
      "for several audiences, one per line",
      { claims: { audience: ["a", "b"] } },
      row("Audience", "<code>a</code><br><code>b</code>"),
    ],
    ["for the subject", { claims: { audience: [], subject: "s" } }, row("Subject", "<code>s</code>")],
    [
      "with markup, shown as text",
      { scope: `<b>&"'` },
      row("Scope", "<code>&lt;b&gt;&amp;&quot;&#39;</code>"),
    ],
    ["with several lines, joined into one", { scope: "a\n\n# b" }, row("Scope", "<code>a # b</code>")],
    [
      "for the expiry, in words and in UTC",
      { expiresIn: 5400, expiresAt: Date.UTC(2033, 4, 18, 3, 33, 20) },
      row("Expires", "in 1 hour 30 minutes, at 2033-05-18 03:33:20 UTC"),
    ],
    ["with a secret, which is hidden", { scope: "of s3cret" }, row("Scope", "<code>of ***</code>")],
  ])("%s", (_what, more, expected) => expect(summaryOf(more, "s3cret")).toContain(expected))

  const place = { name: "REFRESH", repository: "octo-org/portal" }
  test.each<[what: string, rotation: object | undefined, words: RegExp]>([
    ["returned", undefined, /^The server returned a new refresh token .*set &quot;rotate-secret&quot;/],
    ["stored", { place }, /; the new one is stored in the secret &quot;REFRESH&quot; of octo-org\/portal\.$/],
  ])("for a refresh token that was %s", (_what, rotation, words) => {
    const shown = summaryOf({ refreshToken: "r3fresh-token" }, "", {
      ...request,
      refreshToken: "old",
      rotation,
    })
    expect(/<th align="left">Refresh token<\/th><td>(.*)<\/td>/.exec(shown)?.[1]).toMatch(words)
    expect(shown).not.toContain("r3fresh-token")
  })

  test("but not for a refresh token of another grant", () =>
    expect(summaryOf({ refreshToken: "r3fresh-token" })).not.toContain("Refresh token"))

  test("with twenty audiences at most", () => {
    const audience = Array.from({ length: 21 }, (_, i) => `a${i}`)
    const shown = summaryOf({ claims: { audience } })
    expect(shown).toContain("<td><code>a0</code><br>")
    expect(shown).toContain("<code>a19</code><br><code>…</code></td>")
    expect(summaryOf({ claims: { audience: audience.slice(1) } })).toContain("<code>a20</code></td>")
  })
})

test("whatever a server sends, the structure of the table is intact", () =>
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom("<", ">", "&", "\n", "`", "|", "/", "td", "tr", '"', " ", "*", "#", "[x](y)"),
      }),
      (text) => {
        const claims = { audience: [text, "a"], subject: text }
        const table = summaryOf({ scope: text, tokenType: text, claims })
        expect(
          table
            .match(/<[^>]*>/g)
            ?.every((tag) => /^<\/?(table|tr|th|td|code|br)( align="left")?>$/.test(tag)),
        ).toBe(true)
        expect(
          table
            .split("\n")
            .slice(3, -2)
            .every((line) => /^<tr>.*<\/tr>$/.test(line)),
        ).toBe(true)
      },
    ),
  ))
