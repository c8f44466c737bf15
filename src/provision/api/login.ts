// Exchanges the access token for one of the portal's own, where the portal has such.
import type { Secrets } from "../../secrets/secrets.ts"
import { type Basis, createAt } from "../portal/at.ts"
import { invalid, invoke } from "../portal/invoke.ts"
import type { Portal } from "../portal/kinds.ts"
import { requestIn } from "../portal/request.ts"
import type { Connection } from "./connection.ts"
import { createReader } from "./reader.ts"
import { unexpected } from "./unexpected.ts"

/**
 * @returns the token that the portal accepts
 * @throws Stop as {@link Connection.send}; `unexpected_answer` when there is no token in the answer
 */
export async function logIn(
  connection: Connection,
  { portal, basis }: { portal: Portal; basis: Basis },
  token: string,
  secrets: Secrets,
): Promise<string> {
  const { login, name } = portal.module
  if (!login) return token
  const called = { portal: name, name: "login.request" }
  const made = invoke(called, () => login.request(token, createAt(basis, { above: [], want: [] })))
  const request = requestIn(called, made, basis.operations)
  if (!request) throw invalid(called, "noRequest")
  // The portal would refuse the identity provider's token as its own, so this request carries no Authorization.
  const answer = await createReader(connection).read(request, called)
  const own: unknown = invoke({ portal: name, name: "login.token" }, () => login.token(answer.body))
  // As a header can carry it.
  if (typeof own !== "string" || !/^[!-~]+$/.test(own))
    throw unexpected(request, connection.urlOf(request), { status: answer.status, reason: "no_token" })
  secrets.protect(own)
  return own
}
