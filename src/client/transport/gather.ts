import { StringDecoder } from 'node:string_decoder'

/** Pieces are handed on at this size at least: each costs memory beside its bytes, and a server may send single bytes. */
const minPieceBytes = 16_384

/** Limit for what is decoded as it arrives. Of a larger body the bytes are kept, because each decoded piece leaves garbage. */
const maxEagerBytes = 4_194_304

/** Joins pieces of any size into larger ones; `flush` hands on the rest. */
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

/** Joins pieces of UTF-8, cut anywhere; `read` returns the text without a byte order mark. */
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
