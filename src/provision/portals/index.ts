// The portals that are built in, by the names that a manifest gives them.
import type { Portal } from "../../../provision/portal.d.ts"
import { gravitee } from "./gravitee.ts"
import { usageEngine } from "./usage-engine.ts"
import { wallis } from "./wallis.ts"

export const builtIn: Record<string, Portal> = { gravitee, wallis, "usage-engine": usageEngine }
