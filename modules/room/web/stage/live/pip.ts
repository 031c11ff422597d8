/** The picture that is large goes into a small window over everything else, or comes back from it. */
export async function pictureInPicture(): Promise<void> {
  if (document.pictureInPictureElement) return document.exitPictureInPicture()
  const videos = [
    ...document.querySelectorAll<HTMLVideoElement>('.dl-view__large video'),
    ...document.querySelectorAll<HTMLVideoElement>('.dl-view video'),
  ]
  const video = videos.find(({ readyState }) => readyState > 0) ?? videos[0]
  // Of a picture that has just come the browser does not know yet how large it is.
  if (video && video.readyState === 0)
    await new Promise((resolve) => video.addEventListener('loadedmetadata', resolve, { once: true }))
  await video?.requestPictureInPicture().catch(() => undefined)
}
