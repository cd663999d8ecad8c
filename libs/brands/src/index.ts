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
export { BrandPurgeEntity } from './brand-purge.entity.js';
export type { BrandPurgeView } from './brand-purge.js';
export { type BrandFilter, findPublicBrand, requireBrand } from './brand.repository.js';
export { BrandService } from './brand.service.js';
export { BrandsModule } from './brands.module.js';
export { MAX_SLUG, slugify } from './slug.js';

export const brandsEntities = [BrandEntity, BrandPurgeEntity, CharterEntity, CharterVersionEntity];
