/** JSON that is written into a text as it stands, because no value is it: a number beyond doubles, a name twice. */
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

/** What a parameter's text is. */
export function toText(value: unknown): string {
  return isRawJson(value) ? value[literal] : String(value)
}

/** JSON of a value that may hold such parts. */
export function toJson(value: unknown): string {
  const literals: string[] = []
  const json = JSON.stringify(value, (_name, each: unknown) =>
    isRawJson(each) ? `\uE000${literals.push(each[literal]) - 1}\uE000` : each,
  )
  return json.replace(/"\uE000(\d+)\uE000"/g, (marked, index: string) => literals[Number(index)] ?? marked)
}
