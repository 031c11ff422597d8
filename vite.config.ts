import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import rtlcss from 'postcss-rtlcss'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

type PostcssPlugin = ReturnType<typeof rtlcss>
type Once = NonNullable<PostcssPlugin['Once']>

/** USWDS has physical properties; ours are logical and stay as they are written. */
function rtlForUswds(): PostcssPlugin {
  const { Once: mirror } = rtlcss({})
  const once: Once = (root, helpers) => {
    if (root.source?.input.file?.includes('uswds')) return mirror?.(root, helpers)
  }
  return { postcssPlugin: 'rtl-for-uswds', Once: once }
}

/** Writes each text file also compressed: the server sends those as they are and never compresses while it answers. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      for (const name of await readdir(join(dir, 'assets')).catch(() => [])) {
        if (!/\.(m?js|css|svg)$/.test(name)) continue
        const file = join(dir, 'assets', name)
        const text = await readFile(file)
        const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
        await writeFile(`${file}.br`, brotliCompressSync(text, brotli))
        await writeFile(`${file}.gz`, gzipSync(text))
      }
    },
  }
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), compressed()],
  publicDir: false,
  resolve: {
    alias: {
      '@uswds-fonts': at('node_modules/@uswds/uswds/dist/fonts'),
      '@uswds-img': at('node_modules/@uswds/uswds/dist/img'),
    },
  },
  css: {
    postcss: { plugins: [rtlForUswds()] },
    preprocessorOptions: {
      scss: { loadPaths: [at('node_modules/@uswds/uswds/packages')], quietDeps: true },
    },
  },
  ssr: { noExternal: ['@trussworks/react-uswds'] },
  build: isSsrBuild
    ? {
        // Pages for everyone, rendered by the server: it strips types but not JSX.
        outDir: 'dist/server',
        ssr: true,
        // The client build writes the files; here they are only named.
        assetsInlineLimit: 0,
        rolldownOptions: { input: { pages: 'web/pages-entry.tsx' } },
      }
    : {
        outDir: 'dist/client',
        manifest: true,
        // The CSP allows no data: fonts; pictures small enough to inline are few.
        assetsInlineLimit: 0,
        rolldownOptions: {
          input: { app: 'index.html', pages: 'web/pages-style.ts', passkey: 'modules/access/web/passkey.ts' },
        },
      },
}))
