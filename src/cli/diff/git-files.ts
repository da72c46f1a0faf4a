import { execFileSync } from 'node:child_process'
import { join, posix, relative, sep } from 'node:path'
import type { FileStore } from '../../openapi/index.js'
import { CliError } from '../exit.js'

/** Larger than any document that can be read. */
const maxBytes = 256 * 1024 * 1024

/**
 * The files of a revision of the git repository that a folder is in. `path` is relative to the top of the repository, or to the folder
 * if it begins with `./` or `../`, as in git.
 *
 * @throws {CliError} if there is no such revision, or git cannot be run
 */
export function createGitFiles(revision: string, path: string, folder: string): FileStore {
  const git = (args: readonly string[]) => runGit(args, folder)
  const findObject = (name: string) => findObjectIn(name, folder)
  // A bare repository has no files of its own: those of a revision stand below an imaginary folder.
  const top = sep
  const prefix = git(['rev-parse', '--show-prefix']).toString().trim()
  const commit = findObject(`${revision}^{tree}`)
  if (commit === undefined) throw new CliError(`${revision}:${path}: no such revision of the repository`)
  const main = posix.normalize(/^\.\.?\//.test(path) ? posix.join(prefix, path) : path)
  const inRepository = (file: string) => relative(top, file).split(sep).join('/')
  return {
    name: `${revision}:${main}`,
    path: join(top, main),
    nameOf: (file) => `${revision}:${inRepository(file)}`,
    read(file) {
      const object = findObject(`${commit}:${inRepository(file)}`)
      return object === undefined || git(['cat-file', '-t', object]).toString().trim() !== 'blob'
        ? undefined
        : git(['cat-file', 'blob', object])
    },
  }
}

/** The name of an object; `undefined` if it does not exist. */
function findObjectIn(name: string, folder: string): string | undefined {
  try {
    return runGit(['rev-parse', '--verify', '--quiet', '--end-of-options', name], folder).toString().trim()
  } catch (error) {
    // Git says nothing if the object does not exist, and what is wrong otherwise.
    if (error instanceof CliError && error.message.endsWith('git: ')) return undefined
    throw error
  }
}

function runGit(args: readonly string[], folder: string): Buffer {
  try {
    return execFileSync('git', args, { cwd: folder, maxBuffer: maxBytes, stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    throw new CliError(`git: ${reasonOf(error)}`, { cause: error })
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT') return 'is not installed; REVISION:PATH needs it'
  const stderr = 'stderr' in error ? String(error.stderr).trim() : error.message
  return stderr.replace(/^fatal: /, '').split('\n')[0] ?? ''
}
