import type { Report } from '../../contract/index.js'
import type { ExitCode } from '../exit.js'

/** The exit code for each verdict. */
export const exitCodes: Readonly<Record<Report['verdict'], ExitCode>> = { passed: 0, failed: 1, 'nothing-checked': 2 }
