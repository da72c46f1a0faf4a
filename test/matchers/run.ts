import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fetchPackages, Missing } from '../support/fetch-packages.js'
import { install, pack } from '../support/pack.js'

// Uses the matchers of the package in the runners that they are for, with the libraries whose responses they take. All of them
// are fetched, because they weigh too much for development dependencies. A name narrows it down: `npm run test:matchers -- jest`.
const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules/.cache/matchers')
const packages = ['jest@30', 'axios@1', 'supertest@7', 'msw@2', '@playwright/test@1']

interface Run {
  readonly name: string
  /** Path of the program below node_modules, or arguments of Node. */
  readonly program: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const jest = (pattern: string) => ['node_modules/jest/bin/jest.js', '--rootDir', '.', '--testMatch', pattern]

const runs: readonly Run[] = [
  { name: 'Jest, CommonJS', program: jest('**/commonjs.test.cjs') },
  {
    name: 'Jest, ES modules',
    program: jest('**/modules.test.mjs'),
    env: { NODE_OPTIONS: '--experimental-vm-modules' },
  },
  { name: 'Vitest', program: ['node_modules/vitest/vitest.mjs', 'run', 'vitest.test.mjs'] },
  { name: 'node:test', program: ['--test', 'node.test.mjs'] },
  { name: 'Playwright', program: ['node_modules/@playwright/test/cli.js', 'test', 'playwright'] },
  {
    name: 'check of what was collected',
    program: [
      'node_modules/signalwire-room-sessions/dist/cli/main.js',
      'check',
      'collected',
      '--document',
      'books.yaml',
    ],
  },
]

function run(project: string, { program, env }: Run): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const options = { cwd: project, env: { ...process.env, ...env } }
    const child = execFile(process.execPath, program, options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    )
  })
}

/** A project with the package and everything that the tests import. */
async function createProject(folder: string): Promise<string> {
  const modules = await fetchPackages(cache, packages)
  const { tarball } = await pack(root, folder)
  const project = await install(tarball, root, folder)
  for (const specifier of packages) {
    const name = specifier.replace(/(?<=.)@.*/, '')
    await mkdir(join(project, 'node_modules', name, '..'), { recursive: true })
    await symlink(join(modules, name), join(project, 'node_modules', name), 'junction')
  }
  await cp(join(root, 'test/fixtures/matchers'), project, { recursive: true })
  await writeFile(join(project, 'package.json'), '{}')
  return project
}

// Not below node_modules, where Jest looks for no tests.
const folder = await mkdtemp(join(tmpdir(), 'matchers-'))
try {
  const project = await createProject(folder)
  const [wanted = ''] = process.argv.slice(2)
  for (const each of runs.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()))) {
    const { code, output } = await run(project, each)
    console.log(`${each.name}: ${code === 0 ? 'passed' : `failed with ${code}`}`)
    if (code === 0) continue
    console.log(output.replace(/^/gm, '  '))
    process.exitCode = 1
  }
} catch (error) {
  if (!(error instanceof Missing)) throw error
  console.log(`skipped, ${error.message}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
