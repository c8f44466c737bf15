// none and tls_client_auth: the client only names itself; a certificate, if any, speaks in the TLS handshake (RFC 8705).
import type { Authenticate } from "./method.ts"

export const identifiedOnly: Authenticate = ({ client }) => ({ fields: [["client_id", client.id]] })
