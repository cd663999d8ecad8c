import { OmitType } from '@nestjs/swagger';
import { CreatePostRequest } from './posts.requests.js';

/** A post that is being written, without what places it in the calendar or in another system. */
export class PreflightRequest extends OmitType(CreatePostRequest, ['occurrenceId', 'scheduledAt', 'externalId']) {}
