// Before the suites that need it: a Keycloak, which they find by KEYCLOAK_URL and KEYCLOAK_TLS.
module.exports = async () => {
  const { keycloak } = await import("./keycloak.mts")
  const server = await keycloak()
  process.env.KEYCLOAK_URL = server.url
  process.env.KEYCLOAK_TLS = server.tls
  globalThis.stopKeycloak = server.stop
}
