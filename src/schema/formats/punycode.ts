/** The label that a Punycode string encodes (RFC 3492, 6.2); `undefined` if it is not valid Punycode. */
export function decodePunycode(text: string): string | undefined {
  const delimiter = text.lastIndexOf('-')
  const output = [...text.slice(0, Math.max(0, delimiter))].map((character) => character.codePointAt(0) ?? 0)
  let code = 128
  let bias = 72
  let position = 0
  // A `-` at the start delimits nothing: it is read as a digit, which it is not.
  let index = delimiter > 0 ? delimiter + 1 : 0
  while (index < text.length) {
    const start = position
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = digitOf(text.charCodeAt(index++))
      if (digit === undefined) return undefined
      position += digit * weight
      const threshold = Math.min(26, Math.max(1, k - bias))
      if (digit < threshold) break
      weight *= 36 - threshold
    }
    bias = adapt(position - start, output.length + 1, start === 0)
    code += Math.floor(position / (output.length + 1))
    position %= output.length + 1
    if (code > 0x10ffff) return undefined
    output.splice(position++, 0, code)
  }
  return String.fromCodePoint(...output)
}

function digitOf(unit: number): number | undefined {
  if (unit >= 48 && unit <= 57) return unit - 22
  if (unit >= 65 && unit <= 90) return unit - 65
  return unit >= 97 && unit <= 122 ? unit - 97 : undefined
}

function adapt(delta: number, points: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2))
  rest += Math.floor(rest / points)
  let k = 0
  for (; rest > 455; k += 36) rest = Math.floor(rest / 35)
  return k + Math.floor((36 * rest) / (rest + 38))
}

/** The Punycode of a label, without `xn--` (RFC 3492, 6.3). */
export function encodePunycode(label: string): string {
  const points = [...label].map((character) => character.codePointAt(0) ?? 0)
  const basic = points.filter((point) => point < 128)
  let output = String.fromCodePoint(...basic) + (basic.length > 0 ? '-' : '')
  let handled = basic.length
  let code = 128
  let delta = 0
  let bias = 72
  while (handled < points.length) {
    const next = points.reduce((least, point) => (point >= code && point < least ? point : least), 0x110000)
    delta += (next - code) * (handled + 1)
    code = next
    for (const point of points) {
      if (point < code) delta++
      if (point !== code) continue
      output += digitsOf(delta, bias)
      bias = adapt(delta, handled + 1, handled === basic.length)
      delta = 0
      handled++
    }
    delta++
    code++
  }
  return output
}

function digitsOf(delta: number, bias: number): string {
  let rest = delta
  let digits = ''
  for (let k = 36; ; k += 36) {
    const threshold = Math.min(26, Math.max(1, k - bias))
    if (rest < threshold) return digits + 'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(rest)
    const base = 36 - threshold
    digits += 'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(threshold + ((rest - threshold) % base))
    rest = Math.floor((rest - threshold) / base)
  }
}
