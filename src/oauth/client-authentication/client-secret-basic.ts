// client_secret_basic: an Authorization header, both halves form-encoded first (RFC 6749 section 2.3.1).
import { basicPayload } from "../secrets.ts"
import type { Authenticate } from "./method.ts"

export const clientSecretBasic: Authenticate = ({ client }) => ({
  fields: [],
  headers: { authorization: `Basic ${basicPayload(client.id, client.secret ?? "")}` },
})
