import { Button } from '../../../../../ui/index.ts'
import { useWords } from '../../use-words.ts'
import type { Device } from './device.ts'
import { browserOf, type DeviceProblem } from './problem.ts'

/** Why there is no camera or microphone, what to do in this browser, and another try. */
export function Problem({ device }: { device: Device }) {
  const { t } = useWords()
  if (!device.problem) return null
  return (
    <div className="dl-check__problem" role="alert">
      <p>
        <b>{t(`check.problem.${device.problem}`)}</b> <ProblemText problem={device.problem} />
      </p>
      {device.problem !== 'insecure' && (
        <Button size="s" onClick={() => device.start()}>
          {t('check.try_again')}
        </Button>
      )}
    </div>
  )
}

/** What to do about it. */
export function ProblemText({ problem }: { problem: DeviceProblem }) {
  const { t } = useWords()
  if (problem !== 'refused') return t(`check.problem_text.${problem}`)
  return t(`check.allow.${browserOf(navigator.userAgent, navigator.maxTouchPoints)}`)
}
