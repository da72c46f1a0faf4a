/**
 * A typed client for the room sessions, room recordings and video logs of SignalWire Video. `createClient` is where to start.
 *
 * @packageDocumentation
 */

export * from './client/index.js'
