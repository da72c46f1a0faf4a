import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Something is not here and cannot be fetched. */
export class Missing extends Error {}

/**
 * Packages of the registry that weigh too much for development dependencies, fetched once into a folder of their own.
 * Returns its `node_modules`. Their peers are this project's, which Node finds when the folder is inside of it.
 *
 * @throws {Missing} when they cannot be installed.
 */
export async function fetchPackages(folder: string, specifiers: readonly string[]): Promise<string> {
  const modules = join(folder, 'node_modules')
  if (specifiers.every((specifier) => existsSync(join(modules, specifier.replace(/(?<=.)@.*/, ''))))) return modules
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{}')
  const install = run('npm', ['install', '--no-audit', '--no-fund', '--legacy-peer-deps', ...specifiers], {
    cwd: folder,
  })
  await install.catch(() => Promise.reject(new Missing(`${specifiers.join(', ')} cannot be installed`)))
  return modules
}
