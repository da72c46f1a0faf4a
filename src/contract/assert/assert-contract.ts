import { type ContractChecker, type SatisfyContractOptions, toSatisfyContract } from './satisfy-contract.js'
import type { Checkable } from './to-interaction.js'

/** Thrown by `assertContract`. The message lists all findings, each with its line in the document. */
export class ContractError extends Error {
  static override readonly name: string = 'ContractError'
  override readonly name = 'ContractError'
  readonly code = 'contract-not-satisfied'
}

/**
 * Resolves if a request and its response match the document of the checker, and rejects otherwise. For `node:test` and
 * any other runner.
 *
 * Takes `{ request, response }` of a `fetch`, a response of `fetch`, axios, supertest or Playwright, or an
 * `Interaction`.
 *
 * @throws {ContractError} with all findings, or because the interaction was skipped
 * @throws {TypeError} if the argument is anything else
 */
export async function assertContract(
  checker: ContractChecker,
  received: Checkable,
  options?: SatisfyContractOptions,
): Promise<void> {
  const { pass, message } = await toSatisfyContract(received, checker, options)
  if (!pass) throw new ContractError(message())
}
