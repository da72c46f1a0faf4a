// The bare import stays in the declarations: a module has to be loaded before it can be augmented.
import 'vitest'
import { expect } from 'vitest'
import { toVisibleText } from '../text/visible-text.js'
import { toInteraction } from './fetch/to-interaction.js'
import { type Finding, isAtLeast, type Severity } from './findings/finding.js'
import { maskFinding } from './findings/mask-finding.js'
import { maskSecrets } from './findings/mask-secrets.js'
import type { Interaction } from './interaction/interaction.js'
import { mapTexts } from './reporters/map-texts.js'

/** A checker, as `createChecker` returns it. */
export interface ContractChecker {
  /** Returns every disagreement of an interaction with the document. */
  check(interaction: Interaction): { readonly findings: readonly Finding[]; readonly skipped?: string }
}

/** Options of `toSatisfyContract`. */
export interface SatisfyContractOptions {
  /** The lowest severity that makes the assertion fail. @default 'error' */
  readonly failOn?: Severity
}

declare module 'vitest' {
  // For vitest 3 and 4, whose defaults for T differ.
  interface Assertion<T> {
    /**
     * Passes when a request and its response match the document of the checker. Returns a `Promise`: await it.
     *
     * Takes a `Response` (as the answer to a GET of its `url`), `{ request, response }` of a `fetch`, or an `Interaction`.
     * The request may be a URL, with the `init` of the call beside it.
     */
    toSatisfyContract(checker: ContractChecker, options?: SatisfyContractOptions): Promise<void>
  }
}

expect.extend({
  async toSatisfyContract(
    received: unknown,
    checker: ContractChecker,
    { failOn = 'error' }: SatisfyContractOptions = {},
  ) {
    const interaction = await toInteraction(received)
    const { findings, skipped } = checker.check(interaction)
    const failing = findings.filter(({ severity }) => isAtLeast(severity, failOn))
    const { method, url } = interaction.request
    const call = toSafeText(`${method} ${url} (${interaction.response.status})`)
    // What was not checked does not satisfy anything.
    if (skipped !== undefined) {
      return { pass: false, message: () => `expected ${call} to satisfy the contract, but it was skipped: ${skipped}` }
    }
    return {
      pass: failing.length === 0,
      message: () =>
        failing.length === 0
          ? `expected ${call} not to satisfy the contract, but it does`
          : [`expected ${call} to satisfy the contract`, ...failing.map(describeFinding)].join('\n\n'),
    }
  },
})

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
