/** What the bytes of a file say of it. */
export interface MediaFacts {
  mimeType: string;
  /** Pixels as shown, turned as the file asks; null for documents, and when they cannot be read. */
  width: number | null;
  height: number | null;
  /** Milliseconds of a film, or of one round of an animated image; null for what stands still or does not tell. */
  durationMs: number | null;
  /** Whether an image has several frames. */
  animated: boolean;
  /** Of films: whether there is sound to them; null for anything else, and when nobody can tell. */
  hasAudio: boolean | null;
  /** Of films: frames per second. */
  frameRate: number | null;
  /** Of films: the format of the pictures as MediaInfo names it, such as AVC, HEVC, VP9. */
  videoCodec: string | null;
}

/** What there is to say of a file beside its type when it says nothing. */
export const NOTHING_KNOWN: Omit<MediaFacts, 'mimeType'> = {
  width: null,
  height: null,
  durationMs: null,
  animated: false,
  hasAudio: null,
  frameRate: null,
  videoCodec: null,
};
