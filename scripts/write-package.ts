import { execFile } from 'node:child_process'
import { cp, readdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'

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
  const entries = await readdir(source, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !/(?<!\.d)\.c?ts$|^tsconfig\.json$/.test(entry.name))
    .map((entry) => relative(source, join(entry.parentPath, entry.name)))
}
