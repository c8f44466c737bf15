// Starts a Keycloak before the suites that need it; they find it through KEYCLOAK_URL and KEYCLOAK_TLS.
module.exports = async () => {
  const { keycloak } = await import("./keycloak.mts")
  const server = await keycloak()
  process.env.KEYCLOAK_URL = server.url
  process.env.KEYCLOAK_TLS = server.tls
  globalThis.stopKeycloak = server.stop
}
