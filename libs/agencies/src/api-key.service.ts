import { Injectable, Logger } from '@nestjs/common';
import { type Actor, DomainError, newId } from '#kernel';
import type { Page, PageRequest, Tx } from '#persistence';
import { QueryFailedError } from 'typeorm';
import { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeyRepository, type ApiKeyRow, type LiveKey } from './api-key.repository.js';
import type { Principal } from './principal.js';
import type { Scope } from './scopes.js';
import { hashToken, hintOf, isToken, newToken } from './token.js';

/** What a new key is given. */
export interface ApiKeyGrant {
  name: string;
  scopes: readonly Scope[];
  /** Ids of the agency's brands, or all of them, those to come included. */
  brands: 'all' | readonly string[];
  /** Null: never. */
  expiresAt: Date | null;
}

/** A key as its agency sees it; instants are RFC 3339 in UTC. */
export interface ApiKeyView {
  id: string;
  name: string;
  /** The token's last four characters. */
  hint: string;
  scopes: Scope[];
  brands: 'all' | string[];
  expiresAt: string | null;
  lastUsedAt: string | null;
  createdAt: string;
  createdBy: Actor;
}

/** The only time the token is told. */
export interface NewApiKeyView extends ApiKeyView {
  token: string;
}

/** `lastUsedAt` is kept to the minute. */
const TOUCH_EVERY = 60_000;
const FOREIGN_KEY_VIOLATION = '23503';

@Injectable()
export class ApiKeyService {
  private readonly logger = new Logger(ApiKeyService.name);

  constructor(private readonly keys: ApiKeyRepository) {}

  /** The caller behind `token`, or null when the key is unknown, expired or revoked. Does not look up what is no token. */
  async authenticate(tx: Tx, token: string, now: Date): Promise<Principal | null> {
    const key = isToken(token) ? await this.keys.findLive(tx, hashToken(token), now) : null;
    if (!key) return null;
    await this.touch(tx, key, now);
    return toPrincipal(key);
  }

  /** Makes a key for a caller, who cannot give more than it has: `api_key.scope_exceeds`. */
  async create(tx: Tx, maker: Principal, grant: ApiKeyGrant, now: Date): Promise<NewApiKeyView> {
    if (exceeds(grant, maker)) throw new DomainError('api_key.scope_exceeds');
    return this.issue(tx, maker.agencyId, grant, maker.actor, now);
  }

  /** Makes a key on the service's own authority: the first one of an agency. */
  async issue(tx: Tx, agencyId: string, grant: ApiKeyGrant, actor: Actor, now: Date): Promise<NewApiKeyView> {
    const token = newToken();
    const row = toRow(agencyId, grant, token, actor, now);
    await this.keys.insert(tx, row).catch(refuseUnknownBrand);
    return { ...toApiKeyView(row), token };
  }

  async list(tx: Tx, caller: Principal, page: PageRequest): Promise<Page<ApiKeyView>> {
    const { data, nextCursor } = await this.keys.list(tx, caller.scope, page);
    return { data: data.map(toApiKeyView), nextCursor };
  }

  /** Ends a key at once. Refuses the last usable one that administers the whole agency. */
  async revoke(tx: Tx, caller: Principal, id: string, now: Date): Promise<void> {
    const key = await this.keys.find(tx, caller.scope, id);
    if (!key) throw new DomainError('api_key.not_found');
    const admins = await this.keys.lockAdmins(tx, caller.agencyId, now);
    if (admins.length === 1 && admins[0] === id) throw new DomainError('api_key.last_admin');
    await this.keys.revoke(tx, caller.agencyId, id, now);
  }

  /** Takes a brand that is being deleted out of every key that names it; a key for it alone ends. Answers how many did. */
  forgetBrand(tx: Tx, agencyId: string, brandId: string, now: Date): Promise<number> {
    return this.keys.forgetBrand(tx, agencyId, brandId, now);
  }

  /** Bookkeeping: a request never fails because of it. */
  private async touch(tx: Tx, key: LiveKey, now: Date): Promise<void> {
    const notSince = new Date(now.getTime() - TOUCH_EVERY);
    if (key.lastUsedAt && key.lastUsedAt > notSince) return;
    await this.keys.touch(tx, key.id, now, notSince).catch((error: unknown) => {
      this.logger.warn(`The last use of key ${key.id} was not noted: ${String(error)}`);
    });
  }
}

function toPrincipal(key: LiveKey): Principal {
  return {
    agencyId: key.agencyId,
    keyId: key.id,
    scopes: key.scopes,
    scope: { agencyId: key.agencyId, brands: key.allBrands ? 'all' : key.brands },
    actor: { kind: 'key', id: key.id, label: key.name },
  };
}

/** Brands outside a limited caller's own exceed it whether they exist or not: it learns nothing of them. */
function exceeds(grant: ApiKeyGrant, maker: Principal): boolean {
  const { brands } = maker.scope;
  const widerBrands = brands !== 'all' && (grant.brands === 'all' || grant.brands.some((id) => !brands.includes(id)));
  return widerBrands || grant.scopes.some((scope) => !maker.scopes.includes(scope));
}

function toRow(agencyId: string, grant: ApiKeyGrant, token: string, actor: Actor, now: Date): ApiKeyRow {
  const key: ApiKeyEntity = {
    id: newId(),
    agencyId,
    name: grant.name,
    secretHash: hashToken(token),
    hint: hintOf(token),
    scopes: [...new Set(grant.scopes)],
    allBrands: grant.brands === 'all',
    expiresAt: grant.expiresAt,
    lastUsedAt: null,
    revokedAt: null,
    createdBy: actor,
    createdAt: now,
  };
  return { key, brands: grant.brands === 'all' ? null : [...new Set(grant.brands)].sort() };
}

function toApiKeyView({ key, brands }: ApiKeyRow): ApiKeyView {
  return {
    id: key.id,
    name: key.name,
    hint: key.hint,
    scopes: key.scopes,
    brands: brands ?? 'all',
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    createdAt: key.createdAt.toISOString(),
    createdBy: key.createdBy,
  };
}

/** The foreign key knows the agency's brands; brands themselves are a lib above this one. */
function refuseUnknownBrand(error: unknown): never {
  const code = error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;
  if (code === FOREIGN_KEY_VIOLATION) throw DomainError.at('/brands', 'brand.not_found');
  throw error;
}
