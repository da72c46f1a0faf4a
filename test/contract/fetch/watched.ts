import { checkedFetch } from '../../../src/contract/fetch/checked-fetch.js'
import type { Fetch } from '../../../src/contract/fetch/fetch.js'
import { recordingFetch } from '../../../src/contract/fetch/recording-fetch.js'
import type { Interaction } from '../../../src/contract/index.js'

/** A fetch that is watched, and what was seen of its calls. */
export interface Watched {
  readonly fetch: Fetch
  /** The interaction of the next call, or why there is none. */
  next(): Promise<Interaction | string>
}

export type Watch = (fetch: Fetch, maxBodyBytes?: number) => Watched

/** Resolves in the order of the calls, whichever comes first: the question or the answer. */
function createQueue<Item>() {
  const items: Item[] = []
  const waiting: ((item: Item) => void)[] = []
  return {
    add(item: Item) {
      const take = waiting.shift()
      if (take) take(item)
      else items.push(item)
    },
    next: () =>
      new Promise<Item>((resolve) => {
        const item = items.shift()
        if (item === undefined) waiting.push(resolve)
        else resolve(item)
      }),
  }
}

/** The wrappers of `fetch`, each with a checker or scrubber that changes nothing. */
export const wrappers: Readonly<Record<string, Watch>> = {
  checkedFetch(fetch, maxBodyBytes) {
    const seen = createQueue<Interaction | string>()
    const check = (interaction: Interaction) => {
      seen.add(interaction)
      return { findings: [] }
    }
    const onFindings = ([finding]: readonly { code: string; message: string }[]) =>
      seen.add(`${finding?.code} ${finding?.message}`)
    const options = maxBodyBytes === undefined ? {} : { maxBodyBytes }
    return { fetch: checkedFetch(fetch, { check }, onFindings, options), next: seen.next }
  },
  recordingFetch(fetch, maxBodyBytes) {
    const seen = createQueue<Interaction | string>()
    const scrubber = { scrub: (interaction: Interaction) => interaction, findLeaks: () => [], findKept: () => [] }
    const options = {
      scrubber,
      onNotRecorded: (line: string) => seen.add(line.replace(/^not recorded: \w+ \S+: /, 'not-checked ')),
      ...(maxBodyBytes !== undefined && { maxBodyBytes }),
    }
    return { fetch: recordingFetch(fetch, (_, interaction) => seen.add(interaction), options), next: seen.next }
  },
}
