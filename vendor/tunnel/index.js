// @actions/http-client imports tunnel at its top, and tunnel imports assert: together 5 % of the time of a run that
// uses no proxy. The real package, under the name tunnel-agents, is a chunk of its own, which load() brings in.
let agents
exports.load = async () => {
  agents = (await import("tunnel-agents")).default
}

const later = (name) => (options) => {
  if (agents) return agents[name](options)
  throw new Error("tunnel is not loaded: await load() before the first request through a proxy")
}

exports.httpOverHttp = later("httpOverHttp")
exports.httpsOverHttp = later("httpsOverHttp")
exports.httpOverHttps = later("httpOverHttps")
exports.httpsOverHttps = later("httpsOverHttps")
