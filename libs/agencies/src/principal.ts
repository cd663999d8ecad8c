import type { Actor, BrandScope } from '#kernel';
import type { Scope } from './scopes.js';

/** Who is calling: the key, what it may do and which rows it may see. */
export interface Principal {
  agencyId: string;
  keyId: string;
  scopes: readonly Scope[];
  scope: BrandScope;
  actor: Actor;
}
