import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { extract, pack } from 'tar-stream'
import { WrongEnvironment } from '../../kernel/wrong-environment.ts'

/** One file in an archive; large things come in several entries of at most about a megabyte. */
export interface ArchiveEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

const AGE = Buffer.from('age-encryption.org/v1\n')
const GZIP = Buffer.from([0x1f, 0x8b])

/**
 * Writes entries as a compressed tar, encrypted with a passphrase (scrypt, then ChaCha20-Poly1305 in pieces) when one is given:
 * `age -d FILE | tar xz` or `tar xzf FILE` open it without Direct Line. Ends when `target` has taken everything.
 */
export async function writeArchive(
  target: Writable,
  passphrase: string | null,
  entries: AsyncIterable<ArchiveEntry>,
): Promise<void> {
  const packed = pack()
  const fill = async (): Promise<void> => {
    try {
      for await (const { name, bytes } of entries) {
        const taken = new Promise<void>((resolve, reject) => {
          packed.entry({ name, mode: 0o600 }, Buffer.from(bytes), (error) =>
            error ? reject(error) : resolve(),
          )
        })
        await taken
      }
      packed.finalize()
    } catch (error) {
      packed.destroy(error instanceof Error ? error : new Error(String(error)))
      throw error
    }
  }
  const compressed = createGzip({ level: 4 })
  const flow = async (): Promise<void> => {
    if (passphrase === null) return pipeline(packed, compressed, target)
    const encrypter = new Encrypter()
    encrypter.setPassphrase(passphrase)
    const sealed = await encrypter.encrypt(Readable.toWeb(compressed) as ReadableStream<Uint8Array>)
    await Promise.all([pipeline(packed, compressed), pipeline(Readable.from(sealed), target)])
  }
  await Promise.all([fill(), flow()])
}

/**
 * Reads the entries of an archive in their order. Throws `WrongEnvironment` with one sentence when the file is none,
 * is cut or damaged, or does not open with this passphrase.
 */
export async function* readArchive(path: string, passphrase: string | null): AsyncGenerator<ArchiveEntry> {
  const encrypted = await isEncrypted(path)
  if (encrypted && passphrase === null)
    throw new WrongEnvironment(`${path} is encrypted: its passphrase is needed.`)
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  const gunzip = createGunzip()
  const unpacked = extract()
  const source = encrypted ? await opened(path, file, passphrase ?? '') : file
  const flow = pipeline(source, gunzip, unpacked)
  // Told to whoever reads the entries; here only so that it is not unheard meanwhile.
  flow.catch(() => undefined)
  try {
    for await (const entry of unpacked) {
      const chunks: Uint8Array[] = []
      for await (const chunk of entry) chunks.push(chunk as Uint8Array)
      yield { name: entry.header.name, bytes: Buffer.concat(chunks) }
    }
    await flow
  } catch (cause) {
    throw damaged(path, cause)
  } finally {
    file.destroy()
    unpacked.destroy()
  }
}

/** Whether a passphrase is needed to read it. Throws `WrongEnvironment` when it is no archive of ours at all. */
export async function isEncrypted(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch((cause) => {
    throw new WrongEnvironment(`${path} cannot be read.`, { cause })
  })
  try {
    const head = Buffer.alloc(AGE.length)
    const { bytesRead } = await file.read(head, 0, head.length, 0).catch((cause) => {
      throw new WrongEnvironment(`${path} cannot be read.`, { cause })
    })
    if (head.equals(AGE)) return true
    if (bytesRead >= 2 && head.subarray(0, 2).equals(GZIP)) return false
    throw new WrongEnvironment(`${path} is no backup of Direct Line.`)
  } finally {
    await file.close()
  }
}

async function opened(path: string, file: Readable, passphrase: string): Promise<Readable> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return Readable.from(await decrypter.decrypt(Readable.toWeb(file) as ReadableStream<Uint8Array>))
  } catch (cause) {
    file.destroy()
    const said = String(cause)
    throw /no identity matched/.test(said)
      ? new WrongEnvironment(`The passphrase does not open ${path}.`, { cause })
      : damaged(path, cause)
  }
}

const damaged = (path: string, cause: unknown): WrongEnvironment =>
  cause instanceof WrongEnvironment
    ? cause
    : new WrongEnvironment(`${path} is cut short or damaged: use another backup.`, { cause })
