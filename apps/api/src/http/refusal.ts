import { DomainError, type ErrorCode, type FieldError, type Localised, type Params } from '#kernel';

/** A field that was refused, worded beyond what the catalogue can. */
export interface RefusedField extends FieldError {
  /** Fills `{reason}`. */
  reason?: Localised;
}

export interface RefusalDetails {
  params?: Params;
  fields?: readonly RefusedField[];
  headers?: Readonly<Record<string, string>>;
  /** Members that the problem document has beyond RFC 9457's. */
  extensions?: Readonly<Record<string, unknown>>;
  /** Instead of the catalogue's wording. */
  detail?: Localised;
}

/** A refusal that HTTP itself has something to say about. */
export class Refusal extends DomainError {
  readonly headers: Readonly<Record<string, string>>;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly detail: Localised | null;

  constructor(code: ErrorCode, details: RefusalDetails = {}) {
    super(code, details.params, details.fields);
    this.headers = details.headers ?? {};
    this.extensions = details.extensions ?? {};
    this.detail = details.detail ?? null;
  }
}
