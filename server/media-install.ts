import { installLiveKit } from '../adapters/media/install.ts'
import { WrongEnvironment } from '../kernel/wrong-environment.ts'
import { readConfig } from './config.ts'

/** Puts a LiveKit into the data folder that the settings name. Answers what is wrong in one sentence; null when it is there. */
export async function installMedia(
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<string | null> {
  try {
    await installLiveKit(readConfig(env).dataDir, env, say)
    return null
  } catch (error) {
    if (error instanceof WrongEnvironment) return error.message
    throw error
  }
}
