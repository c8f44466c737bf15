"use strict";
exports.id = 970;
exports.ids = [970];
exports.modules = {

/***/ 3970:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createBodyCheck: () => (/* reexport */ createBodyCheck),
  documentedOperations: () => (/* reexport */ documentedOperations),
  readOpenApi: () => (/* reexport */ readOpenApi)
});

// EXTERNAL MODULE: ./build/node_modules/@cfworker/json-schema/dist/esm/dereference.js
var dereference = __webpack_require__(2539);
// EXTERNAL MODULE: ./build/node_modules/@cfworker/json-schema/dist/esm/validate.js + 3 modules
var validate = __webpack_require__(9208);
// EXTERNAL MODULE: ./build/json.js
var build_json = __webpack_require__(7657);
// EXTERNAL MODULE: ./build/secrets/harmless.js
var harmless = __webpack_require__(9626);
// EXTERNAL MODULE: ./build/provision/near.js
var near = __webpack_require__(8457);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/provision/manifest/yaml.js
var yaml = __webpack_require__(7506);
// EXTERNAL MODULE: ./build/provision/values.js
var values = __webpack_require__(8101);
// EXTERNAL MODULE: ./build/provision/workspace.js
var provision_workspace = __webpack_require__(6514);
;// CONCATENATED MODULE: ./build/provision/openapi/document.js
// Reads an OpenAPI document (3.0 or 3.1, JSON or YAML) and follows the references in it.





const TOP = { line: 1, column: 1 };
/** A number where the quotes were forgotten: `openapi: 3.0` is 3. */
const VERSION = /^3(?:\.([01])(?:\.|$)|$)/;
/** @returns undefined after a problem, which is reported */
function readOpenApi(file, workspace, report) {
    const refuse = (spot, ...say) => {
        report({ code: "invalid_openapi", place: { file, ...spot }, say });
    };
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)((0,provision_workspace/* absolutePath */.Hi)(file, workspace), "utf8");
    }
    catch (error) {
        report({
            code: "invalid_input",
            say: [(0,provision_workspace/* isMissing */.b2)(error) ? "noSuchFile" : "unreadableFile", "openapi", file],
        });
        return undefined;
    }
    const json = (0,build_json/* parseJson */.qF)(text);
    const read = json === undefined ? (0,yaml/* readYaml */.g)(text, { refuse, check: () => undefined }) : { data: json };
    if (!read)
        return undefined;
    const root = (0,build_json/* asObject */.eB)(read.data);
    if (!root || (root.openapi === undefined && root.swagger === undefined))
        return refuse(TOP, "notOpenApi");
    if (root.swagger !== undefined)
        return refuse(TOP, "swagger");
    const stated = (0,values/* textOf */.b6)(root.openapi);
    const version = VERSION.exec(stated);
    if (!version)
        return refuse(TOP, "otherOpenApi", stated);
    if (!(0,build_json/* asObject */.eB)(root.paths))
        return refuse(TOP, "noPaths");
    return { file, version: version[1] === "1" ? "3.1" : "3.0", root };
}
/** What a local `$ref` leads to; undefined when there is nothing in this document. */
function targetOf(ref, { root }) {
    if (!/^#(\/|$)/.test(ref))
        return undefined;
    let target = root;
    for (const part of ref.split("/").slice(1)) {
        const name = decoded(part).replaceAll("~1", "/").replaceAll("~0", "~");
        if (typeof target !== "object" || target === null || !Object.hasOwn(target, name))
            return undefined;
        target = target[name];
    }
    return target;
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
/** The mapping that a value is, or that its `$ref` leads to; undefined for a reference to elsewhere. */
function dereferenced(value, document) {
    let mapping = (0,build_json/* asObject */.eB)(value);
    for (let steps = 0; typeof mapping?.$ref === "string"; steps++) {
        // It leads back to itself.
        if (steps === 50)
            return undefined;
        mapping = (0,build_json/* asObject */.eB)(targetOf(mapping.$ref, document));
    }
    return mapping;
}

;// CONCATENATED MODULE: ./build/provision/openapi/schema.js
// Makes JSON Schema of a schema in an OpenAPI document: as much of it as is certain, with all that it refers to.


/** A `$ref` that leads to nothing in the document. */
class Unresolved extends Error {
    ref;
    constructor(ref) {
        super("unresolved $ref");
        this.ref = ref;
    }
}
const isList = Array.isArray;
const isNumber = (value) => typeof value === "number";
/** Taken as they are, if they are right. What is in none of these tables is left out. */
const VALUES = {
    type: (value) => typeof value === "string" || isList(value),
    enum: isList,
    const: () => true,
    required: isList,
    multipleOf: isNumber,
    maximum: isNumber,
    minimum: isNumber,
    exclusiveMaximum: isNumber,
    exclusiveMinimum: isNumber,
    maxLength: isNumber,
    minLength: isNumber,
    maxItems: isNumber,
    minItems: isNumber,
    maxProperties: isNumber,
    minProperties: isNumber,
    uniqueItems: (value) => typeof value === "boolean",
    pattern: (value) => typeof value === "string" && isPattern(value),
    format: (value) => FORMATS.includes(value),
};
const SCHEMAS = ["items", "additionalProperties", "propertyNames"];
const LISTS = ["allOf", "anyOf", "prefixItems"];
const MAPS = ["properties", "patternProperties"];
/** The formats of other names are not the same everywhere. */
const FORMATS = ["date", "date-time", "time", "duration", "email", "ipv4", "ipv6", "uri", "uuid"];
/** It may be of another dialect of regular expressions. */
function isPattern(pattern) {
    try {
        new RegExp(pattern, "u");
        return true;
    }
    catch {
        return false;
    }
}
/** @throws Unresolved */
function toJsonSchema(schema, document) {
    const conversion = { document, definitions: new Map() };
    const converted = convert(schema, conversion);
    const definitions = [...conversion.definitions.values()].map(({ schema: own }, at) => [at, own]);
    return { ...converted, $defs: Object.fromEntries(definitions) };
}
function convert(value, conversion) {
    const schema = (0,build_json/* asObject */.eB)(value);
    // Unknown members, which false forbids, have a check of their own.
    if (!schema)
        return true;
    const converted = {};
    for (const [name, member] of Object.entries(schema))
        if (Object.hasOwn(VALUES, name)) {
            if (VALUES[name](member))
                converted[name] = member;
        }
        else if (SCHEMAS.includes(name))
            converted[name] = convert(member, conversion);
        else if (LISTS.includes(name))
            converted[name] = convertList(member, conversion);
        else if (MAPS.includes(name))
            converted[name] = convertMap(member, conversion);
    if (typeof schema.$ref === "string")
        converted.$ref = referred(schema.$ref, conversion);
    // Documents are careless with oneOf: a value may fit several of its schemas.
    if (isList(schema.oneOf)) {
        const all = isList(converted.allOf) ? converted.allOf : [];
        converted.allOf = [...all, { anyOf: convertList(schema.oneOf, conversion) }];
    }
    return nullable(limited(converted, schema), schema);
}
const convertList = (value, conversion) => {
    const list = isList(value) ? value.map((part) => convert(part, conversion)) : [];
    return list.length > 0 ? list : [true];
};
const convertMap = (value, conversion) => Object.fromEntries(Object.entries((0,build_json/* asObject */.eB)(value) ?? {}).map(([name, member]) => [name, convert(member, conversion)]));
function referred(ref, conversion) {
    const { document, definitions } = conversion;
    const known = definitions.get(ref);
    if (known)
        return known.pointer;
    const target = targetOf(ref, document);
    if (target === undefined)
        throw new Unresolved(ref);
    const definition = { pointer: `#/$defs/${definitions.size}`, schema: true };
    definitions.set(ref, definition);
    definition.schema = convert(target, conversion);
    return definition.pointer;
}
/** In OpenAPI 3.0 a boolean says whether a limit itself is excluded. */
function limited(converted, { exclusiveMaximum, exclusiveMinimum }) {
    const { maximum, minimum, ...others } = converted;
    if (exclusiveMaximum === true && maximum !== undefined)
        others.exclusiveMaximum = maximum;
    else if (maximum !== undefined)
        others.maximum = maximum;
    if (exclusiveMinimum === true && minimum !== undefined)
        others.exclusiveMinimum = minimum;
    else if (minimum !== undefined)
        others.minimum = minimum;
    return others;
}
/** OpenAPI 3.0 has `nullable` where JSON Schema lists the type null. */
function nullable(converted, { nullable: isNullable }) {
    if (isNullable !== true)
        return converted;
    const { type, enum: values } = converted;
    if (type === undefined)
        return { if: { type: "null" }, else: converted };
    return {
        ...converted,
        type: [type, "null"].flat(),
        ...(isList(values) ? { enum: [...values, null] } : {}),
    };
}

;// CONCATENATED MODULE: ./build/provision/openapi/shape.js
// What a schema, and all the schemas that it is made of, say about the members of a value.


/** The keywords whose schemas describe the same value. */
const PARTS = ["allOf", "anyOf", "oneOf", "if", "then", "else"];
function shapeOf(schemas, document) {
    const shape = { members: new Map(), items: [], others: [], isOpen: false, isReadOnly: false };
    const waiting = [...schemas];
    const seen = new Set();
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
        const schema = (0,build_json/* asObject */.eB)(value);
        if (!schema || seen.has(schema))
            continue;
        seen.add(schema);
        if (typeof schema.$ref === "string")
            waiting.push(targetOf(schema.$ref, document));
        for (const name of PARTS)
            waiting.push(...[schema[name]].flat().filter((part) => part !== undefined));
        for (const [name, member] of Object.entries((0,build_json/* asObject */.eB)(schema.properties) ?? {}))
            shape.members.set(name, [...(shape.members.get(name) ?? []), member]);
        shape.items.push(...[schema.items, schema.prefixItems].flat().filter((part) => part !== undefined));
        const { additionalProperties: others, unevaluatedProperties: more, patternProperties: named } = schema;
        for (const open of [others, more, ...Object.values((0,build_json/* asObject */.eB)(named) ?? {})])
            if (open === true || (0,build_json/* asObject */.eB)(open)) {
                shape.isOpen = true;
                shape.others.push(open);
            }
        if (schema.readOnly === true)
            shape.isReadOnly = true;
    }
    return shape;
}
/** The shape of the value at a path. */
function shapeAt(path, schema, document) {
    let shape = shapeOf([schema], document);
    for (const step of path) {
        const schemas = typeof step === "number" ? shape.items : (shape.members.get(step) ?? shape.others);
        shape = shapeOf(schemas, document);
    }
    return shape;
}

;// CONCATENATED MODULE: ./build/provision/openapi/check-body.js
// Checks a request's body against the schema in an OpenAPI document.






/** They only say that something below is wrong. */
const STRUCTURE = [
    "$ref",
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "items",
    "prefixItems",
    "allOf",
    "if",
];
/** What it returns throws Unresolved, and RangeError for a schema that leads back to itself. */
function createBodyCheck(document) {
    const compiled = new Map();
    const compiledOf = (schema) => {
        const known = compiled.get(schema);
        if (known)
            return known;
        const converted = toJsonSchema(schema, document);
        const made = { schema: converted, lookup: (0,dereference/* dereference */.DS)(converted) };
        compiled.set(schema, made);
        return made;
    };
    const isReadOnly = (path, schema) => shapeAt(path, schema, document).isReadOnly;
    return (body, schema, ignores) => {
        const { schema: converted, lookup } = compiledOf(schema);
        const faults = (0,validate/* validate */.t)(body, converted, "2020-12", lookup, false)
            .errors.filter(({ keyword }) => !STRUCTURE.includes(keyword))
            .map(faultOf)
            .map((fault) => ({
            ...fault,
            counts: !ignores(fault) && !(fault.keyword === "required" && isReadOnly(fault.path, schema)),
        }));
        return distinct([...decided(faults), ...otherMembers(body, [], { schemas: [schema], document })]);
    };
}
function faultOf({ keyword, keywordLocation, instanceLocation, error }) {
    const path = stepsOf(instanceLocation);
    const [, missing] = /required property "(.*)"\.$/s.exec(error) ?? [];
    return {
        at: keywordLocation,
        keyword,
        path: keyword === "required" && missing !== undefined ? [...path, missing] : path,
        message: wording(error),
    };
}
const stepsOf = (pointer) => pointer
    .split("/")
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
/** The validator calls the value an instance. */
const wording = (error) => (0,harmless/* shorten */.ml)(error
    .replace(/^Instance type ("\w+") is invalid\. Expected (.*)\.$/s, "It is of the type $1, and must be $2.")
    .replace(/^Instance /, "It ")
    .replace("does not match any of", "must be one of")
    .replace("does not match any subschemas", "fits none of the schemas that are allowed there"), 300);
/** Each choice of which no schema fits becomes the faults of the schema that fits best. */
function decided(faults) {
    const result = [];
    for (let at = 0; at < faults.length;) {
        const fault = faults[at++];
        if (fault.keyword !== "anyOf") {
            if (fault.counts)
                result.push(fault);
            continue;
        }
        const start = at;
        // The faults of all its schemas follow.
        while (at < faults.length && faults[at].at.startsWith(`${fault.at}/`) && isWithin(faults[at], fault))
            at++;
        const branches = Map.groupBy(faults.slice(start, at), (inner) => inner.at.slice(fault.at.length).split("/")[1]);
        const [best = [], next] = [...branches.values()].map(decided).sort((a, b) => a.length - b.length);
        result.push(...(best.length > 0 && best.length === next?.length ? [fault] : best));
    }
    return result;
}
const isWithin = ({ path }, outer) => outer.path.every((step, at) => path[at] === step);
const distinct = (problems) => [
    ...new Map(problems.map(({ path, keyword, message }) => [
        JSON.stringify([path, keyword]),
        { path, keyword, message },
    ])).values(),
];
/** Members that the schema does not name, although it does not say that it takes any; and those that only the portal sets. */
function otherMembers(body, path, { schemas, document }) {
    const { members, items, others, isOpen } = shapeOf(schemas, document);
    if (Array.isArray(body))
        return body.flatMap((item, at) => otherMembers(item, [...path, at], { schemas: items, document }));
    if (members.size === 0 && !isOpen)
        return [];
    return Object.entries((0,build_json/* asObject */.eB)(body) ?? {}).flatMap(([name, value]) => {
        const place = [...path, name];
        const member = members.get(name) ?? (isOpen ? others : undefined);
        if (!member) {
            const meant = (0,near/* near */.Z)(name, members.keys());
            const message = `There is no such field${meant.length > 0 ? `, perhaps ${meant.join(" or ")}` : ""}.`;
            return [{ path: place, keyword: "unknown", message }];
        }
        if (shapeOf(member, document).isReadOnly)
            return [{ path: place, keyword: "readOnly", message: "Only the portal sets it (readOnly)." }];
        return otherMembers(value, place, { schemas: member, document });
    });
}

// EXTERNAL MODULE: ./build/provision/portal/check-module.js
var check_module = __webpack_require__(6571);
// EXTERNAL MODULE: ./build/provision/problem.js
var problem = __webpack_require__(744);
;// CONCATENATED MODULE: ./build/provision/openapi/operations.js
// The operations of an OpenAPI document, found by their names.





const METHODS = ["get", "post", "put", "patch", "delete"];
/** `getAPIProducts` → `get-api-products`, "Search bundles" → `search-bundles`. */
const kebab = (name) => name
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .replace(/[^A-Za-z\d]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
/** A path whatever its parameters are called. */
const shape = (operation) => operation.replace(/\{[^{}]*\}/g, "{}");
function documentedOperations(document) {
    const operations = new Map();
    for (const [path, item] of Object.entries((0,build_json/* asObject */.eB)(document.root.paths) ?? {})) {
        const methods = dereferenced(item, document) ?? {};
        for (const method of METHODS) {
            const operation = dereferenced(methods[method], document);
            const key = `${method.toUpperCase()} ${path}`;
            if (operation && check_module/* OPERATION */.q.test(key))
                operations.set(key, operation);
        }
    }
    const named = { operationId: byName(operations, "operationId"), summary: byName(operations, "summary") };
    const shapes = new Map([...operations.keys()].map((key) => [shape(key), key]));
    return {
        find(name, own) {
            const found = named.operationId.get(name) ?? named.summary.get(name) ?? [];
            const operation = found.length === 1 ? found[0] : shapes.get(shape(own));
            if (operation !== undefined)
                return operation;
            throw new problem/* Stop */.V({
                code: "invalid_openapi",
                place: { file: document.file, line: 1, column: 1 },
                say: [
                    "notInDocument",
                    name,
                    own,
                    (0,near/* near */.Z)(name, [...named.operationId.keys(), ...named.summary.keys()]),
                    found,
                ],
            });
        },
        bodySchema(operation) {
            const body = dereferenced(operations.get(operation)?.requestBody, document);
            const content = (0,build_json/* asObject */.eB)(body?.content) ?? {};
            const type = Object.keys(content).find((name) => /^application\/(?:[\w.-]+\+)?json\b/i.test(name));
            return (0,build_json/* asObject */.eB)((0,build_json/* asObject */.eB)(content[type ?? "*/*"])?.schema);
        },
    };
}
/** Kebab case → the operations of that name. Names repeat in the wild. */
function byName(operations, member) {
    const named = new Map();
    for (const [key, operation] of operations) {
        const name = kebab(typeof operation[member] === "string" ? operation[member] : "");
        if (name !== "")
            named.set(name, [...(named.get(name) ?? []), key]);
    }
    return named;
}

;// CONCATENATED MODULE: ./build/provision/openapi/index.js
// What is loaded when an OpenAPI document is given.





/***/ })

};
;