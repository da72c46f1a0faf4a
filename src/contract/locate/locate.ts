import {
  chooseResponse,
  createRouter,
  type Document,
  findChild,
  type Operation,
  type Route,
} from '../../openapi/index.js'
import { engineOf } from '../../schema/index.js'
import { parseUrl } from '../../text/url.js'
import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { Interaction } from '../interaction/interaction.js'
import { provenanceOf } from '../interaction/provenance.js'
import type { Located, LocatedResponse } from './located.js'
import { locateParameters } from './parameters.js'
import { locateRequestBody } from './request-body.js'
import { locateResponse } from './response.js'
import { locateSecurity } from './security.js'

/** What the document says about an interaction, or why it says nothing about it: an undocumented path or method. */
export type Location = { readonly located: Located } | { readonly located?: undefined; readonly finding: Finding }

/** Returns a function that finds everything that a document says about an interaction. */
export function createLocator(document: Document): (interaction: Interaction) => Location {
  const route = createRouter(document.operations)
  const routeUnusable = createRouter(document.unusableOperations)
  const schemas = engineOf(document)

  return (interaction) => {
    const { request, response, source } = interaction
    const url = parseUrl(request.url)
    const found: Route | undefined = url ? route(request.method, url) : undefined
    if (!url || !found?.operation) {
      const unusable = url && routeUnusable('*', url).operation
      return { finding: unusable ? unusableOperation(unusable) : undocumentedRequest(document, interaction, found) }
    }
    const { operation, pathParameters } = found
    if (!operation.isUsable) return { finding: unusableOperation(operation) }
    const definition = chooseResponse(operation.responses, response.status)
    return {
      located: {
        interaction,
        provenance: provenanceOf(source),
        url,
        operation,
        request: {
          ...locateParameters(operation, { url, pathParameters, request, schemas }),
          security: locateSecurity(operation, url, request),
          body: locateRequestBody(operation, request, schemas),
        },
        response: definition ? locateResponse(operation, definition, response, schemas) : undocumentedResponse,
        schemas,
      },
    }
  }
}

function unusableOperation({ node }: Operation): Finding {
  return makeFinding('not-checked', {
    at: 'request',
    rule: node,
    severity: 'note',
    ...wording.unusablePart(node.pointer),
  })
}

const undocumentedResponse: LocatedResponse = { headers: [], body: { findings: [] } }

function undocumentedRequest(document: Document, { request }: Interaction, route: Route | undefined): Finding {
  const paths = findChild(document.root, 'paths') ?? document.root
  const item = route?.path === undefined ? undefined : findChild(paths, route.path)
  if (!item) {
    const count = new Set(document.operations.map(({ path }) => path)).size
    const details = wording.undocumentedPath(withoutQuery(request.url), count)
    return makeFinding('undocumented-path', { at: 'path', rule: paths, ...details })
  }
  const methods = document.operations.filter(({ path }) => path === route?.path).map(({ method }) => method)
  const details = wording.undocumentedMethod(request.method, methods)
  return makeFinding('undocumented-method', { at: 'method', rule: item, ...details })
}

/** The query may hold credentials, and has no part in finding a path. */
function withoutQuery(url: string): string {
  const parsed = parseUrl(url)
  return parsed ? parsed.pathname : url.replace(/[?#].*$/s, '')
}
