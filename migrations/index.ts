import { LayTheGround1795478400000 } from './1795478400000-lay-the-ground.js';
import { AddAlerts1795571400000 } from './1795571400000-add-alerts.js';
import { IndexCalendar1795573200000 } from './1795573200000-index-calendar.js';
import { AddTriageAndPurge1795831200000 } from './1795831200000-add-triage-and-purge.js';
import { AddBlackouts1795910400000 } from './1795910400000-add-blackouts.js';
import { AddCharters1795965000000 } from './1795965000000-add-charters.js';
import { AddReviews1795966000000 } from './1795966000000-add-reviews.js';
import { ProbeMedia1795971500000 } from './1795971500000-probe-media.js';
import { AddSessions1795990000000 } from './1795990000000-add-sessions.js';
import { AddAgreements1795991000000 } from './1795991000000-add-agreements.js';
import { MarkWhatReadersMaySee1796000000000 } from './1796000000000-mark-what-readers-may-see.js';
import { DoubtRefusals1796001000000 } from './1796001000000-doubt-refusals.js';
import { KeepTheKeyInForce1796002000000 } from './1796002000000-keep-the-key-in-force.js';

/** In order; kept equal to the folder by test/architecture. */
export const migrations = [
  LayTheGround1795478400000,
  AddAlerts1795571400000,
  IndexCalendar1795573200000,
  AddTriageAndPurge1795831200000,
  AddBlackouts1795910400000,
  AddCharters1795965000000,
  AddReviews1795966000000,
  ProbeMedia1795971500000,
  AddSessions1795990000000,
  AddAgreements1795991000000,
  MarkWhatReadersMaySee1796000000000,
  DoubtRefusals1796001000000,
  KeepTheKeyInForce1796002000000,
];
