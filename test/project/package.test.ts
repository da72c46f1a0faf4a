import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { build } from 'esbuild'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { install, type Packed, pack } from './package/pack.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

let folder: string
let packed: Packed
let project: string
let home: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'))
  packed = await pack(root, folder)
  project = await install(packed.tarball, root, folder)
  home = join(project, 'node_modules/signalwire-room-sessions')
  await cp(join(root, 'test/fixtures/consumer'), project, { recursive: true })
  await writeFile(join(project, 'package.json'), '{ "type": "module" }')
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

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

async function packageJson() {
  return JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))
}

describe('the package', () => {
  test('holds programs, types, the document and what is to be read first, nothing else', () => {
    expect(packed.files.filter((path) => !/^dist\/.+\.(js|d\.ts)$/.test(path))).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'openapi/room-sessions.yaml',
      'package.json',
    ])
  })

  test('stays under half a megabyte', () => {
    expect(packed.unpackedSize).toBeLessThan(500_000)
  })

  test('has nothing that publint objects to', async () => {
    const { messages, pkg } = await publint({ pkgDir: home, strict: true, pack: false })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  test('has types that are right wherever ECMAScript modules can be imported', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(await readFile(packed.tarball)))
    expect(analysis.types).not.toBe(false)
    const problems = 'problems' in analysis ? analysis.problems : []
    // The ESM-only profile: CommonJS on Node before 20.19 and the resolution of Node 10 are not served.
    const others = problems.filter(
      (problem) =>
        !(problem.kind === 'CJSResolvesToESM') &&
        !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
    )
    expect(others).toEqual([])
  })

  test.each(['', '/contract', '/sandbox', '/openapi'])(
    'can be imported as signalwire-room-sessions%s',
    async (door) => {
      const program = `const door = await import('signalwire-room-sessions${door}'); console.log(Object.keys(door).length)`
      const { code, stdout, stderr } = await node('--input-type=module', '--eval', program)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(Number(stdout)).toBeGreaterThan(0)
    },
  )

  test('shows its errors by their names', async () => {
    const program = `
      import { NotFoundError } from 'signalwire-room-sessions'
      import { DocumentError } from 'signalwire-room-sessions/contract'
      console.log(NotFoundError.name, DocumentError.name)`
    expect((await node('--input-type=module', '--eval', program)).stdout).toBe('NotFoundError DocumentError\n')
  })

  test('gives the document as a file', async () => {
    const program = `console.log(import.meta.resolve('signalwire-room-sessions/openapi/room-sessions.yaml'))`
    const { stdout } = await node('--input-type=module', '--eval', program)
    expect(await readFile(fileURLToPath(stdout.trim()), 'utf8')).toBe(
      await readFile(join(root, 'openapi/room-sessions.yaml'), 'utf8'),
    )
  })

  test('brings its matcher to vitest', async () => {
    const { code, stderr } = await node(join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root=.')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  test('brings the type of its matcher, though it is imported before vitest', async () => {
    const options = { strict: true, noEmit: true, skipLibCheck: true, target: 'es2023', module: 'nodenext' }
    const tsconfig = join(project, 'tsconfig.matcher.json')
    await writeFile(tsconfig, JSON.stringify({ compilerOptions: options, files: ['matcher.test.ts'] }))
    const { stdout } = await node(join(root, 'node_modules/typescript/bin/tsc'), '-p', tsconfig)
    expect(stdout).toBe('')
  })

  test('brings an executable that finds its own version and document', async () => {
    const { bin, version } = await packageJson()
    const program = join(home, bin['room-sessions'])
    expect((await readFile(program, 'utf8')).startsWith('#!/usr/bin/env node\n')).toBe(true)
    expect(await node(program, '--version')).toMatchObject({ code: 0, stdout: `${version}\n` })
    const list = await node(program, 'list', '--sandbox', '--limit', '2', '--format', 'json')
    expect(JSON.parse(list.stdout)).toHaveLength(2)
    const check = await node(program, 'check', join(root, 'test/recordings/documented'))
    expect(check).toMatchObject({ code: 0, stderr: '' })
  })

  test.each([
    ['nodenext', { module: 'nodenext', lib: ['es2023'], types: ['node'] }],
    ['bundler', { module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom', 'dom.iterable'], types: [] }],
  ])('compiles where it is used under %s, its types checked as strictly as can be', async (name, options) => {
    const strictly = {
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
      target: 'es2023',
    }
    const tsconfig = join(project, `tsconfig.${name}.json`)
    await writeFile(tsconfig, JSON.stringify({ compilerOptions: { ...strictly, ...options }, files: ['doors.ts'] }))
    const { stdout } = await node(join(root, 'node_modules/typescript/bin/tsc'), '-p', tsconfig)
    expect(stdout).toBe('')
  })

  test('gives a browser a small client, which loads openapi-fetch and no part of Node', async () => {
    const { outputFiles, metafile, warnings } = await build({
      stdin: { contents: `export { createClient } from 'signalwire-room-sessions'`, resolveDir: project },
      bundle: true,
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
    const [{ contents, text } = { contents: '', text: '' }] = outputFiles
    expect(text).toMatch(/\bfetch\b/)
    expect(gzipSync(contents).length).toBeLessThan(10_500)
  })

  test.each(['node', 'bun', 'deno', 'workerd', 'browser', 'default'])(
    'leads to a transport of its own under the condition %s',
    async (condition) => {
      const { imports } = await packageJson()
      expect(packed.files).toContain(imports['#http'][condition].replace('./', ''))
    },
  )
})
