import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rename, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { writePackage } from '../../../scripts/build/package.js'

const run = promisify(execFile)

/** What `npm pack` says of a tarball. */
export interface Packed {
  readonly tarball: string
  readonly unpackedSize: number
  /** Paths in the package, sorted. */
  readonly files: readonly string[]
}

/** Builds and packs the project in a folder of its own: dist/ as it lies about is neither used nor touched. */
export async function pack(root: string, folder: string): Promise<Packed> {
  const copy = join(folder, 'project')
  const published = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'openapi/room-sessions.yaml']
  for (const path of published) await cp(join(root, path), join(copy, path))
  await writePackage(join(copy, 'dist'))
  const npm = ['pack', '--json', '--ignore-scripts', '--offline', '--loglevel=error', `--pack-destination=${folder}`]
  const { stdout } = await run('npm', npm, { cwd: copy, shell: process.platform === 'win32' })
  const [{ filename, unpackedSize, files }] = JSON.parse(stdout)
  const paths: string[] = files.map(({ path }: { path: string }) => path)
  return { tarball: join(folder, filename), unpackedSize, files: paths.sort() }
}

/**
 * Installs a tarball into an empty project, which is returned: the package unpacked, and what its package.json asks for linked from the project's own
 * node_modules, so that nothing is fetched. A dependency that is used and not asked for is not found.
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
