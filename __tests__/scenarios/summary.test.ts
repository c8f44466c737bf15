import { describe, expect, test } from "@jest/globals"
import { findLeaks } from "../testbed/leaks/leaks.mts"
import { application, exchange, grants, jwt, opaque, technicalUser } from "../testbed/runner/scenario.mts"

/** The rows of the table, with the text that a browser shows. */
const rowsIn = (summary: string): Record<string, string> =>
  Object.fromEntries(
    [...summary.matchAll(/<tr><th align="left">(.*?)<\/th><td>(.*?)<\/td><\/tr>/g)].map(([, name, value]) => [
      name,
      value.replace(/<\/?code>/g, ""),
    ]),
  )

describe("the job summary", () => {
  test("is one small table about the token", async () => {
    const claims = { sub: "technical-user", aud: ["https://a.example", application.audience] }
    const answer = { access_token: jwt(claims), scope: "read write", expires_in: 7200, token_type: "Bearer" }
    const { run, server } = await exchange([grants(answer)])
    expect(run.summary).toMatch(/^### Access token\n\n<table>\n(<tr>.*<\/tr>\n)+<\/table>\n/)
    expect(rowsIn(run.summary)).toEqual({
      "Token endpoint": server.url(),
      Client: application["client-id"],
      "Grant type": "client_credentials",
      "Token type": "Bearer",
      Scope: "read write",
      Audience: `https://a.example<br>${application.audience}`,
      Subject: "technical-user",
      Revocation: "no, since no revocation endpoint is known",
      Expires: expect.stringMatching(/^in 2 hours, at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/),
    })
  })

  test("leaves out what an opaque token does not show", async () => {
    const { run } = await exchange([grants({ access_token: "an-opaque-access-token" })])
    const { Expires, ...rows } = rowsIn(run.summary)
    expect(Expires).toBe("not known")
    expect(Object.keys(rows)).toEqual(["Token endpoint", "Client", "Grant type", "Token type", "Revocation"])
  })

  test("says when a new refresh token came back, and shows none of the secrets", async () => {
    const answer = { ...opaque, refresh_token: "Nt4bV7cX1zL9kJ3hG6fD" }
    const { run } = await exchange([grants(answer)], { ...technicalUser, audience: "" })
    expect(rowsIn(run.summary)["Refresh token"]).toContain("set &quot;rotate-secret&quot;")
    const secrets = [technicalUser["client-secret"], technicalUser["refresh-token"], answer.refresh_token]
    expect(findLeaks(run, secrets)).toEqual([])
    for (const secret of [...secrets, opaque.access_token]) expect(run.rawSummary).not.toContain(secret)
  })

  test("says that the token is not revoked if that is what the inputs say", async () => {
    const { run } = await exchange([grants(opaque)], { revoke: "never" })
    expect(rowsIn(run.summary).Revocation).toBe("no, as revoke says")
  })

  test("is not written with summary: false", async () => {
    const { run } = await exchange([grants(opaque)], { summary: "false" })
    expect(run).toMatchObject({ exitCode: 0, rawSummary: "" })
  })

  test("that cannot be written is a warning, and the token is still available", async () => {
    const env = { GITHUB_STEP_SUMMARY: "/nowhere/summary" }
    const { run } = await exchange([grants(opaque)], {}, { env })
    expect(run).toMatchObject({ exitCode: 0, outputs: { "access-token": opaque.access_token } })
    expect(run.annotations.warning).toEqual([
      "The job summary could not be written. The token is not affected.",
    ])
  })
})

describe("claims of a hostile server", () => {
  const hostile = [
    "</code></td></table><script>alert(1)</script><img src=x onerror=alert(1)>",
    "\n\n# A heading\n\n[a link](https://evil.example)\n| a | b |\n",
    "\u001b[31mred\u001b[0m\u202eesrever\u0000",
    "::error::forged",
    "##[error]forged",
  ].join(" ")

  test("do not render, break the table or become commands", async () => {
    const claims = { sub: hostile, aud: [hostile, "b"] }
    const answer = { access_token: jwt(claims), scope: hostile, token_type: hostile }
    const { run } = await exchange([grants(answer)])
    expect(run.exitCode).toBe(0)
    expect(run.summary).not.toMatch(/<(script|img|a )|[\u001b\u202e\u0000]|::|##\[/)
    expect(run.summary.match(/<\/table>/g)).toHaveLength(1)
    expect(run.summary.replace(/^### Access token\n\n|\n$/g, "")).not.toMatch(/\n\s*\n|\n#/)
    expect(Object.keys(rowsIn(run.summary))).toHaveLength(9)
    expect(run.annotations.error).toEqual([])
    expect(run.annotations.notice).toHaveLength(2)
  })

  test("that repeat secrets do not show them", async () => {
    const echo = `${application["client-secret"]} ${encodeURIComponent(application["client-secret"])}`
    const claims = { sub: echo, aud: [echo], iss: echo }
    const { run } = await exchange([grants({ access_token: jwt(claims), scope: echo, token_type: echo })])
    expect(run.exitCode).toBe(0)
    expect(run.rawSummary).not.toContain(application["client-secret"])
    expect(findLeaks(run, [application["client-secret"]])).toEqual([])
  })

  test("are shortened, whatever their length and number", async () => {
    const long = "word ".repeat(1000)
    const claims = { sub: long, aud: Array.from({ length: 1000 }, (_, i) => `https://audience-${i}.example`) }
    const { run } = await exchange([grants({ access_token: jwt(claims), scope: long })])
    expect(run.exitCode).toBe(0)
    expect(run.rawSummary.length).toBeLessThan(5000)
  })
})
