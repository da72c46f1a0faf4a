import type { Operation, Parameter } from '../../../openapi/index.js'
import { parseUrl } from '../../../text/url.js'
import { credentialsFor, findRequirement } from '../credentials.js'
import type { NotPlanned, PlannedRequest, Request } from '../planned-request.js'
import { type BodyList, createBodyList } from './bodies.js'
import type { Choice } from './choices.js'
import { findBroken } from './find-broken.js'
import { choicesOf, findGiven } from './given.js'
import { findMadeUpPath, findPaths, isSamePath, type Path } from './paths.js'
import type { Planning } from './planning.js'
import { type Body, writeRequest } from './write-request.js'

/** Maximum number of combinations of path values that should lead to something that exists. */
const maxPaths = 3

/** Maximum number of broken requests for one operation. */
const maxBroken = 400

interface Selection {
  readonly values: ReadonlyMap<Parameter, unknown>
  readonly body: Body | undefined
}

/**
 * Generates the requests to an operation: a small one, the examples, one for something that does not exist, then in
 * turn other values for each parameter and body and requests that break one rule. All requests are different, and each
 * was checked against the document.
 *
 * Later requests may use values from the responses to earlier ones.
 */
export function* planOperation(operation: Operation, planning: Planning): Generator<PlannedRequest> {
  const known = new Set<string>()
  for (const planned of planAll(operation, planning)) {
    const key = JSON.stringify(planned.request)
    if (known.has(key)) continue
    known.add(key)
    yield planned
  }
}

function* planAll(operation: Operation, planning: Planning): Generator<PlannedRequest> {
  const bodies = createBodyList(operation, planning)
  const start = findStart(operation, planning, bodies)
  if (!start) return
  const { least, choices } = start
  const writer = createWriter(operation, planning)
  const first = writer.plan(least, 'request', 'the smallest request')
  if (first.length === 0)
    planning.onNotPlanned({
      operationId: operation.operationId,
      at: 'request',
      reason: 'the smallest request would be invalid',
    })
  yield* first
  yield* planOrdinary(operation, planning, writer, start)
  const [own, ...others] = bodies.ofEachType()
  const full: Selection = { values: new Map([...least.values, ...toValues(choices)]), body: own?.full.body }
  yield* writer.plan(full, 'request', 'with all parameters')
  const variants = planning.arrange([...findVariants(operation, planning, least, bodies)])
  const broken = planning.arrange(
    findAllBroken(operation, planning, writer, [
      [least, { ...least, body: full.body }, full],
      ...others.map(({ first, full }) => [first, full].map(({ body }) => ({ ...least, body }))),
    ]),
  )
  for (let index = 0; index < Math.max(variants.length, broken.length); index++) {
    const variant = variants[index]
    if (variant) yield* writer.plan(...variant)
    yield* broken.slice(index, index + 1)
  }
  yield* findLinked(operation, planning, writer.write(least))
}

/** The parts of a request, the place of what is special about it, and a description of it. */
type Variant = readonly [selection: Selection, at: string, description: string]

interface Writer {
  write(selection: Selection): Request | undefined
  /** Returns a list with the request; an empty list if the request would be invalid. */
  plan(...variant: Variant): PlannedRequest[]
}

function createWriter(operation: Operation, { base, schemas, credentials, findProblems }: Planning): Writer {
  const carried = credentialsFor(operation, credentials)
  const write = ({ values, body }: Selection) =>
    writeRequest(base, { operation, values, body, credentials: carried }, schemas.index)
  return {
    write,
    plan(selection, at, description) {
      const request = write(selection)
      const isValid = request && findProblems(operation, request)?.length === 0
      return isValid ? [{ operation, request, at, description }] : []
    },
  }
}

interface Start {
  /** The parts of the smallest request. */
  readonly least: Selection
  readonly path: Path
  /** A value for each optional parameter that has one. */
  readonly choices: ReadonlyMap<Parameter, Choice>
}

/**
 * Finds the parts of the smallest request. If a required part has no valid value, returns `undefined` and reports it as
 * not planned.
 */
function findStart(operation: Operation, planning: Planning, bodies: BodyList): Start | undefined {
  const { operationId } = operation
  const missing: NotPlanned[] = []
  const [path] = findPaths(operation, planning)
  if (!path) missing.push({ operationId, at: 'path', reason: 'no valid value was found for a parameter in it' })
  const choices = new Map<Parameter, Choice>()
  for (const parameter of operation.parameters) {
    const text = findGiven(operation, parameter, planning)
    if (text !== undefined && !planning.choices.toChoice(parameter, text, 'given', ''))
      planning.onNotPlanned({
        operationId,
        at: placeOf(parameter),
        reason: 'the given value is invalid, and was not used',
      })
    if (parameter.in === 'path') continue
    const [first] = choicesOf(parameter, operation, planning)
    if (first) choices.set(parameter, first)
    else if (parameter.required)
      missing.push({ operationId, at: placeOf(parameter), reason: 'no valid value was found for it' })
  }
  const [body] = bodies.take(1)
  if (operation.requestBody?.required && !body)
    missing.push({ operationId, at: 'body', reason: describeNoBody(operation) })
  for (const each of missing) planning.onNotPlanned(each)
  if (!path || missing.length > 0) return undefined
  const needed = [...choices].filter(([{ required }, { from }]) => required || from === 'given')
  return { least: { values: new Map([...path, ...toValues(needed)]), body: body?.body }, path, choices }
}

function describeNoBody({ requestBody }: Operation): string {
  const types = (requestBody?.content ?? []).map(({ name }) => name)
  return `no valid body of ${types.join(' or ') || 'any media type'} could be made; add an example to the document, which is sent as it is`
}

function toValues(choices: Iterable<readonly [Parameter, Choice]>): [Parameter, unknown][] {
  return Array.from(choices, ([parameter, { value }]) => [parameter, value])
}

/** Generates ordinary requests: with examples, for other items, and with values of earlier responses. */
function* planOrdinary(
  operation: Operation,
  planning: Planning,
  { plan, write }: Writer,
  { least, path, choices }: Start,
): Generator<PlannedRequest> {
  const examples = [...choices].filter(([, { from }]) => from === 'example')
  const withExamples = { ...least, values: new Map([...least.values, ...toValues(examples)]) }
  yield* plan(withExamples, 'request', 'the examples of the document')
  const withPath = (other: Path): Selection => ({ ...least, values: new Map([...least.values, ...other]) })
  const others = [...findPaths(operation, planning)].filter((other) => !isSamePath(other, path)).slice(0, maxPaths)
  for (const other of others) yield* plan(withPath(other), 'request', 'for another item')
  const madeUp = findMadeUpPath(operation, planning, path)
  if (madeUp) yield* plan(withPath(madeUp), 'request', 'for an item that may not exist')
  for (const texts of planning.harvest.linkedTo(operation))
    yield* plan(withTexts(least, operation, texts, planning), 'request', 'values of a link in the document')
  for (const parameter of operation.parameters)
    for (const { value, description } of fromResponses(parameter, planning))
      yield* plan(withValue(least, parameter, value), placeOf(parameter), description)
  yield* findLinked(operation, planning, write(least))
}

/** Generates variants of the smallest request: each has another value for one parameter or for the body. */
function* findVariants(
  operation: Operation,
  planning: Planning,
  least: Selection,
  bodies: BodyList,
): Generator<Variant> {
  const ofParameters = operation.parameters
    .filter((parameter) => parameter.in !== 'path')
    .map((parameter) =>
      choicesOf(parameter, operation, planning).map(
        ({ value, description }): Variant => [withValue(least, parameter, value), placeOf(parameter), description],
      ),
    )
  yield* alternate(ofParameters)
  if (operation.requestBody?.required === false) yield [{ ...least, body: undefined }, 'body', 'without a body']
  for (const { body, description } of bodies.take(Number.POSITIVE_INFINITY))
    yield [{ ...least, body }, 'body', description]
}

/**
 * Returns requests that each break one rule.
 *
 * @param selections parts of valid requests, for each media type of the body. The smallest comes first: if a server
 * refuses a request because of its optional parameters, that shows nothing about the broken rule. For all media types
 * but the first, only rules for the body are broken.
 */
function findAllBroken(
  operation: Operation,
  planning: Planning,
  { write }: Writer,
  selections: readonly (readonly Selection[])[],
): PlannedRequest[] {
  const { credentials, findProblems, locate } = planning
  const hasCredentials = (findRequirement(operation, credentials)?.schemes.length ?? 0) > 0
  const broken: PlannedRequest[] = []
  for (const [index, ofType] of selections.entries()) {
    const tried = new Map<string, number>()
    for (const selection of ofType) {
      const request = write(selection)
      const isValid = request && findProblems(operation, request)?.length === 0
      const located = isValid ? locate(operation, request) : undefined
      if (!located) continue
      for (const each of findBroken(located, (changed) => findProblems(operation, changed), hasCredentials, tried)) {
        if (index > 0 && !/^body(?: |$)/.test(each.at)) continue
        broken.push(each)
        if (broken.length >= maxBroken) return broken
      }
    }
  }
  return broken
}

/** Merges lists by taking one item of each in turn. */
function alternate<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat()
}

function withValue({ values, body }: Selection, parameter: Parameter, value: unknown): Selection {
  return { values: new Map([...values, [parameter, value]]), body }
}

/** Replaces values by those of a link, if these are valid. */
function withTexts(
  { values, body }: Selection,
  { parameters }: Operation,
  texts: ReadonlyMap<string, string>,
  { choices }: Planning,
): Selection {
  const linked = parameters.flatMap((parameter) => {
    const text = texts.get(`${parameter.in}.${parameter.name}`) ?? texts.get(parameter.name)
    const choice = text === undefined ? undefined : choices.toChoice(parameter, text, 'response', '')
    return choice ? [[parameter, choice.value] as const] : []
  })
  return { values: new Map([...values, ...linked]), body }
}

function placeOf({ in: location, name }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`
}

/** Values of properties in earlier responses that have the name of the parameter. */
function fromResponses(parameter: Parameter, { choices, harvest }: Planning): Choice[] {
  if (parameter.in !== 'query' && parameter.in !== 'header') return []
  return harvest
    .textsOf(parameter.name)
    .slice(0, 2)
    .flatMap((text) => choices.toChoice(parameter, text, 'response', 'a value of an earlier response') ?? [])
}

/** Maximum number of links that are followed for one operation. */
const maxLinks = 3

/**
 * Returns requests to the targets of links in earlier responses, such as other pages, if they are on the same server.
 */
function findLinked(operation: Operation, planning: Planning, like: Request | undefined): PlannedRequest[] {
  const { base, harvest, findProblems } = planning
  const origin = parseUrl(base)?.origin
  if (!like || origin === undefined || operation.method !== 'GET') return []
  return harvest
    .links()
    .map((link): Request => ({ ...like, url: `${origin}${link}` }))
    .filter((request) => findProblems(operation, request)?.length === 0)
    .slice(0, maxLinks)
    .map((request) => ({ operation, request, at: 'request', description: 'a link of an earlier response' }))
}
