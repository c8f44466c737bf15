// What is loaded when an OpenAPI document is given.
export { createBodyCheck } from "./check-body.ts"
export { readOpenApi } from "./document.ts"
export { documentedOperations } from "./operations.ts"
