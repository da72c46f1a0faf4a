import { writePackage } from './build/package.js'

// `npm run build`
await writePackage('dist')
