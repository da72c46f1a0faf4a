import { expect, test } from 'vitest'
import type { Report } from '../../../src/contract/report/report.js'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { failedReport, finding, problem } from './reports.js'

/** A report with something in every part of every format, most of it once and once more often. */
const everything: Report = {
  ...failedReport,
  problems: [
    { ...problem, severity: 'warning', line: 3, pointer: '/tags', message: 'tag "x" is listed twice' },
    problem,
    { ...problem, line: 9, pointer: '/paths', message: 'no paths' },
    { ...problem, line: 11, pointer: '/info/license' },
    { ...problem, line: 12, pointer: '/info/contact' },
  ],
  summary: { ...failedReport.summary, notes: 2, baseline: 3 },
  baseline: { entries: 3, gone: [] },
  findings: [
    ...failedReport.findings,
    finding({ at: '/data/7/name', baseline: true }),
    finding({ operationId: 'getPet', at: '/name', count: 5, more: 4 }),
    finding({
      operationId: 'getPet',
      at: '',
      keyword: 'minProperties',
      rule: '/x',
      count: 3,
      more: 2,
      severity: 'note',
    }),
    finding({
      operationId: 'removePet',
      code: 'server-error',
      at: 'status',
      curl: "curl -X DELETE 'https://a/pets/1'",
    }),
  ],
  coverage: { ...failedReport.coverage, total: 29, counted: [{ operationId: 'removePet', items: 3 }] },
}

test('text', () => {
  expect(formatReport(everything, 'text')).toMatchInlineSnapshot(`
    "Petstore 1.4.0  openapi/petstore.yaml

    ✗ Several operations
      error /data/*/name and 1 other place ×7  invalid-body
        expected a string, received 12 (and 1 other value)
        in listPets and getPet
        GET /pets?limit=2, status 200
        test/recordings/live/pets.json:3 against openapi/petstore.yaml:42

    ✗ listPets  GET /pets  2 interactions, 3 errors, 1 warning
      error header x-request-id  missing-header
        missing required header "x-request-id"
        GET /pets?limit=2, status 200
        test/recordings/live/more.json:40 against openapi/petstore.yaml:18
      warning /data/0/colour  undocumented-property
        property "colour" is not documented
        GET /pets?limit=2, status 200
        test/recordings/live/pets.json:3 against openapi/petstore.yaml:38
      waived /data/0/tag  invalid-body
        expected a string, received 12
        waived: fixed in the next release
        GET /pets?limit=2, status 200
        test/recordings/live/pets.json:3 against openapi/petstore.yaml:42

    ✗ removePet  DELETE /pets/{petId}  not covered
      error status  server-error
        expected a string, received 12
        GET /pets?limit=2, status 200
        curl -X DELETE 'https://a/pets/1'
        test/recordings/live/pets.json:3 against openapi/petstore.yaml:42

    ✗ Outside the documented operations
      error path  undocumented-path
        path /owners is not documented
        GET /owners, status 404
        test/recordings/live/owners.json:2 against openapi/petstore.yaml:9

    ! getPet  GET /pets/{petId}  2 interactions
      note the body ×3  invalid-body
        expected a string, received 12
        GET /pets?limit=2, status 200
        test/recordings/live/pets.json:3 against openapi/petstore.yaml:42

    Problems of the document: 4 errors and 1 warning
      error missing property "version"
        openapi/petstore.yaml:7 /info and 2 other places
      error no paths
        openapi/petstore.yaml:9 /paths
      warning tag "x" is listed twice
        openapi/petstore.yaml:3 /tags

    Not covered: 13 of 29 items
      listPets  1 response, 2 property states, 2 enum values, 1 array length, 1 query parameter, 1 page position
      removePet  1 operation, 1 response
      removePet  3 items

    Skipped: 3 interactions
      cdn.example  2 interactions, not a host of the API
      data:  1 interaction, not HTTP

    ✗ 4 findings of severity error
    ✗ coverage of 57 % is below the minimum of 80 %
    Failed: 5 of 9 interactions checked, 3 skipped, 4 errors, 1 warning, 2 notes, 1 waived, 3 in the baseline, 15 of 29 items covered (51 %)
    "
  `)
})

test('Markdown', () => {
  expect(formatReport(everything, 'markdown')).toMatchInlineSnapshot(`
    "### ❌ Failed: Petstore 1.4.0

    5 of 9 interactions checked, 3 skipped, 4 errors, 1 warning, 2 notes, 1 waived, 3 in the baseline, 15 of 29 items covered (51 %). Document: \`openapi/petstore.yaml\`

    - 4 findings of severity error
    - coverage of 57 % is below the minimum of 80 %

    <details><summary>Several operations: 7 findings</summary>

    | | Where | Problem | Request | Recording | Document |
    |:--|:--|:--|:--|:--|:--|
    | ❌ invalid-body | \`/data/*/name and 1 other place\` ×7 | \`expected a string, received 12\` (and 1 other value) in listPets and getPet | \`GET /pets?limit=2, status 200\` | \`test/recordings/live/pets.json:3\` | \`openapi/petstore.yaml:42\` |

    </details>

    <details><summary><code>listPets</code>: 3 findings</summary>

    | | Where | Problem | Request | Recording | Document |
    |:--|:--|:--|:--|:--|:--|
    | ❌ missing-header | \`header x-request-id\` | \`missing required header "x-request-id"\` | \`GET /pets?limit=2, status 200\` | \`test/recordings/live/more.json:40\` | \`openapi/petstore.yaml:18\` |
    | ⚠️ undocumented-property | \`/data/0/colour\` | \`property "colour" is not documented\` | \`GET /pets?limit=2, status 200\` | \`test/recordings/live/pets.json:3\` | \`openapi/petstore.yaml:38\` |
    | ⚠️ invalid-body (waived: fixed in the next release) | \`/data/0/tag\` | \`expected a string, received 12\` | \`GET /pets?limit=2, status 200\` | \`test/recordings/live/pets.json:3\` | \`openapi/petstore.yaml:42\` |

    </details>

    <details><summary><code>removePet</code>: 1 finding</summary>

    | | Where | Problem | Request | Recording | Document |
    |:--|:--|:--|:--|:--|:--|
    | ❌ server-error | \`status\` | \`expected a string, received 12\` | \`GET /pets?limit=2, status 200\`<br>\`curl -X DELETE 'https://a/pets/1'\` | \`test/recordings/live/pets.json:3\` | \`openapi/petstore.yaml:42\` |

    </details>

    <details><summary>Outside the documented operations: 1 finding</summary>

    | | Where | Problem | Request | Recording | Document |
    |:--|:--|:--|:--|:--|:--|
    | ❌ undocumented-path | \`path\` | \`path /owners is not documented\` | \`GET /owners, status 404\` | \`test/recordings/live/owners.json:2\` | \`openapi/petstore.yaml:9\` |

    </details>

    <details><summary><code>getPet</code>: 3 findings</summary>

    | | Where | Problem | Request | Recording | Document |
    |:--|:--|:--|:--|:--|:--|
    | ℹ️ invalid-body | \`the body\` ×3 | \`expected a string, received 12\` | \`GET /pets?limit=2, status 200\` | \`test/recordings/live/pets.json:3\` | \`openapi/petstore.yaml:42\` |

    </details>

    | Operation | Interactions | Errors | Warnings | Covered |
    |:--|--:|--:|--:|--:|
    | \`listPets\` \`GET /pets\` | 2 | 3 | 1 | 57 % |
    | \`getPet\` \`GET /pets/{petId}\` | 2 | 0 | 0 | 100 % |
    | \`removePet\` \`DELETE /pets/{petId}\` | 0 | 0 | 0 | 0 % |

    <details><summary>Not covered: 13 of 29 items</summary>

    - \`listPets\` response \`422 received\`
    - \`listPets\` array \`200 /data empty\`
    - \`listPets\` property \`200 /data/items/name null\`
    - \`listPets\` enum-value \`200 /data/items/status "sold"\`
    - \`listPets\` property \`422 /errors non-null\`
    - \`listPets\` query-parameter \`query status sent\`
    - \`listPets\` enum-value \`query status "available"\`
    - \`listPets\` page \`200 middle\`
    - \`removePet\` operation \`removePet sent\`
    - \`removePet\` response \`204 received\`
    - \`removePet\` 3 items

    </details>

    <details><summary>Problems of the document: 4 errors and 1 warning</summary>

    - error \`openapi/petstore.yaml:7\` \`/info\` and 2 other places: missing property &#34;version&#34;
    - error \`openapi/petstore.yaml:9\` \`/paths\`: no paths
    - warning \`openapi/petstore.yaml:3\` \`/tags\`: tag &#34;x&#34; is listed twice

    </details>

    <details><summary>Skipped: 3 interactions</summary>

    - \`cdn.example\` 2 interactions, not a host of the API
    - \`data:\` 1 interaction, not HTTP

    </details>
    "
  `)
})

test('annotations of GitHub', () => {
  expect(formatReport(everything, 'github')).toMatchInlineSnapshot(`
    "::error file=test/recordings/live/pets.json,line=3,title=invalid-body::/data/*/name and 1 other place ×7: expected a string, received 12%0AGET /pets?limit=2, status 200%0Ain listPets and getPet%0ADocumented at openapi/petstore.yaml:42
    ::error file=test/recordings/live/more.json,line=40,title=missing-header::header x-request-id: missing required header "x-request-id"%0AGET /pets?limit=2, status 200%0ADocumented at openapi/petstore.yaml:18
    ::error file=test/recordings/live/pets.json,line=3,title=server-error::status: expected a string, received 12%0AGET /pets?limit=2, status 200%0Acurl -X DELETE 'https://a/pets/1'%0ADocumented at openapi/petstore.yaml:42
    ::error file=test/recordings/live/owners.json,line=2,title=undocumented-path::path: path /owners is not documented%0AGET /owners, status 404%0ADocumented at openapi/petstore.yaml:9
    ::warning file=test/recordings/live/pets.json,line=3,title=undocumented-property::/data/0/colour: property "colour" is not documented%0AGET /pets?limit=2, status 200%0ADocumented at openapi/petstore.yaml:38
    ::notice file=test/recordings/live/pets.json,line=3,title=invalid-body::the body ×3: expected a string, received 12%0AGET /pets?limit=2, status 200%0ADocumented at openapi/petstore.yaml:42
    ::notice file=openapi/petstore.yaml,line=42,title=documented here::invalid-body at /data/*/name and 1 other place ×7: expected a string, received 12%0Aserver-error at status: expected a string, received 12%0Ainvalid-body at the body ×3: expected a string, received 12
    ::notice file=openapi/petstore.yaml,line=18,title=documented here::missing-header at header x-request-id: missing required header "x-request-id"
    ::notice file=openapi/petstore.yaml,line=9,title=documented here::undocumented-path at path: path /owners is not documented
    ::notice file=openapi/petstore.yaml,line=38,title=documented here::undocumented-property at /data/0/colour: property "colour" is not documented
    ::error file=openapi/petstore.yaml,line=7,title=invalid-document::/info and 2 other places: missing property "version"
    ::error file=openapi/petstore.yaml,line=9,title=invalid-document::/paths: no paths
    ::warning file=openapi/petstore.yaml,line=3,title=invalid-document::/tags: tag "x" is listed twice
    ::notice title=skipped 3 interactions::cdn.example: 2 interactions, not a host of the API%0Adata:: 1 interaction, not HTTP
    ::error::4 findings of severity error
    ::error::coverage of 57 %25 is below the minimum of 80 %25
    Failed: 5 of 9 interactions checked, 3 skipped, 4 errors, 1 warning, 2 notes, 1 waived, 3 in the baseline, 15 of 29 items covered (51 %)
    "
  `)
})

test('JUnit', () => {
  expect(formatReport(everything, 'junit')).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="Petstore 1.4.0" tests="12" failures="6" errors="0">
      <testsuite name="listPets" tests="2" failures="2" errors="0" skipped="0">
        <testcase classname="listPets" name="GET /pets?limit=2, status 200, test/recordings/live/pets.json:3">
          <failure type="invalid-body" message="/data/0/name: expected a string, received 12, and 1 more finding">error invalid-body at /data/0/name: expected a string, received 12, documented at openapi/petstore.yaml:42
    error invalid-body at /data/1/name: expected a string, received true, documented at openapi/petstore.yaml:42</failure>
          <system-out>warning undocumented-property at /data/0/colour: property &quot;colour&quot; is not documented, documented at openapi/petstore.yaml:38
    error invalid-body at /data/0/tag: expected a string, received 12, documented at openapi/petstore.yaml:42 (waived: fixed in the next release)
    error invalid-body at /data/7/name: expected a string, received 12, documented at openapi/petstore.yaml:42 (in the baseline)</system-out>
        </testcase>
        <testcase classname="listPets" name="GET /pets?limit=2, status 200, test/recordings/live/more.json:40">
          <failure type="missing-header" message="header x-request-id: missing required header &quot;x-request-id&quot;">error missing-header at header x-request-id: missing required header &quot;x-request-id&quot;, documented at openapi/petstore.yaml:18</failure>
        </testcase>
      </testsuite>
      <testsuite name="getPet" tests="2" failures="1" errors="0" skipped="0">
        <testcase classname="getPet" name="GET /pets?limit=2, status 200, test/recordings/live/pets.json:3">
          <failure type="invalid-body" message="/name: expected a string, received 12, and 4 more findings">error invalid-body at /name: expected a string, received 12, documented at openapi/petstore.yaml:42, and 4 more of this rule</failure>
          <system-out>note invalid-body at the body: expected a string, received 12, documented at openapi/petstore.yaml:42, and 2 more of this rule</system-out>
        </testcase>
        <testcase classname="getPet" name="1 interaction without findings"/>
      </testsuite>
      <testsuite name="removePet" tests="1" failures="1" errors="0" skipped="0">
        <testcase classname="removePet" name="GET /pets?limit=2, status 200, test/recordings/live/pets.json:3">
          <failure type="server-error" message="status: expected a string, received 12">error server-error at status: expected a string, received 12, documented at openapi/petstore.yaml:42</failure>
          <system-out>curl -X DELETE 'https://a/pets/1'</system-out>
        </testcase>
      </testsuite>
      <testsuite name="Outside the documented operations" tests="1" failures="1" errors="0" skipped="0">
        <testcase classname="Outside the documented operations" name="GET /owners, status 404, test/recordings/live/owners.json:2">
          <failure type="undocumented-path" message="path: path /owners is not documented">error undocumented-path at path: path /owners is not documented, documented at openapi/petstore.yaml:9</failure>
        </testcase>
      </testsuite>
      <testsuite name="Document" tests="3" failures="0" errors="0" skipped="3">
        <testcase classname="Document" name="openapi/petstore.yaml:7 /info and 2 other places">
          <skipped message="error: missing property &quot;version&quot;"/>
        </testcase>
        <testcase classname="Document" name="openapi/petstore.yaml:9 /paths">
          <skipped message="error: no paths"/>
        </testcase>
        <testcase classname="Document" name="openapi/petstore.yaml:3 /tags">
          <skipped message="warning: tag &quot;x&quot; is listed twice"/>
        </testcase>
      </testsuite>
      <testsuite name="Skipped" tests="2" failures="0" errors="0" skipped="2">
        <testcase classname="Skipped" name="cdn.example">
          <skipped message="2 interactions, not a host of the API"/>
        </testcase>
        <testcase classname="Skipped" name="data:">
          <skipped message="1 interaction, not HTTP"/>
        </testcase>
      </testsuite>
      <testsuite name="Verdict" tests="1" failures="1" errors="0" skipped="0">
        <testcase classname="Verdict" name="The interactions match the document">
          <failure type="failed" message="Failed: 5 of 9 interactions checked, 3 skipped, 4 errors, 1 warning, 2 notes, 1 waived, 3 in the baseline, 15 of 29 items covered (51 %)">4 findings of severity error
    coverage of 57 % is below the minimum of 80 %</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `)
})

interface PhysicalLocated {
  readonly physicalLocation: { readonly artifactLocation: { uri: string }; readonly region?: { startLine: number } }
}
interface Result {
  readonly ruleId: string
  readonly level: string
  readonly occurrenceCount?: number
  readonly baselineState?: string
  readonly suppressions?: readonly { readonly justification: string }[]
  readonly message: { readonly text: string }
  readonly locations: readonly PhysicalLocated[]
  readonly relatedLocations?: readonly (PhysicalLocated & { id: number; message: { text: string } })[]
}
interface Rule {
  readonly id: string
  readonly defaultConfiguration: { readonly level: string }
}

test('SARIF', () => {
  const log = JSON.parse(formatReport(everything, 'sarif'))
  const [run] = log.runs
  const placeOf = ({ physicalLocation: { artifactLocation, region } }: PhysicalLocated) =>
    `${artifactLocation.uri}:${region?.startLine}`
  const results = run.results.map((result: Result) => [
    ...[result.ruleId, result.level, result.occurrenceCount ?? 1, result.baselineState],
    ...(result.suppressions ?? []).map(({ justification }) => justification),
    ...[result.message.text, ...result.locations.map(placeOf)],
    ...(result.relatedLocations ?? []).map(
      ({ id, message, ...related }) => `${id} ${placeOf(related)} ${message.text}`,
    ),
  ])
  const name = 'openapi/petstore.yaml:42'
  const of = `1 ${name} Documented at /components/schemas/Pet/properties/name`
  const pets = 'test/recordings/live/pets.json:3'
  const message = (place: string, received = '12') =>
    `${place}: expected a string, received ${received} (GET /pets?limit=2, status 200)`

  expect(results).toEqual([
    ['invalid-body', 'error', 1, 'new', message('/data/0/name'), pets, of],
    ['invalid-body', 'error', 1, 'new', message('/data/1/name', 'true'), pets, of],
    [
      ...['missing-header', 'error', 1, 'new'],
      'header x-request-id: missing required header "x-request-id" (GET /pets?limit=2, status 200)',
      'test/recordings/live/more.json:40',
      '1 openapi/petstore.yaml:18 Documented at /paths/~1pets/get/responses/200/headers/X-Request-Id',
    ],
    [
      ...['undocumented-property', 'warning', 1, 'new'],
      '/data/0/colour: property "colour" is not documented (GET /pets?limit=2, status 200)',
      ...[pets, '1 openapi/petstore.yaml:38 Documented at /components/schemas/Pet'],
    ],
    ['invalid-body', 'error', 1, 'new', 'fixed in the next release', message('/data/0/tag'), pets, of],
    [
      ...['undocumented-path', 'error', 1, 'new', 'path: path /owners is not documented (GET /owners, status 404)'],
      ...['test/recordings/live/owners.json:2', '1 openapi/petstore.yaml:9 Documented at /paths'],
    ],
    ['invalid-body', 'error', 1, 'unchanged', 'in the baseline', message('/data/7/name'), pets, of],
    ['invalid-body', 'error', 5, 'new', message('/name'), pets, of],
    ['invalid-body', 'note', 3, 'new', message('the body'), pets, `1 ${name} Documented at /x`],
    ['server-error', 'error', 1, 'new', message('status'), pets, of],
    [
      ...['invalid-document', 'error', 3, undefined, '/info and 2 other places: missing property "version"'],
      ...['openapi/petstore.yaml:7', '1 openapi/petstore.yaml:11 Also at /info/license'],
      '2 openapi/petstore.yaml:12 Also at /info/contact',
    ],
    ['invalid-document', 'error', 1, undefined, '/paths: no paths', 'openapi/petstore.yaml:9'],
    ['invalid-document', 'warning', 1, undefined, '/tags: tag "x" is listed twice', 'openapi/petstore.yaml:3'],
  ])
  for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId)
  const levels = run.tool.driver.rules.map((rule: Rule) => [rule.id, rule.defaultConfiguration.level])
  expect(levels).toEqual([
    ['invalid-body', 'error'],
    ['missing-header', 'error'],
    ['server-error', 'error'],
    ['undocumented-path', 'error'],
    ['undocumented-property', 'warning'],
    ['invalid-document', 'error'],
  ])
  expect(run.properties).toEqual({
    ...{ verdict: 'failed', summary: everything.summary, reasons: everything.reasons, skipped: everything.skipped },
  })
  expect(run.artifacts).toMatchObject([{ location: { uri: 'openapi/petstore.yaml' } }])
  expect(run.results[9].properties).toEqual({
    ...{ at: 'status', rule: '/components/schemas/Pet/properties/name', expected: 'a string', received: '12' },
    ...{ request: 'GET /pets?limit=2', status: 200, keyword: 'type', operationId: 'removePet' },
    curl: "curl -X DELETE 'https://a/pets/1'",
  })
})
