// Both steps in one bundle, so that a runner downloads every module once.
export { main } from "./main.ts"
export { post } from "./post.ts"
