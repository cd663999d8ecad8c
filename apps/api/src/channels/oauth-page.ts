import { createHash } from 'node:crypto';
import type { Completion, Invitation } from '#channels';
import type { Language, Localised } from '#kernel';
import type { Problem } from '../http/index.js';

/** What a person reads on their way to a network, and back. Names of ours and of their account, and no secret. */
export interface OAuthPage {
  title: string;
  lines: readonly string[];
  /** The way on. */
  link?: { href: string; text: string };
  /** For whoever helps. */
  code?: string;
}

const STYLE =
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;color:#1c1c1c;background:#fff}h1{font-size:1.5rem}a{display:inline-block;padding:.6rem 1.2rem;border-radius:.4rem;color:#fff;background:#1d5c38;text-decoration:none}small{color:#595959}';

/** The page may do nothing but look as it does. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

const CLOSE: Localised = { en: 'You can close this page.', fr: 'Vous pouvez fermer cette page.' };

/** Before the network asks: it names our app alone, and not whom among our users the account would be connected to. */
export function invitationPage({ network, agency, brand, networkUrl }: Invitation, language: Language): OAuthPage {
  const say = (text: Localised): string => text[language];
  return {
    title: say({ en: `Connect ${network} to ${brand}?`, fr: `Connecter ${network} à la marque ${brand} ?` }),
    lines: [
      say({
        en: `${agency} asks to publish with your account on ${network}, for the brand ${brand}.`,
        fr: `${agency} demande à publier avec votre compte ${network}, pour la marque ${brand}.`,
      }),
      say({
        en: `Go on only if you expect this, within 15 minutes and in this browser. ${network} then asks whether you agree.`,
        fr: `Ne continuez que si vous vous y attendez, dans les 15 minutes et dans ce navigateur. ${network} demandera ensuite votre accord.`,
      }),
    ],
    link: { href: networkUrl, text: say({ en: `Go on to ${network}`, fr: `Continuer vers ${network}` }) },
  };
}

export function pageOf(completion: Completion, language: Language): OAuthPage {
  const { network } = completion;
  const say = (text: Localised): string => text[language];
  if (completion.kind === 'choose')
    return {
      title: say({ en: `${network} agreed`, fr: `Accord donné sur ${network}` }),
      lines: [
        say({
          en: `The agreement opens ${completion.accounts} accounts. Go back to where you began and choose which to connect, within 15 minutes.`,
          fr: `L’accord ouvre ${completion.accounts} comptes. Retournez là où vous avez commencé et choisissez lesquels connecter, dans les 15 minutes.`,
        }),
        say(CLOSE),
      ],
    };
  const { displayName, health, healthReason } = completion.channel;
  const works = health === 'ok' || health === 'degraded';
  return {
    title: works
      ? say({ en: `${displayName} is connected`, fr: `${displayName} est connecté` })
      : say({ en: `${displayName} does not work yet`, fr: `${displayName} ne fonctionne pas encore` }),
    lines: [
      works
        ? say({ en: `Marronnier publishes on ${network} there.`, fr: `Marronnier y publie sur ${network}.` })
        : say({
            en: `You agreed, but ${network} refuses the account.`,
            fr: `Vous avez donné votre accord, mais ${network} refuse le compte.`,
          }),
      say(CLOSE),
    ],
    ...(works || healthReason === null ? {} : { code: healthReason }),
  };
}

export function problemPage({ title, detail, code, requestId }: Problem): OAuthPage {
  return { title, lines: [detail], code: `${code} · ${requestId}` };
}

export function renderPage({ title, lines, link, code }: OAuthPage, language: Language): string {
  const body = [
    `<h1>${escape(title)}</h1>`,
    ...lines.map((line) => `<p>${escape(line)}</p>`),
    ...(link ? [`<p><a rel="noreferrer" href="${escape(link.href)}">${escape(link.text)}</a></p>`] : []),
    ...(code === undefined ? [] : [`<p><small>${escape(code)}</small></p>`]),
  ];
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escape(title)} · Marronnier</title><style>${STYLE}</style><main>${body.join('')}</main></html>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
