import type { KnipConfig } from 'knip'

/** What a style sheet names is used: `@import "x"`, `url("x")`. */
const styles = (text: string): string =>
  [...text.matchAll(/(?:@import|url\()\s*["']([^"':]+)["']/g)]
    .map(([, path]) => `import '${path}'`)
    .join('\n')

const config: KnipConfig = {
  entry: [
    'server/main.ts',
    'cli/main.ts',
    'cli/commands/*.ts',
    'scripts/*.mjs',
    'scripts/check/imports.mjs',
    // Started as a process of its own, or as a page of its own.
    'testing/server-process.ts',
    'testing/room-server.ts',
    'testing/mail-server.ts',
    'testing/killable-post-office.ts',
    'testing/stage-server.ts',
    'testing/faults/{server,planted}.ts',
    'testing/simulation/share.ts',
    'media/main.ts',
    'adapters/media/guard/guard.ts',
    'testing/media-host.ts',
    'testing/stuck-media.ts',
    'demo/voices/main.ts',
    'testing/media-crowd.ts',
    'ui/gallery/main.tsx',
    'bench/*.ts',
    'bench/load/{crowd,peer}.ts',
  ],
  project: [
    '{kernel,modules,media,ui,adapters,server,web,cli,demo,testing,bench,e2e,scripts}/**/*.{ts,tsx,mjs,css}',
  ],
  // A bench pins its server to one core, a test of faults fills a small disk: on Linux.
  ignoreBinaries: ['taskset', 'mount', 'umount'],
  ignoreExportsUsedInFile: { interface: true, type: true },
  compilers: { css: styles },
}

export default config
