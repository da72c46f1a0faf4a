import { findDescendant, parseDocument } from '../../../openapi/index.js'
import { engineOf } from '../../../schema/index.js'
import { createLineFinder } from '../../../text/file/line-finder.js'
import { findJsonError } from '../../../text/json/error.js'
import { toPointer } from '../../../text/json-pointer.js'
import { formatKeywordMessage } from '../../findings/wording.js'
import { reportSchema } from '../../reporters/report-schema.js'
import type { Report } from '../report.js'
import { MergeError } from './merge-reports.js'

/**
 * Parses a report that `formatReport(report, 'json')` wrote.
 *
 * @param source name of the file in messages
 * @throws {MergeError} if the text is anything else, with the first place that does not match `reportSchema`
 */
export function parseReport(text: string, source: string): Report {
  const value = parseJson(text.replace(/^\uFEFF/, ''), source)
  const { engine, schema } = createEngine()
  const [first] = engine
    .evaluate(schema, value, { direction: 'response' })
    .filter(({ severity }) => severity === 'error')
  if (first) {
    const place = toPointer(first.path.map(String))
    throw new MergeError(
      `${source}: expected a JSON report of check, received another value: ${place === '' ? '' : `${place}: `}${formatKeywordMessage(first)}`,
    )
  }
  // The value matches the schema, which requires every member that is used.
  return value as Report
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const error = findJsonError(text)
    const line = createLineFinder(text)(error?.offset ?? 0)
    throw new MergeError(`${source}:${line}: expected a JSON report of check, received ${error?.found ?? 'no JSON'}`, {
      cause,
    })
  }
}

let known: ReturnType<typeof makeEngine> | undefined

/** The engine, created when it is first needed. */
function createEngine() {
  known ??= makeEngine()
  return known
}

/**
 * Creates an engine for the schema of reports, which is put into a document because the engine evaluates schemas of
 * documents.
 */
function makeEngine() {
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Report', version: '1' },
      paths: {},
      components: { schemas: { Report: reportSchema } },
    }),
    'report-schema.json',
  )
  const schema = findDescendant(document.root, ['components', 'schemas', 'Report'])
  if (!schema) throw new Error('the schema of reports was not found')
  return { engine: engineOf(document), schema }
}
