// After the suites that needed it.
module.exports = () => globalThis.stopKeycloak()
