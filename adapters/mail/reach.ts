import { createTransport } from 'nodemailer'

/** What keeps us from handing mails to the server of `SMTP_URL`, in its words or ours; null when it would take them. */
export async function smtpTrouble(url: string): Promise<string | null> {
  const transport = createTransport(url, {})
  const timeLimit = AbortSignal.timeout(10_000)
  try {
    await Promise.race([
      transport.verify(),
      new Promise((_resolve, reject) =>
        timeLimit.addEventListener('abort', () => reject(new Error('no answer within 10 s'))),
      ),
    ])
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    transport.close()
  }
}
