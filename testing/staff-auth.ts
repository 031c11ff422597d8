import type { AppContext, StaffAuth } from '../kernel/ports.ts'

/** Interim until adapters/auth lands: the session cookie is `dl_test_user=<user id>`. The access helper replaces this by the real one. */
export async function testStaffAuth(_app: AppContext): Promise<StaffAuth> {
  return {
    handle: async () => new Response('not here', { status: 404 }),
    session: async (headers) => {
      const user = /dl_test_user=([0-9a-f-]{36})/.exec(headers.get('cookie') ?? '')?.[1]
      return user ? { user, email: `${user}@mission.example`, secondFactor: true } : null
    },
  }
}
