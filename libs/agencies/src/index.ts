import { AgencyEntity } from './agency.entity.js';
import { ApiKeyBrandEntity } from './api-key-brand.entity.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { MemberEntity } from './member.entity.js';

export { AgenciesModule } from './agencies.module.js';
export { type ApiKeyGrant, ApiKeyService, type ApiKeyView, type NewApiKeyView } from './api-key.service.js';
export { type AgencyView, createAgency, readAgency } from './create-agency.js';
export type { Principal } from './principal.js';
export { type Scope, SCOPES } from './scopes.js';

export const agenciesEntities = [AgencyEntity, MemberEntity, ApiKeyEntity, ApiKeyBrandEntity];
