import { addPasskey, passkeysWork, showPasskey } from './webauthn.ts'

/** The passkey buttons of the sign-in pages: hidden where there is no JavaScript or no passkey can be shown. */
for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const button = place.querySelector('button')
  const alert = place.querySelector('[role=alert]')
  const { passkey: to = '/desk', failed = '', add } = place.dataset
  if (!button || !passkeysWork()) continue
  place.hidden = false
  button.addEventListener('click', async () => {
    if (alert) alert.textContent = ''
    try {
      if (add === undefined) await showPasskey()
      else await addPasskey(add)
      location.assign(`/sign-in/next?to=${encodeURIComponent(to)}`)
    } catch {
      if (alert) alert.textContent = failed
    }
  })
}
