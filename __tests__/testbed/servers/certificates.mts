// The certificates of the TLS tests, made once per process: a good chain, and one for each defect.
import { generate, type SelfsignedOptions } from "selfsigned"

/** A certificate and its private key, both PEM. */
export interface Identity {
  cert: string
  key: string
}

type Extensions = NonNullable<SelfsignedOptions["extensions"]>
interface Certificate {
  name: string
  extensions: Extensions
  issuer?: Identity
  expires?: number
}

const day = 86_400_000

async function issue({
  name,
  extensions,
  issuer,
  expires = Date.now() + 30 * day,
}: Certificate): Promise<Identity> {
  const made = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - 30 * day),
    notAfterDate: new Date(expires),
    extensions,
    ...(issuer ? { ca: issuer } : {}),
  })
  return { cert: made.cert, key: made.private }
}

const authority: Extensions = [
  { name: "basicConstraints", cA: true, critical: true },
  { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
]
const client: Extensions = [{ name: "extKeyUsage", clientAuth: true }]
const server: Extensions = [
  { name: "extKeyUsage", serverAuth: true },
  {
    name: "subjectAltName",
    altNames: [
      { type: 2, value: "localhost" },
      { type: 2, value: "*.example.test" },
      { type: 7, ip: "127.0.0.1" },
    ],
  },
]
const elsewhere: Extensions = [
  { name: "extKeyUsage", serverAuth: true },
  { name: "subjectAltName", altNames: [{ type: 2, value: "elsewhere.test" }] },
]

async function make() {
  const [ca, strangeCa] = await Promise.all([
    issue({ name: "Test CA", extensions: authority }),
    issue({ name: "Strange CA", extensions: authority }),
  ])
  const [good, expired, wrongName, untrusted, selfSigned, trustedClient, strangeClient] = await Promise.all([
    issue({ name: "good", extensions: server, issuer: ca }),
    issue({ name: "expired", extensions: server, issuer: ca, expires: Date.now() - day }),
    issue({ name: "wrong name", extensions: elsewhere, issuer: ca }),
    issue({ name: "untrusted", extensions: server, issuer: strangeCa }),
    issue({ name: "self-signed", extensions: server }),
    issue({ name: "technical-user", extensions: client, issuer: ca }),
    issue({ name: "strange client", extensions: client, issuer: strangeCa }),
  ])
  return {
    /** The authorities. `ca` issued all certificates except `untrusted`, `selfSigned` and `strange`. */
    ca,
    strangeCa,
    /** Certificates of a server, valid for localhost, *.example.test and 127.0.0.1. */
    server: { good, expired, wrongName, untrusted, selfSigned },
    /** Certificates of a client. */
    client: { trusted: trustedClient, strange: strangeClient },
  }
}

export type Certificates = Awaited<ReturnType<typeof make>>

let made: Promise<Certificates> | undefined

export function certificates(): Promise<Certificates> {
  made ??= make()
  return made
}
