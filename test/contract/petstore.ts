import { type Checker, createChecker, type Interaction, loadDocument } from '../../src/contract/index.js'

export const petstore = await loadDocument('test/fixtures/petstore.yaml')

export const base = 'https://eu.petstore.example/v1'

export const pet = { id: 1, name: 'Rex' }

type Part<Whole> = { readonly [Key in keyof Whole]?: Whole[Key] | undefined }

/** What differs from a conforming list of pets; a body that is no text is sent as JSON. */
export interface Difference {
  readonly request?: Part<Interaction['request']> | undefined
  readonly response?: (Part<Omit<Interaction['response'], 'body'>> & { readonly body?: unknown }) | undefined
}

export function listPets({ request, response }: Difference = {}): Interaction {
  const body = response && 'body' in response ? response.body : [pet]
  return {
    request: {
      method: request?.method ?? 'GET',
      url: request?.url ?? `${base}/pets`,
      headers: request?.headers ?? [['X-Key', 'k']],
      ...(request?.body !== undefined && { body: request.body }),
    },
    response: {
      status: response?.status ?? 200,
      headers: response?.headers ?? [
        ['Content-Type', 'application/json'],
        ['X-Total', '1'],
      ],
      body: typeof body === 'string' || body === null ? body : JSON.stringify(body),
    },
  }
}

/** Findings in short: code, `?` for a warning, place, and the keyword where there is one. */
export function findingsOf(interaction: Interaction, checker: Checker = createChecker(petstore)): string[] {
  return checker
    .check(interaction)
    .findings.map(({ code, severity, at, keyword }) =>
      [`${code}${severity === 'warning' ? '?' : ''}`, at || '(whole)', ...(keyword ? [keyword] : [])].join(' '),
    )
}
