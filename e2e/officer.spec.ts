import { test } from '@playwright/test'
import { admit } from './officer/admit.ts'
import { after } from './officer/after.ts'
import { onAir } from './officer/on-air.ts'
import { prepare } from './officer/prepare.ts'
import { beginStory, type Story } from './officer/story.ts'
import { everybodyLeaves, nobodyComplained } from './people.ts'

// One call from nothing: the officer of a new installation, two firms, an official on a phone, a rapporteur.

test.describe.configure({ mode: 'serial' })

let told: Story
const story = () => told

test.beforeAll(async ({ browser }) => {
  told = await beginStory(browser)
})
test.afterAll(async () => {
  await everybodyLeaves()
  await told?.server.stop()
})
test.afterEach(nobodyComplained)

prepare(story)
admit(story)
onAir(story)
after(story)
