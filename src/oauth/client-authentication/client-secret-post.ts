// client_secret_post: id and secret as form parameters, understood by every server (RFC 6749 section 2.3.1).
import type { Authenticate } from "./method.ts"

export const clientSecretPost: Authenticate = ({ client }) => ({
  fields: [
    ["client_id", client.id],
    ["client_secret", client.secret ?? ""],
  ],
})
