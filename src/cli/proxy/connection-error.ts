const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was closed',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ENOTFOUND: 'unknown host',
  EAI_AGAIN: 'unknown host',
  ETIMEDOUT: 'timed out',
  EPIPE: 'the connection was closed',
  EPROTO: 'not a TLS server',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate; --insecure accepts it',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in the chain; --insecure accepts it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown certificate authority; --insecure accepts it',
  CERT_HAS_EXPIRED: 'expired certificate; --insecure accepts it',
  ERR_HTTP_INVALID_STATUS_CODE: 'invalid HTTP: a status that does not exist',
  ERR_INVALID_CHAR: 'invalid HTTP: a header with a control character',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate of another host; --insecure accepts it',
}

/** Says in words why there is no response. */
export function toConnectionReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const code = 'code' in error ? String(error.code) : ''
  if (Object.hasOwn(reasons, code)) return reasons[code] ?? code
  // Only the parser's own reason is shown: the message of any other error may quote what was received.
  if (code.startsWith('HPE_') && 'reason' in error) return `invalid HTTP: ${String(error.reason)}`
  return code || 'unknown error'
}
