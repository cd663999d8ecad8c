import { Injectable } from '@nestjs/common';
import { expectVersion, type Tx } from '#persistence';
import { findByExternalId, type PostChangeRequest, type PostInput, PostService, type PostView } from '#posts';
import { EditPost } from './edit-post.js';

@Injectable()
export class UpsertPost {
  constructor(
    private readonly posts: PostService,
    private readonly edit: EditPost,
  ) {}

  /** Makes the brand's post that another system knows as `externalId`, or edits it. Two at once make one post. */
  async run(
    tx: Tx,
    brandId: string,
    externalId: string,
    input: PostInput,
    request: PostChangeRequest,
  ): Promise<{ post: PostView; created: boolean }> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`post ${brandId} ${externalId}`]);
    const known = await findByExternalId(tx, request.scope, brandId, externalId);
    if (known) return { post: await this.edit.run(tx, known.id, input, request), created: false };
    expectVersion(request.expectedVersion, 0);
    return { post: await this.posts.create(tx, brandId, { ...input, externalId }, request), created: true };
  }
}
