import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { Interaction } from '../../../src/contract/index.js'
import { formatCurl } from '../../../src/contract/probe/curl.js'
import { reduceRequest } from '../../../src/contract/probe/reduce.js'

type Request = Interaction['request']

const get: Request = { method: 'GET', url: 'http://localhost/a', headers: [['accept', '*/*']] }
const secret = `k'1 $x`

const toLine = (request: Partial<Request>) =>
  formatCurl(
    { ...get, ...request },
    {
      credentials: [
        { scheme: 'key', secret, placeholder: '$KEY' },
        { scheme: 'basic', secret: 'user:pass', placeholder: '$USER' },
      ],
      isSecret: (name) => name === 'token',
      isForeign: (text) => text === 'from a response',
    },
  )

/** The arguments that a shell gives to curl. */
function argumentsOf(line: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; ${line}`
  const env = { ...process.env, KEY: secret, USER: 'user:pass' }
  return execFileSync('bash', ['-c', script], { encoding: 'utf8', env }).split('\0').slice(0, -1)
}

describe('a curl line', () => {
  test.each<[string, Partial<Request>, string[]]>([
    ['of a GET', {}, ['-i', 'http://localhost/a']],
    ['of a HEAD', { method: 'HEAD' }, ['-i', '-I', 'http://localhost/a']],
    ['of a DELETE', { method: 'DELETE' }, ['-i', '-X', 'DELETE', 'http://localhost/a']],
    [
      'of a POST',
      { method: 'POST', body: `{"a":"it's"}` },
      ['-i', 'http://localhost/a', '-H', 'content-type:', '--data-binary', `{"a":"it's"}`],
    ],
    [
      'with a media type',
      { method: 'POST', headers: [['content-type', 'text/plain']], body: 'a' },
      ['-i', 'http://localhost/a', '-H', 'content-type: text/plain', '--data-binary', 'a'],
    ],
    [
      'with a body that looks like the name of a file',
      { method: 'POST', headers: [['content-type', 'text/plain']], body: '@/etc/hosts' },
      ['-i', 'http://localhost/a', '-H', 'content-type: text/plain', '--data-raw', '@/etc/hosts'],
    ],
    ['of a POST without a body', { method: 'POST' }, ['-i', '-X', 'POST', 'http://localhost/a']],
    [
      'with lines',
      { method: 'POST', body: "a\r\n\tb\\'c" },
      ['-i', 'http://localhost/a', '-H', 'content-type:', '--data-binary', "a\r\n\tb\\'c"],
    ],
    [
      'with controls',
      { method: 'POST', body: '\u0001\u009b\u202e' },
      ['-i', 'http://localhost/a', '-H', 'content-type:', '--data-binary', '\u0001\u009b\u202e'],
    ],
    ['with a query', { url: 'http://localhost/a?b=c&d=%zz' }, ['-i', 'http://localhost/a?b=c&d=%zz']],
    ['with dots in the path', { url: 'http://localhost/a/../b' }, ['-i', '--path-as-is', 'http://localhost/a/../b']],
    ['with a dot at the end', { url: 'http://localhost/a/.' }, ['-i', '--path-as-is', 'http://localhost/a/.']],
    ['with dots in a name', { url: 'http://localhost/a..b?c=/../' }, ['-i', 'http://localhost/a..b?c=/../']],
    [
      'with other values of accept and of other headers',
      { headers: ['accept', 'x'].map((name) => [name, name === 'x' ? '*/*' : 'text/html']) },
      ['-i', 'http://localhost/a', '-H', 'accept: text/html', '-H', 'x: */*'],
    ],
    ['with brackets', { url: 'http://localhost/a?b[c]=d' }, ['-i', '-g', 'http://localhost/a?b[c]=d']],
    ['with braces', { url: 'http://localhost/a?b={c,d}' }, ['-i', '-g', 'http://localhost/a?b={c,d}']],
    ['with an empty header', { headers: [['x', '']] }, ['-i', 'http://localhost/a', '-H', 'x;']],
    ['with a header with a key', { headers: [['x', secret]] }, ['-i', 'http://localhost/a', '-H', `x: ${secret}`]],
    [
      'with Basic',
      { headers: [['authorization', 'Basic dXNlcjpwYXNz']] },
      ['-i', 'http://localhost/a', '-u', 'user:pass'],
    ],
    [
      'with a secret of a response',
      { url: 'http://localhost/a?token=from%20a%20response' },
      ['-i', 'http://localhost/a?token=***'],
    ],
    [
      'with a secret of a response under an encoded name',
      { url: 'http://localhost/a?to%6ben=from+a+response&b=from+a+response' },
      ['-i', 'http://localhost/a?to%6ben=***&b=from+a+response'],
    ],
    [
      'with a secret of a response in a header',
      { headers: [['token', 'from a response']] },
      ['-i', 'http://localhost/a', '-H', 'token: ***'],
    ],
    [
      'with a made-up secret in a header, and a value of a response that is no secret',
      { headers: ['token', 'x'].map((name) => [name, name === 'x' ? 'from a response' : 'text']) },
      ['-i', 'http://localhost/a', '-H', 'token: text', '-H', 'x: from a response'],
    ],
    ['with a made-up secret', { url: 'http://localhost/a?token=text' }, ['-i', 'http://localhost/a?token=text']],
  ])('%s gives curl the words that were sent', (_, request, expected) => {
    expect(argumentsOf(toLine(request))).toEqual(expected)
  })

  test('has variables in the place of credentials, wherever they stand', () => {
    const line = toLine({
      method: 'POST',
      url: `http://localhost/a?key=${encodeURIComponent(secret)}`,
      headers: [['cookie', `s=${secret}`]],
      body: `${secret}, user:pass`,
    })
    // A shell shows what stands in quotes.
    expect(argumentsOf(line).join('\n').replaceAll(secret, '').replaceAll('user:pass', '')).not.toMatch(/k'1/)
    expect(line.match(/"\$(?:KEY|USER)"/g)).toEqual(['"$KEY"', '"$KEY"', '"$KEY"', '"$USER"'])
  })

  test('has no variables in names that contain the letters of a credential', () => {
    const request: Request = {
      method: 'GET',
      url: 'http://keys/?key=key&monkey=1',
      headers: [
        ['x-key', 'key'],
        ['cookie', 'key1=key; my-key=key'],
      ],
    }
    const credentials = [{ scheme: 'key', secret: 'key', placeholder: '$KEY' }]
    expect(formatCurl(request, { credentials, isSecret: () => false, isForeign: () => false })).toBe(
      `curl -i 'http://keys/?key='"$KEY"'&monkey=1' -H 'x-key: '"$KEY" -H 'cookie: key1='"$KEY"'; my-key='"$KEY"`,
    )
  })

  test.each([
    [['key', 'keys'], '/a?b=keys&c=key', `curl -i '/a?b='"$1"'&c='"$0"`],
    [['keys', 'key'], '/a?b=keys&c=key', `curl -i '/a?b='"$0"'&c='"$1"`],
    [['k%', 'x'], '/a?b=k%25&c=k%', `curl -i '/a?b='"$0"'&c='"$0"`],
  ])('has one variable for each of the credentials %j in %s', (secrets, url, expected) => {
    const credentials = secrets.map((secret, index) => ({ scheme: secret, secret, placeholder: `$${index}` }))

    expect(formatCurl({ ...get, url }, { credentials, isSecret: () => false, isForeign: () => false })).toBe(expected)
  })
})

describe('a request that fails', () => {
  const whole: Request = {
    method: 'POST',
    url: 'http://localhost/a?b=1&c=2&d=3',
    headers: [
      ['x', '1'],
      ['y', '2'],
    ],
    body: '{"list":[1,2,3],"keep":{"a":1,"b":2},"other":null}',
  }

  test('is made smaller as long as it fails', async () => {
    const sent: Request[] = []
    const smallest = await reduceRequest(whole, async (smaller) => {
      sent.push(smaller)
      return smaller.url.includes('c=2') && (smaller.body ?? '').includes('"a":1')
    })
    expect(smallest).toEqual({ ...whole, url: 'http://localhost/a?c=2', headers: [], body: '{"keep":{"a":1}}' })
    expect(sent.length).toBeLessThanOrEqual(20)
  })

  test('keeps the media type of its body', async () => {
    const typed: Request = { ...whole, headers: [['Content-Type', 'application/json'], ...whole.headers] }
    const smallest = await reduceRequest(typed, async (smaller) => smaller.body !== '')
    expect(smallest).toEqual({ ...whole, url: 'http://localhost/a', headers: typed.headers.slice(0, 1), body: '{}' })
  })

  test('stays as it is if nothing smaller fails', async () => {
    expect(await reduceRequest(whole, async () => false)).toBe(whole)
    expect(await reduceRequest(whole, async () => undefined)).toBe(whole)
  })

  const url = `http://localhost/a?${Array.from({ length: 500 }, (_, index) => `p${index}=1`).join('&')}`

  test('is sent a limited number of times', async () => {
    let times = 0
    await reduceRequest({ ...get, url }, async () => {
      times++
      return false
    })
    expect(times).toBe(20)
  })

  test('is made smaller however many requests of another kind are not sent', async () => {
    const smallest = await reduceRequest({ ...get, url }, async (smaller) =>
      smaller.url.includes('p499=') ? undefined : true,
    )
    expect(smallest.url).not.toContain('p499=')
  })
})
