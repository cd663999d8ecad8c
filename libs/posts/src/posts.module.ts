import { Global, Module } from '@nestjs/common';
import { POSTS_BY_OCCURRENCE, type PostsByOccurrence } from '#slots';
import { postIdsByOccurrence } from './post.repository.js';
import { PostService } from './post.service.js';

/** Tells the lib of slots which post fills an occurrence. */
const postsByOccurrence: PostsByOccurrence = { postIdsOf: postIdsByOccurrence };

/** Global, because libs below are handed what they may not import. Expects `PUBLICATIONS_OF_POSTS` likewise from above. */
@Global()
@Module({
  providers: [PostService, { provide: POSTS_BY_OCCURRENCE, useValue: postsByOccurrence }],
  exports: [PostService, POSTS_BY_OCCURRENCE],
})
export class PostsModule {}
