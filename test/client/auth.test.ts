import { expect, test } from 'vitest'
import { createAuthorization } from '../../src/client/auth.js'
import { createRedactor, toBase64 } from '../../src/client/redact.js'

const projectId = 'project'
const details = () => ({ operationId: 'get', attempts: 2 })
const create = (apiToken: () => string | Promise<string>, redactor = createRedactor()) =>
  createAuthorization({ projectId, apiToken }, redactor)

test('a function that returns the token is called at every attempt, and each token is a secret from then on', async () => {
  const redactor = createRedactor()
  const tokens = ['first-token', 'second-token']
  const authorize = create(() => tokens.shift() ?? 'third-token', redactor)

  expect([await authorize(details), await authorize(details)]).toEqual(
    ['first-token', 'second-token'].map((token) => `Basic ${toBase64(`project:${token}`)}`),
  )
  expect(redactor.redact('first-token second-token third-token')).toBe('[redacted] [redacted] third-token')
})

test('a function that fails is an error of the call, with its cause', async () => {
  const cause = new Error('the vault is closed')
  const fail = create(() => Promise.reject(cause))(details)

  await expect(fail).rejects.toMatchObject({
    ...{ code: 'configuration', message: 'apiToken: the function failed', cause },
    ...{ operationId: 'get', attempts: 2 },
  })
})

test('the cause of a function that fails shows no token', async () => {
  const causes = [undefined, Object.assign(new Error('old-token has expired'), { request: { token: 'old-token' } })]
  const authorize = create(() => {
    const cause = causes.shift()
    if (cause) throw cause
    return 'old-token'
  })
  await authorize(details)
  const error: unknown = await Promise.resolve(authorize(details)).catch((error: unknown) => error)
  expect(error).toMatchObject({ cause: { message: 'Error: [redacted] has expired' } })
  expect((error as Error).cause).not.toHaveProperty('request')
})

test.each(['', 'a\nb', 7 as never, undefined as never])(
  'a function that returns %j is an error of the call',
  async (token) => {
    await expect(create(() => token)(details)).rejects.toMatchObject({
      ...{ message: 'apiToken: expected text without colon or control characters', operationId: 'get', attempts: 2 },
    })
  },
)
