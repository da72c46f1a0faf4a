import { stringify } from 'csv-stringify/sync'
import { shorten } from '../../text/shorten.js'
import { toVisibleJson, toVisibleText } from '../../text/visible-text.js'
import type { Screen } from '../context.js'
import { showOn } from '../terminal/screen.js'
import type { Row, RowWriter } from './row.js'

/**
 * CSV by RFC 4180: CRLF, a header line, quotes where needed. Text that a spreadsheet would run as a formula gets a leading `'`
 * (OWASP, CSV injection).
 */
export function toCsv(
  rows: readonly Row[],
  properties: readonly string[],
  options: { header: boolean; isTTY?: boolean },
): string {
  const { isTTY = false } = options
  return stringify([...rows], {
    columns: [...properties],
    header: options.header,
    record_delimiter: 'windows',
    escape_formulas: true,
    // RFC 4180, 2.6: a single line feed is quoted, too, although records end with CRLF.
    quoted_match: /[\r\n]/,
    cast: {
      boolean: String,
      object: (value) => toVisibleJson(value),
      // OWASP also lists the line feed, which `escape_formulas` of csv-stringify 6.9 does not handle.
      string: (value) => showOn({ isTTY }, value.startsWith('\n') ? `'${value}` : value),
    },
  })
}

/** Properties of rows that are not in `properties`, so that a CSV has no column for them. */
export function findOmitted(rows: readonly Row[], properties: readonly string[]): Set<string> {
  const known = new Set(properties)
  return new Set(rows.flatMap((row) => Object.keys(row).filter((name) => !known.has(name))))
}

/** Maximum number of names in a message: the server decides how many there are. */
const maxNamed = 10

function joinNames(names: ReadonlySet<string>): string {
  const named = [...names].slice(0, maxNamed).map((name) => shorten(toVisibleText(name), 40))
  return `${named.join(', ')}${names.size > maxNamed ? ' and more' : ''}`
}

/** Writes CSV with one column for each documented property, so that the header does not depend on the rows. */
export function csvWriter(
  screen: Pick<Screen, 'write' | 'isTTY'>,
  properties: readonly string[],
  options = { header: true },
): RowWriter {
  const omitted = new Set<string>()
  const { isTTY } = screen
  let { header } = options
  return {
    async write(rows) {
      for (const name of findOmitted(rows, properties)) if (omitted.size <= maxNamed) omitted.add(name)
      if (rows.length > 0) await screen.write(toCsv(rows, properties, { header, isTTY }))
      header &&= rows.length === 0
    },
    async end() {
      if (header) await screen.write(toCsv([], properties, { header }))
    },
    notes: () =>
      omitted.size > 0 ? [`omitted undocumented properties: ${joinNames(omitted)}; --format ndjson includes them`] : [],
  }
}
