import { documentProblemCodes } from '../../openapi/index.js'
import { findingCodes } from '../findings/finding.js'

const text = { type: 'string' } as const
const number = { type: 'integer', minimum: 0 } as const
const line = { type: 'integer', minimum: 1 } as const
const texts = { type: 'array', items: text } as const

/** The schema of an object with these properties and no others. */
function object(properties: Readonly<Record<string, unknown>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', additionalProperties: false, required, properties } as const
}

const finding = object(
  {
    code: { enum: findingCodes },
    severity: { enum: ['error', 'warning', 'note'] },
    at: { ...text, description: 'JSON Pointer in the body, or "status", "header content-type", "query page_size"' },
    rule: { ...text, description: 'JSON Pointer into the document, or file#pointer' },
    line,
    keyword: text,
    within: { ...text, description: 'address of the anyOf or oneOf that the value does not match' },
    expected: text,
    received: text,
    message: text,
    source: { ...text, description: 'path, or path:line of the value or of the interaction' },
    operationId: text,
    waived: text,
    request: { ...text, description: 'method, path and query, without secrets' },
    status: { ...number, description: 'status of the response' },
    count: {
      ...line,
      description: 'how many findings it stands for: itself, and further ones of its kind that are not listed',
    },
    excerpt: object({ lines: texts, hit: number }),
    curl: { ...text, description: 'command line that sends the request of a probe again' },
  },
  ['line', 'keyword', 'within', 'source', 'operationId', 'waived', 'request', 'status', 'excerpt', 'curl'],
)

const problem = object({
  severity: { enum: ['error', 'warning'] },
  code: { enum: documentProblemCodes },
  file: text,
  line,
  pointer: {
    ...text,
    description: 'JSON Pointer into the file; empty for the whole file and for files that the document refers to',
  },
  message: text,
  expected: text,
  received: text,
})

const excerpt = object({ source: text, line, lines: texts })

const skipped = object({
  host: { ...text, description: 'host of HTTP, "wss://host" or "data:" of another scheme, or "other hosts"' },
  reason: { enum: ['other-host', 'other-scheme', 'preflight', 'webhooks-only'] },
  count: line,
})

const operation = object({
  operationId: text,
  method: text,
  path: text,
  interactions: number,
  withFindings: number,
  errors: number,
  warnings: number,
})

const times = { documented: number, historical: number, live: number, other: number }

const entry = object(
  {
    operationId: text,
    kind: { enum: ['operation', 'response', 'property', 'enum-value', 'array', 'query-parameter', 'page'] },
    subject: text,
    aspect: text,
    rule: text,
    line,
    covered: object(times, Object.keys(times)),
    waived: text,
  },
  ['line', 'waived'],
)

/** The JSON Schema (2020-12) of what `formatReport(report, 'json')` writes. */
export const reportSchema: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Report of a contract check',
  ...object({
    document: object({ source: text, title: text, version: text }),
    problems: { type: 'array', items: problem },
    verdict: { enum: ['passed', 'failed', 'nothing-checked'] },
    reasons: texts,
    summary: object({
      interactions: number,
      checked: number,
      skipped: number,
      errors: number,
      warnings: number,
      notes: number,
      waived: number,
      omitted: number,
    }),
    skipped: { type: 'array', items: skipped },
    operations: { type: 'array', items: operation },
    findings: { type: 'array', items: finding },
    rules: { type: 'object', additionalProperties: excerpt },
    coverage: object({
      total: number,
      covered: number,
      entries: { type: 'array', items: entry },
      counted: { type: 'array', items: object({ operationId: text, items: number }) },
    }),
  }),
}
