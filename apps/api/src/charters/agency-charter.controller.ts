import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ChartersController } from './charters.controller.js';

/** The charter on which those of all brands rest. */
@ApiTags('Charter')
@Controller('v1/charter')
export class AgencyCharterController extends ChartersController {}
