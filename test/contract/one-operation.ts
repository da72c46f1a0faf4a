import { createChecker, type Finding, type Interaction, parseDocument } from '../../src/contract/index.js'
import { createLocator } from '../../src/contract/locate/locate.js'

/** A document with one operation, `POST /a`, and an interaction with it, of which these parts differ. */
export interface OneOperation {
  readonly operation?: object
  /** Members of the document beside its paths. */
  readonly document?: object
  readonly request?: Partial<Interaction['request']>
  readonly response?: Partial<Interaction['response']>
}

const url = 'https://h.example/a'

export function documentOf({ operation, document }: OneOperation) {
  const post = { responses: { 200: { description: 'x' } }, ...operation }
  const whole = { openapi: '3.2.0', info: { title: 'T', version: '1' }, paths: { '/a': { post } }, ...document }
  return parseDocument(JSON.stringify(whole), 'a.json')
}

export function interactionOf({ request, response }: OneOperation): Interaction {
  return {
    request: { method: 'POST', url, headers: [['host', 'h.example']], body: '', ...request },
    response: { status: 200, headers: [], body: '', ...response },
  }
}

export function findingsOf(example: OneOperation): readonly Finding[] {
  return createChecker(documentOf(example)).check(interactionOf(example)).findings
}

/** Severity, code, place and keyword of each finding. */
export function textsOf(example: OneOperation): string[] {
  return findingsOf(example).map(({ severity, code, at, keyword }) =>
    [severity, code, at || '(whole)', keyword ?? []].flat().join(' '),
  )
}

export function locate(example: OneOperation) {
  const { located } = createLocator(documentOf(example)).locate(interactionOf(example))
  if (!located) throw new Error('expected a located interaction')
  return located
}
