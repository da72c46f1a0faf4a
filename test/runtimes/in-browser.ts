import { createClient } from '../../src/index.js'
import { meetAll, type Outcome, type Task } from './meet-all.js'

// What a page offers to the one who opened it.
Object.assign(globalThis, { meetAll: (task: Task): Promise<Outcome> => meetAll(createClient, task) })
