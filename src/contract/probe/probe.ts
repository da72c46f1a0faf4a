import { createHash } from 'node:crypto'
import { basePathsOf, type Document, type Operation } from '../../openapi/index.js'
import { engineOf } from '../../schema/index.js'
import { basePathOf, parseUrl } from '../../text/url.js'
import { checkLocated } from '../checks/checker.js'
import { type Finding, requestCodes } from '../findings/finding.js'
import { wording } from '../findings/wording.js'
import type { Interaction } from '../interaction/interaction.js'
import { createLocator, type Locator } from '../locate/locate.js'
import type { MadeRequest } from '../report/reporter.js'
import { createIsSecret } from '../report/request-line.js'
import type { RequestWithoutResponse } from '../report/unreadable.js'
import { type Credential, findRequirement } from './credentials.js'
import { type CurlOptions, formatCurl } from './curl.js'
import { createExaminer } from './examine.js'
import { createExchange, type Exchange, maxFailures, type Sender } from './exchange.js'
import { findServerError } from './judge.js'
import { createNoteTaker, type NoteTaker, type ProbeNotes } from './notes.js'
import { createChoiceFinder } from './plan/choices.js'
import { createHarvest } from './plan/harvest.js'
import { planOperation } from './plan/plan-operation.js'
import type { Planning } from './plan/planning.js'
import { describePlanned, type PlannedRequest, placeOfPlanned } from './planned-request.js'

/** Which requests a probe sends, and where. */
export interface ProbeOptions {
  /** The URL that the paths of the document are appended to. */
  readonly url: string
  /** Methods of the operations that are probed, in upper case. */
  readonly methods: readonly string[]
  /** Returns false for operations with these methods that are not probed. @default all are probed */
  readonly isProbed?: (operation: Pick<Operation, 'operationId' | 'method' | 'path'>) => boolean
  /** Maximum number of requests, including those that reduce failing ones. */
  readonly maxRequests: number
  /**
   * Reorders the values and the broken requests of each operation; the same seed gives the same order.
   *
   * @default the order of the document
   */
  readonly seed?: number | undefined
  /** Given texts for parameters, by name or `operationId.name`. */
  readonly given: ReadonlyMap<string, string>
  /** Credentials for security schemes. Operations that need others are probed without credentials. */
  readonly credentials: readonly Credential[]
}

/** The connection of the probe to its surroundings: it sends requests and receives the results. */
export interface ProbeWorld extends Sender {
  /**
   * Receives each interaction, except those that reduce failing requests, with what `Reporter.add` takes beside it.
   *
   * @param isBroken true if the request breaks a rule on purpose
   */
  onInteraction(interaction: Interaction, made: MadeRequest, isBroken: boolean): Promise<void> | void
  /** Receives each request without a response, as the arguments of `Reporter.addFinding`. */
  onNoResponse(finding: Finding, about: RequestWithoutResponse): void
}

/** The result of a probe. */
export interface ProbeSummary extends ProbeNotes {
  /** Number of requests that were sent. */
  readonly sent: number
  /**
   * Operations for which requests were not sent, because of `maxRequests` or because the probe was stopped. `count` is
   * the number of these requests; `undefined` if it is unknown.
   */
  readonly leftOut: readonly { readonly operationId: string; readonly count: number | undefined }[]
  /** Why the probe stopped early. Present if the server did not answer. */
  readonly stopped?: string
  /**
   * Base paths of the document's servers. Present if the URL has none of them, and the first request to each operation was
   * answered with 404; the probe then stops.
   */
  readonly missingBasePaths?: readonly string[]
}

/** Maximum number of unsent requests that are counted in all, because planning them takes time. */
const maxCounted = 300

interface Plan {
  readonly operation: Operation
  readonly requests: Generator<PlannedRequest>
  /**
   * When the operation gets its requests. 0: reads a collection. 1: reads an item. 2: creates. 3: changes. 4: deletes.
   */
  readonly phase: number
  sent: number
  isDone: boolean
  /** True if the first request led to a server error, so later ones show nothing more about it. */
  isFailing: boolean
  /** Number of requests in a row without a response, or with one that did not end. */
  failures: number
}

/**
 * Sends requests made from a document to a server, and judges its responses.
 *
 * Collections are read first, because they show which items exist. Requests that change something come later, and
 * requests that delete come last. Every operation gets its equal share of the requests before any gets more.
 */
export async function probe(document: Document, options: ProbeOptions, world: ProbeWorld): Promise<ProbeSummary> {
  const { methods, isProbed = () => true, maxRequests } = options
  const exchange = createExchange(maxRequests, world)
  const notes = createNoteTaker()
  const base = options.url.replace(/\/+$/, '')
  const locator = createLocator(document, { servers: [base] })
  const planning = createPlanning(document, options, { base, locator }, notes.addNotPlanned)
  const step = createStep({ planning, locator, exchange, notes, world })

  async function run(plans: readonly Plan[], quota: number): Promise<void> {
    const limits = new Map(plans.map((plan) => [plan, plan.sent + quota]))
    for (let phase = 0; phase <= 4; phase++) {
      let open = plans.filter((plan) => plan.phase === phase)
      while (open.length > 0 && !exchange.isOver()) {
        for (const plan of open) if (!exchange.isOver() && !plan.isDone) await step(plan)
        open = open.filter((plan) => !plan.isDone && plan.sent < (limits.get(plan) ?? 0))
      }
    }
  }

  const plans = document.operations
    .filter((each) => each.isUsable && methods.includes(each.method.toUpperCase()) && isProbed(each))
    .map(
      (operation): Plan => ({
        operation,
        requests: planOperation(operation, planning),
        phase: phaseOf(operation),
        ...{ sent: 0, isDone: false, isFailing: false, failures: 0 },
      }),
    )
    .sort((a, b) => a.phase - b.phase || depthOf(a.operation) - depthOf(b.operation))
  // Something is created before items are read, and nothing is deleted before everything else was tried.
  const first = [0, 2, 1, 3].flatMap((phase) => plans.filter((plan) => plan.phase === phase))
  for (const plan of first) if (!exchange.isOver()) await step(plan)
  // An item may be missing although the path is right.
  const isMisplaced = notes.notes().isAllNotFound && first.some((plan) => depthOf(plan.operation) === 1)
  const missingBasePaths = isMisplaced ? findOtherBasePaths(document, options.url) : []
  if (missingBasePaths.length > 0) return { sent: exchange.sent(), leftOut: [], ...notes.notes(), missingBasePaths }
  await run(plans, Math.max(1, Math.floor((maxRequests - exchange.sent()) / Math.max(1, plans.length))))
  await run(plans, Number.POSITIVE_INFINITY)

  const stopped = exchange.stopped()
  const leftOut = countLeftOut(plans.filter(({ isDone }) => !isDone))
  return { sent: exchange.sent(), leftOut, ...notes.notes(), ...(stopped !== undefined && { stopped }) }
}

function createPlanning(
  document: Document,
  { given, credentials, seed }: ProbeOptions,
  { base, locator }: { readonly base: string; readonly locator: Locator },
  onNotPlanned: Planning['onNotPlanned'],
): Planning {
  const schemas = engineOf(document)
  const locateRequest: Planning['locate'] = (operation, request) => {
    const { located } = locator.locate({ request, response: accepted })
    return located?.operation === operation ? located : undefined
  }
  return {
    ...{ document, schemas, base, given, onNotPlanned, locate: locateRequest },
    choices: createChoiceFinder(document, schemas),
    harvest: createHarvest(base, document),
    credentials: new Map(credentials.map((each) => [each.scheme, each])),
    arrange: createShuffle(seed),
    findProblems(operation, request) {
      if (isTooLong(request)) return undefined
      const located = locateRequest(operation, request)
      return (
        located && checkLocated(located).filter(({ code, severity }) => requestCodes.has(code) && severity === 'error')
      )
    },
  }
}

interface Tools {
  readonly planning: Planning
  readonly locator: Locator
  readonly exchange: Exchange
  readonly notes: NoteTaker
  readonly world: ProbeWorld
}

/** Returns a function that sends the next request of an operation, and takes the answer. */
function createStep(tools: Tools): (plan: Plan) => Promise<void> {
  const { planning, locator, exchange, world } = tools
  const { document, harvest, given, credentials, findProblems } = planning
  const curlOptions: CurlOptions = {
    credentials: [...credentials.values()],
    isSecret: createIsSecret(document),
    isForeign: (text) => harvest.has(text) || [...given.values()].includes(text),
  }
  const examine = createExaminer({ locate: locator.locate, findProblems, exchange, curlOptions })

  return async (plan) => {
    const next = plan.requests.next()
    if (next.done) {
      plan.isDone = true
      return
    }
    const planned = next.value
    const answer = await exchange.send(planned.request)
    if (!answer) return
    plan.sent++
    if ('problem' in answer) {
      const curl = formatCurl(planned.request, curlOptions)
      return takeProblem(plan, { planned, problem: answer.problem, curl }, tools)
    }
    const { interaction, isEndless = false } = answer
    takeStatus(plan, { planned, status: interaction.response.status, isEndless }, tools)
    harvest.add(planned.operation, interaction)
    const made = await examine(planned, interaction, plan.isFailing)
    await world.onInteraction(interaction, made, planned.broken !== undefined)
  }
}

/** Reports that a request had no response. After several in a row, the operation gets no more requests. */
function takeProblem(
  plan: Plan,
  { planned, problem, curl }: { readonly planned: PlannedRequest; readonly problem: string; readonly curl: string },
  { exchange, notes, world }: Tools,
): void {
  const { operation, request } = planned
  // If nothing is listening, the caller gave the wrong URL, which is not a finding about the API.
  if (exchange.stopped() !== undefined && exchange.sent() === 1) return
  const texts = wording.noResponse(problem, describePlanned(planned))
  const finding = findServerError(planned, placeOfPlanned(planned), texts)
  world.onNoResponse(finding, { operationId: operation.operationId, request, curl })
  if (++plan.failures >= maxFailures && exchange.stopped() === undefined) {
    notes.addSilent(operation, plan.failures)
    plan.isDone = true
  }
}

/** Notes the status of a response. The operation gets no more requests if it needs other credentials, or its streams do not end. */
function takeStatus(
  plan: Plan,
  {
    planned,
    status,
    isEndless,
  }: { readonly planned: PlannedRequest; readonly status: number; readonly isEndless: boolean },
  { notes, planning }: Tools,
): void {
  const { operation } = planned
  const isFirst = plan.sent === 1
  notes.addAnswer(planned, status, isFirst)
  plan.failures = isEndless ? plan.failures + 1 : 0
  if (plan.failures >= maxFailures) {
    notes.addEndless(operation, plan.failures)
    plan.isDone = true
  }
  if (!isFirst) return
  plan.isFailing = status >= 500
  const needsCredentials = operation.security.some(({ schemes }) => schemes.length > 0)
  if (needsCredentials && (status === 401 || status === 403)) {
    notes.addRefused(operation, status, (findRequirement(operation, planning.credentials)?.schemes.length ?? 0) > 0)
    plan.isDone = true
  }
}

/**
 * Maximum length of a URL in characters. Servers need not accept longer ones (RFC 9110, 4.1 and 5.4), and may refuse
 * them with a status that is not documented.
 */
const maxLength = 8000

function isTooLong({ url, headers }: Interaction['request']): boolean {
  return url.length > maxLength || headers.some(([, value]) => value.length > maxLength)
}

/** A placeholder response, which only says that the request was not refused. */
const accepted: Interaction['response'] = {
  status: 200,
  headers: [],
  body: null,
  notRecorded: ['headers', 'body'],
}

/** The base paths of the servers of a document, if the URL does not have that of any server. */
function findOtherBasePaths({ root, operations }: Document, text: string): string[] {
  const own = basePathOf(parseUrl(text))
  return operations.some(({ servers }) => servers.hasBasePath(own)) ? [] : basePathsOf(root)
}

function phaseOf({ method, path }: Operation): number {
  const name = method.toUpperCase()
  if (name === 'DELETE') return 4
  if (name === 'POST') return 2
  if (['PUT', 'PATCH'].includes(name)) return 3
  return path.includes('{') ? 1 : 0
}

function depthOf({ path }: Operation): number {
  return path.split('{').length
}

function countLeftOut(plans: readonly Plan[]): ProbeSummary['leftOut'] {
  let left = maxCounted
  return plans
    .map(({ operation: { operationId }, requests }) => {
      let count = 0
      while (left > 0 && !requests.next().done) {
        left--
        count++
      }
      return { operationId, count: left > 0 ? count : undefined }
    })
    .filter(({ count }) => count !== 0)
}

/**
 * Returns a function that reorders lists, always in the same way for the same seed. Without a seed it leaves them as
 * they are.
 */
function createShuffle(seed: number | undefined): Planning['arrange'] {
  if (seed === undefined) return (list) => list
  const rankOf = (index: number) => createHash('sha256').update(`${seed} ${index}`).digest('hex')
  return (list) =>
    list
      .map((item, index) => ({ item, rank: rankOf(index) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(({ item }) => item)
}
