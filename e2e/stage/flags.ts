/** What the browsers of the people on stage are started with, beside their devices. As root Chrome's sandbox cannot start. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
]
