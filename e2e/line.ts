import type { Page } from '@playwright/test'

/** The line between a screen and the room, in the hands of a test. */
export interface Line {
  /** Nothing arrives any more in this direction, and nobody is told: a tunnel, a router that died. */
  cut(what: 'both' | 'answers'): void
  mend(): void
}

/** Puts the test between a page and the room, before the page opens it. */
export async function holdLine(page: Page): Promise<Line> {
  type Cut = 'both' | 'answers' | null
  let cut = null as Cut
  await page.routeWebSocket(/\/api\/room/, async (ws) => {
    if (cut) return await ws.close()
    const server = ws.connectToServer()
    // A line that was cut stays so: what comes after is another line.
    let dead = null as Cut
    ws.onMessage((message) => {
      dead ??= cut
      if (dead !== 'both') server.send(message)
    })
    server.onMessage((message) => {
      dead ??= cut
      if (!dead) ws.send(message)
    })
  })
  return {
    cut(what) {
      cut = what
    },
    mend() {
      cut = null
    },
  }
}
