import { createColors as create } from 'picocolors'
import type { Context, Screen } from '../context.js'

/** Functions that colour text, or return it unchanged. */
export type Colors = ReturnType<typeof create>

/** The colour functions for a screen, according to https://no-color.org and https://force-color.org. */
export const createColors = (screen: Screen, env: Context['env']): Colors => create(hasColor(screen, env))

/** True if text for this screen is coloured. */
export function hasColor(screen: Screen, env: Context['env']): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return screen.isTTY && env.TERM !== 'dumb'
}
