import { casesOf } from '../cases-of.mjs'

export default casesOf('random-31')
