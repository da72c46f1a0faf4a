import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The folder of an official test suite: the one that an environment variable names, or `../shared/NAME` beside the
 * repository. `undefined`, with a line on how to get it, when there is none: the suites are not on npm.
 *
 * @throws {Error} when the variable names a folder that does not exist.
 */
export function findSuite(variable: string, name: string): string | undefined {
  const named = process.env[variable]
  const folder = resolve(root, named || `../shared/${name}`)
  if (existsSync(folder)) return folder
  if (named) throw new Error(`${variable}: the folder ${named} does not exist`)
  console.info(`Skipped: run ".ci/suites FOLDER" and set ${variable}=FOLDER/${name}`)
  return undefined
}
