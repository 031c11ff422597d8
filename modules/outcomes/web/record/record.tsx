import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ScreenProps, useGo } from '../../../../ui/face.tsx'
import { Button, Desk, DeskPage, Empty, Segments, Skeleton } from '../../../../ui/index.ts'
import { CallBar } from '../../../calls/web/index.ts'
import { outcomes } from '../api.ts'
import { AnswerRegister } from './answers.tsx'
import { AttendanceList } from './attendance.tsx'
import { Files } from './files.tsx'
import { useAnswers } from './use-answers.ts'
import './record.css'

type Part = 'attendance' | 'answers'

/** `/desk/calls/:call/record`: who was there, what was asked, what was answered, what is owed. */
export function RecordDesk({ params, search }: ScreenProps) {
  const call = params['call'] ?? ''
  const { t } = useTranslation('outcomes')
  const go = useGo()
  const [part, setPart] = useState<Part>(search.get('part') === 'answers' ? 'answers' : 'attendance')
  const show = (next: Part) => {
    setPart(next)
    go(`/desk/calls/${call}/record?part=${next}`, 'replace')
  }
  const attendance = useQuery(outcomes.attendance.queryOptions({ input: { call } }))
  const { pages, answers } = useAnswers(call)
  const asked = part === 'attendance' ? attendance : pages
  const isEmpty = part === 'attendance' ? attendance.data?.rows.length === 0 : answers?.total === 0
  return (
    <Desk bar={<CallBar call={call} current="record" />}>
      <DeskPage
        title={t('record.title')}
        lead={t('record.lead')}
        end={asked.isSuccess && !isEmpty && <Files call={call} what={part} />}
      >
        <Segments
          label={t('record.parts')}
          items={[
            {
              id: 'attendance',
              label: t('record.attendance'),
              count: attendance.data && String(attendance.data.attendees),
              current: part === 'attendance',
              onPick: () => show('attendance'),
            },
            {
              id: 'answers',
              label: t('record.answers'),
              count: answers && String(answers.asked),
              current: part === 'answers',
              onPick: () => show('answers'),
            },
          ]}
        />
        {asked.isPending && <Skeleton shape="row" rows={8} />}
        {asked.isError && !asked.data && (
          <Empty
            icon="alert"
            title={asked.error.message || t('record.unreadable')}
            action={<Button onClick={() => void asked.refetch()}>{t('record.try_again')}</Button>}
          />
        )}
        {part === 'attendance' && attendance.data && (
          <AttendanceList call={call} attendance={attendance.data} />
        )}
        {part === 'answers' && answers && <AnswerRegister call={call} answers={answers} pages={pages} />}
      </DeskPage>
    </Desk>
  )
}
