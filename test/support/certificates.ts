import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A certificate and its private key, as PEM. */
export interface Identity {
  readonly cert: string
  readonly key: string
}

/** A certificate authority of a test. */
export interface Authority extends Identity {
  /** Issues a certificate for a host name, and for 127.0.0.1. */
  issue(name: string): Identity
}

/** Creates a certificate authority (RFC 5280). Node makes keys and signatures, but no certificates. */
export function createAuthority(): Authority {
  const name = 'Authority of a test'
  const own = createKeys()
  const isAuthority = extension('551d13', sequence(der(0x01, Buffer.from([0xff])))) // basicConstraints, 4.2.1.9
  return {
    ...certify({ issuer: name, issuerKey: own.privateKey, subject: name, keys: own, extensions: [isAuthority] }),
    issue(subject) {
      // subjectAltName, 4.2.1.6: dNSName [2], iPAddress [7].
      const names = sequence(der(0x82, Buffer.from(subject)), der(0x87, Buffer.from([127, 0, 0, 1])))
      const extensions = [extension('551d11', names)]
      return certify({ issuer: name, issuerKey: own.privateKey, subject, keys: createKeys(), extensions })
    },
  }
}

interface Keys {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const createKeys = (): Keys => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

interface Certificate {
  readonly issuer: string
  readonly issuerKey: KeyObject
  readonly subject: string
  readonly keys: Keys
  readonly extensions: readonly Buffer[]
}

let serial = 0

function certify({ issuer, issuerKey, subject, keys, extensions }: Certificate): Identity {
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
  const time = (text: string) => der(0x17, Buffer.from(text))
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.from([++serial])),
    ecdsaWithSha256,
    toName(issuer),
    sequence(time('200101000000Z'), time('491231235959Z')),
    toName(subject),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, issuerKey))
  const certificate = sequence(content, ecdsaWithSha256, signature).toString('base64')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: String(keys.privateKey.export({ type: 'pkcs8', format: 'pem' })),
  }
}

/** A value in DER (X.690): tag, length, content. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const sequence = (...content: readonly Buffer[]) => der(0x30, ...content)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const extension = (id: string, value: Buffer) => sequence(oid(id), der(0x04, value))
/** A name of one part, the commonName. */
const toName = (text: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))))
