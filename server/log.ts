import pino from 'pino'
import type { Log } from '../kernel/ports.ts'

/** Structured logs on standard output; never a name, an address or a link (facts carry ids only). */
export function createLog(level: string): Log {
  return wrap(pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }))
}

function wrap(logger: pino.Logger): Log {
  return {
    info: (facts, message) => logger.info(facts, message),
    warn: (facts, message) => logger.warn(facts, message),
    error: (facts, message) => logger.error(facts, message),
    child: (facts) => wrap(logger.child(facts)),
  }
}
