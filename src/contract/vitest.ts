/**
 * Adds the matcher `toSatisfyContract` to the `expect` of Vitest, which checks a response against an OpenAPI document. Import it once
 * in a test file or a setup file.
 *
 * @packageDocumentation
 */

// The declarations keep this bare import: a module has to be imported before its types can be extended.
import 'vitest'
import { expect } from 'vitest'
import { type ContractChecker, type SatisfyContractOptions, toSatisfyContract } from './assert/satisfy-contract.js'

export type { ContractChecker, SatisfyContractOptions } from './assert/satisfy-contract.js'

declare module 'vitest' {
  // Written for vitest 3 and 4, which have different defaults for T.
  interface Assertion<T> {
    /**
     * Passes if a request and its response match the document of the checker. Returns a `Promise`: await it.
     *
     * Takes a response of `fetch` (as the answer to a GET of its `url`), axios, supertest or Playwright, `{ request,
     * response }` with one, or an `Interaction`. The request of a `fetch` may be a URL, with the `init` of the call
     * beside it.
     */
    toSatisfyContract(checker: ContractChecker, options?: SatisfyContractOptions): Promise<void>
  }
}

expect.extend({ toSatisfyContract })
