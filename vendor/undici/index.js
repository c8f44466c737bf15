// @actions/http-client imports undici for getAgentDispatcher(), which this action never calls. The
// real package is 1 MB and half of the start-up time, so the bundle holds this instead.
export class ProxyAgent {
  constructor() {
    throw new Error("undici is left out of this bundle: use HttpClient.getAgent(), not getAgentDispatcher()")
  }
}
