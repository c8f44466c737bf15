// For each built-in portal a manifest that declares something of every kind, with every field.

export const fullManifests: Record<string, Record<string, unknown>> = {
  wallis: {
    portal: "wallis",
    options: {},
    operations: { "create-bundle": "POST /v2/bundles", "update-bundle": "PUT /v2/bundles/{id}" },
    "x-note": { any: ["thing"] },
    accessDefinitions: [
      {
        name: "Tokens",
        accessExchangeType: "GENERATE_TOKEN",
        active: true,
        defaultDefinition: false,
        accessType: { hashAlgorithm: "SHA256", maxTokenLength: 64, type: "accessToken", validityPeriod: 0 },
      },
    ],
    products: [
      {
        name: "Charging Points",
        description: null,
        detailedDescription: "Where they are, and whether they are free",
        colour: "#123456",
        accessDefinitionId: "Tokens",
        productStatus: "PUBLISHED",
        publiclyAvailable: true,
        supportMultiplePlans: false,
        productLinks: [{ name: "Terms", url: "https://example.com/terms", orderNum: 1 }],
        plans: [
          {
            name: "Basic",
            planType: "STATIC",
            description: "For a start",
            validity: { validFrom: "2026-12-01T00:00:00Z", validUntil: "2027-12-01T00:00:00.5+01:00" },
          },
        ],
      },
      { name: "Meters", accessDefinitionId: { name: "Elsewhere" }, productLinks: null, plans: null },
    ],
    apps: [
      {
        name: "Wallbox",
        description: "Charges at night",
        subscriptions: [
          { product: "Charging Points", plan: "Basic" },
          { product: { name: "Meters" }, plan: { name: "Free" } },
        ],
        activation: { note: "Needed for the field test" },
      },
      { name: "Old one", state: "absent" },
    ],
    technicalUsers: [
      {
        name: "pipeline",
        store: {
          clientId: "PORTAL_CLIENT_ID",
          clientSecret: "PORTAL_CLIENT_SECRET",
          refreshToken: "PORTAL_REFRESH_TOKEN",
          accessToken: "PORTAL_ACCESS_TOKEN",
        },
      },
    ],
  },
  "usage-engine": {
    portal: "usage-engine",
    options: null,
    operations: { "list-meters": "GET /v2/meters" },
    meterTypes: [
      {
        name: "Calls",
        description: "Calls of the API",
        category: null,
        unit: "call",
        timezone: "Europe/Berlin",
        externalRef: "calls",
        activeFrom: "2026-12-01T00:00:00Z",
        activeTo: null,
        aggregation: { type: "sum" },
        resetSchedule: { day: 1, hour: 0, minute: 0, month: 1, weekday: 1 },
        meters: [{ userId: "u1", meterKey: "k1", domain: "d", externalRef: "r" }],
      },
      { name: "Old ones", meters: [{ userId: "u1", meterKey: "k1", state: "absent" }] },
      { name: "Gone", state: "absent" },
    ],
  },
  gravitee: {
    portal: "gravitee",
    options: { identity: "keycloak" },
    operations: { "get-apis": "GET /v2/apis" },
    apps: [
      {
        name: "Wallbox",
        description: "Charges at night",
        settings: {
          oauth: {
            application_type: "backend_to_backend",
            grant_types: ["client_credentials"],
            redirect_uris: [],
            response_types: [],
            client_uri: "https://example.com",
            logo_uri: "https://example.com/logo.png",
          },
        },
        subscriptions: [
          {
            api: "Charging Points",
            plan: "Basic",
            request: "Needed",
            general_conditions_accepted: true,
            general_conditions_content_revision: { pageId: "p", revision: 0 },
            store: { key: "CHARGING_KEY" },
          },
          { api: { name: "Meters", version: "1.0" }, plan: { name: "Free" }, state: "absent" },
        ],
      },
      { name: "Car", settings: { app: { type: "web", client_id: "car" } } },
      { name: "Old one", state: "absent" },
    ],
  },
}
