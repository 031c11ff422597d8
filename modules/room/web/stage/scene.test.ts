import { expect, test } from 'vitest'
import { type Look, type OnStage, sceneOf } from './scene.ts'

const person = (identity: string, order: number | null, more: Partial<OnStage> = {}): OnStage => ({
  identity,
  order,
  host: order === 0,
  screen: false,
  ...more,
})
const baker = person('baker', 0)
const khan = person('khan', 1)
const manzoor = person('manzoor', 2)
const firm = person('northvale', null)

const look = (some: Partial<Look> = {}): Look => ({
  people: [firm, manzoor, khan, baker],
  layout: 'viewer',
  mine: 'speaker',
  spotlight: null,
  slides: false,
  speaker: null,
  ...some,
})
const large = (some: Partial<Look>) => sceneOf(look(some)).large

test('the host is seen until somebody speaks; then whoever speaks; a spotlight is stronger than both', () => {
  expect(large({})).toEqual({ kind: 'person', identity: 'baker' })
  expect(large({ speaker: 'khan' })).toEqual({ kind: 'person', identity: 'khan' })
  expect(large({ speaker: 'khan', spotlight: 'manzoor' })).toEqual({ kind: 'person', identity: 'manzoor' })
  expect(large({ spotlight: 'who left' })).toEqual({ kind: 'person', identity: 'baker' })
})

test('the others stand in protocol order, the firm with the floor after the panel', () => {
  expect(sceneOf(look({ speaker: 'khan' })).strip).toEqual(['baker', 'manzoor', 'northvale'])
})

test('slides are large and the speaker stands beside them; a shared screen is larger than slides', () => {
  expect(sceneOf(look({ slides: true, speaker: 'khan' }))).toMatchObject({
    large: { kind: 'slides' },
    beside: 'khan',
    strip: ['baker', 'manzoor', 'northvale'],
  })
  const sharing = person('manzoor', 2, { screen: true })
  expect(sceneOf(look({ people: [baker, sharing], slides: true }))).toMatchObject({
    large: { kind: 'screen', identity: 'manzoor' },
    beside: 'baker',
  })
})

test('in the panel all are alike, unless one stands in the spotlight', () => {
  expect(sceneOf(look({ mine: 'panel', speaker: 'khan' }))).toEqual({
    layout: 'panel',
    large: null,
    beside: null,
    strip: ['baker', 'khan', 'manzoor', 'northvale'],
  })
  expect(sceneOf(look({ mine: 'panel', spotlight: 'khan' })).strip).toEqual(['baker', 'manzoor', 'northvale'])
})

test('what the moderator sets holds for all, else each chooses', () => {
  expect(sceneOf(look({ layout: 'side by side', mine: 'panel' })).layout).toBe('side by side')
  expect(sceneOf(look({ layout: 'viewer', mine: 'panel' })).layout).toBe('panel')
})

test('an empty stage shows its slides, or nothing', () => {
  expect(sceneOf(look({ people: [] }))).toMatchObject({ large: null, strip: [] })
  expect(sceneOf(look({ people: [], slides: true }))).toMatchObject({
    large: { kind: 'slides' },
    beside: null,
  })
})
