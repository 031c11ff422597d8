import { useState } from 'react'
import {
  Avatar,
  Band,
  BulkBar,
  Button,
  Connection,
  Counts,
  DataTable,
  Desk,
  DeskBar,
  Empty,
  Facts,
  KeyBar,
  Line,
  ListWithBulk,
  type Locale,
  Meter,
  NowAnswering,
  Pane,
  PersonRow,
  QuestionRow,
  ScrollBody,
  Segments,
  SidePanel,
  SideSection,
  Skeleton,
  StateBar,
  Subhead,
  Tag,
  useKeys,
  useToast,
  WeightyConfirm,
} from '../index.ts'
import { type Words, words } from './words.ts'

type Props = { locale: Locale }

const keys = [
  { keys: 'J K', label: 'J' },
  { keys: 'V', label: 'V' },
]

export function ModeratorSheet({ locale }: Props) {
  const w = words[locale]
  const [ending, setEnding] = useState(false)
  const [ended, setEnded] = useState(false)
  return (
    <Desk
      theme="dark"
      fit
      className="gallery-columns"
      bar={
        <StateBar
          tone={ended ? 'debrief' : 'on_air'}
          word={ended ? w.debrief : w.onAir}
          since="34:12"
          title={w.topic}
          line={[
            { id: 'a', state: 'done', label: w.greenRoom },
            { id: 'b', state: 'now', label: w.onAir },
            { id: 'c', state: 'next', label: w.debrief },
          ]}
          clocks={[
            { id: 'host', time: '5:34', place: w.islamabad },
            { id: 'home', time: '8:34', place: w.washington },
          ]}
          action={
            <Button kind="stop" onClick={() => setEnding(true)}>
              {w.end}
            </Button>
          }
        />
      }
      band={
        <Band kind="lost" title={w.lost} action={<Button>{w.retry}</Button>}>
          {w.lostText}
        </Band>
      }
      foot={<KeyBar items={keys} saved="1,284" />}
    >
      <Questions w={w} />
      <Side w={w} />
      <WeightyConfirm
        open={ending}
        title={w.end}
        action={w.end}
        kind="stop"
        phrase={w.onAir}
        onClose={() => setEnding(false)}
        onConfirm={() => {
          setEnding(false)
          setEnded(true)
        }}
      >
        <p>{w.emptyText}</p>
      </WeightyConfirm>
    </Desk>
  )
}

function Questions({ w }: { w: Words }) {
  const show = useToast()
  const [visible, setVisible] = useState(0)
  const make = () => {
    setVisible(visible + 1)
    show(w.done, () => setVisible(visible))
  }
  useKeys([{ code: 'KeyV', label: w.visible, run: make }])
  return (
    <Pane title={w.pending} count={5 - visible} end={w.emptyText}>
      <NowAnswering
        who={w.answering}
        clock="02:05"
        text={w.second}
        meta={<b>{w.firm}</b>}
        outcomes={
          <>
            <Button size="s" kind="primary" keyName="E">
              {w.answered}
            </Button>
            <Button size="s">{w.dismiss}</Button>
          </>
        }
      />
      <Subhead count={2} end={w.move}>
        {w.pending}
      </Subhead>
      <ul>
        <QuestionRow
          text={w.question}
          firm={w.firm}
          current
          facts={[{ id: 'when', text: '5:34' }]}
          actions={
            <>
              <Button size="s" kind="primary" keyName="V" onClick={make}>
                {w.visible}
              </Button>
              <Button size="s" kind="quiet" keyName="D">
                {w.dismiss}
              </Button>
            </>
          }
        />
        <QuestionRow text={w.second} firm={w.firm} votes={{ count: '12', label: w.votes }} />
        <QuestionRow
          text={w.second}
          firm={w.firm}
          pending
          facts={[{ id: 'late', text: w.changed, late: true }]}
        />
      </ul>
    </Pane>
  )
}

function Side({ w }: { w: Words }) {
  return (
    <div className="dl-stack dl-stack--s">
      <Pane title={w.agenda} scroll={false}>
        <Line
          look="desk"
          orientation="vertical"
          items={[
            { id: '1', state: 'done', label: w.about, small: w.person, time: '9' },
            { id: '2', state: 'now', label: w.agenda, time: '5:20', below: <Meter value={1} tone="warn" /> },
            { id: '3', state: 'next', label: w.register, time: '5:40' },
          ]}
        />
        <Counts items={[{ id: 'a', count: '25', label: w.everyone }]} />
        <ul>
          <PersonRow place="1" name={w.firm} small={w.lostText} end={<Button size="s">{w.approve}</Button>} />
          <PersonRow name={w.person} end={<Connection level={2}>{w.weak}</Connection>} />
        </ul>
      </Pane>
      <Pane title={w.pending}>
        <Empty title={w.empty} action={<Button>{w.retry}</Button>}>
          {w.emptyText}
        </Empty>
        <Skeleton rows={2} />
      </Pane>
    </div>
  )
}

type Row = { id: string; name: string; firm: string }

export function ApproverSheet({ locale }: Props) {
  const w = words[locale]
  const rows: Row[] = ['a', 'b', 'c'].map((id) => ({ id, name: w.person, firm: w.firm }))
  return (
    <Desk
      fit
      className="gallery-list"
      bar={
        <DeskBar
          title={w.topic}
          small={w.pending}
          homeHref="/desk"
          tabs={[
            { id: 'a', href: '/desk/a', label: w.register, current: true },
            { id: 'b', href: '/desk/b', label: w.record },
          ]}
          end={<Avatar name={w.person} size="s" />}
        />
      }
      foot={<KeyBar items={keys} />}
    >
      <ListWithBulk
        filter={
          <Segments
            label={w.pending}
            items={[
              { id: 'p', label: w.pending, count: '300', current: true, onPick: () => undefined },
              { id: 'a', label: w.approved, count: '64', onPick: () => undefined },
            ]}
          />
        }
        bulk={
          <BulkBar
            label={w.selected}
            count={w.selected}
            consequence={w.consequence}
            clearLabel={w.dismiss}
            onClear={() => undefined}
          >
            <Button kind="primary" keyName="A">
              {w.approve}
            </Button>
            <Button keyName="D">{w.decline}</Button>
          </BulkBar>
        }
      >
        <ScrollBody label={w.pending}>
          <DataTable
            caption={w.pending}
            columns={[
              { id: 'name', head: w.name, cell: (row: Row) => <b>{row.name}</b> },
              { id: 'firm', head: w.mission, cell: (row: Row) => row.firm, optional: true },
              {
                id: 'state',
                head: w.pending,
                cell: () => (
                  <Tag tone="warn" icon="alert">
                    {w.changed}
                  </Tag>
                ),
                sort: 'descending',
              },
            ]}
            rows={rows}
            rowId={(row) => row.id}
            rowLabel={(row) => row.name}
            selected={new Set(['b'])}
            current="c"
            onSelect={() => undefined}
            onOpen={() => undefined}
            selectAll={{ label: w.selected, checked: false, onChange: () => undefined }}
          />
        </ScrollBody>
      </ListWithBulk>
      <SidePanel
        titleId="file-title"
        bodyLabel={w.file}
        head={<h2 id="file-title">{w.person}</h2>}
        reason={<span id="why">{w.reason}</span>}
        actions={
          <>
            <Button off aria-describedby="why" keyName="A">
              {w.approve}
            </Button>
            <Button keyName="D">{w.decline}</Button>
          </>
        }
      >
        <SideSection
          title={w.about}
          end={
            <Tag tone="good" icon="check">
              {w.good}
            </Tag>
          }
        >
          <Facts rows={[{ id: 'a', term: w.name, value: w.person }]} />
        </SideSection>
      </SidePanel>
    </Desk>
  )
}
