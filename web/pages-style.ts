/** Gathers the style sheets of all public pages for the client build; its script is never loaded. */
export { pages } from './pages.ts'
