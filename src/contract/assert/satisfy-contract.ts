import type { Document } from '../../openapi/index.js'
import { toVisibleText } from '../../text/visible-text.js'
import { type Finding, isAtLeast, type Severity } from '../findings/finding.js'
import { maskFinding } from '../findings/mask-finding.js'
import { maskSecrets } from '../findings/mask-secrets.js'
import type { Interaction } from '../interaction/interaction.js'
import { mapTexts } from '../reporters/map-texts.js'
import { collect } from './collect.js'
import { isResponse, toInteraction } from './to-interaction.js'

/** A checker, as `createChecker` returns it. */
export interface ContractChecker {
  /** Returns every disagreement of an interaction with the document. */
  check(interaction: Interaction): { readonly findings: readonly Finding[]; readonly skipped?: string }
  /** The document, which says what in a recording is public. */
  readonly document?: Document
}

/** Options of `toSatisfyContract` and `assertContract`. */
export interface SatisfyContractOptions {
  /** The lowest severity that makes the assertion fail. @default 'error' */
  readonly failOn?: Severity
  /**
   * A folder to which the checked interactions are written as recordings, without private values, as
   * `createRecordingFolder` does. Checking the folder reports on a whole test run.
   *
   * @default nothing is written
   */
  readonly collect?: string
}

/** The result of a matcher. */
export interface MatcherResult {
  readonly pass: boolean
  /** The message that the runner shows if the matcher fails, or passes although `not` was used. */
  readonly message: () => string
}

/** Codes of findings after which nothing was checked. They are notes if the response says the same, as with a wrong base path. */
const isOfNoOperation = /^undocumented-(?:path|method)$/

/**
 * A matcher for `expect.extend` of Vitest, Jest or Playwright. It passes if a request and its response match the
 * document of the checker. Importing `/vitest` or `/jest` adds it.
 *
 * @throws {TypeError} if `received` is nothing that can be checked, or an option is unknown
 */
export async function toSatisfyContract(
  received: unknown,
  checker: ContractChecker,
  options: SatisfyContractOptions = {},
): Promise<MatcherResult> {
  const { failOn = 'error' } = requireKnown(options)
  const interaction = await toInteraction(received)
  if (options.collect !== undefined) await collect(options.collect, interaction, requireChecker(checker).document)
  const { findings, skipped } = requireChecker(checker).check(interaction)
  const failing = findings.filter(({ code, severity }) => isAtLeast(severity, failOn) || isOfNoOperation.test(code))
  const { method, url } = interaction.request
  const call = toSafeText(`${method} ${url} (${interaction.response.status})`)
  // An interaction that was not checked does not satisfy the contract.
  if (skipped !== undefined) {
    return { pass: false, message: () => `expected ${call} to satisfy the contract, but it was skipped: ${skipped}` }
  }
  return {
    pass: failing.length === 0,
    message: () =>
      failing.length === 0
        ? `expected ${call} not to satisfy the contract, but it does`
        : [
            `expected ${call} to satisfy the contract`,
            ...failing.map(describeFinding),
            ...(isResponse(received)
              ? ['  A response alone is taken for that of a GET. Of another request give { request, response }.']
              : []),
          ].join('\n\n'),
  }
}

function requireChecker(checker: unknown): ContractChecker {
  if (typeof checker === 'object' && checker !== null && 'check' in checker && typeof checker.check === 'function')
    return checker as ContractChecker // It has the method; what that returns is the caller's.
  throw new TypeError('checker: expected the result of createChecker(document), received another value')
}

function requireKnown(options: SatisfyContractOptions): SatisfyContractOptions {
  const unknown = Object.keys(options).find((name) => name !== 'failOn' && name !== 'collect')
  if (unknown !== undefined)
    throw new TypeError(`unknown option ${JSON.stringify(unknown)}; expected failOn or collect`)
  return options
}

function describeFinding(finding: Finding): string {
  const { code, at, rule, line, expected, received, message, more } = mapTexts(maskFinding(finding), toSafeText)
  return [
    `  ${code} at ${at || 'the body'}: ${message}`,
    `    expected  ${expected}`,
    `    received  ${received}`,
    `    document  ${line === undefined ? '' : `line ${line}: `}${rule}`,
    ...(more === undefined ? [] : [`    and ${more} more of this rule`]),
  ].join('\n')
}

function toSafeText(text: string): string {
  return toVisibleText(maskSecrets(text))
}
