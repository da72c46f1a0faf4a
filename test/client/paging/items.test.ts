import { expect, test } from 'vitest'
import { iterateItems } from '../../../src/client/paging/items.js'

test('items asked for at any moment come in the order in which they were asked for', async () => {
  // At each number of turns after the page has come, because an iterator is busy in some of them only.
  for (let turns = 0; turns < 20; turns++) {
    let open = (_: { data: number[] }) => {}
    const second = new Promise<{ data: number[] }>((resolve) => {
      open = resolve
    })
    const items = iterateItems(
      (async function* () {
        yield { data: [0] }
        yield await second
      })(),
      undefined,
    )
    const results = [items.next(), items.next(), items.next()]
    await results[0]
    open({ data: [1, 2, 3, 4, 5] })
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
    results.push(items.next(), items.next(), items.next())
    expect((await Promise.all(results)).map(({ value }) => value)).toEqual([0, 1, 2, 3, 4, 5])
  }
})

test('an iterator of items can be iterated over from where it is', async () => {
  const items = iterateItems(
    (async function* () {
      yield { data: [0, 1] }
      yield { data: [] }
      yield { data: [2] }
    })(),
    undefined,
  )
  expect(await items.next()).toEqual({ done: false, value: 0 })
  const others: number[] = []
  for await (const item of items) others.push(item)
  expect(others).toEqual([1, 2])
})

const pages = async function* () {
  yield { data: [0, 1, 2] }
  yield { data: [3] }
}

test('no more items come after return, although the page has more', async () => {
  const items = iterateItems(pages(), undefined)
  await items.next()
  expect(await items.return?.()).toEqual({ done: true, value: undefined })
  expect([await items.next(), await items.next()]).toEqual(Array(2).fill({ done: true, value: undefined }))
})

test('no more items come after an abort, although the page has more', async () => {
  const controller = new AbortController()
  const items = iterateItems(pages(), controller.signal)
  expect([await items.next(), await items.next()].map(({ value }) => value)).toEqual([0, 1])
  controller.abort(new Error('enough'))
  await expect(items.next()).rejects.toThrow('enough')
})
