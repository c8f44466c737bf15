// Provisioning, section 2: keys, types, match fields, `state`, `store`, and the top of a manifest.
import { having, manifest, manifests, type Refusal, texts } from "./refusal.mts"

const several = (
  files: Record<string, string>,
  title: string,
  ...problems: Refusal["problems"]
): Refusal => ({
  title,
  files,
  inputs: { manifest: "portal" },
  problems,
})

export const manifestRefusals: Refusal[] = [
  ...texts(
    [
      "no portal",
      "teams: []\n",
      manifest("1:1", 'The manifest does not say which portal it is for: begin it with "portal: wallis"'),
    ],
    ["an empty portal", "portal:\nteams: []\n", manifest("1:8", "does not say which portal")],
    ["a portal that is a number", "portal: 5\n", manifest("1:9", '"portal" must be a text.')],
    [
      "a portal that is misspelt",
      "portal: walis\n",
      manifest("1:9", 'There is no built-in portal "walis". Did you mean "wallis"?'),
    ],
    [
      "a portal module without ./",
      "portal: portal.mjs\n",
      manifest(
        "1:9",
        'There is no built-in portal "portal.mjs". The path of a portal module begins with "./".',
      ),
    ],
    [
      "a portal module that is not there",
      "portal: ./other.mjs\n",
      manifest("1:9", '"./other.mjs" is no portal module: there is no file "other.mjs"'),
    ],
    [
      "a portal module that is no program",
      "portal: ./portal.yml\n",
      manifest("1:9", "or its name does not end in .mjs, .js or .ts."),
    ],
    [
      "options that are a list",
      "portal: usage-engine\noptions: []\n",
      manifest("2:10", "options must be a mapping"),
    ],
    [
      "operations that are a text",
      "portal: usage-engine\noperations: x\n",
      manifest("2:13", "operations must be a mapping"),
    ],
  ),
  ...manifests(
    [
      "unknown keys at the top",
      "team: []\nX-a: 1\nzzzzzzzz: 1\n",
      manifest("2:1", '"team" is not known here (manifest). Did you mean "teams"?'),
      manifest("3:1", '"X-a" is not known here (manifest). Known are "portal", "options"'),
      manifest("4:1", '"zzzzzzzz" is not known here (manifest). Known are "portal", "options"'),
    ],
    [
      "an unknown key of a resource",
      "teams:\n  - name: A\n    descripton: x\n    x-a: 1\n",
      manifest("4:5", '"descripton" is not known here (team). Did you mean "description"?'),
      manifest("5:5", '"x-a" is not known here (team). Known are "name", "description"'),
    ],
    [
      "a match field that is misspelt",
      "teams:\n  - nmae: A\n",
      manifest("3:5", '"name" is missing: it identifies the team.'),
      manifest("3:5", '"nmae" is not known here (team). Did you mean "name"?'),
    ],
    [
      "an unknown key of a nested resource, and a field the portal's module checks",
      `robots:\n  - name: A\n    nam: B\n    store: { secret: A }\nteams:\n  - name: ${"x".repeat(51)}\n`,
      manifest("4:5", '"nam" is not known here (robot). Did you mean "name"?'),
      manifest("7:11", '"name" has more than 50 characters.'),
    ],
    [
      "a collection that is a mapping",
      "teams:\n  name: A\n",
      manifest("3:3", 'teams must be a list: begin each resource with "- ".'),
    ],
    [
      "a nested collection that is a text",
      "teams:\n  - name: A\n    apps: B\n",
      manifest("4:11", "teams[0].apps must be a list"),
    ],
    [
      "a resource that is a text",
      "teams:\n  - A\n  -\n",
      manifest("3:5", "teams[0] must be a mapping"),
      manifest("4:4", "teams[1] must be a mapping"),
    ],
    [
      "a single that is a list, and one that is empty",
      "teams:\n  - name: A\n    apps:\n      - name: B\n        launch: []\n      - name: C\n        launch:\n",
      manifest(
        "6:17",
        "teams[0].apps[0].launch must be a mapping (name: value). To declare it without any fields, write {}.",
      ),
      manifest("8:16", "teams[0].apps[1].launch must be a mapping"),
    ],
    [
      "match fields that are missing, no texts, empty or have outer blanks",
      "teams:\n  - description: x\n  - name: 1.0\n  - name: true\n  - name:\n  - name: [A]\n  - name: { a: b }\n  - name: ''\n  - name: ' A'\n  - name: \"A\\t\"\n",
      manifest("3:5", '"name" is missing: it identifies the team.'),
      manifest("4:11", '"name" must be a text, and this is a number: put it in quotes.'),
      manifest("5:11", '"name" must be a text, and this is true or false: put it in quotes.'),
      manifest("6:10", '"name" must be a text, and this is empty: put it in quotes.'),
      manifest("7:11", '"name" must be a text, and this is a list'),
      manifest("8:11", '"name" must be a text, and this is a mapping'),
      manifest("9:11", '"name" must not be empty, nor begin or end with a blank.'),
      manifest("10:11", '"name" must not be empty'),
      manifest("11:11", '"name" must not be empty'),
    ],
    [
      "two resources of one address",
      "teams:\n  - name: A\n  - name: B\n  - name: A\n",
      manifest("5:5", "teams/A is declared already, in portal.yml, line 3: remove one of the two."),
    ],
    [
      "two nested resources of one address",
      "teams:\n  - name: A\n    apps:\n      - name: B\n        accesses: [{ plan: Gold }, { plan: Gold }]\n",
      manifest("6:36", "teams/A/apps/B/accesses/Gold is declared already, in portal.yml, line 6"),
    ],
    [
      "a resource that is declared and declared as absent",
      "teams:\n  - name: A\n  - { name: A, state: absent }\n",
      manifest("4:5", "teams/A is declared already, in portal.yml, line 3"),
    ],
    [
      "the same resource twice by an alias",
      "teams:\n  - &a { name: A }\n  - *a\n",
      manifest("4:5", "teams/A is declared already, in portal.yml, line 3"),
    ],
    [
      "a state that is not absent",
      "teams:\n  - { name: A, state: present }\n  - { name: B, state: null }\n  - { name: C, state: [absent] }\n",
      manifest(
        "3:23",
        '"state" can only be "absent", which deletes the resource. To keep it, leave "state" out.',
      ),
      manifest("4:23", '"state" can only be "absent"'),
      manifest("5:23", '"state" can only be "absent"'),
    ],
    [
      "fields, nested resources and secrets beside absent",
      "teams:\n  - name: A\n    state: absent\n    description: x\n    apps: []\nrobots:\n  - { name: B, state: absent, store: { secret: S } }\n",
      manifest(
        "5:5",
        '"description" has no meaning beside "state: absent": keep only the fields that identify it.',
      ),
      manifest("6:5", '"apps" has no meaning beside "state: absent"'),
      manifest("8:31", '"store" has no meaning beside "state: absent"'),
    ],
    [
      "the deletion of something that the portal does not delete",
      "teams:\n  - name: A\n    apps:\n      - name: B\n        launch: { state: absent }\n",
      manifest("6:26", "This portal's API cannot delete a launch"),
    ],
    [
      "secrets shown once that go nowhere, and stores that are wrong",
      [
        "robots:",
        "  - name: A",
        "  - { name: B, store: {} }",
        "  - { name: C, store: }",
        "  - { name: D, store: SECRET }",
        "  - { name: E, store: { secret: github_a } }",
        "  - { name: F, store: { secret: 1A, refreshToken: A-B } }",
        "  - { name: G, store: { secret: 5 } }",
        "teams:",
        "  - { name: H, store: { key: X } }",
        "",
      ].join("\n"),
      manifest(
        "3:5",
        'The portal shows the secrets of a robot only once, when it is created: say with "store"',
      ),
      manifest("4:23", '"store" must name a GitHub secret for each value'),
      manifest("5:23", '"store" must name a GitHub secret for each value'),
      manifest("6:23", '"store" must name a GitHub secret for each value'),
      manifest("7:33", '"github_a" is not a name that GitHub allows for a secret'),
      manifest("8:33", '"1A" is not a name that GitHub allows for a secret'),
      manifest("8:51", '"A-B" is not a name that GitHub allows for a secret'),
      manifest("9:33", "5 is not a name that GitHub allows for a secret"),
      manifest("11:23", 'This team has no secrets to store: remove "store".'),
    ],
    [
      "two values into one secret, whose name ignores case",
      "robots:\n  - name: A\n    store: { secret: PORTAL_SECRET, refreshToken: portal_secret }\n  - name: B\n    store: { secret: Portal_Secret }\n",
      manifest(
        "4:51",
        "The GitHub secret portal_secret is the target of another value too (portal.yml, line 4): give each its own.",
      ),
      manifest(
        "6:22",
        "The GitHub secret Portal_Secret is the target of another value too (portal.yml, line 4)",
      ),
    ],
    [
      "operations that are wrong",
      "operations:\n  list-team: GET /a\n  list-teams: get /a\n  create-team: /a\n  update-team: PATCH /a\n  delete-team: DELETE /a/{b}/{c}\n  list-plans: GET /a?b=c\n  list-robots: [GET]\n  create-robot: POST /a/{b\n  list-apps: GET /a/{b}\n",
      manifest("3:14", 'This portal has no operation "list-team". Did you mean "list-teams"'),
      manifest(
        "4:15",
        'The operation "list-teams" must be a method and a path, such as "POST /bundles/{bundleId}/activation".',
      ),
      manifest("5:16", 'The operation "create-team" must be a method and a path'),
      manifest("6:16", 'The path of the operation "update-team" must have 1 parameter: {teamId}.'),
      manifest("7:16", 'The path of the operation "delete-team" must have 1 parameter: {teamId}.'),
      manifest("8:15", 'The operation "list-plans" must be a method and a path'),
      manifest("9:16", 'The operation "list-robots" must be a method and a path'),
      manifest("10:17", 'The operation "create-robot" must be a method and a path'),
    ],
    [
      "a parameter where the operation has none",
      "operations: { list-teams: 'GET /a/{b}' }\n",
      manifest("2:27", 'The path of the operation "list-teams" must have no {parameter}.'),
    ],
    [
      "mistakes in what an alias and a merge key bring, at their place",
      "x-a: &a { name: A, descripton: x }\nx-b: &b\n  name: 5\nteams:\n  - *a\n  - <<: *b\n",
      manifest("2:20", '"descripton" is not known here (team).'),
      manifest("4:9", '"name" must be a text, and this is a number'),
    ],
  ),
  several(
    {
      "portal/b.yml": "portal: usage-engine\n",
      "portal/a.yaml": "portal: wallis\n",
      "portal/c.yml": "apps: []\n",
    },
    "files for different portals, and one for none",
    {
      code: "invalid_manifest",
      at: "portal/b.yml:1:9",
      words: 'This file is for the portal "usage-engine", and portal/a.yaml for "wallis"',
    },
    { code: "invalid_manifest", at: "portal/c.yml:1:1", words: "does not say which portal" },
  ),
  ...having({ inputs: { manifest: "portal" } }, [
    several(
      {
        "portal/a.yml":
          "portal: ./portal.mjs\noptions: { a: 1, b: [1], c: 1 }\noperations: { list-teams: GET /a }\n",
        "portal/b.yml":
          "portal: ./portal.mjs\noptions: { a: 2, b: [1] }\noperations: { list-teams: GET /b, list-plans: GET /p }\n",
        "portal/portal.mjs": "export { default } from '../portal.mjs'",
      },
      "options and operations that two files say differently",
      {
        code: "invalid_manifest",
        at: "portal/b.yml:2:12",
        words: '"options.a" has another value in portal/a.yml, line 2: keep one of them.',
      },
      {
        code: "invalid_manifest",
        at: "portal/b.yml:3:15",
        words: '"operations.list-teams" has another value in portal/a.yml, line 3',
      },
    ),
    several(
      {
        "portal/b.yml": "portal: ./portal.mjs\nteams:\n  - name: A\n",
        "portal/a.yml": "portal: ./portal.mjs\nteams:\n  - name: A\n",
        "portal/.c.yml": "no: [manifest",
        "portal/d.yml.txt": "no: [manifest",
        "portal/deeper/e.yml": "no: [manifest",
        "portal/portal.mjs": "export { default } from '../portal.mjs'",
      },
      "a resource in two files of a folder; other files, hidden ones and deeper ones are not read",
      {
        code: "invalid_manifest",
        at: "portal/b.yml:3:5",
        words: "teams/A is declared already, in portal/a.yml, line 3",
      },
    ),
  ]),
]
