// Provisioning, section 2: what is no YAML 1.2, or cannot be a manifest although it is.
import { manifest, manifests, type Refusal, texts } from "./refusal.mts"

const bomb = (levels: number, width: number, alias: (name: string) => string) =>
  `x-0: &a0 { k: 1 }\n${Array.from(
    { length: levels },
    (_, at) => `x-${at + 1}: &a${at + 1} ${alias(Array(width).fill(`*a${at}`).join(", "))}\n`,
  ).join("")}`

export const yamlRefusals: Refusal[] = [
  ...manifests(
    [
      "two keys of one name in a mapping",
      "teams:\n  - name: A\n    description: x\n    name: B\n",
      manifest("5:5", 'The key "name" is in this mapping twice: remove one.'),
    ],
    [
      "two keys of one name at the top",
      "teams: []\nteams: []\n",
      manifest("3:1", 'The key "teams" is in this mapping twice: remove one.'),
    ],
    [
      "two merge keys in a mapping",
      "x-a: &a { k: 1 }\nteams:\n  - name: A\n    <<: *a\n    <<: *a\n",
      manifest("6:5", '"<<" is in this mapping twice: merge several with one list, such as <<: [*a, *b].'),
    ],
    [
      "a merge of no mapping",
      "x-a: &a [1]\nteams:\n  - name: A\n    <<: *a\n",
      manifest("5:5", '"<<" can only merge mappings: give it the alias of one, or a list of such aliases.'),
    ],
    [
      "a tab as indentation",
      "teams:\n\t- name: A\n",
      manifest("3:1", "This is not valid YAML: Tabs are not allowed as indentation. Use blanks."),
    ],
    [
      "a colon in a value without quotes",
      "teams:\n  - name: A: B\n",
      manifest(
        "3:11",
        'This is not valid YAML: Nested mappings are not allowed in compact mappings. If a value contains ": ", put it in quotes;',
      ),
    ],
    [
      "a list item that is out of line",
      "teams:\n  - name: A\n - name: B\n",
      manifest("4:1", /^This is not valid YAML: .*; else check the indentation\./),
    ],
    [
      "a quote that does not end",
      'teams:\n  - name: "A\n',
      manifest(
        "4:1",
        'This is not valid YAML: Missing closing "quote. Check quotes, brackets and indentation up to here.',
      ),
    ],
    [
      "a value that begins with a reserved character",
      "teams:\n  - name: @A\n",
      manifest("3:11", /^This is not valid YAML: .*reserved character @\. Put the value in quotes\./),
    ],
    [
      "a backslash in double quotes",
      'teams:\n  - name: "\\d"\n',
      manifest("3:12", /Invalid escape sequence \\d\. In single quotes a backslash is only a backslash\./),
    ],
    [
      "a tag",
      "teams:\n  - name: !secret A\n",
      manifest("3:11", "Unresolved tag: !secret. Remove the !tag, or put the text in quotes."),
    ],
    [
      "a second document",
      "teams: []\n---\nportal: wallis\n",
      manifest("3:1", 'A second document begins here ("---"), and a file holds one manifest'),
    ],
    [
      "keys that are no texts",
      "1: a\ntrue: b\n~: c\n[x]: d\n{ x: y }: e\n1.5: f\n",
      ...[2, 3, 4, 5, 6, 7].map((line) => manifest(`${line}:1`, "A key must be a text: put it in quotes.")),
    ],
    [
      "an alias of a mapping as a key",
      "x-a: &a { b: c }\n*a : d\n",
      manifest("3:1", "A key must be a text: put it in quotes."),
    ],
    [
      "an alias of nothing",
      "teams:\n  - name: *a\n",
      manifest("3:11", "The alias *a has no anchor: put &a, further up in this file."),
    ],
    [
      "an alias further up than what it means",
      "teams: *a\nx-a: &a []\n",
      manifest("2:8", "The alias *a has no anchor"),
    ],
    [
      "an alias inside of what it means",
      "x-a: &a\n  b: [1, *a]\nteams: []\n",
      manifest(
        "3:10",
        "The alias *a is inside the value that it refers to, which would have no end: remove it.",
      ),
    ],
    [
      "a mapping that is merged into itself",
      "x-a: &a\n  <<: *a\nteams: []\n",
      manifest("3:7", "The alias *a is inside the value that it refers to"),
    ],
    [
      "an alias bomb",
      bomb(9, 10, (aliases) => `[${aliases}]`),
      manifest(
        "8:26",
        "With its aliases resolved, this file has more than a million values: use fewer aliases.",
      ),
    ],
    [
      "an alias bomb of mappings",
      bomb(9, 10, (aliases) => `{ x: { y: [${aliases}] } }`),
      manifest("8:36", "more than a million values"),
    ],
    [
      "an alias bomb of merge keys",
      bomb(9, 10, (aliases) => `{ <<: [${aliases}] }`),
      manifest("8:32", "more than a million values"),
    ],
    [
      "anchors that are nested by aliases",
      `x-0: &a0 []\n${Array.from({ length: 105 }, (_, at) => `x-${at + 1}: &a${at + 1} [*a${at}]\n`).join("")}`,
      manifest("101:13", "This is nested more than 100 levels deep: check brackets and indentation."),
    ],
    [
      "brackets that are nested too deeply",
      `x-a: ${"[".repeat(101)}${"]".repeat(101)}\n`,
      manifest("2:105", "This is nested more than 100 levels deep"),
    ],
    [
      "brackets that are nested more deeply than any parser reads",
      `x-a: ${"[".repeat(100_000)}\n`,
      manifest("1:1", "This is nested more than 100 levels deep"),
    ],
    [
      "expressions of a workflow in a value, in a text of several lines, in a key, and in a part that is ignored",
      'teams:\n  - name: ${{ vars.TEAM }}\n    description: |\n      By ${{ github.actor }}\nx-a: ["${{ x }}"]\n',
      manifest("3:11", "A ${{ }} expression has no meaning in a manifest"),
      manifest("4:18", "A ${{ }} expression"),
      manifest("6:7", "A ${{ }} expression"),
    ],
    [
      "an expression in a key",
      '"${{ x }}": 1\n',
      manifest("2:1", "A ${{ }} expression has no meaning in a manifest"),
    ],
    [
      "numbers that JSON cannot carry",
      "x-a: [12345678901234567890, .inf, -.inf, .nan, 1e400, 9007199254740993, 0xFFFFFFFFFFFFFFFF]\n",
      manifest("2:7", "The number 12345678901234567890 cannot be kept exactly: put it in quotes"),
      manifest("2:29", "The number .inf cannot be kept exactly"),
      manifest("2:35", "The number -.inf cannot be kept exactly"),
      manifest("2:42", "The number .nan cannot be kept exactly"),
      manifest("2:48", "The number 1e400 cannot be kept exactly"),
      manifest("2:55", "The number 9007199254740993 cannot be kept exactly"),
      manifest("2:73", "The number 0xFFFFFFFFFFFFFFFF cannot be kept exactly"),
    ],
  ),
  ...texts(
    [
      "another version of YAML",
      "%YAML 1.1\n---\nportal: wallis\n",
      manifest(
        "1:1",
        '"%YAML 1.1" asks for another version of YAML: remove that line. A manifest is YAML 1.2.',
      ),
    ],
    [
      "a version of YAML that nobody knows",
      "%YAML 1.7\n---\nportal: wallis\n",
      manifest("1:7", "This is not valid YAML: Unsupported YAML version 1.7."),
    ],
    [
      "a file that is too large",
      `portal: wallis\n# ${"x".repeat(1024 * 1024)}\n`,
      manifest(
        "1:1",
        "The file is larger than 1 MiB: split it into several files in a folder, and give the folder.",
      ),
    ],
    [
      "a byte order mark, which moves nothing",
      "\ufeffx-a: ${{ x }}\nportal: usage-engine\n",
      manifest("1:6", "A ${{ }} expression"),
    ],
    [
      "line ends of Windows, which move nothing",
      "portal: usage-engine\r\nx-a:\r\n  - ${{ x }}\r\n",
      manifest("3:5", "A ${{ }} expression"),
    ],
    ["an empty file", "", manifest("1:1", "The manifest does not say which portal it is for")],
    [
      "a file of comments",
      "# nothing\n",
      manifest("1:1", "The manifest does not say which portal it is for"),
    ],
    ["a list", "- portal: wallis\n", manifest("1:1", "A manifest must be a mapping (name: value).")],
    ["a text", "portal\n", manifest("1:1", "A manifest must be a mapping (name: value).")],
  ),
]
