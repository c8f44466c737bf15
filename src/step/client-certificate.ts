// A client certificate and its key: both or neither, and they belong together.
import { createPrivateKey, X509Certificate } from "node:crypto"
import type { StepProblem } from "./messages/input-problems.ts"

/** What is wrong with the two inputs together. Each can be read by itself. */
export function certificateProblem(
  certificate: string | undefined,
  key: string | undefined,
): StepProblem | undefined {
  if (certificate && !key) return ["halfCertificate", "client-certificate", "client-key"]
  if (key && !certificate) return ["halfCertificate", "client-key", "client-certificate"]
  if (!certificate || !key) return undefined
  return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))
    ? undefined
    : ["certificateMisfit"]
}
