// Stops Keycloak after the suites that needed it.
module.exports = () => globalThis.stopKeycloak()
