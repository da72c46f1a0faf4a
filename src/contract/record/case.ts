import type { Document } from '../../openapi/index.js'
import { parseMediaType } from '../../text/media-type.js'
import { parseUrl } from '../../text/url.js'
import { checkLocated } from '../checks/checker.js'
import { createCoverage } from '../coverage/create-coverage.js'
import { keyOfItem } from '../coverage/tally.js'
import type { Finding } from '../findings/finding.js'
import { findHeader, type Interaction } from '../interaction/interaction.js'
import { createLocator } from '../locate/locate.js'
import { findMapPlace } from '../report/listing/generalise.js'
import { isWord } from '../scrub/word.js'
import { shapesOf } from './shape.js'

/** What an interaction shows. Interactions of the same case need not be recorded twice. */
export interface Case {
  /** The operation's id. Without one, the method and the path, with `id` in place of what looks like data. */
  readonly operation: string
  readonly status: number
  /** Findings and covered items of the document; without a document, which values and names there are, by type. */
  readonly features: readonly string[]
}

/** Reads the case of an interaction. */
export type CaseReader = (interaction: Interaction) => Case

/** Creates a function that reads the cases of interactions, by a document if there is one. */
export function createCaseReader(document: Document | undefined): CaseReader {
  if (!document) return readUndocumented
  const { locate } = createLocator(document)
  const coverage = createCoverage(document, { listsAll: false })
  return (interaction) => {
    const { located, finding } = locate(interaction)
    const toFeature = (each: Finding) => describeFinding(document, each)
    if (!located) return { ...readUndocumented(interaction), features: finding ? [toFeature(finding)] : ['skipped'] }
    const features = new Set(checkLocated(located).map(toFeature))
    coverage.add(located, (item) => features.add(keyOfItem(item)))
    for (const feature of [...typesOf(interaction), ...requestShapes(interaction)]) features.add(feature)
    return { operation: located.operation.operationId, status: interaction.response.status, features: [...features] }
  }
}

/** A finding without the values in it, and without indexes and keys of maps. */
function describeFinding(document: Document, finding: Finding): string {
  const { code, at, rule, keyword = '' } = finding
  return `${code} ${findMapPlace(document, finding) ?? at.replace(/\/\d+(?=\/|$)/g, '/*')} ${rule} ${keyword}`
}

function readUndocumented(interaction: Interaction): Case {
  const { request, response } = interaction
  const url = parseUrl(request.url)
  const segments = (url?.pathname ?? '').split('/').map((each) => (each === '' || isWord(each) ? each : 'id'))
  const names = [...(url?.searchParams.keys() ?? [])].map((name) => `query ${isWord(name) ? name : '*'}`)
  const responseShapes = shapesOf(response.body).map((shape) => `response ${shape}`)
  return {
    operation: `${request.method} ${segments.join('/')}`,
    status: response.status,
    features: [...new Set([...names, ...typesOf(interaction), ...requestShapes(interaction), ...responseShapes])],
  }
}

function requestShapes({ request }: Interaction): string[] {
  return shapesOf(request.body).map((shape) => `request ${shape}`)
}

/** The media types of the bodies, and what is not recorded. */
function typesOf({ request, response }: Interaction): string[] {
  return [
    ...(request.body ? [`request type ${typeOf(request)}`] : []),
    `type ${typeOf(response)}`,
    ...(request.notRecorded?.includes('body') ? ['request not recorded'] : []),
    ...(response.notRecorded?.includes('body') ? ['response not recorded'] : []),
  ]
}

function typeOf({ headers }: Interaction['request' | 'response']): string {
  const type = parseMediaType(findHeader(headers, 'content-type') ?? '')
  return type ? `${type.type}/${type.subtype}` : ''
}
