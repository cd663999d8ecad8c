import type { Environment } from './environment.js';

/** A bucket of an S3-compatible service and who asks it. */
export interface S3Settings {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** `<endpoint>/<bucket>/…` instead of `<bucket>.<endpoint>/…`: what MinIO, Garage and most others want. */
  readonly forcePathStyle: boolean;
}

const NEEDED = [
  'MEDIA_S3_ENDPOINT',
  'MEDIA_S3_BUCKET',
  'MEDIA_S3_REGION',
  'MEDIA_S3_ACCESS_KEY_ID',
  'MEDIA_S3_SECRET_ACCESS_KEY',
] as const;

/** One line per variable that is absent although others of its group are there: half a bucket is none. */
export function missingS3Settings(environment: Environment): string[] {
  const missing = NEEDED.filter((name) => environment[name] === undefined);
  if (missing.length === NEEDED.length) return [];
  return missing.map((name) => `${name}: expected a value, because other MEDIA_S3_… variables are set`);
}

/** Null when the group is absent. Call once nothing is missing. */
export function s3Settings(environment: Environment): S3Settings | null {
  if (environment.MEDIA_S3_ENDPOINT === undefined) return null;
  return Object.freeze({
    endpoint: environment.MEDIA_S3_ENDPOINT,
    bucket: environment.MEDIA_S3_BUCKET!,
    region: environment.MEDIA_S3_REGION!,
    accessKeyId: environment.MEDIA_S3_ACCESS_KEY_ID!,
    secretAccessKey: environment.MEDIA_S3_SECRET_ACCESS_KEY!,
    forcePathStyle: environment.MEDIA_S3_FORCE_PATH_STYLE,
  });
}
