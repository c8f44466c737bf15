// Provisioning, sections 2 and 3: references, also with several match fields, in lists, and through other references.
import { having, manifest, manifests, type Refusal } from "./refusal.mts"

/** A portal whose products have versions, and whose bundles refer to plans of products in a list. */
const module = `
const of = (kind) => (at) => at.call("list", { path: { kind } })
export default {
  name: "Catalogue",
  operations: { list: "GET /{kind}", create: "POST /{kind}" },
  kinds: {
    product: { collection: "products", match: ["name", "version?"], list: of("products"), delete: () => [] },
    plan: { in: "product", collection: "plans", match: ["name"], list: of("plans") },
    bundle: {
      collection: "bundles",
      match: ["name"],
      takes: ["name", "main"],
      references: {
        "plans[].product": "product",
        "plans[].plan": { kind: "plan", of: "plans[].product" },
        main: "product",
        owners: "owner",
      },
      list: of("bundles"),
    },
    order: {
      in: "bundle",
      collection: "orders",
      match: ["product", "plan"],
      references: { product: "product", plan: { kind: "plan", of: "product" } },
      list: of("orders"),
    },
    owner: { match: ["first", "last"], list: of("owners") },
  },
}
`

export const referenceRefusals: Refusal[] = having({ files: { "portal.mjs": module } }, [
  ...manifests(
    [
      "a reference to something that is declared as absent",
      "products:\n  - { name: A, state: absent }\nbundles:\n  - name: B\n    main: A\n",
      manifest(
        "6:11",
        "bundles/B: This refers to products/A, which portal.yml, line 3, declares as absent: remove one of the two.",
      ),
    ],
    [
      "a reference to a plan in a product that is absent, through a list",
      "products:\n  - { name: A, state: absent }\nbundles:\n  - name: B\n    plans:\n      - { product: A, plan: P }\n",
      manifest("7:20", "This refers to products/A, which portal.yml, line 3, declares as absent"),
    ],
    [
      "references that are no names",
      "bundles:\n  - name: B\n    main: 5\n  - name: C\n    main: ''\n  - name: D\n    main: ' A'\n  - name: E\n    main: { name: A, versoin: '1' }\n  - name: F\n    main: { version: '1' }\n  - name: G\n    main: { name: A, version: 1 }\n  - name: H\n    main: [A]\n",
      manifest(
        "4:11",
        'bundles/B: "main" must name a product, by a mapping of "name", "version", as a text without outer blanks.',
      ),
      manifest("6:11", 'bundles/C: "main" must name a product'),
      manifest("8:11", 'bundles/D: "main" must name a product'),
      manifest("10:11", 'bundles/E: "main" must name a product'),
      manifest("12:11", 'bundles/F: "main" must name a product'),
      manifest("14:31", 'bundles/G: "version" must be a text, and this is a number: put it in quotes.'),
      manifest("16:11", 'bundles/H: "main" must name a product'),
    ],
    [
      "a text for something with two match fields",
      "bundles:\n  - name: B\n    owners: Jo\n",
      manifest("4:13", 'bundles/B: "owners" must name an owner, by a mapping of "first", "last"'),
    ],
    [
      "a reference that is only found through another, in a list where that one is missing",
      "bundles:\n  - name: B\n    plans:\n      - { product: A, plan: P }\n      - { plan: Q }\n      - { product: null, plan: R }\n",
      manifest(
        "6:17",
        'bundles/B: "plans[].plan" can be found only together with "plans[].product": declare that too.',
      ),
      manifest("7:32", '"plans[].plan" can be found only together with "plans[].product"'),
    ],
    [
      "references in a list that are no names",
      "bundles:\n  - name: B\n    plans:\n      - { product: 1, plan: P }\n      - { product: A, plan: {} }\n",
      manifest("5:20", 'bundles/B: "plans[0].product" must name a product'),
      manifest("6:29", 'bundles/B: "plans[1].plan" must name a plan'),
    ],
    [
      "a reference with a member of every object as its name",
      "bundles:\n  - name: B\n    orders:\n      - { product: { name: { toString: } }, plan: P }\n",
      manifest("5:20", '"product" must name a product'),
    ],
    [
      "match fields that are references of the wrong type",
      "bundles:\n  - name: B\n    orders:\n      - { product: 5, plan: P }\n      - { product: A, plan: }\n      - { product: { nam: A }, plan: P }\n      - { plan: P }\n",
      manifest("5:20", '"product" must be a text, and this is a number'),
      manifest("6:29", '"plan" must be a text, and this is empty'),
      manifest("7:20", 'bundles/B/orders/, P: "product" must name a product'),
      manifest("8:9", '"product" is missing: it identifies the order.'),
    ],
    [
      "one order twice, with the fields of its product in another sequence",
      "bundles:\n  - name: B\n    orders:\n      - { product: { name: A, version: '1' }, plan: P }\n      - { product: { version: '1', name: A }, plan: P }\n",
      manifest("6:9", "bundles/B/orders/A, 1, P is declared already, in portal.yml, line 5"),
    ],
    [
      "one product twice, once with its version",
      "products:\n  - name: A\n  - name: A\n    version: '1'\n",
      manifest(
        "4:5",
        "products/A, 1 is declared already, in portal.yml, line 3, as products/A: remove one of the two.",
      ),
    ],
    [
      "one order twice, once with the version of its product",
      "products:\n  - name: A\n    version: '1'\n    plans: [{ name: P }]\nbundles:\n  - name: B\n    orders:\n      - { product: A, plan: P }\n      - { product: { name: A, version: '1' }, plan: P }\n",
      manifest(
        "10:9",
        "bundles/B/orders/A, 1, P is declared already, in portal.yml, line 9, as bundles/B/orders/A, P",
      ),
    ],
    [
      "a version that is a number",
      "products:\n  - { name: A, version: 1.0 }\n",
      manifest("3:25", '"version" must be a text, and this is a number: put it in quotes.'),
    ],
    [
      "an unknown key beside references",
      "bundles:\n  - name: B\n    mian: A\n",
      manifest("4:5", '"mian" is not known here (bundle). Did you mean "main"'),
    ],
  ),
])
