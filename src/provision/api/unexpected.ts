// An answer that is none of what a portal's API may send.
import type { Request } from "../../../provision/portal.d.ts"
import { type EvidenceFor, Failure, withoutQuery } from "../../failure.ts"
import { Stop } from "../problem.ts"

export function unexpected(
  { method, operation }: Pick<Request, "method" | "operation">,
  url: string,
  evidence: EvidenceFor<"unexpected_answer">,
): Stop {
  const failure = new Failure("unexpected_answer", { ...evidence, sent: true })
  const exchange = { method, url: withoutQuery(url), operation, inferred: false, failure }
  return new Stop({ code: "unexpected_answer", say: ["exchange", exchange] })
}
