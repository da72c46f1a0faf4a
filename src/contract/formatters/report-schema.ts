import { findingCodes } from '../finding.js'

const text = { type: 'string' } as const
const number = { type: 'integer', minimum: 0 } as const
const line = { type: 'integer', minimum: 1 } as const
const texts = { type: 'array', items: text } as const

const severity = { enum: ['error', 'warning'] } as const

const finding = {
  type: 'object',
  additionalProperties: false,
  required: ['code', 'severity', 'at', 'rule', 'expected', 'received', 'message'],
  properties: {
    code: { enum: findingCodes },
    severity,
    at: { ...text, description: 'JSON Pointer in the body, or "status", "header content-type", "query page_size"' },
    rule: { ...text, description: 'JSON Pointer into the document, or file#pointer' },
    line,
    keyword: text,
    expected: text,
    received: text,
    message: text,
    source: { ...text, description: 'path or path:line of the interaction' },
    operationId: text,
    waived: text,
  },
} as const

const excerpt = {
  type: 'object',
  additionalProperties: false,
  required: ['source', 'line', 'lines'],
  properties: { source: text, line, lines: texts },
} as const

const operation = {
  type: 'object',
  additionalProperties: false,
  required: ['operationId', 'method', 'path', 'interactions', 'errors', 'warnings'],
  properties: { operationId: text, method: text, path: text, interactions: number, errors: number, warnings: number },
} as const

const entry = {
  type: 'object',
  additionalProperties: false,
  required: ['operationId', 'kind', 'subject', 'aspect', 'rule', 'observed'],
  properties: {
    operationId: text,
    kind: { enum: ['operation', 'response', 'property', 'enum-value', 'array', 'query-parameter', 'page'] },
    subject: text,
    aspect: text,
    rule: text,
    line,
    observed: {
      type: 'object',
      additionalProperties: false,
      properties: { documented: number, historical: number, live: number, other: number },
    },
    waived: text,
  },
} as const

/** JSON Schema (2020-12) of a `Report` as `formatReport(report, 'json')` writes it. */
export const reportSchema: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Report of a contract check',
  type: 'object',
  additionalProperties: false,
  required: ['document', 'verdict', 'reasons', 'summary', 'operations', 'findings', 'rules', 'coverage'],
  properties: {
    document: {
      type: 'object',
      additionalProperties: false,
      required: ['source', 'title', 'version'],
      properties: { source: text, title: text, version: text },
    },
    verdict: { enum: ['kept', 'broken', 'nothing-checked'] },
    reasons: texts,
    summary: {
      type: 'object',
      additionalProperties: false,
      required: ['interactions', 'located', 'errors', 'warnings', 'waived', 'omitted'],
      properties: {
        interactions: number,
        located: number,
        errors: number,
        warnings: number,
        waived: number,
        omitted: number,
      },
    },
    operations: { type: 'array', items: operation },
    findings: { type: 'array', items: finding },
    rules: { type: 'object', additionalProperties: excerpt },
    coverage: {
      type: 'object',
      additionalProperties: false,
      required: ['promised', 'observed', 'entries'],
      properties: { promised: number, observed: number, entries: { type: 'array', items: entry } },
    },
  },
}
