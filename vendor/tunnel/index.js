// @actions/http-client imports tunnel at its top, and tunnel imports assert: together 5 % of the time of a run that
// uses no proxy. The real package, under the name tunnel-agents, is loaded by the first run that does.
const later = (name) => (options) => require("tunnel-agents")[name](options)

exports.httpOverHttp = later("httpOverHttp")
exports.httpsOverHttp = later("httpsOverHttp")
exports.httpOverHttps = later("httpOverHttps")
exports.httpsOverHttps = later("httpsOverHttps")
