// What a TLS connection trusts and shows: the usual roots plus a private CA, and a client certificate.
import { getCACertificates, type SecureContextOptions } from "node:tls"

/** PEM texts. */
export interface TlsOptions {
  /** One or more CA certificates. */
  ca?: string
  certificate?: string
  key?: string
}

/** Node's `ca` replaces the roots it would use, so they are named again (Node 22.15). */
export const trusting = ({ ca, certificate, key }: TlsOptions): SecureContextOptions => ({
  ...(ca ? { ca: [...getCACertificates("default"), ca] } : {}),
  ...(certificate && key ? { cert: certificate, key } : {}),
})
