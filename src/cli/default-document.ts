import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Path of the package's own document, as seen from where the program is run: reports name it, and are to be the same everywhere.
 *
 * It is two folders up from here, in `src/` and in `dist/` alike.
 */
export const findDefaultDocument = (): string =>
  relative('', fileURLToPath(new URL('../../openapi/room-sessions.yaml', import.meta.url)))
