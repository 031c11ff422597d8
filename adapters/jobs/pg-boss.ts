import { PgBoss } from 'pg-boss'
import type { Log } from '../../kernel/ports.ts'
import type { EnqueueOptions } from '../../kernel/tx.ts'
import type { ExecuteSql } from '../database/connect.ts'

export interface QueueSpec {
  readonly name: string
  readonly retryLimit: number
  readonly schedule?: string
  /** How many run beside each other; 1 if absent. */
  readonly together?: number
  /** Whether a job of a process that died is started again within two minutes and not after a quarter of an hour. */
  readonly watched?: boolean
  readonly run: (data: Readonly<Record<string, unknown>>) => Promise<void>
}

export interface JobQueue {
  /** Enqueues within the caller's transaction. */
  enqueue(execute: ExecuteSql, queue: string, data: object, options?: EnqueueOptions): Promise<void>
  /** Starts the workers. */
  work(): Promise<void>
  /** Runs everything that is due, in order, until nothing is left: for tests and for an orderly stop. Answers how many ran. */
  drain(): Promise<number>
  stop(): Promise<void>
}

/** A queue of timed and retried work in the same database, so that a job is enqueued exactly when its cause is committed. */
export async function openJobQueue(options: {
  url: string
  queues: readonly QueueSpec[]
  log: Log
  onRun: (queue: string, outcome: 'done' | 'failed', seconds: number) => void
}): Promise<JobQueue> {
  const { queues, log, onRun } = options
  const boss = new PgBoss({
    connectionString: options.url,
    max: 4,
    application_name: 'direct-line-jobs',
    useListenNotify: true,
    persistWarnings: false,
  })
  boss.on('error', (error) => log.error({ error: error.message }, 'job queue'))
  await boss.start()
  for (const queue of queues) {
    const settings = {
      retryLimit: queue.retryLimit,
      retryDelay: 5,
      retryBackoff: true,
      retryDelayMax: 3600,
      notify: true,
      ...(queue.watched ? { heartbeatSeconds: 20 } : {}),
    }
    await boss.createQueue(queue.name, settings)
    await boss.updateQueue(queue.name, settings)
    if (queue.schedule) await boss.schedule(queue.name, queue.schedule)
  }

  const run = async (queue: QueueSpec, data: unknown): Promise<void> => {
    const began = performance.now()
    try {
      await queue.run((data ?? {}) as Readonly<Record<string, unknown>>)
      onRun(queue.name, 'done', (performance.now() - began) / 1000)
    } catch (error) {
      onRun(queue.name, 'failed', (performance.now() - began) / 1000)
      log.warn(
        { queue: queue.name, error: error instanceof Error ? error.message : String(error) },
        'job failed',
      )
      throw error
    }
  }

  return {
    async enqueue(execute, queue, data, sendOptions = {}) {
      const { startAfter, priority } = sendOptions
      await boss.send(queue, data, {
        db: {
          executeSql: async (text, values) => ({ rows: (await execute(text, values)).rows as object[] }),
        },
        ...(startAfter ? { startAfter: new Date(startAfter.epochMilliseconds) } : {}),
        ...(priority ? { priority } : {}),
      })
    },
    async work() {
      for (const queue of queues) {
        const polling = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 10 }
        if ((queue.together ?? 1) === 1) {
          await boss.work(queue.name, polling, async (jobs) => {
            for (const job of jobs) await run(queue, job.data)
          })
          continue
        }
        await boss.work(
          queue.name,
          { ...polling, batchSize: queue.together ?? 1, burstWhenBatchFull: true, perJobResults: true },
          (jobs) =>
            Promise.all(
              jobs.map((job) =>
                run(queue, job.data).then(
                  () => ({ id: job.id, status: 'completed' as const }),
                  () => ({ id: job.id, status: 'failed' as const }),
                ),
              ),
            ),
        )
      }
    },
    async drain() {
      let ran = 0
      for (let idle = false; !idle; ) {
        idle = true
        for (const queue of queues) {
          for (const job of await boss.fetch(queue.name, { batchSize: 100 })) {
            idle = false
            ran += 1
            try {
              await run(queue, job.data)
              await boss.complete(queue.name, job.id)
            } catch (error) {
              await boss.fail(queue.name, job.id, {
                message: error instanceof Error ? error.message : String(error),
              })
            }
          }
        }
      }
      return ran
    },
    stop: () => boss.stop({ graceful: true, timeout: 3000 }),
  }
}
