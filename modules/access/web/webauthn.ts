/** Both ceremonies of WebAuthn, with the browser's own JSON forms; the server's side is better-auth's. */

/** Whether this browser can here: a page needs a secure context and a name; a bare IP address has no passkeys. */
export const passkeysWork = (): boolean =>
  !/^[\d.]+$|:/.test(location.hostname) &&
  typeof PublicKeyCredential === 'function' &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function' &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function'

async function ask<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`/api/auth/passkey/${path}`, {
    credentials: 'same-origin',
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  if (!response.ok) throw new Error(`passkey ${response.status}`)
  return (await response.json()) as T
}

const answerOf = (credential: Credential | null): object => {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey')
  return credential.toJSON()
}

/** Shows a passkey; afterwards this browser has a session. Throws when it was not accepted or the person stopped. */
export async function showPasskey(): Promise<void> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>('generate-authenticate-options')
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({
    ...options,
    userVerification: 'required',
  })
  const response = answerOf(await navigator.credentials.get({ publicKey }))
  await ask('verify-authentication', { response })
}

/** Makes a passkey for whoever is signed in. Throws when it was not accepted or the person stopped. */
export async function addPasskey(name: string): Promise<void> {
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>('generate-register-options')
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const response = answerOf(await navigator.credentials.create({ publicKey }))
  await ask('verify-registration', { response, name })
}
