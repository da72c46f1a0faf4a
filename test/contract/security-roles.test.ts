import { describe, expect, test } from 'vitest'
import { createChecker, type Interaction, parseDocument } from '../../src/contract/index.js'

/** OAS 3.1, Security Requirement Object: for other schemes than OAuth 2 the list may name roles, which no message carries. */
const checker = createChecker(
  parseDocument(
    `openapi: 3.1.0
info: {title: Roles, version: "1"}
servers: [{url: "https://h.example"}]
paths:
  /reports:
    get:
      operationId: listReports
      security: [{account: [reports, admin]}]
      responses: {"204": {description: Done.}}
components:
  securitySchemes:
    account: {type: http, scheme: Basic}
`,
    'roles.yaml',
  ),
)

function listReports(...headers: [string, string][]): Interaction {
  return {
    request: { method: 'GET', url: 'https://h.example/reports', headers },
    response: { status: 204, headers: [], body: '' },
  }
}

describe('roles of a security requirement with HTTP Basic', () => {
  test('ask for nothing beyond the credentials', () => {
    expect(checker.check(listReports(['authorization', 'Basic dTpw'])).findings).toEqual([])
  })

  test('leave a recording without request headers alone', () => {
    expect(checker.check(listReports()).findings).toEqual([])
  })

  test.each<[string, [string, string], string]>([
    ['no credentials', ['accept', '*/*'], 'not-checked'],
    ['credentials of another scheme', ['authorization', 'Bearer t'], 'missing-parameter'],
    ['a role instead of credentials', ['authorization', 'reports'], 'not-checked'],
  ])('do not replace them: %s', (_, header, code) => {
    expect(checker.check(listReports(header)).findings).toMatchObject([
      { code, at: 'header authorization', expected: expect.stringContaining('account') },
    ])
  })
})
