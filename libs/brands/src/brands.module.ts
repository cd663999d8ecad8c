import { Module } from '@nestjs/common';
import { BrandService } from './brand.service.js';
import { CharterService } from './charter/charter.service.js';

@Module({ providers: [BrandService, CharterService], exports: [BrandService, CharterService] })
export class BrandsModule {}
