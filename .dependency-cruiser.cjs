/**
 * Who may import whom. ARCHITECTURE.md says it in words; this file makes it true. There is no list of exceptions:
 * where the rule is wrong, the rule changes, with a decision in docs/decisions/. One rule more, browser-without-node,
 * is in scripts/check/browser.mjs.
 */
const { HOUSE: FOLDERS, WORDS, filesOf } = require('./scripts/check/vocabulary.mjs')

const HOUSE = `^(${FOLDERS.join('|')})/`
const TEST = '\\.test\\.tsx?$'
const DOORS_OF_WEB = '^modules/[^/]+/web/(index|pages)\\.tsx?$'

/** `folder` may import itself and what `allowed` matches, and nothing else of ours. */
const folder = (name, comment, allowed) => ({
  name: `${name}-imports`,
  comment,
  severity: 'error',
  from: { path: `^${name}/`, pathNot: TEST },
  to: { path: HOUSE, pathNot: [`^${name}/`, ...allowed] },
})

/** One rule for each word of a slice, made from the vocabulary. */
const words = Object.entries(WORDS)
  .filter(([word]) => word !== 'locales')
  .map(([word, { own, others }]) => {
    const foreign = others.filter((other) => other !== 'web')
    return {
      name: `slice-${word}`,
      comment: `${word} may import, of its own slice: ${own.join(', ') || 'nothing'}; of others: ${others.join(', ') || 'nothing'}; and kernel.`,
      severity: 'error',
      from: { path: filesOf([word], '([^/]+)') },
      to: {
        path: HOUSE,
        pathNot: [
          '^kernel/',
          `^modules/$1/(${[word, ...own].join('|')})(\\.ts$|/)`,
          ...(foreign.length ? [filesOf(foreign)] : []),
          ...(word === 'web' ? ['^ui/', DOORS_OF_WEB] : []),
        ],
      },
    }
  })

/** The libraries that may be used outside adapters/ and media/. What is not named here is a vendor's. */
const SHARED = ['zod', 'drizzle-orm', '@orpc/contract']
const FACE = [
  'react',
  'react-dom',
  'i18next',
  'react-i18next',
  'focus-trap-react',
  'livekit-client',
  '@livekit/components-react',
  'pdfjs-dist',
  'temporal-polyfill',
  '@tanstack/react-query',
  '@tanstack/react-router',
  '@orpc/client',
  '@orpc/contract',
  '@orpc/openapi-client',
  '@orpc/tanstack-query',
  '@trussworks/react-uswds',
  '@uswds/uswds',
  '@fontsource/[^/]+',
  'vite',
  'zod',
]
const TESTS = [
  'fast-xml-parser',
  'fflate',
  'ical\\.js',
  'read-excel-file',
  'vitest',
  'fast-check',
  '@playwright/test',
  '@axe-core/playwright',
  'mailparser',
  'smtp-server',
  'typescript',
  'ws',
  // What the room is measured against.
  'socket\\.io',
  // Clients of the media server without a browser, for crowds and for malformed packets.
  'node-datachannel',
  '@livekit/protocol',
]

const libraries = (name, comment, from, allowed) => ({
  name: `${name}-libraries`,
  comment,
  severity: 'error',
  from,
  to: { path: 'node_modules/', pathNot: [`node_modules/(${allowed.join('|')})/`] },
})

module.exports = {
  forbidden: [
    folder('kernel', 'kernel is what everything may use: it uses nothing of ours.', []),
    folder('adapters', 'An adapter implements a port of the kernel and knows nothing of the product.', [
      '^kernel/',
    ]),
    folder('media', 'The media server speaks a protocol and knows nothing of the product.', ['^kernel/']),
    folder('ui', 'The design system is generic: it knows the kernel and no slice.', ['^kernel/']),
    folder(
      'server',
      'The server composes: adapters into ports, slices through their module.ts and contract.',
      ['^kernel/', '^adapters/', '^demo/(run|reset|sample)\\.ts$', filesOf(['module', 'contract'])],
    ),
    folder('demo', 'The demo fills and plays an installation through its contracts, like any caller.', [
      '^kernel/',
      '^server/',
      '^adapters/',
      filesOf(['contract']),
    ]),
    folder('cli', 'A command runs in the same context as the server.', [
      '^kernel/',
      '^server/',
      filesOf(['module', 'contract']),
    ]),
    folder('web', 'The shell composes what slices show at their door.', [
      '^kernel/',
      '^ui/',
      DOORS_OF_WEB,
      filesOf(['contract']),
    ]),
    folder(
      'testing',
      'Tests compose like the server, on a database of their own, filled through factories.',
      ['^kernel/', '^server/', '^adapters/', filesOf(['factories', 'contract'])],
    ),
    folder('e2e', 'A journey sees what a user sees: the started app and the contracts.', [
      '^testing/',
      filesOf(['contract']),
    ]),
    folder('bench', 'Load comes from outside: the started app and the contracts.', [
      '^testing/',
      filesOf(['contract']),
    ]),
    ...words,
    {
      name: 'test-of-a-slice',
      comment:
        "A slice's test sees its own slice, and of others the contract and the factories, like any caller.",
      severity: 'error',
      from: { path: `^modules/([^/]+)/.*${TEST}` },
      to: {
        path: HOUSE,
        pathNot: ['^kernel/', '^testing/', '^ui/', '^modules/$1/', filesOf(['contract', 'factories'])],
      },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'What tests need from each other lives in testing/ or factories.ts.',
      severity: 'error',
      from: {},
      to: { path: TEST },
    },
    {
      name: 'product-without-tests-tools',
      comment: 'The product does not know how it is tested.',
      severity: 'error',
      from: {
        path: '^(kernel|modules|media|ui|adapters|server|web|cli|demo)/',
        pathNot: [TEST, filesOf(['factories']), 'test-suite\\.ts$'],
      },
      to: { path: ['^(testing|e2e|bench|scripts)/', filesOf(['factories'])] },
    },
    libraries(
      'kernel',
      'The kernel defines schemas, columns and ids; a vendor SDK belongs behind a port, in adapters/.',
      { path: '^kernel/', pathNot: TEST },
      [...SHARED, 'uuid'],
    ),
    libraries(
      'slice',
      'A slice talks to the world through the ports of the kernel; a vendor SDK belongs in adapters/.',
      { path: '^modules/', pathNot: [TEST, filesOf(['factories', 'web'])] },
      [
        ...SHARED,
        'i18next',
        'csv-stringify',
        'docx',
        'write-excel-file',
        'ical-generator',
        'email-providers',
        'feedsmith',
        'node-html-parser',
      ],
    ),
    libraries(
      'face',
      'What runs in the browser uses the libraries of the face; a vendor SDK belongs in adapters/.',
      { path: ['^ui/', '^web/', '^modules/[^/]+/web/'], pathNot: TEST },
      FACE,
    ),
    libraries(
      'server',
      'The edge is Fastify and oRPC; a vendor SDK belongs in adapters/.',
      { path: '^server/', pathNot: TEST },
      [
        ...SHARED,
        '@orpc/server',
        '@orpc/openapi',
        '@orpc/json-schema',
        '@orpc/zod',
        'fastify',
        '@fastify/[^/]+',
        'ws',
        'pino',
        'prom-client',
        'i18next',
        'selfsigned',
      ],
    ),
    libraries(
      'media',
      'The media server: the protocol, its transport, sockets and tokens.',
      { path: '^media/', pathNot: TEST },
      ['node-datachannel', '@livekit/protocol', 'sdp-transform', 'ws', 'jose', 'zod'],
    ),
    libraries('cli', 'A command uses the context of the server.', { path: '^cli/', pathNot: TEST }, SHARED),
    libraries(
      'demo',
      'The demo speaks to the server as any client does.',
      { path: '^demo/', pathNot: TEST },
      [...SHARED, '@orpc/client', '@orpc/openapi-client', '@livekit/rtc-node', '@napi-rs/canvas', 'ws'],
    ),
    libraries(
      'tests',
      'A test of a slice, the server or the face uses the real thing through testing/, not a vendor SDK.',
      {
        path: [
          `^(modules|server|web|ui|cli|demo|kernel)/.*${TEST}`,
          '^(testing|e2e|bench)/',
          filesOf(['factories']),
        ],
      },
      [...SHARED, ...FACE, ...TESTS, '@orpc/server', 'fastify'],
    ),
    {
      name: 'kernel-without-io',
      comment: 'The kernel is pure: of Node it may use cryptography only.',
      severity: 'error',
      from: { path: '^kernel/', pathNot: TEST },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'slice-without-io',
      comment: 'A slice reaches disk, network and processes through the ports of the kernel.',
      severity: 'error',
      from: { path: '^modules/', pathNot: TEST },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'no-cycles',
      comment: 'What imports each other is one thing: say so in one file, or take the common part out.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import of something that is not there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'A package that package.json does not name may vanish with any update.',
      severity: 'error',
      from: { path: HOUSE },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependency-in-product',
      comment: 'An installation for production lacks devDependencies.',
      severity: 'error',
      from: {
        path: '^(kernel|modules|media|ui|adapters|server|web|cli|demo)/',
        pathNot: [TEST, filesOf(['factories']), 'test-suite\\.ts$'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(dist|data|docs|migrations)/', '\\.(css|scss|woff2)', '\\?(url|raw|inline)$'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'node', 'default', 'require', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
  },
}
