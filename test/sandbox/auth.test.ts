import { expect, test } from 'vitest'
import { createAuthorization } from '../../src/sandbox/auth.js'

const basic = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const isAuthorized = createAuthorization({ space: 'example', projectId: 'project', apiToken: 'PT:tök€n' })

test('accepts credentials in UTF-8 and a token with colons', () => {
  expect(isAuthorized(`Basic ${basic('project:PT:tök€n')}`)).toBe(true)
})

test('accepts the scheme in any case, followed by several spaces', () => {
  expect(isAuthorized(`bAsIc   ${basic('project:PT:tök€n')}`)).toBe(true)
})

test.each([
  ['no header', undefined],
  ['an empty header', ''],
  ['the credentials without a scheme', basic('project:PT:tök€n')],
  ['another scheme', `Bearer ${basic('project:PT:tök€n')}`],
  ['another token', `Basic ${basic('project:PT')}`],
  ['another project', `Basic ${basic('projects:PT:tök€n')}`],
  ['text that is no base64', 'Basic project:PT:token'],
])('does not accept %s', (_, header) => {
  expect(isAuthorized(header)).toBe(false)
})
