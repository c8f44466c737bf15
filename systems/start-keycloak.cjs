// Before the suites that need it: a Keycloak, which they find in KEYCLOAK_URL.
module.exports = async () => {
  const { keycloak } = await import("./keycloak.mts")
  const server = await keycloak()
  process.env.KEYCLOAK_URL = server.url
  globalThis.stopKeycloak = server.stop
}
