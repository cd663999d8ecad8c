import { openTestDatabase } from '#testing';
import pg from 'pg';
beforeAll(async () => {
  const database = await openTestDatabase();
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query('grant delete on occurrence to marronnier_app');
  await client.query('alter table slot_revision drop constraint if exists slot_revision_slot_id_from_local_key');
  await client.end();
  await database.close();
});
import './slots.db.spec.js';
import '../../../../libs/slots/src/extend-horizon.db.spec.js';
import '../../../../libs/slots/src/close-past-occurrences.db.spec.js';
import '../../../../libs/slots/src/slot.service.db.spec.js';
import '../../../../libs/slots/src/occurrence.service.db.spec.js';
