import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/** For each folder of src/, the folders it may import from. arrows never point back. */
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

/** Folders without a door: each of their files is imported by itself, so that the client loads no more than it needs. */
const withoutDoor = ['text', 'generated']

/** Packages that stay replaceable: each is imported by exactly one file of the folder named. */
const enterByOneFile = { 'openapi-fetch': 'client', yaml: 'openapi', 'cli-table3': 'cli', 'csv-stringify': 'cli' }

interface Source {
  /** From src/, with forward slashes. */
  readonly path: string
  readonly folder: string
  readonly text: string
  readonly imports: readonly { readonly to: string; readonly isRelative: boolean }[]
}

const root = fileURLToPath(new URL('../../src/', import.meta.url))
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readSource(path.split(sep).join('/')))
const paths = new Set(sources.map((source) => source.path))

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => {
    const isRelative = fileName.startsWith('.')
    const to = isRelative ? normalize(join(dirname(path), fileName)).replace(/\.js$/, '.ts') : fileName
    return { to, isRelative }
  })
  return { path, folder: folderOf(path), text, imports }
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '.'
}

function relativeImports(): { from: Source; to: string }[] {
  return sources.flatMap((from) => from.imports.filter((one) => one.isRelative).map(({ to }) => ({ from, to })))
}

function show({ from, to }: { from: Source; to: string }): string {
  return `${from.path} -> ${to}`
}

/** A file that can be reached from itself, with the way; undefined when there is none. */
function findCycle(): readonly string[] | undefined {
  const finished = new Set<string>()
  const visit = (path: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (finished.has(path)) return undefined
    const next = relativeImports().filter((one) => one.from.path === path)
    for (const { to } of next) {
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

describe('layers', () => {
  test('every relative import names a file that is there', () => {
    expect(
      relativeImports()
        .filter(({ to }) => !paths.has(to))
        .map(show),
    ).toEqual([])
  })

  test('every folder of src/ has its place', () => {
    expect(Object.keys(mayImport)).toEqual(expect.arrayContaining([...new Set(sources.map((source) => source.folder))]))
  })

  test('imports point left or up only', () => {
    const wrong = relativeImports().filter(
      ({ from, to }) => folderOf(to) !== from.folder && !mayImport[from.folder]?.includes(folderOf(to)),
    )
    expect(wrong.map(show)).toEqual([])
  })

  test('client/transport/ imports nothing above it in client/ but the errors', () => {
    const wrong = relativeImports().filter(
      ({ from, to }) =>
        from.path.startsWith('client/transport/') &&
        to.startsWith('client/') &&
        !/^client\/(transport|errors)\//.test(to),
    )
    expect(wrong.map(show)).toEqual([])
  })

  test('a folder is entered by its door', () => {
    const wrong = relativeImports().filter(
      ({ from, to }) =>
        folderOf(to) !== from.folder && !withoutDoor.includes(folderOf(to)) && !/^[^/]+\/index\.ts$/.test(to),
    )
    expect(wrong.map(show)).toEqual([])
  })

  test('no file imports the door of its own folder', () => {
    const wrong = relativeImports().filter(({ from, to }) => to === `${from.folder}/index.ts`)
    expect(wrong.map(show)).toEqual([])
  })

  test('no file imports itself by a detour', () => {
    expect(findCycle()).toBeUndefined()
  })

  test('no file is named types.ts, save the generated one', () => {
    expect([...paths].filter((path) => path.endsWith('types.ts') && folderOf(path) !== 'generated')).toEqual([])
  })

  test('the engine knows nothing of this vendor', () => {
    const wrong = sources.filter(
      ({ folder, text }) =>
        ['text', 'openapi', 'schema', 'contract'].includes(folder) && /signal.?wire|room.?session/i.test(text),
    )
    expect(wrong.map((source) => source.path)).toEqual([])
  })

  test.each(Object.entries(enterByOneFile))('%s enters by one file of %s/', (name, folder) => {
    const users = sources.filter(({ imports }) => imports.some(({ to }) => to === name || to.startsWith(`${name}/`)))
    expect(users.map((source) => source.folder)).toEqual([folder])
  })

  test('the client loads openapi-fetch and nothing else', () => {
    const loaded = sources
      .filter(({ folder }) => folder === 'client' || folder === '.')
      .flatMap(({ imports }) => imports.filter((one) => !one.isRelative).map(({ to }) => to))
      .filter((name) => !name.startsWith('node:') && !name.startsWith('#'))
    expect(new Set(loaded)).toEqual(new Set(['openapi-fetch']))
  })

  test.each(['nock', 'ajv', 'openapi-typescript'])('%s is not loaded by the package', (name) => {
    expect(sources.filter(({ imports }) => imports.some(({ to }) => to === name)).map(({ path }) => path)).toEqual([])
  })
})
