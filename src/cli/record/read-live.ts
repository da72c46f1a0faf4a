import type { Document, FindingWaiver, Interaction } from '../../contract/index.js'
import type { Context } from '../context.js'
import type { ExitCode } from '../exit.js'
import { findTarget, type TargetOptions } from '../reading/connect.js'
import { writeMessage } from '../terminal/message.js'
import { waiveIntendedMistakes } from './intended-mistakes.js'
import { findRealValues } from './recordings-folder.js'
import { findMissing, recordTraffic, toInteractions, toOutcome } from './traffic.js'

/** Recorded responses of a space, to be checked. */
export interface Live {
  readonly interactions: readonly Interaction[]
  /** Waivers for the findings about requests that are wrong on purpose. */
  readonly waivers: readonly FindingWaiver[]
  /** Exit code of the recording. */
  readonly outcome: ExitCode
}

/**
 * Records the responses of a space. Their sources begin with the folder `live` if the service sent them, and `sandbox` if the
 * sandbox did.
 */
export async function readLive(context: Context, document: Document, options: TargetOptions): Promise<Live> {
  const target = findTarget(context.env, options)
  const folder = target.kind === 'sandbox' ? 'sandbox' : 'live'
  const traffic = await recordTraffic(target, context, { document, keepNames: true })
  const { answers, notRequested, stopped } = traffic
  for (const line of findMissing(answers)) await writeMessage(context.stderr, `not checked: ${line}`)
  for (const value of findRealValues(answers, traffic.scrubber))
    await writeMessage(context.stderr, `checked with the real value: ${value}`)
  if (stopped !== undefined) await writeMessage(context.stderr, `${stopped}: ${notRequested.length} not requested`)
  return {
    interactions: answers.flatMap((answered) => toInteractions(answered, folder)),
    waivers: waiveIntendedMistakes(document, answers, folder),
    outcome: toOutcome(traffic),
  }
}
