import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, pack } from '../test/support/pack.js'

/**
 * `npm run test:typescript`: compiles a program that uses the packed package with every supported version of TypeScript.
 *
 * Compilers are installed into node_modules/.cache/ the first time. A version that cannot be installed is skipped with a message.
 * Exit code 0: every version that was tried compiles it; 1: one does not; 2: no version could be tried.
 */
const versions = ['5.4', '5.9', '6.0', '7.0']
const modes = {
  nodenext: { module: 'nodenext', lib: ['es2023'], types: ['node'] },
  bundler: { module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom', 'dom.iterable'], types: [] },
  // Reads `main`, `types` and `typesVersions`, not `exports`. TypeScript 6.0 refuses it as deprecated, and 7.0 has removed it.
  node10: { module: 'esnext', moduleResolution: 'node10', lib: ['es2023'], types: ['node'] },
}
const modesOf = (version: string) => Object.keys(modes).filter((mode) => mode !== 'node10' || Number(version) < 6)
const strictly = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, target: 'es2022' }

const root = fileURLToPath(new URL('../', import.meta.url))

/** Exit code and output of a program; code 1 if it could not be started. */
function run(program: string, args: readonly string[], cwd: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd, shell: process.platform === 'win32' }, (error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? (error ? 1 : 0), output: stdout + stderr }),
    )
  })
}

/** Path of a compiler, installed if it is not in the cache; undefined if it cannot be installed. */
async function findCompiler(version: string): Promise<{ path: string; exact: string } | undefined> {
  const folder = join(root, 'node_modules/.cache/typescript', version)
  const home = join(folder, 'node_modules/typescript')
  const readPackage = () => readFile(join(home, 'package.json'), 'utf8').catch(() => undefined)
  if ((await readPackage()) === undefined) {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'package.json'), '{ "private": true }')
    await run('npm', ['install', `typescript@~${version}.0`, '--no-audit', '--no-fund', '--loglevel=error'], folder)
  }
  const text = await readPackage()
  return text === undefined ? undefined : { path: join(home, 'bin/tsc'), exact: JSON.parse(text).version }
}

async function compileEverywhere(project: string): Promise<number> {
  const codes: number[] = []
  for (const version of versions) {
    const compiler = await findCompiler(version)
    if (!compiler) {
      console.log(`TypeScript ${version}: skipped, it cannot be installed`)
      continue
    }
    for (const mode of modesOf(version)) {
      const { code, output } = await run(process.execPath, [compiler.path, '-p', `tsconfig.${mode}.json`], project)
      console.log(`TypeScript ${compiler.exact}, ${mode}: ${code === 0 ? 'compiles' : `does not compile\n${output}`}`)
      codes.push(code)
    }
  }
  return codes.length === 0 ? 2 : codes.some((code) => code !== 0) ? 1 : 0
}

const folder = await mkdtemp(join(tmpdir(), 'typescript-'))
try {
  const { tarball } = await pack(root, folder)
  const project = await install(tarball, root, folder)
  await cp(join(root, 'test/fixtures/consumer'), project, { recursive: true })
  for (const [mode, options] of Object.entries(modes)) {
    const tsconfig = { compilerOptions: { ...strictly, ...options }, files: ['doors.ts'] }
    await writeFile(join(project, `tsconfig.${mode}.json`), JSON.stringify(tsconfig))
  }
  await writeFile(join(project, 'package.json'), '{ "type": "module" }')
  process.exitCode = await compileEverywhere(project)
} finally {
  await rm(folder, { recursive: true, force: true })
}
