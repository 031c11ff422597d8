import type { ComponentType } from 'react'
import type { Locale } from '../index.ts'
import { ApproverSheet, ModeratorSheet } from './desks.tsx'
import { CallSheet, FormSheet, StatusSheet } from './pages.tsx'
import { AttendeeSheet, RecordSheet } from './record.tsx'

/** Every component stands on at least one of these. */
export const sheets: Readonly<Record<string, ComponentType<{ locale: Locale }>>> = {
  CallSheet,
  FormSheet,
  StatusSheet,
  ModeratorSheet,
  ApproverSheet,
  RecordSheet,
  AttendeeSheet,
}
