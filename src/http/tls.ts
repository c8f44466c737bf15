// The TLS settings of a connection: the usual root certificates and a private CA, and a client certificate.
import { getCACertificates, type SecureContextOptions } from "node:tls"

/** PEM texts. */
export interface TlsOptions {
  /** One or more CA certificates. */
  ca?: string
  certificate?: string
  key?: string
}

/** Node's `ca` option replaces its own root certificates, so they are listed again (Node 22.15). */
export const trusting = ({ ca, certificate, key }: TlsOptions): SecureContextOptions => ({
  ...(ca ? { ca: [...getCACertificates("default"), ca] } : {}),
  ...(certificate && key ? { cert: certificate, key } : {}),
})
