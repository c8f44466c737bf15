// Usage Engine's metering in memory. Its names are those of the public examples.
import { randomUUID } from "node:crypto"
import { BadRequest } from "./portal.mts"

interface MeterType {
  id: string
  name: string
  description?: string
  unit?: string
  numberOfMeters: number
}

interface Meter {
  id: string
  meterTypeId: string
  userId: string
  meterKey: string
}

export class UsageEngine {
  readonly #meterTypes: MeterType[] = [
    { id: randomUUID(), name: "Charged energy", unit: "kWh", numberOfMeters: 0 },
  ]
  readonly #meters: Meter[] = []

  listMeterTypes(name: string | null): MeterType[] {
    return this.#meterTypes.filter((type) => name === null || type.name === name)
  }

  createMeterType({ name, ...fields }: Partial<MeterType>): MeterType {
    if (!name) throw new BadRequest("name must not be empty")
    const type = { ...fields, id: randomUUID(), name, numberOfMeters: 0 }
    this.#meterTypes.push(type)
    return type
  }

  updateMeterType(id: string, fields: Partial<MeterType>): MeterType {
    return Object.assign(this.#meterType(id), fields)
  }

  listMeters(meterTypeId: string): Meter[] {
    return this.#meters.filter((meter) => meter.meterTypeId === meterTypeId)
  }

  createMeter({ meterTypeId = "", userId, meterKey }: Partial<Meter>): Meter {
    if (!userId || !meterKey) throw new BadRequest("userId and meterKey must not be empty")
    this.#meterType(meterTypeId).numberOfMeters++
    const meter = { id: randomUUID(), meterTypeId, userId, meterKey }
    this.#meters.push(meter)
    return meter
  }

  #meterType(id: string): MeterType {
    const type = this.#meterTypes.find((candidate) => candidate.id === id)
    if (!type) throw new BadRequest(`Element not found: meter type ${id}`)
    return type
  }
}
