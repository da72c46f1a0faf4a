import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** Listens on a free port of the loopback interface. */
export async function listenOn(server: Pick<Server, 'listen' | 'address'>, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  return (server.address() as AddressInfo).port
}

/** A target that is given the raw text of each connection as it comes, and answers on the socket. */
export async function startRawTarget(onData: (socket: Socket, text: string) => void) {
  const received: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1')
      received.push(text)
      onData(socket, text)
    })
  })
  const port = await listenOn(server)
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    /** What all connections have sent. */
    text: () => received.join(''),
    sockets,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** A connection to a server that speaks raw text. */
export function openRaw(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let text = ''
  let onText = () => {}
  socket.on('error', () => {})
  const ended = new Promise<string>((resolve) => socket.on('close', () => resolve(text)))
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    onText()
  })
  return {
    socket,
    send: (more: string | Buffer) => socket.write(more),
    /** Resolves to everything received so far, once it matches. */
    until: (pattern: RegExp) =>
      new Promise<string>((resolve) => {
        onText = () => {
          if (pattern.test(text)) resolve(text)
        }
        onText()
      }),
    /** Resolves to everything received when the connection has ended. */
    ended,
  }
}

/** Sends a raw request, and resolves to the raw response when the server has closed the connection. */
export async function sendRaw(url: string, request: string | Buffer): Promise<string> {
  const connection = openRaw(url)
  connection.send(request)
  return await connection.ended
}
