// @actions/http-client imports tunnel for the agents of getAgent(), which this action never calls: src/http/proxy.ts
// loads the real package when there is a proxy. tunnel and the assert that it imports are 5 % of the time of a run.
const leftOut = () => {
  throw new Error(
    "tunnel is left out of this bundle: pass an agent of your own, not that of HttpClient.getAgent()",
  )
}

exports.httpOverHttp = leftOut
exports.httpsOverHttp = leftOut
exports.httpOverHttps = leftOut
exports.httpsOverHttps = leftOut
