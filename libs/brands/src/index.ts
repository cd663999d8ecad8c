import { BrandEntity } from './brand.entity.js';
import { BrandPurgeEntity } from './brand-purge.entity.js';
import { CharterEntity } from './charter/charter.entity.js';
import { CharterVersionEntity } from './charter/charter-version.entity.js';

export type { BrandFacts, BrandInput, BrandPatch, BrandSettings, BrandSettingsInput, BrandView } from './brand.js';
export {
  activeCharter,
  type ActiveCharter,
  compiledCharter,
  compiledCharters,
  type CharterInForce,
} from './charter/active-charter.js';
export { charterInvalid, type SentCharter, toFields } from './charter/charter-input.js';
export {
  type CharterChangeRequest,
  type CharterRequest,
  CharterService,
  type DraftInput,
} from './charter/charter.service.js';
export type { CharterVersionSummary, CharterVersionView } from './charter/charter-version.js';
export { CHARTER_VERSION_STATES, type CharterVersionState } from './charter/version-state.js';
export { type CharterOrigin, type CharterView, viewCharter } from './charter/charter-view.js';
export { type DerivedVersion, deriveVersions } from './charter/derive-versions.js';
export { enactDue } from './charter/enact-due.js';
export { enactVersion } from './charter/enact-version.js';
export { type PreparedVersion, prepareVersion } from './charter/prepare-version.js';
export { acknowledgeImpact, scheduleVersion, withdrawVersion } from './charter/schedule-version.js';
export { BrandPurgeEntity } from './brand-purge.entity.js';
export type { BrandPurgeView } from './brand-purge.js';
export { type BrandFilter, findPublicBrand, requireBrand } from './brand.repository.js';
export { BrandService } from './brand.service.js';
export { BrandsModule } from './brands.module.js';
export { MAX_SLUG, slugify } from './slug.js';

export const brandsEntities = [BrandEntity, BrandPurgeEntity, CharterEntity, CharterVersionEntity];
