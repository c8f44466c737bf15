// The real tunnel package, which the toolkit imports under its own name; see vendor/tunnel.
declare module "tunnel-agents" {
  type Tunnel = (options: object) => import("node:http").Agent
  const tunnels: Record<"httpOverHttp" | "httpsOverHttp" | "httpOverHttps" | "httpsOverHttps", Tunnel>
  export default tunnels
}
