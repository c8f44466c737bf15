// Keeps a Keycloak running until Ctrl-C, for someone who runs its suites again and again.
import { keycloak } from "./keycloak.mts"

const server = await keycloak()
process.stdout.write(`export KEYCLOAK_URL=${server.url} KEYCLOAK_TLS=${server.tls}\n`)
process.once("SIGINT", server.stop)
