import {
  addressOf,
  type Document,
  lineOf,
  type MediaType,
  type Operation,
  type Parameter,
  type Place,
  type Response,
} from '../../openapi/index.js'
import { isRefusal } from '../checks/unexplained-refusal.js'
import type { Located } from '../located.js'
import type { Rule } from './attempt.js'
import type { UnexercisedRule } from './mutant.js'
import { findRules } from './rules.js'
import { keyOfRule, type Search } from './search.js'

/** Knows which rules a document has, and so which of them were not exercised. */
export interface Unexercised {
  reach(located: Located): void
  /** In the document's order. What no interaction reaches is one entry, not one for each rule inside. */
  list(search: Search): readonly UnexercisedRule[]
}

const unreached = 'nothing recorded reaches it and keeps the document'
const unbreakable = 'no recorded value can be changed to break it'
const hidden = 'whatever was tried breaks something else first'

export function createUnexercised(document: Document): Unexercised {
  const responses = new Set<Response>()
  const mediaTypes = new Set<MediaType>()
  const requests = new Set<Operation>()
  const index = document.schemas

  function rulesOf(operation: Operation): (Rule & { reason?: string })[] {
    const whole = (subject: string, place: Place, keyword: string) => [
      { operation, subject, place, keyword, reason: unreached },
    ]
    if (!operation.responses.some((response) => responses.has(response)))
      return whole('request', operation.place, 'operation')
    const ofRequest = requests.has(operation)
      ? operation.parameters.flatMap((parameter) => {
          const scope = {
            operation,
            subject: subjectOf(parameter),
            direction: 'request',
            isText: true,
          } as const
          return parameter.schema && parameter.in !== 'cookie' ? findRules(parameter.schema, index, scope) : []
        })
      : whole('request', operation.place, 'parameters')
    return [
      ...ofRequest,
      ...operation.responses.flatMap((response) =>
        responses.has(response)
          ? rulesOfResponse(operation, response)
          : whole(response.status, response.place, 'response'),
      ),
    ]
  }

  function rulesOfResponse(operation: Operation, response: Response): (Rule & { reason?: string })[] {
    const subject = response.status
    const scope = { operation, subject, direction: 'response' } as const
    return [
      ...response.headers.flatMap(({ name, schema }) =>
        schema
          ? findRules(schema, index, { ...scope, subject: `${subject} header ${name.toLowerCase()}`, isText: true })
          : [],
      ),
      ...response.content.flatMap((mediaType) => {
        if (!mediaTypes.has(mediaType))
          return [{ operation, subject, place: mediaType.place, keyword: 'media type', reason: unreached }]
        return mediaType.schema ? findRules(mediaType.schema, index, scope) : []
      }),
    ]
  }

  return {
    reach({ operation, response, mediaType, interaction }) {
      if (response) responses.add(response)
      if (mediaType) mediaTypes.add(mediaType)
      if (!isRefusal(interaction.response.status)) requests.add(operation)
    },
    list(search) {
      const stated = document.operations.flatMap(rulesOf)
      const all = new Map([...stated, ...search.tried.values()].reverse().map((rule) => [keyOfRule(rule), rule]))
      return [...all.values()]
        .reverse()
        .filter((rule) => !search.isExercised(rule))
        .map((rule: Rule & { reason?: string }) => ({
          operationId: rule.operation.operationId,
          subject: rule.subject,
          rule: addressOf(rule.place),
          line: lineOf(rule.place),
          keyword: rule.keyword,
          reason: rule.reason ?? (search.tried.has(keyOfRule(rule)) ? hidden : unbreakable),
        }))
    },
  }
}

/** As findings name it. */
function subjectOf({ in: location, name }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`
}
