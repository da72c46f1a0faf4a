import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox } from '../../src/sandbox/index.js'

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
const nameOf = (block: Block) => `line-${block.line}${isTest(block) ? '.test' : ''}.ts`
const commandLines = blocks
  .filter((block) => block.language === 'sh')
  .flatMap(({ code }) => [...code.matchAll(/^room-sessions (.+)$/gm)].map((match) => match[1] ?? ''))
const sandbox = createSandbox({ sessions: 20 })

let folder: string
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  // Outside node_modules, where tsx reads no `paths`. The dependencies are the project's; the package's own name leads to src/.
  folder = await mkdtemp(join(tmpdir(), 'readme-'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const paths = {
    'signalwire-room-sessions': [join(root, 'src/index.ts')],
    'signalwire-room-sessions/openapi': [join(root, 'src/generated/document.ts')],
    'signalwire-room-sessions/vitest': [join(root, 'src/contract/vitest.ts')],
    'signalwire-room-sessions/*': [join(root, 'src/*/index.ts')],
  }
  const tsconfig = { extends: join(root, 'tsconfig.json'), compilerOptions: { paths, noEmit: true }, include: ['*.ts'] }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  const alias = Object.entries(paths).map(([name, [path = '']]) => ({
    find: `^${name.replace('*', '(.*)')}$`,
    replacement: path.replace('*', '$1'),
  }))
  const config = `export default { resolve: { alias: ${JSON.stringify(alias)}.map((one) => ({ ...one, find: new RegExp(one.find) })) } }`
  await writeFile(join(folder, 'vitest.config.js'), config)
  for (const block of scripts) await writeFile(join(folder, nameOf(block)), block.code)
  const { url } = await sandbox.listen()
  env = {
    ...process.env,
    SIGNALWIRE_BASE_URL: url,
    SIGNALWIRE_PROJECT_ID: sandbox.credentials.projectId,
    SIGNALWIRE_API_TOKEN: sandbox.credentials.apiToken,
    TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json'),
  }
})

afterAll(async () => {
  await sandbox.close()
  await rm(folder, { recursive: true })
})

function run(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: root, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    )
  })
}

describe('the README', () => {
  test('shows code that compiles', async () => {
    expect(await run(['node_modules/typescript/bin/tsc', '-p', folder])).toEqual({ code: 0, output: '' })
  })

  test.each(scripts.filter((block) => !isTest(block)))('shows code that runs, from line $line on', async (block) => {
    const args = ['--conditions=room-sessions-source', '--import', 'tsx', join(folder, nameOf(block))]
    expect(await run(args)).toMatchObject({ code: 0 })
  })

  test('shows tests that pass', async () => {
    expect(scripts.filter(isTest).length).toBeGreaterThan(0)
    expect(await run(['node_modules/vitest/vitest.mjs', 'run', '--root', folder])).toMatchObject({ code: 0 })
  })

  test.each(commandLines)('shows a command that there is: room-sessions %s', async (line) => {
    const [command = '', ...words] = line.split(' ')
    const help = await run([
      '--import',
      'tsx',
      '--conditions=room-sessions-source',
      'src/cli/main.ts',
      command,
      '--help',
    ])
    expect(help).toMatchObject({ code: 0 })
    for (const option of words.filter((word) => word.startsWith('--'))) expect(help.output).toContain(`  ${option}`)
  })

  test('names only scripts that package.json has', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1])
    expect(named.length).toBeGreaterThan(0)
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
  })
})
