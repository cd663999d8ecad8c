import { findPersonalData } from './find-personal-data.js';

const nobody = { contacts: { phones: [], emails: [], domains: [], addresses: [] } };
const found = (text: string): string[] =>
  findPersonalData(text, nobody).map(({ kind, span }) => `${kind}: ${text.slice(span.start, span.end)}`);

it('marks whole characters, whatever is put on the last one', () => {
  expect(found('lea@poste.example\u0301')).toEqual(['email: lea@poste.example\u0301']);
  expect(found('06 39 98 12 34\ufe0f')).toEqual(['phone: 06 39 98 12 34\ufe0f']);
});

it('finds numbers as short as they can be, and none in fewer digits', () => {
  expect(found('0639981234, 07700 900123, 415-555-0123, +33 6 39 98 12 34')).toEqual([
    'phone: 0639981234',
    'phone: 07700 900123',
    'phone: 415-555-0123',
    'phone: +33 6 39 98 12 34',
  ]);
  expect(found('+41 22 74')).toEqual(['phone: +41 22 74']);
  expect(found('2 87 05 49 588 157')).toEqual(['social_security: 2 87 05 49 588 157']);
  expect(found('0639 9812')).toEqual([]);
});

it('takes what stands in a mail address for a part of it', () => {
  expect(found('0639981234@poste.example')).toEqual(['email: 0639981234@poste.example']);
});
