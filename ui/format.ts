/** Times, numbers and names are said the same on screens, in mails and in files. */
export * from '../kernel/format.ts'
