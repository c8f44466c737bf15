"use strict";
exports.id = 505;
exports.ids = [505];
exports.modules = {

/***/ 3505:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createBodyCheck: () => (/* reexport */ createBodyCheck),
  documentedOperations: () => (/* reexport */ documentedOperations),
  readOpenApi: () => (/* reexport */ readOpenApi)
});

// EXTERNAL MODULE: ./build/node_modules/@cfworker/json-schema/dist/esm/validator.js + 6 modules
var esm_validator = __webpack_require__(71);
// EXTERNAL MODULE: ./build/json.js
var json = __webpack_require__(7657);
// EXTERNAL MODULE: ./build/provision/field-path.js
var field_path = __webpack_require__(9503);
// EXTERNAL MODULE: ./build/provision/near.js
var near = __webpack_require__(8457);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/node_modules/yaml/dist/index.js
var dist = __webpack_require__(6582);
// EXTERNAL MODULE: ./build/provision/workspace.js
var provision_workspace = __webpack_require__(6514);
;// CONCATENATED MODULE: ./build/provision/openapi/document.js
// Reads an OpenAPI document (3.0 or 3.1, JSON or YAML) and follows the references in it.




/** @returns undefined after a problem, which is reported */
function readOpenApi(file, workspace, report) {
    const refuse = (...say) => report({ code: "invalid_openapi", place: { file, line: 1, column: 1 }, say });
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)((0,provision_workspace/* absolutePath */.Hi)(file, workspace), "utf8");
    }
    catch (error) {
        const missing = error.code === "ENOENT";
        report({ code: "invalid_input", say: [missing ? "noSuchFile" : "unreadableFile", "openapi", file] });
        return undefined;
    }
    const root = (0,json/* asObject */.eB)((0,json/* parseJson */.qF)(text) ?? parseYaml(text));
    if (!root)
        refuse("notOpenApi");
    else if (root.swagger !== undefined)
        refuse("swagger");
    else {
        const [, version] = /^(3\.[01])\./.exec(String(root.openapi)) ?? [];
        if (!version)
            refuse("otherOpenApi", String(root.openapi ?? ""));
        else if (!(0,json/* asObject */.eB)(root.paths))
            refuse("noPaths");
        else
            return { file, version: version, root };
    }
    return undefined;
}
function parseYaml(text) {
    try {
        const document = (0,dist/* parseDocument */.Tp)(text, { merge: true, uniqueKeys: false, logLevel: "silent" });
        return document.errors.length === 0 ? document.toJS() : undefined;
    }
    catch {
        return undefined;
    }
}
/** The mapping that a value is, or that its `$ref` leads to; undefined for a reference to elsewhere. */
function dereferenced(value, { root }) {
    let mapping = (0,json/* asObject */.eB)(value);
    for (let steps = 0; typeof mapping?.$ref === "string"; steps++) {
        if (steps === 50 || !mapping.$ref.startsWith("#/"))
            return undefined;
        let target = root;
        for (const part of mapping.$ref.slice(2).split("/"))
            target = (0,json/* asObject */.eB)(target)?.[decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~")];
        mapping = (0,json/* asObject */.eB)(target);
    }
    return mapping;
}

;// CONCATENATED MODULE: ./build/provision/openapi/check-body.js
// Checks a request's body against the schema in an OpenAPI document.





/** Keywords that only say that something below is wrong. */
const STRUCTURE = new Set([
    "properties",
    "items",
    "allOf",
    "$ref",
    "additionalProperties",
    "prefixItems",
    "then",
    "else",
]);
const COMPOSITION = new Set(["anyOf", "oneOf", "not", "if"]);
/** What it returns throws an Error when a schema refers to what is not in the document. */
function createBodyCheck(document) {
    const components = document.version === "3.0" ? withNull(document.root.components) : document.root.components;
    const validators = new Map();
    const validatorOf = (schema) => {
        const known = validators.get(schema);
        if (known)
            return known;
        const shown = (document.version === "3.0" ? withNull(schema) : schema);
        const draft = document.version === "3.0" ? "4" : "2020-12";
        // Its references lead into the components.
        const validator = new esm_validator/* Validator */.D({ ...shown, components }, draft, false);
        validators.set(schema, validator);
        return validator;
    };
    return (body, schema, isPlaceholder) => {
        const found = validatorOf(schema)
            .validate(body)
            .errors.filter(({ keyword }) => !STRUCTURE.has(keyword))
            .map(({ keyword, instanceLocation, keywordLocation, error }) => ({
            keyword,
            path: stepsOf(instanceLocation),
            isInChoice: keywordLocation.split("/").some((part) => COMPOSITION.has(part)),
            message: error,
        }))
            // Within a choice a fault counts only when the whole choice fails, and that has a row of its own.
            .filter(({ keyword, isInChoice }) => COMPOSITION.has(keyword) || !isInChoice)
            .filter(({ path }) => !isPlaceholder((0,field_path/* valueAt */.fK)(body, path)))
            .map(({ keyword, path, message }) => ({ keyword, path, message }));
        return [...distinct(found), ...unknownMembers(body, schema, document, [])];
    };
}
/** OpenAPI 3.0 says `nullable` where JSON Schema lists the type null. */
function withNull(value) {
    if (Array.isArray(value))
        return value.map(withNull);
    const mapping = (0,json/* asObject */.eB)(value);
    if (!mapping)
        return value;
    const converted = Object.fromEntries(Object.entries(mapping).map(([name, member]) => [name, withNull(member)]));
    if (mapping.nullable !== true || mapping.type === undefined)
        return converted;
    return {
        ...converted,
        type: [mapping.type, "null"].flat(),
        ...(Array.isArray(mapping.enum) ? { enum: [...mapping.enum, null] } : {}),
    };
}
const stepsOf = (pointer) => pointer
    .split("/")
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
const distinct = (problems) => [
    ...new Map(problems.map((problem) => [JSON.stringify([problem.path, problem.keyword]), problem])).values(),
];
/** Members that the schema does not name, although it does not say that it takes any. */
function unknownMembers(body, schema, document, path) {
    const shape = shapeOf(schema, document, 0);
    if (Array.isArray(body))
        return shape.items === undefined
            ? []
            : body.flatMap((item, at) => unknownMembers(item, shape.items, document, [...path, at]));
    const mapping = (0,json/* asObject */.eB)(body);
    if (!mapping || shape.open || shape.members.size === 0)
        return [];
    return Object.entries(mapping).flatMap(([name, value]) => {
        const member = shape.members.get(name);
        if (member !== undefined)
            return unknownMembers(value, member, document, [...path, name]);
        const meant = (0,near/* near */.Z)(name, shape.members.keys());
        const message = `Unknown${meant.length > 0 ? `; perhaps ${meant.join(" or ")}` : ""}.`;
        return [{ path: [...path, name], keyword: "unknown", message }];
    });
}
/** What a schema and the schemas that it is made of say about members. */
function shapeOf(value, document, depth) {
    const schema = dereferenced(value, document);
    const shape = { members: new Map(), items: undefined, open: schema === undefined || depth > 20 };
    if (!schema || depth > 20)
        return shape;
    const { properties, items, additionalProperties, patternProperties } = schema;
    for (const [name, member] of Object.entries((0,json/* asObject */.eB)(properties) ?? {}))
        shape.members.set(name, member);
    shape.items = items;
    shape.open =
        additionalProperties === true ||
            (0,json/* asObject */.eB)(additionalProperties) !== undefined ||
            patternProperties !== undefined;
    for (const part of [schema.allOf, schema.anyOf, schema.oneOf].flat())
        if (part !== undefined) {
            const inner = shapeOf(part, document, depth + 1);
            for (const [name, member] of inner.members)
                shape.members.set(name, member);
            shape.items ??= inner.items;
            shape.open ||= inner.open;
        }
    return shape;
}

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
    for (const [path, item] of Object.entries((0,json/* asObject */.eB)(document.root.paths) ?? {})) {
        const methods = dereferenced(item, document) ?? {};
        for (const method of METHODS) {
            const operation = (0,json/* asObject */.eB)(methods[method]);
            if (operation && !/[\s#?]/.test(path))
                operations.set(`${method.toUpperCase()} ${path}`, operation);
        }
    }
    const namedBy = (member, name) => [...operations]
        .filter(([, operation]) => kebab(String(operation[member] ?? "")) === name)
        .map(([key]) => key);
    return {
        find(name, own) {
            const ids = namedBy("operationId", name);
            const named = ids.length > 0 ? ids : namedBy("summary", name);
            if (named.length === 1)
                return named[0];
            const alike = [...operations.keys()].find((key) => shape(key) === shape(own));
            if (alike)
                return alike;
            const known = [...operations.values()].flatMap(({ operationId, summary }) => [operationId, summary].filter((text) => typeof text === "string").map(kebab));
            throw new problem/* Stop */.V({
                code: "invalid_openapi",
                place: { file: document.file, line: 1, column: 1 },
                say: ["notInDocument", name, own, (0,near/* near */.Z)(name, known), named],
            });
        },
        bodySchema(operation) {
            const body = dereferenced(operations.get(operation)?.requestBody, document);
            const content = (0,json/* asObject */.eB)(body?.content) ?? {};
            const type = Object.keys(content).find((name) => /^application\/(?:[\w.-]+\+)?json\b/i.test(name));
            return (0,json/* asObject */.eB)((0,json/* asObject */.eB)(content[type ?? "*/*"])?.schema);
        },
    };
}

;// CONCATENATED MODULE: ./build/provision/openapi/index.js
// What is loaded when an OpenAPI document is given.





/***/ })

};
;