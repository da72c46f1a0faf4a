import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** A file in `dist/` with the digest of what it was written from. It is not published. */
const digestFile = 'dist/.digest'

/**
 * Writes `dist/` of a project: for each file of `src/` the JavaScript with its source map and its declarations, and a copy of every asset.
 *
 * `check: false` leaves out the type check, which takes half of the time.
 *
 * @throws when a source does not compile, with the messages of the compiler.
 */
export async function writePackage(root: string, { check = true } = {}): Promise<void> {
  const [source, output] = [join(root, 'src'), join(root, 'dist')]
  await rm(output, { recursive: true, force: true })
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  await run([compiler, '-p', source, ...(check ? [] : ['--noCheck'])])
  for (const path of await findAssets(source)) await cp(join(source, path), join(output, path))
  await writeFile(join(root, digestFile), await digestSources(root))
}

/**
 * True if this `writePackage` wrote `dist/` from the sources, and with the compiler, that the project has now. `home` is the folder that
 * has `dist/`, if it is another than the project.
 */
export async function isPackageCurrent(root: string, home = root): Promise<boolean> {
  const digest = await readFile(join(home, digestFile), 'utf8').catch(() => undefined)
  return digest === (await digestSources(root))
}

async function digestSources(root: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(new URL(import.meta.url)))
  const sources = (await findFiles(join(root, 'src'))).map((path) => join('src', path)).sort()
  for (const path of ['node_modules/typescript/package.json', 'package.json', 'tsconfig.json', ...sources])
    hash.update(`${path}\n`).update(await readFile(join(root, path)))
  return hash.digest('hex')
}

function run(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (error, stdout) =>
      error ? reject(new Error(stdout.trim() || error.message)) : resolve(),
    )
  })
}

/** Paths of the files that the compiler does not handle, such as the style sheet of the HTML report. */
async function findAssets(source: string): Promise<string[]> {
  return (await findFiles(source)).filter((path) => !/(?<!\.d)\.c?ts$|(?:^|[\\/])tsconfig\.json$/.test(path))
}

/** Paths of the files below a folder, relative to it. */
async function findFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}
