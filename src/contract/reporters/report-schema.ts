import { documentProblemCodes } from '../../openapi/index.js'
import { findingCodes } from '../findings/finding.js'

const text = { type: 'string' } as const
const number = { type: 'integer', minimum: 0 } as const
const line = { type: 'integer', minimum: 1 } as const
const texts = { type: 'array', items: text } as const

/** Builds the schema of an object with these properties and no others. */
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
    place: { ...text, description: 'the kind of place, if "at" has a key of a map' },
    waived: text,
    baseline: { const: true, description: 'the baseline contains the finding' },
    once: { const: 'run', description: 'a note that the report lists once for the whole run' },
    more: { ...line, description: 'how many of count are other findings of its kind, which are not listed' },
    request: { ...text, description: 'method, path and query, without secrets' },
    status: { ...number, description: 'status of the response' },
    count: {
      ...line,
      description: 'how many findings it stands for: itself, and further ones of its kind that are not listed',
    },
    excerpt: object({ lines: texts, hit: number }),
    curl: { ...text, description: 'command line that sends the request of a probe again' },
  },
  [
    ...[
      'line',
      'keyword',
      'within',
      'source',
      'operationId',
      'place',
      'waived',
      'request',
      'status',
      'excerpt',
      'curl',
    ],
    ...['baseline', 'once', 'more'],
  ],
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

const baselineEntry = object(
  {
    operationId: text,
    severity: { enum: ['error', 'warning', 'note'] },
    ...{ code: { enum: findingCodes }, at: text, keyword: text, rule: text, expected: text, received: text },
  },
  ['operationId', 'keyword', 'expected', 'received'],
)

const indexes = { type: 'array', items: number } as const
const boolean = { type: 'boolean' } as const
const waiver = {
  type: 'object',
  additionalProperties: text,
  required: ['reason', 'definedAt'],
  properties: { reason: text, definedAt: text },
} as const
const waivers = { type: 'array', items: waiver } as const

const tally = object(
  {
    kind: { enum: ['own', 'unreadable', 'foreign'] },
    ...{ host: text, hasKnownPath: boolean, interactions: number, checked: number },
    operations: {
      type: 'array',
      items: { type: 'array', prefixItems: [text, number, number], minItems: 3, maxItems: 3 },
    },
    ...{ neededWaivers: indexes, findings: indexes },
    hidden: { type: 'array', items: object({ finding, order: number }) },
  },
  ['host', 'hasKnownPath', 'operations', 'neededWaivers', 'findings', 'hidden'],
)

const merge = object(
  {
    version: { const: 1 },
    digest: { ...text, description: 'SHA-256 of each file of the document' },
    settings: object({
      failOn: { enum: ['error', 'warning', 'note'] },
      minCoverage: { type: 'number', minimum: 0, maximum: 100 },
      maxFindings: number,
    }),
    waivers: object({ findings: waivers, coverage: waivers }),
    ...{ hasKnownHost: boolean, hasKnownPath: boolean },
    skipped: { type: 'array', items: skipped },
    suggestions: { type: 'array', items: object({ url: text, count: line }) },
    tallies: { type: 'array', items: tally },
    order: indexes,
  },
  ['waivers', 'skipped', 'suggestions', 'order'],
)

/** The JSON Schema (2020-12) for the output of `formatReport(report, 'json')`. */
export const reportSchema: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Report of a contract check',
  ...object(
    {
      document: object({ source: text, title: text, version: text }),
      problems: { type: 'array', items: problem },
      verdict: { enum: ['passed', 'failed', 'nothing-checked'] },
      reasons: texts,
      summary: object(
        {
          interactions: number,
          checked: number,
          skipped: number,
          errors: number,
          warnings: number,
          notes: number,
          waived: number,
          baseline: number,
          omitted: number,
        },
        ['baseline'],
      ),
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
      baseline: object({ entries: number, gone: { type: 'array', items: baselineEntry } }),
      merge: { ...merge, description: 'data for merging reports; it may change' },
    },
    ['baseline', 'merge'],
  ),
}
