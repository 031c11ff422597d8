import { z } from 'zod'

/** States of a call (product.md). `green room → on air → debrief` are phases of the room while the call is live. */
export const CALL_STATES = ['draft', 'published', 'live', 'ended', 'cancelled'] as const
export type CallState = (typeof CALL_STATES)[number]

/** What may be done with what is said: of a call, or of one item of its agenda. */
export const GROUND_RULES = ['on the record', 'background', 'off the record'] as const
export type GroundRules = (typeof GROUND_RULES)[number]

/** What somebody is on stage: the panel of a call. */
export const STAGE_ROLES = ['host', 'moderator', 'panelist'] as const
export type StageRole = (typeof STAGE_ROLES)[number]

/** What a colleague does on a call without standing on its panel. */
export const COLLEAGUE_ROLES = ['moderator', 'rapporteur', 'interpreter', 'captioner', 'observer'] as const
export type ColleagueRole = (typeof COLLEAGUE_ROLES)[number]

export const PANEL_STATES = ['listed', 'invited', 'confirmed', 'declined', 'replaced'] as const
/** `listed` until an invitation went out. */
export type PanelState = (typeof PANEL_STATES)[number]

/** Who said whether a panel member comes: she herself, her office, or an officer of the mission who was told. */
export const ANSWERERS = ['self', 'office', 'mission'] as const
export type Answerer = (typeof ANSWERERS)[number]

/** What may be answered to an invitation. */
export const ANSWERS = ['confirmed', 'declined', 'replaced'] as const
export type Answer = (typeof ANSWERS)[number]

/** The closed list of sectors; each is said by `calls:sectors.<key>`. */
export const SECTORS = [
  'cloud-computing',
  'data-centers',
  'cybersecurity',
  'artificial-intelligence',
  'broadband',
  'telecommunications',
  'software',
  'it-services',
  'semiconductors',
  'fintech',
  'e-commerce',
  'digital-government',
  'agriculture',
  'food',
  'automotive',
  'aerospace',
  'construction',
  'consulting',
  'creative-industries',
  'defense',
  'education',
  'energy',
  'renewable-energy',
  'engineering',
  'environment',
  'financial-services',
  'health',
  'pharmaceuticals',
  'infrastructure',
  'logistics',
  'machinery',
  'mining',
  'retail',
  'security',
  'textiles',
  'tourism',
  'transport',
  'water',
] as const
export type Sector = (typeof SECTORS)[number]
export const sector = z.enum(SECTORS)

/** How a local time that the clock skips or shows twice is to be read; without it we ask. */
export const DISAMBIGUATIONS = ['earlier', 'later'] as const
export type Disambiguation = (typeof DISAMBIGUATIONS)[number]

/** What an item of an agenda is called until somebody names it, in the English field. A call is not announced with it. */
export const NEW_ITEM = 'New item'
export const isNamed = ({ title }: { readonly title: { readonly en: string } }): boolean =>
  title.en !== '' && title.en !== NEW_ITEM

/** What may be missing before a call is published. */
export const CHECKS = [
  'topic',
  'description',
  'starts-at',
  'starts-in-future',
  'working-time',
  'duration',
  'host-place',
  'host',
  'panel',
  'agenda',
  'agenda-named',
  'agenda-fits',
  'rsvp-deadline',
  'rsvp-before-start',
  'rsvp-in-future',
  'capacity',
  'sectors',
  'countries',
  'languages',
  'open-to',
  'second-language',
] as const
export type Check = (typeof CHECKS)[number]

/** Asked for by whoever typed an address; only the link in the mail confirms it. */
export type SubscriptionState = 'asked' | 'confirmed' | 'ended'
