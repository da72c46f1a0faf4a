import { expect, test } from 'vitest'
import { parseDocument } from '../../../../src/contract/index.js'
import { findMapPlace, generalisePlace } from '../../../../src/contract/report/listing/generalise.js'
import { finding } from '../../reporters/reports.js'

test.each([
  ['/0', '/*'],
  ['/12', '/*'],
  ['/12a', '/12a'],
  ['/C22D24F6-5A47-4597-9A23-C7D01E696B92', '/*'],
  ['/c22d24f6-5a47-4597-9a23-c7d01e696b9', '/*'],
  ['/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', '/*'],
  ['/AAAAAAAA-bbbb-CCCC-dddd-EEEEEEEEEEEE', '/*'],
  ['/a1aaaaaa-b2bb-cccc-dddd-eeeeeeeeeeee', '/*'],
  ['/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeeg', '/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeeg'],
  ['/xaaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', '/xaaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'],
  ['/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeeex', '/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeeex'],
  ['/2026-11-26', '/*'],
  ['/2026-11-26T10:00:00+01:00', '/*'],
  ['/2026-11-26 10:00', '/*'],
  ['/2026-11-26x', '/2026-11-26x'],
  ['/x2026-11-26', '/x2026-11-26'],
  ['/abcdefghi123', '/*'],
  ['/abcdefghij12', '/abcdefghij12'],
  ['/abcdefgh123', '/abcdefgh123'],
  ['/abcdefghi!123', '/abcdefghi!123'],
  [`/${'x'.repeat(200)}`, `/${'x'.repeat(200)}`],
  [`/${'x'.repeat(201)}`, '/*'],
  ['1/2/a', '1/*/a'],
  ['query f/1', 'query f/*'],
])('%j is at the kind of place %j', (place, kind) => {
  expect(generalisePlace(place)).toBe(kind)
})

const document = parseDocument(
  `openapi: 3.1.0
info: {title: Depots, version: '1'}
paths: {}
components:
  schemas:
    Depot: {properties: {open: {type: boolean}, a/b: {properties: {deep: {}}}}, required: [must]}
    Odd: {properties: {properties: {type: string}}, default: null}
`,
  'depots.yaml',
)

test.each<[string, string | undefined, object?]>([
  ['/zrh/open', '/*/open'],
  ['/zrh/a~1b/deep', '/*/a~1b/deep'],
  ['/zrh/must', '/*/must'],
  ['/zrh/3/open', '/*/*/open'],
  ['/zrh', '/*'],
  ['/Depot/open', '/*/open'],
  ['media type text/zrh', undefined],
  ['body /zrh/open', 'body /*/open'],
  ['query filter /zrh/open', 'query filter /*/open'],
  ['/open/must', undefined],
  ['/3/open', undefined],
  ['/properties', undefined],
  ['status', undefined],
  ['', undefined],
  ['/zrh/secret', '/*/secret', { code: 'undocumented-property' }],
  ['/secret', undefined, { code: 'undocumented-property' }],
  ['/zrh/secret', '/*/secret', { keyword: 'additionalProperties' }],
  ['/zrh/secret', '/*/secret', { keyword: 'unevaluatedProperties' }],
  ['/secret', undefined, { keyword: 'propertyNames' }],
  ['/zrh/secret', '/*/*', { keyword: 'additionalPropertiesX' }],
])('a finding at %j has the kind of place %j because of its keys of maps', (at, expected, fields = {}) => {
  expect(findMapPlace(document, finding({ at, ...fields }))).toBe(expected)
})
