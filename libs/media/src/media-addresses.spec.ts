import { AesGcmSecretBox } from '#persistence';
import { MediaAddresses, SIGNING } from './media-addresses.js';

const box = (fill: number) => new AesGcmSecretBox(Buffer.alloc(32, fill));
const addresses = new MediaAddresses('https://calendar.example', box(1).derive(SIGNING));
const UNTIL = new Date('2026-11-23T09:00:00.900Z');
const BEFORE = new Date('2026-11-23T08:59:59Z');
const PHOTO = { id: 'a1', name: 'photo.jpg', as: 'ab12' };

function parse(url: string) {
  const { pathname, searchParams } = new URL(url);
  const [, , id = '', name = ''] = pathname.split('/');
  const as = searchParams.get('as') ?? undefined;
  return { address: { id, name }, query: { as, until: searchParams.get('until')!, sig: searchParams.get('sig')! } };
}

describe('signed addresses', () => {
  const { address, query } = parse(addresses.sign(PHOTO, UNTIL));
  const good = (changes: object = {}, queryChanges: object = {}, now = BEFORE) =>
    addresses.isGood({ ...address, ...changes }, { ...query, ...queryChanges }, now);

  it('lead where they were made for, until their second is over', () => {
    expect(addresses.sign(PHOTO, UNTIL)).toMatch(
      /^https:\/\/calendar\.example\/media\/a1\/photo\.jpg\?as=ab12&until=1795424400&sig=[\w-]{43}$/,
    );
    expect(good()).toBe(true);
    expect(good({}, {}, new Date('2026-11-23T09:00:00Z'))).toBe(false);
  });

  it('of the upload itself name no rendition', () => {
    const own = parse(addresses.sign({ ...PHOTO, as: null }, UNTIL));
    expect(own.query.as).toBeUndefined();
    expect(addresses.isGood(own.address, own.query, BEFORE)).toBe(true);
    expect(addresses.isGood(own.address, { ...own.query, as: 'ab12' }, BEFORE)).toBe(false);
  });

  it.each([
    [{ id: 'a2' }, {}],
    [{ name: 'photo.png' }, {}],
    [{}, { as: 'ab13' }],
    [{}, { as: undefined }],
    [{}, { until: '9999999999' }],
    [{}, { until: 'never' }],
    [{}, { sig: '' }],
    [{}, { sig: 'A'.repeat(43) }],
  ])('are worth nothing when altered: %j %j', (changes, queryChanges) => {
    expect(good(changes, queryChanges)).toBe(false);
  });

  it('of another installation are worth nothing', () => {
    const other = new MediaAddresses('https://calendar.example', box(2).derive(SIGNING));
    expect(other.isGood(address, query, BEFORE)).toBe(false);
    expect(box(1).derive('anything else')).not.toEqual(box(1).derive(SIGNING));
  });
});
