import { createColors as create } from 'picocolors'
import type { Screen, World } from '../world.js'

/** Functions that colour text, or leave it as it is. */
export type Colors = ReturnType<typeof create>

/** The colours of what goes to a screen, by https://no-color.org and https://force-color.org. */
export const createColors = (screen: Screen, env: World['env']): Colors => create(hasColor(screen, env))

/** Whether what goes to a screen is coloured. */
export function hasColor(screen: Screen, env: World['env']): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return screen.isTTY && env.TERM !== 'dumb'
}
