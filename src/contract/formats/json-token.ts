export { skipSpace, tokenEnd } from '../../openapi/index.js'
