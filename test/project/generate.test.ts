import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../scripts/generate.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const document = await readFile(join(root, 'openapi/room-sessions.yaml'), 'utf8')

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'generate-'))
})

afterEach(() => rm(folder, { recursive: true }))

/** What `npm run generate` does with these arguments: by default from the project's own document into its own folder. */
const generate = (...args: string[]) => run(args)

/** The same as a process. */
function generateInProcess(...args: string[]): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    const script = ['--import', 'tsx', 'scripts/generate.ts', ...args]
    const child = execFile(process.execPath, script, { cwd: root }, (_error, _stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stderr }),
    )
  })
}

/** Generates from a document made up for the test into a folder that holds the project's own files, or none. */
async function generateFrom(text: string, ...args: string[]) {
  await writeFile(join(folder, 'document.yaml'), text)
  return generate('--document', join(folder, 'document.yaml'), '--output', join(folder, 'generated'), ...args)
}

describe('npm run generate', () => {
  test('has been run since the document was last changed', async () => {
    expect(await generate('--check')).toMatchObject({ code: 0 })
  })

  test('gives the same bytes wherever it is run', async () => {
    await generateFrom(document)

    expect(await readdir(join(folder, 'generated'))).toEqual(await readdir(join(root, 'src/generated')))
    for (const name of await readdir(join(root, 'src/generated'))) {
      const fresh = await readFile(join(folder, 'generated', name), 'utf8')
      expect(fresh).toBe(await readFile(join(root, 'src/generated', name), 'utf8'))
    }
  })

  test('tells with --check what is missing, edited by hand or not its own, and what to run', async () => {
    await cp(join(root, 'src/generated'), join(folder, 'generated'), { recursive: true })
    await rm(join(folder, 'generated/document.ts'))
    await writeFile(join(folder, 'generated/types.ts'), 'export type RoomSession = unknown\n')
    await writeFile(join(folder, 'generated/mine.ts'), '')

    const { code, message } = await generateFrom(document, '--check')

    expect(code).toBe(1)
    expect(message).toContain('document.ts, mine.ts, types.ts')
    expect(message).toContain('npm run generate')
    expect(await readdir(join(folder, 'generated'))).toEqual(['mine.ts', 'operations.ts', 'types.ts'])
  })

  test.each([
    ['is no YAML', document.replace('info:', 'info: ['), /document\.yaml:\d+/],
    ['is of another version', document.replace('openapi: 3.1.0', 'openapi: 3.0.3'), /document\.yaml:\d+.*OpenAPI 3\.0/],
    ['breaks the meta-schema', document.replace('  title: ', '  titel: '), /document\.yaml:\d+.*\/info.*title/],
    ['refers to nothing', document.replace('parameters/Id', 'parameters/Od'), /document\.yaml:\d+.*\/paths\/.*Od/],
    ['holds a broken schema', document.replace('format: uuid', 'minLength: many'), /document\.yaml:\d+.*minLength/],
  ])('names file, line and place when the document %s, and leaves the files alone', async (_what, text, expected) => {
    await cp(join(root, 'src/generated'), join(folder, 'generated'), { recursive: true })
    const before = await readFile(join(folder, 'generated/types.ts'), 'utf8')

    const { code, message } = await generateFrom(text)

    expect(code).toBe(2)
    expect(message).toMatch(expected)
    expect(message.split('\n')).toHaveLength(1)
    expect(await readFile(join(folder, 'generated/types.ts'), 'utf8')).toBe(before)
    expect(await readdir(join(folder, 'generated'))).toEqual(['document.ts', 'operations.ts', 'types.ts'])
  })

  test('refuses an unknown option, in one line on stderr', async () => {
    expect(await generateInProcess('--chekc')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^.*--chekc.*\n$/),
    })
  })
})

test('the alias of a component has its description, and is an interface unless it is a union', async () => {
  const text = `openapi: 3.1.0
info: { title: Types, version: '1' }
paths: {}
components:
  schemas:
    Pet: { description: "A pet.\\n\\nNot */ a comment.", type: object, properties: { name: { type: string } } }
    Either: { description: One of two., anyOf: [{ type: string }, { type: integer }] }
    Plain: { type: object }
`
  await generateFrom(text)
  const source = await readFile(join(folder, 'generated/types.ts'), 'utf8')
  expect(source).toContain(
    "/**\n * A pet.\n * \n * Not *\\/ a comment.\n * @interface\n */\nexport type Pet = components['schemas']['Pet'];",
  )
  expect(source).toContain("/**\n * One of two.\n */\nexport type Either = components['schemas']['Either'];")
  expect(source).toMatch(/(?<!\*\/)\nexport type Plain = components\['schemas'\]\['Plain'\];/)
})
