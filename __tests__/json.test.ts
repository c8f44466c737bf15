import { describe, expect, test } from "@jest/globals"
import { asObject, parseJson } from "../src/json.ts"

describe("reading a JSON object", () => {
  test.each([
    ["{}", {}],
    ["\ufeff{}", {}],
    [' {"a":1} ', { a: 1 }],
    ["[]", undefined],
    ["null", undefined],
    ["1", undefined],
    ['"a"', undefined],
    ["{", undefined],
    ["", undefined],
  ])("%j gives %j", (body, value) => expect(asObject(parseJson(body))).toEqual(value))
})
