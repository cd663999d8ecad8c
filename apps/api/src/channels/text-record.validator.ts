import { ValidateBy } from 'class-validator';

/** An object whose members are all text. */
export const IsTextRecord = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTextRecord',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.values(value).every((member) => typeof member === 'string'),
      defaultMessage: () => 'every member must be text',
    },
  });
