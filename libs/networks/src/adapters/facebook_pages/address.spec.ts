import type { AdapterIo } from '../../contract.js';
import { idOrAddress, nameIn } from './address.js';

const io = { account: { credentials: { accountId: '42' } } } as unknown as AdapterIo;

it.each([
  ['42_7', '42_7'],
  ['https://www.facebook.com/fournil/posts/7', '42_7'],
  ['https://www.facebook.com/fournil/posts/du-pain/7/', '42_7'],
  ['https://m.facebook.com/story.php?story_fbid=7&id=42', '42_7'],
  ['https://www.facebook.com/fournil/videos/du-pain/7', '7'],
  ['https://www.facebook.com/reel/7', '7'],
  ['https://www.facebook.com/fournil/posts/pfbid02abc', null],
  ['https://facebook.com.example/fournil/posts/7', null],
  ['', null],
])('reads what names a post: %s', (idOrUrl, name) => {
  expect(nameIn(idOrUrl, io)).toBe(name);
});

it('goes by the id where there is one', () => {
  expect(idOrAddress({ id: '1', url: 'https://x.example' })).toBe('1');
  expect(idOrAddress({ id: '', url: 'https://x.example' })).toBe('https://x.example');
  expect(idOrAddress({ id: '', url: null })).toBe('');
});
