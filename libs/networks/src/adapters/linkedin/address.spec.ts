import { postUrn } from './address.js';

it.each([
  ['urn:li:share:1', null, 'urn:li:share:1'],
  ['', 'https://www.linkedin.com/feed/update/urn:li:share:12/', 'urn:li:share:12'],
  ['', 'https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A12', 'urn:li:ugcPost:12'],
  ['', 'https://fr.linkedin.com/posts/fournil_du-pain-activity-12-AbCd', 'urn:li:activity:12'],
  ['', 'https://www.linkedin.com/posts/boulangerie-50%-share-12-AbCd', 'urn:li:share:12'],
  ['', 'https://www.linkedin.com/posts/anne_caf%E9-share-12-AbCd', 'urn:li:share:12'],
  ['', 'https://linkedin.example/posts/x-share-12-AbCd', null],
  ['', null, null],
])('reads what names a post: %j %s', (id, url, urn) => {
  expect(postUrn({ id, url })).toBe(urn);
});
