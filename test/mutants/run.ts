import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fetchPackages } from '../support/fetch-packages.js'
import { findSuite } from '../support/suites.js'

// Mutation testing of this project's own source: `npm run test:mutants -- src/openapi`, also with a single file.
// `--concurrency N` limits how many mutants are tested at the same time.

/** What is mutated when no argument says otherwise. */
const defaults = ['src/openapi', 'src/client', 'src/schema']

/** Tests elsewhere than in the mirrored folder that are to notice mutants of a folder. */
const furtherTests: Readonly<Record<string, readonly string[]>> = {
  'src/openapi': ['test/conformance/oai-documents.test.ts'],
  'src/schema': ['test/conformance/json-schema-suite.test.ts'],
}

/** Found here, because the mutants run in a copy of this repository. */
const suites = {
  JSON_SCHEMA_TEST_SUITE: findSuite('JSON_SCHEMA_TEST_SUITE', 'json-schema-test-suite'),
  OAI_TESTS: findSuite('OAI_TESTS', 'oai-tests'),
}

/** The last major that runs on Node 20. */
const version = '9.6.1'
const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, `node_modules/.cache/mutants-${version}`)

function stop(reason: string): never {
  console.error(`test:mutants: ${reason}`)
  process.exit(2)
}

/** The tests of the mirrored folder, or of the nearest one around it, and those from elsewhere. */
function findTests(source: string): string[] {
  let folder = source.replace(/^src/, 'test')
  while (folder.endsWith('.ts') || !existsSync(join(root, folder))) folder = dirname(folder)
  const further = Object.entries(furtherTests).filter(([name]) => `${source}/`.startsWith(`${name}/`))
  return [`${folder}/**/*.test.ts`, ...further.flatMap(([, tests]) => tests)]
}

/** Mutates a file or folder and writes a report about it. Returns the exit code. */
async function mutate(source: string, modules: string, concurrency: number | undefined): Promise<number> {
  const report = join('mutants', source.replaceAll('/', '-'))
  const config = join(cache, 'stryker.config.json')
  const options = {
    mutate: [source.endsWith('.ts') ? source : `${source}/**/*.ts`],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutants/vitest.config.ts', related: true },
    // Only the tests that run a mutant's line are run. Lines that only run while a test file is loaded are left out.
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    reporters: ['clear-text', 'html', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: `${report}.html` },
    jsonReporter: { fileName: `${report}.json` },
    ignorePatterns: ['/dist', '/docs', '/bench', '/mutants'],
    dryRunTimeoutMinutes: 30,
    // A mutant that loops is stopped by a count of its steps; on a busy machine less time would count as killed.
    timeoutMS: 60_000,
    cleanTempDir: 'always',
    ...(concurrency !== undefined && { concurrency }),
  }
  await writeFile(config, JSON.stringify(options))
  const stryker = join(modules, '@stryker-mutator/core/bin/stryker.js')
  const child = spawn(process.execPath, [stryker, 'run', relative(root, config)], {
    cwd: root,
    env: { ...process.env, ...suites, MUTANT_TESTS: findTests(source).join() },
    stdio: 'inherit',
  })
  const [code] = await once(child, 'close')
  return Number(code ?? 1)
}

const { values, positionals } = parseArgs({ options: { concurrency: { type: 'string' } }, allowPositionals: true })
const concurrency = values.concurrency === undefined ? undefined : Number(values.concurrency)
if (concurrency !== undefined && !(Number.isInteger(concurrency) && concurrency > 0))
  stop(`--concurrency: expected a whole number from 1, received ${values.concurrency}`)
const given = positionals.map((path) => path.replaceAll('\\', '/').replace(/\/$/, ''))
const sources = given.length > 0 ? given : defaults
const unknown = sources.find((path) => !path.startsWith('src/') || !existsSync(join(root, path)))
if (unknown !== undefined) stop(`expected files or folders below src/, received ${unknown}`)
const packages = [`@stryker-mutator/core@${version}`, `@stryker-mutator/vitest-runner@${version}`]
const modules = await fetchPackages(cache, packages).catch((error: Error) => stop(error.message))
for (const source of sources) if ((await mutate(source, modules, concurrency)) !== 0) process.exitCode = 1
