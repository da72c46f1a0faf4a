import { readFileSync } from 'node:fs'

/** The package's own version. Its package.json is two folders up from here, in `src/` and in `dist/` alike. */
export function readVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  )
  return version
}
