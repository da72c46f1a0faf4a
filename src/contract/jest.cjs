'use strict'

const { runInThisContext } = require('node:vm')

// For Jest as it is by default: test files are CommonJS, and Jest's own `require` cannot load ES modules. Node's can, from 20.19 on.
// Jest gives test files its own `node:module` and `process`; outside of the context of the test are those of Node.
const { createRequire } = runInThisContext("process.getBuiltinModule('node:module')")
const contract = createRequire(__filename)('./jest.js')

// Node loads the matcher outside of the environment of the test, where `expect` is.
if (typeof expect !== 'undefined') expect.extend({ toSatisfyContract: contract.toSatisfyContract })

module.exports = contract
