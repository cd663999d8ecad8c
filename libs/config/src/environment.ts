import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  type ValidationOptions,
} from 'class-validator';

const boolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;
const json = ({ value }: { value: unknown }): unknown => {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return value;
  }
};
/** An object of objects of texts. */
const IsNestedTexts = (options: ValidationOptions): PropertyDecorator =>
  ValidateBy({ name: 'isNestedTexts', validator: { validate: isNestedTexts } }, options);
const isNestedTexts = (value: unknown): boolean =>
  isPlain(value) &&
  Object.values(value).every(
    (inner) => isPlain(inner) && Object.values(inner).every((text) => typeof text === 'string'),
  );
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const POSTGRES_URL = { protocols: ['postgres', 'postgresql'], require_tld: false, require_protocol: true };
const S3_ENDPOINT = { protocols: ['http', 'https'], require_tld: false, require_protocol: true };
const expects = (message: string): { message: string } => ({ message });

/** The environment as written by the operator. Messages say what is expected and never repeat the value. */
export class Environment {
  @Type(() => Number)
  @IsInt(expects('a port number from 0 to 65535'))
  @Min(0, expects('a port number from 0 to 65535'))
  @Max(65535, expects('a port number from 0 to 65535'))
  PORT = 3000;

  @IsString(expects('an address to listen on, such as 127.0.0.1 or 0.0.0.0'))
  @Length(1, 255, expects('an address to listen on, such as 127.0.0.1 or 0.0.0.0'))
  HOST = '127.0.0.1';

  @IsOptional()
  @IsUrl(
    { protocols: ['http', 'https'], require_tld: false, require_protocol: true },
    expects('an http(s) URL under which people reach the service'),
  )
  PUBLIC_URL?: string;

  @IsString(expects('a folder'))
  @Length(1, 4096, expects('a folder'))
  MARRONNIER_DATA_DIR = './data';

  @IsOptional()
  @IsUrl(POSTGRES_URL, expects('a postgres:// URL of the role that owns the tables'))
  DATABASE_URL?: string;

  @IsOptional()
  @IsUrl(POSTGRES_URL, expects('a postgres:// URL of a role that is a member of marronnier_app'))
  DATABASE_APP_URL?: string;

  @IsOptional()
  @IsUrl(POSTGRES_URL, expects('a postgres:// URL of a role that is a member of marronnier_scheduler'))
  DATABASE_SCHEDULER_URL?: string;

  @IsOptional()
  @IsString(expects('the folder of initdb and postgres'))
  PG_BIN?: string;

  @Transform(boolean)
  @IsBoolean(expects('true or false'))
  MIGRATE = true;

  @Transform(boolean)
  @IsBoolean(expects('true or false'))
  MARRONNIER_DEMO = true;

  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/, expects('32 random bytes in base64, as `openssl rand -base64 32` prints them'))
  MARRONNIER_SECRET_KEY?: string;

  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/, expects('32 random bytes in base64, as `openssl rand -base64 32` prints them'))
  MARRONNIER_NEW_SECRET_KEY?: string;

  @IsIn(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    expects('one of fatal, error, warn, info, debug, trace, silent'),
  )
  LOG_LEVEL = 'info';

  @Type(() => Number)
  @IsInt(expects('how many publications one process sends at once, 1 to 200'))
  @Min(1, expects('how many publications one process sends at once, 1 to 200'))
  @Max(200, expects('how many publications one process sends at once, 1 to 200'))
  WORKER_CONCURRENCY = 20;

  @Type(() => Number)
  @IsInt(expects('seconds one call to a network may take, 1 to 300'))
  @Min(1, expects('seconds one call to a network may take, 1 to 300'))
  @Max(300, expects('seconds one call to a network may take, 1 to 300'))
  CALL_DEADLINE_SECONDS = 30;

  @Type(() => Number)
  @IsInt(expects('seconds to finish what is in flight at shutdown, 1 to 600'))
  @Min(1, expects('seconds to finish what is in flight at shutdown, 1 to 600'))
  @Max(600, expects('seconds to finish what is in flight at shutdown, 1 to 600'))
  SHUTDOWN_GRACE_SECONDS = 20;

  @IsOptional()
  @Type(() => Number)
  @IsInt(expects('a port number from 0 to 65535'))
  @Min(0, expects('a port number from 0 to 65535'))
  @Max(65535, expects('a port number from 0 to 65535'))
  METRICS_PORT?: number;

  @Transform(boolean)
  @IsBoolean(expects('true or false'))
  WEBHOOK_ALLOW_PRIVATE = false;

  @Type(() => Number)
  @IsInt(expects('bytes one uploaded file may have, 1024 to 1073741824'))
  @Min(1024, expects('bytes one uploaded file may have, 1024 to 1073741824'))
  @Max(1073741824, expects('bytes one uploaded file may have, 1024 to 1073741824'))
  MEDIA_MAX_BYTES = 26214400;

  @IsOptional()
  @IsUrl(S3_ENDPOINT, expects('the http(s) URL of an S3-compatible service'))
  MEDIA_S3_ENDPOINT?: string;

  // The name ends in a host name or a path: what S3 itself allows, and the capitals that some compatible services do.
  @IsOptional()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/, expects('the name of a bucket that exists'))
  MEDIA_S3_BUCKET?: string;

  @IsOptional()
  @Matches(/^[A-Za-z0-9-]{1,64}$/, expects('the region of the bucket, such as eu-west-3'))
  MEDIA_S3_REGION?: string;

  @IsOptional()
  @Length(1, 256, expects('the access key of somebody who may read, write, list and delete in the bucket'))
  MEDIA_S3_ACCESS_KEY_ID?: string;

  @IsOptional()
  @Length(1, 1024, expects('the secret of MEDIA_S3_ACCESS_KEY_ID'))
  MEDIA_S3_SECRET_ACCESS_KEY?: string;

  @Transform(boolean)
  @IsBoolean(expects('true or false'))
  MEDIA_S3_FORCE_PATH_STYLE = false;

  @Type(() => Number)
  @IsInt(expects('requests one API key may make per minute, 1 to 1000000'))
  @Min(1, expects('requests one API key may make per minute, 1 to 1000000'))
  @Max(1000000, expects('requests one API key may make per minute, 1 to 1000000'))
  RATE_LIMIT_PER_MINUTE = 1200;

  @IsOptional()
  @Transform(json)
  @IsNestedTexts(expects('JSON such as {"telegram":{"api":"http://127.0.0.1:8081"}}: hosts by network and name'))
  NETWORK_HOSTS?: Record<string, Record<string, string>>;

  @IsOptional()
  @Transform(json)
  @IsNestedTexts(expects('JSON such as {"linkedin":{"clientId":"…","clientSecret":"…"}}: apps by network'))
  NETWORK_APPS?: Record<string, Record<string, string>>;
}
