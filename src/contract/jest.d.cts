import type * as contract from './jest.js' with { 'resolution-mode': 'import' }

declare const exported: typeof contract
export = exported
