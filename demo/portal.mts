// A developer portal in memory. Its names are those of the real portal's public documentation, where an App is a bundle.
import { randomUUID } from "node:crypto"

interface Plan {
  id: string
  productId: string
  name: string
  description: string
  planType: "STATIC" | "DYNAMIC"
}

interface Product {
  id: string
  name: string
  description: string
  productStatus: "DRAFT" | "PUBLISHED"
  accessDefinitionId?: string
  organization: { id: string; name: string; provider: boolean }
  plans: Plan[]
}

interface Approval {
  approvalStatus: "REQUESTED" | "IN_PROGRESS" | "APPROVED" | "REJECTED"
  note: string
  createdAt: string
}

interface Access {
  id: string
  accessExchangeType: "GENERATE_TOKEN" | "MANUAL_EXCHANGE"
  accessStatus: {
    statusValue: "ACTIVATION_REQUESTED" | "ACTIVE" | "INACTIVE"
    note: string
    createdAt: string
  }[]
  productIds: string[]
}

interface AccessDefinition {
  id: string
  name: string
  accessExchangeType: Access["accessExchangeType"]
}

/** The credentials of a new technical user. The portal keeps only the client id. */
export interface Credentials {
  clientId: string
  clientSecret: string
  refreshToken: string
  tokenEndpoint: string
}

interface TechnicalUser {
  id: string
  name: string
  organizationId: string
  clientId: string
  credentialType: "REFRESH_TOKEN"
  tokenEndpoint: string
  deleted: boolean
}

interface Subscription {
  id: string
  planId: string
  planName: string
  planDescription: string
  planType: Plan["planType"]
  approvals: Approval[]
}

interface BundleProduct {
  id: string
  name: string
  subscriptions: Subscription[]
}

export interface Bundle {
  id: string
  name: string
  description: string
  organizationId: string
  createdAt: string
  /** The documentation mentions the first state only in its text. */
  contractStatus: "DRAFT" | Approval["approvalStatus"]
  approvals: Approval[]
  accesses: Access[]
  bundleProducts: BundleProduct[]
}

/** Answered with 400, as by the real API, which does so for missing elements and conflicts too. */
export class BadRequest extends Error {}

export class Portal {
  readonly #bundles: Bundle[] = []
  readonly #technicalUsers: TechnicalUser[] = []
  readonly #accessDefinitions: (AccessDefinition & { organizationId: string })[] = []
  readonly #products: Product[] = [
    product("Charging Points", "Where they are and which are free", ["Basic", "Unlimited"]),
    product("Energy Prices", "Spot prices by the quarter of an hour", ["Basic"]),
  ]

  /** All that are published, or those of one provider. */
  searchProducts(q: string, providerId?: string | null): Product[] {
    const offered = this.#products.filter(({ organization }) => !providerId || organization.id === providerId)
    return offered.filter(({ name, description }) => contains(q, name, description))
  }

  createProduct(organizationId: string, fields: Partial<Product>): Product {
    const name = required(fields.name, "name")
    const created: Product = {
      ...product(name, "", []),
      productStatus: "DRAFT",
      organization: { id: organizationId, name: "The calling organisation", provider: true },
      ...fields,
    }
    this.#products.push(created)
    return created
  }

  updateProduct(productId: string, fields: Partial<Product>): Product {
    return Object.assign(found(this.#products, productId, "product"), fields)
  }

  createPlan(productId: string, { name, planType, description = "" }: Partial<Plan>): Plan {
    const plan: Plan = {
      id: randomUUID(),
      productId,
      name: required(name, "name"),
      description,
      planType: required(planType, "planType") as Plan["planType"],
    }
    found(this.#products, productId, "product").plans.push(plan)
    return plan
  }

  listAccessDefinitions(organizationId: string): AccessDefinition[] {
    return this.#accessDefinitions
      .filter((definition) => definition.organizationId === organizationId)
      .map(({ organizationId: _provider, ...definition }) => definition)
  }

  /** "providerId is not returned." */
  createAccessDefinition({
    providerId,
    ...fields
  }: Partial<AccessDefinition> & { providerId?: string }): AccessDefinition {
    const definition: AccessDefinition = {
      accessExchangeType: "MANUAL_EXCHANGE",
      ...fields,
      id: randomUUID(),
      name: required(fields.name, "name"),
    }
    this.#accessDefinitions.push({ ...definition, organizationId: required(providerId, "providerId") })
    return definition
  }

  getProductPlans(productId: string): Plan[] {
    return found(this.#products, productId, "product").plans
  }

  searchBundles(organizationId: string, q: string): Bundle[] {
    const own = this.#bundles.filter((bundle) => bundle.organizationId === organizationId)
    return own.filter(({ name, description }) => contains(q, name, description))
  }

  createBundle(organizationId: string, { name, description = "" }: Partial<Bundle>): Bundle {
    const bundle: Bundle = {
      id: randomUUID(),
      name: required(name, "name"),
      description,
      organizationId,
      createdAt: now(),
      contractStatus: "DRAFT",
      approvals: [],
      accesses: [],
      bundleProducts: [],
    }
    this.#bundles.push(bundle)
    return bundle
  }

  /** "Works only for a bundle in status draft or terminated." */
  deleteBundle(bundleId: string): void {
    const bundle = found(this.#bundles, bundleId, "bundle")
    if (bundle.contractStatus !== "DRAFT") throw new BadRequest(`The bundle is ${bundle.contractStatus}`)
    this.#bundles.splice(this.#bundles.indexOf(bundle), 1)
  }

  updateBundle(bundleId: string, { name, description }: Partial<Bundle>): Bundle {
    const bundle = found(this.#bundles, bundleId, "bundle")
    bundle.name = name ?? bundle.name
    bundle.description = description ?? bundle.description
    return bundle
  }

  /** "Creates the subscription by adding product plans to a bundle." */
  createSubscription(bundleId: string, { planIds = [] }: { planIds?: string[] }): Bundle {
    const bundle = found(this.#bundles, bundleId, "bundle")
    for (const planId of planIds) {
      const plan = found(
        this.#products.flatMap(({ plans }) => plans),
        planId,
        "plan",
      )
      const { subscriptions } = this.#bundleProduct(bundle, plan.productId)
      if (subscriptions.some((known) => known.planId === planId)) {
        throw new BadRequest(`Resource conflict: the bundle has the plan ${planId} already`)
      }
      subscriptions.push({
        id: randomUUID(),
        planId,
        planName: plan.name,
        planDescription: plan.description,
        planType: plan.planType,
        approvals: [],
      })
    }
    return bundle
  }

  /** Asks the provider to activate the App: creates an access for each product. */
  requestActivation(bundleId: string, { note }: { note?: string }): Bundle {
    const bundle = found(this.#bundles, bundleId, "bundle")
    const stamp = { note: required(note, "note"), createdAt: now() }
    if (bundle.bundleProducts.length === 0) throw new BadRequest("The bundle has no product plan")
    // A plan that was added after an activation needs a request of its own.
    const fresh = bundle.bundleProducts.filter(({ subscriptions }) =>
      subscriptions.some(({ approvals }) => approvals.length === 0),
    )
    if (fresh.length === 0) throw new BadRequest("Resource conflict: activation is requested already")

    bundle.contractStatus = "REQUESTED"
    bundle.approvals.push({ approvalStatus: "REQUESTED", ...stamp })
    for (const { id, subscriptions } of fresh) {
      for (const { approvals } of subscriptions)
        if (approvals.length === 0) approvals.push({ approvalStatus: "REQUESTED", ...stamp })
      bundle.accesses.push({
        id: randomUUID(),
        accessExchangeType: "GENERATE_TOKEN",
        accessStatus: [{ statusValue: "ACTIVATION_REQUESTED", ...stamp }],
        productIds: [id],
      })
    }
    return bundle
  }

  fetchTechnicalUsers(organizationId: string): TechnicalUser[] {
    return this.#technicalUsers.filter((user) => user.organizationId === organizationId)
  }

  /** Only this answer contains the secrets. */
  createTechnicalUser(
    organizationId: string,
    { name }: Partial<TechnicalUser>,
    { clientId, clientSecret, refreshToken, tokenEndpoint }: Credentials,
  ): TechnicalUser & Pick<Credentials, "clientSecret" | "refreshToken"> {
    const user: TechnicalUser = {
      id: randomUUID(),
      name: required(name, "name"),
      organizationId,
      clientId,
      credentialType: "REFRESH_TOKEN",
      tokenEndpoint,
      deleted: false,
    }
    this.#technicalUsers.push(user)
    return { ...user, clientSecret, refreshToken }
  }

  #bundleProduct({ bundleProducts }: Bundle, productId: string): BundleProduct {
    const known = bundleProducts.find(({ id }) => id === productId)
    if (known) return known
    const { id, name } = found(this.#products, productId, "product")
    const added = { id, name, subscriptions: [] }
    bundleProducts.push(added)
    return added
  }
}

function product(name: string, description: string, plans: string[]): Product {
  const id = randomUUID()
  const plan = (planName: string): Plan => ({
    id: randomUUID(),
    productId: id,
    name: planName,
    description: `${name}, ${planName.toLowerCase()}`,
    planType: "STATIC",
  })
  const organization = { id: "a0e1c5f2-6f0f-4d0e-9a53-6b1f2f1c7d11", name: "Example Energy", provider: true }
  return { id, name, description, productStatus: "PUBLISHED", organization, plans: plans.map(plan) }
}

const now = () => new Date().toISOString()

const contains = (q: string, ...texts: string[]) =>
  texts.some((text) => text.toLowerCase().includes(q.toLowerCase()))

function found<Item extends { id: string }>(items: Item[], id: string, kind: string): Item {
  const item = items.find((candidate) => candidate.id === id)
  if (!item) throw new BadRequest(`Element not found: ${kind} ${id}`)
  return item
}

function required(value: string | undefined, field: string): string {
  if (!value) throw new BadRequest(`${field} must not be empty`)
  return value
}
