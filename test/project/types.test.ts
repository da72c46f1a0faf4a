import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { run as generate } from '../../scripts/generate.js'
import { findTypeErrors } from '../support/compile.js'

// All that is compiled is in one file: the compiler and the libraries are loaded once.

const root = fileURLToPath(new URL('../../', import.meta.url))
const { home, project } = inject('installed')

test('the types of the client are those that test/types expects', async () => {
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', await readFile(join(root, 'tsconfig.json'), 'utf8'))
  const types = join(root, 'test/types')

  expect(findTypeErrors([join(types, 'client.test-d.ts')], config.compilerOptions, types)).toEqual([])
})

describe('a new operation', () => {
  const operation = `
  /api/video/rooms:
    get:
      operationId: list_rooms
      parameters:
        - { name: owner, in: query, schema: { type: string, pattern: ^a } }
      responses:
        '200':
          description: Every room.
          content:
            application/json:
              schema:
                type: object
`

  /** The type errors of client, sandbox and generated files, by file, in a copy of the sources with these files of a document. */
  async function findErrorsWith(text: string): Promise<Record<string, string>> {
    const folder = await mkdtemp(join(tmpdir(), 'operation-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    for (const name of ['client', 'sandbox', 'text']) {
      await cp(join(root, 'src', name), join(folder, 'src', name), { recursive: true })
    }
    await cp(join(root, 'package.json'), join(folder, 'package.json'))
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    await writeFile(join(folder, 'document.yaml'), text)
    await generate(['--document', join(folder, 'document.yaml'), '--output', join(folder, 'src/generated')])
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
    const files = ['src/client/client.ts', 'src/sandbox/sandbox.ts'].map((path) => join(folder, path))
    const errors = findTypeErrors(files, config.compilerOptions, join(folder, 'src/generated'))
    return Object.fromEntries(errors.map((error) => [/\w+\.ts/.exec(error)?.[0], error]))
  }

  test('does not compile until the client has a method, the sandbox an answer, and both support its parameters', async () => {
    const document = await readFile(join(root, 'openapi/room-sessions.yaml'), 'utf8')

    const errors = await findErrorsWith(document.replace(/^paths:\n/m, `paths:${operation}`))

    expect(errors).toEqual({
      'client.ts': expect.stringMatching(
        /'list_rooms' is missing in type 'ClientMethods' .* required in type 'Methods'/,
      ),
      'sandbox.ts': expect.stringMatching(/'list_rooms' is missing .* required in type 'Handlers'/),
      'operations.ts': expect.stringMatching(/'pattern' does not exist in type 'ParameterBounds'/),
    })
  })
})

describe('the package', () => {
  test('brings the type of its matcher, though it is imported before vitest', () => {
    const options = { strict: true, skipLibCheck: true, target: 'es2023', module: 'nodenext' }
    expect(findTypeErrors([join(project, 'matcher.test.ts')], options, home)).toEqual([])
  })

  test.each([
    ['nodenext', { module: 'nodenext', lib: ['es2023'], types: ['node'] }],
    ['bundler', { module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom', 'dom.iterable'], types: [] }],
  ])('compiles where it is used under %s, its types checked as strictly as can be', (_name, options) => {
    const strictly = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, target: 'es2023' }
    expect(findTypeErrors([join(project, 'doors.ts')], { ...strictly, ...options }, home)).toEqual([])
  })
})
