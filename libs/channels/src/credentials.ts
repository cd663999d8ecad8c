import { DomainError, type FieldError } from '#kernel';
import {
  type AccountRef,
  type Capabilities,
  type ChannelAccount,
  type CredentialField,
  isHttpUrl,
  type NetworkManifest,
  type Session,
} from '#networks';
import { SEALED, type SecretBox } from '#persistence';
import { capabilitiesOf, type Credentials } from './channel.js';

/** Credentials as they are stored. */
export interface StoredCredentials {
  /** Sealed for this channel alone; null when the network asks for no secret. */
  credentials: string | null;
  publicSettings: Record<string, string>;
}

/** What publishing reads of a channel before it opens its credentials. */
export interface StoredAccount extends StoredCredentials, AccountRef {
  networkId: string;
  /** Sealed for this channel alone; null when there is none. */
  session: string | null;
  /** See `capabilitiesOf`. */
  limits: Partial<Capabilities>;
}

const MAX_LENGTH = 10_000;

/** Throws `channel.credentials_invalid`, pointing at each field, unless `given` is what the network asks for. */
export function checkCredentials(manifest: NetworkManifest, given: Credentials): void {
  const unknown = Object.keys(given).filter((name) => !manifest.credentials.some((field) => field.name === name));
  const faults: FieldError[] = [
    ...unknown.map((name): FieldError => ({ pointer: pointerTo(name), code: 'field.unknown' })),
    ...manifest.credentials.flatMap((field) => faultOf(field, given[field.name])),
  ];
  if (faults.length > 0) throw new DomainError('channel.credentials_invalid', { network: manifest.name }, faults);
}

function faultOf(field: CredentialField, value: string | undefined): FieldError[] {
  const pointer = pointerTo(field.name);
  if (value === undefined) return field.required ? [{ pointer, code: 'field.required' }] : [];
  if (value.trim() === '') return [{ pointer, code: 'field.required' }];
  if (value.length > MAX_LENGTH) return [{ pointer, code: 'field.too_long', params: { max: MAX_LENGTH } }];
  const readable = field.format !== 'url' || isHttpUrl(value);
  return readable ? [] : [{ pointer, code: 'field.invalid', params: { reason: 'https://…' } }];
}

/** RFC 6901 */
function pointerTo(name: string): string {
  return `/credentials/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Parts the secrets from the rest and seals them. */
export function sealCredentials(
  manifest: NetworkManifest,
  given: Credentials,
  channelId: string,
  box: SecretBox,
): StoredCredentials {
  const pick = (secret: boolean): Record<string, string> =>
    Object.fromEntries(
      manifest.credentials
        .filter((field) => field.secret === secret)
        .flatMap(({ name }): [string, string][] => (given[name] === undefined ? [] : [[name, given[name]]])),
    );
  const secrets = pick(true);
  const sealed =
    Object.keys(secrets).length > 0 ? box.seal(JSON.stringify(secrets), SEALED.credentials.context(channelId)) : null;
  return { credentials: sealed, publicSettings: pick(false) };
}

/** The account an adapter acts for, its credentials opened: to be used for one call and dropped. */
export function accountOf(stored: StoredAccount, manifest: NetworkManifest, box: SecretBox): ChannelAccount {
  const { channelId, agencyId, brandId } = stored;
  return {
    channelId,
    agencyId,
    brandId,
    credentials: { ...stored.publicSettings, ...openSecrets(stored, box) },
    session: openSession(stored, box),
    capabilities: capabilitiesOf(manifest.capabilities, stored.limits),
  };
}

export function sealSession(session: Session, channelId: string, box: SecretBox): string {
  return box.seal(JSON.stringify(session), SEALED.session.context(channelId));
}

export function openSession(
  { session, channelId }: Pick<StoredAccount, 'session' | 'channelId'>,
  box: SecretBox,
): Session | null {
  return session === null ? null : (JSON.parse(box.open(session, SEALED.session.context(channelId))) as Session);
}

/** The names of all credentials that are set; the secrets do not leave this function. */
export function credentialNames(stored: StoredCredentials & Pick<AccountRef, 'channelId'>, box: SecretBox): string[] {
  return [...Object.keys(stored.publicSettings), ...Object.keys(openSecrets(stored, box))].sort();
}

function openSecrets(
  stored: StoredCredentials & Pick<AccountRef, 'channelId'>,
  box: SecretBox,
): Record<string, string> {
  if (stored.credentials === null) return {};
  return JSON.parse(box.open(stored.credentials, SEALED.credentials.context(stored.channelId))) as Record<
    string,
    string
  >;
}
