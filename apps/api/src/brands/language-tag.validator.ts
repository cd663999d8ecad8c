import { ValidateBy, type ValidationOptions } from 'class-validator';

/** A language tag that is well-formed by BCP 47. */
export const IsLanguageTag = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isLanguageTag',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && value.length <= 35 && isWellFormed(value),
        defaultMessage: () => 'it must be a BCP 47 language tag such as fr or en-GB',
      },
    },
    options,
  );

function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
