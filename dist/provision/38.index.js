module.exports = require("../38.index.js")
