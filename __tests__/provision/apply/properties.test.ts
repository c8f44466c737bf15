// Tried a few times here, and thousands of times by `npm run test:provision`.
import { test } from "@jest/globals"
import { check, properties } from "../../testbed/apply/properties.mts"

test.each(Object.keys(properties))("%s", (name) => check(name, 60), 120_000)
