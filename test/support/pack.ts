import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
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

/**
 * Packs the project in a folder of its own. It is built there, without checking types, unless `dist/` is current. What was built is
 * kept for the next run, because to build takes longer than any test.
 */
export async function pack(root: string, folder: string): Promise<Packed> {
  const copy = join(folder, 'project')
  const published = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'openapi/room-sessions.yaml']
  for (const path of [...published, 'tsconfig.json', 'src'])
    await cp(join(root, path), join(copy, path), { recursive: true })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  const kept = join(root, 'node_modules/.cache/package')
  if (await isPackageCurrent(root)) await cp(join(root, 'dist'), join(copy, 'dist'), { recursive: true })
  else if (await isPackageCurrent(root, kept)) await cp(join(kept, 'dist'), join(copy, 'dist'), { recursive: true })
  else {
    await writePackage(copy, { check: false })
    await keep(join(copy, 'dist'), join(kept, 'dist'))
  }
  const npm = ['pack', '--json', '--ignore-scripts', '--offline', '--loglevel=error', `--pack-destination=${folder}`]
  const { stdout } = await run('npm', npm, { cwd: copy, shell: process.platform === 'win32' })
  const [{ filename, unpackedSize, files }] = JSON.parse(stdout)
  const paths: string[] = files.map(({ path }: { path: string }) => path)
  return { tarball: join(folder, filename), unpackedSize, files: paths.sort() }
}

/** Replaces a folder by a copy of another. Only a complete copy gets the name. */
async function keep(from: string, to: string): Promise<void> {
  const partial = `${to}-${process.pid}`
  await cp(from, partial, { recursive: true })
  await rm(to, { recursive: true, force: true })
  await rename(partial, to)
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
