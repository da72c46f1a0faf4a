/**
 * Adds the matcher `toSatisfyContract` to the `expect` of Jest, which checks a response against an OpenAPI document. Has all that
 * tests need, and works with `import` and `require`.
 *
 * @packageDocumentation
 */

import type { ContractChecker, SatisfyContractOptions } from './assert/satisfy-contract.js'
import { toSatisfyContract } from './assert/satisfy-contract.js'

export { assertContract, ContractError } from './assert/assert-contract.js'
export {
  type ContractChecker,
  type MatcherResult,
  type SatisfyContractOptions,
  toSatisfyContract,
} from './assert/satisfy-contract.js'
export { type Checker, createChecker } from './checks/checker.js'
export { loadDocument, parseDocument } from './document/load.js'

declare global {
  // The only way to name the matchers of @types/jest.
  namespace jest {
    interface Matchers<R> {
      /**
       * Passes if a request and its response match the document of the checker. Returns a `Promise`: await it.
       *
       * Takes a response of `fetch` (as the answer to a GET of its `url`), axios, supertest or Playwright, `{ request,
       * response }` with one, or an `Interaction`.
       */
      toSatisfyContract(checker: ContractChecker, options?: SatisfyContractOptions): Promise<R>
    }
  }
}

// Without globals (`injectGlobals: false`), the test has to call `expect.extend({ toSatisfyContract })` itself.
const { expect } = globalThis as {
  readonly expect?: { extend(matchers: { readonly toSatisfyContract: typeof toSatisfyContract }): void }
}
expect?.extend({ toSatisfyContract })
