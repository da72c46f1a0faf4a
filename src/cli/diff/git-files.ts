import { execFileSync } from 'node:child_process'
import { join, posix, relative, sep } from 'node:path'
import type { FileStore } from '../../openapi/index.js'
import { CliError } from '../exit.js'

/** Maximum size of the output of git in bytes, larger than any document that can be read. */
const maxBytes = 256 * 1024 * 1024

/** Maximum size in bytes of the files that are read at once. It leaves room for what git writes between them. */
const maxFolderBytes = maxBytes / 2

/**
 * The files of a revision of the git repository that a folder is in. `path` is relative to the top of the repository, or to the
 * folder if it begins with `./` or `../`, as in git.
 *
 * @throws {CliError} if the revision does not exist, or git cannot be run
 */
export function createGitFiles(revision: string, path: string, folder: string): FileStore {
  const git = (args: readonly string[]) => runGit(args, folder)
  const findObject = (name: string) => findObjectIn(name, folder)
  // A bare repository has no files on the disk, so the files of a revision get paths below an imaginary folder.
  const top = sep
  const prefix = git(['rev-parse', '--show-prefix']).toString().trim()
  const commit = findObject(`${revision}^{tree}`)
  if (commit === undefined) throw new CliError(`${revision}:${path}: no such revision of the repository`)
  const main = posix.normalize(/^\.\.?\//.test(path) ? posix.join(prefix, path) : path)
  const inRepository = (file: string) => relative(top, file).split(sep).join('/')
  const readOne = (path: string): Buffer | undefined => {
    const object = findObject(`${commit}:${path}`)
    return object === undefined || git(['cat-file', '-t', object]).toString().trim() !== 'blob'
      ? undefined
      : git(['cat-file', 'blob', object])
  }
  const start = join(top, main)
  let beside: ReadonlyMap<string, Buffer> | undefined
  return {
    name: `${revision}:${main}`,
    path: start,
    nameOf: (file) => `${revision}:${inRepository(file)}`,
    read(file) {
      const path = inRepository(file)
      if (file === start) return readOne(path)
      // A document of many files would start git thousands of times.
      beside ??= readFolder(commit, posix.dirname(inRepository(start)), folder)
      return beside.get(path) ?? readOne(path)
    },
  }
}

/** The YAML and JSON files in a folder of a revision and below, by path; empty if together they are too large. */
function readFolder(commit: string, path: string, folder: string): Map<string, Buffer> {
  const tree = [
    '--literal-pathspecs',
    'ls-tree',
    '-r',
    '-l',
    '-z',
    '--full-tree',
    commit,
    ...(path === '.' ? [] : [`${path}/`]),
  ]
  const blobs = runGit(tree, folder)
    .toString()
    .split('\0')
    .flatMap((line) => {
      const [, object, size, name] = /^\d+ blob (\w+) +(\d+)\t(.+\.(?:ya?ml|json))$/is.exec(line) ?? []
      return object === undefined || name === undefined ? [] : [{ object, size: Number(size), name }]
    })
  if (blobs.reduce((sum, { size }) => sum + size, 0) > maxFolderBytes) return new Map()
  const input = blobs.map(({ object }) => `${object}\n`).join('')
  const output = runGit(['cat-file', '--batch'], folder, input)
  // Each object is `NAME TYPE SIZE`, a line feed, the bytes and a line feed.
  let at = 0
  return new Map(
    blobs.map(({ name, size }) => {
      const start = output.indexOf('\n', at) + 1
      at = start + size + 1
      return [name, output.subarray(start, start + size)] as const
    }),
  )
}

/** The name of an object; `undefined` if it does not exist. */
function findObjectIn(name: string, folder: string): string | undefined {
  try {
    return runGit(['rev-parse', '--verify', '--quiet', '--end-of-options', name], folder).toString().trim()
  } catch (error) {
    // Git prints nothing if the object does not exist. Otherwise it prints what is wrong.
    if (error instanceof CliError && error.message.endsWith('git: ')) return undefined
    throw error
  }
}

function runGit(args: readonly string[], folder: string, input = ''): Buffer {
  try {
    return execFileSync('git', args, { cwd: folder, input, maxBuffer: maxBytes, stdio: ['pipe', 'pipe', 'pipe'] })
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
