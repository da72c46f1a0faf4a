import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createSandbox } from '../../src/sandbox/index.js'
import { runCli } from '../cli/test-context.js'
import { findTypeErrors } from '../support/compile.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const readme = await readFile(join(root, 'README.md'), 'utf8')

interface Block {
  readonly line: number
  readonly language: string
  readonly code: string
}

/** The fenced code blocks of a Markdown text, with the line they begin in. */
function codeBlocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    line: markdown.slice(0, match.index).split('\n').length,
    language: match[1] ?? '',
    code: match[2] ?? '',
  }))
}

const blocks = codeBlocks(readme)
const scripts = blocks.filter((block) => block.language === 'ts')
const isTest = ({ code }: Block) => code.includes("from 'vitest'")
const nameOf = (block: Block) => `line-${block.line}${isTest(block) ? '.test' : ''}`
const commandLines = blocks
  .filter((block) => block.language === 'sh')
  .flatMap(({ code }) => [...code.matchAll(/^room-sessions (.+)$/gm)].map((match) => match[1] ?? ''))
/** Commands that name something in the embedded sandbox. */
const withId = commandLines.filter((line) => /^(?:get|events|members|attendance) [\da-f]{8}-/.test(line))
const sandbox = createSandbox({ sessions: 20 })

const { home, project } = inject('installed')

const isProgram = (block: Block) => !isTest(block)

let folder: string
let env: NodeJS.ProcessEnv
/** How each program ended: the stack of its error, or an empty text. */
let ends: Record<string, string>

beforeAll(async () => {
  // Within the project that has the package installed. What else the examples use is linked beside them.
  folder = await mkdtemp(join(project, 'readme-'))
  const modules = join(folder, 'node_modules')
  await mkdir(modules)
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name.startsWith('.')) continue
    await symlink(join(root, 'node_modules', name), join(modules, name), 'junction')
  }
  for (const block of scripts) {
    await writeFile(join(folder, `${nameOf(block)}.ts`), block.code)
    if (isProgram(block)) await writeFile(join(folder, `${nameOf(block)}.js`), toJavaScript(block.code))
  }
  const { url } = await sandbox.listen()
  env = {
    ...process.env,
    SIGNALWIRE_BASE_URL: url,
    SIGNALWIRE_PROJECT_ID: sandbox.credentials.projectId,
    SIGNALWIRE_API_TOKEN: sandbox.credentials.apiToken,
  }
  ends = await runPrograms(scripts.filter(isProgram).map(nameOf))
})

afterAll(async () => {
  await sandbox.close()
  await rm(folder, { recursive: true })
})

function toJavaScript(code: string): string {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 }
  return ts.transpileModule(code, { compilerOptions }).outputText
}

function run(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: root, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    )
  })
}

/** Runs the programs one after another, in one process: to load the package takes most of the time of a short program. */
async function runPrograms(names: readonly string[]): Promise<Record<string, string>> {
  const program = `
    import { writeFileSync } from 'node:fs'
    const [, output, ...programs] = process.argv
    const ends = {}
    for (const program of programs) {
      ends[program] = await import(program).then(() => '', ({ stack }) => stack)
    }
    writeFileSync(output, JSON.stringify(ends))`
  const output = join(folder, 'ends.json')
  const urls = names.map((name) => pathToFileURL(join(folder, `${name}.js`)).href)
  expect(await run(['--input-type=module', '--eval', program, output, ...urls])).toMatchObject({ code: 0 })
  const ends: Record<string, string> = JSON.parse(await readFile(output, 'utf8'))
  return Object.fromEntries(names.map((name, index) => [name, ends[urls[index] ?? ''] ?? 'did not end']))
}

describe('the README', () => {
  test('shows code that compiles', () => {
    const options = { strict: true, skipLibCheck: true, target: 'es2023', module: 'nodenext', types: ['node'] }
    const files = scripts.map((block) => join(folder, `${nameOf(block)}.ts`))
    expect(files).not.toEqual([])
    expect(findTypeErrors(files, options, home)).toEqual([])
  })

  test.each(scripts.filter(isProgram))('shows code that runs, from line $line on', (block) => {
    expect(ends[nameOf(block)]).toBe('')
  })

  test('shows tests that pass', async () => {
    expect(scripts.filter(isTest).length).toBeGreaterThan(0)
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    expect(await run([vitest, 'run', '--root', folder])).toMatchObject({ code: 0 })
  })

  test.each(commandLines)('shows a command that exists, with options that it has: room-sessions %s', async (line) => {
    const [command = '', ...words] = line.split(' ')
    const help = await runCli([command, '--help'])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    for (const option of words.filter((word) => word.startsWith('--'))) expect(help.stdout).toContain(`  ${option}`)
  })

  test.each(withId)('shows ids that the embedded sandbox has: room-sessions %s', async (line) => {
    expect(await runCli(line.split(' '))).toMatchObject({ code: 0 })
  })

  test('names only scripts that package.json has', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1])
    expect(named.length).toBeGreaterThan(0)
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
  })
})
