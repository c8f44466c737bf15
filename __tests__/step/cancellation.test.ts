import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals"
import { type Cancellation, onCancel } from "../../src/step/cancellation.ts"

const signals = ["SIGINT", "SIGTERM"] as const
let cancel: Cancellation
beforeEach(() => {
  jest.useFakeTimers()
  cancel = onCancel()
})
afterEach(() => {
  jest.useRealTimers()
  for (const signal of signals) process.removeAllListeners(signal)
})

const aborted = () => [cancel.asked, cancel.late, cancel.over].map((signal) => signal.aborted)

test("without a signal nothing is aborted", () => {
  jest.advanceTimersByTime(60_000)
  expect(aborted()).toEqual([false, false, false])
})

describe.each(signals)("%s", (signal) => {
  test("is `asked` at once, `late` six seconds after it and `over` before the runner kills the process", () => {
    process.emit(signal)
    expect(aborted()).toEqual([true, false, false])
    jest.advanceTimersByTime(5999)
    expect(aborted()).toEqual([true, false, false])
    jest.advanceTimersByTime(1)
    expect(aborted()).toEqual([true, true, false])
    jest.advanceTimersByTime(3199)
    expect(aborted()).toEqual([true, true, false])
    jest.advanceTimersByTime(1)
    expect(aborted()).toEqual([true, true, true])
  })

  test("sent a second time does not postpone `late`", () => {
    process.emit("SIGINT")
    jest.advanceTimersByTime(4000)
    process.emit(signal)
    jest.advanceTimersByTime(2000)
    expect(aborted()).toEqual([true, true, false])
  })
})
