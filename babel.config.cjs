// Only for jest: compiles our TypeScript, and packages that come as ESM only, to the CommonJS that jest runs.

/** What the plugin below does not do of itself: import() becomes require(), import.meta.url the file's URL. */
const onlyInModules = ({ template }) => ({
  pre() {
    // The switch that @babel/plugin-transform-dynamic-import sets, and all it does.
    this.file.set("@babel/plugin-proposal-dynamic-import", "7.22.11")
  },
  visitor: {
    MetaProperty({ parentPath }) {
      if (parentPath.matchesPattern("import.meta.url"))
        parentPath.replaceWith(template.expression.ast`require("node:url").pathToFileURL(__filename).href`)
    },
  },
})

module.exports = {
  // allExtensions, because this preset by itself leaves .mts alone.
  overrides: [
    {
      test: /\.m?ts$/,
      presets: [["@babel/preset-typescript", { allExtensions: true, allowDeclareFields: true }]],
    },
  ],
  plugins: [onlyInModules, "@babel/plugin-transform-modules-commonjs"],
}
