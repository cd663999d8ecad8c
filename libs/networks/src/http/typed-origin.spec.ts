import { typedOrigin } from './typed-origin.js';

describe('an address that a person typed', () => {
  it.each([
    ['https://mastodon.example', 'https://mastodon.example'],
    [' mastodon.example/ ', 'https://mastodon.example'],
    ['Mastodon.Example/@boulangerie?x=1#y', 'https://mastodon.example'],
    ['https://blog.example:8443/ghost/', 'https://blog.example:8443'],
    ['blog.example:2368', 'https://blog.example:2368'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000/', 'http://[::1]:3000'],
    ['http://ghost:2368', 'http://ghost:2368'],
    ['http://blog.localhost', 'http://blog.localhost'],
    ['http://mastodon.example', null],
    ['http://93.184.216.34', null],
    ['https://a:b@mastodon.example', null],
    ['ftp://mastodon.example', null],
    ['javascript:alert(1)', null],
    ['@lise@mastodon.example', null],
    ['https://', null],
    ['', null],
  ])('%j is %j', (typed, origin) => {
    expect(typedOrigin(typed)).toBe(origin);
  });
});
