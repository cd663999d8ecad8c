/** The job engine's task names; a job carries only the publication's id. */
export const PUBLISH_TASK = 'publish';
export const RECONCILE_TASK = 'reconcile';

export interface PublicationJob {
  publicationId: string;
}

/**
 * SQL that adds one job per row of `source (id, tries, rank)`. The key names the try, so that promoting twice adds
 * one job; exclusion is the claim's business, never the key's. Rank, the row's turn, becomes the priority: brands take
 * turns whatever the length of their queues. A queue that is not empty for hours on end comes to the last turn, and is
 * then served by time alone until it is.
 */
export function addJobsFrom(source: string, task: typeof PUBLISH_TASK | typeof RECONCILE_TASK): string {
  return `graphile_worker.add_jobs(array(
    select ('${task}', json_build_object('publicationId', id), null, null, 25,
      '${task}:' || id || ':' || tries, least(rank, 32000), null)::graphile_worker.job_spec
    from ${source} order by rank))`;
}
