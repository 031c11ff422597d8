import type { Browser, Page } from '@playwright/test'
import { type ServerProcess, startServer } from '../../testing/server-process.ts'
import { DESK, someone } from '../people.ts'

/** What the tests of the story hand on to each other. */
export interface Story {
  server: ServerProcess
  /** The officer's browser. */
  desk: Page
  /** Paths of the call: its public page and its desk. */
  callPage: string
  callDesk: string
  people: Record<'laura' | 'ben' | 'arif' | 'rita', Page>
  links: { laura: string; ben: string }
}

export const LAURA = {
  name: 'Laura Whitcomb',
  title: 'Director, Market Access',
  email: 'laura@northvale.example',
  organization: 'Northvale Cloud',
  question: 'Is a local license needed to host data for banks?',
}
export const BEN = {
  name: 'Ben Ashgrove',
  title: 'Counsel',
  email: 'ben@northvale.example',
  organization: 'Northvale Cloud',
}
export const ROSA = {
  name: 'Rosa Tidewell',
  title: 'Founder',
  email: 'rosa@tidemark.example',
  organization: 'Tidemark Security',
}

/** A new installation, and the officer before her browser. */
export async function beginStory(browser: Browser): Promise<Story> {
  const server = await startServer()
  const desk = await someone(browser, { ...DESK, baseURL: server.url })
  const people = {} as Story['people']
  return { server, desk, callPage: '', callDesk: '', people, links: { laura: '', ben: '' } }
}
