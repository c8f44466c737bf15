// Starts a Gravitee APIM, a developer portal, with temporary data: its REST API without web pages and without gateway,
// with a PostgreSQL, and with a realm of Keycloak as its identity provider.
import { cpSync, globSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { gravitee as install, java17 } from "./gravitee/install.mts"
import { startPostgreSql } from "./gravitee/postgresql.mts"
import { freePort, newFolder, type Stop, start } from "./program.mts"
import { audienceMapper, createRealm, type Realm } from "./realm.mts"

/** The portal's own client. It introspects the tokens that it is given, so it must be in their audience. */
const portalClient = { clientId: "gravitee", secret: "gravitee-secret" }
/** The client of a pipeline. */
export const pipeline = { clientId: "pipeline", secret: "pipeline-secret" }
/** A client whose tokens have another audience. */
export const stranger = { clientId: "stranger", secret: "stranger-secret" }

/** The provider is the portal's administrator; the others are plain users. */
export type User = "provider" | "tech" | "other"
const users: User[] = ["provider", "tech", "other"]

export interface Gravitee {
  /** The base URL of the API for consumers, which a pipeline gives as `api-url`. */
  portal: string
  /** The same for the provider. */
  management: string
  /** The OpenAPI document of the portal API. */
  openapi: string
  realm: Realm
  stop: Stop
}

/** The realm that the portal trusts: its name is that of the identity provider's realm, and it replaces an existing one. */
const realmFor = (keycloak: string): Promise<Realm> =>
  createRealm(keycloak, "gravitee", {
    clients: [
      { ...portalClient, publicClient: false },
      {
        ...pipeline,
        publicClient: false,
        directAccessGrantsEnabled: true,
        serviceAccountsEnabled: true,
        protocolMappers: [audienceMapper(portalClient.clientId)],
      },
      { ...stranger, publicClient: false, directAccessGrantsEnabled: true },
    ],
    users: users.map((username) => ({
      username,
      enabled: true,
      email: `${username}@example.com`,
      firstName: username,
      lastName: "User",
      credentials: [{ type: "password", value: username }],
      realmRoles: ["offline_access"],
    })),
  })

/** The content of gravitee.yml. JSON is YAML too. */
const settings = (realm: Realm, { port, jdbc }: { port: number; jdbc: string }) => ({
  jetty: { host: "127.0.0.1", port },
  http: { csrf: { enabled: false } },
  management: { type: "jdbc", jdbc: { url: jdbc, username: "postgres", password: "", liquibase: true } },
  analytics: { type: "none" },
  services: { core: { http: { enabled: false } }, metrics: { enabled: false } },
  security: {
    providers: [
      {
        type: "oidc",
        id: "keycloak",
        clientId: portalClient.clientId,
        clientSecret: portalClient.secret,
        tokenIntrospectionEndpoint: realm.introspectionEndpoint,
        tokenEndpoint: realm.tokenEndpoint,
        authorizeEndpoint: `${realm.issuer}/protocol/openid-connect/auth`,
        userInfoEndpoint: realm.userinfoEndpoint,
        userLogoutEndpoint: `${realm.issuer}/protocol/openid-connect/logout`,
        scopes: ["openid", "profile"],
        userMapping: { id: "sub", email: "email", lastname: "family_name", firstname: "given_name" },
        roleMapping: [
          {
            condition: "{#jsonPath(#profile, '$.preferred_username')=='provider'}",
            roles: ["ORGANIZATION:ADMIN", "ENVIRONMENT:ADMIN"],
          },
        ],
      },
    ],
  },
  jwt: { secret: jwtSecret, "expire-after": 604_800 },
  email: { enabled: false },
  swagger: { scheme: "http" },
  search: { data: "${gravitee.home}/data" },
})

/** Signs the portal's tokens. */
export const jwtSecret = "a-secret-of-the-system-tests-that-signs-the-tokens-of-the-portal"

const logging = `<configuration>
  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{25} - %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="OUT"/></root>
</configuration>
`

/** The folder that it runs in. */
function makeHome(config: object): string {
  const home = newFolder("gravitee")
  const installed = install()
  for (const name of ["config", "themes", "logs", "data"]) mkdirSync(join(home, name))
  symlinkSync(join(installed, "lib"), join(home, "lib"))
  cpSync(join(installed, "plugins"), join(home, "plugins"), { recursive: true })
  writeFileSync(join(home, "config/gravitee.yml"), JSON.stringify(config))
  writeFileSync(join(home, "config/logback.xml"), logging)
  writeFileSync(join(home, "themes/definition.json"), JSON.stringify({ data: [] }))
  return home
}

/** Java 17 closes these packages to libraries. */
const opened = ["lang", "lang.reflect", "net", "util"].map(
  (name) => `--add-opens=java.base/java.${name}=ALL-UNNAMED`,
)

/** A new Gravitee that trusts a new realm of this Keycloak. */
export async function startGravitee(keycloak: string): Promise<Gravitee> {
  const java = java17()
  const [realm, database] = await Promise.all([realmFor(keycloak), startPostgreSql()])
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const home = makeHome(settings(realm, { port, jdbc: database.jdbc }))
  const portal = `${url}/portal/environments/DEFAULT`
  try {
    const stop = await start({
      name: "Gravitee",
      command: java,
      args: [
        "-Xmx768m",
        `-Dgravitee.home=${home}`,
        `-Djava.io.tmpdir=${home}`,
        "-Dvertx.disableFileCaching=true",
        "-Djava.net.preferIPv4Stack=true",
        ...opened,
        `-cp`,
        globSync(join(home, "lib/gravitee-rest-api-standalone-bootstrap-*.jar")).join(),
        // The package is misspelt in the program.
        "io.gravitee.rest.api.standalone.boostrap.Bootstrap",
      ],
      env: {},
      ready: `${portal}/configuration`,
      folder: home,
    })
    return {
      portal,
      management: `${url}/management/organizations/DEFAULT/environments/DEFAULT`,
      openapi: await (await fetch(`${url}/portal/openapi`)).text(),
      realm,
      stop: async () => {
        await stop()
        await database.stop()
      },
    }
  } catch (error) {
    await database.stop()
    throw error
  }
}
