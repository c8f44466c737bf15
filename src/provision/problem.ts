// What goes wrong in provisioning: a code to branch on, a place in a file if there is one, and the row of the message.
import type { Saying } from "./messages/problems.ts"

/** The first four are found before anything is sent. When several of them occur, the first in this order is the step's. */
export const OFFLINE_CODES = [
  "invalid_input",
  "invalid_portal",
  "invalid_openapi",
  "invalid_manifest",
] as const

export type Code =
  | (typeof OFFLINE_CODES)[number]
  | "ambiguous_match"
  | "not_found"
  | "immutable_changed"
  | "delete_refused"
  | "changes_pending"
  | "plan_changed"
  | "approval_refused"
  | "api_status"
  | "unexpected_answer"
  | "unknown_outcome"
  | "not_applied"
  | "partially_applied"
  | "store_failed"
  | "dns"
  | "connection"
  | "tls"
  | "timeout"
  | "cancelled"
  | "internal"

/** Line and column count from 1. */
export interface Place {
  /** Seen from the workspace. */
  file: string
  line: number
  column: number
}

export interface Problem {
  code: Code
  place?: Place
  /** Of the resource that has the problem. */
  address?: string
  say: Saying
}

export type Report = (problem: Problem) => void

/** Ends what is being done for one resource, or for the whole run. */
export class Stop extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}
