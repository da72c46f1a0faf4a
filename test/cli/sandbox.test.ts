import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { CliError } from '../../src/cli/exit.js'
import { createTestScreen, runCli } from './test-context.js'

/** Runs the sandbox, and interrupts it when it has printed the environment. Meanwhile it gets a request. */
async function runSandbox(...argv: readonly string[]) {
  const controller = new AbortController()
  const stdout = createTestScreen()
  let body: { data: { start_time: string }[] } | undefined
  let canFinish = false
  const write = async (text: string) => {
    const variables = Object.fromEntries(
      [...text.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    )
    const { SIGNALWIRE_PROJECT_ID: user, SIGNALWIRE_API_TOKEN: password, SIGNALWIRE_BASE_URL: url } = variables
    const headers = { authorization: `Basic ${btoa(`${user}:${password}`)}` }
    const response = await fetch(`${url}/api/video/room_sessions`, { headers })
    // The sandbox answers by its document.
    body = (await response.json()) as typeof body
    stdout.text += text
    controller.abort(new CliError('interrupted', { exitCode: 130 }))
  }
  const { code, stderr } = await runCli(['sandbox', ...argv], {
    stdout: { ...stdout, write },
    signal: controller.signal,
    finishWhenInterrupted: () => {
      canFinish = true
    },
  })
  return { code, stdout: stdout.text, stderr, data: body?.data ?? [], canFinish }
}

test('the sandbox serves a space until it is interrupted, and prints the environment for it', async () => {
  const { code, stdout, stderr, data, canFinish } = await runSandbox()
  const [, url = ''] = /^export SIGNALWIRE_BASE_URL=(.*)$/m.exec(stdout) ?? []
  expect(stdout).toMatch(
    new RegExp(
      `^export SIGNALWIRE_BASE_URL=http://127\\.0\\.0\\.1:\\d+\nexport SIGNALWIRE_SPACE=${new URL(url).host}\nexport SIGNALWIRE_PROJECT_ID=[0-9a-f-]{36}\nexport SIGNALWIRE_API_TOKEN=\\S+\n$`,
    ),
  )
  expect(stderr).toBe('room-sessions: the sandbox is listening; stop it with Ctrl-C. In another shell run:\n')
  expect([code, data.length > 0, canFinish]).toEqual([0, true, true])
  await expect(fetch(url)).rejects.toThrow()
})

test('--now is the time of the space, in UTC', async () => {
  const { data } = await runSandbox('--now', '2031-05-06T07:08')
  expect(data[0]?.start_time).toMatch(/^2031-05-0[56]T/)
})

test('a port that is in use is one line and exit code 2', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  const { port } = server.address() as AddressInfo
  const { code, stdout, stderr } = await runCli(['sandbox', '--port', String(port)])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toBe(
    `room-sessions: port ${port} of 127.0.0.1 is in use; choose another one, or 0 for any free port\n`,
  )
})
