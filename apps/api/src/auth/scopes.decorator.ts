import { SetMetadata } from '@nestjs/common';
import type { Scope } from '#agencies';

export const SCOPES_KEY = Symbol('scopes');
export const PUBLIC_KEY = Symbol('public');

/** The scopes a key needs, all of them. Every route has this or `Public`; boot refuses one that has neither. */
export const Scopes = (first: Scope, ...more: Scope[]): ClassDecorator & MethodDecorator =>
  SetMetadata(SCOPES_KEY, [first, ...more]);

/** Any key that is valid will do. */
export const AnyKey = (): ClassDecorator & MethodDecorator => SetMetadata(SCOPES_KEY, []);

/** Needs no key. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(PUBLIC_KEY, true);
