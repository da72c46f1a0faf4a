import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { end, start } from '../test-process.js'
import { listenOn } from './raw-http.js'

const document = `openapi: 3.1.0
info: { title: Books, version: '1' }
paths:
  /books:
    get:
      operationId: list_books
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { description: Books., content: { application/json: { schema: { type: array } } } } }
`

test('recordings stay whole when the process is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'killed-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const documentPath = join(folder, 'books.yaml')
  await writeFile(documentPath, document)
  const target = createServer((request, response) => {
    const length = Number(new URL(request.url ?? '', 'http://a').searchParams.get('limit'))
    const book = {
      id: 1,
      title: 'x'.repeat(1000),
      ...Object.fromEntries(Array.from({ length }, (_, n) => [`p_${String.fromCharCode(97 + n)}`, n])),
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([book]))
  })
  const targetUrl = `http://127.0.0.1:${await listenOn(target)}`
  onTestFinished(() => {
    target.closeAllConnections()
    target.close()
  })
  const recordings = join(folder, 'recordings')
  const child = start(['proxy', '--record', recordings, '--document', documentPath, '--target', targetUrl])
  const ended = end(child)
  const url = await new Promise<string>((resolve, reject) => {
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
      const found = /(http:\/\/\S+) passes/.exec(stderr)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(stderr)))
  })

  await Promise.all(
    Array.from({ length: 20 }, (_, index) => fetch(`${url}/books?limit=${index}`).then((r) => r.text())),
  )
  const findNames = async () => (await readdir(recordings).catch(() => [])).filter((name) => name.endsWith('.json'))
  while ((await findNames()).length === 0) await setImmediate()
  child.kill('SIGKILL')
  await ended

  const names = await findNames()
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) expect(JSON.parse(await readFile(join(recordings, name), 'utf8'))).toHaveLength(1)
})
