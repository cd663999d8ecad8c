/** A condition on `pause`, `p` (publication), `ch` (its channel) and `post`: the pause is about it, whether it stands or not. */
export const PAUSE_COVERS = `pause.agency_id = p.agency_id
  and (pause.brand_id is null or pause.brand_id = p.brand_id)
  and (pause.network_id is null or pause.network_id = ch.network_id)
  and (pause.channel_id is null or pause.channel_id = p.channel_id)
  and (pause.pillar is null or pause.pillar = post.pillar)`;

/** The same, and it stands. */
export const PAUSE_STANDS = `pause.lifted_at is null and ${PAUSE_COVERS}`;
