import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Seals small secrets for storage. */
export interface SecretBox {
  /** Names the key without telling it. */
  readonly keyId: string;
  /** `context` (such as the row's id) is bound in: a sealed value opens nowhere else. */
  seal(plain: string, context: string): string;
  /** Throws when the value was sealed under another key or context, or was altered. */
  open(sealed: string, context: string): string;
  /** 32 bytes for another use, such as signing addresses: the same for the same purpose, and they tell no other's. */
  derive(purpose: string): Buffer;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM (NIST SP 800-38D) with a fresh random nonce per value: `v1.<key id>.<base64url of nonce, tag, ciphertext>`. */
export class AesGcmSecretBox implements SecretBox {
  readonly keyId: string;

  /** `key`: 32 bytes. */
  constructor(private readonly key: Buffer) {
    if (key.length !== 32) throw new Error('A secret key has 32 bytes');
    this.keyId = createHash('sha256').update('marronnier-key-id').update(key).digest('hex').slice(0, 12);
  }

  seal(plain: string, context: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce, { authTagLength: TAG_BYTES }).setAAD(
      Buffer.from(context),
    );
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `v1.${this.keyId}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  open(sealed: string, context: string): string {
    const [version, keyId, payload] = sealed.split('.');
    if (version !== 'v1' || keyId !== this.keyId || !payload) throw new Error('Sealed under another key');
    const bytes = Buffer.from(payload, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  /** HKDF-SHA256 (RFC 5869); no salt, since the key is uniformly random already. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.key, '', `marronnier ${purpose}`, 32));
  }
}

/** The token under which an application hands its box on. */
export const SECRET_BOX = Symbol('SecretBox');
