import {
  type Credential,
  type Finding,
  type Interaction,
  type ProbeOptions,
  parseDocument,
  probe,
} from '../../../src/contract/index.js'
import { createLocator } from '../../../src/contract/locate/locate.js'

/** The URL that is probed. */
export const url = 'http://localhost/v1'

type Response = Partial<Interaction['response']>

/** A JSON response. */
export const json = (value: unknown, more: Response = {}): Response => ({
  headers: [['content-type', 'application/json']],
  body: JSON.stringify(value),
  ...more,
})

/** A request of a probe, and what was special about it. */
export interface Planned {
  readonly request: Interaction['request']
  /** Method, path, query and body. */
  readonly line: string
  readonly isBroken: boolean
  /** Where a server error would be reported: `query n`, or `status`. */
  readonly at: string
  /** What was special: `the smallest request`, or how a rule was broken. */
  readonly what: string
}

/** A document of OpenAPI 3.1 with these paths. */
export const toDocument = (paths: object, more: object = {}) =>
  parseDocument(
    JSON.stringify({ openapi: '3.1.0', info: { title: 'Planned', version: '1' }, paths, ...more }),
    'planned.json',
  )

/** Everything that a probe sends to a server that answers 200 without a body, or as `answer` says. */
export async function planFor(
  document: ReturnType<typeof toDocument>,
  {
    answer = () => ({}),
    credentials = [],
    ...options
  }: Partial<ProbeOptions> & {
    answer?: (request: Interaction['request'], line: string) => Response | undefined
    credentials?: readonly Credential[]
  } = {},
) {
  const all: Planned[] = []
  const silent: Finding[] = []
  const { locate } = createLocator(document, { servers: [options.url ?? url] })
  const toLine = ({ method, url: sent, body }: Interaction['request']) =>
    [method, sent.slice(url.length), body].filter((part) => typeof part === 'string' && part !== '').join(' ')
  const summary = await probe(
    document,
    { url, methods: ['GET', 'POST', 'PUT', 'DELETE'], maxRequests: 1000, given: new Map(), credentials, ...options },
    {
      async send(request) {
        const response = answer(request, toLine(request))
        if (!response) return { problem: 'connection closed', isUnreachable: false }
        return { interaction: { request, response: { status: 200, headers: [], body: null, ...response } } }
      },
      pause: async () => {},
      isStopped: () => false,
      onInteraction(interaction, made, isBroken) {
        // What would be said about a server error shows what was special about the request.
        const { located } = locate({ ...interaction, response: { ...interaction.response, status: 500 } })
        const [error] = located && made.judge ? made.judge([], located) : []
        const what = /an? (?:in)?valid request \((.*)\)/.exec(error?.message ?? '')?.[1] ?? ''
        const { request } = interaction
        all.push({ request, line: toLine(request), isBroken, at: error?.at ?? '', what })
      },
      onNoResponse: (finding) => void silent.push(finding),
    },
  )
  return { all, summary, silent }
}
