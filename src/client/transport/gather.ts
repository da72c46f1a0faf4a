import { StringDecoder } from 'node:string_decoder'

/** Least that is handed on at a time: a piece costs memory beside its bytes, and a server may send them one by one. */
const minPieceBytes = 16_384

/** Most that is made text while it arrives: of a larger body the bytes are kept, for each piece of text leaves a buffer to be collected. */
const maxEagerBytes = 4_194_304

/** Takes pieces of any size and hands on larger ones; `flush` hands on what is left. */
export function gatherPieces(take: (piece: Buffer) => void): { add(piece: Buffer): void; flush(): void } {
  let pieces: Buffer[] = []
  let length = 0
  const flush = () => {
    const [first] = pieces
    if (!first) return
    const whole = pieces.length === 1 ? first : Buffer.concat(pieces)
    pieces = []
    length = 0
    take(whole)
  }
  return {
    add(piece) {
      pieces.push(piece)
      length += piece.length
      if (length >= minPieceBytes) flush()
    },
    flush,
  }
}

/** Takes pieces of text in UTF-8, cut anywhere; `read` gives the text, without a byte order mark. */
export function gatherText(): { add(piece: Buffer): void; read(): string } {
  const decoder = new StringDecoder('utf8')
  const rest: Buffer[] = []
  let text = ''
  let length = 0
  const { add, flush } = gatherPieces((piece) => {
    length += piece.length
    if (length > maxEagerBytes) rest.push(piece)
    else text += decoder.write(piece)
  })
  return {
    add,
    read() {
      flush()
      text += decoder.end(Buffer.concat(rest.splice(0)))
      // RFC 8259, 8.1: a byte order mark may be ignored.
      return text.startsWith('\uFEFF') ? text.slice(1) : text
    },
  }
}
