import { describe, expect, test } from "@jest/globals"
import { optional, parseJsonObject } from "../src/json.ts"

describe("a JSON object", () => {
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
  ])("%j is %j", (body, value) => expect(parseJsonObject(body)).toEqual(value))
})

test.each<[value: unknown, made: object]>([
  [undefined, {}],
  ["", { key: "" }],
  [0, { key: 0 }],
  [false, { key: false }],
])("optional(%j) is %j", (value, made) => expect(optional("key", value)).toStrictEqual(made))
