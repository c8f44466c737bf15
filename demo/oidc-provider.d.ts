declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http"

  export interface Context {
    status: number
    body: Record<string, unknown> | string
    oidc: {
      route: string
      body: Record<string, string | undefined>
      params: Record<string, string | undefined>
    }
  }

  interface Client {
    clientId: string
  }

  interface Grant {
    addOIDCScope(scope: string): void
    addResourceScope(resource: string, scope: string): void
    save(): Promise<string>
  }

  interface RefreshToken {
    consume(): Promise<void>
    save(): Promise<string>
  }

  export default class Provider {
    constructor(issuer: string, configuration: object)
    Client: { find(id: string): Promise<Client> }
    Grant: new (properties: {
      accountId: string
      clientId: string
    }) => Grant
    RefreshToken: new (
      properties: object,
    ) => RefreshToken
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void
    callback(): (request: IncomingMessage, response: ServerResponse) => void
  }

  class ProviderError extends Error {
    status: number
    statusCode: number
  }

  export const errors: {
    InvalidTarget: new () => ProviderError
    CustomOIDCProviderError: new (error: string, description: string) => ProviderError
  }
}
