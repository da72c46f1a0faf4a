import { createHash } from 'node:crypto'
import type { Document, Operation } from '../../openapi/index.js'
import { engineOf } from '../../schema/index.js'
import { escapeRegex } from '../../text/escape-regex.js'
import { readJson } from '../../text/json/read.js'
import { isJson, parseMediaType } from '../../text/media-type.js'
import { decodeIfPossible } from '../../text/percent-encoding.js'
import { parseUrl } from '../../text/url.js'
import { checkLocated } from '../checks/checker.js'
import type { Finding } from '../findings/finding.js'
import { wording } from '../findings/wording.js'
import { findHeaders } from '../interaction/headers.js'
import type { Interaction } from '../interaction/interaction.js'
import { createLocator } from '../locate/locate.js'
import type { Located } from '../locate/located.js'
import type { MadeRequest, RequestWithoutResponse } from '../report/reporter.js'
import { createIsSecret } from '../report/request-line.js'
import { createChoiceFinder } from './choices.js'
import { type Credential, findRequirement } from './credentials.js'
import { formatCurl } from './curl.js'
import { createHarvest } from './harvest.js'
import { findServerError, judgeAnswer, requestCodes } from './judge.js'
import { planOperation } from './plan-operation.js'
import {
  describePlanned,
  type NotPlanned,
  type PlannedRequest,
  placeOfPlanned,
  type Request,
} from './planned-request.js'
import type { Planning } from './planning.js'
import { reduceRequest } from './reduce.js'

/** What is sent, and where. */
export interface ProbeOptions {
  /** The URL that the paths of the document are appended to. */
  readonly url: string
  /** Methods of the operations that are probed, in upper case. */
  readonly methods: readonly string[]
  /** Requests that are sent at most, also those that make failing ones smaller. */
  readonly maxRequests: number
  /** Puts the values and the broken requests of each operation in another order, the same for the same seed. */
  readonly seed?: number | undefined
  /** Texts for parameters, by name or `operationId.name`. */
  readonly given: ReadonlyMap<string, string>
  readonly credentials: readonly Credential[]
}

/** What a request led to: an interaction, or no response. */
export type Answer =
  | { readonly interaction: Interaction }
  | {
      /** `connection refused`, `no response within 10 s` */
      readonly problem: string
      /** True if nothing was reached that could answer. */
      readonly isUnreachable: boolean
    }

/** What the probe uses from outside. */
export interface ProbeWorld {
  send(request: Request): Promise<Answer>
  /** Resolves when the next request may be sent. */
  pause(): Promise<void>
  readonly isStopped: () => boolean
  /** Receives each interaction, except those that make failing requests smaller. */
  onInteraction(interaction: Interaction, made: MadeRequest, planned: PlannedRequest): Promise<void> | void
  /** Receives each request without a response. */
  onNoResponse(finding: Finding, about: RequestWithoutResponse): void
}

/** What a probe did. */
export interface ProbeSummary {
  readonly sent: number
  /** Operations with what could not be made for them. */
  readonly notPlanned: readonly NotPlanned[]
  /** How many requests of an operation were not sent, because of `maxRequests` or because the probe was stopped; `undefined` if unknown. */
  readonly leftOut: readonly { readonly operation: Operation; readonly count: number | undefined }[]
  /** Operations that refuse the credentials, or need some that are not given. */
  readonly refused: readonly {
    readonly operation: Operation
    readonly status: number
    readonly hadCredentials: boolean
  }[]
  /** Valid requests that were refused, for each operation: the first of them. */
  readonly refusedValid: readonly {
    readonly planned: PlannedRequest
    readonly status: number
    readonly count: number
  }[]
  /** Why the probe stopped before its end. */
  readonly stopped?: string
  /** True if all responses had status 404. */
  readonly isAllNotFound: boolean
}

/** Requests without a response in a row, after which nothing more is sent. */
const maxFailures = 5

/** Left out requests that are counted in all: planning them takes time. */
const maxCounted = 300

/** Kinds of findings whose requests are made smaller. */
const maxReduced = 60

interface Plan {
  readonly operation: Operation
  readonly requests: Generator<PlannedRequest>
  /** 0 and 1: reads a collection, or an item of one. 2: creates. 3: changes. 4: deletes. */
  readonly phase: number
  sent: number
  isDone: boolean
  /** Whether its first request led to a server error, so that nothing later says more about it. */
  isFailing: boolean
}

/**
 * Sends requests made from a document to a server, and judges its responses.
 *
 * Collections are read first, because items are found in them; requests that change something come later, and those that delete
 * come last. All operations get the same share of the requests before one gets more.
 */
export async function probe(document: Document, options: ProbeOptions, world: ProbeWorld): Promise<ProbeSummary> {
  const base = options.url.replace(/\/+$/, '')
  const schemas = engineOf(document)
  const { locate } = createLocator(document, { servers: [base] })
  const harvest = createHarvest()
  const notPlanned: NotPlanned[] = []
  const refused: { operation: Operation; status: number; hadCredentials: boolean }[] = []
  const refusedValid = new Map<Operation, { planned: PlannedRequest; status: number; count: number }>()
  const credentials = new Map(options.credentials.map((each) => [each.scheme, each]))
  const isSecret = createIsSecret(document)
  const reduced = new Map<string, string>()
  let sent = 0
  let failures = 0
  let answers = 0
  let notFound = 0
  let stopped: string | undefined

  const locateRequest: Planning['locate'] = (operation, request) => {
    const { located } = locate({ request, response: accepted })
    return located?.operation === operation ? located : undefined
  }
  const planning: Planning = {
    ...{ document, schemas, base, harvest, credentials },
    given: options.given,
    choices: createChoiceFinder(document, schemas),
    locate: locateRequest,
    findProblems(operation, request) {
      const located = locateRequest(operation, request)
      return (
        located && checkLocated(located).filter(({ code, severity }) => requestCodes.has(code) && severity === 'error')
      )
    },
    onNotPlanned: (each) => notPlanned.push(each),
    arrange: createShuffle(options.seed),
  }
  const curlOptions = {
    credentials: options.credentials,
    isSecret,
    isForeign: (text: string) => harvest.has(text) || [...options.given.values()].includes(text),
  }
  const isOver = () => stopped !== undefined || sent >= options.maxRequests || world.isStopped()

  async function exchange(request: Request): Promise<Answer | undefined> {
    if (isOver()) return undefined
    await world.pause()
    if (world.isStopped()) return undefined
    sent++
    const answer = await world.send(request)
    if (world.isStopped()) return undefined
    failures = 'problem' in answer ? failures + 1 : 0
    if ('problem' in answer && sent === 1 && answer.isUnreachable) stopped = answer.problem
    else if (failures >= maxFailures) stopped = `${maxFailures} requests in a row had no response`
    return answer
  }

  function judge(planned: PlannedRequest, located: Located, isFailing: boolean): readonly Finding[] {
    return judgeAnswer(checkLocated(located), located, planned, isFailing ? 'status' : placeOfPlanned(planned))
  }

  /** The findings about an answer to a request that is not reported. */
  async function retry(
    planned: PlannedRequest,
    request: Request,
    isFailing: boolean,
  ): Promise<readonly Finding[] | undefined> {
    const problems = planning.findProblems(planned.operation, request)
    const { broken } = planned
    const isSameKind = broken
      ? problems?.[0]?.at === broken.at && problems[0].rule === broken.rule
      : problems?.length === 0
    if (!isSameKind) return undefined
    const answer = await exchange(request)
    if (!answer || 'problem' in answer) return answer && []
    const { located } = locate(answer.interaction)
    return located ? judge({ ...planned, request }, located, isFailing) : []
  }

  async function findSmallest(planned: PlannedRequest, finding: Finding, isFailing: boolean): Promise<string> {
    const key = keyOf(planned.operation, finding)
    const known = reduced.get(key)
    const whole = formatCurl(planned.request, curlOptions)
    if (known !== undefined) return whole
    const mayReduce = reduced.size < maxReduced && planned.operation.method !== 'DELETE'
    reduced.set(key, whole)
    if (!mayReduce) return whole
    const smallest = await reduceRequest(planned.request, async (smaller) => {
      if (isOver()) return undefined
      const findings = await retry(planned, smaller, isFailing)
      return findings?.some((each) => keyOf(planned.operation, each) === key)
    })
    return formatCurl(smallest, curlOptions)
  }

  function take(planned: PlannedRequest, { operation }: Plan, interaction: Interaction): void {
    const { status, headers, body } = interaction.response
    answers++
    if (status === 404) notFound++
    if (!planned.broken && [400, 405, 406, 413, 414, 415, 422].includes(status)) {
      const before = refusedValid.get(operation)
      refusedValid.set(operation, { planned, status, ...before, count: (before?.count ?? 0) + 1 })
    }
    if (status < 200 || status >= 300) return
    const path = pathTextsOf(operation, planned.request, base)
    if (operation.method === 'DELETE') harvest.remove(operation, path)
    const type = parseMediaType(findHeaders(headers, 'content-type')[0] ?? '')
    const json = type && isJson(type) && body !== null ? readJson(body) : undefined
    const value = json && 'value' in json ? json.value : undefined
    harvest.add(operation, path, value, findHeaders(headers, 'location')[0])
  }

  /** Sends the next request of an operation. Resolves to `false` if none is left. */
  async function step(plan: Plan): Promise<boolean> {
    const next = plan.requests.next()
    if (next.done) {
      plan.isDone = true
      return false
    }
    const planned = next.value
    const { operation, request } = planned
    const answer = await exchange(request)
    if (!answer) return false
    plan.sent++
    if ('problem' in answer) {
      if (stopped !== undefined && sent === 1) return false
      const finding = findServerError(
        planned,
        placeOfPlanned(planned),
        wording.noResponse(answer.problem, describePlanned(planned)),
      )
      const curl = formatCurl(request, curlOptions)
      world.onNoResponse(finding, { operationId: operation.operationId, request, curl })
      return true
    }
    const { interaction } = answer
    const { status } = interaction.response
    take(planned, plan, interaction)
    if (plan.sent === 1 && status >= 500) plan.isFailing = true
    if (
      plan.sent === 1 &&
      (status === 401 || status === 403) &&
      operation.security.some(({ schemes }) => schemes.length > 0)
    ) {
      const hadCredentials = (findRequirement(operation, credentials)?.schemes.length ?? 0) > 0
      refused.push({ operation, status, hadCredentials })
      plan.isDone = true
    }
    const { located } = locate(interaction)
    const findings = located ? judge(planned, located, plan.isFailing) : []
    const curls = new Map<string, string>()
    for (const finding of findings)
      curls.set(keyOf(operation, finding), await findSmallest(planned, finding, plan.isFailing))
    const { isFailing } = plan
    const made: MadeRequest = {
      judge: (_, each) => judge(planned, each, isFailing),
      curlOf: (finding) => curls.get(keyOf(operation, finding)),
    }
    await world.onInteraction(interaction, made, planned)
    return true
  }

  async function run(plans: readonly Plan[], quota: number): Promise<void> {
    const limits = new Map(plans.map((plan) => [plan, plan.sent + quota]))
    for (let phase = 0; phase <= 4; phase++) {
      let open = plans.filter((plan) => plan.phase === phase)
      while (open.length > 0 && !isOver()) {
        for (const plan of open) if (!isOver() && !plan.isDone) await step(plan)
        open = open.filter((plan) => !plan.isDone && plan.sent < (limits.get(plan) ?? 0))
      }
    }
  }

  const plans = document.operations
    .filter(({ method, isUsable }) => isUsable && options.methods.includes(method.toUpperCase()))
    .map(
      (operation): Plan => ({
        operation,
        requests: planOperation(operation, planning),
        phase: phaseOf(operation),
        ...{ sent: 0, isDone: false, isFailing: false },
      }),
    )
    .sort((a, b) => a.phase - b.phase || depthOf(a.operation) - depthOf(b.operation))
  // Something is created before items are read, and nothing is deleted before everything else was tried.
  const [deleting, others] = [plans.filter(({ phase }) => phase === 4), plans.filter(({ phase }) => phase !== 4)]
  const first = [...others.filter(({ phase }) => phase === 0), ...others.filter(({ phase }) => phase === 2)]
  for (const plan of [...first, ...others.filter((each) => !first.includes(each))]) if (!isOver()) await step(plan)
  const share = Math.max(1, Math.floor((options.maxRequests - sent) / Math.max(1, plans.length)))
  await run([...others, ...deleting], share)
  await run([...others, ...deleting], Number.POSITIVE_INFINITY)

  const leftOut = countLeftOut(plans.filter(({ isDone }) => !isDone))
  return {
    ...{
      sent,
      notPlanned,
      leftOut,
      refused,
      isAllNotFound: answers > 0 && notFound === answers,
      refusedValid: [...refusedValid.values()],
    },
    ...(stopped !== undefined && { stopped }),
  }
}

/** A response about which nothing is known but that the request was not refused. */
const accepted: Interaction['response'] = {
  status: 200,
  headers: [],
  body: null,
  notRecorded: ['headers', 'body'],
}

function keyOf({ operationId }: Operation, { code, rule, keyword, at }: Finding): string {
  return JSON.stringify([operationId, code, rule, keyword, at.replace(/\/\d+(?=\/|$)/g, '/0')])
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

/** The texts of the parameters in the path of a request. */
function pathTextsOf({ path }: Operation, { url }: Request, base: string): string[] {
  const pathname = parseUrl(url)?.pathname ?? ''
  const prefix = parseUrl(base)?.pathname.replace(/\/+$/, '') ?? ''
  const pattern = path
    .split(/\{[^{}]*\}/)
    .map(escapeRegex)
    .join('([^/]*)')
  const [, ...texts] = new RegExp(`^${pattern}$`).exec(pathname.slice(prefix.length)) ?? []
  return texts.map(decodeIfPossible)
}

function countLeftOut(plans: readonly Plan[]): ProbeSummary['leftOut'] {
  let left = maxCounted
  return plans
    .map(({ operation, requests }) => {
      let count = 0
      while (left > 0 && !requests.next().done) {
        left--
        count++
      }
      return { operation, count: left > 0 ? count : undefined }
    })
    .filter(({ count }) => count !== 0)
}

/** A function that puts lists in another order, the same for the same seed; without a seed it leaves them as they are. */
function createShuffle(seed: number | undefined): Planning['arrange'] {
  if (seed === undefined) return (list) => list
  const rankOf = (index: number) => createHash('sha256').update(`${seed} ${index}`).digest('hex')
  return (list) =>
    list
      .map((item, index) => ({ item, rank: rankOf(index) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(({ item }) => item)
}
