// DigitalRoute Usage Engine: meter types and their meters. Known are the calls of its public examples; that meter types
// can be created, changed and deleted is known by their scopes only.
import type { Portal } from "../../../provision/portal.d.ts"
import { dateTime, described, type FieldSchema, mapping, orNull, text, whole } from "./fields.ts"

export const fields = {
  meterType: {
    name: text(1),
    description: orNull(text()),
    category: orNull(text()),
    unit: orNull(text()),
    timezone: orNull(text()),
    externalRef: orNull(text()),
    activeFrom: orNull(dateTime),
    activeTo: orNull(dateTime),
    aggregation: mapping({ type: text(1) }),
    resetSchedule: orNull(
      mapping({ day: whole(), hour: whole(), minute: whole(), month: whole(), weekday: whole() }),
    ),
  },
  meter: {
    userId: text(1),
    meterKey: text(1),
    domain: text(1),
    externalRef: text(1),
  },
} satisfies Record<string, Record<string, FieldSchema>>

export const usageEngine: Portal = {
  name: "Usage Engine",
  operations: {
    "list-meter-types": "GET /usage-metering/v1/meter-types",
    "create-meter-type": "POST /usage-metering/v1/meter-types",
    "update-meter-type": "PATCH /usage-metering/v1/meter-types/{meterTypeId}",
    "delete-meter-type": "DELETE /usage-metering/v1/meter-types/{meterTypeId}",
    "list-meters": "GET /usage-metering/v1/meters",
    "create-meter": "POST /usage-metering/v1/meters",
    "delete-meter": "DELETE /usage-metering/v1/meters/{meterId}",
  },
  inferred: ["create-meter-type", "update-meter-type", "delete-meter-type"],
  error: ({ message, error, code, traceId }) => ({ message: message ?? error, code, trace: traceId }),

  kinds: {
    meterType: {
      collection: "meterTypes",
      match: ["name"],
      ...described(fields.meterType),
      list: (at) => at.call("list-meter-types"),
      items: (answer) => answer.meterTypes,
      find: ({ name }, at) => at.call("list-meter-types", { query: { name } }),
      create: (declared, at) => at.call("create-meter-type", { body: declared }),
      update: ({ changes, item }, at) =>
        at.call("update-meter-type", { path: { meterTypeId: item.id }, body: changes }),
      delete: (item, at) => at.call("delete-meter-type", { path: { meterTypeId: item.id } }),
    },

    meter: {
      in: "meterType",
      collection: "meters",
      match: ["userId", "meterKey"],
      ...described(fields.meter),
      // No update: a change of a meter may reset its counter.
      list: (at) => at.call("list-meters", { query: { meterTypeId: at.parent.id } }),
      items: (answer) => answer.meters,
      create: (declared, at) => at.call("create-meter", { body: { ...declared, meterTypeId: at.parent.id } }),
      delete: (item, at) => at.call("delete-meter", { path: { meterId: item.id } }),
    },
  },
}
