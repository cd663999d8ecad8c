import { browserCookie } from './browser-cookie.js';

const KEY = 'q-_Zk3';
const secure = browserCookie('state-1', { publicUrl: 'https://calendar.example' });
const open = browserCookie('state-1', { publicUrl: 'http://localhost:3000' });
const pairOf = (header: string) => header.split(';')[0]!;

describe('browserCookie', () => {
  it('goes back to this very host over https, on the way back from elsewhere too, and to no script', () => {
    expect(secure.keep(KEY)).toMatch(
      /^__Host-agreement-[0-9a-f]{16}=q-_Zk3; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(open.keep(KEY)).toMatch(/^agreement-[0-9a-f]{16}=q-_Zk3; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax$/);
    expect(secure.forget()).toMatch(/^__Host-agreement-[0-9a-f]{16}=; Path=\/; Max-Age=0; /);
  });

  it('is found among others, and is one for each agreement', () => {
    const other = browserCookie('state-2', { publicUrl: 'https://calendar.example' });
    const header = ['theme=dark', pairOf(other.keep('else')), pairOf(secure.keep(KEY)), 'a=b=c'].join('; ');
    expect([secure.read(header), other.read(header)]).toEqual([KEY, 'else']);
    expect(open.read(header)).toBeUndefined();
    expect(secure.read(undefined)).toBeUndefined();
  });
});
