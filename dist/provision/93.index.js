module.exports = require("../93.index.js")
