import { expect, test } from 'vitest'
import { parseDocument } from '../../src/openapi/index.js'

/** The places and messages of the problems of a document that has these members. */
function problemsOf(version: string, members: object): string[] {
  const document = { openapi: version, info: { title: 'T', version: '1' }, paths: {}, ...members }
  return parseDocument(JSON.stringify(document), 'api.json').problems.map(
    ({ severity, pointer, message }) => `${severity} ${pointer}: ${message}`,
  )
}

const responses = { default: { description: 'x' } }
const get = (operation: object = {}) => ({ get: { ...operation, responses } })
const parameter = (location: string, name: string) =>
  location === 'querystring'
    ? { in: location, name, content: { 'text/plain': {} } }
    : { in: location, name, ...(location === 'path' && { required: true }), schema: {} }

interface Example {
  readonly version?: string
  readonly members: object
  readonly problems: readonly string[]
}

const cases: Readonly<Record<string, Example>> = {
  'an operationId for the third time is compared with the first': {
    members: {
      paths: {
        '/a': get({ operationId: 'x' }),
        '/b': get({ operationId: 'x' }),
        '/c': get({ operationId: 'x' }),
        '/d': get({ operationId: 'y' }),
      },
    },
    problems: ['b', 'c'].map(
      (path) =>
        `error /paths/~1${path}/get/operationId: operationId "x" is also that of GET /a; both are known by method and path`,
    ),
  },
  'a path template for the third time is compared with the first': {
    members: { paths: { '/a/{b}': {}, '/a/{c}': {}, '/a/{id}': {}, '/a/b': {} } },
    problems: ['c', 'id'].map(
      (name) => `error /paths/~1a~1{${name}}: path template "/a/{${name}}" is identical to "/a/{b}"`,
    ),
  },
  'a path has no fragment': {
    members: { paths: { '/a#b': {}, 'x-a#b': {} } },
    problems: ['warning /paths/~1a#b: path "/a#b" has a query or a fragment, which no request path has'],
  },
  'a path parameter may be that of the path item': {
    members: { paths: { '/a/{b}': { parameters: [parameter('path', 'b')], ...get() } } },
    problems: [],
  },
  'every expression of a template needs a parameter, and only one in the path is meant': {
    members: { paths: { '/{a}/{b}/{c}': get({ parameters: [parameter('path', 'b'), parameter('query', 'a')] }) } },
    problems: ['a', 'c'].map(
      (name) => `warning /paths/~1{a}~1{b}~1{c}/get: no path parameter for the expression {${name}} of /{a}/{b}/{c}`,
    ),
  },
  'a path parameter without an expression is reported where it is written': {
    members: { paths: { '/{a}': get({ parameters: [parameter('path', 'a'), parameter('path', 'b')] }) } },
    problems: ['warning /paths/~1{a}/get/parameters/1: path parameter "b" is not in the path template /{a}'],
  },
  'parameters of the same name in different places are different': {
    members: { paths: { '/a': get({ parameters: [parameter('query', 'a'), parameter('header', 'a')] }) } },
    problems: [],
  },
  'an operation may replace a parameter of its path item': {
    members: {
      paths: { '/a': { parameters: [parameter('query', 'a')], ...get({ parameters: [parameter('query', 'a')] }) } },
    },
    problems: [],
  },
  'a referenced parameter beside the same one is listed twice': {
    members: {
      paths: { '/a': get({ parameters: [parameter('query', 'a'), { $ref: '#/components/parameters/A' }] }) },
      components: { parameters: { A: parameter('query', 'a') } },
    },
    problems: ['error /paths/~1a/get/parameters/1: parameter "a" in query is listed twice'],
  },
  'names of headers are case-insensitive, and no others': {
    members: {
      paths: {
        '/a': get({
          parameters: [
            parameter('header', 'X-A'),
            parameter('header', 'x-a'),
            parameter('query', 'B'),
            parameter('query', 'b'),
          ],
        }),
      },
    },
    problems: [
      'warning /paths/~1a/get/parameters/1: parameter "x-a" in header is listed twice: "X-A" is the same name',
    ],
  },
  'lists of parameters are read in webhooks, in path items of the components and in additional operations': {
    version: '3.2.0',
    members: {
      paths: {
        '/a': {
          additionalOperations: { LIST: { parameters: [parameter('query', 'a'), parameter('query', 'a')], responses } },
        },
      },
      webhooks: { b: get({ parameters: [parameter('query', 'b'), parameter('query', 'b')] }) },
      components: { pathItems: { C: { parameters: [parameter('query', 'c'), parameter('query', 'c')] } } },
    },
    problems: [
      ['/paths/~1a/additionalOperations/LIST', 'a'],
      ['/webhooks/b/get', 'b'],
      ['/components/pathItems/C', 'c'],
    ].map(([owner, name]) => `error ${owner}/parameters/1: parameter "${name}" in query is listed twice`),
  },
  'a parameter for the whole query may stand beside parameters in other places': {
    version: '3.2.0',
    members: { paths: { '/a': get({ parameters: [parameter('querystring', 'a'), parameter('header', 'b')] }) } },
    problems: [],
  },
  'a second parameter for the whole query is reported at the last parameter': {
    version: '3.2.0',
    members: {
      paths: {
        '/a': get({
          parameters: [parameter('querystring', 'a'), parameter('querystring', 'b'), parameter('header', 'c')],
        }),
      },
    },
    problems: [
      'error /paths/~1a/get/parameters/2: expected one parameter in querystring and none in query, received querystring, querystring',
    ],
  },
  'a parameter for the whole query of a path item does not go with one in the query of an operation': {
    version: '3.2.0',
    members: {
      paths: {
        '/a': { parameters: [parameter('querystring', 'a')], ...get({ parameters: [parameter('query', 'b')] }) },
      },
    },
    problems: [
      'error /paths/~1a/get/parameters/0: expected one parameter in querystring and none in query, received querystring, query',
    ],
  },
  'an operation without parameters does not repeat what is wrong with those of its path item': {
    version: '3.2.0',
    members: { paths: { '/a': { parameters: [parameter('querystring', 'a'), parameter('query', 'b')], ...get() } } },
    problems: [
      'error /paths/~1a/parameters/1: expected one parameter in querystring and none in query, received querystring, query',
    ],
  },
  'each header parameter that is ignored is reported with what describes it instead': {
    members: {
      paths: {
        '/a': get({
          parameters: [
            parameter('header', 'content-type'),
            parameter('header', 'AUTHORIZATION'),
            parameter('query', 'accept'),
            parameter('header', 'Accept-Language'),
          ],
        }),
      },
    },
    problems: [
      'warning /paths/~1a/get/parameters/0/name: header parameter "content-type" is ignored (Parameter Object); the content of the request body describes this header',
      'warning /paths/~1a/get/parameters/1/name: header parameter "AUTHORIZATION" is ignored (Parameter Object); a security scheme describes this header',
    ],
  },
  'an ignored header parameter that many operations refer to is reported once': {
    members: {
      paths: {
        '/a': get({ parameters: [{ $ref: '#/components/parameters/A' }] }),
        '/b': get({ parameters: [{ $ref: '#/components/parameters/A' }] }),
      },
      components: { parameters: { A: parameter('header', 'Accept') } },
    },
    problems: [
      'warning /components/parameters/A/name: header parameter "Accept" is ignored (Parameter Object); the content of the responses describes this header',
    ],
  },
  'an unknown security scheme of an operation is reported beside known ones': {
    members: {
      paths: { '/a': get({ security: [{ known: [] }, {}, { known: [], other: [] }] }) },
      components: { securitySchemes: { known: { type: 'http', scheme: 'basic' } } },
    },
    problems: [
      'warning /paths/~1a/get/security/2/other: "other" is not a usable security scheme of /components/securitySchemes',
    ],
  },
  'in 3.0, schemes of OAuth 2 and OpenID Connect have scopes, and an empty list goes with every scheme': {
    version: '3.0.3',
    members: {
      security: [{ oauth: ['a'] }, { openId: ['a'] }, { key: [] }],
      components: {
        securitySchemes: {
          oauth: {
            type: 'oauth2',
            flows: { clientCredentials: { tokenUrl: 'https://h.example/t', scopes: { a: '' } } },
          },
          openId: { type: 'openIdConnect', openIdConnectUrl: 'https://h.example' },
          key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        },
      },
    },
    problems: [],
  },
  'in 3.0, the scopes of an unknown scheme are not reported beside it': {
    version: '3.0.3',
    members: { security: [{ none: ['a'] }] },
    problems: ['warning /security/0/none: "none" is not a usable security scheme of /components/securitySchemes'],
  },
  'in 3.0, a scheme behind a reference has no scopes if its type has none': {
    version: '3.0.3',
    members: {
      paths: { '/a': get({ security: [{ alias: ['a'] }] }) },
      components: {
        securitySchemes: {
          alias: { $ref: '#/components/securitySchemes/key' },
          key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        },
      },
    },
    problems: [
      'error /paths/~1a/get/security/0/alias: security scheme "alias" has no scopes, because its type is apiKey; expected an empty array',
    ],
  },
  'since 3.1, every scheme may have roles': {
    members: {
      security: [{ key: ['a'] }],
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    },
    problems: [],
  },
  'servers of path items and of operations define their variables, too': {
    members: {
      paths: {
        '/a': {
          servers: [{ url: 'https://{a}.example' }],
          ...get({ servers: [{ url: 'https://h.example' }, { url: 'https://{b}.example' }] }),
        },
      },
    },
    problems: [
      'warning /paths/~1a/servers/0/url: server variable {a} is not defined; any text matches it',
      'warning /paths/~1a/get/servers/1/url: server variable {b} is not defined; any text matches it',
    ],
  },
  'a default of a server variable is free if the variable lists no values': {
    members: { servers: [{ url: 'https://{a}.example', variables: { a: { default: 'b' } } }] },
    problems: [],
  },
  'a default of a server variable may be any value of its list': {
    members: { servers: [{ url: 'https://{a}.example', variables: { a: { enum: ['b', 'c'], default: 'c' } } }] },
    problems: [],
  },
  'in 3.0, a default of a server variable should be in its list': {
    version: '3.0.3',
    members: { servers: [{ url: 'https://{a}.example', variables: { a: { enum: ['b'], default: 'c' } } }] },
    problems: ['warning /servers/0/variables/a/default: expected one of b, received c'],
  },
  'a tag is reported each time it is defined again': {
    members: { tags: [{ name: 'a' }, { name: 'b' }, { name: 'a' }, { name: 'a' }] },
    problems: ['error /tags/2/name: tag "a" is defined twice', 'error /tags/3/name: tag "a" is defined twice'],
  },
  'tags may be nested, whichever stands first': {
    version: '3.2.0',
    members: { tags: [{ name: 'c', parent: 'b' }, { name: 'a' }, { name: 'b', parent: 'a' }] },
    problems: [],
  },
  'each tag of a circle is reported, and not one that leads into it': {
    version: '3.2.0',
    members: {
      tags: [
        { name: 'a', parent: 'b' },
        { name: 'b', parent: 'c' },
        { name: 'c', parent: 'b' },
      ],
    },
    problems: [
      'error /tags/1/parent: the parents of tag "b" lead back to it',
      'error /tags/2/parent: the parents of tag "c" lead back to it',
    ],
  },
  'a mapping of a discriminator may be a name, a pointer, an anchor or another file': {
    members: {
      components: {
        schemas: {
          A: {
            discriminator: {
              propertyName: 'a',
              mapping: { b: 'B', c: '#/components/schemas/B', d: '#anchor', e: 'other.yaml#/B' },
            },
          },
          B: {},
        },
      },
    },
    problems: [],
  },
  'a mapping of a discriminator inside a schema is reported if its pointer leads nowhere': {
    members: {
      components: {
        schemas: {
          A: { properties: { a: { discriminator: { propertyName: 'a', mapping: { b: '#/components/schemas/B' } } } } },
        },
      },
    },
    problems: [
      'warning /components/schemas/A/properties/a/discriminator/mapping/b: expected the name of a schema in /components/schemas, or a reference to a schema, received "#/components/schemas/B"',
    ],
  },
}

test.each(Object.entries(cases))('%s', (_, { version = '3.1.0', members, problems }) => {
  expect(problemsOf(version, members)).toEqual(problems)
})
