import { ensureTemporal } from '../ui/temporal.ts'

await ensureTemporal()
const { start } = await import('./app.tsx')
await start()
