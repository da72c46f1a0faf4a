import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rename, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { isPackageCurrent, writePackage } from '../../scripts/write-package.js'

const run = promisify(execFile)

/** What `npm pack` made. */
export interface Packed {
  /** Its path. */
  readonly tarball: string
  readonly unpackedSize: number
  /** Paths in the package, sorted. */
  readonly files: readonly string[]
}

/** Packs the project in a folder of its own. It is built there, without checking types, unless `dist/` is current. */
export async function pack(root: string, folder: string): Promise<Packed> {
  const copy = join(folder, 'project')
  const published = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'openapi/room-sessions.yaml']
  for (const path of [...published, 'tsconfig.json', 'src'])
    await cp(join(root, path), join(copy, path), { recursive: true })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  if (await isPackageCurrent(root)) await cp(join(root, 'dist'), join(copy, 'dist'), { recursive: true })
  else await writePackage(copy, { check: false })
  const npm = ['pack', '--json', '--ignore-scripts', '--offline', '--loglevel=error', `--pack-destination=${folder}`]
  const { stdout } = await run('npm', npm, { cwd: copy, shell: process.platform === 'win32' })
  const [{ filename, unpackedSize, files }] = JSON.parse(stdout)
  const paths: string[] = files.map(({ path }: { path: string }) => path)
  return { tarball: join(folder, filename), unpackedSize, files: paths.sort() }
}

/**
 * Installs a tarball into an empty project below `folder` and returns the path of the project.
 *
 * The dependencies that its package.json names are linked from the project's own node_modules, so nothing is fetched.
 * A dependency that the package uses without naming it is not found.
 */
export async function install(tarball: string, root: string, folder: string): Promise<string> {
  const project = join(folder, 'consumer')
  const modules = join(project, 'node_modules')
  await mkdir(modules, { recursive: true })
  await run('tar', ['-xzf', tarball, '-C', modules])
  const home = join(modules, 'signalwire-room-sessions')
  await rename(join(modules, 'package'), home)
  const { dependencies, peerDependencies } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))
  for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies), '@types/node']) {
    await mkdir(dirname(join(modules, name)), { recursive: true })
    await symlink(join(root, 'node_modules', name), join(modules, name), 'junction')
  }
  return project
}
