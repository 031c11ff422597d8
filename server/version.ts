import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const file = readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')

/** The version of this Direct Line, as package.json says it. */
export const VERSION = z.object({ version: z.string() }).parse(JSON.parse(file)).version
