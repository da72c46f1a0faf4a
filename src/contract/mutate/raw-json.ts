import { ExactNumber } from '../../text/json/exact-number.js'

/** A piece of JSON text that no JavaScript value stands for: a number beyond doubles, an object with a repeated name. */
export interface RawJson {
  readonly [literal]: string
}

const literal = Symbol('literal')

export function rawJson(text: string): RawJson {
  return { [literal]: text }
}

export function isRawJson(value: unknown): value is RawJson {
  return typeof value === 'object' && value !== null && literal in value
}

/** Returns the text of a value in a parameter. */
export function toText(value: unknown): string {
  return isRawJson(value) ? value[literal] : String(value)
}

/** Returns the JSON text of a value that may contain raw JSON and exact numbers. `indent` works as in `JSON.stringify`. */
export function toJson(value: unknown, indent?: number): string {
  const literals: string[] = []
  const write = (_name: string, each: unknown) =>
    isRawJson(each) || each instanceof ExactNumber ? `\uE000${literals.push(toText(each)) - 1}\uE000` : each
  const json = JSON.stringify(value, write, indent)
  return json.replace(/"\uE000(\d+)\uE000"/g, (marked, index: string) => literals[Number(index)] ?? marked)
}
