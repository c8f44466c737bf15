// Writes provision/schemas/: the JSON Schemas of manifests, one for each built-in portal.
import { mkdirSync, writeFileSync } from "node:fs"
import { builtIn } from "../src/provision/portals/index.ts"
import { manifestSchema } from "./manifest-schema.mts"

mkdirSync("provision/schemas", { recursive: true })
for (const name of Object.keys(builtIn))
  writeFileSync(`provision/schemas/${name}.json`, `${JSON.stringify(manifestSchema(name), null, 2)}\n`)
