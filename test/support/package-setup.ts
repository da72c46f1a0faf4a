import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { install, type Packed, pack } from './pack.js'

/** The package as a user has it, built once for all tests. */
export interface InstalledPackage extends Packed {
  /** A project in which the package is installed, with the files of test/fixtures/consumer. */
  readonly project: string
  /** The package in the node_modules of that project. */
  readonly home: string
  /** The executable. */
  readonly program: string
}

declare module 'vitest' {
  interface ProvidedContext {
    installed: InstalledPackage
  }
}

/** Builds, packs and installs the package; the function returned removes it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const folder = await mkdtemp(join(tmpdir(), 'package-'))
  const packed = await pack(root, folder)
  const project = await install(packed.tarball, root, folder)
  await cp(join(root, 'test/fixtures/consumer'), project, { recursive: true })
  await writeFile(join(project, 'package.json'), '{ "type": "module" }')
  const home = join(project, 'node_modules/signalwire-room-sessions')
  provide('installed', { ...packed, project, home, program: join(home, 'dist/cli/main.js') })
  return () => rm(folder, { recursive: true, force: true })
}
