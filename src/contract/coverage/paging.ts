import { isObject, type Node, type Response, type SchemaIndex } from '../../openapi/index.js'
import { flatten, listAt, staticTypeOf } from '../../schema/index.js'
import type { Located, LocatedResponse } from '../locate/located.js'
import { type Counted, cover, type Tally, type TallyMaker } from './tally.js'

/** Counts whether a page is the first, a middle or the last one of its list. */
export interface Paging {
  readonly tallies: readonly Tally[]
  cover(located: Located, counted: Counted): void
}

/** How a response shows that there are other pages. */
interface Links {
  readonly next: Link | undefined
  /** Absent if the document has no link to the page before. */
  readonly previous: Link | undefined
}

interface Link {
  readonly rule: Node
  /** Returns whether the response has the link; `undefined` if it does not show that. */
  isIn(response: LocatedResponse): boolean | undefined
}

/**
 * Plans the items `first`, `middle` and `last` of a successful response that is a page of a list; `undefined` for any other
 * response.
 *
 * A response is a page of a list when one of these holds, whoever the vendor is:
 * - Its body is an object with an array, and the object, or one inside it, has a property for the next page (`next`,
 *   `next_page`, `nextCursor`, …) that may be absent or null. It may have one for the page before (`prev`, …) too.
 * - Its body is an array, and it has a `Link` header (RFC 8288), for the relations `next` and `prev`.
 *
 * `first` is a page without a page before, `last` is a page without a next page, and `middle` is a page with both. The only page
 * of a list is both `first` and `last`. Without a property for the page before, there is only the item `last`.
 */
export function planPaging(response: Response, index: SchemaIndex, makeTally: TallyMaker): Paging | undefined {
  if (!response.status.startsWith('2')) return undefined
  const { next, previous } = findLinks(response, index)
  if (!next) return undefined
  const page = (aspect: string) => makeTally({ kind: 'page', subject: response.status, aspect, rule: next.rule })
  const first = previous && page('first')
  const middle = previous && page('middle')
  const last = page('last')
  return {
    tallies: [first, middle, last].filter((tally) => tally !== undefined),
    cover({ response: located }, counted) {
      const hasNext = next.isIn(located)
      const hasPrevious = previous?.isIn(located)
      if (hasPrevious === false) cover(first, counted)
      if (hasPrevious && hasNext) cover(middle, counted)
      if (hasNext === false) cover(last, counted)
    },
  }
}

const none: Links = { next: undefined, previous: undefined }

function findLinks(response: Response, index: SchemaIndex): Links {
  for (const { schema } of response.content) {
    const links = schema && findBodyLinks(schema, index)
    if (links?.next) return links
    const header = response.headers.find(({ name }) => name.toLowerCase() === 'link')
    if (header && staticTypeOf(schema, index).types.has('array')) {
      const link = (...relations: string[]): Link => ({
        rule: header.node,
        isIn({ headers }) {
          const received = headers.find((each) => each.definition === header)
          return received && hasRelation(received.texts, relations)
        },
      })
      return { next: link('next'), previous: link('prev', 'previous') }
    }
  }
  return none
}

function hasRelation(texts: readonly string[], relations: readonly string[]): boolean {
  return texts.some((text) => readRelations(text).some((relation) => relations.includes(relation)))
}

/** Returns the relation types of the links in a `Link` header, in lower case. `rel` may contain several (RFC 8288, 3.3). */
function readRelations(link: string): string[] {
  const rels = link.matchAll(/;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/gi)
  return Array.from(rels, ([, quoted, plain = '']) => (quoted ?? plain).toLowerCase().split(/\s/)).flat()
}

const nextName = /^(?:odata)?next(?:page|results?)?(?:token|cursor|url|uri|link|href|number|id)?$/
const previousName = /^(?:odata)?prev(?:ious)?(?:page|results?)?(?:token|cursor|url|uri|link|href|number|id)?$/

function findBodyLinks(schema: Node, index: SchemaIndex): Links {
  const members = [...staticTypeOf(schema, index).properties]
  const inner = members.filter(([, member]) => staticTypeOf(member, index).types.has('object'))
  const holders = [
    { path: [] as string[], schema },
    ...inner.map(([name, member]) => ({ path: [name], schema: member })),
  ]
  const isList = holders.some((holder) =>
    [...staticTypeOf(holder.schema, index).properties.values()].some((member) =>
      staticTypeOf(member, index).types.has('array'),
    ),
  )
  if (!isList) return none
  for (const holder of holders) {
    const next = findLink(holder, nextName, index)
    if (next) return { next, previous: findLink(holder, previousName, index) }
  }
  return none
}

function findLink(
  holder: { path: readonly string[]; schema: Node },
  pattern: RegExp,
  index: SchemaIndex,
): Link | undefined {
  const required = new Set(
    flatten([holder.schema], index, new Set()).schemas.flatMap((schema) =>
      listAt(schema, 'required').map(({ value }) => value),
    ),
  )
  const found = [...staticTypeOf(holder.schema, index).properties].find(
    ([name, member]) =>
      pattern.test(name.toLowerCase().replace(/[^a-z]/g, '')) &&
      (!required.has(name) || staticTypeOf(member, index).types.has('null')),
  )
  if (!found) return undefined
  const [name, rule] = found
  return {
    rule,
    isIn({ body }) {
      const object = holder.path.reduce<unknown>((value, step) => memberOf(value, step), body.decoded?.value)
      if (!isObject(object)) return undefined
      const value = memberOf(object, name)
      return value !== undefined && value !== null && value !== '' && value !== false
    },
  }
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}
