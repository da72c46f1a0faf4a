import type { Document, Operation, Parameter } from '../../openapi/index.js'
import { isObject } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import { parseUrl } from '../../text/url.js'
import type { Finding } from '../findings/finding.js'
import type { Located } from '../locate/located.js'
import type { Choice, ChoiceFinder } from './choices.js'
import { type Credential, credentialsFor, findRequirement } from './credentials.js'
import { findBroken } from './find-broken.js'
import type { Harvest, PathTexts } from './harvest.js'
import type { NotPlanned, PlannedRequest, Request } from './planned-request.js'
import { type Body, writeBody, writeRequest } from './write-request.js'

/** What planning uses. */
export interface Planning {
  readonly document: Document
  readonly schemas: SchemaEngine
  /** The URL that paths are appended to, without a slash at its end. */
  readonly base: string
  readonly choices: ChoiceFinder
  readonly harvest: Harvest
  readonly credentials: ReadonlyMap<string, Credential>
  /** Texts for parameters, by name or `operationId.name`. */
  readonly given: ReadonlyMap<string, string>
  /** What the document says about a request; `undefined` if it is of another operation. */
  locate(operation: Operation, request: Request): Located | undefined
  /** The errors in a request; `undefined` if it is of another operation. */
  findProblems(operation: Operation, request: Request): readonly Finding[] | undefined
  onNotPlanned(notPlanned: NotPlanned): void
  /** Puts the requests of one operation, after its first ones, in another order. */
  arrange<Item>(list: Item[]): Item[]
}

/** Combinations of values in a path that lead to something that exists. */
const maxPaths = 3

/** Broken requests of one operation. */
const maxBroken = 400

interface Selection {
  readonly values: ReadonlyMap<Parameter, unknown>
  readonly body: Body | undefined
}

/**
 * The requests to an operation, one after the other: a small one, examples, one for something that does not exist, then other
 * values for each parameter and body in turn with requests that break one rule. Each is different, and each was checked.
 *
 * Later requests may use what the responses to earlier ones had.
 */
export function* planOperation(operation: Operation, planning: Planning): Generator<PlannedRequest> {
  const { schemas, base, credentials, findProblems, onNotPlanned, arrange } = planning
  const known = new Set<string>()
  const carried = credentialsFor(operation, credentials)

  const write = ({ values, body }: Selection) =>
    writeRequest(base, { operation, values, body, credentials: carried }, schemas.index)
  const plan = (selection: Selection, at: string, description: string): PlannedRequest[] => {
    const request = write(selection)
    if (!request || findProblems(operation, request)?.length !== 0) return []
    return takeNew({ operation, request, at, description })
  }
  const takeNew = (planned: PlannedRequest): PlannedRequest[] => {
    const key = JSON.stringify(planned.request)
    if (known.has(key)) return []
    known.add(key)
    return [planned]
  }

  const parameters = operation.parameters.filter((parameter) => parameter.in !== 'path')
  const bodies = findBodies(operation, planning)
  const [firstBody] = bodies
  const paths = [...findPaths(operation, planning)]
  const [firstPath] = paths
  const missing = parameters.filter((each) => each.required && choicesOf(each, operation, planning).length === 0)
  for (const { in: location, name } of missing)
    onNotPlanned({ operation, at: `${location} ${name}`, reason: 'no valid value was found for it' })
  if (!firstPath) onNotPlanned({ operation, at: 'path', reason: 'no valid value was found for a parameter in it' })
  if (operation.requestBody?.required && !firstBody)
    onNotPlanned({ operation, at: 'body', reason: 'no valid body could be made' })
  if (!firstPath || missing.length > 0 || (operation.requestBody?.required && !firstBody)) return

  const firstChoices = new Map(
    parameters.flatMap((parameter) => {
      const [first] = choicesOf(parameter, operation, planning)
      return first ? [[parameter, first] as const] : []
    }),
  )
  const select = (chosen: readonly (readonly [Parameter, Choice])[]): [Parameter, unknown][] =>
    chosen.map(([parameter, { value }]) => [parameter, value])
  const needed = [...firstChoices].filter(([{ required }, { from }]) => required || from === 'given')
  const least: Selection = { values: new Map([...firstPath, ...select(needed)]), body: firstBody?.body }
  const first = plan(least, 'request', 'the smallest request')
  yield* first
  if (first.length === 0) onNotPlanned({ operation, at: 'request', reason: 'the smallest request would be invalid' })

  const examples = [...firstChoices].filter(([, { from }]) => from === 'example' || from === 'given')
  const withExamples = new Map([...least.values, ...select([...needed, ...examples])])
  yield* plan({ ...least, values: withExamples }, 'request', 'the examples of the document')
  const found = [...findPaths(operation, planning)].filter((path) => !isSame(path, firstPath)).slice(0, maxPaths)
  for (const path of found)
    yield* plan({ ...least, values: new Map([...least.values, ...path]) }, 'request', 'for another item')
  const madeUp = findMadeUpPath(operation, planning, firstPath)
  if (madeUp)
    yield* plan(
      { ...least, values: new Map([...least.values, ...madeUp]) },
      'request',
      'for an item that may not exist',
    )
  for (const parameter of parameters)
    for (const choice of fromResponses(parameter, planning))
      yield* plan(withValue(least, parameter, choice.value), placeOf(parameter), choice.description)
  yield* findLinked(operation, planning, write(least)).flatMap(takeNew)
  const full: Selection = {
    values: new Map([...least.values, ...select([...firstChoices])]),
    body: (bodies.find(({ description }) => description === 'with all properties') ?? firstBody)?.body,
  }
  yield* plan(full, 'request', 'with all parameters')

  const variants = arrange([
    ...alternate(
      parameters.map((parameter) =>
        choicesOf(parameter, operation, planning).map(
          (choice) => [withValue(least, parameter, choice.value), placeOf(parameter), choice.description] as const,
        ),
      ),
    ),
    ...(operation.requestBody && !operation.requestBody.required
      ? [[{ ...least, body: undefined }, 'body', 'without a body'] as const]
      : []),
    ...bodies.map(({ body, description }) => [{ ...least, body }, 'body', description] as const),
  ])
  const hasCredentials = (findRequirement(operation, credentials)?.schemes.length ?? 0) > 0
  const tried = new Map<string, number>()
  const broken: PlannedRequest[] = []
  // What is refused for the values of optional parameters shows nothing about the rule that is broken.
  for (const selection of [least, { ...least, body: full.body }, full]) {
    const request = write(selection)
    const located =
      request && findProblems(operation, request)?.length === 0 ? planning.locate(operation, request) : undefined
    if (!located) continue
    const find = (changed: Request) => findProblems(operation, changed)
    for (const each of findBroken(located, find, hasCredentials, tried)) {
      broken.push(each)
      if (broken.length >= maxBroken) break
    }
  }
  const arranged = arrange(broken)
  for (let index = 0; index < Math.max(variants.length, arranged.length); index++) {
    const variant = variants[index]
    if (variant) yield* plan(...variant)
    const each = arranged[index]
    if (each) yield* takeNew(each)
  }
  yield* findLinked(operation, planning, write(least)).flatMap(takeNew)
}

/** One item of each list in turn. */
function alternate<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat()
}

function withValue({ values, body }: Selection, parameter: Parameter, value: unknown): Selection {
  return { values: new Map([...values, [parameter, value]]), body }
}

function placeOf({ in: location, name }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`
}

function choicesOf(parameter: Parameter, operation: Operation, { choices, given }: Planning): readonly Choice[] {
  const text = given.get(`${operation.operationId}.${parameter.name}`) ?? given.get(parameter.name)
  const own = text === undefined ? undefined : choices.toChoice(parameter, text, 'given', 'the given value')
  return own ? [own, ...choices.ofParameter(parameter)] : choices.ofParameter(parameter)
}

/** Values that earlier responses had under the name of a parameter. */
function fromResponses(parameter: Parameter, { choices, harvest }: Planning): Choice[] {
  if (parameter.in !== 'query' && parameter.in !== 'header') return []
  return harvest
    .textsOf(parameter.name)
    .slice(0, 2)
    .flatMap((text) => choices.toChoice(parameter, text, 'response', 'a value of an earlier response') ?? [])
}

/** Links of one operation that are followed. */
const maxLinks = 3

/** Requests to where links in earlier responses lead, on the same server: to other pages, say. */
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

type Path = ReadonlyMap<Parameter, unknown>

/** The parameters of a path, in their order in the path. */
function pathParametersOf({ path, parameters }: Operation): Parameter[] {
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name)
  return names.flatMap((name) => parameters.find((each) => each.in === 'path' && each.name === name) ?? [])
}

/** Values for all parameters of a path: given ones, then those that lead to an item of an earlier response, then others. */
function* findPaths(operation: Operation, planning: Planning): Generator<Path> {
  const { choices, harvest, given } = planning
  const parameters = pathParametersOf(operation)
  const givenFor = ({ name }: Parameter) => given.get(`${operation.operationId}.${name}`) ?? given.get(name)
  const accepts = (position: number, text: string) => {
    const parameter = parameters[position]
    if (!parameter) return false
    const wanted = givenFor(parameter)
    return (wanted === undefined || wanted === text) && !!choices.toChoice(parameter, text, 'response', '')
  }
  const complete = (texts: PathTexts): Path | undefined => {
    const values = parameters.flatMap((parameter, position) => {
      const text = texts[position]
      const choice =
        text === undefined
          ? choicesOf(parameter, operation, planning)[0]
          : choices.toChoice(parameter, text, 'response', '')
      return choice ? [[parameter, choice.value] as const] : []
    })
    return values.length === parameters.length ? new Map(values) : undefined
  }
  for (let count = parameters.length; count >= 0; count--) {
    const all = count === 0 ? [[]] : harvest.pathTexts(operation, count, accepts)
    // The last item first: with DELETE, others stay for later requests.
    for (const texts of operation.method === 'DELETE' ? all.toReversed() : all) {
      const path = complete(texts)
      if (path) yield path
    }
  }
}

function isSame(one: Path, other: Path): boolean {
  return [...one].every(([parameter, value]) => other.get(parameter) === value)
}

/** The path with another value at its end, one that no earlier response had. */
function findMadeUpPath(operation: Operation, planning: Planning, path: Path): Path | undefined {
  const last = pathParametersOf(operation).at(-1)
  if (!last) return undefined
  const { choices, harvest } = planning
  const count = pathParametersOf(operation).length
  const existing = new Set(harvest.pathTexts(operation, count, () => true).map((texts) => texts.at(-1)))
  const made = unlikelyTexts.flatMap((text) => choices.toChoice(last, text, 'schema', '') ?? [])
  const others = choices.ofParameter(last).filter(({ from, value }) => from === 'schema' && !isObject(value))
  const choice = [...made, ...others].find(
    ({ value }) => !existing.has(String(value)) && value !== path.get(last) && String(value) !== '',
  )
  return choice && new Map([...path, [last, choice.value]])
}

/** Identifiers that hardly any item has. */
const unlikelyTexts = ['999999999', '999999', '0b5a2f1e-8d3c-4c6a-9f4e-2a7b6c5d4e3f', 'does-not-exist']

interface BodyChoice {
  readonly body: Body
  readonly description: string
}

function findBodies({ requestBody }: Operation, { choices, schemas, harvest }: Planning): BodyChoice[] {
  return (requestBody?.content ?? []).flatMap((type) =>
    choices.ofBody(type).flatMap(({ value, description }) => {
      const known = withKnownReferences(value, harvest)
      const isKnownValid = known !== value && type.schema && schemas.isValid(type.schema, known, 'request')
      const body = writeBody(isKnownValid ? known : value, type, schemas.index)
      return body ? [{ body, description }] : []
    }),
  )
}

/** The value with references to other items, such as `author_id`, that earlier responses had. */
function withKnownReferences(value: unknown, harvest: Harvest): unknown {
  if (!isObject(value)) return value
  const members = Object.entries(value).map(([name, each]): [string, unknown] => {
    if (!/.(?:_?id|_?uuid)$/i.test(name) || (typeof each !== 'string' && typeof each !== 'number')) return [name, each]
    const [text] = harvest.textsOf(name)
    if (text === undefined) return [name, each]
    return [name, typeof each === 'number' ? Number(text) : text]
  })
  return members.some(([name, each]) => each !== value[name]) ? Object.fromEntries(members) : value
}
