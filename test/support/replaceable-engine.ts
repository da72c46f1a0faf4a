import { vi } from 'vitest'

type Exports = Readonly<Record<string, unknown>>
type AnyFunction = (...values: unknown[]) => unknown

/**
 * Loads the contract engine once, with modules whose functions can be replaced while `use` runs.
 *
 * To load it again for each replacement would take most of the time of a test.
 * @param files modules below `src/`, without `.js`
 */
export async function loadReplaceableEngine(files: readonly string[]) {
  let replaced: Exports = {}
  let replacedFile = ''
  const originals = new Map<string, Exports>()
  vi.resetModules()
  for (const file of files) {
    vi.doMock(`../../src/${file}.js`, async (importOriginal) => {
      const original = await importOriginal<Exports>()
      originals.set(file, original)
      const call = (name: string, value: AnyFunction): AnyFunction => {
        return (...values) => {
          const replacement = replacedFile === file ? replaced[name] : undefined
          return ((replacement ?? value) as AnyFunction)(...values)
        }
      }
      return Object.fromEntries(
        Object.entries(original).map(([name, value]) => [
          name,
          typeof value === 'function' ? call(name, value as AnyFunction) : value,
        ]),
      )
    })
  }
  const engine = await import('../../src/contract/index.js')
  for (const file of files) vi.doUnmock(`../../src/${file}.js`)
  vi.resetModules()

  return {
    engine,
    /** Runs `use` while the functions that `replace` makes from a module's exports stand in for these. */
    withReplaced<Result>(file: string, replace: (original: Exports) => Exports, use: () => Result): Result {
      const original = originals.get(file)
      if (!original) throw new Error(`${file}: the engine does not load it`)
      replacedFile = file
      replaced = replace(original)
      try {
        return use()
      } finally {
        replacedFile = ''
      }
    },
  }
}
