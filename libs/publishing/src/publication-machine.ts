import type { StateTable } from '#kernel';
import { PUBLICATION_STATES, type PublicationState } from '#posts';

/** Every move a publication can make. The README renders it; verbs and passes check it. */
export const PUBLICATION_MACHINE: StateTable<PublicationState> = {
  name: 'publication',
  states: PUBLICATION_STATES,
  final: ['published', 'failed', 'missed', 'cancelled'],
  transitions: [
    {
      from: ['scheduled', 'waiting', 'processing'],
      by: 'dispatch-due',
      guard: 'run_at reached; the channel has nothing in flight and no bucket sleeps',
      to: 'queued',
    },
    {
      from: ['queued'],
      by: 'claim',
      guard: 'no pause, channel healthy, charter content, within the late window or started',
      to: 'publishing',
    },
    {
      from: ['queued'],
      by: 'claim',
      guard: 'a pause covers it, the channel must be reconnected, or the charter refuses it and nothing of it has left',
      to: 'held',
      event: 'publication.held',
    },
    {
      from: ['queued'],
      by: 'claim',
      guard:
        'a pause covers it, the charter refuses it, or such a hold lasted beyond the late window, and nobody knows whether it is out',
      to: 'reconciling',
    },
    { from: ['queued'], by: 'claim', guard: 'a bucket of its scope sleeps', to: 'waiting' },
    { from: ['queued'], by: 'claim', guard: 'the late window is over', to: 'missed', event: 'publication.missed' },
    {
      from: ['queued'],
      by: 'claim',
      guard: 'the channel is gone or disabled, or the network has no adapter',
      to: 'failed',
      event: 'publication.failed',
    },
    {
      from: ['queued'],
      by: 'claim',
      guard: 'the channel is gone or disabled, and nobody knows whether it is out',
      to: 'unconfirmed',
      event: 'publication.unconfirmed',
    },
    {
      from: ['publishing'],
      by: 'settle',
      guard: 'every unit is done',
      to: 'published',
      event: 'publication.published',
    },
    { from: ['publishing'], by: 'settle', guard: 'the network is still working', to: 'processing' },
    {
      from: ['publishing'],
      by: 'settle',
      guard: 'proven not done and worth another try, or rate limited',
      to: 'waiting',
    },
    {
      from: ['publishing'],
      by: 'settle',
      guard: 'the network refuses the credentials',
      to: 'held',
      event: 'publication.held',
    },
    {
      from: ['publishing'],
      by: 'settle',
      guard: 'refused for good, or tries are spent, and nothing of the unit may be out',
      to: 'failed',
      event: 'publication.failed',
    },
    {
      from: ['publishing'],
      by: 'settle',
      guard: 'bytes left and no trusted answer came, of this try or of one that was repeated in vain',
      to: 'reconciling',
    },
    { from: ['publishing'], by: 'release-stale', guard: 'the lease is dead and nothing is armed', to: 'queued' },
    { from: ['publishing'], by: 'release-stale', guard: 'the lease is dead and a step is armed', to: 'reconciling' },
    {
      from: ['reconciling'],
      by: 'reconcile',
      guard: 'found, and nothing is left to send',
      to: 'published',
      event: 'publication.published',
    },
    {
      from: ['reconciling'],
      by: 'reconcile',
      guard:
        'found with units left, certainly absent once the lost call is dead, or kept from a repetition and asked in vain',
      to: 'waiting',
    },
    {
      from: ['reconciling'],
      by: 'reconcile',
      guard: 'certainly absent, and tries are spent',
      to: 'failed',
      event: 'publication.failed',
    },
    {
      from: ['reconciling'],
      by: 'reconcile',
      guard: 'cannot be told',
      to: 'unconfirmed',
      event: 'publication.unconfirmed',
    },
    {
      from: ['held'],
      by: 'release-held',
      guard:
        'the channel is healthy again, the blackout over or the charter content, within the late window; or the pause over and it may be out',
      to: 'scheduled',
    },
    {
      from: ['scheduled', 'queued', 'waiting', 'held'],
      by: 'blackout',
      guard: 'a blackout closes its time, and nothing is started',
      to: 'held',
      event: 'publication.held',
    },
    {
      from: ['scheduled', 'queued', 'waiting'],
      by: 'charter',
      guard: 'the charter refuses what it says, and nothing of it has left',
      to: 'held',
      event: 'publication.held',
    },
    {
      from: ['scheduled', 'queued', 'waiting', 'held'],
      by: 'lift',
      guard: 'its pause is lifted after it was due, no other covers it, nothing is started',
      to: 'missed',
      event: 'publication.missed',
    },
    {
      from: ['scheduled', 'queued', 'waiting', 'held'],
      by: 'mark-missed',
      guard: 'the late window is over and nothing is started',
      to: 'missed',
      event: 'publication.missed',
    },
    { from: ['scheduled', 'queued', 'waiting', 'held'], by: 'cancel', guard: 'nothing is started', to: 'cancelled' },
    {
      from: ['scheduled', 'queued', 'waiting', 'held', 'failed', 'missed', 'cancelled'],
      by: 'plan',
      guard: 'nothing is started',
      to: 'scheduled',
    },
    { from: ['failed', 'missed', 'cancelled'], by: 'retry', to: 'scheduled' },
    { from: ['held', 'missed'], by: 'reschedule', guard: 'nothing is started; a time to come', to: 'scheduled' },
    {
      from: ['held', 'missed'],
      by: 'publish-now',
      guard: 'nothing is started, no pause covers it, the channel works',
      to: 'scheduled',
    },
    { from: ['held', 'missed'], by: 'drop', guard: 'nothing is started', to: 'cancelled' },
    { from: ['held'], by: 'drop', guard: 'a part of it is out', to: 'failed', event: 'publication.failed' },
    {
      from: ['held'],
      by: 'drop',
      guard: 'nobody knows whether it is out',
      to: 'unconfirmed',
      event: 'publication.unconfirmed',
    },
    {
      from: ['scheduled', 'queued', 'waiting', 'held'],
      by: 'delete',
      guard: 'its brand or channel is deleted; nothing is started',
      to: 'cancelled',
    },
    { from: ['unconfirmed'], by: 'resolve', guard: 'a person saw it', to: 'published', event: 'publication.published' },
    { from: ['unconfirmed'], by: 'resolve', guard: 'a person saw it, and units are left to send', to: 'waiting' },
    {
      from: ['unconfirmed'],
      by: 'resolve',
      guard: 'a person saw that it is not there',
      to: 'failed',
      event: 'publication.failed',
    },
    {
      from: ['published', 'failed', 'missed', 'cancelled'],
      by: 'republish',
      guard: 'as a further generation',
      to: 'scheduled',
    },
    { from: ['published'], by: 'remove', to: 'published' },
  ],
};

/** States in which a worker or the network may be at it: nothing about the post may change. */
export const IN_FLIGHT = ['publishing', 'processing', 'reconciling'] as const satisfies readonly PublicationState[];

/** States that have not left yet. */
export const PENDING = ['scheduled', 'queued', 'waiting', 'held'] as const satisfies readonly PublicationState[];
