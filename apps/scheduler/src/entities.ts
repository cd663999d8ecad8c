import { brandsEntities } from '#brands';
import { channelsEntities } from '#channels';
import { mediaEntities } from '#media';
import { outboxEntities } from '#outbox';
import { postsEntities } from '#posts';
import { publishingEntities } from '#publishing';
import { slotsEntities } from '#slots';

/** Every table the scheduler reads or writes: all but the keys. */
export const schedulerEntities = [
  ...outboxEntities,
  ...brandsEntities,
  ...mediaEntities,
  ...channelsEntities,
  ...slotsEntities,
  ...postsEntities,
  ...publishingEntities,
];
