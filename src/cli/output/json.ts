import { toVisibleJson } from '../../text/visible-text.js'
import type { Screen } from '../context.js'
import type { RowWriter } from './row.js'

/** Writes one JSON text per line (https://github.com/ndjson/ndjson-spec). */
export function ndjsonWriter(screen: Pick<Screen, 'write'>): RowWriter {
  return {
    write: (rows) => screen.write(rows.map((row) => `${toVisibleJson(row)}\n`).join('')),
    end: async () => {},
  }
}

/** Writes one array with an item per line. `end` closes it, so that the output is valid JSON even after an interruption. */
export function jsonWriter(screen: Screen): RowWriter {
  let begun = false
  return {
    async write(rows) {
      if (rows.length === 0) return
      await screen.write((begun ? ',\n' : '[\n') + rows.map((row) => `  ${toVisibleJson(row)}`).join(',\n'))
      begun = true
    },
    end: () => screen.write(begun ? '\n]\n' : '[]\n'),
  }
}
