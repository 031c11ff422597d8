/** Settings of the embedded PostgreSQL: one small machine, nothing acknowledged is lost, nothing that people wrote is logged. */
const ALWAYS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',

  max_connections: '60',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  // So much of its log is kept to be written over: making a new piece of it holds up every commit for a fifth of a second.
  min_wal_size: '160MB',
  max_parallel_workers_per_gather: '1',
  io_method: 'sync',
  jit: 'off',
  // Who wants a standby runs a server of their own and sets DATABASE_URL.
  wal_level: 'minimal',
  max_wal_senders: '0',

  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',

  // A failed statement, its values and its DETAIL ("Key (email)=(…) already exists") may hold a name: they are not logged.
  logging_collector: 'off',
  log_destination: 'stderr',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '',
} as const

/** Twice as fast and not durable: for data that a test throws away. */
const FOR_TESTS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
  // Its workers are the superuser's: a database in which one is at work cannot be dropped with force by its owner.
  autovacuum: 'off',
} as const

/** The command-line arguments (`-c name=value`) that `postgres` is started with. */
export function postgresArguments(options: { dataFolder: string; port: number; testing: boolean }): string[] {
  const settings = { ...ALWAYS, ...(options.testing ? FOR_TESTS : {}), port: String(options.port) }
  return [
    '-D',
    options.dataFolder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

/** The environment of PostgreSQL's programs: none of our settings and secrets, and messages in English. Windows needs its own. */
export function plainEnvironment(): Record<string, string> | undefined {
  return process.platform === 'win32' ? undefined : { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
