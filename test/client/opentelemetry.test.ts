import { once } from 'node:events'
import http from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { context, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { expect, onTestFinished, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import { createWorld, credentials, id } from '../support/client-world.js'

test('OpenTelemetry’s own instrumentation of HTTP sees each attempt as a child of the caller’s span', async () => {
  const paths: (string | undefined)[] = []
  const parents: unknown[] = []
  const server = http.createServer((request, response) => {
    paths.push(request.url)
    parents.push(request.headers.traceparent)
    response.writeHead(paths.length === 1 ? 503 : 200).end('{}')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())

  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  const instrumentation = new HttpInstrumentation({ disableIncomingRequestInstrumentation: true })
  instrumentation.setTracerProvider(provider)
  // It takes effect when a module of CommonJS loads `http`, as most exporters do.
  createRequire(import.meta.url)('node:http')
  onTestFinished(() => {
    instrumentation.disable()
    context.disable()
    propagation.disable()
  })

  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
  const world = createWorld()
  const { roomSessions } = createClientWith(world, { ...credentials, baseUrl })
  const own = provider.getTracer('test').startSpan('own')
  await context.with(trace.setSpan(ROOT_CONTEXT, own), () => roomSessions.get(id))

  const spans = exporter.getFinishedSpans()
  const { traceId, spanId } = own.spanContext()
  expect(spans.map(({ kind, parentSpanContext }) => [kind, parentSpanContext?.spanId])).toEqual([
    [SpanKind.CLIENT, spanId],
    [SpanKind.CLIENT, spanId],
  ])
  expect(parents).toEqual(spans.map((span) => `00-${traceId}-${span.spanContext().spanId}-01`))
  expect(JSON.stringify(spans.map(({ attributes }) => attributes))).not.toContain(credentials.apiToken)
})
