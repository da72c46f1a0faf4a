import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

// The package's root is two folders up from this file, in `src/cli/` and in `dist/cli/` alike.

/** The version of this package, from its package.json. */
export function readVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  )
  return version
}

/** Path of the package's own document. Relative to the working directory, so that reports are the same on every machine. */
export const findDefaultDocument = (): string =>
  relative('', fileURLToPath(new URL('../../openapi/room-sessions.yaml', import.meta.url)))
