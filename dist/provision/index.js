/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ 7657:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dm: () => (/* binding */ leadingJson),
/* harmony export */   eB: () => (/* binding */ asObject),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
// Parses JSON from other systems without quoting it in an error, and narrows it to an object.
/** The value of a JSON text, or undefined if it is none. The parser's error quotes the text, so it is dropped. */
function parseJson(text) {
    try {
        return JSON.parse(text.replace(/^\ufeff/, ""));
    }
    catch {
        return undefined;
    }
}
/** The value if it is an object, but not a list. */
const asObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
/** The object or list that a text begins with; undefined when there is none, or when it does not end. */
function leadingJson(text) {
    const start = text.search(/\S/);
    if (!"{[".includes(text.charAt(start) || " "))
        return undefined;
    let depth = 0;
    let inString = false;
    for (let at = start; at < text.length; at++) {
        const character = text.charAt(at);
        if (inString) {
            if (character === "\\")
                at++;
            else
                inString = character !== '"';
        }
        else if (character === '"')
            inString = true;
        else if ("{[".includes(character))
            depth++;
        else if ("}]".includes(character) && --depth === 0)
            return text.slice(start, at + 1);
    }
    return undefined;
}


/***/ }),

/***/ 6605:
/***/ ((__unused_webpack_module, exports) => {

"use strict";
var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 7506:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ readYaml)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6582);
// Reads YAML 1.2 as data, with the place of every value. Aliases and merge keys are followed as far as they stay small.

/** Values in one file. An alias counts as everything that it refers to. */
const MOST_VALUES = 1_000_000;
/** Mappings and lists in one another. */
const DEEPEST = 100;
/** More faults of a broken file tell the reader nothing new. */
const MOST_FAULTS = 20;
/** @returns undefined when the text cannot become data. All problems are reported */
function readYaml(text, { refuse, check }) {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const spotAt = (offset) => {
        const { line, col } = lines.linePos(offset);
        return { line: Math.max(1, line), column: Math.max(1, col) };
    };
    const document = parsed(text.replace(/^\ufeff/, ""), lines);
    const faults = document ? faultsOf(document) : [{ offset: 0, say: ["tooDeep"] }];
    // What else is wrong in the line of a fault follows from it.
    const byLine = Map.groupBy(faults, ({ offset }) => spotAt(offset).line);
    for (const [first] of [...byLine.values()].slice(0, MOST_FAULTS))
        refuse(spotAt(first.offset), ...first.say);
    if (!document || faults.length > 0)
        return undefined;
    const values = new Values(check, (node, ...say) => refuse(spotAt(startOf(node) ?? 0), ...say));
    const data = values.of(document.contents);
    if (!values.areSound)
        return undefined;
    return {
        data,
        spotOf: (path) => spotAt(values.offsetOf(document.contents, path, "value")),
        spotOfKey: (path) => spotAt(values.offsetOf(document.contents, path, "key")),
    };
}
/** @returns undefined when it is nested so deeply that the parser gives up */
function parsed(text, lineCounter) {
    try {
        // Duplicate keys and merge keys are handled below, in less time.
        const options = { uniqueKeys: false, merge: false, prettyErrors: false, version: "1.2" };
        const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { ...options, lineCounter });
        return document.errors.some(({ code }) => code === "RESOURCE_EXHAUSTION") ? undefined : document;
    }
    catch (error) {
        if (error instanceof RangeError)
            return undefined;
        throw error;
    }
}
function faultsOf({ errors, warnings, directives }) {
    const faults = [...errors, ...warnings].map(({ pos: [offset], code, message }) => ({
        offset,
        say: code === "MULTIPLE_DOCS" ? ["severalDocuments"] : ["notYaml", message, code],
    }));
    const { version = "1.2" } = directives?.yaml ?? {};
    if (version !== "1.2" && faults.length === 0)
        faults.push({ offset: 0, say: ["otherYaml", version] });
    return faults;
}
const startOf = (node) => node?.range?.[0];
const NOTHING = { value: undefined, height: 0 };
/** The values of one document. Each is made once, however many aliases refer to it. */
class Values {
    /** Whether they can be used, although some may have been refused. */
    areSound = true;
    #check;
    #refuse;
    #anchors = new Map();
    #targets = new Map();
    #mappings = new Map();
    #count = 0;
    #isTooMany = false;
    constructor(check, refuse) {
        this.#check = check;
        this.#refuse = refuse;
    }
    of(contents) {
        return this.#read(contents, 0).value;
    }
    /** The place of a value or of its key, as deep as the path leads. */
    offsetOf(contents, path, part) {
        let node = this.#target(contents);
        let offset = startOf(node) ?? 0;
        for (const [at, step] of path.entries()) {
            const pair = this.#mappings.get(node)?.pairs.get(String(step));
            const child = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node) ? node.items[Number(step)] : pair?.value;
            const isMarked = part === "key" && at === path.length - 1;
            const found = (isMarked ? startOf(pair?.key) : undefined) ?? startOf(child) ?? startOf(pair?.key);
            if (found === undefined)
                return offset;
            offset = found;
            node = this.#target(child);
        }
        return offset;
    }
    #target = (node) => this.#targets.get(node) ?? node;
    #read(node, above) {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node))
            return this.#meant(node, above);
        const before = this.#add(1, node);
        const { anchor } = (node ?? {});
        const anchored = { node: node, known: undefined };
        // From here on, so that an alias inside is recognised.
        if (anchor !== undefined)
            this.#anchors.set(anchor, anchored);
        const read = this.#content(node, above);
        anchored.known = { ...read, size: this.#count - before };
        return read;
    }
    #content(node, above) {
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) && !(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node))
            return this.#scalar(node);
        if (above === DEEPEST)
            return this.#fail(node, "tooDeep");
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
            return this.#mapping(node, above + 1);
        const items = node.items.map((item) => this.#read(item, above + 1));
        return { value: items.map(({ value }) => value), height: heightOver(items) };
    }
    #scalar(node) {
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node))
            return { value: null, height: 0 };
        const say = this.#check(node, "value");
        if (say)
            this.#refuse(node, ...say);
        return { value: node.value, height: 0 };
    }
    #meant(alias, above) {
        const anchored = this.#anchors.get(alias.source);
        if (!anchored)
            return this.#fail(alias, "noSuchAnchor", alias.source);
        const { node, known } = anchored;
        if (!known)
            return this.#fail(alias, "aliasInItself", alias.source);
        if (above + known.height > DEEPEST)
            return this.#fail(alias, "tooDeep");
        this.#add(known.size, alias);
        this.#targets.set(alias, node);
        return known;
    }
    #mapping(node, above) {
        const pairs = new Map();
        const values = new Map();
        const read = [];
        for (const pair of node.items) {
            const name = this.#nameOf(pair);
            const value = this.#read(pair.value, above);
            read.push(value);
            if (name === undefined)
                continue;
            if (pairs.has(name))
                this.#fail(pair.key, "duplicateKey", name);
            pairs.set(name, pair);
            values.set(name, value.value);
        }
        const merge = pairs.get(MERGE);
        if (merge && isMergeKey(merge.key)) {
            pairs.delete(MERGE);
            values.delete(MERGE);
            this.#merge(merge, pairs, values);
        }
        const value = Object.fromEntries(values);
        this.#mappings.set(node, { pairs, value });
        return { value, height: heightOver(read) };
    }
    /** Own members come before merged ones, and those of the first mapping before those of the others. */
    #merge(merge, pairs, values) {
        const target = this.#target(merge.value);
        const sources = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(target) ? target.items : [target];
        for (const source of sources) {
            const mapping = this.#mappings.get(this.#target(source));
            // An alias that means nothing has been refused already.
            if (!mapping && !(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(this.#target(source)))
                this.#fail(merge.key, "mergeOfNoMapping");
            for (const [name, pair] of mapping?.pairs ?? [])
                if (!pairs.has(name)) {
                    pairs.set(name, pair);
                    values.set(name, mapping.value[name]);
                }
        }
    }
    #nameOf({ key }) {
        const node = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(key) ? this.#anchors.get(key.source)?.node : key;
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node)) {
            this.#fail(key, "keyNotText");
            return undefined;
        }
        const { anchor } = node;
        if (anchor !== undefined && node === key)
            this.#anchors.set(anchor, { node, known: { value: node.value, height: 0, size: 1 } });
        const say = this.#check(node, "key");
        if (say)
            this.#fail(key, ...say);
        return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
    }
    /** @returns the number before */
    #add(count, node) {
        this.#count += count;
        if (this.#count > MOST_VALUES && !this.#isTooMany) {
            this.#isTooMany = true;
            this.#fail(node, "aliasBomb");
        }
        return this.#count - count;
    }
    #fail(node, ...say) {
        this.areSound = false;
        this.#refuse(node, ...say);
        return NOTHING;
    }
}
const heightOver = (parts) => 1 + parts.reduce((highest, { height }) => Math.max(highest, height), 0);
const MERGE = "<<";
/** In quotes it is a key like any other. */
const isMergeKey = (key) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && key.type === "PLAIN";


/***/ }),

/***/ 8457:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ near)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6605);
// Names that may be meant when another was written.

/** Longer names are not compared. A portal may send any. */
const LONGEST = 100;
/** The names that differ least, at most three; none when all differ much. */
function near(wrong, names) {
    const written = wrong.toLowerCase();
    const limit = Math.max(2, Math.floor(written.length / 3));
    return [...new Set(names)]
        .filter((name) => name.length <= LONGEST && written.length <= LONGEST)
        .map((name) => ({ name, far: (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(written, name.toLowerCase()) }))
        .filter(({ name, far }) => far <= limit || isPartOf(written, name.toLowerCase()))
        .sort((a, b) => a.far - b.far)
        .slice(0, 3)
        .map(({ name }) => name);
}
/** Either of the other, if it is no mere syllable. */
const isPartOf = (a, b) => Math.min(a.length, b.length) > 2 && (a.includes(b) || b.includes(a));


/***/ }),

/***/ 6571:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ OPERATION),
/* harmony export */   t: () => (/* binding */ checkModule)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7657);
/* harmony import */ var _near_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8457);


const text = (value) => typeof value === "string" && value !== "";
const truth = (value) => typeof value === "boolean";
const called = (value) => typeof value === "function";
const texts = (value) => Array.isArray(value) && value.every(text);
const mapping = (value) => (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value) !== undefined;
const mappingOf = (check) => (value) => mapping(value) && Object.values(value).every(check);
const reference = (value) => {
    const { kind, of, ...others } = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value) ?? {};
    return text(value) || (text(kind) && text(of) && Object.keys(others).length === 0);
};
const operation = (value) => typeof value === "string" && OPERATION.test(value);
/** Method and path, with `{parameters}` and without a query. */
const OPERATION = /^(GET|POST|PUT|PATCH|DELETE) (\/[^\s?#{}]*(?:\{[^\s?#{}/]+\}[^\s?#{}]*)*)$/;
const PORTAL = {
    name: text,
    headers: texts,
    operations: mappingOf(operation),
    inferred: texts,
    secretFields: texts,
    secrets: called,
    error: called,
    login: (value) => {
        const { request, token, ...others } = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value) ?? {};
        return called(request) && called(token) && Object.keys(others).length === 0;
    },
    kinds: (value) => mapping(value) && Object.keys(value).length > 0,
};
const KIND = {
    collection: (value) => text(value) && !RESERVED.test(value),
    in: text,
    single: truth,
    match: (value) => texts(value) && value.every((name) => /^[^.[\]?]+\??$/.test(name)),
    references: mappingOf(reference),
    list: called,
    items: called,
    next: called,
    find: called,
    read: called,
    id: called,
    fields: called,
    takes: texts,
    check: called,
    create: called,
    update: called,
    delete: called,
    sentOnly: texts,
    updateOnly: texts,
    unordered: texts,
    keyed: mappingOf(text),
    after: texts,
    again: texts,
    state: called,
    conflict: called,
    once: called,
    shownOnce: truth,
    etag: truth,
};
/** The manifest's own words. */
const RESERVED = /^(portal|options|operations|state|store|x-.*)$/;
const REQUIRED = { portal: ["name", "operations", "kinds"], kind: ["list"] };
/**
 * @param portal how the manifest names it
 * @returns the module, if its shape is right. All problems are reported as `invalid_portal`
 */
function checkModule(value, portal, report) {
    let sound = true;
    const wrong = (where, ...say) => {
        sound = false;
        report({ code: "invalid_portal", say: ["invalidPortal", portal, where, say[0]] });
    };
    const module = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value);
    if (!module) {
        wrong("", "its default export must be an object: export default { name, operations, kinds }");
        return undefined;
    }
    checkMembers(module, PORTAL, REQUIRED.portal, "", wrong);
    if (!PORTAL.kinds(module.kinds))
        return undefined;
    for (const [name, kind] of Object.entries(module.kinds)) {
        if ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(kind))
            checkMembers(kind, KIND, REQUIRED.kind, `kind "${name}"`, wrong);
        else
            wrong(`kind "${name}"`, "it must be an object");
    }
    if (!sound)
        return undefined;
    const checked = module;
    for (const name of checked.inferred ?? [])
        if (!Object.hasOwn(checked.operations, name))
            wrong("inferred", `there is no operation "${name}"`);
    for (const name of Object.keys(checked.kinds))
        checkLinks(name, checked, wrong);
    return sound ? checked : undefined;
}
function checkMembers(value, members, required, where, wrong) {
    for (const [name, member] of Object.entries(value)) {
        const check = Object.hasOwn(members, name) ? members[name] : undefined;
        if (!check)
            wrong(where, `"${name}" is not a member that a portal module has${perhaps((0,_near_js__WEBPACK_IMPORTED_MODULE_0__/* .near */ .Z)(name, Object.keys(members)))}`);
        else if (member !== undefined && !check(member))
            wrong(where, `"${name}" has the wrong type or form`);
    }
    for (const name of required)
        if (value[name] === undefined)
            wrong(where, `"${name}" is missing`);
}
const perhaps = (names) => names.length > 0 ? `, perhaps "${names.join('" or "')}"` : "";
/** What a kind says about other kinds and about its own fields. */
function checkLinks(name, { kinds }, wrong) {
    const kind = kinds[name];
    const say = (what) => what && wrong(`kind "${name}"`, what);
    const chain = chainOf(name, kinds);
    if (typeof chain === "string") {
        say(chain);
        return;
    }
    const siblings = Object.keys(kinds).filter((other) => other !== name && kinds[other].in === kind.in);
    for (const member of ["after", "again"])
        for (const other of kind[member] ?? [])
            if (!Object.hasOwn(kinds, other))
                say(`"${member}" names "${other}", no kind of this portal`);
            else if (!siblings.includes(other))
                say(`"${member}" names "${other}", which is not nested in the same kind`);
    for (const [isWrong, what] of ruleBreaks(kind))
        if (isWrong)
            say(what);
    if (kind.collection && siblings.some((other) => kinds[other].collection === kind.collection))
        say(`another kind has the collection "${kind.collection}" too`);
    for (const [field, reference] of Object.entries(kind.references ?? {}))
        say(wrongReference({ field, reference, chain, kind, kinds }));
}
/** The kinds above, from the innermost; or what is wrong with `in`. */
function chainOf(name, kinds) {
    const chain = [];
    for (let outer = kinds[name].in; outer !== undefined; outer = kinds[outer].in) {
        if (!Object.hasOwn(kinds, outer))
            return `"in" names "${outer}", no kind of this portal`;
        if (outer === name || chain.includes(outer))
            return '"in" leads back to the kind itself';
        chain.push(outer);
    }
    return chain;
}
const ruleBreaks = (kind) => [
    [kind.single && kind.match, '"match" has no meaning for a single'],
    [
        !kind.single && !kind.match?.some((field) => !field.endsWith("?")),
        '"match" must name a field that is always compared',
    ],
    [kind.again && !kind.single, '"again" is only for a single'],
    [kind.again && !kind.create, '"again" needs "create"'],
    [kind.updateOnly && !kind.update, '"updateOnly" needs "update"'],
    [kind.shownOnce && !kind.once, '"shownOnce" needs "once"'],
];
/** The kind that is meant must be at the top, or `of` must lead to its parent. */
function wrongReference({ field, reference, chain, kind, kinds }) {
    const { kind: target, of = undefined } = typeof reference === "string" ? { kind: reference } : reference;
    const meant = Object.hasOwn(kinds, target) ? kinds[target] : undefined;
    if (!meant)
        return `"references" names "${target}", no kind of this portal`;
    if (meant.single)
        return `"${field}" refers to "${target}", a single, which has no name`;
    if (of === undefined)
        return meant.in === undefined || chain.includes(meant.in)
            ? undefined
            : `"${field}" refers to "${target}", which is nested in "${meant.in}": say with "of" which one`;
    const through = kind.references?.[of];
    if (through === undefined && !chain.includes(of))
        return `"${field}" has "of": "${of}", neither a reference field nor a kind above`;
    const leads = through === undefined ? of : typeof through === "string" ? through : through.kind;
    return leads === meant.in
        ? undefined
        : `"${field}" has "of": "${of}", but "${target}" is not nested in that`;
}


/***/ }),

/***/ 744:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ Stop),
/* harmony export */   l: () => (/* binding */ OFFLINE_CODES)
/* harmony export */ });
/** The first four are found before anything is sent. When several of them occur, the first in this order is the step's. */
const OFFLINE_CODES = [
    "invalid_input",
    "invalid_portal",
    "invalid_openapi",
    "invalid_manifest",
];
/** Ends what is being done for one resource, or for the whole run. */
class Stop extends Error {
    problem;
    constructor(problem) {
        super(problem.code);
        this.problem = problem;
    }
}


/***/ }),

/***/ 8101:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ canonical),
/* harmony export */   JG: () => (/* binding */ laidOver),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   p9: () => (/* binding */ declaredPartOf),
/* harmony export */   so: () => (/* binding */ completed),
/* harmony export */   tX: () => (/* binding */ differences)
/* harmony export */ });
/* unused harmony export equal */
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7657);
// Values of resources as JSON: deep comparison of what is declared, and laying changes over what was read.

/** RFC 3339: date and time, the fraction of a second, the offset. */
const DATE_TIME = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/;
/** The second and its fraction. `Date` would round to milliseconds. */
function instantOf(text) {
    const [, date, time, fraction = "", offset] = DATE_TIME.exec(text) ?? [];
    if (date === undefined)
        return undefined;
    const second = Date.parse(`${date}T${time}${offset?.toUpperCase()}`);
    return Number.isNaN(second) ? undefined : { second, fraction: fraction.replace(/0+$/, "") };
}
function sameInstant(a, b) {
    const [one, other] = [instantOf(a), instantOf(b)];
    return one !== undefined && one.second === other?.second && one.fraction === other.fraction;
}
const isEmpty = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
/**
 * Finds a partner for each of so many elements, so that no two have the same one. A first choice is given up where
 * another element needs it.
 * @param fits whether the element at the first place may be paired with the one at the second
 */
function canPair(count, fits) {
    const takenBy = new Map();
    const place = (wanted, tried) => {
        // The same place first: most lists come back in the order in which they were sent.
        const places = Array.from({ length: count }, (_, step) => (wanted + step) % count);
        const free = places.find((item) => !takenBy.has(item) && fits(wanted, item));
        if (free !== undefined) {
            takenBy.set(free, wanted);
            return true;
        }
        for (const item of places) {
            if (tried.has(item) || !fits(wanted, item))
                continue;
            tried.add(item);
            if (!place(takenBy.get(item), tried))
                continue;
            takenBy.set(item, wanted);
            return true;
        }
        return false;
    };
    for (let wanted = 0; wanted < count; wanted++)
        if (!place(wanted, new Set()))
            return false;
    return true;
}
/** Whether a value at the portal is as declared. Only declared members count. */
function equal(declared, actual, path, rules) {
    if (declared === null || (Array.isArray(declared) && declared.length === 0))
        return isEmpty(actual);
    if (Array.isArray(declared)) {
        if (!Array.isArray(actual) || actual.length !== declared.length)
            return false;
        const same = (wanted, item) => equal(declared[wanted], actual[item], `${path}[]`, rules);
        return rules.unordered.has(path) || rules.keyed.has(path)
            ? canPair(declared.length, same)
            : declared.every((_, at) => same(at, at));
    }
    const mapping = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(declared);
    if (mapping) {
        const other = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(actual);
        return Object.entries(mapping).every(([name, value]) => equal(value, other?.[name], `${path}.${name}`, rules));
    }
    if (typeof declared === "string" && typeof actual === "string")
        return declared === actual || sameInstant(declared, actual);
    return declared === actual;
}
/**
 * The portal's value of something declared: its declared members only, or all of it where no mapping is
 * declared. Unordered lists are sorted, keyed ones by their keys. So it is the same from read to read.
 */
function declaredPartOf(declared, actual, path, rules) {
    if (Array.isArray(actual))
        return declaredPartOfList(Array.isArray(declared) ? declared : [], actual, path, rules);
    const other = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(actual);
    if (!other)
        return actual ?? null;
    const mapping = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(declared);
    return Object.fromEntries(Object.keys(mapping ?? other).map((name) => [
        name,
        declaredPartOf(mapping?.[name], other[name], `${path}.${name}`, rules),
    ]));
}
function declaredPartOfList(declared, actual, path, rules) {
    const key = rules.keyed.get(path);
    const isUnordered = rules.unordered.has(path);
    // An element without a partner shows the members that any declared element has.
    const any = declared.reduce((all, element) => laidOver(all, element), undefined);
    const partnerOf = (item, at) => {
        if (isUnordered)
            return any;
        if (key === undefined)
            return declared[at] ?? any;
        const keyOf = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(item)?.[key];
        const partner = declared.find((element) => (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(element)?.[key] === keyOf);
        return partner ?? ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(any) && { ...(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(any), [key]: keyOf });
    };
    const shown = actual.map((item, at) => declaredPartOf(partnerOf(item, at), item, `${path}[]`, rules));
    if (isUnordered)
        return sorted(shown, canonical);
    return key === undefined ? shown : sorted(shown, (item) => canonical([textOf((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(item)?.[key]), item]));
}
function sorted(list, keyOf) {
    const keyed = list.map((item) => ({ item, key: keyOf(item) }));
    return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}
/** JSON with sorted keys and no blanks. */
function canonical(value) {
    if (Array.isArray(value))
        return `[${value.map(canonical).join(",")}]`;
    const mapping = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(value);
    if (!mapping)
        return JSON.stringify(value) ?? "null";
    const members = Object.entries(mapping).filter(([, member]) => member !== undefined);
    return `{${sorted(members, ([name]) => name)
        .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
        .join(",")}}`;
}
/** A text as it is, anything else as JSON. An object from JSON may have a `toString` that is no function. */
const textOf = (value) => (typeof value === "string" ? value : canonical(value));
/** The differences of two values, as deep as both are mappings. */
function differences(declared, actual, path, rules) {
    if (equal(declared, actual, path, rules))
        return [];
    const mapping = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(declared);
    const other = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(actual);
    if (mapping && other)
        return Object.entries(mapping).flatMap(([name, value]) => differences(value, other[name], `${path}.${name}`, rules));
    return [{ path, before: declaredPartOf(declared, actual, path, rules), after: declared }];
}
/** In keyed lists, each declared element becomes the portal's with the declared members over it. */
function completed(declared, actual, path, rules) {
    if (Array.isArray(declared)) {
        const key = rules.keyed.get(path);
        if (key === undefined || !Array.isArray(actual))
            return declared;
        const left = [...actual];
        return declared.map((element) => {
            const at = left.findIndex((item) => (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(item)?.[key] === (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(element)?.[key]);
            if (at < 0)
                return element;
            const [partner] = left.splice(at, 1);
            return laidOver(partner, completed(element, partner, `${path}[]`, rules));
        });
    }
    const mapping = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(declared);
    if (!mapping)
        return declared;
    const other = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(actual);
    return Object.fromEntries(Object.entries(mapping).map(([name, value]) => [
        name,
        completed(value, other?.[name], `${path}.${name}`, rules),
    ]));
}
/** What was read with changes over it: mappings deeply, everything else as a whole. */
function laidOver(read, changes) {
    const [mapping, over] = [(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(read), (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asObject */ .eB)(changes)];
    if (!mapping || !over)
        return changes;
    const laid = Object.fromEntries(Object.entries(over).map(([name, value]) => [name, laidOver(mapping[name], value)]));
    return { ...mapping, ...laid };
}


/***/ }),

/***/ 6514:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B3: () => (/* binding */ workspaceOf),
/* harmony export */   Hi: () => (/* binding */ absolutePath),
/* harmony export */   b2: () => (/* binding */ isMissing),
/* harmony export */   pS: () => (/* binding */ shownPath)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
// Files of the repository: paths are seen from the workspace.

/** Where the repository is checked out. */
const workspaceOf = (env) => env.GITHUB_WORKSPACE || process.cwd();
const absolutePath = (path, workspace) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, path);
/** As annotations name a file: with slashes, on Windows too. */
const shownPath = (absolute, workspace) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace), absolute).replaceAll("\\", "/");
/** Whether a file could not be read because there is none. */
const isMissing = (error) => ["ENOENT", "ENOTDIR"].includes(error.code ?? "");


/***/ }),

/***/ 5043:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ withoutNamed),
/* harmony export */   W: () => (/* binding */ credentialsIn)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7657);
// Credentials that this run has never seen, known by the name in front of them.

/** How names of credentials end; compared without case and punctuation. */
const NAME = /(?:token|secret|assertion|password|passphrase|credential|apikey|privatekey|jwt)s?$/;
/** In running text: a name, a separator, and a value. */
const NAMED = /((?:access|refresh|id|subject|actor|auth|session|bearer)[_-]?token|client[_-]?(?:secret|assertion)|assertion|password|passphrase|(?:api|private)[_-]?key)(\\*["']?\s*[:=]\s*\\*["']?)([^\s"'&,;<>{}\\]{8,})/gi;
/** The text with every value that follows the name of a credential replaced, unless it is a word such as "required". */
const withoutNamed = (text) => text.replace(NAMED, (all, name, between, value) => (/^[a-z]+$/.test(value) ? all : `${name}${between}***`));
/** Limits of the search: a hostile answer may have any depth and size. */
const DEEPEST = 8;
const MOST_VALUES = 10_000;
/** The values of all members that are named like a credential, in lists and in JSON inside a text too. */
function credentialsIn(json) {
    const found = [];
    let left = MOST_VALUES;
    const search = (value, name, depth) => {
        if (depth > DEEPEST || left-- <= 0)
            return;
        if (typeof value === "string") {
            if (NAME.test(name.replace(/[^a-z]/gi, "").toLowerCase()))
                found.push(value);
            else if (/^\s*[[{]/.test(value))
                search((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qF)(value), name, depth + 1);
        }
        else if (Array.isArray(value))
            for (const item of value)
                search(item, name, depth + 1);
        else if (typeof value === "object" && value !== null)
            for (const [key, member] of Object.entries(value))
                search(member, key, depth + 1);
    };
    search(json, "", 0);
    return found;
}


/***/ }),

/***/ 9626:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gr: () => (/* binding */ ELLIPSIS),
/* harmony export */   Is: () => (/* binding */ harmless),
/* harmony export */   ml: () => (/* binding */ shorten)
/* harmony export */ });
/* unused harmony export cleaned */
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5043);
// Makes text from a server safe to print: no secret, line break, escape sequence or runner command, and not too long.

/** Longest text of a server that a message quotes, in characters. */
const LONGEST_QUOTE = 500;
/** Characters of a longer text, of which nothing is quoted: it was made to take long. */
const LONGEST_TEXT = 64 * 1024;
// CSI, OSC and other ANSI sequences; then every other control, bidirectional or invisible character.
const ESCAPE_SEQUENCES = /(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g;
/** Created when first used: V8 builds the character sets of such classes while it parses a file (1 ms), and most runs need none. */
const invisible = () => (madeInvisible ??= /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]+/gu);
let madeInvisible;
// Text from a server may hold a token that this run has never seen, such as another client's.
const JWT_LIKE = /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g;
/**
 * Text that the steps below would not change: most values. The other expressions take milliseconds to compile.
 * A property test holds this to what the steps do.
 */
const isUnchanged = (text) => PLAIN.test(text) && !SUSPICIOUS.test(text);
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;
const SUSPICIOUS = /eyJ|::|##\[|(?:token|assertion|secret|password|passphrase|key)["'\\\s]*[:=]/i;
/**
 * The runner reads `::name::` at the start of a line and `##[name]` anywhere as commands. A plain space breaks
 * them; an invisible character would not, since the runner's culture-aware comparison skips it.
 */
const breakCommands = (text) => text.replace(/:(?=:)/g, ": ").replace(/#(?=#\[)/g, "# ");
/**
 * The text as one line of plain characters.
 * @param secrets are redacted first: a secret in text that was flattened or shortened is no longer recognised
 */
function harmless(text, secrets, longest = LONGEST_QUOTE) {
    const redact = (part) => secrets.redactQuote(part);
    if (text.length > LONGEST_TEXT)
        return ELLIPSIS;
    if (text.length <= longest && isUnchanged(text))
        return redact(text);
    return shorten(cleaned(text, redact), longest);
}
/** All steps, in their order. */
function cleaned(text, redact) {
    // Removing an escape sequence may join the two halves of a secret, so each step is followed by a redaction.
    const plain = redact(redact(text).replace(ESCAPE_SEQUENCES, ""));
    const line = redact(plain.replace(invisible(), " ").replace(/\s+/g, " ").trim());
    return breakCommands((0,_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutNamed */ .M)(line.replace(JWT_LIKE, "***")));
}
/** At most this many characters; a shortened text ends in an ellipsis. */
const shorten = (text, longest) => text.length > longest ? text.slice(0, longest - 1).toWellFormed() + ELLIPSIS : text;
/** Written as an escape: one character beyond Latin-1 doubles the memory of the whole bundle and slows its start. */
const ELLIPSIS = "\u2026";


/***/ }),

/***/ 2722:
/***/ ((__unused_webpack_module, exports) => {

// @actions/http-client imports tunnel for the agents of getAgent(), which this action never calls: src/http/proxy.ts
// loads the real package when there is a proxy. tunnel and the assert that it imports are 5 % of the time of a run.
const leftOut = () => {
  throw new Error(
    "tunnel is left out of this bundle: pass an agent of your own, not that of HttpClient.getAgent()",
  )
}

exports.xj = leftOut
exports.I9 = leftOut
exports.aQ = leftOut
exports.vX = leftOut


/***/ }),

/***/ 2613:
/***/ ((module) => {

"use strict";
module.exports = require("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

"use strict";
module.exports = require("buffer");

/***/ }),

/***/ 4434:
/***/ ((module) => {

"use strict";
module.exports = require("events");

/***/ }),

/***/ 8611:
/***/ ((module) => {

"use strict";
module.exports = require("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

"use strict";
module.exports = require("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

"use strict";
module.exports = require("net");

/***/ }),

/***/ 7598:
/***/ ((module) => {

"use strict";
module.exports = require("node:crypto");

/***/ }),

/***/ 3024:
/***/ ((module) => {

"use strict";
module.exports = require("node:fs");

/***/ }),

/***/ 6760:
/***/ ((module) => {

"use strict";
module.exports = require("node:path");

/***/ }),

/***/ 8522:
/***/ ((module) => {

"use strict";
module.exports = require("node:zlib");

/***/ }),

/***/ 932:
/***/ ((module) => {

"use strict";
module.exports = require("process");

/***/ }),

/***/ 4756:
/***/ ((module) => {

"use strict";
module.exports = require("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

"use strict";
module.exports = require("util");

/***/ }),

/***/ 7114:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var Scalar = __nccwpck_require__(5802);
var YAMLMap = __nccwpck_require__(1267);
var YAMLSeq = __nccwpck_require__(7650);
var resolveBlockMap = __nccwpck_require__(4530);
var resolveBlockSeq = __nccwpck_require__(3803);
var resolveFlowCollection = __nccwpck_require__(8459);

function resolveCollection(CN, ctx, token, onError, tagName, tag) {
    const coll = token.type === 'block-map'
        ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag)
        : token.type === 'block-seq'
            ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag)
            : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag);
    const Coll = coll.constructor;
    if (tagName === '!' || tagName === Coll.tagName) {
        coll.tag = Coll.tagName;
        return coll;
    }
    if (tagName)
        coll.tag = tagName;
    return coll;
}
function composeCollection(CN, ctx, token, props, onError) {
    const tagToken = props.tag;
    const tagName = !tagToken
        ? null
        : ctx.directives.tagName(tagToken.source, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg));
    if (token.type === 'block-seq') {
        const { anchor, newlineAfterProp: nl } = props;
        const lastProp = anchor && tagToken
            ? anchor.offset > tagToken.offset
                ? anchor
                : tagToken
            : (anchor ?? tagToken);
        if (lastProp && (!nl || nl.offset < lastProp.offset)) {
            const message = 'Missing newline after block sequence props';
            onError(lastProp, 'MISSING_CHAR', message);
        }
    }
    const expType = token.type === 'block-map'
        ? 'map'
        : token.type === 'block-seq'
            ? 'seq'
            : token.start.source === '{'
                ? 'map'
                : 'seq';
    if (!tagToken ||
        !tagName ||
        tagName === '!' ||
        (tagName === YAMLMap.YAMLMap.tagName && expType === 'map') ||
        (tagName === YAMLSeq.YAMLSeq.tagName && expType === 'seq')) {
        return resolveCollection(CN, ctx, token, onError, tagName);
    }
    let tag = ctx.schema.tags.find(t => t.tag === tagName && t.collection === expType);
    if (!tag) {
        const kt = ctx.schema.knownTags[tagName];
        if (kt?.collection === expType) {
            ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
            tag = kt;
        }
        else {
            if (kt) {
                onError(tagToken, 'BAD_COLLECTION_TYPE', `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? 'scalar'}`, true);
            }
            else {
                onError(tagToken, 'TAG_RESOLVE_FAILED', `Unresolved tag: ${tagName}`, true);
            }
            return resolveCollection(CN, ctx, token, onError, tagName);
        }
    }
    const coll = resolveCollection(CN, ctx, token, onError, tagName, tag);
    const res = tag.resolve?.(coll, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg), ctx.options) ?? coll;
    const node = identity.isNode(res)
        ? res
        : new Scalar.Scalar(res);
    node.range = coll.range;
    node.tag = tagName;
    if (tag?.format)
        node.format = tag.format;
    return node;
}

exports.composeCollection = composeCollection;


/***/ }),

/***/ 182:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Document = __nccwpck_require__(7262);
var composeNode = __nccwpck_require__(5942);
var resolveEnd = __nccwpck_require__(1941);
var resolveProps = __nccwpck_require__(5426);

function composeDoc(options, directives, { offset, start, value, end }, onError) {
    const opts = Object.assign({ _directives: directives }, options);
    const doc = new Document.Document(undefined, opts);
    const ctx = {
        atKey: false,
        atRoot: true,
        directives: doc.directives,
        options: doc.options,
        schema: doc.schema
    };
    const props = resolveProps.resolveProps(start, {
        indicator: 'doc-start',
        next: value ?? end?.[0],
        offset,
        onError,
        parentIndent: 0,
        startOnNewline: true
    });
    if (props.found) {
        doc.directives.docStart = true;
        if (value &&
            (value.type === 'block-map' || value.type === 'block-seq') &&
            !props.hasNewline)
            onError(props.end, 'MISSING_CHAR', 'Block collection cannot start on same line with directives-end marker');
    }
    doc.contents = value
        ? composeNode.composeNode(ctx, value, props, onError)
        : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
    const contentEnd = doc.contents.range[2];
    const re = resolveEnd.resolveEnd(end, contentEnd, false, onError);
    if (re.comment)
        doc.comment = re.comment;
    doc.range = [offset, contentEnd, re.offset];
    return doc;
}

exports.composeDoc = composeDoc;


/***/ }),

/***/ 5942:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Alias = __nccwpck_require__(8288);
var identity = __nccwpck_require__(7612);
var composeCollection = __nccwpck_require__(7114);
var composeScalar = __nccwpck_require__(7438);
var resolveEnd = __nccwpck_require__(1941);
var utilEmptyScalarPosition = __nccwpck_require__(952);

const CN = { composeNode, composeEmptyNode };
function composeNode(ctx, token, props, onError) {
    const atKey = ctx.atKey;
    const { spaceBefore, comment, anchor, tag } = props;
    let node;
    let isSrcToken = true;
    switch (token.type) {
        case 'alias':
            node = composeAlias(ctx, token, onError);
            if (anchor || tag)
                onError(token, 'ALIAS_PROPS', 'An alias node must not specify any properties');
            break;
        case 'scalar':
        case 'single-quoted-scalar':
        case 'double-quoted-scalar':
        case 'block-scalar':
            node = composeScalar.composeScalar(ctx, token, tag, onError);
            if (anchor)
                node.anchor = anchor.source.substring(1);
            break;
        case 'block-map':
        case 'block-seq':
        case 'flow-collection':
            try {
                node = composeCollection.composeCollection(CN, ctx, token, props, onError);
                if (anchor)
                    node.anchor = anchor.source.substring(1);
            }
            catch (error) {
                const message = error instanceof Error ? error.message : String(error);
                onError(token, 'RESOURCE_EXHAUSTION', message);
            }
            break;
        default: {
            const message = token.type === 'error'
                ? token.message
                : `Unsupported token (type: ${token.type})`;
            onError(token, 'UNEXPECTED_TOKEN', message);
            isSrcToken = false;
        }
    }
    node ?? (node = composeEmptyNode(ctx, token.offset, undefined, null, props, onError));
    if (anchor && node.anchor === '')
        onError(anchor, 'BAD_ALIAS', 'Anchor cannot be an empty string');
    if (atKey &&
        ctx.options.stringKeys &&
        (!identity.isScalar(node) ||
            typeof node.value !== 'string' ||
            (node.tag && node.tag !== 'tag:yaml.org,2002:str'))) {
        const msg = 'With stringKeys, all keys must be strings';
        onError(tag ?? token, 'NON_STRING_KEY', msg);
    }
    if (spaceBefore)
        node.spaceBefore = true;
    if (comment) {
        if (token.type === 'scalar' && token.source === '')
            node.comment = comment;
        else
            node.commentBefore = comment;
    }
    if (ctx.options.keepSourceTokens && isSrcToken)
        node.srcToken = token;
    return node;
}
function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
    const token = {
        type: 'scalar',
        offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
        indent: -1,
        source: ''
    };
    const node = composeScalar.composeScalar(ctx, token, tag, onError);
    if (anchor) {
        node.anchor = anchor.source.substring(1);
        if (node.anchor === '')
            onError(anchor, 'BAD_ALIAS', 'Anchor cannot be an empty string');
    }
    if (spaceBefore)
        node.spaceBefore = true;
    if (comment) {
        node.comment = comment;
        node.range[2] = end;
    }
    return node;
}
function composeAlias({ options }, { offset, source, end }, onError) {
    const alias = new Alias.Alias(source.substring(1));
    if (alias.source === '')
        onError(offset, 'BAD_ALIAS', 'Alias cannot be an empty string');
    if (alias.source.endsWith(':'))
        onError(offset + source.length - 1, 'BAD_ALIAS', 'Alias ending in : is ambiguous', true);
    const valueEnd = offset + source.length;
    const re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
    alias.range = [offset, valueEnd, re.offset];
    if (re.comment)
        alias.comment = re.comment;
    return alias;
}

exports.composeEmptyNode = composeEmptyNode;
exports.composeNode = composeNode;


/***/ }),

/***/ 7438:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var Scalar = __nccwpck_require__(5802);
var resolveBlockScalar = __nccwpck_require__(2270);
var resolveFlowScalar = __nccwpck_require__(4235);

function composeScalar(ctx, token, tagToken, onError) {
    const { value, type, comment, range } = token.type === 'block-scalar'
        ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError)
        : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
    const tagName = tagToken
        ? ctx.directives.tagName(tagToken.source, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg))
        : null;
    let tag;
    if (ctx.options.stringKeys && ctx.atKey) {
        tag = ctx.schema[identity.SCALAR];
    }
    else if (tagName)
        tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
    else if (token.type === 'scalar')
        tag = findScalarTagByTest(ctx, value, token, onError);
    else
        tag = ctx.schema[identity.SCALAR];
    let scalar;
    try {
        const res = tag.resolve(value, msg => onError(tagToken ?? token, 'TAG_RESOLVE_FAILED', msg), ctx.options);
        scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
    }
    catch (error) {
        const msg = error instanceof Error ? error.message : String(error);
        onError(tagToken ?? token, 'TAG_RESOLVE_FAILED', msg);
        scalar = new Scalar.Scalar(value);
    }
    scalar.range = range;
    scalar.source = value;
    if (type)
        scalar.type = type;
    if (tagName)
        scalar.tag = tagName;
    if (tag.format)
        scalar.format = tag.format;
    if (comment)
        scalar.comment = comment;
    return scalar;
}
function findScalarTagByName(schema, value, tagName, tagToken, onError) {
    if (tagName === '!')
        return schema[identity.SCALAR];  
    const matchWithTest = [];
    for (const tag of schema.tags) {
        if (!tag.collection && tag.tag === tagName) {
            if (tag.default && tag.test)
                matchWithTest.push(tag);
            else
                return tag;
        }
    }
    for (const tag of matchWithTest)
        if (tag.test?.test(value))
            return tag;
    const kt = schema.knownTags[tagName];
    if (kt && !kt.collection) {
        schema.tags.push(Object.assign({}, kt, { default: false, test: undefined }));
        return kt;
    }
    onError(tagToken, 'TAG_RESOLVE_FAILED', `Unresolved tag: ${tagName}`, tagName !== 'tag:yaml.org,2002:str');
    return schema[identity.SCALAR];
}
function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
    const tag = schema.tags.find(tag => (tag.default === true || (atKey && tag.default === 'key')) &&
        tag.test?.test(value)) || schema[identity.SCALAR];
    if (schema.compat) {
        const compat = schema.compat.find(tag => tag.default && tag.test?.test(value)) ??
            schema[identity.SCALAR];
        if (tag.tag !== compat.tag) {
            const ts = directives.tagString(tag.tag);
            const cs = directives.tagString(compat.tag);
            const msg = `Value may be parsed as either ${ts} or ${cs}`;
            onError(token, 'TAG_RESOLVE_FAILED', msg, true);
        }
    }
    return tag;
}

exports.composeScalar = composeScalar;


/***/ }),

/***/ 7095:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var node_process = __nccwpck_require__(932);
var directives = __nccwpck_require__(9625);
var Document = __nccwpck_require__(7262);
var errors = __nccwpck_require__(1259);
var identity = __nccwpck_require__(7612);
var composeDoc = __nccwpck_require__(182);
var resolveEnd = __nccwpck_require__(1941);

function getErrorPos(src) {
    if (typeof src === 'number')
        return [src, src + 1];
    if (Array.isArray(src))
        return src.length === 2 ? src : [src[0], src[1]];
    const { offset, source } = src;
    return [offset, offset + (typeof source === 'string' ? source.length : 1)];
}
function parsePrelude(prelude) {
    let comment = '';
    let atComment = false;
    let afterEmptyLine = false;
    for (let i = 0; i < prelude.length; ++i) {
        const source = prelude[i];
        switch (source[0]) {
            case '#':
                comment +=
                    (comment === '' ? '' : afterEmptyLine ? '\n\n' : '\n') +
                        (source.substring(1) || ' ');
                atComment = true;
                afterEmptyLine = false;
                break;
            case '%':
                if (prelude[i + 1]?.[0] !== '#')
                    i += 1;
                atComment = false;
                break;
            default:
                if (!atComment)
                    afterEmptyLine = true;
                atComment = false;
        }
    }
    return { comment, afterEmptyLine };
}
class Composer {
    constructor(options = {}) {
        this.doc = null;
        this.atDirectives = false;
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
        this.onError = (source, code, message, warning) => {
            const pos = getErrorPos(source);
            if (warning)
                this.warnings.push(new errors.YAMLWarning(pos, code, message));
            else
                this.errors.push(new errors.YAMLParseError(pos, code, message));
        };
        this.directives = new directives.Directives({ version: options.version || '1.2' });
        this.options = options;
    }
    decorate(doc, afterDoc) {
        const { comment, afterEmptyLine } = parsePrelude(this.prelude);
        if (comment) {
            const dc = doc.contents;
            if (afterDoc) {
                doc.comment = doc.comment ? `${doc.comment}\n${comment}` : comment;
            }
            else if (afterEmptyLine || doc.directives.docStart || !dc) {
                doc.commentBefore = comment;
            }
            else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
                let it = dc.items[0];
                if (identity.isPair(it))
                    it = it.key;
                const cb = it.commentBefore;
                it.commentBefore = cb ? `${comment}\n${cb}` : comment;
            }
            else {
                const cb = dc.commentBefore;
                dc.commentBefore = cb ? `${comment}\n${cb}` : comment;
            }
        }
        if (afterDoc) {
            for (let i = 0; i < this.errors.length; ++i)
                doc.errors.push(this.errors[i]);
            for (let i = 0; i < this.warnings.length; ++i)
                doc.warnings.push(this.warnings[i]);
        }
        else {
            doc.errors = this.errors;
            doc.warnings = this.warnings;
        }
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
    }
    streamInfo() {
        return {
            comment: parsePrelude(this.prelude).comment,
            directives: this.directives,
            errors: this.errors,
            warnings: this.warnings
        };
    }
    *compose(tokens, forceDoc = false, endOffset = -1) {
        for (const token of tokens)
            yield* this.next(token);
        yield* this.end(forceDoc, endOffset);
    }
    *next(token) {
        if (node_process.env.LOG_STREAM)
            console.dir(token, { depth: null });
        switch (token.type) {
            case 'directive':
                this.directives.add(token.source, (offset, message, warning) => {
                    const pos = getErrorPos(token);
                    pos[0] += offset;
                    this.onError(pos, 'BAD_DIRECTIVE', message, warning);
                });
                this.prelude.push(token.source);
                this.atDirectives = true;
                break;
            case 'document': {
                const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
                if (this.atDirectives && !doc.directives.docStart)
                    this.onError(token, 'MISSING_CHAR', 'Missing directives-end/doc-start indicator line');
                this.decorate(doc, false);
                if (this.doc)
                    yield this.doc;
                this.doc = doc;
                this.atDirectives = false;
                break;
            }
            case 'byte-order-mark':
            case 'space':
                break;
            case 'comment':
            case 'newline':
                this.prelude.push(token.source);
                break;
            case 'error': {
                const msg = token.source
                    ? `${token.message}: ${JSON.stringify(token.source)}`
                    : token.message;
                const error = new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', msg);
                if (this.atDirectives || !this.doc)
                    this.errors.push(error);
                else
                    this.doc.errors.push(error);
                break;
            }
            case 'doc-end': {
                if (!this.doc) {
                    const msg = 'Unexpected doc-end without preceding document';
                    this.errors.push(new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', msg));
                    break;
                }
                this.doc.directives.docEnd = true;
                const end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
                this.decorate(this.doc, true);
                if (end.comment) {
                    const dc = this.doc.comment;
                    this.doc.comment = dc ? `${dc}\n${end.comment}` : end.comment;
                }
                this.doc.range[2] = end.offset;
                break;
            }
            default:
                this.errors.push(new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', `Unsupported token ${token.type}`));
        }
    }
    *end(forceDoc = false, endOffset = -1) {
        if (this.doc) {
            this.decorate(this.doc, true);
            yield this.doc;
            this.doc = null;
        }
        else if (forceDoc) {
            const opts = Object.assign({ _directives: this.directives }, this.options);
            const doc = new Document.Document(undefined, opts);
            if (this.atDirectives)
                this.onError(endOffset, 'MISSING_CHAR', 'Missing directives-end indicator line');
            doc.range = [0, endOffset, endOffset];
            this.decorate(doc, false);
            yield doc;
        }
    }
}

exports.Composer = Composer;


/***/ }),

/***/ 4530:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Pair = __nccwpck_require__(550);
var YAMLMap = __nccwpck_require__(1267);
var resolveProps = __nccwpck_require__(5426);
var utilContainsNewline = __nccwpck_require__(6250);
var utilFlowIndentCheck = __nccwpck_require__(6796);
var utilMapIncludes = __nccwpck_require__(2374);

const startColMsg = 'All mapping items must start at the same column';
function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
    const NodeClass = tag?.nodeClass ?? YAMLMap.YAMLMap;
    const map = new NodeClass(ctx.schema);
    if (ctx.atRoot)
        ctx.atRoot = false;
    let offset = bm.offset;
    let commentEnd = null;
    for (const collItem of bm.items) {
        const { start, key, sep, value } = collItem;
        const keyProps = resolveProps.resolveProps(start, {
            indicator: 'explicit-key-ind',
            next: key ?? sep?.[0],
            offset,
            onError,
            parentIndent: bm.indent,
            startOnNewline: true
        });
        const implicitKey = !keyProps.found;
        if (implicitKey) {
            if (key) {
                if (key.type === 'block-seq')
                    onError(offset, 'BLOCK_AS_IMPLICIT_KEY', 'A block sequence may not be used as an implicit map key');
                else if ('indent' in key && key.indent !== bm.indent)
                    onError(offset, 'BAD_INDENT', startColMsg);
            }
            if (!keyProps.anchor && !keyProps.tag && !sep) {
                commentEnd = keyProps.end;
                if (keyProps.comment) {
                    if (map.comment)
                        map.comment += '\n' + keyProps.comment;
                    else
                        map.comment = keyProps.comment;
                }
                continue;
            }
            if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) {
                onError(key ?? start[start.length - 1], 'MULTILINE_IMPLICIT_KEY', 'Implicit keys need to be on a single line');
            }
        }
        else if (keyProps.found?.indent !== bm.indent) {
            onError(offset, 'BAD_INDENT', startColMsg);
        }
        ctx.atKey = true;
        const keyStart = keyProps.end;
        const keyNode = key
            ? composeNode(ctx, key, keyProps, onError)
            : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
        if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
        ctx.atKey = false;
        if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
            onError(keyStart, 'DUPLICATE_KEY', 'Map keys must be unique');
        const valueProps = resolveProps.resolveProps(sep ?? [], {
            indicator: 'map-value-ind',
            next: value,
            offset: keyNode.range[2],
            onError,
            parentIndent: bm.indent,
            startOnNewline: !key || key.type === 'block-scalar'
        });
        offset = valueProps.end;
        if (valueProps.found) {
            if (implicitKey) {
                if (value?.type === 'block-map' && !valueProps.hasNewline)
                    onError(offset, 'BLOCK_AS_IMPLICIT_KEY', 'Nested mappings are not allowed in compact mappings');
                if (ctx.options.strict &&
                    keyProps.start < valueProps.found.offset - 1024)
                    onError(keyNode.range, 'KEY_OVER_1024_CHARS', 'The : indicator must be at most 1024 chars after the start of an implicit block mapping key');
            }
            const valueNode = value
                ? composeNode(ctx, value, valueProps, onError)
                : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
            if (ctx.schema.compat)
                utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
            offset = valueNode.range[2];
            const pair = new Pair.Pair(keyNode, valueNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            map.items.push(pair);
        }
        else {
            if (implicitKey)
                onError(keyNode.range, 'MISSING_CHAR', 'Implicit map keys need to be followed by map values');
            if (valueProps.comment) {
                if (keyNode.comment)
                    keyNode.comment += '\n' + valueProps.comment;
                else
                    keyNode.comment = valueProps.comment;
            }
            const pair = new Pair.Pair(keyNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            map.items.push(pair);
        }
    }
    if (commentEnd && commentEnd < offset)
        onError(commentEnd, 'IMPOSSIBLE', 'Map comment with trailing content');
    map.range = [bm.offset, offset, commentEnd ?? offset];
    return map;
}

exports.resolveBlockMap = resolveBlockMap;


/***/ }),

/***/ 2270:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Scalar = __nccwpck_require__(5802);

function resolveBlockScalar(ctx, scalar, onError) {
    const start = scalar.offset;
    const header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
    if (!header)
        return { value: '', type: null, comment: '', range: [start, start, start] };
    const type = header.mode === '>' ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL;
    const lines = scalar.source ? splitLines(scalar.source) : [];
    let chompStart = lines.length;
    for (let i = lines.length - 1; i >= 0; --i) {
        const content = lines[i][1];
        if (content === '' || content === '\r')
            chompStart = i;
        else
            break;
    }
    if (chompStart === 0) {
        const value = header.chomp === '+' && lines.length > 0
            ? '\n'.repeat(Math.max(1, lines.length - 1))
            : '';
        let end = start + header.length;
        if (scalar.source)
            end += scalar.source.length;
        return { value, type, comment: header.comment, range: [start, end, end] };
    }
    let trimIndent = scalar.indent + header.indent;
    let offset = scalar.offset + header.length;
    let contentStart = 0;
    for (let i = 0; i < chompStart; ++i) {
        const [indent, content] = lines[i];
        if (content === '' || content === '\r') {
            if (header.indent === 0 && indent.length > trimIndent)
                trimIndent = indent.length;
        }
        else {
            if (indent.length < trimIndent) {
                const message = 'Block scalars with more-indented leading empty lines must use an explicit indentation indicator';
                onError(offset + indent.length, 'MISSING_CHAR', message);
            }
            if (header.indent === 0)
                trimIndent = indent.length;
            contentStart = i;
            if (trimIndent === 0 && !ctx.atRoot) {
                const message = 'Block scalar values in collections must be indented';
                onError(offset, 'BAD_INDENT', message);
            }
            break;
        }
        offset += indent.length + content.length + 1;
    }
    for (let i = lines.length - 1; i >= chompStart; --i) {
        if (lines[i][0].length > trimIndent)
            chompStart = i + 1;
    }
    let value = '';
    let sep = '';
    let prevMoreIndented = false;
    for (let i = 0; i < contentStart; ++i)
        value += lines[i][0].slice(trimIndent) + '\n';
    for (let i = contentStart; i < chompStart; ++i) {
        let [indent, content] = lines[i];
        offset += indent.length + content.length + 1;
        const crlf = content[content.length - 1] === '\r';
        if (crlf)
            content = content.slice(0, -1);
        if (content && indent.length < trimIndent) {
            const src = header.indent
                ? 'explicit indentation indicator'
                : 'first line';
            const message = `Block scalar lines must not be less indented than their ${src}`;
            onError(offset - content.length - (crlf ? 2 : 1), 'BAD_INDENT', message);
            indent = '';
        }
        if (type === Scalar.Scalar.BLOCK_LITERAL) {
            value += sep + indent.slice(trimIndent) + content;
            sep = '\n';
        }
        else if (indent.length > trimIndent || content[0] === '\t') {
            if (sep === ' ')
                sep = '\n';
            else if (!prevMoreIndented && sep === '\n')
                sep = '\n\n';
            value += sep + indent.slice(trimIndent) + content;
            sep = '\n';
            prevMoreIndented = true;
        }
        else if (content === '') {
            if (sep === '\n')
                value += '\n';
            else
                sep = '\n';
        }
        else {
            value += sep + content;
            sep = ' ';
            prevMoreIndented = false;
        }
    }
    switch (header.chomp) {
        case '-':
            break;
        case '+':
            for (let i = chompStart; i < lines.length; ++i)
                value += '\n' + lines[i][0].slice(trimIndent);
            if (value[value.length - 1] !== '\n')
                value += '\n';
            break;
        default:
            value += '\n';
    }
    const end = start + header.length + scalar.source.length;
    return { value, type, comment: header.comment, range: [start, end, end] };
}
function parseBlockScalarHeader({ offset, props }, strict, onError) {
    if (props[0].type !== 'block-scalar-header') {
        onError(props[0], 'IMPOSSIBLE', 'Block scalar header not found');
        return null;
    }
    const { source } = props[0];
    const mode = source[0];
    let indent = 0;
    let chomp = '';
    let error = -1;
    for (let i = 1; i < source.length; ++i) {
        const ch = source[i];
        if (!chomp && (ch === '-' || ch === '+'))
            chomp = ch;
        else {
            const n = Number(ch);
            if (!indent && n)
                indent = n;
            else if (error === -1)
                error = offset + i;
        }
    }
    if (error !== -1)
        onError(error, 'UNEXPECTED_TOKEN', `Block scalar header includes extra characters: ${source}`);
    let hasSpace = false;
    let comment = '';
    let length = source.length;
    for (let i = 1; i < props.length; ++i) {
        const token = props[i];
        switch (token.type) {
            case 'space':
                hasSpace = true;
            case 'newline':
                length += token.source.length;
                break;
            case 'comment':
                if (strict && !hasSpace) {
                    const message = 'Comments must be separated from other tokens by white space characters';
                    onError(token, 'MISSING_CHAR', message);
                }
                length += token.source.length;
                comment = token.source.substring(1);
                break;
            case 'error':
                onError(token, 'UNEXPECTED_TOKEN', token.message);
                length += token.source.length;
                break;
            default: {
                const message = `Unexpected token in block scalar header: ${token.type}`;
                onError(token, 'UNEXPECTED_TOKEN', message);
                const ts = token.source;
                if (ts && typeof ts === 'string')
                    length += ts.length;
            }
        }
    }
    return { mode, indent, chomp, comment, length };
}
function splitLines(source) {
    const split = source.split(/\n( *)/);
    const first = split[0];
    const m = first.match(/^( *)/);
    const line0 = m?.[1]
        ? [m[1], first.slice(m[1].length)]
        : ['', first];
    const lines = [line0];
    for (let i = 1; i < split.length; i += 2)
        lines.push([split[i], split[i + 1]]);
    return lines;
}

exports.resolveBlockScalar = resolveBlockScalar;


/***/ }),

/***/ 3803:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var YAMLSeq = __nccwpck_require__(7650);
var resolveProps = __nccwpck_require__(5426);
var utilFlowIndentCheck = __nccwpck_require__(6796);

function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
    const NodeClass = tag?.nodeClass ?? YAMLSeq.YAMLSeq;
    const seq = new NodeClass(ctx.schema);
    if (ctx.atRoot)
        ctx.atRoot = false;
    if (ctx.atKey)
        ctx.atKey = false;
    let offset = bs.offset;
    let commentEnd = null;
    for (const { start, value } of bs.items) {
        const props = resolveProps.resolveProps(start, {
            indicator: 'seq-item-ind',
            next: value,
            offset,
            onError,
            parentIndent: bs.indent,
            startOnNewline: true
        });
        if (!props.found) {
            if (props.anchor || props.tag || value) {
                if (value?.type === 'block-seq')
                    onError(props.end, 'BAD_INDENT', 'All sequence items must start at the same column');
                else
                    onError(offset, 'MISSING_CHAR', 'Sequence item without - indicator');
            }
            else {
                commentEnd = props.end;
                if (props.comment)
                    seq.comment = props.comment;
                continue;
            }
        }
        const node = value
            ? composeNode(ctx, value, props, onError)
            : composeEmptyNode(ctx, props.end, start, null, props, onError);
        if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
        offset = node.range[2];
        seq.items.push(node);
    }
    seq.range = [bs.offset, offset, commentEnd ?? offset];
    return seq;
}

exports.resolveBlockSeq = resolveBlockSeq;


/***/ }),

/***/ 1941:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


function resolveEnd(end, offset, reqSpace, onError) {
    let comment = '';
    if (end) {
        let hasSpace = false;
        let sep = '';
        for (const token of end) {
            const { source, type } = token;
            switch (type) {
                case 'space':
                    hasSpace = true;
                    break;
                case 'comment': {
                    if (reqSpace && !hasSpace)
                        onError(token, 'MISSING_CHAR', 'Comments must be separated from other tokens by white space characters');
                    const cb = source.substring(1) || ' ';
                    if (!comment)
                        comment = cb;
                    else
                        comment += sep + cb;
                    sep = '';
                    break;
                }
                case 'newline':
                    if (comment)
                        sep += source;
                    hasSpace = true;
                    break;
                default:
                    onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${type} at node end`);
            }
            offset += source.length;
        }
    }
    return { comment, offset };
}

exports.resolveEnd = resolveEnd;


/***/ }),

/***/ 8459:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var Pair = __nccwpck_require__(550);
var YAMLMap = __nccwpck_require__(1267);
var YAMLSeq = __nccwpck_require__(7650);
var resolveEnd = __nccwpck_require__(1941);
var resolveProps = __nccwpck_require__(5426);
var utilContainsNewline = __nccwpck_require__(6250);
var utilMapIncludes = __nccwpck_require__(2374);

const blockMsg = 'Block collections are not allowed within flow collections';
const isBlock = (token) => token && (token.type === 'block-map' || token.type === 'block-seq');
function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
    const isMap = fc.start.source === '{';
    const fcName = isMap ? 'flow map' : 'flow sequence';
    const NodeClass = (tag?.nodeClass ?? (isMap ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq));
    const coll = new NodeClass(ctx.schema);
    coll.flow = true;
    const atRoot = ctx.atRoot;
    if (atRoot)
        ctx.atRoot = false;
    if (ctx.atKey)
        ctx.atKey = false;
    let offset = fc.offset + fc.start.source.length;
    for (let i = 0; i < fc.items.length; ++i) {
        const collItem = fc.items[i];
        const { start, key, sep, value } = collItem;
        const props = resolveProps.resolveProps(start, {
            flow: fcName,
            indicator: 'explicit-key-ind',
            next: key ?? sep?.[0],
            offset,
            onError,
            parentIndent: fc.indent,
            startOnNewline: false
        });
        if (!props.found) {
            if (!props.anchor && !props.tag && !sep && !value) {
                if (i === 0 && props.comma)
                    onError(props.comma, 'UNEXPECTED_TOKEN', `Unexpected , in ${fcName}`);
                else if (i < fc.items.length - 1)
                    onError(props.start, 'UNEXPECTED_TOKEN', `Unexpected empty item in ${fcName}`);
                if (props.comment) {
                    if (coll.comment)
                        coll.comment += '\n' + props.comment;
                    else
                        coll.comment = props.comment;
                }
                offset = props.end;
                continue;
            }
            if (!isMap && ctx.options.strict && utilContainsNewline.containsNewline(key))
                onError(key,  
                'MULTILINE_IMPLICIT_KEY', 'Implicit keys of flow sequence pairs need to be on a single line');
        }
        if (i === 0) {
            if (props.comma)
                onError(props.comma, 'UNEXPECTED_TOKEN', `Unexpected , in ${fcName}`);
        }
        else {
            if (!props.comma)
                onError(props.start, 'MISSING_CHAR', `Missing , between ${fcName} items`);
            if (props.comment) {
                let prevItemComment = '';
                loop: for (const st of start) {
                    switch (st.type) {
                        case 'comma':
                        case 'space':
                            break;
                        case 'comment':
                            prevItemComment = st.source.substring(1);
                            break loop;
                        default:
                            break loop;
                    }
                }
                if (prevItemComment) {
                    let prev = coll.items[coll.items.length - 1];
                    if (identity.isPair(prev))
                        prev = prev.value ?? prev.key;
                    if (prev.comment)
                        prev.comment += '\n' + prevItemComment;
                    else
                        prev.comment = prevItemComment;
                    props.comment = props.comment.substring(prevItemComment.length + 1);
                }
            }
        }
        if (!isMap && !sep && !props.found) {
            const valueNode = value
                ? composeNode(ctx, value, props, onError)
                : composeEmptyNode(ctx, props.end, sep, null, props, onError);
            coll.items.push(valueNode);
            offset = valueNode.range[2];
            if (isBlock(value))
                onError(valueNode.range, 'BLOCK_IN_FLOW', blockMsg);
        }
        else {
            ctx.atKey = true;
            const keyStart = props.end;
            const keyNode = key
                ? composeNode(ctx, key, props, onError)
                : composeEmptyNode(ctx, keyStart, start, null, props, onError);
            if (isBlock(key))
                onError(keyNode.range, 'BLOCK_IN_FLOW', blockMsg);
            ctx.atKey = false;
            const valueProps = resolveProps.resolveProps(sep ?? [], {
                flow: fcName,
                indicator: 'map-value-ind',
                next: value,
                offset: keyNode.range[2],
                onError,
                parentIndent: fc.indent,
                startOnNewline: false
            });
            if (valueProps.found) {
                if (!isMap && !props.found && ctx.options.strict) {
                    if (sep)
                        for (const st of sep) {
                            if (st === valueProps.found)
                                break;
                            if (st.type === 'newline') {
                                onError(st, 'MULTILINE_IMPLICIT_KEY', 'Implicit keys of flow sequence pairs need to be on a single line');
                                break;
                            }
                        }
                    if (props.start < valueProps.found.offset - 1024)
                        onError(valueProps.found, 'KEY_OVER_1024_CHARS', 'The : indicator must be at most 1024 chars after the start of an implicit flow sequence key');
                }
            }
            else if (value) {
                if ('source' in value && value.source?.[0] === ':')
                    onError(value, 'MISSING_CHAR', `Missing space after : in ${fcName}`);
                else
                    onError(valueProps.start, 'MISSING_CHAR', `Missing , or : between ${fcName} items`);
            }
            const valueNode = value
                ? composeNode(ctx, value, valueProps, onError)
                : valueProps.found
                    ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError)
                    : null;
            if (valueNode) {
                if (isBlock(value))
                    onError(valueNode.range, 'BLOCK_IN_FLOW', blockMsg);
            }
            else if (valueProps.comment) {
                if (keyNode.comment)
                    keyNode.comment += '\n' + valueProps.comment;
                else
                    keyNode.comment = valueProps.comment;
            }
            const pair = new Pair.Pair(keyNode, valueNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            if (isMap) {
                const map = coll;
                if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
                    onError(keyStart, 'DUPLICATE_KEY', 'Map keys must be unique');
                map.items.push(pair);
            }
            else {
                const map = new YAMLMap.YAMLMap(ctx.schema);
                map.flow = true;
                map.items.push(pair);
                const endRange = (valueNode ?? keyNode).range;
                map.range = [keyNode.range[0], endRange[1], endRange[2]];
                coll.items.push(map);
            }
            offset = valueNode ? valueNode.range[2] : valueProps.end;
        }
    }
    const expectedEnd = isMap ? '}' : ']';
    const [ce, ...ee] = fc.end;
    let cePos = offset;
    if (ce?.source === expectedEnd)
        cePos = ce.offset + ce.source.length;
    else {
        const name = fcName[0].toUpperCase() + fcName.substring(1);
        const msg = atRoot
            ? `${name} must end with a ${expectedEnd}`
            : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
        onError(offset, atRoot ? 'MISSING_CHAR' : 'BAD_INDENT', msg);
        if (ce && ce.source.length !== 1)
            ee.unshift(ce);
    }
    if (ee.length > 0) {
        const end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
        if (end.comment) {
            if (coll.comment)
                coll.comment += '\n' + end.comment;
            else
                coll.comment = end.comment;
        }
        coll.range = [fc.offset, cePos, end.offset];
    }
    else {
        coll.range = [fc.offset, cePos, cePos];
    }
    return coll;
}

exports.resolveFlowCollection = resolveFlowCollection;


/***/ }),

/***/ 4235:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Scalar = __nccwpck_require__(5802);
var resolveEnd = __nccwpck_require__(1941);

function resolveFlowScalar(scalar, strict, onError) {
    const { offset, type, source, end } = scalar;
    let _type;
    let value;
    const _onError = (rel, code, msg) => onError(offset + rel, code, msg);
    switch (type) {
        case 'scalar':
            _type = Scalar.Scalar.PLAIN;
            value = plainValue(source, _onError);
            break;
        case 'single-quoted-scalar':
            _type = Scalar.Scalar.QUOTE_SINGLE;
            value = singleQuotedValue(source, _onError);
            break;
        case 'double-quoted-scalar':
            _type = Scalar.Scalar.QUOTE_DOUBLE;
            value = doubleQuotedValue(source, _onError);
            break;
        default:
            onError(scalar, 'UNEXPECTED_TOKEN', `Expected a flow scalar value, but found: ${type}`);
            return {
                value: '',
                type: null,
                comment: '',
                range: [offset, offset + source.length, offset + source.length]
            };
    }
    const valueEnd = offset + source.length;
    const re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
    return {
        value,
        type: _type,
        comment: re.comment,
        range: [offset, valueEnd, re.offset]
    };
}
function plainValue(source, onError) {
    let badChar = '';
    switch (source[0]) {
        case '\t':
            badChar = 'a tab character';
            break;
        case ',':
            badChar = 'flow indicator character ,';
            break;
        case '%':
            badChar = 'directive indicator character %';
            break;
        case '|':
        case '>': {
            badChar = `block scalar indicator ${source[0]}`;
            break;
        }
        case '@':
        case '`': {
            badChar = `reserved character ${source[0]}`;
            break;
        }
    }
    if (badChar)
        onError(0, 'BAD_SCALAR_START', `Plain value cannot start with ${badChar}`);
    return unfoldLines(source);
}
function singleQuotedValue(source, onError) {
    if (source[source.length - 1] !== "'" || source.length === 1)
        onError(source.length, 'MISSING_CHAR', "Missing closing 'quote");
    return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
}
function unfoldLines(source) {
    const line = /(.*?)\r?\n/sy;
    let match = line.exec(source);
    if (!match)
        return source;
    let trimEnd, trimBoth;
    try {
        trimEnd = new RegExp('(?<![ \t])[ \t]+$');
        trimBoth = new RegExp('^[ \t]+|(?<![ \t])[ \t]+$', 'g');
    }
    catch {
        trimEnd = /[ \t]+$/;
        trimBoth = /^[ \t]+|[ \t]+$/g;
    }
    let res = match[1].replace(trimEnd, '');
    let sep = ' ';
    let pos = line.lastIndex;
    while ((match = line.exec(source))) {
        const lm = match[1].replace(trimBoth, '');
        if (lm === '') {
            if (sep === '\n')
                res += sep;
            else
                sep = '\n';
        }
        else {
            res += sep + lm;
            sep = ' ';
        }
        pos = line.lastIndex;
    }
    const last = /[ \t]*(.*)/sy;
    last.lastIndex = pos;
    match = last.exec(source);
    return res + sep + (match?.[1] ?? '');
}
function doubleQuotedValue(source, onError) {
    let res = '';
    for (let i = 1; i < source.length - 1; ++i) {
        const ch = source[i];
        if (ch === '\r' && source[i + 1] === '\n')
            continue;
        if (ch === '\n') {
            const { fold, offset } = foldNewline(source, i);
            res += fold;
            i = offset;
        }
        else if (ch === '\\') {
            let next = source[++i];
            const cc = escapeCodes[next];
            if (cc)
                res += cc;
            else if (next === '\n') {
                next = source[i + 1];
                while (next === ' ' || next === '\t')
                    next = source[++i + 1];
            }
            else if (next === '\r' && source[i + 1] === '\n') {
                next = source[++i + 1];
                while (next === ' ' || next === '\t')
                    next = source[++i + 1];
            }
            else if (next === 'x' || next === 'u' || next === 'U') {
                const length = next === 'x' ? 2 : next === 'u' ? 4 : 8;
                res += parseCharCode(source, i + 1, length, onError);
                i += length;
            }
            else {
                const raw = source.substr(i - 1, 2);
                onError(i - 1, 'BAD_DQ_ESCAPE', `Invalid escape sequence ${raw}`);
                res += raw;
            }
        }
        else if (ch === ' ' || ch === '\t') {
            const wsStart = i;
            let next = source[i + 1];
            while (next === ' ' || next === '\t')
                next = source[++i + 1];
            if (next !== '\n' && !(next === '\r' && source[i + 2] === '\n'))
                res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
        }
        else {
            res += ch;
        }
    }
    if (source[source.length - 1] !== '"' || source.length === 1)
        onError(source.length, 'MISSING_CHAR', 'Missing closing "quote');
    return res;
}
function foldNewline(source, offset) {
    let fold = '';
    let ch = source[offset + 1];
    while (ch === ' ' || ch === '\t' || ch === '\n' || ch === '\r') {
        if (ch === '\r' && source[offset + 2] !== '\n')
            break;
        if (ch === '\n')
            fold += '\n';
        offset += 1;
        ch = source[offset + 1];
    }
    if (!fold)
        fold = ' ';
    return { fold, offset };
}
const escapeCodes = {
    '0': '\0',  
    a: '\x07',  
    b: '\b',  
    e: '\x1b',  
    f: '\f',  
    n: '\n',  
    r: '\r',  
    t: '\t',  
    v: '\v',  
    N: '\u0085',  
    _: '\u00a0',  
    L: '\u2028',  
    P: '\u2029',  
    ' ': ' ',
    '"': '"',
    '/': '/',
    '\\': '\\',
    '\t': '\t'
};
function parseCharCode(source, offset, length, onError) {
    const cc = source.substr(offset, length);
    const ok = cc.length === length && /^[0-9a-fA-F]+$/.test(cc);
    const code = ok ? parseInt(cc, 16) : NaN;
    try {
        return String.fromCodePoint(code);
    }
    catch {
        const raw = source.substr(offset - 2, length + 2);
        onError(offset - 2, 'BAD_DQ_ESCAPE', `Invalid escape sequence ${raw}`);
        return raw;
    }
}

exports.resolveFlowScalar = resolveFlowScalar;


/***/ }),

/***/ 5426:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
    let spaceBefore = false;
    let atNewline = startOnNewline;
    let hasSpace = startOnNewline;
    let comment = '';
    let commentSep = '';
    let hasNewline = false;
    let reqSpace = false;
    let tab = null;
    let anchor = null;
    let tag = null;
    let newlineAfterProp = null;
    let comma = null;
    let found = null;
    let start = null;
    for (const token of tokens) {
        if (reqSpace) {
            if (token.type !== 'space' &&
                token.type !== 'newline' &&
                token.type !== 'comma')
                onError(token.offset, 'MISSING_CHAR', 'Tags and anchors must be separated from the next token by white space');
            reqSpace = false;
        }
        if (tab) {
            if (atNewline && token.type !== 'comment' && token.type !== 'newline') {
                onError(tab, 'TAB_AS_INDENT', 'Tabs are not allowed as indentation');
            }
            tab = null;
        }
        switch (token.type) {
            case 'space':
                if (!flow &&
                    (indicator !== 'doc-start' || next?.type !== 'flow-collection') &&
                    token.source.includes('\t')) {
                    tab = token;
                }
                hasSpace = true;
                break;
            case 'comment': {
                if (!hasSpace)
                    onError(token, 'MISSING_CHAR', 'Comments must be separated from other tokens by white space characters');
                const cb = token.source.substring(1) || ' ';
                if (!comment)
                    comment = cb;
                else
                    comment += commentSep + cb;
                commentSep = '';
                atNewline = false;
                break;
            }
            case 'newline':
                if (atNewline) {
                    if (comment)
                        comment += token.source;
                    else if (!found || indicator !== 'seq-item-ind')
                        spaceBefore = true;
                }
                else
                    commentSep += token.source;
                atNewline = true;
                hasNewline = true;
                if (anchor || tag)
                    newlineAfterProp = token;
                hasSpace = true;
                break;
            case 'anchor':
                if (anchor)
                    onError(token, 'MULTIPLE_ANCHORS', 'A node can have at most one anchor');
                if (token.source.endsWith(':'))
                    onError(token.offset + token.source.length - 1, 'BAD_ALIAS', 'Anchor ending in : is ambiguous', true);
                anchor = token;
                start ?? (start = token.offset);
                atNewline = false;
                hasSpace = false;
                reqSpace = true;
                break;
            case 'tag': {
                if (tag)
                    onError(token, 'MULTIPLE_TAGS', 'A node can have at most one tag');
                tag = token;
                start ?? (start = token.offset);
                atNewline = false;
                hasSpace = false;
                reqSpace = true;
                break;
            }
            case indicator:
                if (anchor || tag)
                    onError(token, 'BAD_PROP_ORDER', `Anchors and tags must be after the ${token.source} indicator`);
                if (found)
                    onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${token.source} in ${flow ?? 'collection'}`);
                found = token;
                atNewline =
                    indicator === 'seq-item-ind' || indicator === 'explicit-key-ind';
                hasSpace = false;
                break;
            case 'comma':
                if (flow) {
                    if (comma)
                        onError(token, 'UNEXPECTED_TOKEN', `Unexpected , in ${flow}`);
                    comma = token;
                    atNewline = false;
                    hasSpace = false;
                    break;
                }
            default:
                onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${token.type} token`);
                atNewline = false;
                hasSpace = false;
        }
    }
    const last = tokens[tokens.length - 1];
    const end = last ? last.offset + last.source.length : offset;
    if (reqSpace &&
        next &&
        next.type !== 'space' &&
        next.type !== 'newline' &&
        next.type !== 'comma' &&
        (next.type !== 'scalar' || next.source !== '')) {
        onError(next.offset, 'MISSING_CHAR', 'Tags and anchors must be separated from the next token by white space');
    }
    if (tab &&
        ((atNewline && tab.indent <= parentIndent) ||
            next?.type === 'block-map' ||
            next?.type === 'block-seq'))
        onError(tab, 'TAB_AS_INDENT', 'Tabs are not allowed as indentation');
    return {
        comma,
        found,
        spaceBefore,
        comment,
        hasNewline,
        anchor,
        tag,
        newlineAfterProp,
        end,
        start: start ?? end
    };
}

exports.resolveProps = resolveProps;


/***/ }),

/***/ 6250:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


function containsNewline(key) {
    if (!key)
        return null;
    switch (key.type) {
        case 'alias':
        case 'scalar':
        case 'double-quoted-scalar':
        case 'single-quoted-scalar':
            if (key.source.includes('\n'))
                return true;
            if (key.end)
                for (const st of key.end)
                    if (st.type === 'newline')
                        return true;
            return false;
        case 'flow-collection':
            for (const it of key.items) {
                for (const st of it.start)
                    if (st.type === 'newline')
                        return true;
                if (it.sep)
                    for (const st of it.sep)
                        if (st.type === 'newline')
                            return true;
                if (containsNewline(it.key) || containsNewline(it.value))
                    return true;
            }
            return false;
        default:
            return true;
    }
}

exports.containsNewline = containsNewline;


/***/ }),

/***/ 952:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


function emptyScalarPosition(offset, before, pos) {
    if (before) {
        pos ?? (pos = before.length);
        for (let i = pos - 1; i >= 0; --i) {
            let st = before[i];
            switch (st.type) {
                case 'space':
                case 'comment':
                case 'newline':
                    offset -= st.source.length;
                    continue;
            }
            st = before[++i];
            while (st?.type === 'space') {
                offset += st.source.length;
                st = before[++i];
            }
            break;
        }
    }
    return offset;
}

exports.emptyScalarPosition = emptyScalarPosition;


/***/ }),

/***/ 6796:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var utilContainsNewline = __nccwpck_require__(6250);

function flowIndentCheck(indent, fc, onError) {
    if (fc?.type === 'flow-collection') {
        const end = fc.end[0];
        if (end.indent === indent &&
            (end.source === ']' || end.source === '}') &&
            utilContainsNewline.containsNewline(fc)) {
            const msg = 'Flow end indicator should be more indented than parent';
            onError(end, 'BAD_INDENT', msg, true);
        }
    }
}

exports.flowIndentCheck = flowIndentCheck;


/***/ }),

/***/ 2374:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);

function mapIncludes(ctx, items, search) {
    const { uniqueKeys } = ctx.options;
    if (uniqueKeys === false)
        return false;
    const isEqual = typeof uniqueKeys === 'function'
        ? uniqueKeys
        : (a, b) => a === b || (identity.isScalar(a) && identity.isScalar(b) && a.value === b.value);
    return items.some(pair => isEqual(pair.key, search));
}

exports.mapIncludes = mapIncludes;


/***/ }),

/***/ 7262:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Alias = __nccwpck_require__(8288);
var Collection = __nccwpck_require__(2518);
var identity = __nccwpck_require__(7612);
var Pair = __nccwpck_require__(550);
var toJS = __nccwpck_require__(5676);
var Schema = __nccwpck_require__(9609);
var stringifyDocument = __nccwpck_require__(5936);
var anchors = __nccwpck_require__(1853);
var applyReviver = __nccwpck_require__(6370);
var createNode = __nccwpck_require__(2843);
var directives = __nccwpck_require__(9625);

class Document {
    constructor(value, replacer, options) {
        this.commentBefore = null;
        this.comment = null;
        this.errors = [];
        this.warnings = [];
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
        let _replacer = null;
        if (typeof replacer === 'function' || Array.isArray(replacer)) {
            _replacer = replacer;
        }
        else if (options === undefined && replacer) {
            options = replacer;
            replacer = undefined;
        }
        const opt = Object.assign({
            intAsBigInt: false,
            keepSourceTokens: false,
            logLevel: 'warn',
            prettyErrors: true,
            strict: true,
            stringKeys: false,
            uniqueKeys: true,
            version: '1.2'
        }, options);
        this.options = opt;
        let { version } = opt;
        if (options?._directives) {
            this.directives = options._directives.atDocument();
            if (this.directives.yaml.explicit)
                version = this.directives.yaml.version;
        }
        else
            this.directives = new directives.Directives({ version });
        this.setSchema(version, options);
        this.contents =
            value === undefined ? null : this.createNode(value, _replacer, options);
    }
    clone() {
        const copy = Object.create(Document.prototype, {
            [identity.NODE_TYPE]: { value: identity.DOC }
        });
        copy.commentBefore = this.commentBefore;
        copy.comment = this.comment;
        copy.errors = this.errors.slice();
        copy.warnings = this.warnings.slice();
        copy.options = Object.assign({}, this.options);
        if (this.directives)
            copy.directives = this.directives.clone();
        copy.schema = this.schema.clone();
        copy.contents = identity.isNode(this.contents)
            ? this.contents.clone(copy.schema)
            : this.contents;
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    add(value) {
        if (assertCollection(this.contents))
            this.contents.add(value);
    }
    addIn(path, value) {
        if (assertCollection(this.contents))
            this.contents.addIn(path, value);
    }
    createAlias(node, name) {
        if (!node.anchor) {
            const prev = anchors.anchorNames(this);
            node.anchor =
                !name || prev.has(name) ? anchors.findNewAnchor(name || 'a', prev) : name;
        }
        return new Alias.Alias(node.anchor);
    }
    createNode(value, replacer, options) {
        let _replacer = undefined;
        if (typeof replacer === 'function') {
            value = replacer.call({ '': value }, '', value);
            _replacer = replacer;
        }
        else if (Array.isArray(replacer)) {
            const keyToStr = (v) => typeof v === 'number' || v instanceof String || v instanceof Number;
            const asStr = replacer.filter(keyToStr).map(String);
            if (asStr.length > 0)
                replacer = replacer.concat(asStr);
            _replacer = replacer;
        }
        else if (options === undefined && replacer) {
            options = replacer;
            replacer = undefined;
        }
        const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {};
        const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(this, 
        anchorPrefix || 'a');
        const ctx = {
            aliasDuplicateObjects: aliasDuplicateObjects ?? true,
            keepUndefined: keepUndefined ?? false,
            onAnchor,
            onTagObj,
            replacer: _replacer,
            schema: this.schema,
            sourceObjects
        };
        const node = createNode.createNode(value, tag, ctx);
        if (flow && identity.isCollection(node))
            node.flow = true;
        setAnchors();
        return node;
    }
    createPair(key, value, options = {}) {
        const k = this.createNode(key, null, options);
        const v = this.createNode(value, null, options);
        return new Pair.Pair(k, v);
    }
    delete(key) {
        return assertCollection(this.contents) ? this.contents.delete(key) : false;
    }
    deleteIn(path) {
        if (Collection.isEmptyPath(path)) {
            if (this.contents == null)
                return false;
            this.contents = null;
            return true;
        }
        return assertCollection(this.contents)
            ? this.contents.deleteIn(path)
            : false;
    }
    get(key, keepScalar) {
        return identity.isCollection(this.contents)
            ? this.contents.get(key, keepScalar)
            : undefined;
    }
    getIn(path, keepScalar) {
        if (Collection.isEmptyPath(path))
            return !keepScalar && identity.isScalar(this.contents)
                ? this.contents.value
                : this.contents;
        return identity.isCollection(this.contents)
            ? this.contents.getIn(path, keepScalar)
            : undefined;
    }
    has(key) {
        return identity.isCollection(this.contents) ? this.contents.has(key) : false;
    }
    hasIn(path) {
        if (Collection.isEmptyPath(path))
            return this.contents !== undefined;
        return identity.isCollection(this.contents) ? this.contents.hasIn(path) : false;
    }
    set(key, value) {
        if (this.contents == null) {
            this.contents = Collection.collectionFromPath(this.schema, [key], value);
        }
        else if (assertCollection(this.contents)) {
            this.contents.set(key, value);
        }
    }
    setIn(path, value) {
        if (Collection.isEmptyPath(path)) {
            this.contents = value;
        }
        else if (this.contents == null) {
            this.contents = Collection.collectionFromPath(this.schema, Array.from(path), value);
        }
        else if (assertCollection(this.contents)) {
            this.contents.setIn(path, value);
        }
    }
    setSchema(version, options = {}) {
        if (typeof version === 'number')
            version = String(version);
        let opt;
        switch (version) {
            case '1.1':
                if (this.directives)
                    this.directives.yaml.version = '1.1';
                else
                    this.directives = new directives.Directives({ version: '1.1' });
                opt = { resolveKnownTags: false, schema: 'yaml-1.1' };
                break;
            case '1.2':
            case 'next':
                if (this.directives)
                    this.directives.yaml.version = version;
                else
                    this.directives = new directives.Directives({ version });
                opt = { resolveKnownTags: true, schema: 'core' };
                break;
            case null:
                if (this.directives)
                    delete this.directives;
                opt = null;
                break;
            default: {
                const sv = JSON.stringify(version);
                throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
            }
        }
        if (options.schema instanceof Object)
            this.schema = options.schema;
        else if (opt)
            this.schema = new Schema.Schema(Object.assign(opt, options));
        else
            throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
    }
    toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        const ctx = {
            anchors: new Map(),
            doc: this,
            keep: !json,
            mapAsMap: mapAsMap === true,
            mapKeyWarned: false,
            maxAliasCount: typeof maxAliasCount === 'number' ? maxAliasCount : 100
        };
        const res = toJS.toJS(this.contents, jsonArg ?? '', ctx);
        if (typeof onAnchor === 'function')
            for (const { count, res } of ctx.anchors.values())
                onAnchor(res, count);
        return typeof reviver === 'function'
            ? applyReviver.applyReviver(reviver, { '': res }, '', res)
            : res;
    }
    toJSON(jsonArg, onAnchor) {
        return this.toJS({ json: true, jsonArg, mapAsMap: false, onAnchor });
    }
    toString(options = {}) {
        if (this.errors.length > 0)
            throw new Error('Document with errors cannot be stringified');
        if ('indent' in options &&
            (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
            const s = JSON.stringify(options.indent);
            throw new Error(`"indent" option must be a positive integer, not ${s}`);
        }
        return stringifyDocument.stringifyDocument(this, options);
    }
}
function assertCollection(contents) {
    if (identity.isCollection(contents))
        return true;
    throw new Error('Expected a YAML collection as document contents');
}

exports.Document = Document;


/***/ }),

/***/ 1853:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var visit = __nccwpck_require__(9469);

function anchorIsValid(anchor) {
    if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
        const sa = JSON.stringify(anchor);
        const msg = `Anchor must not contain whitespace or control characters: ${sa}`;
        throw new Error(msg);
    }
    return true;
}
function anchorNames(root) {
    const anchors = new Set();
    visit.visit(root, {
        Value(_key, node) {
            if (node.anchor)
                anchors.add(node.anchor);
        }
    });
    return anchors;
}
function findNewAnchor(prefix, exclude) {
    for (let i = 1; true; ++i) {
        const name = `${prefix}${i}`;
        if (!exclude.has(name))
            return name;
    }
}
function createNodeAnchors(doc, prefix) {
    const aliasObjects = [];
    const sourceObjects = new Map();
    let prevAnchors = null;
    return {
        onAnchor: (source) => {
            aliasObjects.push(source);
            prevAnchors ?? (prevAnchors = anchorNames(doc));
            const anchor = findNewAnchor(prefix, prevAnchors);
            prevAnchors.add(anchor);
            return anchor;
        },
        setAnchors: () => {
            for (const source of aliasObjects) {
                const ref = sourceObjects.get(source);
                if (typeof ref === 'object' &&
                    ref.anchor &&
                    (identity.isScalar(ref.node) || identity.isCollection(ref.node))) {
                    ref.node.anchor = ref.anchor;
                }
                else {
                    const error = new Error('Failed to resolve repeated object (this should not happen)');
                    error.source = source;
                    throw error;
                }
            }
        },
        sourceObjects
    };
}

exports.anchorIsValid = anchorIsValid;
exports.anchorNames = anchorNames;
exports.createNodeAnchors = createNodeAnchors;
exports.findNewAnchor = findNewAnchor;


/***/ }),

/***/ 6370:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


function applyReviver(reviver, obj, key, val) {
    if (val && typeof val === 'object') {
        if (Array.isArray(val)) {
            for (let i = 0, len = val.length; i < len; ++i) {
                const v0 = val[i];
                const v1 = applyReviver(reviver, val, String(i), v0);
                if (v1 === undefined)
                    delete val[i];
                else if (v1 !== v0)
                    val[i] = v1;
            }
        }
        else if (val instanceof Map) {
            for (const k of Array.from(val.keys())) {
                const v0 = val.get(k);
                const v1 = applyReviver(reviver, val, k, v0);
                if (v1 === undefined)
                    val.delete(k);
                else if (v1 !== v0)
                    val.set(k, v1);
            }
        }
        else if (val instanceof Set) {
            for (const v0 of Array.from(val)) {
                const v1 = applyReviver(reviver, val, v0, v0);
                if (v1 === undefined)
                    val.delete(v0);
                else if (v1 !== v0) {
                    val.delete(v0);
                    val.add(v1);
                }
            }
        }
        else {
            for (const [k, v0] of Object.entries(val)) {
                const v1 = applyReviver(reviver, val, k, v0);
                if (v1 === undefined)
                    delete val[k];
                else if (v1 !== v0)
                    val[k] = v1;
            }
        }
    }
    return reviver.call(obj, key, val);
}

exports.applyReviver = applyReviver;


/***/ }),

/***/ 2843:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Alias = __nccwpck_require__(8288);
var identity = __nccwpck_require__(7612);
var Scalar = __nccwpck_require__(5802);

const defaultTagPrefix = 'tag:yaml.org,2002:';
function findTagObject(value, tagName, tags) {
    if (tagName) {
        const match = tags.filter(t => t.tag === tagName);
        const tagObj = match.find(t => !t.format) ?? match[0];
        if (!tagObj)
            throw new Error(`Tag ${tagName} not found`);
        return tagObj;
    }
    return tags.find(t => t.identify?.(value) && !t.format);
}
function createNode(value, tagName, ctx) {
    if (identity.isDocument(value))
        value = value.contents;
    if (identity.isNode(value))
        return value;
    if (identity.isPair(value)) {
        const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
        map.items.push(value);
        return map;
    }
    if (value instanceof String ||
        value instanceof Number ||
        value instanceof Boolean ||
        (typeof BigInt !== 'undefined' && value instanceof BigInt)  
    ) {
        value = value.valueOf();
    }
    const { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx;
    let ref = undefined;
    if (aliasDuplicateObjects && value && typeof value === 'object') {
        ref = sourceObjects.get(value);
        if (ref) {
            ref.anchor ?? (ref.anchor = onAnchor(value));
            return new Alias.Alias(ref.anchor);
        }
        else {
            ref = { anchor: null, node: null };
            sourceObjects.set(value, ref);
        }
    }
    if (tagName?.startsWith('!!'))
        tagName = defaultTagPrefix + tagName.slice(2);
    let tagObj = findTagObject(value, tagName, schema.tags);
    if (!tagObj) {
        if (value && typeof value.toJSON === 'function') {
            value = value.toJSON();
        }
        if (!value || typeof value !== 'object') {
            const node = new Scalar.Scalar(value);
            if (ref)
                ref.node = node;
            return node;
        }
        tagObj =
            value instanceof Map
                ? schema[identity.MAP]
                : Symbol.iterator in Object(value)
                    ? schema[identity.SEQ]
                    : schema[identity.MAP];
    }
    if (onTagObj) {
        onTagObj(tagObj);
        delete ctx.onTagObj;
    }
    const node = tagObj?.createNode
        ? tagObj.createNode(ctx.schema, value, ctx)
        : typeof tagObj?.nodeClass?.from === 'function'
            ? tagObj.nodeClass.from(ctx.schema, value, ctx)
            : new Scalar.Scalar(value);
    if (tagName)
        node.tag = tagName;
    else if (!tagObj.default)
        node.tag = tagObj.tag;
    if (ref)
        ref.node = node;
    return node;
}

exports.createNode = createNode;


/***/ }),

/***/ 9625:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var visit = __nccwpck_require__(9469);

const escapeChars = {
    '!': '%21',
    ',': '%2C',
    '[': '%5B',
    ']': '%5D',
    '{': '%7B',
    '}': '%7D'
};
const escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, ch => escapeChars[ch]);
class Directives {
    constructor(yaml, tags) {
        this.docStart = null;
        this.docEnd = false;
        this.yaml = Object.assign({}, Directives.defaultYaml, yaml);
        this.tags = Object.assign({}, Directives.defaultTags, tags);
    }
    clone() {
        const copy = new Directives(this.yaml, this.tags);
        copy.docStart = this.docStart;
        return copy;
    }
    atDocument() {
        const res = new Directives(this.yaml, this.tags);
        switch (this.yaml.version) {
            case '1.1':
                this.atNextDocument = true;
                break;
            case '1.2':
                this.atNextDocument = false;
                this.yaml = {
                    explicit: Directives.defaultYaml.explicit,
                    version: '1.2'
                };
                this.tags = Object.assign({}, Directives.defaultTags);
                break;
        }
        return res;
    }
    add(line, onError) {
        if (this.atNextDocument) {
            this.yaml = { explicit: Directives.defaultYaml.explicit, version: '1.1' };
            this.tags = Object.assign({}, Directives.defaultTags);
            this.atNextDocument = false;
        }
        const parts = line.trim().split(/[ \t]+/);
        const name = parts.shift();
        switch (name) {
            case '%TAG': {
                if (parts.length !== 2) {
                    onError(0, '%TAG directive should contain exactly two parts');
                    if (parts.length < 2)
                        return false;
                }
                const [handle, prefix] = parts;
                this.tags[handle] = prefix;
                return true;
            }
            case '%YAML': {
                this.yaml.explicit = true;
                if (parts.length !== 1) {
                    onError(0, '%YAML directive should contain exactly one part');
                    return false;
                }
                const [version] = parts;
                if (version === '1.1' || version === '1.2') {
                    this.yaml.version = version;
                    return true;
                }
                else {
                    const isValid = /^\d+\.\d+$/.test(version);
                    onError(6, `Unsupported YAML version ${version}`, isValid);
                    return false;
                }
            }
            default:
                onError(0, `Unknown directive ${name}`, true);
                return false;
        }
    }
    tagName(source, onError) {
        if (source === '!')
            return '!';  
        if (source[0] !== '!') {
            onError(`Not a valid tag: ${source}`);
            return null;
        }
        if (source[1] === '<') {
            const verbatim = source.slice(2, -1);
            if (verbatim === '!' || verbatim === '!!') {
                onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
                return null;
            }
            if (source[source.length - 1] !== '>')
                onError('Verbatim tags must end with a >');
            return verbatim;
        }
        const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
        if (!suffix)
            onError(`The ${source} tag has no suffix`);
        const prefix = this.tags[handle];
        if (prefix) {
            try {
                return prefix + decodeURIComponent(suffix);
            }
            catch (error) {
                onError(String(error));
                return null;
            }
        }
        if (handle === '!')
            return source;  
        onError(`Could not resolve tag: ${source}`);
        return null;
    }
    tagString(tag) {
        for (const [handle, prefix] of Object.entries(this.tags)) {
            if (tag.startsWith(prefix))
                return handle + escapeTagName(tag.substring(prefix.length));
        }
        return tag[0] === '!' ? tag : `!<${tag}>`;
    }
    toString(doc) {
        const lines = this.yaml.explicit
            ? [`%YAML ${this.yaml.version || '1.2'}`]
            : [];
        const tagEntries = Object.entries(this.tags);
        let tagNames;
        if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
            const tags = {};
            visit.visit(doc.contents, (_key, node) => {
                if (identity.isNode(node) && node.tag)
                    tags[node.tag] = true;
            });
            tagNames = Object.keys(tags);
        }
        else
            tagNames = [];
        for (const [handle, prefix] of tagEntries) {
            if (handle === '!!' && prefix === 'tag:yaml.org,2002:')
                continue;
            if (!doc || tagNames.some(tn => tn.startsWith(prefix)))
                lines.push(`%TAG ${handle} ${prefix}`);
        }
        return lines.join('\n');
    }
}
Directives.defaultYaml = { explicit: false, version: '1.2' };
Directives.defaultTags = { '!!': 'tag:yaml.org,2002:' };

exports.Directives = Directives;


/***/ }),

/***/ 1259:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


class YAMLError extends Error {
    constructor(name, pos, code, message) {
        super();
        this.name = name;
        this.code = code;
        this.message = message;
        this.pos = pos;
    }
}
class YAMLParseError extends YAMLError {
    constructor(pos, code, message) {
        super('YAMLParseError', pos, code, message);
    }
}
class YAMLWarning extends YAMLError {
    constructor(pos, code, message) {
        super('YAMLWarning', pos, code, message);
    }
}
const prettifyError = (src, lc) => (error) => {
    if (error.pos[0] === -1)
        return;
    error.linePos = error.pos.map(pos => lc.linePos(pos));
    const { line, col } = error.linePos[0];
    error.message += ` at line ${line}, column ${col}`;
    let ci = col - 1;
    let lineStr = src
        .substring(lc.lineStarts[line - 1], lc.lineStarts[line])
        .replace(/[\n\r]+$/, '');
    if (ci >= 60 && lineStr.length > 80) {
        const trimStart = Math.min(ci - 39, lineStr.length - 79);
        lineStr = '…' + lineStr.substring(trimStart);
        ci -= trimStart - 1;
    }
    if (lineStr.length > 80)
        lineStr = lineStr.substring(0, 79) + '…';
    if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
        let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
        if (prev.length > 80)
            prev = prev.substring(0, 79) + '…\n';
        lineStr = prev + lineStr;
    }
    if (/[^ ]/.test(lineStr)) {
        let count = 1;
        const end = error.linePos[1];
        if (end?.line === line && end.col > col) {
            count = Math.max(1, Math.min(end.col - col, 80 - ci));
        }
        const pointer = ' '.repeat(ci) + '^'.repeat(count);
        error.message += `:\n\n${lineStr}\n${pointer}\n`;
    }
};

exports.YAMLError = YAMLError;
exports.YAMLParseError = YAMLParseError;
exports.YAMLWarning = YAMLWarning;
exports.prettifyError = prettifyError;


/***/ }),

/***/ 6582:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";
var __webpack_unused_export__;


var composer = __nccwpck_require__(7095);
var Document = __nccwpck_require__(7262);
var Schema = __nccwpck_require__(9609);
var errors = __nccwpck_require__(1259);
var Alias = __nccwpck_require__(8288);
var identity = __nccwpck_require__(7612);
var Pair = __nccwpck_require__(550);
var Scalar = __nccwpck_require__(5802);
var YAMLMap = __nccwpck_require__(1267);
var YAMLSeq = __nccwpck_require__(7650);
var cst = __nccwpck_require__(9360);
var lexer = __nccwpck_require__(5312);
var lineCounter = __nccwpck_require__(6155);
var parser = __nccwpck_require__(175);
var publicApi = __nccwpck_require__(9212);
var visit = __nccwpck_require__(9469);



__webpack_unused_export__ = composer.Composer;
__webpack_unused_export__ = Document.Document;
__webpack_unused_export__ = Schema.Schema;
__webpack_unused_export__ = errors.YAMLError;
__webpack_unused_export__ = errors.YAMLParseError;
__webpack_unused_export__ = errors.YAMLWarning;
__webpack_unused_export__ = Alias.Alias;
exports.Vj = identity.isAlias;
__webpack_unused_export__ = identity.isCollection;
__webpack_unused_export__ = identity.isDocument;
exports.jh = identity.isMap;
__webpack_unused_export__ = identity.isNode;
__webpack_unused_export__ = identity.isPair;
exports.jn = identity.isScalar;
exports.oP = identity.isSeq;
__webpack_unused_export__ = Pair.Pair;
__webpack_unused_export__ = Scalar.Scalar;
__webpack_unused_export__ = YAMLMap.YAMLMap;
__webpack_unused_export__ = YAMLSeq.YAMLSeq;
__webpack_unused_export__ = cst;
__webpack_unused_export__ = lexer.Lexer;
exports.HN = lineCounter.LineCounter;
__webpack_unused_export__ = parser.Parser;
__webpack_unused_export__ = publicApi.parse;
__webpack_unused_export__ = publicApi.parseAllDocuments;
exports.Tp = publicApi.parseDocument;
__webpack_unused_export__ = publicApi.stringify;
__webpack_unused_export__ = visit.visit;
__webpack_unused_export__ = visit.visitAsync;


/***/ }),

/***/ 1916:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var node_process = __nccwpck_require__(932);

function debug(logLevel, ...messages) {
    if (logLevel === 'debug')
        console.log(...messages);
}
function warn(logLevel, warning) {
    if (logLevel === 'debug' || logLevel === 'warn') {
        if (typeof node_process.emitWarning === 'function')
            node_process.emitWarning(warning);
        else
            console.warn(warning);
    }
}

exports.debug = debug;
exports.warn = warn;


/***/ }),

/***/ 8288:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var anchors = __nccwpck_require__(1853);
var visit = __nccwpck_require__(9469);
var identity = __nccwpck_require__(7612);
var Node = __nccwpck_require__(4394);
var toJS = __nccwpck_require__(5676);

class Alias extends Node.NodeBase {
    constructor(source) {
        super(identity.ALIAS);
        this.source = source;
        Object.defineProperty(this, 'tag', {
            set() {
                throw new Error('Alias nodes cannot have tags');
            }
        });
    }
    resolve(doc, ctx) {
        if (ctx?.maxAliasCount === 0)
            throw new ReferenceError('Alias resolution is disabled');
        let nodes;
        if (ctx?.aliasResolveCache) {
            nodes = ctx.aliasResolveCache;
        }
        else {
            nodes = [];
            visit.visit(doc, {
                Node: (_key, node) => {
                    if (identity.isAlias(node) || identity.hasAnchor(node))
                        nodes.push(node);
                }
            });
            if (ctx)
                ctx.aliasResolveCache = nodes;
        }
        let found = undefined;
        for (const node of nodes) {
            if (node === this)
                break;
            if (node.anchor === this.source)
                found = node;
        }
        if (found && ctx) {
            const { anchors, doc, maxAliasCount } = ctx;
            let data = anchors.get(found);
            if (!data) {
                toJS.toJS(found, null, ctx);
                data = anchors.get(found);
            }
            if (data?.res === undefined) {
                const msg = 'This should not happen: Alias anchor was not resolved?';
                throw new ReferenceError(msg);
            }
            if (maxAliasCount >= 0) {
                data.count += 1;
                if (data.aliasCount === 0)
                    data.aliasCount = getAliasCount(doc, found, anchors);
                if (data.count * data.aliasCount > maxAliasCount) {
                    const msg = 'Excessive alias count indicates a resource exhaustion attack';
                    throw new ReferenceError(msg);
                }
            }
        }
        return found;
    }
    toJSON(_arg, ctx) {
        if (!ctx)
            return { source: this.source };
        const source = this.resolve(ctx.doc, ctx);
        if (!source) {
            const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
            throw new ReferenceError(msg);
        }
        return ctx.anchors.get(source).res;
    }
    toString(ctx, _onComment, _onChompKeep) {
        const src = `*${this.source}`;
        if (ctx) {
            anchors.anchorIsValid(this.source);
            if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
                const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
                throw new Error(msg);
            }
            if (ctx.implicitKey)
                return `${src} `;
        }
        return src;
    }
}
function getAliasCount(doc, node, anchors) {
    if (identity.isAlias(node)) {
        const source = node.resolve(doc);
        const anchor = anchors && source && anchors.get(source);
        return anchor ? anchor.count * anchor.aliasCount : 0;
    }
    else if (identity.isCollection(node)) {
        let count = 0;
        for (const item of node.items) {
            const c = getAliasCount(doc, item, anchors);
            if (c > count)
                count = c;
        }
        return count;
    }
    else if (identity.isPair(node)) {
        const kc = getAliasCount(doc, node.key, anchors);
        const vc = getAliasCount(doc, node.value, anchors);
        return Math.max(kc, vc);
    }
    return 1;
}

exports.Alias = Alias;


/***/ }),

/***/ 2518:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var createNode = __nccwpck_require__(2843);
var identity = __nccwpck_require__(7612);
var Node = __nccwpck_require__(4394);

function collectionFromPath(schema, path, value) {
    let v = value;
    for (let i = path.length - 1; i >= 0; --i) {
        const k = path[i];
        if (typeof k === 'number' && Number.isInteger(k) && k >= 0) {
            const a = [];
            a[k] = v;
            v = a;
        }
        else {
            v = new Map([[k, v]]);
        }
    }
    return createNode.createNode(v, undefined, {
        aliasDuplicateObjects: false,
        keepUndefined: false,
        onAnchor: () => {
            throw new Error('This should not happen, please report a bug.');
        },
        schema,
        sourceObjects: new Map()
    });
}
const isEmptyPath = (path) => path == null ||
    (typeof path === 'object' && !!path[Symbol.iterator]().next().done);
class Collection extends Node.NodeBase {
    constructor(type, schema) {
        super(type);
        Object.defineProperty(this, 'schema', {
            value: schema,
            configurable: true,
            enumerable: false,
            writable: true
        });
    }
    clone(schema) {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (schema)
            copy.schema = schema;
        copy.items = copy.items.map(it => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it);
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    addIn(path, value) {
        if (isEmptyPath(path))
            this.add(value);
        else {
            const [key, ...rest] = path;
            const node = this.get(key, true);
            if (identity.isCollection(node))
                node.addIn(rest, value);
            else if (node === undefined && this.schema)
                this.set(key, collectionFromPath(this.schema, rest, value));
            else
                throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
    }
    deleteIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
            return this.delete(key);
        const node = this.get(key, true);
        if (identity.isCollection(node))
            return node.deleteIn(rest);
        else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
    }
    getIn(path, keepScalar) {
        const [key, ...rest] = path;
        const node = this.get(key, true);
        if (rest.length === 0)
            return !keepScalar && identity.isScalar(node) ? node.value : node;
        else
            return identity.isCollection(node) ? node.getIn(rest, keepScalar) : undefined;
    }
    hasAllNullValues(allowScalar) {
        return this.items.every(node => {
            if (!identity.isPair(node))
                return false;
            const n = node.value;
            return (n == null ||
                (allowScalar &&
                    identity.isScalar(n) &&
                    n.value == null &&
                    !n.commentBefore &&
                    !n.comment &&
                    !n.tag));
        });
    }
    hasIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
            return this.has(key);
        const node = this.get(key, true);
        return identity.isCollection(node) ? node.hasIn(rest) : false;
    }
    setIn(path, value) {
        const [key, ...rest] = path;
        if (rest.length === 0) {
            this.set(key, value);
        }
        else {
            const node = this.get(key, true);
            if (identity.isCollection(node))
                node.setIn(rest, value);
            else if (node === undefined && this.schema)
                this.set(key, collectionFromPath(this.schema, rest, value));
            else
                throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
    }
}

exports.Collection = Collection;
exports.collectionFromPath = collectionFromPath;
exports.isEmptyPath = isEmptyPath;


/***/ }),

/***/ 4394:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var applyReviver = __nccwpck_require__(6370);
var identity = __nccwpck_require__(7612);
var toJS = __nccwpck_require__(5676);

class NodeBase {
    constructor(type) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: type });
    }
    clone() {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        if (!identity.isDocument(doc))
            throw new TypeError('A document argument is required');
        const ctx = {
            anchors: new Map(),
            doc,
            keep: true,
            mapAsMap: mapAsMap === true,
            mapKeyWarned: false,
            maxAliasCount: typeof maxAliasCount === 'number' ? maxAliasCount : 100
        };
        const res = toJS.toJS(this, '', ctx);
        if (typeof onAnchor === 'function')
            for (const { count, res } of ctx.anchors.values())
                onAnchor(res, count);
        return typeof reviver === 'function'
            ? applyReviver.applyReviver(reviver, { '': res }, '', res)
            : res;
    }
}

exports.NodeBase = NodeBase;


/***/ }),

/***/ 550:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var createNode = __nccwpck_require__(2843);
var stringifyPair = __nccwpck_require__(953);
var addPairToJSMap = __nccwpck_require__(1051);
var identity = __nccwpck_require__(7612);

function createPair(key, value, ctx) {
    const k = createNode.createNode(key, undefined, ctx);
    const v = createNode.createNode(value, undefined, ctx);
    return new Pair(k, v);
}
class Pair {
    constructor(key, value = null) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
        this.key = key;
        this.value = value;
    }
    clone(schema) {
        let { key, value } = this;
        if (identity.isNode(key))
            key = key.clone(schema);
        if (identity.isNode(value))
            value = value.clone(schema);
        return new Pair(key, value);
    }
    toJSON(_, ctx) {
        const pair = ctx?.mapAsMap ? new Map() : {};
        return addPairToJSMap.addPairToJSMap(ctx, pair, this);
    }
    toString(ctx, onComment, onChompKeep) {
        return ctx?.doc
            ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep)
            : JSON.stringify(this);
    }
}

exports.Pair = Pair;
exports.createPair = createPair;


/***/ }),

/***/ 5802:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var Node = __nccwpck_require__(4394);
var toJS = __nccwpck_require__(5676);

const isScalarValue = (value) => !value || (typeof value !== 'function' && typeof value !== 'object');
class Scalar extends Node.NodeBase {
    constructor(value) {
        super(identity.SCALAR);
        this.value = value;
    }
    toJSON(arg, ctx) {
        return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
    }
    toString() {
        return String(this.value);
    }
}
Scalar.BLOCK_FOLDED = 'BLOCK_FOLDED';
Scalar.BLOCK_LITERAL = 'BLOCK_LITERAL';
Scalar.PLAIN = 'PLAIN';
Scalar.QUOTE_DOUBLE = 'QUOTE_DOUBLE';
Scalar.QUOTE_SINGLE = 'QUOTE_SINGLE';

exports.Scalar = Scalar;
exports.isScalarValue = isScalarValue;


/***/ }),

/***/ 1267:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var stringifyCollection = __nccwpck_require__(8169);
var addPairToJSMap = __nccwpck_require__(1051);
var Collection = __nccwpck_require__(2518);
var identity = __nccwpck_require__(7612);
var Pair = __nccwpck_require__(550);
var Scalar = __nccwpck_require__(5802);

function findPair(items, key) {
    const k = identity.isScalar(key) ? key.value : key;
    for (const it of items) {
        if (identity.isPair(it)) {
            if (it.key === key || it.key === k)
                return it;
            if (identity.isScalar(it.key) && it.key.value === k)
                return it;
        }
    }
    return undefined;
}
class YAMLMap extends Collection.Collection {
    static get tagName() {
        return 'tag:yaml.org,2002:map';
    }
    constructor(schema) {
        super(identity.MAP, schema);
        this.items = [];
    }
    static from(schema, obj, ctx) {
        const { keepUndefined, replacer } = ctx;
        const map = new this(schema);
        const add = (key, value) => {
            if (typeof replacer === 'function')
                value = replacer.call(obj, key, value);
            else if (Array.isArray(replacer) && !replacer.includes(key))
                return;
            if (value !== undefined || keepUndefined)
                map.items.push(Pair.createPair(key, value, ctx));
        };
        if (obj instanceof Map) {
            for (const [key, value] of obj)
                add(key, value);
        }
        else if (obj && typeof obj === 'object') {
            for (const key of Object.keys(obj))
                add(key, obj[key]);
        }
        if (typeof schema.sortMapEntries === 'function') {
            map.items.sort(schema.sortMapEntries);
        }
        return map;
    }
    add(pair, overwrite) {
        let _pair;
        if (identity.isPair(pair))
            _pair = pair;
        else if (!pair || typeof pair !== 'object' || !('key' in pair)) {
            _pair = new Pair.Pair(pair, pair?.value);
        }
        else
            _pair = new Pair.Pair(pair.key, pair.value);
        const prev = findPair(this.items, _pair.key);
        const sortEntries = this.schema?.sortMapEntries;
        if (prev) {
            if (!overwrite)
                throw new Error(`Key ${_pair.key} already set`);
            if (identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value))
                prev.value.value = _pair.value;
            else
                prev.value = _pair.value;
        }
        else if (sortEntries) {
            const i = this.items.findIndex(item => sortEntries(_pair, item) < 0);
            if (i === -1)
                this.items.push(_pair);
            else
                this.items.splice(i, 0, _pair);
        }
        else {
            this.items.push(_pair);
        }
    }
    delete(key) {
        const it = findPair(this.items, key);
        if (!it)
            return false;
        const del = this.items.splice(this.items.indexOf(it), 1);
        return del.length > 0;
    }
    get(key, keepScalar) {
        const it = findPair(this.items, key);
        const node = it?.value;
        return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? undefined;
    }
    has(key) {
        return !!findPair(this.items, key);
    }
    set(key, value) {
        this.add(new Pair.Pair(key, value), true);
    }
    toJSON(_, ctx, Type) {
        const map = Type ? new Type() : ctx?.mapAsMap ? new Map() : {};
        if (ctx?.onCreate)
            ctx.onCreate(map);
        for (const item of this.items)
            addPairToJSMap.addPairToJSMap(ctx, map, item);
        return map;
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        for (const item of this.items) {
            if (!identity.isPair(item))
                throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
        }
        if (!ctx.allNullValues && this.hasAllNullValues(false))
            ctx = Object.assign({}, ctx, { allNullValues: true });
        return stringifyCollection.stringifyCollection(this, ctx, {
            blockItemPrefix: '',
            flowChars: { start: '{', end: '}' },
            itemIndent: ctx.indent || '',
            onChompKeep,
            onComment
        });
    }
}

exports.YAMLMap = YAMLMap;
exports.findPair = findPair;


/***/ }),

/***/ 7650:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var createNode = __nccwpck_require__(2843);
var stringifyCollection = __nccwpck_require__(8169);
var Collection = __nccwpck_require__(2518);
var identity = __nccwpck_require__(7612);
var Scalar = __nccwpck_require__(5802);
var toJS = __nccwpck_require__(5676);

class YAMLSeq extends Collection.Collection {
    static get tagName() {
        return 'tag:yaml.org,2002:seq';
    }
    constructor(schema) {
        super(identity.SEQ, schema);
        this.items = [];
    }
    add(value) {
        this.items.push(value);
    }
    delete(key) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            return false;
        const del = this.items.splice(idx, 1);
        return del.length > 0;
    }
    get(key, keepScalar) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            return undefined;
        const it = this.items[idx];
        return !keepScalar && identity.isScalar(it) ? it.value : it;
    }
    has(key) {
        const idx = asItemIndex(key);
        return typeof idx === 'number' && idx < this.items.length;
    }
    set(key, value) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            throw new Error(`Expected a valid index, not ${key}.`);
        const prev = this.items[idx];
        if (identity.isScalar(prev) && Scalar.isScalarValue(value))
            prev.value = value;
        else
            this.items[idx] = value;
    }
    toJSON(_, ctx) {
        const seq = [];
        if (ctx?.onCreate)
            ctx.onCreate(seq);
        let i = 0;
        for (const item of this.items)
            seq.push(toJS.toJS(item, String(i++), ctx));
        return seq;
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        return stringifyCollection.stringifyCollection(this, ctx, {
            blockItemPrefix: '- ',
            flowChars: { start: '[', end: ']' },
            itemIndent: (ctx.indent || '') + '  ',
            onChompKeep,
            onComment
        });
    }
    static from(schema, obj, ctx) {
        const { replacer } = ctx;
        const seq = new this(schema);
        if (obj && Symbol.iterator in Object(obj)) {
            let i = 0;
            for (let it of obj) {
                if (typeof replacer === 'function') {
                    const key = obj instanceof Set ? it : String(i++);
                    it = replacer.call(obj, key, it);
                }
                seq.items.push(createNode.createNode(it, undefined, ctx));
            }
        }
        return seq;
    }
}
function asItemIndex(key) {
    let idx = identity.isScalar(key) ? key.value : key;
    if (idx && typeof idx === 'string')
        idx = Number(idx);
    return typeof idx === 'number' && Number.isInteger(idx) && idx >= 0
        ? idx
        : null;
}

exports.YAMLSeq = YAMLSeq;


/***/ }),

/***/ 1051:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var log = __nccwpck_require__(1916);
var merge = __nccwpck_require__(8301);
var stringify = __nccwpck_require__(1033);
var identity = __nccwpck_require__(7612);
var toJS = __nccwpck_require__(5676);

function addPairToJSMap(ctx, map, { key, value }) {
    if (identity.isNode(key) && key.addToJSMap)
        key.addToJSMap(ctx, map, value);
    else if (merge.isMergeKey(ctx, key))
        merge.addMergeToJSMap(ctx, map, value);
    else {
        const jsKey = toJS.toJS(key, '', ctx);
        if (map instanceof Map) {
            map.set(jsKey, toJS.toJS(value, jsKey, ctx));
        }
        else if (map instanceof Set) {
            map.add(jsKey);
        }
        else {
            const stringKey = stringifyKey(key, jsKey, ctx);
            const jsValue = toJS.toJS(value, stringKey, ctx);
            if (stringKey in map)
                Object.defineProperty(map, stringKey, {
                    value: jsValue,
                    writable: true,
                    enumerable: true,
                    configurable: true
                });
            else
                map[stringKey] = jsValue;
        }
    }
    return map;
}
function stringifyKey(key, jsKey, ctx) {
    if (jsKey === null)
        return '';
    if (typeof jsKey !== 'object')
        return String(jsKey);
    if (identity.isNode(key) && ctx?.doc) {
        const strCtx = stringify.createStringifyContext(ctx.doc, {});
        strCtx.anchors = new Set();
        for (const node of ctx.anchors.keys())
            strCtx.anchors.add(node.anchor);
        strCtx.inFlow = true;
        strCtx.inStringifyKey = true;
        const strKey = key.toString(strCtx);
        if (!ctx.mapKeyWarned) {
            let jsonStr = JSON.stringify(strKey);
            if (jsonStr.length > 40)
                jsonStr = jsonStr.substring(0, 36) + '..."';
            log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
            ctx.mapKeyWarned = true;
        }
        return strKey;
    }
    return JSON.stringify(jsKey);
}

exports.addPairToJSMap = addPairToJSMap;


/***/ }),

/***/ 7612:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


const ALIAS = Symbol.for('yaml.alias');
const DOC = Symbol.for('yaml.document');
const MAP = Symbol.for('yaml.map');
const PAIR = Symbol.for('yaml.pair');
const SCALAR = Symbol.for('yaml.scalar');
const SEQ = Symbol.for('yaml.seq');
const NODE_TYPE = Symbol.for('yaml.node.type');
const isAlias = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === ALIAS;
const isDocument = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === DOC;
const isMap = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === MAP;
const isPair = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === PAIR;
const isScalar = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === SCALAR;
const isSeq = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === SEQ;
function isCollection(node) {
    if (node && typeof node === 'object')
        switch (node[NODE_TYPE]) {
            case MAP:
            case SEQ:
                return true;
        }
    return false;
}
function isNode(node) {
    if (node && typeof node === 'object')
        switch (node[NODE_TYPE]) {
            case ALIAS:
            case MAP:
            case SCALAR:
            case SEQ:
                return true;
        }
    return false;
}
const hasAnchor = (node) => (isScalar(node) || isCollection(node)) && !!node.anchor;

exports.ALIAS = ALIAS;
exports.DOC = DOC;
exports.MAP = MAP;
exports.NODE_TYPE = NODE_TYPE;
exports.PAIR = PAIR;
exports.SCALAR = SCALAR;
exports.SEQ = SEQ;
exports.hasAnchor = hasAnchor;
exports.isAlias = isAlias;
exports.isCollection = isCollection;
exports.isDocument = isDocument;
exports.isMap = isMap;
exports.isNode = isNode;
exports.isPair = isPair;
exports.isScalar = isScalar;
exports.isSeq = isSeq;


/***/ }),

/***/ 5676:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);

function toJS(value, arg, ctx) {
    if (Array.isArray(value))
        return value.map((v, i) => toJS(v, String(i), ctx));
    if (value && typeof value.toJSON === 'function') {
        if (!ctx || !identity.hasAnchor(value))
            return value.toJSON(arg, ctx);
        const data = { aliasCount: 0, count: 1, res: undefined };
        ctx.anchors.set(value, data);
        ctx.onCreate = res => {
            data.res = res;
            delete ctx.onCreate;
        };
        const res = value.toJSON(arg, ctx);
        if (ctx.onCreate)
            ctx.onCreate(res);
        return res;
    }
    if (typeof value === 'bigint' && !ctx?.keep)
        return Number(value);
    return value;
}

exports.toJS = toJS;


/***/ }),

/***/ 9965:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var resolveBlockScalar = __nccwpck_require__(2270);
var resolveFlowScalar = __nccwpck_require__(4235);
var errors = __nccwpck_require__(1259);
var stringifyString = __nccwpck_require__(8228);

function resolveAsScalar(token, strict = true, onError) {
    if (token) {
        const _onError = (pos, code, message) => {
            const offset = typeof pos === 'number' ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
            if (onError)
                onError(offset, code, message);
            else
                throw new errors.YAMLParseError([offset, offset + 1], code, message);
        };
        switch (token.type) {
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
            case 'block-scalar':
                return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
        }
    }
    return null;
}
function createScalarToken(value, context) {
    const { implicitKey = false, indent, inFlow = false, offset = -1, type = 'PLAIN' } = context;
    const source = stringifyString.stringifyString({ type, value }, {
        implicitKey,
        indent: indent > 0 ? ' '.repeat(indent) : '',
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
    });
    const end = context.end ?? [
        { type: 'newline', offset: -1, indent, source: '\n' }
    ];
    switch (source[0]) {
        case '|':
        case '>': {
            const he = source.indexOf('\n');
            const head = source.substring(0, he);
            const body = source.substring(he + 1) + '\n';
            const props = [
                { type: 'block-scalar-header', offset, indent, source: head }
            ];
            if (!addEndtoBlockProps(props, end))
                props.push({ type: 'newline', offset: -1, indent, source: '\n' });
            return { type: 'block-scalar', offset, indent, props, source: body };
        }
        case '"':
            return { type: 'double-quoted-scalar', offset, indent, source, end };
        case "'":
            return { type: 'single-quoted-scalar', offset, indent, source, end };
        default:
            return { type: 'scalar', offset, indent, source, end };
    }
}
function setScalarValue(token, value, context = {}) {
    let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
    let indent = 'indent' in token ? token.indent : null;
    if (afterKey && typeof indent === 'number')
        indent += 2;
    if (!type)
        switch (token.type) {
            case 'single-quoted-scalar':
                type = 'QUOTE_SINGLE';
                break;
            case 'double-quoted-scalar':
                type = 'QUOTE_DOUBLE';
                break;
            case 'block-scalar': {
                const header = token.props[0];
                if (header.type !== 'block-scalar-header')
                    throw new Error('Invalid block scalar header');
                type = header.source[0] === '>' ? 'BLOCK_FOLDED' : 'BLOCK_LITERAL';
                break;
            }
            default:
                type = 'PLAIN';
        }
    const source = stringifyString.stringifyString({ type, value }, {
        implicitKey: implicitKey || indent === null,
        indent: indent !== null && indent > 0 ? ' '.repeat(indent) : '',
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
    });
    switch (source[0]) {
        case '|':
        case '>':
            setBlockScalarValue(token, source);
            break;
        case '"':
            setFlowScalarValue(token, source, 'double-quoted-scalar');
            break;
        case "'":
            setFlowScalarValue(token, source, 'single-quoted-scalar');
            break;
        default:
            setFlowScalarValue(token, source, 'scalar');
    }
}
function setBlockScalarValue(token, source) {
    const he = source.indexOf('\n');
    const head = source.substring(0, he);
    const body = source.substring(he + 1) + '\n';
    if (token.type === 'block-scalar') {
        const header = token.props[0];
        if (header.type !== 'block-scalar-header')
            throw new Error('Invalid block scalar header');
        header.source = head;
        token.source = body;
    }
    else {
        const { offset } = token;
        const indent = 'indent' in token ? token.indent : -1;
        const props = [
            { type: 'block-scalar-header', offset, indent, source: head }
        ];
        if (!addEndtoBlockProps(props, 'end' in token ? token.end : undefined))
            props.push({ type: 'newline', offset: -1, indent, source: '\n' });
        for (const key of Object.keys(token))
            if (key !== 'type' && key !== 'offset')
                delete token[key];
        Object.assign(token, { type: 'block-scalar', indent, props, source: body });
    }
}
function addEndtoBlockProps(props, end) {
    if (end)
        for (const st of end)
            switch (st.type) {
                case 'space':
                case 'comment':
                    props.push(st);
                    break;
                case 'newline':
                    props.push(st);
                    return true;
            }
    return false;
}
function setFlowScalarValue(token, source, type) {
    switch (token.type) {
        case 'scalar':
        case 'double-quoted-scalar':
        case 'single-quoted-scalar':
            token.type = type;
            token.source = source;
            break;
        case 'block-scalar': {
            const end = token.props.slice(1);
            let oa = source.length;
            if (token.props[0].type === 'block-scalar-header')
                oa -= token.props[0].source.length;
            for (const tok of end)
                tok.offset += oa;
            delete token.props;
            Object.assign(token, { type, source, end });
            break;
        }
        case 'block-map':
        case 'block-seq': {
            const offset = token.offset + source.length;
            const nl = { type: 'newline', offset, indent: token.indent, source: '\n' };
            delete token.items;
            Object.assign(token, { type, source, end: [nl] });
            break;
        }
        default: {
            const indent = 'indent' in token ? token.indent : -1;
            const end = 'end' in token && Array.isArray(token.end)
                ? token.end.filter(st => st.type === 'space' ||
                    st.type === 'comment' ||
                    st.type === 'newline')
                : [];
            for (const key of Object.keys(token))
                if (key !== 'type' && key !== 'offset')
                    delete token[key];
            Object.assign(token, { type, indent, source, end });
        }
    }
}

exports.createScalarToken = createScalarToken;
exports.resolveAsScalar = resolveAsScalar;
exports.setScalarValue = setScalarValue;


/***/ }),

/***/ 696:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


const stringify = (cst) => 'type' in cst ? stringifyToken(cst) : stringifyItem(cst);
function stringifyToken(token) {
    switch (token.type) {
        case 'block-scalar': {
            let res = '';
            for (const tok of token.props)
                res += stringifyToken(tok);
            return res + token.source;
        }
        case 'block-map':
        case 'block-seq': {
            let res = '';
            for (const item of token.items)
                res += stringifyItem(item);
            return res;
        }
        case 'flow-collection': {
            let res = token.start.source;
            for (const item of token.items)
                res += stringifyItem(item);
            for (const st of token.end)
                res += st.source;
            return res;
        }
        case 'document': {
            let res = stringifyItem(token);
            if (token.end)
                for (const st of token.end)
                    res += st.source;
            return res;
        }
        default: {
            let res = token.source;
            if ('end' in token && token.end)
                for (const st of token.end)
                    res += st.source;
            return res;
        }
    }
}
function stringifyItem({ start, key, sep, value }) {
    let res = '';
    for (const st of start)
        res += st.source;
    if (key)
        res += stringifyToken(key);
    if (sep)
        for (const st of sep)
            res += st.source;
    if (value)
        res += stringifyToken(value);
    return res;
}

exports.stringify = stringify;


/***/ }),

/***/ 2810:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


const BREAK = Symbol('break visit');
const SKIP = Symbol('skip children');
const REMOVE = Symbol('remove item');
function visit(cst, visitor) {
    if ('type' in cst && cst.type === 'document')
        cst = { start: cst.start, value: cst.value };
    _visit(Object.freeze([]), cst, visitor);
}
visit.BREAK = BREAK;
visit.SKIP = SKIP;
visit.REMOVE = REMOVE;
visit.itemAtPath = (cst, path) => {
    let item = cst;
    for (const [field, index] of path) {
        const tok = item?.[field];
        if (tok && 'items' in tok) {
            item = tok.items[index];
        }
        else
            return undefined;
    }
    return item;
};
visit.parentCollection = (cst, path) => {
    const parent = visit.itemAtPath(cst, path.slice(0, -1));
    const field = path[path.length - 1][0];
    const coll = parent?.[field];
    if (coll && 'items' in coll)
        return coll;
    throw new Error('Parent collection not found');
};
function _visit(path, item, visitor) {
    let ctrl = visitor(item, path);
    if (typeof ctrl === 'symbol')
        return ctrl;
    for (const field of ['key', 'value']) {
        const token = item[field];
        if (token && 'items' in token) {
            for (let i = 0; i < token.items.length; ++i) {
                const ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    token.items.splice(i, 1);
                    i -= 1;
                }
            }
            if (typeof ctrl === 'function' && field === 'key')
                ctrl = ctrl(item, path);
        }
    }
    return typeof ctrl === 'function' ? ctrl(item, path) : ctrl;
}

exports.visit = visit;


/***/ }),

/***/ 9360:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var cstScalar = __nccwpck_require__(9965);
var cstStringify = __nccwpck_require__(696);
var cstVisit = __nccwpck_require__(2810);

const BOM = '\u{FEFF}';
const DOCUMENT = '\x02';  
const FLOW_END = '\x18';  
const SCALAR = '\x1f';  
const isCollection = (token) => !!token && 'items' in token;
const isScalar = (token) => !!token &&
    (token.type === 'scalar' ||
        token.type === 'single-quoted-scalar' ||
        token.type === 'double-quoted-scalar' ||
        token.type === 'block-scalar');
function prettyToken(token) {
    switch (token) {
        case BOM:
            return '<BOM>';
        case DOCUMENT:
            return '<DOC>';
        case FLOW_END:
            return '<FLOW_END>';
        case SCALAR:
            return '<SCALAR>';
        default:
            return JSON.stringify(token);
    }
}
function tokenType(source) {
    switch (source) {
        case BOM:
            return 'byte-order-mark';
        case DOCUMENT:
            return 'doc-mode';
        case FLOW_END:
            return 'flow-error-end';
        case SCALAR:
            return 'scalar';
        case '---':
            return 'doc-start';
        case '...':
            return 'doc-end';
        case '':
        case '\n':
        case '\r\n':
            return 'newline';
        case '-':
            return 'seq-item-ind';
        case '?':
            return 'explicit-key-ind';
        case ':':
            return 'map-value-ind';
        case '{':
            return 'flow-map-start';
        case '}':
            return 'flow-map-end';
        case '[':
            return 'flow-seq-start';
        case ']':
            return 'flow-seq-end';
        case ',':
            return 'comma';
    }
    switch (source[0]) {
        case ' ':
        case '\t':
            return 'space';
        case '#':
            return 'comment';
        case '%':
            return 'directive-line';
        case '*':
            return 'alias';
        case '&':
            return 'anchor';
        case '!':
            return 'tag';
        case "'":
            return 'single-quoted-scalar';
        case '"':
            return 'double-quoted-scalar';
        case '|':
        case '>':
            return 'block-scalar-header';
    }
    return null;
}

exports.createScalarToken = cstScalar.createScalarToken;
exports.resolveAsScalar = cstScalar.resolveAsScalar;
exports.setScalarValue = cstScalar.setScalarValue;
exports.stringify = cstStringify.stringify;
exports.visit = cstVisit.visit;
exports.BOM = BOM;
exports.DOCUMENT = DOCUMENT;
exports.FLOW_END = FLOW_END;
exports.SCALAR = SCALAR;
exports.isCollection = isCollection;
exports.isScalar = isScalar;
exports.prettyToken = prettyToken;
exports.tokenType = tokenType;


/***/ }),

/***/ 5312:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var cst = __nccwpck_require__(9360);

function isEmpty(ch) {
    switch (ch) {
        case undefined:
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            return true;
        default:
            return false;
    }
}
const hexDigits = new Set('0123456789ABCDEFabcdef');
const tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
const flowIndicatorChars = new Set(',[]{}');
const invalidAnchorChars = new Set(' ,[]{}\n\r\t');
const isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
class Lexer {
    constructor() {
        this.atEnd = false;
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        this.buffer = '';
        this.flowKey = false;
        this.flowLevel = 0;
        this.indentNext = 0;
        this.indentValue = 0;
        this.lineEndPos = null;
        this.next = null;
        this.pos = 0;
    }
    *lex(source, incomplete = false) {
        if (source) {
            if (typeof source !== 'string')
                throw TypeError('source is not a string');
            this.buffer = this.buffer ? this.buffer + source : source;
            this.lineEndPos = null;
        }
        this.atEnd = !incomplete;
        let next = this.next ?? 'stream';
        while (next && (incomplete || this.hasChars(1)))
            next = yield* this.parseNext(next);
    }
    atLineEnd() {
        let i = this.pos;
        let ch = this.buffer[i];
        while (ch === ' ' || ch === '\t')
            ch = this.buffer[++i];
        if (!ch || ch === '#' || ch === '\n')
            return true;
        if (ch === '\r')
            return this.buffer[i + 1] === '\n';
        return false;
    }
    charAt(n) {
        return this.buffer[this.pos + n];
    }
    continueScalar(offset) {
        let ch = this.buffer[offset];
        if (this.indentNext > 0) {
            let indent = 0;
            while (ch === ' ')
                ch = this.buffer[++indent + offset];
            if (ch === '\r') {
                const next = this.buffer[indent + offset + 1];
                if (next === '\n' || (!next && !this.atEnd))
                    return offset + indent + 1;
            }
            return ch === '\n' || indent >= this.indentNext || (!ch && !this.atEnd)
                ? offset + indent
                : -1;
        }
        if (ch === '-' || ch === '.') {
            const dt = this.buffer.substr(offset, 3);
            if ((dt === '---' || dt === '...') && isEmpty(this.buffer[offset + 3]))
                return -1;
        }
        return offset;
    }
    getLine() {
        let end = this.lineEndPos;
        if (typeof end !== 'number' || (end !== -1 && end < this.pos)) {
            end = this.buffer.indexOf('\n', this.pos);
            this.lineEndPos = end;
        }
        if (end === -1)
            return this.atEnd ? this.buffer.substring(this.pos) : null;
        if (this.buffer[end - 1] === '\r')
            end -= 1;
        return this.buffer.substring(this.pos, end);
    }
    hasChars(n) {
        return this.pos + n <= this.buffer.length;
    }
    setNext(state) {
        this.buffer = this.buffer.substring(this.pos);
        this.pos = 0;
        this.lineEndPos = null;
        this.next = state;
        return null;
    }
    peek(n) {
        return this.buffer.substr(this.pos, n);
    }
    *parseNext(next) {
        switch (next) {
            case 'stream':
                return yield* this.parseStream();
            case 'line-start':
                return yield* this.parseLineStart();
            case 'block-start':
                return yield* this.parseBlockStart();
            case 'doc':
                return yield* this.parseDocument();
            case 'flow':
                return yield* this.parseFlowCollection();
            case 'quoted-scalar':
                return yield* this.parseQuotedScalar();
            case 'block-scalar':
                return yield* this.parseBlockScalar();
            case 'plain-scalar':
                return yield* this.parsePlainScalar();
        }
    }
    *parseStream() {
        let line = this.getLine();
        if (line === null)
            return this.setNext('stream');
        if (line[0] === cst.BOM) {
            yield* this.pushCount(1);
            line = line.substring(1);
        }
        if (line[0] === '%') {
            let dirEnd = line.length;
            let cs = line.indexOf('#');
            while (cs !== -1) {
                const ch = line[cs - 1];
                if (ch === ' ' || ch === '\t') {
                    dirEnd = cs - 1;
                    break;
                }
                else {
                    cs = line.indexOf('#', cs + 1);
                }
            }
            while (true) {
                const ch = line[dirEnd - 1];
                if (ch === ' ' || ch === '\t')
                    dirEnd -= 1;
                else
                    break;
            }
            const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
            yield* this.pushCount(line.length - n);  
            this.pushNewline();
            return 'stream';
        }
        if (this.atLineEnd()) {
            const sp = yield* this.pushSpaces(true);
            yield* this.pushCount(line.length - sp);
            yield* this.pushNewline();
            return 'stream';
        }
        yield cst.DOCUMENT;
        return yield* this.parseLineStart();
    }
    *parseLineStart() {
        const ch = this.charAt(0);
        if (!ch && !this.atEnd)
            return this.setNext('line-start');
        if (ch === '-' || ch === '.') {
            if (!this.atEnd && !this.hasChars(4))
                return this.setNext('line-start');
            const s = this.peek(3);
            if ((s === '---' || s === '...') && isEmpty(this.charAt(3))) {
                yield* this.pushCount(3);
                this.indentValue = 0;
                this.indentNext = 0;
                return s === '---' ? 'doc' : 'stream';
            }
        }
        this.indentValue = yield* this.pushSpaces(false);
        if (this.indentNext > this.indentValue && !isEmpty(this.charAt(1)))
            this.indentNext = this.indentValue;
        return yield* this.parseBlockStart();
    }
    *parseBlockStart() {
        const [ch0, ch1] = this.peek(2);
        if (!ch1 && !this.atEnd)
            return this.setNext('block-start');
        if ((ch0 === '-' || ch0 === '?' || ch0 === ':') && isEmpty(ch1)) {
            const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
            this.indentNext = this.indentValue + 1;
            this.indentValue += n;
            return 'block-start';
        }
        return 'doc';
    }
    *parseDocument() {
        yield* this.pushSpaces(true);
        const line = this.getLine();
        if (line === null)
            return this.setNext('doc');
        let n = yield* this.pushIndicators();
        switch (line[n]) {
            case '#':
                yield* this.pushCount(line.length - n);
            case undefined:
                yield* this.pushNewline();
                return yield* this.parseLineStart();
            case '{':
            case '[':
                yield* this.pushCount(1);
                this.flowKey = false;
                this.flowLevel = 1;
                return 'flow';
            case '}':
            case ']':
                yield* this.pushCount(1);
                return 'doc';
            case '*':
                yield* this.pushUntil(isNotAnchorChar);
                return 'doc';
            case '"':
            case "'":
                return yield* this.parseQuotedScalar();
            case '|':
            case '>':
                n += yield* this.parseBlockScalarHeader();
                n += yield* this.pushSpaces(true);
                yield* this.pushCount(line.length - n);
                yield* this.pushNewline();
                return yield* this.parseBlockScalar();
            default:
                return yield* this.parsePlainScalar();
        }
    }
    *parseFlowCollection() {
        let nl, sp;
        let indent = -1;
        do {
            nl = yield* this.pushNewline();
            if (nl > 0) {
                sp = yield* this.pushSpaces(false);
                this.indentValue = indent = sp;
            }
            else {
                sp = 0;
            }
            sp += yield* this.pushSpaces(true);
        } while (nl + sp > 0);
        const line = this.getLine();
        if (line === null)
            return this.setNext('flow');
        if ((indent !== -1 && indent < this.indentNext && line[0] !== '#') ||
            (indent === 0 &&
                (line.startsWith('---') || line.startsWith('...')) &&
                isEmpty(line[3]))) {
            const atFlowEndMarker = indent === this.indentNext - 1 &&
                this.flowLevel === 1 &&
                (line[0] === ']' || line[0] === '}');
            if (!atFlowEndMarker) {
                this.flowLevel = 0;
                yield cst.FLOW_END;
                return yield* this.parseLineStart();
            }
        }
        let n = 0;
        while (line[n] === ',') {
            n += yield* this.pushCount(1);
            n += yield* this.pushSpaces(true);
            this.flowKey = false;
        }
        n += yield* this.pushIndicators();
        switch (line[n]) {
            case undefined:
                return 'flow';
            case '#':
                yield* this.pushCount(line.length - n);
                return 'flow';
            case '{':
            case '[':
                yield* this.pushCount(1);
                this.flowKey = false;
                this.flowLevel += 1;
                return 'flow';
            case '}':
            case ']':
                yield* this.pushCount(1);
                this.flowKey = true;
                this.flowLevel -= 1;
                return this.flowLevel ? 'flow' : 'doc';
            case '*':
                yield* this.pushUntil(isNotAnchorChar);
                return 'flow';
            case '"':
            case "'":
                this.flowKey = true;
                return yield* this.parseQuotedScalar();
            case ':': {
                const next = this.charAt(1);
                if (this.flowKey || isEmpty(next) || next === ',') {
                    this.flowKey = false;
                    yield* this.pushCount(1);
                    yield* this.pushSpaces(true);
                    return 'flow';
                }
            }
            default:
                this.flowKey = false;
                return yield* this.parsePlainScalar();
        }
    }
    *parseQuotedScalar() {
        const quote = this.charAt(0);
        let end = this.buffer.indexOf(quote, this.pos + 1);
        if (quote === "'") {
            while (end !== -1 && this.buffer[end + 1] === "'")
                end = this.buffer.indexOf("'", end + 2);
        }
        else {
            while (end !== -1) {
                let n = 0;
                while (this.buffer[end - 1 - n] === '\\')
                    n += 1;
                if (n % 2 === 0)
                    break;
                end = this.buffer.indexOf('"', end + 1);
            }
        }
        const qb = this.buffer.substring(0, end);
        let nl = qb.indexOf('\n', this.pos);
        if (nl !== -1) {
            while (nl !== -1) {
                const cs = this.continueScalar(nl + 1);
                if (cs === -1)
                    break;
                nl = qb.indexOf('\n', cs);
            }
            if (nl !== -1) {
                end = nl - (qb[nl - 1] === '\r' ? 2 : 1);
            }
        }
        if (end === -1) {
            if (!this.atEnd)
                return this.setNext('quoted-scalar');
            end = this.buffer.length;
        }
        yield* this.pushToIndex(end + 1, false);
        return this.flowLevel ? 'flow' : 'doc';
    }
    *parseBlockScalarHeader() {
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        let i = this.pos;
        while (true) {
            const ch = this.buffer[++i];
            if (ch === '+')
                this.blockScalarKeep = true;
            else if (ch > '0' && ch <= '9')
                this.blockScalarIndent = Number(ch) - 1;
            else if (ch !== '-')
                break;
        }
        return yield* this.pushUntil(ch => isEmpty(ch) || ch === '#');
    }
    *parseBlockScalar() {
        let nl = this.pos - 1;  
        let indent = 0;
        let ch;
        loop: for (let i = this.pos; (ch = this.buffer[i]); ++i) {
            switch (ch) {
                case ' ':
                    indent += 1;
                    break;
                case '\n':
                    nl = i;
                    indent = 0;
                    break;
                case '\r': {
                    const next = this.buffer[i + 1];
                    if (!next && !this.atEnd)
                        return this.setNext('block-scalar');
                    if (next === '\n')
                        break;
                }  
                default:
                    break loop;
            }
        }
        if (!ch && !this.atEnd)
            return this.setNext('block-scalar');
        if (indent >= this.indentNext) {
            if (this.blockScalarIndent === -1)
                this.indentNext = indent;
            else {
                this.indentNext =
                    this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
            }
            do {
                const cs = this.continueScalar(nl + 1);
                if (cs === -1)
                    break;
                nl = this.buffer.indexOf('\n', cs);
            } while (nl !== -1);
            if (nl === -1) {
                if (!this.atEnd)
                    return this.setNext('block-scalar');
                nl = this.buffer.length;
            }
        }
        let i = nl + 1;
        ch = this.buffer[i];
        while (ch === ' ')
            ch = this.buffer[++i];
        if (ch === '\t') {
            while (ch === '\t' || ch === ' ' || ch === '\r' || ch === '\n')
                ch = this.buffer[++i];
            nl = i - 1;
        }
        else if (!this.blockScalarKeep) {
            do {
                let i = nl - 1;
                let ch = this.buffer[i];
                if (ch === '\r')
                    ch = this.buffer[--i];
                const lastChar = i;  
                while (ch === ' ')
                    ch = this.buffer[--i];
                if (ch === '\n' && i >= this.pos && i + 1 + indent > lastChar)
                    nl = i;
                else
                    break;
            } while (true);
        }
        yield cst.SCALAR;
        yield* this.pushToIndex(nl + 1, true);
        return yield* this.parseLineStart();
    }
    *parsePlainScalar() {
        const inFlow = this.flowLevel > 0;
        let end = this.pos - 1;
        let i = this.pos - 1;
        let ch;
        while ((ch = this.buffer[++i])) {
            if (ch === ':') {
                const next = this.buffer[i + 1];
                if (isEmpty(next) || (inFlow && flowIndicatorChars.has(next)))
                    break;
                end = i;
            }
            else if (isEmpty(ch)) {
                let next = this.buffer[i + 1];
                if (ch === '\r') {
                    if (next === '\n') {
                        i += 1;
                        ch = '\n';
                        next = this.buffer[i + 1];
                    }
                    else
                        end = i;
                }
                if (next === '#' || (inFlow && flowIndicatorChars.has(next)))
                    break;
                if (ch === '\n') {
                    const cs = this.continueScalar(i + 1);
                    if (cs === -1)
                        break;
                    i = Math.max(i, cs - 2);  
                }
            }
            else {
                if (inFlow && flowIndicatorChars.has(ch))
                    break;
                end = i;
            }
        }
        if (!ch && !this.atEnd)
            return this.setNext('plain-scalar');
        yield cst.SCALAR;
        yield* this.pushToIndex(end + 1, true);
        return inFlow ? 'flow' : 'doc';
    }
    *pushCount(n) {
        if (n > 0) {
            yield this.buffer.substr(this.pos, n);
            this.pos += n;
            return n;
        }
        return 0;
    }
    *pushToIndex(i, allowEmpty) {
        const s = this.buffer.slice(this.pos, i);
        if (s) {
            yield s;
            this.pos += s.length;
            return s.length;
        }
        else if (allowEmpty)
            yield '';
        return 0;
    }
    *pushIndicators() {
        let n = 0;
        loop: while (true) {
            switch (this.charAt(0)) {
                case '!':
                    n += yield* this.pushTag();
                    n += yield* this.pushSpaces(true);
                    continue loop;
                case '&':
                    n += yield* this.pushUntil(isNotAnchorChar);
                    n += yield* this.pushSpaces(true);
                    continue loop;
                case '-':  
                case '?':  
                case ':': {
                    const inFlow = this.flowLevel > 0;
                    const ch1 = this.charAt(1);
                    if (isEmpty(ch1) || (inFlow && flowIndicatorChars.has(ch1))) {
                        if (!inFlow)
                            this.indentNext = this.indentValue + 1;
                        else if (this.flowKey)
                            this.flowKey = false;
                        n += yield* this.pushCount(1);
                        n += yield* this.pushSpaces(true);
                        continue loop;
                    }
                }
            }
            break loop;
        }
        return n;
    }
    *pushTag() {
        if (this.charAt(1) === '<') {
            let i = this.pos + 2;
            let ch = this.buffer[i];
            while (!isEmpty(ch) && ch !== '>')
                ch = this.buffer[++i];
            return yield* this.pushToIndex(ch === '>' ? i + 1 : i, false);
        }
        else {
            let i = this.pos + 1;
            let ch = this.buffer[i];
            while (ch) {
                if (tagChars.has(ch))
                    ch = this.buffer[++i];
                else if (ch === '%' &&
                    hexDigits.has(this.buffer[i + 1]) &&
                    hexDigits.has(this.buffer[i + 2])) {
                    ch = this.buffer[(i += 3)];
                }
                else
                    break;
            }
            return yield* this.pushToIndex(i, false);
        }
    }
    *pushNewline() {
        const ch = this.buffer[this.pos];
        if (ch === '\n')
            return yield* this.pushCount(1);
        else if (ch === '\r' && this.charAt(1) === '\n')
            return yield* this.pushCount(2);
        else
            return 0;
    }
    *pushSpaces(allowTabs) {
        let i = this.pos - 1;
        let ch;
        do {
            ch = this.buffer[++i];
        } while (ch === ' ' || (allowTabs && ch === '\t'));
        const n = i - this.pos;
        if (n > 0) {
            yield this.buffer.substr(this.pos, n);
            this.pos = i;
        }
        return n;
    }
    *pushUntil(test) {
        let i = this.pos;
        let ch = this.buffer[i];
        while (!test(ch))
            ch = this.buffer[++i];
        return yield* this.pushToIndex(i, false);
    }
}

exports.Lexer = Lexer;


/***/ }),

/***/ 6155:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


class LineCounter {
    constructor() {
        this.lineStarts = [];
        this.addNewLine = (offset) => this.lineStarts.push(offset);
        this.linePos = (offset) => {
            let low = 0;
            let high = this.lineStarts.length;
            while (low < high) {
                const mid = (low + high) >> 1;  
                if (this.lineStarts[mid] < offset)
                    low = mid + 1;
                else
                    high = mid;
            }
            if (this.lineStarts[low] === offset)
                return { line: low + 1, col: 1 };
            if (low === 0)
                return { line: 0, col: offset };
            const start = this.lineStarts[low - 1];
            return { line: low, col: offset - start + 1 };
        };
    }
}

exports.LineCounter = LineCounter;


/***/ }),

/***/ 175:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var node_process = __nccwpck_require__(932);
var cst = __nccwpck_require__(9360);
var lexer = __nccwpck_require__(5312);

function includesToken(list, type) {
    for (let i = 0; i < list.length; ++i)
        if (list[i].type === type)
            return true;
    return false;
}
function findNonEmptyIndex(list) {
    for (let i = 0; i < list.length; ++i) {
        switch (list[i].type) {
            case 'space':
            case 'comment':
            case 'newline':
                break;
            default:
                return i;
        }
    }
    return -1;
}
function isFlowToken(token) {
    switch (token?.type) {
        case 'alias':
        case 'scalar':
        case 'single-quoted-scalar':
        case 'double-quoted-scalar':
        case 'flow-collection':
            return true;
        default:
            return false;
    }
}
function getPrevProps(parent) {
    switch (parent.type) {
        case 'document':
            return parent.start;
        case 'block-map': {
            const it = parent.items[parent.items.length - 1];
            return it.sep ?? it.start;
        }
        case 'block-seq':
            return parent.items[parent.items.length - 1].start;
        default:
            return [];
    }
}
function getFirstKeyStartProps(prev) {
    if (prev.length === 0)
        return [];
    let i = prev.length;
    loop: while (--i >= 0) {
        switch (prev[i].type) {
            case 'doc-start':
            case 'explicit-key-ind':
            case 'map-value-ind':
            case 'seq-item-ind':
            case 'newline':
                break loop;
        }
    }
    while (prev[++i]?.type === 'space') {
    }
    return prev.splice(i, prev.length);
}
function arrayPushArray(target, source) {
    if (source.length < 1e5)
        Array.prototype.push.apply(target, source);
    else
        for (let i = 0; i < source.length; ++i)
            target.push(source[i]);
}
function fixFlowSeqItems(fc) {
    if (fc.start.type === 'flow-seq-start') {
        for (const it of fc.items) {
            if (it.sep &&
                !it.value &&
                !includesToken(it.start, 'explicit-key-ind') &&
                !includesToken(it.sep, 'map-value-ind')) {
                if (it.key)
                    it.value = it.key;
                delete it.key;
                if (isFlowToken(it.value)) {
                    if (it.value.end)
                        arrayPushArray(it.value.end, it.sep);
                    else
                        it.value.end = it.sep;
                }
                else
                    arrayPushArray(it.start, it.sep);
                delete it.sep;
            }
        }
    }
}
class Parser {
    constructor(onNewLine) {
        this.atNewLine = true;
        this.atScalar = false;
        this.indent = 0;
        this.offset = 0;
        this.onKeyLine = false;
        this.stack = [];
        this.source = '';
        this.type = '';
        this.lexer = new lexer.Lexer();
        this.onNewLine = onNewLine;
    }
    *parse(source, incomplete = false) {
        if (this.onNewLine && this.offset === 0)
            this.onNewLine(0);
        for (const lexeme of this.lexer.lex(source, incomplete))
            yield* this.next(lexeme);
        if (!incomplete)
            yield* this.end();
    }
    *next(source) {
        this.source = source;
        if (node_process.env.LOG_TOKENS)
            console.log('|', cst.prettyToken(source));
        if (this.atScalar) {
            this.atScalar = false;
            yield* this.step();
            this.offset += source.length;
            return;
        }
        const type = cst.tokenType(source);
        if (!type) {
            const message = `Not a YAML token: ${source}`;
            yield* this.pop({ type: 'error', offset: this.offset, message, source });
            this.offset += source.length;
        }
        else if (type === 'scalar') {
            this.atNewLine = false;
            this.atScalar = true;
            this.type = 'scalar';
        }
        else {
            this.type = type;
            yield* this.step();
            switch (type) {
                case 'newline':
                    this.atNewLine = true;
                    this.indent = 0;
                    if (this.onNewLine)
                        this.onNewLine(this.offset + source.length);
                    break;
                case 'space':
                    if (this.atNewLine && source[0] === ' ')
                        this.indent += source.length;
                    break;
                case 'explicit-key-ind':
                case 'map-value-ind':
                case 'seq-item-ind':
                    if (this.atNewLine)
                        this.indent += source.length;
                    break;
                case 'doc-mode':
                case 'flow-error-end':
                    return;
                default:
                    this.atNewLine = false;
            }
            this.offset += source.length;
        }
    }
    *end() {
        while (this.stack.length > 0)
            yield* this.pop();
    }
    get sourceToken() {
        const st = {
            type: this.type,
            offset: this.offset,
            indent: this.indent,
            source: this.source
        };
        return st;
    }
    *step() {
        const top = this.peek(1);
        if (this.type === 'doc-end' && top?.type !== 'doc-end') {
            while (this.stack.length > 0)
                yield* this.pop();
            this.stack.push({
                type: 'doc-end',
                offset: this.offset,
                source: this.source
            });
            return;
        }
        if (!top)
            return yield* this.stream();
        switch (top.type) {
            case 'document':
                return yield* this.document(top);
            case 'alias':
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return yield* this.scalar(top);
            case 'block-scalar':
                return yield* this.blockScalar(top);
            case 'block-map':
                return yield* this.blockMap(top);
            case 'block-seq':
                return yield* this.blockSequence(top);
            case 'flow-collection':
                return yield* this.flowCollection(top);
            case 'doc-end':
                return yield* this.documentEnd(top);
        }
        yield* this.pop();
    }
    peek(n) {
        return this.stack[this.stack.length - n];
    }
    *pop(error) {
        const token = error ?? this.stack.pop();
        if (!token) {
            const message = 'Tried to pop an empty stack';
            yield { type: 'error', offset: this.offset, source: '', message };
        }
        else if (this.stack.length === 0) {
            yield token;
        }
        else {
            const top = this.peek(1);
            if (token.type === 'block-scalar') {
                token.indent = 'indent' in top ? top.indent : 0;
            }
            else if (token.type === 'flow-collection' && top.type === 'document') {
                token.indent = 0;
            }
            if (token.type === 'flow-collection')
                fixFlowSeqItems(token);
            switch (top.type) {
                case 'document':
                    top.value = token;
                    break;
                case 'block-scalar':
                    top.props.push(token);  
                    break;
                case 'block-map': {
                    const it = top.items[top.items.length - 1];
                    if (it.value) {
                        top.items.push({ start: [], key: token, sep: [] });
                        this.onKeyLine = true;
                        return;
                    }
                    else if (it.sep) {
                        it.value = token;
                    }
                    else {
                        Object.assign(it, { key: token, sep: [] });
                        this.onKeyLine = !it.explicitKey;
                        return;
                    }
                    break;
                }
                case 'block-seq': {
                    const it = top.items[top.items.length - 1];
                    if (it.value)
                        top.items.push({ start: [], value: token });
                    else
                        it.value = token;
                    break;
                }
                case 'flow-collection': {
                    const it = top.items[top.items.length - 1];
                    if (!it || it.value)
                        top.items.push({ start: [], key: token, sep: [] });
                    else if (it.sep)
                        it.value = token;
                    else
                        Object.assign(it, { key: token, sep: [] });
                    return;
                }
                default:
                    yield* this.pop();
                    yield* this.pop(token);
            }
            if ((top.type === 'document' ||
                top.type === 'block-map' ||
                top.type === 'block-seq') &&
                (token.type === 'block-map' || token.type === 'block-seq')) {
                const last = token.items[token.items.length - 1];
                if (last &&
                    !last.sep &&
                    !last.value &&
                    last.start.length > 0 &&
                    findNonEmptyIndex(last.start) === -1 &&
                    (token.indent === 0 ||
                        last.start.every(st => st.type !== 'comment' || st.indent < token.indent))) {
                    if (top.type === 'document')
                        top.end = last.start;
                    else
                        top.items.push({ start: last.start });
                    token.items.splice(-1, 1);
                }
            }
        }
    }
    *stream() {
        switch (this.type) {
            case 'directive-line':
                yield { type: 'directive', offset: this.offset, source: this.source };
                return;
            case 'byte-order-mark':
            case 'space':
            case 'comment':
            case 'newline':
                yield this.sourceToken;
                return;
            case 'doc-mode':
            case 'doc-start': {
                const doc = {
                    type: 'document',
                    offset: this.offset,
                    start: []
                };
                if (this.type === 'doc-start')
                    doc.start.push(this.sourceToken);
                this.stack.push(doc);
                return;
            }
        }
        yield {
            type: 'error',
            offset: this.offset,
            message: `Unexpected ${this.type} token in YAML stream`,
            source: this.source
        };
    }
    *document(doc) {
        if (doc.value)
            return yield* this.lineEnd(doc);
        switch (this.type) {
            case 'doc-start': {
                if (findNonEmptyIndex(doc.start) !== -1) {
                    yield* this.pop();
                    yield* this.step();
                }
                else
                    doc.start.push(this.sourceToken);
                return;
            }
            case 'anchor':
            case 'tag':
            case 'space':
            case 'comment':
            case 'newline':
                doc.start.push(this.sourceToken);
                return;
        }
        const bv = this.startBlockValue(doc);
        if (bv)
            this.stack.push(bv);
        else {
            yield {
                type: 'error',
                offset: this.offset,
                message: `Unexpected ${this.type} token in YAML document`,
                source: this.source
            };
        }
    }
    *scalar(scalar) {
        if (this.type === 'map-value-ind') {
            const prev = getPrevProps(this.peek(2));
            const start = getFirstKeyStartProps(prev);
            let sep;
            if (scalar.end) {
                sep = scalar.end;
                sep.push(this.sourceToken);
                delete scalar.end;
            }
            else
                sep = [this.sourceToken];
            const map = {
                type: 'block-map',
                offset: scalar.offset,
                indent: scalar.indent,
                items: [{ start, key: scalar, sep }]
            };
            this.onKeyLine = true;
            this.stack[this.stack.length - 1] = map;
        }
        else
            yield* this.lineEnd(scalar);
    }
    *blockScalar(scalar) {
        switch (this.type) {
            case 'space':
            case 'comment':
            case 'newline':
                scalar.props.push(this.sourceToken);
                return;
            case 'scalar':
                scalar.source = this.source;
                this.atNewLine = true;
                this.indent = 0;
                if (this.onNewLine) {
                    let nl = this.source.indexOf('\n') + 1;
                    while (nl !== 0) {
                        this.onNewLine(this.offset + nl);
                        nl = this.source.indexOf('\n', nl) + 1;
                    }
                }
                yield* this.pop();
                break;
            default:
                yield* this.pop();
                yield* this.step();
        }
    }
    *blockMap(map) {
        const it = map.items[map.items.length - 1];
        switch (this.type) {
            case 'newline':
                this.onKeyLine = false;
                if (it.value) {
                    const end = 'end' in it.value ? it.value.end : undefined;
                    const last = Array.isArray(end) ? end[end.length - 1] : undefined;
                    if (last?.type === 'comment')
                        end?.push(this.sourceToken);
                    else
                        map.items.push({ start: [this.sourceToken] });
                }
                else if (it.sep) {
                    it.sep.push(this.sourceToken);
                }
                else {
                    it.start.push(this.sourceToken);
                }
                return;
            case 'space':
            case 'comment':
                if (it.value) {
                    map.items.push({ start: [this.sourceToken] });
                }
                else if (it.sep) {
                    it.sep.push(this.sourceToken);
                }
                else {
                    if (this.atIndentedComment(it.start, map.indent)) {
                        const prev = map.items[map.items.length - 2];
                        const end = prev?.value?.end;
                        if (Array.isArray(end)) {
                            arrayPushArray(end, it.start);
                            end.push(this.sourceToken);
                            map.items.pop();
                            return;
                        }
                    }
                    it.start.push(this.sourceToken);
                }
                return;
        }
        if (this.indent >= map.indent) {
            const atMapIndent = !this.onKeyLine && this.indent === map.indent;
            const atNextItem = atMapIndent &&
                (it.sep || it.explicitKey) &&
                this.type !== 'seq-item-ind';
            let start = [];
            if (atNextItem && it.sep && !it.value) {
                const nl = [];
                for (let i = 0; i < it.sep.length; ++i) {
                    const st = it.sep[i];
                    switch (st.type) {
                        case 'newline':
                            nl.push(i);
                            break;
                        case 'space':
                            break;
                        case 'comment':
                            if (st.indent > map.indent)
                                nl.length = 0;
                            break;
                        default:
                            nl.length = 0;
                    }
                }
                if (nl.length >= 2)
                    start = it.sep.splice(nl[1]);
            }
            switch (this.type) {
                case 'anchor':
                case 'tag':
                    if (atNextItem || it.value) {
                        start.push(this.sourceToken);
                        map.items.push({ start });
                        this.onKeyLine = true;
                    }
                    else if (it.sep) {
                        it.sep.push(this.sourceToken);
                    }
                    else {
                        it.start.push(this.sourceToken);
                    }
                    return;
                case 'explicit-key-ind':
                    if (!it.sep && !it.explicitKey) {
                        it.start.push(this.sourceToken);
                        it.explicitKey = true;
                    }
                    else if (atNextItem || it.value) {
                        start.push(this.sourceToken);
                        map.items.push({ start, explicitKey: true });
                    }
                    else {
                        this.stack.push({
                            type: 'block-map',
                            offset: this.offset,
                            indent: this.indent,
                            items: [{ start: [this.sourceToken], explicitKey: true }]
                        });
                    }
                    this.onKeyLine = true;
                    return;
                case 'map-value-ind':
                    if (it.explicitKey) {
                        if (!it.sep) {
                            if (includesToken(it.start, 'newline')) {
                                Object.assign(it, { key: null, sep: [this.sourceToken] });
                            }
                            else {
                                const start = getFirstKeyStartProps(it.start);
                                this.stack.push({
                                    type: 'block-map',
                                    offset: this.offset,
                                    indent: this.indent,
                                    items: [{ start, key: null, sep: [this.sourceToken] }]
                                });
                            }
                        }
                        else if (it.value) {
                            map.items.push({ start: [], key: null, sep: [this.sourceToken] });
                        }
                        else if (includesToken(it.sep, 'map-value-ind')) {
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start, key: null, sep: [this.sourceToken] }]
                            });
                        }
                        else if (isFlowToken(it.key) &&
                            !includesToken(it.sep, 'newline')) {
                            const start = getFirstKeyStartProps(it.start);
                            const key = it.key;
                            const sep = it.sep;
                            sep.push(this.sourceToken);
                            delete it.key;
                            delete it.sep;
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start, key, sep }]
                            });
                        }
                        else if (start.length > 0) {
                            it.sep = it.sep.concat(start, this.sourceToken);
                        }
                        else {
                            it.sep.push(this.sourceToken);
                        }
                    }
                    else {
                        if (!it.sep) {
                            Object.assign(it, { key: null, sep: [this.sourceToken] });
                        }
                        else if (it.value || atNextItem) {
                            map.items.push({ start, key: null, sep: [this.sourceToken] });
                        }
                        else if (includesToken(it.sep, 'map-value-ind')) {
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start: [], key: null, sep: [this.sourceToken] }]
                            });
                        }
                        else {
                            it.sep.push(this.sourceToken);
                        }
                    }
                    this.onKeyLine = true;
                    return;
                case 'alias':
                case 'scalar':
                case 'single-quoted-scalar':
                case 'double-quoted-scalar': {
                    const fs = this.flowScalar(this.type);
                    if (atNextItem || it.value) {
                        map.items.push({ start, key: fs, sep: [] });
                        this.onKeyLine = true;
                    }
                    else if (it.sep) {
                        this.stack.push(fs);
                    }
                    else {
                        Object.assign(it, { key: fs, sep: [] });
                        this.onKeyLine = true;
                    }
                    return;
                }
                default: {
                    const bv = this.startBlockValue(map);
                    if (bv) {
                        if (bv.type === 'block-seq') {
                            if (!it.explicitKey &&
                                it.sep &&
                                !includesToken(it.sep, 'newline')) {
                                yield* this.pop({
                                    type: 'error',
                                    offset: this.offset,
                                    message: 'Unexpected block-seq-ind on same line with key',
                                    source: this.source
                                });
                                return;
                            }
                        }
                        else if (atMapIndent) {
                            map.items.push({ start });
                        }
                        this.stack.push(bv);
                        return;
                    }
                }
            }
        }
        yield* this.pop();
        yield* this.step();
    }
    *blockSequence(seq) {
        const it = seq.items[seq.items.length - 1];
        switch (this.type) {
            case 'newline':
                if (it.value) {
                    const end = 'end' in it.value ? it.value.end : undefined;
                    const last = Array.isArray(end) ? end[end.length - 1] : undefined;
                    if (last?.type === 'comment')
                        end?.push(this.sourceToken);
                    else
                        seq.items.push({ start: [this.sourceToken] });
                }
                else
                    it.start.push(this.sourceToken);
                return;
            case 'space':
            case 'comment':
                if (it.value)
                    seq.items.push({ start: [this.sourceToken] });
                else {
                    if (this.atIndentedComment(it.start, seq.indent)) {
                        const prev = seq.items[seq.items.length - 2];
                        const end = prev?.value?.end;
                        if (Array.isArray(end)) {
                            arrayPushArray(end, it.start);
                            end.push(this.sourceToken);
                            seq.items.pop();
                            return;
                        }
                    }
                    it.start.push(this.sourceToken);
                }
                return;
            case 'anchor':
            case 'tag':
                if (it.value || this.indent <= seq.indent)
                    break;
                it.start.push(this.sourceToken);
                return;
            case 'seq-item-ind':
                if (this.indent !== seq.indent)
                    break;
                if (it.value || includesToken(it.start, 'seq-item-ind'))
                    seq.items.push({ start: [this.sourceToken] });
                else
                    it.start.push(this.sourceToken);
                return;
        }
        if (this.indent > seq.indent) {
            const bv = this.startBlockValue(seq);
            if (bv) {
                this.stack.push(bv);
                return;
            }
        }
        yield* this.pop();
        yield* this.step();
    }
    *flowCollection(fc) {
        const it = fc.items[fc.items.length - 1];
        if (this.type === 'flow-error-end') {
            let top;
            do {
                yield* this.pop();
                top = this.peek(1);
            } while (top?.type === 'flow-collection');
        }
        else if (fc.end.length === 0) {
            switch (this.type) {
                case 'comma':
                case 'explicit-key-ind':
                    if (!it || it.sep)
                        fc.items.push({ start: [this.sourceToken] });
                    else
                        it.start.push(this.sourceToken);
                    return;
                case 'map-value-ind':
                    if (!it || it.value)
                        fc.items.push({ start: [], key: null, sep: [this.sourceToken] });
                    else if (it.sep)
                        it.sep.push(this.sourceToken);
                    else
                        Object.assign(it, { key: null, sep: [this.sourceToken] });
                    return;
                case 'space':
                case 'comment':
                case 'newline':
                case 'anchor':
                case 'tag':
                    if (!it || it.value)
                        fc.items.push({ start: [this.sourceToken] });
                    else if (it.sep)
                        it.sep.push(this.sourceToken);
                    else
                        it.start.push(this.sourceToken);
                    return;
                case 'alias':
                case 'scalar':
                case 'single-quoted-scalar':
                case 'double-quoted-scalar': {
                    const fs = this.flowScalar(this.type);
                    if (!it || it.value)
                        fc.items.push({ start: [], key: fs, sep: [] });
                    else if (it.sep)
                        this.stack.push(fs);
                    else
                        Object.assign(it, { key: fs, sep: [] });
                    return;
                }
                case 'flow-map-end':
                case 'flow-seq-end':
                    fc.end.push(this.sourceToken);
                    return;
            }
            const bv = this.startBlockValue(fc);
            if (bv)
                this.stack.push(bv);
            else {
                yield* this.pop();
                yield* this.step();
            }
        }
        else {
            const parent = this.peek(2);
            if (parent.type === 'block-map' &&
                ((this.type === 'map-value-ind' && parent.indent === fc.indent) ||
                    (this.type === 'newline' &&
                        !parent.items[parent.items.length - 1].sep))) {
                yield* this.pop();
                yield* this.step();
            }
            else if (this.type === 'map-value-ind' &&
                parent.type !== 'flow-collection') {
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                fixFlowSeqItems(fc);
                const sep = fc.end.splice(1, fc.end.length);
                sep.push(this.sourceToken);
                const map = {
                    type: 'block-map',
                    offset: fc.offset,
                    indent: fc.indent,
                    items: [{ start, key: fc, sep }]
                };
                this.onKeyLine = true;
                this.stack[this.stack.length - 1] = map;
            }
            else {
                yield* this.lineEnd(fc);
            }
        }
    }
    flowScalar(type) {
        if (this.onNewLine) {
            let nl = this.source.indexOf('\n') + 1;
            while (nl !== 0) {
                this.onNewLine(this.offset + nl);
                nl = this.source.indexOf('\n', nl) + 1;
            }
        }
        return {
            type,
            offset: this.offset,
            indent: this.indent,
            source: this.source
        };
    }
    startBlockValue(parent) {
        switch (this.type) {
            case 'alias':
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return this.flowScalar(this.type);
            case 'block-scalar-header':
                return {
                    type: 'block-scalar',
                    offset: this.offset,
                    indent: this.indent,
                    props: [this.sourceToken],
                    source: ''
                };
            case 'flow-map-start':
            case 'flow-seq-start':
                return {
                    type: 'flow-collection',
                    offset: this.offset,
                    indent: this.indent,
                    start: this.sourceToken,
                    items: [],
                    end: []
                };
            case 'seq-item-ind':
                return {
                    type: 'block-seq',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: [this.sourceToken] }]
                };
            case 'explicit-key-ind': {
                this.onKeyLine = true;
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                start.push(this.sourceToken);
                return {
                    type: 'block-map',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, explicitKey: true }]
                };
            }
            case 'map-value-ind': {
                this.onKeyLine = true;
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                return {
                    type: 'block-map',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, key: null, sep: [this.sourceToken] }]
                };
            }
        }
        return null;
    }
    atIndentedComment(start, indent) {
        if (this.type !== 'comment')
            return false;
        if (this.indent <= indent)
            return false;
        return start.every(st => st.type === 'newline' || st.type === 'space');
    }
    *documentEnd(docEnd) {
        if (this.type !== 'doc-mode') {
            if (docEnd.end)
                docEnd.end.push(this.sourceToken);
            else
                docEnd.end = [this.sourceToken];
            if (this.type === 'newline')
                yield* this.pop();
        }
    }
    *lineEnd(token) {
        switch (this.type) {
            case 'comma':
            case 'doc-start':
            case 'doc-end':
            case 'flow-seq-end':
            case 'flow-map-end':
            case 'map-value-ind':
                yield* this.pop();
                yield* this.step();
                break;
            case 'newline':
                this.onKeyLine = false;
            case 'space':
            case 'comment':
            default:
                if (token.end)
                    token.end.push(this.sourceToken);
                else
                    token.end = [this.sourceToken];
                if (this.type === 'newline')
                    yield* this.pop();
        }
    }
}

exports.Parser = Parser;


/***/ }),

/***/ 9212:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var composer = __nccwpck_require__(7095);
var Document = __nccwpck_require__(7262);
var errors = __nccwpck_require__(1259);
var log = __nccwpck_require__(1916);
var identity = __nccwpck_require__(7612);
var lineCounter = __nccwpck_require__(6155);
var parser = __nccwpck_require__(175);

function parseOptions(options) {
    const prettyErrors = options.prettyErrors !== false;
    const lineCounter$1 = options.lineCounter || (prettyErrors && new lineCounter.LineCounter()) || null;
    return { lineCounter: lineCounter$1, prettyErrors };
}
function parseAllDocuments(source, options = {}) {
    const { lineCounter, prettyErrors } = parseOptions(options);
    const parser$1 = new parser.Parser(lineCounter?.addNewLine);
    const composer$1 = new composer.Composer(options);
    const docs = Array.from(composer$1.compose(parser$1.parse(source)));
    if (prettyErrors && lineCounter)
        for (const doc of docs) {
            doc.errors.forEach(errors.prettifyError(source, lineCounter));
            doc.warnings.forEach(errors.prettifyError(source, lineCounter));
        }
    if (docs.length > 0)
        return docs;
    return Object.assign([], { empty: true }, composer$1.streamInfo());
}
function parseDocument(source, options = {}) {
    const { lineCounter, prettyErrors } = parseOptions(options);
    const parser$1 = new parser.Parser(lineCounter?.addNewLine);
    const composer$1 = new composer.Composer(options);
    let doc = null;
    for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) {
        if (!doc)
            doc = _doc;
        else if (doc.options.logLevel !== 'silent') {
            doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), 'MULTIPLE_DOCS', 'Source contains multiple documents; please use YAML.parseAllDocuments()'));
            break;
        }
    }
    if (prettyErrors && lineCounter) {
        doc.errors.forEach(errors.prettifyError(source, lineCounter));
        doc.warnings.forEach(errors.prettifyError(source, lineCounter));
    }
    return doc;
}
function parse(src, reviver, options) {
    let _reviver = undefined;
    if (typeof reviver === 'function') {
        _reviver = reviver;
    }
    else if (options === undefined && reviver && typeof reviver === 'object') {
        options = reviver;
    }
    const doc = parseDocument(src, options);
    if (!doc)
        return null;
    doc.warnings.forEach(warning => log.warn(doc.options.logLevel, warning));
    if (doc.errors.length > 0) {
        if (doc.options.logLevel !== 'silent')
            throw doc.errors[0];
        else
            doc.errors = [];
    }
    return doc.toJS(Object.assign({ reviver: _reviver }, options));
}
function stringify(value, replacer, options) {
    let _replacer = null;
    if (typeof replacer === 'function' || Array.isArray(replacer)) {
        _replacer = replacer;
    }
    else if (options === undefined && replacer) {
        options = replacer;
    }
    if (typeof options === 'string')
        options = options.length;
    if (typeof options === 'number') {
        const indent = Math.round(options);
        options = indent < 1 ? undefined : indent > 8 ? { indent: 8 } : { indent };
    }
    if (value === undefined) {
        const { keepUndefined } = options ?? replacer ?? {};
        if (!keepUndefined)
            return undefined;
    }
    if (identity.isDocument(value) && !_replacer)
        return value.toString(options);
    return new Document.Document(value, _replacer, options).toString(options);
}

exports.parse = parse;
exports.parseAllDocuments = parseAllDocuments;
exports.parseDocument = parseDocument;
exports.stringify = stringify;


/***/ }),

/***/ 9609:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var map = __nccwpck_require__(7134);
var seq = __nccwpck_require__(9895);
var string = __nccwpck_require__(187);
var tags = __nccwpck_require__(2583);

const sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
class Schema {
    constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
        this.compat = Array.isArray(compat)
            ? tags.getTags(compat, 'compat')
            : compat
                ? tags.getTags(null, compat)
                : null;
        this.name = (typeof schema === 'string' && schema) || 'core';
        this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
        this.tags = tags.getTags(customTags, this.name, merge);
        this.toStringOptions = toStringDefaults ?? null;
        Object.defineProperty(this, identity.MAP, { value: map.map });
        Object.defineProperty(this, identity.SCALAR, { value: string.string });
        Object.defineProperty(this, identity.SEQ, { value: seq.seq });
        this.sortMapEntries =
            typeof sortMapEntries === 'function'
                ? sortMapEntries
                : sortMapEntries === true
                    ? sortMapEntriesByKey
                    : null;
    }
    clone() {
        const copy = Object.create(Schema.prototype, Object.getOwnPropertyDescriptors(this));
        copy.tags = this.tags.slice();
        return copy;
    }
}

exports.Schema = Schema;


/***/ }),

/***/ 7134:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var YAMLMap = __nccwpck_require__(1267);

const map = {
    collection: 'map',
    default: true,
    nodeClass: YAMLMap.YAMLMap,
    tag: 'tag:yaml.org,2002:map',
    resolve(map, onError) {
        if (!identity.isMap(map))
            onError('Expected a mapping for this tag');
        return map;
    },
    createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
};

exports.map = map;


/***/ }),

/***/ 1711:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Scalar = __nccwpck_require__(5802);

const nullTag = {
    identify: value => value == null,
    createNode: () => new Scalar.Scalar(null),
    default: true,
    tag: 'tag:yaml.org,2002:null',
    test: /^(?:~|[Nn]ull|NULL)?$/,
    resolve: () => new Scalar.Scalar(null),
    stringify: ({ source }, ctx) => typeof source === 'string' && nullTag.test.test(source)
        ? source
        : ctx.options.nullStr
};

exports.nullTag = nullTag;


/***/ }),

/***/ 9895:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var YAMLSeq = __nccwpck_require__(7650);

const seq = {
    collection: 'seq',
    default: true,
    nodeClass: YAMLSeq.YAMLSeq,
    tag: 'tag:yaml.org,2002:seq',
    resolve(seq, onError) {
        if (!identity.isSeq(seq))
            onError('Expected a sequence for this tag');
        return seq;
    },
    createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
};

exports.seq = seq;


/***/ }),

/***/ 187:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var stringifyString = __nccwpck_require__(8228);

const string = {
    identify: value => typeof value === 'string',
    default: true,
    tag: 'tag:yaml.org,2002:str',
    resolve: str => str,
    stringify(item, ctx, onComment, onChompKeep) {
        ctx = Object.assign({ actualString: true }, ctx);
        return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
    }
};

exports.string = string;


/***/ }),

/***/ 3252:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Scalar = __nccwpck_require__(5802);

const boolTag = {
    identify: value => typeof value === 'boolean',
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
    resolve: str => new Scalar.Scalar(str[0] === 't' || str[0] === 'T'),
    stringify({ source, value }, ctx) {
        if (source && boolTag.test.test(source)) {
            const sv = source[0] === 't' || source[0] === 'T';
            if (value === sv)
                return source;
        }
        return value ? ctx.options.trueStr : ctx.options.falseStr;
    }
};

exports.boolTag = boolTag;


/***/ }),

/***/ 1748:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Scalar = __nccwpck_require__(5802);
var stringifyNumber = __nccwpck_require__(1680);

const floatNaN = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
    resolve: str => str.slice(-3).toLowerCase() === 'nan'
        ? NaN
        : str[0] === '-'
            ? Number.NEGATIVE_INFINITY
            : Number.POSITIVE_INFINITY,
    stringify: stringifyNumber.stringifyNumber
};
const floatExp = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'EXP',
    test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
    resolve: str => parseFloat(str),
    stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
    }
};
const float = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
    resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str));
        const dot = str.indexOf('.');
        if (dot !== -1 && str[str.length - 1] === '0')
            node.minFractionDigits = str.length - dot - 1;
        return node;
    },
    stringify: stringifyNumber.stringifyNumber
};

exports.float = float;
exports.floatExp = floatExp;
exports.floatNaN = floatNaN;


/***/ }),

/***/ 5395:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var stringifyNumber = __nccwpck_require__(1680);

const intIdentify = (value) => typeof value === 'bigint' || Number.isInteger(value);
const intResolve = (str, offset, radix, { intAsBigInt }) => (intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix));
function intStringify(node, radix, prefix) {
    const { value } = node;
    if (intIdentify(value) && value >= 0)
        return prefix + value.toString(radix);
    return stringifyNumber.stringifyNumber(node);
}
const intOct = {
    identify: value => intIdentify(value) && value >= 0,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'OCT',
    test: /^0o[0-7]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
    stringify: node => intStringify(node, 8, '0o')
};
const int = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    test: /^[-+]?[0-9]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
    stringify: stringifyNumber.stringifyNumber
};
const intHex = {
    identify: value => intIdentify(value) && value >= 0,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'HEX',
    test: /^0x[0-9a-fA-F]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
    stringify: node => intStringify(node, 16, '0x')
};

exports.int = int;
exports.intHex = intHex;
exports.intOct = intOct;


/***/ }),

/***/ 6499:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var map = __nccwpck_require__(7134);
var _null = __nccwpck_require__(1711);
var seq = __nccwpck_require__(9895);
var string = __nccwpck_require__(187);
var bool = __nccwpck_require__(3252);
var float = __nccwpck_require__(1748);
var int = __nccwpck_require__(5395);

const schema = [
    map.map,
    seq.seq,
    string.string,
    _null.nullTag,
    bool.boolTag,
    int.intOct,
    int.int,
    int.intHex,
    float.floatNaN,
    float.floatExp,
    float.float
];

exports.schema = schema;


/***/ }),

/***/ 3796:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Scalar = __nccwpck_require__(5802);
var map = __nccwpck_require__(7134);
var seq = __nccwpck_require__(9895);

function intIdentify(value) {
    return typeof value === 'bigint' || Number.isInteger(value);
}
const stringifyJSON = ({ value }) => JSON.stringify(value);
const jsonScalars = [
    {
        identify: value => typeof value === 'string',
        default: true,
        tag: 'tag:yaml.org,2002:str',
        resolve: str => str,
        stringify: stringifyJSON
    },
    {
        identify: value => value == null,
        createNode: () => new Scalar.Scalar(null),
        default: true,
        tag: 'tag:yaml.org,2002:null',
        test: /^null$/,
        resolve: () => null,
        stringify: stringifyJSON
    },
    {
        identify: value => typeof value === 'boolean',
        default: true,
        tag: 'tag:yaml.org,2002:bool',
        test: /^true$|^false$/,
        resolve: str => str === 'true',
        stringify: stringifyJSON
    },
    {
        identify: intIdentify,
        default: true,
        tag: 'tag:yaml.org,2002:int',
        test: /^-?(?:0|[1-9][0-9]*)$/,
        resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
        stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
    },
    {
        identify: value => typeof value === 'number',
        default: true,
        tag: 'tag:yaml.org,2002:float',
        test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
        resolve: str => parseFloat(str),
        stringify: stringifyJSON
    }
];
const jsonError = {
    default: true,
    tag: '',
    test: /^/,
    resolve(str, onError) {
        onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
        return str;
    }
};
const schema = [map.map, seq.seq].concat(jsonScalars, jsonError);

exports.schema = schema;


/***/ }),

/***/ 2583:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var map = __nccwpck_require__(7134);
var _null = __nccwpck_require__(1711);
var seq = __nccwpck_require__(9895);
var string = __nccwpck_require__(187);
var bool = __nccwpck_require__(3252);
var float = __nccwpck_require__(1748);
var int = __nccwpck_require__(5395);
var schema = __nccwpck_require__(6499);
var schema$1 = __nccwpck_require__(3796);
var binary = __nccwpck_require__(1768);
var merge = __nccwpck_require__(8301);
var omap = __nccwpck_require__(3020);
var pairs = __nccwpck_require__(4744);
var schema$2 = __nccwpck_require__(1702);
var set = __nccwpck_require__(4773);
var timestamp = __nccwpck_require__(2933);

const schemas = new Map([
    ['core', schema.schema],
    ['failsafe', [map.map, seq.seq, string.string]],
    ['json', schema$1.schema],
    ['yaml11', schema$2.schema],
    ['yaml-1.1', schema$2.schema]
]);
const tagsByName = {
    binary: binary.binary,
    bool: bool.boolTag,
    float: float.float,
    floatExp: float.floatExp,
    floatNaN: float.floatNaN,
    floatTime: timestamp.floatTime,
    int: int.int,
    intHex: int.intHex,
    intOct: int.intOct,
    intTime: timestamp.intTime,
    map: map.map,
    merge: merge.merge,
    null: _null.nullTag,
    omap: omap.omap,
    pairs: pairs.pairs,
    seq: seq.seq,
    set: set.set,
    timestamp: timestamp.timestamp
};
const coreKnownTags = {
    'tag:yaml.org,2002:binary': binary.binary,
    'tag:yaml.org,2002:merge': merge.merge,
    'tag:yaml.org,2002:omap': omap.omap,
    'tag:yaml.org,2002:pairs': pairs.pairs,
    'tag:yaml.org,2002:set': set.set,
    'tag:yaml.org,2002:timestamp': timestamp.timestamp
};
function getTags(customTags, schemaName, addMergeTag) {
    const schemaTags = schemas.get(schemaName);
    if (schemaTags && !customTags) {
        return addMergeTag && !schemaTags.includes(merge.merge)
            ? schemaTags.concat(merge.merge)
            : schemaTags.slice();
    }
    let tags = schemaTags;
    if (!tags) {
        if (Array.isArray(customTags))
            tags = [];
        else {
            const keys = Array.from(schemas.keys())
                .filter(key => key !== 'yaml11')
                .map(key => JSON.stringify(key))
                .join(', ');
            throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
        }
    }
    if (Array.isArray(customTags)) {
        for (const tag of customTags)
            tags = tags.concat(tag);
    }
    else if (typeof customTags === 'function') {
        tags = customTags(tags.slice());
    }
    if (addMergeTag)
        tags = tags.concat(merge.merge);
    return tags.reduce((tags, tag) => {
        const tagObj = typeof tag === 'string' ? tagsByName[tag] : tag;
        if (!tagObj) {
            const tagName = JSON.stringify(tag);
            const keys = Object.keys(tagsByName)
                .map(key => JSON.stringify(key))
                .join(', ');
            throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
        }
        if (!tags.includes(tagObj))
            tags.push(tagObj);
        return tags;
    }, []);
}

exports.coreKnownTags = coreKnownTags;
exports.getTags = getTags;


/***/ }),

/***/ 1768:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var node_buffer = __nccwpck_require__(181);
var Scalar = __nccwpck_require__(5802);
var stringifyString = __nccwpck_require__(8228);

const binary = {
    identify: value => value instanceof Uint8Array,  
    default: false,
    tag: 'tag:yaml.org,2002:binary',
    resolve(src, onError) {
        if (typeof node_buffer.Buffer === 'function') {
            return node_buffer.Buffer.from(src, 'base64');
        }
        else if (typeof atob === 'function') {
            const str = atob(src.replace(/[\n\r]/g, ''));
            const buffer = new Uint8Array(str.length);
            for (let i = 0; i < str.length; ++i)
                buffer[i] = str.charCodeAt(i);
            return buffer;
        }
        else {
            onError('This environment does not support reading binary tags; either Buffer or atob is required');
            return src;
        }
    },
    stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
        if (!value)
            return '';
        const buf = value;  
        let str;
        if (typeof node_buffer.Buffer === 'function') {
            str =
                buf instanceof node_buffer.Buffer
                    ? buf.toString('base64')
                    : node_buffer.Buffer.from(buf.buffer).toString('base64');
        }
        else if (typeof btoa === 'function') {
            let s = '';
            for (let i = 0; i < buf.length; ++i)
                s += String.fromCharCode(buf[i]);
            str = btoa(s);
        }
        else {
            throw new Error('This environment does not support writing binary tags; either Buffer or btoa is required');
        }
        type ?? (type = Scalar.Scalar.BLOCK_LITERAL);
        if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
            const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
            const n = Math.ceil(str.length / lineWidth);
            const lines = new Array(n);
            for (let i = 0, o = 0; i < n; ++i, o += lineWidth) {
                lines[i] = str.substr(o, lineWidth);
            }
            str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? '\n' : ' ');
        }
        return stringifyString.stringifyString({ comment, type, value: str }, ctx, onComment, onChompKeep);
    }
};

exports.binary = binary;


/***/ }),

/***/ 4585:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Scalar = __nccwpck_require__(5802);

function boolStringify({ value, source }, ctx) {
    const boolObj = value ? trueTag : falseTag;
    if (source && boolObj.test.test(source))
        return source;
    return value ? ctx.options.trueStr : ctx.options.falseStr;
}
const trueTag = {
    identify: value => value === true,
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
    resolve: () => new Scalar.Scalar(true),
    stringify: boolStringify
};
const falseTag = {
    identify: value => value === false,
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
    resolve: () => new Scalar.Scalar(false),
    stringify: boolStringify
};

exports.falseTag = falseTag;
exports.trueTag = trueTag;


/***/ }),

/***/ 6095:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Scalar = __nccwpck_require__(5802);
var stringifyNumber = __nccwpck_require__(1680);

const floatNaN = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
    resolve: (str) => str.slice(-3).toLowerCase() === 'nan'
        ? NaN
        : str[0] === '-'
            ? Number.NEGATIVE_INFINITY
            : Number.POSITIVE_INFINITY,
    stringify: stringifyNumber.stringifyNumber
};
const floatExp = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'EXP',
    test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
    resolve: (str) => parseFloat(str.replace(/_/g, '')),
    stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
    }
};
const float = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
    resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str.replace(/_/g, '')));
        const dot = str.indexOf('.');
        if (dot !== -1) {
            const f = str.substring(dot + 1).replace(/_/g, '');
            if (f[f.length - 1] === '0')
                node.minFractionDigits = f.length;
        }
        return node;
    },
    stringify: stringifyNumber.stringifyNumber
};

exports.float = float;
exports.floatExp = floatExp;
exports.floatNaN = floatNaN;


/***/ }),

/***/ 6464:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var stringifyNumber = __nccwpck_require__(1680);

const intIdentify = (value) => typeof value === 'bigint' || Number.isInteger(value);
function intResolve(str, offset, radix, { intAsBigInt }) {
    const sign = str[0];
    if (sign === '-' || sign === '+')
        offset += 1;
    str = str.substring(offset).replace(/_/g, '');
    if (intAsBigInt) {
        switch (radix) {
            case 2:
                str = `0b${str}`;
                break;
            case 8:
                str = `0o${str}`;
                break;
            case 16:
                str = `0x${str}`;
                break;
        }
        const n = BigInt(str);
        return sign === '-' ? BigInt(-1) * n : n;
    }
    const n = parseInt(str, radix);
    return sign === '-' ? -1 * n : n;
}
function intStringify(node, radix, prefix) {
    const { value } = node;
    if (intIdentify(value)) {
        const str = value.toString(radix);
        return value < 0 ? '-' + prefix + str.substr(1) : prefix + str;
    }
    return stringifyNumber.stringifyNumber(node);
}
const intBin = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'BIN',
    test: /^[-+]?0b[0-1_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
    stringify: node => intStringify(node, 2, '0b')
};
const intOct = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'OCT',
    test: /^[-+]?0[0-7_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
    stringify: node => intStringify(node, 8, '0')
};
const int = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    test: /^[-+]?[0-9][0-9_]*$/,
    resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
    stringify: stringifyNumber.stringifyNumber
};
const intHex = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'HEX',
    test: /^[-+]?0x[0-9a-fA-F_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
    stringify: node => intStringify(node, 16, '0x')
};

exports.int = int;
exports.intBin = intBin;
exports.intHex = intHex;
exports.intOct = intOct;


/***/ }),

/***/ 8301:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var Scalar = __nccwpck_require__(5802);

const MERGE_KEY = '<<';
const merge = {
    identify: value => value === MERGE_KEY ||
        (typeof value === 'symbol' && value.description === MERGE_KEY),
    default: 'key',
    tag: 'tag:yaml.org,2002:merge',
    test: /^<<$/,
    resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), {
        addToJSMap: addMergeToJSMap
    }),
    stringify: () => MERGE_KEY
};
const isMergeKey = (ctx, key) => (merge.identify(key) ||
    (identity.isScalar(key) &&
        (!key.type || key.type === Scalar.Scalar.PLAIN) &&
        merge.identify(key.value))) &&
    ctx?.doc.schema.tags.some(tag => tag.tag === merge.tag && tag.default);
function addMergeToJSMap(ctx, map, value) {
    const source = resolveAliasValue(ctx, value);
    if (identity.isSeq(source))
        for (const it of source.items)
            mergeValue(ctx, map, it);
    else if (Array.isArray(source))
        for (const it of source)
            mergeValue(ctx, map, it);
    else
        mergeValue(ctx, map, source);
}
function mergeValue(ctx, map, value) {
    const source = resolveAliasValue(ctx, value);
    if (!identity.isMap(source))
        throw new Error('Merge sources must be maps or map aliases');
    const srcMap = source.toJSON(null, ctx, Map);
    for (const [key, value] of srcMap) {
        if (map instanceof Map) {
            if (!map.has(key))
                map.set(key, value);
        }
        else if (map instanceof Set) {
            map.add(key);
        }
        else if (!Object.prototype.hasOwnProperty.call(map, key)) {
            Object.defineProperty(map, key, {
                value,
                writable: true,
                enumerable: true,
                configurable: true
            });
        }
    }
    return map;
}
function resolveAliasValue(ctx, value) {
    return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
}

exports.addMergeToJSMap = addMergeToJSMap;
exports.isMergeKey = isMergeKey;
exports.merge = merge;


/***/ }),

/***/ 3020:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var toJS = __nccwpck_require__(5676);
var YAMLMap = __nccwpck_require__(1267);
var YAMLSeq = __nccwpck_require__(7650);
var pairs = __nccwpck_require__(4744);

class YAMLOMap extends YAMLSeq.YAMLSeq {
    constructor() {
        super();
        this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
        this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
        this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
        this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
        this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
        this.tag = YAMLOMap.tag;
    }
    toJSON(_, ctx) {
        if (!ctx)
            return super.toJSON(_);
        const map = new Map();
        if (ctx?.onCreate)
            ctx.onCreate(map);
        for (const pair of this.items) {
            let key, value;
            if (identity.isPair(pair)) {
                key = toJS.toJS(pair.key, '', ctx);
                value = toJS.toJS(pair.value, key, ctx);
            }
            else {
                key = toJS.toJS(pair, '', ctx);
            }
            if (map.has(key))
                throw new Error('Ordered maps must not include duplicate keys');
            map.set(key, value);
        }
        return map;
    }
    static from(schema, iterable, ctx) {
        const pairs$1 = pairs.createPairs(schema, iterable, ctx);
        const omap = new this();
        omap.items = pairs$1.items;
        return omap;
    }
}
YAMLOMap.tag = 'tag:yaml.org,2002:omap';
const omap = {
    collection: 'seq',
    identify: value => value instanceof Map,
    nodeClass: YAMLOMap,
    default: false,
    tag: 'tag:yaml.org,2002:omap',
    resolve(seq, onError) {
        const pairs$1 = pairs.resolvePairs(seq, onError);
        const seenKeys = [];
        for (const { key } of pairs$1.items) {
            if (identity.isScalar(key)) {
                if (seenKeys.includes(key.value)) {
                    onError(`Ordered maps must not include duplicate keys: ${key.value}`);
                }
                else {
                    seenKeys.push(key.value);
                }
            }
        }
        return Object.assign(new YAMLOMap(), pairs$1);
    },
    createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
};

exports.YAMLOMap = YAMLOMap;
exports.omap = omap;


/***/ }),

/***/ 4744:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var Pair = __nccwpck_require__(550);
var Scalar = __nccwpck_require__(5802);
var YAMLSeq = __nccwpck_require__(7650);

function resolvePairs(seq, onError) {
    if (identity.isSeq(seq)) {
        for (let i = 0; i < seq.items.length; ++i) {
            let item = seq.items[i];
            if (identity.isPair(item))
                continue;
            else if (identity.isMap(item)) {
                if (item.items.length > 1)
                    onError('Each pair must have its own sequence indicator');
                const pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
                if (item.commentBefore)
                    pair.key.commentBefore = pair.key.commentBefore
                        ? `${item.commentBefore}\n${pair.key.commentBefore}`
                        : item.commentBefore;
                if (item.comment) {
                    const cn = pair.value ?? pair.key;
                    cn.comment = cn.comment
                        ? `${item.comment}\n${cn.comment}`
                        : item.comment;
                }
                item = pair;
            }
            seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
        }
    }
    else
        onError('Expected a sequence for this tag');
    return seq;
}
function createPairs(schema, iterable, ctx) {
    const { replacer } = ctx;
    const pairs = new YAMLSeq.YAMLSeq(schema);
    pairs.tag = 'tag:yaml.org,2002:pairs';
    let i = 0;
    if (iterable && Symbol.iterator in Object(iterable))
        for (let it of iterable) {
            if (typeof replacer === 'function')
                it = replacer.call(iterable, String(i++), it);
            let key, value;
            if (Array.isArray(it)) {
                if (it.length === 2) {
                    key = it[0];
                    value = it[1];
                }
                else
                    throw new TypeError(`Expected [key, value] tuple: ${it}`);
            }
            else if (it && it instanceof Object) {
                const keys = Object.keys(it);
                if (keys.length === 1) {
                    key = keys[0];
                    value = it[key];
                }
                else {
                    throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
                }
            }
            else {
                key = it;
            }
            pairs.items.push(Pair.createPair(key, value, ctx));
        }
    return pairs;
}
const pairs = {
    collection: 'seq',
    default: false,
    tag: 'tag:yaml.org,2002:pairs',
    resolve: resolvePairs,
    createNode: createPairs
};

exports.createPairs = createPairs;
exports.pairs = pairs;
exports.resolvePairs = resolvePairs;


/***/ }),

/***/ 1702:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var map = __nccwpck_require__(7134);
var _null = __nccwpck_require__(1711);
var seq = __nccwpck_require__(9895);
var string = __nccwpck_require__(187);
var binary = __nccwpck_require__(1768);
var bool = __nccwpck_require__(4585);
var float = __nccwpck_require__(6095);
var int = __nccwpck_require__(6464);
var merge = __nccwpck_require__(8301);
var omap = __nccwpck_require__(3020);
var pairs = __nccwpck_require__(4744);
var set = __nccwpck_require__(4773);
var timestamp = __nccwpck_require__(2933);

const schema = [
    map.map,
    seq.seq,
    string.string,
    _null.nullTag,
    bool.trueTag,
    bool.falseTag,
    int.intBin,
    int.intOct,
    int.int,
    int.intHex,
    float.floatNaN,
    float.floatExp,
    float.float,
    binary.binary,
    merge.merge,
    omap.omap,
    pairs.pairs,
    set.set,
    timestamp.intTime,
    timestamp.floatTime,
    timestamp.timestamp
];

exports.schema = schema;


/***/ }),

/***/ 4773:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var Pair = __nccwpck_require__(550);
var YAMLMap = __nccwpck_require__(1267);

class YAMLSet extends YAMLMap.YAMLMap {
    constructor(schema) {
        super(schema);
        this.tag = YAMLSet.tag;
    }
    add(key) {
        let pair;
        if (identity.isPair(key))
            pair = key;
        else if (key &&
            typeof key === 'object' &&
            'key' in key &&
            'value' in key &&
            key.value === null)
            pair = new Pair.Pair(key.key, null);
        else
            pair = new Pair.Pair(key, null);
        const prev = YAMLMap.findPair(this.items, pair.key);
        if (!prev)
            this.items.push(pair);
    }
    get(key, keepPair) {
        const pair = YAMLMap.findPair(this.items, key);
        return !keepPair && identity.isPair(pair)
            ? identity.isScalar(pair.key)
                ? pair.key.value
                : pair.key
            : pair;
    }
    set(key, value) {
        if (typeof value !== 'boolean')
            throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
        const prev = YAMLMap.findPair(this.items, key);
        if (prev && !value) {
            this.items.splice(this.items.indexOf(prev), 1);
        }
        else if (!prev && value) {
            this.items.push(new Pair.Pair(key));
        }
    }
    toJSON(_, ctx) {
        return super.toJSON(_, ctx, Set);
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        if (this.hasAllNullValues(true))
            return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
        else
            throw new Error('Set items must all have null values');
    }
    static from(schema, iterable, ctx) {
        const { replacer } = ctx;
        const set = new this(schema);
        if (iterable && Symbol.iterator in Object(iterable))
            for (let value of iterable) {
                if (typeof replacer === 'function')
                    value = replacer.call(iterable, value, value);
                set.items.push(Pair.createPair(value, null, ctx));
            }
        return set;
    }
}
YAMLSet.tag = 'tag:yaml.org,2002:set';
const set = {
    collection: 'map',
    identify: value => value instanceof Set,
    nodeClass: YAMLSet,
    default: false,
    tag: 'tag:yaml.org,2002:set',
    createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
    resolve(map, onError) {
        if (identity.isMap(map)) {
            if (map.hasAllNullValues(true))
                return Object.assign(new YAMLSet(), map);
            else
                onError('Set items must all have null values');
        }
        else
            onError('Expected a mapping for this tag');
        return map;
    }
};

exports.YAMLSet = YAMLSet;
exports.set = set;


/***/ }),

/***/ 2933:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var stringifyNumber = __nccwpck_require__(1680);

function parseSexagesimal(str, asBigInt) {
    const sign = str[0];
    const parts = sign === '-' || sign === '+' ? str.substring(1) : str;
    const num = (n) => asBigInt ? BigInt(n) : Number(n);
    const res = parts
        .replace(/_/g, '')
        .split(':')
        .reduce((res, p) => res * num(60) + num(p), num(0));
    return (sign === '-' ? num(-1) * res : res);
}
function stringifySexagesimal(node) {
    let { value } = node;
    let num = (n) => n;
    if (typeof value === 'bigint')
        num = n => BigInt(n);
    else if (isNaN(value) || !isFinite(value))
        return stringifyNumber.stringifyNumber(node);
    let sign = '';
    if (value < 0) {
        sign = '-';
        value *= num(-1);
    }
    const _60 = num(60);
    const parts = [value % _60];  
    if (value < 60) {
        parts.unshift(0);  
    }
    else {
        value = (value - parts[0]) / _60;
        parts.unshift(value % _60);  
        if (value >= 60) {
            value = (value - parts[0]) / _60;
            parts.unshift(value);  
        }
    }
    return (sign +
        parts
            .map(n => String(n).padStart(2, '0'))
            .join(':')
            .replace(/000000\d*$/, '')  
    );
}
const intTime = {
    identify: value => typeof value === 'bigint' || Number.isInteger(value),
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'TIME',
    test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
    resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
    stringify: stringifySexagesimal
};
const floatTime = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'TIME',
    test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
    resolve: str => parseSexagesimal(str, false),
    stringify: stringifySexagesimal
};
const timestamp = {
    identify: value => value instanceof Date,
    default: true,
    tag: 'tag:yaml.org,2002:timestamp',
    test: RegExp('^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})' +  
        '(?:' +  
        '(?:t|T|[ \\t]+)' +  
        '([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)' +  
        '(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?' +  
        ')?$'),
    resolve(str) {
        const match = str.match(timestamp.test);
        if (!match)
            throw new Error('!!timestamp expects a date, starting with yyyy-mm-dd');
        const [, year, month, day, hour, minute, second] = match.map(Number);
        const millisec = match[7] ? Number((match[7] + '00').substr(1, 3)) : 0;
        let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
        const tz = match[8];
        if (tz && tz !== 'Z') {
            let d = parseSexagesimal(tz, false);
            if (Math.abs(d) < 30)
                d *= 60;
            date -= 60000 * d;
        }
        return new Date(date);
    },
    stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, '') ?? ''
};

exports.floatTime = floatTime;
exports.intTime = intTime;
exports.timestamp = timestamp;


/***/ }),

/***/ 5922:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


const FOLD_FLOW = 'flow';
const FOLD_BLOCK = 'block';
const FOLD_QUOTED = 'quoted';
function foldFlowLines(text, indent, mode = 'flow', { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
    if (!lineWidth || lineWidth < 0)
        return text;
    if (lineWidth < minContentWidth)
        minContentWidth = 0;
    const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
    if (text.length <= endStep)
        return text;
    const folds = [];
    const escapedFolds = {};
    let end = lineWidth - indent.length;
    if (typeof indentAtStart === 'number') {
        if (indentAtStart > lineWidth - Math.max(2, minContentWidth))
            folds.push(0);
        else
            end = lineWidth - indentAtStart;
    }
    let split = undefined;
    let prev = undefined;
    let overflow = false;
    let i = -1;
    let escStart = -1;
    let escEnd = -1;
    if (mode === FOLD_BLOCK) {
        i = consumeMoreIndentedLines(text, i, indent.length);
        if (i !== -1)
            end = i + endStep;
    }
    for (let ch; (ch = text[(i += 1)]);) {
        if (mode === FOLD_QUOTED && ch === '\\') {
            escStart = i;
            switch (text[i + 1]) {
                case 'x':
                    i += 3;
                    break;
                case 'u':
                    i += 5;
                    break;
                case 'U':
                    i += 9;
                    break;
                default:
                    i += 1;
            }
            escEnd = i;
        }
        if (ch === '\n') {
            if (mode === FOLD_BLOCK)
                i = consumeMoreIndentedLines(text, i, indent.length);
            end = i + indent.length + endStep;
            split = undefined;
        }
        else {
            if (ch === ' ' &&
                prev &&
                prev !== ' ' &&
                prev !== '\n' &&
                prev !== '\t') {
                const next = text[i + 1];
                if (next && next !== ' ' && next !== '\n' && next !== '\t')
                    split = i;
            }
            if (i >= end) {
                if (split) {
                    folds.push(split);
                    end = split + endStep;
                    split = undefined;
                }
                else if (mode === FOLD_QUOTED) {
                    while (prev === ' ' || prev === '\t') {
                        prev = ch;
                        ch = text[(i += 1)];
                        overflow = true;
                    }
                    const j = i > escEnd + 1 ? i - 2 : escStart - 1;
                    if (escapedFolds[j])
                        return text;
                    folds.push(j);
                    escapedFolds[j] = true;
                    end = j + endStep;
                    split = undefined;
                }
                else {
                    overflow = true;
                }
            }
        }
        prev = ch;
    }
    if (overflow && onOverflow)
        onOverflow();
    if (folds.length === 0)
        return text;
    if (onFold)
        onFold();
    let res = text.slice(0, folds[0]);
    for (let i = 0; i < folds.length; ++i) {
        const fold = folds[i];
        const end = folds[i + 1] || text.length;
        if (fold === 0)
            res = `\n${indent}${text.slice(0, end)}`;
        else {
            if (mode === FOLD_QUOTED && escapedFolds[fold])
                res += `${text[fold]}\\`;
            res += `\n${indent}${text.slice(fold + 1, end)}`;
        }
    }
    return res;
}
function consumeMoreIndentedLines(text, i, indent) {
    let end = i;
    let start = i + 1;
    let ch = text[start];
    while (ch === ' ' || ch === '\t') {
        if (i < start + indent) {
            ch = text[++i];
        }
        else {
            do {
                ch = text[++i];
            } while (ch && ch !== '\n');
            end = i;
            start = i + 1;
            ch = text[start];
        }
    }
    return end;
}

exports.FOLD_BLOCK = FOLD_BLOCK;
exports.FOLD_FLOW = FOLD_FLOW;
exports.FOLD_QUOTED = FOLD_QUOTED;
exports.foldFlowLines = foldFlowLines;


/***/ }),

/***/ 1033:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var anchors = __nccwpck_require__(1853);
var identity = __nccwpck_require__(7612);
var stringifyComment = __nccwpck_require__(8656);
var stringifyString = __nccwpck_require__(8228);

function createStringifyContext(doc, options) {
    const opt = Object.assign({
        blockQuote: true,
        commentString: stringifyComment.stringifyComment,
        defaultKeyType: null,
        defaultStringType: 'PLAIN',
        directives: null,
        doubleQuotedAsJSON: false,
        doubleQuotedMinMultiLineLength: 40,
        falseStr: 'false',
        flowCollectionPadding: true,
        indentSeq: true,
        lineWidth: 80,
        minContentWidth: 20,
        nullStr: 'null',
        simpleKeys: false,
        singleQuote: null,
        trailingComma: false,
        trueStr: 'true',
        verifyAliasOrder: true
    }, doc.schema.toStringOptions, options);
    let inFlow;
    switch (opt.collectionStyle) {
        case 'block':
            inFlow = false;
            break;
        case 'flow':
            inFlow = true;
            break;
        default:
            inFlow = null;
    }
    return {
        anchors: new Set(),
        doc,
        flowCollectionPadding: opt.flowCollectionPadding ? ' ' : '',
        indent: '',
        indentStep: typeof opt.indent === 'number' ? ' '.repeat(opt.indent) : '  ',
        inFlow,
        options: opt
    };
}
function getTagObject(tags, item) {
    if (item.tag) {
        const match = tags.filter(t => t.tag === item.tag);
        if (match.length > 0)
            return match.find(t => t.format === item.format) ?? match[0];
    }
    let tagObj = undefined;
    let obj;
    if (identity.isScalar(item)) {
        obj = item.value;
        let match = tags.filter(t => t.identify?.(obj));
        if (match.length > 1) {
            const testMatch = match.filter(t => t.test);
            if (testMatch.length > 0)
                match = testMatch;
        }
        tagObj =
            match.find(t => t.format === item.format) ?? match.find(t => !t.format);
    }
    else {
        obj = item;
        tagObj = tags.find(t => t.nodeClass && obj instanceof t.nodeClass);
    }
    if (!tagObj) {
        const name = obj?.constructor?.name ?? (obj === null ? 'null' : typeof obj);
        throw new Error(`Tag not resolved for ${name} value`);
    }
    return tagObj;
}
function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
    if (!doc.directives)
        return '';
    const props = [];
    const anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
    if (anchor && anchors.anchorIsValid(anchor)) {
        anchors$1.add(anchor);
        props.push(`&${anchor}`);
    }
    const tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
    if (tag)
        props.push(doc.directives.tagString(tag));
    return props.join(' ');
}
function stringify(item, ctx, onComment, onChompKeep) {
    if (identity.isPair(item))
        return item.toString(ctx, onComment, onChompKeep);
    if (identity.isAlias(item)) {
        if (ctx.doc.directives)
            return item.toString(ctx);
        if (ctx.resolvedAliases?.has(item)) {
            throw new TypeError(`Cannot stringify circular structure without alias nodes`);
        }
        else {
            if (ctx.resolvedAliases)
                ctx.resolvedAliases.add(item);
            else
                ctx.resolvedAliases = new Set([item]);
            item = item.resolve(ctx.doc);
        }
    }
    let tagObj = undefined;
    const node = identity.isNode(item)
        ? item
        : ctx.doc.createNode(item, { onTagObj: o => (tagObj = o) });
    tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
    const props = stringifyProps(node, tagObj, ctx);
    if (props.length > 0)
        ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
    const str = typeof tagObj.stringify === 'function'
        ? tagObj.stringify(node, ctx, onComment, onChompKeep)
        : identity.isScalar(node)
            ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep)
            : node.toString(ctx, onComment, onChompKeep);
    if (!props)
        return str;
    return identity.isScalar(node) || str[0] === '{' || str[0] === '['
        ? `${props} ${str}`
        : `${props}\n${ctx.indent}${str}`;
}

exports.createStringifyContext = createStringifyContext;
exports.stringify = stringify;


/***/ }),

/***/ 8169:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var stringify = __nccwpck_require__(1033);
var stringifyComment = __nccwpck_require__(8656);

function stringifyCollection(collection, ctx, options) {
    const flow = ctx.inFlow ?? collection.flow;
    const stringify = flow ? stringifyFlowCollection : stringifyBlockCollection;
    return stringify(collection, ctx, options);
}
function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
    const { indent, options: { commentString } } = ctx;
    const itemCtx = Object.assign({}, ctx, { indent: itemIndent, type: null });
    let chompKeep = false;  
    const lines = [];
    for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
            if (!chompKeep && item.spaceBefore)
                lines.push('');
            addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
            if (item.comment)
                comment = item.comment;
        }
        else if (identity.isPair(item)) {
            const ik = identity.isNode(item.key) ? item.key : null;
            if (ik) {
                if (!chompKeep && ik.spaceBefore)
                    lines.push('');
                addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
            }
        }
        chompKeep = false;
        let str = stringify.stringify(item, itemCtx, () => (comment = null), () => (chompKeep = true));
        if (comment)
            str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        if (chompKeep && comment)
            chompKeep = false;
        lines.push(blockItemPrefix + str);
    }
    let str;
    if (lines.length === 0) {
        str = flowChars.start + flowChars.end;
    }
    else {
        str = lines[0];
        for (let i = 1; i < lines.length; ++i) {
            const line = lines[i];
            str += line ? `\n${indent}${line}` : '\n';
        }
    }
    if (comment) {
        str += '\n' + stringifyComment.indentComment(commentString(comment), indent);
        if (onComment)
            onComment();
    }
    else if (chompKeep && onChompKeep)
        onChompKeep();
    return str;
}
function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
    const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
    itemIndent += indentStep;
    const itemCtx = Object.assign({}, ctx, {
        indent: itemIndent,
        inFlow: true,
        type: null
    });
    let reqNewline = false;
    let linesAtValue = 0;
    const lines = [];
    for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
            if (item.spaceBefore)
                lines.push('');
            addCommentBefore(ctx, lines, item.commentBefore, false);
            if (item.comment)
                comment = item.comment;
        }
        else if (identity.isPair(item)) {
            const ik = identity.isNode(item.key) ? item.key : null;
            if (ik) {
                if (ik.spaceBefore)
                    lines.push('');
                addCommentBefore(ctx, lines, ik.commentBefore, false);
                if (ik.comment)
                    reqNewline = true;
            }
            const iv = identity.isNode(item.value) ? item.value : null;
            if (iv) {
                if (iv.comment)
                    comment = iv.comment;
                if (iv.commentBefore)
                    reqNewline = true;
            }
            else if (item.value == null && ik?.comment) {
                comment = ik.comment;
            }
        }
        if (comment)
            reqNewline = true;
        let str = stringify.stringify(item, itemCtx, () => (comment = null));
        reqNewline || (reqNewline = lines.length > linesAtValue || str.includes('\n'));
        if (i < items.length - 1) {
            str += ',';
        }
        else if (ctx.options.trailingComma) {
            if (ctx.options.lineWidth > 0) {
                reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) +
                    (str.length + 2) >
                    ctx.options.lineWidth);
            }
            if (reqNewline) {
                str += ',';
            }
        }
        if (comment)
            str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        lines.push(str);
        linesAtValue = lines.length;
    }
    const { start, end } = flowChars;
    if (lines.length === 0) {
        return start + end;
    }
    else {
        if (!reqNewline) {
            const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
            reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
        }
        if (reqNewline) {
            let str = start;
            for (const line of lines)
                str += line ? `\n${indentStep}${indent}${line}` : '\n';
            return `${str}\n${indent}${end}`;
        }
        else {
            return `${start}${fcPadding}${lines.join(' ')}${fcPadding}${end}`;
        }
    }
}
function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
    if (comment && chompKeep)
        comment = comment.replace(/^\n+/, '');
    if (comment) {
        const ic = stringifyComment.indentComment(commentString(comment), indent);
        lines.push(ic.trimStart());  
    }
}

exports.stringifyCollection = stringifyCollection;


/***/ }),

/***/ 8656:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


const stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, '#');
function indentComment(comment, indent) {
    if (/^\n+$/.test(comment))
        return comment.substring(1);
    return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
}
const lineComment = (str, indent, comment) => str.endsWith('\n')
    ? indentComment(comment, indent)
    : comment.includes('\n')
        ? '\n' + indentComment(comment, indent)
        : (str.endsWith(' ') ? '' : ' ') + comment;

exports.indentComment = indentComment;
exports.lineComment = lineComment;
exports.stringifyComment = stringifyComment;


/***/ }),

/***/ 5936:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var stringify = __nccwpck_require__(1033);
var stringifyComment = __nccwpck_require__(8656);

function stringifyDocument(doc, options) {
    const lines = [];
    let hasDirectives = options.directives === true;
    if (options.directives !== false && doc.directives) {
        const dir = doc.directives.toString(doc);
        if (dir) {
            lines.push(dir);
            hasDirectives = true;
        }
        else if (doc.directives.docStart)
            hasDirectives = true;
    }
    if (hasDirectives)
        lines.push('---');
    const ctx = stringify.createStringifyContext(doc, options);
    const { commentString } = ctx.options;
    if (doc.commentBefore) {
        if (lines.length !== 1)
            lines.unshift('');
        const cs = commentString(doc.commentBefore);
        lines.unshift(stringifyComment.indentComment(cs, ''));
    }
    let chompKeep = false;
    let contentComment = null;
    if (doc.contents) {
        if (identity.isNode(doc.contents)) {
            if (doc.contents.spaceBefore && hasDirectives)
                lines.push('');
            if (doc.contents.commentBefore) {
                const cs = commentString(doc.contents.commentBefore);
                lines.push(stringifyComment.indentComment(cs, ''));
            }
            ctx.forceBlockIndent = !!doc.comment;
            contentComment = doc.contents.comment;
        }
        const onChompKeep = contentComment ? undefined : () => (chompKeep = true);
        let body = stringify.stringify(doc.contents, ctx, () => (contentComment = null), onChompKeep);
        if (contentComment)
            body += stringifyComment.lineComment(body, '', commentString(contentComment));
        if ((body[0] === '|' || body[0] === '>') &&
            lines[lines.length - 1] === '---') {
            lines[lines.length - 1] = `--- ${body}`;
        }
        else
            lines.push(body);
    }
    else {
        lines.push(stringify.stringify(doc.contents, ctx));
    }
    if (doc.directives?.docEnd) {
        if (doc.comment) {
            const cs = commentString(doc.comment);
            if (cs.includes('\n')) {
                lines.push('...');
                lines.push(stringifyComment.indentComment(cs, ''));
            }
            else {
                lines.push(`... ${cs}`);
            }
        }
        else {
            lines.push('...');
        }
    }
    else {
        let dc = doc.comment;
        if (dc && chompKeep)
            dc = dc.replace(/^\n+/, '');
        if (dc) {
            if ((!chompKeep || contentComment) && lines[lines.length - 1] !== '')
                lines.push('');
            lines.push(stringifyComment.indentComment(commentString(dc), ''));
        }
    }
    return lines.join('\n') + '\n';
}

exports.stringifyDocument = stringifyDocument;


/***/ }),

/***/ 1680:
/***/ ((__unused_webpack_module, exports) => {

"use strict";


function stringifyNumber({ format, minFractionDigits, tag, value }) {
    if (typeof value === 'bigint')
        return String(value);
    const num = typeof value === 'number' ? value : Number(value);
    if (!isFinite(num))
        return isNaN(num) ? '.nan' : num < 0 ? '-.inf' : '.inf';
    let n = Object.is(value, -0) ? '-0' : JSON.stringify(value);
    if (!format &&
        minFractionDigits &&
        (!tag || tag === 'tag:yaml.org,2002:float') &&
        /^-?\d/.test(n) &&
        !n.includes('e')) {
        let i = n.indexOf('.');
        if (i < 0) {
            i = n.length;
            n += '.';
        }
        let d = minFractionDigits - (n.length - i - 1);
        while (d-- > 0)
            n += '0';
    }
    return n;
}

exports.stringifyNumber = stringifyNumber;


/***/ }),

/***/ 953:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);
var Scalar = __nccwpck_require__(5802);
var stringify = __nccwpck_require__(1033);
var stringifyComment = __nccwpck_require__(8656);

function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
    const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
    let keyComment = (identity.isNode(key) && key.comment) || null;
    if (simpleKeys) {
        if (keyComment) {
            throw new Error('With simple keys, key nodes cannot have comments');
        }
        if (identity.isCollection(key) || (!identity.isNode(key) && typeof key === 'object')) {
            const msg = 'With simple keys, collection cannot be used as a key value';
            throw new Error(msg);
        }
    }
    let explicitKey = !simpleKeys &&
        (!key ||
            (keyComment && value == null && !ctx.inFlow) ||
            identity.isCollection(key) ||
            (identity.isScalar(key)
                ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL
                : typeof key === 'object'));
    ctx = Object.assign({}, ctx, {
        allNullValues: false,
        implicitKey: !explicitKey && (simpleKeys || !allNullValues),
        indent: indent + indentStep
    });
    let keyCommentDone = false;
    let chompKeep = false;
    let str = stringify.stringify(key, ctx, () => (keyCommentDone = true), () => (chompKeep = true));
    if (!explicitKey && !ctx.inFlow && str.length > 1024) {
        if (simpleKeys)
            throw new Error('With simple keys, single line scalar must not span more than 1024 characters');
        explicitKey = true;
    }
    if (ctx.inFlow) {
        if (allNullValues || value == null) {
            if (keyCommentDone && onComment)
                onComment();
            return str === '' ? '?' : explicitKey ? `? ${str}` : str;
        }
    }
    else if ((allNullValues && !simpleKeys) || (value == null && explicitKey)) {
        str = `? ${str}`;
        if (keyComment && !keyCommentDone) {
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        }
        else if (chompKeep && onChompKeep)
            onChompKeep();
        return str;
    }
    if (keyCommentDone)
        keyComment = null;
    if (explicitKey) {
        if (keyComment)
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        str = `? ${str}\n${indent}:`;
    }
    else {
        str = `${str}:`;
        if (keyComment)
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
    }
    let vsb, vcb, valueComment;
    if (identity.isNode(value)) {
        vsb = !!value.spaceBefore;
        vcb = value.commentBefore;
        valueComment = value.comment;
    }
    else {
        vsb = false;
        vcb = null;
        valueComment = null;
        if (value && typeof value === 'object')
            value = doc.createNode(value);
    }
    ctx.implicitKey = false;
    if (!explicitKey && !keyComment && identity.isScalar(value))
        ctx.indentAtStart = str.length + 1;
    chompKeep = false;
    if (!indentSeq &&
        indentStep.length >= 2 &&
        !ctx.inFlow &&
        !explicitKey &&
        identity.isSeq(value) &&
        !value.flow &&
        !value.tag &&
        !value.anchor) {
        ctx.indent = ctx.indent.substring(2);
    }
    let valueCommentDone = false;
    const valueStr = stringify.stringify(value, ctx, () => (valueCommentDone = true), () => (chompKeep = true));
    let ws = ' ';
    if (keyComment || vsb || vcb) {
        ws = vsb ? '\n' : '';
        if (vcb) {
            const cs = commentString(vcb);
            ws += `\n${stringifyComment.indentComment(cs, ctx.indent)}`;
        }
        if (valueStr === '' && !ctx.inFlow) {
            if (ws === '\n' && valueComment)
                ws = '\n\n';
        }
        else {
            ws += `\n${ctx.indent}`;
        }
    }
    else if (!explicitKey && identity.isCollection(value)) {
        const vs0 = valueStr[0];
        const nl0 = valueStr.indexOf('\n');
        const hasNewline = nl0 !== -1;
        const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
        if (hasNewline || !flow) {
            let hasPropsLine = false;
            if (hasNewline && (vs0 === '&' || vs0 === '!')) {
                let sp0 = valueStr.indexOf(' ');
                if (vs0 === '&' &&
                    sp0 !== -1 &&
                    sp0 < nl0 &&
                    valueStr[sp0 + 1] === '!') {
                    sp0 = valueStr.indexOf(' ', sp0 + 1);
                }
                if (sp0 === -1 || nl0 < sp0)
                    hasPropsLine = true;
            }
            if (!hasPropsLine)
                ws = `\n${ctx.indent}`;
        }
    }
    else if (valueStr === '' || valueStr[0] === '\n') {
        ws = '';
    }
    str += ws + valueStr;
    if (ctx.inFlow) {
        if (valueCommentDone && onComment)
            onComment();
    }
    else if (valueComment && !valueCommentDone) {
        str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
    }
    else if (chompKeep && onChompKeep) {
        onChompKeep();
    }
    return str;
}

exports.stringifyPair = stringifyPair;


/***/ }),

/***/ 8228:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var Scalar = __nccwpck_require__(5802);
var foldFlowLines = __nccwpck_require__(5922);

const getFoldOptions = (ctx, isBlock) => ({
    indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
    lineWidth: ctx.options.lineWidth,
    minContentWidth: ctx.options.minContentWidth
});
const containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
function lineLengthOverLimit(str, lineWidth, indentLength) {
    if (!lineWidth || lineWidth < 0)
        return false;
    const limit = lineWidth - indentLength;
    const strLen = str.length;
    if (strLen <= limit)
        return false;
    for (let i = 0, start = 0; i < strLen; ++i) {
        if (str[i] === '\n') {
            if (i - start > limit)
                return true;
            start = i + 1;
            if (strLen - start <= limit)
                return false;
        }
    }
    return true;
}
function doubleQuotedString(value, ctx) {
    const json = JSON.stringify(value);
    if (ctx.options.doubleQuotedAsJSON)
        return json;
    const { implicitKey } = ctx;
    const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
    const indent = ctx.indent || (containsDocumentMarker(value) ? '  ' : '');
    let str = '';
    let start = 0;
    for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
        if (ch === ' ' && json[i + 1] === '\\' && json[i + 2] === 'n') {
            str += json.slice(start, i) + '\\ ';
            i += 1;
            start = i;
            ch = '\\';
        }
        if (ch === '\\')
            switch (json[i + 1]) {
                case 'u':
                    {
                        str += json.slice(start, i);
                        const code = json.substr(i + 2, 4);
                        switch (code) {
                            case '0000':
                                str += '\\0';
                                break;
                            case '0007':
                                str += '\\a';
                                break;
                            case '000b':
                                str += '\\v';
                                break;
                            case '001b':
                                str += '\\e';
                                break;
                            case '0085':
                                str += '\\N';
                                break;
                            case '00a0':
                                str += '\\_';
                                break;
                            case '2028':
                                str += '\\L';
                                break;
                            case '2029':
                                str += '\\P';
                                break;
                            default:
                                if (code.substr(0, 2) === '00')
                                    str += '\\x' + code.substr(2);
                                else
                                    str += json.substr(i, 6);
                        }
                        i += 5;
                        start = i + 1;
                    }
                    break;
                case 'n':
                    if (implicitKey ||
                        json[i + 2] === '"' ||
                        json.length < minMultiLineLength) {
                        i += 1;
                    }
                    else {
                        str += json.slice(start, i) + '\n\n';
                        while (json[i + 2] === '\\' &&
                            json[i + 3] === 'n' &&
                            json[i + 4] !== '"') {
                            str += '\n';
                            i += 2;
                        }
                        str += indent;
                        if (json[i + 2] === ' ')
                            str += '\\';
                        i += 1;
                        start = i + 1;
                    }
                    break;
                default:
                    i += 1;
            }
    }
    str = start ? str + json.slice(start) : json;
    return implicitKey
        ? str
        : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
}
function singleQuotedString(value, ctx) {
    if (ctx.options.singleQuote === false ||
        (ctx.implicitKey && value.includes('\n')) ||
        /[ \t]\n|\n[ \t]/.test(value)  
    )
        return doubleQuotedString(value, ctx);
    const indent = ctx.indent || (containsDocumentMarker(value) ? '  ' : '');
    const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&\n${indent}`) + "'";
    return ctx.implicitKey
        ? res
        : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
}
function quotedString(value, ctx) {
    const { singleQuote } = ctx.options;
    let qs;
    if (singleQuote === false)
        qs = doubleQuotedString;
    else {
        const hasDouble = value.includes('"');
        const hasSingle = value.includes("'");
        if (hasDouble && !hasSingle)
            qs = singleQuotedString;
        else if (hasSingle && !hasDouble)
            qs = doubleQuotedString;
        else
            qs = singleQuote ? singleQuotedString : doubleQuotedString;
    }
    return qs(value, ctx);
}
let blockEndNewlines;
try {
    blockEndNewlines = new RegExp('(^|(?<!\n))\n+(?!\n|$)', 'g');
}
catch {
    blockEndNewlines = /\n+(?!\n|$)/g;
}
function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
    const { blockQuote, commentString, lineWidth } = ctx.options;
    if (!blockQuote || /\n[\t ]+$/.test(value)) {
        return quotedString(value, ctx);
    }
    const indent = ctx.indent ||
        (ctx.forceBlockIndent || containsDocumentMarker(value) ? '  ' : '');
    const literal = blockQuote === 'literal'
        ? true
        : blockQuote === 'folded' || type === Scalar.Scalar.BLOCK_FOLDED
            ? false
            : type === Scalar.Scalar.BLOCK_LITERAL
                ? true
                : !lineLengthOverLimit(value, lineWidth, indent.length);
    if (!value)
        return literal ? '|\n' : '>\n';
    let chomp;
    let endStart;
    for (endStart = value.length; endStart > 0; --endStart) {
        const ch = value[endStart - 1];
        if (ch !== '\n' && ch !== '\t' && ch !== ' ')
            break;
    }
    let end = value.substring(endStart);
    const endNlPos = end.indexOf('\n');
    if (endNlPos === -1) {
        chomp = '-';  
    }
    else if (value === end || endNlPos !== end.length - 1) {
        chomp = '+';  
        if (onChompKeep)
            onChompKeep();
    }
    else {
        chomp = '';  
    }
    if (end) {
        value = value.slice(0, -end.length);
        if (end[end.length - 1] === '\n')
            end = end.slice(0, -1);
        end = end.replace(blockEndNewlines, `$&${indent}`);
    }
    let startWithSpace = false;
    let startEnd;
    let startNlPos = -1;
    for (startEnd = 0; startEnd < value.length; ++startEnd) {
        const ch = value[startEnd];
        if (ch === ' ')
            startWithSpace = true;
        else if (ch === '\n')
            startNlPos = startEnd;
        else
            break;
    }
    let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
    if (start) {
        value = value.substring(start.length);
        start = start.replace(/\n+/g, `$&${indent}`);
    }
    const indentSize = indent ? '2' : '1';  
    let header = (startWithSpace ? indentSize : '') + chomp;
    if (comment) {
        header += ' ' + commentString(comment.replace(/ ?[\r\n]+/g, ' '));
        if (onComment)
            onComment();
    }
    if (!literal) {
        const foldedValue = value
            .replace(/\n+/g, '\n$&')
            .replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, '$1$2')  
            .replace(/\n+/g, `$&${indent}`);
        let literalFallback = false;
        const foldOptions = getFoldOptions(ctx, true);
        if (blockQuote !== 'folded' && type !== Scalar.Scalar.BLOCK_FOLDED) {
            foldOptions.onOverflow = () => {
                literalFallback = true;
            };
        }
        const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
        if (!literalFallback)
            return `>${header}\n${indent}${body}`;
    }
    value = value.replace(/\n+/g, `$&${indent}`);
    return `|${header}\n${indent}${start}${value}${end}`;
}
function plainString(item, ctx, onComment, onChompKeep) {
    const { type, value } = item;
    const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
    if ((implicitKey && value.includes('\n')) ||
        (inFlow && /[[\]{},]/.test(value))) {
        return quotedString(value, ctx);
    }
    if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) {
        return implicitKey || inFlow || !value.includes('\n')
            ? quotedString(value, ctx)
            : blockString(item, ctx, onComment, onChompKeep);
    }
    if (!implicitKey &&
        !inFlow &&
        type !== Scalar.Scalar.PLAIN &&
        value.includes('\n')) {
        return blockString(item, ctx, onComment, onChompKeep);
    }
    if (containsDocumentMarker(value)) {
        if (indent === '') {
            ctx.forceBlockIndent = true;
            return blockString(item, ctx, onComment, onChompKeep);
        }
        else if (implicitKey && indent === indentStep) {
            return quotedString(value, ctx);
        }
    }
    const str = value.replace(/\n+/g, `$&\n${indent}`);
    if (actualString) {
        const test = (tag) => tag.default && tag.tag !== 'tag:yaml.org,2002:str' && tag.test?.test(str);
        const { compat, tags } = ctx.doc.schema;
        if (tags.some(test) || compat?.some(test))
            return quotedString(value, ctx);
    }
    return implicitKey
        ? str
        : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
}
function stringifyString(item, ctx, onComment, onChompKeep) {
    const { implicitKey, inFlow } = ctx;
    const ss = typeof item.value === 'string'
        ? item
        : Object.assign({}, item, { value: String(item.value) });
    let { type } = item;
    if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
        if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value))
            type = Scalar.Scalar.QUOTE_DOUBLE;
    }
    const _stringify = (_type) => {
        switch (_type) {
            case Scalar.Scalar.BLOCK_FOLDED:
            case Scalar.Scalar.BLOCK_LITERAL:
                return implicitKey || inFlow
                    ? quotedString(ss.value, ctx)  
                    : blockString(ss, ctx, onComment, onChompKeep);
            case Scalar.Scalar.QUOTE_DOUBLE:
                return doubleQuotedString(ss.value, ctx);
            case Scalar.Scalar.QUOTE_SINGLE:
                return singleQuotedString(ss.value, ctx);
            case Scalar.Scalar.PLAIN:
                return plainString(ss, ctx, onComment, onChompKeep);
            default:
                return null;
        }
    };
    let res = _stringify(type);
    if (res === null) {
        const { defaultKeyType, defaultStringType } = ctx.options;
        const t = (implicitKey && defaultKeyType) || defaultStringType;
        res = _stringify(t);
        if (res === null)
            throw new Error(`Unsupported default string type ${t}`);
    }
    return res;
}

exports.stringifyString = stringifyString;


/***/ }),

/***/ 9469:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var identity = __nccwpck_require__(7612);

const BREAK = Symbol('break visit');
const SKIP = Symbol('skip children');
const REMOVE = Symbol('remove node');
function visit(node, visitor) {
    const visitor_ = initVisitor(visitor);
    if (identity.isDocument(node)) {
        const cd = visit_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
            node.contents = null;
    }
    else
        visit_(null, node, visitor_, Object.freeze([]));
}
visit.BREAK = BREAK;
visit.SKIP = SKIP;
visit.REMOVE = REMOVE;
function visit_(key, node, visitor, path) {
    const ctrl = callVisitor(key, node, visitor, path);
    if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visit_(key, ctrl, visitor, path);
    }
    if (typeof ctrl !== 'symbol') {
        if (identity.isCollection(node)) {
            path = Object.freeze(path.concat(node));
            for (let i = 0; i < node.items.length; ++i) {
                const ci = visit_(i, node.items[i], visitor, path);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    node.items.splice(i, 1);
                    i -= 1;
                }
            }
        }
        else if (identity.isPair(node)) {
            path = Object.freeze(path.concat(node));
            const ck = visit_('key', node.key, visitor, path);
            if (ck === BREAK)
                return BREAK;
            else if (ck === REMOVE)
                node.key = null;
            const cv = visit_('value', node.value, visitor, path);
            if (cv === BREAK)
                return BREAK;
            else if (cv === REMOVE)
                node.value = null;
        }
    }
    return ctrl;
}
async function visitAsync(node, visitor) {
    const visitor_ = initVisitor(visitor);
    if (identity.isDocument(node)) {
        const cd = await visitAsync_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
            node.contents = null;
    }
    else
        await visitAsync_(null, node, visitor_, Object.freeze([]));
}
visitAsync.BREAK = BREAK;
visitAsync.SKIP = SKIP;
visitAsync.REMOVE = REMOVE;
async function visitAsync_(key, node, visitor, path) {
    const ctrl = await callVisitor(key, node, visitor, path);
    if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visitAsync_(key, ctrl, visitor, path);
    }
    if (typeof ctrl !== 'symbol') {
        if (identity.isCollection(node)) {
            path = Object.freeze(path.concat(node));
            for (let i = 0; i < node.items.length; ++i) {
                const ci = await visitAsync_(i, node.items[i], visitor, path);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    node.items.splice(i, 1);
                    i -= 1;
                }
            }
        }
        else if (identity.isPair(node)) {
            path = Object.freeze(path.concat(node));
            const ck = await visitAsync_('key', node.key, visitor, path);
            if (ck === BREAK)
                return BREAK;
            else if (ck === REMOVE)
                node.key = null;
            const cv = await visitAsync_('value', node.value, visitor, path);
            if (cv === BREAK)
                return BREAK;
            else if (cv === REMOVE)
                node.value = null;
        }
    }
    return ctrl;
}
function initVisitor(visitor) {
    if (typeof visitor === 'object' &&
        (visitor.Collection || visitor.Node || visitor.Value)) {
        return Object.assign({
            Alias: visitor.Node,
            Map: visitor.Node,
            Scalar: visitor.Node,
            Seq: visitor.Node
        }, visitor.Value && {
            Map: visitor.Value,
            Scalar: visitor.Value,
            Seq: visitor.Value
        }, visitor.Collection && {
            Map: visitor.Collection,
            Seq: visitor.Collection
        }, visitor);
    }
    return visitor;
}
function callVisitor(key, node, visitor, path) {
    if (typeof visitor === 'function')
        return visitor(key, node, path);
    if (identity.isMap(node))
        return visitor.Map?.(key, node, path);
    if (identity.isSeq(node))
        return visitor.Seq?.(key, node, path);
    if (identity.isPair(node))
        return visitor.Pair?.(key, node, path);
    if (identity.isScalar(node))
        return visitor.Scalar?.(key, node, path);
    if (identity.isAlias(node))
        return visitor.Alias?.(key, node, path);
    return undefined;
}
function replaceNode(key, path, node) {
    const parent = path[path.length - 1];
    if (identity.isCollection(parent)) {
        parent.items[key] = node;
    }
    else if (identity.isPair(parent)) {
        if (key === 'key')
            parent.key = node;
        else
            parent.value = node;
    }
    else if (identity.isDocument(parent)) {
        parent.contents = node;
    }
    else {
        const pt = identity.isAlias(parent) ? 'alias' : 'scalar';
        throw new Error(`Cannot replace node with ${pt} parent`);
    }
}

exports.visit = visit;
exports.visitAsync = visitAsync;


/***/ })

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/******/ 	// expose the modules object (__webpack_modules__)
/******/ 	__nccwpck_require__.m = __webpack_modules__;
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/******/ 	/* webpack/runtime/compat get default export */
/******/ 	(() => {
/******/ 		// getDefaultExport function for compatibility with non-harmony modules
/******/ 		__nccwpck_require__.n = (module) => {
/******/ 			var getter = module && module.__esModule ?
/******/ 				() => (module['default']) :
/******/ 				() => (module);
/******/ 			__nccwpck_require__.d(getter, { a: getter });
/******/ 			return getter;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/create fake namespace object */
/******/ 	(() => {
/******/ 		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 		var leafPrototypes;
/******/ 		// create a fake namespace object
/******/ 		// mode & 1: value is a module id, require it
/******/ 		// mode & 2: merge all properties of value into the ns
/******/ 		// mode & 4: return value when already ns object
/******/ 		// mode & 16: return value when it's Promise-like
/******/ 		// mode & 8|1: behave like require
/******/ 		__nccwpck_require__.t = function(value, mode) {
/******/ 			if(mode & 1) value = this(value);
/******/ 			if(mode & 8) return value;
/******/ 			if(typeof value === 'object' && value) {
/******/ 				if((mode & 4) && value.__esModule) return value;
/******/ 				if((mode & 16) && typeof value.then === 'function') return value;
/******/ 			}
/******/ 			var ns = Object.create(null);
/******/ 			__nccwpck_require__.r(ns);
/******/ 			var def = {};
/******/ 			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 			for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 				Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 			}
/******/ 			def['default'] = () => (value);
/******/ 			__nccwpck_require__.d(ns, def);
/******/ 			return ns;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/ensure chunk */
/******/ 	(() => {
/******/ 		__nccwpck_require__.f = {};
/******/ 		// This file contains only the entry chunk.
/******/ 		// The chunk loading function for additional chunks
/******/ 		__nccwpck_require__.e = (chunkId) => {
/******/ 			return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 				__nccwpck_require__.f[key](chunkId, promises);
/******/ 				return promises;
/******/ 			}, []));
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/get javascript chunk filename */
/******/ 	(() => {
/******/ 		// This function allow to reference async chunks
/******/ 		__nccwpck_require__.u = (chunkId) => {
/******/ 			// return url for filenames based on template
/******/ 			return "" + chunkId + ".index.js";
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/require chunk loading */
/******/ 	(() => {
/******/ 		// no baseURI
/******/ 		
/******/ 		// object to store loaded chunks
/******/ 		// "1" means "loaded", otherwise not loaded yet
/******/ 		var installedChunks = {
/******/ 			792: 1
/******/ 		};
/******/ 		
/******/ 		// no on chunks loaded
/******/ 		
/******/ 		var installChunk = (chunk) => {
/******/ 			var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
/******/ 			for(var moduleId in moreModules) {
/******/ 				if(__nccwpck_require__.o(moreModules, moduleId)) {
/******/ 					__nccwpck_require__.m[moduleId] = moreModules[moduleId];
/******/ 				}
/******/ 			}
/******/ 			if(runtime) runtime(__nccwpck_require__);
/******/ 			for(var i = 0; i < chunkIds.length; i++)
/******/ 				installedChunks[chunkIds[i]] = 1;
/******/ 		
/******/ 		};
/******/ 		
/******/ 		// require() chunk loading for javascript
/******/ 		__nccwpck_require__.f.require = (chunkId, promises) => {
/******/ 			// "1" is the signal for "already loaded"
/******/ 			if(!installedChunks[chunkId]) {
/******/ 				if(true) { // all chunks have JS
/******/ 					installChunk(require("./" + __nccwpck_require__.u(chunkId)));
/******/ 				} else installedChunks[chunkId] = 1;
/******/ 			}
/******/ 		};
/******/ 		
/******/ 		// no external install chunk
/******/ 		
/******/ 		// no HMR
/******/ 		
/******/ 		// no HMR manifest
/******/ 	})();
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};
// This entry need to be wrapped in an IIFE because it need to be in strict mode.
(() => {
"use strict";
// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

;// CONCATENATED MODULE: ./build/step/cancellation.js
// Cancellation of the job. The runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that.
/** Milliseconds after the first signal. */
const LATE = 6000;
const OVER = 9200;
/** Listens for the runner's signals, which otherwise end the process at once. */
function onCancel() {
    const [asked, late, over] = [new AbortController(), new AbortController(), new AbortController()];
    const cancel = () => {
        if (asked.signal.aborted)
            return;
        asked.abort();
        setTimeout(() => late.abort(), LATE).unref();
        setTimeout(() => over.abort(), OVER).unref();
    };
    for (const signal of ["SIGINT", "SIGTERM"])
        process.on(signal, cancel);
    return { asked: asked.signal, late: late.signal, over: over.signal };
}

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = require("os");
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/utils.js
 
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
 
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/command.js


function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
 
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = require("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = require("fs");
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/file-command.js
 




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
 
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = require("path");
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






var ExitCode;
(function (ExitCode) {
    ExitCode[ExitCode["Success"] = 0] = "Success";
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
function debug(message) {
    command_issueCommand('debug', {}, message);
}
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
function startGroup(name) {
    issue('group', name);
}
function endGroup() {
    issue('endgroup');
}
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}




 
;// CONCATENATED MODULE: ./build/step/messages/failure-message.js
/** For a process that ended before its step did. */
const noOutcome = "The step ended without a result. [internal]\nLikely cause: a defect of this action.\nWhat to do: run the job again; if the problem persists, please report it, with the log of a run with debug logging.";
/** The text of an error annotation. */
const tell = ({ code, tried, cameBack, circumstances, hint }) => [
    `${tried} failed: ${cameBack}. [${code}]`,
    circumstances,
    ...(hint ? [`Likely cause: ${hint.cause}`, `What to do: ${hint.remedy}`] : []),
]
    .filter(Boolean)
    .join("\n");
/** The message for inputs that are refused. @param rows the table that the problems refer to */
function inputsMessage(problems, rows) {
    const opening = "The inputs are not valid, so nothing was sent.";
    const sentences = problems.map(([row, ...values]) => rows[row](...values));
    return sentences.length === 1
        ? `${opening} ${sentences[0]} [invalid_input]`
        : [`${opening} [invalid_input]`, ...sentences.map((sentence) => `- ${sentence}`)].join("\n");
}

;// CONCATENATED MODULE: ./build/step/outcome.js
// The exit code of a main step: 0 only once the step has succeeded.


/**
 * Runs a step. Node ends with exit code 0 when nothing is left to wait for, even if a promise never settled. Here
 * such a run fails, and says so.
 * @param step resolves to whether it succeeded; never rejects
 */
async function withOutcome(step) {
    process.exitCode = 1;
    // If the runner is gone, nobody reads the log. What has been started must still be finished.
    process.stdout.on("error", () => { });
    const reportNoOutcome = () => setFailed(noOutcome);
    process.once("beforeExit", reportNoOutcome);
    const succeeded = await step();
    process.off("beforeExit", reportNoOutcome);
    if (succeeded)
        process.exitCode = 0;
    endWhenPrinted();
}
/**
 * Node takes 1.4 ms to find out that nothing is left to do. What was printed before has left the process when this
 * write is through.
 */
const endWhenPrinted = () => process.stdout.write("", () => process.exit());

;// CONCATENATED MODULE: ./build/secrets/decoded.js
// Decodes the escapes that servers, frameworks and gateways put into text, and keeps the original position of each character.
/** Names in HTML and XML, each with its character. Those of punctuation are HTML 5's. */
const ENTITIES = Object.fromEntries('amp& lt< gt> quot" apos\' nbsp\u00a0 AMP& LT< GT> QUOT" plus+ sol/ equals= colon: num# excl! dollar$ percnt% period. commat@ comma, lowbar_ ast* lpar( rpar) semi; quest? bsol\\ lsqb[ lbrack[ rsqb] rbrack] lcub{ lbrace{ rcub} rbrace} Hat^ grave` verbar| vert| Tab\t NewLine\n'
    .split(" ")
    .map((entity) => [entity.slice(0, -1), entity.slice(-1)]));
/**
 * Percent-encoding, also as JavaScript's `escape` writes it; the escapes of JSON, JavaScript, C and Python, and a
 * backslash before punctuation; entities of HTML and XML. However many of them one text mixes.
 */
const makeEscape = () => new RegExp([
    "(?:%[\\da-fA-F]{2})+|%u[\\da-fA-F]{4}",
    "\\\\(?:u[\\da-fA-F]{4}|u\\{[\\da-fA-F]{1,6}\\}|U[\\da-fA-F]{8}|x[\\da-fA-F]{2}|[0-3][0-7]{2}|[bfnrt!-/:-@[-`{-~])",
    `&(?:#0*\\d{1,7}|#[xX]0*[\\da-fA-F]{1,6}|${Object.keys(ENTITIES).join("|")});?`,
].join("|"), "g");
/** Made when first used: it takes V8 half a millisecond, and most texts have no escape. */
let madeEscape;
const BEGINNING = /[%\\&]/;
const CONTROLS = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const character = (digits, radix) => {
    const code = Number.parseInt(digits, radix);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
};
/** What an escape stands for, each character with its distance from the beginning of the escape. */
function unescaped(written) {
    if (/^%[^u]/.test(written))
        return percentDecoded(written);
    const body = written.slice(1);
    return [[written.startsWith("&") ? entity(body.replace(";", "")) : unquoted(body), 0]];
}
function entity(name) {
    const [, hex, decimal = ""] = /^#(?:x(.*)|(.*))/i.exec(name) ?? [];
    return ENTITIES[name] ?? (hex ? character(hex, 16) : character(decimal, 10));
}
/** What follows a backslash; or the `u` and its digits after a percent sign. */
function unquoted(body) {
    const [, hex] = /^[ux]\{?([\da-f]+)/i.exec(body) ?? [];
    if (hex)
        return character(hex, 16);
    return /^\d/.test(body) ? character(body, 8) : (CONTROLS[body] ?? body);
}
/** The characters of a run of octets, as UTF-8. */
function percentDecoded(run) {
    const octets = Buffer.from(run.replaceAll("%", ""), "hex");
    const decoded = [];
    for (let at = 0; at < octets.length;) {
        const length = Math.max(1, [0xc0, 0xe0, 0xf0].filter((lead) => octets.readUInt8(at) >= lead).length + 1);
        const text = octets.subarray(at, at + length).toString();
        decoded.push([text, at * 3]);
        at += length;
    }
    return decoded;
}
/** The text without its escapes; undefined when it has none. */
function decodeOnce({ text, origin }) {
    if (!BEGINNING.test(text))
        return undefined;
    madeEscape ??= makeEscape();
    const parts = [];
    const origins = [];
    let at = 0;
    const copy = (end) => {
        parts.push(text.slice(at, end));
        for (; at < end; at++)
            origins.push(origin(at));
    };
    for (const { 0: written, index } of text.matchAll(madeEscape)) {
        copy(index);
        for (const [decoded, offset] of unescaped(written)) {
            parts.push(decoded);
            for (let i = 0; i < decoded.length; i++)
                origins.push(origin(index + offset));
        }
        at = index + written.length;
    }
    if (at === 0)
        return undefined;
    copy(text.length);
    origins.push(origin(text.length));
    return { text: parts.join(""), origin: (index) => origins[index] };
}
/** How many times a text is decoded: a proxy may encode what a server has encoded already. */
const ROUNDS = 3;
/** The text as it is and after each round of decoding; then the same with `+` for a blank, as in forms. */
function* readings(original) {
    const spaced = original.replaceAll("+", " ");
    for (const text of spaced === original ? [original] : [original, spaced]) {
        let reading = { text, origin: (index) => index };
        for (let round = 0; reading && round <= ROUNDS; round++) {
            yield reading;
            reading = decodeOnce(reading);
        }
    }
}

;// CONCATENATED MODULE: ./build/secrets/encodings.js
// The encodings in which a secret may be sent to a server, or may come back in an answer.
/** application/x-www-form-urlencoded, as RFC 6749 appendix B prescribes for every parameter. */
const formEncode = (text) => new URLSearchParams([["", text]]).toString().slice(1);
/**
 * The payload of an `Authorization: Basic` header: both halves are form-encoded first (RFC 6749 section 2.3.1). A blank
 * is sent as %20, since some servers decode only that.
 */
const basicPayload = (id, secret) => {
    const [user, password] = [id, secret].map((half) => formEncode(half).replaceAll("+", "%20"));
    return Buffer.from(`${user}:${password}`).toString("base64");
};
// encodeURIComponent leaves !'()* as they are; RFC 3986 reserves them, so some servers and the runner encode them.
const percentEncode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
// RFC 3986 section 2.1 recommends upper case; not every server follows.
const lowerCase = (encoded) => encoded.replace(/%[\dA-F]{2}/g, (octet) => octet.toLowerCase());
const jsonEscape = (text) => JSON.stringify(text).slice(1, -1);
const unicodeEscape = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
const encodings_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};
/** The text with HTML's special characters replaced by entities. */
const escapeHtml = (text) => text.replace(/[&<>"']/g, (c) => encodings_ENTITIES[c] ?? c);
/** They change special characters only. */
const ESCAPES = [
    formEncode,
    encodeURIComponent,
    percentEncode,
    (text) => lowerCase(formEncode(text)),
    (text) => lowerCase(percentEncode(text)),
    jsonEscape,
    (text) => jsonEscape(text).replaceAll("/", "\\/"),
    (text) => jsonEscape(text).replace(/[\x7f-\uffff]/g, unicodeEscape),
    escapeHtml,
];
/** They change every text. */
const BASE64 = [
    (text) => Buffer.from(text).toString("base64"),
    (text) => Buffer.from(text).toString("base64").replace(/=+$/, ""),
    (text) => Buffer.from(text).toString("base64url"),
    (text) => Buffer.from(`${text}\n`).toString("base64"),
];
/** No special characters: each of {@link ESCAPES} leaves the text as it is. Most secrets and tokens are like this. */
const PLAIN = /^[\w.-]*$/;
/** The text itself, and then in every encoding. */
const encoded = (text) => [(same) => same, ...(PLAIN.test(text) ? [] : ESCAPES), ...BASE64].map((encode) => encode(text));

;// CONCATENATED MODULE: ./build/secrets/secrets.js
// The secrets of one run: every form in which each may appear, and text with all of them replaced.


/** Shorter values are not masked: that would make the log unreadable, and the runner itself has no minimum. */
const SHORTEST_MASK = 4;
const LINE_BREAK = /\r\n|\r|\n/;
/** White space to the runner's .NET. */
const RUNNER_BLANK = /(?!\ufeff)[\s\x85]/;
/** White space to either .NET or JavaScript: the first knows U+0085, the second U+FEFF. */
const ANY_BLANK = /[\s\x85]/;
/** Takes linear time. An expression anchored at the end would rescan a long run of blanks again and again. */
function trim(text, blank = ANY_BLANK) {
    let [start, end] = [0, text.length];
    while (start < end && blank.test(text.charAt(start)))
        start++;
    while (start < end && blank.test(text.charAt(end - 1)))
        end--;
    return text.slice(start, end);
}
/** Lone surrogates are replaced, as they are when sent; encodeURIComponent throws on them. */
const wellFormed = (text) => text.toWellFormed();
/**
 * Every form of a secret that must not be seen: the value and each of its lines, in all encodings of encodings.ts.
 * Forms shorter than {@link SHORTEST_MASK} are left out.
 */
function formsOf(secret) {
    const lines = secret.split(LINE_BREAK).map((line) => trim(line));
    // Not the empty line at the end of a key: its encodings occur everywhere.
    const texts = new Set([secret, trim(secret), ...lines].map(wellFormed).filter((text) => trim(text) !== ""));
    const forms = [...texts].flatMap(encoded);
    return [...new Set(forms)].filter((form) => form.length >= SHORTEST_MASK);
}
/**
 * The forms that the runner may be given. It splits a multi-line mask and masks each line, however short. So of a
 * value with a short line it gets only the longer lines and the encodings without line breaks.
 */
function registrable(forms) {
    const isLong = (line) => line === "" || line.length >= SHORTEST_MASK;
    return forms.filter((form) => form.split(LINE_BREAK).every((line) => isLong(trim(line, RUNNER_BLANK))));
}
/** Characters that a search compares for each character of the text. More are needed only where a text was made so. */
const MOST_COMPARED = 200;
/** The same for all of a short text. */
const LEAST_COMPARED = 1_000_000;
/** What looking at one known text costs, in characters compared. */
const LOOK = 4;
/** Finds any of many texts in another. */
class Index {
    /** By their first characters, since none is shorter. */
    #byPrefix = new Map();
    /** @returns whether it is new */
    add(text) {
        const prefix = text.slice(0, SHORTEST_MASK);
        const known = this.#byPrefix.get(prefix) ?? new Set();
        this.#byPrefix.set(prefix, known);
        const isNew = !known.has(text);
        known.add(text);
        return isNew;
    }
    /** The ranges do not touch. When the search would take too long, the whole text is one. */
    *findIn(text) {
        let left = Math.max(LEAST_COMPARED, text.length * MOST_COMPARED);
        let [start, end] = [0, 0];
        for (let at = 0; at + SHORTEST_MASK <= text.length; at++)
            for (const known of this.#byPrefix.get(text.slice(at, at + SHORTEST_MASK)) ?? []) {
                const last = at + known.length;
                const isCandidate = last > end && last <= text.length && text[last - 1] === known.at(-1);
                left -= isCandidate ? known.length : LOOK;
                if (left < 0)
                    return yield [0, text.length];
                if (!isCandidate || !text.startsWith(known, at))
                    continue;
                if (at > end) {
                    if (end > 0)
                        yield [start, end];
                    start = at;
                }
                end = last;
            }
        if (end > 0)
            yield [start, end];
    }
}
/** Characters of all hidden values together. More of them are no values but an attempt to take long. */
const MOST_HIDDEN = 64 * 1024;
/** The secrets of one run. `announce` gets each form once, before the secret can be used or printed. */
class Secrets {
    #announce;
    #protected = new Index();
    #hidden = new Index();
    #hiddenSize = 0;
    constructor(announce) {
        this.#announce = announce;
    }
    /** From now on these are replaced in everything that is printed, by this action and by the runner. */
    protect(...secrets) {
        const fresh = [...new Set(secrets)].flatMap(formsOf).filter((form) => this.#protected.add(form));
        for (const form of new Set(registrable(fresh)))
            this.#announce(form);
    }
    /**
     * From now on these are replaced in what a server says, and nowhere else. For values that may be secret or may be a
     * common word, and for those that a server chooses: masking them would spoil our own messages and the job's log.
     * After too many of them nothing that a server says is shown.
     */
    hide(...values) {
        for (const value of new Set(values))
            this.#hiddenSize += value.length;
        if (this.#hiddenSize > MOST_HIDDEN)
            return;
        for (const form of values.flatMap(formsOf))
            this.#hidden.add(form);
    }
    /** The text, well-formed, with every protected secret replaced by `***`, however it is encoded. */
    redact(text) {
        return replaced(text, [this.#protected]);
    }
    /** The same for text from a server, in which hidden values are replaced too. */
    redactQuote(text) {
        if (this.#hiddenSize > MOST_HIDDEN)
            return text && "***";
        return replaced(text, [this.#protected, this.#hidden]);
    }
}
/** Replaces by `***` what the indexes know; ranges that touch or overlap become one. */
function replaced(original, indexes) {
    const text = wellFormed(original);
    let shown = "";
    let at = 0;
    for (const [start, end] of merged(rangesIn(text, indexes))) {
        shown += `${text.slice(at, start)}***`;
        at = end;
    }
    return shown + text.slice(at);
}
/** Where the text, in any of its readings, contains what the indexes know. */
function rangesIn(text, indexes) {
    const found = [];
    for (const { text: reading, origin } of readings(text))
        for (const index of indexes)
            for (const [start, end] of index.findIn(reading))
                found.push([origin(start), origin(end)]);
    return found;
}
function merged(ranges) {
    const apart = [];
    for (const [start, end] of ranges.sort(([a], [b]) => a - b)) {
        const last = apart.at(-1);
        if (last && start <= last[1])
            last[1] = Math.max(last[1], end);
        else
            apart.push([start, end]);
    }
    return apart;
}

;// CONCATENATED MODULE: ./build/failure.js
// The one error class of this project: a code to branch on, and the evidence from which a message is made. Never a secret.
const isNetworkCode = (code) => ["dns", "connection", "tls", "timeout"].includes(code);
class Failure extends Error {
    code;
    evidence;
    constructor(code, evidence = {}) {
        super(code);
        this.name = "Failure";
        this.code = code;
        this.evidence = evidence;
    }
    /** The same failure with more evidence. */
    with(evidence) {
        return new Failure(this.code, { ...this.evidence, ...evidence });
    }
}
/** A URL fit for messages: without user info, query and fragment, any of which may hold a secret. */
function withoutQuery(url) {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
}

;// CONCATENATED MODULE: ./build/step/as-failure.js
// Turns anything that was thrown into a failure.

/**
 * Of an internal error only the name is kept, and its stack goes to the debug log. Its message is dropped, since it may
 * quote a value.
 */
function asFailure(error, log) {
    if (error instanceof Failure)
        return error;
    const { name = "Error", stack = "" } = error instanceof Error ? error : {};
    const places = stack.split("\n").filter((line) => /^\s+at /.test(line));
    log.debug(places.join("\n"));
    return new Failure("internal", { cause: name });
}

;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = require("node:net");
// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(8611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(5692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./build/node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
 
// EXTERNAL MODULE: ./vendor/tunnel/index.js
var tunnel = __nccwpck_require__(2722);
;// CONCATENATED MODULE: ./vendor/undici/index.js
// @actions/http-client imports undici for getAgentDispatcher(), which this action never calls. The
// real package is 1 MB and half of the start-up time, so the bundle holds this instead.
class ProxyAgent {
  constructor() {
    throw new Error("undici is left out of this bundle: use HttpClient.getAgent(), not getAgentDispatcher()")
  }
}

;// CONCATENATED MODULE: ./build/node_modules/@actions/http-client/lib/index.js
 
var lib_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return lib_awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => lib_awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return lib_awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => lib_awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    getJson(requestUrl_1) {
        return lib_awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return lib_awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return lib_awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return lib_awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    request(verb, requestUrl, data, headers) {
        return lib_awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    yield response.readBody();
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    requestRaw(info, data) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel/* httpsOverHttps */.vX : tunnel/* httpsOverHttp */.I9;
            }
            else {
                tunnelAgent = overHttps ? tunnel/* httpOverHttps */.aQ : tunnel/* httpOverHttp */.xj;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return lib_awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => lib_awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                }
                if (statusCode > 299) {
                    let msg;
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
 
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
;// CONCATENATED MODULE: ./build/http/tls.js
// The TLS settings of a connection: the usual root certificates and a private CA, and a client certificate.

/** Node's `ca` option replaces its own root certificates, so they are listed again (Node 22.15). */
const trusting = ({ ca, certificate, key }) => ({
    ...(ca ? { ca: [...(0,external_node_tls_namespaceObject.getCACertificates)("default"), ca] } : {}),
    ...(certificate && key ? { cert: certificate, key } : {}),
});

;// CONCATENATED MODULE: ./build/http/proxy.js



const PROXY_VARIABLES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];
/**
 * The variables that are set but do not name a host: the toolkit then uses no proxy, or throws.
 * It reads `host:port` as a URL with the scheme `host:`, unless the host is a number.
 */
const unreadableProxies = (env) => PROXY_VARIABLES.filter((name) => env[name] && !namesHost(env[name]));
const namesHost = (proxy) => URL.canParse(proxy)
    ? new URL(proxy).hostname !== ""
    : !/^https?:\/\//.test(proxy) && URL.canParse(`http://${proxy}`);
/** The proxy for a URL, or undefined: HTTPS_PROXY, HTTP_PROXY and NO_PROXY as the toolkit reads them. */
function proxyFor(url) {
    const text = lib_getProxyUrl(url.href);
    const proxy = text ? new URL(text) : undefined;
    return proxy?.hostname ? proxy : undefined;
}
/**
 * An agent for one request, which opens its connection by CONNECT.
 *
 * It is made by `tunnel`, the toolkit's own choice, and not by Node's `Agent({ proxyEnv })`. That one exists from
 * Node 24.5 only, takes no CA for an https proxy, sends http requests to the proxy itself, whose refusals then look
 * like the server's, and leaves a CONNECT that hangs open after its request was aborted.
 * @param signal ends the CONNECT request too
 */
async function proxyAgent(target, proxy, { tls, signal }) {
    const tunnels = (await __nccwpck_require__.e(/* import() */ 38).then(__nccwpck_require__.t.bind(__nccwpck_require__, 3038, 19))).default;
    const open = target.protocol === "https:"
        ? { "https:": tunnels.httpsOverHttps, "http:": tunnels.httpsOverHttp }
        : { "https:": tunnels.httpOverHttps, "http:": tunnels.httpOverHttp };
    const { hostname, port } = proxy;
    const [user, password] = [proxy.username, proxy.password].map(decodeURIComponent);
    // It uses `new Buffer` for the credentials, and Node's warning about that would be in the log.
    if (user || password)
        process.noDeprecation = true;
    const options = {
        ...trusting(tls),
        proxy: {
            host: hostname,
            port: Number(port),
            // The default is the name of the target, for which an https proxy's certificate is not valid.
            servername: (0,external_node_net_namespaceObject.isIP)(hostname) ? "" : hostname,
            ...trusting({ ca: tls.ca }),
            ...(user || password ? { proxyAuth: `${user}:${password}` } : {}),
            signal,
        },
    };
    return open[proxy.protocol === "https:" ? "https:" : "http:"](options);
}

;// CONCATENATED MODULE: ./build/step/messages/quoting.js
// Values in messages.
/** A value as a message shows it: whole or not at all, since half a secret could not be recognised as one. */
const quote = (value) => 
// As text, since V8 would build the sets while it parses the file.
value.length > 60 || /[\p{C}\p{Zl}\p{Zp}]/u.test(value)
    ? `a value of ${value.length} characters`
    : `"${value}"`;
/** "a", "b" or "c". */
const alternatives = (values) => {
    const quoted = values.map((value) => `"${value}"`);
    return quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}` : quoted.join("");
};
/** "a", "b", "c". */
const listed = (values) => values.map((value) => `"${String(value)}"`).join(", ");

;// CONCATENATED MODULE: ./build/step/messages/lines.js


const FAULTS = {
    dns: (host) => `The host name ${host} could not be resolved`,
    connection: (host) => `The connection to ${host} failed`,
    tls: (host) => `The TLS handshake with ${host} failed`,
    timeout: (host) => `No answer came from ${host} in time`,
};
const stepLines = {
    trimmed: (names) => `Whitespace around the value of ${listed(names)} was removed. Store the value without it and this line will disappear.`,
    tooShort: (names) => `${listed(names)} ${names.length === 1 ? "is" : "are"} shorter than ${SHORTEST_MASK} characters and cannot be masked in the log. Use a longer value.`,
    unreadableProxies: (names) => `${names.join(" and ")} cannot be read as the address of a proxy, so no proxy is used. Write it as a URL: http://host:port.`,
    verificationStaysOn: 'NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored: without verification anyone on the network could read the credentials. To trust a private CA, give its certificate in "ca-certificate".',
    retry: ({ failure, delay, attempt, maxAttempts }) => {
        const { endpoint = "", status, error, cause, reason } = failure.evidence;
        const isProxy = reason === "proxy";
        const host = isProxy ? "the proxy" : new URL(endpoint).host;
        const what = status
            ? `${isProxy ? "The proxy" : host} answered ${status}${error ? ` (${error})` : ""}`
            : `${FAULTS[failure.code](host)}${cause ? ` (${cause})` : ""}`;
        return `${what}. Waiting ${(delay / 1000).toFixed(1)} s before attempt ${attempt} of ${maxAttempts}.`;
    },
};

;// CONCATENATED MODULE: ./build/step/environment.js
// Warns about network settings of the runner's environment that are ignored.


/** Warns about proxies that cannot be read, and keeps the verification of certificates switched on. */
function warnOfEnvironment(env, log) {
    const unreadable = unreadableProxies(env);
    if (unreadable.length)
        log.warning(stepLines.unreadableProxies(unreadable));
    if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0")
        log.warning(stepLines.verificationStaysOn);
    // Node reads it for every connection, and prints its own warning.
    delete env.NODE_TLS_REJECT_UNAUTHORIZED;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./build/step/fork.js
// Whether a run is for a fork, and whether it has secrets.

/** Whether the event is about a commit of a fork. A deleted fork has no repository any more. */
function isForFork(env) {
    const { GITHUB_EVENT_NAME: name = "", GITHUB_REPOSITORY: repository, GITHUB_EVENT_PATH: path } = env;
    const event = readEvent(path);
    if (name.startsWith("pull_request") && event?.pull_request?.head)
        return event.pull_request.head.repo?.full_name !== repository;
    if (name === "workflow_run" && event?.workflow_run)
        return event.workflow_run.head_repository?.full_name !== repository;
    return false;
}
/** GitHub starts these with the secrets of the repository, whoever wrote the code. */
const WITH_SECRETS = ["pull_request_target", "workflow_run"];
/** Whether GitHub withholds secrets from the run because the commit is of a fork. */
const hasNoSecrets = (env) => isForFork(env) && !startsWithSecrets(env);
const startsWithSecrets = ({ GITHUB_EVENT_NAME: name = "" }) => WITH_SECRETS.includes(name);
function readEvent(path) {
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path ?? "", "utf8"));
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./build/step/input-readers.js
// Turn the text of an input into a value, or refuse it.

/** Everything that is wrong with an input. */
class Refusal extends Error {
    problems;
    constructor(...problems) {
        super("refused");
        this.problems = problems;
    }
}
const refuse = (...problem) => {
    throw new Refusal(problem);
};
/** Reads each of several items. @throws Refusal with the problems of all of them, each once */
function each(items, read) {
    const problems = new Map();
    const values = items.flatMap((item, at) => {
        try {
            return [read(item, at)];
        }
        catch (error) {
            if (!(error instanceof Refusal))
                throw error;
            for (const problem of error.problems)
                problems.set(JSON.stringify(problem), problem);
            return [];
        }
    });
    if (problems.size > 0)
        throw new Refusal(...problems.values());
    return values;
}
const asIs = (text) => text;
const withoutWhitespace = (text, name) => /\s/.test(text) ? refuse("whitespaceInside", name) : text;
/** Text that is allowed in a header. */
const headerToken = (text, name) => /^[\x21-\x7e]*$/.test(withoutWhitespace(text, name)) ? text : refuse("notAToken", name);
const lines = (text) => text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);
const spaceSeparated = (text) => text.split(/\s+/);
const url = (text, name) => {
    if (/\s/.test(text))
        refuse("whitespaceInside", name);
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
        refuse("notAUrl", name);
    const { username, password, hash } = new URL(text);
    if (username || password)
        refuse("urlWithCredentials", name);
    if (hash)
        refuse("urlWithFragment", name);
    return text;
};
/** A whole number. */
const whole = (least, most = Number.MAX_SAFE_INTEGER) => (text, name) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : refuse("notANumber", name, text, least, most);
};
const oneOf = (values) => (text, name) => values.find((value) => value === text) ?? refuse("unknownValue", name, text, values);
/** A name that does not change the path into which it is put. */
const oneSegment = (read) => (text, name) => /^\.\.?$/.test(text) ? refuse("notAName", name, text) : read(text, name);
const input_readers_boolean = (text, name) => oneOf(["true", "false"])(text.toLowerCase(), name) === "true";
/** Accepts a text that the parser can read. The parser's own message is not shown, since it may quote the text. */
const readable = (parse, label) => (text, name) => {
    try {
        parse(text);
        return text;
    }
    catch {
        return refuse("notPem", name, label);
    }
};
const certificate = readable((pem) => new external_node_crypto_.X509Certificate(pem), "CERTIFICATE");
const key = readable(external_node_crypto_.createPrivateKey, "PRIVATE KEY");

;// CONCATENATED MODULE: ./build/step/inputs.js

/** The value of an input as the runner was given it. Its variable is in upper case and keeps dashes. */
const raw = (env, name) => env[`INPUT_${name.toUpperCase()}`];
const namesWhere = (definitions, wanted) => Object.entries(definitions).flatMap(([name, input]) => (wanted(input) ? [name] : []));
const secretNames = (definitions) => namesWhere(definitions, ({ secret }) => secret === true);
const urlNames = (definitions) => namesWhere(definitions, ({ read }) => read === url);
/** The secret inputs that hold nothing, or only whitespace. */
const emptySecrets = (definitions, env) => secretNames(definitions).filter((name) => !raw(env, name)?.trim());
/** Reads all inputs and finds everything that is wrong with each of them alone. */
function readInputs(definitions, env) {
    const values = {};
    const reading = { inputs: values, problems: [], trimmed: [], blank: [] };
    for (const [name, { read, default: otherwise, emptyMeansNone, secret }] of Object.entries(definitions)) {
        const fallback = otherwise === undefined ? undefined : read(otherwise, name);
        const text = raw(env, name);
        const trimmed = text?.trim() ?? "";
        if (text === undefined || (text === "" && !emptyMeansNone))
            values[name] = fallback;
        else if (text === "")
            values[name] = undefined;
        else if (trimmed === "") {
            reading.blank.push(name);
            values[name] = fallback;
        }
        else {
            // A text of several lines in YAML (`|`) ends in a line break. In a secret it is a mistake to correct.
            if (trimmed !== (secret ? text : text.replace(/\r?\n$/, "")))
                reading.trimmed.push(name);
            try {
                values[name] = read(trimmed, name);
            }
            catch (error) {
                if (!(error instanceof Refusal))
                    throw error;
                for (const problem of error.problems)
                    reading.problems.push({ name, problem });
                values[name] = fallback;
            }
        }
    }
    return reading;
}

// EXTERNAL MODULE: ./build/secrets/harmless.js
var harmless = __nccwpck_require__(9626);
;// CONCATENATED MODULE: ./build/step/log.js
// The only way to the workflow log: everything printed has its secrets redacted and holds no runner command.


/** Characters. The runner shows about this many of an annotation. */
const LONGEST_MESSAGE = 4000;
function createLog(secrets) {
    const safely = (print) => (text) => print(withoutCommands(secrets.redact(text)));
    // Shortened last, since a part of a secret would not be recognised.
    const annotate = (print) => safely((text) => print((0,harmless/* shorten */.ml)(text, LONGEST_MESSAGE)));
    return {
        info: safely(info),
        notice: annotate(notice),
        warning: annotate(warning),
        debug: safely(debug),
        fail: annotate(setFailed),
        error: (text, properties) => annotate((shown) => error(shown, properties))(text),
    };
}
/** The runner reads `::name::` at the start of a line, and `##[name]` anywhere, as a command. */
const withoutCommands = (text) => text.replace(/^(\s*):(?=:)/gm, "$1: ").replace(/#(?=#\[)/g, "# ");

;// CONCATENATED MODULE: ./build/step/mask-inputs.js
// Masks every secret the step was given, in every form, before anything else can print.



/** @returns the names of secret inputs that are too short to be masked */
function maskInputs(definitions, env, secrets) {
    const inputs = secretNames(definitions)
        .map((name) => [name, raw(env, name) ?? ""])
        .filter(([, value]) => value.trim() !== "");
    secrets.protect(...inputs.map(([, value]) => value));
    // A password in a URL is refused, or meant for the proxy. In both cases it must be masked.
    const urls = [
        ...PROXY_VARIABLES.map((name) => env[name]),
        ...urlNames(definitions).map((name) => raw(env, name)),
    ];
    secrets.protect(...urls.flatMap((url = "") => passwordsIn(url)));
    return inputs.filter(([, value]) => value.trim().length < SHORTEST_MASK).map(([name]) => name);
}
/** The password of a URL as written and decoded, and the payload sent to a proxy. */
function passwordsIn(text) {
    const [, user = "", password = ""] = /^(?:\w+:\/\/)?([^/@:]*):([^/?#]*)@/.exec(text.trim()) ?? [];
    if (!password)
        return [];
    const decoded = decode(password);
    return [password, decoded, Buffer.from(`${decode(user)}:${decoded}`).toString("base64")];
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./build/step/messages/place-name.js
/** Where a secret lives, as a person finds it in the settings. */
function placeName({ name, repository, environment, organization }) {
    if (organization)
        return `the secret "${name}" of the organisation ${organization}`;
    return environment
        ? `the secret "${name}" of the environment "${environment}" in ${repository}`
        : `the secret "${name}" of ${repository}`;
}

// EXTERNAL MODULE: ./build/provision/problem.js
var provision_problem = __nccwpck_require__(744);
;// CONCATENATED MODULE: ./build/provision/portal/invoke.js

/** Thrown by what a function is given, when it is used wrongly: the row of the message. */
class Misuse extends Error {
    what;
    constructor(...what) {
        super(what[0]);
        this.what = what;
    }
}
/** @throws Stop `invalid_portal`, naming the function and never what it was given */
function invoke(called, call) {
    let result;
    try {
        result = call();
    }
    catch (error) {
        if (error instanceof provision_problem/* Stop */.V)
            throw error;
        if (error instanceof Misuse)
            throw invalid(called, ...error.what);
        const { name = "", stack = "" } = error instanceof Error ? error : {};
        throw invalid(called, "threw", isErrorName(name) ? name : "Error", placeIn(stack));
    }
    if (result instanceof Promise) {
        result.catch(() => { });
        throw invalid(called, "isAsync");
    }
    return result;
}
/** Any other may hold what the function was given. */
const isErrorName = (name) => typeof name === "string" && /^[A-Z][A-Za-z]*Error$/.test(name);
/** The line of the module where it happened. The message of the error comes before it. */
const placeIn = (stack) => /^ {4}at .*?([^/\\\s(]+\.(?:mjs|js|m?ts):\d+:\d+)\)?$/m.exec(stack)?.[1] ?? "";
const invalid = ({ portal, name }, ...what) => new provision_problem/* Stop */.V({ code: "invalid_portal", say: ["wrongFunction", portal, name, what] });
/** These have nothing to do with what a function is given. */
const CERTAIN = ["isAsync", "unknownOperation", "notReading", "notPlain", "wrongHeader", "wrongQuery"];
/** Whether a problem would be the same once more is known. Before anything is read, a function may miss it and throw. */
function isCertain({ code, say }) {
    const [row, , , what] = say;
    return code !== "invalid_portal" || (row === "wrongFunction" && CERTAIN.includes(what[0]));
}

// EXTERNAL MODULE: ./build/json.js
var build_json = __nccwpck_require__(7657);
;// CONCATENATED MODULE: ./build/provision/portal/request.js


/** What a function made, as JSON carries it. @throws Stop `invalid_portal` */
function plain(called, value) {
    try {
        return JSON.parse(JSON.stringify(value) ?? "null");
    }
    catch {
        throw invalid(called, "notPlain");
    }
}
/**
 * The request that a function returned.
 * @returns undefined for anything else, such as items
 * @throws Stop `invalid_portal` when it is no plain data, cannot be sent, or there is no such operation
 */
function requestIn(called, value, operations) {
    const request = (0,build_json/* asObject */.eB)(value) && plain(called, value);
    const { operation, method, path } = request ?? {};
    if (!request || typeof operation !== "string" || typeof method !== "string" || typeof path !== "string")
        return undefined;
    invoke(called, () => operations(operation));
    const [wrong] = [...wrongHeaders(request), ...wrongQuery(request)];
    if (wrong)
        throw invalid(called, ...wrong);
    return request;
}
/** The connection sets these itself, and the answer depends on them. */
const RESERVED = /^(host|content-length|content-encoding|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect)$/i;
const wrongHeaders = ({ headers }) => Object.entries(headers ?? {}).flatMap(([name, value]) => 
// RFC 9110 sections 5.1 and 5.5.
/^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value) && !RESERVED.test(name)
    ? []
    : [["wrongHeader", name]]);
const wrongQuery = ({ query }) => Object.entries(query ?? {}).flatMap(([name, value]) => [value].flat().every((part) => ["string", "number", "boolean"].includes(typeof part))
    ? []
    : [["wrongQuery", name]]);
/** Whether a request cannot change anything. */
const onlyReads = ({ method, safe }) => method === "GET" || (method === "POST" && safe === true);
/** What a function that writes returned. @throws Stop `invalid_portal` when it is none of what it may be */
function writesOf(called, value, operations) {
    const { refuse } = (0,build_json/* asObject */.eB)(value) ?? {};
    if (typeof refuse === "string")
        return { refuse };
    return [value].flat().map((made) => {
        const request = requestIn(called, made, operations);
        if (!request)
            throw invalid(called, "noRequest");
        return request;
    });
}

;// CONCATENATED MODULE: ./build/provision/api/reader.js


/** Equal requests share one answer, for as long as this reader is used. */
function createReader({ send, urlOf }) {
    const answers = new Map();
    return {
        urlOf,
        async read(made, called, url = urlOf(made)) {
            // A copy: what the module does to its request after this check must not reach the portal.
            const request = { ...made };
            const { method, headers, body } = request;
            if (!onlyReads(request))
                throw invalid(called, "notReading", method);
            const key = JSON.stringify([method, url, headers, body]);
            const answer = answers.get(key) ?? send(request, { replayable: true, url });
            answers.set(key, answer);
            return answer;
        },
    };
}

;// CONCATENATED MODULE: ./build/provision/field-path.js
// Paths into a resource's fields, as portal modules write them: `plans[].plan`.

/** Every place that a pattern names in these fields, even if nothing is there; lists are followed element by element. */
function placesOf(pattern, fields) {
    const steps = pattern.split(".").flatMap((part) => {
        const name = part.replace(/(?:\[\])+$/, "");
        return [name, ...Array((part.length - name.length) / 2).fill("[]")];
    });
    let places = [[]];
    for (const step of steps) {
        places = places.flatMap((place) => {
            const value = valueAt(fields, place);
            if (step !== "[]")
                return (0,build_json/* asObject */.eB)(value) ? [[...place, step]] : [];
            return Array.isArray(value) ? value.map((_, at) => [...place, at]) : [];
        });
    }
    return places;
}
function valueAt(value, path) {
    let current = value;
    for (const step of path) {
        if (Array.isArray(current))
            current = current[Number(step)];
        else
            current = (0,build_json/* asObject */.eB)(current)?.[step];
    }
    return current;
}
/** A copy with another value at one place. */
function withValue(fields, path, value) {
    const replace = (current, at) => {
        if (at === path.length)
            return value;
        const step = path[at];
        if (Array.isArray(current))
            return current.map((item, index) => (index === step ? replace(item, at + 1) : item));
        const mapping = (0,build_json/* asObject */.eB)(current) ?? {};
        return { ...mapping, [step]: replace(mapping[step], at + 1) };
    };
    return replace(fields, 0);
}
/** Such as `plans[0].plan`. */
const pathText = (path) => path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");
/** The same place as a pattern: without the positions in lists. */
const patternOf = (path) => pathText(path).replace(/\[\d+\]/g, "[]");

;// CONCATENATED MODULE: ./build/provision/subject.js

const isResource = (subject) => subject.declared !== undefined;
/** The declared fields with an id in place of each reference; undefined where there is none yet. */
const fieldsWithIds = ({ declared }, idOf) => declared.references.reduce((fields, { path, target }) => withValue(fields, path, idOf(target)), declared.fields);
/** Takes the place of a declared resource's id in a plan. */
const placeholderOf = ({ address }) => `{${address}}`;

// EXTERNAL MODULE: ./build/provision/values.js
var values = __nccwpck_require__(8101);
;// CONCATENATED MODULE: ./build/provision/portal/at.js


const createAt = ({ operations, options, headers, checks }, { above, want }) => ({
    call: (name, call = {}) => request(operations(name), call, checks?.file),
    parent: above[0]?.item ?? {},
    ancestors: Object.fromEntries(above.map(({ kind, item }) => [kind, item])),
    options,
    headers,
    want,
});
/** @param document where the operation may come from */
function request(operation, call, document) {
    const { name, method } = operation;
    const request = {
        operation: name,
        method,
        path: filled(operation, call.path ?? {}, document),
        query: withoutUndefined(call.query ?? {}),
        headers: call.headers ?? {},
    };
    if (call.body !== undefined)
        request.body = isMapping(call.body) ? withoutUndefined(call.body) : call.body;
    if (call.safe)
        request.safe = true;
    return request;
}
const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const withoutUndefined = (mapping) => Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== undefined));
function filled({ name, method, path, parameters, isDocumented }, values, document) {
    let position = 0;
    return path.replace(/\{([^{}]*)\}/g, () => {
        const parameter = parameters[position++];
        const given = Object.hasOwn(values, parameter) ? values[parameter] : undefined;
        if (given === undefined && isDocumented)
            throw new provision_problem/* Stop */.V({
                code: "invalid_openapi",
                place: { file: document ?? "", line: 1, column: 1 },
                say: ["unknownParameter", parameter, name, `${method} ${path}`],
            });
        const value = String(given ?? "");
        // Such a value would lead to another path.
        if (value === "" || value === "." || value === "..")
            throw new Misuse("emptyParameter", parameter, name);
        return encodeURIComponent(value);
    });
}

;// CONCATENATED MODULE: ./build/provision/plan/perspective.js


/** What a declared resource will be like before the portal has it. */
const expected = (resource, perspective) => fieldsWithIds(resource, perspective.idOf);
/** Declared resources have placeholders, whether they are there or not. So a plan is the same after a part of it is done. */
function withPlaceholders(located) {
    const perspective = {
        idOf: (subject) => (isResource(subject) ? placeholderOf(subject) : located.get(subject)?.id),
        itemOf: (subject) => {
            const { item } = located.get(subject) ?? {};
            return isResource(subject)
                ? { ...(item ?? expected(subject, perspective)), id: placeholderOf(subject) }
                : (item ?? {});
        },
    };
    return perspective;
}
/** Before anything has been read, everything has a placeholder. */
const offline = {
    idOf: placeholderOf,
    itemOf: (subject) => ({
        ...(isResource(subject) ? expected(subject, offline) : {}),
        id: placeholderOf(subject),
    }),
};
const withRealIds = (located) => ({
    idOf: (subject) => located.get(subject)?.id,
    itemOf: (subject) => located.get(subject)?.item ?? {},
});
/** What the functions of a resource's kind are given. */
function atOf({ parent }, perspective, basis) {
    const above = [];
    for (let outer = parent; outer; outer = outer.parent)
        above.push({ kind: outer.kind.name, item: perspective.itemOf(outer) });
    return createAt(basis, { above, want: [] });
}

;// CONCATENATED MODULE: ./build/provision/plan/requests.js





const called = ({ resource, portal }, name) => ({
    portal,
    name: `${resource.kind.name}.${name}`,
});
const without = (fields, names = []) => Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
const only = (fields, names = []) => Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
/** @throws Stop `invalid_portal` */
function creating(making) {
    const { resource, perspective, basis } = making;
    const { create, updateOnly } = resource.kind.module;
    const fields = fieldsWithIds(resource, perspective.idOf);
    const at = atOf(resource, perspective, basis);
    return writesOf(called(making, "create"), invoke(called(making, "create"), () => create(without(fields, updateOnly), at)), basis.operations);
}
/** The declared fields that only an update takes; empty when there are none. */
const updatedAfterCreate = ({ resource, perspective, }) => only(fieldsWithIds(resource, perspective.idOf), resource.kind.module.updateOnly);
/**
 * @param names the top-level fields that differ
 * @param read the resource as it is at the portal
 * @throws Stop `invalid_portal`
 */
function updating(making, names, { raw, fields }) {
    const { resource, perspective, basis } = making;
    const { module, rules } = resource.kind;
    const declared = only(fieldsWithIds(resource, perspective.idOf), names);
    const changes = Object.fromEntries(Object.entries(declared).map(([name, value]) => [name, (0,values/* completed */.so)(value, fields[name], name, rules)]));
    const item = perspective.itemOf(resource);
    const read = "id" in raw ? { ...raw, id: item.id } : raw;
    const merged = (0,values/* laidOver */.JG)(read, changes);
    const at = atOf(resource, perspective, basis);
    return writesOf(called(making, "update"), invoke(called(making, "update"), () => module.update({ changes, merged, item }, at)), basis.operations);
}
/** @throws Stop `invalid_portal` */
function deleting(making) {
    const { resource, perspective, basis } = making;
    const at = atOf(resource, perspective, basis);
    return writesOf(called(making, "delete"), invoke(called(making, "delete"), () => resource.kind.module.delete(perspective.itemOf(resource), at)), basis.operations);
}

;// CONCATENATED MODULE: ./build/provision/plan/assess.js








/**
 * @param located all that this resource needs has been looked for
 * @throws Stop when it cannot be done: `immutable_changed`, `invalid_manifest`, `invalid_portal`
 */
function assess(resource, located, context) {
    const found = located.get(resource);
    const perspective = withPlaceholders(located);
    const making = { resource, perspective, basis: context.basis, portal: context.portal.module.name };
    const state = found && stateOf(resource, found, context.portal);
    const as = (verb, rest = {}) => ({
        verb,
        found,
        differences: [],
        before: null,
        after: null,
        requests: [],
        state,
        ...rest,
    });
    if (resource.declared.absent) {
        if (!found)
            return as("none");
        return as("delete", { requests: allowed(resource, "invalid_manifest", deleting(making)) });
    }
    if (!found)
        return as("create", assessCreate(making));
    const different = differing(resource, found, located);
    if (different.length === 0)
        return as("none");
    const names = topNames(different);
    if (!resource.kind.module.update)
        throw immutable(resource, different);
    return as("update", {
        differences: different,
        before: beforeOf(resource, names, found, located),
        after: pick(fieldsWithIds(resource, perspective.idOf), names),
        requests: allowed(resource, "immutable_changed", updating(making, names, found)),
    });
}
/** A single that is done again because of what changes beside it. */
function assessAgain(resource, located, context) {
    const perspective = withPlaceholders(located);
    const making = { resource, perspective, basis: context.basis, portal: context.portal.module.name };
    return { verb: "update", requests: allowed(resource, "invalid_manifest", creating(making)) };
}
function assessCreate(making) {
    const { resource, perspective } = making;
    if (!resource.kind.module.create)
        throw new provision_problem/* Stop */.V({ code: "invalid_manifest", say: ["cannotBeCreated", resource.kind.name] });
    const created = allowed(resource, "invalid_manifest", creating(making));
    const later = updatedAfterCreate(making);
    const names = Object.keys(later);
    const item = perspective.itemOf(resource);
    const updates = names.length > 0
        ? allowed(resource, "immutable_changed", updating(making, names, { raw: item, fields: item }))
        : [];
    return {
        after: fieldsWithIds(resource, perspective.idOf),
        requests: [...created, ...updates],
    };
}
/** @throws Stop with the module's own words, when it refuses */
function allowed({ kind }, code, writes) {
    if (Array.isArray(writes))
        return writes;
    throw new provision_problem/* Stop */.V({ code, say: ["refused", kind.name, writes.refuse] });
}
const immutable = ({ kind }, different) => new provision_problem/* Stop */.V({ code: "immutable_changed", say: ["immutable", kind.name, different] });
/** Where the portal differs from what is declared. Fields that are only sent are never compared. */
function differing(resource, { fields }, located) {
    const { kind } = resource;
    const placeholder = withPlaceholders(located);
    const idOf = (subject) => located.get(subject)?.id ?? placeholder.idOf(subject);
    const declared = idsAsTexts(kind, fieldsWithIds(resource, idOf));
    const actual = idsAsTexts(kind, fields);
    return Object.keys(declared)
        .filter((name) => !kind.module.sentOnly?.includes(name))
        .flatMap((name) => (0,values/* differences */.tX)(declared[name], actual[name], name, kind.rules).map((difference) => ({
        ...difference,
        path: quotedName(name) + difference.path.slice(name.length),
    })));
}
/** In quotes, if its end could not be told otherwise: the field `odata.type` is not `type` in `odata`. */
const quotedName = (name) => (/[.[\]]/.test(name) ? `[${JSON.stringify(name)}]` : name);
/** An id may be a number in one answer and a text in another. */
const idsAsTexts = ({ references }, fields) => replacedIn(fields, references, (id) => (typeof id === "number" ? String(id) : id));
/** The fields with other values in place of their references. */
const replacedIn = (fields, references, replace) => references
    .flatMap((reference) => placesOf(reference.pattern, fields).map((path) => ({ path, reference })))
    .reduce((result, { path, reference }) => {
    const id = valueAt(fields, path);
    const other = replace(id, reference);
    return other === id ? result : withValue(result, path, other);
}, fields);
/** The resource's own fields, from the paths that {@link differing} gives. */
const topNames = (different) => [
    ...new Set(different.map(({ path }) => {
        const [, quoted] = /^\[("(?:[^"\\]|\\.)*")\]/.exec(path) ?? [];
        return quoted === undefined ? path.replace(/[.[].*$/s, "") : JSON.parse(quoted);
    })),
];
const pick = (fields, names) => Object.fromEntries(names.map((name) => [name, fields[name]]));
function beforeOf(resource, names, found, located) {
    const { kind } = resource;
    const declared = idsAsTexts(kind, fieldsWithIds(resource, (subject) => located.get(subject)?.id));
    const fields = idsAsTexts(kind, found.fields);
    const shown = Object.fromEntries(names.map((name) => [name, (0,values/* declaredPartOf */.p9)(declared[name], fields[name], name, kind.rules)]));
    return replacedIn(shown, kind.references, (id, reference) => placeholderFor(id, reference, located) ?? id);
}
/** Of the declared resource that has this id; those of other kinds may have the same. */
function placeholderFor(id, { kind }, located) {
    if (id === undefined || id === null)
        return undefined;
    for (const [subject, found] of located)
        if (isResource(subject) && subject.kind.name === kind && (0,values/* textOf */.b6)(found?.id) === (0,values/* textOf */.b6)(id))
            return placeholderOf(subject);
    return undefined;
}
function stateOf({ kind }, { item }, portal) {
    const { state } = kind.module;
    const called = { portal: portal.module.name, name: `${kind.name}.state` };
    const told = state && invoke(called, () => state(item));
    if (told === undefined || told === null)
        return undefined;
    if (!(0,build_json/* asObject */.eB)(told))
        throw invalid(called, "noState");
    const { name, is, note } = told;
    return { name: (0,values/* textOf */.b6)(name), is: (0,values/* textOf */.b6)(is), note };
}

;// CONCATENATED MODULE: ./build/provision/bodies.js









/** They count only when it is known that the resource does not exist. */
const OF_NEW_ONES = ["required", "minProperties"];
/**
 * Calls `create` for each declared resource, although it may exist: what is missing then is not yet known, so `required`
 * is left for later, and so is what the module refuses. A function that needs what has not been read yet may throw; at
 * the top level nothing is needed.
 */
function checkBodies(resources, { portal, basis, report }) {
    for (const resource of resources) {
        if (resource.declared.absent || !resource.kind.module.create)
            continue;
        try {
            const made = creating({ resource, perspective: offline, basis, portal: portal.module.name });
            if (!Array.isArray(made))
                continue;
            for (const { problem } of bodyProblems(resource, made, { basis, ignored: OF_NEW_ONES }))
                report(problem);
        }
        catch (error) {
            if (!(error instanceof provision_problem/* Stop */.V))
                throw error;
            if (!resource.parent || isCertain(error.problem))
                report(error.problem);
        }
    }
}
/**
 * Checks what is planned for a resource, now that it is known whether it exists and what of it differs.
 * @throws Stop `invalid_manifest`
 */
function checkPlanned(resource, { verb, requests, differences }, basis) {
    if (verb === "create") {
        const found = bodyProblems(resource, requests, { basis, ignored: [] });
        const missing = found.filter(({ keyword }) => keyword === "required").map(({ path }) => pathText(path));
        const { operation = "" } = found[0] ?? {};
        if (missing.length > 0)
            throw new provision_problem/* Stop */.V({ code: "invalid_manifest", say: ["bodyLacks", resource.kind.name, missing, operation] });
        if (found[0])
            throw new provision_problem/* Stop */.V(found[0].problem);
    }
    if (verb === "update") {
        const names = topNames(differences);
        // Everything else in an update is already at the portal.
        const [first] = bodyProblems(resource, requests, { basis, ignored: OF_NEW_ONES }).filter(({ place }) => place !== undefined && names.includes(String(place[0])));
        if (first)
            throw new provision_problem/* Stop */.V(first.problem);
    }
}
/** What the document says against these requests. */
function bodyProblems(resource, requests, { basis, ignored }) {
    const { checks } = basis;
    if (!checks)
        return [];
    const isUnknown = unknownIn(resource);
    return requests.flatMap(({ body, operation: name }) => {
        const { method, path } = basis.operations(name);
        const operation = `${method} ${path}`;
        const schema = body === undefined ? undefined : checks.documented.bodySchema(operation);
        if (!schema)
            return [];
        const ignores = (problem) => ignored.includes(problem.keyword) || isUnknown(valueAt(body, problem.path));
        return checked(() => checks.checkBody(body, schema, ignores), operation, checks).flatMap((problem) => attributed(problem, resource, { body, operation }));
    });
}
/** @throws Stop `invalid_openapi` when the schema cannot be used */
function checked(check, operation, { file }) {
    const unusable = (...say) => new provision_problem/* Stop */.V({ code: "invalid_openapi", place: { file, line: 1, column: 1 }, say });
    try {
        return check();
    }
    catch (error) {
        if (error instanceof RangeError)
            throw unusable("endlessSchema", operation);
        const { ref } = error;
        if (ref === undefined)
            throw error;
        throw unusable("unresolvedSchema", operation, ref);
    }
}
/** Tells placeholders for ids, and texts that contain one. */
function unknownIn(resource) {
    const placeholders = [resource, ...resource.declared.references.map(({ target }) => target)].map(placeholderOf);
    for (let outer = resource.parent; outer; outer = outer.parent)
        placeholders.push(placeholderOf(outer));
    return (value) => typeof value === "string" && placeholders.some((placeholder) => value.includes(placeholder));
}
/** A member that the manifest does not declare was added by the module, and is not the user's to correct. */
function attributed({ path, keyword, message }, resource, { body, operation }) {
    const { placeOf } = resource.declared;
    const place = declaredAt(path, fieldsWithIds(resource, placeholderOf), body);
    if (["unknown", "readOnly"].includes(keyword) && !place)
        return [];
    const problem = {
        code: "invalid_manifest",
        place: place ? placeOf(place) : resource.place,
        address: resource.address,
        say: ["bodyInvalid", place ?? path, operation, message],
    };
    return [{ keyword, operation, path, place, problem }];
}
/**
 * The declared field that a place in the body comes from: the same place, or the only one with the same value; else the
 * nearest one around it.
 */
function declaredAt(path, fields, body) {
    for (let length = path.length; length > 0; length--) {
        const outer = path.slice(0, length);
        const value = valueAt(body, outer);
        if (value === undefined)
            continue;
        const rest = path.slice(length);
        if (valueAt(fields, outer) !== undefined)
            return path;
        const same = placesWith((0,values/* canonical */.$N)(value), fields, []);
        if (same.length === 1)
            return [...same[0], ...rest];
    }
    return undefined;
}
function placesWith(wanted, value, path) {
    const members = Array.isArray(value)
        ? [...value.entries()]
        : Object.entries((0,build_json/* asObject */.eB)(value) ?? {});
    const inside = members.flatMap(([name, member]) => placesWith(wanted, member, [...path, name]));
    return (0,values/* canonical */.$N)(value) === wanted ? [path, ...inside] : inside;
}

// EXTERNAL MODULE: ./build/provision/near.js
var near = __nccwpck_require__(8457);
;// CONCATENATED MODULE: ./build/provision/api/unexpected.js


function unexpected({ method, operation }, url, evidence) {
    const failure = new Failure("unexpected_answer", { ...evidence, sent: true });
    const exchange = { method, url: withoutQuery(url), operation, inferred: false, failure };
    return new provision_problem/* Stop */.V({ code: "unexpected_answer", say: ["exchange", exchange] });
}

;// CONCATENATED MODULE: ./build/github/secret-name.js
// The names that GitHub allows for secrets.
/** https://docs.github.com/actions/reference/secrets-reference#naming-your-secrets; without flags, for a JSON Schema. */
const SECRET_NAME = /^(?![Gg][Ii][Tt][Hh][Uu][Bb]_)[A-Za-z_]\w*$/;
const isSecretName = (name) => SECRET_NAME.test(name);

;// CONCATENATED MODULE: ./build/provision/store/value-names.js


/** An item that has every member, at any depth: a function that names a value only when it is there names it. */
const anyItem = new Proxy(() => anyItem, { get: () => anyItem });
/**
 * A name that is misspelt must be found before the resource is created: its value would be shown once, and to nobody.
 * @returns undefined when the module's function tells no names without a real item
 */
function valueNames({ name, module: { once } }) {
    try {
        const names = Object.keys((0,build_json/* asObject */.eB)(invoke({ portal: "", name }, () => once?.(anyItem))) ?? {});
        return names.length > 0 ? names : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/provision/manifest/resources.js
// The resources that a manifest declares, as a tree: each key, type and name is checked against the portal's kinds.






/** The manifest's own members of a resource. */
const OWN = ["state", "store"];
/** And of its top. */
const TOP = ["portal", "options", "operations"];
/**
 * All declared resources in the order of the files. Their references are not resolved yet.
 * @returns problems are reported as `invalid_manifest`
 */
function declaredResources(sources, portal, report) {
    const resources = new Map();
    const kinds = portal.kinds.filter(({ parent, module }) => !parent && module.collection);
    for (const source of sources) {
        const data = (0,build_json/* asObject */.eB)(source.data);
        if (!data)
            continue;
        const reader = new Reader(source, { portal, resources, report });
        reader.refuseUnknown(data, [], [...TOP, ...kinds.map(collectionOf)], "manifest");
        for (const kind of kinds)
            reader.readCollection(kind, data[collectionOf(kind)], undefined, [collectionOf(kind)]);
    }
    return [...resources.values()];
}
/** Its key in the manifest and in addresses. */
const collectionOf = ({ name, module }) => module.collection ?? name;
class Reader {
    #source;
    #portal;
    #resources;
    #report;
    constructor(source, { portal, resources, report }) {
        this.#source = source;
        this.#portal = portal;
        this.#resources = resources;
        this.#report = report;
    }
    #refuse(place, ...say) {
        this.#report({ code: "invalid_manifest", place, say });
    }
    /** @param known undefined: any name may be meant */
    refuseUnknown(mapping, path, known, what) {
        if (!known)
            return;
        for (const name of Object.keys(mapping)) {
            if (known.includes(name) || (path.length === 0 && name.startsWith("x-")))
                continue;
            this.#refuse(this.#source.placeOfKey([...path, name]), "unknownKey", name, what, {
                near: (0,near/* near */.Z)(name, known),
                known,
            });
        }
    }
    /** A list of resources, or the one of a single. */
    readCollection(kind, value, parent, path) {
        if (kind.module.single) {
            // An empty mapping declares it, so an empty value probably means that too, and is refused as unclear.
            if (value !== undefined)
                this.#readResource(kind, value, parent, path);
        }
        else if (Array.isArray(value)) {
            for (const [at, item] of value.entries())
                this.#readResource(kind, item, parent, [...path, at]);
        }
        else if (value != null)
            this.#refuse(this.#source.placeOf(path), "notAList", pathText(path));
    }
    #readResource(kind, value, parent, path) {
        const mapping = (0,build_json/* asObject */.eB)(value);
        const place = this.#source.placeOf(path);
        if (!mapping) {
            this.#refuse(place, kind.module.single ? "notASingle" : "notAMapping", pathText(path));
            return;
        }
        const match = this.#readMatch(kind, mapping, path);
        const nested = kind.children.filter(({ module }) => module.collection);
        this.#checkKeys(kind, mapping, path, nested);
        if (!match)
            return;
        const key = [parent?.address, collectionOf(kind), ...(kind.module.single ? [] : [match.join(", ")])];
        const address = key.filter((part) => part !== undefined).join("/");
        const known = this.#resources.get(address);
        if (known) {
            this.#refuse(place, "declaredTwice", address, known.place);
            return;
        }
        const absent = mapping.state === "absent";
        const store = absent ? {} : this.#readStore(kind, mapping.store, path);
        const without = [...OWN, ...nested.map(collectionOf)];
        const resource = {
            address,
            kind,
            parent,
            match: new Map(),
            place,
            children: [],
            declared: {
                absent,
                fields: Object.fromEntries(Object.entries(mapping).filter(([name]) => !without.includes(name))),
                references: [],
                store,
                placeOf: (field) => this.#source.placeOf([...path, ...field]),
            },
        };
        this.#resources.set(address, resource);
        parent?.children.push(resource);
        if (absent)
            this.#checkAbsent(kind, mapping, path);
        else
            for (const child of nested)
                this.readCollection(child, mapping[collectionOf(child)], resource, [...path, collectionOf(child)]);
    }
    /** The match fields as they appear in the address; undefined when one is missing or wrong. */
    #readMatch(kind, mapping, path) {
        const parts = [];
        for (const { name, optional } of kind.match) {
            const value = mapping[name];
            if (value === undefined && optional)
                continue;
            const place = this.#source.placeOf([...path, name]);
            const reference = kind.references.find(({ pattern }) => pattern === name);
            if (value === undefined)
                this.#refuse(place, "noMatchField", name, kind.name);
            else if (reference && (0,build_json/* asObject */.eB)(value)) {
                parts.push(namedBy((0,build_json/* asObject */.eB)(value), this.#portal.kindOf(reference.kind)));
                continue;
            }
            else if (typeof value !== "string")
                this.#refuse(place, "matchNotText", name, value);
            else if (value === "" || value !== value.trim())
                this.#refuse(place, "matchBlank", name);
            else {
                parts.push(value);
                continue;
            }
            parts.push(undefined);
        }
        return parts.includes(undefined) ? undefined : parts;
    }
    #checkKeys(kind, mapping, path, nested) {
        const { takes, sentOnly = [], updateOnly = [] } = kind.module;
        if (mapping.state !== undefined && mapping.state !== "absent")
            this.#refuse(this.#source.placeOf([...path, "state"]), "unknownState");
        if (!takes)
            return;
        const known = [
            ...kind.match.map(({ name }) => name),
            ...takes,
            ...sentOnly,
            ...updateOnly,
            ...kind.references.map(({ pattern }) => /^[^.[]+/.exec(pattern)[0]),
            ...OWN,
            ...nested.map(collectionOf),
        ];
        this.refuseUnknown(mapping, path, [...new Set(known)], kind.name);
    }
    #checkAbsent(kind, mapping, path) {
        if (!kind.module.delete)
            this.#refuse(this.#source.placeOf([...path, "state"]), "cannotBeDeleted", kind.name);
        const allowed = ["state", ...kind.match.map(({ name }) => name)];
        for (const name of Object.keys(mapping))
            if (!allowed.includes(name))
                this.#refuse(this.#source.placeOfKey([...path, name]), "besideAbsent", name);
    }
    #readStore(kind, value, path) {
        const { once, shownOnce } = kind.module;
        if (value === undefined) {
            if (shownOnce)
                this.#refuse(this.#source.placeOf(path), "shownOnceWithoutStore", kind.name);
            return {};
        }
        const place = (name) => this.#source.placeOf([...path, "store", ...(name === undefined ? [] : [name])]);
        const mapping = (0,build_json/* asObject */.eB)(value);
        if (!once)
            this.#refuse(place(), "nothingToStore", kind.name);
        else if (!mapping || Object.keys(mapping).length === 0)
            this.#refuse(place(), "notAStore");
        this.refuseUnknown(mapping ?? {}, [...path, "store"], valueNames(kind), `values of a ${kind.name}`);
        const store = {};
        for (const [name, secret] of Object.entries(mapping ?? {})) {
            if (typeof secret !== "string" || !isSecretName(secret))
                this.#refuse(place(name), "notASecretName", secret);
            else
                store[name] = secret;
        }
        return store;
    }
}
/** What a mapping that refers to something adds to an address: its match fields, in the order of the kind. */
const namedBy = (reference, { match }) => match.flatMap(({ name }) => (name in reference ? [(0,values/* textOf */.b6)(reference[name])] : [])).join(", ");

;// CONCATENATED MODULE: ./build/provision/reading/pages.js





/** A list with more pages is read in the wrong way. */
const MOST_PAGES = 1000;
/**
 * The items of all pages. A page that brings nothing new is the last one.
 * @throws Stop `unexpected_answer` for a page at another origin, and when there is no end
 */
async function readPages(reader, { first, by, next, itemsOf, keyOf, called, operations }) {
    const items = [];
    const seen = new Set();
    let request = first;
    let url = reader.urlOf(first);
    const wrong = (reason) => unexpected(first, reader.urlOf(first), { reason, location: withoutQuery(url) });
    for (let page = 1; page <= MOST_PAGES; page++) {
        const answer = await reader.read(request, called(page === 1 ? by : "next"), url);
        const own = itemsOf(answer, url);
        if (!next)
            return own;
        const keys = new Map(own.map((item) => [item, keyOf(item)]));
        // An item that moved while the pages were read is there twice.
        items.push(...own.filter((item) => !seen.has(keys.get(item))));
        const others = sourceOf(answer.body, own).filter((element) => !keys.has(element));
        const brought = [...keys.values(), ...others.map(textOf)];
        if (brought.every((key) => seen.has(key)))
            return items;
        for (const key of brought)
            seen.add(key);
        const { status, headers, body } = answer;
        const following = invoke(called("next"), () => next(body, request, { status, headers }));
        if (!following)
            return items;
        const made = requestIn(called("next"), following, operations);
        if (made) {
            request = made;
            url = reader.urlOf(made);
        }
        else if (typeof following === "string" && URL.canParse(following, url))
            url = new URL(following, url).href;
        else
            throw invalid(called("next"), "noRequest");
        if (new URL(url).origin !== new URL(reader.urlOf(first)).origin)
            throw wrong("other_origin");
    }
    throw wrong("endless");
}
/** One list may hold the items of all parents, and is gone through for each of them. */
const texts = new WeakMap();
function textOf(element) {
    if (typeof element !== "object" || element === null)
        return JSON.stringify(element);
    const text = texts.get(element) ?? JSON.stringify(element);
    texts.set(element, text);
    return text;
}
/**
 * The list in an answer that a parent's items are taken from, or else the longest: where one list holds the items of
 * all parents, a page may have none of this one's and yet bring others.
 */
function sourceOf(body, own) {
    const lists = listsIn(body);
    const source = lists.find((list) => own.length > 0 && list.includes(own[0]));
    if (source || own.length > 0)
        return source ?? [];
    return lists.reduce((longest, list) => (list.length > longest.length ? list : longest), []);
}
/** Those that mappings lead to. */
function listsIn(body) {
    const lists = [];
    const left = [body];
    while (left.length > 0) {
        const value = left.pop();
        if (Array.isArray(value))
            lists.push(value);
        else
            left.push(...Object.values((0,build_json/* asObject */.eB)(value) ?? {}));
    }
    return lists;
}

;// CONCATENATED MODULE: ./build/provision/reading/reading.js










const planning = {
    narrow: (subject) => !isResource(subject),
    declared: ({ declared, children }) => {
        const nested = children.map((child) => [collectionOf(child.kind), []]);
        const store = Object.keys(declared?.store ?? {}).length > 0 ? { store: declared?.store } : {};
        return { ...declared?.fields, ...Object.fromEntries(nested), ...store };
    },
};
const aroundWrites = { narrow: () => true, declared: () => undefined };
class Reading {
    #context;
    #purpose;
    #located;
    #lists = new PerParent();
    #ats = new PerParent();
    /** @param known what need not be looked for */
    constructor(context, purpose, known = new Map()) {
        this.#context = context;
        this.#purpose = purpose;
        this.#located = new Map([...known].map(([subject, found]) => [subject, Promise.resolve(found)]));
    }
    /**
     * @returns undefined when it is not there
     * @throws Stop what went wrong while looking, or `ambiguous_match`
     */
    locate(subject) {
        const located = this.#located.get(subject) ?? this.#search(subject);
        this.#located.set(subject, located);
        return located;
    }
    async #search(subject) {
        const { kind, parent } = subject;
        if (parent && !(await this.locate(parent)))
            return undefined;
        const match = await this.#idsOf(subject);
        if (!match)
            return undefined;
        const at = await this.at(kind, parent);
        const isNarrow = this.#purpose.narrow(subject) && kind.module.find !== undefined;
        const { all, named } = isNarrow
            ? listedBy(kind, await this.#items(kind, at, match))
            : await this.#listed(kind, parent);
        const first = firstNameOf(kind);
        const candidates = first === undefined ? all : (named.get((0,values/* textOf */.b6)(match[first])) ?? []);
        const matching = candidates.filter(({ fields }) => matches(kind, match, fields));
        if (matching.length > 1)
            throw new provision_problem/* Stop */.V({
                code: "ambiguous_match",
                say: ["ambiguousMatch", subject.kind.name, matching.map(({ id }) => id ?? null)],
            });
        const [found] = matching;
        if (!found)
            return undefined;
        if (found.id === undefined && !kind.module.single)
            throw this.#noId(kind, found);
        return this.#whole(subject, found, at);
    }
    /** The values by which an item is recognised, references as ids; undefined when something referred to is not there. */
    async #idsOf({ match }) {
        const values = {};
        for (const [name, value] of match) {
            const id = typeof value === "string" ? value : (await this.locate(value))?.id;
            if (id === undefined)
                return undefined;
            values[name] = id;
        }
        return values;
    }
    /** What the functions of a kind are given for one parent, which is there. */
    at(kind, parent) {
        return this.#ats.get(kind, parent, () => this.#at(kind, parent));
    }
    async #at(kind, parent) {
        const above = [];
        for (let outer = parent; outer; outer = outer.parent) {
            const found = await this.locate(outer);
            above.push({ kind: outer.kind.name, item: found?.item ?? {} });
        }
        return createAt(this.#context.basis, { above, want: wantOf(kind, parent, this.#context.resources) });
    }
    /** How many items of a kind a parent has, as far as that can be read. */
    async count(kind, parent) {
        return (await this.#listed(kind, parent)).all.length;
    }
    /** The names of all items beside this one, for a message. */
    async namesBeside({ kind, parent }) {
        const { all } = await this.#listed(kind, parent);
        return all.map(({ fields }) => fields[firstNameOf(kind) ?? ""]).filter((name) => typeof name === "string");
    }
    /** Each list once, however many of its items are looked for. */
    #listed(kind, parent) {
        return this.#lists.get(kind, parent, async () => listedBy(kind, await this.#items(kind, await this.at(kind, parent), undefined)));
    }
    /** @param wanted for a search that is made for one item */
    async #items(kind, at, wanted) {
        const { module } = kind;
        const called = this.#called(kind);
        const by = wanted ? "find" : "list";
        const listed = invoke(called(by), () => (wanted ? module.find(wanted, at) : module.list(at)));
        const { reader, basis } = this.#context;
        const first = requestIn(called(by), listed, basis.operations);
        if (!first)
            return this.#asFound(kind, listed, { at, by });
        if (module.single)
            return this.#readSingle(kind, first, { at, by });
        let source;
        const items = await readPages(reader, {
            first,
            by,
            next: module.next,
            called,
            operations: basis.operations,
            itemsOf: (answer, url) => {
                source = { request: first, url, status: answer.status };
                return this.#itemsOf(kind, answer, { at, source });
            },
            keyOf: (item) => String(idOf(kind, item, called) ?? JSON.stringify(item)),
        });
        return this.#asFound(kind, items, { at, by: "items", source });
    }
    async #readSingle(kind, request, { at, by }) {
        const called = this.#called(kind);
        const { reader, basis } = this.#context;
        let answer;
        try {
            answer = await reader.read(request, called(by));
        }
        catch (error) {
            // That is how an API says that there is none; but not where the path is a guess.
            if (isNotFound(error) && !basis.operations(request.operation).inferred)
                return [];
            throw error;
        }
        const { body, headers, status } = answer;
        const { items } = kind.module;
        const item = body === undefined || !items ? body : invoke(called("items"), () => items(body, at));
        if (!items && Array.isArray(item))
            throw unexpected(request, reader.urlOf(request), { status, reason: "unexpected" });
        return this.#asFound(kind, item, { at, by: "items", etag: headers.etag });
    }
    #itemsOf(kind, { body, status }, { at, source }) {
        const called = this.#called(kind);
        const { items } = kind.module;
        const list = items && body !== undefined ? invoke(called("items"), () => items(body, at)) : body;
        if (Array.isArray(list))
            return list;
        const reason = body === undefined ? "not_json" : "no_list";
        throw unexpected(source.request, source.url, { status, reason });
    }
    /**
     * Items that lack an always compared match field are not ours.
     * @param by the module's function that gave them
     */
    #asFound(kind, listed, { at, by, source, etag }) {
        const called = this.#called(kind);
        const items = listed === undefined || listed === null ? [] : [listed].flat();
        return items.flatMap((item) => {
            const raw = (0,build_json/* asObject */.eB)(item);
            if (!raw)
                throw invalid(called(by), "itemNoObject");
            const fields = this.#fieldsOf(kind, raw, at);
            const named = kind.match.every(({ name, optional }) => optional || fields[name] != null);
            if (!named)
                return [];
            const id = idOf(kind, raw, called);
            return [{ id, raw, item: withId(raw, id), fields, etag, source }];
        });
    }
    #fieldsOf(kind, item, at) {
        const called = this.#called(kind)("fields");
        const { fields } = kind.module;
        const named = fields
            ? (0,build_json/* asObject */.eB)(plain(called, invoke(called, () => fields(item, at))))
            : item;
        if (!named)
            throw invalid(called, "itemNoObject");
        return named;
    }
    /** The whole resource, where the list has less of it. */
    async #whole(subject, found, at) {
        const { kind } = subject;
        const { read } = kind.module;
        const called = this.#called(kind);
        const made = read && invoke(called("read"), () => read(found.item, at, this.#purpose.declared(subject)));
        if (!made)
            return found;
        const { reader, basis } = this.#context;
        const request = requestIn(called("read"), made, basis.operations);
        if (!request)
            throw invalid(called("read"), "noRequest");
        const { body, headers, status } = await reader.read(request, called("read"));
        const raw = (0,build_json/* asObject */.eB)(body);
        if (!raw)
            throw unexpected(request, reader.urlOf(request), { status, reason: "unexpected" });
        const item = withId(raw, found.id);
        return { id: found.id, raw, item, fields: this.#fieldsOf(kind, item, at), etag: headers.etag };
    }
    #noId(kind, { source }) {
        return source
            ? unexpected(source.request, source.url, { status: source.status, reason: "no_id" })
            : new provision_problem/* Stop */.V({ code: "unexpected_answer", say: ["noId", kind.name] });
    }
    #called = ({ name }) => (what) => ({ portal: this.#context.portal.module.name, name: `${name}.${what}` });
}
/** One value for each kind and parent, made when it is first needed. */
class PerParent {
    #values = new Map();
    get(kind, parent, make) {
        const values = this.#values.get(kind) ?? new Map();
        this.#values.set(kind, values);
        const value = values.get(parent) ?? make();
        values.set(parent, value);
        return value;
    }
}
const isNotFound = (error) => {
    const [row, exchange] = error instanceof provision_problem/* Stop */.V ? error.problem.say : [];
    return row === "exchange" && exchange.failure.evidence.status === 404;
};
/** The declared fields of a kind's resources in one parent; references are left out, since they have no ids yet. */
function wantOf(kind, parent, resources) {
    const references = kind.references.map(({ pattern }) => /^[^.[]+/.exec(pattern)[0]);
    return resources
        .filter((resource) => resource.kind === kind && resource.parent === parent && !resource.declared.absent)
        .map(({ declared }) => Object.fromEntries(Object.entries(declared.fields).filter(([name]) => !references.includes(name))));
}
/** An id may be a number in one answer and a text in another. */
const matches = ({ references }, wanted, fields) => Object.entries(wanted).every(([name, value]) => references.some(({ pattern }) => pattern === name)
    ? (0,values/* textOf */.b6)(fields[name]) === (0,values/* textOf */.b6)(value)
    : fields[name] === value);
function idOf({ module }, item, called) {
    const id = module.id ? invoke(called("id"), () => module.id(item)) : item.id;
    // In a path the others would lead elsewhere, or are not allowed.
    const isId = (typeof id === "string" && !/^\.{0,2}$/.test(id) && id.isWellFormed()) || typeof id === "number";
    return isId ? id : undefined;
}
const withId = (item, id) => (id === undefined ? item : { ...item, id });
function listedBy(kind, all) {
    const first = firstNameOf(kind);
    const named = new Map();
    if (first === undefined)
        return { all, named };
    for (const found of all) {
        const name = (0,values/* textOf */.b6)(found.fields[first]);
        const alike = named.get(name);
        if (alike)
            alike.push(found);
        else
            named.set(name, [found]);
    }
    return { all, named };
}
/** The first match field that is always compared; a single has none. */
const firstNameOf = ({ match }) => match.find(({ optional }) => !optional)?.name;

;// CONCATENATED MODULE: ./build/provision/plan/order.js
// The order of doing: what others need comes first, deletions come last and in reverse.

/** Kinds in the portal's order, within one the manifest's; but nothing before what it refers to. */
function inOrder(resources) {
    const byKind = resources.toSorted((a, b) => a.kind.order - b.kind.order);
    const ordered = new Set();
    const started = new Set();
    const place = (subject) => {
        if (!subject || started.has(subject))
            return;
        started.add(subject);
        place(subject.parent);
        for (const { target } of subject.declared?.references ?? [])
            place(target);
        if (isResource(subject))
            ordered.add(subject);
    };
    for (const resource of byKind)
        place(resource);
    const all = [...ordered];
    return [
        ...all.filter(({ declared }) => !declared.absent),
        ...all.filter(({ declared }) => declared.absent).reverse(),
    ];
}

;// CONCATENATED MODULE: ./build/provision/plan/planner.js
// Makes the plan: reads what the manifest names, and says for each declared resource what is to be done.






/** Never rejects because of the portal or its module: what went wrong is in the entries. */
async function makePlan(context, { allowDelete }) {
    const reading = new Reading(context, planning);
    const { located, failures } = await locateAll(reading, context.resources);
    const problems = new Map();
    const entries = new Map();
    const meanings = new Map();
    for (const resource of inOrder(context.resources)) {
        const entry = {
            resource,
            assessment: undefined,
            problem: undefined,
            notTried: undefined,
            alongWith: 0,
            toStore: [],
        };
        entries.set(resource, entry);
        const because = blockerOf(resource, entries);
        if (because) {
            entry.notTried = { because };
            continue;
        }
        try {
            await throwIfUnknown(resource, { located, failures, reading });
            throwIfDeclaredTwice(resource, meanings, located);
            entry.assessment = assess(resource, located, context);
            checkPlanned(resource, entry.assessment, context.basis);
            if (entry.assessment.verb === "delete") {
                entry.alongWith = await countBelow(resource, reading);
                if (!allowDelete)
                    throw new provision_problem/* Stop */.V({ code: "delete_refused", say: ["deleteRefused", entry.alongWith] });
            }
        }
        catch (error) {
            if (!(error instanceof provision_problem/* Stop */.V))
                throw error;
            entry.problem = problemOf(error, resource, problems);
        }
    }
    const ordered = [...entries.values()];
    for (const entry of ordered)
        doAgain(entry, ordered, { located, problems, context });
    for (const entry of ordered)
        if (entry.assessment?.verb === "none")
            refuseFailedApproval(entry, problems);
    return { entries: ordered, located, problems: [...problems.values()] };
}
async function locateAll(reading, resources) {
    const subjects = new Set();
    const add = (subject) => {
        if (!subject || subjects.has(subject))
            return;
        subjects.add(subject);
        add(subject.parent);
        for (const { target } of subject.declared?.references ?? [])
            add(target);
    };
    for (const resource of resources)
        add(resource);
    const failures = new Map();
    const looked = await Promise.all([...subjects].map(async (subject) => {
        try {
            return [[subject, await reading.locate(subject)]];
        }
        catch (error) {
            if (!(error instanceof provision_problem/* Stop */.V))
                throw error;
            failures.set(subject, error);
            return [];
        }
    }));
    // In the manifest's order, whatever came back first: so a plan is the same as the one before.
    return { located: new Map(looked.flat()), failures };
}
/** A resource of the manifest that failed, and without which this one makes no sense. */
function blockerOf(resource, entries) {
    const failed = (subject) => {
        const entry = entries.get(subject);
        return entry !== undefined && (entry.problem !== undefined || entry.notTried !== undefined);
    };
    const withSingles = (subject) => [
        subject,
        ...subject.children.filter(({ kind }) => kind.module.single),
    ];
    const { parent, kind, declared } = resource;
    const beside = (parent?.children ?? []).filter(({ kind: other }) => kind.module.after?.includes(other.name));
    const needed = [
        ...(parent ? [parent] : []),
        ...declared.references.flatMap(({ target }) => withSingles(target).filter((subject) => subject !== resource)),
        ...beside,
    ];
    return needed.find(failed);
}
/** @throws Stop what went wrong while looking; `not_found` for what is neither declared nor there */
async function throwIfUnknown(resource, { located, failures, reading }) {
    const failure = failures.get(resource);
    if (failure)
        throw failure;
    for (const { target, path } of resource.declared.references) {
        const missing = outermostMissing(target, located);
        if (!missing || resource.declared.absent)
            continue;
        const wrong = failures.get(missing);
        if (wrong)
            throw wrong;
        const names = await reading.namesBeside(missing).catch(() => []);
        const place = resource.declared.placeOf(path);
        const name = [...missing.match.values()].filter((value) => typeof value === "string").join(", ");
        throw new provision_problem/* Stop */.V({
            code: "not_found",
            place,
            say: ["notFound", missing.kind.name, name, (0,near/* near */.Z)(name, names), names],
        });
    }
}
/**
 * Two declarations may mean the same in different words: a reference by a name, and by a name and a version.
 * @param known by what they mean; the resource is added
 * @throws Stop `invalid_manifest`
 */
function throwIfDeclaredTwice(resource, known, located) {
    const meaning = meaningOf(resource, located);
    const other = known.get(meaning);
    if (other)
        throw new provision_problem/* Stop */.V({
            code: "invalid_manifest",
            say: ["declaredTwice", resource.address, other.place, other.address],
        });
    known.set(meaning, resource);
}
/** What a resource is known by: its parent, and its match fields with references as ids. */
const meaningOf = ({ parent, match, address, kind }, located) => kind.module.single || match.size === 0
    ? address
    : JSON.stringify([
        kind.name,
        parent?.address,
        ...kind.match.map(({ name }) => {
            const value = match.get(name);
            return typeof value === "object" ? (located.get(value)?.id ?? value.address) : value;
        }),
    ]);
/** What is only referred to must be at the portal, and so must be what it is nested in. */
function outermostMissing(subject, located) {
    if (subject.declared || located.get(subject))
        return undefined;
    return (subject.parent && outermostMissing(subject.parent, located)) ?? subject;
}
async function countBelow(resource, reading) {
    const counts = resource.kind.children
        .filter(({ module }) => module.collection && !module.single)
        .map((kind) => reading.count(kind, resource));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
/** The same fault may keep several resources from being read. It is reported once. */
function problemOf(stop, { place, address }, problems) {
    const problem = problems.get(stop) ?? { place, address, ...stop.problem };
    problems.set(stop, problem);
    return problem;
}
function doAgain(entry, entries, { located, problems, context, }) {
    const { resource, assessment } = entry;
    const { again } = resource.kind.module;
    if (!again || assessment?.verb !== "none" || resource.declared.absent)
        return;
    if (!assessment.found || assessment.state?.is === "failed")
        return;
    const changes = entries.some(({ resource: other, assessment: its }) => other.parent === resource.parent &&
        again.includes(other.kind.name) &&
        its !== undefined &&
        its.verb !== "none");
    if (!changes)
        return;
    try {
        entry.assessment = { ...assessment, ...assessAgain(resource, located, context) };
    }
    catch (error) {
        if (!(error instanceof provision_problem/* Stop */.V))
            throw error;
        entry.problem = problemOf(error, resource, problems);
    }
}
/** A person at the portal has said no. Nothing is asked for again. */
function refuseFailedApproval(entry, problems) {
    const { assessment, resource, problem, notTried } = entry;
    const { state } = assessment ?? {};
    if (problem || notTried || assessment?.verb === "delete" || state?.is !== "failed")
        return;
    const stop = new provision_problem/* Stop */.V({ code: "approval_refused", say: ["approvalRefused", state.name, state.note] });
    entry.problem = problemOf(stop, resource, problems);
}

;// CONCATENATED MODULE: ./build/provision/store/values.js


const storesSomething = ({ declared }) => Object.keys(declared.store).length > 0;
/** @throws Stop `invalid_portal` when the module's function fails */
function shownBy(resource, item, portal) {
    const { once } = resource.kind.module;
    const called = { portal: portal.module.name, name: `${resource.kind.name}.once` };
    const shown = (once && invoke(called, () => once(item))) ?? {};
    const names = Object.keys(resource.declared.store);
    const isThere = (name) => shown[name] !== undefined && shown[name] !== null && shown[name] !== "";
    const isText = (name) => typeof shown[name] === "string";
    return {
        values: Object.fromEntries(names.filter((name) => isThere(name) && isText(name)).map((name) => [name, String(shown[name])])),
        unusable: names.filter((name) => isThere(name) && !isText(name)),
    };
}
/**
 * The values of a resource that was there before, as far as they are to be stored now: the item shows them, and their
 * GitHub secrets do not exist.
 * @throws Stop `store_failed` for one that was shown once and is not stored, and for one that is no text
 */
function missingValues(resource, item, { store, portal }) {
    const missing = store.missing(resource);
    const { values, unusable } = shownBy(resource, item, portal);
    const lost = missing.filter((name) => values[name] === undefined);
    if (resource.kind.module.shownOnce && lost.length > 0)
        throw valuesNotStored(resource, lost);
    const noText = unusable.filter((name) => missing.includes(name));
    if (noText.length > 0)
        throw valuesUnusable(resource, noText);
    return Object.fromEntries(Object.entries(values).filter(([name]) => missing.includes(name)));
}
/** It is there, and these values were shown before. */
function valuesNotStored({ kind, declared }, names) {
    const secrets = names.map((name) => declared.store[name]);
    return new provision_problem/* Stop */.V({
        code: "store_failed",
        say: ["valuesNotStored", kind.name, names, { secrets, isDeletable: kind.module.delete !== undefined }],
    });
}
/** It was created, and nobody has seen these values. */
function valuesLost(resource, names, store) {
    const { kind, declared } = resource;
    const missing = store.missing(resource);
    const outdated = names.filter((name) => !missing.includes(name)).map((name) => declared.store[name]);
    return new provision_problem/* Stop */.V({
        code: "store_failed",
        say: ["valuesLost", kind.name, names, { outdated, isDeletable: kind.module.delete !== undefined }],
    });
}
const valuesUnusable = ({ kind }, names) => new provision_problem/* Stop */.V({ code: "store_failed", say: ["valuesUnusable", kind.name, names] });

;// CONCATENATED MODULE: ./build/provision/store/keeping.js


class Keeping {
    #resource;
    #context;
    #kept = new Set();
    #failures = [];
    #stored = 0;
    constructor(resource, context) {
        this.#resource = resource;
        this.#context = context;
    }
    /** What was not stored. The resource is still read and compared: it has been created. */
    get failures() {
        return this.#failures;
    }
    get hasStored() {
        return this.#stored > 0;
    }
    /** Stores at once what the answer to a create shows. */
    async keep(item) {
        const { store, portal } = this.#context;
        if (!store)
            return;
        await this.#collecting(async () => {
            const { values } = shownBy(this.#resource, item, portal);
            const fresh = Object.entries(values).filter(([name]) => !this.#kept.has(name));
            await this.#store(store, Object.fromEntries(fresh));
        });
    }
    /** Stores what can be read by now of something that was created. What is missing for good is a failure. */
    async keepRest(item = {}) {
        const { store, portal } = this.#context;
        if (!store)
            return;
        await this.keep(item);
        await this.#collecting(async () => {
            const { kind, declared } = this.#resource;
            const missing = Object.keys(declared.store).filter((name) => !this.#kept.has(name));
            if (missing.length === 0)
                return;
            if (kind.module.shownOnce)
                throw valuesLost(this.#resource, missing, store);
            const { unusable } = shownBy(this.#resource, item, portal);
            if (unusable.length > 0)
                throw valuesUnusable(this.#resource, unusable);
        });
    }
    /** Stores what can be read of something that was there before, where there is no GitHub secret yet. */
    async keepMissing(item) {
        const { store, portal } = this.#context;
        if (!store)
            return;
        await this.#collecting(async () => this.#store(store, missingValues(this.#resource, item, { store, portal })));
    }
    async #store(store, values) {
        for (const name of Object.keys(values))
            this.#kept.add(name);
        const failures = await store.keep(this.#resource, values);
        this.#stored += Object.keys(values).length - failures.length;
        this.#failures.push(...failures);
    }
    /** A defect of the module's function is a failure too, and told once. */
    async #collecting(work) {
        try {
            await work();
        }
        catch (error) {
            if (!(error instanceof provision_problem/* Stop */.V))
                throw error;
            const isKnown = this.#failures.some(({ problem }) => problem.code === "invalid_portal");
            if (error.problem.code !== "invalid_portal" || !isKnown)
                this.#failures.push(error);
        }
    }
}

;// CONCATENATED MODULE: ./build/provision/apply/exchange-of.js

/** The request that failed; undefined when it was something else. */
function exchangeOf(error) {
    const [row, first] = error instanceof provision_problem/* Stop */.V ? error.problem.say : [];
    return row === "exchange" || row === "unseen" ? first : undefined;
}

;// CONCATENATED MODULE: ./build/http/pause.js
// Waits, but not longer than a cancelled run may.

/**
 * Most runs never wait, so this does without `node:timers/promises`, which would have to be loaded.
 * @throws Failure `cancelled` as soon as `cancel` is aborted
 */
const pause = (milliseconds, cancel) => new Promise((done, fail) => {
    const stop = () => {
        clearTimeout(timer);
        fail(new Failure("cancelled"));
    };
    const timer = setTimeout(() => {
        cancel.removeEventListener("abort", stop);
        done();
    }, milliseconds);
    if (cancel.aborted)
        stop();
    else
        cancel.addEventListener("abort", stop, { once: true });
});

;// CONCATENATED MODULE: ./build/provision/apply/look.js
// Looks at the portal around a write: what is there now.






/** One resource as it is now. What it is nested in is read again only if that holds it. */
async function lookAt(resource, located, context) {
    const stale = [resource, ...holdersOf(resource, located, context)];
    const known = new Map([...located].filter(([subject]) => !stale.includes(subject)));
    const reading = new Reading({ ...context, reader: createReader(context.connection) }, aroundWrites, known);
    const found = await reading.locate(resource);
    for (const subject of stale)
        located.set(subject, await reading.locate(subject));
    return found;
}
/** The resources whose representations hold this one: it is read again by reading them. */
function holdersOf(resource, located, { basis, portal }) {
    const holders = [];
    let subject = resource;
    while (subject.parent && located.get(subject.parent)) {
        const { kind } = subject;
        const at = atOf(subject, withRealIds(located), basis);
        const called = { portal: portal.module.name, name: `${kind.name}.list` };
        if (requestIn(called, invoke(called, () => kind.module.list(at)), basis.operations))
            break;
        subject = subject.parent;
        holders.push(subject);
    }
    return holders;
}
/** Milliseconds before each look: a portal may take a moment until it shows what it has done. */
const WAITS = [0, 1000, 2000];
/**
 * Looks until it is as it should be, three times at most.
 * @returns the last look, and whether it was as it should be
 * @throws Stop what kept it from looking
 */
async function lookUntil(isRight, { look, over }) {
    let found;
    for (const wait of WAITS) {
        // The look itself tells why there is no time left.
        if (wait > 0)
            await pause(wait, over).catch(() => { });
        found = await look();
        if (isRight(found))
            return { found, right: true };
    }
    return { found, right: false };
}

;// CONCATENATED MODULE: ./build/provision/apply/settle.js




/** @throws Stop when it is not done, and when nobody can know */
async function settle(outcome, sent) {
    if (outcome.is === "refused")
        return afterRefusal(outcome, sent);
    if (outcome.is === "unknown")
        return afterSilence(outcome, sent);
    return "done";
}
/** After a lost answer or an error of the server. */
async function afterSilence({ stop, exchange, answered, isLast }, sent) {
    const { request, isDone, isLastAttempt } = sent;
    const seen = await lookUntil(isDone, sent).catch(blind);
    if (seen?.right)
        return "taken over";
    const mayRepeat = ["PUT", "DELETE"].includes(request.method) && !isLast && !isLastAttempt;
    if (seen && mayRepeat)
        return "not done";
    if (seen && answered)
        throw stop;
    throw new provision_problem/* Stop */.V({ code: "unknown_outcome", say: ["unknownOutcome", exchange, seen !== undefined] });
}
/** When a request fails while looking, nothing can be seen. */
function blind(error) {
    if (!exchangeOf(error))
        throw error;
}
/** After an error answer. It may mean that it is so already. */
async function afterRefusal(refused, sent) {
    const { stop, status, repeated } = refused;
    const { request, verb, kind, look, isDone, isRight, isOurs } = sent;
    if (request.method === "DELETE" && status === 404)
        return "done";
    if (status === 412 && kind.module.etag) {
        // The newer version may come from an earlier attempt. If nothing can be seen, it is not ours.
        if (await look().then(isDone, blind))
            return "taken over";
        throw new provision_problem/* Stop */.V({ code: "plan_changed", say: ["preconditionFailed"] });
    }
    if (!isConflict(refused, sent))
        throw stop;
    const { found, right } = await lookUntil(repeated ? isOurs : isRight, sent);
    if (right)
        return repeated ? "taken over" : "as declared";
    if (!found || verb === "delete")
        throw stop;
    throw new provision_problem/* Stop */.V({ code: "plan_changed", say: ["conflicts", exchangeOf(stop)] });
}
function isConflict({ status, code, message }, { verb, kind, portal }) {
    const { conflict } = kind.module;
    if (!conflict || verb === "update")
        return false;
    const called = { portal, name: `${kind.name}.conflict` };
    return invoke(called, () => conflict({ status, code, message }));
}

;// CONCATENATED MODULE: ./build/provision/apply/action.js









class Action {
    #resource;
    #planned;
    #context;
    #onAnswer;
    #begun;
    /** Accepted by the portal, and not looked at yet. */
    #isUnseen = false;
    /** Not everything that was sent was refused. Otherwise the present state is the work of somebody else. */
    #mayBeOurs = false;
    /** @param onAnswer gets each answer to a create before anything else happens */
    constructor({ resource, planned }, context, onAnswer) {
        this.#resource = resource;
        this.#planned = planned;
        this.#context = context;
        this.#onAnswer = onAnswer;
    }
    /** @throws Stop */
    async run() {
        const { verb } = this.#planned;
        const before = await this.#look();
        if (!this.#isAgain && this.#isRight(before))
            return { verb: "none", found: before, takenOver: false };
        this.#throwIfChanged(before);
        if (this.#context.isCancelled())
            throw new provision_problem/* Stop */.V({ code: "cancelled", say: ["cancelled"] });
        this.#begun = { before };
        const result = await this.#carryOut(this.#writing(before), before);
        if (result === "as declared")
            return { verb: "none", found: this.#located, takenOver: true };
        if (verb === "create")
            await this.#addWhatOnlyAnUpdateTakes();
        return { verb, found: await this.#confirmed(), takenOver: result === "taken over" };
    }
    /** Whether anything took effect at the portal, as far as that is known. */
    get hasChanged() {
        if (!this.#begun || !this.#mayBeOurs)
            return false;
        return this.#isUnseen || this.#snapshot(this.#located) !== this.#snapshot(this.#begun.before);
    }
    /** What the last look has seen. */
    get #located() {
        return this.#context.located.get(this.#resource);
    }
    /** Sends the requests in their order. */
    async #carryOut(writing, before) {
        let result = "done";
        for (const [at, request] of writing.requests(before).entries()) {
            const one = await this.#send(request, at, writing);
            if (one === "as declared" && at === 0)
                return one;
            if (one !== "done")
                result = "taken over";
        }
        return result;
    }
    /** Sends one of the requests, again as long as that is safe. */
    async #send(first, at, writing) {
        const { kind } = this.#resource;
        const context = this.#context;
        let request = first;
        for (let attempt = 1;; attempt++) {
            // After the first of several requests it is this action itself that has changed the ETag.
            const etag = kind.module.etag && at === 0 ? this.#located?.etag : undefined;
            const outcome = await context.write(request, etag);
            this.#mayBeOurs ||= outcome.is !== "refused" || outcome.repeated;
            if (outcome.is === "accepted")
                await this.#accepted(outcome.answer.body);
            const result = await settle(outcome, {
                request,
                verb: writing.verb,
                kind,
                portal: context.portal.module.name,
                ...this.#looking,
                isDone: (found) => writing.isDone(found, at),
                isRight: (found) => this.#isRight(found),
                isOurs: (found) => (writing.verb === "create" ? this.#isComplete(found) : this.#isRight(found)),
                isLastAttempt: attempt === context.maxAttempts,
            });
            this.#mayBeOurs ||= result !== "as declared";
            if (result !== "not done")
                return result;
            if (at > 0)
                continue;
            writing.check(this.#located);
            request = writing.requests(this.#located)[at] ?? request;
        }
    }
    async #accepted(body) {
        this.#isUnseen = true;
        const answer = (0,build_json/* asObject */.eB)(body);
        if (this.#planned.verb === "create" && answer)
            await this.#onAnswer(answer);
    }
    async #addWhatOnlyAnUpdateTakes() {
        if (!this.#later.some((name) => name in this.#resource.declared.fields))
            return;
        const missing = (found) => topNames(this.#differences(found)).filter((name) => this.#later.includes(name));
        const created = await this.#seen((found) => found !== undefined);
        if (!created || missing(created).length === 0)
            return;
        const writing = {
            verb: "update",
            requests: (now) => (now ? this.#updating(missing(now), now) : []),
            isDone: (found) => found !== undefined && missing(found).length === 0,
            check: () => { },
        };
        await this.#carryOut(writing, created);
    }
    /** The resource in the end. @throws Stop `not_applied` when it is not as declared */
    async #confirmed() {
        const found = await this.#seen((seen) => this.#isRight(seen));
        if (this.#isRight(found))
            return found;
        if (this.#planned.verb === "delete")
            throw new provision_problem/* Stop */.V({ code: "not_applied", say: ["stillThere"] });
        if (!found)
            throw new provision_problem/* Stop */.V({ code: "not_applied", say: ["notThere"] });
        throw new provision_problem/* Stop */.V({ code: "not_applied", say: ["notApplied", this.#differences(found)] });
    }
    /** @throws Stop when nothing can be seen, although the portal has accepted the write */
    async #seen(isRight) {
        try {
            return (await lookUntil(isRight, this.#looking)).found;
        }
        catch (error) {
            const exchange = exchangeOf(error);
            if (!exchange)
                throw error;
            throw new provision_problem/* Stop */.V({ code: error.problem.code, say: ["unseen", exchange] });
        }
    }
    get #looking() {
        return { look: () => this.#look(), over: this.#context.over };
    }
    async #look() {
        const { finishing, connection, located } = this.#context;
        const context = { ...this.#context, connection: this.#begun ? finishing : connection };
        const found = await lookAt(this.#resource, located, context);
        this.#isUnseen = false;
        return found;
    }
    #writing(before) {
        const { verb } = this.#planned;
        const check = (now) => this.#throwIfChanged(now);
        if (verb === "delete") {
            const requests = () => allowed(this.#resource, "invalid_manifest", deleting(this.#making()));
            return { verb, requests, isDone: (found) => found === undefined, check };
        }
        const create = () => allowed(this.#resource, "invalid_manifest", creating(this.#making()));
        if (verb === "create")
            return { verb, requests: create, isDone: this.#isCreated, check };
        if (this.#isAgain) {
            // It is as declared before, too. Only a change shows that it was done.
            const isDone = (found, at) => at === 0 && found !== undefined && (0,values/* canonical */.$N)(found.raw) !== (0,values/* canonical */.$N)(before?.raw);
            return { verb, requests: create, isDone, check };
        }
        const requests = (now) => this.#updating(topNames(this.#differences(now)), now);
        return { verb, requests, isDone: (found) => this.#isRight(found), check };
    }
    /** After the first of several requests it exists, and is not complete yet. */
    #isCreated = (found, at) => at === 0 ? found !== undefined : this.#isComplete(found);
    /** As a create leaves it, before the fields that only an update takes. */
    #isComplete = (found) => found !== undefined && topNames(this.#differences(found)).every((name) => this.#later.includes(name));
    #updating = (names, now) => allowed(this.#resource, "immutable_changed", updating(this.#making(), names, now));
    #making = () => ({
        resource: this.#resource,
        perspective: withRealIds(this.#context.located),
        basis: this.#context.basis,
        portal: this.#context.portal.module.name,
    });
    #differences = (found) => differing(this.#resource, found, this.#context.located);
    /** The fields that only an update takes. */
    get #later() {
        return this.#resource.kind.module.updateOnly ?? [];
    }
    /** Whether it is done again although nothing of its own differs. */
    get #isAgain() {
        return this.#planned.verb === "update" && this.#planned.differences.length === 0;
    }
    #isRight(found) {
        if (this.#planned.verb === "delete")
            return found === undefined;
        return found !== undefined && this.#differences(found).length === 0;
    }
    /** The portal's values of the fields that are declared and compared. */
    #declaredPart({ fields }) {
        const { declared, kind } = this.#resource;
        const names = Object.keys(declared.fields).filter((name) => !kind.module.sentOnly?.includes(name));
        return Object.fromEntries(names.map((name) => [name, (0,values/* declaredPartOf */.p9)(declared.fields[name], fields[name], name, kind.rules)]));
    }
    #snapshot(found) {
        return (0,values/* canonical */.$N)(found && (this.#isAgain ? found.raw : this.#declaredPart(found)));
    }
    /** @throws Stop `plan_changed` when the resource is not as the plan saw it */
    #throwIfChanged(now) {
        const { verb, found: planned } = this.#planned;
        const changed = (...say) => new provision_problem/* Stop */.V({ code: "plan_changed", say });
        if (verb === "create") {
            if (now)
                throw changed("isThere");
            return;
        }
        if (!now || !planned)
            throw changed("isGone");
        if (String(now.id) !== String(planned.id))
            throw changed("isAnother", planned.id, now.id);
        if (verb === "delete")
            return;
        const [before, after] = [this.#declaredPart(planned), this.#declaredPart(now)];
        const others = Object.keys(before)
            .map((name) => ({ path: name, before: before[name], after: after[name] }))
            .filter((difference) => (0,values/* canonical */.$N)(difference.before) !== (0,values/* canonical */.$N)(difference.after));
        if (others.length > 0)
            throw changed("hasChanged", others);
    }
}

;// CONCATENATED MODULE: ./build/provision/apply/carry-out.js



/** Never rejects because of the portal or of GitHub. */
async function carryOut({ resource, assessment }, context) {
    const { verb, found } = assessment;
    const keeping = new Keeping(resource, context);
    const action = new Action({ resource, planned: assessment }, context, (answer) => keeping.keep(answer));
    const failures = [];
    let done;
    try {
        done = verb === "none" ? { verb, found, takenOver: false } : await action.run();
    }
    catch (error) {
        if (!(error instanceof provision_problem/* Stop */.V))
            throw error;
        failures.push(error);
    }
    // What somebody else has done in the meantime is no change of this run.
    const hasChanged = done?.verb !== "none" && action.hasChanged;
    const isCreated = verb === "create" && hasChanged;
    if (isCreated)
        await keeping.keepRest(context.located.get(resource)?.item);
    else if (done?.found)
        await keeping.keepMissing(done.found.item);
    return {
        done,
        failures: [...keeping.failures, ...failures],
        hasChanged: hasChanged || keeping.hasStored,
    };
}

;// CONCATENATED MODULE: ./build/provision/apply/apply.js
// Carries out a plan: one write at a time, in the plan's order, and tells what became of each.








async function applyPlan({ entries: planned }, context, tell) {
    const problems = new Map();
    // A refused approval keeps nothing else from being done.
    const entries = planned.map((entry) => ({ ...entry, problem: undefined }));
    const begun = new Map();
    let hasEnded = false;
    let hasChanged = false;
    for (const entry of entries) {
        begun.set(entry.resource, entry);
        const { resource, assessment } = entry;
        if (!assessment || (assessment.verb === "none" && entry.toStore.length === 0))
            continue;
        const because = blockerOf(resource, begun);
        const wouldBeLost = assessment.verb === "create" && storesSomething(resource) && context.store?.isBroken();
        if (hasEnded || because || wouldBeLost || context.isCancelled()) {
            entry.notTried = { because };
            tell.notTried(entry);
            continue;
        }
        const { done, failures, ...outcome } = await carryOut(entry, context);
        hasChanged ||= outcome.hasChanged;
        hasEnded ||= failures.some(endsAll);
        const found = done ? done.found : context.located.get(resource);
        const state = found && stateOf(resource, found, context.portal);
        entry.assessment = { ...assessment, verb: done?.verb ?? assessment.verb, found, state };
        if (done)
            tell.done(entry, done);
        const [first, ...others] = failures;
        if (first?.problem.code === "cancelled" && !outcome.hasChanged) {
            entry.notTried = { because: undefined };
            tell.notTried(entry);
        }
        else if (first)
            entry.problem = problemOf(first, resource, problems);
        for (const other of others)
            problemOf(other, resource, problems);
    }
    if (hasChanged && !context.isCancelled())
        await readStatesAgain(entries, context);
    for (const entry of entries)
        refuseFailedApproval(entry, problems);
    const cancelled = context.isCancelled() ? [{ code: "cancelled", say: ["cancelled"] }] : [];
    return { entries, problems: [...cancelled, ...problems.values()], hasChanged };
}
/** A write may have changed the state of something else: a request for activation also that of the subscriptions. */
async function readStatesAgain(entries, context) {
    const reading = new Reading({ ...context, reader: createReader(context.connection) }, planning);
    await Promise.all(entries.map(async (entry) => {
        const { resource, assessment, problem, notTried } = entry;
        if (!assessment?.found || problem || notTried || !resource.kind.module.state)
            return;
        try {
            const found = await reading.locate(resource);
            if (found)
                entry.assessment = { ...assessment, found, state: stateOf(resource, found, context.portal) };
        }
        catch (error) {
            // Everything is done; what was seen before is still the best that is known.
            if (!(error instanceof provision_problem/* Stop */.V))
                throw error;
        }
    }));
}
/**
 * What was to be done again and was not, although something beside it has changed. A later run finds nothing that
 * changes, so it does not do it either.
 */
const missedAgain = (entries) => entries.filter(({ resource, assessment, problem, notTried }) => {
    const isAgain = assessment?.verb === "update" && assessment.differences.length === 0;
    const beside = ({ resource: other }) => other.parent === resource.parent && resource.kind.module.again.includes(other.kind.name);
    return isAgain && (problem || notTried) && entries.some((entry) => beside(entry) && wasDone(entry));
});
const wasDone = ({ assessment, problem, notTried }) => assessment !== undefined && assessment.verb !== "none" && !problem && !notTried;
/** Somebody else changes the portal, or the portal accepts nothing more, or the time is over. */
function endsAll(stop) {
    const { status, reason } = exchangeOf(stop)?.failure.evidence ?? {};
    return ["plan_changed", "cancelled"].includes(stop.problem.code) || status === 401 || reason === "no_time";
}

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = require("node:http");
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = require("node:https");
;// CONCATENATED MODULE: ./build/http/body.js

/**
 * @param largest bytes that are read, before and after decompression
 * @param required whether the body is needed: an error status says enough without one
 * @throws what ended the connection, when an incomplete body is required
 */
async function readBody(message, { largest, required }) {
    const { bytes, complete, error } = await receive(message, largest);
    const { headers } = message;
    const { content, tooLarge } = await decompressed(bytes, headers, largest);
    if (tooLarge || bytes.length > largest)
        return { text: "", tooLarge: true, json: undefined };
    const text = content.toString("utf8");
    const json = (0,build_json/* parseJson */.qF)(text) ?? (0,build_json/* parseJson */.qF)((0,build_json/* leadingJson */.Dm)(text) ?? "");
    if (required && json === undefined && (!complete || isUnclosed(text)))
        throw error ?? new Error("closed");
    return { text, tooLarge: false, json };
}
/**
 * Whether a text is the beginning of a JSON object or list. The connection may have ended too early where nothing else marks
 * the end of the body (RFC 9112 section 6.3), or a server may have counted characters for bytes in Content-Length.
 */
const isUnclosed = (text) => /^\s*[[{]/.test(text) && (0,build_json/* leadingJson */.Dm)(text) === undefined;
/** Reads by events, which start faster than an async iterator. */
const receive = (message, largest) => new Promise((done) => {
    const chunks = [];
    let size = 0;
    const finish = (complete, error) => done({ bytes: Buffer.concat(chunks), complete, error });
    message.on("data", (chunk) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size <= largest)
            return;
        finish(false);
        message.destroy();
    });
    message.on("end", () => finish(true));
    message.on("error", (error) => finish(false, error));
    message.on("close", () => finish(false));
});
/** Encodings that leave the bytes as they are, and the one that Node undoes. */
const body_PLAIN = ["identity", "chunked"];
/** Decompresses what has arrived. No compression was requested, so `node:zlib` is loaded only when it is needed. */
async function decompressed(bytes, headers, largest) {
    const encodings = `${headers["content-encoding"] ?? ""},${headers["transfer-encoding"] ?? ""}`
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((name) => name && !body_PLAIN.includes(name));
    if (encodings.length === 0)
        return { content: bytes, tooLarge: false };
    const zlib = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8522, 23));
    const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants;
    const inflate = (data, options) => {
        // "deflate" is the zlib format (RFC 9110 section 8.4.1.2); some servers send the raw one.
        const [first = 0] = data;
        const isZlib = (first & 0x0f) === 8 && data.readUInt16BE(0) % 31 === 0;
        return (isZlib ? zlib.inflateSync : zlib.inflateRawSync)(data, { ...options, finishFlush: Z_SYNC_FLUSH });
    };
    const gunzip = (data, options) => {
        const settings = { ...options, finishFlush: Z_SYNC_FLUSH };
        try {
            return zlib.gunzipSync(data, settings);
        }
        catch (error) {
            // Here bytes after the end are an error, unlike in the format inside. Before that there is a header of 10 bytes,
            // or more if the fourth is not 0 (RFC 1952 section 2.3).
            if (data.toString("hex", 0, 4) !== "1f8b0800")
                throw error;
            return zlib.inflateRawSync(data.subarray(10), settings);
        }
    };
    const decoders = {
        gzip: gunzip,
        "x-gzip": gunzip,
        deflate: inflate,
        br: (data, options) => zlib.brotliDecompressSync(data, { ...options, finishFlush: BROTLI_OPERATION_FLUSH }),
        zstd: zlib.zstdDecompressSync,
    };
    try {
        const content = encodings
            .reverse()
            .reduce((data, name) => decoders[name]?.(data, { maxOutputLength: largest }) ?? data, bytes);
        return { content: content.length > 0 ? content : bytes, tooLarge: false };
    }
    catch (error) {
        const tooLarge = error.code === "ERR_BUFFER_TOO_LARGE";
        return { content: bytes, tooLarge };
    }
}

;// CONCATENATED MODULE: ./build/http/network-failure.js
// Tells what really went wrong before an answer: name resolution, connection, TLS, or a proxy that refused.

const CODES = [
    [/^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/, "dns"],
    [
        /CERT|^(ERR_SSL_\w+|ERR_TLS_\w+|EPROTO|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_PURPOSE|INVALID_CA|PATH_LENGTH_EXCEEDED)$/,
        "tls",
    ],
    [/^(ETIMEDOUT|ABORT_ERR)$/, "timeout"],
];
/**
 * @param error what Node's http, https or the tunnelling agent reported
 * @param handshaking whether a TLS handshake was under way; Node reports its failure as a connection reset
 * @returns a failure with the error's name as `cause`. The error itself is dropped: it may quote what was sent
 */
function networkFailure(error, handshaking) {
    const { code = "", message = "" } = error;
    const proxyStatus = /tunneling socket could not be established, statusCode=(\d{3})/.exec(message);
    if (proxyStatus)
        return new Failure("http_status", { status: Number(proxyStatus[1]), reason: "proxy" });
    // The URL of the request has been checked earlier, but not the URL of the proxy.
    if (code === "ERR_INVALID_URL")
        return new Failure("connection", { cause: code, reason: "proxy" });
    if (message.startsWith("tunneling socket"))
        return new Failure(/certificate/i.test(message) ? "tls" : "connection", {
            cause: tunnelCause(message),
            reason: "proxy",
        });
    const known = CODES.find(([pattern]) => pattern.test(code))?.[1];
    if (!known && handshaking)
        return new Failure("tls", { cause: "handshake aborted" });
    return new Failure(known ?? "connection", {
        cause: code === "EPROTO" ? reasonOf(message) : code || "closed",
    });
}
/** OpenSSL's reason, one of a fixed list, such as "wrong version number". */
const reasonOf = (message) => {
    const [, reason] = /:SSL routines:[^:]*:([a-z\d ]+):/.exec(message) ?? [];
    return reason ? `EPROTO, ${reason}` : "EPROTO";
};
/** The tunnelling agent puts the name of the error into a sentence. */
const tunnelCause = (message) => /\b(E[A-Z_]{4,}|certificate)\b/.exec(message)?.[1] ?? "proxy closed the connection";

;// CONCATENATED MODULE: ./build/http/client.js
// Sends one HTTP request with the limits a credential needs: no redirect, a limit to what is read, and a record of whether it was sent.









/** Bytes of a response body that are read; a token response has a few kB. */
const LARGEST_BODY = 1024 * 1024;
/** Bytes of all headers of a response. Node's default of 16 kB is less than some gateways send. */
const LARGEST_HEAD = 64 * 1024;
/** Another protocol was not requested, and what follows this status is not HTTP. */
const SWITCHING_PROTOCOLS = 101;
const NO_BODY = { text: "", tooLarge: false, json: undefined };
/** 2xx. */
const isSuccess = (status) => status >= 200 && status < 300;
/**
 * Node tests with a long regular expression whether a host is an IP address. V8 interprets it the first time and compiles
 * it the second time, which takes 3.2 ms. For a text of 1,000 characters V8 compiles it immediately, in 0.8 ms.
 */
const compileAddressTest = () => (0,external_node_net_namespaceObject.isIP)("x".repeat(1000));
function createSender(userAgent, tls = {}) {
    compileAddressTest();
    const client = new HttpClient(userAgent);
    const agents = new Map();
    const close = () => {
        for (const agent of agents.values())
            agent.destroy();
        agents.clear();
    };
    /** Connections of other requests under way stay open. */
    const closeIdle = () => {
        for (const { freeSockets } of agents.values())
            for (const socket of Object.values(freeSockets).flat())
                socket?.destroy();
    };
    const directAgent = ({ protocol }) => {
        const { Agent } = protocol === "https:" ? external_node_https_namespaceObject : external_node_http_namespaceObject;
        const agent = agents.get(protocol) ?? new Agent({ keepAlive: true, ...trusting(tls) });
        agents.set(protocol, agent);
        return agent;
    };
    const send = async (request, signal) => {
        const url = new URL(request.url);
        const exchange = { sent: false, handshaking: false };
        try {
            const proxy = proxyFor(url);
            const agent = proxy ? await proxyAgent(url, proxy, { tls, signal }) : directAgent(url);
            const message = await client_open(client, request, { url, agent, signal, exchange });
            const { headers } = message;
            const status = Number(message.statusCode);
            const { text, ...body } = status === SWITCHING_PROTOCOLS
                ? NO_BODY
                : await readBody(message, {
                    largest: request.largest ?? LARGEST_BODY,
                    required: isSuccess(status),
                });
            // If the server closed the idle connection during a pause before a retry, that would look like a lost request.
            if (status >= 400)
                closeIdle();
            return { status, headers, body: text, ...body };
        }
        catch (error) {
            closeIdle();
            const failure = signal.aborted ? new Failure("timeout") : networkFailure(error, exchange.handshaking);
            throw failure.with({ sent: exchange.sent, endpoint: withoutQuery(request.url) });
        }
    };
    return { send, close };
}
/** Also rejects when the connection is closed without an answer, which the toolkit's client does not report. */
function client_open(client, request, { url, agent, signal, exchange }) {
    const protocol = url.protocol === "https:" ? external_node_https_namespaceObject : external_node_http_namespaceObject;
    return new Promise((done, fail) => {
        const options = {
            agent,
            signal,
            method: request.method,
            host: url.hostname.replace(/^\[|\]$/g, ""),
            port: url.port || (url.protocol === "https:" ? 443 : 80),
            path: url.pathname + url.search,
            maxHeaderSize: LARGEST_HEAD,
            // Without this header a server may compress its answer (RFC 9110 section 12.5.3).
            headers: { "user-agent": client.userAgent, "accept-encoding": "identity", ...request.headers },
        };
        const httpModule = {
            request(settings, onResponse) {
                const sending = protocol.request(settings, onResponse);
                sending.once("socket", (socket) => noteWhenOpen(socket, exchange));
                sending.once("upgrade", (message, socket) => {
                    onResponse(message);
                    socket.destroy();
                });
                // An error comes first, if there is one.
                sending.once("close", () => setImmediate(() => fail(new Error("closed"))));
                return sending;
            },
        };
        client
            .requestRaw({ parsedUrl: url, options, httpModule: httpModule }, request.body ?? "")
            .then(({ message }) => done(message), fail);
    });
}
/** A request is sent as soon as its connection is open: before that the server cannot have seen it. */
function noteWhenOpen(socket, exchange) {
    const { encrypted = false, _secureEstablished = false } = socket;
    const secure = !encrypted || _secureEstablished;
    const opened = () => {
        exchange.sent = secure;
        exchange.handshaking = !secure;
    };
    if (socket.connecting)
        socket.once("connect", opened);
    else
        opened();
    if (secure)
        return;
    socket.once("secureConnect", () => {
        exchange.sent = true;
        exchange.handshaking = false;
    });
}

;// CONCATENATED MODULE: ./build/provision/apply/writer.js


/**
 * The attempts of the connection repeat what was not sent, what is refused with 429 and a 503 that names a time. Any
 * other fault is left to the caller, who looks before anything is sent again.
 */
const createWriter = ({ send }) => async (request, ifMatch) => {
    const headers = ifMatch === undefined ? request.headers : { ...request.headers, "if-match": ifMatch };
    try {
        return { is: "accepted", answer: await send({ ...request, headers }, { replayable: false }) };
    }
    catch (error) {
        if (!(error instanceof provision_problem/* Stop */.V))
            throw error;
        return outcomeOf(error);
    }
};
function outcomeOf(stop) {
    const [row, first] = stop.problem.say;
    if (row !== "exchange")
        throw stop;
    const exchange = first;
    const { evidence } = exchange.failure;
    const { status = 0, error = "", description = "", attempts = 1, stoppedBy } = evidence;
    if (isRefused(evidence))
        return { is: "refused", stop, status, code: error, message: description, repeated: attempts > 1 };
    return {
        is: "unknown",
        stop,
        exchange,
        // A 2xx that cannot be read: the portal has answered, and not with an error.
        answered: status > 0 && !isSuccess(status),
        isLast: stoppedBy === "deadline" || evidence.retryAfter !== undefined,
    };
}
const isRefused = ({ status = 0, sent = false, reason }) => (status >= 300 && status < 500 && status !== 408) || !sent || reason === "proxy";

;// CONCATENATED MODULE: ./build/http/plain-http.js
// Whether a URL would show credentials to anyone on the network.
/** Whether a URL is plain http to another machine; to this machine it is safe (RFC 8252 section 8.3). */
function isPlainHttp(url) {
    const { protocol, hostname } = new URL(url);
    return protocol !== "https:" && !/^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

;// CONCATENATED MODULE: ./build/step/client-certificate.js
// A client certificate and its key: both or neither, and they belong together.

/** What is wrong with the two inputs together. Each can be read by itself. */
function certificateProblem(certificate, key) {
    if (certificate && !key)
        return ["halfCertificate", "client-certificate", "client-key"];
    if (key && !certificate)
        return ["halfCertificate", "client-key", "client-certificate"];
    if (!certificate || !key)
        return undefined;
    return new external_node_crypto_.X509Certificate(certificate).checkPrivateKey((0,external_node_crypto_.createPrivateKey)(key))
        ? undefined
        : ["certificateMisfit"];
}

;// CONCATENATED MODULE: ./build/step/empty-secret.js
// Finds out why a secret is empty in this very run.

/** GitHub withholds secrets from forks and Dependabot. Anything else is a mistake in the workflow or in the settings. */
function emptySecretReason(env) {
    if (env.GITHUB_ACTOR === "dependabot[bot]")
        return ["noSecretsForDependabot"];
    if (hasNoSecrets(env))
        return ["noSecretsForForks"];
    // A step cannot see otherwise that its job is in a called workflow, so our own workflows set this variable.
    return [env.DEVPORTAL_CALLED_WORKFLOW ? "noSecretsPassed" : "noSuchSecret"];
}

;// CONCATENATED MODULE: ./build/provision/configuration.js





/** The variable that the first action sets. */
const TOKEN_VARIABLE = "DEVPORTAL_ACCESS_TOKEN";
/** The token as it was given: by the input, else by the variable. */
const givenToken = (env) => (raw(env, "access-token") || env[TOKEN_VARIABLE] || "").trim();
/** Whether everything that needs no token is checked, and nothing else is done. */
const isOfflineOnly = (env) => hasNoSecrets(env) && givenToken(env) === "";
/** All problems are reported as `invalid_input`. */
function configure({ inputs, problems, blank }, env, report) {
    const refuse = (...say) => report({ code: "invalid_input", say });
    const isOffline = isOfflineOnly(env);
    for (const { problem } of problems) {
        // GitHub withholds not only secrets from forks, but variables too.
        if (isOffline && problem[0] === "emptyHeader")
            continue;
        refuse(...problem);
    }
    for (const name of blank)
        refuse("blank", name);
    const wrong = (name) => problems.some((problem) => problem.name === name) || blank.includes(name);
    const url = inputs["api-url"];
    if (!url && !wrong("api-url") && !isOffline)
        refuse("noApiUrl");
    // An empty query or fragment would swallow the path of every request.
    if (url?.includes("?"))
        refuse("urlWithQuery", "api-url");
    if (url?.includes("#"))
        refuse("urlWithFragment", "api-url");
    if (url && !inputs["allow-http"] && isPlainHttp(url))
        refuse("plainHttp", "api-url");
    if (!raw(env, "access-token") && !/^[\x21-\x7e]*$/.test(givenToken(env)))
        refuse("notAToken", TOKEN_VARIABLE);
    if (givenToken(env) === "" && !wrong("access-token") && !isOffline) {
        refuse("noToken");
        if (raw(env, "access-token") !== undefined && env.GITHUB_ACTOR === "dependabot[bot]")
            refuse(...emptySecretReason(env));
    }
    const certificates = certificateProblem(inputs["client-certificate"], inputs["client-key"]);
    if (certificates && !isOffline && !wrong("client-certificate") && !wrong("client-key"))
        refuse(...certificates);
    if (inputs["secrets-environment"] && inputs["secrets-organization"])
        refuse("secretsPlaceTwice");
    return {
        manifest: inputs.manifest,
        apiUrl: url?.replace(/\/+$/, ""),
        token: givenToken(env) || undefined,
        openapi: inputs.openapi,
        headers: inputs.headers ?? {},
        mode: inputs.mode,
        planFile: inputs["plan-file"],
        allowDelete: inputs["allow-delete"],
        failOnChanges: inputs["fail-on-changes"],
        githubToken: inputs["github-token"],
        secretsEnvironment: inputs["secrets-environment"],
        secretsOrganization: inputs["secrets-organization"],
        limits: { timeout: inputs.timeout, deadline: inputs.deadline, maxAttempts: inputs["max-attempts"] },
        tls: {
            ca: inputs["ca-certificate"],
            certificate: inputs["client-certificate"],
            key: inputs["client-key"],
        },
        summary: inputs.summary,
    };
}

;// CONCATENATED MODULE: ./build/provision/inputs.js
// The inputs of this action: what each holds. Names and defaults are those of provision/action.yml.

const inputs_refuse = (...problem) => {
    throw new Refusal(problem);
};
/** Set by this action or by the connection itself. */
const inputs_RESERVED = /^(authorization|host|content-.*|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect)$/;
/** `Name: value`, one per line; names in lower case. */
const headers = (text, name) => {
    const given = new Set();
    const read = (line, at) => {
        if (line.trim() === "")
            return [];
        const [, header = "", value = ""] = /^([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*)$/.exec(line.trim()) ?? [];
        const lower = header.toLowerCase();
        // RFC 9110 section 5.5: visible characters, blanks and tabs.
        if (lower === "" || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
            inputs_refuse("notAHeader", name, at + 1);
        if (inputs_RESERVED.test(lower))
            inputs_refuse("reservedHeader", name, header);
        if (value === "")
            inputs_refuse("emptyHeader", name, header);
        if (given.has(lower))
            inputs_refuse("headerTwice", name, header);
        given.add(lower);
        return [[lower, value]];
    };
    return Object.fromEntries(each(text.split(/\r\n|\r|\n/), read).flat());
};
const INPUTS = {
    manifest: { read: asIs, default: "portal.yml" },
    "api-url": { read: url },
    "access-token": { read: headerToken, secret: true },
    openapi: { read: asIs },
    headers: { read: headers },
    mode: { read: oneOf(["plan", "apply"]), default: "plan" },
    "plan-file": { read: asIs },
    "allow-delete": { read: input_readers_boolean, default: "false" },
    "fail-on-changes": { read: input_readers_boolean, default: "false" },
    "github-token": { read: headerToken, secret: true },
    "secrets-environment": { read: oneSegment(asIs) },
    "secrets-organization": { read: oneSegment(withoutWhitespace) },
    "ca-certificate": { read: certificate },
    "client-certificate": { read: certificate },
    "client-key": { read: key, secret: true },
    timeout: { read: whole(1, 300), default: "10" },
    deadline: { read: whole(1, 3600), default: "300" },
    "max-attempts": { read: whole(1, 10), default: "5" },
    "allow-http": { read: input_readers_boolean, default: "false" },
    summary: { read: input_readers_boolean, default: "true" },
};

;// CONCATENATED MODULE: ./build/provision/messages/words.js
// Values, counts and differences as messages show them.


function inEachText(value, show) {
    if (typeof value === "string")
        return show(value);
    if (typeof value === "number")
        return show(String(value)) === String(value) ? value : "***";
    if (Array.isArray(value))
        return value.map((item) => inEachText(item, show));
    const mapping = (0,build_json/* asObject */.eB)(value);
    if (!mapping)
        return value;
    return Object.fromEntries(Object.entries(mapping).map(([name, member]) => [show(name), inEachText(member, show)]));
}
const LONGEST_VALUE = 80;
/** A value as JSON, shortened. */
const valueText = (value) => typeof value === "string"
    ? `"${(0,harmless/* shorten */.ml)(value, LONGEST_VALUE)}"`
    : (0,harmless/* shorten */.ml)(JSON.stringify(value) ?? "nothing", LONGEST_VALUE);
/** "a number", "a list" and so on. */
const typeText = (value) => {
    if (value === null || value === undefined)
        return "empty";
    if (Array.isArray(value))
        return "a list";
    return typeof value === "object" ? "a mapping" : typeof value === "boolean" ? "true or false" : "a number";
};
/** "1 resource", "2 resources". */
const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const differenceText = ({ path, before, after }) => `${path}: ${before === null || before === undefined ? "nothing" : valueText(before)} -> ${valueText(after)}`;
/** An address, which may hold any name. */
const whereText = (address) => (0,harmless/* shorten */.ml)(address, 300);
const someOf = (items, most) => items.length > most ? [...items.slice(0, most), harmless/* ELLIPSIS */.Gr] : [...items];

;// CONCATENATED MODULE: ./build/provision/messages/lines.js
// What this action prints when all goes well: log lines, notices and warnings.


const lines_lines = {
    reading: (files, resources, portal) => `${resources} declared ${resources === 1 ? "resource" : "resources"} in ${files} ${files === 1 ? "file" : "files"}, for ${portal}.`,
    offlineOnly: "This run is for a pull request from a fork, and has no access token. The manifest was checked without asking the portal; no mistake was found. What it would change is not known.",
    inferredOperations: (operations) => `Method and path of ${listed(operations)} are guesses: no public documentation of this portal gives them. Give the portal's OpenAPI document in "openapi", or say in the manifest where they are: operations: { ${operations[0]}: "METHOD /path" }.`,
    planWritten: (path, digest) => `The plan is in ${path}, with the digest ${digest}.`,
    unknownState: (address, state) => `${address}: the portal module does not know the state ${valueText(state)}.`,
    missedAgain: (address) => `${whereText(address)}: was to be requested again, since something beside it has changed, and was not. A later run does not request it either, since it finds nothing new: request it in the portal's own pages.`,
    failOnChangesIgnored: '"fail-on-changes" has no meaning with "mode: apply", and is ignored.',
    summaryFailed: "The job summary could not be written. The plan is not affected.",
    moreProblems: (count) => `${count} more problems are in the log.`,
};

;// CONCATENATED MODULE: ./build/provision/manifest/check-fields.js
// Has the portal module check the declared fields, and compares the GitHub secrets that are to be written.




/** Problems are reported as `invalid_manifest`. */
function checkFields(resources, portal, report) {
    const secrets = new Map();
    for (const resource of resources) {
        checkStore(resource, secrets, report);
        const { check } = resource.kind.module;
        if (!check || resource.declared.absent)
            continue;
        const called = { portal: portal.module.name, name: `${resource.kind.name}.check` };
        try {
            const found = invoke(called, () => check(fieldsWithIds(resource, placeholderOf)));
            if (!Array.isArray(found) || !found.every(isFieldProblem))
                throw invalid(called, "noProblems");
            for (const { field, message } of found) {
                const place = resource.declared.placeOf(stepsOf(field));
                report({
                    code: "invalid_manifest",
                    place,
                    address: resource.address,
                    say: ["fieldInvalid", field, message],
                });
            }
        }
        catch (error) {
            if (!(error instanceof provision_problem/* Stop */.V))
                throw error;
            report(error.problem);
        }
    }
}
const isFieldProblem = (problem) => {
    const { field, message } = (0,build_json/* asObject */.eB)(problem) ?? {};
    return typeof field === "string" && typeof message === "string";
};
/** `settings.links[2].url` */
const stepsOf = (field) => [...field.matchAll(/[^.[\]]+|\[(\d+)\]/g)].map(([text, index]) => index === undefined ? text : Number(index));
/** Two values must not go into one secret: the second would overwrite the first. */
function checkStore({ declared, address }, secrets, report) {
    for (const [name, secret] of Object.entries(declared.store)) {
        // GitHub's names ignore case.
        const key = secret.toUpperCase();
        const place = declared.placeOf(["store", name]);
        const other = secrets.get(key);
        if (other)
            report({ code: "invalid_manifest", place, address, say: ["storedTwice", secret, other] });
        else
            secrets.set(key, place);
    }
}

;// CONCATENATED MODULE: ./build/provision/manifest/references.js
// Resolves the references of declared resources: each names another declared one, or something at the portal.



/** Fills in what each resource refers to, and its match fields. Problems are reported as `invalid_manifest`. */
function resolveReferences(resources, portal, report) {
    const subjects = new Map(resources.map((resource) => [resource.address, resource]));
    for (const resource of resources) {
        const resolver = new Resolver(resource, portal, subjects, report);
        resolver.resolve();
    }
    refuseSame(resources, report);
}
/** Different addresses may mean the same: one gives a match field that the other leaves open, or refers to it otherwise. */
function refuseSame(resources, report) {
    const alike = new Map();
    for (const resource of resources) {
        const { kind, parent, address, place } = resource;
        if (kind.module.single)
            continue;
        const always = kind.match.filter(({ optional }) => !optional).map(({ name }) => meant(resource, name));
        const key = JSON.stringify([kind.name, parent?.address, ...always]);
        const others = alike.get(key) ?? [];
        const same = others.find((other) => kind.match.every(({ name }) => {
            const [a, b] = [meant(resource, name), meant(other, name)];
            return a === undefined || b === undefined || a === b;
        }));
        if (same)
            report({ code: "invalid_manifest", place, say: ["declaredTwice", address, same.place, same.address] });
        alike.set(key, [...others, resource]);
    }
}
/** What a match field names. */
const meant = ({ match }, name) => {
    const value = match.get(name);
    return typeof value === "string" ? value : value?.address;
};
class Resolver {
    #resource;
    #portal;
    #subjects;
    #report;
    #resolved = new Map();
    constructor(resource, portal, subjects, report) {
        this.#resource = resource;
        this.#portal = portal;
        this.#subjects = subjects;
        this.#report = report;
    }
    resolve() {
        const { kind, declared } = this.#resource;
        for (const reference of kind.references)
            for (const path of placesOf(reference.pattern, declared.fields)) {
                // An absent member refers to nothing, and null clears the reference.
                if (valueAt(declared.fields, path) == null)
                    continue;
                const target = this.#targetAt(path, reference);
                if (target)
                    declared.references.push({ path, target });
            }
        const { match } = this.#resource;
        for (const { name } of kind.match) {
            const target = this.#resolved.get(name);
            const value = declared.fields[name];
            if (target)
                match.set(name, target);
            else if (typeof value === "string")
                match.set(name, value);
        }
    }
    /** What the reference at this place means. Each is resolved once, since others may refer through it. */
    #targetAt(path, reference) {
        const key = pathText(path);
        if (this.#resolved.has(key))
            return this.#resolved.get(key);
        const target = this.#find(path, reference);
        this.#resolved.set(key, target);
        return target;
    }
    #find(path, reference) {
        const { declared } = this.#resource;
        const kind = this.#portal.kindOf(reference.kind);
        const place = declared.placeOf(path);
        const match = this.#matchOf(kind, valueAt(declared.fields, path), path);
        const parent = kind.parent ? this.#parentFor(kind.parent, path, reference, place) : undefined;
        if (!match || (kind.parent && !parent))
            return undefined;
        const address = [parent?.address, collectionOf(kind), [...match.values()].join(", ")]
            .filter((part) => part !== undefined)
            .join("/");
        const named = this.#subjects.get(address);
        // A name with slashes may look like the address of something else.
        const known = named?.kind === kind ? named : this.#declaredLike(kind, parent, match);
        if (known?.declared?.absent && !declared.absent) {
            this.#refuse(place, "refersToAbsent", address, known.place);
            return undefined;
        }
        if (known)
            return known;
        const subject = { address, kind, parent, match, place, children: [], declared: undefined };
        this.#subjects.set(address, subject);
        parent?.children.push(subject);
        return subject;
    }
    /** A declared resource may have more match fields than the reference gives, as long as it is the only one. */
    #declaredLike(kind, parent, match) {
        const alike = [...this.#subjects.values()].filter((subject) => subject.kind === kind &&
            subject.parent === parent &&
            [...match].every(([name, text]) => subject.declared?.fields[name] === text));
        return alike.length === 1 ? alike[0] : undefined;
    }
    /** The resource that the one meant is nested in. */
    #parentFor(parent, path, { pattern, of }, place) {
        const through = this.#resource.kind.references.find((other) => other.pattern === of);
        if (!through)
            return ancestorOf(this.#resource, of ?? parent.name);
        const positions = path.filter((step) => typeof step === "number");
        // In a list, the other reference is in the same element.
        const beside = placesOf(through.pattern, this.#resource.declared.fields).find((other) => other.filter((step) => typeof step === "number").every((step, at) => step === positions[at]));
        if (beside && valueAt(this.#resource.declared.fields, beside) != null)
            return this.#targetAt(beside, through);
        this.#refuse(place, "referenceWithoutParent", pattern, through.pattern);
        return undefined;
    }
    /** The name of what is meant, or its match fields if it has several. */
    #matchOf(kind, value, path) {
        const { placeOf } = this.#resource.declared;
        const needed = kind.match.filter(({ optional }) => !optional).map(({ name }) => name);
        const all = kind.match.map(({ name }) => name);
        const given = typeof value === "string" && needed.length === 1 ? { [needed[0]]: value } : (0,build_json/* asObject */.eB)(value);
        const isRight = given &&
            needed.every((name) => name in given) &&
            Object.entries(given).every(([name, text]) => all.includes(name) && typeof text === "string" && text !== "" && text === text.trim());
        if (isRight)
            return new Map(all.filter((name) => name in given).map((name) => [name, given[name]]));
        const [name, other] = Object.entries(given ?? {}).find(([name, text]) => all.includes(name) && ["number", "boolean"].includes(typeof text)) ?? [];
        if (name !== undefined)
            this.#refuse(placeOf([...path, name]), "matchNotText", name, other);
        else
            this.#refuse(placeOf(path), "notAReference", pathText(path), kind.name, all);
        return undefined;
    }
    #refuse(place, ...say) {
        this.#report({ code: "invalid_manifest", place, address: this.#resource.address, say });
    }
}
function ancestorOf(resource, kind) {
    for (let outer = resource.parent; outer; outer = outer.parent)
        if (outer.kind.name === kind)
            return outer;
    return undefined;
}

;// CONCATENATED MODULE: external "node:buffer"
const external_node_buffer_namespaceObject = require("node:buffer");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./build/provision/workspace.js
var provision_workspace = __nccwpck_require__(6514);
// EXTERNAL MODULE: ./build/provision/manifest/yaml.js
var manifest_yaml = __nccwpck_require__(7506);
;// CONCATENATED MODULE: ./build/provision/manifest/source.js
// Reads the manifest's files: YAML 1.2, with the place of every value.





/** Bytes of one file. */
const LARGEST = 1024 * 1024;
/**
 * @param path a file or a folder, seen from the workspace
 * @returns the files that could be read. All problems are reported as `invalid_manifest`, a missing path as `invalid_input`
 */
function readManifest(path, workspace, report) {
    let files;
    try {
        files = filesOf((0,provision_workspace/* absolutePath */.Hi)(path, workspace));
    }
    catch (error) {
        report({
            code: "invalid_input",
            say: [(0,provision_workspace/* isMissing */.b2)(error) ? "noSuchFile" : "unreadableFile", "manifest", path],
        });
        return [];
    }
    if (files.length === 0)
        report({ code: "invalid_input", say: ["emptyFolder", path] });
    return files.flatMap((file) => readFile(file, (0,provision_workspace/* shownPath */.pS)(file, workspace), report) ?? []);
}
/** Of a folder its own YAML files, by name. Hidden ones are settings of other tools. */
function filesOf(path) {
    if (!(0,external_node_fs_.statSync)(path).isDirectory())
        return [path];
    return (0,external_node_fs_.readdirSync)(path, { withFileTypes: true })
        .filter((entry) => !entry.isDirectory() && /^[^.].*\.ya?ml$/.test(entry.name))
        .map((entry) => (0,external_node_path_.join)(path, entry.name))
        .sort();
}
function readFile(absolute, file, report) {
    const refuse = (row) => {
        report({ code: "invalid_manifest", place: { file, line: 1, column: 1 }, say: [row] });
    };
    let bytes;
    try {
        if ((0,external_node_fs_.statSync)(absolute).size > LARGEST)
            return refuse("tooLarge");
        bytes = (0,external_node_fs_.readFileSync)(absolute);
    }
    catch {
        report({ code: "invalid_input", say: ["unreadableFile", "manifest", file] });
        return undefined;
    }
    return (0,external_node_buffer_namespaceObject.isUtf8)(bytes) ? parse(bytes.toString("utf8"), file, report) : refuse("notUtf8");
}
/** @returns undefined when the text cannot become data. All problems are reported */
function parse(text, file, report) {
    const yaml = (0,manifest_yaml/* readYaml */.g)(text, {
        refuse: (spot, ...say) => report({ code: "invalid_manifest", place: { file, ...spot }, say }),
        check,
    });
    return (yaml && {
        file,
        data: yaml.data,
        placeOf: (path) => ({ file, ...yaml.spotOf(path) }),
        placeOfKey: (path) => ({ file, ...yaml.spotOfKey(path) }),
    });
}
/** What YAML allows and a manifest does not. */
function check({ value, source = "" }, role) {
    if (typeof value === "string")
        return value.includes("${{") ? ["expressionLeftOver"] : undefined;
    if (role === "key")
        return ["keyNotText"];
    return typeof value === "number" && !isExact(value) ? ["notExact", source] : undefined;
}
/** Neither infinite, nor an integer that JSON's readers would round. */
const isExact = (value) => Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));

;// CONCATENATED MODULE: ./build/provision/manifest/top.js
// The top of a manifest: which portal it is for, and the options of its module.


/** @returns undefined unless the files agree on a portal. Problems are reported */
function topOf(sources, report) {
    const refuse = (place, ...say) => report({ code: "invalid_manifest", place, say });
    const named = [];
    /** What the files say together; where the same is said twice, it must be the same. */
    const together = { options: new Map(), operations: new Map() };
    for (const source of sources) {
        const data = source.data === null ? {} : (0,build_json/* asObject */.eB)(source.data);
        if (!data) {
            refuse(source.placeOf([]), "notAMapping", "A manifest");
            continue;
        }
        const { portal } = data;
        if (typeof portal === "string" && portal.trim())
            named.push({ name: portal, place: source.placeOf(["portal"]) });
        else
            refuse(source.placeOf(["portal"]), portal == null || portal === "" ? "noPortal" : "notText", "portal");
        for (const member of ["options", "operations"]) {
            const mapping = (0,build_json/* asObject */.eB)(data[member]);
            if (data[member] != null && !mapping)
                refuse(source.placeOf([member]), "notAMapping", member);
            for (const [name, value] of Object.entries(mapping ?? {})) {
                const other = together[member].get(name);
                if (other && (0,values/* canonical */.$N)(other.value) !== (0,values/* canonical */.$N)(value))
                    refuse(source.placeOfKey([member, name]), "saidTwice", `${member}.${name}`, other.place);
                else
                    together[member].set(name, { value, place: source.placeOf([member, name]) });
            }
        }
    }
    const [first] = named;
    const others = named.filter(({ name }) => name !== first?.name);
    for (const { name, place } of others)
        refuse(place, "otherPortal", name, first);
    // Which of them the resources are to be checked for is not known.
    if (others.length > 0)
        return undefined;
    return (first && {
        portal: first,
        options: Object.fromEntries([...together.options].map(([name, { value }]) => [name, value])),
        operations: [...together.operations].map(([name, said]) => ({ name, ...said })),
    });
}

;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = require("node:url");
;// CONCATENATED MODULE: ./build/provision/portals/fields.js
const fields_text = (minLength, maxLength) => ({
    type: "string",
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
});
const fields_oneOf = (...values) => ({ type: "string", enum: values });
const truth = { type: "boolean" };
const fields_whole = (minimum, maximum) => ({
    type: "integer",
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
});
const dateTime = { type: "string", format: "date-time" };
const listOf = (items) => ({ type: "array", items });
const mapping = (properties, ...required) => ({
    type: "object",
    properties,
    required,
});
const orNull = (field) => ({ ...field, nullable: true });
const trimmed = (field) => ({ ...field, format: "trimmed" });
const exactlyOneOf = (properties) => ({
    ...mapping(properties),
    exactlyOne: true,
});
/** A field that the API has, and that cannot be kept as a manifest says. */
const refused = (why) => ({ type: "string", refused: why });
const FORMATS = {
    "date-time": {
        pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/,
        wrong: "is no date with time and offset, such as 2026-12-01T08:00:00Z",
    },
    trimmed: {
        pattern: /^(\S([\s\S]*\S)?)?$/,
        wrong: "must not begin or end with a blank: the portal removes it",
    },
};
/** JSON Schema counts characters, JavaScript their halves. */
const lengthOf = (value) => [...value].length;
/** What is wrong with a value, each problem at its field. */
function wrongIn(value, schema, field) {
    if (schema.refused !== undefined)
        return [{ field, message: schema.refused }];
    if (value === null)
        return schema.nullable ? [] : [{ field, message: "cannot be cleared with null" }];
    const wrong = CHECKS[schema.type](value, schema, field);
    return typeof wrong === "string" ? [{ field, message: wrong }] : (wrong ?? []);
}
const CHECKS = {
    string(value, { enum: values, minLength = 0, maxLength = Number.POSITIVE_INFINITY, format }) {
        if (typeof value !== "string")
            return "must be a text; put it in quotes";
        if (values && !values.includes(value))
            return `must be one of ${values.join(", ")}`;
        const length = lengthOf(value);
        if (length > maxLength)
            return `has ${length} characters, at most ${maxLength} are allowed`;
        if (length < minLength)
            return `has ${length} characters, at least ${minLength} are needed`;
        return format && !FORMATS[format].pattern.test(value) ? FORMATS[format].wrong : undefined;
    },
    boolean: (value) => (typeof value === "boolean" ? undefined : "must be true or false, without quotes"),
    integer(value, { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }) {
        if (!Number.isInteger(value))
            return "must be a whole number, without quotes";
        if (Number(value) > maximum)
            return `must be at most ${maximum}`;
        return Number(value) < minimum ? `must be at least ${minimum}` : undefined;
    },
    array: (value, { items }, field) => Array.isArray(value)
        ? value.flatMap((item, at) => (items ? wrongIn(item, items, `${field}[${at}]`) : []))
        : "must be a list",
    object(value, { properties = {}, required = [], exactlyOne }, field) {
        if (typeof value !== "object" || value === null || Array.isArray(value))
            return "must be a mapping";
        const names = Object.keys(properties);
        const given = names.filter((name) => Object.hasOwn(value, name));
        const missing = required.filter((name) => !given.includes(name));
        return [
            ...(exactlyOne && given.length !== 1
                ? [{ field, message: `must have exactly one of ${names.join(", ")}` }]
                : []),
            ...missing.map((name) => ({ field, message: `lacks "${name}"` })),
            ...Object.entries(value).flatMap(([name, member]) => {
                const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
                const path = `${field}.${name}`;
                return known
                    ? wrongIn(member, known, path)
                    : [{ field: path, message: `is not known; known are ${names.join(", ")}` }];
            }),
        ];
    },
};
/** The members of a kind that follow from its fields: which there are, and what is wrong with their values. */
const described = (fields) => ({
    takes: Object.keys(fields),
    check: (declared) => Object.entries(declared).flatMap(([name, value]) => {
        const schema = Object.hasOwn(fields, name) ? fields[name] : undefined;
        return schema ? wrongIn(value, schema, name) : [];
    }),
});
/** Why a create is refused: fields that only a create needs. Undefined when they are all there. */
function lacking(declared, ...names) {
    const missing = names.filter((name) => declared[name] === undefined || declared[name] === null);
    return missing.length > 0
        ? { refuse: `it does not exist yet, and to create it the portal needs ${missing.join(" and ")}` }
        : undefined;
}

;// CONCATENATED MODULE: ./build/provision/portals/gravitee.js

const scaled = refused("cannot be declared: the portal scales pictures, so it never shows the one that it was sent");
const fields = {
    app: {
        name: fields_text(1, 512),
        description: trimmed(fields_text(0, 4000)),
        // With none of them the portal answers 500.
        settings: exactlyOneOf({
            app: mapping({ type: fields_text(), client_id: fields_text() }),
            oauth: mapping({
                application_type: fields_text(),
                grant_types: listOf(fields_text()),
                redirect_uris: listOf(fields_text()),
                response_types: listOf(fields_text()),
                client_uri: fields_text(),
                logo_uri: fields_text(),
            }),
        }),
        groups: refused("cannot be declared: the next update through the portal's API takes an application out of its groups"),
        picture: scaled,
        background: scaled,
    },
    subscription: {
        request: fields_text(),
        general_conditions_accepted: truth,
        general_conditions_content_revision: mapping({ pageId: fields_text(1), revision: fields_whole(0) }, "pageId", "revision"),
    },
};
const subscription = described(fields.subscription);
/** Without pages: pages of subscriptions hide some, and a page behind a full last one is an error. */
const everything = { size: -1 };
/** The document has states in upper case, the server sends them in lower case. */
const statusOf = ({ status }) => String(status).toLowerCase();
/** The portal's own words when an applicant closes a request that is still pending. */
const WITHDRAWN = "Subscription has been closed.";
/** Nobody can tell who closed it, so it cannot be a refusal: then a subscription could never be had again. */
const isOver = (item) => statusOf(item) === "closed" || (statusOf(item) === "rejected" && item.reason === WITHDRAWN);
/**
 * The portal keeps all subscriptions that ever were. Of each plan the newest counts.
 * Its times have one to three digits after the second, so as texts they would be in the wrong order.
 */
function current(items) {
    const newest = new Map();
    for (const item of items.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at)))
        newest.set(item.plan, item);
    return [...newest.values()].filter((item) => !isOver(item));
}
const MEANING = {
    pending: "waiting",
    paused: "waiting",
    accepted: "done",
    rejected: "failed",
};
/** The keys in an answer: of a subscription, or of each in a list. */
const keysIn = (answer) => [answer, answer?.data].flat().flatMap((item) => (Array.isArray(item?.keys) ? item.keys : []));
/** The id of a key is the API key itself. A renewed key stays good for two hours beside the new one. */
function keyOf(item) {
    const good = keysIn(item).filter(({ revoked, expired, paused }) => !revoked && !expired && !paused);
    return good.toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))[0]?.id;
}
const gravitee = {
    name: "Gravitee APIM",
    operations: {
        "token-exchange": "POST /auth/oauth2/{identity}/_exchange",
        "get-apis": "GET /apis",
        "get-api-plans-by-api-id": "GET /apis/{apiId}/plans",
        "get-applications": "GET /applications",
        "get-application-by-application-id": "GET /applications/{applicationId}",
        "create-application": "POST /applications",
        "update-application-by-application-id": "PUT /applications/{applicationId}",
        "delete-application-by-application-id": "DELETE /applications/{applicationId}",
        "get-subscriptions": "GET /subscriptions",
        "get-subscription-by-id": "GET /subscriptions/{subscriptionId}",
        "create-subscription": "POST /subscriptions",
        "close-subscription": "POST /subscriptions/{subscriptionId}/_close",
    },
    secretFields: ["client_secret"],
    secrets: (answer) => keysIn(answer).map(({ id }) => id),
    error: (body) => {
        const { message, code } = body.errors?.[0] ?? body;
        return { message, code };
    },
    // The portal accepts its own tokens only. `options.identity` is what it calls the identity provider.
    login: {
        request: (token, at) => at.call("token-exchange", {
            path: { identity: at.options.identity ?? "keycloak" },
            query: { token },
            safe: true,
        }),
        token: (answer) => answer.token,
    },
    kinds: {
        api: {
            match: ["name", "version?"],
            list: (at) => at.call("get-apis", { query: everything }),
            items: (answer) => answer.data,
            find: ({ name }, at) => at.call("get-apis", { query: { ...everything, name } }),
        },
        plan: {
            in: "api",
            match: ["name"],
            list: (at) => at.call("get-api-plans-by-api-id", { path: { apiId: at.parent.id }, query: everything }),
            items: (answer) => answer.data,
        },
        app: {
            collection: "apps",
            match: ["name"],
            ...described(fields.app),
            list: (at) => at.call("get-applications", { query: everything }),
            items: (answer) => answer.data,
            // The list has neither settings nor pictures, and an update that lacks them fails or removes them.
            read: (item, at, declared) => declared === undefined || declared.settings !== undefined
                ? at.call("get-application-by-application-id", { path: { applicationId: item.id } })
                : undefined,
            create: (declared, at) => at.call("create-application", { body: { description: "", settings: { app: {} }, ...declared } }),
            update: ({ merged, item }, at) => merged.groups?.length > 0
                ? {
                    refuse: "the application belongs to groups, and an update through the portal's API takes it out of them; change it in the portal's own pages",
                }
                : at.call("update-application-by-application-id", {
                    path: { applicationId: item.id },
                    body: merged,
                }),
            delete: (item, at) => at.call("delete-application-by-application-id", { path: { applicationId: item.id } }),
            // That is how the portal answers for one that is deleted.
            conflict: ({ code }) => code === "errors.forbidden",
        },
        subscription: {
            in: "app",
            collection: "subscriptions",
            match: ["api", "plan"],
            references: { api: "api", plan: { kind: "plan", of: "api" } },
            ...subscription,
            sentOnly: subscription.takes,
            // One request for those of all applications.
            list: (at) => at.call("get-subscriptions", { query: everything }),
            items: (answer, at) => current(answer.data.filter(({ application }) => application === at.parent.id)),
            find: (_, at) => at.call("get-subscriptions", { query: { ...everything, applicationId: at.parent.id } }),
            // The list has no keys.
            read: (item, at, declared) => declared === undefined || declared.store !== undefined
                ? at.call("get-subscription-by-id", {
                    path: { subscriptionId: item.id },
                    query: { include: "keys" },
                })
                : undefined,
            create: ({ api: _, ...declared }, at) => at.call("create-subscription", { body: { ...declared, application: at.parent.id } }),
            delete: (item, at) => statusOf(item) === "rejected"
                ? {
                    refuse: "the provider has rejected it, so there is nothing to close; remove it from the manifest",
                }
                : at.call("close-subscription", { path: { subscriptionId: item.id } }),
            state: (item) => ({
                name: statusOf(item),
                is: MEANING[statusOf(item)],
                note: item.reason,
            }),
            conflict: ({ code }) => ["errors.plan.subscribed", "errors.subscription.closed", "errors.forbidden"].includes(code),
            once: (item) => ({ key: keyOf(item) }),
        },
    },
};

;// CONCATENATED MODULE: ./build/provision/portals/usage-engine.js

const usage_engine_fields = {
    meterType: {
        name: fields_text(1),
        description: orNull(fields_text()),
        category: orNull(fields_text()),
        unit: orNull(fields_text()),
        timezone: orNull(fields_text()),
        externalRef: orNull(fields_text()),
        activeFrom: orNull(dateTime),
        activeTo: orNull(dateTime),
        aggregation: mapping({ type: fields_text(1) }),
        resetSchedule: orNull(mapping({ day: fields_whole(), hour: fields_whole(), minute: fields_whole(), month: fields_whole(), weekday: fields_whole() })),
    },
    meter: {
        userId: fields_text(1),
        meterKey: fields_text(1),
        domain: fields_text(1),
        externalRef: fields_text(1),
    },
};
const usageEngine = {
    name: "Usage Engine",
    operations: {
        "list-meter-types": "GET /usage-metering/v1/meter-types",
        "create-meter-type": "POST /usage-metering/v1/meter-types",
        "update-meter-type": "PATCH /usage-metering/v1/meter-types/{meterTypeId}",
        "delete-meter-type": "DELETE /usage-metering/v1/meter-types/{meterTypeId}",
        "list-meters": "GET /usage-metering/v1/meters",
        "create-meter": "POST /usage-metering/v1/meters",
        "delete-meter": "DELETE /usage-metering/v1/meters/{meterId}",
    },
    inferred: ["create-meter-type", "update-meter-type", "delete-meter-type"],
    error: ({ message, error, code, traceId }) => ({ message: message ?? error, code, trace: traceId }),
    kinds: {
        meterType: {
            collection: "meterTypes",
            match: ["name"],
            ...described(usage_engine_fields.meterType),
            list: (at) => at.call("list-meter-types"),
            items: (answer) => answer.meterTypes,
            find: ({ name }, at) => at.call("list-meter-types", { query: { name } }),
            create: (declared, at) => at.call("create-meter-type", { body: declared }),
            update: ({ changes, item }, at) => at.call("update-meter-type", { path: { meterTypeId: item.id }, body: changes }),
            delete: (item, at) => at.call("delete-meter-type", { path: { meterTypeId: item.id } }),
        },
        meter: {
            in: "meterType",
            collection: "meters",
            match: ["userId", "meterKey"],
            ...described(usage_engine_fields.meter),
            // No update: a change of a meter may reset its counter.
            list: (at) => at.call("list-meters", { query: { meterTypeId: at.parent.id } }),
            items: (answer) => answer.meters,
            create: (declared, at) => at.call("create-meter", { body: { ...declared, meterTypeId: at.parent.id } }),
            delete: (item, at) => at.call("delete-meter", { path: { meterId: item.id } }),
        },
    },
};

;// CONCATENATED MODULE: ./build/provision/portals/wallis.js

/** The organisation that the requests are made for. */
const ORGANIZATION = "organization-id";
const operations = {
    "search-products": "GET /products",
    "create-product": "POST /products",
    "update-product": "PATCH /products/{productId}",
    "get-product-plans": "GET /products/{productId}/plans",
    "create-a-plan": "POST /products/{productId}/plans",
    "list-access-definitions": "GET /organizations/{organizationId}/access-definitions",
    "create-access-definition": "POST /access-definitions",
    "search-bundles": "GET /bundles",
    "create-bundle": "POST /bundles",
    "update-bundle": "PATCH /bundles/{bundleId}",
    "delete-bundle": "DELETE /bundles/{bundleId}",
    "create-subscription": "POST /bundles/{bundleId}/subscriptions",
    "request-activation": "POST /bundles/{bundleId}/activation-request",
    "fetch-technical-users": "GET /technical-users",
    "create-technical-user": "POST /technical-users",
};
const wallis_fields = {
    product: {
        name: fields_text(3, 50),
        description: orNull(fields_text(0, 240)),
        detailedDescription: orNull(fields_text()),
        colour: orNull(fields_text(0, 32)),
        accessDefinitionId: fields_text(),
        productStatus: fields_oneOf("DRAFT", "PUBLISHED"),
        publiclyAvailable: truth,
        supportMultiplePlans: truth,
        productLinks: orNull(listOf(mapping({ name: fields_text(0, 25), url: fields_text(0, 2048), orderNum: fields_whole() }, "name", "url"))),
    },
    plan: {
        name: fields_text(3, 50),
        planType: fields_oneOf("STATIC", "DYNAMIC"),
        description: fields_text(0, 255),
        validity: mapping({ validFrom: dateTime, validUntil: dateTime }),
    },
    accessDefinition: {
        name: fields_text(3, 255),
        accessExchangeType: fields_oneOf("GENERATE_TOKEN", "MANUAL_EXCHANGE"),
        active: truth,
        defaultDefinition: truth,
        accessType: mapping({
            hashAlgorithm: fields_oneOf("SHA256"),
            maxTokenLength: fields_whole(32, 128),
            type: fields_oneOf("accessToken"),
            validityPeriod: fields_whole(0),
        }),
    },
    app: { name: fields_text(1), description: orNull(fields_text()) },
    subscription: {},
    activation: { note: fields_text(0, 600) },
    technicalUser: { name: fields_text(1, 50) },
};
/** A history of states in any order: the newest counts. */
const newest = (history) => (history ?? []).toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0];
const wallis_MEANING = {
    REQUESTED: "waiting",
    IN_PROGRESS: "waiting",
    APPROVED: "done",
    REJECTED: "failed",
    IN_TERMINATION: "failed",
    TERMINATED: "failed",
};
/** A status that nobody has described is shown, with a warning. */
const wallis_stateOf = (approval) => approval && {
    name: approval.approvalStatus,
    is: wallis_MEANING[approval.approvalStatus],
    note: approval.note,
};
const wallis = {
    name: "Wallis Developer Portal",
    headers: [ORGANIZATION],
    operations,
    inferred: Object.keys(operations),
    secretFields: ["clientSecret", "refreshToken", "accessToken"],
    error: ({ message, type, traceId }) => ({ message, code: type, trace: traceId }),
    kinds: {
        accessDefinition: {
            collection: "accessDefinitions",
            match: ["name"],
            ...described(wallis_fields.accessDefinition),
            list: (at) => at.call("list-access-definitions", { path: { organizationId: at.headers[ORGANIZATION] ?? "" } }),
            items: (answer) => answer.accessDefinitions,
            // An unlimited validity is 0 in a request and missing in an answer.
            fields: (item) => ({
                ...item,
                ...(item.accessType && {
                    accessType: { ...item.accessType, validityPeriod: item.accessType.validityPeriod ?? 0 },
                }),
            }),
            create: (declared, at) => lacking(declared, "accessExchangeType") ??
                at.call("create-access-definition", { body: { providerId: at.headers[ORGANIZATION], ...declared } }),
        },
        product: {
            collection: "products",
            match: ["name"],
            references: { accessDefinitionId: "accessDefinition" },
            ...described(wallis_fields.product),
            // Its links have ids, which an update needs, and which the manifest does not know.
            keyed: { productLinks: "name" },
            list: (at) => at.call("search-products", { query: { ...wallis_everything, providerId: at.headers[ORGANIZATION] } }),
            items: (answer) => answer.products,
            // A product that is declared here is our own; one that is only referred to may be of any provider.
            find: ({ name }, at) => {
                const isOurs = at.want.some((wanted) => wanted.name === name);
                const provider = isOurs ? { providerId: at.headers[ORGANIZATION] } : {};
                return at.call("search-products", { query: { ...wallis_everything, ...provider, q: name } });
            },
            create: (declared, at) => at.call("create-product", { body: declared }),
            update: ({ changes, item }, at) => at.call("update-product", { path: { productId: item.id }, body: changes }),
        },
        plan: {
            in: "product",
            collection: "plans",
            match: ["name"],
            ...described(wallis_fields.plan),
            list: (at) => at.call("get-product-plans", { path: { productId: at.parent.id } }),
            items: (answer) => answer.plans?.filter((plan) => !plan.deleted),
            create: (declared, at) => lacking(declared, "planType") ??
                at.call("create-a-plan", { path: { productId: at.parent.id }, body: declared }),
        },
        app: {
            collection: "apps",
            match: ["name"],
            ...described(wallis_fields.app),
            list: (at) => at.call("search-bundles", { query: ours(at.headers) }),
            // A provider's organisation is shown its customers' bundles too.
            items: (answer, at) => answer.bundles?.filter(({ organizationId }) => (organizationId ?? at.headers[ORGANIZATION]) === at.headers[ORGANIZATION]),
            find: ({ name }, at) => at.call("search-bundles", { query: { ...ours(at.headers), q: name } }),
            create: (declared, at) => at.call("create-bundle", { body: declared }),
            update: ({ changes, item }, at) => at.call("update-bundle", { path: { bundleId: item.id }, body: changes }),
            delete: (item, at) => LIVE.includes(item.contractStatus)
                ? {
                    refuse: `its contract status is ${item.contractStatus}, and the portal deletes only drafts and terminated apps; have it terminated first`,
                }
                : at.call("delete-bundle", { path: { bundleId: item.id } }),
        },
        subscription: {
            in: "app",
            collection: "subscriptions",
            match: ["product", "plan"],
            references: { product: "product", plan: { kind: "plan", of: "product" } },
            ...described(wallis_fields.subscription),
            list: (at) => (at.parent.bundleProducts ?? []).flatMap((product) => (product.subscriptions ?? []).map((subscription) => ({
                ...subscription,
                productId: product.id,
            }))),
            fields: (item) => ({ product: item.productId, plan: item.planId }),
            create: ({ plan }, at) => at.call("create-subscription", { path: { bundleId: at.parent.id }, body: { planIds: [plan] } }),
            state: (item) => wallis_stateOf(newest(item.approvals)),
            conflict: ({ status, message }) => status === 400 && /conflict|already/i.test(message),
        },
        activation: {
            in: "app",
            collection: "activation",
            single: true,
            ...described(wallis_fields.activation),
            sentOnly: ["note"],
            after: ["subscription"],
            again: ["subscription"],
            list: (at) => newest(at.parent.approvals),
            create: (declared, at) => lacking(declared, "note") ??
                at.call("request-activation", { path: { bundleId: at.parent.id }, body: declared }),
            state: wallis_stateOf,
            conflict: ({ status, message }) => status === 400 && /conflict|already/i.test(message),
        },
        technicalUser: {
            collection: "technicalUsers",
            match: ["name"],
            ...described(wallis_fields.technicalUser),
            list: (at) => at.call("fetch-technical-users"),
            items: (answer) => answer.filter?.((user) => !user.deleted),
            create: (declared, at) => at.call("create-technical-user", { body: declared, headers: { "X-API-RESOURCE-VERSION": "2" } }),
            once: ({ clientId, clientSecret, refreshToken, accessToken }) => ({
                clientId,
                clientSecret,
                refreshToken,
                accessToken,
            }),
            shownOnce: true,
        },
    },
};
const wallis_everything = { includePrivate: true, includePublic: true };
/** The documented filter; its values need no quotes. */
const ours = (headers) => ({ filter: `organizationId:${headers[ORGANIZATION]}` });
const LIVE = ["REQUESTED", "IN_PROGRESS", "APPROVED", "IN_TERMINATION"];

;// CONCATENATED MODULE: ./build/provision/portals/index.js



const builtIn = { gravitee: gravitee, wallis: wallis, "usage-engine": usageEngine };

// EXTERNAL MODULE: ./build/provision/portal/check-module.js
var check_module = __nccwpck_require__(6571);
;// CONCATENATED MODULE: ./build/provision/portal/kinds.js
/** @param module its shape has been checked */
function portalOf(module) {
    const kinds = Object.entries(module.kinds).map(([name, kind], order) => {
        const { match = [], references = {}, unordered = [], keyed = {} } = kind;
        return {
            name,
            module: kind,
            parent: undefined,
            children: [],
            order,
            match: match.map((field) => ({ name: field.replace(/\?$/, ""), optional: field.endsWith("?") })),
            references: Object.entries(references).map(([pattern, reference]) => fieldOf(pattern, reference)),
            rules: { unordered: new Set(unordered), keyed: new Map(Object.entries(keyed)) },
        };
    });
    const byName = new Map(kinds.map((kind) => [kind.name, kind]));
    for (const kind of kinds) {
        kind.parent = byName.get(kind.module.in ?? "");
        kind.parent?.children.push(kind);
    }
    return { module, kinds, kindOf: (name) => byName.get(name) };
}
const fieldOf = (pattern, reference) => typeof reference === "string"
    ? { pattern, kind: reference, of: undefined }
    : { pattern, kind: reference.kind, of: reference.of };
/** The kinds that a kind is nested in, from the innermost. */
const above = ({ parent }) => (parent ? [parent, ...above(parent)] : []);

;// CONCATENATED MODULE: ./build/provision/portal/load.js
// Finds the portal that a manifest names: one that is built in, or a module in the repository.
var __rewriteRelativeImportExtension = (undefined && undefined.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};









/** A path, not a name. */
const isPath = (name) => /^\.{0,2}\//.test(name);
/** @returns undefined after a problem, which is reported */
async function loadPortal({ name, place }, { workspace, untrusted, report }) {
    if (!isPath(name)) {
        const module = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
        if (module)
            return { portal: portalOf(module), identity: { name } };
        report({
            code: "invalid_manifest",
            place,
            say: ["unknownPortal", name, (0,near/* near */.Z)(name, Object.keys(builtIn))],
        });
        return undefined;
    }
    // The code of a fork must not run where there are secrets, whoever started the run.
    if (untrusted) {
        report({ code: "invalid_input", place, say: ["untrustedModule", name] });
        return undefined;
    }
    const absolute = (0,provision_workspace/* absolutePath */.Hi)((0,external_node_path_.join)((0,external_node_path_.dirname)(place.file), name), workspace);
    const file = (0,provision_workspace/* shownPath */.pS)(absolute, workspace);
    if (!/\.(mjs|js|ts|mts)$/.test(name) || !(0,external_node_fs_.existsSync)(absolute)) {
        report({ code: "invalid_manifest", place, say: ["noPortalModule", name, file] });
        return undefined;
    }
    const value = await imported(absolute, { file, workspace, report });
    const module = value && (0,check_module/* checkModule */.t)(value.module, file, report);
    if (!module)
        return undefined;
    const sha256 = (0,external_node_crypto_.createHash)("sha256").update((0,external_node_fs_.readFileSync)(absolute)).digest("hex");
    return { portal: portalOf(module), identity: { name: file, sha256 } };
}
/** Node 24 runs TypeScript too, by leaving out its types. */
async function imported(absolute, { file, workspace, report }) {
    const url = (0,external_node_url_namespaceObject.pathToFileURL)(absolute).href;
    try {
        // The bundler must leave this import alone: the module is not part of the bundle.
        const loaded = await import(__rewriteRelativeImportExtension(/* webpackIgnore: true */ url));
        return { module: loaded.default };
    }
    catch (error) {
        const { name = "Error", message = String(error), stack = "" } = error instanceof Error ? error : {};
        const [line = 1, column = 1] = [url, absolute].map((path) => positionIn(stack, path)).find(Boolean) ?? [];
        report({
            code: "invalid_portal",
            place: { file, line, column },
            say: ["moduleNotLoaded", file, name, message.replaceAll(`${workspace}/`, "")],
        });
        return undefined;
    }
}
/** The first line and column of a file that a stack names. */
function positionIn(stack, path) {
    const [, after = ""] = stack.split(`${path}:`);
    const [, line, column = "1"] = /^(\d+)(?::(\d+))?/.exec(after) ?? [];
    return line === undefined ? undefined : [Number(line), Number(column)];
}

;// CONCATENATED MODULE: ./build/provision/portal/operations.js



/** @param documented the operations of the OpenAPI document, if there is one */
function createOperations({ operations, inferred = [] }, { overrides, documented, }) {
    const known = new Map();
    const find = (name) => {
        const own = Object.hasOwn(operations, name) ? operations[name] : undefined;
        if (own === undefined)
            throw new Misuse("unknownOperation", name, (0,near/* near */.Z)(name, Object.keys(operations)));
        const override = overrides.get(name);
        const found = override ?? documented?.find(name, own);
        const [, method = "", path = ""] = check_module/* OPERATION */.q.exec(found ?? own);
        return {
            name,
            method: method,
            path,
            parameters: renamed(parametersOf(path), parametersOf(own)),
            isDocumented: override === undefined && documented !== undefined,
            inferred: found === undefined && inferred.includes(name),
        };
    };
    return (name) => {
        const operation = known.get(name) ?? find(name);
        known.set(name, operation);
        return operation;
    };
}
const parametersOf = (path) => [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
/** Parameters are known by their names. Where both have as many, the others are taken in their order. */
function renamed(parameters, own) {
    const others = own.filter((name) => !parameters.includes(name));
    return parameters.map((name) => own.includes(name) || parameters.length !== own.length ? name : (others.shift() ?? name));
}
/** The manifest's `operations`. @returns those that are right; problems are reported as `invalid_manifest` */
function overridesOf({ operations }, module, report) {
    const overrides = new Map();
    for (const { name, value, place } of operations) {
        const own = Object.hasOwn(module.operations, name) ? module.operations[name] : undefined;
        const refuse = (...say) => report({ code: "invalid_manifest", place, say });
        if (own === undefined)
            refuse("noSuchOperation", name, (0,near/* near */.Z)(name, Object.keys(module.operations)));
        else if (typeof value !== "string" || !check_module/* OPERATION */.q.test(value))
            refuse("notAnOperation", name);
        else if (parametersOf(value).length !== parametersOf(own).length)
            refuse("otherParameters", name, parametersOf(own));
        else
            overrides.set(name, value);
    }
    return overrides;
}

;// CONCATENATED MODULE: ./build/provision/offline.js
// Everything that can be found wrong without asking the portal, all at once.















/**
 * @returns undefined when there is too little to go on. Problems are reported in the order of their codes and places; any
 * problem forbids to send anything
 */
async function readDeclared(configuration, { env, untrusted, report }) {
    const problems = [];
    const collect = (problem) => problems.push(problem);
    try {
        return await declaredBy(configuration, { env, untrusted, report: collect });
    }
    finally {
        for (const problem of sorted(distinct(problems)))
            report(problem);
    }
}
async function declaredBy({ manifest, openapi, headers, mode, githubToken }, { env, untrusted, report }) {
    const workspace = (0,provision_workspace/* workspaceOf */.B3)(env);
    const isOffline = isOfflineOnly(env);
    const checks = openapi === undefined ? undefined : await documentChecks(openapi, workspace, report);
    const sources = readManifest(manifest, workspace, report);
    const top = topOf(sources, report);
    const loaded = top && (await loadPortal(top.portal, { workspace, untrusted, report }));
    if (!loaded)
        return undefined;
    const { portal, identity } = loaded;
    const missing = (portal.module.headers ?? []).filter((name) => headers[name.toLowerCase()] === undefined);
    // GitHub withholds variables from forks, as it does with secrets.
    for (const name of isOffline ? [] : missing)
        report({ code: "invalid_input", say: ["missingHeader", portal.module.name, name] });
    const overrides = overridesOf(top, portal.module, report);
    const operations = createOperations(portal.module, { overrides, documented: checks?.documented });
    // With something in their place, the functions of the module can be called all the same.
    const inPlace = missing.map((name) => [name.toLowerCase(), `{${name}}`]);
    const basis = {
        operations,
        options: top.options,
        headers: { ...headers, ...Object.fromEntries(inPlace) },
        checks,
    };
    const resources = declaredResources(sources, portal, report);
    resolveReferences(resources, portal, report);
    checkFields(resources, portal, report);
    if (mode === "apply" && githubToken === undefined && !isOffline && resources.some(storesSomething))
        report({ code: "invalid_input", say: ["noGithubToken"] });
    checkLists(resources, { portal, basis, report });
    checkBodies(resources, { portal, basis, report });
    return { portal, identity, resources, files: sources.length, basis };
}
/** A function that is wrong for one resource is wrong for the others of its kind: reported once. */
const distinct = (problems) => [
    ...new Map(problems.map((problem) => {
        const { code, place, address, say } = problem;
        return [
            JSON.stringify(code === "invalid_manifest" ? [code, place, address, say] : [code, say]),
            problem,
        ];
    })).values(),
];
/** As the file is read, what belongs to no file first. */
const sorted = (problems) => problems.toSorted((a, b) => {
    const [one, other] = [orderOf(a), orderOf(b)];
    const at = one.findIndex((value, index) => value !== other[index]);
    return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
});
const orderOf = ({ code, place }) => [
    provision_problem/* OFFLINE_CODES */.l.indexOf(code),
    place?.file ?? "",
    place?.line ?? 0,
    place?.column ?? 0,
];
/** Validation is loaded only where there is a document. */
async function documentChecks(path, workspace, report) {
    const { readOpenApi, documentedOperations, createBodyCheck } = await Promise.all(/* import() */[__nccwpck_require__.e(208), __nccwpck_require__.e(970)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3970));
    const document = readOpenApi(path, workspace, report);
    return (document && {
        documented: documentedOperations(document),
        checkBody: createBodyCheck(document),
        file: document.file,
    });
}
/**
 * Calls `list` and `find` before anything is read, and reports what would be wrong whatever they are given. At the top
 * level they need nothing from the portal, so there every problem counts.
 */
function checkLists(resources, { portal, basis, report }) {
    const targets = resources.flatMap(({ declared }) => declared.references.map(({ target }) => target));
    const byKind = Map.groupBy([...resources, ...targets], ({ kind }) => kind);
    for (const [kind, [subject]] of byKind) {
        const at = atOf(subject, offline, basis);
        const match = [...subject.match].map(([name, value]) => [name, matchId(value)]);
        const { name, module, parent } = kind;
        const calls = { list: () => module.list(at), find: () => module.find?.(Object.fromEntries(match), at) };
        for (const [member, call] of Object.entries(calls))
            try {
                refuseWriting({ portal: portal.module.name, name: `${name}.${member}` }, call, basis);
            }
            catch (error) {
                if (!(error instanceof provision_problem/* Stop */.V))
                    throw error;
                if (!parent || isCertain(error.problem))
                    report(error.problem);
            }
    }
}
const matchId = (value) => typeof value === "string" ? value : offline.idOf(value);
/** @throws Stop `invalid_portal` when what is called does not only read */
function refuseWriting(called, call, { operations }) {
    const request = requestIn(called, invoke(called, call), operations);
    if (request && !onlyReads(request))
        throw invalid(called, "notReading", request.method);
}

;// CONCATENATED MODULE: ./build/provision/api/secret-fields.js

/** How deep an answer may be nested. More would exhaust the stack of what works with it. */
const DEEPEST = 200;
const secret_fields_plain = (name) => name.replace(/[\s_-]/g, "").toLowerCase();
/**
 * The values of secret fields at any depth; undefined when the answer is nested too deeply.
 * @param names compared without case, blanks, `_` and `-`
 */
function secretsIn(answer, names) {
    const secret = new Set(names.map(secret_fields_plain));
    const found = [];
    const left = [
        { value: answer, depth: 0, isSecret: false },
    ];
    while (left.length > 0) {
        const { value, depth, isSecret } = left.pop();
        if (depth > DEEPEST)
            return undefined;
        if (isSecret && ["string", "number"].includes(typeof value))
            found.push(String(value));
        if (Array.isArray(value))
            for (const item of value)
                left.push({ value: item, depth: depth + 1, isSecret });
        else
            for (const [name, member] of Object.entries((0,build_json/* asObject */.eB)(value) ?? {}))
                left.push({ value: member, depth: depth + 1, isSecret: isSecret || secret.has(secret_fields_plain(name)) });
    }
    return found;
}
/** The same value with `***` in place of what secret fields hold. */
function withoutSecrets(value, names) {
    const secret = new Set(names.map(secret_fields_plain));
    const blank = (current) => {
        if (Array.isArray(current))
            return current.map(blank);
        const mapping = (0,build_json/* asObject */.eB)(current);
        if (!mapping)
            return current;
        return Object.fromEntries(Object.entries(mapping).map(([name, member]) => [
            name,
            secret.has(secret_fields_plain(name)) && member != null ? "***" : blank(member),
        ]));
    };
    return blank(value);
}
/** A quotation mark, and its escaped forms in JSON, URLs and HTML. */
const QUOTE = "\\\\{0,8}[\"']|%22|%27|&quot;|&#39;";
/**
 * Redacts text from a server: besides what is known to be secret, the value that follows the name of a secret field
 * in running text, which was never seen as a field.
 */
function serverText(secrets, { secretFields = [] }) {
    const names = secretFields.map((name) => name
        .replace(/([a-z\d])(?=[A-Z])/g, "$1_")
        .split(/[\s_-]+/)
        .map((part) => part.replace(/[^\w]/g, "\\$&"))
        .join("[\\s_-]?"));
    // In quotes it goes up to the next one.
    const named = new RegExp(`(${names.join("|")})((?:${QUOTE})?\\s*(?:[:=]|%3[AD])(?:\\s|%20)*)(?:(${QUOTE})(?:(?!${QUOTE})[^])*|[^\\s"'&,;<>{}\\\\]+)`, "gi");
    const blank = (text) => (names.length > 0 ? text.replace(named, "$1$2$3***") : text);
    return {
        redactQuote: (text) => secrets.redactQuote(blank(text)),
        hide: (...values) => secrets.hide(...values),
    };
}

;// CONCATENATED MODULE: ./build/provision/visible-json.js
// JSON in which every character can be seen: what a portal names may run backwards, or look like something else.
const INVISIBLE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
const escaped = (character) => Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
/** The value is the same for whoever parses it. */
const visibleJson = (value, indent) => JSON.stringify(value, undefined, indent).replace(INVISIBLE, escaped);

;// CONCATENATED MODULE: ./build/provision/plan/plan-file.js
// The plan as data: what a reviewer approves, and what a later apply is compared with.









const VERSION = 1;
/** @param redact replaces what is secret in a text */
function planFileOf({ entries }, of, redact) {
    const placeholders = new Map(entries.map(({ resource }) => [encodeURIComponent(placeholderOf(resource)), placeholderOf(resource)]));
    const withoutAny = (value) => inEachText(withoutSecrets(value, of.secretFields), redact);
    const actions = entries.flatMap((entry) => {
        const { resource, assessment, problem } = entry;
        const stored = namesToStore(entry);
        if (!assessment || problem || (assessment.verb === "none" && stored.length === 0))
            return [];
        const { verb, before, after, requests } = assessment;
        const { store } = resource.declared;
        return [
            {
                kind: resource.kind.name,
                address: resource.address,
                action: verb,
                before: withoutAny(before),
                after: withoutAny(after),
                requests: requests.map((request) => withoutAny(plannedRequest(request, placeholders))),
                ...(stored.length > 0 && {
                    store: Object.fromEntries(stored.map((name) => [name, of.secretName(store[name])])),
                }),
            },
        ];
    });
    return {
        version: VERSION,
        portal: of.portal,
        apiUrl: of.apiUrl,
        headersSha256: headersDigest(of),
        actions,
        ids: withoutAny(idsOf(entries)),
        digest: digestOf(actions),
    };
}
const idsOf = (entries) => Object.fromEntries(entries.flatMap(({ resource, assessment, problem }) => assessment?.found?.id === undefined || problem || assessment.verb === "none"
    ? []
    : [[resource.address, assessment.found.id]]));
/** What is stored with a create, and what is to be stored by now. */
const namesToStore = ({ resource, assessment, toStore }) => assessment?.verb === "create" ? Object.keys(resource.declared.store) : toStore;
const sha256 = (text) => (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex");
const headersDigest = ({ headers }) => sha256((0,values/* canonical */.$N)(Object.entries(headers).sort()));
const digestOf = (actions) => sha256((0,values/* canonical */.$N)(actions));
/** @param placeholders by their encoded form in a path; the plan shows them decoded */
const plannedRequest = ({ operation, method, path, query, body }, placeholders) => ({
    operation,
    method,
    path: path
        .split("/")
        .map((segment) => placeholders.get(segment) ?? withPlaceholdersIn(segment, placeholders))
        .join("/"),
    query,
    ...(body === undefined ? {} : { body }),
});
/** A part of a path that may hold more than one id. */
const withPlaceholdersIn = (segment, placeholders) => segment.includes("%7B")
    ? [...placeholders].reduce((text, [encoded, plain]) => text.replaceAll(encoded, plain), segment)
    : segment;
function writePlanFile(plan, path) {
    (0,external_node_fs_.writeFileSync)(path, `${visibleJson(plan, 2)}\n`, { mode: 0o600 });
}
/**
 * An approved plan, for this portal with these settings.
 * @param path as the input names it
 * @throws Stop `invalid_input` when it cannot be used
 */
function readApproved(path, absolute, of) {
    const refuse = (...say) => new provision_problem/* Stop */.V({ code: "invalid_input", say });
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(absolute, "utf8");
    }
    catch {
        throw refuse("noPlanFile", path);
    }
    const plan = (0,build_json/* asObject */.eB)((0,build_json/* parseJson */.qF)(text));
    const isPlan = plan?.version === VERSION &&
        Array.isArray(plan.actions) &&
        plan.actions.every(isAction) &&
        (0,build_json/* asObject */.eB)(plan.ids) !== undefined;
    if (!isPlan)
        throw refuse("notAPlan", path);
    if (digestOf(plan.actions) !== plan.digest)
        throw refuse("planDigest", path);
    if ((0,values/* canonical */.$N)(plan.portal) !== (0,values/* canonical */.$N)(of.portal))
        throw refuse("planOfOther", path, "portal, or another version of its module");
    if (plan.apiUrl !== of.apiUrl)
        throw refuse("planOfOther", path, '"api-url"');
    if (plan.headersSha256 !== headersDigest(of))
        throw refuse("planOfOther", path, 'set of "headers"');
    return plan;
}
const isAction = (value) => {
    const { requests } = (0,build_json/* asObject */.eB)(value) ?? {};
    return Array.isArray(requests) && requests.every((request) => (0,build_json/* asObject */.eB)(request) !== undefined);
};
/** What of an action must be as it was approved. The body of a request may hold what changes from read to read. */
const approvedPart = ({ kind, address, action, before, after, requests, store }) => (0,values/* canonical */.$N)({
    kind,
    address,
    action,
    before,
    after,
    store,
    requests: requests.map(({ method, path, query }) => ({ method, path, query })),
});
/** The actions that were not approved like this. To store what the portal shows by now changes nothing there. */
function notApproved(now, approved) {
    const known = new Set(approved.actions.map(approvedPart));
    const isSame = ({ address }) => now.ids[address] === approved.ids[address];
    return now.actions.filter((action) => action.action !== "none" && !(known.has(approvedPart(action)) && isSame(action)));
}

;// CONCATENATED MODULE: ./build/step/messages/docs.js
// Links to the documents of this repository, for messages: they work from any log, and lead to the version that runs.
/** The tag under which users call the actions; it moves with every release of this major version. */
const MAJOR_VERSION = "v1";
/** @param heading its anchor on the page */
const docs = (page, heading) => `https://github.com/org/devportal-token-action/blob/${MAJOR_VERSION}/docs/${page}#${heading}`;
/** What a code means, and what to do. */
const aboutCode = (page, code) => `About ${code}: ${docs(page, code)}`;

;// CONCATENATED MODULE: ./build/provision/counts.js
function countsOf(entries) {
    const fine = entries.filter(({ problem, notTried }) => !problem && !notTried);
    const createdInSpite = entries.filter(({ problem, assessment, notTried }) => problem?.code === "store_failed" && assessment?.verb === "create" && !notTried);
    const withVerb = (verb) => fine.filter(({ assessment }) => assessment?.verb === verb).length;
    return {
        // Its secret could not be stored, and yet it is there.
        created: withVerb("create") + createdInSpite.length,
        updated: withVerb("update"),
        deleted: withVerb("delete"),
        unchanged: withVerb("none"),
        failed: entries.filter(({ problem }) => problem).length - createdInSpite.length,
        notTried: entries.filter(({ notTried }) => notTried).length,
        waiting: fine.filter(({ assessment }) => assessment?.state?.is === "waiting").length,
    };
}

;// CONCATENATED MODULE: ./build/step/messages/input-problems.js
// What is wrong with an input of any action, in sentences: each names the input in quotes and ends with what to do.

const stepProblems = {
    whitespaceInside: (name) => `"${name}" contains whitespace or a line break: copy the value again, in one piece.`,
    notAUrl: (name) => `"${name}" is not a URL: write it in full, starting with https://.`,
    urlWithCredentials: (name) => `"${name}" contains a user name or password before the host: remove it and give credentials in the inputs made for them.`,
    urlWithFragment: (name) => `"${name}" ends in a #fragment, which no endpoint has: remove the fragment.`,
    plainHttp: (name) => `"${name}" is a plain http URL, so anyone on the network could read the credentials: use https, or set "allow-http: true" for a test server.`,
    notANumber: (name, value, least, most) => `"${name}" is ${quote(value)}: give a whole number ${most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`}.`,
    unknownValue: (name, value, values) => `"${name}" is ${quote(value)}, which is not an allowed value: use ${alternatives(values)}.`,
    notPem: (name, label) => `"${name}" cannot be read as PEM: paste the whole text from -----BEGIN ${label}----- to the END line, with its line breaks and not encrypted.`,
    notAName: (name, value) => `"${name}" is ${quote(value)}, which is not a name: give the name that the settings show.`,
    notAToken: (name) => `"${name}" contains a character that no token has, perhaps an invisible one: copy the value again, in one piece.`,
    blank: (name) => `"${name}" contains only whitespace: give it a value, or remove the input.`,
    halfCertificate: (present, absent) => `"${present}" is set without "${absent}": mutual TLS needs both.`,
    certificateMisfit: () => '"client-key" is not the private key of "client-certificate": give a pair that belongs together, with the certificate of the client first in its file.',
    // Why a secret is empty in this run.
    noSecretsForForks: () => "This run is for a pull request from a fork, and GitHub gives such runs no secrets. Run this job on push, or only for pull requests from this repository.",
    noSecretsForDependabot: () => "This run was started by Dependabot, which gets only Dependabot secrets. Add the secret under Settings > Secrets and variables > Dependabot, or skip this job for dependabot[bot].",
    noSecretsPassed: () => 'A called workflow gets only the secrets that the calling job passes to it. Add the secret under "secrets:" of that job, such as "client-secret: ${{ secrets.MY_CLIENT_SECRET }}", and check its spelling in Settings > Secrets and variables > Actions. A secret of an environment must have the name that the workflow uses, such as DEVPORTAL_CLIENT_SECRET, and must be passed under that name, with "environment" set.',
    noSuchSecret: () => 'Most likely there is no secret of the name that the workflow uses. Check its spelling in Settings > Secrets and variables > Actions. If it belongs to an environment, the job must name that "environment:". In a reusable workflow, the caller must pass it (by name, or with "secrets: inherit").',
};

;// CONCATENATED MODULE: ./build/step/messages/came-back.js
/** The text in brackets, after a blank; nothing when there is none. */
const inBrackets = (text) => (text ? ` (${text})` : "");
/** Status, OAuth error and the server's own text, as far as there are any. */
function answered({ status, error, description, details, title, text, contentType, location, }) {
    const what = error
        ? ` with the OAuth error "${error}"${description ? `: "${description}"` : ""}`
        : location
            ? ` with a redirect to ${location}`
            : title
                ? ` with a page titled "${title}"`
                : text
                    ? `: "${text}"`
                    : contentType && !details
                        ? ` with ${contentType}`
                        : "";
    return `answered ${status}${what}${inBrackets(details)}`;
}
const cameBackFromNetwork = {
    dns: ({ cause }) => `the host name could not be resolved${inBrackets(cause)}`,
    connection: ({ cause, sent, reason }) => reason === "proxy"
        ? `the proxy could not be reached or closed the connection${inBrackets(cause)}`
        : `the connection ${sent ? "was closed before the answer was complete" : "could not be made"}${inBrackets(cause)}`,
    tls: ({ cause, reason }) => `no trusted TLS connection ${reason === "proxy" ? "to the proxy " : ""}could be made${inBrackets(cause)}`,
    timeout: ({ seconds, sent, reason }) => reason === "no_time"
        ? `earlier requests took nearly all of the ${seconds} s that all requests have together`
        : `no ${sent ? "complete answer came" : "connection could be made"} within ${seconds} s`,
    http_status: (evidence) => evidence.reason === "proxy"
        ? `the proxy answered ${evidence.status} and did not open a connection to the server`
        : `the server ${answered(evidence)}`,
};

;// CONCATENATED MODULE: ./build/step/messages/hint.js
const holds = (fact, wanted) => wanted instanceof RegExp ? wanted.test(String(fact ?? "")) : [wanted].flat().includes(fact);
function fits(when, facts) {
    const known = new Map(Object.entries(facts));
    known.set("words", [facts.description, facts.details, facts.title, facts.text].join(" "));
    return [when]
        .flat()
        .some((condition) => Object.entries(condition).every(([name, wanted]) => holds(known.get(name), wanted)));
}
/** Cause and remedy of the first row that fits, its suggestion included. */
function hintFor(hints, facts) {
    const hint = hints.find((row) => fits(row.when, facts));
    if (!hint)
        return undefined;
    const { id, cause, remedy } = hint;
    const suggestion = hint.suggest?.(facts);
    return { id, cause, remedy: suggestion ? `${remedy} ${suggestion}` : remedy };
}

;// CONCATENATED MODULE: ./build/step/messages/time.js
// Times and durations as people read them.
/** A duration in seconds, in words: "2 hours", "1 hour 30 minutes", "45 seconds". */
function inWords(seconds) {
    const units = [
        ["day", 86_400],
        ["hour", 3600],
        ["minute", 60],
        ["second", 1],
    ];
    const parts = [];
    let rest = seconds;
    for (const [unit, size] of units) {
        const count = Math.floor(rest / size);
        rest -= count * size;
        if (count > 0)
            parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
        else if (parts.length > 0)
            break;
    }
    return parts.slice(0, 2).join(" ") || "0 seconds";
}
/** A time in UTC, from milliseconds since the epoch. */
const inUtc = (milliseconds) => `${new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ")} UTC`;

;// CONCATENATED MODULE: ./build/step/messages/network-hints.js
const networkHints = [
    {
        id: "dns",
        when: { code: "dns" },
        cause: "the host name is misspelt, or it is known only inside a network that this runner is not in.",
        remedy: "compare the host name above with the one that the portal shows; for an internal host use a self-hosted runner in that network.",
    },
    {
        id: "proxy-unreachable",
        when: { code: "connection", reason: "proxy" },
        cause: "the proxy named by HTTPS_PROXY or HTTP_PROXY does not answer, or it closed the connection.",
        remedy: "check the proxy's address in the runner's environment, or add the host to NO_PROXY if it needs no proxy.",
    },
    {
        id: "proxy-tls",
        when: { code: "tls", reason: "proxy" },
        cause: "the connection to the proxy named by HTTPS_PROXY uses TLS itself, and this runner does not trust the proxy's certificate.",
        remedy: "write the proxy's address with http:// (an https request stays encrypted inside), or have the proxy's CA added to NODE_EXTRA_CA_CERTS on the runner.",
    },
    {
        id: "refused",
        when: { code: "connection", cause: /ECONNREFUSED/ },
        cause: "no server listens on that host and port, or a firewall rejects this runner.",
        remedy: "check the port in the URL, whether the server is running, and whether it accepts connections from this runner's network.",
    },
    {
        id: "unreachable",
        when: { code: "connection", cause: /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/ },
        cause: "there is no route from this runner to the server.",
        remedy: "use a runner in the server's network, or connect the runner to that network.",
    },
    {
        id: "not-http",
        when: { code: "connection", cause: /^HPE_INVALID_CONSTANT/ },
        cause: "the service on that host and port does not use HTTP, or expects TLS on this port.",
        remedy: "check the port, and whether the URL should start with https:// or http://.",
    },
    {
        id: "broken-http",
        when: { code: "connection", cause: /^HPE_/ },
        cause: "the answer breaks the rules of HTTP, for example with two lengths or with a forbidden character in a header.",
        remedy: "show the code above to the operator of the server, or of the proxy or gateway in front of it: other clients may ignore such a mistake, but this one must not.",
    },
    {
        id: "reset",
        when: { code: "connection" },
        cause: "the server, a load balancer or a firewall closed the connection before the answer was complete.",
        remedy: "run the job again; if the problem persists, look at the logs of the server, and of any proxy or gateway in front of it, for this time.",
    },
    {
        id: "tls-other-ca",
        when: {
            code: "tls",
            hasCa: true,
            cause: /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|CERT_SIGNATURE|INVALID_CA/,
        },
        cause: 'the server\'s certificate was not issued by the CA in "ca-certificate", nor by a public one; or the server does not send its intermediate certificate.',
        remedy: 'compare the issuer of the server\'s certificate with the subject of "ca-certificate", and give the whole chain of the private CA; if an intermediate certificate is missing, have the server send it.',
    },
    {
        id: "tls-untrusted",
        when: {
            code: "tls",
            cause: /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|CERT_SIGNATURE|INVALID_CA/,
        },
        cause: "the server's certificate was issued by a CA that this runner does not trust: a private CA, a proxy that inspects TLS, or a chain without its intermediate certificate.",
        remedy: 'give the CA certificate in "ca-certificate" (PEM); if the chain is incomplete, have the server send the intermediate certificate too.',
    },
    {
        id: "tls-expired",
        when: { code: "tls", cause: /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/ },
        cause: "the server's certificate has expired or is not valid yet; on a self-hosted runner the clock may be wrong.",
        remedy: "have the certificate renewed, and check the runner's clock.",
    },
    {
        id: "tls-wrong-name",
        when: { code: "tls", cause: /ALTNAME|HOSTNAME_MISMATCH/ },
        cause: "the server's certificate was issued for another host name.",
        remedy: "use a host name that is in the certificate, or have this one added to the certificate.",
    },
    {
        id: "tls-not-spoken",
        when: { code: "tls", cause: /wrong.version.number|packet.length.too.long|http.request/i },
        cause: "the service on that port does not use TLS; the port is probably one for plain http.",
        remedy: "check the port in the https URL; the usual one is 443, which can be left out.",
    },
    {
        id: "tls-client-certificate",
        when: {
            code: "tls",
            cause: /certificate.required|alert.(bad.certificate|unknown.ca|certificate|handshake)/i,
        },
        cause: "the server requires a client certificate, or does not accept the one it was sent.",
        remedy: 'give "client-certificate" and "client-key" as registered at the server, with any intermediate certificates in "client-certificate".',
    },
    {
        id: "tls-handshake",
        when: { code: "tls" },
        cause: "the server, or a proxy or gateway in front of it, ended the TLS handshake: it supports other TLS versions, does not know this host name, or is not an https server.",
        remedy: "check host and port in the URL, and the TLS settings of the server and of any proxy or gateway in front of it.",
    },
    {
        id: "timeout-connecting",
        when: { code: "timeout", sent: [false, undefined] },
        cause: "a firewall silently drops this runner's packets, or the server is down.",
        remedy: "check that this runner's network may reach the server: an allow list, a VPN, a proxy in HTTPS_PROXY. For an internal server use a self-hosted runner in its network.",
    },
    {
        id: "timeout",
        when: { code: "timeout" },
        cause: "the server is slow or overloaded: it accepted the request but did not answer in time.",
        remedy: 'run the job again; if the server is always slow, raise "timeout" (and "deadline").',
    },
];
/** Hints for a proxy that answered in the server's place. */
const proxyHints = [
    {
        id: "proxy-authentication",
        when: { code: "http_status", status: 407 },
        cause: "the proxy requires a user name and password, or does not accept those it was given.",
        remedy: "put them into HTTPS_PROXY or HTTP_PROXY, percent-encoded (http://user:password@host:port), from a secret.",
    },
    {
        id: "proxy-refused",
        when: { code: "http_status", reason: "proxy" },
        cause: "the proxy named by HTTPS_PROXY or HTTP_PROXY does not allow this runner to reach the server, or cannot reach the server itself.",
        remedy: "have the host allowed at the proxy, or add it to NO_PROXY if it needs no proxy.",
    },
];

;// CONCATENATED MODULE: ./build/provision/messages/hints.js

const REMEDY_FOR_GUESSES = 'give the portal\'s OpenAPI document in "openapi", or the method and path in the manifest: operations: { name: "METHOD /path" }.';
/** How a portal with identity providers of its own takes their tokens. */
const LOGIN = "token-exchange";
const loginHints = [
    {
        id: "login-identity",
        when: { code: "http_status", operation: LOGIN, status: [400, 404] },
        cause: "the portal has no identity provider of this name, or api-url is not complete.",
        remedy: 'correct "identity" under "options" in the manifest: it is what the portal calls its identity provider. Compare "api-url" with the portal\'s documentation.',
    },
    {
        id: "login-refused",
        when: { code: "http_status", operation: LOGIN, status: [401, 403] },
        cause: "the portal does not accept the identity provider's token: it has expired, is meant for another audience, or lacks a scope such as openid; or api-url is not complete.",
        remedy: 'get the token in the same job, shortly before; with client credentials set "scope: openid" there. Its audience (output "token-audience") must be the client with which the portal is registered at the identity provider.',
    },
];
const answerHints = [
    {
        id: "empty-401",
        when: { code: "http_status", status: 401, error: [undefined], description: [undefined] },
        cause: "the access token is missing, has expired, or is meant for another audience; a gateway that refuses it often sends nothing else.",
        remedy: 'get the token in the same job, shortly before; compare its audience (output "token-audience") with what the API expects.',
    },
    {
        id: "unauthorized",
        when: { code: "http_status", status: 401 },
        cause: "the portal does not accept the access token: it has expired, or is meant for another audience.",
        remedy: 'get the token in the same job, shortly before; compare its audience (output "token-audience") with what the API expects.',
    },
    {
        id: "inferred-operation",
        when: { code: "http_status", status: [403, 404, 405], inferred: true },
        cause: "method and path of this operation are a guess of the portal module: no public documentation gives them.",
        remedy: REMEDY_FOR_GUESSES,
    },
    {
        id: "not-found-as-400",
        when: { code: "http_status", status: 400, words: /not.?found|no such|unknown|does not exist/i },
        cause: "something that the request names does not exist, or this token may not see it.",
        remedy: "check the ids in the path above, the organisation in the headers, and the rights of the technical user.",
    },
    {
        id: "bad-request-inferred",
        when: { code: "http_status", status: 400, inferred: true },
        cause: "the portal does not understand the request: its method and path are a guess of the portal module.",
        remedy: REMEDY_FOR_GUESSES,
    },
    {
        id: "bad-request",
        when: { code: "http_status", status: [400, 422] },
        cause: "the portal does not accept a field of the request, or its rules forbid the change.",
        remedy: 'correct the manifest as the portal\'s message says; with "openapi" such mistakes are found before anything is sent.',
    },
    {
        id: "forbidden",
        when: { code: "http_status", status: 403 },
        cause: "the technical user may not do this, or a firewall or gateway in front of the portal rejected this runner.",
        remedy: "give the technical user the role that the portal's documentation names, and check the organisation in the headers.",
    },
    {
        id: "wrong-path",
        when: { code: "http_status", status: [404, 405] },
        cause: '"api-url" lacks a part of the path or has one too many, or the resource is gone.',
        remedy: 'compare the URL above with the portal\'s API documentation, and correct "api-url".',
    },
    {
        id: "conflict",
        when: { code: "http_status", status: [409, 412] },
        cause: "something of this name exists, or somebody changed it in the meantime.",
        remedy: "make the plan again and compare.",
    },
    {
        id: "redirect",
        when: { code: "http_status", status: [301, 302, 303, 307, 308] },
        cause: '"api-url" is not the address of the API, or the token is not accepted and the portal sends to its login page.',
        remedy: 'use the address of the API itself in "api-url", with https and the full path.',
    },
    {
        id: "busy",
        when: { code: "http_status", status: 429 },
        cause: "the portal limits the number of requests.",
        remedy: 'run the job again later, or raise "deadline" so that the action can wait.',
    },
    {
        id: "not-found-as-5xx",
        when: { code: "http_status", status: /^5/, words: /can ?not be found|not found|does not exist/i },
        cause: "something that the URL names does not exist, and the portal calls that an error of its own.",
        remedy: 'compare "api-url" and the URL above with the portal\'s API documentation.',
    },
    {
        id: "server-error",
        when: { code: "http_status", status: [500, 502, 503, 504] },
        cause: "the portal, or a gateway in front of it, has a fault.",
        remedy: "run the job again; if the problem persists, give the portal's operator the trace id or the time.",
    },
    {
        id: "html",
        when: { code: "unexpected_answer", reason: "not_json" },
        cause: '"api-url" leads to the portal\'s pages for people, or to a login page, not to its API.',
        remedy: 'compare "api-url" with the portal\'s API documentation.',
    },
    {
        id: "no-list",
        when: { code: "unexpected_answer", reason: "no_list" },
        cause: "this is another API or another version than the portal module expects.",
        remedy: 'compare "api-url" and the operation with the portal\'s API documentation.',
    },
];
const hints = [
    ...proxyHints,
    ...loginHints,
    ...answerHints,
    ...networkHints,
];

;// CONCATENATED MODULE: ./build/provision/messages/exchange.js






const UNEXPECTED = {
    too_large: () => "sent more than 16 MiB",
    too_deep: () => "sent JSON that is nested more deeply than any real answer",
    not_json: ({ title, text, contentType }) => title
        ? `sent no JSON, but a page titled "${title}"`
        : text
            ? `sent no JSON, but the text "${text}"`
            : contentType
                ? `sent no JSON object or list, but something else (${contentType})`
                : "sent nothing where JSON is expected",
    no_list: () => "sent JSON without the list that is expected there",
    unexpected: () => "sent a list, or nothing, where one resource is expected",
    no_id: () => "sent this resource without a usable id, so that it cannot be addressed",
    no_token: () => "sent no usable token",
    other_origin: ({ location = "" }) => `leads to its next page at another host (${(0,harmless/* shorten */.ml)(location, 200)}), where nothing is sent`,
    endless: () => "has more than 1,000 pages",
};
/** The portal's own words, its code and the id of the request. */
function exchange_answered({ status, error, description, details, title, text, contentType, location, }) {
    const what = location
        ? ` with a redirect to ${location}, which is not followed`
        : description
            ? `: "${description}"`
            : title
                ? ` with a page titled "${title}"`
                : text
                    ? `: "${text}"`
                    : contentType && !error
                        ? ` with ${contentType}`
                        : "";
    const known = [error && `code ${error}`, details].filter(Boolean).join(", ");
    return `the portal answered ${status}${what}${inBrackets(known)}`;
}
function cameBack({ failure: { code, evidence } }) {
    if (code === "unexpected_answer")
        return `the portal ${UNEXPECTED[evidence.reason ?? ""]?.(evidence) ?? "sent something else than expected"}`;
    if (code === "cancelled")
        return "the run was cancelled";
    if (code === "http_status" && evidence.reason !== "proxy")
        return exchange_answered(evidence);
    return cameBackFromNetwork[code](evidence);
}
const STOPPED = {
    deadline: () => 'The "deadline" left no time for another attempt.',
    "retry-after": ({ retryAfter = 0 }) => `The portal accepts another request at ${inUtc(Date.now() + Math.min(retryAfter, 1e12))} at the earliest. The "deadline" ends before that.`,
};
function exchangeText(exchange) {
    const { method, url, operation, failure } = exchange;
    const { attempts, stoppedBy } = failure.evidence;
    const circumstances = [
        attempts ? `${attempts} attempts were made.` : "",
        stoppedBy ? (STOPPED[stoppedBy]?.(failure.evidence) ?? "") : "",
    ];
    const code = failure.code === "http_status"
        ? failure.evidence.reason === "proxy"
            ? "connection"
            : "api_status"
        : failure.code;
    return tell({
        code,
        tried: `${method} ${url} (operation "${operation}")`,
        cameBack: cameBack(exchange),
        circumstances: circumstances.filter(Boolean).join(" "),
        hint: hintFor(hints, { ...failure.evidence, ...exchange, code: failure.code }),
    });
}

;// CONCATENATED MODULE: ./build/step/messages/github.js

const answeredByGitHub = (evidence) => `GitHub ${answered(evidence)}`;
/** What came back, by the failure's reason. */
const cameBackFromGitHub = {
    dns: ({ cause }) => `GitHub's host name could not be resolved${inBrackets(cause)}`,
    connection: ({ cause }) => `the connection to GitHub failed${inBrackets(cause)}`,
    tls: ({ cause }) => `no trusted TLS connection to GitHub could be made${inBrackets(cause)}`,
    timeout: ({ seconds }) => `GitHub did not answer within ${seconds} s`,
    proxy: ({ status }) => `the proxy answered ${status} and did not open a connection to GitHub`,
    no_place: answeredByGitHub,
    no_secret: answeredByGitHub,
    no_key: () => "GitHub's answer contains no public key",
    no_date: () => "GitHub's answer does not tell when the secret was written",
    unexpected: ({ title }) => `GitHub's answer${title ? `, a page titled "${title}",` : ""} is not what its documentation describes`,
};
const PERMISSIONS = "Secrets: write for a repository, Environments: write for an environment, Organization secrets: write for an organisation; GITHUB_TOKEN cannot have them";
/** @param inputs the names of the two inputs that say where the secret lives */
const githubHints = (inputs) => [
    {
        id: "token-invalid",
        when: { status: 401 },
        cause: '"github-token" is not valid: it has expired, was revoked, or is for another server.',
        remedy: "create a new token. A GitHub App token is valid for an hour only, so create it in this job.",
    },
    {
        id: "forbidden",
        when: { status: 403 },
        cause: '"github-token" may not write that secret.',
        remedy: `give a GitHub App token or a fine-grained personal access token with the right permission (${PERMISSIONS}).`,
    },
    {
        id: "no-place",
        when: { status: 404 },
        cause: '"github-token" cannot see that repository, environment or organisation, or the name is misspelt.',
        remedy: `check "${inputs[0]}" or "${inputs[1]}", and that the token was issued for this repository with the right permission (${PERMISSIONS}).`,
    },
    {
        id: "rejected",
        when: { status: 422 },
        cause: "GitHub did not accept the value: it may be too long (48 KB), or the public key changed twice.",
        remedy: "store a new value by hand if the command fails too.",
    },
    {
        id: "too-fast",
        when: { status: 429 },
        cause: 'the rate limit of "github-token" is exceeded.',
        remedy: "wait until the limit is reset, or use a GitHub App token, which has a limit of its own.",
    },
    {
        id: "failed",
        when: {},
        cause: "GitHub is having problems, or this runner cannot reach it.",
        remedy: "look at githubstatus.com and at the runner's network, then run the job again.",
    },
];

;// CONCATENATED MODULE: ./build/step/messages/unsaved.js

/** @param otherwise what to do when the command cannot work */
const sealedCommand = (otherwise) => `It is not lost: run this command with a login that may write the secret. The value is sealed with GitHub's public key, so it may be shown. If *** appears in it, a short secret of this job has masked a part of it, and the command cannot work: ${otherwise}`;
const unsavedText = (words, place, command) => `${words.unsavedMeaning(place)}\n${command}`;
const unsavedSummary = (words, place, command) => `### ${words.unsavedTitle}\n\n${escapeHtml(words.unsavedMeaning(place))}\n\n<pre><code>${escapeHtml(command)}</code></pre>\n`;
/** What becomes of that command when the write succeeded in the end. */
const storedAfterAllSummary = (words, place) => `\n${escapeHtml(words.storedAfterAll(place))}\n`;

;// CONCATENATED MODULE: ./build/provision/messages/store-text.js





const TRIED = { proving: "Checking that a value can be stored in", storing: "Storing a value in" };
const outOfTime = () => "the run was cancelled, and there was no time left";
const store_text_hints = githubHints(["secrets-environment", "secrets-organization"]);
function storeText(doing, place, evidence) {
    const known = cameBackFromGitHub[evidence.reason];
    const say = known ?? (evidence.status === undefined ? outOfTime : answeredByGitHub);
    return tell({
        code: "store_failed",
        tried: `${TRIED[doing]} ${placeName(place)}`,
        cameBack: say(evidence),
        circumstances: doing === "storing"
            ? "The value is not lost: log and summary show a command that stores it. Run it before anything else."
            : "Nothing was written, neither at the portal nor at GitHub.",
        hint: hintFor(store_text_hints, { ...evidence, code: "http_status" }),
    });
}
const storeLines = {
    stored: (place) => `Stored in ${placeName(place)}.`,
    unsavedTitle: "A value is not stored yet",
    unsavedMeaning: (place) => `The portal has shown a value that may not be shown again, and it could not be stored in ${placeName(place)}. ${sealedCommand("delete the resource then, and run again.")}`,
    storedAfterAll: (place) => `The value is stored in ${placeName(place)} after all; the command above is no longer needed.`,
};

;// CONCATENATED MODULE: ./build/provision/messages/problems.js
// What is wrong, in sentences: each says what was found and what to do.









/** "a plan", "an api". */
const withArticle = (kind) => `${/^[aeiou]/i.test(kind) ? "an" : "a"} ${kind}`;
const perhaps = (names) => names.length > 0 ? ` Did you mean ${alternatives(names)}?` : "";
const inputs = {
    ...stepProblems,
    noApiUrl: () => '"api-url" is missing: give the base URL of the portal\'s API, with its path.',
    urlWithQuery: (name) => `"${name}" has a ?query, which a base URL cannot have: remove it.`,
    noToken: () => '"access-token" is missing, and the variable DEVPORTAL_ACCESS_TOKEN is not set: run org/devportal-token-action in an earlier step of this job, or give a token.',
    noSuchFile: (name, path) => `"${name}" is ${valueText(path)}, and there is no such file in the workspace: check the path, and that an earlier step checks out the repository (actions/checkout).`,
    unreadableFile: (name, path) => `"${name}": the file ${valueText(path)} cannot be read: check its permissions.`,
    emptyFolder: (path) => `"manifest" is the folder ${valueText(path)}, which has no *.yml or *.yaml file: check the path.`,
    notAHeader: (name, line) => `Line ${line} of "${name}" is no header: write "Name: value", one header per line, with visible ASCII characters only.`,
    reservedHeader: (name, header) => `"${name}" sets ${valueText(header)}, which this action sets itself: remove that line.`,
    emptyHeader: (name, header) => `"${name}" has no value for ${valueText(header)}: if it comes from a variable, check that the variable is set and spelt like this.`,
    headerTwice: (name, header) => `"${name}" sets ${valueText(header)} twice: remove one of the lines.`,
    noGithubToken: () => '"github-token" is missing, and the manifest stores values in GitHub secrets: give a GitHub App token or a fine-grained personal access token that may write secrets. GITHUB_TOKEN cannot.',
    missingHeader: (portal, header) => `"headers" lacks ${valueText(header)}, which ${portal} needs: add a line "${header}: value".`,
    untrustedModule: (name) => `The portal module ${valueText(name)} is code of the repository, and this run is started by a fork: GitHub gives such runs secrets, so the module is not loaded. Use the event pull_request, or a built-in portal.`,
    secretsPlaceTwice: () => '"secrets-environment" and "secrets-organization" are both set: remove one. A secret belongs to one place.',
    noPlanFile: (path) => `"plan-file" is ${valueText(path)}, and there is no such file: check the path, and that the artifact was downloaded in this job.`,
    notAPlan: (path) => `"plan-file" is ${valueText(path)}, which is no plan of this version of the action: make the plan again.`,
    planDigest: (path) => `"plan-file" is ${valueText(path)}, whose actions do not fit its digest: it was changed after it was made. Make the plan again.`,
    planNotWritten: (path) => `The plan cannot be written to ${valueText(path)}: check that the folder exists.`,
    planOfOther: (path, what) => `"plan-file" is ${valueText(path)}, which was made for another ${what}: make the plan with the same inputs as this step.`,
};
const secretsText = (names, one, several) => names.length === 1
    ? `the GitHub secret ${names[0]} ${one}`
    : `the GitHub secrets ${names.join(", ")} ${several}`;
const createAnew = (isDeletable) => `${isDeletable ? 'Delete it (state: absent, with "allow-delete: true") and run again with it declared' : "Delete it in the portal's own pages and run again, or declare one with another name"}: it is created anew, and what it shows is stored.`;
/** What most often leads to these faults. */
const YAML_HINTS = {
    BLOCK_AS_IMPLICIT_KEY: ' If a value contains ": ", put it in quotes; else check the indentation.',
    MULTILINE_IMPLICIT_KEY: ' Is there a ":" missing, or a closing quote?',
    BAD_SCALAR_START: " Put the value in quotes.",
    BAD_DQ_ESCAPE: " In single quotes a backslash is only a backslash.",
    TAB_AS_INDENT: " Use blanks.",
    BAD_INDENT: " Check the indentation.",
    MISSING_CHAR: " Check quotes, brackets and indentation up to here.",
    UNEXPECTED_TOKEN: " Check quotes, brackets and indentation up to here.",
    TAG_RESOLVE_FAILED: " Remove the !tag, or put the text in quotes.",
};
const manifest = {
    tooLarge: () => "The file is larger than 1 MiB: split it into several files in a folder, and give the folder.",
    notUtf8: () => "The file is not UTF-8 text: save it with the encoding UTF-8.",
    notYaml: (message, code) => `This is not valid YAML: ${message.replace(/\.?$/, ".")}${YAML_HINTS[code] ?? ""}`,
    otherYaml: (version) => `"%YAML ${version}" asks for another version of YAML: remove that line. A manifest is YAML 1.2.`,
    severalDocuments: () => 'A second document begins here ("---"), and a file holds one manifest: move it to a file of its own, and give the folder.',
    tooDeep: () => "This is nested more than 100 levels deep: check brackets and indentation.",
    duplicateKey: (name) => name === "<<"
        ? '"<<" is in this mapping twice: merge several with one list, such as <<: [*a, *b].'
        : `The key ${valueText(name)} is in this mapping twice: remove one.`,
    keyNotText: () => "A key must be a text: put it in quotes.",
    noSuchAnchor: (name) => `The alias *${name} has no anchor: put &${name}, further up in this file. If it is a text, put it in quotes.`,
    aliasInItself: (name) => `The alias *${name} is inside the value that it refers to, which would have no end: remove it.`,
    mergeOfNoMapping: () => '"<<" can only merge mappings: give it the alias of one, or a list of such aliases.',
    expressionLeftOver: () => "A ${{ }} expression has no meaning in a manifest: GitHub replaces it in workflows only. Write the value itself; secrets do not belong here.",
    notExact: (source) => `The number ${source} cannot be kept exactly: put it in quotes, if the portal takes a text.`,
    aliasBomb: () => "With its aliases resolved, this file has more than a million values: use fewer aliases.",
    notAMapping: (what) => `${what || "This"} must be a mapping (name: value).`,
    notAList: (what) => `${what} must be a list: begin each resource with "- ".`,
    notASingle: (what) => `${what} must be a mapping (name: value). To declare it without any fields, write {}.`,
    notText: (what) => `"${what}" must be a text.`,
    noPortal: (_what) => 'The manifest does not say which portal it is for: begin it with "portal: wallis", "portal: usage-engine" or "portal: gravitee", or with the path of a portal module, such as "portal: ./portal.mjs".',
    saidTwice: (what, { file, line }) => `"${what}" has another value in ${file}, line ${line}: keep one of them.`,
    otherPortal: (name, first) => `This file is for the portal ${valueText(name)}, and ${first.place.file} for ${valueText(first.name)}: put them into different folders.`,
    unknownPortal: (name, near) => `There is no built-in portal ${valueText(name)}.${perhaps(near)} The path of a portal module begins with "./".`,
    noPortalModule: (name, file) => `${valueText(name)} is no portal module: there is no file ${valueText(file)}, or its name does not end in .mjs, .js or .ts. The path is relative to the manifest.`,
    unknownKey: (name, what, { near, known }) => `${valueText(name)} is not known here (${what}).${perhaps(near) || ` Known are ${listed(someOf(known, 12).map(String))}.`}`,
    declaredTwice: (address, { file, line }, other = address) => `${whereText(address)} is declared already, in ${file}, line ${line}${other === address ? "" : `, as ${whereText(other)}`}: remove one of the two.`,
    noMatchField: (name, kind) => `"${name}" is missing: it identifies the ${kind}.`,
    matchNotText: (name, value) => `"${name}" must be a text, and this is ${typeText(value)}: put it in quotes.`,
    matchBlank: (name) => `"${name}" must not be empty, nor begin or end with a blank.`,
    unknownState: () => '"state" can only be "absent", which deletes the resource. To keep it, leave "state" out.',
    cannotBeDeleted: (kind) => `This portal's API cannot delete ${withArticle(kind)}, as far as is known: delete it in the portal's own pages, and remove it here.`,
    besideAbsent: (name) => `"${name}" has no meaning beside "state: absent": keep only the fields that identify it.`,
    shownOnceWithoutStore: (kind) => `The portal shows the secrets of ${withArticle(kind)} only once, when it is created: say with "store" in which GitHub secrets they go, such as store: { clientSecret: PORTAL_CLIENT_SECRET }.`,
    notAStore: () => '"store" must name a GitHub secret for each value, such as store: { clientSecret: PORTAL_CLIENT_SECRET }.',
    nothingToStore: (kind) => `This ${kind} has no secrets to store: remove "store".`,
    notASecretName: (value) => `${valueText(value)} is not a name that GitHub allows for a secret: use letters, digits and underscores, not beginning with GITHUB_ or a digit.`,
    storedTwice: (secret, { file, line }) => `The GitHub secret ${secret} is the target of another value too (${file}, line ${line}): give each its own.`,
    refersToAbsent: (address, { file, line }) => `This refers to ${address}, which ${file}, line ${line}, declares as absent: remove one of the two.`,
    referenceWithoutParent: (field, through) => `"${field}" can be found only together with "${through}": declare that too.`,
    notAReference: (field, kind, fields) => `"${field}" must name ${withArticle(kind)}${fields.length > 1 ? `, by a mapping of ${listed(fields)}` : ""}, as a text without outer blanks.`,
    noSuchOperation: (name, near) => `This portal has no operation ${valueText(name)}.${perhaps(near)}`,
    notAnOperation: (name) => `The operation "${name}" must be a method and a path, such as "POST /bundles/{bundleId}/activation".`,
    otherParameters: (name, parameters) => parameters.length > 0
        ? `The path of the operation "${name}" must have ${plural(parameters.length, "parameter")}: {${parameters.join("}, {")}}.`
        : `The path of the operation "${name}" must have no {parameter}.`,
    fieldInvalid: (field, message) => `"${field}" ${message}.`,
    bodyInvalid: (path, operation, message) => `${path.length > 0 ? `"${pathText(path)}"` : "This"} is not what the OpenAPI document allows for ${operation}: ${message}`,
    bodyLacks: (kind, missing, operation) => `There is no such ${kind} at the portal, and to create it (${operation}) the OpenAPI document requires ${listed(missing)} too: declare ${missing.length === 1 ? "it" : "them"}.`,
    cannotBeCreated: (kind) => `There is no such ${kind} at the portal, and its API cannot create one, as far as is known: create it in the portal's own pages.`,
    refused: (kind, why) => `This ${kind} cannot be changed like this: ${why}.`,
    immutable: (kind, differences) => `The portal's API does not change ${withArticle(kind)}, and the portal has other values: ${differences.map(differenceText).join("; ")}. Declare the portal's values, or another resource with a name of its own.`,
};
const portals = {
    invalidPortal: (portal, where, what) => `The portal module ${portal} is not valid${where ? `, ${where}` : ""}: ${what}. See ${docs("portals.md", "reference")}.`,
    moduleNotLoaded: (file, name, message) => `The portal module ${file} cannot be loaded: ${name}: ${(0,harmless/* shorten */.ml)(message, 500).replace(/\.?$/, ".")}${name === "SyntaxError" ? ` To see where, run: node --check ${file}` : ""}`,
    wrongFunction: (portal, name, what) => `The portal module "${portal}" has a defect in ${name}: ${misusedText(what)}. See ${docs("portals.md", "what-functions-may-do")}.`,
};
const misuses = {
    threw: (error, where) => `it throws ${error}${where ? ` at ${where}` : ""}`,
    isAsync: () => "it is async, and must return its result at once",
    noRequest: () => "it must return a request made by at.call",
    notPlain: () => "what it returns cannot be sent as JSON",
    wrongHeader: (name) => `its header ${valueText(name)} cannot be sent: it has a line break or the like, or the connection sets it itself`,
    wrongQuery: (name) => `its query parameter ${valueText(name)} must be a text, a number, true, false or a list of such; undefined leaves it out`,
    notReading: (method) => `its request is a ${method}. Only GET may read, or a POST that is called with safe: true`,
    emptyParameter: (parameter, operation) => `the path parameter "${parameter}" of the operation "${operation}" is empty, "." or ".."`,
    unknownOperation: (name, near) => `there is no operation ${valueText(name)}${near.length > 0 ? `, perhaps ${alternatives(near)}` : ""}`,
    noProblems: () => "it must return a list of { field, message }",
    itemNoObject: () => "an item must be an object",
    noState: () => "it must return { name, is, note }, or undefined",
};
const misusedText = ([row, ...values]) => misuses[row](...values);
const documents = {
    notOpenApi: () => 'This is no OpenAPI document: it does not begin with "openapi: 3.0.3" or the like.',
    swagger: () => "This is a Swagger 2.0 document: convert it to OpenAPI 3 (for example with swagger2openapi).",
    otherOpenApi: (version) => `This is a document of OpenAPI ${valueText(version)}. Only 3.0 and 3.1 can be read: convert it.`,
    noPaths: () => 'This document has no "paths".',
    notInDocument: (name, own, near, several) => `${several.length > 1 ? `Several operations are called "${name}" (${several.join(", ")})` : `There is no operation "${name}"`} in this document, and none at ${own}.${perhaps(near)} Say in the manifest where it is: operations: { ${name}: "METHOD /path" }.`,
    unknownParameter: (parameter, name, operation) => `The operation "${name}" is ${operation} in this document, and the portal module has no value for {${parameter}}. If another operation is meant, say so in the manifest: operations: { ${name}: "METHOD /path" }.`,
    unresolvedSchema: (operation, ref) => `The schema of ${operation} refers to ${valueText(ref)}, which is not in this document: bundle the document into one file (for example with "redocly bundle").`,
    endlessSchema: (operation) => `The schema of ${operation} has no end, since it is made of itself: correct it.`,
};
const online = {
    exchange: (exchange) => exchangeText(exchange),
    ambiguousMatch: (kind, ids) => `The portal has ${ids.length} resources (${kind}) that fit: ${ids.slice(0, 10).map(valueText).join(", ")}. Rename or delete all but one.`,
    notFound: (kind, name, near, names) => `There is no ${kind} ${valueText(name)}, neither in the manifest nor at the portal (as far as this token may see).${perhaps(near) || (names.length > 0 ? ` There ${names.length === 1 ? "is" : "are"} ${someOf(names, 5).map(valueText).join(", ")}.` : "")}`,
    noId: (kind) => `The portal sent ${withArticle(kind)} without a usable id, so it cannot be addressed.`,
    deleteRefused: (alongWith) => `This would be deleted${alongWith > 0 ? `, and ${plural(alongWith, "resource")} in it` : ""}. Set "allow-delete: true" if that is meant.`,
    approvalRefused: (state, note) => `A person at the portal has decided against it: ${valueText(state)}${note ? `, with the note ${valueText(note)}` : ""}. It is not requested again: agree with that person, and request it again in the portal's own pages; or remove it from the manifest.`,
    changesPending: (changes) => `${plural(changes, "resource")} ${changes === 1 ? "differs" : "differ"} from the manifest, and "fail-on-changes" is set: apply the manifest, or change it.`,
    isThere: () => "It was not there when the plan was made, and now it is, with other values than declared. Make the plan again.",
    isGone: () => "It was there when the plan was made, and now it is gone. Make the plan again.",
    isAnother: (planned, now) => `The plan was made for the one with the id ${valueText(planned)}; now the one with the id ${valueText(now)} has this name. Make the plan again.`,
    hasChanged: (differences) => `Since the plan was made, somebody has changed it: ${differences.map(differenceText).join("; ")}. Make the plan again.`,
    preconditionFailed: () => "Somebody changed it between reading and writing (the portal answered 412). Make the plan again.",
    conflicts: (exchange) => `${exchangeText(exchange)}
It is there now, with other values than declared. Make the plan again.`,
    notApproved: (verb) => `This would be done (${verb}), and it is not in the approved plan, or not like this. Nothing was written: make the plan again and have it approved.`,
    notApplied: (differences) => `The portal accepted the request, but has other values now: ${differences.map(({ path, before, after }) => `${path}: sent ${valueText(after)}, found ${before === null || before === undefined ? "nothing" : valueText(before)}`).join("; ")}. The portal may change or ignore such values: declare what it makes of them.`,
    notThere: () => "The portal accepted the request, but does not show the resource: run again later; a run looks first.",
    stillThere: () => "The portal accepted the deletion, but the resource is still there: run again later; a run looks first.",
    unknownOutcome: (exchange, hasLooked) => `${exchangeText(exchange)}\nIt is not known whether the portal has done it: ${hasLooked ? "it does not show the result" : "its present state could not be read"}. Run again: a run looks first, so nothing is done twice.`,
    unseen: (exchange) => `${exchangeText(exchange)}\nThe portal had accepted the change just before, but its present state could not be read. Run again: a run looks first, so nothing is done twice.`,
    storeFailed: (doing, place, evidence) => storeText(doing, place, evidence),
    noRepositoryId: (place) => `The portal's value is to go into ${placeName(place)}, which does not exist yet and would be for this repository only. The number of this repository is not known, since the variable GITHUB_REPOSITORY_ID is missing. Nothing was written: set the variable for this step (gh api repos/${place.repository} --jq .id shows the number), and run again.`,
    valuesUnusable: (kind, names) => `The portal sent ${listed(names)} of ${withArticle(kind)}, and that is no text, so it cannot be stored: correct "once" in the portal module.`,
    valuesNotStored: (kind, names, { secrets, isDeletable }) => `The portal shows ${listed(names)} of ${withArticle(kind)} only when it is created. It is there, and ${secretsText(secrets, "does not exist", "do not exist")}. If the log of an earlier run shows a "gh api" command, run that: it stores the value. Otherwise nobody has the value. ${createAnew(isDeletable)} If somebody does have the value, put it into the GitHub secret by hand.`,
    valuesLost: (kind, names, { outdated, isDeletable }) => `The portal shows ${listed(names)} of ${withArticle(kind)} only when it is created, and no answer with a usable text arrived: nobody has the value. ${createAnew(isDeletable)}${outdated.length > 0 ? ` Do it now: ${secretsText(outdated, "still holds", "still hold")} an older value, so the next run will not notice.` : ""}`,
    cancelled: () => "The run was cancelled. What was being written was finished, and nothing else was begun: run again to go on.",
    internal: (name) => `A defect of this action: ${name}. Please report it, with the log of a run with debug logging.`,
};
const problems = { ...inputs, ...manifest, ...portals, ...documents, ...online };
/** The sentences of a problem, with the address of its resource. */
function problemText({ say, address, code }) {
    const [row, ...values] = say;
    const text = problems[row](...values);
    return `${address ? `${whereText(address)}: ` : ""}${text}${text.includes(`[${code}]`) ? "" : ` [${code}]`}`;
}

;// CONCATENATED MODULE: ./build/provision/publish.js
// Sets the outputs, and shows every problem.








const publish_PLAIN = { show: (text) => text, redact: (id) => id };
/** The outputs of a plan or an apply, by their names in action.yml. */
function outputsOf(entries, { changed, plan }, texts = publish_PLAIN) {
    const { created, updated, deleted, unchanged, waiting } = countsOf(entries);
    const resources = entries.map((entry) => [entry.resource.address, resourceOutput(entry, texts)]);
    return {
        changed: String(changed),
        created: String(created),
        updated: String(updated),
        deleted: String(deleted),
        unchanged: String(unchanged),
        waiting: String(waiting),
        "plan-file": plan?.path ?? "",
        "plan-digest": plan?.digest ?? "",
        resources: visibleJson(Object.fromEntries(resources)),
    };
}
function resourceOutput({ assessment, problem, notTried }, { show, redact }) {
    const error = problem?.code ?? (notTried ? "not_tried" : undefined);
    const { found, state } = assessment ?? {};
    const id = found?.id ?? null;
    return {
        id: typeof id === "string" ? redact(id) : id,
        state: state ? show(state.name) : null,
        action: assessment?.verb ?? "none",
        ...(error === undefined ? {} : { error }),
    };
}
function publish(outputs) {
    for (const [name, value] of Object.entries(outputs))
        setOutput(name, value);
}
/** GitHub shows this many annotations of a kind. */
const MOST_ANNOTATIONS = 10;
/**
 * Each problem is one annotation; when there are more than ten, the others are in the log.
 * @param show for names, ids and notes that the portal may have written
 */
function showProblems(problems, log, show) {
    const shown = problems.length > MOST_ANNOTATIONS ? MOST_ANNOTATIONS - 1 : problems.length;
    for (const [at, problem] of problems.entries()) {
        const { code, place } = problem;
        const text = problemText(inEachText({ ...problem, place: undefined }, show));
        if (at < shown)
            log.error(`${text}\n${aboutCode("provisioning.md", code)}`, {
                title: code,
                ...(place && { file: place.file, startLine: place.line, startColumn: place.column }),
            });
        else
            log.info(place ? `${show(place.file)}:${place.line}: ${text}` : text);
    }
    if (problems.length > shown)
        log.error(lines_lines.moreProblems(problems.length - shown), { title: problems[shown].code });
}
/**
 * Offline, the first kind of mistake in a fixed order; otherwise the first failure. If something was done all the same,
 * that counts more, unless all that failed is an approval or the run was cancelled.
 */
function codeOf(problems, isPart) {
    const codes = problems.map(({ code }) => code);
    const first = codes.find((code) => code !== "approval_refused") ?? codes[0] ?? "internal";
    if (isPart && first !== "cancelled" && first !== "approval_refused")
        return "partially_applied";
    return provision_problem/* OFFLINE_CODES */.l.find((code) => codes.includes(code)) ?? first;
}

;// CONCATENATED MODULE: ./build/http/backoff.js
/** Milliseconds: full jitter up to 0.5, 1, 2, 4 and then 8 seconds. */
const FIRST_CEILING = 500;
const HIGHEST_CEILING = 8000;
/** Milliseconds to assume when a 429 does not say how long to wait. */
const RATE_LIMIT_WAIT = 1000;
/**
 * All jobs of a matrix reach a rate limit at the same time, so their next attempts are spread over a share of the time
 * that is left.
 * Measured in docs/performance.md.
 */
const RATE_LIMIT_SPREAD = { secondAttempt: 0.3, later: 0.5 };
/** Milliseconds. Reached only with a deadline longer than the default. */
const WIDEST_SPREAD = 30_000;
/**
 * Milliseconds to wait before an attempt; never less than the server asked for.
 * @param attempt from 2
 * @param remaining milliseconds until the deadline
 */
function delayBefore(attempt, failure, remaining) {
    const { status, retryAfter } = failure.evidence;
    if (status === 429) {
        const wait = retryAfter ?? RATE_LIMIT_WAIT;
        const share = attempt === 2 ? RATE_LIMIT_SPREAD.secondAttempt : RATE_LIMIT_SPREAD.later;
        return wait + Math.random() * Math.min(WIDEST_SPREAD, share * Math.max(0, remaining - wait));
    }
    return (retryAfter ?? 0) + Math.random() * Math.min(HIGHEST_CEILING, FIRST_CEILING * 2 ** (attempt - 2));
}

;// CONCATENATED MODULE: ./build/http/attempts.js
// Repeats requests that failed for a transient reason, within one deadline, and stops at once when waiting makes no sense.



/** Statuses of a server that may soon answer the same request in another way. */
const isTransient = (status) => [408, 425, 429, 500, 502, 503, 504].includes(status);
/**
 * Whether the server refused the request before processing it. A bare 503 is no such refusal: Envoy sends it when the
 * server crashed after it received the request (https://github.com/envoyproxy/envoy/issues/10007).
 */
const attempts_isRefused = ({ code, evidence: { status, retryAfter } }) => status === 429 || (status === 503 && (retryAfter !== undefined || code === "oauth_error"));
/** Any other OAuth error is an answer, whatever its status: Auth0 sends 500 with `access_denied`. */
const isFault = ({ code, evidence: { status = 0 } }) => isNetworkCode(code) || (isTransient(status) && code !== "oauth_error");
/** Whether the failure is transient, and no credential that may be spent only once is at risk. */
const mayRetry = (failure, replayable) => attempts_isRefused(failure) || (isFault(failure) && (replayable || !failure.evidence.sent));
/** Whether the server may have processed the request although no answer shows the result. */
const mayBeProcessed = (failure) => failure.evidence.sent === true &&
    !attempts_isRefused(failure) &&
    (isFault(failure) || failure.code === "malformed_response" || failure.evidence.status === 101);
/** Milliseconds that must be left to start a request that may be sent only once: its answer, cut off, would be lost. */
const SAFE_START = 1000;
/** Starts the clock of the deadline. */
function createAttempts(limits, stop, onRetry) {
    const { deadline, maxAttempts, timeout } = limits;
    const end = Date.now() + deadline * 1000;
    const remaining = () => Math.max(0, end - Date.now());
    const neededFor = (replayable) => (replayable ? 0 : Math.min(SAFE_START, deadline * 250));
    const throwIfTooLate = ({ previous, replayable }) => {
        if (stop.begin.aborted)
            throw new Failure("cancelled");
        if (remaining() > neededFor(replayable))
            return;
        throw (previous?.with({ stoppedBy: "deadline" }) ??
            new Failure("timeout", { seconds: deadline, reason: "no_time" }));
    };
    /** Milliseconds to wait before the next attempt; throws the failure when there must not be one. */
    const delayOrThrow = (failure, { attempt, previous, replayable }) => {
        const spent = !replayable && mayBeProcessed(failure) ? { stoppedBy: "spent" } : {};
        if (stop.begin.aborted)
            throw new Failure("cancelled", { ...sentBy(failure), ...spent });
        if (!mayRetry(failure, true))
            throw failure.with(spent);
        const left = remaining();
        // The failure before an attempt that the deadline cut short says more about the cause.
        if (left === 0)
            throw (previous ?? failure).with({
                ...sentBy(failure),
                ...(attempt > 1 ? { attempts: attempt } : {}),
                stoppedBy: "deadline",
                ...spent,
            });
        if (!mayRetry(failure, replayable))
            throw failure.with(spent);
        const { retryAfter = 0 } = failure.evidence;
        if (retryAfter >= left)
            throw failure.with({ stoppedBy: "retry-after" });
        if (attempt === maxAttempts)
            throw failure;
        const time = left - neededFor(replayable);
        const delay = delayBefore(attempt + 1, failure, time);
        if (delay < time)
            return delay;
        throw failure.with({ stoppedBy: "deadline" });
    };
    return {
        async run({ replayable, prepare }, operation) {
            const cutOff = replayable ? stop.begin : stop.finish;
            let previous;
            for (let attempt = 1;; attempt++) {
                const series = { attempt, replayable, previous };
                await prepare?.().catch((error) => {
                    throw error instanceof Failure ? counted(error, attempt) : error;
                });
                throwIfTooLate(series);
                try {
                    return await within(Math.min(timeout * 1000, remaining()), cutOff, operation);
                }
                catch (error) {
                    if (!(error instanceof Failure))
                        throw error;
                    const failure = counted(error, attempt);
                    const delay = delayOrThrow(failure, series);
                    onRetry({ failure, delay, attempt: attempt + 1, maxAttempts });
                    await pause(delay, stop.begin);
                    previous = failure;
                }
            }
        },
    };
}
const counted = (failure, attempt) => failure.with(attempt > 1 ? { attempts: attempt } : {});
const sentBy = ({ evidence }) => ({ sent: evidence.sent === true });
/** Milliseconds that an aborted attempt has to report what it knows, such as whether the request was sent. */
const GRACE = 100;
/** Runs one attempt and aborts it when its time is over. Shortly after that it fails, even if the operation does not end. */
async function within(milliseconds, cancel, operation) {
    const attempt = new AbortController();
    const abort = () => attempt.abort();
    const timers = [setTimeout(abort, milliseconds)];
    cancel.addEventListener("abort", abort);
    const overdue = new Promise((_, fail) => {
        const giveUp = () => fail(new Failure("timeout", { sent: true }));
        attempt.signal.addEventListener("abort", () => timers.push(setTimeout(giveUp, GRACE)));
    });
    try {
        return await Promise.race([operation(attempt.signal), overdue]);
    }
    catch (error) {
        throw error instanceof Failure && error.code === "timeout"
            ? error.with({ seconds: Math.ceil(milliseconds / 1000) })
            : error;
    }
    finally {
        for (const timer of timers)
            clearTimeout(timer);
        cancel.removeEventListener("abort", abort);
    }
}

;// CONCATENATED MODULE: ./build/step/context.js
const USER_AGENT = "devportal-token-action";

;// CONCATENATED MODULE: ./build/http/header-text.js
// A header as text.
/** Node reads a header's bytes as Latin-1; those that are UTF-8, as most servers mean them, are read as that. */
const headerText = (value) => [value ?? ""]
    .flat()
    .join(", ")
    .replace(/[\xc2-\xf4][\x80-\xbf]+/g, (bytes) => {
    try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, "latin1"));
    }
    catch {
        return bytes;
    }
});

;// CONCATENATED MODULE: ./build/step/trace.js
// For step debug logging: what was sent, by parameter name; what came back, by status and safe headers; and how long it took.




/** Headers that help and never carry a credential. */
const SAFE_HEADERS = [
    "content-type",
    "content-length",
    "date",
    "server",
    "via",
    "retry-after",
    "x-request-id",
    "x-correlation-id",
];
const parameterNames = ({ headers, body }) => headers["content-type"] === "application/x-www-form-urlencoded" ? [...new URLSearchParams(body).keys()] : [];
/** The same sender. With debug logging, it reports every request to the log. */
function traced(send, log, secrets) {
    if (!isDebug())
        return send;
    return async (request, signal) => {
        const parameters = parameterNames(request).join(", ");
        log.debug(`${request.method} ${withoutQuery(request.url)}${parameters ? ` with ${parameters}` : ""}`);
        const start = Date.now();
        const took = () => `after ${Date.now() - start} ms`;
        try {
            const response = await send(request, signal);
            const headers = SAFE_HEADERS.filter((name) => name in response.headers).map((name) => `${name}: ${(0,harmless/* harmless */.Is)(headerText(response.headers[name]), secrets, 100)}`);
            log.debug(`${response.status} ${took()}; ${[...headers, `${response.body.length} characters`].join("; ")}`);
            return response;
        }
        catch (error) {
            log.debug(`no answer ${took()}`);
            throw error;
        }
    };
}

// EXTERNAL MODULE: ./build/secrets/credentials.js
var credentials = __nccwpck_require__(5043);
;// CONCATENATED MODULE: ./build/http/retry-after.js
/** Date.parse alone finds a date in almost any text, such as a number. */
const TIME_OF_DAY = /\d\d:\d\d/;
/**
 * Milliseconds until the server accepts another request, or undefined when it does not say.
 * `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3); for a 429 also Auth0's `x-ratelimit-reset` in epoch
 * seconds. Dates are compared with the server's own clock, when it sends the time.
 */
function requestedWait({ status, headers, }) {
    if (status !== 429 && status !== 503)
        return undefined;
    const retryAfter = headers["retry-after"];
    // Some servers send a fraction.
    if (retryAfter !== undefined && /^\d+(\.\d+)?$/.test(retryAfter))
        return Math.ceil(Number(retryAfter) * 1000);
    const date = retryAfter !== undefined
        ? Date.parse(TIME_OF_DAY.test(retryAfter) ? retryAfter : "")
        : status === 429
            ? limitReset(headers)
            : Number.NaN;
    const now = Date.parse(headers.date ?? "") || Date.now();
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
/** Milliseconds since the epoch. GitHub sends the reset with every answer; it counts only when nothing is left. */
function limitReset(headers) {
    const isSpent = (headers["x-ratelimit-remaining"] ?? "0") === "0";
    const reset = [headers["x-ratelimit-reset"]].flat()[0] ?? "";
    return isSpent && /^\d+$/.test(reset) ? Number(reset) * 1000 : Number.NaN;
}

;// CONCATENATED MODULE: ./build/http/evidence.js
// What an answer says about a failure, in the formats of many servers, redacted and made harmless.






/** JSON members that help an administrator: Okta's, Entra's, RFC 9457's and those of common gateways. */
const DETAILS = [
    "errorCode",
    "errorSummary",
    "message",
    "detail",
    "error_codes",
    "trace_id",
    "traceId",
    "correlation_id",
    "error_uri",
];
/** Characters of a body whose title or text may be shown. An API's answer may be larger, and to redact it takes long. */
const LONGEST_PAGE = 1024 * 1024;
/** The facts of a response that a message may show, each redacted and on one line. */
function evidenceOf(response, endpoint, secrets) {
    const json = (0,build_json/* asObject */.eB)(response.json);
    secrets.hide(...(0,credentials/* credentialsIn */.W)(response.json));
    const show = (value, longest) => (0,harmless/* harmless */.Is)(evidence_textOf(value), secrets, longest) || undefined;
    // A part of a secret is not recognised. So a text is redacted before a part of it is taken, or it is left out.
    const redact = (text) => secrets.redactQuote(text);
    const isShown = !json && response.body.length <= LONGEST_PAGE && redact(response.body) === response.body;
    const header = (name) => redact(headerText(response.headers[name]));
    const details = [
        ...DETAILS.map((name) => [name, show(json?.[name], 200)]),
        ["WWW-Authenticate", response.status === 401 ? show(header("www-authenticate"), 200) : undefined],
    ].filter(([, text]) => text);
    return {
        endpoint: withoutQuery(endpoint),
        status: response.status,
        sent: true,
        retryAfter: requestedWait(response),
        details: details.map((detail) => detail.join(": ")).join(", ") || undefined,
        title: isShown ? show(titleOf(response.body), 150) : undefined,
        text: isShown ? show(shortText(response), 150) : undefined,
        contentType: show(header("content-type").split(";")[0], 80),
        location: show(redirectTarget(header("location"), endpoint), 200),
    };
}
/** How deep lists and objects are followed. */
const evidence_DEEPEST = 3;
/** A JSON value as text; of a list or an object, its members. JSON's own escapes would disguise a secret. */
function evidence_textOf(value, depth = 0) {
    if (typeof value !== "object")
        return value === undefined ? "" : String(value);
    if (value === null || depth === evidence_DEEPEST)
        return "";
    return Object.values(value)
        .map((member) => evidence_textOf(member, depth + 1))
        .join(", ");
}
/** A short body of plain text, such as Envoy's "no healthy upstream". */
const shortText = ({ headers, body }) => /^text\/plain\b/i.test(headers["content-type"] ?? "") && body.trim().length <= 150 ? body : "";
/** The title of an HTML page, or its first heading. The bounds keep a hostile page from taking long. */
function titleOf(body) {
    const [, title] = /<title[^<>]{0,200}>([^<]+)/i.exec(body) ?? /<h1[^<>]{0,200}>([^<]+)/i.exec(body) ?? [];
    return title?.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (entity, decimal, hex, name) => name
        ? NAMED_ENTITIES[name.toLowerCase()]
        : evidence_character(Number.parseInt(decimal ?? hex, decimal ? 10 : 16), entity));
}
const NAMED_ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const evidence_character = (code, otherwise) => code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
/** Percent-decoded, since a secret in a path may be encoded in a way that is not known here. */
function redirectTarget(location, endpoint) {
    if (location === "" || !URL.canParse(location, endpoint))
        return undefined;
    const target = withoutQuery(new URL(location, endpoint).href);
    return target.replace(/(?:%[\da-f]{2})+/gi, (octets) => Buffer.from(octets.replaceAll("%", ""), "hex").toString());
}

;// CONCATENATED MODULE: ./build/http/json-request.js
const jsonRequest = ({ method, url, bearer, headers, body }) => ({
    method,
    url,
    headers: {
        accept: "application/json",
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

;// CONCATENATED MODULE: ./build/provision/api/connection.js









/** Bytes of an answer: a list may be long. */
const connection_LARGEST = 16 * 1024 * 1024;
/** Requests at once. */
const AT_ONCE = 4;
function createConnection(options) {
    const { apiUrl, module, attempts, secrets } = options;
    const slots = createSlots(AT_ONCE);
    let token;
    /** What would happen to every other request too. */
    let ended;
    const urlOf = ({ path, query }) => {
        // With a slash between them, no path leads to another host.
        const url = new URL(path.startsWith("/") ? apiUrl + path : `${apiUrl}/${path}`);
        for (const [name, value] of Object.entries(query ?? {}))
            for (const single of [value].flat())
                url.searchParams.append(name, String(single));
        return url.href;
    };
    const attempt = async (request, url, signal) => {
        const headers = { ...options.headers, ...lowerCased(request.headers ?? {}) };
        const http = jsonRequest({ method: request.method, url, body: request.body, bearer: token, headers });
        const response = await options.send({ ...http, largest: connection_LARGEST }, signal);
        const { status, json } = response;
        const fields = secretsIn(json, module.secretFields ?? []);
        if (!fields)
            throw new Failure("unexpected_answer", { status, sent: true, reason: "too_deep" });
        const others = isAnswer(json)
            ? invoke({ portal: module.name, name: "secrets" }, () => module.secrets?.(json) ?? [])
            : [];
        // Not as arguments of one call: an answer may hold more of them than the stack has room for.
        for (const secret of [...fields, ...[others].flat().map(String)])
            secrets.protect(secret);
        return accepted(response, url, options);
    };
    return {
        urlOf,
        authorize: (other) => {
            token = other;
        },
        async send(request, { replayable, url = urlOf(request) }) {
            return slots(async () => {
                if (ended)
                    throw ended;
                options.onSend(request.operation);
                try {
                    return await attempts.run({ replayable }, (signal) => attempt(request, url, signal));
                }
                catch (error) {
                    if (!(error instanceof Failure))
                        throw error;
                    const { method, operation } = request;
                    const exchange = {
                        method,
                        url: withoutQuery(url),
                        operation,
                        inferred: options.isInferred(operation),
                        failure: error,
                    };
                    const stop = new provision_problem/* Stop */.V({ code: connection_codeOf(error), say: ["exchange", exchange] });
                    if (connection_endsAll(error))
                        ended = stop;
                    throw stop;
                }
            });
        },
    };
}
/** The token is not accepted, the run is cancelled, or there is no time left. */
const connection_endsAll = ({ code, evidence }) => code === "cancelled" || evidence.reason === "no_time" || evidence.status === 401;
/** What a portal module's functions may be given. */
const isAnswer = (json) => typeof json === "object" && json !== null;
function connection_codeOf({ code, evidence }) {
    if (isNetworkCode(code) || code === "cancelled" || code === "unexpected_answer")
        return code;
    return evidence.reason === "proxy" ? "connection" : "api_status";
}
/** @throws Failure unless it is a success, with a JSON mapping or list or without a body */
function accepted(response, url, { module, serverText }) {
    const { status, json, body } = response;
    if (!isSuccess(status))
        throw new Failure("http_status", told(response, url, { module, serverText }));
    if (!isAnswer(json) && (response.tooLarge || body.trim() !== ""))
        throw new Failure("unexpected_answer", {
            ...evidenceOf(response, url, serverText),
            reason: response.tooLarge ? "too_large" : "not_json",
        });
    const headers = Object.entries(response.headers).map(([name, value]) => [name, headerText(value)]);
    return { status, headers: Object.fromEntries(headers), body: isAnswer(json) ? json : undefined };
}
/** An error answer in the portal's words, as far as the module can read it. */
function told(response, url, { module, serverText }) {
    const { status, json } = response;
    const evidence = evidenceOf(response, url, serverText);
    const { message, code, trace } = (isAnswer(json) && invoke({ portal: module.name, name: "error" }, () => module.error?.(json))) || {};
    const show = (text, longest) => ["string", "number"].includes(typeof text)
        ? (0,harmless/* harmless */.Is)(String(text), serverText, longest) || undefined
        : undefined;
    const [error, description, id] = [show(code, 100), show(message, 500), show(trace, 100)];
    if (!error && !description && !id)
        return evidence;
    // It tells why a token was refused (RFC 6750 section 3).
    const challenge = status === 401 ? show(headerText(response.headers["www-authenticate"]), 200) : undefined;
    const details = [id && `trace ${id}`, challenge && `WWW-Authenticate: ${challenge}`];
    return {
        ...evidence,
        error,
        description,
        details: details.filter(Boolean).join(", ") || undefined,
    };
}
const lowerCased = (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
/** Lets so many run at once; others wait for their turn. */
function createSlots(free) {
    const waiting = [];
    return async (work) => {
        if (free > 0)
            free--;
        else
            await new Promise((go) => waiting.push(go));
        try {
            return await work();
        }
        finally {
            const next = waiting.shift();
            if (next)
                next();
            else
                free++;
        }
    };
}

;// CONCATENATED MODULE: ./build/provision/api/login.js





/**
 * @returns the token that the portal accepts
 * @throws Stop as {@link Connection.send}; `unexpected_answer` when there is no token in the answer
 */
async function logIn(connection, { portal, basis }, token, secrets) {
    const { login, name } = portal.module;
    if (!login)
        return token;
    const called = { portal: name, name: "login.request" };
    const made = invoke(called, () => login.request(token, createAt(basis, { above: [], want: [] })));
    const request = requestIn(called, made, basis.operations);
    if (!request)
        throw invalid(called, "noRequest");
    // The portal would refuse the identity provider's token as its own, so this request carries no Authorization.
    const answer = await createReader(connection).read(request, called);
    const own = invoke({ portal: name, name: "login.token" }, () => login.token(answer.body));
    // As a header can carry it.
    if (typeof own !== "string" || !/^[!-~]+$/.test(own))
        throw unexpected(request, connection.urlOf(request), { status: answer.status, reason: "no_token" });
    secrets.protect(own);
    return own;
}

;// CONCATENATED MODULE: ./build/provision/session.js
// An open connection to the portal, logged in.








/** Seconds beyond the deadline, so that the result of the last write is known. */
const session_GRACE = 15;
/**
 * Runs `work` with an open session and closes it, so that the process can end.
 * @throws Stop as {@link logIn}, and what `work` throws
 */
async function withSession(declared, { apiUrl = "", headers, limits, tls, token = "" }, { secrets, log, cancel }, work) {
    const { portal, basis } = declared;
    const text = serverText(secrets, portal.module);
    const sender = createSender(USER_AGENT, tls);
    const used = new Set();
    const connect = (stop, grace = 0) => createConnection({
        apiUrl,
        headers,
        module: portal.module,
        send: traced(sender.send, log, secrets),
        attempts: createAttempts({ ...limits, deadline: limits.deadline + grace }, stop, (retry) => log.info(stepLines.retry(retry))),
        secrets,
        serverText: text,
        isInferred: (operation) => basis.operations(operation).inferred,
        onSend: (operation) => used.add(operation),
    });
    try {
        const reading = connect({ begin: cancel.asked, finish: cancel.asked });
        const writing = connect({ begin: cancel.over, finish: cancel.over });
        const finishing = connect({ begin: cancel.over, finish: cancel.over }, session_GRACE);
        const own = await logIn(reading, declared, token, secrets);
        for (const connection of [reading, writing, finishing])
            connection.authorize(own);
        await work({ reading, writing, finishing, text, used });
    }
    finally {
        sender.close();
    }
}

;// CONCATENATED MODULE: ./build/step/summary.js
// The job summary: a Markdown file of the runner's.

/**
 * Appends to the summary. Not by the toolkit's `summary`, whose `fs.promises` costs every run 1.6 ms.
 * @throws Error when the runner names no file, or it cannot be written
 */
function writeSummary(markdown, { GITHUB_STEP_SUMMARY: file = "" }) {
    (0,external_node_fs_.appendFileSync)(file, markdown);
}

;// CONCATENATED MODULE: ./build/provision/messages/plan-text.js
// The plan as the log and the job summary show it.



const SIGN = { create: "+", update: "~", delete: "-", none: "." };
const plan_text_MEANING = {
    waiting: "the provider has to act",
    done: "done",
    failed: "refused",
};
/** The result of a plan or an apply, in one line. */
function headline(mode, apiUrl, counts) {
    const [create, update, remove] = mode === "plan" ? ["to create", "to update", "to delete"] : ["created", "updated", "deleted"];
    const { created, updated, deleted, failed, notTried } = counts;
    const others = created + updated + deleted + failed + notTried;
    const parts = [
        counts.created && `${counts.created} ${create}`,
        counts.updated && `${counts.updated} ${update}`,
        counts.deleted && `${counts.deleted} ${remove}`,
        (counts.unchanged > 0 || others === 0) &&
            `${counts.unchanged} as ${counts.unchanged === 1 ? "it" : "they"} should be`,
        counts.failed && `${counts.failed} failed`,
        counts.notTried && `${counts.notTried} not tried`,
        counts.waiting && `${counts.waiting} ${counts.waiting === 1 ? "waits" : "wait"} for approval`,
    ].filter(Boolean);
    return `${mode === "plan" ? "Plan for" : "Applied to"} ${apiUrl}: ${parts.join(", ")}`;
}
const placeText = ({ file, line }) => `${file}:${line}`;
/** What is said about one resource: nothing when it is as it should be. */
function entryText(entry, show) {
    const { resource, assessment, notTried, problem, alongWith, toStore } = entry;
    const line = (sign, ...details) => {
        const said = details.filter(Boolean).join("; ");
        return `${sign} ${whereText(show(resource.address))}${said ? `  ${show(said)}` : ""}`;
    };
    if (notTried)
        return line("!", `not tried${notTried.because ? `, because of ${whereText(show(notTried.because.address))}` : ""}`);
    if (!assessment || (problem && assessment.verb === "none"))
        return line("!", problem?.code);
    const { verb, state, differences } = assessment;
    const names = verb === "create" ? Object.keys(resource.declared.store) : toStore;
    const details = [
        problem?.code,
        inEachText(differences, show).map(differenceText).join("; "),
        verb === "update" && differences.length === 0 ? "requested again, since something beside it changes" : "",
        alongWith > 0 ? `with ${plural(alongWith, "resource")} in it` : "",
        plan_text_storeText(resource.declared.store, names),
        state && state.is !== "done" ? stateText(inEachText(state, show)) : "",
    ];
    if (verb === "none" && !details.some(Boolean))
        return undefined;
    return line(problem ? "!" : SIGN[verb], ...details);
}
/** What was done, as soon as it is: sign, address, id. */
function doneText({ resource, assessment }, takenOver, show) {
    const { verb, found, state } = assessment;
    const id = found?.id;
    const details = [
        verb === "none" ? "is as declared already" : "",
        takenOver ? "taken over: the answer was lost or an error, but the portal shows that it is done" : "",
        state && state.is !== "done" ? stateText(inEachText(state, show)) : "",
    ].filter(Boolean);
    return [
        `${SIGN[verb]} ${whereText(show(resource.address))}`,
        ...(id === undefined ? [] : [`(${show(String(id))})`]),
        ...details.map(show),
    ].join("  ");
}
const plan_text_storeText = (store, names) => names.length > 0 ? `will store ${names.map((name) => `${name} as ${store[name]}`).join(", ")}` : "";
const stateText = ({ name, is, note, }) => `${name}: ${plan_text_MEANING[is] ?? "a state that the portal module does not know"}${note && is === "failed" ? ` (${valueText(note)})` : ""}`;
/** The lines of the log: the headline, then a line for each resource about which there is something to say. */
function planLines(head, entries, show) {
    const rows = entries.flatMap((entry) => {
        const text = entryText(entry, show);
        return text === undefined ? [] : [{ text, place: show(placeText(entry.resource.place)) }];
    });
    const width = Math.min(80, Math.max(0, ...rows.map(({ text }) => text.length)));
    return [show(head), ...rows.map(({ text, place }) => `  ${text.padEnd(width)}  ${place}`)];
}
/** Bytes of all rows. GitHub refuses a step's summary of more than 1 MiB. */
const MOST_BYTES = 900 * 1024;
/** More rows than these are folded. */
const OPEN_ROWS = 20;
/** Markdown with nothing in it that the portal could have made markup. */
function planSummary(head, entries, show) {
    const rows = entries.flatMap((entry) => entryText(entry, show) ?? []).map(escapeHtml);
    const fitting = rows.slice(0, howManyFit(rows));
    const left = rows.length - fitting.length;
    const more = left > 0 ? `\n${harmless/* ELLIPSIS */.Gr} and ${left} more, which are in the log` : "";
    const list = `<pre><code>${fitting.join("\n")}${more}</code></pre>`;
    const body = rows.length === 0
        ? ""
        : rows.length > OPEN_ROWS
            ? `<details><summary>All ${rows.length} lines</summary>\n\n${list}\n\n</details>`
            : list;
    return `### ${escapeHtml(show(head))}\n\n${body}\n`;
}
function howManyFit(rows) {
    let bytes = 0;
    const tooMany = rows.findIndex((row) => {
        bytes += Buffer.byteLength(row) + 1;
        return bytes > MOST_BYTES;
    });
    return tooMany < 0 ? rows.length : tooMany;
}

;// CONCATENATED MODULE: ./build/provision/show.js
// Shows a plan, and what became of it: log, summary, file and outputs.











const LONGEST_LINE = 1000;
/** Whatever the portal may have written is made harmless. */
const showWith = (text) => (line) => (0,harmless/* harmless */.Is)(line, text, LONGEST_LINE);
/** The plan's lines in the log. */
function logPlan({ entries }, { configuration, context: { log }, text }) {
    const show = showWith(text);
    const head = headline("plan", configuration.apiUrl ?? "", countsOf(entries));
    for (const line of planLines(head, entries, show))
        log.info(line);
    for (const { resource, assessment } of entries) {
        const { state } = assessment ?? {};
        if (state && !["waiting", "done", "failed"].includes(state.is))
            log.warning(lines_lines.unknownState(whereText(show(resource.address)), show(state.name)));
    }
}
/** The resources that differ, or have a value to be stored; also what the portal cannot change. */
const show_differing = ({ entries }) => entries.filter(({ assessment, problem, toStore }) => (assessment !== undefined && assessment.verb !== "none") ||
    toStore.length > 0 ||
    problem?.code === "immutable_changed");
/** @throws Stop `invalid_input` when the file cannot be written */
function storePlan(file, { configuration, context }) {
    const { env, log } = context;
    const { planFile, mode } = configuration;
    const path = planFile !== undefined && mode === "plan"
        ? (0,provision_workspace/* absolutePath */.Hi)(planFile, (0,provision_workspace/* workspaceOf */.B3)(env))
        : (0,external_node_path_.join)(env.RUNNER_TEMP || (0,provision_workspace/* workspaceOf */.B3)(env), "provision-plan.json");
    try {
        writePlanFile(file, path);
    }
    catch {
        throw new provision_problem/* Stop */.V({ code: "invalid_input", say: ["planNotWritten", path] });
    }
    log.info(lines_lines.planWritten(path, file.digest));
    return { path, digest: file.digest };
}
/** Outputs and summary of a plan or an apply. */
function publishResult(entries, { changed, plan }, { configuration, context, text }) {
    const { mode, apiUrl = "", summary } = configuration;
    const show = showWith(text);
    const { secrets } = context;
    publish(outputsOf(entries, { changed, plan }, { show, redact: (id) => secrets.redact(id) }));
    const head = headline(mode, apiUrl, countsOf(entries));
    if (mode === "apply")
        context.log.info(show(head));
    if (!summary)
        return;
    try {
        writeSummary(planSummary(head, entries, show), context.env);
    }
    catch {
        context.log.warning(lines_lines.summaryFailed);
    }
}
/** One line as soon as something is done. */
const logDone = ({ context: { log }, text }) => (entry, takenOver) => log.info(doneText(entry, takenOver, showWith(text)));
/** One line for what is left out, and because of what. */
const logNotTried = ({ context: { log }, text }) => (entry) => log.info(entryText(entry, showWith(text)) ?? "");

;// CONCATENATED MODULE: ./build/provision/store/plan-store.js
// Which values of resources that are there already still have to be stored.



/**
 * Values that come later, such as a key after an approval, are stored when they are there and their GitHub secret does
 * not exist. A secret that exists is left alone.
 * @returns problems: `store_failed` for a value that was shown once and is not stored
 */
function planStores({ entries }, store, portal) {
    const problems = new Map();
    for (const entry of entries) {
        const { resource, assessment, problem } = entry;
        const found = assessment?.found;
        if (!found || problem || resource.declared.absent || !storesSomething(resource))
            continue;
        try {
            entry.toStore = Object.keys(missingValues(resource, found.item, { store, portal }));
        }
        catch (error) {
            if (!(error instanceof provision_problem/* Stop */.V))
                throw error;
            entry.problem = problemOf(error, resource, problems);
        }
    }
    return [...problems.values()];
}

;// CONCATENATED MODULE: ./build/github/gh-command.js
const shellQuote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
/** The host of a URL, with or without its scheme; github.com when there is none. */
const hostOf = (serverUrl = "") => /^(?:https?:\/\/)?((?:[\w-]+(?:\.[\w-]+)+|localhost)(?::\d+)?)(?:\/|$)/i.exec(serverUrl.trim())?.[1] ??
    "github.com";
/**
 * One line for any POSIX shell. The value in it is sealed to GitHub's key, so it may be shown.
 * @param serverUrl `GITHUB_SERVER_URL`; any host but github.com is named in the command
 */
function ghCommand({ path, body }, serverUrl) {
    const { encrypted_value, key_id, visibility, selected_repository_ids } = body;
    const host = hostOf(serverUrl);
    return [
        "gh api --method PUT",
        ...(host === "github.com" ? [] : [`--hostname ${shellQuote(host)}`]),
        // Git Bash takes a leading slash for a folder of Windows; gh needs none.
        shellQuote(path.replace(/^\//, "")),
        // -f sends a string; -F would make a number of the key id.
        `-f ${shellQuote(`encrypted_value=${encrypted_value}`)}`,
        `-f ${shellQuote(`key_id=${key_id}`)}`,
        ...(visibility === undefined ? [] : [`-f ${shellQuote(`visibility=${visibility}`)}`]),
        ...(selected_repository_ids ?? []).map((id) => `-F ${shellQuote(`selected_repository_ids[]=${id}`)}`),
    ].join(" ");
}

;// CONCATENATED MODULE: ./build/github/rest.js
// Calls GitHub's REST API: its headers, its retries, and lists page by page.





/**
 * The JSON object that was requested; empty after a write.
 * @param path starts with a slash
 * @throws Failure `http_status`, `unexpected_answer`, or what happened before there was an answer
 */
async function call({ attempts, send, secrets, baseUrl, token }, method, path, body) {
    const url = `${baseUrl.replace(/\/$/, "")}${path}`;
    const headers = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" };
    const request = jsonRequest({ method, url, bearer: token, headers, body });
    // Every call may be repeated: writing a secret twice has the same result as writing it once.
    return attempts.run({ replayable: true }, async (signal) => {
        const response = await send(request, signal);
        // Not every 2xx counts: otherwise a gateway's page would look like a stored secret, or like an empty list.
        if (method === "PUT" && WRITTEN.includes(response.status))
            return {};
        const json = method === "GET" && response.status === 200 ? (0,build_json/* asObject */.eB)(response.json) : undefined;
        if (json)
            return json;
        throw refusal(response, url, secrets);
    });
}
/** Created, updated. */
const WRITTEN = [201, 204];
/** GitHub answers 403 when its rate limit is exceeded, too. Such a refusal is transient and counts as a 429. */
function refusal({ headers, ...response }, url, secrets) {
    const rateLimited = headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0";
    const status = response.status === 403 && rateLimited ? 429 : response.status;
    const evidence = evidenceOf({ ...response, status, headers }, url, secrets);
    return isSuccess(status)
        ? new Failure("unexpected_answer", { ...evidence, reason: "unexpected" })
        : new Failure("http_status", evidence);
}
/** Items on one page. A repository or a job can have 20 kB, and at most 1 MiB of an answer is read. */
const PAGE = 30;
/**
 * All items of a paged list.
 * @throws Failure as {@link call}; `unexpected_answer` also when there are not as many as GitHub says
 */
async function listAll(rest, path, property) {
    const items = [];
    for (let page = 1;; page++) {
        const answer = await call(rest, "GET", `${path}?per_page=${PAGE}&page=${page}`);
        const list = Array.isArray(answer[property]) ? answer[property] : [];
        items.push(...list);
        if (items.length === answer.total_count)
            return items;
        if (list.length === 0)
            throw new Failure("unexpected_answer", { reason: "unexpected" });
    }
}

;// CONCATENATED MODULE: ./build/github/secret-store.js
// Actions secrets: inspects one, and stores a new value sealed to the public key of its place.
// https://docs.github.com/rest/actions/secrets


/** The path of all secrets of a place, without a slash at its end. */
function secretsPath({ repository, environment, organization }) {
    if (organization)
        return `/orgs/${encodeURIComponent(organization)}/actions/secrets`;
    if (environment)
        return `/repos/${repository}/environments/${encodeURIComponent(environment)}/secrets`;
    return `/repos/${repository}/actions/secrets`;
}
const secretPath = (place) => `${secretsPath(place)}/${place.name}`;
/** @throws Failure as {@link call}, with reason `no_place` or `no_secret` where GitHub answers 404 */
async function inspectSecret(rest, place) {
    const key = await publicKey(rest, place);
    return stored(rest, place, { key, ...(await secretAt(rest, place)) });
}
/**
 * What is needed to write a secret that may not exist yet. A new one of an organisation is for one repository only.
 * @throws Failure as {@link inspectSecret}, except for `no_secret`
 */
async function prepareSecret(rest, place, repositoryId) {
    const key = await publicKey(rest, place);
    const known = await secretAt(rest, place).catch((error) => {
        if (!(error instanceof Failure) || error.evidence.reason !== "no_secret")
            throw error;
    });
    if (known)
        return { secret: await stored(rest, place, { key, ...known }), exists: true };
    const kept = place.organization ? { visibility: "selected", selected_repository_ids: [repositoryId] } : {};
    return { secret: { key, updatedAt: 0, kept }, exists: false };
}
const stored = async (rest, place, { key, updatedAt, secret }) => ({
    key,
    updatedAt,
    kept: place.organization ? await sharing(rest, place, secret) : {},
});
/** When a secret was last written, in milliseconds since the epoch. @throws Failure as {@link inspectSecret} */
const updateOf = async (rest, place) => (await secretAt(rest, place)).updatedAt;
async function secretAt(rest, place) {
    const secret = await call(rest, "GET", secretPath(place)).catch(throwOnNotFound("no_secret"));
    const updatedAt = Date.parse(String(secret.updated_at));
    if (Number.isNaN(updatedAt))
        throw new Failure("unexpected_answer", { reason: "no_date" });
    return { secret, updatedAt };
}
async function publicKey(rest, place) {
    const { key_id: id, key: value } = await call(rest, "GET", `${secretsPath(place)}/public-key`).catch(throwOnNotFound("no_place"));
    if (typeof id !== "string" || typeof value !== "string" || !(await isUsable(value)))
        throw new Failure("unexpected_answer", { reason: "no_key" });
    return { id, value };
}
/** Tested before any credential is sent: a value that cannot be sealed could be neither stored nor shown. */
async function isUsable(key) {
    const { seal } = await Promise.all(/* import() */[__nccwpck_require__.e(93), __nccwpck_require__.e(947)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9947));
    try {
        return seal("", key) !== "";
    }
    catch {
        return false;
    }
}
async function sharing(rest, place, { visibility }) {
    if (typeof visibility !== "string")
        throw new Failure("unexpected_answer", { reason: "unexpected" });
    if (visibility !== "selected")
        return { visibility };
    const repositories = await listAll(rest, `${secretPath(place)}/repositories`, "repositories");
    return { visibility, selected_repository_ids: repositories.map(({ id }) => Number(id)) };
}
/**
 * Seals a value and stores it.
 * @param ready gets each write as soon as it is sealed, so that it can be shown if it never arrives
 * @throws Failure as {@link call}, after all attempts; the last write given to `ready` would still store the value
 */
async function storeSecret(rest, { value, place, secret }, ready) {
    const write = async (key) => {
        const sealed = await sealedWrite(rest, { value, place, secret: { ...secret, key } });
        ready(sealed);
        await call(rest, "PUT", sealed.path, sealed.body);
    };
    await write(secret.key).catch(async (error) => {
        if (!(error instanceof Failure) || error.evidence.status !== 422)
            throw error;
        // The key of the place has changed since it was read.
        await write(await publicKey(rest, place));
    });
}
/** The cryptography is loaded only here, since most runs store nothing. */
async function sealedWrite({ secrets }, { value, place, secret }) {
    const { seal } = await Promise.all(/* import() */[__nccwpck_require__.e(93), __nccwpck_require__.e(947)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9947));
    // A short secret may occur in the sealed value by chance, and masking would break the command. Each seal is different.
    let sealed = seal(value, secret.key.value);
    while (secrets.redact(sealed) !== sealed)
        sealed = seal(value, secret.key.value);
    return { path: secretPath(place), body: { encrypted_value: sealed, key_id: secret.key.id, ...secret.kept } };
}
/** Throws the error again, with this reason if GitHub answered 404. */
const throwOnNotFound = (reason) => (error) => {
    throw error instanceof Failure && error.evidence.status === 404 ? error.with({ reason }) : error;
};

;// CONCATENATED MODULE: ./build/step/secret-keeper.js
// Stores values in GitHub secrets so that none is lost: if a write fails or may not finish, a command that stores the value is shown.


/**
 * @param late aborted when this process will be killed soon; then the command is shown at once
 * @param serverUrl `GITHUB_SERVER_URL`
 */
function createKeeper(rest, { late, serverUrl, tell }) {
    return {
        async store(storing) {
            const { place } = storing;
            let sealed;
            let shown;
            const show = () => {
                if (!sealed || sealed === shown)
                    return;
                shown = sealed;
                tell.unsaved(place, ghCommand(sealed, serverUrl));
            };
            late.addEventListener("abort", show);
            try {
                await storeSecret(rest, storing, (write) => {
                    sealed = write;
                    if (late.aborted)
                        show();
                });
                if (shown)
                    tell.storedAfterAll(place);
                else
                    tell.stored(place);
            }
            catch (error) {
                show();
                throw error;
            }
            finally {
                late.removeEventListener("abort", show);
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/step/github-secrets.js








/** Separate from those of other requests: a write that is given up means a value to be stored by hand. */
const LIMITS = { timeout: 10, deadline: 60, maxAttempts: 10 };
/** @param words for log and summary, when a value is stored and when it is not */
function connectToSecrets(token, words, { env, secrets, log, cancel }) {
    const sender = createSender(USER_AGENT);
    const rest = (stop) => ({
        baseUrl: env.GITHUB_API_URL || "https://api.github.com",
        token,
        send: traced(sender.send, log, secrets),
        attempts: createAttempts(LIMITS, { begin: stop, finish: stop }, (retry) => log.info(stepLines.retry(retry))),
        secrets,
    });
    const summarize = (markdown) => {
        try {
            writeSummary(markdown, env);
        }
        catch {
            log.warning(words.unsavedTitle);
        }
    };
    const tell = {
        stored: (place) => log.info(words.stored(place)),
        unsaved: (place, command) => {
            log.info(unsavedText(words, place, command));
            summarize(unsavedSummary(words, place, command));
        },
        storedAfterAll: (place) => {
            log.info(words.storedAfterAll(place));
            summarize(storedAfterAllSummary(words, place));
        },
    };
    const { late, over } = cancel;
    return {
        reading: () => rest(cancel.asked),
        keeper: {
            store: (storing) => createKeeper(rest(over), { late, serverUrl: env.GITHUB_SERVER_URL, tell }).store(storing),
        },
        close: sender.close,
    };
}

;// CONCATENATED MODULE: ./build/provision/store/store.js
// Stores in GitHub secrets what a portal shows once, or only later.



/**
 * Proves that every secret can be sealed: its place exists, and the place's key is readable.
 * @throws Stop `store_failed` or `cancelled`; nothing has been written
 */
async function openStore(resources, options) {
    const { keeper, place, secrets } = options;
    const prepared = new Map();
    for (const { declared } of resources)
        for (const name of Object.values(declared.store))
            prepared.set(name, await prepare(name, options));
    let isBroken = false;
    const keepOne = async (name, value) => {
        const { secret } = prepared.get(name);
        try {
            await keeper.store({ value, place: { ...place, name }, secret });
            prepared.set(name, { secret, exists: true });
            return [];
        }
        catch (error) {
            isBroken = true;
            return [storeFailure(error, { ...place, name }, "storing")];
        }
    };
    return {
        missing: ({ declared }) => Object.keys(declared.store).filter((name) => !prepared.get(declared.store[name]).exists),
        async keep({ declared }, values) {
            secrets.protect(...Object.values(values));
            // All at once: when one of them hangs, the others need not be in danger.
            const kept = Object.entries(values).map(([name, value]) => keepOne(declared.store[name], value));
            return (await Promise.all(kept)).flat();
        },
        isBroken: () => isBroken,
    };
}
async function prepare(name, { rest, place, repositoryId }) {
    const prepared = await prepareSecret(rest, { ...place, name }, repositoryId).catch((error) => {
        throw storeFailure(error, { ...place, name }, "proving");
    });
    // A new secret would be shared with no repository at all.
    if (place.organization && !prepared.exists && !Number.isInteger(repositoryId))
        throw new provision_problem/* Stop */.V({ code: "store_failed", say: ["noRepositoryId", { ...place, name }] });
    return prepared;
}
function storeFailure(error, place, doing) {
    if (!(error instanceof Failure))
        throw error;
    const { code, evidence } = error;
    if (code === "cancelled" && doing === "proving")
        return new provision_problem/* Stop */.V({ code, say: ["cancelled"] });
    const reason = isNetworkCode(code) ? code : evidence.reason;
    return new provision_problem/* Stop */.V({ code: "store_failed", say: ["storeFailed", doing, place, { ...evidence, reason }] });
}

;// CONCATENATED MODULE: ./build/provision/store/session.js




/** Where the secrets of this run live. */
const secretsPlace = ({ secretsEnvironment, secretsOrganization }, env) => ({
    repository: env.GITHUB_REPOSITORY ?? "",
    environment: secretsEnvironment,
    organization: secretsOrganization,
});
/**
 * Runs `work` with a store, if anything is to be stored and there is a token for it.
 * @throws Stop as {@link openStore}
 */
async function withStore(resources, configuration, context, work) {
    const { githubToken } = configuration;
    const storing = resources.filter(storesSomething);
    if (storing.length === 0 || githubToken === undefined)
        return work(undefined);
    const { env, secrets } = context;
    const { reading, keeper, close } = connectToSecrets(githubToken, storeLines, context);
    try {
        const place = secretsPlace(configuration, env);
        const repositoryId = Number(env.GITHUB_REPOSITORY_ID || "none");
        return await work(await openStore(storing, { rest: reading(), keeper, secrets, place, repositoryId }));
    }
    finally {
        close();
    }
}

;// CONCATENATED MODULE: ./build/provision/provision.js
// The step: checks the manifest, makes the plan, shows it, and with `mode: apply` carries it out.


























/**
 * Never rejects: each problem becomes an error annotation.
 * @returns whether the step succeeded
 */
async function provision(env, cancel) {
    const secrets = new Secrets(setSecret);
    const log = createLog(secrets);
    const result = { problems: [], isPart: false, text: secrets };
    try {
        await run({ env, secrets, log, cancel }, result);
    }
    catch (error) {
        if (error instanceof provision_problem/* Stop */.V)
            result.problems.push(error.problem);
        else
            result.problems.push({
                code: "internal",
                say: ["internal", String(asFailure(error, log).evidence.cause)],
            });
    }
    if (result.problems.length === 0)
        return true;
    publish({ "error-code": codeOf(result.problems, result.isPart) });
    showProblems(result.problems, log, showWith(result.text));
    return false;
}
async function run(context, result) {
    const { env, log } = context;
    const report = (problem) => result.problems.push(problem);
    const configuration = readConfiguration(context, report);
    const untrusted = isForFork(env) && startsWithSecrets(env);
    const declared = await readDeclared(configuration, { env, untrusted, report });
    const approved = declared && approvedPlan(declared, configuration, { env, report });
    if (result.problems.length > 0 || !declared)
        return;
    log.info(lines_lines.reading(declared.files, declared.resources.length, declared.portal.module.name));
    if (isOfflineOnly(env)) {
        publish({ ...outputsOf([], { changed: false }), changed: "" });
        log.notice(lines_lines.offlineOnly);
        return;
    }
    await withSession(declared, configuration, context, (session) => withStore(declared.resources, configuration, context, (store) => planAndApply({ declared, configuration, session, store, context, approved }, result)));
}
async function planAndApply(work, result) {
    const { declared, configuration, session, store, context, approved } = work;
    const { portal, basis, resources } = declared;
    result.text = session.text;
    const showing = { configuration, context, text: session.text };
    const plan = await makePlan({ portal, basis, resources, reader: createReader(session.reading) }, configuration);
    const unstored = store ? planStores(plan, store, portal) : [];
    noteGuesses(plan, session, declared, context);
    logPlan(plan, showing);
    const file = planFileOf(plan, settingsOf(declared, configuration, context.env), (text) => context.secrets.redact(text));
    const stored = storePlan(approved ?? file, showing);
    const refused = approved ? unapproved(plan, file, approved) : [];
    result.problems.push(...onceCancelled([...plan.problems, ...unstored, ...refused]));
    if (configuration.mode === "plan") {
        const changes = show_differing(plan).length;
        publishResult(plan.entries, { changed: changes > 0, plan: stored }, showing);
        if (changes > 0 && configuration.failOnChanges)
            result.problems.push({ code: "changes_pending", say: ["changesPending", changes] });
    }
    else if (result.problems.some(({ code }) => code !== "approval_refused")) {
        publishResult(plan.entries.map(untried), { changed: false, plan: stored }, showing);
    }
    else {
        const { entries, problems, hasChanged } = await apply(plan, work, showing);
        for (const { resource } of missedAgain(entries))
            context.log.warning(lines_lines.missedAgain(resource.address));
        result.problems = problems;
        result.isPart = hasChanged;
        publishResult(entries, { changed: hasChanged, plan: stored }, showing);
    }
}
/** A signal cuts off several reads. That is one problem, and not one of the resources. */
function onceCancelled(problems) {
    const others = problems.filter(({ code }) => code !== "cancelled");
    return others.length === problems.length ? others : [{ code: "cancelled", say: ["cancelled"] }, ...others];
}
/** If anything is wrong with the plan, nothing of it is done. */
const untried = (entry) => entry.problem || entry.assessment?.verb === "none" ? entry : { ...entry, notTried: { because: undefined } };
/** Masks first. Only then it reads, and reports what it finds. */
function readConfiguration({ env, secrets, log }, report) {
    secrets.protect(givenToken(env));
    const tooShort = maskInputs(INPUTS, env, secrets);
    if (tooShort.length)
        log.warning(stepLines.tooShort(tooShort));
    warnOfEnvironment(env, log);
    const reading = readInputs(INPUTS, env);
    if (reading.trimmed.length)
        log.info(stepLines.trimmed(reading.trimmed));
    const configuration = configure(reading, env, report);
    secrets.hide(...Object.values(configuration.headers));
    if (configuration.mode === "apply" && configuration.failOnChanges)
        log.notice(lines_lines.failOnChangesIgnored);
    return configuration;
}
function settingsOf({ identity, portal }, configuration, env) {
    const { apiUrl = "", headers } = configuration;
    const place = secretsPlace(configuration, env);
    return {
        portal: identity,
        secretFields: portal.module.secretFields ?? [],
        apiUrl,
        headers,
        secretName: (name) => placeName({ ...place, name }),
    };
}
function approvedPlan(declared, configuration, { env, report }) {
    const { mode, planFile } = configuration;
    if (mode !== "apply" || planFile === undefined)
        return undefined;
    try {
        return readApproved(planFile, (0,provision_workspace/* absolutePath */.Hi)(planFile, (0,provision_workspace/* workspaceOf */.B3)(env)), settingsOf(declared, configuration, env));
    }
    catch (error) {
        if (!(error instanceof provision_problem/* Stop */.V))
            throw error;
        report(error.problem);
        return undefined;
    }
}
/** What would be done now and was not approved. */
const unapproved = ({ entries }, now, approved) => notApproved(now, approved).map(({ address, action }) => ({
    code: "plan_changed",
    address,
    place: entries.find(({ resource }) => resource.address === address).resource.place,
    say: ["notApproved", action],
}));
/** Says which methods and paths are guesses, of those that were used and those that an apply would use. */
function noteGuesses({ entries }, { used }, { basis }, { log }) {
    const planned = entries.flatMap(({ assessment }) => assessment?.requests ?? []);
    const operations = new Set([...used, ...planned.map(({ operation }) => operation)]);
    const guesses = [...operations].filter((operation) => basis.operations(operation).inferred).sort();
    if (guesses.length > 0)
        log.notice(lines_lines.inferredOperations(guesses));
}
function apply(plan, { declared, session, configuration, store }, showing) {
    const { portal, basis, resources } = declared;
    const { cancel } = showing.context;
    const logOf = logDone(showing);
    return applyPlan(plan, {
        portal,
        basis,
        resources,
        connection: session.writing,
        finishing: session.finishing,
        write: createWriter(session.writing),
        located: plan.located,
        maxAttempts: configuration.limits.maxAttempts,
        isCancelled: () => cancel.asked.aborted,
        over: cancel.over,
        store,
    }, {
        done: (entry, { takenOver }) => logOf(entry, takenOver),
        notTried: logNotTried(showing),
    });
}

;// CONCATENATED MODULE: ./build/provision/index.js
// The step of the provisioning action.



const main = () => withOutcome(() => provision(process.env, onCancel()));

})();

module.exports = __webpack_exports__;
/******/ })()
;