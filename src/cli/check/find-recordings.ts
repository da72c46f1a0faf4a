import { existsSync, realpathSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { CliError } from '../exit.js'
import { toReason } from '../files/files.js'

/** How the files of a folder that are recordings end. A README or waivers may be in the same folder. */
const recordings = ['json', 'har', 'zhar', 'har.gz', 'zip']

/** Bodies that Playwright writes beside a HAR file have their SHA-1 as name. */
const isAttached = (path: string) => /(^|[\\/])[0-9a-f]{40}\.[^\\/]*$/.test(path)

/**
 * Finds the recordings that files, folders and globs name. They are sorted by path, because the order of the patterns often
 * depends on the shell or the machine. Each recording is returned once, even if links lead to it by several paths.
 *
 * @throws {CliError} if a file does not exist, a folder cannot be read, or no recording is found
 */
export async function findRecordings(patterns: readonly string[]): Promise<string[]> {
  const paths = await findPaths(patterns, recordings)
  if (paths.length === 0)
    throw new CliError(`${patterns.join(', ')}: no recordings found; expected files *.json or *.har`)
  return paths
}

/** Finds JSON reports like `findRecordings`. @throws {CliError} if a file does not exist, or no report is found */
export async function findReports(patterns: readonly string[]): Promise<string[]> {
  const paths = await findPaths(patterns, ['json'])
  if (paths.length === 0) throw new CliError(`${patterns.join(', ')}: no reports found; expected files *.json`)
  return paths
}

async function findPaths(patterns: readonly string[], extensions: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>()
  for (const pattern of patterns) {
    for (const [real, path] of findOnce(await expand(pattern, extensions))) {
      if (!found.has(real)) found.set(real, path)
    }
  }
  // By code unit, which is the same order in every locale.
  return [...found.values()].sort()
}

/**
 * Returns each file once, by its real path. If several paths lead to a file, the shortest is used: a path through a link to a
 * parent folder is longer.
 */
function findOnce(paths: readonly string[]): [real: string, path: string][] {
  const found = new Map<string, string>()
  for (const path of paths) {
    const real = realPathOf(path)
    const known = found.get(real)
    if (known === undefined || path.length < known.length) found.set(real, path)
  }
  return [...found]
}

/** Synchronous, which takes a third of the time. */
function realPathOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}

async function expand(pattern: string, extensions: readonly string[]): Promise<string[]> {
  const stats = await stat(pattern).catch((error: unknown) => {
    if (isDynamicPattern(pattern)) return undefined
    throw new CliError(`${pattern}: ${toReason(error)}`, { cause: error })
  })
  if (stats?.isDirectory()) {
    const names = extensions.map((extension) => `**/*.${extension}`)
    const paths = await glob(names, { cwd: pattern, expandDirectories: false })
    const found = paths.filter((path) => !isAttached(path)).map((path) => join(pattern, path))
    return [...found, ...(await findBrokenLinks(pattern, extensions))]
  }
  return stats ? [pattern] : await glob(pattern, { expandDirectories: false })
}

/**
 * Returns the links in a folder that lead nowhere, which `glob` leaves out. Reading one of them reports it.
 *
 * @throws {CliError} naming a folder inside that cannot be read, which `glob` would leave out as well
 */
async function findBrokenLinks(folder: string, extensions: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new CliError(`${error.path ?? folder}: ${toReason(error)}`, { cause: error })
    },
  )
  return entries
    .filter((entry) => entry.isSymbolicLink() && extensions.some((extension) => entry.name.endsWith(`.${extension}`)))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !existsSync(path))
}
