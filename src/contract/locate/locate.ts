import {
  type Candidate,
  chooseResponse,
  createRouter,
  type Document,
  findChild,
  type Operation,
  parseServers,
  queryOfPath,
  type Route,
} from '../../openapi/index.js'
import { engineOf, type SchemaEngine } from '../../schema/index.js'
import { parseUrl } from '../../text/url.js'
import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { parameterFindings } from '../findings/value-findings.js'
import { wording } from '../findings/wording.js'
import { type Interaction, provenanceOf } from '../interaction/interaction.js'
import { comparisonsOf, type Located, type LocatedResponse } from './located.js'
import { locateParameters } from './parameters.js'
import { locateRequestBody } from './request-body.js'
import { locateResponse } from './response.js'
import { locateSecurity } from './security.js'
import { findSkipReason, type SkipReason } from './skip.js'

/** Where traffic was recorded. */
export interface TrafficOptions {
  /**
   * URLs of the servers that the traffic was recorded from, each an origin with the base path: `http://localhost:3000/v2`. They
   * replace the servers of the document, and interactions with other hosts are skipped.
   *
   * @default the servers of the document
   */
  readonly servers?: readonly string[] | undefined
  /**
   * True if a receiver of webhooks or callbacks recorded the traffic. Each request is compared with the webhook or callback of
   * its method that its body fits best; paths and servers are ignored.
   *
   * @default false
   */
  readonly webhooks?: boolean | undefined
}

/**
 * Returns the document with the operations that traffic is compared with: its paths or, for `webhooks`, its webhooks and
 * callbacks.
 */
export function selectOperations(document: Document, { webhooks = false }: TrafficOptions): Document {
  return webhooks ? { ...document, operations: document.webhooks, unusableOperations: [] } : document
}

/**
 * The result of locating an interaction: what the document says about it; or a finding, for an undocumented path or method; or
 * why it is skipped, because it is not about this API.
 */
export type Location = Traffic &
  (
    | { readonly located: Located; readonly finding?: undefined; readonly skipped?: undefined }
    | { readonly located?: undefined; readonly finding: Finding; readonly skipped?: undefined }
    | { readonly located?: undefined; readonly finding?: undefined; readonly skipped: SkipReason }
  )

/** Where an interaction was sent to, compared with the document. */
interface Traffic {
  /** Absent if the URL cannot be parsed. */
  readonly url?: URL
  /** True if a server has the host of the URL. The API may have other hosts, too, such as a test server. */
  readonly isKnownHost: boolean
  /** True if the path is documented. */
  readonly isKnownPath: boolean
}

/** Finds what a document says about interactions. */
export interface Locator {
  locate(interaction: Interaction): Location
  /** Returns the base paths with which the path of a URL would be documented. */
  findBasePaths(url: URL): string[]
}

/**
 * Creates a locator for a document.
 *
 * @throws {TypeError} if a server is not an absolute HTTP or HTTPS URL.
 */
export function createLocator(document: Document, { servers, webhooks }: TrafficOptions = {}): Locator {
  const given = servers && servers.length > 0 ? parseServers(servers) : undefined
  const router = createRouter(document.operations, given)
  const unusable = createRouter(document.unusableOperations, given)
  const schemas = engineOf(document)
  return {
    findBasePaths: router.findBasePaths,
    locate(interaction) {
      const { request } = interaction
      const url = parseUrl(request.url)
      if (!url) {
        return {
          isKnownHost: false,
          isKnownPath: false,
          finding: undocumentedRequest(document, interaction),
        }
      }
      if (webhooks) return locateWebhook(document, interaction, url)
      const route = router.route(request.method, url)
      const broken = route.candidates.length === 0 ? unusable.route('*', url).candidates[0] : undefined
      const isKnownPath = route.path !== undefined || broken !== undefined
      const traffic = { url, isKnownHost: router.hasHost(url), isKnownPath }
      const skipped =
        findSkipReason(document, interaction, url, route) ?? (given && !traffic.isKnownHost ? 'other-host' : undefined)
      if (skipped !== undefined) return { ...traffic, skipped }
      if (broken) return { ...traffic, finding: unusableOperation(broken.operation) }
      const [first, ...others] = route.candidates
      if (first && !first.operation.isUsable) return { ...traffic, finding: unusableOperation(first.operation) }
      if (!first) {
        const near = isKnownPath ? undefined : router.findNear(url)
        return { ...traffic, finding: undocumentedRequest(document, interaction, route, near) }
      }
      const located = locateCandidate(interaction, url, first, schemas)
      if (others.length === 0 || acceptsPath(located)) return { ...traffic, located }
      const all = others.map((each) => locateCandidate(interaction, url, each, schemas))
      return { ...traffic, located: all.find(acceptsPath) ?? located }
    },
  }
}

function locateCandidate(
  interaction: Interaction,
  url: URL,
  { operation, pathParameters }: Candidate,
  schemas: SchemaEngine,
): Located {
  const { request, response, source } = interaction
  const definition = chooseResponse(operation.responses, response.status)
  const parameters = locateParameters(operation, { url, pathParameters, request, schemas })
  const queryOfTemplate = queryOfPath(operation.path)
  return {
    interaction,
    provenance: provenanceOf(source),
    url,
    operation,
    request: {
      ...parameters,
      unknownQueryNames: parameters.unknownQueryNames.filter((name) => !queryOfTemplate.has(name)),
      security: locateSecurity(operation, url, request),
      body: locateRequestBody(operation, request, schemas),
    },
    response: definition
      ? locateResponse(operation, request.method.toUpperCase(), definition, response, schemas)
      : undocumentedResponse,
    schemas,
  }
}

/** Compares a request with each webhook and callback of its method, and returns the one that its body fits best. */
function locateWebhook(document: Document, interaction: Interaction, url: URL): Location {
  const traffic = { url, isKnownHost: true, isKnownPath: true }
  const schemas = engineOf(document)
  const method = interaction.request.method.toUpperCase()
  const candidates = document.operations.filter((operation) => operation.method.toUpperCase() === method)
  const usable = candidates.filter(({ isUsable }) => isUsable)
  const [best] = usable
    .map((operation) => locateCandidate(interaction, url, { operation, pathParameters: new Map() }, schemas))
    .map((located) => ({ located, ...countBodyErrors(located) }))
    .sort((a, b) => a.constants - b.constants || a.errors - b.errors)
  if (best) return { ...traffic, located: best.located }
  if (candidates[0]) return { ...traffic, finding: unusableOperation(candidates[0]) }
  const methods = [...new Set(document.operations.map((operation) => operation.method))]
  const rule = findChild(document.root, 'webhooks') ?? document.root
  const details = { at: 'method', rule, ...wording.undocumentedMethod(interaction.request.method, methods) }
  return { ...traffic, finding: makeFinding('undocumented-method', details) }
}

/**
 * Counts how much the body of a request differs from what an operation documents. Wrong constants, such as the name of an event,
 * are counted separately, because they matter more.
 */
function countBodyErrors({ request: { body }, schemas }: Located): { constants: number; errors: number } {
  const results = comparisonsOf(body).flatMap(({ schema, value }) =>
    schemas.evaluate(schema, value, { direction: 'request' }),
  )
  const errors = [...body.findings, ...results].filter(({ severity }) => severity === 'error')
  return {
    constants: errors.filter(({ keyword }) => keyword === 'const' || keyword === 'enum').length,
    errors: errors.length,
  }
}

/** True if the parameters in the path match their schemas. If several templates match a path, this shows which one is meant. */
function acceptsPath({ request, schemas }: Located): boolean {
  return request.path.every(({ definition, at, decoded }) =>
    decoded.every((each) =>
      parameterFindings(definition, each, schemas, { code: 'invalid-parameter', at, direction: 'request' }).every(
        ({ severity }) => severity !== 'error',
      ),
    ),
  )
}

function unusableOperation({ node }: Operation): Finding {
  return makeFinding('not-checked', {
    at: 'request',
    rule: node,
    ...wording.unusablePart(node.pointer),
  })
}

const undocumentedResponse: LocatedResponse = { headers: [], body: { findings: [] } }

/**
 * The finding about an undocumented path or method: a note if the response says the same (RFC 9110, 15.5.5 and 15.5.6).
 *
 * @param near the documented path that differs only in case or in the slash at its end
 */
function undocumentedRequest(
  document: Document,
  { request, response: { status } }: Interaction,
  route?: Route,
  near?: string,
): Finding {
  const paths = findChild(document.root, 'paths') ?? document.root
  const item = route?.path === undefined ? undefined : findChild(paths, route.path)
  if (!item) {
    const count = new Set(document.operations.map(({ path }) => path)).size
    const isRefused = route !== undefined && status === 404
    const details = wording.undocumentedPath(withoutQuery(request.url), { count, near, isRefused })
    const severity = isRefused ? 'note' : 'error'
    return makeFinding('undocumented-path', { at: 'path', rule: paths, severity, ...details })
  }
  const isRefused = status === 405
  const details = wording.undocumentedMethod(request.method, route?.methods ?? [], isRefused)
  const severity = isRefused ? 'note' : 'error'
  return makeFinding('undocumented-method', { at: 'method', rule: item, severity, ...details })
}

/** Returns a URL without its query, which may contain credentials and does not matter for the path. */
function withoutQuery(url: string): string {
  const parsed = parseUrl(url)
  return parsed ? parsed.pathname : url.replace(/[?#].*$/s, '')
}
