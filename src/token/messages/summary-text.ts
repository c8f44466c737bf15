// The job summary: one small table about the token, with nothing secret in it and no markup but ours.
import { withoutQuery } from "../../failure.ts"
import type { TokenRequest } from "../../oauth/token-request.ts"
import type { Token } from "../../oauth/token-response.ts"
import { escapeHtml } from "../../secrets/encodings.ts"
import { ELLIPSIS, harmless, type Quoting } from "../../secrets/harmless.ts"
import { inUtc, inWords } from "../../step/messages/time.ts"
import type { Configuration } from "../configuration.ts"
import type { Revocation } from "../revocation-plan.ts"
import { lines } from "./log-lines.ts"

type Request = Pick<TokenRequest, "endpoint" | "grantType" | "client" | "refreshToken"> &
  Pick<Configuration, "rotation"> & { revocation: Revocation }

/** @param secrets every value goes through it, since a server may put anything into a claim */
export function tokenSummary(token: Token, request: Request, secrets: Quoting): string {
  const show = (text: string) => escapeHtml(harmless(text, secrets, 200))
  const code = (text: string | undefined) => (text ? `<code>${show(text)}</code>` : "")
  const { claims, expiresAt, expiresIn = 0 } = token
  const rows: [string, string][] = [
    ["Token endpoint", code(withoutQuery(request.endpoint))],
    ["Client", code(request.client.id)],
    ["Grant type", code(request.grantType)],
    ["Token type", code(token.tokenType)],
    ["Scope", code(token.scope)],
    [
      "Audience",
      some(claims?.audience ?? [])
        .map(code)
        .join("<br>"),
    ],
    ["Subject", code(claims?.subject)],
    ["Revocation", REVOCATION[request.revocation]],
    ["Expires", expiresAt === undefined ? "not known" : `in ${inWords(expiresIn)}, at ${inUtc(expiresAt)}`],
    [
      "Refresh token",
      token.refreshToken === undefined || request.refreshToken === undefined
        ? ""
        : escapeHtml(request.rotation ? lines.stored(request.rotation.place) : lines.newRefreshToken),
    ],
  ]
  const table = rows
    .filter(([, value]) => value)
    .map(([name, value]) => `<tr><th align="left">${name}</th><td>${value}</td></tr>`)
  return `### Access token\n\n<table>\n${table.join("\n")}\n</table>\n`
}

const REVOCATION: Record<Revocation, string> = {
  end_of_job: "at the end of the job",
  never: "no, as <code>revoke</code> says",
  no_endpoint: "no, since no revocation endpoint is known",
  refresh_token: "no, since the server may invalidate the refresh token too",
}

const MOST_AUDIENCES = 20
/** The first of them: a server may name any number. */
const some = (items: string[]): string[] =>
  items.length > MOST_AUDIENCES ? [...items.slice(0, MOST_AUDIENCES), ELLIPSIS] : items
