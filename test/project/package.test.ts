import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { build } from 'esbuild'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { beforeAll, describe, expect, inject, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { home, program, project, ...packed } = inject('installed')

/** Runs Node in the consumer's project. */
function node(...args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env = {
    ...process.env,
    SIGNALWIRE_SPACE: '',
    SIGNALWIRE_PROJECT_ID: '',
    SIGNALWIRE_API_TOKEN: '',
    NO_COLOR: '1',
  }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: project, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

/** Each folder that a path leads through. */
const foldersOf = (path: string) => [...path.matchAll(/\/(?=.)/g)].map(({ index }) => path.slice(0, index))

async function packageJson() {
  return JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))
}

const doors = ['', '/contract', '/sandbox', '/openapi', '/jest']

/** What a program that imports everything shows. One for all tests: to load the package takes most of its time. */
const importing = `
  const shown = { exports: {} }
  for (const door of ${JSON.stringify(doors)})
    shown.exports[door] = await import('signalwire-room-sessions' + door).then(
      (exports) => Object.keys(exports).length,
      ({ message }) => message,
    )
  const { NotFoundError } = await import('signalwire-room-sessions')
  const { DocumentError, parseRecording } = await import('signalwire-room-sessions/contract')
  shown.names = [NotFoundError.name, DocumentError.name]
  shown.document = import.meta.resolve('signalwire-room-sessions/openapi/room-sessions.yaml')
  try { parseRecording('[', 'x.json') } catch ({ stack }) { shown.stack = stack }
  console.log(JSON.stringify(shown))`

interface Shown {
  /** How many exports each door has, or why it cannot be imported. */
  readonly exports: Readonly<Record<string, number | string>>
  readonly names: readonly string[]
  readonly document: string
  readonly stack: string
}

describe('the package', () => {
  let imported: { code: number | null; stderr: string; shown: Shown }
  beforeAll(async () => {
    const { stdout, ...ended } = await node('--input-type=module', '--eval', importing)
    imported = { ...ended, shown: JSON.parse(stdout || '{"exports":{}}') }
  })

  test('holds programs with source maps, types, the document and what is to be read first, nothing else', () => {
    expect(packed.files.filter((path) => !/^dist\/.+\.(js|js\.map|d\.ts|css|cjs|d\.cts)$/.test(path))).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'openapi/room-sessions.yaml',
      'package.json',
    ])
  })

  test('stays under eight megabytes, of which source maps are most', () => {
    expect(packed.unpackedSize).toBeLessThan(8_000_000)
  })

  test('can be read: a function has its own name in a stack trace, in a file named like its source', async () => {
    const program = `
      import { parseRecording } from 'signalwire-room-sessions/contract'
      try { parseRecording('[', 'x.json') } catch (error) { console.log(error.stack) }`
    const { stdout } = await node('--enable-source-maps', '--input-type=module', '--eval', program)
    expect(stdout).toMatch(/at (?:\w+\.)?parseRecording \(.*signalwire-room-sessions\/src\/contract\/\S+\.ts:\d+:\d+\)/)
    expect(imported.shown.stack).toMatch(
      /at parseRecording \(.*signalwire-room-sessions\/dist\/contract\/\S+\.js:\d+:\d+\)/,
    )
  })

  test('has nothing that publint objects to', async () => {
    const { messages, pkg } = await publint({ pkgDir: home, strict: true, pack: false })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  test('has types that are right wherever ECMAScript modules can be imported', async () => {
    const content = createPackageFromTarballData(await readFile(packed.tarball))
    // Its own method goes through all files each time, which takes a third of the test.
    const folders = new Set(content.listFiles().flatMap(foldersOf))
    content.directoryExists = (path) => folders.has(path.replace(/\/$/, ''))
    const analysis = await checkPackage(content)
    expect(analysis.types).not.toBe(false)
    const problems = 'problems' in analysis ? analysis.problems : []
    // Node 20.19 and later load ECMAScript modules by `require`.
    expect(problems.filter(({ kind }) => kind !== 'CJSResolvesToESM')).toEqual([])
  })

  test('can be imported without a message', () => {
    expect(imported).toMatchObject({ code: 0, stderr: '' })
  })

  test.each(doors)('can be imported as signalwire-room-sessions%s', (door) => {
    expect(imported.shown.exports[door]).toBeGreaterThan(0)
  })

  test('shows its errors by their names', () => {
    expect(imported.shown.names).toEqual(['NotFoundError', 'DocumentError'])
  })

  test('gives the document as a file', async () => {
    expect(await readFile(fileURLToPath(imported.shown.document), 'utf8')).toBe(
      await readFile(join(root, 'openapi/room-sessions.yaml'), 'utf8'),
    )
  })

  test('brings its matcher to vitest', async () => {
    const { code, stderr } = await node(join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root=.', 'matcher')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  test('brings an executable that finds its own version and document', async () => {
    const { bin, version } = await packageJson()
    expect(join(home, bin['room-sessions'])).toBe(program)
    expect((await readFile(program, 'utf8')).startsWith('#!/usr/bin/env node\n')).toBe(true)
    expect(await node(program, '--version')).toMatchObject({ code: 0, stdout: `${version}\n` })
    const list = await node(program, 'list', '--sandbox', '--limit', '2', '--format', 'json')
    expect(JSON.parse(list.stdout)).toHaveLength(2)
    const check = await node(program, 'check', join(root, 'test/recordings/documented/get_room_session.200.json'))
    expect(check).toMatchObject({ code: 0, stderr: '' })
  })

  test('gives a browser a small client, which loads openapi-fetch and no part of Node', async () => {
    const { outputFiles, metafile, warnings } = await build({
      stdin: { contents: `export { createClient } from 'signalwire-room-sessions'`, resolveDir: project },
      bundle: true,
      // What is imported when it is needed, such as the watch, is in files of its own.
      splitting: true,
      outdir: project,
      write: false,
      format: 'esm',
      platform: 'browser',
      minify: true,
      metafile: true,
    })
    expect(warnings).toEqual([])
    const foreign = Object.keys(metafile.inputs).filter(
      (path) => !/^<stdin>$|signalwire-room-sessions\/dist/.test(path),
    )
    expect(foreign.map((path) => path.replace(/^.*node_modules\//, ''))).toEqual(['openapi-fetch/dist/index.mjs'])
    const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output] as const))
    const loaded = new Set([...outputs].filter(([, { entryPoint }]) => entryPoint === '<stdin>').map(([path]) => path))
    for (const path of loaded) {
      const imported = outputs.get(path)?.imports.filter(({ kind }) => kind === 'import-statement') ?? []
      for (const { path } of imported) loaded.add(basename(path))
    }
    const files = outputFiles.filter(({ path }) => loaded.has(basename(path)))
    expect(files.map(({ text }) => text).join('')).toMatch(/\bfetch\b/)
    // Together, because each file that is compressed by itself costs a few hundred bytes.
    expect(gzipSync(Buffer.concat(files.map(({ contents }) => contents))).length).toBeLessThan(16_000)
    expect(outputFiles.length).toBeGreaterThan(files.length)
  })

  test.each(['node', 'bun', 'deno', 'workerd', 'browser', 'default'])(
    'leads to a transport of its own under the condition %s',
    async (condition) => {
      const { imports } = await packageJson()
      expect(packed.files).toContain(imports['#http'][condition].replace('./', ''))
    },
  )
})
