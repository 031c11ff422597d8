import type { z } from 'zod'
import type { STAGE_COMMANDS } from '../../contract/stage.ts'
import type { CommandInput, CommandName } from '../../contract.ts'
import type { Saved } from '../link.tsx'
import { useCommand } from '../use-command.ts'

type StageCommands = typeof STAGE_COMMANDS
type RunStage = <N extends keyof StageCommands>(
  name: N,
  input: z.input<StageCommands[N]>,
  done?: string,
) => Promise<Saved | null>

/** Asks something of the stage; the same as `useCommand`. */
export function useStageCommand(): { command: RunStage; busy: boolean } {
  const { command, busy } = useCommand()
  return {
    command: (name, input, done) => command(name as CommandName, input as CommandInput<CommandName>, done),
    busy,
  }
}
