/** Gives browsers without `Temporal` a polyfill, before anything else of the app is loaded. */
export async function ensureTemporal(): Promise<void> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
}
