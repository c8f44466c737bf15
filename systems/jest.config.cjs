// Jest for the real systems: two suites at a time, since they wait a lot, and a Keycloak only for those that use it.
const { dirname } = require("node:path")
const { coverageThreshold: _, maxWorkers: __, ...jest } = require("../package.json").jest

const project = (displayName, suites, setup = {}) => ({
  ...jest,
  rootDir: dirname(__dirname),
  displayName,
  testMatch: suites.map((suite) => `<rootDir>/systems/${suite}.test.ts`),
  ...setup,
})

module.exports = {
  maxWorkers: 2,
  testTimeout: 120_000,
  projects: [
    project("keycloak", ["keycloak*", "gravitee", "provision-secrets", "act", "examples"], {
      globalSetup: "<rootDir>/systems/start-keycloak.cjs",
      globalTeardown: "<rootDir>/systems/stop-keycloak.cjs",
    }),
    project("servers", ["authlib", "django", "hydra"]),
    project("tools", [
      "oidc-provider",
      "install",
      "linters",
      "release",
      "with-token",
      "provision-workflow",
      "snippets",
      "failing-api",
    ]),
  ],
}
