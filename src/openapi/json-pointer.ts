export { toPointer } from '../text/json-pointer.js'
