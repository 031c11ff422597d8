/** The picture that is large goes into a small window over everything else, or comes back from it. */
export async function pictureInPicture(): Promise<void> {
  if (document.pictureInPictureElement) return document.exitPictureInPicture()
  const videos = document.querySelectorAll<HTMLVideoElement>('.dl-view__large video, .dl-view video')
  const first = [...videos].find((video) => video.readyState > 0)
  await first?.requestPictureInPicture().catch(() => undefined)
}
