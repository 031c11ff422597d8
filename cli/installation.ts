import type { AppContext } from '../kernel/ports.ts'
import { readConfig } from '../server/config.ts'
import { sentenceFor } from '../server/environment.ts'
import { withInstallation } from '../server/run.ts'

/**
 * Runs `work` on the installation that the settings name, beside a running server or without one.
 * What must not be, is told in one sentence (`wrong`, or what `work` answers) and exit code 1.
 */
export async function installation(
  say: (line: string) => void,
  wrong: string | null,
  work: (app: AppContext) => Promise<string | null>,
): Promise<number> {
  const refuse = (sentence: string): number => {
    console.error(sentence)
    return 1
  }
  if (wrong) return refuse(wrong)
  const config = readConfig(process.env)
  try {
    const sentence = await withInstallation(config, say, work)
    return sentence ? refuse(sentence) : 0
  } catch (error) {
    const sentence = sentenceFor(error, { host: config.host, port: config.port })
    if (!sentence) throw error
    return refuse(sentence)
  }
}
