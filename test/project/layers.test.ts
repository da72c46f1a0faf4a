import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { document } from '../../src/generated/document.js'
import { operationTable } from '../../src/generated/operations.js'
import { groupBy } from '../../src/text/group-by.js'

/** The folders from which each folder of src/ may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  text: [],
  openapi: ['text'],
  generated: ['text'],
  schema: ['text', 'openapi'],
  contract: ['text', 'openapi', 'schema'],
  client: ['text', 'generated'],
  sandbox: ['text', 'generated'],
  cli: ['text', 'openapi', 'schema', 'generated', 'contract', 'client', 'sandbox'],
  '.': ['text', 'client'],
}

/** Folders whose files are imported one by one, so that the client loads no more than it needs. */
const withoutIndex = ['text', 'generated']

/** The part of an index.ts that `room-sessions check` imports, so that it does not load the whole layer. */
const partOfIndex = 'contract/check-recordings.ts'

/** Layers that work with any document. */
const general = ['text', 'openapi', 'schema', 'contract']

/** Files and folders that know one of this vendor's resources. */
const resources = /(?:^|\/)(?:room-session|room-recording|logs?[-./])/

/** Packages that more than one file may import. */
const usedByMany = [
  // Each file of cli/commands/ describes its options with it.
  'commander',
  // A style for text, in the three files that write to terminals.
  'picocolors',
]

/** Files and folders that do not follow a rule: for the reason given, or not yet. An entry that is no longer needed fails. */
const exceptions = {
  transport: [],
  resource: [
    // The help shows a waiver of one operation as an example.
    'cli/commands/check.ts',
  ],
  folder: [],
  file: [
    // What users import.
    'index.ts',
    // One file for each command, also for the short ones.
    'cli/commands/help.ts',
  ],
} satisfies Readonly<Record<string, readonly string[]>>

interface Source {
  /** From src/, with forward slashes. */
  readonly path: string
  readonly layer: string
  readonly text: string
  readonly imports: readonly { readonly to: string; readonly isRelative: boolean }[]
}

const root = fileURLToPath(new URL('../../src/', import.meta.url))
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readSource(path.split(sep).join('/')))
const paths = new Set(sources.map((source) => source.path))
const written = sources.filter(({ layer }) => layer !== 'generated')
const relativeImports = sources.flatMap((from) =>
  from.imports.filter(({ isRelative }) => isRelative).map(({ to }) => ({ from, to })),
)
const packageImports = sources.flatMap(({ path, layer, imports }) =>
  imports
    .filter(({ to, isRelative }) => !isRelative && !to.startsWith('node:') && !to.startsWith('#'))
    .map(({ to }) => ({ path, layer, name: to.split('/', to.startsWith('@') ? 2 : 1).join('/') })),
)

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => {
    const isRelative = fileName.startsWith('.')
    const to = isRelative
      ? normalize(join(dirname(path), fileName))
          .split(sep)
          .join('/')
          .replace(/\.js$/, '.ts')
      : fileName
    return { to, isRelative }
  })
  return { path, layer: layerOf(path), text, imports }
}

function layerOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '.'
}

function show(imports: readonly { from: Source; to: string }[]): string[] {
  return imports.map(({ from, to }) => `${from.path} -> ${to}`)
}

/** The paths of a cycle of imports, the first of them repeated at the end; undefined if there is no cycle. */
function findCycle(): readonly string[] | undefined {
  const importsOf = groupBy(relativeImports, ({ from }) => from.path)
  const finished = new Set<string>()
  const visit = (path: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (finished.has(path)) return undefined
    for (const { to } of importsOf.get(path) ?? []) {
      const cycle = visit(to, [...trail, path])
      if (cycle) return cycle
    }
    finished.add(path)
    return undefined
  }
  for (const path of paths) {
    const cycle = visit(path, [])
    if (cycle) return cycle
  }
  return undefined
}

/** Names in the document that only its resource has: ids of operations, and properties of more than one word. */
function findResourceNames(): string[] {
  const names = new Set<string>(Object.keys(operationTable))
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) {
      if (key === 'properties') for (const name of Object.keys(child ?? {})) if (name.includes('_')) names.add(name)
      visit(child)
    }
  }
  visit(document.components)
  return [...names]
}

describe('layers', () => {
  test('every relative import names an existing file', () => {
    expect(show(relativeImports.filter(({ to }) => !paths.has(to)))).toEqual([])
  })

  test('every folder of src/ is a layer', () => {
    expect(Object.keys(mayImport).sort()).toEqual([...new Set(sources.map(({ layer }) => layer))].sort())
  })

  test('a layer imports only from the layers below it', () => {
    const wrong = relativeImports.filter(
      ({ from, to }) => layerOf(to) !== from.layer && !mayImport[from.layer]?.includes(layerOf(to)),
    )
    expect(show(wrong)).toEqual([])
  })

  test('a layer is entered through its index.ts', () => {
    const wrong = relativeImports.filter(
      ({ from, to }) =>
        layerOf(to) !== from.layer &&
        !withoutIndex.includes(layerOf(to)) &&
        !/^[^/]+\/index\.ts$/.test(to) &&
        to !== partOfIndex,
    )
    expect(show(wrong)).toEqual([])
  })

  test('no file imports the index.ts of a folder that it is in', () => {
    const wrong = relativeImports.filter(
      ({ from, to }) => to.endsWith('/index.ts') && from.path.startsWith(to.slice(0, -'index.ts'.length)),
    )
    expect(show(wrong)).toEqual([])
  })

  test('no file imports itself through others', () => {
    expect(findCycle()).toBeUndefined()
  })

  test('no file is named types.ts, except the generated one', () => {
    expect(written.map(({ path }) => path).filter((path) => /(?:^|\/)types\.ts$/.test(path))).toEqual([])
  })

  test('the transport imports from the client only its errors', () => {
    const wrong = relativeImports.filter(
      ({ from, to }) =>
        from.path.startsWith('client/transport/') && !/^(?:text|client\/transport|client\/errors)\//.test(to),
    )
    expect(show(wrong.filter(({ from }) => !isException('transport', from.path)))).toEqual([])
    expectNeeded(
      'transport',
      wrong.map(({ from }) => from.path),
    )
  })
})

describe('knowledge', () => {
  test('layers for any document do not know this vendor', () => {
    const wrong = sources.filter(
      ({ layer, text }) => general.includes(layer) && /signal.?wire|room.?session/i.test(text),
    )
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  test('fields and operations of a resource are named only in files and folders that are called after one', () => {
    const names = new RegExp(`\\b(?:${findResourceNames().join('|')})\\b`)
    const wrong = written.filter(({ path, text }) => !resources.test(path) && names.test(text))
    const inLayers = wrong.filter(({ layer }) => ['client', 'sandbox', 'cli'].includes(layer)).map(({ path }) => path)
    expect(inLayers.filter((path) => !isException('resource', path))).toEqual([])
    expectNeeded('resource', inLayers)
  })
})

describe('packages', () => {
  test('each is imported by one file, so that it can be replaced', () => {
    const users = groupBy(packageImports, ({ name }) => name)
    const wrong = [...users].filter(([name]) => !usedByMany.includes(name))
    expect(wrong.length).toBeGreaterThan(0)
    for (const [name, uses] of wrong)
      expect([name, [...new Set(uses.map(({ path }) => path))]]).toEqual([name, [expect.any(String)]])
  })

  test('the client loads openapi-fetch and nothing else', () => {
    const loaded = packageImports.filter(({ layer }) => ['client', 'generated', 'text', '.'].includes(layer))
    expect(new Set(loaded.map(({ name }) => name))).toEqual(new Set(['openapi-fetch']))
  })

  test.each(['nock', 'ajv', 'openapi-typescript'])('%s is not loaded by the package', (name) => {
    expect(packageImports.filter((one) => one.name === name)).toEqual([])
  })
})

describe('size', () => {
  test('no folder has more than 15 files', () => {
    const sizes = groupBy(written, ({ path }) => dirname(path))
    const large = [...sizes].filter(([, files]) => files.length > 15).map(([folder]) => folder)
    expect(large.filter((folder) => !isException('folder', folder))).toEqual([])
    expectNeeded('folder', large)
  })

  test('no file has fewer than 15 lines without a reason', () => {
    const users = groupBy(relativeImports, ({ to }) => to)
    const thin = written
      .filter(({ path, text }) => text.split('\n').length - 1 < 15 && (users.get(path)?.length ?? 0) < 2)
      .map(({ path }) => path)
    expect(thin.filter((path) => !isException('file', path))).toEqual([])
    expectNeeded('file', thin)
  })
})

function isException(rule: keyof typeof exceptions, path: string): boolean {
  return exceptionsOf(rule).includes(path)
}

/** Fails for an exception that none of `paths` needs. */
function expectNeeded(rule: keyof typeof exceptions, paths: readonly string[]): void {
  expect(exceptionsOf(rule).filter((path) => !paths.includes(path))).toEqual([])
}

function exceptionsOf(rule: keyof typeof exceptions): readonly string[] {
  return exceptions[rule]
}
