import { readConfig } from '../server/config.ts'
import { sentenceFor } from '../server/environment.ts'

/** Runs a command: what must not be is told in one sentence (the one that `work` answers, or that of the failure) and exit code 1. */
export async function refusing(work: () => Promise<string | null>): Promise<number> {
  const refuse = (sentence: string): number => {
    console.error(sentence)
    return 1
  }
  try {
    const sentence = await work()
    return sentence ? refuse(sentence) : 0
  } catch (error) {
    const { host, port } = readConfig(process.env)
    const unknownWord = error instanceof TypeError && 'code' in error ? error.message.split('. ')[0] : null
    const sentence = sentenceFor(error, { host, port }) ?? unknownWord
    if (!sentence) throw error
    return refuse(sentence)
  }
}
