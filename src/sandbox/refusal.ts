import type { AnyReply } from './handler.js'

type Refusal<Status extends AnyReply['status']> = Extract<AnyReply, { status: Status }>
type UnprocessableError = Refusal<422>['body']['errors'][number]

/** An invalid parameter: its name, the service's code for the mistake, and a human-readable message. */
export interface Mistake {
  readonly attribute: string
  readonly code: 'does_not_exist' | 'invalid_parameter' | 'page_token_is_invalid' | 'page_token_required'
  readonly message: string
}

export const badRequest: Refusal<400> = { status: 400, body: { error: 'Bad Request' } }
export const unauthorized: Refusal<401> = { status: 401, body: { error: 'Unauthorized' } }
export const notFound: Refusal<404> = { status: 404, body: { error: 'Not Found' } }

/** What is wrong with a request for a list of an unknown session or recording. */
export const noSuchId: Mistake = { attribute: 'id', code: 'does_not_exist', message: 'does not exist' }

/** Returns a 422 with all mistakes of the request. It has the shape of a real 422 from another operation of the service. */
export function unprocessable(mistakes: readonly Mistake[]): Refusal<422> {
  return { status: 422, body: { errors: mistakes.map(toError) } }
}

const toError = ({ attribute, code, message }: Mistake): UnprocessableError => ({
  type: 'validation_error',
  code,
  message,
  attribute,
  url: `https://developer.signalwire.com/rest/overview/error-codes/#${code}`,
})
