// Keeps a Keycloak running until Ctrl-C, so that its suites can be run repeatedly.
import { keycloak } from "./keycloak.mts"

const server = await keycloak()
process.stdout.write(`export KEYCLOAK_URL=${server.url} KEYCLOAK_TLS=${server.tls}\n`)
process.once("SIGINT", server.stop)
