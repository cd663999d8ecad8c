import { cleanFileName, publicName } from './media.js';

describe('file names', () => {
  it.each([
    ['photo.jpg', 'photo.jpg'],
    ['C:\\Users\\lise\\Été 2026.PNG', 'Été 2026.PNG'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\n\u202e.png', 'ab.png'],
    ['', 'media'],
    ['..', 'media'],
    ['/', 'media'],
    ['.png', '.png'],
    [`${'é'.repeat(300)}.png`, `${'é'.repeat(196)}.png`],
    [`a.${'b'.repeat(500)}`, 'media'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it.each([
    ['Été 2026.PNG', 'image/jpeg', 'ete-2026.jpg'],
    ['page.html', 'image/png', 'page.png'],
    ['日本.mov', 'video/quicktime', 'media.mov'],
    ['rapport', 'application/pdf', 'rapport.pdf'],
  ])('%j of type %s is addressed as %j', (fileName, mimeType, name) => {
    expect(publicName({ fileName, mimeType })).toBe(name);
  });
});
